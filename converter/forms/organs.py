"""Organs and their names in six languages; sessions and years counted from dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache

from converter.languages import fold, key, language
from converter.late import late
from converter.meta import Organ
from converter.records import dataclass


@dataclass(frozen=True, slots=True)
class FoundOrgan:
    """An organ's name and where it stands in the text searched."""

    start: int
    end: int
    organ: Organ


def find_organs(text: str, code: str) -> list[FoundOrgan]:
    """Every organ that a text names, in a language or in English, in order, in capitals or not."""
    folded = fold(text)
    heads = {*_WORD.findall(folded), *folded}
    found: list[FoundOrgan] = []
    for one in dict.fromkeys((code, "en")):
        patterns, prefixes = _names(one)
        for match in (match for head in patterns.keys() & heads for match in patterns[head].finditer(folded)):
            prefix = prefixes[match.lastgroup or ""]
            found.append(FoundOrgan(match.start(), match.end(), organ_named(prefix)))
    found.sort(key=lambda organ: (organ.start, -organ.end))
    return [organ for at, organ in enumerate(found) if not at or organ.start >= max(o.end for o in found[:at])]


def find_organ(text: str, code: str) -> Organ | None:
    """The first organ that a text names, or None."""
    found = find_organs(text, code)
    return found[0].organ if found else None


def read_organ(text: str, code: str) -> Organ | None:
    """The organ whose name a whole line is, with or without article and “United Nations”; else None.

    >>> read_organ("THE GENERAL ASSEMBLY", "en").code
    'A'
    """
    words = key(text)
    for one in dict.fromkeys((code, "en")):
        keys = _keys(one)
        prefix = keys.get(words) or keys.get(_bare(words, one))
        if not prefix and not words.isascii():
            prefix = keys.get(_HAN_GAP.sub("", words))
        if prefix:
            return organ_named(prefix)
    return _declined(text) if code == "ru" else None


def organ_named(prefix: str) -> Organ:
    """The organ of a symbol prefix with its English name; the name of its parent where it has none of its own."""
    names = language("en").organs
    known = prefix
    while known not in names and "/" in known:
        known = known.rpartition("/")[0]
    return Organ(prefix, names.get(known, ""))


def print_organ(prefix: str, code: str) -> str:
    """The name of an organ in a language; the English one where the language has none, else an empty string."""
    return language(code).organs.get(prefix) or organ_named(prefix).name


def assembly_opening(year: int) -> datetime.date:
    """The day on which the General Assembly's session of a year opens.

    Rule 1 of its rules of procedure: the Tuesday of the second week of September (until 2022 of the third),
    counted from the first week with a working day; before 2003, the third Tuesday.
    """
    first = datetime.date(year, 9, 1)
    if year < 2003:
        return first + datetime.timedelta((1 - first.weekday()) % 7 + 14)
    working = first + datetime.timedelta(7 - first.weekday() if first.weekday() > 4 else 0)
    return working + datetime.timedelta((8 if year > 2022 else 15) - working.weekday())


def session_for(prefix: str, date: datetime.date) -> int | None:
    """The regular session in which a date falls, or None for organs without such arithmetic.

    A guess only: documents are often dated before the session that they are submitted to. The Economic and
    Social Council's session is a calendar year (2026 runs from July 2025).
    """
    if prefix == "A/HRC":
        number = next((number for last, number in ((4, 1), (8, 2), (12, 3)) if date.month <= last), 3)
        return 3 * (date.year - 2006) + number if date.year > 2006 else None
    if prefix == "E":
        return date.year + (date >= datetime.date(date.year, 7, 25))
    if prefix == "A" or prefix.startswith("A/C."):
        return date.year - 1945 - (date < assembly_opening(date.year))
    return None


def year_for(prefix: str, date: datetime.date) -> int | None:
    """The ordinal of the Security Council's year line for a date: 78 in 2023. None for other organs."""
    return date.year - 1945 if prefix == "S" else None


_WORD = late(r"\w+")
_HAN_GAP = late(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""Chinese names are set with room between their characters: `大  会`."""
_ARTICLES = "the|l|la|le|el|du|de|of|del|un|u n|des|las"


@cache
def _keys(code: str) -> Mapping[str, str]:
    words = language(code)
    names = {key(name): prefix for prefix, variants in words.organ_variants.items() for name in variants}
    return names | {key(name): prefix for prefix, name in words.organs.items()}


def _bare(words: str, code: str) -> str:
    """A name without the article before it and without “United Nations” at either end."""
    return _edges(code).sub("", words)


@cache
def _edges(code: str) -> re.Pattern[str]:
    edge = rf"(?:{_ARTICLES}|{key(language(code).united_nations)})"
    return late(rf"^(?:{edge} )+|(?: {edge})+$")


def _declined(text: str) -> Organ | None:
    """A Russian name in another case, alone on its line."""
    found = find_organs(text, "ru")
    alone = len(found) == 1 and not re.search(r"\w", text[: found[0].start] + text[found[0].end :])
    return found[0].organ if alone else None


@cache
def _names(code: str) -> tuple[Mapping[str, re.Pattern[str]], Mapping[str, str]]:
    """Patterns with a named group for each name, longest name first, and the prefix of each group.

    Names that begin with the same word are one pattern, for texts that hold the word; Russian words vary and Chinese
    ones are not set apart, so their names are put together by the first letter.
    """
    words = language(code)
    names = [(name, prefix) for prefix, name in words.organs.items()]
    names += [(name, prefix) for prefix, variants in words.organ_variants.items() for name in variants]
    names.sort(key=lambda pair: len(pair[0]), reverse=True)
    groups = {f"n{number}": prefix for number, (_, prefix) in enumerate(names)}
    forms: dict[str, list[str]] = {}
    for number, (name, _) in enumerate(names):
        head = fold(name[0]) if code in ("ru", "zh") else _WORD.findall(fold(name))[0]
        forms.setdefault(head, []).append(f"(?P<n{number}>{_form(name, code)})")
    edges = ("", "") if code == "zh" else (r"\b", r"(?!\w)")
    return {head: late(f"{edges[0]}(?:{'|'.join(group)}){edges[1]}") for head, group in forms.items()}, groups


def _form(name: str, code: str) -> str:
    """A name as a pattern over folded text; Russian words may stand in any case."""
    words = fold(name).split(" ")
    if code == "ru":
        return r"\s+".join(re.escape(word[:-2]) + r"\w{1,4}" if len(word) > 4 else re.escape(word) for word in words)
    return r"\s+".join(map(re.escape, words))
