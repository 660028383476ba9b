"""Footnotes: where their texts stand, and the mark that each belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from converter.diagnostics import Report
from converter.parse.context import Notes
from converter.source import Line

__all__ = ["collect"]


def collect(lines: Sequence[Line], report: Report) -> tuple[tuple[Line, ...], Notes]:
    """The lines without the texts of notes, their marks made NOTE marks; and the notes."""
    return tuple(lines), Notes()
