"""Footnotes: where their texts stand, and the mark that each belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from converter.diagnostics import Report
from converter.parse.context import Notes
from converter.parse.note_shapes import (
    FITS,
    Label,
    Shape,
    Sighting,
    body_label,
    is_heading,
    is_separator,
    is_text,
    loose_marks,
    marks_of,
    neighbour,
)
from converter.parse.note_texts import (
    further,
    given_notes,
    left_lines,
    marked_lines,
    note_of,
    parted,
    unreached,
    warn_loose,
)
from converter.records import dataclass
from converter.source import Line, Place

__all__ = ["collect"]

SELF_EVIDENT = frozenset({Shape.CARET})
"""A line that begins so is a note wherever it stands."""
WEAK = frozenset({Shape.BARE, Shape.PAREN})
"""A line that begins so is a note only where much else says so."""
TELLING = frozenset({Shape.CARET, Shape.BRACKET, Shape.RAISED, Shape.SLASH})
"""A mark so written that stays without a note is worth a word, if other marks are written so."""
PLAIN = frozenset({Shape.CARET, Shape.BRACKET, Shape.SLASH, Shape.STAR})
"""A mark so written that leads to no note of its own is a further mark of the note before."""
ENDS = tuple(".:;!?…。：；！？؟۔")
SKIPPED = 4
"""Labels of a list that a page may have lost."""
LIST = 5
"""Notes that make a list."""
APART = 8
"""Lines between two notes of a list, where a page ends or a note has an address below it."""
MANY = 200
"""Marks of one label that are looked at for one note."""


@dataclass(frozen=True, slots=True)
class Body:
    """Lines that may be a note: the numbers of its first and last line, its label, and the block it stands in."""

    number: int
    first: int
    last: int
    label: Label
    block: int
    apart: bool
    """The block stands under a separator or a heading."""


def collect(lines: Sequence[Line], report: Report) -> tuple[tuple[Line, ...], Notes]:
    """The lines without the texts of notes, their marks made NOTE marks; and the notes.

    A note needs both its text and its mark; a text alone is one where its place or its neighbours say so.
    """
    lines = parted(lines)
    bodies = _bodies(lines)
    marks = _marks(lines, bodies)
    pairs = _pairs(lines, bodies, marks)
    pairs |= _missed(lines, bodies, pairs)
    within = {n: body.number for body in bodies if body.number in pairs for n in range(body.first, body.last + 1)}
    for number in unreached({n: within[mark.line] for n, mark in pairs.items() if mark.line in within}):
        del pairs[number]
    counted = _counted(lines, bodies, pairs) | _listed(bodies, marks)
    kept = [b for b in bodies if b.number in pairs or b.number in counted or _stands_alone(b, bodies, pairs)]
    names = {body.number: f"note {count}" for count, body in enumerate(kept, 1)}
    tied = {pairs[n]: (name, bodies[n].first) for n, name in names.items() if n in pairs}
    again = further((mark for found in marks.values() for mark in found), tied, PLAIN)
    set_lines = marked_lines(lines, {mark: name for mark, (name, _) in tied.items()} | again)
    found = [(body, note_of(set_lines[body.first : body.last + 1], names[body.number], body.label)) for body in kept]
    marked = {note.id: note for body, note in found if body.number in pairs}
    loose = tuple(note for body, note in found if body.number not in pairs)
    given, given_loose = given_notes(lines)
    for note in (*given_loose, *loose):
        warn_loose(note, report)
    _report_marks(lines, marks, pairs, report)
    left = left_lines(set_lines, [(body.first, body.last, body.apart) for body in kept], report)
    return left, Notes({**given, **marked}, (*given_loose, *loose))


# ---------------------------------------------------------------- texts


def _bodies(lines: Sequence[Line]) -> list[Body]:
    """Everything that may be a note, in order."""
    found: list[Body] = []
    block, at = 0, 0
    while at < len(lines):
        if not is_text(lines[at]):
            at += 1
            continue
        under = is_separator(lines[at]) or is_heading(lines[at])
        begin = neighbour(lines, at, 1) if under else at
        run = _run(lines, begin, len(found), block, under) if begin is not None else []
        if run:
            found += run
            block += 1
            at = run[-1].last
        at += 1
    return found


def _run(lines: Sequence[Line], at: int, number: int, block: int, under: bool) -> list[Body]:
    """The notes that follow each other from a line on."""
    run: list[Body] = []
    here: int | None = at
    while here is not None:
        label = body_label(lines[here])
        if label is None or not _may_follow(run, label, under):
            break
        last = _last_line(lines, here, label, under or label.shape in SELF_EVIDENT)
        run.append(Body(number + len(run), here, last, label, block, under))
        here = neighbour(lines, last, 1)
    return run


def _may_follow(run: list[Body], label: Label, under: bool) -> bool:
    """Labels as numbers of paragraphs have follow only their like, counting on; bare ones also a star above them."""
    if not run:
        return True
    last = run[-1].label
    if label.shape is Shape.BARE and last.shape is Shape.BARE:
        return label.dotted == last.dotted and label.text == str(int(last.text) + 1)
    if label.dotted or last.dotted:
        return False
    if under and Shape.STAR in (label.shape, last.shape):
        return True
    return label.shape is last.shape or not {label.shape, last.shape} & WEAK


def _last_line(lines: Sequence[Line], first: int, label: Label, sure: bool) -> int:
    """The last line of a note: further lines without a blank between, and further paragraphs that are set in.

    Only Markdown sets in nothing else; elsewhere the next note must stand below such a paragraph.
    """
    last = first
    for at in range(first + 1, len(lines)):
        line = lines[at]
        if line.blank:
            continue
        if not is_text(line) or is_separator(line) or line.heading or line.cell or line.page_break or body_label(line):
            break
        inset = line.text[:2].isspace() or line.indent > lines[first].indent + 4
        if at - last > 1 or line.whole:
            goes_on = sure and inset and (label.shape in SELF_EVIDENT or _next_note_near(lines, at, label))
        else:
            goes_on = sure or inset or not lines[last].text.rstrip().endswith(ENDS)
        if not goes_on:
            break
        last = at
    return last


def _next_note_near(lines: Sequence[Line], at: int, label: Label) -> bool:
    """Whether the note that counts on from a label stands a few lines below."""
    end = next((n for n in range(at, min(len(lines), at + 5)) if is_separator(lines[n])), at + 5)
    below = (body_label(line) for line in lines[at + 1 : end] if is_text(line))
    return any(
        next_one is not None
        and next_one.shape is label.shape
        and label.text.isdecimal()
        and next_one.text == str(int(label.text) + 1)
        for next_one in below
    )


# ---------------------------------------------------------------- marks


def _marks(lines: Sequence[Line], bodies: Sequence[Body]) -> dict[str, list[Sighting]]:
    """What may be a mark, by label, in order."""
    starts = {body.first: body.label.end for body in bodies}
    marks: dict[str, list[Sighting]] = defaultdict(list)
    for number, line in enumerate(lines):
        if is_text(line) or line.place is Place.NOTE:
            for mark in marks_of(number, line, starts.get(number, 0)):
                marks[mark.text].append(mark)
    return marks


def _pairs(
    lines: Sequence[Line], bodies: Sequence[Body], marks: Mapping[str, Sequence[Sighting]]
) -> dict[int, Sighting]:
    """Number of a note → its mark: the first that fits since the last note of that label, in the order of the notes."""
    pairs: dict[int, Sighting] = {}
    used: set[Sighting] = set()
    since: dict[str, int] = {}
    places = {label: [mark.line for mark in found] for label, found in marks.items()}
    block, before = -1, (-1, -1)
    for body in bodies:
        if body.block != block:
            block, before = body.block, (-1, -1)
        label = body.label.text
        start = bisect_left(places.get(label, []), since.get(label, 0))
        fitting = _fitting(body, marks.get(label, ()), places.get(label, []), start, used)
        mark = next((m for m in fitting if (m.line, m.start) > before), fitting[0] if fitting else None)
        if mark and _believed(lines, body, bodies, mark, pairs):
            pairs[body.number] = mark
            used.add(mark)
            before = (mark.line, mark.start)
            since[label] = body.last + 1
    return pairs


def _missed(lines: Sequence[Line], bodies: Sequence[Body], pairs: Mapping[int, Sighting]) -> dict[int, Sighting]:
    """Marks of notes under a rule that have none: a figure in mid-line, between the marks of the notes beside them."""
    found: dict[int, Sighting] = {}
    after = (0, 0)
    for body in bodies:
        if body.number in pairs:
            after = (pairs[body.number].line, pairs[body.number].end)
        elif body.apart and body.label.shape is Shape.BARE and not body.label.dotted:
            later = next((pairs[n] for n in range(body.number + 1, len(bodies)) if n in pairs), None)
            end = min((later.line, later.start), (body.first, 0)) if later else (body.first, 0)
            between = [n for n in range(after[0], min(end[0] + 1, len(lines))) if is_text(lines[n])]
            may = (mark for n in between for mark in loose_marks(n, lines[n], body.label.text))
            mark = next((mark for mark in may if after <= (mark.line, mark.start) < end), None)
            if mark:
                found[body.number] = mark
                after = (mark.line, mark.end)
    return found


def _fitting(
    body: Body, found: Sequence[Sighting], places: Sequence[int], start: int, used: set[Sighting]
) -> list[Sighting]:
    """The marks that may lead to a note, best first: before it and after its namesake; else others not yet taken."""
    shapes = FITS[body.label.shape]
    end = bisect_left(places, body.first)
    near = [mark for mark in found[start:end][:MANY] if mark.shape in shapes]
    if near:
        return near
    far = found if body.label.shape in SELF_EVIDENT else found[:end]
    return [m for m in far[-MANY:] if m.shape in shapes and m not in used and not body.first <= m.line <= body.last]


def _believed(
    lines: Sequence[Line], body: Body, bodies: Sequence[Body], mark: Sighting, pairs: Mapping[int, Sighting]
) -> bool:
    """Two weak signs are not enough: a bare number must stand under a rule, or count on at the foot of a page."""
    beside = [bodies[n] for n in (body.number - 1, body.number + 1) if 0 <= n < len(bodies)]
    beside = [other for other in beside if other.block == body.block]
    if body.label.shape is Shape.STAR:
        return body.apart or all(other.label.text != body.label.text for other in beside)
    if body.label.shape not in WEAK or body.apart:
        return True
    counts_on = body.label.text == "1" or any(other.number in pairs for other in beside if other.number < body.number)
    close = lines[mark.line].text[mark.start : mark.start + 1] == "("
    shown = mark.shape in (Shape.RAISED, Shape.BARE) or (mark.shape is Shape.PAREN and close)
    return shown and counts_on and not body.label.dotted and _at_foot(lines, body, bodies)


def _at_foot(lines: Sequence[Line], body: Body, bodies: Sequence[Body]) -> bool:
    """Whether nothing but notes follows on the page."""
    last = body
    while last.number + 1 < len(bodies) and bodies[last.number + 1].block == body.block:
        last = bodies[last.number + 1]
    after = neighbour(lines, last.last, 1)
    return after is None or lines[after].page_break or lines[after].page != lines[last.last].page


def _counted(lines: Sequence[Line], bodies: Sequence[Body], pairs: Mapping[int, Sighting]) -> frozenset[int]:
    """Notes with bare numbers under rules that count on from page to page: their marks may be lost in the text."""
    last, run = 0, list[int]()
    for body in bodies:
        bare = body.apart and body.label.shape is Shape.BARE and not body.label.dotted
        if bare and body.label.text == str(last + 1):
            last += 1
            run.append(body.number)
    whole = all(lines[bodies[number].last].text.rstrip().endswith(ENDS) for number in run)
    return frozenset(run if whole or last > 2 or any(number in pairs for number in run) else ())


def _listed(bodies: Sequence[Body], marks: Mapping[str, Sequence[Sighting]]) -> frozenset[int]:
    """The notes of a list of notes without a rule: many that count on from 1, most of them with a mark above."""
    found: set[int] = set()
    run: list[Body] = []
    for body in [*(b for b in bodies if b.label.shape is Shape.BARE and not b.label.dotted), None]:
        step = int(body.label.text) - int(run[-1].label.text) if body and run else 0
        if body and run and 1 <= step <= (1 if len(run) < LIST else SKIPPED) and body.first - run[-1].last <= APART:
            run.append(body)
            continue
        marked = [b for b in run if any(mark.line < run[0].first for mark in marks.get(b.label.text, ()))]
        if len(run) >= LIST and len(marked) * 2 >= len(run):
            found.update(b.number for b in run)
        run = [body] if body and int(body.label.text) <= SKIPPED else []
    return frozenset(found)


def _stands_alone(body: Body, bodies: Sequence[Body], pairs: Mapping[int, Sighting]) -> bool:
    """A text without a mark is a note where it says so itself, or where a note stands beside it."""
    shape = body.label.shape
    if shape in SELF_EVIDENT:
        return True
    if shape not in TELLING and shape is not Shape.STAR and not body.apart:
        return False
    beside = range(max(0, body.number - 2), min(len(bodies), body.number + 3))
    if any(n in pairs and bodies[n].block == body.block and bodies[n].label.shape is shape for n in beside):
        return True
    return body.apart and shape in TELLING


def _report_marks(
    lines: Sequence[Line], marks: Mapping[str, Sequence[Sighting]], pairs: Mapping[int, Sighting], report: Report
) -> None:
    """Warn of marks that stayed text: those that can be nothing else, and those written as the marks of notes are."""
    shapes = {mark.shape for mark in pairs.values()} & TELLING | {Shape.CARET}
    tied = {mark.text for mark in pairs.values()}
    for label, found in marks.items():
        if label in tied:
            continue
        for mark in found:
            if mark.shape in shapes:
                report.warn(
                    "mark-without-note",
                    lines[mark.line].span,
                    f"there is no note for the mark {label}; it stays as it stands",
                    hint=f"add the note, as a line that begins with [{label}], or take the mark out",
                )
