"""The middle of the house: a document as parse leaves it and every later stage reads it.

Facts only, closed and frozen.
"""

from __future__ import annotations

from enum import StrEnum

from converter.geometry import CellSetting, Fit, TableSetting
from converter.meta import Meta
from converter.records import dataclass
from converter.source import Figure as Picture
from converter.span import Span


class Kind(StrEnum):
    """What a document is."""

    LETTER = "letter"
    NOTE_VERBALE = "note_verbale"
    PRESS_RELEASE = "press_release"
    STATEMENT = "statement"
    RESOLUTION = "resolution"
    REPORT = "report"
    NOTE = "note"
    AGENDA = "agenda"
    DOCUMENT = "document"


class Form(StrEnum):
    """How a letter or note verbale stands: as the mission sends it, or as a document of an organ."""

    SENT = "sent"
    CIRCULATED = "circulated"


class Role(StrEnum):
    """What a part is."""

    BODY = "body"
    ANNEX = "annex"
    APPENDIX = "appendix"
    ENCLOSURE = "enclosure"
    TRANSLATION = "translation"


# ---------------------------------------------------------------- inside a paragraph


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    value: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italics."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Raised:
    """A superscript, or with `below` a subscript, that is no note mark."""

    content: tuple[Inline, ...]
    below: bool = False
    again: bool = False
    """A further mark of a note whose first mark stands earlier: printed, but no word of the text."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the document."""

    content: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class SymbolLink:
    """A document symbol in running text; `target` is where it can be read."""

    content: tuple[Inline, ...]
    symbol: str
    target: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that point into the document (`see annex II`, `paragraph 5 above`); `target` is the anchor of the place.

    Only the part that names the number is the content where the rest can stand before it.
    """

    content: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, at the place of its mark; it holds blocks. `label` is as printed: `1`, `*`, `a`."""

    label: str
    blocks: tuple[Block, ...]
    span: Span
    elsewhere: bool = False
    """Its mark is printed elsewhere already: the asterisk of a symbol."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line ends here and the paragraph goes on."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A stretch in another language, with its BCP 47 code."""

    content: tuple[Inline, ...]
    language: str


Inline = Text | Emphasis | Strong | Raised | Link | SymbolLink | Reference | Footnote | LineBreak | Foreign
Inlines = tuple[Inline, ...]


# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level from 1, label as printed (`II.`, `A.`) or None."""

    level: int
    label: str | None
    content: Inlines
    span: Span
    anchor: str = ""
    look: int = 0
    """The level as which it is printed, where the input's own style says so: a slanted heading may stand right under
    a chapter. 0: its level."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without a number. `purpose` tells the few whose place or look differs: see `Purpose`."""

    content: Inlines
    span: Span
    purpose: Purpose = "text"


Purpose = str
"""`text`; `salutation`, `close` (of a sent letter); `caption`; `attribution`; `meeting` (`3rd plenary meeting` and
its date,
or `[Adopted without a vote.]`); `note` (a table's note); `label` (a line such as Draft resolution, set apart)."""


@dataclass(frozen=True, slots=True)
class NumberedParagraph:
    """A numbered paragraph (level 0) or sub-paragraph (level 1 …); label as printed: `12.`, `(a)`."""

    label: str
    level: int
    content: Inlines
    span: Span
    anchor: str = ""


class ClauseRole(StrEnum):
    """Which clause of a resolution."""

    OPENING = "opening"
    """`The General Assembly,`"""
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a resolution; sub-paragraphs have a level from 1.

    Its opening words are set as Emphasis in the content.
    """

    role: ClauseRole
    label: str | None
    level: int
    content: Inlines
    span: Span
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set apart; paragraphs, lists and the like inside."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list that does not number paragraphs; level from 0; label is the glyph or number as given."""

    label: str
    level: int
    content: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; it spans `columns` and `rows`. `align`: start, center, end or nothing said."""

    content: Inlines
    columns: int = 1
    rows: int = 1
    align: str = ""
    setting: CellSetting | None = None
    """How the input sets it, where that is to be kept."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row lists the cells that begin in it. The first `head` rows repeat on each page."""

    rows: tuple[tuple[TableCell, ...], ...]
    head: int
    span: Span
    label: str | None = None
    """`Table 4`"""
    title: Inlines = ()
    notes: tuple[Block, ...] = ()
    setting: TableSetting | None = None
    """How the input sets it, where that is to be kept: one entry for each of `rows`."""


@dataclass(frozen=True, slots=True)
class Box:
    """A framed text: a summary, key figures."""

    title: Inlines
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption."""

    picture: Picture
    span: Span
    label: str | None = None
    title: Inlines = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block, line by line; the first line holds `(Signed)` and the name where both are there."""

    lines: tuple[Inlines, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule across the column, between two texts."""

    span: Span


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page ends here because the input says so."""

    span: Span


@dataclass(frozen=True, slots=True)
class Unrecognized:
    """Words that no rule knew; set as they came."""

    content: Inlines
    span: Span


Block = (
    Heading
    | Paragraph
    | NumberedParagraph
    | Clause
    | Quote
    | ListItem
    | Table
    | Box
    | Figure
    | Signature
    | Rule
    | PageBreak
    | Unrecognized
)


# ---------------------------------------------------------------- the whole


@dataclass(frozen=True, slots=True)
class Stated:
    """A line that states metadata and is printed by compose, not as a block: kept so that no word of it is lost.

    `key` is the meta key that it states (`date`, `organs`, `letterhead.lines`, `reference` …); a line that states
    several things carries the key of the first. `title` may come in several; they are joined by a space.
    """

    key: str
    content: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: its body, an annex … Parts nest; a part's own title is its first heading block."""

    role: Role
    blocks: tuple[Block, ...]
    label: str | None = None
    """The number line as printed: `Annex`, `Annex II`."""
    heading: Inlines = ()
    """The whole heading line: `Annex to the letter dated …`; empty for a body."""
    original_language: str | None = None
    language: str | None = None
    """BCP 47 code where it differs from the document's."""
    parts: tuple[Part, ...] = ()
    loose_notes: tuple[Footnote, ...] = ()
    """Notes whose mark was not found; printed at the end of the part."""
    span: Span | None = None
    heading_span: Span | None = None
    stated: tuple[Stated, ...] = ()
    """Lines that belong to the part's head and are no block: `[Original: Arabic]`."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what it is, what it states, and its parts; the first part is the body."""

    kind: Kind
    form: Form | None
    language: str
    meta: Meta
    parts: tuple[Part, ...]
    front: tuple[Stated, ...] = ()
    """Metadata lines before the body, in input order."""
    back: tuple[Stated, ...] = ()
    """Metadata lines after the body: place and date and addressee of a note verbale, enclosures, contact."""
    contents: bool = False
    """The input has a contents list (removed), or one was asked for."""
    listed: tuple[tuple[int, str], ...] = ()
    """The lines of that list, with their numbers."""
    fits: tuple[tuple[Span, Fit], ...] = ()
    """Paragraphs that a typist fitted to their pages."""
