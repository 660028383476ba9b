"""Tables that only lay out: boxes around a text, and blocks side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import Columns, Framed, Para
from converter.records import replace
from converter.style.units import Length
from converter.writers.docx.tables import SIDES, cell, rule, table
from converter.writers.docx.xml import w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story


def framed(item: Framed, story: Story) -> str:
    """A box: one cell with a border around its flow."""
    from converter.writers.docx.body import items, para

    layout = story.composed.pack.tables
    inner = "".join([para(p, story) for p in item.title]) + "".join(items(item.flow, story, inner=True))
    borders = w("tblBorders", *[rule(side, layout.box_border) for side in SIDES])
    room = layout.box_padding
    under = Length(max(0, room - _space_after(item, story)))
    over = Length(0) if item.title and story.composed.pack.styles[item.title[0].style].before else room
    sizes = zip(SIDES, (over.twip, 0, under.twip, 0), strict=True)
    margins = w("tblCellMar", *[w(side, w=size, type="dxa") for side, size in sizes])
    width = item.width.twip
    return table(
        [width], w("tr", cell(width, inner)), left=item.left.twip, borders=borders, margins=margins, rtl=story.rtl
    )


def _space_after(item: Framed, story: Story) -> int:
    """The space that the last paragraph of a box has below it already."""
    last = item.flow[-1] if item.flow else item.title[-1] if item.title else None
    return story.composed.pack.styles[last.style].after if isinstance(last, Para) else 0


def columns(item: Columns, story: Story) -> str:
    """Two blocks side by side: a table without rules."""
    from converter.writers.docx.body import para

    page = story.composed.pack.page
    measure = Length(page.width - page.left - page.right).twip
    left = item.right_at.twip
    flush = {"ind": w("ind", left=0, right=0)}
    cells = [
        cell(width, "".join([para(replace(p, before=None), story, flush) for p in block]))
        for width, block in ((left, item.left), (measure - left, item.right))
    ]
    return table([left, measure - left], w("tr", *cells), rtl=story.rtl)
