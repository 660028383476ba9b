"""Document properties of a Word file (Symbol1, Session1, Agenda1 …): evidence where the text itself is silent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.diagnostics import Report
from converter.forms.agenda import read_agenda_items
from converter.forms.organs import organ_named
from converter.forms.sessions import read_session
from converter.forms.symbols import read_symbol
from converter.meta import AgendaItem, Confidence, Evidence, Organ
from converter.model import Kind
from converter.parse.findings import Findings, line_numbers
from converter.records import replace
from converter.source import Line


def read_properties(properties: Sequence[Line], kind: Kind, found: Findings) -> None:
    """Symbols and job number that only the properties of the file state; what the text states stays."""
    if kind in (Kind.DOCUMENT, Kind.PRESS_RELEASE, Kind.STATEMENT):
        return
    symbols: list[str] = []
    lines: list[Line] = []
    for line in properties:
        name, value = name_of(line), line.text.strip()
        if name.startswith("symbol"):
            symbol = read_symbol(value)
            if symbol and not symbol.placeholder and symbol.text not in symbols:
                symbols.append(symbol.text)
                lines.append(line)
        elif name.startswith("job") and not found.known("job_number"):
            _state(found, "job_number", job_in(value), [line])
    if symbols and not found.known("symbols"):
        _state(found, "symbols", tuple(symbols), lines)
    if not found.known("organs"):
        _organs(properties, found)


def name_of(line: Line) -> str:
    """The name of a property."""
    return (line.label or line.style).strip().lower()


def _organs(properties: Sequence[Line], found: Findings) -> None:
    """The organs of the symbols, with the session and items that the properties give for the same number."""
    organs: list[Organ] = []
    lines: list[Line] = []
    for number in ("1", "2"):
        values = {name_of(line): line for line in properties if name_of(line).endswith(number)}
        symbol = read_symbol(values[f"symbol{number}"].text) if f"symbol{number}" in values else None
        if symbol is None:
            continue
        session = values.get(f"session{number}")
        agenda = values.get(f"agenda{number}")
        ordinal = read_session(session.text, found.language) if session else None
        line = read_agenda_items(f"Agenda item {agenda.text}", "en") if agenda else None
        items = tuple(AgendaItem(item) for item in line.items) if line else ()
        code = "A" if symbol.organ.startswith("A/C.") else symbol.organ
        organs.append(
            replace(organ_named(code), session=ordinal if ordinal and ordinal < 200 else None, agenda_items=items)
        )
        lines += [one for one in (values[f"symbol{number}"], session, agenda) if one]
    _state(found, "organs", tuple(organs), lines)


def _state(found: Findings, key: str, value: object, lines: Sequence[Line]) -> None:
    if value:
        found.values[key] = value
        numbers = tuple(sorted({number for line in lines for number in line_numbers(line.span)}))
        found.evidence[key] = Evidence(numbers, " ".join(line.text for line in lines), Confidence.LIKELY)


def job_in(text: str) -> str | None:
    """The job number in a text: `23-22871`."""
    match = re.search(r"(?<![\d-])((?:GE\.|V\.|K)?\d{2}-\d{5})(?![\d-])", text)
    return match[1] if match else None


def read_removed_job(report: Report, found: Findings) -> None:
    """The job number of lines that were removed as furniture."""
    if found.known("job_number"):
        return
    for item in report.removed:
        number = job_in(item.text) if item.why in ("job-number", "page-number", "running-head") else None
        if number:
            found.values["job_number"] = number
            found.evidence["job_number"] = Evidence(
                tuple(line_numbers(item.span)), item.text.strip(), Confidence.CERTAIN
            )
            return
