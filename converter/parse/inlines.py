"""What stands inside a line: its marks, which may overlap, as inlines that nest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from converter.model import (
    Emphasis,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Raised,
    Strong,
    Text,
)
from converter.parse.context import Context, Note
from converter.records import dataclass, replace
from converter.source import Line, Mark, MarkKind

ORDER = (
    MarkKind.LINK,
    MarkKind.LANGUAGE,
    MarkKind.BOLD,
    MarkKind.ITALIC,
    MarkKind.UNDERLINE,
    MarkKind.SUPERSCRIPT,
    MarkKind.SUBSCRIPT,
)
"""Which mark stands outside which; CODE has no look of its own on these pages."""
SELF_MADE = {MarkKind.SUPERSCRIPT, MarkKind.LINK, MarkKind.UNDERLINE}
"""What a note mark brings along by itself."""
AGAIN = "again "
"""Before the id of a note in the marks after its first."""
RANK = {kind: rank for rank, kind in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line with the marks on it, outermost first; or a note mark."""

    text: str
    marks: tuple[Mark, ...]
    note: Mark | None = None


def inlines(line: Line, context: Context) -> Inlines:
    """The text of a line as inlines; a note stands where its mark stood. White space at both ends goes."""
    line = line.strip()
    if not line.marks:
        return _text(line.text)
    return _nest(tuple(_pieces(line)), 0, context)


def joined(lines: Iterable[Line], context: Context) -> Inlines:
    """Several lines of one paragraph, each on a line of its own."""
    done: list[Inline] = []
    for line in lines:
        if done:
            done.append(LineBreak())
        done += inlines(line, context)
    return tuple(done)


def footnote(note: Note, context: Context) -> Footnote:
    """A note with its paragraphs; notes marked in it stand inside it, but for those that it stands in itself."""
    inner = replace(context, within=context.within | {note.id})
    blocks = tuple(Paragraph(inlines(line, inner), line.span) for line in note.lines if line.text.strip())
    return Footnote(note.label, blocks, note.span)


def loose_footnotes(context: Context, first: int, last: int) -> tuple[Footnote, ...]:
    """The notes without a mark that begin on the input lines `first` to `last`."""
    return tuple(footnote(note, context) for note in context.notes.loose if first <= note.span.first <= last)


def _pieces(line: Line) -> Iterator[Piece]:
    """The line cut wherever a mark begins or ends."""
    notes = sorted((m for m in line.marks if m.kind is MarkKind.NOTE), key=lambda m: (m.start, m.end))
    shown = [m for m in line.marks if m.kind in RANK and m.start < m.end]
    cuts = sorted({0, len(line.text), *(at for m in (*shown, *notes) for at in (m.start, m.end))})
    begins: dict[int, list[Mark]] = {}
    for mark in shown:
        begins.setdefault(mark.start, []).append(mark)
    inside: list[Mark] = []
    pending = notes[::-1]
    done = 0
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        inside = [m for m in inside if m.end > start] + begins.get(start, [])
        while pending and pending[-1].start <= start:
            mark = pending.pop()
            if mark.start >= done:
                done = mark.end
                yield Piece(
                    line.text[mark.start : mark.end], _stack(m for m in inside if m.kind not in SELF_MADE), mark
                )
        if start < end and start >= done:
            yield Piece(line.text[start:end], _stack(inside))


def _stack(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """One mark of a kind, the outermost kind first."""
    by_kind = {mark.kind: mark for mark in marks}
    return tuple(sorted(by_kind.values(), key=lambda m: RANK[m.kind]))


def _nest(pieces: Sequence[Piece], depth: int, context: Context) -> Inlines:
    """Neighbours under the same mark go into one inline, and so on inside it."""
    done: list[Inline] = []
    for mark, group in groupby(pieces, key=lambda p: _look(p.marks[depth]) if len(p.marks) > depth else None):
        same = tuple(group)
        if mark is None:
            for piece in same:
                done += _note(piece, context) if piece.note else _text(piece.text)
        else:
            done.append(_wrap(mark[0], mark[1], _nest(same, depth + 1, context)))
    return tuple(done)


def _look(mark: Mark) -> tuple[MarkKind, str]:
    return mark.kind, mark.value


def _wrap(kind: MarkKind, value: str, content: Inlines) -> Inline:
    match kind:
        case MarkKind.LINK:
            return Link(content, value)
        case MarkKind.LANGUAGE:
            return Foreign(content, value)
        case MarkKind.BOLD:
            return Strong(content)
        case MarkKind.SUPERSCRIPT | MarkKind.SUBSCRIPT:
            return Raised(content, below=kind is MarkKind.SUBSCRIPT)
        case _:
            return Emphasis(content)


def _note(piece: Piece, context: Context) -> Inlines:
    note = context.notes.marked.get(piece.note.value) if piece.note else None
    if note is None and piece.note and piece.note.value.startswith(AGAIN):
        label = piece.text.strip().strip("[]^/()")
        return (Raised(_text(label), again=True),) if label else ()
    if note is None or note.id in context.within:
        return (Raised(_text(piece.text)),) if piece.text.strip() else ()
    return (footnote(note, context),)


def _text(text: str) -> Inlines:
    """Text, with its line ends as breaks."""
    if "\n" not in text:
        return (Text(text),) if text else ()
    done: list[Inline] = []
    for number, piece in enumerate(text.split("\n")):
        if number:
            done.append(LineBreak())
        if piece:
            done.append(Text(piece))
    return tuple(done)
