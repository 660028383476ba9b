"""A document as passages: each run of inlines as plain text, with what stands in it and where it comes from."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cached_property
from typing import assert_never

from converter.check import shelter
from converter.check.shelter import Stretch
from converter.forms.symbols import FoundSymbol, find_symbols
from converter.late import late
from converter.model import (
    Block,
    Box,
    Clause,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    NumberedParagraph,
    PageBreak,
    Paragraph,
    Part,
    Quote,
    Raised,
    Reference,
    Role,
    Rule,
    Signature,
    Strong,
    SymbolLink,
    Table,
    Text,
    Unrecognized,
)
from converter.records import dataclass, field
from converter.span import Span
from converter.walk import plain

MIDDLE = late(r"[\w,’'] ?[(“]?$")
"""What stands before a word that does not open a sentence."""
SHORT, ENDS = 90, tuple('.;:,!?”’"…')
RUNNING = frozenset(("paragraph", "numbered", "clause", "item", "note"))
"""Places that hold running text."""


@dataclass(frozen=True)
class Home:
    """The lines that a passage shares with others (the cells of a table), and their text in reading order."""

    span: Span
    text: str


@dataclass(frozen=True)
class Passage:
    """One run of inlines. `place`: paragraph, numbered, clause, item, note, heading, cell, caption, signature,
    title, stated."""

    text: str
    place: str
    home: Home
    offset: int
    """Where the passage begins in `home.text`."""
    block: Block | None
    part: Part | None
    number: int
    """Index of the part in `parts_of`, as in `inspect`; -1 for what stands before and after the parts."""
    language: str
    quoted: bool = False
    """It stands in a quotation that is set apart."""
    note: str = ""
    """The label of the note it belongs to."""
    key: str = ""
    """For `stated` and `title`: what it states."""
    italic: tuple[Stretch, ...] = ()
    bold: tuple[Stretch, ...] = ()
    raised: tuple[Stretch, ...] = ()
    linked: tuple[Stretch, ...] = ()
    foreign: tuple[Stretch, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    """Where note marks stand, and their labels."""
    code: tuple[Stretch, ...] = field(default=())

    @cached_property
    def even(self) -> str:
        """The text with plain spaces only, of the same length."""
        return self.text.replace("\u00a0", " ").replace("\u202f", " ")

    @cached_property
    def lower(self) -> str:
        """The same in small letters."""
        lowered = self.even.lower()
        return lowered if len(lowered) == len(self.text) else "".join(c.lower()[0] for c in self.even)

    @cached_property
    def quotes(self) -> list[Stretch]:
        """Quotations inside the passage; the whole of one that is set apart."""
        return [(0, len(self.text))] if self.quoted else shelter.quotations(self.text)

    @cached_property
    def symbols(self) -> list[FoundSymbol]:
        """The document symbols in it."""
        return find_symbols(self.text) if "/" in self.text else []

    @cached_property
    def works(self) -> list[Stretch]:
        """Titles of works, links, other languages, symbols, code."""
        own = () if isinstance(self.block, Clause) else self.italic
        return [*own, *self.linked, *self.foreign, *self.code, *shelter.fixed(self.text, self.symbols)]

    @cached_property
    def names(self) -> list[Stretch]:
        """Names of several words."""
        return shelter.names(self.text)

    def named(self, start: int) -> bool:
        """Whether the word there may be a name by itself: it has a capital in the middle of a sentence."""
        return self.text[start].isupper() and bool(MIDDLE.search(self.even, max(0, start - 3), start))

    def sheltered(self, start: int, end: int, inside: Container[str] = ()) -> bool:
        """Whether a place is left alone by rules of wording; `inside` names the shelters that do not count: `works`,
        `names`, `quotations`, and `quotes` for rules about quotation marks, which may stand at the edge of one."""
        quoted = shelter.enclosed if "quotes" in inside else shelter.within
        return (
            ("quotations" not in inside and quoted(self.quotes, start, end))
            or ("works" not in inside and shelter.within(self.works, start, end))
            or ("names" not in inside and shelter.within(self.names, start, end))
        )

    @cached_property
    def fragment(self) -> bool:
        """A short line without a mark at its end: a cell of a table not seen as one, or a line of an address."""
        return self.place == "paragraph" and len(self.text) < SHORT and self.text.rstrip()[-1:] not in ENDS

    @property
    def running(self) -> bool:
        """Whether it is running text."""
        return self.place in RUNNING


@dataclass()
class Flat:
    """Inlines laid flat: the text, and the stretches of each kind in it."""

    text: list[str] = field(default_factory=list)
    size: int = 0
    stretches: dict[str, list[Stretch]] = field(default_factory=dict)
    marks: list[tuple[int, str]] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)

    def add(self, content: Inlines) -> Flat:
        """Lay down inlines after what is there."""
        for inline in content:
            match inline:
                case Text(value):
                    self.put(value)
                case LineBreak():
                    self.put(" ")
                case Footnote():
                    self.marks.append((self.size, inline.label))
                    self.notes.append(inline)
                case Emphasis():
                    self.inside("italic", inline.content)
                case Strong():
                    self.inside("bold", inline.content)
                case Raised():
                    self.inside("raised", inline.content)
                case Link() | SymbolLink():
                    self.inside("linked", inline.content)
                case Foreign():
                    self.inside("foreign", inline.content)
                case Reference():
                    self.add(inline.content)
                case _:
                    assert_never(inline)
        return self

    def put(self, text: str) -> None:
        """Lay down words."""
        self.text.append(text)
        self.size += len(text)

    def inside(self, kind: str, content: Inlines) -> None:
        """Lay down inlines and remember what they stood in."""
        start = self.size
        self.add(content)
        self.stretches.setdefault(kind, []).append((start, self.size))


@dataclass(frozen=True)
class Where:
    """What the passages of one block have in common."""

    part: Part | None
    number: int
    language: str
    block: Block | None = None
    quoted: bool = False
    note: str = ""


def passages(document: Document) -> Iterator[Passage]:
    """Every passage, in reading order; the passages of a note follow the one that holds its mark."""
    outside = Where(None, -1, document.language)
    for stated in document.front:
        yield from _passage(stated.content, "stated", stated.span, outside, key=stated.key)
    counter = iter(range(1_000_000))
    for part in document.parts:
        yield from _part(part, document.language, counter)
    for stated in document.back:
        yield from _passage(stated.content, "stated", stated.span, outside, key=stated.key)


def _part(part: Part, language: str, counter: Iterator[int]) -> Iterator[Passage]:
    language = part.language or language
    where = Where(part, next(counter), language)
    if part.heading:
        span = part.heading_span or part.span or Span(1, 1)
        yield from _passage(part.heading, "title", span, where, key="annex" if part.role is not Role.BODY else "")
    for stated in part.stated:
        yield from _passage(stated.content, "stated", stated.span, where, key=stated.key)
    for block in part.blocks:
        yield from _block(block, where)
    for note in part.loose_notes:
        yield from _note(note, where)
    for inner in part.parts:
        yield from _part(inner, language, counter)


def _block(block: Block, where: Where) -> Iterator[Passage]:
    where = Where(where.part, where.number, where.language, block, where.quoted, where.note)
    place = "note" if where.note else ""
    match block:
        case Heading():
            yield from _passage(block.content, "heading", block.span, where)
        case Paragraph(purpose="text") | Unrecognized():
            yield from _passage(block.content, place or "paragraph", block.span, where)
        case Paragraph():
            yield from _passage(block.content, place or block.purpose, block.span, where)
        case NumberedParagraph():
            yield from _passage(block.content, place or "numbered", block.span, where)
        case Clause():
            yield from _passage(block.content, place or "clause", block.span, where)
        case ListItem():
            yield from _passage(block.content, place or "item", block.span, where)
        case Quote():
            for inner in block.blocks:
                yield from _block(inner, Where(where.part, where.number, where.language, block, True, where.note))
        case Box():
            yield from _passage(block.title, "heading", block.span, where)
            for inner in block.blocks:
                yield from _block(inner, where)
        case Table():
            cells = [cell.content for row in block.rows for cell in row]
            yield from _shared((block.title, *cells), block.span, where, "cell", first="caption")
            for inner in block.notes:
                yield from _block(inner, where)
        case Figure():
            yield from _passage(block.title, "caption", block.span, where)
        case Signature():
            yield from _shared(block.lines, block.span, where, "signature")
        case Rule() | PageBreak():
            return
        case _:
            assert_never(block)


def _passage(content: Inlines, place: str, span: Span, where: Where, key: str = "") -> Iterator[Passage]:
    if content:
        yield from _made(content, place, Home(span, plain(content)), 0, where, key)


def _shared(
    contents: tuple[Inlines, ...], span: Span, where: Where, place: str, first: str | None = None
) -> Iterator[Passage]:
    """Passages that share their lines: each begins where those before it end."""
    texts = [plain(content) for content in contents]
    home, offset = Home(span, " ".join(texts)), 0
    for index, (content, text) in enumerate(zip(contents, texts, strict=True)):
        if content:
            yield from _made(content, first if first and not index else place, home, offset, where, "")
        offset += len(text) + 1


def _made(content: Inlines, place: str, home: Home, offset: int, where: Where, key: str) -> Iterator[Passage]:
    flat = Flat().add(content)
    kinds = {kind: tuple(found) for kind, found in flat.stretches.items()}
    yield Passage(
        text="".join(flat.text),
        place=place,
        home=home,
        offset=offset,
        block=where.block,
        part=where.part,
        number=where.number,
        language=where.language,
        quoted=where.quoted,
        note=where.note,
        key=key,
        marks=tuple(flat.marks),
        **kinds,
    )
    for note in flat.notes:
        yield from _note(note, where)


def _note(note: Footnote, where: Where) -> Iterator[Passage]:
    for block in note.blocks:
        yield from _block(block, Where(where.part, where.number, where.language, block, where.quoted, note.label))
