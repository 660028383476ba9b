"""An agenda as a list: it gives titles to the numbers of agenda items, and tells which numbers it does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from converter.diagnostics import Report, UsageError
from converter.late import late
from converter.meta import Confidence, Evidence, Organ
from converter.model import Document, Heading, ListItem, NumberedParagraph, Table
from converter.records import dataclass, replace
from converter.walk import parts_of, plain

NUMBER = late(r"(?P<number>\d{1,3})[.)]?")
LETTER = late(r"\(?(?P<letter>[a-z])[.)]")
ITEM = late(r"(?P<number>\d{1,3})(?:\s*\((?P<letter>[a-z])\))?")
ENDS = " .;:,\u00a0"


@dataclass(frozen=True, slots=True)
class AgendaList:
    """The items of an agenda: number, or number and letter (`69 (b)`), with title and line."""

    name: str
    language: str
    organs: frozenset[str]
    """Codes of the organs whose agenda it is; empty where it says none."""
    items: Mapping[str, tuple[str, int]]

    def title(self, number: str) -> tuple[str, int] | None:
        """The title of an item and its line; that of a sub-item follows its item's."""
        match = ITEM.match(number)
        found = self.items.get(match["number"]) if match else None
        if match is None or found is None or not match["letter"]:
            return found
        inner = self.items.get(f"{match['number']} ({match['letter']})")
        return (f"{found[0]}: {inner[0]}", inner[1]) if inner else None


def read_agenda(document: Document, name: str) -> AgendaList:
    """The items of an agenda document; where a number comes twice, as with annotations, the first counts.

    Raises UsageError where there are none.
    """
    items: dict[str, tuple[str, int]] = {}
    for number, title, line in _items(document):
        if title:
            items.setdefault(number, (title, line))
    if not items:
        raise UsageError(
            "no agenda items are found in it", hint="name a file with numbered items, as in `31. Peace.`", source=name
        )
    return AgendaList(name, document.language, frozenset(organ.code for organ in document.meta.organs), items)


def _items(document: Document) -> Iterator[tuple[str, str, int]]:
    last = ""
    for part in parts_of(document):
        for block in part.blocks:
            if isinstance(block, Table):
                yield from _rows(block)
            elif isinstance(block, NumberedParagraph | ListItem | Heading) and block.label:
                number, letter = NUMBER.fullmatch(block.label), LETTER.fullmatch(block.label)
                title = " ".join(plain(block.content).split()).strip(ENDS)
                if number:
                    last = number["number"]
                    yield last, title, block.span.first
                elif letter and last:
                    yield f"{last} ({letter['letter']})", title, block.span.first


def _rows(table: Table) -> Iterator[tuple[str, str, int]]:
    """Items set as a table: the number in one cell, the title in the next."""
    for row in table.rows[table.head :]:
        texts = [" ".join(plain(cell.content).split()) for cell in row]
        number = NUMBER.fullmatch(texts[0]) if len(texts) > 1 else None
        if number:
            yield number["number"], texts[1].strip(ENDS), table.span.first


def with_titles(document: Document, agenda: AgendaList, report: Report) -> Document:
    """The document with titles for its agenda items that have none, each with the agenda's file and line as origin; a
    number that is not on the list is a warning."""
    meta, origins = document.meta, list[str]()
    organs = tuple(_with_titles(organ, document, agenda, report, origins) for organ in meta.organs)
    if not origins:
        return document
    known = meta.evidence.get("organs")
    lines, text = (known.lines, known.text) if known else ((), "")
    said = Evidence(lines, text, Confidence.GIVEN, ", ".join(dict.fromkeys(origins)))
    return replace(document, meta=replace(meta, organs=organs, evidence={**meta.evidence, "organs": said}))


def _with_titles(organ: Organ, document: Document, agenda: AgendaList, report: Report, origins: list[str]) -> Organ:
    if organ.code == COUNCIL or (agenda.organs and not _same(organ.code, agenda.organs)):
        return organ
    items = []
    for item in organ.agenda_items:
        found = agenda.title(item.number)
        if found is None:
            known = document.meta.evidence.get("organs")
            line = known.lines[-1] if known and known.lines else None
            message = f"organs: agenda item {item.number} is not on the agenda in {agenda.name}"
            report.warn(
                "agenda-number", line, message, f"pass --set organs.{organ.code}.agenda_items=…, or mend the list"
            )
        elif item.title is None and agenda.language == document.language:
            origins.append(f"{agenda.name}:{found[1]}")
            item = replace(item, title=found[0])
        items.append(item)
    return replace(organ, agenda_items=tuple(items))


COUNCIL = "S"
"""The Security Council numbers no agenda items."""


def _same(code: str, codes: frozenset[str]) -> bool:
    """Whether an agenda is an organ's: its own, or that of the organ whose committee it is."""
    return code in codes or code.partition("/")[0] in codes or any(one.partition("/")[0] == code for one in codes)
