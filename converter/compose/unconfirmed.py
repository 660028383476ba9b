"""Wording that the program adds and that was not seen in a real document of the United Nations: told once."""

from __future__ import annotations

from collections.abc import Iterator

from converter.compose.composed import MastheadBlock
from converter.compose.further import words
from converter.compose.masthead import printed_language
from converter.diagnostics import Report
from converter.forms.agenda import print_agenda_items
from converter.languages import Language, language, print_session, print_year_line
from converter.model import Document
from converter.walk import plain


def tell_unconfirmed(document: Document, head: MastheadBlock | None, report: Report) -> None:
    """Note the wording of a page that comes from no line of the input and is marked as unconfirmed in its language."""
    stated = words(plain(line.content) for line in document.front)
    added = [text for lang, key, text in _printed(document, head) if text and not lang.sure(key)]
    new = list(dict.fromkeys(text for text in added if not words([text]) <= stated))
    if new:
        shown = ", ".join(f"“{text}”" for text in new)
        message = f"language: printed without having been seen in a document of the United Nations: {shown}"
        report.note("unconfirmed-wording", None, message, "compare it with a document in that language")


def _printed(document: Document, head: MastheadBlock | None) -> Iterator[tuple[Language, str, str]]:
    """Language, key and text of what is printed from the language files."""
    own = printed_language(document.language)
    if document.contents:
        yield own, "terms.contents", own.terms["contents"]
        yield own, "terms.page", own.terms["page"]
    if head is None:
        return
    upper = language(own.masthead)
    yield own, "united_nations", head.united_nations
    for organ, name in zip(document.meta.organs, head.organs, strict=False):
        yield own, f"organs.{organ.code.partition('/')[0]}", name
    distribution, _, version, original = head.distribution
    yield upper, "distribution", distribution
    yield upper, "original", version
    yield upper, "original", original
    yield from _session(document, own)


def _session(document: Document, own: Language) -> Iterator[tuple[Language, str, str]]:
    for organ in document.meta.organs:
        if organ.session and not organ.session_line:
            yield own, "session", print_session(own, organ.session)
        if organ.year:
            yield own, "session.year", print_year_line(own, organ.year)
        if organ.agenda_items and not organ.agenda_line:
            items = tuple(item.number for item in organ.agenda_items)
            key = "agenda.items" if items[1:] else "agenda.item"
            yield own, key, print_agenda_items(items, own.code)
