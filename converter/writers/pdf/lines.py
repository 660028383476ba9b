"""Words to lines: where each ends, how wide its spaces are, and its stretches in the order in which they are drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import add
from typing import NamedTuple

from converter.writers.pdf.atoms import Atom, Ink, Marked, Pen, letters
from converter.writers.pdf.bidi import visual
from converter.writers.pdf.constants import TOLERANCE
from converter.writers.pdf.inlines import Setter


class Segment(NamedTuple):
    """A stretch of a line, drawn with one pen."""

    pen: Pen
    body: str
    width: float


class SetLine(NamedTuple):
    """A line as it is drawn, from left to right."""

    segments: tuple[Segment, ...]
    x: float
    """Where it begins, from the starting edge of the page: the right one where the page runs from right to left."""
    width: float
    notes: tuple[Marked, ...] = ()


class Measure(NamedTuple):
    """The room for the lines of a paragraph, from the starting edge of the page, in points."""

    first: float
    """Where the first line begins."""
    left: float
    """Where the others begin."""
    right: float
    """Where all end at the most."""
    spare: float = 0.0
    """By how much the last may be longer."""


class Narrowing(NamedTuple):
    """When the spaces of a justified line are narrowed to hold one word more."""

    shrink: float = 0.0
    """The part of their width that they may lose."""
    worth: float = 1.0
    """They must else be widened by so many times as much."""


NEVER = Narrowing()


class Galley:
    """The words of a paragraph before they are lines, with what is asked of them for each line."""

    __slots__ = ("atoms", "ends", "glues", "pen", "spans", "starts", "widest", "widths")

    def __init__(self, atoms: Sequence[Atom]):
        self.atoms = atoms
        self.widths = [atom.width for atom in atoms]
        self.glues = [atom.glue for atom in atoms]
        self.widest = max(self.widths)
        self.spans = list(map(add, self.widths, self.glues))
        """Of each word with its space."""
        self.starts = [0.0, *accumulate(self.spans)]
        """Where each word begins if all stand in one line."""
        self.ends = list(map(add, self.starts, self.widths))
        self.pen = _only_pen(atoms)
        """With which all words are drawn, where each is ready: most paragraphs."""

    def wider(self, measure: Measure) -> bool:
        """Whether some word is wider than the lines."""
        return self.widest > measure.right - measure.left + TOLERANCE


def set_lines(galley: Galley, measure: Measure, align: str, narrowing: Narrowing = NEVER) -> list[SetLine]:
    """Break a paragraph and set its lines. Greedy: each line takes what it can, as word processors do."""
    if galley.wider(measure):
        galley = Galley(_fitting(galley.atoms, measure))
    atoms, pen, spans, right = galley.atoms, galley.pen, galley.spans, measure.right
    done: list[SetLine] = []
    for start, end in pairwise(breaks(galley, measure, narrowing if align == "justify" else NEVER)):
        x = measure.left if start else measure.first
        last = end == len(atoms) or atoms[end - 1].hard
        whole = sum(spans[start:end])
        done.append(_line(atoms[start:end], whole, pen, x, right, align, last, more=end < len(atoms)))
    return done


def set_line(atoms: Sequence[Atom], x: float = 0.0) -> SetLine:
    """All atoms as one line that begins at `x`."""
    whole = sum([atom.width + atom.glue for atom in atoms])
    return _line(atoms, whole, _only_pen(atoms), x, x, "start", last=True, more=False)


def set_text(setter: Setter, text: str, ink: Ink, base: int = 0) -> SetLine:
    """A text as one line that begins at 0."""
    return set_line(setter.label(text, ink, base))


def breaks(galley: Galley, measure: Measure, narrowing: Narrowing = NEVER) -> list[int]:
    """Where lines begin, as positions of atoms; the last entry is the number of atoms.

    Linear but for a bisection a line.
    """
    atoms, starts, ends, count = galley.atoms, galley.starts, galley.ends, len(galley.atoms)
    forced = [at + 1 for at, atom in enumerate(atoms) if atom.hard]
    found, at, next_forced = [0], 0, 0
    room = measure.right - measure.first
    while at < count:
        room -= atoms[at].lead
        end = max(bisect_right(ends, starts[at] + room + TOLERANCE, at), at + 1)
        while end - at > 1 and atoms[end - 1].tied:
            end -= 1
        if end < count and ends[-1] - starts[at] <= room + measure.spare + TOLERANCE:
            end = count
        if narrowing.shrink and end < count:
            end = _narrowed(galley, at, end, room, narrowing)
        if next_forced < len(forced) and forced[next_forced] <= end:
            end = forced[next_forced]
            next_forced += 1
        found.append(end)
        at, room = end, measure.right - measure.left
    return found


def _narrowed(galley: Galley, start: int, end: int, room: float, narrowing: Narrowing) -> int:
    """Where a line ends if its spaces are narrowed for what comes next.

    They are when they lose no more than they may, and would else have to be widened a good deal more.
    """
    glues, widths, atoms = galley.glues, galley.widths, galley.atoms
    spaces = sum(glues[start : end - 1])
    width = sum(widths[start:end])
    wider = (room - width - spaces) / spaces if spaces else float("inf")
    best = end
    while end < len(atoms):
        spaces += glues[end - 1]
        width += widths[end]
        narrower = (width + spaces - room) / spaces if spaces else 1.0
        if narrower > narrowing.shrink:
            break
        end += 1
        if wider >= narrower * narrowing.worth and not atoms[end - 1].tied:
            best = end
    return best


def _fitting(atoms: Sequence[Atom], measure: Measure) -> list[Atom]:
    """Atoms with those that are wider than a line cut between letters."""
    room = max(measure.right - measure.left, 1.0)
    done: list[Atom] = []
    for atom in atoms:
        done += [atom] if atom.width <= room else _cut(atom, room)
    return done


def _cut(atom: Atom, room: float) -> list[Atom]:
    """A word too wide for any line, as pieces that fit."""
    done = [Atom()]
    for frag in atom.frags:
        for letter in letters(frag):
            if done[-1].frags and done[-1].width + letter.width > room:
                done.append(Atom())
            done[-1].frags.append(letter)
            done[-1].width += letter.width
    last = done[-1]
    last.glue, last.pen, last.level, last.loose = atom.glue, atom.pen, atom.level, atom.loose
    last.hard, last.tied, last.notes = atom.hard, atom.tied, atom.notes
    return done


def _line(
    row: Sequence[Atom], whole: float, pen: Pen | None, x: float, right: float, align: str, last: bool, more: bool
) -> SetLine:
    """Set one line: align it, justify it unless it is the last, keep a space at its end for whoever copies the text.

    `whole` is its width with all spaces, `pen` the one with which all words are drawn, where that is known.
    """
    width = whole - row[-1].glue
    x += row[0].lead
    slack = right - x - width
    pen = pen or _only_pen(row, more)
    extra = 0.0
    if align == "justify" and (not last if slack > 0 else slack < -TOLERANCE):
        loose = len(row) - 1 if pen else sum([atom.loose for atom in row[:-1]])
        extra = slack / loose if loose else 0.0
        width += extra * loose
    elif align == "end":
        x += slack
    elif align == "center":
        x += slack / 2
    if pen:
        space = f"{pen.space_body}){-extra / pen.unit:.1f}(" if extra else pen.space_body
        body = space.join([atom.body for atom in row])  # type: ignore[misc]
        body += pen.space_body if more else ""
        return SetLine((Segment(pen, body, whole + extra * (len(row) - 1)),), x, width)
    mixed = any(frag.level for atom in row for frag in atom.frags)
    segments = _mixed(row, extra, more) if mixed else _plain(row, extra, more)
    notes = tuple([note for atom in row for note in atom.notes])
    return SetLine(tuple(segments), x, width, notes)


def _only_pen(row: Sequence[Atom], more: bool = False) -> Pen | None:
    """The pen of ready words with a space after each, the last of a paragraph left out; None where there are others,
    or several pens. `more`: it is not the last."""
    pens = [atom.pen for atom in row if atom.body is not None]
    if len(pens) < len(row):
        return None
    # A word that is ready has the pen of its space.
    pen = row[-1].frags[0].pen
    return pen if pens.count(pen) + (pens[-1] is None and not more) == len(row) else None


def _plain(row: Sequence[Atom], extra: float, more: bool) -> list[Segment]:
    """Segments of a line that runs from left to right: stretches of one pen joined."""
    out: list[Segment] = []
    pen: Pen | None = None
    bodies: list[str] = []
    width = 0.0
    last = len(row) - 1
    for at, atom in enumerate(row):
        for frag in atom.frags:
            if frag.pen is not pen:
                if pen is not None:
                    out.append(Segment(pen, "".join(bodies), width))
                pen, bodies, width = frag.pen, [], 0.0
            bodies.append(frag.body)
            width += frag.width
        if at == last and not more:
            break
        if atom.pen is not None:
            if atom.pen is not pen:
                if pen is not None:
                    out.append(Segment(pen, "".join(bodies), width))
                pen, bodies, width = atom.pen, [], 0.0
            bodies.append(pen.space_body)
            width += atom.glue
        if at < last and extra and atom.loose and pen is not None:
            bodies.append(f"){-extra / pen.unit:.1f}(")
            width += extra
    if pen is not None:
        out.append(Segment(pen, "".join(bodies), width))
    return out


def _mixed(row: Sequence[Atom], extra: float, more: bool) -> list[Segment]:
    """Segments of a line in which some letters run to the left: pieces in visual order, then joined."""
    items: list[tuple[int, Pen, str, float]] = []
    for at, atom in enumerate(row):
        items += [(frag.level, frag.pen, frag.body, frag.width) for frag in atom.frags]
        if at == len(row) - 1:
            break
        if atom.pen is not None:
            wide = f"){-extra / atom.pen.unit:.1f}(" if extra else ""
            items.append((atom.level, atom.pen, atom.pen.space_body + wide, atom.glue + extra))
        elif extra and atom.loose:
            level, pen, body, width = items[-1]
            items[-1] = (level, pen, f"{body}){-extra / pen.unit:.1f}(", width + extra)
    out: list[Segment] = []
    for _, pen, body, width in visual(items, lambda item: item[0]):
        if out and out[-1].pen is pen:
            out[-1] = Segment(pen, out[-1].body + body, out[-1].width + width)
        else:
            out.append(Segment(pen, body, width))
    return out
