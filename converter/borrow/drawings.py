"""Drawings at a place of their own: pictures, text boxes, lines; of today's Word and of the one before 2010."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.borrow.paragraphs import Room
from converter.borrow.sheet import Float, Ruled, Sheet, Shown
from converter.late import late
from converter.readers.docx_package import VML, WP, A, R, W, whole
from converter.style.units import Length

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from converter.borrow.flow import Flow

SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
INSETS = (91440, 45720, 91440, 45720)
"""Room in a text box: left, top, right, bottom."""
ASIDE, BELOW = ("wrapSquare", "wrapTight", "wrapThrough"), "wrapTopAndBottom"
UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 1 / 12700}
LENGTH = late(r"(-?[\d.]+)\s*([a-z]*)")
THIN = 9525
"""EMU of a line that says no thickness."""


class Box(NamedTuple):
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float


class Drawings:
    """Puts drawings on sheets."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow

    def put(self, drawing: Element, room: Room, y: float, sheet: Sheet) -> None:
        """All that a drawing holds."""
        for anchor in drawing.iter(WP + "anchor"):
            self._anchored(anchor, room, y, sheet)
        for shape in drawing.iter(VML + "shape", VML + "rect", VML + "line"):
            if drawing.tag != W + "drawing":
                self._old(shape, room, y, sheet)

    def _anchored(self, anchor: Element, room: Room, y: float, sheet: Sheet) -> None:
        extent = anchor.find(WP + "extent")
        if extent is None:
            return
        width, height = (Length(whole(extent.get(side))).pt for side in ("cx", "cy"))
        page = self.flow.page
        across = {
            "page": (0.0, page.width),
            "margin": (page.left, page.width - page.right),
            "leftMargin": (0.0, page.left),
            "rightMargin": (page.width - page.right, page.width),
        }
        down = {
            "page": (0.0, page.height),
            "margin": (page.top, page.height - page.bottom),
            "topMargin": (0.0, page.top),
            "bottomMargin": (page.height - page.bottom, page.height),
        }
        x = _along(anchor.find(WP + "positionH"), across, (room.x1, room.x2), width)
        top = _along(anchor.find(WP + "positionV"), down, (y, y), height)
        box = Box(x, top, width, height)
        for wrap in anchor:
            name = wrap.tag.rpartition("}")[2] if isinstance(wrap.tag, str) else ""
            if name in ASIDE or name == BELOW:
                room_at = [Length(whole(anchor.get(d))).pt for d in ("distL", "distR", "distT", "distB")]
                edges = (x - room_at[0], x + width + room_at[1], top - room_at[2], top + height + room_at[3])
                sheet.floats.append(Float(*edges, name != BELOW))
        self._inside(anchor, box, sheet)

    def _inside(self, anchor: Element, box: Box, sheet: Sheet) -> None:
        """Pictures and shapes of a drawing; those of a group at their places in it."""
        for one in anchor.iter(PICTURE + "pic", SHAPE + "wsp"):
            place = _in_group(one, anchor, box)
            blip = next(one.iter(A + "blip"), None)
            if blip is not None:
                sheet.shown.append(Shown(blip.get(R + "embed", ""), *place))
            elif (inner := next(one.iter(W + "txbxContent"), None)) is not None:
                body = one.find(SHAPE + "bodyPr")
                insets = [_inset(body, key, size) for key, size in zip(("l", "t", "r", "b"), INSETS, strict=True)]
                self._text_box(inner, place, insets, body.get("anchor", "t") if body is not None else "t", sheet)
            else:
                _line(one, place, sheet)

    def _text_box(self, inner: Element, box: Box, insets: list[float], stand: str, sheet: Sheet) -> None:
        own = Sheet()
        room = Room(box.x + insets[0], box.x + box.width - insets[2])
        end = self.flow.lay(inner, room, box.y + insets[1], own)
        spare = box.y + box.height - insets[3] - end
        sheet.take(own, down={"ctr": spare / 2, "b": spare}.get(stand, 0.0))

    def _old(self, shape: Element, room: Room, y: float, sheet: Sheet) -> None:
        """A shape as Word wrote it before 2010: its place is a list like that of a style sheet."""
        said = dict(_pairs(shape.get("style", "")))
        page = self.flow.page
        if shape.tag == VML + "line":
            ends = [_points(value) for key in ("from", "to") for value in shape.get(key, "0,0").split(",")[:2]]
            box = Box(room.x1 + ends[0], y + ends[1], ends[2] - ends[0], ends[3] - ends[1])
        else:
            width, height = _points(said.get("width", "0")), _points(said.get("height", "0"))
            across = {"page": 0.0, "margin": page.left, "text": room.x1, "char": room.x1}
            down = {"page": 0.0, "margin": page.top, "text": y, "line": y}
            x = across.get(said.get("mso-position-horizontal-relative", "text"), room.x1)
            top = down.get(said.get("mso-position-vertical-relative", "text"), y)
            span = page.width - page.left - page.right
            places = {"center": (span - width) / 2, "right": span - width, "left": 0.0}
            shift = places.get(said.get("mso-position-horizontal", ""), _points(said.get("margin-left", "0")))
            box = Box(x + shift, top + _points(said.get("margin-top", "0")), width, height)
        data = shape.find(VML + "imagedata")
        inner = next(shape.iter(W + "txbxContent"), None)
        if data is not None:
            sheet.shown.append(Shown(data.get(R + "id", ""), *box))
        elif inner is not None:
            self._text_box(inner, box, [Length(inset).pt for inset in INSETS], "t", sheet)
        elif shape.tag == VML + "line":
            colour = (shape.get("strokecolor") or "").lstrip("#").split(" ")[0]
            thick = _points(shape.get("strokeweight", "0.75pt"))
            known = colour.upper() if re.fullmatch("[0-9a-fA-F]{6}", colour) else None
            sheet.ruled.append(Ruled(box.x, box.y - thick / 2, box.width, thick, known))


