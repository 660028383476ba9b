"""`--as circulated`: the secretariat's draft out of a mission's letter; `--as sent`: the other way, where it can."""

from __future__ import annotations

from dataclasses import replace

from converter.diagnostics import Report
from converter.model import Document, Form


def reform(document: Document, form: str | None, report: Report) -> Document:
    """The document in another form; the same where nothing is asked or nothing changes."""
    if form is None or document.form is None or document.form == form:
        return document
    return replace(document, form=Form(form))
