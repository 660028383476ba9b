"""Tables that go on over pages made one; the head that is printed again on each page is a running head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.readers.pdf_furniture import Place
from converter.readers.pdf_pages import Page
from converter.readers.pdf_rows import Row
from converter.records import replace

HEADS = 4
"""Rows that the head of a table has, at the most."""
BLANK = 0.5
"""Share of a row's cells that are empty in a row that only goes on."""


def number_tables(pages: Sequence[Page], gone: set[Place]) -> set[Place]:
    """Count the tables of the file through, those that go on over a page as one; returns the rows of repeated heads."""
    repeated: set[Place] = set()
    count, shift = -1, 0
    last: list[Row] = []
    for page in pages:
        for start, cells in stretches(page, gone):
            goes_on = bool(last) and start is not None and continues(last, cells)
            heads = head_rows(last, cells) if goes_on else 0
            if goes_on:
                shift = max(row.cell.row + row.cell.rows for row in last if row.cell) - heads
                last = last + cells
            else:
                count, shift, last = count + 1, 0, cells
            repeated |= numbered(page, cells, count, shift, heads)
        if ends_with_text(page, gone):
            last = []
    return repeated


def stretches(page: Page, gone: set[Place]) -> Iterator[tuple[int | None, list[Row]]]:
    """The tables of a page, each with its place if no text stands above it on the page."""
    cells: list[Row] = []
    first = True
    for n, row in enumerate(page.rows):
        begins = row.cell is not None and cells and row.cell.row < cells[-1].cell.row  # type: ignore[union-attr]
        if cells and (row.cell is None or begins):
            yield (0 if first else None), cells
            cells, first = [], False
        if row.cell is not None:
            cells.append(row)
        elif (page.number, n) not in gone and row.text.strip():
            first = False
    if cells:
        yield (0 if first else None), cells


def ends_with_text(page: Page, gone: set[Place]) -> bool:
    """Whether something of the text stands below the last table of a page."""
    for n in reversed(range(len(page.rows))):
        if page.rows[n].cell is not None:
            return False
        if (page.number, n) not in gone and page.rows[n].text.strip():
            return True
    return True


def continues(last: Sequence[Row], cells: Sequence[Row]) -> bool:
    """Whether a table at the head of a page has the columns of the one at the foot of the page before."""
    width = max(row.cell.column + row.cell.columns for row in last if row.cell)
    return width == max(row.cell.column + row.cell.columns for row in cells if row.cell)


def text_of(cells: Sequence[Row], number: int) -> list[tuple[int, str]]:
    """What stands in a row of a table, by column."""
    return [(row.cell.column, row.text) for row in cells if row.cell and row.cell.row == number]


def head_rows(last: Sequence[Row], cells: Sequence[Row]) -> int:
    """How many rows at the head of a table are those at the head of another."""
    count = 0
    while count < HEADS:
        text = text_of(cells, count)
        if not any(said for _, said in text) or text != text_of(last, count):
            break
        count += 1
    return count


def numbered(page: Page, cells: Sequence[Row], table: int, shift: int, heads: int) -> set[Place]:
    """Give cells their table and row; the rows of a repeated head are none of it."""
    inside = {id(row) for row in cells}
    repeated: set[Place] = set()
    for n, row in enumerate(page.rows):
        if id(row) not in inside or row.cell is None:
            continue
        if row.cell.row < heads:
            row.cell = None
            repeated.add((page.number, n))
        else:
            row.cell = replace(row.cell, table=table, row=row.cell.row + shift, head=row.cell.head and not shift)
    return repeated
