"""Notes of a table, which stand under it and not at the foot of the page: those marked by letters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import overload

from converter.compose.composed import Grid, Para
from converter.model import Block, Emphasis, Footnote, Heading, Inline, Inlines, Raised, Table, Text
from converter.records import replace
from converter.span import Span
from converter.style.names import StyleName
from converter.style.schema import Pack, ParagraphStyle
from converter.style.units import Length
from converter.walk import contents_of, footnotes_of, map_contents, map_inlines

COMMA = Raised((Text(","),))


def placed(blocks: Sequence[Block]) -> Iterator[tuple[Block, tuple[Footnote, ...]]]:
    """Blocks, each with the lettered notes that stand under it: its own, and those of tables and of the heading before
    it whose text the input has right under it."""
    waiting: list[Footnote] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            claimed = {note.span for note in _letters(block.content) if _claimed(blocks, at, note, Heading)}
            block, notes = lifted(block, claimed) if claimed else (block, ())
            waiting = list(notes)
            yield block, ()
        elif isinstance(block, Table):
            block, notes = lifted(block)
            here = [note for note in waiting if note.span.first < _start(blocks, at + 1)]
            later = [note for note in notes if _claimed(blocks, at, note, None)]
            waiting = [note for note in waiting if note not in here] + later
            yield block, (*here, *(note for note in notes if note not in later))
        else:
            yield block, ()


def _letters(content: Inlines) -> Iterator[Footnote]:
    return (note for note in footnotes_of(content) if is_letter(note.label))


def _claimed(blocks: Sequence[Block], at: int, note: Footnote, end: type[Heading] | None) -> bool:
    """Whether a note's text stands right under a table after a block: before the next heading (`end`), or, for None,
    with nothing but tables between."""
    for number in range(at + 1, len(blocks)):
        block = blocks[number]
        table = isinstance(block, Table)
        if (isinstance(block, end) if end else not table) or _start(blocks, number) > note.span.first:
            return False
        if table and note.span.first < _start(blocks, number + 1):
            return True
    return False


def _start(blocks: Sequence[Block], at: int) -> float:
    """The line of the input on which a block begins; one after the last of all begins nowhere."""
    span = getattr(blocks[at], "span", None) if at < len(blocks) else None
    return span.first if span else _start(blocks, at + 1) if at < len(blocks) else inf


@overload
def lifted(block: Table, only: Collection[Span] | None = None) -> tuple[Table, tuple[Footnote, ...]]: ...
@overload
def lifted(block: Heading, only: Collection[Span] | None = None) -> tuple[Heading, tuple[Footnote, ...]]: ...
def lifted(
    block: Table | Heading, only: Collection[Span] | None = None
) -> tuple[Table | Heading, tuple[Footnote, ...]]:
    """The block with slanted raised letters for its own notes, and the notes; others stay what they are."""
    found: list[Footnote] = []

    def mark(inline: Inline) -> Inlines:
        if not isinstance(inline, Footnote) or not is_letter(inline.label):
            return (inline,)
        if only is not None and inline.span not in only:
            return (inline,)
        found.append(inline)
        return (Raised((Emphasis((Text(inline.label),)),)),)

    def marks(content: Inlines) -> Inlines:
        beside = any(isinstance(a, Footnote) and isinstance(b, Footnote) for a, b in pairwise(content))
        return map_inlines(tuple(_apart(content)) if beside else content, mark)

    if isinstance(block, Heading):
        return replace(block, content=marks(block.content)), tuple(found)
    changed = map_contents(replace(block, notes=()), marks)
    assert isinstance(changed, Table)
    return (replace(changed, notes=block.notes), tuple(found)) if found else (block, ())


def is_mark(inline: Inline) -> bool:
    """Whether it is the letter of a note under a table."""
    return isinstance(inline, Raised) and len(inline.content) == 1 and isinstance(inline.content[0], Emphasis)


def is_letter(label: str) -> bool:
    """Whether a note is one of a table: `a`."""
    return len(label) == 1 and label.islower()


def _apart(content: Inlines) -> Iterator[Inline]:
    for before, inline in zip((None, *content), content, strict=False):
        if isinstance(before, Footnote) and isinstance(inline, Footnote):
            yield COMMA
        yield inline


def paragraphs(notes: Iterable[Footnote]) -> Iterator[Para]:
    """The paragraphs of notes; the first of each has its letter."""
    for note in notes:
        label: str | None = note.label
        for content in (content for block in note.blocks for content in contents_of(block)) if note.blocks else ((),):
            yield Para(StyleName.TABLE_NOTE, content, label, span=note.span)
            label = None


def under(grid: Grid, notes: tuple[Para, ...], pack: Pack) -> Grid:
    """The table with its notes under it, at its edges."""
    if not notes:
        return grid
    page, layout, style = pack.page, pack.tables, pack.styles[StyleName.TABLE_NOTE]
    shift = grid.left - layout.narrow_left
    right = max(0, page.width - page.left - page.right - grid.left - sum(grid.widths))
    own = moved(style, shift, Length(right)) if shift or right != layout.narrow_right else None
    first, *rest = (replace(note, own=own) for note in notes)
    after = Length(max(0, grid.after - layout.before)) if grid.shapes else grid.after
    return replace(grid, notes=(replace(first, before=layout.before), *rest), after=after)


def moved(style: ParagraphStyle, shift: int, right: Length) -> ParagraphStyle:
    """A style of notes with all of its places moved."""

    def at(place: Length | None) -> Length | None:
        return None if place is None else Length(place + shift)

    left = Length(style.left + shift)
    return replace(style, left=left, right=right, label_end=at(style.label_end), text_at=at(style.text_at))
