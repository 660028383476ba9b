"""The characters of a PDF page, gathered to runs: stretches on one baseline, of one fount, in reading order."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from converter.late import late
from converter.readers.docx_symbols import is_private, sign
from converter.readers.pdf_bidi import RTL, Glyph, in_reading_order
from converter.readers.pdf_bidi import Fount as Fount
from converter.records import dataclass, field

LINE_END_HYPHEN = ("\x02", "\ufffe")
GAP_SPACE = 0.22
"""Share of the type size from which a gap between letters is a space that the file does not write."""
GAP_RUN = 1.2
"""Share of the type size from which a gap parts runs."""
BOLD = late(r"bold|black|heavy|demi", re.IGNORECASE)
ITALIC = late(r"italic|oblique", re.IGNORECASE)


@dataclass(slots=True)
class Run:
    """A stretch of text; lengths in points from the left and the foot of the page."""

    text: str
    left: float
    right: float
    base: float
    fount: Fount
    parts: list[tuple[int, Fount]] = field(default_factory=list)
    """Where the fount changes within the run."""
    words: list[tuple[int, float, float]] = field(default_factory=list)
    """Where in the text its words begin, and their left and right edges."""

    @property
    def size(self) -> float:
        """Its type size in points."""
        return self.fount.size

    @property
    def rtl(self) -> bool:
        """Whether it reads from right to left."""
        return bool(RTL.search(self.text))


def glyphs(textpage: Any, raw: Any) -> Iterator[Glyph]:
    """All characters of a page as PDFium orders them; generated line ends are left out, generated spaces are kept."""
    page = textpage.raw
    count = raw.FPDFText_CountChars(page)
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    px, py, pbox = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    founts: dict[int, Fount] = {}
    high = 0
    for place in range(count):
        code = raw.FPDFText_GetUnicode(page, place)
        if 0xD800 <= code < 0xDC00:
            high = code  # PDFium gives both halves of what UTF-16 writes in two.
            continue
        if code in (0, 10, 13):
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        raw.FPDFText_GetCharOrigin(page, place, px, py)
        raw.FPDFText_GetLooseCharBox(page, place, pbox)
        holder = raw.FPDFText_GetTextObject(page, place)
        key = ctypes.cast(holder, ctypes.c_void_p).value or 0
        fount = founts.get(key)
        if fount is None:
            fount = founts[key] = fount_of(page, place, holder, raw)
        char = chr(code) if code <= 0x10FFFF else "\ufffd"
        if is_private(char):
            char = sign(code, "Symbol")  # bullets of Word and LibreOffice; a PDF seldom tells Wingdings' own codes
        yield Glyph("-" if char in LINE_END_HYPHEN else char, box.left, box.right, y.value, fount)


def fount_of(page: Any, place: int, holder: Any, raw: Any) -> Fount:
    """The size and style of a character's fount; by its name, as PDF files have no better word for it."""
    size = abs(raw.FPDFText_GetFontSize(page, place))
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(page, place, ctypes.byref(matrix)):
        scale = max(abs(matrix.d), abs(matrix.b))
        size = size * scale if scale else size
    font = raw.FPDFTextObj_GetFont(holder) if holder else None
    name = ""
    if font:
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.value.decode("latin-1")
    heavy = bool(font) and raw.FPDFFont_GetWeight(font) >= 600
    return Fount(round(size, 1) or 1.0, bool(BOLD.search(name)) or heavy, bool(ITALIC.search(name)))


def runs(textpage: Any, raw: Any) -> list[Run]:
    """The runs of a page. A gap, another baseline or a step back begins a new one."""
    done: list[Run] = []
    last: Glyph | None = None
    spaced = False
    for glyph in in_reading_order(list(glyphs(textpage, raw))):
        if glyph.char.isspace():
            spaced = True
            continue
        now = done[-1] if done else None
        if now is None or last is None or apart(now, last, glyph):
            done.append(
                Run(
                    glyph.char,
                    glyph.left,
                    glyph.right,
                    glyph.base,
                    glyph.fount,
                    [(0, glyph.fount)],
                    [(0, glyph.left, glyph.right)],
                )
            )
        else:
            extend(now, last, glyph, spaced)
        last, spaced = glyph, False
    return done


def extend(run: Run, last: Glyph, glyph: Glyph, spaced: bool) -> None:
    """Put a character at the end of a run, after a space where there is one."""
    if spaced or (not glyph.column and distance(last, glyph) > GAP_SPACE * glyph.fount.size):
        run.text += " "
        run.words.append((len(run.text), glyph.left, glyph.right))
    if glyph.fount != run.parts[-1][1]:
        run.parts.append((len(run.text), glyph.fount))
    run.text += glyph.char
    run.left, run.right = min(run.left, glyph.left), max(run.right, glyph.right)
    start, left, right = run.words[-1]
    run.words[-1] = (start, min(left, glyph.left), max(right, glyph.right))


def piece(run: Run, first: int, end: int) -> Run:
    """Some words of a run as a run of their own."""
    words = run.words[first:end]
    start = words[0][0]
    stop = run.words[end][0] - 1 if end < len(run.words) else len(run.text)
    parts = [(max(0, at - start), fount) for at, fount in run.parts if at < stop]
    while len(parts) > 1 and parts[1][0] == 0:
        parts.pop(0)
    return Run(
        run.text[start:stop],
        min(left for _, left, _ in words),
        max(right for _, _, right in words),
        run.base,
        parts[0][1],
        parts,
        [(at - start, left, right) for at, left, right in words],
    )


def apart(run: Run, last: Glyph, glyph: Glyph) -> bool:
    """Whether a character does not belong to the run before it."""
    size = max(last.fount.size, glyph.fount.size)
    if glyph.column or last.column:
        return glyph.column != last.column
    if abs(glyph.base - run.base) > 0.15 * size:
        return True
    return distance(last, glyph) > GAP_RUN * size or glyph.left < last.left - size


def distance(last: Glyph, glyph: Glyph) -> float:
    """Points of white between two characters that follow each other."""
    return glyph.left - last.right if glyph.left >= last.left else last.left - glyph.right
