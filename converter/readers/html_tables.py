"""The tables of a page: which cell the reading is in; tables that only place things give no cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.readers.html_lists import number
from converter.readers.html_names import side
from converter.records import dataclass, field
from converter.source import Cell

if TYPE_CHECKING:
    from lxml.etree import _Element

    from converter.readers.html_survey import Survey

MOST_SPAN = 1_000


@dataclass(slots=True)
class Open:
    """A table that has begun; `taken` are the columns that cells of rows above reach into, with the last such row."""

    number: int
    row: int = -1
    column: int = 0
    cell: Cell | None = None
    spoke: bool = True
    taken: dict[int, int] = field(default_factory=dict)


class Tables:
    """The data tables around the reading point, and how many there were."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.count = 0
        self.open: list[Open] = []

    def cell(self) -> Cell | None:
        """The cell that the reading is in."""
        return self.open[-1].cell if self.open else None

    def said(self) -> None:
        """A line was written in the cell."""
        if self.open:
            self.open[-1].spoke = True

    def silent(self) -> bool:
        """Whether the cell that ends had no text."""
        return bool(self.open) and self.open[-1].cell is not None and not self.open[-1].spoke

    def enter(self, element: _Element) -> None:
        """A table, row or cell begins."""
        if element.tag == "table" and element not in self.survey.layout:
            self.open.append(Open(self.count))
            self.count += 1
        elif self.open and element.tag == "tr":
            self.open[-1].row += 1
            self.open[-1].column = 0
        elif self.open and element.tag in ("td", "th") and self.open[-1].row >= 0:
            self.enter_cell(element, self.open[-1])

    def enter_cell(self, element: _Element, now: Open) -> None:
        """A cell begins in the first column that no cell from above takes."""
        while now.taken.get(now.column, -1) >= now.row:
            now.column += 1
        rows = min(number(element.get("rowspan"), 1) or 1, MOST_SPAN)
        columns = min(number(element.get("colspan"), 1) or 1, MOST_SPAN)
        parent = element.getparent()
        group = parent.getparent() if parent is not None else None
        head = element.tag == "th" and now.column >= 0 and (parent is None or all(cell.tag != "td" for cell in parent))
        head = head or (group is not None and group.tag == "thead")
        now.cell = Cell(now.number, now.row, now.column, rows, columns, head=head, align=side(element))
        now.spoke = False
        for column in range(now.column, now.column + columns):
            now.taken[column] = now.row + rows - 1
        now.column += columns

    def leave(self, element: _Element) -> None:
        """A cell or table ends."""
        if not self.open:
            return
        if element.tag in ("td", "th"):
            self.open[-1].cell = None
        elif element.tag == "table" and element not in self.survey.layout:
            self.open.pop()
