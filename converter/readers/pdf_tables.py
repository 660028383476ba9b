"""Tables of a page: the words between their rules, cell by cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from converter.late import late
from converter.readers.pdf_aligned import aligned
from converter.readers.pdf_grids import Box, Frame, frames, shelves
from converter.readers.pdf_rows import Row, made, rows
from converter.readers.pdf_rules import Rules, joined
from converter.readers.pdf_runs import Run, piece
from converter.readers.pdf_shelves import parts_of
from converter.records import dataclass
from converter.source import Cell, MarkKind

FOOT = 0.075
"""Share of the page's height below which no table goes on."""
SHORT = 0.62
"""Share of the width of the text that the rule above notes takes, at the most."""
LOW = 0.7
"""Share of the page's height above which no such rule stands."""
NOTE = late(r"(?:\d{1,3}|[*†‡]{1,3}|[a-z])(?:$|[\s.)]|[A-Z])")
FILLED = 0.4
"""Share of the cells of a table in which there is something."""


@dataclass(slots=True)
class Table:
    """A table of a page: the lines in its cells, row by row, and its edges in points."""

    cells: list[Row]
    columns: tuple[float, ...]
    left: float
    right: float
    bottom: float
    top: float


def tables(rules: Rules, runs: Sequence[Run], number: int, size: tuple[float, float]) -> tuple[list[Table], list[Run]]:
    """The tables of a page and the runs outside them; `size` is the width and height of the page."""
    width, foot = size[0], max(FOOT * size[1], note_rule(rules, runs, size))
    found: list[Table] = []
    framed, doubtful, bars = frames(rules)
    left = list(runs)
    shelved = (part for shelf in shelves(bars, rules) for part in parts_of(shelf, left, foot))
    for frame in chain(framed, shelved, doubtful):
        table, left = by_frame(frame, left, number)
        found += [table] if table else []
    for frame in list(aligned(left, width, foot)):
        table, left = by_frame(frame, left, number)
        found += [table] if table else []
    return sorted(found, key=lambda table: -table.top), left


def note_rule(rules: Rules, runs: Sequence[Run], size: tuple[float, float]) -> float:
    """The height of the rule above notes at the foot of a page; 0 where there is none."""
    left = min((run.left for run in runs), default=0.0)
    right = max((run.right for run in runs), default=size[0])
    for bar in sorted(joined(rules.level), key=lambda bar: bar.at):
        short = 20 < bar.end - bar.start < SHORT * (right - left)
        below = sorted((run for run in runs if bar.at - 3 * run.size < run.base < bar.at), key=lambda run: -run.base)
        if short and bar.at < LOW * size[1] and below and NOTE.match(below[0].text):
            return bar.at
    return 0.0


def by_frame(frame: Frame, runs: Sequence[Run], number: int) -> tuple[Table | None, list[Run]]:
    """The table in a frame and the runs outside it; no table where too few of its cells hold something."""
    inner: dict[int, list[Run]] = defaultdict(list)
    outer: list[Run] = []
    finder = Finder(frame)
    for run in runs:
        if frame.bottom - 1 <= run.base <= frame.top + 1 and run.right > frame.left and run.left < frame.right:
            for place, part in finder.parted(run):
                (inner[place] if place >= 0 else outer).append(part)
        else:
            outer.append(run)
    if len(inner) < 2 or len(inner) < FILLED * len(frame.boxes):
        return None, list(runs)
    cells = [row for place, box in enumerate(frame.boxes) for row in cell_rows(inner.get(place, []), box, number)]
    columns = tuple(sorted({box.left for box in frame.boxes} | {frame.right}))
    return Table(with_head(cells), columns, frame.left, frame.right, frame.bottom, frame.top), outer


class Finder:
    """Which cell of a table a word stands in."""

    def __init__(self, frame: Frame) -> None:
        self.rows: dict[int, list[tuple[int, Box]]] = defaultdict(list)
        self.frame = frame
        self.tops = {box.row: box.top for box in frame.boxes}
        for place, box in enumerate(frame.boxes):
            for row in range(box.row, box.row + box.rows):
                self.rows[row].append((place, box))
        self.order = sorted(self.tops, key=lambda row: -self.tops[row])

    def cell(self, middle: float, base: float) -> int:
        """The number of the cell around a place of a baseline; -1 where there is none."""
        row = next((r for r in reversed(self.order) if base <= self.tops[r] + 1), -1)
        for place, box in self.rows.get(row, ()):
            if box.left <= middle <= box.right and box.bottom - 1 <= base:
                return place
        return -1

    def parted(self, run: Run) -> Iterator[tuple[int, Run]]:
        """A run in the pieces that stand in one cell each."""
        homes = [self.cell((left + right) / 2, run.base + 1) for _, left, right in run.words]
        first = 0
        for place in range(1, len(homes) + 1):
            if place == len(homes) or homes[place] != homes[first]:
                yield homes[first], piece(run, first, place)
                first = place


def cell_rows(runs: list[Run], box: Box, number: int) -> list[Row]:
    """The lines in a cell; an empty one keeps its place with an empty line."""
    cell = Cell(0, box.row, box.column, box.rows, box.columns)
    done = [made(sorted(line, key=reading), number) for line in rows(runs)]
    for above, row in pairwise(done):
        row.gap = above.base - row.base
    if not done:
        done = [Row("", [], box.left, box.left, box.top, 1.0, number)]
    for row in done:
        row.cell = cell
    return done


def reading(run: Run) -> float:
    """Where a run of a line in a cell is read."""
    return -run.right if run.rtl else run.left


def with_head(cells: list[Row]) -> list[Row]:
    """Cells of a first row that is bold, or italic, all along are its head."""
    first = [row for row in cells if row.cell and row.cell.row == 0 and row.text]
    for kind in (MarkKind.BOLD, MarkKind.ITALIC):
        others = [row for row in cells if row.cell and row.cell.row > 0 and row.text]
        if first and all(is_all(row, kind) for row in first) and not all(is_all(row, kind) for row in others):
            for row in cells:
                if row.cell and row.cell.row == 0:
                    cell = row.cell
                    row.cell = Cell(cell.table, cell.row, cell.column, cell.rows, cell.columns, head=True)
            break
    return cells


def is_all(row: Row, kind: MarkKind) -> bool:
    """Whether a line is marked in one way from end to end."""
    return sum(mark.end - mark.start for mark in row.marks if mark.kind is kind) >= 0.9 * len(row.text)
