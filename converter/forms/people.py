"""Names and titles of people: honorifics taken off, `(Signed)` notes read, offices told from names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from converter.data import data_path, read_yaml
from converter.languages import fold, language
from converter.late import late, longest_first

LONGEST_OFFICE = 260
"""Characters; a longer line is a sentence."""
LONGEST_NAME = 120

_QUOTE_MARKS = "*_ \t\u00a0\u200e\u200f"
_SENTENCE = late(r"(?<=[^\W\d_]{4})\.(?:\s|$)|[!?;:](?:\s|$)|[。！？；]")
_SLASH_S = late(r"/s/\s*", re.IGNORECASE)
_PREPOSITIONS = "of|to|from|by|at|in|on|for|with|de|du|des|del|al|au|aux|a|para|por|от|к|на|с|при|по"
_SMALL = late(r"(?:de|del|la|las|los|van|von|der|den|bin|ibn|al|el|da|do|dos|di|du|des|le|y|e|ben|bint|ter|zu)", re.I)
_LEADING_ARTICLE = late(r"(?:[aeA-E][lnrsdtzh]{1,2}-|[dlDLO]['’])(?=\w)")


def strip_honorifics(name: str) -> str:
    """A name without titles of courtesy before it (`H.E. Mr.`, `S.E. M.`, `Г-жа`, `السيد`) or, in Chinese, after it.

    Nothing is taken that would leave no name.

    >>> strip_honorifics("H.E. Ms. Marit Solheim-Okafor")
    'Marit Solheim-Okafor'
    """
    bare = name.strip(_QUOTE_MARKS)
    while match := _honorifics().match(fold(bare)):
        rest = bare[match.end() :].lstrip(" \t\u00a0.,")
        if not rest:
            break
        bare = rest
    for ending in _words("after_name"):
        if bare.endswith(ending) and len(bare) > len(ending):
            bare = bare.removesuffix(ending)
    return bare.strip(_QUOTE_MARKS + ",")


def is_signed(text: str) -> bool:
    """Whether a line says that the paper was signed: `(Signed)`, `[Signé]`, `/s/`, `(*Firmado*)`, `Signed:` …"""
    return _mark(text) is not None


def read_signed(text: str) -> str | None:
    """What follows the note that a paper was signed: the name as printed, perhaps empty; None without such a note.

    >>> read_signed("(*Signed*) Yashar Aliyev")
    'Yashar Aliyev'
    """
    mark = _mark(text)
    if mark is None:
        return None
    before, after = (part.replace("*", "").strip(_QUOTE_MARKS + ":") for part in (text[: mark[0]], text[mark[1] :]))
    return after or before


def print_signed(name: str, code: str) -> str:
    """The first line of a signature block: `(Signed) Hélène Brøndum`, in a language's word."""
    return f"({language(code).terms['signed']}) {name}"


def is_office(text: str, code: str) -> bool:
    """Whether a line names an office or title (`Ambassador`, `Chargé d’affaires a.i.`), in a language or in English.

    The line must hold a word of office among its first words, begin with a capital and be no sentence.
    """
    line = text.strip(_QUOTE_MARKS + ",")
    if not line or len(line) > LONGEST_OFFICE or line[0].islower() or _SENTENCE.search(line.rstrip(",")):
        return False
    folded = fold(line)
    if text.rstrip().endswith((",", "،", "，")) and _honorifics().match(folded):
        return False  # `Mr. Chair,` speaks to somebody.
    return any(_offices(one).search(folded) for one in dict.fromkeys((code, "en")))


def is_name(text: str, code: str) -> bool:
    """Whether a line may be a person's name: two to eight capitalized words, no figure, no office, no sentence."""
    line = strip_honorifics(text)
    if (
        not line
        or len(line) > LONGEST_NAME
        or any(char.isdigit() for char in line)
        or re.search(r"[:;!?،。]|\.$", line)
    ):
        return False
    words = [word for word in re.split(r"[\s\u00a0]+", line) if not _SMALL.fullmatch(word.strip(","))]
    if code == "zh" and re.fullmatch(r"[\u3400-\u9fff·-]{2,24}", line):
        return not _offices("zh").search(line)
    if not 1 < len(words) <= 8 or is_office(line, code):
        return False
    return all(_capitalized(word) for word in words)


