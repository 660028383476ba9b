"""Where a document contradicts itself: said as a warning, never mended."""

from __future__ import annotations

import re

from converter.forms.symbols import organ_of, read_symbol
from converter.languages import fold
from converter.meta import Meta
from converter.parse import lines as look
from converter.parse.agenda_titles import items_in
from converter.parse.findings import Findings
from converter.parse.front import Front


def warn_contradictions(front: Front, found: Findings, meta: Meta) -> None:
    """Session beside symbol, year of the Council beside date, items of the text beside those of the masthead."""
    _session(found, meta)
    _council_year(found, meta)
    _items(front, found, meta)
    _title_date(front, found, meta)


def _line(found: Findings, key: str) -> int | None:
    evidence = found.evidence.get(key)
    return evidence.lines[0] if evidence and evidence.lines else None


def _session(found: Findings, meta: Meta) -> None:
    for organ in (organ for organ in meta.organs if organ.session):
        for text in meta.symbols:
            symbol = read_symbol(text)
            inside = symbol is not None and (
                symbol.organ == organ.code or organ_of(text).startswith(organ.code + "/C.")
            )
            if symbol and inside and symbol.session and symbol.session != organ.session:
                said = f"the symbol {text} is of session {symbol.session}, the session line says {organ.session}"
                hint = f"correct one of them, or pass --set organs.{organ.code}.session={symbol.session}"
                found.report.warn("session-symbol", _line(found, "organs"), said, hint)


def _council_year(found: Findings, meta: Meta) -> None:
    council = next((organ for organ in meta.organs if organ.code == "S" and organ.year), None)
    if council is None or council.year is None or meta.date is None:
        return
    expected = meta.date.year - 1945
    if council.year != expected:
        said = f"the year line of the Security Council says {council.year}; {meta.date.year} is year {expected}"
        hint = f"correct one of them, or pass --set organs.S.year={expected}"
        found.report.warn("council-year", _line(found, "organs"), said, hint)


def _items(front: Front, found: Findings, meta: Meta) -> None:
    """Items under which a letter asks to be circulated."""
    stated = {_number(item.number) for organ in meta.organs for item in organ.agenda_items}
    assembly = any(organ.code != "S" for organ in meta.organs)
    if not assembly or not front.titles:
        return
    for at in range(front.end, len(front.lines)):
        text = look.shown(front.lines[at])
        if not look.holds_formula("circulate", text):
            continue
        asked = items_in(text, found.language)
        missing = [item for item in asked if _number(item) not in stated]
        if missing and stated:
            said = f"the letter names agenda item {', '.join(missing)}, the masthead does not"
            found.report.warn(
                "agenda-items", front.lines[at].span, said, "add the item to the masthead, or correct the letter"
            )
        return


def _number(text: str) -> str:
    return re.sub(r"[\s().]", "", fold(text))


def _title_date(front: Front, found: Findings, meta: Meta) -> None:
    """A masthead dated before its own letter."""
    for title in front.titles:
        date = title.letter.date
        if date and date.date and meta.date and meta.date < date.date:
            said = f"the masthead is dated {meta.date.isoformat()}, before the letter of {date.iso}"
            found.report.warn(
                "two-dates", _line(found, "date"), said, f"correct one of them, or pass --set date={date.iso}"
            )
            return
