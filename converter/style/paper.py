"""A pack on other paper: the page changes, the measure in it keeps its margins."""

from __future__ import annotations

from converter.records import replace
from converter.style.schema import Frame, LetterheadLayout, Pack, PlacedLine, Running, Spot, Stroke
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
    head = _letterhead(pack.letterhead, pack.page.width, across, down)
    return replace(pack, page=page, masthead=masthead, letterhead=head, running=_running(pack.running, across, down))


def _letterhead(layout: LetterheadLayout, width: Length, across: int, down: int) -> LetterheadLayout:
    """Lines move with the edge or the middle that they are set to, rules grow, pictures move with their third of the
    page, the foot with the foot of the page."""
    share = {"left": 0, "center": across // 2, "right": across}

    def line(one: PlacedLine, down: int) -> PlacedLine:
        return replace(one, x=Length(one.x + share[one.align]), y=Length(one.y + down))

    def third(x: int, size: int) -> int:
        middle = (x + size // 2) * 3
        return 0 if middle < width else across // 2 if middle < 2 * width else across

    image = layout.image_frame
    return replace(
        layout,
        placed=tuple(line(one, 0) for one in layout.placed),
        foot=tuple(line(one, down) for one in layout.foot),
        rules=tuple(replace(r, x2=Length(r.x2 + across), y=_at(r.y, layout, down)) for r in layout.rules),
        pictures=tuple(
            replace(p, x=Length(p.x + third(p.x, p.width)), y=_at(p.y, layout, down)) for p in layout.pictures
        ),
        image_frame=_frame(image, third(image.x, image.width), 0) if image else None,
    )


def _at(y: Length, layout: LetterheadLayout, down: int) -> Length:
    """The height of something; below the text it moves with the foot of the page."""
    top = min((one.y for one in layout.foot), default=None)
    low = top is not None and layout.flow_top is not None and y > (layout.flow_top + top) // 2
    return Length(y + down) if low else y


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
