"""The words by which blocks are told apart: block_words.yaml, compared folded, in all languages at once."""

from __future__ import annotations

import re
from functools import cache

from converter.languages import fold, key
from converter.late import late, longest_first
from converter.parse.words import Words, load, words_pattern

ADDRESS_CUT = 120


@cache
def _words(name: str) -> Words:
    return words_pattern(load("block_words.yaml")[name])


def is_one(name: str, text: str) -> bool:
    """Whether a short text is, word for word, one of a list."""
    return len(text) < ADDRESS_CUT and bool(_words(name).fullmatch(key(text)))


def starts(name: str, text: str) -> bool:
    """Whether a text begins with one of a list, at a word's end."""
    return bool(_words(name).match(key(text[:ADDRESS_CUT])))


def holds(name: str, text: str) -> bool:
    """Whether one of a list stands in a text, as whole words."""
    return _words(name).holds(key(text[-400:]))


@cache
def caption(name: str) -> re.Pattern[str]:
    """A caption such as `Table 4. Title`, for folded texts: groups label and rest."""
    words = longest_first({fold(word) for word in load("block_words.yaml")[name]})
    body = "|".join(map(re.escape, words))
    digits = r"\d{1,3}[a-z]?(?:\.(?:\d{1,3}|[ivxlc]{1,6}(?!\w))){0,2}"
    han, letters = "[一二三四五六七八九十]{1,3}", r"(?:[ivxlc]{1,6}|[a-z])"
    number = rf"(?:\s{{0,2}}(?:no\.?\s?)?(?:{digits}|{han})|\s{{1,2}}(?:no\.?\s?)?{letters})"
    comma = "," if name == "division" else ""
    return late(
        rf"\s*(?P<label>(?:{body}){number})(?P<mark>\s*[.:：—–{comma}-]?)(?:\s+|$|(?<=[：]))(?P<rest>.*)",
        re.S,
    )


@cache
def _locator() -> re.Pattern[str]:
    words = longest_first({fold(word) for word in load("block_words.yaml")["locator"]})
    return late(rf"(?:{'|'.join(map(re.escape, words))})\.?\s?(?:\d{{1,4}}|[ivxlc]{{1,6}})(?!\w)")


_HAN_PLACE = late(
    r"第\s?[\d一二三四五六七八九十]+\s?[页段行章节](?:[,，、]?\s?第?\s?[\d一二三四五六七八九十]+\s?[页段行章节])*"
)


def is_locator(text: str) -> bool:
    """Whether a line only says where a corrigendum puts something right: `Page 4, paragraph 12, line 3`.

    >>> is_locator("Paragraph 7, second sentence"), is_locator("Page 4 was lost.")
    (True, False)
    """
    bare = text.strip(" *_:")
    if len(bare) > 90 or bare.endswith((".", ";", ",", "。")):
        return False
    found = _locator().match(fold(bare))
    if found is None:
        return _HAN_PLACE.fullmatch(bare) is not None
    rest = bare[found.end() :].strip(" .")
    return not rest or rest[0] in ",(،" or rest.split()[0].lower() in ("and", "et", "y", "и", "à", "to", "a")
