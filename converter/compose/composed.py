"""What the writers draw: every choice that two writers would otherwise both make is made here.

A writer walks `sections` and looks each style up in the pack. It prints `content` and `label`, and no word of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from converter.model import Figure as ModelFigure
from converter.model import Inlines
from converter.records import dataclass, field
from converter.span import Span
from converter.style.names import StyleName
from converter.style.schema import NO, Frame, Pack, ParagraphStyle
from converter.style.units import Length


class Tag(StrEnum):
    """What a paragraph is to a screen reader."""

    TITLE = "title"
    """The document's title: H1 in a PDF; headings below it begin at `level` 1 and are tagged one deeper."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """A labelled paragraph: numbered, sub-paragraph, clause or bullet; consecutive ones make one list, nested by
    `level`."""
    QUOTE = "quote"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class NumberRef:
    """Native numbering of a label that the word processor can count by itself.

    `series` names an independent list; levels of one series nest, a deeper level restarts under a shallower one.
    `restart`: the
    count does not follow from the last paragraph of the series and level, and must be set to `value`.
    """

    series: str
    level: int
    format: str
    """`decimal`, `lower-letter`, `lower-roman`, `upper-letter`, `upper-roman`."""
    before: str
    """What is printed before the number: `(` or nothing."""
    after: str
    """What is printed after it: `.` or `)`."""
    value: int
    restart: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph to set."""

    style: StyleName
    content: Inlines
    label: str | None = None
    """As printed, set by the style's label geometry. A Word file makes it by `number` where there is one."""
    number: NumberRef | None = None
    tag: Tag = Tag.PARAGRAPH
    level: int = 0
    """Of headings from 1; of items from 0."""
    language: str | None = None
    """BCP 47 code where it differs from the section's."""
    anchor: str = ""
    key: str = ""
    """The meta key that the paragraph states (`title`, `date`, `organs`), for tests and for reading back; empty
    for body text."""
    span: Span | None = None
    keep_next: bool = False
    """On top of what the style says."""
    before: Length | None = None
    """Space before the paragraph where it differs from the style's (collapsed, or at the top of a section)."""
    placeholder: bool = False
    """A place to fill in: Word shows a content control; the PDF leaves it blank."""
    own: ParagraphStyle | None = None
    """What it is set by where that differs from its style: a cell of a table that is set as the input has it."""
    stretches: tuple[Stretch, ...] = ()
    """Where its letters are set in yet another way."""


class Stretch(NamedTuple):
    """Part of a paragraph whose letters a typist fitted to a line."""

    start: int
    end: int
    """Letters and figures from where it begins, and from its end, to the end of the paragraph."""
    scale: int
    spacing: Length


@dataclass(frozen=True, slots=True)
class Columns:
    """Two blocks side by side: session blocks of a joint document. Reading order: left, then right."""

    left: tuple[Para, ...]
    right: tuple[Para, ...]
    right_at: Length
    """x of the right block, from the left margin."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Thickness of the rules of a cell; 0 for none. A rule between two cells is drawn by the lower or the later one."""

    above: Length = NO
    below: Length = NO
    before: Length = NO
    after: Length = NO


