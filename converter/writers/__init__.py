"""Composed → bytes: the formats that can be written. A writer draws, decides nothing and prints no word of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from converter.compose.composed import Composed
from converter.diagnostics import Report
from converter.records import dataclass


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: its function and its suffix."""

    write: Callable[[Composed, Report], bytes]
    suffix: str


def _docx(composed: Composed, report: Report) -> bytes:
    from converter.writers.docx import write_docx

    return write_docx(composed, report)


def _pdf(composed: Composed, report: Report) -> bytes:
    from converter.writers.pdf import write_pdf

    return write_pdf(composed, report)


WRITERS: Final[Mapping[str, Writer]] = {
    "docx": Writer(_docx, ".docx"),
    "pdf": Writer(_pdf, ".pdf"),
}
