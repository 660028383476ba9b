"""Grids, boxes and blocks side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import Columns, Framed, Grid, GridCell
from converter.compose.composed import Section as ComposedSection
from converter.style.units import Length
from converter.writers.docx.looks import ALIGN
from converter.writers.docx.xml import on, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

SIDES = ("top", "left", "bottom", "right")


def table(
    widths: list[int],
    rows: str,
    *,
    left: int = 0,
    margins: str = "",
    borders: str = "",
    rtl: bool = False,
    look: str = "",
) -> str:
    """A table of fixed widths (twips)."""
    about = w(
        "tblPr",
        on("bidiVisual") if rtl else "",
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=left, type="dxa"),
        borders,
        w("tblLayout", type="fixed"),
        margins,
        look or w("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )
    return w("tbl", about, w("tblGrid", *(w("gridCol", w=width) for width in widths)), rows)


def cell(width: int, inner: str, *about: str) -> str:
    """A cell; its last element must be a paragraph."""
    last = "" if inner.endswith("</w:p>") else w("p")
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *about), inner, last)


def rule(side: str, thickness: Length) -> str:
    """A border of a cell."""
    return w(side, val="single", sz=thickness.eighths, space=0, color="auto")


def grid(item: Grid, story: Story, section: ComposedSection) -> str:
    """A table of the document: rules as the pack says, head rows that repeat."""
    layout, widths = story.composed.pack.tables, [width.twip for width in item.widths]
    margins = w(
        "tblCellMar",
        w("top", w=layout.cell_top.twip, type="dxa"),
        w("left", w=0, type="dxa"),
        w("bottom", w=layout.cell_bottom.twip, type="dxa"),
        w("right", w=0, type="dxa"),
    )
    look = (
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
        if item.head
        else ""
    )
    rows = "".join(_row(number, item, widths, story, section) for number in range(len(item.rows)))
    made = table(widths, rows, left=item.left.twip, margins=margins, rtl=section.direction == "rtl", look=look)
    return made.replace("</w:tblPr>", w("tblCaption", val=item.summary) + "</w:tblPr>", 1) if item.summary else made


def _row(number: int, item: Grid, widths: list[int], story: Story, section: ComposedSection) -> str:
    about = on("cantSplit") + (on("tblHeader") if number < item.head else "")
    covered = {
        c: above
        for r in range(number)
        for above in item.rows[r]
        if r + above.rows > number
        for c in range(above.column, above.column + above.columns)
    }
    cells, column = [], 0
    own = {entry.column: entry for entry in item.rows[number]}
    while column < len(widths):
        entry = own.get(column)
        if entry is not None:
            cells.append(_cell(entry, number, item, widths, story, section))
            column += entry.columns
        elif column in covered:
            above = covered[column]
            cells.append(_continued(above, number, item, widths, story))
            column += above.columns
        else:
            cells.append(cell(widths[column], w("p"), _borders(number, 1, item, story)))
            column += 1
    return w("tr", w("trPr", about), *cells)


def _cell(entry: GridCell, number: int, item: Grid, widths: list[int], story: Story, section: ComposedSection) -> str:
    from converter.writers.docx.body import para

    width = sum(widths[entry.column : entry.column + entry.columns])
    inner = "".join(para(p, story, section) for p in entry.content) or w("p")
    if entry.align in ("end", "center"):
        inner = inner.replace("</w:pPr>", w("jc", val=ALIGN[entry.align]) + "</w:pPr>")
    if number in item.totals or entry.bold:
        inner = inner.replace("<w:r><w:t", "<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t")
    side = story.composed.pack.tables.cell_side.twip
    left = w("tcMar", w("left", w=side, type="dxa")) if entry.column else ""
    return cell(
        width,
        inner,
        w("gridSpan", val=entry.columns) if entry.columns > 1 else "",
        w("vMerge", val="restart") if entry.rows > 1 else "",
        _borders(number, entry.rows, item, story),
        left,
        w("vAlign", val="bottom") if number < item.head else "",
    )


def _continued(above: GridCell, number: int, item: Grid, widths: list[int], story: Story) -> str:
    width = sum(widths[above.column : above.column + above.columns])
    span = w("gridSpan", val=above.columns) if above.columns > 1 else ""
    return cell(width, w("p"), span, on("vMerge"), _borders(number, 1, item, story))


def _borders(number: int, rows: int, item: Grid, story: Story) -> str:
    layout, last = story.composed.pack.tables, number + rows >= len(item.rows)
    top, bottom = None, None
    if number == 0:
        top = layout.head_above if item.head else layout.last
    elif number in item.totals:
        top = layout.total_above
    if item.head and number + rows == item.head:
        bottom = layout.head_below
    elif last:
        bottom = layout.last
    shown = (rule("top", top) if top else "") + (rule("bottom", bottom) if bottom else "")
    return w("tcBorders", shown) if shown else ""


def framed(item: Framed, story: Story, section: ComposedSection) -> str:
    """A box: one cell with a border around its flow."""
    from converter.writers.docx.body import items, para

    layout = story.composed.pack.tables
    inner = "".join(para(p, story, section) for p in item.title) + "".join(items(item.flow, story, section))
    borders = w("tblBorders", *(rule(side, layout.box_border) for side in SIDES))
    width = [item.width.twip]
    return table(
        width, w("tr", cell(width[0], inner)), left=item.left.twip, borders=borders, rtl=section.direction == "rtl"
    )


def columns(item: Columns, story: Story, section: ComposedSection) -> str:
    """Two blocks side by side: a table without rules."""
    from converter.writers.docx.body import para

    page = story.composed.pack.page
    measure, left = (page.width - page.left - page.right) // Length.read("1twip"), item.right_at.twip
    cells = ((left, item.left), (measure - left, item.right))
    row = w(
        "tr",
        *(
            cell(width, "".join(para(p, story, section, ind=w("ind", left=0, right=0)) for p in block))
            for width, block in cells
        ),
    )
    return table([left, measure - left], row, rtl=section.direction == "rtl")
