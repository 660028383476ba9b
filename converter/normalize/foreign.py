"""Boilerplate of a site in another language than the text, above or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from converter.late import late
from converter.normalize import shapes
from converter.normalize.words import every
from converter.source import Line, Place

WORD = late(r"[^\W\d_]+")
OFFICIAL = frozenset("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûüÿœæáíóúñªºᵉабвгдежзийклмнопрстуфхцчшщъыьэюяё")
"""Small letters of the official languages that have small letters."""
LEAST = 30
"""Words that a text must have for its language to be known."""
TOP = 3
"""Lines at the very top among which a line of another site's is looked for."""
LONGEST = 200
"""Characters of a line of boilerplate at the most."""
TAIL = 4
"""Lines at the very end that may be the site's even where they look like the text's last ones."""


def foreign_lines(lines: Sequence[Line], gone: set[int], first: int, last: int) -> Iterator[int]:
    """Lone lines above the text and short lines below it, in a language that the text does not speak."""
    filled = [place for place, line in enumerate(lines) if not line.blank and line.place is Place.BODY]
    last_ones = [place for place in filled if place not in gone][-1 : -TAIL - 1 : -1]
    edges = [place for place in filled if place < first or place > last]
    if not any(may_be_foreign(lines[place]) for place in (*edges, *last_ones)):
        return
    tail = set(takewhile(lambda place: len(lines[place].text) < LONGEST, last_ones))
    body = [place for place in range(first, last + 1) if place not in gone]
    spoken = speech(lines[place] for place in body if place not in tail)
    if len(spoken) < LEAST:  # A short text is known by all of its lines.
        tail, spoken = set(), speech(lines[place] for place in body)
    if len(spoken) < LEAST:
        return
    for place in filled[:TOP]:
        alone = not beside(lines, place - 1) and not beside(lines, place + 1)
        if place < first and place not in gone and alone and is_foreign(lines[place], spoken):
            yield place
    for place in filled[::-1]:
        if place in gone:
            continue
        if (place <= last and place not in tail) or len(lines[place].text) >= LONGEST:
            break
        if is_foreign(lines[place], spoken):
            yield place
        elif place <= last:
            break


def beside(lines: Sequence[Line], place: int) -> bool:
    """Whether a line with a text stands at a place."""
    return 0 <= place < len(lines) and not lines[place].blank


def speech(lines: Iterator[Line]) -> frozenset[str]:
    """The words of a text that begin small."""
    words: set[str] = set()
    for line in lines:
        words.update(WORD.findall(line.text))
    return frozenset(word for word in words if word[0].islower())


def may_be_foreign(line: Line) -> bool:
    """Whether a line has small words with letters of none of our languages, or a month among them."""
    small = small_words(line)
    return strange(small) or any(word in every("debris", "month") for word in small)


def is_foreign(line: Line, spoken: frozenset[str]) -> bool:
    """Whether a line has words of another language: small ones that the text never uses, with letters of none of ours.

    Names do not count: they begin with capitals. A month of another language is enough.
    """
    small = small_words(line)
    if any(word in every("debris", "month") for word in small) and re.search(r"\d{4}", line.text):
        return not spoken & every("debris", "month") & frozenset(small)
    unknown = [word for word in small if word not in spoken]
    return strange(small) and len(unknown) >= 0.7 * len(small)


def small_words(line: Line) -> list[str]:
    """The words of a short line that begin small, without the first; none of a heading or a signature."""
    text = line.text.strip()
    if len(text) > LONGEST or line.heading or shapes.SIGNED.match(text):
        return []
    return [word for word in WORD.findall(text)[1:] if word[0].islower()]


def strange(words: Sequence[str]) -> bool:
    """Whether words have small letters of no official language."""
    return any(char.islower() and char not in OFFICIAL for word in words for char in word)
