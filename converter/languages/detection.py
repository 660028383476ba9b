"""Which of the six languages a text is in: by script, and for Latin letters by its most common words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from converter.languages.hints import STOP_WORDS
from converter.late import late

SEEN = 20_000
"""Characters that are looked at; a document does not change its language after the first pages."""

FEW_WORDS = 30
"""Fewer in one half say too little about a mixed text."""

_RANGES = {
    "ru": "\u0400-\u052f",
    "ar": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "zh": "\u3400-\u9fff\uf900-\ufaff",
    "latin": "A-Za-z\u00c0-\u024f",
    "ascii": "A-Za-z",
}
_RANGES["far"] = _RANGES["ru"] + _RANGES["ar"] + _RANGES["zh"]
_HAN_WEIGHT = 3
"""A Chinese character says about as much as three letters."""


def detect(text: str) -> tuple[str, bool]:
    """The language of a text as one of the six codes, and whether that is sure.

    At most 20,000 characters are read, spread over the beginning. English is the answer, not sure,
    when nothing speaks for another language. The English lines at the top of a Russian, Arabic or Chinese
    masthead do not outweigh the text below them.
    """
    seen = text[:SEEN]
    if seen.isascii():
        return _latin(_runs("ascii").findall(seen.lower()))
    latin = _runs("latin").findall(seen)
    if not _runs("far").search(seen):
        return _latin([word.lower() for word in latin])
    counts = {code: sum(map(len, _runs(code).findall(seen))) for code in ("ru", "ar", "zh")}
    counts["latin"] = sum(map(len, latin))
    counts["zh"] *= _HAN_WEIGHT
    total = sum(counts.values())
    foreign = max(("ru", "ar", "zh"), key=lambda code: counts[code])
    if total and counts[foreign] * 2 > total:
        return foreign, counts[foreign] * 3 > total * 2
    return _latin([word.lower() for word in latin])


@cache
def _runs(script: str) -> re.Pattern[str]:
    """Runs of the letters of a script; wide ranges are compiled only for texts that need them."""
    return late(f"[{_RANGES[script]}]+")


def _latin(found: list[str]) -> tuple[str, bool]:
    """The language whose common words are clearly the most; of two mixed ones, that of the first half."""
    code, sure = _most(found)
    if sure or len(found) < 2 * FEW_WORDS:
        return code, sure
    first, clear = _most(found[: len(found) // 2])
    return (first, False) if clear else (code, False)


def _most(found: list[str]) -> tuple[str, bool]:
    """The language of words in small letters, and whether that is sure."""
    words = Counter(found)
    scores = {code: sum(words[word] for word in words.keys() & known) for code, known in STOP_WORDS.items()}
    code, second = sorted(scores, key=lambda code: scores[code], reverse=True)[:2]
    if scores[code] == scores[second]:
        return "en", False
    return code, scores[code] >= 3 and scores[code] * 2 >= scores[second] * 3 and scores[code] * 10 >= len(found)
