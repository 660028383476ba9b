"""Tables without any rule: lines that keep white between their columns all the way down, with figures in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from converter.late import late
from converter.readers.pdf_grids import Frame
from converter.readers.pdf_rows import is_label
from converter.readers.pdf_runs import Run
from converter.readers.pdf_shelves import BESIDE, Word, filled, lines_of, shelved, words_of

GUTTER = 8.0
"""Points of white that part two columns, at the least."""
LINES = 3
"""Lines with something in two columns that make a table, at the least."""
SHARE = 0.28
"""Share of the lines of a table that have something in two columns."""
APART = 3.2
"""Share of the type size that lines of one table stand apart, at the most."""
FIGURES = 0.7
"""Share of figures, or of very short words, in one column of a table at least."""
TINY = 5
"""Letters of a very short word."""
LABELS = 4
"""Characters that figures of the first column have, at the least: fewer are numbers of paragraphs or notes."""
PARAGRAPH = late(r"\d{1,3}\.|[IVX]{1,5}\.|[A-H]\.")
"""The number of a paragraph or heading, which no row has that fills but one column."""
LEADERS = late(r"\.{4}|(?:\. ){3}|…{2}")

Gap = tuple[float, float]


def aligned(runs: Sequence[Run], width: float, foot: float) -> Iterator[Frame]:
    """The tables of a page that no rule marks."""
    words = [word for word in words_of(-BESIDE, width + BESIDE, runs) if word.base > foot]
    lines = lines_of(words)
    size = sorted(run.size for run in runs)[len(runs) // 2] if runs else 10.0
    start = 0
    while start < len(lines):
        end, gutters = stretch(lines, start, size)
        found = table(lines[start:end], gutters, size) if gutters else None
        if found:
            yield found
        start = end if found else max(start + 1, end - 1)  # Lines are looked at once, so that many take no longer.


def stretch(lines: Sequence[Sequence[Word]], start: int, size: float) -> tuple[int, list[Gap]]:
    """The line after the last that keeps white where the first has some, and that white."""
    gutters = gaps(lines[start])
    end = start + 1
    while gutters and end < len(lines):
        if lines[end - 1][0].base - lines[end][0].base > APART * size:
            break
        left = narrowed(gutters, lines[end])
        if not left or len(left) < len(gutters) - len(gutters) // 2:
            break
        gutters = left
        end += 1
    while end > start + 1 and filled_columns(lines[end - 1], gutters) < 2 and begins_text(lines, end - 1, gutters):
        end -= 1
    return end, gutters


def begins_text(lines: Sequence[Sequence[Word]], at: int, gutters: Sequence[Gap]) -> bool:
    """Whether a last line stands apart from those above it, as a heading below a table does."""
    gap = lines[at - 1][0].base - lines[at][0].base
    before = lines[at - 2][0].base - lines[at - 1][0].base if at > 1 else gap
    first = min(lines[at], key=lambda word: word.left).text.partition(" ")[0]
    numbered = PARAGRAPH.fullmatch(first) is not None
    return numbered or gap > 1.3 * max(before, 1.0) or all(word.right < gutters[0][0] for word in lines[at])


def gaps(line: Sequence[Word]) -> list[Gap]:
    """The white within a line."""
    order = sorted(line, key=lambda word: word.left)
    return [(a.right, b.left) for a, b in pairwise(order) if b.left - a.right > GUTTER]


def narrowed(gutters: Sequence[Gap], line: Sequence[Word]) -> list[Gap]:
    """The white that is left when another line is looked at."""
    done: list[Gap] = []
    for left, right in gutters:
        middle = (left + right) / 2
        for word in line:
            if word.left < right and word.right > left:
                if word.right <= middle or (word.right < right and word.left < left):
                    left = max(left, word.right)
                elif word.left >= middle or word.left > left:
                    right = min(right, word.left)
                else:
                    left = right
        if right - left > GUTTER:
            done.append((left, right))
    return done


def table(lines: Sequence[Sequence[Word]], gutters: Sequence[Gap], size: float) -> Frame | None:
    """The table that lines make, if enough of them have several columns, of which one holds figures."""
    words = [word for line in lines for word in line]
    left, right = min(word.left for word in words), max(word.right for word in words)
    columns = [left - BESIDE, *((a + b) / 2 for a, b in gutters), right + BESIDE]
    beside = sum(filled(line, columns) >= 2 for line in lines)
    if beside < LINES or beside < SHARE * len(lines) or sum(bool(LEADERS.search(w.text)) for w in words) > 1:
        return None
    cells = [[word.text for word in words if a <= word.middle < b] for a, b in pairwise(columns)]
    if not cells[0] or all(is_label(text) or len(text) < LABELS for text in cells[0]):
        return None
    telling = max(sum(is_figure(text) for text in texts) / len(texts) for texts in cells if texts)
    if telling < FIGURES:
        return None
    top, bottom = words[0].base + size, words[-1].base - 0.4 * size
    return shelved(words, [top], bottom, columns)


def is_figure(text: str) -> bool:
    """Whether a text is a figure, an amount or a word as short as `Yes`."""
    letters = sum(char.isalpha() for char in text)
    return letters <= TINY and " " not in text if letters else True


def filled_columns(line: Sequence[Word], gutters: Sequence[Gap]) -> int:
    """In how many columns a line has something."""
    return filled(line, [-1e9, *((a + b) / 2 for a, b in gutters), 1e9])
