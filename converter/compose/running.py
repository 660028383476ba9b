"""Running heads and feet, the foot of page 1, and document properties."""

from __future__ import annotations

import re

from converter.compose.composed import FirstFoot, Properties, RunningBlock
from converter.compose.masthead import printed_language
from converter.forms.agenda import print_agenda_items
from converter.forms.symbols import docs_url
from converter.languages import print_session
from converter.late import late
from converter.meta import Meta
from converter.model import Document, Kind

LETTERS = {"en": "E", "fr": "F", "es": "S", "ru": "R", "ar": "A", "zh": "C"}
"""The language letter of a job number (FORMAT.md j)."""
LETTER = late(r"\s*\([A-Z]\)\s*$")


def running(document: Document, *, masthead: bool) -> RunningBlock:
    """Heads carry the symbols; resolutions carry their short title on the other side.

    Letters carry page numbers only.
    """
    if not masthead:
        return RunningBlock()
    title = document.meta.title if document.kind is Kind.RESOLUTION and _adopted(document.meta) else None
    return RunningBlock(printed_symbols(document.meta).replace("*", ""), title or "", plain_job(document.meta))


def printed_symbols(meta: Meta) -> str:
    """One or several symbols in one line; several are joined by an en dash."""
    return "–".join(meta.symbols)


def plain_job(meta: Meta) -> str:
    """The job number without its language letter: `23-05286`."""
    return LETTER.sub("", meta.job_number or "")


def _adopted(meta: Meta) -> bool:
    return any("/RES/" in symbol or "/DEC/" in symbol for symbol in meta.symbols)


def first_foot(document: Document, *, masthead: bool) -> FirstFoot | None:
    """Job number and codes of page 1; nothing without a job number (issue of FORMAT.md j: codes come from it)."""
    job = plain_job(document.meta)
    if not masthead or not job:
        return None
    code = document.language.partition("-")[0]
    symbol = document.meta.symbols[0] if document.meta.symbols else ""
    digits = re.sub(r"\D", "", job)
    address = docs_url(symbol, code) if symbol else ""
    return FirstFoot(f"{job} ({LETTERS.get(code, LETTERS['en'])})", digits, address, job, address)


def properties(document: Document) -> Properties:
    """Document properties, named as in the originals (docx.md, *Properties*)."""
    meta, words = document.meta, printed_language(document.language)
    organ = meta.organs[0] if meta.organs else None
    custom = {f"Symbol{n}": symbol for n, symbol in enumerate(meta.symbols, 1)}
    if organ and organ.session:
        custom["Session1"] = print_session(words, organ.session)
    if organ and organ.agenda_items:
        custom["Agenda1"] = print_agenda_items(tuple(item.number for item in organ.agenda_items), words.code)
        titles = [item.title for item in organ.agenda_items if item.title]
        custom |= {"Agenda Title1": titles[0]} if titles else {}
    if meta.job_number:
        custom["JobNo"] = re.sub(r"\D", "", plain_job(meta))
    return Properties(
        title=meta.title or meta.subtitle or printed_symbols(meta) or fallback_title(document),
        subject=printed_symbols(meta),
        author=meta.issuer or (organ.name if organ else ""),
        language=document.language,
        date=meta.date.isoformat() if meta.date else "",
        custom=custom,
    )


def fallback_title(document: Document) -> str:
    """A title for the file's properties where the text has none: its first sentence."""
    from converter.walk import contents_of, plain

    for part in document.parts:
        for block in part.blocks:
            words = " ".join(" ".join(plain(c) for c in contents_of(block)).split())
            if words:
                return words.partition(". ")[0]
    return document.kind.value
