"""The grid of a Word table: rows and cells through all wrappers, cells that span columns or rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.readers.docx_package import MC, W, is_on, val, whole
from converter.readers.docx_runs import chosen
from converter.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WRAPPERS = frozenset(W + tag for tag in ("sdtContent", "ins", "moveTo", "customXml", "smartTag", "sdt"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `gone` when its deletion is tracked, `head` when Word repeats it on each page."""

    element: Element
    gone: bool
    head: bool
    skipped: int
    """Columns left free before the first cell."""


@dataclass(slots=True)
class Slot:
    """A cell in the grid. `merged`: the lower part of a cell that spans rows, counted with the upper one."""

    element: Element
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False
    gone: bool = False
    merged: bool = False
    low: Element | None = None
    """The lowest part of a cell that spans rows."""

    @property
    def lowest(self) -> Element:
        """The part of the cell that ends it."""
        return self.element if self.low is None else self.low


def rows_of(table: Element) -> list[Row]:
    """The rows of a table, those of tables inside its cells left out."""
    return [_row(element) for element in _inside(table, W + "tr")]


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return list(_inside(row, W + "tc"))


def _inside(element: Element, wanted: str) -> Iterator[Element]:
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, wanted)
        elif child.tag == MC + "AlternateContent":
            for one in chosen(child):
                yield from [one] if one.tag == wanted else _inside(one, wanted)


def _row(element: Element) -> Row:
    properties = element.find(W + "trPr")
    if properties is None:
        return Row(element, False, False, 0)
    return Row(
        element,
        properties.find(W + "del") is not None,
        is_on(val(properties, "tblHeader")),
        whole(val(properties, "gridBefore")),
    )


def slots_of(table: Element) -> list[Slot]:
    """The cells of a table in order. Rows count without those that were deleted."""
    done: list[Slot] = []
    open_cells: dict[int, Slot] = {}
    number, heads = 0, True
    for row in rows_of(table):
        heads = heads and row.head
        column = row.skipped
        left: Slot | None = None
        for element in cells_of(row.element):
            slot = _slot(element, number, column, heads)
            slot.gone = row.gone
            merge, beside = _merges(element)
            if merge == "continue" and column in open_cells and not row.gone:
                _grow(slot, open_cells[column], number)
            elif beside == "continue" and left is not None:
                left.columns += slot.columns
                slot.row, slot.column, slot.merged = left.row, left.column, True
            else:
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = slot
                left = slot
            done.append(slot)
            column += whole(val(element.find(W + "tcPr"), "gridSpan"), 1) or 1
        number += not row.gone
    return done


def ends_after_table(cell: Element) -> bool:
    """Whether the last things in a cell are a table and one paragraph."""
    last = [child.tag for child in cell if child.tag in (W + "tbl", W + "p")][-2:]
    return last == [W + "tbl", W + "p"]


def _slot(element: Element, row: int, column: int, head: bool) -> Slot:
    return Slot(element, row, column, columns=max(1, whole(val(element.find(W + "tcPr"), "gridSpan"), 1)), head=head)


def _merges(element: Element) -> tuple[str | None, str | None]:
    """What a cell says of being merged with those above and beside; a bare tag means `continue`."""
    properties = element.find(W + "tcPr")
    down, beside = val(properties, "vMerge"), val(properties, "hMerge")
    return ("continue" if down == "" else down), ("continue" if beside == "" else beside)


def _grow(slot: Slot, upper: Slot, number: int) -> None:
    """Count the lower part of a cell that spans rows with the upper one."""
    upper.rows = number - upper.row + 1
    upper.low = slot.element
    slot.row, slot.column, slot.rows, slot.columns, slot.merged = upper.row, upper.column, 1, upper.columns, True
