"""Single lines of a masthead: `Distr.: General`, `Original: English`, the language line, job numbers."""

from __future__ import annotations

import re
from functools import cache

from converter.languages import CODES, fold, key, language
from converter.late import late, longest_first

_COLON = r"\s*\.?\s*[:：]?\s*"
_JOB = late(
    r"(?:\d+/\d+\s+)?(?P<series>GE\.|V\.|K|NY\.?)?\s?(?P<number>\d{2}-\d{5})\*?\s*(?:\((?P<language>[ACEFRS])\))?(?P<dates>(?:\s+\d{6}){0,3})(?:\s+\d+/\d+)?\W*"
)
JOB_LETTERS = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}
"""The letter in parentheses after a job number → language."""


def read_distribution(text: str, code: str) -> str | None:
    """`General`, `Limited` or `Restricted` of a line such as `Distr.: General` or `Distr. générale`, else None.

    Only the whole line counts; the line of the document's language or an English one.
    """
    folded = fold(text).strip(" *_#.\t")
    for one in dict.fromkeys((code, "en")):
        match = _distribution(one).fullmatch(folded)
        if match:
            return _values(one)[match["value"]]
    return None


def print_distribution(value: str, code: str) -> str:
    """The `Distr.` line of a document in a language; English for Russian, Arabic and Chinese ones."""
    words = language(language(code).masthead).distribution
    return words.line.format(value=words.values[value])


def read_original(text: str, code: str) -> tuple[str, ...]:
    """The languages of a line such as `Original: English`, `[Original: Arabic and French]`; else empty."""
    folded = fold(text).strip(" *_#.[]\t()")
    for one in dict.fromkeys((code, "en")):
        match = _original(one).fullmatch(folded)
        if match:
            names = re.split(r"\s*(?:[/,;&،、]|\band\b|\bet\b|\by\b|\bи\b|和)\s*", match["names"])
            codes = [_names(one).get(key(name)) for name in names]
            if all(codes):
                return tuple(code for code in codes if code)
    return ()


def print_original(original: str, code: str) -> str:
    """The `Original:` line for a source language in a document of another or the same."""
    words = language(language(code).masthead)
    return words.original.line.format(language=words.languages.get(original, original))


def print_bracket(original: str, code: str) -> str:
    """The note under the heading of a part whose language was another: `[Original: Arabic]`."""
    words = language(code)
    return words.original.bracket.format(language=words.languages.get(original, original))


def read_language_line(text: str, code: str) -> str | None:
    """The language that a masthead's language line names, by its own name or another's for it; else None."""
    bare = key(text)
    for one in dict.fromkeys((code, "en", *CODES)):
        words = language(one)
        if bare in (key(words.name), key(words.original.own)):
            return one
        if one in (code, "en") and bare in _names(one):
            return _names(one)[bare]
    return None


def read_job_number(text: str) -> str | None:
    """The job number of a line that holds nothing else: `23-20100 (E)`, `GE.25-02819(E)`; without dates.

    A page number such as `2/19` may stand beside it, as in running feet.
    """
    match = _JOB.fullmatch(text.strip())
    if not match:
        return None
    letter = f" ({match['language']})" if match["language"] else ""
    return (match["series"] or "") + match["number"] + letter


@cache
def _distribution(code: str) -> re.Pattern[str]:
    words = language(code).distribution
    labels = "|".join(re.escape(fold(label)) for label in words.labels)
    values = "|".join(longest_first(map(re.escape, _values(code))))
    return late(rf"(?:{labels}){_COLON}\**\s*(?P<value>{values})")


@cache
def _values(code: str) -> dict[str, str]:
    return {fold(word): value for value, word in language(code).distribution.values.items()}


@cache
def _original(code: str) -> re.Pattern[str]:
    labels = longest_first(map(fold, language(code).original.labels))
    return late(rf"(?:{'|'.join(map(re.escape, labels))})\s*[:：]?\s*\**\s*(?P<names>[^:]{{2,60}})")


@cache
def _names(code: str) -> dict[str, str]:
    """Names of languages as they stand after `Original:`, and the languages' own names."""
    names = {key(name): one for one, name in language(code).languages.items()}
    if code == "ru":  # `Подлинный текст на русском языке` and `русский`.
        nominative = {f"{name.removesuffix('ом')}ии": one for name, one in names.items()}
        names |= nominative | {f"{name} языке": one for name, one in names.items()}
    return names
