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
TO_UNICODE = Path(__file__).with_name("to_unicode.cmap")
"""The PostScript around the rows of a ToUnicode CMap."""


def embed(font: Font, objects: Objects) -> int:
    """Put a font into the file; gives the number of its object."""
    pairs = list(font.codes)
    data, renumbered = _subset(font, sorted({glyph for glyph, _ in pairs}))
    name = _name(font, pairs)
    descriptor = objects.add(_descriptor(font, name, objects.stream(data, f"/Length1 {len(data)}", c.ZLIB_FONTS)))
    widths = " ".join(number(font.advance(glyph) * font.per_mille) for glyph, _ in pairs)
    glyphs = pack(f">{len(pairs)}H", *(renumbered[glyph] for glyph, _ in pairs))
    to_glyph = objects.stream(glyphs, level=c.ZLIB_FONTS)
    descendant = objects.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/CIDToGIDMap {to_glyph} 0 R/W[0[{widths}]]>>"
    )
    to_text = objects.stream(_to_unicode(pairs), level=c.ZLIB_FONTS)
    return objects.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {to_text} 0 R>>"
    )


def _subset(font: Font, glyphs: list[int]) -> tuple[bytes, Any]:
    """The font file with these glyphs alone, and their new numbers."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.glyph_set.update(glyphs)
    for tag in DROPPED:
        wanted.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    if font.file.weight:
        wanted.pin_axis_location(font.face, "wght", font.file.weight)
    plan = hb.SubsetPlan(font.face, wanted)
    return plan.execute().blob.data, plan.old_to_new_glyph_mapping


def _name(font: Font, pairs: list[tuple[int, str]]) -> str:
    """The font's name with six letters before it that only this subset has."""
    own = font.face.get_name(c.POSTSCRIPT_NAME) or font.name
    own = "".join(char for char in own if char.isalnum() or char == "-")
    digest = hashlib.md5(
        repr((own, font.file.weight, pairs)).encode("utf-8", "replace"), usedforsecurity=False
    ).digest()
    return "".join(chr(c.CAPITAL_A + byte % c.ALPHABET) for byte in digest[: c.TAG_LETTERS]) + "+" + own


def _descriptor(font: Font, name: str, program: int) -> str:
    def table(tag: str) -> bytes:
        data: bytes = font.face.reference_table(tag).data
        return data

    box = " ".join(str(round(edge * font.per_mille)) for edge in unpack_from(">4h", table("head"), c.HEAD_BOX))
    ascent, descent = (round(edge * font.per_mille) for edge in unpack_from(">2h", table("hhea"), c.HHEA_ASCENT))
    angle = unpack_from(">i", table("post"), c.POST_ANGLE)[0] / c.FIXED
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {c.FONT_FLAGS_SYMBOLIC}/FontBBox[{box}]"
        f"/ItalicAngle {number(angle)}/Ascent {ascent}/Descent {descent}"
        f"/CapHeight {ascent}/StemV {c.STEM}/FontFile2 {program} 0 R>>"
    )


def _to_unicode(pairs: list[tuple[int, str]]) -> bytes:
    """The CMap from codes to text; code 0 stands for no glyph and is left out."""
    rows = [
        f"<{code:04X}><{text.encode('utf-16-be', 'replace').hex()}>" for code, (_, text) in enumerate(pairs) if code
    ]
    parts = [rows[at : at + c.CMAP_ROWS] for at in range(0, len(rows), c.CMAP_ROWS)]
    body = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return TO_UNICODE.read_text("ascii").replace("{rows}", body).encode("ascii")
