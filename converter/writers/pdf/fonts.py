"""A font in one document: shapes text, and remembers which glyphs were used under which text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from converter.style.faces import FontFile, opened
from converter.writers.pdf.constants import CODE_SPAN, PRIVATE, THOUSAND, WORDS_KEPT

INVISIBLE = "\u2060"
"""What an extractor reads for a glyph whose text another glyph bears."""
SHIFT = "\ue000"
"""Marks a raise inside a shaped word; page contents are Latin-1, so it stands for nothing else."""
REPLACEMENT = "\ufffd"


class Shaped(NamedTuple):
    """A stretch of text as glyphs, left to right."""

    body: str
    """The inside of a TJ string: character codes, with moves between them. `\ue000n\ue000` stands for a glyph raised by
    n thousandths."""
    width: float
    """In thousandths of the type size."""
    glyphs: int
    """How many: character spacing is added after each."""
    raised: bool
    """Some glyph stands off the baseline (vowel signs, accents), so that the body is no plain string."""


class Glyph(NamedTuple):
    """A glyph of a shaped text, as it is whatever document it stands in."""

    move: str
    """What moves the pen before it, inside a TJ array; mostly nothing."""
    id: int
    said: str
    """The text that it bears."""
    start: int
    end: int
    """From where in the text, and as far as where; both are 0 for one that bears none."""
    rise: float
    """Over the baseline, in thousandths of the type size."""


class Cast(NamedTuple):
    """A shaped text."""

    glyphs: tuple[Glyph, ...]
    tail: str
    """What moves the pen after the last glyph."""
    width: float
    raised: bool
    marks: tuple[str, ...]
    """The glyphs and moves as `Codes` knows them, where none is raised."""


class Typeface:
    """A face of a font file, and the words that were set in it: the same for every document, so kept from one to the
    next."""

    def __init__(self, file: FontFile):
        hb = harfbuzz()
        self.file = file
        self.face: Any = opened(file.path, file.index)
        self.font: Any = hb.Font(self.face)
        if file.weight:
            self.font.set_variations({"wght": file.weight})
        self.per_mille = THOUSAND / self.face.upem
        self.advance = cache(self.font.get_glyph_h_advance)
        self.has = cache(self._has)
        self.cast = lru_cache(WORDS_KEPT)(self._cast)
        self.mark = cache("{} {}".format)
        """A glyph and the text that it bears, as `Codes` knows them: one string, however often it is used."""
        self.lead = cache(self._lead)
        self._hb: Any = hb

    def _has(self, char: str) -> bool:
        """Whether the font has a glyph for a character."""
        return bool(self.font.get_nominal_glyph(ord(char)))

    def _cast(self, text: str, rtl: bool, language: str) -> Cast:
        """A stretch of one direction, shaped."""
        glyphs = self._glyphs(text, rtl, language)
        starts = sorted({info.cluster for info, _ in glyphs})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        bearers = _bearers(glyphs)
        made: list[Glyph] = []
        owed = total = 0
        for at, (info, place) in enumerate(glyphs):
            owed += place.x_offset
            start, end = (info.cluster, ends[info.cluster]) if bearers[info.cluster] == at else (0, 0)
            said = text[start:end] if end else INVISIBLE
            made.append(Glyph(self._move(owed), info.codepoint, said, start, end, place.y_offset * self.per_mille))
            owed = place.x_advance - place.x_offset - self.advance(info.codepoint)
            total += place.x_advance
        raised = any(glyph.rise or not glyph.end for glyph in made)
        tail = self._move(owed)
        marks = [mark for glyph in made for mark in (glyph.move, self.mark(glyph.id, glyph.said)) if mark]
        marks += [tail] if tail else []
        return Cast(tuple(made), tail, total * self.per_mille, raised, () if raised else tuple(marks))

    def _move(self, owed: int) -> str:
        return f"){-owed * self.per_mille:.2f}(" if owed else ""

    def _lead(self, char: str) -> float:
        glyphs = self._glyphs(f" {char}", False, "") if char else []
        spared = self.advance(glyphs[0][0].codepoint) - glyphs[0][1].x_advance if len(glyphs) > 1 else 0
        return float(spared * self.per_mille)

    def _glyphs(self, text: str, rtl: bool, language: str) -> list[tuple[Any, Any]]:
        hb = self._hb
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        if language:
            buffer.language = language
        hb.shape(self.font, buffer)
        return list(zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True))


typeface = cache(Typeface)
"""The face of a font file, opened once."""


class Font:
    """A face of a font file as one document uses it.

    Each pair of glyph and text has a code of its own, in order of first use, so that text comes back exactly where one
    glyph stands for two texts (mirrored brackets, a space that must not break).
    """

    def __init__(self, name: str, file: FontFile):
        self.name, self.file, self.typeface = name, file, typeface(file)
        self.face: Any = self.typeface.face
        self.outlines = "glyf" in self.face.table_tags
        """Quadratic outlines, which every code can point into; else PostScript ones, whose codes are glyph numbers."""
        self.per_mille, self.advance, self.has = self.typeface.per_mille, self.typeface.advance, self.typeface.has
        self.codes: dict[tuple[int, str], int] = {(0, REPLACEMENT): 0}
        self.write: Callable[[str], str] = Codes(self.codes, ordered=self.outlines).__getitem__
        """A mark as it is written in this document."""

    @cached_property
    def space(self) -> Shaped:
        """A space."""
        return self.shape(" ")

    def shape(self, text: str, rtl: bool = False, language: str = "", heard: tuple[str, ...] = ()) -> Shaped:
        """Set a stretch of one direction. `heard` is the text that extractors read where it is not the one shown,
        letter by letter."""
        cast = self.typeface.cast(text, rtl, language)
        body = self._body(cast, heard) if heard or cast.raised else "".join(map(self.write, cast.marks))
        return Shaped(body, cast.width, len(cast.glyphs), cast.raised)

    def _body(self, cast: Cast, heard: tuple[str, ...]) -> str:
        """Glyph by glyph: some stand off the baseline, or are heard as something else."""
        body: list[str] = []
        for move, glyph, said, start, end, rise in cast.glyphs:
            if heard and end:
                said = "".join(heard[start:end])
            code = self.write(f"{glyph} {said}")
            body.append(move + code if end and not rise else move + _apart(code, rise, silent=not end))
        return "".join(body) + cast.tail

    def lead(self, char: str) -> float:
        """By how many thousandths of the size a letter stands nearer to a space before it: most fonts do so with A."""
        return self.typeface.lead(char)

    def stand_in(self, text: str) -> Shaped:
        """A mark for a character that no font has; extractors read the character."""
        seen = next((c for c in (REPLACEMENT, "□", "?") if self.has(c)), "?")
        glyph = self.typeface.font.get_nominal_glyph(ord(seen)) or 0
        return Shaped(self.write(f"{glyph} {text}"), self.advance(glyph) * self.per_mille, 1, False)


class Codes(dict[str, str]):
    """How a document writes what a cast is made of: moves as they are, `GLYPH TEXT` as the code of the two in a
    font: `ordered` by first use, else the glyph's own number."""

    def __init__(self, codes: dict[tuple[int, str], int], *, ordered: bool):
        super().__init__()
        self.codes, self.ordered = codes, ordered

    def __missing__(self, mark: str) -> str:
        glyph, space, text = mark.partition(" ")
        found = self[mark] = self._code(int(glyph), text) if space else mark
        return found

    def _code(self, glyph: int, text: str) -> str:
        # A private character has no meaning that an extractor could be told, and PDF/A asks for one.
        read = REPLACEMENT if text and ord(text[0]) in PRIVATE else text.replace("\xa0", " ") or INVISIBLE
        return written(self.codes.setdefault((glyph, read), len(self.codes) if self.ordered else glyph))


def harfbuzz() -> Any:
    """The library, loaded with the first font."""
    import uharfbuzz

    return uharfbuzz


def _bearers(glyphs: list[tuple[Any, Any]]) -> dict[int, int]:
    """For each cluster the glyph that bears its text: the first one that takes room, else the first."""
    found: dict[int, int] = {}
    for at, (info, place) in enumerate(glyphs):
        known = found.get(info.cluster)
        if known is None or (place.x_advance and not glyphs[known][1].x_advance):
            found[info.cluster] = at
    return found


def _apart(code: str, rise: float, silent: bool) -> str:
    """A glyph off the baseline, between two TJ strings; a silent one is hidden from extractors, or they break the line
    there."""
    before, after = ("/Span<</ActualText<FEFF>>>BDC ", " EMC") if silent else ("", "")
    return f")]TJ {before}{SHIFT}{rise:.2f}{SHIFT} Ts ({code})Tj {SHIFT}0{SHIFT} Ts{after} [("


@cache
def written(code: int) -> str:
    """A two-byte character code as it stands in a literal string."""
    raw = chr(code // CODE_SPAN) + chr(code % CODE_SPAN)
    return raw.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").replace("\r", "\\r")
