"""Column widths, head rows, total rows and alignment of a table, from its contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.compose.as_set import Kept, as_set, enclosed, lines_of, roomy, usable
from converter.compose.composed import Grid, GridCell, Para, Tag
from converter.compose.table_notes import lifted, paragraphs, under
from converter.late import late
from converter.model import Footnote, Inline, Inlines, LineBreak, Table, TableCell, Text
from converter.records import replace
from converter.style.names import StyleName
from converter.style.schema import NO, Pack
from converter.style.units import Length
from converter.walk import footnotes_of, plain

FIGURE = late(r"[-–—(+]?[$€£¥]?\s?\d[\d\s.,\u00a0\u202f]*\)?\s?%?|[-–—.]+|\(?\.\.\.\)?")
UNIT = late(r"\s*[(（].*[)）]\s*")
TOTAL = late(r"(grand |sub)?totals?\b|итого|всего|المجموع|共计|合计|总计", re.IGNORECASE)


def grid(
    table: Table,
    pack: Pack,
    notes: tuple[Para, ...] = (),
    kept: Kept | None = None,
    letters: tuple[Footnote, ...] | None = None,
) -> Grid:
    """A table ready to draw: as the input sets it where that is known, else by the pack. `letters`: notes under it that
    are taken out of it already.

    By the pack it is as wide as the text column if its words fit there, else as wide as the page's measure.
    """
    if letters is None:
        table, letters = lifted(table)
    notes = (*notes, *paragraphs(letters))
    if setting := usable(table):
        made = as_set(table, setting, list(_placed(table)), pack, {} if kept is None else kept)
        made = replace(made, caption=caption(table, pack), summary=_summary(table))
        made = roomy(made, setting, pack)
        made = enclosed(made, table, notes, setting, pack) if made.framed else under(made, notes, pack)
        return headed(made)
    table = _without_spacers(table)
    placed = list(_placed(table))
    count = max((c + cell.columns for row in placed for c, cell in row), default=1)
    figures = [_is_figures(placed[table.head :], column) for column in range(count)]
    rows = tuple(_row(row, number < table.head, figures) for number, row in enumerate(placed))
    widths, left = _widths(placed, count, pack)
    totals = frozenset(
        n for n, row in enumerate(placed) if n >= table.head and row and TOTAL.match(plain(row[0][1].content).strip())
    )
    done = Grid(widths, rows, table.head, left, caption(table, pack), (), totals, _summary(table), table.span)
    return headed(under(replace(done, before=pack.tables.before, after=pack.tables.after), notes, pack))


def headed(grid: Grid) -> Grid:
    """The table with the room above it taken by its caption, where it has one."""
    if not grid.caption:
        return grid
    first, *rest = grid.caption
    return replace(grid, caption=(replace(first, before=grid.before), *rest))


def _summary(table: Table) -> str:
    return " ".join(filter(None, (table.label, plain(table.title))))


def _without_spacers(table: Table) -> Table:
    """The table without rows that hold no word at the end of its head or right after it: they only make room there,
    as the pack does."""
    start = end = table.head
    while start > 1 and _is_blank(table.rows[start - 1]):
        start -= 1
    while table.head and end < len(table.rows) - 1 and _is_blank(table.rows[end]):
        end += 1
    above = table.rows[:start]
    if start == end or any(number + cell.rows > start for number, row in enumerate(above) for cell in row):
        return table
    return replace(table, rows=above + table.rows[end:], head=start)


def _is_blank(row: tuple[TableCell, ...]) -> bool:
    return not any(plain(cell.content).strip() or any(footnotes_of(cell.content)) for cell in row)


def _placed(table: Table) -> Iterator[list[tuple[int, TableCell]]]:
    """Each row's cells with the column in which they begin; cells of rows above that reach down take their columns."""
    reach: dict[int, int] = {}
    for row in table.rows:
        taken = {column for column, left in reach.items() if left > 0}
        placed, column = [], 0
        for cell in row:
            while column in taken:
                column += 1
            placed.append((column, cell))
            for covered in range(column, column + cell.columns):
                reach[covered] = cell.rows
            column += cell.columns
        reach = {column: left - 1 for column, left in reach.items()}
        yield placed


