"""Which pack a document is set in: by issuer, kind, form and organ, unless one is named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from converter.model import Document, Form, Kind
from converter.style.packs import load, names
from converter.style.schema import Match

GENEVA = ("A/HRC", "CRC/C", "CCPR/C", "CAT/C", "CEDAW/C", "CERD/C", "CRPD/C", "CED/C", "TD", "ECE")
"""Symbol prefixes of bodies whose documents are made in Geneva (organs.yaml, *layout*)."""

BY_KIND = {
    Kind.PRESS_RELEASE: "press-release",
    Kind.STATEMENT: "statement",
    Kind.RESOLUTION: "un-resolution",
}
SHIPPED = frozenset(
    {"un-new-york", "un-geneva", "un-resolution", "mission", "note-verbale", "press-release", "statement"}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The pack's name and, in a few words, why it was taken."""

    name: str
    why: str


def choose(document: Document, folder: Path | None = None) -> Choice:
    """The pack for a document: a mission's own whose `match` fits, else the shipped one for its kind, form and
    organ."""
    for name in names(folder):
        if name not in SHIPPED:
            why = fits(document, load(name, folder).match)
            if why:
                return Choice(name, why)
    return shipped(document)


def fits(document: Document, match: Match) -> str | None:
    """Why a pack's `match` fits a document; None where it does not, or says nothing."""
    meta = document.meta
    sender = " ".join(filter(None, (meta.issuer, *(meta.letterhead.lines if meta.letterhead else ())))).casefold()
    issuer = next((name for name in match.issuers if name.casefold() in sender), None)
    if match.issuers and issuer is None:
        return None
    if (match.kinds and document.kind not in match.kinds) or (match.forms and (document.form or "") not in match.forms):
        return None
    codes = {organ.code for organ in meta.organs}
    if match.organs and not codes & set(match.organs):
        return None
    said = [
        f"issuer {issuer}" if issuer else "",
        f"kind {document.kind}" if match.kinds else "",
        "organ" if match.organs else "",
    ]
    return " and ".join(filter(None, said)) or None


def shipped(document: Document) -> Choice:
    """The shipped pack for a kind, form and organ."""
    meta = document.meta
    if document.kind in (Kind.PRESS_RELEASE, Kind.STATEMENT):
        return Choice(BY_KIND[document.kind], f"kind {document.kind}")
    if document.form is Form.SENT:
        name = "note-verbale" if document.kind is Kind.NOTE_VERBALE else "mission"
        return Choice(name, f"{document.kind} as sent")
    geneva = next(
        (c for c in GENEVA for s in (*meta.symbols, *(o.code for o in meta.organs)) if s == c or s.startswith(c + "/")),
        None,
    )
    if geneva or (meta.job_number or "").startswith("GE."):
        return Choice("un-geneva", f"organ {geneva}" if geneva else "job number of Geneva")
    if document.kind is Kind.RESOLUTION:
        return Choice(BY_KIND[document.kind], f"kind {document.kind}")
    if meta.symbols or meta.distribution or meta.organs or document.form is Form.CIRCULATED:
        return Choice("un-new-york", "masthead of an organ")
    return Choice("mission", "no masthead stated")
