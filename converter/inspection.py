"""What `masthead inspect --json` prints: document and report as one object, `masthead-inspect/1`, keys in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from converter import account
from converter.diagnostics import Report, Severity
from converter.meta import Evidence, Letterhead, Meta, Organ
from converter.model import (
    Block,
    Box,
    Clause,
    Document,
    Figure,
    Footnote,
    Heading,
    Inlines,
    ListItem,
    NumberedParagraph,
    PageBreak,
    Paragraph,
    Part,
    Quote,
    Rule,
    Signature,
    Table,
    Unrecognized,
)
from converter.records import dataclass
from converter.source import Source
from converter.span import Span
from converter.walk import footnotes_of, part_footnotes, parts_of, plain

SCHEMA = "masthead-inspect/1"
Json = dict[str, Any]


KEYS = (
    "schema", "source", "kind", "form", "language", "meta", "evidence", "outline", "blocks", "footnotes", "removed",
    "warnings", "words",
)  # fmt: skip


def inspection(source: Source, document: Document, report: Report) -> Json:
    """The object that `inspect --json` prints. What the input does not give is None or an empty list."""
    blocks = [shown.json(index) for index, part in enumerate(parts_of(document)) for shown in shown_blocks(part)]
    sizes = [account.part_words(part) for part in parts_of(document)]
    found = _summary(document, report, sizes) | {
        "schema": SCHEMA,
        "source": source.name,
        "outline": [outline_json(part, n, blocks, sizes[n]) for n, part in enumerate(parts_of(document))],
        "blocks": blocks,
        "footnotes": [footnote_json(note) for note in all_footnotes(document)],
        "warnings": [
            {"code": said.code, "line": said.line, "message": said.message, "hint": said.hint}
            for said in report.diagnostics
            if said.severity is Severity.WARNING
        ],
    }
    return {key: found[key] for key in KEYS}


def summary(document: Document, report: Report) -> Json:
    """The same without the text itself: what the report of a run shows."""
    return _summary(document, report, [account.part_words(part) for part in parts_of(document)])


def _summary(document: Document, report: Report, sizes: Sequence[int]) -> Json:
    """`sizes` is how many words each part holds."""
    counted = account.count(document, report.removed, sizes)
    return {
        "kind": document.kind.value,
        "form": document.form.value if document.form else None,
        "language": document.language,
        "meta": meta_json(document.meta),
        "evidence": {key: evidence_json(value) for key, value in in_order(document.meta.evidence)},
        "removed": [
            {"lines": lines(item.span), "text": item.text, "why": item.why}
            for item in sorted(report.removed, key=lambda item: item.span.first)
        ],
        "words": {"input": counted.input, "document": counted.document, "removed": counted.removed},
    }


def lines(span: Span) -> list[int]:
    """First and last line."""
    return [span.first, span.last]


# ---------------------------------------------------------------- metadata


def meta_json(meta: Meta) -> Json:
    """All values under their names; dates as ISO."""
    return {
        "symbols": list(meta.symbols),
        "distribution": meta.distribution,
        "date": meta.date.isoformat() if meta.date else None,
        "original_language": meta.original_language,
        "job_number": meta.job_number,
        "organs": [organ_json(organ) for organ in meta.organs],
        "issuer": meta.issuer,
        "title": meta.title,
        "subtitle": meta.subtitle,
        "recipients": list(meta.recipients),
        "signatories": [{"name": person.name, "titles": list(person.titles)} for person in meta.signatories],
        "letterhead": letterhead_json(meta.letterhead),
        "reference": meta.reference,
        "place": meta.place,
        "addressee": list(meta.addressee),
        "handling": meta.handling,
        "enclosures": list(meta.enclosures),
        "speaker": meta.speaker,
        "occasion": meta.occasion,
        "delivery": meta.delivery,
        "contact": list(meta.contact),
        "sponsors": list(meta.sponsors),
        "committee": meta.committee,
    }


def organ_json(organ: Organ) -> Json:
    """An organ with the items of its agenda."""
    items = [{"number": item.number, "title": item.title} for item in organ.agenda_items]
    return {
        "code": organ.code,
        "name": organ.name,
        "session": organ.session,
        "year": organ.year,
        "agenda_items": items,
    }


def letterhead_json(letterhead: Letterhead | None) -> Json | None:
    """A letterhead, or nothing."""
    if letterhead is None:
        return None
    return {
        "lines": list(letterhead.lines),
        "address": letterhead.address,
        "telephone": letterhead.telephone,
        "fax": letterhead.fax,
        "email": letterhead.email,
        "website": letterhead.website,
    }


def in_order(evidence: Mapping[str, Evidence]) -> Iterator[tuple[str, Evidence]]:
    """Kind, form and language first, then the keys of meta in their order, then whatever else there is."""
    keys = ["kind", "form", "language", *meta_json(Meta())]
    for key in [*(k for k in keys if k in evidence), *(k for k in evidence if k not in keys)]:
        yield key, evidence[key]


def evidence_json(evidence: Evidence) -> Json:
    """Where a value was read; the origin only where it was given."""
    shown: Json = {
        "lines": sorted(set(evidence.lines)),
        "text": evidence.text,
        "confidence": evidence.confidence.value,
    }
    return shown | ({"origin": evidence.origin} if evidence.origin else {})


# ---------------------------------------------------------------- parts, blocks, notes


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry of `blocks`."""

    type: str
    text: str
    span: Span
    label: str | None = None
    level: int = 0

    def json(self, part: int) -> Json:
        """The entry, with the index of its part."""
        return {
            "part": part,
            "type": self.type,
            "label": bare_label(self.label),
            "level": self.level,
            "lines": lines(self.span),
            "text": self.text,
        }


