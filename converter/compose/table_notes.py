"""Notes of a table, which stand under it and not at the foot of the page: those marked by letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from converter.compose.composed import Grid, Para
from converter.model import Emphasis, Footnote, Inline, Inlines, Raised, Table, Text
from converter.records import replace
from converter.style.names import StyleName
from converter.style.schema import Pack, ParagraphStyle
from converter.style.units import Length
from converter.walk import contents_of, map_contents, map_inlines

COMMA = Raised((Text(","),))


def lifted(table: Table) -> tuple[Table, tuple[Footnote, ...]]:
    """The table with slanted raised letters for its own notes, and the notes; other notes stay what they are."""
    found: list[Footnote] = []

    def mark(inline: Inline) -> Inlines:
        if not isinstance(inline, Footnote) or not is_letter(inline.label):
            return (inline,)
        found.append(inline)
        return (Raised((Emphasis((Text(inline.label),)),)),)

    def marks(content: Inlines) -> Inlines:
        beside = any(isinstance(a, Footnote) and isinstance(b, Footnote) for a, b in pairwise(content))
        return map_inlines(tuple(_apart(content)) if beside else content, mark)

    changed = map_contents(replace(table, notes=()), marks)
    assert isinstance(changed, Table)
    return (replace(changed, notes=table.notes), tuple(found)) if found else (table, ())


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
