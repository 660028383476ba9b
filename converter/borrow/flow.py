"""A story of a Word file (head, body, foot, text box, cell) laid out on a sheet, as far as sizes and spaces tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.borrow.drawings import Drawings
from converter.borrow.looks import Looks
from converter.borrow.paragraphs import Room, set_paragraph
from converter.borrow.pieces import pieces
from converter.borrow.sheet import Sheet
from converter.borrow.tables import set_table
from converter.readers.docx_package import W, val, whole
from converter.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LAST = 80
"""Paragraphs of a body that are laid out: a letterhead is over by then."""


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    header: float
    footer: float


class Flow:
    """Lays out stories of one page."""

    def __init__(self, page: Page, looks: Looks, narrow: bool) -> None:
        self.page, self.looks = page, looks
        self.shifted = narrow
        """Tables stand further left by the room in their cells: so before the Word of 2013."""
        self.depth = 0
        self.drawings = Drawings(self)

    def lay(self, story: Element, room: Room, y: float, sheet: Sheet) -> float:
        """Put a story on the sheet from y down; gives where it ends."""
        for child in story:
            if self.depth > LAST or y > self.page.height:
                break
            if child.tag == W + "p":
                y = self._paragraph(child, room, y, sheet)
            elif child.tag == W + "tbl":
                y = set_table(self, child, room, y, sheet)
            elif child.tag in (W + "sdt", W + "ins", W + "customXml"):
                inner = child.find(W + "sdtContent")
                y = self.lay(child if inner is None else inner, room, y, sheet)
        return y

    def _paragraph(self, paragraph: Element, room: Room, y: float, sheet: Sheet) -> float:
        self.depth += 1
        found = pieces(paragraph, self.looks)
        for drawing in found.hung:
            self.drawings.put(drawing, room, y, sheet)
        frame = next((f for p in self.looks.paragraphs(paragraph) if (f := p.find(W + "framePr")) is not None), None)
        if frame is None:
            return set_paragraph(paragraph, found, room, y, self.looks, sheet, self.depth)
        x, top, width = self._framed(frame, paragraph, room, y)
        set_paragraph(paragraph, found, Room(x, x + width), top, self.looks, sheet, self.depth)
        return y

    def _framed(self, frame: Element, paragraph: Element, room: Room, y: float) -> tuple[float, float, float]:
        """Left edge, top and width of a frame; one of several paragraphs goes on below them."""
        page = self.page
        width = whole(frame.get(W + "w")) / 20 or room.x2 - room.x1
        across = {"page": (0.0, page.width), "margin": (page.left, page.width - page.right)}
        down = {"page": (0.0, page.height), "margin": (page.top, page.height - page.bottom)}
        x1, x2 = across.get(frame.get(W + "hAnchor", ""), (room.x1, room.x2))
        y1, _ = down.get(frame.get(W + "vAnchor", ""), (y, y))
        places = {"center": (x2 - x1 - width) / 2, "right": x2 - x1 - width, "left": 0.0}
        x = x1 + places.get(frame.get(W + "xAlign", ""), whole(frame.get(W + "x")) / 20)
        top = y1 + whole(frame.get(W + "y")) / 20
        before = paragraph.getprevious()
        while before is not None and _frame_of(before) == sorted(frame.items()):
            inner = Sheet()
            top += set_paragraph(before, pieces(before, self.looks), Room(0.0, width), 0.0, self.looks, inner, 0)
            before = before.getprevious()
        return x, top, width


def _frame_of(paragraph: Element) -> list[tuple[str, str]] | None:
    about = paragraph.find(W + "pPr")
    frame = about.find(W + "framePr") if about is not None and val(about, "framePr") is not None else None
    return None if frame is None else sorted(map(tuple, frame.items()))  # type: ignore[arg-type]
