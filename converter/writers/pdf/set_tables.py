"""Tables that are set as the input has them: rules of each cell, heights of rows, pages that end inside a row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from converter.compose.composed import Grid, GridCell
from converter.writers.pdf.blocks import add_texts, paragraph
from converter.writers.pdf.boxes import Hairline, Note, Stack, Strip, TextLine, height_of, joined
from converter.writers.pdf.build import Build, Room
from converter.writers.pdf.constants import TOLERANCE
from converter.writers.pdf.pages import Placed
from converter.writers.pdf.tables import Layout, Row, attributes
from converter.writers.pdf.tags import Elem, block


class Piece(NamedTuple):
    """A line in a row: its edges from the top of the row, and the number of its cell."""

    top: float
    bottom: float
    strip: Strip
    cell: int


class AsSet(Layout):
    """A table whose rows and cells have facts of their own."""

    def __init__(self, build: Build, item: Grid, room: Room, elem: Elem):
        super().__init__(build, item, room, elem)
        self.closing: dict[int, list[GridCell]] = {}
        """Cells with a rule under them, by the last row that they reach."""

    def row(self, number: int, cells: Sequence[GridCell]) -> Row:
        """The row: its height is the input's, or what its cells need under the rule above them."""
        head = number < self.item.head
        for cell in cells:
            if cell.rules.below:
                self.closing.setdefault(number + cell.rows - 1, []).append(cell)
        elem = block(self.elem, "TR")
        made = [(self._inside(cell, elem, head), cell.rows) for cell in cells]
        inner = max((height_of(strips) for strips, reach in made if reach == 1), default=0.0)
        shape, above = self.item.shapes[number], max((cell.rules.above.pt for cell in cells), default=0.0)
        height = shape.height.pt if shape.exact else max(shape.height.pt, inner + above)
        return Row(made, head, height, above, cells)

    def padding(self, head: bool) -> tuple[float, float]:
        """The paragraphs of its cells bring their own."""
        return 0.0, 0.0

    def _inside(self, cell: GridCell, row: Elem, head: bool) -> list[Strip]:
        branch = self.build.tree.branch(block(row, "TH" if head else "TD", attributes(cell, head)))
        left, right = self._edges(cell)
        inside = self.room._replace(left=left, right=right, branch=branch, lowest=left, highest=right, bold=cell.bold)
        chunks = [paragraph(self.build, para, inside) for para in cell.content]
        strips = joined(chunks)
        return [*strips, Strip(chunks[-1].after)] if strips else []

    # ------------------------------------------------------------ cuts

    def cut(self, number: int, rows: list[Row]) -> list[Strip]:
        """A row as strips between which a page may end; one strip where it may not."""
        row, shape = rows[number], self.item.shapes[number]
        pieces = [piece for at in range(len(row.cells)) for piece in self._pieces(number, at, rows)]
        ends = [0.0, row.height]
        whole = shape.whole or shape.keep_next  # Word ends no page between lines that are kept with the next.
        if not row.head and (not whole or row.height > self.build.tall):
            ends = [0.0, *_ends(pieces, row.height), row.height]
        strips = [_strip(pieces, top, bottom, bottom == row.height) for top, bottom in pairwise(ends)]
        for strip in strips if len(strips) > 1 else ():
            strip.row = row
        self._add_rules(number, rows, strips)
        strips[-1].keep = shape.keep_next
        return strips

    def _pieces(self, number: int, at: int, rows: list[Row]) -> list[Piece]:
        """The lines of a cell where they stand in its row."""
        strips, reach = rows[number].cells[at]
        above = rows[number].top
        free = sum(row.height for row in rows[number : number + reach]) - above - height_of(strips)
        stand = rows[number].given[at].stand
        top = above + (max(free, 0.0) if stand == "bottom" else max(free, 0.0) / 2 if stand == "center" else 0.0)
        done = []
        for strip in strips:
            top += strip.gap
            done.append(Piece(top, top + strip.height, strip, at))
            top += strip.height
        return done

    # ------------------------------------------------------------ rules

    def _add_rules(self, number: int, rows: list[Row], strips: list[Strip]) -> None:
        """The rules of a row's cells, and the room that those under its head and its last row need."""
        ending = self.closing.get(number, [])
        below = max((cell.rules.below.pt for cell in ending), default=0.0)
        upper = [self._flat(cell, 0.0, cell.rules.above.pt) for cell in rows[number].given if cell.rules.above]
        lower = [self._flat(cell, strips[-1].height, cell.rules.below.pt) for cell in ending]
        for cell in rows[number].given:
            left, right = self._edges(cell)
            sides = [(x, t.pt) for x, t in ((left, cell.rules.before), (right, cell.rules.after)) if t]
            for strip in strips if sides else ():
                height = strip.height + (below if strip is strips[-1] else 0.0)
                _draw(strip, [_upright(x, height, thickness) for x, thickness in sides])
        _draw(strips[0], upper)
        _draw(strips[-1], lower)
        strips[-1].height += max(below, self.item.gap.pt if number == self.item.head - 1 else 0.0)

    def _flat(self, cell: GridCell, y: float, thickness: float) -> Hairline:
        """A rule as long as its cell, its upper edge at a height."""
        return Hairline(*self._edges(cell), y + thickness / 2, thickness)

    def _edges(self, cell: GridCell) -> tuple[float, float]:
        last = min(cell.column + cell.columns, len(self.edges) - 1)
        return self.edges[cell.column], self.edges[last]

    def keep_spans(self, rows: list[Row], done: list[Strip]) -> None:
        """No page ends inside rows over which the text of a cell reaches, if those rows fit on a page."""
        if len(rows) != len(done):
            return
        for number, row in enumerate(rows):
            reach = max((r for strips, r in row.cells if height_of(strips) > row.height + TOLERANCE), default=1)
            spanned = done[number : number + reach]
            if height_of(spanned) <= self.build.tall:
                for strip in spanned[:-1]:
                    strip.keep = True


