"""Reference lines, subject lines and lines on handling: what a sender writes above a letter."""

from __future__ import annotations

import re

from converter.forms.dates import read_date
from converter.languages import fold, key
from converter.late import late
from converter.parse.lines import stops
from converter.parse.words import label_pattern, starts, words_of

LONGEST_REFERENCE = 60
_CODE = late(
    r"(?:[A-ZÀ-ÞА-Я]{1,6}\.?\s)?(?=[^\n]*\d)[^\W_][\w.-]*(?:\s?[/\\-]\s?[\w.()-]+){1,7}"
    r"|\d{1,5}(?:/\d{2,4})?|[A-Z]{1,6}[- ]?\d{1,6}"
)
_SUBJECT = late(
    r"(?:subject|re|sub|object|objet|asunto|тема|касательно|الموضوع|主题|事由)\s?[:：]\s*(?P<value>\S.*)", re.IGNORECASE
)


def read_reference(text: str) -> str | None:
    """The reference of a reference line: after a label (`Ref.: …`, `No. …`, `编号：…`), or a code that stands alone.

    >>> read_reference("No. 118/2024")
    '118/2024'
    """
    bare = text.strip(" *_\t[]")
    if is_han_code(bare):
        return bare
    if not bare or len(bare) > LONGEST_REFERENCE + 20:
        return None
    found = label_pattern("reference").match(fold(bare))
    value = _behind_label(bare, found.end()) if found else None
    # What looks like a label may be the first letter of the code: `N-1/2026`.
    return value or (bare if "/" in bare and _is_code(bare) else None)


def _behind_label(text: str, end: int) -> str | None:
    """The reference behind a label, which may look like a day: `No. 7/1/2025`."""
    value = text[end:].strip(" :.№#º°")
    if is_han_code(value) or (_CODE.fullmatch(value) and not _YEAR.fullmatch(value)):
        return value
    stated = ":" in text[:end] and len(value.split()) <= 4 and any(map(str.isdigit, value))
    return value if stated and not read_date(value, None) else None


_HAN_CODE = late(
    r"(?:[（(〔\[]?\d{2,4}[）)〕\]]?年?)?[\u3400-\u9fff]{1,8}(?:字|函|照)[〔（(\[]?(?:\d{4})?[〕）)\]]?年?第?\s?\d{1,5}\s?号"
)
"""The number of a Chinese note: `（26）卡照字第019号`, `外照字〔2026〕19号`."""


def is_han_code(text: str) -> bool:
    """Whether a line is the number of a Chinese note, which may begin as a numbered paragraph does."""
    return text.rstrip().endswith("号") and _HAN_CODE.fullmatch(text.strip()) is not None


def is_reference(text: str) -> bool:
    """Whether a line is a reference line."""
    return read_reference(text) is not None


def _is_code(text: str) -> bool:
    return len(text) <= LONGEST_REFERENCE and bool(_CODE.fullmatch(text)) and not _DATE.fullmatch(text)


_DATE = late(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|(?:19|20)\d\d")
_YEAR = late(r"(?:19|20)\d\d")


def read_subject(text: str) -> str | None:
    """What a letter is about, by its subject line."""
    found = _SUBJECT.fullmatch(text.strip(" *_"))
    return found["value"].strip(" *_") if found else None


def read_handling(text: str) -> str | None:
    """`URGENT`, `By hand`, `EMBARGOED UNTIL …`: how a paper is to be handled, as printed."""
    bare = text.strip(" *_()[]")
    if len(bare) > LONGEST_HANDLING or len(bare.split()) > 16:
        return None
    if starts("embargo_start", bare):
        return bare
    if all(map(_is_mark, _PARTS.split(bare))):
        return bare
    # More beside the mark is no title where it is in capitals or gives an hour or a day: `URGENT ACTION REQUIRED`.
    plain = bare.upper() == bare or any(map(str.isdigit, bare)) or ":" in bare
    short = len(bare.split()) <= 5 and not stops(bare)
    return bare if short and plain and starts("handling_start", bare) else None


LONGEST_HANDLING = 120
_PARTS = late(r"\s[–—-]+\s|\s?[/;·•|،؛；、，]\s?|,\s")


def _is_mark(text: str) -> bool:
    """Nothing but marks: `Urgent and confidential`; some words are a mark only where no other words stand beside."""
    rest = key(text)
    while rest:
        hits = [hit.end() for name in ("handling_start", "handling_alone") if (hit := words_of(name).match(rest))]
        if not hits:
            return False
        rest = rest[max(hits) :].strip()
        first, _, after = rest.partition(" ")
        rest = after if first in _ANDS else rest
    return True


_ANDS = frozenset(("and", "et", "y", "e", "и", "or", "及", "和"))
