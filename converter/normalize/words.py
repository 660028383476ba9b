"""The words that the steps look for, by language, read from the YAML files beside this one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from converter.data import read_yaml
from converter.late import late


@cache
def table(name: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """A YAML file of lists: subject → language → words."""
    read = read_yaml(Path(__file__).with_name(f"{name}.yaml"))
    return {
        subject: {language: tuple(map(str, entries)) for language, entries in languages.items()}
        for subject, languages in read.items()
    }


@cache
def every(name: str, subject: str) -> frozenset[str]:
    """The words of a subject in all languages, in small letters."""
    return frozenset(word.lower() for words in table(name)[subject].values() for word in words)


KEPT = 256
"""Lines of which it is kept which patterns may fit."""


class Wording:
    """Expressions as alternatives, in any case of letters; its matches are in small letters.

    Each is compiled when a text first holds a word without which it cannot match, which most texts never do. The few
    that have no such word are one pattern, and come first.

    >>> Wording(["Print (?:this )?page"]).search("PRINT PAGE").span()
    (0, 10)
    """

    def __init__(self, expressions: Iterable[str], edges: bool = True) -> None:
        """`edges`: whether each stands between ends of words."""
        by_word: dict[str, list[str]] = {"": []}
        for entry in map(_small, expressions):
            by_word.setdefault(needed(entry), []).append(f"(?:{entry})")
        frame = "(?<!\\w)(?:{})(?!\\w)" if edges else "(?:{})"
        self._fitting = lru_cache(KEPT)(self._holding)
        self._patterns = {word: late(frame.format("|".join(found))) for word, found in by_word.items() if found}

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where one stands."""
        text = small(text)
        found = (pattern.search(text) for pattern in self._fitting(text))
        return min((one for one in found if one), key=re.Match.start, default=None)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """One that begins at a place."""
        text = small(text)
        return next((found for pattern in self._fitting(text) if (found := pattern.match(text, at))), None)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """One that is the whole text."""
        text = small(text)
        return next((found for pattern in self._fitting(text) if (found := pattern.fullmatch(text))), None)

    def findall(self, text: str) -> list[str]:
        """All that stand in a text, one after the other."""
        found: list[str] = []
        while one := self.search(text):
            found.append(one[0])
            text = text[max(one.end(), 1) :]
        return found

    def _holding(self, text: str) -> tuple[re.Pattern[str], ...]:
        """The patterns whose word the text holds; asked several times for each line."""
        return tuple(map(self._patterns.__getitem__, filter(text.__contains__, self._patterns)))


GROUP = late(r"\((?:[^()\\]|\\.)*\)(?:[?*+]|\{[^}]*\})*")
LOOSE = late(r"(?:\[(?:[^\]\\]|\\.)*\]|\\.|[^\\\0])(?:[?*+]|\{[^}]*\})+|\[(?:[^\]\\]|\\.)*\]|\\.|[.^$]")


def needed(expression: str) -> str:
    """The longest run of letters that stands in every text which an expression matches; empty where there is none.

    >>> needed("(?:this|our) pages? of news"), needed(r"\\d+ (?:min|sec)"), needed("this|that")
    (' of news', ' ', '')
    """
    rest, before = expression, ""
    while rest != before:
        rest, before = GROUP.sub("\0", rest), rest
    runs = LOOSE.sub("\0", rest)
    return "" if "|" in runs else max(runs.split("\0"), key=len)


ESCAPED = late(r"\\.|[^\\]+")


def _small(expression: str) -> str:
    if "\\" not in expression:
        return expression.lower()
    return ESCAPED.sub(lambda found: found[0] if found[0].startswith("\\") else found[0].lower(), expression)


def small(text: str) -> str:
    """A text in small letters, each at its place: the one capital whose small letter is two counts as its first."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(letter.lower()[0] for letter in text)


@cache
def pattern(name: str, subject: str, edges: bool = True) -> Wording:
    """The expressions of a subject in all languages."""
    return Wording((entry for entries in table(name)[subject].values() for entry in entries), edges)
