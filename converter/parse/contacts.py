"""Addresses, telephone and fax numbers, e-mail and web addresses: found in a line, with or without labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from converter.forms.dates import find_dates
from converter.languages import fold
from converter.late import late, longest_first
from converter.parse import lines as look
from converter.parse.words import holds, is_one, lists
from converter.records import dataclass, field

FIELDS = ("address", "telephone", "fax", "email", "website")
LONGEST_ADDRESS = 22
"""Words."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What a line holds, by field, and the rest of it that is none of these."""

    values: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""


def read_contact(text: str) -> Contact | None:
    """The contact data of a line that is nothing else but perhaps an address; None for any other line."""
    if not any(map(text.__contains__, (".", "@", "//"))) and not any(map(str.isdigit, text)):
        return None
    found = find_contact(text)
    rest = found.rest
    if not rest:
        return found if found.values else None
    beside = len(found.values) > 1 and _NUMBERED.search(rest) is not None and _is_plain_address(rest)
    if is_address(rest) or beside:
        return Contact({"address": rest, **found.values}, "")
    return None


def _is_plain_address(text: str) -> bool:
    """Whether what stands beside telephone and e-mail may be an address whose street no list knows."""
    short = len(text.split()) <= LONGEST_ADDRESS // 2 and look.FULL_STOP.search(text) is None
    return short and _is_list_of_names(text) and not find_dates(text, None)


def find_contact(text: str) -> Contact:
    """Numbers and addresses anywhere in a line; `rest` is what is left when they and their labels are taken out."""
    values: dict[str, str] = {}
    folded, taken = fold(text), [False] * len(text)
    for match in _phones().finditer(folded):
        number = text[match.start("number") : match.end("number")].strip(" .,;-/")
        kinds = {name for name in ("telephone", "fax") if match[name]}
        for kind in kinds:
            values.setdefault(kind, number)
        taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    for match in _NUMBER_ALONE.finditer(text):
        label = _AFTER_LABEL.match(text, match.end())
        if label and not any(taken[match.start() : match.end()]):
            values.setdefault(label.lastgroup or "telephone", match.group().strip())
            taken[match.start() : label.end()] = [True] * (label.end() - match.start())
    for kind, pattern in (("email", _EMAIL), ("website", _WEB)):
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            values.setdefault(kind, match.group().rstrip(".,;"))
            start = _label_before(folded, match.start(), kind)
            taken[start : match.end()] = [True] * (match.end() - start)
    rest = "".join("\0" if gone else char for gone, char in zip(taken, text, strict=True))
    pieces = [piece.strip(_SEPARATORS) for piece in re.split(r"\0+|\s[|/·•●▪*–-]\s|\s{3,}|\|", rest)]
    pieces = [piece for piece in pieces if piece and not _bare_value(piece, values, alone=len(pieces) == 1)]
    return Contact(values, _without_label(", ".join(pieces)))


def _bare_value(piece: str, values: dict[str, str], *, alone: bool) -> bool:
    """A number or a domain that stands by itself between separators; a line of its own needs a label or company."""
    if _PHONE.fullmatch(piece) and not alone:
        values.setdefault("telephone" if "telephone" not in values else "fax", piece)
        return True
    label = _before("website").match(fold(piece.partition(" ")[0] + " ")) if " " in piece else None
    domain = piece.rpartition(" ")[2] if label or re.match(r"(?i)web\w*\s?:", piece) else piece
    if _DOMAIN.fullmatch(domain) and (not alone or domain != piece):
        values.setdefault("website", domain)
        return True
    return False


def is_domain(text: str) -> bool:
    """`karesia-un.example` alone: a website, beside other contact data."""
    return _DOMAIN.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """A telephone number and nothing else."""
    return _PHONE.fullmatch(text.strip()) is not None and sum(char.isdigit() for char in text) >= 7


def is_address(text: str) -> bool:
    """Whether a line is (part of) a postal address: a street with a number, a post box, a place with a code."""
    bare = text.strip(_SEPARATORS)
    if (
        not bare
        or len(bare.split()) > LONGEST_ADDRESS
        or (look.FULL_STOP.search(bare) and not re.search(r"\d$|\.$", bare))
    ):
        return False
    if find_dates(bare, None) or not re.search(r"\d", bare):
        return False
    if _CODE.search(bare) or re.search(r"(?i)\bp\.?\s?o\.?\s?box\b|\b(?:bp|a/c)\s\d", bare):
        return True
    numbered = _NUMBERED.search(bare) is not None
    return holds("street", bare) and numbered and _is_list_of_names(bare)


