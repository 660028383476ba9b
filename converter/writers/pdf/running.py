"""Heads and feet of the pages after the first, by page side: decoration to a screen reader."""

from __future__ import annotations

from converter.style.names import StyleName
from converter.writers.pdf.build import Build
from converter.writers.pdf.constants import TURNED
from converter.writers.pdf.draw import Canvas
from converter.writers.pdf.lines import set_text
from converter.writers.pdf.masthead import at, stroke

HEADER, FOOTER = "/Type/Pagination/Subtype/Header", "/Type/Pagination/Subtype/Footer"


def furnish(build: Build, canvas: Canvas, number: int, count: int) -> None:
    """Draw the head and foot of a page. On a landscape page they are turned, so that they read as those of an upright
    page."""
    geometry = canvas.geometry
    if not geometry.landscape:
        _furnish(build, canvas, number, count)
        return
    kept = dict(canvas.state)
    canvas.geometry = geometry._replace(width=geometry.height, height=geometry.width)
    canvas.out.append(f"q {TURNED} {canvas.geometry.width:.2f} cm")
    _furnish(build, canvas, number, count)
    canvas.out.append("Q")
    canvas.geometry, canvas.state, canvas.pen = geometry, kept, None


def _furnish(build: Build, canvas: Canvas, number: int, count: int) -> None:
    layout, block = build.pack.running, build.composed.running
    outer = "start" if number % 2 == 0 else "end"
    inner = "end" if outer == "start" else "start"
    if block.head:
        canvas.artifact(HEADER)
        _put(build, canvas, StyleName.RUNNING_HEAD, block.head, outer, layout.head_y.pt)
        if block.title:
            _put(build, canvas, StyleName.RUNNING_TITLE, block.title, inner, layout.head_y.pt)
        canvas.end()
        if layout.head_rule:
            canvas.rule(stroke(layout.head_rule), 0.0)
    canvas.artifact(FOOTER)
    if block.pages:
        side = outer if layout.foot_side == "outer" else layout.foot_side
        _put(
            build,
            canvas,
            StyleName.RUNNING_FOOT,
            layout.page_form.format(page=number, pages=count),
            side,
            layout.foot_y.pt,
        )
    if block.job:
        _put(build, canvas, StyleName.RUNNING_JOB, block.job, inner, layout.job_y.pt)
    canvas.end()


def _put(build: Build, canvas: Canvas, name: StyleName, text: str, side: str, y: float) -> None:
    page = build.pack.page
    line = build.heads.get((name, text))
    if line is None:
        setter = build.setter(name)
        line = build.heads[name, text] = set_text(setter, text, setter.ink(build.composed.language))
    edges = {"start": page.left.pt, "end": page.width.pt - page.right.pt, "center": page.width.pt / 2}
    canvas.artifact_line(at(line, edges[side], side), y)
