"""Words ready to be set: each with its pen and its width, and what may happen after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from unicodedata import combining

from converter.late import late
from converter.model import Footnote
from converter.records import dataclass, field
from converter.style.schema import ParagraphStyle
from converter.writers.pdf.constants import HUNDRED, THOUSAND
from converter.writers.pdf.fonts import SHIFT, Font, Shaped
from converter.writers.pdf.shape import Heard, Look, Part, Plain, Setting
from converter.writers.pdf.tags import Elem

SHIFTS = late(f"{SHIFT}([^{SHIFT}]*){SHIFT}")


@dataclass(slots=True, eq=False)
class Pen:
    """How a stretch of a line is drawn; what follows each other in one pen is drawn in one go."""

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
    link: Elem | None
    """The link that it is in."""
    unit: float
    """Points to a thousandth of the size, the scale included."""
    space_body: str = ""
    space: float = 0.0
    """A space: how it is written, and its width in points."""
    operands: tuple[tuple[str, str], ...] = ()
    """What it sets on a page, by operator; worked out when it is first used."""


class Frag(NamedTuple):
    """A piece of a word, of one pen."""

    pen: Pen
    body: str
    width: float
    level: int
    text: str


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
    tied: bool = False
    """No line ends in the space after it."""
    notes: list[Marked] = field(default_factory=list)
    lead: float = 0.0
    """By how much it stands nearer to the space before it, as ` A` does; its width is less by that."""
    body: str | None = None
    """Its only piece, where that has the pen of the space after it and no note: most words, set in the fast way."""


class Ink(NamedTuple):
    """What the inlines around a text make of it."""

    look: Look
    size: float
    rise: float = 0.0
    colour: str = ""
    owner: Elem | None = None
    target: str = ""
    link: Elem | None = None
    capitals: bool = False
    scale: int = 0
    """Character scale in per cent where it is not the style's, else 0."""
    spacing: float = 0.0
    """Points between letters, where there is such a scale."""


