"""The words by which parse tells lines apart: words.yaml, compared folded, in all languages at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from converter.data import read_yaml
from converter.kept import Table, state
from converter.languages import fold, folding, key
from converter.late import late, longest_first
from converter.records import dataclass

LONGEST_ENTRY = 200
"""Characters; no entry of a list is longer."""
LOOKED_AT = 4000
"""Characters of a paragraph in which words are looked for."""


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """Every list of words.yaml, as written."""
    return load("words.yaml")


@cache
def load(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of a YAML file beside this module."""
    values = read_yaml(Path(__file__).with_name(name))
    return {one: tuple(words) if isinstance(words, list) else words for one, words in values.items()}


def is_one(name: str, text: str) -> bool:
    """Whether a text is, word for word, one of a list."""
    return len(text) <= LONGEST_ENTRY and key(text) in words_of(name).entries


def starts(name: str, text: str) -> bool:
    """Whether a text begins with one of a list, at a word's end."""
    return words_of(name).match(key(text[:LONGEST_ENTRY])) is not None


def ends(name: str, text: str) -> bool:
    """Whether a text ends with one of a list."""
    return words_of(name).ends(key(text[-LONGEST_ENTRY:]))


def holds(name: str, text: str) -> bool:
    """Whether one of a list stands anywhere in a text, as whole words."""
    return words_of(name).holds(key(text[:LOOKED_AT]))


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found, as far as a position in the text."""

    at: int

    def end(self) -> int:
        """Where they end."""
        return self.at


@dataclass(frozen=True, slots=True)
class Words:
    """Entries that are looked for in `key` texts as whole words. Sets are faster than a pattern of alternatives.

    Chinese entries need no gap around them.
    """

    entries: frozenset[str]
    by_first: Mapping[str, tuple[str, ...]]
    """The first word of each entry, most of which no text holds → the entries between spaces."""
    lasts: frozenset[str]
    """The last word of each entry."""
    han: tuple[str, ...]
    longest: int
    """Words of the longest entry."""

    def fullmatch(self, text: str) -> Hit | None:
        """The whole text is an entry."""
        return Hit(len(text)) if text in self.entries else None

    def match(self, text: str) -> Hit | None:
        """The text begins with an entry; the longest counts."""
        han = next((entry for entry in self.han if text.startswith(entry)), "") if text.startswith(self.han) else ""
        if text.partition(" ")[0] in self.by_first:
            words = text.split(" ", self.longest)[: self.longest]
            for count in range(len(words), 0, -1):
                head = " ".join(words[:count])
                if head in self.entries:
                    return Hit(max(len(head), len(han)))
        return Hit(len(han)) if han else None

    def holds(self, text: str) -> bool:
        """An entry stands somewhere in the text."""
        if self.han and not text.isascii() and any(entry in text for entry in self.han):
            return True
        firsts, spaced = self.by_first.keys() & words_in(text), f" {text} "
        return any(entry in spaced for first in firsts for entry in self.by_first[first])

    def ends(self, text: str) -> bool:
        """The text ends with an entry."""
        if text.endswith(self.han):
            return True
        words = text.rsplit(" ", self.longest)[-self.longest :]
        if words[-1] not in self.lasts:
            return False
        return any(" ".join(words[-count:]) in self.entries for count in range(1, len(words) + 1))


@lru_cache(512)
def words_in(text: str) -> frozenset[str]:
    """The words of a `key` text; a dozen lists are looked for in each."""
    return frozenset(text.split(" "))


@dataclass(frozen=True, slots=True)
class Among:
    """Many lists, of which those are asked for that have an entry in a text."""

    by_first: Mapping[str, tuple[tuple[str, int], ...]]
    """The first word of each entry → the entries between spaces, each with the number of its list."""
    han: tuple[tuple[str, int], ...]

    def held(self, text: str) -> set[int]:
        """The numbers of the lists that have an entry in a `key` text."""
        spaced = f" {text} "
        firsts = self.by_first.keys() & words_in(text)
        found = {number for first in firsts for entry, number in self.by_first[first] if entry in spaced}
        if not text.isascii():
            found.update(number for entry, number in self.han if entry in text)
        return found


def among(lists: Mapping[int, Words]) -> Among:
    """Lists by their numbers, ready to be looked for all at once."""
    by_first: dict[str, tuple[tuple[str, int], ...]] = {}
    for number, words in lists.items():
        for first, entries in words.by_first.items():
            by_first[first] = (*by_first.get(first, ()), *((entry, number) for entry in entries))
    return Among(by_first, tuple((entry, number) for number, words in lists.items() for entry in words.han))


@cache
def words_of(name: str) -> Words:
    """A list of words.yaml, ready to be looked for."""
    return words_pattern(lists()[name])


def words_pattern(words: Iterable[str]) -> Words:
    """Words ready to be looked for in `key` texts."""
    given = tuple(words)
    return Words(*READY.get(given, lambda: _ready(given)))


READY = Table(__file__, state([__file__, folding.__file__]))


def _ready(words: tuple[str, ...]) -> tuple[object, ...]:
    """What `Words` holds, which is kept from run to run."""
    keys = longest_first({key(word) for word in words} - {""})
    longest = max((entry.count(" ") + 1 for entry in keys), default=1)
    by_first: dict[str, tuple[str, ...]] = {}
    for entry in keys:
        first = entry.partition(" ")[0]
        by_first[first] = (*by_first.get(first, ()), f" {entry} ")
    lasts = frozenset(entry.rpartition(" ")[2] for entry in keys)
    return frozenset(keys), by_first, lasts, tuple(entry for entry in keys if ends_in_han(entry)), longest


def ends_in_han(word: str) -> bool:
    """Whether the last letter is a Chinese one."""
    return "\u3400" <= word[-1] <= "\u9fff"


@cache
def label_pattern(name: str) -> re.Pattern[str]:
    """A list as labels before a value, for `fold` texts, whose positions are those of the text: `Tel.: `."""
    words = longest_first({fold(word) for word in lists()[name]})
    body = "|".join(re.escape(word).replace(r"\ ", r"[\s./]{1,3}") for word in words)
    return late(rf"(?:{body})(?![^\W\d_])\s{{0,3}}\.?\s{{0,3}}(?:[:：#]\s{{0,3}})?")


def after_label(name: str, text: str) -> str | None:
    """What stands after a label with a colon or point at the start of a text; None where there is no label."""
    found = label_pattern(name).match(fold(text))
    return text[found.end() :].strip() if found else None


def is_sponsors(text: str) -> bool:
    """`Sponsors: …`, `Submitted by: …`: a label for sponsors with a colon behind it."""
    label, colon, _ = text.replace("：", ":").partition(":")
    return bool(colon) and (is_one("sponsors", label) or is_one("sponsors_label", label))
