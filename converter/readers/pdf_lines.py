"""The rows of all pages as lines: what goes on in the next one, where a paragraph ends, what stands aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.readers.pdf_furniture import Place as At
from converter.readers.pdf_furniture import furniture
from converter.readers.pdf_joined import number_tables
from converter.readers.pdf_notes import Foot, feet
from converter.readers.pdf_pages import Page, body_size, leading
from converter.readers.pdf_rows import Row
from converter.readers.pdf_setting import Break, Setting, after, setting
from converter.records import dataclass, field, replace
from converter.source import Line, Place
from converter.span import Span

HYPHEN, SOFT = "\u2010", "\u00ad"


@dataclass(slots=True)
class Item:
    """A row, its number in the file, and what it is."""

    row: Row
    number: int
    page: int
    place: Place = Place.BODY
    note: str = ""
    label: str = ""
    ruled: bool = False
    """A rule stands above it: notes that are not tied to marks begin."""


@dataclass(slots=True)
class Flow:
    """The text in order, and what stands beside it, by the place in the text after which it was met."""

    text: list[Item] = field(default_factory=list)
    aside: dict[int, list[Item]] = field(default_factory=dict)


def lines(pages: Sequence[Page]) -> Iterator[Line]:
    """The rows of all pages as lines. Blank lines part paragraphs; heads and feet and the notes of a page come after
    the paragraph that they cut in two.
    """
    gone, kept = furniture(pages)
    size = body_size(pages)
    notes = feet(pages, size, gone | kept)
    feet_rows = {(number, place) for number, foot in notes.items() for place in foot.rows}
    gone |= number_tables(pages, gone | feet_rows)
    soften(pages)
    flow = flowing(pages, gone, notes)
    how = setting(pages, gone, size, leading(pages, size))
    breaks: list[Break] = []
    first = 0
    for place in range(len(flow.text)):
        running = place > first and breaks[-1] is Break.NONE
        breaks.append(after(how, flow.text, place, first, running=running))
        first = place + 1 if breaks[-1] is Break.PARAGRAPH else first
    waiting: list[Item] = list(flow.aside.get(-1, ()))
    for place, item in enumerate(flow.text):
        if place == 0 or breaks[place - 1] is Break.PARAGRAPH:
            yield from aside(waiting)
            waiting = []
            if place:
                yield Line("", Span(item.number, item.number), page=item.page, rule=item.ruled)
        yield line_of(item, how, hard=breaks[place] is not Break.NONE)
        waiting += flow.aside.get(place, ())
    yield from aside(waiting)


def soften(pages: Sequence[Page]) -> None:
    """Make the typographical hyphens at line ends soft ones, if the text writes its own hyphens otherwise."""
    rows = [row for page in pages for row in page.rows if HYPHEN in row.text]
    if not any(HYPHEN in row.text[:-1] for row in rows):
        for row in rows:
            row.text = row.text[:-1] + SOFT


def flowing(pages: Sequence[Page], gone: set[At], notes: dict[int, Foot]) -> Flow:
    """The rows in order: the text, and aside heads, feet and notes."""
    flow = Flow()
    number = 0
    for page in pages:
        foot = notes.get(page.number, Foot())
        for place, row in enumerate(page.rows):
            number += bool(row.text)
            item = Item(row, max(1, number), page.number)
            if (page.number, place) in gone:
                item.place = Place.RUNNING
            elif place in foot.names:
                item.place, item.note, item.label = Place.NOTE, foot.names[place], foot.labels.get(place, "")
            elif foot.rows and place == foot.rows[0]:
                item.ruled = True
            if item.place is Place.BODY:
                flow.text.append(item)
            else:
                flow.aside.setdefault(len(flow.text) - 1, []).append(item)
    return flow


def aside(items: Sequence[Item]) -> Iterator[Line]:
    """What stands beside the text: heads and feet, and notes with their lines together."""
    for item in items:
        if item.place is Place.RUNNING:
            yield plain(item, hard=True)
    notes: dict[str, list[Item]] = {}
    for item in items:
        if item.place is Place.NOTE:
            notes.setdefault(item.note, []).append(item)
    for body in notes.values():
        yield Line("", Span(body[0].number, body[0].number), page=body[0].page)
        for item in body:
            yield replace(plain(item, hard=False), note=item.note, label=item.label)


def plain(item: Item, *, hard: bool) -> Line:
    """A row as a line."""
    row = item.row
    span = Span(item.number, item.number)
    return Line(row.text, span, tuple(row.marks), place=item.place, hard=hard, page=item.page, cell=row.cell)


def line_of(item: Item, how: Setting, *, hard: bool) -> Line:
    """A row of the text as a line."""
    left, right = how.edges(item.page)
    inset = right - item.row.right if item.row.rtl else item.row.left - left
    return replace(plain(item, hard=hard), indent=0.0 if item.row.cell else round(max(0.0, inset), 1))
