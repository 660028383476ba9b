"""Document properties of a Word file (Symbol1, Session1, Agenda1 …): evidence where the text itself is silent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.diagnostics import Report
from converter.forms.symbols import read_symbol
from converter.meta import Confidence, Evidence
from converter.model import Kind
from converter.parse.findings import Findings, line_numbers
from converter.source import Line

PROPERTY = re.compile(r"(?P<name>[\w ]+?)\s*[:=]\s*(?P<value>.*)", re.DOTALL)


def read_properties(properties: Sequence[Line], kind: Kind, found: Findings) -> None:
    """Symbols and job number that only the properties of the file state; what the text states stays."""
    if kind in (Kind.DOCUMENT, Kind.PRESS_RELEASE, Kind.STATEMENT):
        return
    symbols: list[str] = []
    lines: list[Line] = []
    for line in properties:
        match = PROPERTY.fullmatch(line.text.strip())
        name, value = (
            (match["name"].lower(), match["value"].strip()) if match else (line.label.lower(), line.text.strip())
        )
        if name.startswith("symbol"):
            symbol = read_symbol(value)
            if symbol and not symbol.placeholder and symbol.text not in symbols:
                symbols.append(symbol.text)
                lines.append(line)
        elif name.startswith("job") and not found.known("job_number"):
            _state(found, "job_number", job_in(value), [line])
    if symbols and not found.known("symbols"):
        _state(found, "symbols", tuple(symbols), lines)


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
