"""Fonts as the file holds them: only the glyphs used, with their widths and the text that each stands for.

What does not depend on the document is kept from one to the next: the file of a face with the same glyphs, which the
bold face of mastheads and headings often has, and what a face says about itself.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from struct import pack, unpack_from
from typing import NamedTuple

from converter.writers.pdf import constants as c
from converter.writers.pdf.fonts import Font, Typeface
from converter.writers.pdf.objects import Objects
from converter.writers.pdf.syntax import number

DROPPED = ("GSUB", "GPOS", "GDEF", "kern", "name", "OS/2", "cmap", "post", "STAT", "MVAR", "meta", "DSIG")
SYSTEM = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
TO_UNICODE = Path(__file__).with_name("to_unicode.cmap")
"""The PostScript around the rows of a ToUnicode CMap."""


def embed(font: Font, objects: Objects) -> int:
    """Put a font into the file; gives the number of its object."""
    name = _name(font)
    descendant = _quadratic(font, name, objects) if font.outlines else _postscript(font, name, objects)
    to_text = objects.stream(_to_unicode(font), level=c.ZLIB_FONTS)
    return objects.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {to_text} 0 R>>"
    )


def _quadratic(font: Font, name: str, objects: Objects) -> int:
    """TrueType: codes in order of use, and a map from them to the glyphs."""
    pairs = list(font.codes)
    made = _program(font.typeface, frozenset(glyph for glyph, _ in pairs), keep_numbers=False)
    program = objects.compressed(made.data, f"/Length1 {made.length}")
    descriptor = objects.add(_descriptor(font.typeface, name, f"/FontFile2 {program} 0 R"))
    widths = " ".join([_width(font.typeface, glyph) for glyph, _ in pairs])
    numbers = made.numbers
    to_glyph = objects.stream(pack(f">{len(pairs)}H", *[numbers[glyph] for glyph, _ in pairs]), level=c.ZLIB_FONTS)
    return objects.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}{SYSTEM}/FontDescriptor {descriptor} 0 R"
        f"/CIDToGIDMap {to_glyph} 0 R/W[0[{widths}]]>>"
    )


def _postscript(font: Font, name: str, objects: Objects) -> int:
    """CFF: no map is allowed, so the codes are the glyphs' own numbers."""
    glyphs = sorted({glyph for glyph, _ in font.codes})
    made = _program(font.typeface, frozenset(glyphs), keep_numbers=True)
    program = objects.compressed(made.data, "/Subtype/OpenType")
    descriptor = objects.add(_descriptor(font.typeface, name, f"/FontFile3 {program} 0 R"))
    widths = "".join([f"{glyph}[{_width(font.typeface, glyph)}]" for glyph in glyphs])
    return objects.add(
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}{SYSTEM}/FontDescriptor {descriptor} 0 R/W[{widths}]>>"
    )


class Program(NamedTuple):
    """A font file with the glyphs used alone."""

    data: bytes
    """Compressed."""
    length: int
    """Before that."""
    numbers: Mapping[int, int]
    """The new number of each glyph."""


@lru_cache(c.PROGRAMS_KEPT)
def _program(face: Typeface, glyphs: frozenset[int], *, keep_numbers: bool) -> Program:
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    if keep_numbers:
        wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
    wanted.glyph_set.update(glyphs)
    for tag in DROPPED:
        wanted.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    if face.file.weight:
        wanted.pin_axis_location(face.face, "wght", face.file.weight)
    plan = hb.SubsetPlan(face.face, wanted)
    data = plan.execute().blob.data
    numbers = plan.old_to_new_glyph_mapping
    return Program(zlib.compress(data, c.ZLIB_FONTS), len(data), {glyph: numbers[glyph] for glyph in glyphs})


@cache
def _width(face: Typeface, glyph: int) -> str:
    return number(face.advance(glyph) * face.per_mille)


def _name(font: Font) -> str:
    """The font's name with six letters before it that only this subset has."""
    own = _own_name(font.typeface) or font.name
    digest = hashlib.md5(
        repr((own, font.file.weight, list(font.codes))).encode("utf-8", "replace"), usedforsecurity=False
    ).digest()
    return "".join([chr(c.CAPITAL_A + byte % c.ALPHABET) for byte in digest[: c.TAG_LETTERS]]) + "+" + own


@cache
def _own_name(face: Typeface) -> str:
    own = face.face.get_name(c.POSTSCRIPT_NAME) or ""
    return "".join(char for char in own if char.isalnum() or char == "-")


def _descriptor(face: Typeface, name: str, program: str) -> str:
    return f"<</Type/FontDescriptor/FontName/{name}{_described(face)}{program}>>"


@cache
def _described(face: Typeface) -> str:
    """What a descriptor says of a face, whatever its subset."""

    def table(tag: str) -> bytes:
        data: bytes = face.face.reference_table(tag).data
        return data

    box = " ".join(str(round(edge * face.per_mille)) for edge in unpack_from(">4h", table("head"), c.HEAD_BOX))
    ascent, descent = (round(edge * face.per_mille) for edge in unpack_from(">2h", table("hhea"), c.HHEA_ASCENT))
    angle = unpack_from(">i", table("post"), c.POST_ANGLE)[0] / c.FIXED
    return (
        f"/Flags {c.FONT_FLAGS_SYMBOLIC}/FontBBox[{box}]/ItalicAngle {number(angle)}/Ascent {ascent}"
        f"/Descent {descent}/CapHeight {ascent}/StemV {c.STEM}"
    )


def _to_unicode(font: Font) -> bytes:
    """The CMap from codes to text; code 0 stands for no glyph. A code that two texts share has the first."""
    texts: dict[int, str] = {}
    for (_, text), code in font.codes.items():
        texts.setdefault(code, text)
    rows = [f"<{code:04X}><{_spelt(text)}>" for code, text in texts.items() if code]
    parts = [rows[at : at + c.CMAP_ROWS] for at in range(0, len(rows), c.CMAP_ROWS)]
    body = "".join([f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts])
    before, after = _around_rows()
    return f"{before}{body}{after}".encode("ascii")


@cache
def _around_rows() -> tuple[str, str]:
    before, _, after = TO_UNICODE.read_text("ascii").partition("{rows}")
    return before, after


@lru_cache(c.WORDS_KEPT)
def _spelt(text: str) -> str:
    return text.encode("utf-16-be", "replace").hex()
