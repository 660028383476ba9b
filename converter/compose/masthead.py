"""Which text stands in which masthead cell, on which line."""

from __future__ import annotations

from converter.compose.composed import MastheadBlock, Symbol
from converter.forms.dates import print_date
from converter.forms.mastheads import read_original
from converter.forms.symbols import split_head
from converter.languages import Language, language
from converter.meta import Confidence, Meta, Organ
from converter.model import Document, Form, Kind
from converter.walk import plain

MASTHEAD_KEYS = ("symbols", "distribution", "original_language", "job_number")
"""A document whose input states one of these has a masthead; so has a circulated letter."""
MASTHEAD_KINDS = frozenset(Kind) - {Kind.PRESS_RELEASE, Kind.STATEMENT}


def has_masthead(document: Document) -> bool:
    """Whether the input, or a given value, states a masthead. A mission's own letter never has one."""
    if document.form is not None:
        return document.form is Form.CIRCULATED
    stated = any(getattr(document.meta, key) for key in MASTHEAD_KEYS)
    return stated and document.kind in MASTHEAD_KINDS


def printed_language(code: str) -> Language:
    """The wording for a BCP 47 code; English for a language that is none of the six."""
    try:
        return language(code.partition("-")[0])
    except KeyError:
        return language("en")


def masthead(document: Document) -> MastheadBlock:
    """The cells of a United Nations masthead; what is not stated is an empty line."""
    words, meta = printed_language(document.language), document.meta
    return MastheadBlock(
        united_nations=words.united_nations,
        symbols=symbols(meta),
        organs=tuple(dict.fromkeys(organ_name(organ, words) for organ in meta.organs)) or _organ_of_symbol(meta, words),
        distribution=distribution_lines(document, language(words.masthead)),
        distribution_language=words.masthead,
    )


def symbols(meta: Meta) -> tuple[Symbol, ...]:
    """The symbols with their organ letters apart; a blank place for each organ that has none."""
    if meta.symbols:
        return tuple(Symbol(*split_head(symbol)) for symbol in meta.symbols)
    return tuple(
        Symbol(code.partition("/")[0], "") for code in dict.fromkeys(o.code.partition("/")[0] for o in meta.organs)
    )


def organ_name(organ: Organ, words: Language) -> str:
    """The name that heads the page: that of the principal organ, as for the Human Rights Council and the Main
    Committees (FORMAT.md l)."""
    principal = organ.code.partition("/")[0]
    return words.organs.get(principal) or words.organs.get(organ.code) or organ.name


def _organ_of_symbol(meta: Meta, words: Language) -> tuple[str, ...]:
    heads = dict.fromkeys(symbol.partition("/")[0] for symbol in meta.symbols)
    return tuple(words.organs[head] for head in heads if head in words.organs)


def distribution_lines(document: Document, words: Language) -> tuple[str, str, str, str]:
    """Distr., date, language of this version, original (FORMAT.md b); the two languages only where they are stated,
    and the version's where it is not the original's."""
    meta = document.meta
    distribution = words.distribution.values.get(meta.distribution or "", meta.distribution)
    original = meta.original_language if _prints_original(document) else None
    other = original and original.partition("-")[0] != document.language
    version = document.language if other or _states(document, "language") else None
    return (
        words.distribution.line.format(value=distribution) if distribution else "",
        print_date(meta.date, words.code) if meta.date and _dated_by_masthead(document) else "",
        _language_line(version),
        words.original.line.format(language=words.languages.get(original, original))
        if original
        else _several(document),
    )


def _prints_original(document: Document) -> bool:
    """Adopted resolutions print no original language; one whose line was not removed as such does."""
    given = document.meta.evidence.get("original_language")
    said = _states(document, "original_language") or (given is not None and given.confidence is Confidence.GIVEN)
    return said or document.kind is not Kind.RESOLUTION


def _states(document: Document, key: str) -> bool:
    return any(stated.key == key for stated in document.front)


def _several(document: Document) -> str:
    """A line that names several original languages, as it stood."""
    lines = [plain(stated.content).strip() for stated in document.front if stated.key == "original_language"]
    return lines[0] if lines and len(read_original(lines[0], document.language)) > 1 else ""


def _language_line(code: str | None) -> str:
    return printed_language(code).original.own if code else ""


def _dated_by_masthead(document: Document) -> bool:
    """A date known from the title alone is not printed in the masthead (inspect.md, *Values*)."""
    found = document.meta.evidence.get("date")
    if found is None or found.confidence is Confidence.GIVEN:
        return True
    title = document.meta.evidence.get("title")
    if title is not None and title.confidence is Confidence.DERIVED:
        return False
    titles = {n for s in document.front if s.key == "title" for n in range(s.span.first, s.span.last + 1)}
    return not set(found.lines) <= titles
