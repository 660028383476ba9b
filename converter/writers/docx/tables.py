"""Word tables: the shared form of all of them, and grids with rules, head rows and spanning cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.compose.composed import Grid, GridCell
from converter.records import replace
from converter.style.units import Length
from converter.writers.docx.constants import MOST_COLUMNS
from converter.writers.docx.looks import ALIGN
from converter.writers.docx.xml import fixed, on, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

SIDES = ("top", "left", "bottom", "right")
NO_ROOM = w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa"))
"""The templates' layout tables have no room at the sides of cells; LibreOffice adds some where nothing is said."""
LAYOUT = w("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
HEADED = w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
EMPTY = w("p")
KEPT = w("p", w("pPr", on("keepNext")))
WHOLE_ROW = w("trPr", on("cantSplit"))
HEAD_ROW = w("trPr", on("cantSplit"), on("tblHeader"))


def table(
    widths: list[int],
    rows: str,
    *,
    left: int = 0,
    margins: str = NO_ROOM,
    borders: str = "",
    rtl: bool = False,
    look: str = LAYOUT,
    summary: str = "",
) -> str:
    """A table of fixed widths (twips). `summary` is its title and alternative text."""
    about = w(
        "tblPr",
        on("bidiVisual") if rtl else "",
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=left, type="dxa"),
        borders,
        w("tblLayout", type="fixed"),
        margins,
        look,
        w("tblCaption", val=summary) + w("tblDescription", val=summary) if summary else "",
    )
    return w("tbl", about, w("tblGrid", *[w("gridCol", w=width) for width in widths]), rows)


def cell(width: int, inner: str, *about: str) -> str:
    """A cell; its last element must be a paragraph."""
    last = "" if inner.endswith(("</w:p>", "<w:p/>")) else EMPTY
    return w("tc", fixed("tcPr", fixed("tcW", w=width, type="dxa"), *about), inner, last)


def rule(side: str, thickness: Length) -> str:
    """A border of a cell."""
    return fixed(side, val="single", sz=thickness.eighths, space=0, color="auto")


# ---------------------------------------------------------------- grids


def grid(item: Grid, story: Story) -> list[str]:
    """A table of the document: rules as the pack says, repeated head rows. One too wide for Word comes as several."""
    if not item.widths or not item.rows:
        return []
    return [_grid(one, story) for one in (cut(item) if len(item.widths) > MOST_COLUMNS else (item,))]


def cut(item: Grid) -> Iterator[Grid]:
    """The columns of a table in groups that Word can hold; a cell over a cut stands in the first of its groups."""
    for start in range(0, len(item.widths), MOST_COLUMNS):
        end = min(start + MOST_COLUMNS, len(item.widths))
        rows = tuple(
            tuple(
                replace(cell, column=cell.column - start, columns=min(cell.columns, end - cell.column))
                for cell in row
                if start <= cell.column < end
            )
            for row in item.rows
        )
        yield replace(item, widths=item.widths[start:end], rows=rows)


def _grid(item: Grid, story: Story) -> str:
    layout, widths = story.composed.pack.tables, [width.twip for width in item.widths]
    room = (0, 0) if item.shapes else (layout.cell_top.twip, layout.cell_bottom.twip)
    margins = w("tblCellMar", *_margins(room[0], 0, room[1], 0))
    rows = [_row(number, cells, item, widths, story) for number, cells in enumerate(filled(item))]
    return table(
        widths,
        "".join(rows),
        left=item.left.twip,
        margins=margins,
        rtl=story.rtl,
        look=HEADED if item.head else LAYOUT,
        summary=item.summary,
    )


def _margins(*sizes: int) -> list[str]:
    return [fixed(side, w=size, type="dxa") for side, size in zip(SIDES, sizes, strict=True)]


def filled(item: Grid) -> Iterator[list[tuple[GridCell, bool]]]:
    """Each row's cells without gaps, and whether each is the lower part of one that began above."""
    count = len(item.widths)
    above: dict[int, tuple[GridCell, int]] = {}
    for number, row in enumerate(item.rows):
        own = {entry.column: entry for entry in row if entry.column < count}
        cells: list[tuple[GridCell, bool]] = []
        column = 0
        while column < count:
            upper, left = above.get(column, (None, 0))
            if left > 0 and upper is not None:
                entry, lower = upper, True
                above[column] = (upper, left - 1)
            else:
                entry, lower = own.get(column, GridCell((), column)), False
                reach = min(entry.rows, len(item.rows) - number)
                columns = max(1, min(entry.columns, _free(column, above, own, count)))
                if (reach, columns) != (entry.rows, entry.columns):
                    entry = replace(entry, rows=reach, columns=columns)
                above[column] = (entry, reach - 1)
            cells.append((entry, lower))
            column += entry.columns
        yield cells


