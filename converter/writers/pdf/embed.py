"""Fonts as the file holds them: only the glyphs used, with their widths and the text that each stands for."""

from __future__ import annotations

import hashlib
from pathlib import Path
from struct import pack, unpack_from
from typing import Any

from converter.writers.pdf import constants as c
from converter.writers.pdf.fonts import Font
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
    data, renumbered = _subset(font, keep_numbers=False)
    program = objects.stream(data, f"/Length1 {len(data)}", c.ZLIB_FONTS)
    descriptor = objects.add(_descriptor(font, name, f"/FontFile2 {program} 0 R"))
    widths = " ".join(number(font.advance(glyph) * font.per_mille) for glyph, _ in pairs)
    to_glyph = objects.stream(pack(f">{len(pairs)}H", *(renumbered[glyph] for glyph, _ in pairs)), level=c.ZLIB_FONTS)
    return objects.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}{SYSTEM}/FontDescriptor {descriptor} 0 R"
        f"/CIDToGIDMap {to_glyph} 0 R/W[0[{widths}]]>>"
    )


def _postscript(font: Font, name: str, objects: Objects) -> int:
    """CFF: no map is allowed, so the codes are the glyphs' own numbers."""
    data, _ = _subset(font, keep_numbers=True)
    program = objects.stream(data, "/Subtype/OpenType", c.ZLIB_FONTS)
    descriptor = objects.add(_descriptor(font, name, f"/FontFile3 {program} 0 R"))
    glyphs = sorted({glyph for glyph, _ in font.codes})
    widths = "".join(f"{glyph}[{number(font.advance(glyph) * font.per_mille)}]" for glyph in glyphs)
    return objects.add(
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}{SYSTEM}/FontDescriptor {descriptor} 0 R/W[{widths}]>>"
    )


def _subset(font: Font, keep_numbers: bool) -> tuple[bytes, Any]:
    """The font file with the glyphs used alone, and their new numbers."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    if keep_numbers:
        wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
    wanted.glyph_set.update({glyph for glyph, _ in font.codes})
    for tag in DROPPED:
        wanted.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    if font.file.weight:
        wanted.pin_axis_location(font.face, "wght", font.file.weight)
    plan = hb.SubsetPlan(font.face, wanted)
    return plan.execute().blob.data, plan.old_to_new_glyph_mapping


def _name(font: Font) -> str:
    """The font's name with six letters before it that only this subset has."""
    own = font.face.get_name(c.POSTSCRIPT_NAME) or font.name
    own = "".join(char for char in own if char.isalnum() or char == "-")
    digest = hashlib.md5(
        repr((own, font.file.weight, list(font.codes))).encode("utf-8", "replace"), usedforsecurity=False
    ).digest()
    return "".join(chr(c.CAPITAL_A + byte % c.ALPHABET) for byte in digest[: c.TAG_LETTERS]) + "+" + own


def _descriptor(font: Font, name: str, program: str) -> str:
    def table(tag: str) -> bytes:
        data: bytes = font.face.reference_table(tag).data
        return data

    box = " ".join(str(round(edge * font.per_mille)) for edge in unpack_from(">4h", table("head"), c.HEAD_BOX))
    ascent, descent = (round(edge * font.per_mille) for edge in unpack_from(">2h", table("hhea"), c.HHEA_ASCENT))
    angle = unpack_from(">i", table("post"), c.POST_ANGLE)[0] / c.FIXED
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {c.FONT_FLAGS_SYMBOLIC}/FontBBox[{box}]"
        f"/ItalicAngle {number(angle)}/Ascent {ascent}/Descent {descent}"
        f"/CapHeight {ascent}/StemV {c.STEM}{program}>>"
    )


def _to_unicode(font: Font) -> bytes:
    """The CMap from codes to text; code 0 stands for no glyph. A code that two texts share has the first."""
    texts: dict[int, str] = {}
    for (_, text), code in font.codes.items():
        texts.setdefault(code, text)
    rows = [f"<{code:04X}><{text.encode('utf-16-be', 'replace').hex()}>" for code, text in texts.items() if code]
    parts = [rows[at : at + c.CMAP_ROWS] for at in range(0, len(rows), c.CMAP_ROWS)]
    body = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return TO_UNICODE.read_text("ascii").replace("{rows}", body).encode("ascii")
