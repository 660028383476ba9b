"""Tables to strips: one a row, head rows that are set again on each page, rules as the pack says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from converter.compose.composed import Grid, GridCell
from converter.records import dataclass, replace
from converter.writers.pdf.blocks import add_texts, paragraph
from converter.writers.pdf.boxes import (
    Chunk,
    Hairline,
    Note,
    Snake,
    Stack,
    Strip,
    TextLine,
    height_of,
    joined,
    lines_of,
)
from converter.writers.pdf.build import Build, Room
from converter.writers.pdf.columns import fitted, limit
from converter.writers.pdf.constants import TALL_ROW
from converter.writers.pdf.tags import TABLE, Elem, block


@dataclass(slots=True)
class Row:
    """A row in the making: its cells as strips, each with how many rows it reaches down."""

    cells: list[tuple[list[Strip], int]]
    head: bool
    height: float
    top: float
    """Room above the text of its cells."""
    given: Sequence[GridCell] = ()
    """The cells as composed."""


def grid(build: Build, item: Grid, room: Room) -> list[Chunk]:
    """A table's caption, rows and notes. One too wide for its words comes as several, one below the other."""
    if item.shapes:  # It may reach over the padding of a frame, as far as the page does.
        room = room._replace(lowest=0.0, highest=build.pack.page.width.pt)
    parts = fitted(build, item, room)
    if len(parts) > 1:
        build.report.warn(
            "wide-table", item.span, "the table's words do not fit beside each other; the PDF sets it in several tables"
        )
    return [chunk for part in parts for chunk in _table(build, part, room)]


def _table(build: Build, item: Grid, room: Room) -> list[Chunk]:
    from converter.writers.pdf.set_tables import AsSet

    elem = block(room.branch.elem, TABLE, summary(item))
    caption = _caption(build, item, room, elem)
    layout = AsSet if item.shapes else Layout
    strips = layout(build, item, room, elem).strips()
    if item.columns > 1 and strips:
        snake = Snake(item.columns, sum(width.pt for width in item.widths) + item.apart.pt)
        for strip in strips:
            strip.snake = snake
    notes = [paragraph(build, para, room._replace(branch=build.tree.branch(room.branch.elem))) for para in item.notes]
    for chunk in caption:
        chunk.keep_next = True
    if strips and notes:
        strips[-1].keep = True
    chunks = [*caption, Chunk(strips, 0.0 if caption else item.before.pt), *notes]
    chunks[-1].after += item.after.pt
    return chunks


def summary(item: Grid) -> str:
    """The table's alternative text, as an attribute of its element."""
    from converter.writers.pdf.syntax import text_string

    return f"/A<</O/Table/Summary{text_string(item.summary)}>>" if item.summary else ""


def _caption(build: Build, item: Grid, room: Room, elem: Elem) -> list[Chunk]:
    """The caption's paragraphs at the table's own edges."""
    if not item.caption:
        return []
    place = room._replace(branch=build.tree.branch(block(elem, "Caption")))
    left = max(room.left + item.left.pt, room.lowest)
    right = left + sum(width.pt for width in item.widths)
    done = []
    for para in item.caption:
        style = para.own or build.pack.styles[para.style]
        edges = place._replace(left=left - style.left.pt, right=right + style.right.pt)
        done.append(paragraph(build, para, edges))
    return done


