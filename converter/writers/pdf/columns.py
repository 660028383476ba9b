"""Columns of a table: as composed where every word has room, else made wider or set in several tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from converter.compose.composed import Grid, GridCell
from converter.records import replace
from converter.style.units import Length
from converter.walk import plain
from converter.writers.pdf.build import Build, Room
from converter.writers.pdf.constants import CROWDED, TOLERANCE


def fitted(build: Build, item: Grid, room: Room) -> list[Grid]:
    """The table itself; with other widths where a word would be cut; or its columns in groups, one below the other.

    Order of the groups and of the cells in each is the table's own; the first has the caption, the last the notes.
    """
    widths = [width.pt for width in item.widths]
    left = max(room.left + item.left.pt, room.lowest)
    total = max(min(sum(widths), limit(item, room) - left), 1.0)
    needs = _needs(build, item, room)
    if all(width >= need - TOLERANCE for width, need in zip(widths, needs, strict=True)):
        return [item]
    if sum(needs) <= total or (item.shapes and sum(needs) <= total * CROWDED):
        return [replace(item, widths=_lengths(_shared(widths, needs, total)))]
    if item.shapes:  # Its texts bring room at their sides; in groups there may be none.
        needs = [need + build.pack.tables.cell_side.pt for need in needs]
    return list(_groups(item, needs, total))


def limit(item: Grid, room: Room) -> float:
    """Where a table may end at the most: at the margin, or as far as it likes where it has a width of its own."""
    return room.highest if item.shapes else min(max(room.right, room.left), room.highest)


def _needs(build: Build, item: Grid, room: Room) -> list[float]:
    """For each column the width of its longest word with the space beside it, in points. A table that is set as its
    input has it needs no more than there is where a word stands up to the edge, or where no word is."""
    needs, edge = [1.0] * len(item.widths), build.pack.page.edge.pt
    if item.shapes:
        needs, edge = [min(1.0, width.pt) for width in item.widths], 0.0
    for number, row in enumerate(item.rows):
        for cell in row:
            if cell.columns == 1 and cell.column < len(needs):
                bold = cell.bold or number in item.totals
                side = 0.0 if item.shapes or not cell.column else build.pack.tables.cell_side.pt
                needs[cell.column] = max(needs[cell.column], side + edge + _longest(build, cell, room, bold))
    return needs


def _longest(build: Build, cell: GridCell, room: Room, bold: bool) -> float:
    longest = 0.0
    for para in cell.content:
        setter = build.setter_of(para)
        desk = setter.desk(setter.ink(para.language or room.language, bold))
        words = dict.fromkeys(plain(para.content).split())  # In order: shaping numbers the glyphs.
        width = max((atom.width for word in words for atom in desk[word]), default=0.0)
        if not words:
            continue
        style = setter.style
        longest = max(longest, width + max(style.left.pt + min(style.first.pt, 0.0), 0.0) + style.right.pt)
    return longest


def _shared(widths: Sequence[float], needs: Sequence[float], total: float) -> list[float]:
    """Each column as wide as it needs to be; what others have over is taken from in proportion."""
    spare = [max(width - need, 0.0) for width, need in zip(widths, needs, strict=True)]
    rest, over = total - sum(needs), sum(spare)
    if rest < 0:
        return [need * total / sum(needs) for need in needs]
    return [need + (rest * own / over if over else rest / len(needs)) for need, own in zip(needs, spare, strict=True)]


def _groups(item: Grid, needs: Sequence[float], total: float) -> Iterator[Grid]:
    starts = [0]
    at = 0.0
    for column, need in enumerate(needs):
        if at + need > total and column > starts[-1]:
            starts.append(column)
            at = 0.0
        at += need
    for start, end in zip(starts, [*starts[1:], len(needs)], strict=True):
        rows = tuple(tuple(_clipped(row, start, end)) for row in item.rows)
        widths = list(needs[start:end])
        if end < len(needs) or start == 0:
            widths = [width * total / sum(widths) for width in widths]
        caption = item.caption if start == 0 else ()
        notes = item.notes if end == len(needs) else ()
        yield replace(item, widths=_lengths(widths), rows=rows, caption=caption, notes=notes)


def _clipped(row: tuple[GridCell, ...], start: int, end: int) -> Iterator[GridCell]:
    """The cells of a row that begin in a group of columns, counted from its first."""
    for cell in row:
        if start <= cell.column < end:
            yield replace(cell, column=cell.column - start, columns=min(cell.columns, end - cell.column))


def _lengths(widths: Sequence[float]) -> tuple[Length, ...]:
    """Widths in points as lengths whose sum is not off by what rounding does."""
    edges = [0, *(round(edge * Length.read("1pt")) for edge in accumulate(widths))]
    return tuple(Length(b - a) for a, b in pairwise(edges))
