"""Pictures: those of the document, and codes drawn as small images with alternate text."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from converter.compose.composed import Pictured
from converter.style.names import StyleName
from converter.style.schema import Frame
from converter.style.units import Length
from converter.writers.docx.xml import NAMESPACES, escape, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}
SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
DOTS = 8
"""Pixels for each module of a code."""


def picture(item: Pictured, story: Story) -> str:
    """A picture of the document in a paragraph of its own; one that is none becomes its alternate text."""
    style = story.composed.pack.styles[StyleName.FIGURE]
    look = w("pPr", w("pStyle", val=style.id))
    known = kind(item.figure.picture.data)
    if known is None:
        from converter.writers.docx.inlines import Look, run

        return w("p", look, run(item.alt, Look()))
    drawn = inline(item.figure.picture.data, known, item.width, item.height, item.alt, story)
    return w("p", look, f"<w:r>{drawn}</w:r>")


def kind(data: bytes) -> str | None:
    """The media type by the first bytes; None for what Word cannot show."""
    return next((media for start, media in SIGNATURES.items() if data.startswith(start)), None)


def inline(data: bytes, media: str, width: Length, height: Length, alt: str, story: Story) -> str:
    """A drawing in the line. Sizes in EMU."""
    name = f"image{len(story.pictures) + 1}.{SUFFIXES[media]}"
    name = next((old for old, known in story.pictures.items() if known == data), name)
    story.pictures[name] = data
    relation = story.relations.internal("image", f"media/{name}")
    story.drawn += 1
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{int(width)}" cy="{int(height)}"/>'
        f'<wp:docPr id="{story.drawn}" name="{name}" descr="{escape(alt)}"/>{_graphic(name, alt, relation, width, height)}'
        "</wp:inline></w:drawing>"
    )


def anchored(data: bytes, media: str, frame: Frame, alt: str, story: Story) -> str:
    """A drawing at a place of the page. Positions and sizes in EMU."""
    name = f"image{len(story.pictures) + 1}.{SUFFIXES[media]}"
    story.pictures[name] = data
    relation = story.relations.internal("image", f"media/{name}")
    story.drawn += 1
    across = f'<wp:positionH relativeFrom="page"><wp:posOffset>{int(frame.x)}</wp:posOffset></wp:positionH>'
    down = f'<wp:positionV relativeFrom="page"><wp:posOffset>{int(frame.y)}</wp:posOffset></wp:positionV>'
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        f'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{across}{down}'
        f'<wp:extent cx="{int(frame.width)}" cy="{int(frame.height)}"/><wp:wrapNone/>'
        f'<wp:docPr id="{story.drawn}" name="{name}" descr="{escape(alt)}"/>'
        f"{_graphic(name, alt, relation, frame.width, frame.height)}</wp:anchor></w:drawing>"
    )


def _graphic(name: str, alt: str, relation: str, width: Length, height: Length) -> str:
    return (
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="{name}" '
        f'descr="{escape(alt)}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{int(width)}" cy="{int(height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )


# ---------------------------------------------------------------- codes


def qr_png(text: str, quiet: int) -> bytes:
    """A QR code as a one-bit PNG, with its quiet zone (modules)."""
    import segno

    matrix = segno.make(text, error="l", micro=False).matrix
    side = len(matrix) + 2 * quiet
    blank = [0] * side
    rows = [blank] * quiet + [[0] * quiet + [int(bit) for bit in row] + [0] * quiet for row in matrix] + [blank] * quiet
    return png(rows, DOTS, DOTS)


def bars_png(modules: list[int], height: int) -> bytes:
    """Bars as a one-bit PNG: 1 is black; `height` in modules."""
    return png([modules], DOTS, DOTS * height)


def png(rows: list[list[int]], across: int, down: int) -> bytes:
    """A one-bit PNG of modules, 1 black, each `across` by `down` pixels."""
    width, height = len(rows[0]) * across, len(rows) * down
    raw = b"".join((b"\x00" + _packed(row, across)) * down for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(raw, LEVEL)) + _chunk(b"IEND", b"")


PNG, LEVEL, BYTE = b"\x89PNG\r\n\x1a\n", 9, 8


def _packed(row: list[int], across: int) -> bytes:
    bits = "".join(("0" if module else "1") * across for module in row)
    bits += "1" * (-len(bits) % BYTE)
    return int(bits, 2).to_bytes(len(bits) // BYTE, "big")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