def _free(column: int, above: dict[int, tuple[GridCell, int]], own: dict[int, GridCell], count: int) -> int:
    """How many columns from here on no other cell of the row stands in."""
    at = column + 1
    while at < count and at not in own and above.get(at, (None, 0))[1] <= 0:
        at += 1
    return at - column


def _row(number: int, cells: list[tuple[GridCell, bool]], item: Grid, widths: list[int], story: Story) -> str:
    about = _shaped(number, item) if item.shapes else HEAD_ROW if number < item.head else WHOLE_ROW
    shown = [_cell(entry, lower, number, item, widths, story) for entry, lower in cells]
    return w("tr", about, *shown)


def _shaped(number: int, item: Grid) -> str:
    """What the input says of a row: its height, whether a page may end in it."""
    shape = item.shapes[number]
    rule = "exact" if shape.exact else "atLeast"
    return w(
        "trPr",
        on("cantSplit") if shape.whole else "",
        fixed("trHeight", val=shape.height.twip, hRule=rule) if shape.height else "",
        on("tblHeader") if number < item.head and item.repeats else "",
    )


def _cell(entry: GridCell, lower: bool, number: int, item: Grid, widths: list[int], story: Story) -> str:
    rows = 1 if lower else entry.rows
    kept = bool(item.shapes) and item.shapes[number].keep_next
    merge = on("vMerge") if lower else w("vMerge", val="restart") if entry.rows > 1 else ""
    return cell(
        sum(widths[entry.column : entry.column + entry.columns]),
        ("" if lower else _inside(entry, number, item, story, kept)) or (KEPT if kept else EMPTY),
        w("gridSpan", val=entry.columns) if entry.columns > 1 else "",
        merge,
        _ruled(entry, lower) if item.shapes else _borders(number, rows, item, story),
        _room(entry, number, item, story),
        fixed("vAlign", val=entry.stand) if entry.stand else w("vAlign", val="bottom") if number < item.head else "",
    )


def _inside(entry: GridCell, number: int, item: Grid, story: Story, kept: bool) -> str:
    """The paragraphs of a cell; those of a row that is kept with the next say so, since Word asks the first of them."""
    from converter.writers.docx.body import para

    more = {"jc": fixed("jc", val=ALIGN[entry.align])} if entry.align in ("end", "center") else {}
    more |= {"keepNext": on("keepNext")} if kept else {}
    bold = entry.bold or number in item.totals
    return "".join([para(p, story, more, bold=bold) for p in entry.content])


def _room(entry: GridCell, number: int, item: Grid, story: Story) -> str:
    """The room inside a cell: a rule above it takes some of it, since Word adds the rule's thickness."""
    layout = story.composed.pack.tables
    if item.shapes:
        if not item.head or number != item.head or not item.gap:
            return ""
        return fixed("tcMar", *_margins(max(0, item.gap.twip - _thickest(item).twip), 0, 0, 0))
    top, bottom, line = layout.cell_top, layout.cell_bottom, Length(0)
    if number < item.head:
        top, bottom = layout.head_top, layout.head_bottom
        line = line if number else layout.head_above
    elif item.head and number == item.head:
        top, line = Length(top + layout.head_gap), layout.head_below
    elif number in item.totals:
        line = layout.total_above
    side = layout.cell_side.twip if entry.column else 0
    return fixed("tcMar", *_margins(max(0, Length(top - line).twip), side, bottom.twip, 0))


def _thickest(item: Grid) -> Length:
    """The rule under the head, which an exact row after it would hold."""
    return max((cell.rules.below for row in item.rows[: item.head] for cell in row), default=Length(0))


def _ruled(entry: GridCell, lower: bool) -> str:
    """The rules of a cell of its own; of a cell over several rows the lowest part's lower rule is drawn."""
    rules = entry.rules
    sides = (
        ("top", Length(0) if lower else rules.above),
        ("left", rules.before),
        ("bottom", rules.below),
        ("right", rules.after),
    )
    shown = "".join([rule(side, thickness) for side, thickness in sides if thickness])
    return fixed("tcBorders", shown) if shown else ""


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
    return fixed("tcBorders", shown) if shown else ""