@dataclass(frozen=True, slots=True)
class Shape:
    """A row as the input sets it: its least or exact height, and whether no page may end in it or after it."""

    height: Length = NO
    exact: bool = False
    whole: bool = False
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its paragraphs, its extent, whether it heads its column or row."""

    content: tuple[Para, ...]
    column: int
    columns: int = 1
    rows: int = 1
    align: str = "start"
    """`start`, `end`, `center`; figures stand at the end."""
    bold: bool = False
    rules: Rules = Rules()
    stand: str = ""
    """`top`, `center`, `bottom`, with `rules` the input's own; they hold where the table has `shapes`."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its label, title and notes; widths add up to `width`."""

    widths: tuple[Length, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    head: int
    left: Length
    """From the left margin to the table's left edge."""
    caption: tuple[Para, ...] = ()
    notes: tuple[Para, ...] = ()
    totals: frozenset[int] = frozenset()
    """Row numbers (from 0) that have a rule above and are bold."""
    summary: str = ""
    """Alternative text."""
    span: Span | None = None
    shapes: tuple[Shape, ...] = ()
    """One for each row of a table that is set as the input has it: rules and heights are its own, and the room in its
    cells is that of their paragraphs. Empty: all as the pack has it."""
    gap: Length = NO
    """With `shapes`: the room after the head rows."""
    columns: int = 1
    apart: Length = NO
    """It runs through so many columns of the page, so far apart; `widths` are those of one."""
    repeats: bool = True
    """Its head rows are set again on each page."""
    framed: bool = False
    """With `shapes`: rules stand at both sides of the whole table."""
    before: Length = NO
    after: Length = NO
    """Room above the table with its caption, and under it with its notes."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A box around paragraphs, lists or tables."""

    title: tuple[Para, ...]
    flow: tuple[Item, ...]
    left: Length
    width: Length
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture and its caption; width and height as printed."""

    figure: ModelFigure
    width: Length
    height: Length
    caption: tuple[Para, ...] = ()
    alt: str = ""
    """The picture's own words, or the printed word for Figure."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents list. The PDF fills in page numbers from its layout, Word by a field that is filled in already."""

    heading: Para
    page_word: Para
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: the heading's label and words, and where it leads."""

    level: int
    label: str | None
    content: Inlines
    target: str


@dataclass(frozen=True, slots=True)
class Line:
    """A rule across the text column."""


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty height, as room for a seal or a signature."""

    height: Length


Item = Para | Columns | Grid | Framed | Pictured | Contents | Line | Break | Gap


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch with one page set-up: the body, an annex. `role` is the model's role of the part."""

    flow: tuple[Item, ...]
    role: str = "body"
    language: str = "en"
    direction: str = "ltr"
    new_page: bool = True
    """False for the first section and for annexes of resolutions, which go on in the column."""
    landscape: bool = False
    notes_restart: bool = False
    """The notes of this section count from 1 again."""
    title: str = ""
    """For outlines: the part's heading as plain words."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol split for printing: the organ letters are large. An empty rest is a place to fill in."""

    letters: str
    rest: str


@dataclass(frozen=True, slots=True)
class MastheadBlock:
    """The cells of a masthead, each line as printed; an empty line keeps its height."""

    united_nations: str
    symbols: tuple[Symbol, ...]
    organs: tuple[str, ...]
    distribution: tuple[str, ...]
    """Distr., date, language of this version, original: always four lines, empty where nothing is stated."""
    distribution_language: str = "en"
    """Russian, Arabic and Chinese documents keep these lines in English."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line of a letterhead at its place: baseline from the top of the page, look, language where it has its own."""

    text: str
    y: Length
    leading: Length
    """Of a word processor's line that holds it."""
    style: StyleName
    look: ParagraphStyle
    language: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Lines below each other. `left` and `right` are edges from the left of the page; `align`: left, center, right."""

    left: Length
    right: Length
    align: str
    lines: tuple[PlacedText, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Columns of a letterhead side by side; nothing else stands beside them."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """A picture at its place on the page."""

    data: bytes
    media: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class LetterheadBlock:
    """A sender's letterhead."""

    names: tuple[tuple[str, ...], ...]
    """Blocks of name lines, one a language."""
    name_languages: tuple[str, ...]
    address: tuple[str, ...]
    """Address, telephone and fax lines, as stated."""
    images: tuple[PlacedImage, ...] = ()
    image_alt: str = ""
    bands: tuple[Band, ...] = ()
    """The lines of a letterhead that has a place for each; names and address are empty then."""
    foot: tuple[Band, ...] = ()
    """Lines at the foot of page 1."""
    top: Length = Length(0)
    """Where the first line that is placed begins."""
    foot_top: Length = Length(0)
    """Where the first line at the foot begins."""
    flow_top: Length = Length(0)
    """Where the text begins below lines that are placed."""


@dataclass(frozen=True, slots=True)
class RunningBlock:
    """Heads and feet of the pages after the first."""

    head: str = ""
    """The symbol or symbols; empty: no head and no rule."""
    title: str = ""
    """Short title on the other side (resolutions)."""
    job: str = ""
    pages: bool = True


@dataclass(frozen=True, slots=True)
class FirstFoot:
    """The foot of page 1: nothing at all without a job number."""

    job: str
    """`23-05286 (E)`"""
    bar_code: str
    """What the Code 39 says, without start and stop: `2305286`."""
    qr_code: str
    """The address that the QR code holds; empty without a symbol."""
    bar_alt: str
    qr_alt: str


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties: both formats keep them."""

    title: str
    subject: str = ""
    author: str = ""
    """The issuer or organ; never a person's account name."""
    language: str = "en"
    date: str = ""
    """ISO date of the document, or empty."""
    custom: Mapping[str, str] = field(default_factory=dict)
    """Symbol1, Symbol2, Session1, Agenda1, JobNo … as the originals name them."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A document ready to draw."""

    pack: Pack
    language: str
    direction: str
    properties: Properties
    masthead: MastheadBlock | None
    letterhead: LetterheadBlock | None
    running: RunningBlock
    first_foot: FirstFoot | None
    sections: tuple[Section, ...]
    end_rule: bool
