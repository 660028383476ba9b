"""`--as circulated`: the secretariat's draft out of a mission's letter; `--as sent`: the other way, where it can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from converter.diagnostics import Report
from converter.forms.agenda import read_agenda_items
from converter.forms.organs import find_organs, organ_named
from converter.forms.people import read_signed, strip_honorifics
from converter.languages import CODES, Language, language
from converter.meta import AgendaItem, Confidence, Evidence, Meta, Organ
from converter.model import Block, Document, Form, Inlines, Paragraph, Signature, Stated, Text
from converter.records import replace
from converter.transform.titles import derived_title
from converter.walk import contents_of, plain

SENT_ONLY: Final = frozenset(
    {"reference", "place", "date", "addressee", "recipients", "handling", "contact", "title", "kind"}
)
"""Keys of lines that a circulated document does not print; letterheads go too."""
CIRCULATED_ONLY: Final = frozenset(
    {"symbols", "distribution", "date", "original_language", "job_number", "organs", "committee", "title", "subtitle"}
)
SENT_PURPOSES: Final = frozenset({"salutation", "close"})
WHY: Final = "not-printed"


def reform(document: Document, form: str | None, report: Report) -> Document:
    """The document in another form; the same where none is asked, or it has no form, or has it already."""
    if form is None:
        return document
    report.take_back(lambda said: said.code == "unsure-form")
    if document.form is None or document.form == form:
        return document
    words = language(document.language if document.language in CODES else "en")
    changed = circulated(document, words, report) if form == Form.CIRCULATED else sent(document, report)
    report.take_back(lambda said: said.code == "no-symbol")
    if form == Form.CIRCULATED and not changed.meta.symbols:
        example = ",".join(f"{organ.code}/…" for organ in changed.meta.organs) or "A/…"
        said = "the document has no symbol; its place is left blank"
        report.warn("no-symbol", None, said, f"pass --set symbols={example}")
    evidence = dict(changed.meta.evidence) | {"form": Evidence((), form, Confidence.GIVEN, "--as")}
    return replace(changed, form=Form(form), meta=replace(changed.meta, evidence=evidence))


# ---------------------------------------------------------------- sent → circulated


def circulated(document: Document, words: Language, report: Report) -> Document:
    """Title and organs derived; what only a sent letter prints is removed, and titles of courtesy of who signs."""
    meta = document.meta
    derived: dict[str, object] = {"title": derived_title(document, words), "organs": derived_organs(document)}
    derived = {key: value for key, value in derived.items() if not _given(meta, key)}
    new = {key: value for key, value in derived.items() if value}
    _tell_missing([key for key in derived if key not in new], report)
    evidence = dict(meta.evidence) | {key: Evidence((), str(value), Confidence.DERIVED) for key, value in new.items()}
    body, *annexes = document.parts
    body = replace(body, blocks=tuple(_circulated_blocks(body.blocks, report)))
    return replace(
        document,
        meta=replace(meta, evidence=evidence, letterhead=None, **new),  # type: ignore[arg-type]
        parts=(body, *annexes),
        front=tuple(_kept(document.front, SENT_ONLY, report)),
        back=tuple(_kept(document.back, SENT_ONLY, report)),
    )


def _given(meta: Meta, key: str) -> bool:
    """Whether somebody gave a value, which beats what can be derived."""
    evidence = meta.evidence.get(key)
    return evidence is not None and evidence.confidence is Confidence.GIVEN


ASKED: Final = {
    "title": ("date, sender or addressee", "--set title=… or --set recipients=…"),
    "organs": ("a request to circulate it as a document of an organ", "--set organs=A"),
}


def _tell_missing(keys: list[str], report: Report) -> None:
    for key in keys:
        missing, give = ASKED[key]
        report.warn("not-derived", None, f"{key}: the letter does not state {missing}", f"pass {give}")


def _kept(stated: tuple[Stated, ...], gone: frozenset[str], report: Report) -> Iterator[Stated]:
    for line in stated:
        if line.key in gone or line.key.startswith("letterhead"):
            report.remove(line.span, plain(line.content), WHY)
        else:
            yield line


def _circulated_blocks(blocks: tuple[Block, ...], report: Report) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph) and block.purpose in SENT_PURPOSES:
            report.remove(block.span, plain(block.content), WHY)
        elif isinstance(block, Signature):
            yield replace(block, lines=tuple(_bare(line, block, report) for line in block.lines))
        else:
            yield block


def _bare(line: Inlines, block: Signature, report: Report) -> Inlines:
    """A line of a signature without titles of courtesy; compose prints `(Signed)` beside the name."""
    said = plain(line)
    name = strip_honorifics(said)
    if name == said:
        return line
    report.remove(block.span, said.replace(name, " ").strip(), WHY)
    return (Text(name),)


def derived_organs(document: Document) -> tuple[Organ, ...]:
    """The organs that the letter asks to be a document of, and that its addressees preside over, with the items it
    names."""
    stated = document.meta.evidence.get("organs")
    if document.meta.organs and stated is not None and stated.confidence in (Confidence.GIVEN, Confidence.CERTAIN):
        return document.meta.organs
    code = document.language if document.language in CODES else "en"
    circulate = language(code).formulas.get("circulate", ())
    request = " ".join(
        text
        for block in document.parts[0].blocks
        for text in (plain(content) for content in contents_of(block))
        if any(word.casefold() in text.casefold() for word in circulate)
    )
    text = " ".join((request, *document.meta.recipients))
    codes = dict.fromkeys(found.organ.code for found in find_organs(text, code))
    codes |= dict.fromkeys(organ.code for organ in document.meta.organs)
    items = tuple(AgendaItem(number) for number in _items_in(request, code))
    return tuple(
        replace(organ_named(prefix), agenda_items=items) if prefix != "S" and items else organ_named(prefix)
        for prefix in codes
    )


def _items_in(request: str, code: str) -> tuple[str, ...]:
    """The items of the first agenda line within a sentence: the longest run of words that reads as one."""
    tokens = request.split()
    for start in range(len(tokens)):
        best: tuple[str, ...] = ()
        for end in range(start + 2, min(len(tokens), start + LONGEST_LINE) + 1):
            found = read_agenda_items(" ".join(tokens[start:end]).rstrip(",.;"), code)
            if found and found.items and not found.title:
                best = found.items
        if best:
            return best
    return ()


LONGEST_LINE = 16
"""Words of an agenda line at the most."""


# ---------------------------------------------------------------- circulated → sent


def sent(document: Document, report: Report) -> Document:
    """The letter without masthead, title and `(Signed)`; what the text does not hold (letterhead, salutation)
    stays out."""
    body, *annexes = document.parts
    blocks = tuple(_sent_block(block, report) for block in body.blocks)
    return replace(
        document,
        meta=_sent_meta(document.meta),
        parts=(replace(body, blocks=blocks), *annexes),
        front=tuple(_kept(document.front, CIRCULATED_ONLY, report)),
    )


def _sent_meta(meta: Meta) -> Meta:
    return replace(meta, symbols=(), distribution=None, original_language=None, title=None, subtitle=None)


def _sent_block(block: Block, report: Report) -> Block:
    if not isinstance(block, Signature) or not block.lines:
        return block
    name = read_signed(plain(block.lines[0]))
    if name is None:
        return block
    report.remove(block.span, plain(block.lines[0]).replace(name, " ").strip(), WHY)
    return replace(block, lines=((Text(name),), *block.lines[1:]))


# ---------------------------------------------------------------- a mission's own letterhead


def with_own_letterhead(document: Document, report: Report) -> Document:
    """The document without the letterhead that its text states: a pack prints its own in its place."""
    front, back = (tuple(_others(stated, report)) for stated in (document.front, document.back))
    return document if (front, back) == (document.front, document.back) else replace(document, front=front, back=back)


def _others(stated: tuple[Stated, ...], report: Report) -> Iterator[Stated]:
    for line in stated:
        if line.key.startswith("letterhead"):
            report.remove(line.span, plain(line.content), "letterhead")
        else:
            yield line