class Desk(dict[str, tuple[Atom, ...]]):
    """Sets text of one ink: its fonts, its pens, and the words that it has set with spaces around them, left to right.

    Those are shared by all paragraphs: never to be changed.
    """

    def __init__(self, setting: Setting, ink: Ink, style: ParagraphStyle):
        super().__init__()
        self.setting, self.ink, self.style = setting, ink, style
        self.pens: dict[tuple[Font, bool], Pen] = {}
        self.plain: Callable[[str], Plain | None] = _never if ink.capitals else setting.plain
        self._main: Pen | None = None

    @property
    def main(self) -> Pen:
        """The pen of the text face, which also sets the spaces."""
        if self._main is None:
            self._main = self.pen(self.setting.main, False)
        return self._main

    def spaces(self, level: int) -> Pen:
        """The pen for a space: that of the Arabic face among letters that run to the left."""
        return self.pen(self.setting.arabic, True) if level % 2 else self.main

    def __missing__(self, word: str) -> tuple[Atom, ...]:
        plain = self.plain(word)
        if plain:
            atom = self._whole(word, plain, plain.lead)
            pen = self.main
            atom.glue, atom.pen, atom.loose, atom.body = pen.space, pen, True, atom.frags[0].body
            self[word] = found = (atom,)
            return found
        done: list[Atom] = []
        self.follow(done, word)
        close(done, self.main, 0)
        self[word] = parted = tuple(done[:-1])
        return parted

    def open(self, done: list[Atom], word: str) -> None:
        """Add a word where nothing stands in the last atom, and no space before it."""
        plain = self.plain(word)
        if plain:
            done[-1] = self._whole(word, plain)
        else:
            self.add(done, word, 0)

    def follow(self, done: list[Atom], word: str) -> None:
        """Add a word after a space, left to right, as atoms of its own; others may be joined to the last."""
        plain = self.plain(word)
        if plain:
            done.append(self._whole(word, plain, plain.lead))
            return
        begun = len(done)
        done.append(Atom())
        if word:
            self.add(done, word, 0)
            self.lead(done[begun], self.main)

    def _whole(self, word: str, plain: Plain, nearer: float = 0.0) -> Atom:
        """A word in one piece, drawn nearer to the space before it by so many thousandths."""
        body = "".join(map(self.setting.main.write, plain.marks))
        pen = self._main or self.main
        width = plain.width * pen.unit + plain.glyphs * pen.spacing
        if not nearer:
            return Atom([Frag(pen, body, width, 0, word)], width)
        lead = nearer * pen.unit
        width -= lead
        return Atom([Frag(pen, f"){nearer:.1f}({body}", width, 0, word)], width, lead=lead)

    def add(self, done: list[Atom], word: str, level: int, apart: bool = False) -> None:
        """Add a word, or the stretch of one, to the last atom, and open new ones where a line may end in it.

        `apart`: extractors hear a space before it, though none is seen: a note's mark after a word.
        """
        heard: Heard = ()
        if self.ink.capitals:
            upper = word.upper()
            heard, word = (tuple(word) if len(upper) == len(word) else ()), upper
        if apart:
            heard = (" " + word[0], *word[1:])
        for part in self.setting.parts(word, level % 2 == 1, heard):
            frag = self.frag(part, level)
            atom = done[-1]
            atom.frags.append(frag)
            atom.width += frag.width
            if part.loose:
                atom.loose = True
            if part.ends:
                done.append(Atom())

    def lead(self, atom: Atom, space: Pen | None) -> None:
        """Draw a word nearer to the space before it where its font says so."""
        frag = atom.frags[0] if atom.frags else None
        if frag is None or space is None or frag.level or space.font is not frag.pen.font:
            return
        nearer = frag.pen.font.lead(frag.text[:1])
        if nearer:
            atom.lead = nearer * frag.pen.unit
            atom.width -= atom.lead
            atom.frags[0] = frag._replace(body=f"){nearer:.1f}({frag.body}", width=frag.width - atom.lead)

    def frag(self, part: Part, level: int) -> Frag:
        """A part with its pen."""
        pen = self.pens.get((part.font, part.apart)) or self.pen(part.font, part.apart)
        return _drawn(part.text, part.shaped, level, pen)

    def pen(self, font: Font, apart: bool) -> Pen:
        """The pen for a font; `apart`: letters that join, which character spacing would pull from each other."""
        found = self.pens.get((font, apart))
        if found is None:
            found = self.pens[font, apart] = self._pen(font, apart)
        return found

    def _pen(self, font: Font, apart: bool) -> Pen:
        ink = self.ink
        stretch = (ink.scale or self.style.scale) / HUNDRED
        if stretch != 1:
            stretch *= self.setting.fonts.pack.page.scaled / HUNDRED
        spacing = 0.0 if apart else ink.spacing if ink.scale else self.style.spacing.pt
        size = ink.size
        unit = size * stretch / THOUSAND
        pen = Pen(font, size, ink.rise, ink.colour, spacing, stretch, ink.owner, ink.target, ink.link, unit)
        space = font.space
        pen.space_body, pen.space = space.body, space.width * unit + spacing
        return pen


def _never(word: str) -> None:
    """No word in capitals is plain: extractors read it as it was written."""


def letters(frag: Frag) -> Iterator[Frag]:
    """A piece cut between any two letters, for a word that is wider than its line."""
    pen, level = frag.pen, frag.level
    cuts = [at for at, char in enumerate(frag.text) if not combining(char)]
    for start, end in zip(cuts, [*cuts[1:], len(frag.text)], strict=True):
        text = frag.text[start:end]
        yield _drawn(text, pen.font.shape(text, level % 2 == 1), level, pen)


def _drawn(text: str, shaped: Shaped, level: int, pen: Pen) -> Frag:
    body = shaped.body
    if shaped.raised:
        body = SHIFTS.sub(lambda found: f"{pen.rise + float(found[1]) * pen.size / THOUSAND:.2f}", body)
    return Frag(pen, body, shaped.width * pen.unit + shaped.glyphs * pen.spacing, level, text)


def close(done: list[Atom], pen: Pen, level: int, tied: bool = False) -> None:
    """A space after the last atom; one space for several."""
    atom = done.pop()
    if atom.frags or atom.notes:
        done.append(atom)
    elif not done or done[-1].hard or done[-1].pen is not None:
        done.append(atom)
        return
    atom = done[-1]
    done.append(Atom())
    atom.glue, atom.pen, atom.level, atom.loose, atom.tied = pen.space, pen, level, True, tied
    # Words that run to the left are put in order line by line, so none of them is ready.
    if len(atom.frags) == 1 and not atom.notes and atom.frags[0].pen is pen and not level:
        atom.body = atom.frags[0].body