def _along(
    position: Element | None, known: dict[str, tuple[float, float]], otherwise: tuple[float, float], size: float
) -> float:
    """Where something stands in one direction."""
    if position is None:
        return otherwise[0]
    start, end = known.get(position.get("relativeFrom", ""), otherwise)
    offset, align = position.find(WP + "posOffset"), position.find(WP + "align")
    if offset is not None:
        return start + Length(whole(offset.text)).pt
    named = (align.text or "").strip() if align is not None else ""
    spare = end - start - size
    return start + {"center": spare / 2, "right": spare, "outside": spare, "bottom": spare}.get(named, 0.0)


def _in_group(one: Element, anchor: Element, box: Box) -> Box:
    """The place of one of the things in a group; that of the drawing where it is alone."""
    groups = [g for g in one.iterancestors() if g.tag.endswith(("}wgp", "}grpSp"))]
    frame = next((e for e in one.iter(A + "xfrm")), None)
    if not groups or frame is None:
        return box
    for group in groups:
        about = next((e for e in group if e.tag.endswith("}grpSpPr")), None)
        outer = about.find(A + "xfrm") if about is not None else None
        if outer is None or frame is None:
            return box
        origin, extent = outer.find(A + "chOff"), outer.find(A + "chExt")
        off, ext = frame.find(A + "off"), frame.find(A + "ext")
        if origin is None or extent is None or off is None or ext is None or group is not groups[-1]:
            frame = outer
            continue
        across = box.width / max(1, whole(extent.get("cx")))
        down = box.height / max(1, whole(extent.get("cy")))
        x = box.x + (whole(off.get("x")) - whole(origin.get("x"))) * across
        y = box.y + (whole(off.get("y")) - whole(origin.get("y"))) * down
        return Box(x, y, whole(ext.get("cx")) * across, whole(ext.get("cy")) * down)
    return box


def _inset(body: Element | None, side: str, otherwise: int) -> float:
    return Length(whole(body.get(f"{side}Ins") if body is not None else None, otherwise)).pt


def _line(shape: Element, box: Box, sheet: Sheet) -> None:
    """A shape without text that is flat enough to be a rule."""
    edge = shape.find(f"{SHAPE}spPr/{A}ln")
    fill = shape.find(f"{SHAPE}spPr/{A}solidFill")
    colour = next((e.get("val") for part in (edge, fill) if part is not None for e in part.iter(A + "srgbClr")), None)
    thick = Length(whole(edge.get("w") if edge is not None else None, THIN)).pt
    if box.height < thick:
        sheet.ruled.append(Ruled(box.x, box.y - thick / 2, box.width, max(thick, box.height), colour))
    elif box.width < thick:
        sheet.ruled.append(Ruled(box.x - thick / 2, box.y, max(thick, box.width), box.height, colour))
    elif fill is not None and min(box.width, box.height) < 4 * UNITS["mm"]:
        sheet.ruled.append(Ruled(*box, colour))


def _pairs(style: str) -> list[tuple[str, str]]:
    return [(key.strip(), value.strip()) for key, _, value in (pair.partition(":") for pair in style.split(";"))]


def _points(text: str) -> float:
    found = LENGTH.match(text.strip())
    return float(found[1]) * UNITS.get(found[2], 1.0) if found else 0.0
