"""A sender's own letterhead: names, address, rule and picture, or lines that have a place each."""

from __future__ import annotations

from collections.abc import Iterator

from converter.compose.composed import Band, LetterheadBlock, Para, PlacedText
from converter.model import Text
from converter.style.names import StyleName
from converter.writers.pdf.blocks import add_texts, paragraph
from converter.writers.pdf.boxes import Block, Chunk, Hairline, Image, Stack, Strip, TextLine, joined
from converter.writers.pdf.build import Build, Room, line_box
from converter.writers.pdf.inlines import Setter
from converter.writers.pdf.lines import set_text
from converter.writers.pdf.masthead import at
from converter.writers.pdf.syntax import text_string
from converter.writers.pdf.tags import FIGURE, Elem, block

ALIGN = {"left": "start", "center": "center", "right": "end"}


def letterhead(build: Build, head: LetterheadBlock, room: Room) -> Chunk:
    """A letterhead as the first strip of the page: names, address, rule."""
    layout = build.pack.letterhead
    if head.bands or head.foot:
        return _placed(build, head, room)
    texts: list[tuple[float, TextLine]] = []
    bottom = _names(build, head, room, texts)
    if head.address:
        address = [
            _line(build, StyleName.LETTERHEAD_ADDRESS, text, room, layout.address_align) for text in head.address
        ]
        gap = layout.gap.pt if head.names else 0.0
        bottom = add_texts(texts, joined(address), bottom + gap)
    rules: tuple[Hairline, ...] = ()
    if layout.rule:
        bottom += layout.gap.pt
        rules = (Hairline(room.left, room.right, bottom, layout.rule.pt, layout.rule_colour),)
    images = _images(build, head, room)
    return Chunk([Strip(bottom, Stack(tuple(texts), rules, images))], after=layout.flow_gap.pt)


def _placed(build: Build, head: LetterheadBlock, room: Room) -> Chunk:
    """Lines, rules and pictures where the pack says that they stand, on paper: never mirrored."""
    texts = tuple(placed_lines(build, head.bands, room.branch.elem))
    rules = []
    for rule in build.pack.letterhead.rules:
        x, width = _mirrored(build, rule.x1.pt, rule.x2.pt - rule.x1.pt), rule.x2.pt - rule.x1.pt
        rules.append(Hairline(x, x + width, rule.y.pt, rule.thickness.pt, rule.colour))
    return Chunk([Strip(head.flow_top.pt, Stack(texts, tuple(rules), _images(build, head, room)))])


def placed_lines(build: Build, bands: tuple[Band, ...], parent: Elem) -> Iterator[tuple[float, TextLine]]:
    """The lines of bands, column by column."""
    for band in bands:
        for column in band.columns:
            x = {"left": column.left.pt, "right": column.right.pt}.get(
                column.align, (column.left.pt + column.right.pt) / 2
            )
            for text in column.lines:
                yield 0.0, _placed_line(build, text, x, ALIGN[column.align], parent)


def _placed_line(build: Build, text: PlacedText, x: float, align: str, parent: Elem) -> TextLine:
    setter = Setter(build.shaper, text.look, build.pack.notes, build.pack.link_colour)
    language = text.language or build.composed.language
    line = at(set_text(setter, text.text, setter.ink(language), _base(build)), x, align)
    elem = block(parent, "P", language=language if language != build.composed.language else "")
    return TextLine(Block(elem, elem), line._replace(x=_mirrored(build, line.x, line.width)), text.y.pt)


def _mirrored(build: Build, x: float, width: float) -> float:
    """A left edge as positions of the document count: from the right in one that runs from right to left."""
    return build.pack.page.width.pt - x - width if _base(build) else x


def _base(build: Build) -> int:
    return int(build.composed.direction == "rtl")


def _names(build: Build, head: LetterheadBlock, room: Room, texts: list[tuple[float, TextLine]]) -> float:
    """Name blocks beside each other or stacked; gives where they end."""
    layout = build.pack.letterhead
    beside = layout.arrange == "side-by-side" and len(head.names) > 1
    width = (room.right - room.left - layout.gap.pt * (len(head.names) - 1)) / max(len(head.names), 1)
    bottom = 0.0
    for number, lines in enumerate(head.names):
        place = room
        if beside:
            left = room.left + number * (width + layout.gap.pt)
            place = room._replace(left=left, right=left + width)
        language = head.name_languages[number] if number < len(head.name_languages) else ""
        chunks = [_line(build, StyleName.LETTERHEAD_NAME, text, place, layout.align, language) for text in lines]
        top = bottom + (layout.gap.pt if number else 0.0) if not beside else 0.0
        bottom = max(bottom, add_texts(texts, joined(chunks), top))
    return bottom


def _line(build: Build, name: StyleName, text: str, room: Room, align: str, language: str = "") -> Chunk:
    other = language if language and language != room.language else None
    return paragraph(build, Para(name, (Text(text),), language=other), room._replace(align=align))


def _images(build: Build, head: LetterheadBlock, room: Room) -> tuple[Image, ...]:
    done = []
    for image in head.images:
        frame = image.frame
        elem = block(room.branch.elem, FIGURE, f"/Alt{text_string(head.image_alt or ' ')}")
        x = _mirrored(build, frame.x.pt, frame.width.pt)
        top = frame.y.pt - first_top(build)
        name = build.images.add(image.data, image.media)
        if not name:
            build.report.warn(
                "broken-image",
                None,
                "a picture of the letterhead cannot be shown in the PDF",
                "save it as PNG, and name that file in the style pack",
            )
        done.append(Image(elem, name, x, top, frame.width.pt, frame.height.pt))
    return tuple(done)


def first_top(build: Build) -> float:
    """Where the text of page 1 begins, from the top of the page."""
    pack = build.pack
    if build.composed.masthead:
        return pack.masthead.flow_top.pt
    head = build.composed.letterhead
    if head and (head.bands or head.foot):
        return 0.0
    if head:
        return pack.letterhead.top.pt - line_box(pack.styles[StyleName.LETTERHEAD_NAME], pack.page)[1]
    return pack.page.flow_top.pt


def first_bottom(build: Build) -> float:
    """Where the text of page 1 ends, from the top of the page: above the lines of a letterhead at its foot."""
    page, head = build.pack.page, build.composed.letterhead
    bottom = page.height.pt - page.first_bottom.pt
    return min(bottom, head.foot_top.pt) if head and head.foot else bottom
