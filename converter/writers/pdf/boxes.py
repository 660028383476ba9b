"""What pages are filled with: strips, which no page cuts, and what is drawn in them. Points; y runs down from the
top."""

from __future__ import annotations

from typing import NamedTuple

from converter.records import dataclass, field
from converter.span import Span
from converter.writers.pdf.atoms import Ink
from converter.writers.pdf.lines import SetLine
from converter.writers.pdf.tags import Elem


@dataclass(frozen=True, slots=True)
class Snake:
    """How many columns a table is set in, and from the beginning of one to that of the next, in points."""

    columns: int
    step: float


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph, as its lines know it."""

    elem: Elem
    label_elem: Elem
    anchor: str = ""
    outline: int = 0
    """Level in the outline, from 1; 0 for none."""
    title: str = ""
    """As the outline has it."""


class TextLine(NamedTuple):
    """A line of a paragraph."""

    block: Block
    line: SetLine
    base: float
    """From the top of its strip to the baseline."""
    label: SetLine | None = None
    """The paragraph's label, beside its first line."""
    first: bool = False
    """The paragraph begins with it."""
    leader: Leader | None = None


class Leader(NamedTuple):
    """Dots from the end of a line to a page number, both set when the pages are filled."""

    ink: Ink
    dots_end: float
    number_end: float
    target: str
    dots: SetLine | None = None
    number: SetLine | None = None


class Hairline(NamedTuple):
    """A rule, from its strip's top."""

    x1: float
    x2: float
    y: float
    thickness: float
    colour: str = ""


class Image(NamedTuple):
    """A picture in a strip. `data` None: it cannot be read, and its place is shown by a frame."""

    elem: Elem
    name: str
    x: float
    y: float
    width: float
    height: float


class Stack(NamedTuple):
    """Lines side by side or one below the other, with rules: a table's row, session blocks, a letterhead."""

    texts: tuple[tuple[float, TextLine], ...] = ()
    """Each line with the top of its own strip, from the top of this one."""
    rules: tuple[Hairline, ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(slots=True, eq=False)
class Frame:
    """A box around strips: drawn on each page around those that stand there."""

    x1: float
    x2: float
    thickness: float
    padding: float
    first: Strip | None = None
    last: Strip | None = None
    """It is open at a page's end, and closed where it begins and ends."""


@dataclass(slots=True, eq=False)
class Note:
    """A footnote as strips."""

    strips: tuple[Strip, ...]
    starred: bool
    span: Span
    elem: Elem


@dataclass(slots=True, eq=False)
class Strip:
    """Something that stands on one page."""

    height: float
    what: TextLine | Stack | None = None
    gap: float = 0.0
    """Room above it, left out at the top of a page."""
    keep: bool = False
    """No page ends after it."""
    fresh: bool = False
    """A page begins with it."""
    notes: tuple[Note, ...] = ()
    head: tuple[Strip, ...] = ()
    """The head rows of its table, set again where a page begins with it."""
    frames: tuple[Frame, ...] = ()
    below: float = 0.0
    """Room that must be left under it: the lower padding of a frame that ends with it."""
    cells: tuple[int, ...] = ()
    row: object = None
    """Of a row that is cut: the cell of each of its lines, and something that all of its strips share."""
    snake: Snake | None = None
    """It is one of those that run through columns side by side."""
    shift: float = 0.0
    """How far the column in which it stands is from the first."""
    lift: float = 0.0
    """How far lines in it begin above its top; a page that begins with it leaves this room."""


@dataclass(slots=True)
class Chunk:
    """Strips of one paragraph or table, and the room around them."""

    strips: list[Strip] = field(default_factory=list)
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False


def joined(chunks: list[Chunk]) -> list[Strip]:
    """One run of strips, with the room after each chunk and before the next between them."""
    done: list[Strip] = []
    after, keep = 0.0, False
    for chunk in chunks:
        if not chunk.strips:
            continue
        chunk.strips[0].gap += after + chunk.before
        if done and keep:
            done[-1].keep = True
        done += chunk.strips
        after, keep = chunk.after, chunk.keep_next
    return done


def keep_lines(strips: list[Strip], together: bool, least: int) -> None:
    """Forbid page ends that would leave fewer than `least` lines of a paragraph on either page."""
    last = len(strips) - 1
    for at, strip in enumerate(strips[:-1]):
        strip.keep = together or at + 1 < least or last - at < least


def height_of(strips: tuple[Strip, ...] | list[Strip]) -> float:
    """The height of strips that stand below each other, with the room between them."""
    return sum(strip.gap + strip.height for strip in strips)


def lines_of(strip: Strip) -> tuple[TextLine, ...]:
    """The lines of text in a strip."""
    what = strip.what
    if isinstance(what, TextLine):
        return (what,)
    return tuple([line for _, line in what.texts]) if what else ()