def bare_label(label: str | None) -> str | None:
    """A label without the dash that Arabic sets after a number: it parts the label from the text."""
    return (label or "").rstrip(" -–—") or label or None


def shown_blocks(part: Part) -> Iterator[Shown]:
    """The blocks of a part as entries."""
    for block in part.blocks:
        yield from shown(block)


def shown(block: Block) -> Iterator[Shown]:
    """A block as entries: one, but for a quotation or box, which give one for each paragraph inside."""
    match block:
        case Heading():
            yield Shown("heading", tidy(block.content), block.span, block.label, block.level)
        case Paragraph():
            yield Shown("paragraph", tidy(block.content), block.span)
        case NumberedParagraph():
            yield Shown("numbered_paragraph", tidy(block.content), block.span, block.label, block.level)
        case Clause():
            yield Shown("clause", tidy(block.content), block.span, block.label, block.level)
        case ListItem():
            yield Shown("list_item", tidy(block.content), block.span, block.label, block.level)
        case Quote():
            yield from framed("quote", block.blocks)
        case Box():
            yield from framed("box", (Paragraph(block.title, block.span),) * bool(block.title) + block.blocks)
        case Table():
            yield Shown("table", table_text(block), block.span, block.label)
            for note in block.notes:
                yield from shown(note)
        case Figure():
            yield Shown("figure", tidy(block.title), block.span, block.label)
        case Signature():
            yield Shown("signature", "\n".join(map(tidy, block.lines)), block.span)
        case Rule():
            yield Shown("rule", "", block.span)
        case PageBreak():
            return
        case Unrecognized():
            yield Shown("unrecognized", tidy(block.content), block.span)


def framed(kind: str, blocks: tuple[Block, ...]) -> Iterator[Shown]:
    """The paragraphs of a quotation or box under its name; what is no paragraph keeps its own."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Shown(kind, tidy(block.content), block.span)
        else:
            yield from shown(block)


def table_text(table: Table) -> str:
    """Title, then rows on lines of their own with tabs between cells."""
    rows = ["\t".join(tidy(cell.content) for cell in row) for row in table.rows]
    return "\n".join([*filter(None, [tidy(table.title)]), *rows])


def tidy(content: Inlines) -> str:
    """The words of inlines, single spaces between them."""
    return " ".join(plain(content).split())


def outline_json(part: Part, index: int, blocks: list[Json], words: int) -> Json:
    """A part: what it is, what it is called, and how much it holds."""
    return {
        "part": part.role.value,
        "label": part.label,
        "heading": tidy(part.heading) or None,
        "blocks": sum(block["part"] == index for block in blocks),
        "words": words,
    }


def all_footnotes(document: Document) -> Iterator[Footnote]:
    """Every note once, in the order of the marks: those of the masthead first, those of lines after the body last."""
    for line in document.front:
        yield from footnotes_of(line.content)
    for part in parts_of(document):
        yield from part_footnotes(part)
    for line in document.back:
        yield from footnotes_of(line.content)


def footnote_json(note: Footnote) -> Json:
    """A note with its label as printed."""
    texts = [entry.text for block in note.blocks for entry in shown(block)]
    return {"label": note.label, "lines": lines(note.span), "text": "\n".join(texts)}
