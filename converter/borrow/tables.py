"""A Word table as it stands: columns, rows, cells side by side, and its rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.borrow.paragraphs import EIGHTH, Room
from converter.borrow.sheet import Ruled, Sheet
from converter.readers.docx_package import W, val, whole
from converter.records import dataclass, field

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from converter.borrow.flow import Flow

SIDE = 5.4
"""Points at the sides of a cell where nothing is said."""
NONE = ("nil", "none", "")


@dataclass(slots=True)
class Laid:
    """A cell with what stands in it, laid out from 0 down."""

    x1: float
    x2: float
    row: int
    rows: int
    sheet: Sheet
    height: float
    stand: str
    element: Element
    edges: tuple[bool, bool] = (False, False)
    """Whether it is the first, the last of its row."""


@dataclass(slots=True)
class Table:
    """A table in the making."""

    flow: Flow
    element: Element
    layers: list[Element] = field(default_factory=list)
    """Its properties, nearest first."""

    def margin(self, cell: Element, *sides: str) -> float:
        """Room in a cell at a side, in points."""
        about = cell.find(W + "tcPr")
        places = [about.find(W + "tcMar")] if about is not None else []
        places += [layer.find(W + "tblCellMar") for layer in self.layers]
        for place in places:
            for side in sides:
                if place is not None and (found := place.find(W + side)) is not None:
                    return whole(found.get(W + "w")) / 20
        return SIDE if "left" in sides or "right" in sides else 0.0

    def border(self, cell: Element, side: str, outer: bool) -> Element | None:
        """The rule at a side of a cell."""
        about = cell.find(W + "tcPr")
        own = about.find(f"{W}tcBorders/{W}{side}") if about is not None else None
        if own is None:
            inner = side if outer else {"top": "insideH", "bottom": "insideH"}.get(side, "insideV")
            own = next((b for layer in self.layers if (b := layer.find(f"{W}tblBorders/{W}{inner}")) is not None), None)
        return None if own is None or own.get(W + "val", "") in NONE else own


def set_table(flow: Flow, element: Element, room: Room, y: float, sheet: Sheet) -> float:
    """Put a table on the sheet; gives where it ends."""
    about = element.find(W + "tblPr")
    styles = flow.looks.styles(val(about, "tblStyle"))
    layers = [about, *(style.find(W + "tblPr") for style in styles)]
    table = Table(flow, element, [layer for layer in layers if layer is not None])
    rows = [row for row in element.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is element]
    widths = [whole(column.get(W + "w")) / 20 for column in element.iterfind(f"{W}tblGrid/{W}gridCol")]
    cells = [cell for number, row in enumerate(rows) for cell in _row(table, row, number, len(rows), widths)]
    if not cells:
        return y
    shift = _shift(table, cells, room)
    heights = _heights(table, rows, cells)
    tops = [y + sum(heights[:number]) for number in range(len(rows) + 1)]
    for cell in cells:
        top, end = tops[cell.row], tops[min(cell.row + cell.rows, len(rows))]
        spare = max(0.0, end - top - cell.height)
        sheet.take(cell.sheet, top + {"center": spare / 2, "bottom": spare}.get(cell.stand, 0.0), shift)
        _rules(table, cell, (cell.x1 + shift, cell.x2 + shift, top, end), len(rows), sheet)
    return tops[-1]


def _row(table: Table, row: Element, number: int, count: int, widths: list[float]) -> Iterator[Laid]:
    """The cells of a row; those that go on from the row above are left out."""
    about = row.find(W + "trPr")
    at = whole(val(about, "gridBefore"))
    x = sum(widths[:at])
    found = [cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]
    for place, cell in enumerate(found):
        own = cell.find(W + "tcPr")
        span = max(1, whole(val(own, "gridSpan"), 1))
        said = own.find(W + "tcW") if own is not None else None
        width = sum(widths[at : at + span])
        if not width and said is not None and said.get(W + "type", "dxa") == "dxa":
            width = whole(said.get(W + "w")) / 20
        merged = val(own, "vMerge")
        if merged is None or merged == "restart":
            rows = _reach(row, at) if merged else 1
            yield _laid(table, cell, (x, x + width), (number, rows), (place == 0, place == len(found) - 1))
        at += span
        x += width


def _reach(row: Element, at: int) -> int:
    """How many rows a merged cell stands in."""
    rows, below = 1, row.getnext()
    while below is not None and below.tag == W + "tr":
        column = 0
        for cell in below.iterfind(W + "tc"):
            own = cell.find(W + "tcPr")
            if column == at and val(own, "vMerge") in ("", "continue"):
                rows += 1
                break
            column += max(1, whole(val(own, "gridSpan"), 1))
        else:
            return rows
        below = below.getnext()
    return rows


def _laid(
    table: Table, cell: Element, edges: tuple[float, float], place: tuple[int, int], ends: tuple[bool, bool]
) -> Laid:
    own = Sheet()
    top, bottom = table.margin(cell, "top"), table.margin(cell, "bottom")
    room = Room(edges[0] + table.margin(cell, "left", "start"), edges[1] - table.margin(cell, "right", "end"))
    end = table.flow.lay(cell, room, top, own)
    stand = val(cell.find(W + "tcPr"), "vAlign") or "top"
    return Laid(*edges, *place, own, end + bottom, stand, cell, ends)


def _shift(table: Table, cells: list[Laid], room: Room) -> float:
    """From the left edge of the page to the left edge of the table."""
    width = max(cell.x2 for cell in cells)
    jc = next((v for layer in table.layers if (v := val(layer, "jc"))), "left")
    spare = room.x2 - room.x1 - width
    if jc in ("center", "right", "end"):
        return room.x1 + (spare / 2 if jc == "center" else spare)
    indent = next((whole(v) / 20 for layer in table.layers if (v := val(layer, "tblInd", "w"))), 0.0)
    first = table.margin(cells[0].element, "left", "start")
    return room.x1 + indent - (first if table.flow.shifted else 0.0)


def _heights(table: Table, rows: list[Element], cells: list[Laid]) -> list[float]:
    """The height of each row: what stands in it with the rule below, or what it says."""
    done = []
    for number, row in enumerate(rows):
        found = max((cell.height for cell in cells if cell.row == number and cell.rows == 1), default=0.0)
        about = row.find(W + "trPr")
        said, rule = whole(val(about, "trHeight")) / 20, val(about, "trHeight", "hRule")
        below = [table.border(cell.element, "bottom", number == len(rows) - 1) for cell in cells if cell.row == number]
        thick = max((whole(line.get(W + "sz")) * EIGHTH for line in below if line is not None), default=0.0)
        done.append(said if rule == "exact" and said else max(found, said) + thick)
    for cell in cells:
        if cell.rows > 1:
            last = cell.row + cell.rows - 1
            done[last] += max(0.0, cell.height - sum(done[cell.row : last + 1]))
    return done


def _rules(table: Table, cell: Laid, box: tuple[float, float, float, float], count: int, sheet: Sheet) -> None:
    """The rules around a cell; one that stands already is not drawn again."""
    x1, x2, top, end = box
    first, last = cell.edges
    outer = {"top": cell.row == 0, "bottom": cell.row + cell.rows == count, "left": first, "right": last}
    for side, is_outer in outer.items():
        line = table.border(cell.element, side, is_outer)
        if line is None:
            continue
        thick, colour = whole(line.get(W + "sz")) * EIGHTH, line.get(W + "color", "auto")
        known = None if colour == "auto" else colour.upper()
        if side in ("top", "bottom"):
            _along(sheet, Ruled(x1, top - thick / 2 if side == "top" else end - thick, x2 - x1, thick, known))
        else:
            rule = Ruled((x1 if side == "left" else x2) - thick / 2, top, thick, end - top, known)
            if rule not in sheet.ruled:
                sheet.ruled.append(rule)


def _along(sheet: Sheet, rule: Ruled) -> None:
    """Add a level rule, as part of the one that it goes on from."""
    for at, one in enumerate(sheet.ruled):
        level = abs(one.y - rule.y) < 1 and one.colour == rule.colour
        if level and one.x - 1 <= rule.x <= one.x + one.width + 1:
            end = max(one.x + one.width, rule.x + rule.width)
            sheet.ruled[at] = Ruled(one.x, one.y, end - one.x, one.height, one.colour)
            return
    sheet.ruled.append(rule)
