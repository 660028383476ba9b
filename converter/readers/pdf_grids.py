"""Where on a page tables are: grids of rules, and tables that have rules between their rows only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from converter.readers.pdf_rules import Rules, Stroke, joined, spots
from converter.records import dataclass

NEAR = 4.0
"""Points within which a level and an upright rule meet, and edges are the same."""
MANY = 40000
"""Pairs of rules that are compared on one page; more are a drawing."""
BARS = 300
"""Rules between rows of one page, at the most."""
LEAST = 30.0
"""Points that the rule of a table is long, at the least."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its row and column, over how many it goes, and its edges in points."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A table with rules all around its cells."""

    boxes: tuple[Box, ...]
    left: float
    right: float
    bottom: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies within the table."""
        return self.left < x < self.right and self.bottom < y < self.top


@dataclass(frozen=True, slots=True)
class Shelf:
    """Level rules of one width under each other, from the top, and where they are pieced together."""

    heights: tuple[float, ...]
    left: float
    right: float
    joints: tuple[tuple[float, ...], ...]
    """For each of them."""

    def pieced(self, top: float, bottom: float) -> list[float]:
        """Where the rules between two heights are pieced together."""
        inside = zip(self.heights, self.joints, strict=True)
        return spots((x for y, joints in inside if bottom - 1 <= y <= top + 1 for x in joints), NEAR)


def frames(rules: Rules) -> tuple[list[Frame], list[Frame], list[Stroke]]:
    """The tables with rules all around, those whose level rules tell of more columns, and the rules of no table."""
    bars, posts = joined(rules.level), joined(rules.upright)
    if len(bars) * len(posts) > MANY:
        return [], [], []
    found: list[Frame] = []
    doubtful: list[Frame] = []
    used: set[int] = set()
    for level, upright in meeting(bars, posts):
        frame = framed([bars[n] for n in level], [posts[n] for n in upright]) if upright else None
        if frame is None or any(frame.holds(*place) for place in rules.drawn):
            used.update(level if upright else ())
        elif has_more(frame, [bars[n] for n in level], rules):
            doubtful.append(frame)
        else:
            found.append(frame)
            used.update(level)
    return found, doubtful, [bar for n, bar in enumerate(bars) if n not in used and bar.end - bar.start >= LEAST]


def has_more(frame: Frame, bars: Sequence[Stroke], rules: Rules) -> bool:
    """Whether level rules are pieced together out of those of more columns than the upright rules part."""
    if len(bars) > BARS:
        return False
    edges = {box.left for box in frame.boxes}
    times: Counter[int] = Counter()
    joints = shelf(bars, rules).joints
    for line in joints:
        times.update({round(x / NEAR) for x in line if all(abs(x - edge) > 2 * NEAR for edge in edges)})
    return any(times[x] + times[x + 1] >= max(2, 0.6 * len(joints)) for x in times)


def meeting(bars: Sequence[Stroke], posts: Sequence[Stroke]) -> Iterator[tuple[list[int], list[int]]]:
    """Groups of level and upright rules that meet."""
    touching: list[list[int]] = [[] for _ in bars]
    reached: list[list[int]] = [[] for _ in posts]
    for n, bar in enumerate(bars):
        for m, post in enumerate(posts):
            across = bar.start - NEAR <= post.at <= bar.end + NEAR
            if across and post.start - NEAR <= bar.at <= post.end + NEAR:
                touching[n].append(m)
                reached[m].append(n)
    seen: set[int] = set()
    for first in range(len(bars)):
        if first in seen:
            continue
        level, upright, todo = [], set[int](), [first]
        seen.add(first)
        while todo:
            n = todo.pop()
            level.append(n)
            for m in touching[n]:
                if m not in upright:
                    upright.add(m)
                    new = [other for other in reached[m] if other not in seen]
                    seen.update(new)
                    todo += new
        yield level, sorted(upright)


