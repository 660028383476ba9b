"""Given values that no line of the input states: printed where a sender's own page has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from converter.compose.composed import Para, Tag
from converter.forms.dates import print_date
from converter.languages import CODES
from converter.meta import Confidence
from converter.model import Document, Form, Kind, Text
from converter.style.names import StyleName
from converter.walk import plain

FRONT: Final = {
    "handling": StyleName.HANDLING,
    "reference": StyleName.REFERENCE,
    "speaker": StyleName.SPEAKER,
    "title": StyleName.TITLE,
    "subtitle": StyleName.SUBTITLE,
    "occasion": StyleName.OCCASION,
    "place": StyleName.PLACE_DATE,
    "date": StyleName.PLACE_DATE,
    "addressee": StyleName.ADDRESSEE,
}
"""Keys in the order in which their lines stand before the text."""
BACK: Final = {"enclosures": StyleName.ENCLOSURE, "contact": StyleName.CONTACT}
RANKS: Final = {key: rank for rank, key in enumerate(FRONT)} | {"kind": 1, "recipients": len(FRONT)}
PLACED: Final = ("place", "date")
TITLE: Final = "title"
AT_FOOT: Final = frozenset({"place", "date", "addressee"})
"""What a note verbale has below its text."""


def given_front(document: Document) -> list[Para]:
    """Lines before the text, in order; a title that was not given but derived is among them."""
    foot = AT_FOOT if document.kind is Kind.NOTE_VERBALE else frozenset()
    found = [para for key in FRONT if key not in foot and key != TITLE for para in _paras(document, key, FRONT[key])]
    if document.meta.title and not _stated(document, TITLE):
        found.append(Para(StyleName.TITLE, (Text(document.meta.title),), key=TITLE, tag=Tag.TITLE))
    return sorted(found, key=lambda para: RANKS[para.key])


def given_back(document: Document) -> list[Para]:
    """Lines after the text, in order."""
    foot = [key for key in FRONT if key in AT_FOOT] if document.kind is Kind.NOTE_VERBALE else []
    return [
        para for key, style in [*((k, FRONT[k]) for k in foot), *BACK.items()] for para in _paras(document, key, style)
    ]


def merged(stated: list[Para], given: list[Para]) -> Iterator[Para]:
    """Given lines among stated ones, each before the first that stands below it on a page."""
    waiting = list(given)
    for para in stated:
        rank = RANKS.get(para.key)
        while waiting and rank is not None and RANKS[waiting[0].key] < rank:
            yield waiting.pop(0)
        yield para
    yield from waiting


def _paras(document: Document, key: str, style: StyleName) -> Iterator[Para]:
    if not _is_given(document, key) or _stated(document, key):
        return
    value = getattr(document.meta, key)
    if key in PLACED:
        # Place and date stand on one line, under the first of them that is there.
        both = [document.meta.place, document.meta.date]
        if key == "date" and document.meta.place and _is_given(document, "place"):
            return
        value = ", ".join(_said(one, document) for one in both if one)
    for line in value if isinstance(value, tuple) else (value,):
        if line:
            yield Para(style, (Text(_said(line, document)),), key=key)


def _said(value: object, document: Document) -> str:
    code = document.language if document.language in CODES else CODES[0]
    return print_date(value, code) if hasattr(value, "isoformat") else str(value)  # type: ignore[arg-type]


def _is_given(document: Document, key: str) -> bool:
    found = document.meta.evidence.get(key)
    return found is not None and found.confidence is Confidence.GIVEN and document.form is not Form.CIRCULATED


def _stated(document: Document, key: str) -> bool:
    keys = PLACED if key in PLACED else (key,)
    return any(stated.key in keys for stated in (*document.front, *document.back))


def letterhead_lines(document: Document) -> Iterator[str]:
    """Given parts of a letterhead's address that no line of the input says."""
    head, evidence = document.meta.letterhead, document.meta.evidence.get("letterhead")
    if head is None or evidence is None or evidence.confidence is not Confidence.GIVEN:
        return
    lines = (*document.front, *document.back)
    said = " ".join(plain(stated.content) for stated in lines if stated.key.startswith("letterhead"))
    for value in (head.address, head.telephone, head.fax, head.email, head.website):
        if value and value not in said:
            yield from value.splitlines()
