"""The physical lines of a text, with the numbers by which a person finds them."""

from __future__ import annotations

from collections.abc import Iterator

from converter.late import late
from converter.records import dataclass
from converter.span import Span

ENDS = late(r"\r\n|\n|\r")
PARTING = "\f\v\u2028\u2029"
INNER = late(f"[{PARTING}]")


@dataclass(frozen=True, slots=True)
class Physical:
    """One line as given, without its end. Lines parted by a form feed or line separator share a number."""

    text: str
    number: int
    page_break: bool = False
    """A form feed stands before the line."""
    hard: bool = False
    """A line separator ends it: the paragraph goes on."""

    @property
    def span(self) -> Span:
        """The line's number as a span."""
        return Span(self.number, self.number)


def physical_lines(text: str) -> tuple[Physical, ...]:
    """All lines of a text; a line end at the very end opens no further line.

    >>> [(line.text, line.number) for line in physical_lines("a\\r\\nb\\fc\\n")]
    [('a', 1), ('b', 2), ('c', 2)]
    """
    lines = ENDS.split(text) if "\r" in text else text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    if not any(map(text.__contains__, PARTING)):
        return tuple([Physical(line, number) for number, line in enumerate(lines, 1)])
    return tuple(part for number, line in enumerate(lines, 1) for part in parts(line, number))


def parts(line: str, number: int) -> Iterator[Physical]:
    """One numbered line, cut at form feeds and at the rarer line ends."""
    at, page_break = 0, False
    for found in INNER.finditer(line):
        before = line[at : found.start()]
        if before.strip() or found[0] != "\f":
            yield Physical(before, number, page_break, hard=found[0] in "\v\u2028")
            page_break = False
        page_break = page_break or found[0] == "\f"
        at = found.end()
    yield Physical(line[at:], number, page_break)
