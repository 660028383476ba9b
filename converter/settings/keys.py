"""Every key that can be given, what it holds and what it is for: errors, help and documentation come from one table."""

from __future__ import annotations

from collections.abc import Mapping

from converter.diagnostics import UsageError
from converter.languages import CODES
from converter.late import late
from converter.model import Form, Kind
from converter.strict import nearest

TEXT, DATE, LIST, PEOPLE, CHOICE, WHOLE, SWITCH = "text", "date", "list", "people", "choice", "number", "yes or no"
SIZE = "size"

KEYS: Mapping[str, tuple[str, str]] = {
    "kind": (CHOICE, "what the document is: " + ", ".join(Kind)),
    "form": (CHOICE, "sent or circulated (letters and notes verbales)"),
    "language": (TEXT, "language of the document, as a code: " + ", ".join(CODES)),
    "style": (TEXT, "style pack, by name or path"),
    "paper": (CHOICE, "A4 or Letter"),
    "contents": (SWITCH, "print a contents list"),
    "reading": (SIZE, "makes a copy to read aloud from, in this size, as in 16pt"),
    "agenda": (TEXT, "a file with an agenda: it gives titles to the numbers of agenda items"),
    "symbols": (LIST, "document symbols, as in A/78/583,S/2023/853"),
    "distribution": (CHOICE, "General, Limited or Restricted"),
    "date": (DATE, "date of the document, as in 2023-11-07"),
    "original_language": (TEXT, "language of the original, as a code or a name"),
    "job_number": (TEXT, "job number, as in 23-05286"),
    "organs": (LIST, "organs by symbol prefix, as in A,S"),
    "issuer": (TEXT, "who issues the document"),
    "title": (TEXT, "subject of the document"),
    "subtitle": (TEXT, "second title line"),
    "recipients": (LIST, "offices that the document is addressed to"),
    "signatories": (PEOPLE, "who signs, as in A. Name; Ambassador; Permanent Representative"),
    "reference": (TEXT, "reference of a letter or note"),
    "place": (TEXT, "place of a letter or note"),
    "addressee": (LIST, "address block, line by line"),
    "handling": (TEXT, "confidential, urgent, embargoed until …"),
    "enclosures": (LIST, "enclosures"),
    "speaker": (TEXT, "who speaks"),
    "occasion": (TEXT, "where a statement is made"),
    "delivery": (TEXT, "as in Check against delivery"),
    "contact": (LIST, "contact lines"),
    "sponsors": (LIST, "sponsors of a draft"),
    "committee": (TEXT, "Main Committee"),
    "letterhead.lines": (LIST, "name lines of the letterhead"),
    "letterhead.address": (TEXT, "address of the letterhead"),
    "letterhead.telephone": (TEXT, "telephone"),
    "letterhead.fax": (TEXT, "fax"),
    "letterhead.email": (TEXT, "e-mail"),
    "letterhead.website": (TEXT, "web site"),
    "organs.CODE.session": (WHOLE, "session of an organ, as in organs.A.session=78"),
    "organs.CODE.year": (WHOLE, "year of the Security Council, as in organs.S.year=78"),
    "organs.CODE.agenda_items": (LIST, "agenda items of an organ, as in organs.A.agenda_items=31,69 (b)"),
}
"""Every key that can be given, what it holds, and one line on it: the source of errors, help and documentation."""

FOLDER_KEYS = ("files", "select", "ignore")
"""Keys of `masthead.yaml` that are about the folder and not about one document."""
ABOUT = frozenset({"kind", "form", "language", "style", "paper", "contents", "reading", "agenda"})
"""Keys that say how a document is read or set; the others are its values."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "form": tuple(Form),
    "distribution": ("General", "Limited", "Restricted"),
    "paper": ("A4", "Letter"),
}
FOREIGN = frozenset({
    "abstract", "about", "aliases", "assignees", "author", "authors", "bibliography", "categories",
    "category", "classoption", "comments", "copyright", "created", "cssclass", "csl", "description",
    "documentclass", "draft", "excerpt", "featured_image", "fontsize", "generator", "geometry",
    "header-includes", "id", "image", "keywords", "labels", "layout", "link-citations", "linkcolor", "mainfont",
    "modified", "name", "nav_order", "output", "parent", "permalink", "published", "pubdate", "section",
    "slug", "status", "summary", "tag", "tags", "template", "thumbnail", "toc", "toc-depth", "toc_depth",
    "updated", "url", "version", "weight",
})  # fmt: skip
"""Keys of front matter that other programs read (site builders, note takers, converters): they say nothing to us."""
ORGAN_KEY = late(r"organs\.(?P<code>[A-Z][A-Za-z0-9./-]*)\.(?P<field>session|year|agenda_items)")


def known(key: str) -> bool:
    """Whether a dotted key can be given."""
    return (key in KEYS and "CODE" not in key) or ORGAN_KEY.fullmatch(key) is not None


def check_key(key: str, origin: str, line: int | None = None) -> None:
    """Raise UsageError with the nearest known name where a key is unknown."""
    if known(key):
        return
    organ, _, field = key.rpartition(".")
    if organ.startswith("organs.") and ORGAN_KEY.fullmatch(f"{organ}.year"):
        like = nearest(field, ["session", "year", "agenda_items"])
        hint = f"did you mean {organ}.{like}?" if like else "known of an organ: session, year, agenda_items"
        raise UsageError(f"no such key as “{key}”", hint=hint, line=line, source=origin)
    last = {name.rpartition(".")[2]: name.replace("CODE", "A") for name in KEYS}
    near = nearest(key, list(last))
    like = nearest(key, list(KEYS)) if near is None else last[near]
    hint = f"did you mean {like}?" if like else f"known keys: {', '.join(KEYS)}"
    raise UsageError(f"no such key as “{key}”", hint=hint, line=line, source=origin)
