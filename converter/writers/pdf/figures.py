"""Pictures to strips: as large as composed, made smaller where a page is smaller."""

from __future__ import annotations

from converter.compose.composed import Pictured
from converter.records import replace
from converter.style.names import StyleName
from converter.writers.pdf.blocks import paragraph
from converter.writers.pdf.boxes import Chunk, Image, Stack, Strip, height_of
from converter.writers.pdf.build import Build, Room
from converter.writers.pdf.syntax import text_string
from converter.writers.pdf.tags import FIGURE, block


def pictured(build: Build, item: Pictured, room: Room) -> list[Chunk]:
    """A caption and its picture, on one page."""
    caption = [paragraph(build, replace(para, keep_next=True), room) for para in item.caption]
    style = build.pack.styles[StyleName.FIGURE]
    left = max(room.left + style.left.pt, room.lowest)
    right = min(room.right - style.right.pt, room.highest)
    width, height = max(item.width.pt, 1.0), max(item.height.pt, 1.0)
    above = sum(chunk.before + height_of(chunk.strips) + chunk.after for chunk in caption)
    room_down = max(build.tall - above, build.tall / 2)
    factor = min(1.0, (right - left) / width, room_down / height)
    width, height = width * factor, height * factor
    picture = item.figure.picture
    name = build.images.add(picture.data, picture.media_type)
    if not name:
        build.report.warn(
            "broken-image", item.figure.span, "a picture cannot be read; its place is left empty in the PDF"
        )
    x = left + (right - left - width) / 2 if style.align == "center" else left
    elem = block(room.branch.elem, FIGURE, f"/Alt{text_string(item.alt or ' ')}")
    strip = Strip(height, Stack(images=(Image(elem, name, x, 0.0, width, height),)))
    return [*caption, Chunk([strip], style.before.pt, style.after.pt)]
