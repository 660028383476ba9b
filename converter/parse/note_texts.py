"""What comes of notes once they are found: their texts, the marks that lead to them, and the lines that are left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from converter.diagnostics import Report
from converter.parse.context import Note
from converter.parse.inlines import AGAIN
from converter.parse.note_shapes import Label, Shape, Sighting, is_heading, is_separator
from converter.records import replace
from converter.source import Line, Mark, MarkKind, Place, join

K = TypeVar("K")
DEEPEST = 5
"""Notes within notes."""
COMMAS = (",", "،", "，", "、")
LONGEST_NOTE = 300
SENTENCE_ENDS = tuple('.:;!?…。：；！？؟۔”»")]')


def parted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with notes that were joined to what stood above them taken apart.

    `5 See this. 6 See that.` are two notes; and where a page ends, `… acts, 1 Resolution 60/1.` is the end of the text
    and a note, if the raised 1 has stood before.
    """
    done: list[Line] = []
    seen: set[str] = set()
    for line in lines:
        if not line.marks:
            done.append(line)
            continue
        while (cut := _next_note(line, seen)) is not None:
            done.append(line.slice(0, cut).strip())
            line = line.slice(cut, len(line.text))
        done.append(line)
        seen.update(line.text[start:end] for start, end in _raised(line))
    return tuple(done)


def _raised(line: Line) -> list[tuple[int, int]]:
    """Where figures of a line are raised by the format, in order."""
    marks = (m for m in line.marks if m.kind is MarkKind.SUPERSCRIPT)
    return sorted((m.start, m.end) for m in marks if line.text[m.start : m.end].isdecimal())


def _next_note(line: Line, seen: set[str]) -> int | None:
    """Where a note begins within a line: it counts on from the note that the line is, or its mark has stood before."""
    high = _raised(line) if line.place is not Place.NOTE else []
    if not high:
        return None
    at_start = not line.text[: high[0][0]].strip()
    wanted = str(int(line.text[high[0][0] : high[0][1]]) + 1) if at_start else ""
    before = set(seen)
    for start, end in high[1:] if at_start else high:
        label, head, tail = line.text[start:end], line.text[:start], line.text[end:].lstrip()
        apart = head[-1:].isspace() and tail[:1].isupper()
        if apart and label == wanted and head.rstrip()[-1:] in '.)]”"':
            return start
        if apart and line.page and label in before and len(tail) < LONGEST_NOTE and tail.rstrip().endswith("."):
            return start
        before.add(label)
    return None


def given_notes(lines: Sequence[Line]) -> tuple[dict[str, Note], tuple[Note, ...]]:
    """The notes of a format that knows notes: those with a mark, and the others.

    A note that is written twice is two notes, of which the second has no mark.
    """
    texts: dict[str, list[Line]] = defaultdict(list)
    again: dict[str, str] = {}
    for line in lines:
        if line.place is Place.NOTE and not line.blank:
            if line.label and line.note in texts:
                again[line.note] = f"{again.get(line.note, line.note)} again"
            texts[again.get(line.note, line.note)].append(line)
    if not texts:
        return {}, ()
    printed: dict[str, str] = {}
    inside: dict[str, str] = {}
    for line in lines:
        for mark in line.marks:
            if mark.kind is MarkKind.NOTE and mark.value not in printed:
                printed[mark.value] = line.text[mark.start : mark.end]
                if line.place is Place.NOTE:
                    inside[mark.value] = line.note
    lost = unreached(inside)
    notes = {name: _given(name, body, printed.get(name, "")) for name, body in texts.items()}
    loose = tuple(note for name, note in notes.items() if name not in printed or name in lost)
    return {name: note for name, note in notes.items() if name in printed and name not in lost}, loose


def unreached(inside: Mapping[K, K]) -> set[K]:
    """Of notes that are marked inside other notes, those to lay bare: no chain of marks may be a ring, or endless.

    `inside` holds note → note in which its mark stands.
    """
    lost: set[K] = set()
    for name in inside:
        at, steps = name, 0
        while at in inside and at not in lost and steps <= DEEPEST:
            at, steps = inside[at], steps + 1
        if steps > DEEPEST:
            lost.add(name)
    return lost


def _given(name: str, body: Sequence[Line], printed: str) -> Note:
    label = (body[0].label or printed or name).strip().strip("[]^.")
    return Note(name, label, (replace(body[0], label=""), *body[1:]))


def marked_lines(lines: Sequence[Line], names: Mapping[Sighting, str]) -> list[Line]:
    """The lines with NOTE marks where notes are marked; a second mark of a note that the format ties is only raised."""
    new: dict[int, list[Mark]] = defaultdict(list)
    for mark, name in names.items():
        text = lines[mark.line].text
        start = mark.start
        if not text[mark.end : mark.end + 1].isalnum() and text[:start].strip():
            start = len(text[:start].rstrip())
        new[mark.line].append(Mark(start, mark.end, MarkKind.NOTE, name))
    seen: set[str] = set()
    return [_marked(line, new.get(number, ()), seen) for number, line in enumerate(lines)]