def _is_list_of_names(text: str) -> bool:
    """Most words begin with a capital, are figures or belong to a street, as far as the script has capitals."""
    words: list[str] = [word for word in re.findall(r"\w+", text) if word not in _SMALL]
    named = sum(word[0].isdigit() or word[0].upper() == word[0] or is_one("street", word) for word in words)
    return named * 4 >= len(words) * 3


def _without_label(text: str) -> str:
    text = re.sub(r"(?i)[\s,]+(?:tel|telephone|phone|fax|e-?mail)\.?\s?:?$", "", text)
    found = _address_label().match(fold(text))
    return text[found.end() :].strip(_SEPARATORS) if found else text


_SMALL = frozenset(("de", "la", "le", "les", "du", "des", "del", "el", "los", "las", "of", "the", "in", "à", "en"))
_SEPARATORS = " \t\u00a0\u3000,;،؛|·•*–—-/.●▪:"
_EMAIL = late(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_WEB = late(r"https?://[^\s|,;]+|(?<![\w@.])www\.[\w-]+(?:\.[\w-]+)+(?:/[\w./%-]*)?", re.IGNORECASE)
_NUMBER_ALONE = late(r"(?<![\w/])\+?\(?\d[\d\s().-]{6,22}\d(?!\w)")
_PHONE = late(r"\+?\s?\(?\d{1,4}\)?(?:[\s.-]?\(?\d{2,5}\)?){2,5}")
_DOMAIN = late(r"(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.){1,4}[a-z]{2,12}(?:/[\w./-]*)?", re.IGNORECASE)
_AFTER_LABEL = late(r"\s*\(?(?:(?P<telephone>tel|phone|telephone|t)|(?P<fax>fax|f|telefax))\.?\)", re.IGNORECASE)
_CODE = late(
    r"\b[A-Z]{2}\s?\d{5}(?:-\d{4})?\b|\bN\.\s?Y\.,?\s?\d{5}|\b(?:CH|A|D|F|NL)-\d{4,5}\b|\b\d{4,6}\s[A-ZÀ-Þ][\w’'-]+|"
    r"[A-Z][\w’'-]+\s\d{4,5}$|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|,\s?\d{5}$"
)
_NUMBERED = late(r"(?:^|\s)\d{1,5}[A-Za-z]?(?:[-/–]\d{1,4})?(?:,|\s|$)|\d(?:st|nd|rd|th)\b|№")
_NUMBER = (
    r"\+?\s?\(?\d(?:[\d\s().\u00a0-]|/(?=\d)){5,26}\d(?:\s?(?:ext\.?|x)\s?\d{1,5})?"
    r"(?:(?:\s?[,/]\s?|\s(?:and|or|et|y|и)\s)\+?\(?\d[\d\s().-]{5,22}\d)*"
)


@cache
def _phones() -> re.Pattern[str]:
    """A label for telephone, fax or both, and a number; folded text."""
    phone, fax = (_labels(name) for name in ("telephone", "fax"))
    gap = r"\s{0,3}(?:\([a-z]{1,8}\)\s?)?(?:no\b|number\b|№)?\s{0,2}\.?\s{0,2}[:：]?\s{0,4}"
    return late(
        rf"(?<![^\W_])(?:(?P<telephone>{phone}))?(?:\.?\s?[/&]\s?|\s(?:and|et|y|и)\s)?(?P<fax>(?:{fax}))?(?<=[^\W_]){gap}"
        rf"(?P<number>{_NUMBER})"
    )


def _labels(name: str) -> str:
    words = longest_first({fold(word) for word in lists()[name]})
    return "|".join(re.escape(word).replace(r"\ ", r"[\s.-]{1,2}") for word in words)


@cache
def _before(name: str) -> re.Pattern[str]:
    return late(rf"(?<![^\W_])(?:{_labels(name)})\s?\.?\s{{0,3}}[:：]?\s{{0,3}}$")


def _label_before(folded: str, start: int, name: str) -> int:
    found = _before(name).search(folded, max(0, start - 40), start)
    return found.start() if found else start


@cache
def _address_label() -> re.Pattern[str]:
    return late(rf"(?:{_labels('address')})\s?[:：]\s*")
