"""From a place in the document back to line and column of the input as it was given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from converter.check.advice import Advice
from converter.check.passages import Home, Passage
from converter.late import late
from converter.records import dataclass, field
from converter.source import Source
from converter.span import Span

ENDS = late(r"\r\n|\n|\r")
AHEAD = 400
"""How many characters of markup, labels or notes may stand between two words of a passage."""
MARKUP = "*_`[](){}<>\\^~"
"""Signs of markup that may stand inside a text."""
NEAR = 40
"""The same before the last few characters of a passage."""
LOST = 12
"""How many characters of a passage may be missing from the input (letters that were mended)."""
SURE = 6
"""Characters in a row that must agree before two texts are taken to run together again."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the input: start and end in the whole text, and whether the text there is the passage's own."""

    start: int
    end: int
    exact: bool


@dataclass()
class Originals:
    """The input line by line, as people see it; `raw` is the whole text where the input is a text."""

    lines: Mapping[int, str]
    starts: Mapping[int, int] = field(default_factory=dict)
    """Line → where it begins in the whole text."""
    raw: bool = False
    _maps: dict[tuple[Span, str], list[int]] = field(default_factory=dict)

    @classmethod
    def of_text(cls, text: str) -> Originals:
        """The lines of a text file, numbered as every reader numbers them."""
        lines, starts, at = {}, {}, 0
        for number, found in enumerate([*ENDS.finditer(text), None], 1):
            end = found.start() if found else len(text)
            lines[number], starts[number] = text[at:end], at
            at = found.end() if found else end
        return cls(lines, starts, raw=True)

    @classmethod
    def of_source(cls, source: Source) -> Originals:
        """The lines that a reader made of a file which is no text; what shares a number stands in one row."""
        lines: dict[int, str] = {}
        for line in source.lines:
            text = f"{line.label} {line.text}" if line.label else line.text
            before = lines.get(line.span.first)
            lines[line.span.first] = f"{before} {text}" if before else text
        starts, at = {}, 0
        for number in sorted(lines):
            starts[number] = at
            at += len(lines[number]) + 1
        return cls(lines, starts)

    def spot(self, advice: Advice) -> Spot:
        """Where an advice belongs. A passage that cannot be found again is meant as a whole."""
        if advice.passage is None:
            span = advice.span or Span(1, 1)
            start = self.starts.get(span.first, 0)
            text = self.lines.get(span.first, "")
            lead = len(text) - len(text.lstrip())
            return Spot(start + lead, start + max(len(text.rstrip()), lead), False)
        return self._found(advice.passage, advice.start, advice.end)

    def _found(self, passage: Passage, start: int, end: int) -> Spot:
        where = self._map(passage.home)
        first, last = start + passage.offset, end + passage.offset
        inside = [at for at in where[first:last] if at >= 0]
        if not inside:
            # A place without a letter of its own, such as a missing full stop: after what stands before it.
            before = next((where[i] + 1 for i in range(min(first, len(where)) - 1, -1, -1) if where[i] >= 0), None)
            at = before if before is not None else self.starts.get(passage.home.span.first, 0)
            return Spot(at, at, start == end and before is not None)
        spot_start, spot_end = min(inside), max(inside) + 1
        exact = (
            spot_end - spot_start == last - first
            and all(at >= 0 for at in where[first:last])
            and max(inside) - min(inside) == len(inside) - 1
        )
        return Spot(spot_start, spot_end, exact)

    def _map(self, home: Home) -> list[int]:
        key = (home.span, home.text)
        if key not in self._maps:
            self._maps[key] = self._aligned(home)
        return self._maps[key]

    def _aligned(self, home: Home) -> list[int]:
        first, last = home.span.first, home.span.last
        start = self.starts.get(first, 0)
        return [at + start if at >= 0 else -1 for at in align(home.text, self._stretch(first, last))]

    def _stretch(self, first: int, last: int) -> str:
        """The text from line to line, with as much between them as there is, so that positions agree."""
        parts: list[str] = []
        at = self.starts.get(first, 0)
        for number in range(first, last + 1):
            if number in self.lines:
                parts.append("\n" * (self.starts[number] - at) + self.lines[number])
                at = self.starts[number] + len(self.lines[number])
        return "".join(parts)

    @cached_property
    def _order(self) -> tuple[list[int], list[int]]:
        """Line numbers in reading order, and where each begins."""
        numbers = sorted(self.starts, key=lambda number: (self.starts[number], number))
        return numbers, [self.starts[number] for number in numbers]

    def line_of(self, at: int) -> tuple[int, int]:
        """Line and column (both from 1) of a position in the whole text."""
        numbers, starts = self._order
        index = max(bisect_right(starts, at) - 1, 0)
        return (numbers[index], at - starts[index] + 1) if numbers else (1, 1)


def align(text: str, original: str) -> list[int]:
    """For each character of a text its place in the original, or -1: spaces may differ, markup may stand between.

    >>> align("a bold word", "12. a **bold**  word")[2:6]
    [8, 9, 10, 11]
    """
    where = [-1] * len(text)
    solid = [i for i, char in enumerate(text) if not char.isspace()]
    rest = [j for j, char in enumerate(original) if not char.isspace()]
    left, right = "".join(text[i] for i in solid), "".join(original[j] for j in rest)
    i, j = 0, _beginning(left, right)
    while i < len(left) and j < len(right):
        if left[i] != right[j]:
            i, j = _together(left, i, right, j)
            continue
        where[solid[i]] = rest[j]
        i, j = i + 1, j + 1
    _spaces(text, original, where)
    return where


def _beginning(left: str, right: str) -> int:
    """Where the text begins in the original, after labels and markup; as much of its beginning as can be found."""
    for size in (40, 16, SURE, 3):
        at = right.find(left[:size])
        if at >= 0:
            return at
    return 0


def _together(left: str, i: int, right: str, j: int) -> tuple[int, int]:
    """The next pair of places from which both run together, by the fewest characters left out of the text."""
    for skip in range(LOST):
        piece = left[i + skip : i + skip + SURE]
        if not piece:
            break
        at = right.find(piece, j, j + (AHEAD if len(piece) == SURE else NEAR) + len(piece))
        if at < 0:
            # Marks may close a few characters on, as in **25%**.
            at = right.find(piece[:2], j, j + len(MARKUP))
        if at >= 0 and (len(piece) == SURE or not right[j:at].strip(MARKUP) or skip == 0):
            return i + skip, at
    return i + 1, j


def _spaces(text: str, original: str, where: list[int]) -> None:
    """Give each space its place, where one stands after the same character."""
    for at, char in enumerate(text):
        if char.isspace() and at and where[at - 1] >= 0:
            there = where[at - 1] + 1
            if there < len(original) and original[there].isspace():
                where[at] = there
