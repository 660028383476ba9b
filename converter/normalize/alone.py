"""A note's label that stands alone on its line, as the text of a page gives raised figures, joined with its note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.normalize import shapes
from converter.normalize.mended import Mended
from converter.source import Line, Source, join

ALONE = re.compile(r"\s*(?:\d{1,3}|\*{1,3}|[a-z])\s*")
REACH = 40
"""Lines below a rule among which the labels of the notes of one page stand."""
GAP = 2
"""Blank lines between a label and its note, or between two notes."""


def join_lone_labels(source: Source) -> Mended:
    """Below a rule at the foot of a page, `1` on a line of its own and the note below it become one line.

    >>> from converter.span import Span
    >>> texts = ("____________", "1", "  See annex.", "2", "  Ibid.", "12-34567")
    >>> [line.text for line in join_lone_labels(Source("x", "txt", tuple(Line(t, Span(1, 1)) for t in texts))).lines]
    ['____________', '1 See annex.', '2 Ibid.', '12-34567']
    """
    lines = source.lines
    done: list[Line] = []
    left, gap = 0, 0
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.rule or shapes.RULER.fullmatch(line.text):
            left, gap = REACH, 0
        elif line.page_break or line.cell or gap > GAP:
            left = 0
        below = following(lines, at) if left and ALONE.fullmatch(line.text) and not line.label else 0
        if below:
            done.append(join(line, lines[below].strip(), " "))
            at = below
        else:
            done.append(line)
        gap = gap + 1 if line.blank else 0
        left = max(0, left - 1)
        at += 1
    return Mended(tuple(done))


def following(lines: Sequence[Line], at: int) -> int:
    """The line of the note that a label leads to: the next one with words, near and on the same page; 0 for none."""
    for place in range(at + 1, min(len(lines), at + 1 + GAP)):
        line = lines[place]
        if line.page_break or line.cell or line.heading or shapes.RULER.fullmatch(line.text):
            return 0
        if not line.blank:
            words = any(char.isalpha() for char in line.text)
            return place if words and not ALONE.fullmatch(line.text) else 0
    return 0
