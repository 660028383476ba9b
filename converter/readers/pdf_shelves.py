"""Tables that have rules between some of their rows only: the white between words tells columns and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from converter.readers.pdf_grids import Box, Frame, Shelf
from converter.readers.pdf_runs import Run
from converter.records import dataclass

ACROSS = 0.06
"""Share of the texts that may stand across the edges of columns."""
PART = 0.2
"""The same for what stands between two rules."""
SIDE = 0.34
"""Share of the lines that must have something in two columns, at the least."""
SPACE = 0.45
"""Share of the type size up to which white between words is a space."""
LOOSE = 1.15
"""Share of the distance of lines from which one begins a row of a table, if nothing speaks against it."""
WIDE = 1.7
"""Share of the distance of lines from which one begins a row in any case."""
ROOMY = 0.3
"""Share of a column's width that is free where a text does not go on, be its letters small."""
PADDING = 10.0
"""Points that stay free between columns."""
TIGHT = 6.0
"""Points under which lines are no neighbours in one cell."""
HEAD = 6.0
"""Lines of type that the head of a table is high, at the most."""
BESIDE = 6.0
"""Points by which words may stand out beside the rules."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or several with spaces between them, and where they stand."""

    base: float
    left: float
    right: float
    text: str

    @property
    def first(self) -> float:
        """Points that its first word takes, about."""
        return (self.right - self.left) * len(self.text.partition(" ")[0]) / max(1, len(self.text))

    @property
    def middle(self) -> float:
        """Where it stands, from the left."""
        return (self.left + self.right) / 2


def parts_of(shelf: Shelf, runs: Sequence[Run], foot: float) -> Iterator[Frame]:
    """The tables between level rules; where the last one is open, it goes on to the foot of the page."""
    words = words_of(shelf.left - BESIDE, shelf.right + BESIDE, runs)
    size = median([run.size for run in runs] or [10.0])
    heights = list(shelf.heights)
    start = 0
    while start < len(heights):
        end, columns = reach(shelf, words, start)
        top, bottom = heights[start], heights[end]
        if end + 1 == len(heights) and (end == start or (end == start + 1 and top - bottom <= HEAD * size)):
            open_edges = edges_of(shelf, words, top, foot, spare=0)
            bottom, columns = (foot, open_edges) if open_edges else (bottom, columns)
        inner = [y for y in heights[start : end + 1] if bottom <= y]
        found = columns and (len(inner) > 2 or bottom == foot)
        head = head_above(words, top, columns, size) if found else None
        if found and (head or len(inner) > 1):
            yield shelved(words, [*([head] if head else []), *inner], bottom, columns)
        start = end + 1 if found else max(end, start + 1)


def reach(shelf: Shelf, words: Sequence[Word], start: int) -> tuple[int, list[float]]:
    """The last of the rules, from one on, between which a table stands, and the edges of its columns."""
    heights = shelf.heights
    end = start
    columns: list[float] = []
    while end + 1 < len(heights):
        inside = [word for word in words if heights[end + 1] <= word.base <= heights[end]]
        if columns and sum(crosses(word, columns[1:-1]) for word in inside) > PART * len(inside):
            break
        wider = edges_of(shelf, words, heights[start], heights[end + 1])
        if not columns and not wider:
            break
        columns = wider if len(wider) >= len(columns) else columns
        end += 1
    return end, columns


def crosses(word: Word, edges: Sequence[float]) -> bool:
    """Whether a text stands across an edge."""
    return any(word.left < x - 2 and x + 2 < word.right for x in edges)


def words_of(near: float, far: float, runs: Sequence[Run]) -> list[Word]:
    """The texts between two distances from the left, from the head of the page down; words with no more than a space
    between them are together.
    """
    found: list[Word] = []
    for run in runs:
        ends = [start for start, _, _ in run.words[1:]] + [len(run.text)]
        begun = len(found)
        for (start, left, right), end in zip(run.words, ends, strict=True):
            if not (near <= left and right <= far):
                continue
            text = run.text[start:end].strip()
            if len(found) > begun and 0 <= left - found[-1].right < SPACE * run.size:
                last = found.pop()
                left, text = last.left, f"{last.text} {text}"
            found.append(Word(run.base, left, right, text))
    return sorted(found, key=lambda word: -word.base)


