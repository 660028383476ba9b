"""What stands in a paragraph, as words to be set: each with its pen, its width and the notes that are marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, assert_never

from converter.model import (
    Emphasis,
    Footnote,
    Foreign,
    Inlines,
    LineBreak,
    Link,
    Raised,
    Reference,
    Strong,
    SymbolLink,
    Text,
)
from converter.style.schema import NoteLayout, ParagraphStyle
from converter.writers.pdf import bidi
from converter.writers.pdf.constants import HUNDRED, THOUSAND
from converter.writers.pdf.fonts import SHIFT, Font
from converter.writers.pdf.shape import Look, Part, Setting, Shaper
from converter.writers.pdf.tags import Elem, inline

SHIFTS = re.compile(f"{SHIFT}([^{SHIFT}]*){SHIFT}")
SPACES = re.compile("[ \t\n]+")


@dataclass(slots=True, eq=False)
class Pen:
    """How a stretch of a line is drawn; two stretches of one pen are drawn in one go."""

    font: Font
    size: float
    rise: float
    colour: str
    spacing: float
    """Points added after each glyph."""
    stretch: float
    """Character scale, 1 for none."""
    owner: Elem | None
    """The element around it inside the paragraph; None: the paragraph itself."""
    target: str
    """Where a link leads: an address, or `#` and an anchor."""
    space_body: str = ""
    space: float = 0.0
    unit: float = 0.0
    """Points to a thousandth of the size."""


class Frag(NamedTuple):
    """A piece of a word, of one pen."""

    pen: Pen
    body: str
    width: float
    level: int
    part: Part
    desk: Desk


class Marked(NamedTuple):
    """A note, and the element of its mark."""

    note: Footnote
    reference: Elem


@dataclass(slots=True)
class Atom:
    """What no line can end in: a word, a piece of one up to a hyphen, a Chinese letter."""

    frags: list[Frag] = field(default_factory=list)
    width: float = 0.0
    glue: float = 0.0
    """Width of the space after it."""
    pen: Pen | None = None
    """Of that space; None where there is none."""
    level: int = 0
    """Of that space."""
    loose: bool = False
    """Room may be added after it where a line is justified."""
    hard: bool = False
    """The line ends after it."""
    notes: list[Marked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ink:
    """What the inlines around a text make of it."""

    look: Look
    size: float
    rise: float = 0.0
    colour: str = ""
    owner: Elem | None = None
    target: str = ""
    capitals: bool = False


class Piece(NamedTuple):
    """Text of one ink; a line break where the text is None; a note mark where there is a note."""

    text: str | None
    ink: Ink
    note: Footnote | None = None


@dataclass(slots=True)
class Setter:
    """Turns the contents of paragraphs of one style into atoms."""

    shaper: Shaper
    style: ParagraphStyle
    notes: NoteLayout
    link_colour: str
    pens: dict[Ink, dict[tuple[Font, bool], Pen]] = field(default_factory=dict)

    def ink(self, language: str, bold: bool = False) -> Ink:
        """The ink of the paragraph's plain text."""
        style = self.style
        look = Look(style.face, style.bold or bold, style.italic, language)
        return Ink(look, style.size.pt, colour=style.colour, capitals=style.capitals)

    def atoms(self, content: Inlines, ink: Ink, owner: Elem, base: int) -> list[Atom]:
        """The atoms of a paragraph; `base` is 1 where it runs from right to left."""
        pieces = list(self.pieces(content, ink, owner))
        if base or any(piece.text and bidi.RIGHT_TO_LEFT.search(piece.text) for piece in pieces):
            return self._mixed(pieces, base)
        return self._plain(pieces)

    def set(self, pieces: list[Piece], base: int) -> list[Atom]:
        """The atoms of pieces that were made elsewhere."""
        return self._mixed(pieces, base) if base else self._plain(pieces)

    def label(self, text: str, ink: Ink, base: int) -> list[Atom]:
        """The atoms of a label."""
        pieces = [Piece(text, ink)]
        return self._mixed(pieces, base) if base or bidi.RIGHT_TO_LEFT.search(text) else self._plain(pieces)

    def pieces(self, content: Inlines, ink: Ink, owner: Elem) -> Iterator[Piece]:
        """Inlines made flat."""
        for item in content:
            match item:
                case Text(value):
                    yield Piece(value, ink)
                case Emphasis(inner):
                    yield from self.pieces(inner, replace(ink, look=ink.look._replace(italic=True)), owner)
                case Strong(inner):
                    yield from self.pieces(inner, replace(ink, look=ink.look._replace(bold=True)), owner)
                case Raised(inner, below):
                    yield from self.pieces(inner, self._raised(ink, below), owner)
                case Link(inner, target) | SymbolLink(inner, _, target):
                    yield from self._linked(inner, target, replace(ink, colour=self.link_colour), owner)
                case Reference(inner, target):
                    yield from self._linked(inner, f"#{target}", ink, owner)
                case Foreign(inner, language):
                    elem = inline(ink.owner or owner, "Span", language=language)
                    look = ink.look._replace(language=language)
                    yield from self.pieces(inner, replace(ink, look=look, owner=elem), elem)
                case Footnote(label):
                    yield Piece(label, self._mark(ink, label, owner), item)
                case LineBreak():
                    yield Piece(None, ink)
                case _:
                    assert_never(item)

    def _linked(self, inner: Inlines, target: str, ink: Ink, owner: Elem) -> Iterator[Piece]:
        if not target.strip("#"):
            yield from self.pieces(inner, ink, owner)
            return
        elem = inline(ink.owner or owner, "Link")
        yield from self.pieces(inner, replace(ink, owner=elem, target=target), elem)

    def _raised(self, ink: Ink, below: bool) -> Ink:
        ratio = self.notes.mark_size.pt / ink.size
        rise = self.notes.mark_rise.pt
        return replace(ink, size=ink.size * min(ratio, 1), rise=ink.rise - rise / 2 if below else ink.rise + rise)

    def _mark(self, ink: Ink, label: str, owner: Elem) -> Ink:
        """A note's mark: figures upright and raised, letters slanted and raised, asterisks as they stand in the face."""
        elem = inline(ink.owner or owner, "Reference")
        look = ink.look._replace(italic=label.isalpha(), bold=False)
        if not label.strip("*"):
            return replace(ink, look=look, owner=elem)
        return replace(ink, look=look, owner=elem, size=self.notes.mark_size.pt, rise=self.notes.mark_rise.pt)

    # ------------------------------------------------------------ words

    def _plain(self, pieces: list[Piece]) -> list[Atom]:
        """Left to right throughout: the way of nearly every paragraph."""
        done: list[Atom] = [Atom()]
        for text, ink, note in pieces:
            if text is None:
                done[-1].hard = True
                done.append(Atom())
                continue
            desk = self.desk(ink)
            for number, word in enumerate(text.split(" ") if text.isprintable() else SPACES.split(text)):
                if number:
                    _close(done, desk.main, 0)
                if word:
                    desk.add(done, word, 0)
            if note and ink.owner:
                done[-1].notes.append(Marked(note, ink.owner))
        return _trimmed(done)

    def _mixed(self, pieces: list[Piece], base: int) -> list[Atom]:
        """With letters that run to the left: each stretch of one level is shaped by itself and put in order line by line."""
        whole = "".join("\n" if piece.text is None else SPACES.sub(" ", piece.text) for piece in pieces)
        deep = bidi.levels(whole.replace("\n", "\u2029"), base)
        done: list[Atom] = [Atom()]
        at = 0
        for text, ink, note in pieces:
            if text is None:
                done[-1].hard = True
                done.append(Atom())
                at += 1
                continue
            desk = self.desk(ink)
            for number, word in enumerate(SPACES.split(text)):
                if number:
                    _close(done, desk.main, deep[at])
                    at += 1
                for start, end in bidi.runs(word, deep[at : at + len(word)]):
                    desk.add(done, word[start:end], deep[at + start])
                at += len(word)
            if note and ink.owner:
                done[-1].notes.append(Marked(note, ink.owner))
        return _trimmed(done)

    def desk(self, ink: Ink) -> Desk:
        """What sets text of one ink."""
        return Desk(self.shaper.setting(ink.look), ink, self.style, self.pens.setdefault(ink, {}))


