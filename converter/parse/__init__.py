"""Source → Document: what a text is, what it states, and its parts; never fails, and loses no word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from converter.diagnostics import Report
from converter.languages import CODES, detect
from converter.meta import Confidence, Evidence, Meta
from converter.model import Document, Inlines, Kind, PageBreak, Part, Stated
from converter.parse.blocks import read_blocks
from converter.parse.context import Context
from converter.parse.findings import Findings, line_numbers
from converter.parse.inlines import inlines, loose_footnotes
from converter.parse.metadata import Understood, understand
from converter.parse.notes import collect
from converter.parse.parts import Section, cut
from converter.parse.signatories import read_signatories
from converter.records import dataclass, replace
from converter.source import Line, Place, Source
from converter.span import Span, cover

DETECTED = 300
"""Lines that the language is told from."""


@dataclass(frozen=True, slots=True)
class Hints:
    """Values that were given from outside and that parse must know before it begins."""

    kind: str | None = None
    form: str | None = None
    language: str | None = None


def parse(source: Source, report: Report, hints: Hints | None = None) -> Document:
    """The document that the lines of a source make. Says what is unsure through the report, and never raises."""
    hints = hints or Hints()
    properties = tuple(line for line in source.lines if line.place is Place.PROPERTY)
    lines, notes = collect([line for line in source.lines if line.place is not Place.PROPERTY], report)
    sections = cut(lines)
    reaches = reaches_of(sections)
    code, language = read_language(sections, source, hints, report)
    known = understand(sections[0].lines, properties, code, hints.kind, hints.form, report)
    _read_cover(known.found)
    corrects = any("/Corr." in symbol for symbol in known.found.values.get("symbols", ()))
    context = Context(kind=known.kind, language=code, form=known.form, notes=notes, corrects=corrects)
    body = _part(sections[0], known, context, report, reaches)
    parts = (body, *(_annex(section, context, report, reaches) for section in sections[1:]))
    meta = _with_people(known.found, body, code, report, known.kind is Kind.DOCUMENT)
    evidence = {**known.evidence, "language": language, **meta.evidence, **outline_evidence(sections)}
    front, back = _stated(known.found, known.front_end, context)
    fits = tuple((line.span, line.fit) for line in lines if line.fit)
    listed = tuple((gone.span.first, gone.text) for gone in report.removed if gone.why == "contents-list")
    meta = replace(meta, evidence=evidence)
    return Document(known.kind, known.form, code, meta, parts, front, back, bool(listed), listed, fits)


# ---------------------------------------------------------------- language


def read_language(sections: Sequence[Section], source: Source, hints: Hints, report: Report) -> tuple[str, Evidence]:
    """The language of the body and the evidence for it; what a format states decides where the words do not."""
    lines = [line for line in sections[0].lines if not line.blank][:DETECTED]
    spans = tuple(sorted({line.span.first for line in lines[:1]}))
    if hints.language:
        return hints.language, Evidence((), hints.language, Confidence.GIVEN)
    code, sure = detect("\n".join(line.text for line in lines))
    stated = source.language.partition("-")[0].lower()
    if not sure and stated in CODES:
        return stated, Evidence((), source.language, Confidence.LIKELY)
    if not sure and not lines:
        return code, Evidence((), "", Confidence.LIKELY)
    if not sure:
        said = f"language: taken for {code}; too few words tell"
        report.warn("unsure-language", None, said, f"pass --set language={code}")
        return code, Evidence(spans, lines[0].text[:60], Confidence.GUESSED)
    return code, Evidence(spans, lines[0].text[:60], Confidence.LIKELY)


# ---------------------------------------------------------------- parts

EDGES = (Place.HEAD, Place.FOOT)
"""What stands in the head or foot of a Word file and states nothing is no text of the document."""
Reaches = Mapping[int, tuple[int, int]]
"""Part (by identity) → first and last input line between which a note without a mark belongs to it."""
LAST_LINE = 10**9


def reaches_of(sections: Sequence[Section]) -> Reaches:
    """How far each part reaches: as far as the next one begins."""
    flat = list(_flat(sections))
    starts = [-LAST_LINE if not n or one.head is None else one.head.line.span.first for n, one in enumerate(flat)]
    ends = [*(start - 1 for start in starts[1:]), LAST_LINE]
    return {id(one): (start, end) for one, start, end in zip(flat, starts, ends, strict=True)}


def outline_evidence(sections: Sequence[Section]) -> dict[str, Evidence]:
    """Where the heads of the parts after the body stand, and what they say."""
    heads = [one.head.line for one in _flat(sections) if one.head]
    heads += [line for one in _flat(sections) for _, line in one.stated]
    if not heads:
        return {}
    numbers = tuple(sorted({number for line in heads for number in line_numbers(line.span)}))
    return {"outline": Evidence(numbers, " / ".join(line.text for line in heads), Confidence.CERTAIN)}


def _flat(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _flat(section.parts)


def _part(section: Section, known: Understood, context: Context, report: Report, reaches: Reaches) -> Part:
    """The body: the lines that nothing else claims, as blocks."""
    found = known.found
    free: list[Line] = []
    for at, line in enumerate(found.lines):
        if at in found.gone:
            report.remove(line.span, _whole(line), found.gone[at])
        elif at not in found.claims and line.place in EDGES and not line.blank:
            report.remove(line.span, _whole(line), "running-head")
        elif at not in found.claims and not (at < known.front_end and _is_bar(line)):
            free.append(line)
    lines = _without_edges(free)
    part = _with_blocks(section, lines, context, report, reaches)
    if part.blocks and _has_cover(found, free[: len(free) - len(lines)], lines[0]):
        return replace(part, blocks=(PageBreak(lines[0].span), *part.blocks))
    return part


COVER_LINES, COVER_LINE = 3, 60
"""Lines under a title that may stand with it on a page of their own, and how long they are at the most."""


def _read_cover(found: Findings) -> None:
    """What stands under the title on a page of its own is a second title: the State that a report is about."""
    last = max((at for at, key in found.claims.items() if key == "title"), default=len(found.lines))
    turned = next((at for at in range(last + 1, len(found.lines)) if found.lines[at].page_break), 0)
    ats = [at for at in range(last + 1, turned) if not found.lines[at].blank and at not in found.gone]
    texts = [found.lines[at].text.strip() for at in ats]
    if 0 < len(ats) <= COVER_LINES and all(_titling(text) for text in texts) and not set(ats) & set(found.claims):
        found.state("subtitle", " ".join(texts), ats)


def _titling(text: str) -> bool:
    return len(text) <= COVER_LINE and text[:1].isupper() and text[-1:].isalpha()


def _has_cover(found: Findings, above: Sequence[Line], first: Line) -> bool:
    """Whether the text begins on a page after that of the titles, as in reports of Geneva."""
    titles = [found.lines[at] for at in found.claims if found.lines[at].span.first < first.span.first]
    if not titles:
        return False
    turned = any(line.page_break and line.span.first > titles[0].span.first for line in (*above, first))
    return turned or max(line.page for line in titles) < first.page


def _whole(line: Line) -> str:
    return f"{line.label} {line.text}".strip() if line.label else line.text


def _is_bar(line: Line) -> bool:
    """A row of dashes inside a masthead."""
    return (
        not line.blank and not line.figure and line.cell is None and not any(map(str.isalnum, line.label + line.text))
    )


def _without_edges(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Blank lines and rules at the top belong to what was taken away there."""
    at = next((at for at, line in enumerate(lines) if not (line.blank or line.rule)), len(lines))
    return tuple(lines[at:])


