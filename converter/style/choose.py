"""Which pack a document is set in: by issuer, kind, form and organ, unless one is named."""

from __future__ import annotations

from pathlib import Path

from converter.late import late
from converter.model import Document, Form, Kind, NumberedParagraph
from converter.records import dataclass
from converter.style.packs import load, names
from converter.style.schema import Pack
from converter.walk import parts_of

GENEVA = ("A/HRC", "CRC/C", "CCPR/C", "CAT/C", "CEDAW/C", "CERD/C", "CRPD/C", "CED/C", "TD", "ECE")
"""Symbol prefixes of bodies whose documents are made in Geneva (organs.yaml, *layout*)."""

BY_KIND = {
    Kind.PRESS_RELEASE: "press-release",
    Kind.STATEMENT: "statement",
    Kind.RESOLUTION: "un-resolution",
}
BUDGET = "un-budget"
SECTIONED = late(r"\d+[A-Z]?\.\d+\.?")
"""`13.1`, `29E.4`: paragraphs numbered by section, as those of programme budgets are."""
MISSION = "mission"
LETTERHEADS = ("note-verbale", "press-release", "statement")
"""Shipped packs that extend `mission` for a kind."""
SHIPPED = frozenset(
    {"un-new-york", "un-geneva", "un-resolution", "un-budget", "mission", "note-verbale", "press-release", "statement"}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The pack's name and, in a few words, why it was taken."""

    name: str
    why: str
    parent: str | None = None
    """The shipped pack for the kind, over which a mission's own letterhead is laid."""


def choose(document: Document, folder: Path | None = None) -> Choice:
    """The pack for a document: the one of a mission's own whose `match` says most of it, else the shipped one for its
    kind, form and organ."""
    best, most = shipped(document), 0
    for name in names(folder):
        if name not in SHIPPED:
            pack = load(name, folder)
            weight, why = fits(document, pack)
            if weight > most:
                kind = shipped(document).name
                most = weight
                best = Choice(name, why, kind if pack.extends == MISSION and kind in LETTERHEADS else None)
    return best


WEIGHTS = {"issuers": 8, "kinds": 4, "forms": 2, "organs": 1}
"""Of packs that fit, the one that names the issuer is taken, then the one that names the kind …"""


def fits(document: Document, pack: Pack) -> tuple[int, str]:
    """How much of a document a pack's `match` names, and why it fits; 0 where it does not, or says nothing.

    A letterhead never fits what an organ issues (design.md, rule 7), nor a masthead what a sender does.
    """
    meta, match = document.meta, pack.match
    own = shipped(document).name in (MISSION, *LETTERHEADS)
    if pack.opens_with == ("masthead" if own else "letterhead"):
        return 0, ""
    sender = " ".join(filter(None, (meta.issuer, *(meta.letterhead.lines if meta.letterhead else ())))).casefold()
    issuer = next((name for name in match.issuers if name.casefold() in sender), "")
    organs = [organ for organ in meta.organs if organ.code in match.organs]
    kind, form = document.kind in match.kinds, (document.form or "") in match.forms
    found = {"issuers": bool(issuer), "kinds": kind, "forms": form, "organs": bool(organs)}
    asked = [key for key in found if getattr(match, key)]
    if not asked or not all(found[key] for key in asked):
        return 0, ""
    how = f" as {'the sender sends it' if document.form == 'sent' else 'circulated'}" if match.forms else ""
    said = [
        f"it comes from {issuer}" if issuer else "",
        f"it is a {_said(document.kind)}{how}" if match.kinds or (match.forms and not issuer) else "",
        f"it is of the organ {', '.join(organ.name or organ.code for organ in organs)}" if organs else "",
    ]
    return sum(WEIGHTS[key] for key in asked), " and ".join(filter(None, said))


def _said(kind: Kind) -> str:
    return kind.replace("_", " ")


def shipped(document: Document) -> Choice:
    """The shipped pack for a kind, form and organ."""
    meta = document.meta
    if document.kind in (Kind.PRESS_RELEASE, Kind.STATEMENT):
        return Choice(BY_KIND[document.kind], f"it is a {_said(document.kind)}")
    if document.form is Form.SENT:
        name = "note-verbale" if document.kind is Kind.NOTE_VERBALE else "mission"
        return Choice(name, f"it is a {_said(document.kind)} as the sender sends it")
    geneva = next(
        (c for c in GENEVA for s in (*meta.symbols, *(o.code for o in meta.organs)) if s == c or s.startswith(c + "/")),
        None,
    )
    if geneva or (meta.job_number or "").startswith("GE."):
        return Choice(
            "un-geneva", f"documents of {geneva} are made in Geneva" if geneva else "its job number says Geneva"
        )
    if document.kind is Kind.RESOLUTION:
        return Choice(BY_KIND[document.kind], f"it is a {_said(document.kind)}")
    if meta.symbols and _by_section(document):
        return Choice(BUDGET, "its paragraphs are numbered by section, as in a programme budget")
    why = _of_an_organ(document)
    return Choice("un-new-york", why) if why else Choice("mission", "it names no symbol, distribution or organ")


def _of_an_organ(document: Document) -> str | None:
    """What says that a document is one of an organ; None where nothing does."""
    meta = document.meta
    if meta.symbols:
        return f"its symbol is {meta.symbols[0]}"
    if meta.distribution:
        return f"it states its distribution, {meta.distribution}"
    if meta.organs:
        return f"it names an organ, {meta.organs[0].name or meta.organs[0].code}"
    return "it is a letter to be circulated as a document" if document.form is Form.CIRCULATED else None


def _by_section(document: Document) -> bool:
    """Whether most numbered paragraphs have a number of a section and one of their own."""
    labels = [
        block.label
        for part in parts_of(document)
        for block in part.blocks
        if isinstance(block, NumberedParagraph) and block.level == 0
    ]
    return 2 * sum(SECTIONED.fullmatch(label) is not None for label in labels) > len(labels)
