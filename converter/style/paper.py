"""A pack on other paper: the page changes, the measure in it keeps its margins."""

from __future__ import annotations

from dataclasses import replace

from converter.style.schema import Frame, Pack, Running, Spot, Stroke
from converter.style.units import Length

PAPERS = {"A4": ("210mm", "297mm"), "Letter": ("215.9mm", "279.4mm")}
"""Width and height."""


def with_paper(pack: Pack, paper: str) -> Pack:
    """The pack on A4 or Letter: what hangs on the right edge or the foot moves with it."""
    width, height = (Length.read(text) for text in PAPERS[paper])
    across, down = width - pack.page.width, height - pack.page.height
    if not across and not down:
        return pack
    page = replace(pack.page, width=width, height=height)
    masthead = replace(
        pack.masthead,
        symbol=_spot(pack.masthead.symbol, across, 0),
        distribution=_spot(pack.masthead.distribution, across, 0),
        rules=(_stroke(pack.masthead.rules[0], across), _stroke(pack.masthead.rules[1], across)),
    )
    return replace(pack, page=page, masthead=masthead, running=_running(pack.running, across, down))


def _running(running: Running, across: int, down: int) -> Running:
    return replace(
        running,
        head_rule=_stroke(running.head_rule, across) if running.head_rule else None,
        foot_y=Length(running.foot_y + down),
        job_y=Length(running.job_y + down),
        first_foot=_spot(running.first_foot, 0, down) if running.first_foot else None,
        bar_code=_frame(running.bar_code, 0, down) if running.bar_code else None,
        qr_code=_frame(running.qr_code, across, down) if running.qr_code else None,
    )


def _spot(spot: Spot, across: int, down: int) -> Spot:
    return replace(spot, x=Length(spot.x + across), y=Length(spot.y + down))


def _stroke(stroke: Stroke, across: int) -> Stroke:
    return replace(stroke, x2=Length(stroke.x2 + across))


def _frame(frame: Frame, across: int, down: int) -> Frame:
    return replace(frame, x=Length(frame.x + across), y=Length(frame.y + down))
