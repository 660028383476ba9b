"""What the name of a Word style says of a line: a typist who uses the templates has said what the line is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from converter.late import late
from converter.parse.words import load
from converter.source import Line

SEPARATORS = late(r"[\s_/-]+")
GENEVA = late(r"[\s_]G$")


class Names(NamedTuple):
    """The lists of word_styles.yaml, names made plain."""

    front: Mapping[str, str]
    headings: Mapping[str, int]
    text: frozenset[str]
    together: frozenset[str]
    signature: tuple[str, ...]


@lru_cache(1000)
def _plain(name: str) -> str:
    return SEPARATORS.sub("", GENEVA.sub("", name)).casefold()


@cache
def _lists() -> Names:
    data: Mapping[str, Any] = load("word_styles.yaml")
    return Names(
        {_plain(name): key for key, names in data["front"].items() for name in names},
        {_plain(name): level for level, names in data["headings"].items() for name in names},
        frozenset(map(_plain, data["text"])),
        frozenset(map(_plain, data["together"])),
        tuple(map(_plain, data["signature"])),
    )


def front_key(line: Line) -> str | None:
    """The meta key that the style of a line names; None for other styles, and for formats without styles.

    >>> from converter.span import Span
    >>> front_key(Line("The ferry", Span(4, 4), style="Title_H_CH"))
    'title'
    """
    return _lists().front.get(_plain(line.style)) if line.style else None


def is_text(line: Line) -> bool:
    """Whether the style of a line is one of running text."""
    return bool(line.style) and _plain(line.style) in _lists().text


def keeps_together(before: Line, line: Line) -> bool:
    """Whether two lines have the same style of one block, such as an address."""
    return bool(line.style) and before.style == line.style and _plain(line.style) in _lists().together


def is_signature(line: Line) -> bool:
    """Whether the style of a line is one of signatures."""
    return bool(line.style) and _plain(line.style) in _lists().signature


def heading_level(line: Line) -> int:
    """The level of a heading that the style of a line names, where the file says less; 0 for other styles."""
    return _lists().headings.get(_plain(line.style), 0) if line.style else 0


def signature_end(lines: Sequence[Line], at: int) -> int:
    """The line after a signature block that styles mark and that begins with a line; the line itself where none is."""
    first, other = _lists().signature
    end = at
    while end < len(lines) and lines[end].style and not lines[end].cell and not lines[end].blank:
        goes_on = end > at and lines[end - 1].hard
        if not goes_on and _plain(lines[end].style) != (first if end == at else other):
            break
        end += 1
    return end