def titlecase_name(name: str) -> str:
    """A name in capitals made ordinary: `ACHTERBERG` → `Achterberg`. Only on request; names stay as printed."""
    return re.sub(
        r"[^\W\d_]{2,}", lambda word: word.group().capitalize() if word.group().isupper() else word.group(), name
    )


def _capitalized(word: str) -> bool:
    """Whether a word of a name begins with a capital, an article before it left out; Arabic letters pass."""
    letters = [char for char in _LEADING_ARTICLE.sub("", word) if char.isalpha()]
    return bool(letters) and letters[0] == letters[0].upper()


def find_signed(text: str) -> list[tuple[int, int]]:
    """Where notes in brackets that a paper was signed stand in a text; two signatories may share a line."""
    return [match.span() for match in _bracketed().finditer(fold(text))]


def _mark(text: str) -> tuple[int, int] | None:
    """Where the note begins and ends. A bare word needs a colon, or the line for itself."""
    folded = fold(text)
    looked_for = (
        _signed().search if "(" in folded or "[" in folded else _signed().match
    )  # Else the line begins with it.
    match = looked_for(folded) or (_SLASH_S.search(text) if "/" in text else None)
    return match.span() if match else None


@cache
def _data() -> dict[str, Any]:
    data = read_yaml(data_path("languages", "people.yaml"))
    assert isinstance(data, dict)
    return data


def _words(name: str) -> Iterable[str]:
    words = _data()[name]
    return words if isinstance(words, list) else []


def _any(words: Iterable[str]) -> str:
    forms = longest_first({fold(word) for word in words})
    return "|".join(re.escape(form).replace(r"\ ", r"\s*") for form in forms)


@cache
def _honorifics() -> re.Pattern[str]:
    """A title of courtesy with its full stop; a bare letter (`M`, `D`) counts only with one."""
    words = [word for row in _data()["honorifics"] for word in row]
    long = _any(word for word in words if len(word) > 1)
    letters = _any(word for word in words if len(word) == 1)
    return late(rf"(?:(?:{long})(?:\.,?\s*|,?\s+)|(?:{letters})\.\s+)(?=\S)")


@cache
def _bracketed(shortest: int = 1) -> re.Pattern[str]:
    """The note in brackets; at the end of a line `(s)` is a plural, so only longer words count there."""
    stars = r"[*_\s]*"
    words = _any(word for word in (*_words("signed"), *_words("signed_by")) if len(word) >= shortest)
    return late(rf"(?<![A-Za-z0-9*_])[*_]*[(\[（]{stars}(?:{words}){stars}\.?{stars}[)\]）][*_]*[:.]?")


@cache
def _signed() -> re.Pattern[str]:
    """The note at either end of a line; without brackets it needs a colon, or the line for itself."""
    stars = r"[*_\s]*"
    bare = _any([*_words("signed_by"), *(word for word in _words("signed") if len(word) > 2)])
    return late(
        rf"^[\s>#\u0300]*{_bracketed().pattern}|{_bracketed(2).pattern}\s*$|^{stars}(?:{bare}){stars}(?:[.:]+{stars}|$)"
    )


@cache
def _offices(code: str) -> re.Pattern[str]:
    """A word of office at the head of a line, after at most four words that lead up to it (`Acting`, `Federal`).

    `Report of the Secretary-General` names no office, so no preposition may be among them.
    """
    words = _any(_data()["offices"][code])
    if code == "zh":
        return late(rf"(?:{words})$")
    if code == "ar":  # What stands before an office makes it a genitive: the report of the Secretary-General.
        return late(rf"^(?:{words})(?!\w)")
    lead = rf"(?!(?:{_PREPOSITIONS})\b)[^\W\d_][\w'’.-]*[\s,]+"
    return late(rf"^(?:{lead}){{0,4}}?(?:l'|d')?(?:{words})(?!\w)")