def _annex(section: Section, context: Context, report: Report, reaches: Reaches) -> Part:
    """A part after the body with the parts inside it."""
    code, sure = detect("\n".join(line.text for line in section.lines[:DETECTED]))
    own = code if sure and code != context.language else None
    inner = replace(context, role=section.role, language=own or context.language)
    part = _with_blocks(section, _without_edges(section.lines), inner, report, reaches)
    return replace(part, language=own, parts=tuple(_annex(one, context, report, reaches) for one in section.parts))


def _with_blocks(section: Section, lines: Sequence[Line], context: Context, report: Report, reaches: Reaches) -> Part:
    own = replace(context, role=section.role)
    blocks = read_blocks(lines, own, report)
    head, reach = section.head, reaches.get(id(section))
    heading: Inlines = inlines(head.line, own) if head else ()
    span = _span(section, lines)
    return Part(
        role=section.role,
        blocks=blocks,
        label=head.label if head else None,
        heading=heading,
        original_language=section.original_language,
        loose_notes=loose_footnotes(own, *reach) if reach else (),
        span=span,
        heading_span=head.line.span if head else None,
        stated=tuple(Stated(key, inlines(line, own), line.span) for key, line in section.stated),
    )


def _span(section: Section, lines: Sequence[Line]) -> Span | None:
    spans = [line.span for line in lines] + ([section.head.line.span] if section.head else [])
    return cover(spans) if spans else None


def _with_people(found: Findings, body: Part, code: str, report: Report, plain: bool) -> Meta:
    """The values of the findings, and who signed."""
    people, evidence = read_signatories(body.blocks, code, report)
    if plain and evidence and evidence.confidence is not Confidence.CERTAIN:
        people = ()  # A name at the end of a plain text signs nothing.
    if people and evidence:
        found.values["signatories"] = people
        found.evidence["signatories"] = evidence
    return found.meta()


def _stated(found: Findings, end: int, context: Context) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    """The claimed lines before and after the text, in input order."""
    ordered = sorted(found.claims.items())
    stated = [(at, Stated(key, inlines(found.lines[at], context), found.lines[at].span)) for at, key in ordered]
    return tuple(one for at, one in stated if at < end), tuple(one for at, one in stated if at >= end)


__all__ = ["Hints", "parse"]