def _upright(x: float, height: float, thickness: float) -> Hairline:
    """A rule from top to bottom: short, and as thick as it is high."""
    return Hairline(x - thickness / 2, x + thickness / 2, height / 2, height)


def _draw(strip: Strip, rules: list[Hairline]) -> None:
    if rules and isinstance(strip.what, Stack):
        strip.what = strip.what._replace(rules=(*strip.what.rules, *rules))


def _ends(pieces: list[Piece], height: float) -> list[float]:
    """Where a page may end in a row: under lines of its longest cell that may stand apart from the next."""
    ends = {piece.bottom for piece in pieces if not piece.strip.keep and piece.strip.what is not None}
    kept = sorted((piece.top, piece.bottom) for piece in pieces if piece.strip.keep)
    first = max((piece.bottom for piece in pieces if piece.top <= min(p.top for p in pieces)), default=0.0)
    held = {bottom for _, bottom in kept}
    return [end for end in sorted(ends - held) if first <= end < height - TOLERANCE and _text_below(pieces, end)]


def _text_below(pieces: list[Piece], end: float) -> bool:
    return any(piece.top >= end - TOLERANCE and piece.strip.what is not None for piece in pieces)


def _strip(pieces: list[Piece], top: float, bottom: float, last: bool) -> Strip:
    """The lines that end between two heights; one that begins above is set lower where a page begins with them."""
    inside = [p for p in pieces if (last or p.bottom <= bottom + TOLERANCE) and p.bottom > top + TOLERANCE]
    texts: list[tuple[float, TextLine]] = []
    cells: list[int] = []
    notes: list[Note] = []
    lift = 0.0
    for piece in inside:
        add_texts(texts, [piece.strip], piece.top - top - piece.strip.gap)
        cells += [piece.cell] * (len(texts) - len(cells))
        if piece.strip.what is not None:
            lift = max(lift, top - piece.top)
        notes += piece.strip.notes
    return Strip(bottom - top, Stack(tuple(texts)), notes=tuple(notes), cells=tuple(cells), lift=lift)


def read_by_cells(items: Sequence[Placed]) -> list[Placed]:
    """What stands on a page, with the strips of one row made one: cell by cell, as it is read."""
    cut = [placed for placed in items if placed.strip.row is not None]
    if not cut:
        return list(items)
    done: list[Placed] = []
    for row, group in groupby(items, key=lambda placed: (placed.strip.row, placed.again, placed.strip.shift)):
        placed = list(group)
        done += [_whole(placed)] if row[0] is not None and len(placed) > 1 else placed
    return done


def _whole(placed: list[Placed]) -> Placed:
    start = placed[0].top
    texts: list[tuple[int, float, TextLine]] = []
    rules: list[Hairline] = []
    for top, strip, _ in placed:
        if isinstance(strip.what, Stack):
            lines = zip(strip.cells, strip.what.texts, strict=True)
            texts += [(cell, top - start + at, line) for cell, (at, line) in lines]
            rules += [rule._replace(y=rule.y + top - start) for rule in strip.what.rules]
    texts.sort(key=itemgetter(0))
    first, last = placed[0].strip, placed[-1]
    stack = Stack(tuple((at, line) for _, at, line in texts), tuple(rules))
    height = last.top + last.strip.height - start
    return Placed(start, Strip(height, stack, frames=first.frames, shift=first.shift), placed[0].again)
