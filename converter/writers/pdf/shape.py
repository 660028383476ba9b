"""Text to glyph runs: which font sets which letters of a word, where a line may end in it, and each word shaped
once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple
from unicodedata import combining

from converter.diagnostics import Report
from converter.late import late
from converter.letters import Letters
from converter.records import dataclass, field
from converter.style.faces import FontFile, Script, fallback, font_file
from converter.style.schema import Face, Pack
from converter.writers.pdf.constants import WORDS_KEPT
from converter.writers.pdf.fonts import Font, Shaped, Typeface

ARABIC = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
HAN = Letters("\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff")
"""Chinese and Japanese letters and their own punctuation: a line may end on either side of each."""
SHARED = frozenset("“”‘’…—·")
"""Marks that both Latin and Chinese texts use: beside a Han letter they are set in the Chinese face."""
NO_START = frozenset("ー，。、；：？！）》”’〉】〕」』…—·％℃々,.;:?!)]}%")
NO_END = frozenset("（《“‘〈【〔「『([{$￥")
HYPHENS = frozenset("-‐–—")
JOINERS = frozenset("\u200c\u200d\ufe00\ufe01\ufe02\ufe03\ufe0e\ufe0f")
"""What shows nothing itself, and changes the letter before it: set in that letter's font."""
UNSEEN = late(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that show nothing and would only disturb shaping. The joiners of Arabic and Indic scripts are not among
them."""


Heard = tuple[str, ...]
"""What extractors read for each letter, where that is not the letter shown."""


class Part(NamedTuple):
    """A stretch of a word in one font."""

    font: Font
    text: str
    shaped: Shaped
    ends: bool
    """A line may end after it."""
    loose: bool
    """Room may be added after it where a line is justified: between Chinese letters."""
    apart: bool = False
    """Character spacing must not pull its glyphs from each other: letters that join, or marks over letters."""


class Plain(NamedTuple):
    """A word that the text face sets in one piece, and in which no line ends: most words."""

    marks: tuple[str, ...]
    width: float
    glyphs: int
    lead: float
    """By how much it stands nearer to a space before it. All as `Shaped` and `Font.lead` have them."""


class Look(NamedTuple):
    """What decides the fonts of a text: a face of the pack, its weight and slant, the language."""

    face: str
    bold: bool
    italic: bool
    language: str


@dataclass(slots=True)
class Fonts:
    """The fonts of one document, opened when a letter needs them."""

    pack: Pack
    opened: dict[FontFile, Font] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    """Characters that no font has."""

    def open(self, file: FontFile) -> Font:
        """A font file as this document uses it."""
        found = self.opened.get(file)
        if found is None:
            found = self.opened[file] = Font(f"F{len(self.opened) + 1}", file)
        return found


@dataclass(slots=True)
class Shaper:
    """The looks of one document. None of them holds the shaper: what holds itself is freed late and at a cost."""

    fonts: Fonts
    report: Report
    looks: dict[Look, Setting] = field(default_factory=dict)

    def setting(self, look: Look) -> Setting:
        """The fonts for a look."""
        found = self.looks.get(look)
        if found is None:
            found = self.looks[look] = Setting(self.fonts, look)
        return found

    def warn(self) -> None:
        """Say once which characters no font has."""
        if self.fonts.missing:
            names = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in self.fonts.missing)
            self.report.warn(
                "no-glyph",
                None,
                f"no font has {names}; a mark stands in the PDF",
                "add a font that has it to the style pack",
            )


class Setting:
    """The fonts for one look, in the order in which they are asked, and the words set in them."""

    def __init__(self, fonts: Fonts, look: Look):
        self.fonts, self.look = fonts, look
        self.face: Face = fonts.pack.faces[look.face]
        self.scripts: dict[Script, Font | None] = {}
        self.words: dict[tuple[str, bool, Heard], tuple[Part, ...]] = {}
        file = font_file(self.face, Script.LATIN, look.bold, look.italic, fonts.pack.folder)
        assert file is not None, "font_file raises for Latin letters"
        self.main = fonts.open(file)
        self.plain: Callable[[str], Plain | None] = partial(plain, self.main.typeface, look.language)
        """A word from left to right that is set in one piece; None where it must be cut into parts."""

    @property
    def arabic(self) -> Font:
        """The face for letters that run to the left; the text face where there is no other."""
        return self._script(Script.ARABIC) or self.main

    def parts(self, word: str, rtl: bool = False, heard: Heard = ()) -> tuple[Part, ...]:
        """A word without spaces, cut where its font changes and where a line may end."""
        key = word, rtl, heard
        found = self.words.get(key)
        if found is None:
            found = self.words[key] = tuple(self._parts(_seen(word), rtl, heard))
        return found

    def _parts(self, word: str, rtl: bool, heard: Heard) -> Iterator[Part]:
        for start, end, ends, loose in _chunks(word):
            runs = list(self._runs(word[start:end], rtl))
            at = start
            for number, (font, text) in enumerate(runs):
                last = number == len(runs) - 1
                said = heard[at : at + len(text)]
                at += len(text)
                shaped = self._shaped(font, text, rtl, said)
                apart = shaped.raised or bool(ARABIC.search(text))
                yield Part(font or self.main, text, shaped, ends and last, loose and last, apart)

    def _shaped(self, font: Font | None, text: str, rtl: bool, heard: Heard) -> Shaped:
        return font.shape(text, rtl, self.look.language, heard) if font else self.main.stand_in(text)

    def _runs(self, text: str, rtl: bool) -> Iterator[tuple[Font | None, str]]:
        """Stretches of one font; None where no font has a character. Marks keep to the font of the letter they stand
        on."""
        plain = text.isascii() or not (rtl or ARABIC.search(text) or HAN.search(text))
        if plain and all(map(self.main.has, text)):
            yield self.main, text
            return
        font, start = self._font_of(text, 0, None, rtl), 0
        for at in range(1, len(text)):
            if text[at] in JOINERS:
                continue
            other = self._font_of(text, at, font, rtl)
            if other is not font or other is None:
                yield font, text[start:at]
                font, start = other, at
        if text:
            yield font, text[start:]

    def _font_of(self, text: str, at: int, before: Font | None, rtl: bool) -> Font | None:
        char = text[at]
        if before is not None and combining(char) and before.has(char):
            return before
        wanted = self._wanted(text, at, rtl)
        for script in (wanted, *Script):
            if script is Script.LATIN and self.main.has(char):
                return self.main
            # A text without one letter of a script never opens that script's font; a sign may be anywhere.
            font = self._script(script) if script is wanted or not char.isalnum() else None
            if font and font.has(char):
                return font
        file = fallback(char)
        if file is None:
            self.fonts.missing.setdefault(char)
        return self.fonts.open(file) if file else None

    def _wanted(self, text: str, at: int, rtl: bool) -> Script:
        char = text[at]
        if ARABIC.match(char):
            return Script.ARABIC
        if HAN.match(char) or (char in SHARED and HAN.search(text[max(at - 1, 0) : at + 2])):
            return Script.CHINESE
        # Brackets and signs among letters that run to the left are set in their face, digits and Latin letters are not.
        return Script.ARABIC if rtl and not char.isalnum() else Script.LATIN

    def _script(self, script: Script) -> Font | None:
        if script not in self.scripts:
            file = font_file(self.face, script, self.look.bold, self.look.italic, self.fonts.pack.folder)
            self.scripts[script] = self.fonts.open(file) if file else None
        return self.scripts[script]


@lru_cache(WORDS_KEPT)
def plain(face: Typeface, language: str, word: str) -> Plain | None:
    """A word that a face sets in one piece: kept from one document to the next."""
    if not word or not HYPHENS.isdisjoint(word) or not all(map(face.has, word)):
        return None
    if (not word.isascii() and (ARABIC.search(word) or HAN.search(word))) or _seen(word) != word:
        return None
    cast = face.cast(word, False, language)
    return None if cast.raised else Plain(cast.marks, cast.width, len(cast.glyphs), face.lead(word[0]))


def _seen(word: str) -> str:
    return word if word.isascii() and word.isprintable() else UNSEEN.sub("", word)


def _chunks(word: str) -> Iterator[tuple[int, int, bool, bool]]:
    """Stretches `start, end` of a word, whether a line may end after each, and whether room may be added there."""
    start = 0
    if word and HYPHENS.isdisjoint(word) and not HAN.search(word):
        yield start, len(word), False, False
        return
    for at in range(1, len(word)):
        before, after = word[at - 1], word[at]
        wide = bool(HAN.match(before) or HAN.match(after))
        if after in NO_START or before in NO_END or combining(after) or after in JOINERS:
            ends = False
        elif wide:
            ends = True
        else:
            ends = before in HYPHENS and at > 1 and word[at - 2].isalnum() and after not in HYPHENS
        if ends:
            yield start, at, True, wide
            start = at
    if start < len(word):
        yield start, len(word), False, bool(HAN.match(word[-1]))