def _row(row: list[tuple[int, TableCell]], head: bool, figures: list[bool]) -> tuple[GridCell, ...]:
    style = StyleName.TABLE_HEAD if head else StyleName.TABLE_TEXT
    return tuple(
        GridCell((Para(style, cell.content),), column, cell.columns, cell.rows, _align(cell, column, figures))
        for column, cell in row
    )


def _align(cell: TableCell, column: int, figures: list[bool]) -> str:
    if cell.columns > 1:
        return cell.align or "start"
    return "end" if figures[column] else cell.align or "start"


def _is_figures(rows: list[list[tuple[int, TableCell]]], column: int) -> bool:
    """Whether a column holds figures: all but at most every other of its filled cells."""
    filled = [
        plain(cell.content).strip() for row in rows for at, cell in row if at == column and plain(cell.content).strip()
    ]
    fit = sum(bool(FIGURE.fullmatch(text)) for text in filled)
    return fit > 0 and 2 * fit > len(filled)


def caption(table: Table, pack: Pack) -> tuple[Para, ...]:
    """Label, title, and the last lines of the title that tell in parentheses what the figures count."""
    lines = list(lines_of(table.title)) if table.title else []
    units: list[Inlines] = []
    while lines and UNIT.fullmatch(plain(lines[-1])):
        units.insert(0, lines.pop())
    done = [Para(StyleName.TABLE_LABEL, (Text(table.label),), tag=Tag.CAPTION)] if table.label else []
    if lines:
        close = replace(pack.styles[StyleName.TABLE_TITLE], after=NO) if units else None
        done.append(Para(StyleName.TABLE_TITLE, _joined(lines), tag=Tag.CAPTION, own=close))
    done += [Para(StyleName.TABLE_UNIT, unit, tag=Tag.CAPTION) for unit in units]
    return tuple(done)


def _joined(lines: list[Inlines]) -> Inlines:
    """Lines with a break between each two."""
    done: list[Inline] = []
    for number, line in enumerate(lines):
        done += [LineBreak()] * (number > 0) + list(line)
    return tuple(done)


# ---------------------------------------------------------------- widths


def _widths(rows: list[list[tuple[int, TableCell]]], count: int, pack: Pack) -> tuple[tuple[Length, ...], Length]:
    """Widths of the columns and the table's distance from the left margin.

    Each column gets what its longest word needs; what is left goes to those whose text is longer, in proportion.
    """
    page, layout = pack.page, pack.tables
    measure = page.width - page.left - page.right
    column = measure - layout.narrow_left - layout.narrow_right
    least, most = _needs(rows, count, pack)
    wide = sum(least) > column or (sum(most) > 2 * column and count > 2 + 2)
    room = measure if wide else column
    return tuple(_shared(least, most, room)), Length(0) if wide else layout.narrow_left


def _needs(rows: list[list[tuple[int, TableCell]]], count: int, pack: Pack) -> tuple[list[int], list[int]]:
    """For each column the width of its longest word and of its longest text, by an average character of half the
    size."""
    style = pack.styles[StyleName.TABLE_TEXT]
    character = style.size // 2
    least, most = [character] * count, [character] * count
    for row in rows:
        for at, cell in row:
            if cell.columns > 1:
                continue
            text = plain(cell.content)
            words = text.split() or [""]
            least[at] = max(least[at], character * (1 + max(map(len, words))))
            most[at] = max(most[at], character * (1 + len(text)))
    side = pack.tables.cell_side
    return [w + side for w in least], [w + side for w in most]


def _shared(least: list[int], most: list[int], room: int) -> list[Length]:
    if sum(least) >= room:
        return _scaled(least, room)
    wish = [a - b for a, b in zip(most, least, strict=True)]
    spare = room - sum(least)
    if not sum(wish):
        return _scaled(least, room)
    return _scaled([b + spare * w // sum(wish) for b, w in zip(least, wish, strict=True)], room)


def _scaled(widths: list[int], room: int) -> list[Length]:
    """Widths that add up to the room exactly."""
    total = sum(widths)
    scaled = [Length(w * room // total) for w in widths]
    scaled[-1] = Length(scaled[-1] + room - sum(scaled))
    return scaled
