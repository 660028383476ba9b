"""What the name of a Word style says of a line: a typist who uses the templates has said what the line is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from converter.parse.words import load
from converter.source import Line

SEPARATORS = re.compile(r"[\s_/-]+")
GENEVA = re.compile(r"[\s_]G$")


def _plain(name: str) -> str:
    return SEPARATORS.sub("", GENEVA.sub("", name)).casefold()


@cache
def _lists() -> tuple[Mapping[str, str], frozenset[str], tuple[str, ...], Mapping[str, int]]:
    data: Mapping[str, Any] = load("word_styles.yaml")
    front = {_plain(name): key for key, names in data["front"].items() for name in names}
    headings = {_plain(name): level for level, names in data["headings"].items() for name in names}
    return front, frozenset(map(_plain, data["text"])), tuple(map(_plain, data["signature"])), headings


def front_key(line: Line) -> str | None:
    """The meta key that the style of a line names; None for other styles, and for formats without styles.

    >>> from converter.span import Span
    >>> front_key(Line("The ferry", Span(4, 4), style="Title_H_CH"))
    'title'
    """
    return _lists()[0].get(_plain(line.style)) if line.style else None


def is_text(line: Line) -> bool:
    """Whether the style of a line is one of running text."""
    return bool(line.style) and _plain(line.style) in _lists()[1]


def is_signature(line: Line) -> bool:
    """Whether the style of a line is one of signatures."""
    return bool(line.style) and _plain(line.style) in _lists()[2]


def heading_level(line: Line) -> int:
    """The level of a heading that the style of a line names, where the file says less; 0 for other styles."""
    return _lists()[3].get(_plain(line.style), 0) if line.style else 0


def signature_end(lines: Sequence[Line], at: int) -> int:
    """The line after a signature block that styles mark and that begins with a line; the line itself where none is."""
    first, other = _lists()[2]
    end = at
    while end < len(lines) and lines[end].style and not lines[end].cell and not lines[end].blank:
        goes_on = end > at and lines[end - 1].hard
        if not goes_on and _plain(lines[end].style) != (first if end == at else other):
            break
        end += 1
    return end
