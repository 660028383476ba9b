"""What a draft has in the place of something else: `[signature]`, `[stamp]`, and the line that calls it a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from converter.diagnostics import Removed
from converter.late import late
from converter.normalize.mended import Mended, emptied
from converter.normalize.words import Wording, pattern, table
from converter.source import Line, Place, Source

BRACKET = late(r"[\[(（]")
WHY = "not-printed"
TOP = 3
"""Lines with text at the top among which the word on a draft is looked for."""
LONGEST = 18
"""Words of such a line."""


@cache
def held() -> re.Pattern[str]:
    """A place held open in square brackets, alone on its line or set apart from what stands beside it."""
    words = "|".join(entry for entries in table("places")["held"].values() for entry in entries)
    joint = r"(?:\s?(?:and|&|et|y|и|و|/|\+|,)\s?|\s)?"
    square = rf"\[[*_\s]*(?:(?:{words}){joint})+(?:\s?[:：–—]\s?[^\]\n]{{1,60}})?[*_\s]*\]"
    plain = "|".join(entry for entries in table("places")["stamped"].values() for entry in entries)
    inside = rf"(?:{square}|[(（](?:(?:{plain}){joint})+[)）])"
    return late(rf"(?:^\s*[*_]*|(?<=\s\s)|(?<=\t)){inside}[*_]*(?:(?=\s\s|\t)|\s*$)", re.IGNORECASE)


def banner() -> Wording:
    """A line that says no more than that this is a draft."""
    return pattern("places", "banner", edges=False)


def drop_places(source: Source) -> Mended:
    """Remove what holds a place open and is not printed: the room is left by the layout, not by the word.

    >>> from converter.span import Span
    >>> texts = ("DRAFT 2 - not for circulation", "", "Sir,", "[signature]", "A. Name", "[date]")
    >>> lines = tuple(Line(text, Span(place, place)) for place, text in enumerate(texts, 1))
    >>> [gone.text for gone in drop_places(Source("x", "txt", lines)).removed]
    ['DRAFT 2 - not for circulation', '[signature]']
    """
    removed: list[Removed] = []
    lines = list(source.lines)
    for place in banners(lines):
        removed.append(Removed(lines[place].span, lines[place].text, WHY))
        lines[place] = emptied(lines[place])
    for place, line in enumerate(lines):
        if line.place is not Place.BODY or not BRACKET.search(line.text):
            continue
        for found in reversed(list(held().finditer(line.text))):
            removed.append(Removed(line.span, found[0].strip(), WHY))
            line = line.cut(found.start(), found.end())
        if line is not lines[place]:
            lines[place] = line if line.text.strip(" *_\t") else emptied(line)
    return Mended(tuple(lines), tuple(sorted(removed, key=lambda gone: gone.span.first)))


def banners(lines: list[Line]) -> Iterator[int]:
    """The places of lines at the very top, or in the last line, that only call the text a draft."""
    filled = [place for place, line in enumerate(lines) if not line.blank and line.place is Place.BODY]
    if len(filled) <= TOP:
        return
    for place in (*filled[:TOP], filled[-1]):
        text = lines[place].text.strip(" \t*_#>[]()")
        if len(text.split()) <= LONGEST and not lines[place].cell and banner().is_whole(text):
            yield place
