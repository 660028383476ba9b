"""Session lines and year lines: `Seventy-eighth session`, `2026 session`, `Seventy-eighth year`; six languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from converter.forms.organs import read_organ
from converter.languages import Language, fold, language, print_session, print_year_line, read_ordinal
from converter.languages.numerals import HAN_NUMBER
from converter.late import late, longest_first
from converter.records import dataclass

__all__ = ["FoundSession", "find_session", "print_session", "print_year_line", "read_session", "read_year_line"]

Special = Literal["", "S", "ES"]
LONGEST_ORDINAL = 6
"""Words: `one hundred and twenty-first` has four, Arabic ordinals over a hundred five."""
_EDGE = " \t*_#,:;()\u200e\u200f،，"
_WORD = late(r"\w[\w'-]*")
_YEAR = late(r"(?:\W+\w+){0,2}?\W+((?:19|20)\d\d)(?!\d)(?:\W+года?\b)?")
_HAN_SESSION = late(
    rf"第?\s*(?P<number>{HAN_NUMBER}{{1,6}}|\d{{1,3}})\s*届?\s*(?P<kind>紧急特别|特别)?\s*(?:届会议|届常会|会议|届会|届)"
    r"|(?P<year>(?:19|20)\d\d)\s*年届?会"
)
_HAN_YEAR = late(rf"第\s*(?P<number>{HAN_NUMBER}{{1,6}}|\d{{1,3}})\s*年")
_AFTER = late(r"\W*$|\s*[,(:;،，–—*-].{0,80}$")


@dataclass(frozen=True, slots=True)
class FoundSession:
    """A session and where it stands in the text searched."""

    start: int
    end: int
    number: int
    """An ordinal, or the calendar year of an annual session."""
    special: Special = ""


def find_session(text: str, code: str) -> FoundSession | None:
    """The first session that a text names, in a language or in English; else None."""
    for one in dict.fromkeys((code, "en")):
        found = _find_han(text) if one == "zh" else _find(fold(text), language(one), language(one).session.words)
        if found:
            return found
    return None


def read_session(text: str, code: str) -> int | None:
    """The session number of a session line, or None.

    An organ's name may stand beside it; notes in parentheses or after a comma may follow.

    >>> read_session("SEVENTY-EIGHTH SESSION", "en")
    78
    """
    found = find_session(text, code)
    if not found:
        return None
    before, after = text[: found.start].strip(_EDGE), text[found.end :].strip(_EDGE)
    opened = not before or read_organ(before, code) or _adjectives(language(code)).fullmatch(" " + fold(before))
    closed = _AFTER.match(text, found.end) or read_organ(after, code)
    return found.number if opened and closed else None


def read_year_line(text: str, code: str) -> int | None:
    """The number of a Security Council year line (`Seventy-eighth year` is 78), or None."""
    for one in dict.fromkeys((code, "en")):
        found = (
            _find_han_year(text) if one == "zh" else _find(fold(text), language(one), language(one).session.year_words)
        )
        if (
            found
            and 0 < found.number < 1000
            and not (text[: found.start] + text[found.end :]).strip(" \t*_#.\u200e\u200f")
        ):
            return found.number
    return None


def _find(folded: str, words: Language, nouns: tuple[str, ...]) -> FoundSession | None:
    for noun in _nouns(nouns).finditer(folded):
        found = (
            _ordinal_after(folded, noun, words) if words.code == "ar" else _ordinal_before(folded, noun, words)
        ) or _calendar_year(folded, noun)
        if found:
            return found
    return None


def _ordinal_before(folded: str, noun: re.Match[str], words: Language) -> FoundSession | None:
    """The longest row of words before the noun that reads as an ordinal, adjectives left out."""
    line = folded.rfind("\n", 0, noun.start()) + 1
    tokens = list(_WORD.finditer(folded, max(line, noun.start() - 90), noun.start()))[-LONGEST_ORDINAL - 3 :]
    special, end = _kind_after(folded, noun.end(), words)
    tokens, before = _without_adjectives(tokens, words)
    for first in range(max(0, len(tokens) - LONGEST_ORDINAL), len(tokens)):
        row = folded[tokens[first].start() : tokens[-1].end()]
        number = int(row) if re.fullmatch(r"(?:19|20)\d\d", row) else read_ordinal(words, row)
        if number:
            return FoundSession(tokens[first].start(), end, number, special or before)
    return None


def _ordinal_after(folded: str, noun: re.Match[str], words: Language) -> FoundSession | None:
    """Arabic: the noun, its adjectives, then the ordinal."""
    special, at = _kind_after(folded, noun.end(), words)
    tokens = list(_WORD.finditer(folded, at, at + 90))[:LONGEST_ORDINAL]
    for last in range(len(tokens) - 1, -1, -1):
        number = read_ordinal(words, folded[tokens[0].start() : tokens[last].end()])
        if number:
            return FoundSession(noun.start(), tokens[last].end(), number, special)
    return None


def _calendar_year(folded: str, noun: re.Match[str]) -> FoundSession | None:
    year = _YEAR.match(folded, noun.end())
    return FoundSession(noun.start(), year.end(), int(year[1])) if year else None


def _kind_after(folded: str, at: int, words: Language) -> tuple[Special, int]:
    """Adjectives after the noun (`session extraordinaire d’urgence`): the kind they say, and where they end."""
    special: Special = ""
    while match := _adjectives(words).match(folded, at):
        special, at = special or _kind(match["word"], words), match.end()
    return special, at


def _without_adjectives(tokens: list[re.Match[str]], words: Language) -> tuple[list[re.Match[str]], Special]:
    special: Special = ""
    while tokens:
        for count in (3, 2, 1):
            text = " ".join(token.group() for token in tokens[-count:])
            if len(tokens) > count and _adjectives(words).fullmatch(" " + text):
                special, tokens = special or _kind(text, words), tokens[:-count]
                break
        else:
            break
    return tokens, special


def _kind(text: str, words: Language) -> Special:
    if text == fold(words.session.kinds["ES"]):
        return "ES"
    return "S" if text == fold(words.session.kinds["S"]) else ""


@cache
def _nouns(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return late(r"(?<!\w)(?:" + "|".join(re.escape(fold(noun)) for noun in nouns) + r")(?!\w)")


@cache
def _adjectives(words: Language) -> re.Pattern[str]:
    known = longest_first((*words.session.kinds.values(), *words.session.adjectives))
    return late(r"\s+(?P<word>" + "|".join(re.escape(fold(word)) for word in known) + r")(?!\w)")


def _find_han_year(text: str) -> FoundSession | None:
    match = _HAN_YEAR.search(text)
    number = read_ordinal(language("zh"), match["number"]) if match else None
    return FoundSession(match.start(), match.end(), number) if match and number else None


def _find_han(text: str) -> FoundSession | None:
    match = _HAN_SESSION.search(text)
    if not match:
        return None
    if match["year"]:
        return FoundSession(match.start(), match.end(), int(match["year"]))
    number = read_ordinal(language("zh"), match["number"])
    special: Special = "ES" if match["kind"] == "紧急特别" else "S" if match["kind"] else ""
    return FoundSession(match.start(), match.end(), number, special) if number else None