def further(
    marks: Iterable[Sighting], tied: Mapping[Sighting, tuple[str, int]], shapes: AbstractSet[Shape]
) -> dict[Sighting, str]:
    """Marks after the first of a note that are written like it, up to the note or, where its label is the only one of
    its kind, anywhere: mark → id.

    `tied` holds the first marks with the ids of their notes, and the lines on which these begin.
    """
    labels = Counter((mark.shape, mark.text) for mark in tied)
    found: dict[Sighting, str] = {}
    for mark in marks:
        if mark in tied or mark.shape not in shapes:
            continue
        for first, (name, line) in tied.items():
            same = (first.shape, first.text) == (mark.shape, mark.text)
            after = (first.line, first.start) < (mark.line, mark.start)
            if same and after and (mark.line < line or labels[first.shape, first.text] == 1):
                found[mark] = AGAIN + name
    return found


def _marked(line: Line, new: Sequence[Mark], seen: set[str]) -> Line:
    if not new and not any(mark.kind is MarkKind.NOTE for mark in line.marks):
        return line
    done: list[Mark] = []
    for mark in line.marks:
        if mark.kind is MarkKind.NOTE and mark.value in seen:
            mark = replace(mark, kind=MarkKind.SUPERSCRIPT, value="")
        elif mark.kind is MarkKind.NOTE:
            seen.add(mark.value)
        done.append(mark)
    return replace(line, marks=(*done, *new))


def note_of(lines: Sequence[Line], name: str, label: Label) -> Note:
    """A note out of its lines; lines without a blank between are one paragraph."""
    head = lines[0].slice(label.end, len(lines[0].text))
    paragraphs = [replace(head, label="", depth=0).strip()]
    blank = False
    for line in lines[1:]:
        if line.blank:
            blank = True
        elif blank or line.whole:
            paragraphs.append(line.strip())
            blank = False
        else:
            paragraphs[-1] = join(paragraphs[-1], line.strip())
    return Note(name, label.text, tuple(paragraphs))


def warn_loose(note: Note, report: Report) -> None:
    """Say that a note has no mark."""
    report.warn(
        "note-without-mark",
        note.span,
        f"note {note.label} has no mark in the text; it is kept at the end of its part",
        hint=f"put [{note.label}] where the note belongs",
    )


def left_lines(lines: Sequence[Line], notes: Sequence[tuple[int, int, bool]], report: Report) -> tuple[Line, ...]:
    """The lines without notes, nor the rules and headings above notes; a sentence that notes cut in two is one again.

    `notes` holds the first and last line of each, in order, and whether a rule or heading stands above.
    """
    left: list[Line] = []
    at, cut = 0, False
    for first, last, apart in notes:
        cut = _append(left, lines[at:first], cut) or cut
        if apart:
            _drop_separator(left, report)
        at, cut = last + 1, True
    _append(left, lines[at:], cut)
    return tuple(left)


def _append(left: list[Line], lines: Sequence[Line], cut: bool) -> bool:
    """Append lines; the first may go on from the last where notes cut a sentence. Returns whether a cut is open."""
    for line in lines:
        if line.place is Place.NOTE:
            continue
        if cut and not line.blank and not line.rule:
            head = next((n for n in range(len(left) - 1, -1, -1) if not left[n].blank), None)
            if head is not None and _goes_on(left[head], line):
                left[head] = join(left[head], line.strip())
                del left[head + 1 :]
                cut = False
                continue
            cut = False
        left.append(line)
    return cut


def _goes_on(head: Line, tail: Line) -> bool:
    """Whether a sentence is open at the end of one line and goes on in the other."""
    text, rest = head.text.rstrip(), tail.text.lstrip()
    if not text or not rest or head.heading or tail.heading or head.cell or tail.cell or tail.label or len(text) < 30:
        return False
    if text.endswith(SENTENCE_ENDS) or rest[0].isupper() or not rest[0].isalpha():
        return False
    return rest[0].islower() or not text.endswith(COMMAS)


def _drop_separator(left: list[Line], report: Report) -> None:
    """Take the rule or the heading above notes away."""
    at = len(left) - 1
    while at >= 0 and left[at].blank:
        at -= 1
    if at < 0:
        return
    if is_heading(left[at]):
        report.remove(left[at].span, left[at].text, "notes-heading")
        del left[at]
        at -= 1
        while at >= 0 and left[at].blank:
            at -= 1
    if at >= 0 and is_separator(left[at]):
        del left[at]
