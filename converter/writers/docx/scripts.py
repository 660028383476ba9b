"""Text cut into runs by script: right-to-left and East Asian stretches have fonts and properties of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from converter.late import late
from converter.letters import Letters

RIGHT, EAST, LEFT, NEUTRAL = "right", "east", "left", ""
RIGHT_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
EAST_LETTERS = "\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
SPECIAL = Letters(f"{RIGHT_LETTERS}{EAST_LETTERS}")
WORD = late(r"\S+")
CLOSING = late(r"[.,;:!?»”’\"]+$")


@cache
def kinds() -> re.Pattern[str]:
    """The letters of a stretch of one kind."""
    return late(f"(?P<right>[{RIGHT_LETTERS}]+)|(?P<east>[{EAST_LETTERS}]+)|(?P<left>[^\\W\\d_]+)")


def stretches(text: str, rtl: bool) -> Iterator[tuple[str, str]]:
    """(kind, stretch) in order. What has no script goes with both neighbours where they agree, else with the paragraph.

    >>> list(stretches("القرار A/RES/79/1 (2024).", True))
    [('right', 'القرار '), ('left', 'A/RES/79/1'), ('right', ' (2024).')]
    >>> list(stretches("第79/1号 is it", False))
    [('east', '第79/1号'), ('left', ' is it')]
    """
    if not rtl and not SPECIAL.search(text):
        yield LEFT, text
        return
    base = RIGHT if rtl else LEFT
    pieces = list(_pieces(text))
    kinds = [kind for kind, _ in pieces]
    for at, kind in enumerate(kinds):
        if kind == NEUTRAL:
            before = kinds[at - 1] if at else base
            after = next((other for other in kinds[at + 1 :] if other != NEUTRAL), base)
            kinds[at] = before if before == after or (before == EAST and not pieces[at][1].isspace()) else base
    settled = zip(kinds, (piece for _, piece in pieces), strict=True)
    for kind, group in groupby(settled, key=lambda pair: pair[0]):
        yield kind, "".join(piece for _, piece in group)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Stretches of one kind, and those of none; a word in Latin letters keeps its figures and inner signs."""
    at = 0
    for word in WORD.finditer(text):
        if word.start() > at:
            yield NEUTRAL, text[at : word.start()]
        at = word.end()
        yield from _word(word[0])
    if at < len(text):
        yield NEUTRAL, text[at:]


def _word(word: str) -> Iterator[tuple[str, str]]:
    found = list(kinds().finditer(word))
    if found and all(match.lastgroup == LEFT for match in found):
        end = CLOSING.search(word)
        last = end.start() if end else len(word)
        if word[:last].endswith(")") and "(" not in word:
            last -= 1
        first = 1 if word.startswith("(") and ")" not in word[:last] else 0
        parts = ((NEUTRAL, word[:first]), (LEFT, word[first:last]), (NEUTRAL, word[last:]))
        yield from (part for part in parts if part[1])
        return
    at = 0
    for match in found:
        if match.start() > at:
            yield NEUTRAL, word[at : match.start()]
        yield str(match.lastgroup), match[0]
        at = match.end()
    if at < len(word):
        yield NEUTRAL, word[at:]
