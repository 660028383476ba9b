"""Pictures: those of the document, and codes drawn as small images with alternate text."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from converter.compose.composed import Pictured
from converter.style.names import StyleName
from converter.style.schema import Frame
from converter.style.units import Length
from converter.writers.docx.constants import BEST, BYTE, DOTS, EMF_MARK, PNG_START
from converter.writers.docx.inlines import run
from converter.writers.docx.xml import NAMESPACES, OPEN_XML, element, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/x-emf": "emf",
}
SIGNATURES = {
    PNG_START: "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"BM": "image/bmp",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
COMPATIBLE = f"{OPEN_XML}markup-compatibility/2006"
NO_EDGE = {"distT": 0, "distB": 0, "distL": 0, "distR": 0}


def picture(item: Pictured, story: Story) -> str:
    """A picture of the document in a paragraph of its own; one that is none becomes its alternate text."""
    style = story.composed.pack.styles[StyleName.FIGURE]
    keep = w("keepNext") if item.caption else ""
    look = w("pPr", w("pStyle", val=style.id), keep)
    known = kind(item.figure.picture.data)
    if known is None or item.width <= 0 or item.height <= 0:
        return w("p", look, run(item.alt) if item.alt else "")
    return w("p", look, w("r", inline(item.figure.picture.data, known, item.width, item.height, item.alt, story)))


def kind(data: bytes) -> str | None:
    """The media type by the first bytes; None for what Word cannot show."""
    if data[EMF_MARK] == b" EMF":
        return "image/x-emf"
    return next((media for start, media in SIGNATURES.items() if data.startswith(start)), None)


def inline(data: bytes, media: str, width: Length, height: Length, alt: str, story: Story) -> str:
    """A drawing in the line. Sizes in EMU."""
    inner = _drawn(data, media, width, height, alt, story)
    return w("drawing", element("wp:inline", NO_EDGE, *inner))


def anchored(data: bytes, media: str, frame: Frame, alt: str, story: Story) -> str:
    """A drawing at a place of the page. Positions and sizes in EMU."""
    size, *rest = _drawn(data, media, frame.width, frame.height, alt, story)
    return _at(frame, size, story, *rest)


def _at(frame: Frame, size: str, story: Story, *rest: str) -> str:
    places = [
        element(f"wp:position{axis}", {"relativeFrom": "page"}, element("wp:posOffset", {}, str(int(at))))
        for axis, at in (("H", frame.x), ("V", frame.y))
    ]
    about = NO_EDGE | {
        "simplePos": 0,
        "relativeHeight": story.drawn,
        "behindDoc": 0,
        "locked": 0,
        "layoutInCell": 1,
        "allowOverlap": 1,
    }
    start = element("wp:simplePos", {"x": 0, "y": 0})
    return w("drawing", element("wp:anchor", about, start, *places, size, element("wp:wrapNone", {}), *rest))


def bar(frame: Frame, colour: str, story: Story) -> str:
    """A filled rectangle at a place of the page: a rule of a letterhead, which says nothing to a screen reader."""
    story.drawn += 1
    size = {"cx": int(frame.width), "cy": max(1, int(frame.height))}
    placed = element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), element("a:ext", size))
    shape = element("a:prstGeom", {"prst": "rect"}, element("a:avLst", {}))
    filled = element("a:solidFill", {}, element("a:srgbClr", {"val": colour}))
    about = element("wps:spPr", {}, placed, shape, filled, element("a:ln", {}, element("a:noFill", {})))
    drawn = element("wps:wsp", {"xmlns:wps": SHAPES}, element("wps:cNvSpPr", {}), about, element("wps:bodyPr", {}))
    graphic = element("a:graphic", {}, element("a:graphicData", {"uri": SHAPES}, drawn))
    named = element("wp:docPr", {"id": story.drawn, "name": f"line {story.drawn}"})
    choice = element(
        "mc:Choice",
        {"xmlns:wps": SHAPES, "Requires": "wps"},
        _at(frame, element("wp:extent", size), story, named, graphic),
    )
    return element("mc:AlternateContent", {"xmlns:mc": COMPATIBLE}, choice)


def _drawn(data: bytes, media: str, width: Length, height: Length, alt: str, story: Story) -> tuple[str, str, str]:
    """What drawings in the line and at a place have in common: extent, name and alternate text, the picture."""
    name = story.pictures.setdefault(data, f"image{len(story.pictures) + 1}.{SUFFIXES[media]}")
    relation = story.relations.internal("image", f"media/{name}")
    story.drawn += 1
    about = {"id": story.drawn, "name": name, "descr": alt or name}
    size = {"cx": int(width), "cy": int(height)}
    return element("wp:extent", size), element("wp:docPr", about), _graphic(about, relation, size)


def _graphic(about: dict[str, object], relation: str, size: dict[str, int]) -> str:
    shown = element("a:blip", {"r:embed": relation})
    stretched = element("a:stretch", {}, element("a:fillRect", {}))
    frame = element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), element("a:ext", size))
    shape = element("a:prstGeom", {"prst": "rect"}, element("a:avLst", {}))
    named = element("pic:nvPicPr", {}, element("pic:cNvPr", about), element("pic:cNvPicPr", {}))
    made = element(
        "pic:pic", {}, named, element("pic:blipFill", {}, shown, stretched), element("pic:spPr", {}, frame, shape)
    )
    return element("a:graphic", {}, element("a:graphicData", {"uri": NAMESPACES["pic"]}, made))


# ---------------------------------------------------------------- codes


def qr_png(text: str, quiet: int) -> bytes:
    """A QR code as a one-bit PNG, with its quiet zone (modules), of the level that the originals have."""
    import segno

    matrix = segno.make(text, error="l", boost_error=False, micro=False).matrix
    side = len(matrix) + 2 * quiet
    blank = [0] * side
    rows = [[*blank[:quiet], *(int(bit) for bit in row), *blank[:quiet]] for row in matrix]
    return png([*([blank] * quiet), *rows, *([blank] * quiet)], DOTS, DOTS)


def bars_png(modules: list[int], height: int) -> bytes:
    """Bars as a one-bit PNG: 1 is black; `height` in modules."""
    return png([modules], DOTS, DOTS * height)


def png(rows: list[list[int]], across: int, down: int) -> bytes:
    """A one-bit PNG of modules, 1 black, each `across` by `down` pixels."""
    width, height = len(rows[0]) * across, len(rows) * down
    raw = b"".join((b"\x00" + _packed(row, across)) * down for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(raw, BEST)) + _chunk(b"IEND", b"")
    return PNG_START + body


def _packed(row: list[int], across: int) -> bytes:
    bits = "".join(("0" if module else "1") * across for module in row)
    bits += "1" * (-len(bits) % BYTE)
    return int(bits, 2).to_bytes(len(bits) // BYTE, "big")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