def edges_of(shelf: Shelf, words: Sequence[Word], top: float, bottom: float, spare: int = 1) -> list[float]:
    """The edges of the columns between two heights: where the rules are pieced together, or where white goes all the
    way; nothing where more texts than `spare`, and a few in a hundred, stand across them, or there are no two columns.
    """
    inside = [word for word in words if bottom <= word.base <= top]
    if len(inside) < 4:
        return []
    for edges in (shelf.pieced(top, bottom), white_columns(inside)):
        across = sum(crosses(word, edges) for word in inside)
        if edges and across <= max(spare, spare * ACROSS * len(inside)):
            whole = [shelf.left - BESIDE, *edges, shelf.right + BESIDE]
            kept = [x for x, far in pairwise(whole) if any(x <= word.middle < far for word in inside)]
            columns = [shelf.left - BESIDE, *kept[1:], shelf.right + BESIDE]
            lines = lines_of(inside)
            beside = sum(filled(line, columns) >= 2 for line in lines)
            if len(kept) >= 2 and beside >= SIDE * len(lines):
                return columns
    return []


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Texts on one line together; they are sorted from the head of the page down."""
    lines: list[list[Word]] = []
    for word in words:
        if lines and lines[-1][0].base - word.base < 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def white_columns(inside: Sequence[Word]) -> list[float]:
    """The middles of the white that goes down all the way."""
    edges: list[float] = []
    reach = 0.0
    for word in sorted(inside, key=lambda word: word.left):
        if reach and word.left - reach > 5:
            edges.append((word.left + reach) / 2)
        reach = max(reach, word.right)
    return edges


def head_above(words: Sequence[Word], top: float, columns: Sequence[float], size: float) -> float | None:
    """The upper edge of a head above the first rule; none where what stands there is no row of the table."""
    near = [word for word in words if top < word.base <= top + 1.6 * size]
    if len(near) < 2 or any(crosses(word, columns[1:-1]) for word in near):
        return None
    return max(word.base for word in near) + size if filled(near, columns) >= max(2, 0.6 * (len(columns) - 1)) else None


def shelved(words: Sequence[Word], heights: Sequence[float], bottom: float, columns: Sequence[float]) -> Frame:
    """The table as a frame: its rows begin at rules, and where lines stand apart."""
    edges = [y for y in heights if y > bottom]
    tops: list[float] = []
    for place, (top, low) in enumerate(pairwise([*edges, bottom])):
        inner = [word for word in words if low <= word.base < top]
        head = place == 0 and len(edges) > 1
        starts = row_starts(inner, columns, whole=head)
        tops += [top, *starts] if inner else []
    boxes = [
        Box(row, column, 1, 1, left, right, low, top)
        for row, (top, low) in enumerate(pairwise([*tops, bottom]))
        for column, (left, right) in enumerate(pairwise(columns))
    ]
    return Frame(tuple(boxes), columns[0], columns[-1], bottom, tops[0] if tops else bottom)


def row_starts(words: Sequence[Word], columns: Sequence[float], *, whole: bool) -> list[float]:
    """The upper edges of the rows between two rules below the first; none where they are one row as a whole."""
    lines = lines_of(words)
    if whole or len(lines) < 2:
        return []
    gaps = [above[0].base - below[0].base for above, below in pairwise(lines)]
    tight = sorted(gap for gap in gaps if gap > TIGHT or gap == max(gaps))[len(gaps) // 10 :][0]
    rights = [edge - PADDING for edge in ends_of(words, columns)]
    starts: list[float] = []
    last: list[list[Word]] = by_column(lines[0], columns)
    for gap, line in zip(gaps, lines[1:], strict=True):
        cells = by_column(line, columns)
        if gap > WIDE * tight or begins_row(last, cells, rights, loose=gap > LOOSE * tight):
            starts.append(line[0].base + 0.75 * gap)
            last = cells
        else:
            last = [new or old for new, old in zip(cells, last, strict=True)]
    return starts


def ends_of(words: Sequence[Word], columns: Sequence[float]) -> list[float]:
    """How far the texts of each column may go: to where those of the next begin."""
    lefts = [min((w.left for w in words if x <= w.middle < far), default=far) for x, far in pairwise(columns)]
    return [*lefts[1:], columns[-1]]


def by_column(line: Sequence[Word], columns: Sequence[float]) -> list[list[Word]]:
    """The texts of a line, column by column, from left to right."""
    order = sorted(line, key=lambda word: word.left)
    return [[word for word in order if left <= word.middle < far] for left, far in pairwise(columns)]


def begins_row(
    last: Sequence[Sequence[Word]], cells: Sequence[Sequence[Word]], rights: Sequence[float], *, loose: bool
) -> bool:
    """Whether a line begins a row: figures stand under figures, or no text above it goes on in it. Where it stands
    loose, only small letters say that a text goes on. `last` is what stands lowest in each column of the row above.
    """
    goes_on = False
    for upper, lower, right in zip(last, cells, rights, strict=True):
        if not lower:
            continue
        small = lower[0].text[:1].islower()
        if not upper:
            if not small:
                return True
            goes_on = True
            continue
        if is_figure(upper) and is_figure(lower):
            return True
        white = right - upper[-1].right - lower[0].first
        if white > 0 and (not small or white > ROOMY * (right - upper[0].left)):
            return True
        goes_on = goes_on or (not is_figure(lower) and (small or not loose))
    return not goes_on


def is_figure(words: Sequence[Word]) -> bool:
    """Whether words are figures, or a dash for none."""
    return not any(char.isalpha() for word in words for char in word.text)


def filled(line: Sequence[Word], columns: Sequence[float]) -> int:
    """In how many columns a line has words."""
    return sum(any(x <= word.middle < far for word in line) for x, far in pairwise(columns))
