"""A style pack as dataclasses: every measure that a writer draws by. The packs themselves are YAML in `styles/`.

Lengths are `Length` (EMU). Positions are from the top left corner of the page unless a field says otherwise; y is a
baseline.
In a right-to-left document both writers mirror x positions and sides; the packs are written for left to right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from converter.model import Form, Kind
from converter.records import dataclass
from converter.strict import OneOf
from converter.style.names import StyleName
from converter.style.units import BLACK, BLUE, Colour, Length

NO = Length(0)
SPACER, AFTER_TABLE = Length(76200), Length(152400)
ABOVE_NOTES = Length(135890)
"""6 pt, 12 pt, 10.7 pt: what a pack has that says nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A family for each script: names to look for, in order. Files are found by coverage (`faces.py`)."""

    latin: tuple[str, ...]
    arabic: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """The user's own font files, beside the pack: regular, bold, italic, bold italic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """How a paragraph is set. Indents count from the page margins."""

    word: str
    """The style's name in Word, as the UN template has it: `__Single Txt`."""
    id: str
    """The style's id in Word: `SingleTxt`. Several names may share one Word style: the first of them defines it, and
    a paragraph
    of the others writes what differs (indents come with the numbering level where there is one)."""
    based_on: StyleName | None = None
    """For Word's style list only: the values of a loaded pack are resolved."""
    face: str = "text"
    size: Length
    leading: Length
    """From baseline to baseline."""
    leading_rule: Annotated[str, OneOf("exact", "least")] = "exact"
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    colour: Colour = BLACK
    scale: int = 100
    """Character width in per cent."""
    spacing: Length = NO
    """Added after each character."""
    align: Annotated[str, OneOf("start", "end", "center", "justify")] = "start"
    left: Length = NO
    """Where turned lines begin, from the left margin."""
    right: Length = NO
    """Where lines end, from the right margin."""
    first: Length = NO
    """Where the first line begins, relative to `left`; its label, if it has one."""
    label_end: Length | None = None
    """Right edge of a label that is set to the right, from the left margin; None: the label begins at `left +
    first`."""
    text_at: Length | None = None
    """Where the text after the label begins, from the left margin; None: after a space."""
    tabs: tuple[Length, ...] = ()
    """Further tab stops, from the left margin."""
    dots_end: Length | None = None
    """Where dots that lead to the last tab stop end, from the left margin: the right indent of a contents list."""
    before: Length = NO
    after: Length = NO
    collapse: bool = False
    """Between two styles that both collapse, the space is the larger of `after` and `before`, not their sum:
    headings in
    New York, whose spacer paragraphs are written here as space. Compose works it out (`Para.before`); writers need
    not know."""
    keep_next: bool = False
    keep_together: bool = False
    widows: int = 2
    """Lines that must stay together at the top and foot of a page."""
    outline: int = 0
    """Level in the navigation pane and the PDF's outline, from 1; 0 for none."""
    border: Length = NO
    """Thickness of a rule under the paragraph; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Paper and margins."""

    width: Length
    height: Length
    top: Length
    bottom: Length
    first_bottom: Length
    """Bottom margin of page 1."""
    left: Length
    right: Length
    header: Length
    footer: Length
    flow_top: Length
    """Top of the first line on pages after the first; Word gets there by its running head, which is taller than
    the margin."""
    default_tab: Length
    shrink: int = 25
    """Per cent by which the spaces of a justified line may be narrowed so that it holds one word more, as Word has done
    it since 2013: of 6,280 lines in nineteen originals 6,220 end where these four say. 0: never."""
    worth: int = 200
    """Per cent: they are narrowed where they would else be widened by so many times as much."""
    edge: Length = Length(6096)
    """What is left free before the right indent of a line: four dots of a printer (0.48 pt)."""
    scaled: float = 99.8
    """Per cent of its character scale that a text really has, where that is not 100."""
    baseline: int = 80
    """Where the baseline stands in a line of exact height, in per cent from its top. Measured: 80 explains every
    distance in FORMAT.md (d)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A horizontal rule: its middle, its ends, its thickness."""

    y: Length
    x1: Length
    x2: Length
    thickness: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a text stands: baseline, and the edge that `align` names."""

    x: Length
    y: Length
    align: Annotated[str, OneOf("start", "end", "center")] = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle: top left corner and size."""

    x: Length
    y: Length
    width: Length
    height: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class MastheadLayout:
    """The first page of a United Nations document, FORMAT.md (b)."""

    grid: tuple[Length, ...]
    """Column widths of the Word table: margin column, United Nations, gap, organ, gap, distribution, rest."""
    rows: tuple[Length, Length]
    """Exact row heights of the Word table."""
    united_nations: Spot
    symbol: Spot
    letters: Length
    """Size of the organ letters before the first slash of a symbol."""
    organ: Spot
    distribution: Spot
    rules: tuple[Stroke, Stroke]
    emblem: Frame
    emblem_file: str | None = None
    """The user's own picture, beside the pack; none is shipped."""
    flow_top: Length
    """Top of the first line after the masthead."""
    second_block: Length
    """x of the second organ's session block in a joint document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """A line of a letterhead at its place on the page; it stays there in right-to-left documents too, as on paper."""

    text: str
    x: Length
    """The left edge, middle or right edge of the line, as `align` says, from the left edge of the page."""
    y: Length
    """Its baseline, from the top of the page."""
    align: Annotated[str, OneOf("left", "center", "right")] = "center"
    style: Annotated[str, OneOf("name", "address")] | None = None
    """The style that it is set in: `letterhead_name` (None at the top of the page), or `letterhead_address` (None at
    the foot); what follows beats it."""
    size: Length | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: Colour | None = None
    face: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRule:
    """A rule of a letterhead: its middle, its ends, its thickness."""

    y: Length
    x1: Length
    x2: Length
    thickness: Length
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPicture:
    """A picture beside the pack, at its place on the page."""

    file: str
    x: Length
    y: Length
    width: Length
    height: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadLayout:
    """The first page of a sender's own letter."""

    arrange: Annotated[str, OneOf("side-by-side", "stacked")] = "side-by-side"
    """Names in several languages."""
    align: Annotated[str, OneOf("start", "end", "center")] = "center"
    address_align: Annotated[str, OneOf("start", "end", "center")] = "center"
    top: Length
    """Baseline of the first name line."""
    gap: Length
    """Between the columns, and between names and address when stacked."""
    rule: Length = NO
    """Thickness of the rule under the letterhead; 0 for none."""
    rule_colour: Colour = BLACK
    image: str | None = None
    """A picture beside the pack."""
    image_frame: Frame | None = None
    flow_gap: Length = NO
    """From the letterhead's end to the text."""
    signature_room: Length = NO
    """Empty height above the name that signs."""
    initials_room: Length = NO
    """Empty height after a note verbale, for initials and seal."""
    lines: tuple[str, ...] = ()
    """Name lines of a mission's own pack; empty: those of the input."""
    names: tuple[tuple[str, ...], ...] = ()
    """Name lines by language, as blocks; empty: one block, or as found in the input."""
    address: str | None = None
    placed: tuple[PlacedLine, ...] = ()
    """The letterhead line by line where each stands on the page, in place of `lines`, `names` and `address`."""
    foot: tuple[PlacedLine, ...] = ()
    """Lines at the foot of the first page."""
    rules: tuple[PlacedRule, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    """Pictures beside the pack, besides `image`."""
    flow_top: Length | None = None
    """Top of the first line after lines that are placed; else `flow_gap` below the last of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Running heads and feet. `outer` is left on even pages and right on odd ones; `inner` the other side."""

    head_y: Length
    head_side: Annotated[str, OneOf("outer", "inner")] = "outer"
    head_rule: Stroke | None = None
    foot_y: Length
    foot_side: Annotated[str, OneOf("outer", "center")] = "outer"
    page_form: str = "{page}/{pages}"
    """What stands in the foot; Geneva and letterheads print `{page}`."""
    job_y: Length
    first_foot: Spot | None = None
    """The job number at the foot of page 1."""
    bar_code: Frame | None = None
    bar_narrow: Length = NO
    """Width of a narrow bar of the Code 39."""
    qr_code: Frame | None = None
    qr_quiet: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRule:
    """The short rule after the last line of a document."""

    width: Length
    thickness: Length
    gap: Length
    """From the end of the last paragraph, its space after included, to the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """Tables, FORMAT.md (f)."""

    head_above: Length
    """Thickness of the rule above the head row."""
    head_below: Length
    last: Length
    """Thickness of the rule under the last row."""
    total_above: Length
    column_break: Length
    """Gap in the rules between columns."""
    cell_top: Length
    cell_bottom: Length
    head_top: Length
    head_bottom: Length
    head_gap: Length
    """Blank row after the head rows."""
    cell_side: Length
    narrow_left: Length
    """x of a table as wide as the text column, from the left margin."""
    narrow_right: Length
    box_border: Length
    box_padding: Length
    before: Length = SPACER
    after: Length = AFTER_TABLE
    """Space before a table with its caption, and after it with its notes: one and two of the originals' spacer
    paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLayout:
    """Footnotes, FORMAT.md (g)."""

    separator_x: Length
    separator_width: Length
    separator_thickness: Length
    separator_gap: Length
    """From the separator to the first note's baseline."""
    separator_above: Length = ABOVE_NOTES
    """From the end of the text's room to the separator: it stands low in a line of its own (10.7 pt of 12)."""
    mark_size: Length
    """Size of a mark in the text."""
    mark_rise: Length
    note_mark_size: Length
    note_mark_rise: Length
    restart: Annotated[str, OneOf("document", "part", "page")] = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """How labels of paragraphs are printed when they must be made: French and Spanish write a) for (a)."""

    sub: tuple[str, ...] = ("(a)", "(i)", "a.")
    bullets: tuple[str, ...] = ("•", "–", "•")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a pack is for; empty lists match nothing by themselves (the shipped table in `choose.py` does)."""

    issuers: tuple[str, ...] = ()
    kinds: tuple[Annotated[str, OneOf(*Kind)], ...] = ()
    forms: tuple[Annotated[str, OneOf(*Form)], ...] = ()
    organs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A loaded, resolved pack."""

    name: str
    title: str
    extends: str | None = None
    opens_with: Annotated[str, OneOf("masthead", "letterhead", "nothing")] = "masthead"
    """What page 1 opens with. A document without a stated masthead gets none all the same."""
    page: Page
    faces: Mapping[str, Face]
    styles: Mapping[StyleName, ParagraphStyle]
    link_colour: Colour = BLUE
    masthead: MastheadLayout
    letterhead: LetterheadLayout
    running: Running
    end_rule: EndRule | None
    tables: TableLayout
    notes: NoteLayout
    numbering: Numbering = Numbering()
    even_quotes: bool = False
    """Whether straight quotation marks and apostrophes are printed as typographic ones."""
    match: Match = Match()
    family: tuple[ParagraphStyle, ...] = ()
    """Further styles of the template's family that the Word file lists and no stage uses."""
    folder: str = ""
    """Where the pack's own pictures and fonts lie."""
