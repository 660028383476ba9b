"""PDF pages to lines."""

from __future__ import annotations

from converter.diagnostics import InputError, Report
from converter.options import Options
from converter.source import Source


def read_pdf(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read a PDF."""
    raise InputError("not yet", source=name)
