"""What stands in a paragraph, made flat and cut into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple, assert_never

from converter.compose.composed import Stretch
from converter.late import late
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
from converter.records import dataclass, field, replace
from converter.style.schema import NoteLayout, ParagraphStyle
from converter.writers.pdf import bidi
from converter.writers.pdf.atoms import Atom, Desk, Ink, Marked, close
from converter.writers.pdf.shape import Look, Shaper
from converter.writers.pdf.tags import Elem, inline

SPACES = late("[ \t\n]+")
TIES = late(r"\xa0(?:(?<=[^\W\d]\xa0)(?=\w)|(?<=[.)]\xa0)(?=\w)|(?<=\d\xa0)(?=[^\W\d]))")
"""Spaces that no line ends in, and that are as wide as the line's others: not those within a number, nor those that
French sets before its signs."""


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
    desks: dict[Ink, Desk] = field(default_factory=dict)
    inks: dict[tuple[str, bool], Ink] = field(default_factory=dict)
    """Of plain text, by language and whether it is bold for what it stands in."""

    def ink(self, language: str, bold: bool = False) -> Ink:
        """The ink of the paragraph's plain text."""
        found = self.inks.get((language, bold))
        if found is None:
            style = self.style
            look = Look(style.face, style.bold or bold, style.italic, language)
            found = Ink(look, style.size.pt, colour=style.colour, capitals=style.capitals)
            self.inks[language, bold] = found
        return found

    def atoms(
        self, content: Inlines, ink: Ink, owner: Elem, base: int, stretches: Sequence[Stretch] = ()
    ) -> list[Atom]:
        """The atoms of a paragraph; `base` is 1 where it runs from right to left."""
        pieces = list(self.pieces(content, ink, owner))
        return self.set(fitted(pieces, stretches) if stretches else pieces, base)

    def set(self, pieces: list[Piece], base: int) -> list[Atom]:
        """The atoms of pieces. Without a letter that runs to the left, figures and dates keep their order on every
        page."""
        return self._mixed(pieces, base) if _turns(pieces) else self._plain(pieces)

    def label(self, text: str, ink: Ink, base: int) -> list[Atom]:
        """The atoms of a label."""
        return self.set([Piece(text, ink)], base)

    def pieces(self, content: Inlines, ink: Ink, owner: Elem) -> Iterator[Piece]:
        """Inlines made flat."""
        for item in content:
            match item:
                case Text(value):
                    yield Piece(value, ink)
                case Emphasis(inner):
                    yield from self.pieces(inner, ink._replace(look=ink.look._replace(italic=True)), owner)
                case Strong(inner):
                    yield from self.pieces(inner, ink._replace(look=ink.look._replace(bold=True)), owner)
                case Raised(inner, below):
                    yield from self.pieces(inner, self._raised(ink, below), owner)
                case Link(inner, target) | SymbolLink(inner, _, target):
                    yield from self._linked(inner, target, ink._replace(colour=self.link_colour), owner)
                case Reference(inner, target):
                    yield from self._linked(inner, f"#{target}", ink, owner)
                case Foreign(inner, language):
                    elem = inline(ink.owner or owner, "Span", language=language)
                    look = ink.look._replace(language=language)
                    yield from self.pieces(inner, ink._replace(look=look, owner=elem), elem)
                case Footnote(label):
                    yield Piece("" if item.elsewhere else label, self._mark(ink, label, owner), item)
                case LineBreak():
                    yield Piece(None, ink)
                case _:
                    assert_never(item)

    def _linked(self, inner: Inlines, target: str, ink: Ink, owner: Elem) -> Iterator[Piece]:
        if not target.strip("#") or ink.link:
            yield from self.pieces(inner, ink, owner)
            return
        elem = inline(ink.owner or owner, "Link")
        yield from self.pieces(inner, ink._replace(owner=elem, target=target, link=elem), elem)

    def _raised(self, ink: Ink, below: bool) -> Ink:
        ratio = self.notes.mark_size.pt / ink.size
        rise = self.notes.mark_rise.pt
        return ink._replace(size=ink.size * min(ratio, 1), rise=ink.rise - rise / 2 if below else ink.rise + rise)

    def _mark(self, ink: Ink, label: str, owner: Elem) -> Ink:
        """A note's mark: figures upright and raised, letters slanted and raised, asterisks as they stand in the
        face."""
        elem = inline(ink.owner or owner, "Reference")
        look = ink.look._replace(italic=label.isalpha(), bold=False)
        if not label.strip("*"):
            return ink._replace(look=look, owner=elem)
        return ink._replace(look=look, owner=elem, size=self.notes.mark_size.pt, rise=self.notes.mark_rise.pt)

    # ------------------------------------------------------------ words

    def _plain(self, pieces: list[Piece]) -> list[Atom]:
        """Left to right throughout: the way of nearly every paragraph."""
        done: list[Atom] = [Atom()]
        for text, ink, note in pieces:
            if text is None:
                done[-1].hard = True
                done.append(Atom())
                continue
            self._tied(done, text, self.desk(ink), _apart(done, note))
            if note and ink.owner:
                done[-1].notes.append(Marked(note, ink.owner))
        return _trimmed(done)

    def _tied(self, done: list[Atom], text: str, desk: Desk, apart: bool) -> None:
        """Add the words of a piece, with spaces that no line ends in where they are marked."""
        if "\xa0" not in text:
            self._words(done, text, desk, apart)
            return
        first, *others = TIES.split(text)
        self._words(done, first, desk, apart)
        for part in others:
            close(done, desk.main, 0, tied=True)
            self._words(done, part, desk, False)

    def _words(self, done: list[Atom], text: str, desk: Desk, apart: bool) -> None:
        """Add the words of a piece. The first and the last may belong to a word of the pieces beside it; the others are
        ready."""
        words = SPACES.split(text) if "\n" in text or "\t" in text else text.split(" ")
        first = words[0]
        if len(words) == 1:
            self._joined(done, first, desk, apart)
            return
        found = desk[first] if first and not apart and _fresh(done) else ()
        if found and not found[0].lead:
            done.pop()
            done += found
        else:
            self._joined(done, first, desk, apart)
            close(done, desk.main, 0)
            done.pop()
        done += chain.from_iterable([desk[word] for word in words[1:-1] if word])
        desk.follow(done, words[-1])

    def _joined(self, done: list[Atom], word: str, desk: Desk, apart: bool) -> None:
        """Add a word to what stands before it without a space."""
        if not word:
            return
        if apart or not _fresh(done):
            desk.add(done, word, 0, apart)
        else:
            desk.open(done, word)

    def _mixed(self, pieces: list[Piece], base: int) -> list[Atom]:
        """With letters that run to the left: each stretch of one level is shaped by itself and put in order line by
        line."""
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
            desk, apart = self.desk(ink), _apart(done, note)
            for number, word in enumerate(SPACES.split(text)):
                if number:
                    close(done, desk.spaces(deep[at]), deep[at])
                    at += 1
                for start, end in bidi.runs(word, deep[at : at + len(word)]):
                    desk.add(done, word[start:end], deep[at + start], apart and not number and not start)
                at += len(word)
            if note and ink.owner:
                done[-1].notes.append(Marked(note, ink.owner))
        return _trimmed(done)

    def desk(self, ink: Ink) -> Desk:
        """What sets text of one ink."""
        found = self.desks.get(ink)
        if found is None:
            found = self.desks[ink] = Desk(self.shaper.setting(ink.look), ink, self.style)
        return found