class Layout:
    """One table: where its columns stand, and its rows as strips."""

    def __init__(self, build: Build, item: Grid, room: Room, elem: Elem):
        self.build, self.item, self.room, self.elem = build, item, room, elem
        self.rules = build.pack.tables
        left = max(room.left + item.left.pt, room.lowest)
        widths = [width.pt for width in item.widths] or [0.0]
        allowed = limit(item, room) - left
        if sum(widths) > allowed + 1:
            build.report.warn(
                "wide-table", item.span, "the table is wider than the page; its columns are narrowed in the PDF"
            )
            widths = [width * allowed / sum(widths) for width in widths]
        self.edges = [left, *(left + reach for reach in accumulate(widths))]

    def strips(self) -> list[Strip]:
        """The rows as strips; each row of the body knows the head rows."""
        cells = _filled(self.item.rows, len(self.edges) - 1)
        rows = [self.row(number, row) for number, row in enumerate(cells)]
        self._stretch(rows)
        done: list[Strip] = []
        head: tuple[Strip, ...] = ()
        for number, row in enumerate(rows):
            strips = self.cut(number, rows)
            if row.head:
                head = (*head, *strips)
                for strip in strips:
                    strip.keep = True
            elif self.item.repeats and height_of(head) < self.build.tall / 2:
                for strip in strips:
                    strip.head = head
            done += strips
        self.keep_spans(rows, done)
        return done

    def row(self, number: int, cells: Sequence[GridCell]) -> Row:
        """A row with its cells as strips."""
        head = number < self.item.head
        elem = block(self.elem, "TR")
        bold = number in self.item.totals
        made = [(self._cell(cell, elem, head, bold), cell.rows) for cell in cells]
        top, bottom = self.padding(head)
        inner = max((height_of(strips) for strips, reach in made if reach == 1), default=0.0)
        return Row(made, head, top + inner + bottom, top)

    def padding(self, head: bool) -> tuple[float, float]:
        """Room above and below the text of cells."""
        rules = self.rules
        return (rules.head_top.pt, rules.head_bottom.pt) if head else (rules.cell_top.pt, rules.cell_bottom.pt)

    def _cell(self, cell: GridCell, row: Elem, head: bool, bold: bool) -> list[Strip]:
        elem = block(row, "TH" if head else "TD", attributes(cell, head))
        last = min(cell.column + cell.columns, len(self.edges) - 1)
        left, right = self.edges[cell.column], self.edges[last]
        side = self.rules.cell_side.pt if cell.column else 0.0
        left += min(side, (right - left) / 2)
        branch = self.build.tree.branch(elem)
        align = "" if cell.align == "start" else cell.align
        inside = Room(left, right, branch, self.room.language, self.room.base, left, right, align, cell.bold or bold)
        return joined([paragraph(self.build, para, inside) for para in cell.content])

    def _stretch(self, rows: list[Row]) -> None:
        """Make the last of the rows that a cell spans high enough for it; one too tall for that stands in its first."""
        for number, row in enumerate(rows):
            top, bottom = self.padding(row.head)
            for at, (strips, reach) in enumerate(row.cells):
                spanned = rows[number : number + reach]
                needed = top + height_of(strips) + bottom
                lacking = needed - sum(other.height for other in spanned)
                if reach > 1 and needed > self.build.tall * TALL_ROW:
                    row.cells[at] = (strips, 1)
                    row.height = max(row.height, needed)
                elif reach > 1 and lacking > 0:
                    spanned[-1].height += lacking

    def cut(self, number: int, rows: list[Row]) -> list[Strip]:
        """A row as one strip; a very tall one as a strip for each line, so that a page may end in it."""
        row = rows[number]
        columns = [strips for strips, _ in row.cells]
        count = max(map(len, columns), default=0)
        if row.height <= self.build.tall * TALL_ROW or not count:
            return [self._whole(number, rows)]
        done = []
        for at in range(count):
            texts = [lines[at] for lines in columns if at < len(lines)]
            height = max(strip.height + strip.gap for strip in texts)
            notes = tuple(note for strip in texts for note in strip.notes)
            stack = Stack(tuple((strip.gap, line) for strip in texts for line in lines_of(strip)))
            done.append(Strip(height, stack, notes=notes))
        top, bottom = self.padding(row.head)
        done[0].gap += top
        done[-1].height += bottom
        self._rule_last(number, done[-1])
        if number in self.item.totals or number == 0:
            self._rule_first(number, done[0], -top)
        return done

    def _whole(self, number: int, rows: list[Row]) -> Strip:
        texts: list[tuple[float, TextLine]] = []
        notes: list[Note] = []
        row = rows[number]
        _, bottom = self.padding(row.head)
        for strips, reach in row.cells:
            top = row.top
            if row.head:  # heads stand at the foot of their cells
                top = sum(other.height for other in rows[number : number + reach]) - bottom - height_of(strips)
            add_texts(texts, strips, top)
            notes += [note for strip in strips for note in strip.notes]
        strip = Strip(row.height, Stack(tuple(texts)), notes=tuple(notes))
        self._rule_first(number, strip, 0.0)
        self._rule_last(number, strip)
        return strip

    def _rule_first(self, number: int, strip: Strip, y: float) -> None:
        """The rule above the table, or above a row of totals."""
        thickness = self.rules.head_above if number == 0 else self.rules.total_above
        if number == 0 or number in self.item.totals:
            self._rule(strip, y, thickness.pt)

    def _rule_last(self, number: int, strip: Strip) -> None:
        """The rule under the head rows, broken between the columns, or under the table; then the empty row after the
        head."""
        if number == self.item.head - 1:
            self._rule(strip, strip.height, self.rules.head_below.pt, broken=True)
            strip.height += self.rules.head_gap.pt
        elif number == len(self.item.rows) - 1:
            self._rule(strip, strip.height, self.rules.last.pt)

    def _rule(self, strip: Strip, y: float, thickness: float, broken: bool = False) -> None:
        if not thickness or not isinstance(strip.what, Stack):
            return
        edges = self.edges if broken else [self.edges[0], self.edges[-1]]
        space = self.rules.column_break.pt
        pairs = pairwise(edges)
        made = [Hairline(a + (space if at else 0.0), b, y, thickness) for at, (a, b) in enumerate(pairs) if b > a]
        strip.what = strip.what._replace(rules=(*strip.what.rules, *made))

    def keep_spans(self, rows: list[Row], done: list[Strip]) -> None:
        """No page ends inside rows that a cell spans, if those rows fit on a page."""
        if len(rows) != len(done):
            return
        for number, row in enumerate(rows):
            reach = max((reach for _, reach in row.cells), default=1)
            spanned = done[number : number + reach]
            if height_of(spanned) <= self.build.tall:
                for strip in spanned[:-1]:
                    strip.keep = True