@dataclass(slots=True)
class Desk:
    """Sets text of one ink: fonts, and pens for them."""

    setting: Setting
    ink: Ink
    style: ParagraphStyle
    pens: dict[tuple[Font, bool], Pen]

    @property
    def main(self) -> Pen:
        """The pen of the text face, which also sets the spaces."""
        return self.pen(self.setting.main, False)

    def add(self, done: list[Atom], word: str, level: int) -> None:
        """Add a word, or the stretch of one, to the last atom, and open new ones where a line may end in it."""
        heard = ""
        if self.ink.capitals:
            upper = word.upper()
            heard, word = (word, upper) if len(upper) == len(word) else ("", upper)
        for part in self.setting.parts(word, level % 2 == 1, heard):
            frag = self.frag(part, level)
            atom = done[-1]
            atom.frags.append(frag)
            atom.width += frag.width
            if part.loose:
                atom.loose = True
            if part.ends:
                done.append(Atom())

    def frag(self, part: Part, level: int) -> Frag:
        """A part with its pen."""
        pen = self.pens.get((part.font, part.apart)) or self.pen(part.font, part.apart)
        shaped, body = part.shaped, part.shaped.body
        if shaped.raised:
            body = SHIFTS.sub(lambda found: f"{pen.rise + float(found[1]) * pen.size / THOUSAND:.2f}", body)
        return Frag(pen, body, shaped.width * pen.unit + shaped.count * pen.spacing, level, part, self)

    def pen(self, font: Font, apart: bool) -> Pen:
        """The pen for a font; `apart`: letters that join, which character spacing would pull from each other."""
        found = self.pens.get((font, apart))
        if found is None:
            found = self.pens[font, apart] = self._pen(font, apart)
        return found

    def _pen(self, font: Font, apart: bool) -> Pen:
        ink, stretch = self.ink, self.style.scale / HUNDRED
        spacing = 0.0 if apart else self.style.spacing.pt
        pen = Pen(font, ink.size, ink.rise, ink.colour, spacing, stretch, ink.owner, ink.target)
        pen.unit = ink.size * stretch / THOUSAND
        if font is self.setting.main:
            pen.space_body, pen.space = self.setting.space.body, self.setting.space.width * pen.unit + spacing
        return pen


def _close(done: list[Atom], pen: Pen, level: int) -> None:
    """A space after the last atom; one space for several."""
    atom = done[-1]
    if not atom.frags and not atom.notes:
        before = done[-2] if len(done) > 1 else None
        if before is None or before.hard or before.pen is not None:
            return
        atom = before
    else:
        done.append(Atom())
    atom.glue, atom.pen, atom.level, atom.loose = pen.space, pen, level, True


def _trimmed(done: list[Atom]) -> list[Atom]:
    """Without the empty atom and the space at the end."""
    if len(done) > 1 and not done[-1].frags and not done[-1].notes:
        done.pop()
    if not done[-1].hard:
        done[-1].glue, done[-1].pen = 0.0, None
    return done