def fitted(pieces: Sequence[Piece], stretches: Sequence[Stretch]) -> list[Piece]:
    """Pieces cut where letters begin to be set in another way. Marks of notes are no letters of the paragraph."""
    left = sum(sum(map(str.isalnum, text)) for text, _, note in pieces if text and not note)
    done: list[Piece] = []
    for piece in pieces:
        if not piece.text or piece.note:
            done.append(piece)
            continue
        start, now = 0, _stretch(left, stretches)
        for at, char in enumerate(piece.text):
            if not char.isalnum():
                continue
            new = _stretch(left, stretches)
            left -= 1
            if new is not now:
                done.append(_set_as(piece, piece.text[start:at], now))
                start, now = at, new
        done.append(_set_as(piece, piece.text[start:], now))
    return done


def _stretch(left: int, stretches: Sequence[Stretch]) -> Stretch | None:
    return next((stretch for stretch in stretches if stretch.start >= left > stretch.end), None)


def _set_as(piece: Piece, text: str, stretch: Stretch | None) -> Piece:
    ink = piece.ink
    return Piece(text, ink._replace(scale=stretch.scale, spacing=stretch.spacing.pt) if stretch else ink)


def _fresh(done: list[Atom]) -> bool:
    """Whether nothing stands yet in the last atom."""
    return not done[-1].frags and not done[-1].notes


def _apart(done: list[Atom], note: Footnote | None) -> bool:
    """Whether a note's mark follows a letter or figure and would seem to be a part of it: 20251 for 2025 and 1."""
    return note is not None and bool(done[-1].frags) and done[-1].frags[-1].text[-1:].isalnum()


def _trimmed(done: list[Atom]) -> list[Atom]:
    """Without the empty atom and the space at the end."""
    if len(done) > 1 and not done[-1].frags and not done[-1].notes:
        done.pop()
    last = done[-1]
    if not last.hard and last.pen is not None:
        done[-1] = last = replace(last, glue=0.0, pen=None)
    if len(last.frags) == 1 and not last.notes:
        last.body = last.frags[0].body
    return done


def _turns(pieces: list[Piece]) -> bool:
    """Whether some letter runs to the left."""
    return any(text and not text.isascii() and bidi.RIGHT_TO_LEFT.search(text) for text, _, _ in pieces)
