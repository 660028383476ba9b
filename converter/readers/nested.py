"""Reads what lies inside another file (an attachment), with the reader for its own format."""

from __future__ import annotations

from converter.diagnostics import Report
from converter.options import Options
from converter.source import Source


def read(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read an attachment. Imported late, because the list of readers holds the reader that asks."""
    from converter import readers

    return readers.read(data, name, options, report)
