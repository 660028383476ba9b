"""The words by which parse tells lines apart: words.yaml, compared folded, in all languages at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from converter.languages import fold, key

HAN = "\u3400-\u9fff"
WORD_END = r"(?!\w)"


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """Every list of words.yaml, as written."""
    return load("words.yaml")


def load(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of a YAML file beside this module."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    values = yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), loader)
    return {one: tuple(words) if isinstance(words, list) else words for one, words in values.items()}


def is_one(name: str, text: str) -> bool:
    """Whether a text is, word for word, one of a list."""
    return bool(key_pattern(name).fullmatch(key(text)))


def starts(name: str, text: str) -> bool:
    """Whether a text begins with one of a list, at a word's end."""
    return bool(key_pattern(name).match(key(text[:200])))


def ends(name: str, text: str) -> bool:
    """Whether a text ends with one of a list."""
    return bool(key_pattern(name, "end").search(key(text)))


def holds(name: str, text: str) -> bool:
    """Whether one of a list stands anywhere in a text, as whole words."""
    return bool(key_pattern(name, "hold").search(key(text)))


@cache
def key_pattern(name: str, form: str = "start") -> re.Pattern[str]:
    """A list as a pattern for `key` texts."""
    return words_pattern(lists()[name], form)


def words_pattern(words: Iterable[str], form: str = "hold") -> re.Pattern[str]:
    """Words as one pattern for `key` texts; Chinese needs no gap between words."""
    keys = sorted({key(word) for word in words} - {""}, key=len, reverse=True)
    body = "|".join(re.escape(word) + ("" if ends_in_han(word) else WORD_END) for word in keys) or "(?!)"
    match form:
        case "start":
            return re.compile(f"(?:{body})")
        case "end":
            return re.compile(rf"(?:^|(?<=[\s{HAN}])|(?=[{HAN}]))(?:{body})$")
        case _:
            return re.compile(rf"(?:(?<!\w)|(?<=[{HAN}])|(?=[{HAN}]))(?:{body})")


def ends_in_han(word: str) -> bool:
    """Whether the last letter is a Chinese one."""
    return "\u3400" <= word[-1] <= "\u9fff"


@cache
def label_pattern(name: str) -> re.Pattern[str]:
    """A list as labels before a value, for `fold` texts, whose positions are those of the text: `Tel.: `."""
    words = sorted({fold(word) for word in lists()[name]}, key=len, reverse=True)
    body = "|".join(re.escape(word).replace(r"\ ", r"[\s.]{1,3}") for word in words)
    return re.compile(rf"(?:{body})(?![^\W\d_])\s{{0,3}}\.?\s{{0,3}}(?:[:：#]\s{{0,3}})?")


def after_label(name: str, text: str) -> str | None:
    """What stands after a label with a colon or point at the start of a text; None where there is no label."""
    found = label_pattern(name).match(fold(text))
    return text[found.end() :].strip() if found else None
