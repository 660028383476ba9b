"""Given values laid over what was found: what they replace is accounted for as removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from converter.diagnostics import Diagnostic, Report
from converter.forms.people import print_signed
from converter.languages import CODES, language
from converter.late import late
from converter.meta import AgendaItem, Confidence, Evidence, Letterhead, Meta, Organ, Person
from converter.model import Block, Document, Form, Signature, Stated, Text
from converter.records import replace
from converter.settings.keys import ABOUT, ORGAN_KEY
from converter.settings.values import Given
from converter.span import Span
from converter.walk import plain


def apply(document: Document, given: Mapping[str, Given], report: Report) -> Document:
    """The document with given values in place of found ones; what they replace is accounted for as removed."""
    meta, evidence = document.meta, dict(document.meta.evidence)
    for key, value in given.items():
        if key in ABOUT:
            continue
        meta = _with(meta, key, value.value)
        evidence[key.partition(".")[0]] = Evidence((), str(value.value), Confidence.GIVEN, value.place)
    report.take_back(lambda said: _advised(said) in given)
    document = replace(document, meta=replace(meta, evidence=evidence), contents=_contents(document, given))
    gone = {key for key in given if not key.startswith("organs.")}
    gone |= PLACED if gone & PLACED else set()
    document = _signed(document, report) if "signatories" in given else document
    front = tuple(_left(document.front, gone, report))
    back = tuple(_left(document.back, gone, report))
    return replace(document, front=front, back=back) if (front, back) != (document.front, document.back) else document


def _advised(said: Diagnostic) -> str | None:
    """The key that the hint of a warning advises to give; who gives it need not be told again."""
    found = ADVICE.search(said.hint or "")
    return found["key"] if found else None


ADVICE = late(r"--set (?P<key>[\w./-]+)=")
PLACED = {"place", "date"}
"""Two values that one line states."""


def _signed(document: Document, report: Report) -> Document:
    """The document with the given people below its text, in place of who signs there."""
    body, *others = document.parts
    blocks: list[Block] = [block for block in body.blocks if not isinstance(block, Signature)]
    at = next((n for n, block in enumerate(body.blocks) if isinstance(block, Signature)), len(blocks))
    for block in body.blocks:
        if isinstance(block, Signature):
            report.remove(block.span, " ".join(plain(line) for line in block.lines), "replaced")
    span = body.blocks[-1].span if body.blocks else Span(1, 1)
    code = document.language if document.language in CODES else CODES[0]
    blocks[at:at] = [_signature(person, document.form, code, span) for person in document.meta.signatories]
    return replace(document, parts=(replace(body, blocks=tuple(blocks)), *others))


def _signature(person: Person, form: Form | None, code: str, span: Span) -> Signature:
    name = print_signed(person.name, code) if form is Form.CIRCULATED else person.name
    return Signature(tuple((Text(line),) for line in (name, *person.titles)), span)


def _contents(document: Document, given: Mapping[str, Given]) -> bool:
    return bool(given["contents"].value) if "contents" in given else document.contents


def _left(stated: tuple[Stated, ...], gone: set[str], report: Report) -> Iterator[Stated]:
    """The lines that no given value replaces; the others are removed, and listed."""
    for line in stated:
        if line.key in gone or (line.key.startswith("organs") and "organs" in gone):
            report.remove(line.span, plain(line.content), "replaced")
        else:
            yield line


def _with(meta: Meta, key: str, value: Any) -> Meta:
    name, _, rest = key.partition(".")
    if name == "letterhead":
        return replace(meta, letterhead=replace(meta.letterhead or Letterhead(()), **{rest: value}))
    if name == "organs" and rest:
        found = ORGAN_KEY.fullmatch(key)
        assert found is not None
        return replace(meta, organs=tuple(_organs_with(meta.organs, found["code"], found["field"], value)))
    if name == "organs":
        return replace(meta, organs=tuple(_organ(code, meta.organs) for code in value))
    return replace(meta, **{name: value})


def _organ(code: str, organs: tuple[Organ, ...]) -> Organ:
    names = language("en").organs
    return next(
        (o for o in organs if o.code == code), Organ(code, names.get(code, names.get(code.partition("/")[0], code)))
    )


def _organs_with(organs: tuple[Organ, ...], code: str, field: str, value: Any) -> Iterator[Organ]:
    if all(organ.code != code for organ in organs):
        organs += (_organ(code, ()),)
    changes: dict[str, Any] = {field: value}
    if field == "agenda_items":
        changes = {field: tuple(AgendaItem(number) for number in value), "agenda_line": None}
    elif field == "session":
        changes["session_line"] = None
    for organ in organs:
        yield replace(organ, **changes) if organ.code == code else organ
