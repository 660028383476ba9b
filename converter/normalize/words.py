"""The words that the steps look for, by language, read from the YAML files beside this one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache
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
        self._entries = tuple(map(_small, expressions))
        self._frame = "(?<!\\w)(?:{})(?!\\w)" if edges else "(?:{})"
        self._literals = tuple(filter(SPECIAL.isdisjoint, self._entries))
        self._words = frozenset(self._literals)

    @cached_property
    def _all(self) -> Needles:
        return Needles(self._entries, self._frame)

    @cached_property
    def _open(self) -> Needles:
        """Those that are more than words."""
        open_ = [entry for entry in self._entries if entry not in self._words]
        return Needles(open_, self._frame) if self._words else self._all

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where one stands."""
        text = small(text)
        found = (pattern.search(text) for pattern in self._all.within(text))
        return min((one for one in found if one), key=re.Match.start, default=None)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """One that begins at a place."""
        text = small(text)
        if not text.startswith(self._literals, at) and not self._open.within(text):
            return None
        return next((found for pattern in self._all.within(text) if (found := pattern.match(text, at))), None)

    def is_whole(self, text: str) -> bool:
        """Whether one is the whole text."""
        text = small(text)
        return text in self._words or any(pattern.fullmatch(text) for pattern in self._open.within(text))

    def findall(self, text: str) -> list[str]:
        """All that stand in a text, one after the other."""
        found: list[str] = []
        while one := self.search(text):
            found.append(one[0])
            text = text[max(one.end(), 1) :]
        return found


SPECIAL = frozenset("\\()[]{}?*+.|^$")
"""An expression without these signs is words."""


class Needles:
    """Patterns by a word without which they cannot match."""

    def __init__(self, entries: Iterable[str], frame: str) -> None:
        by_word: dict[str, list[str]] = {"": []}
        for entry in entries:
            by_word.setdefault(needed(entry), []).append(f"(?:{entry})")
        self._patterns = {word: late(frame.format("|".join(found))) for word, found in by_word.items() if found}
        self._plain = tuple(filter(str.isascii, self._patterns))
        self.within = lru_cache(KEPT)(self._within)

    def _within(self, text: str) -> tuple[re.Pattern[str], ...]:
        """The patterns whose word a text holds; asked several times for each line."""
        words = self._plain if text.isascii() else self._patterns
        return tuple(map(self._patterns.__getitem__, filter(text.__contains__, words)))


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