def attributes(cell: GridCell, head: bool) -> str:
    """What the tag of a cell says of its extent."""
    entries = "/Scope/Column" if head else ""
    if cell.columns > 1:
        entries += f"/ColSpan {cell.columns}"
    if cell.rows > 1:
        entries += f"/RowSpan {cell.rows}"
    return f"/A<</O/Table{entries}>>" if entries else ""


def _filled(rows: tuple[tuple[GridCell, ...], ...], count: int) -> list[list[GridCell]]:
    """Each row with empty cells where the input has none, and no cell reaching into another: as many columns in each.

    A row that cells from above cover wholly would have no cell of its own, which the standard does not allow: they end.
    """
    owners: dict[int, tuple[int, int]] = {}
    """The cell that covers a column in the row being read: its row, and its place there."""
    done: list[list[GridCell]] = []
    for number, row in enumerate(rows):
        owners = {c: (r, at) for c, (r, at) in owners.items() if r + done[r][at].rows > number}
        cells = _apart(row, count, len(rows) - number)
        starts = {column for cell in cells for column in range(cell.column, cell.column + cell.columns)}
        ended = starts & owners.keys() if starts or len(owners) < count else set(owners)
        for above, at in {owners[column] for column in ended}:
            done[above][at] = replace(done[above][at], rows=number - above)
        owners = {c: (r, at) for c, (r, at) in owners.items() if r + done[r][at].rows > number}
        cells += [GridCell((), column) for column in range(count) if column not in starts and column not in owners]
        cells.sort(key=lambda cell: cell.column)
        done.append(cells)
        for at, cell in enumerate(cells):
            owners |= dict.fromkeys(range(cell.column, cell.column + cell.columns), (number, at))
    return done


def _apart(row: tuple[GridCell, ...], count: int, below: int) -> list[GridCell]:
    """A row's cells, none of which begins in another or ends outside; what would is joined to the one before."""
    cells: list[GridCell] = []
    for cell in sorted(row, key=lambda cell: cell.column):
        if cells and (cell.column == cells[-1].column or cell.column >= count):
            cells[-1] = replace(cells[-1], content=cells[-1].content + cell.content)
        else:
            cells.append(replace(cell, column=min(cell.column, count - 1)))
    ends = [*(cell.column for cell in cells[1:]), count]
    return [
        replace(cell, rows=max(1, min(cell.rows, below)), columns=max(1, min(cell.columns, end - cell.column)))
        for cell, end in zip(cells, ends, strict=False)
    ]