def framed(bars: Sequence[Stroke], posts: Sequence[Stroke]) -> Frame | None:
    """The table that rules make; none where they make a single box."""
    left, right = min(bar.start for bar in bars), max(bar.end for bar in bars)
    bottom, top = min(post.start for post in posts), max(post.end for post in posts)
    xs = edged([post.at for post in posts], left, right)
    ys = edged([bar.at for bar in bars], bottom, top)[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2 or len(xs) * len(ys) > MANY:
        return None
    grid = Lattice(xs, ys, walls=around(xs, posts), floors=around(ys, bars))
    return Frame(tuple(grid.boxes()), xs[0], xs[-1], ys[-1], ys[0])


def around(places: Sequence[float], strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """For each place the strokes that lie there."""
    return [[stroke for stroke in strokes if abs(stroke.at - place) <= NEAR] for place in places]


@dataclass(frozen=True, slots=True)
class Lattice:
    """The places of the rules of a table, columns from the left and rows from the top, and the strokes at each."""

    xs: Sequence[float]
    ys: Sequence[float]
    walls: Sequence[Sequence[Stroke]]
    floors: Sequence[Sequence[Stroke]]

    def wall(self, row: int, edge: int) -> bool:
        """Whether there is a rule at the left edge of a column, in a row."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(post.start <= middle <= post.end for post in self.walls[edge])

    def floor(self, edge: int, column: int) -> bool:
        """Whether there is a rule at the upper edge of a row, in a column."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(bar.start <= middle <= bar.end for bar in self.floors[edge])

    def boxes(self) -> Iterator[Box]:
        """The cells, row by row; where there is no rule between two, they are one."""
        taken: set[tuple[int, int]] = set()
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                if (row, column) in taken:
                    continue
                low, far = self.reach(row, column, taken)
                taken.update((r, c) for r in range(row, low) for c in range(column, far))
                edges = (self.xs[column], self.xs[far], self.ys[low], self.ys[row])
                yield Box(row, column, low - row, far - column, *edges)

    def reach(self, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
        """The row and the column after the last that a cell takes."""
        far, low = column + 1, row + 1
        while far < len(self.xs) - 1 and not self.wall(row, far) and (row, far) not in taken:
            far += 1
        while low < len(self.ys) - 1:
            closed = any(self.floor(low, n) for n in range(column, far))
            parted = any(self.wall(low, n) for n in range(column + 1, far))
            if closed or parted or not (self.wall(low, column) and self.wall(low, far)):
                break
            low += 1
        return low, far


def edged(values: Sequence[float], least: float, most: float) -> list[float]:
    """Places of rules, with the ends of the rules across where no rule closes the table."""
    found = spots(values, NEAR)
    if found and found[0] - least > 2 * NEAR:
        found.insert(0, least)
    if found and most - found[-1] > 2 * NEAR:
        found.append(most)
    return found


def shelves(bars: Sequence[Stroke], rules: Rules) -> list[Shelf]:
    """Level rules of one width in their order down the page: two at least, or one that is pieced together."""
    groups: list[list[Stroke]] = []
    if len(bars) > BARS:
        return []
    for bar in sorted(bars, key=lambda bar: -bar.at):
        same = next((g for g in groups if abs(g[0].start - bar.start) < 6 and abs(g[0].end - bar.end) < 6), None)
        if same is None:
            groups.append([bar])
        else:
            same.append(bar)
    found = (shelf(group, rules) for group in groups)
    return [one for one in found if len(one.heights) >= 2 or len(one.joints[0]) >= 2]


def shelf(group: Sequence[Stroke], rules: Rules) -> Shelf:
    """A group with the places where its rules are pieced together out of the rules of columns."""
    left, right = min(bar.start for bar in group), max(bar.end for bar in group)
    joints: list[tuple[float, ...]] = []
    for bar in group:
        pieces = [
            s for s in rules.level if abs(s.at - bar.at) < 2.5 and left - NEAR <= s.start and s.end <= right + NEAR
        ]
        ends = (x for piece in pieces for x in (piece.start, piece.end))
        joints.append(tuple(spots((x for x in ends if left + NEAR < x < right - NEAR), NEAR)))
    return Shelf(tuple(bar.at for bar in group), left, right, tuple(joints))
