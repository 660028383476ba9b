"""PDF files with a text layer to lines: reading order, marks, heads and feet; a scan or a locked file is an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from converter.diagnostics import InputError, Report
from converter.options import Options
from converter.readers.pdf_pages import Page, body_size, foot_start, furniture, leading, page_rows
from converter.readers.pdf_rows import Row
from converter.readers.pdf_runs import runs
from converter.source import Line, Place, Source
from converter.span import Span

LINE = 40
"""Characters of a line that says where the text's right edge is."""
ROOM = 1.25
"""How much wider than reckoned the next line's first word may be."""
HALF = 0.5
"""Share of the text's width that a line must have to be one that was wrapped."""


def read_pdf(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read a PDF; lines are counted through. Raises InputError where the extra `pdf` is missing, the file is damaged,
    locked or a scan, or has more pages than allowed.
    """
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError:
        hint = 'in the folder of masthead: python -m pip install ".[pdf]"'
        raise InputError("reading PDF files needs the extra `pdf`", hint=hint, source=name) from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise broken(str(error), name) from None
    try:
        if len(document) > options.limits.pages:
            said = f"{len(document)} pages are more than the limit of {options.limits.pages}"
            raise InputError(said, hint="raise the limit if it is right", source=name)
        pages = [read_page(document, number, raw) for number in range(len(document))]
        title = str(document.get_metadata_dict().get("Title", "") or "")
    finally:
        document.close()
    if sum(char.isalpha() for page in pages for row in page.rows for char in row.text) < 3:
        hint = "recognize its text first (OCR), then give that file"
        raise InputError("the PDF is a scan: it holds pictures of pages and no text", hint=hint, source=name)
    return Source(name, "pdf", tuple(lines(pages)), title=title)


def broken(message: str, name: str) -> InputError:
    """Why a PDF does not open."""
    if "assword" in message or "ecurity" in message:
        return InputError("the PDF is locked with a password", hint="save a copy without the password", source=name)
    return InputError("the PDF is damaged and cannot be opened", hint="save or download it again", source=name)


def read_page(document: Any, number: int, raw: Any) -> Page:
    """The rows of one page."""
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            return page_rows(runs(textpage, raw), number + 1, page.get_height())
        finally:
            textpage.close()
    finally:
        page.close()


def lines(pages: Sequence[Page]) -> Iterator[Line]:
    """The rows of all pages as lines, blank ones where there is more white than between lines."""
    gone = furniture(pages)
    size = body_size(pages)
    usual = leading(pages, size)
    left, right = measure(pages, size)
    number = 0
    for page in pages:
        foot = foot_start(page, size, gone)
        edges = block_edges(page.rows, usual)
        if page.number > 1 and page.rows:
            yield Line("", Span(max(1, number), max(1, number)), page=page.number)
        for place, row in enumerate(page.rows):
            number += 1
            if place == foot:
                yield Line("", Span(number, number), page=page.number, rule=True)
            elif place and is_white(page.rows, place, usual):
                yield Line("", Span(number, number), page=page.number)
            below = page.rows[place + 1] if place + 1 < len(page.rows) else None
            yield Line(
                row.text,
                Span(number, number),
                tuple(row.marks),
                place=Place.RUNNING if (page.number, place) in gone else Place.BODY,
                hard=below is not None and not is_full(row, below, edges[place], (left, right)),
                indent=round(max(0.0, row.left - left), 1),
                page=page.number,
            )


def is_white(rows: Sequence[Row], place: int, usual: float) -> bool:
    """Whether there is more white above a row than between the lines of a paragraph, or it begins a new column."""
    row, above = rows[place], rows[place - 1]
    if row.gap <= 0:
        return abs(row.base - above.base) > 0.5 * row.size or row.gap < 0
    return (
        row.gap > max(1.28 * usual, 1.0 * max(row.size, above.size) + 0.45 * usual) or abs(row.size - above.size) > 2.5
    )


def measure(pages: Sequence[Page], size: float) -> tuple[float, float]:
    """The left and right edge of the text: where lines begin, and where most long ones end, or few go on."""
    text = [row for page in pages for row in page.rows if abs(row.size - size) < 0.6 and "\t" not in row.text]
    text = text or [row for page in pages for row in page.rows]
    lefts, rights = sorted(row.left for row in text), sorted(row.right for row in text)
    usual = Counter(round(row.right / 3) for row in text if len(row.text) >= LINE)
    edge, times = usual.most_common(1)[0] if usual else (0, 0)
    if times >= max(3, 0.15 * sum(usual.values())):
        return lefts[len(lefts) // 20], 3.0 * edge + 1.5
    return lefts[len(lefts) // 20], rights[min(len(rights) - 1, len(rights) * 95 // 100)]


def block_edges(rows: Sequence[Row], usual: float) -> list[tuple[float, float, int]]:
    """For each row the left and right edge of the block of like rows around it, and how many those are."""
    edges: list[tuple[float, float, int]] = []
    block: list[Row] = []
    for place, row in enumerate(rows):
        if block and (is_white(rows, place, usual) or not alike(block[0], row)):
            edges += [extent(block)] * len(block)
            block = []
        block.append(row)
    return edges + [extent(block)] * len(block)


def alike(first: Row, row: Row) -> bool:
    """Whether rows may belong to one paragraph: of one size, and begun at one edge, the first line's indent aside."""
    near = abs(row.right - first.right) < 3 if row.rtl else abs(row.left - first.left) < 40
    return near and abs(row.size - first.size) < 0.6


def extent(block: Sequence[Row]) -> tuple[float, float, int]:
    """The edges of a block."""
    return min(row.left for row in block), max(row.right for row in block), len(block)


def is_centred(row: Row, below: Row, right: float) -> bool:
    """Whether two rows stand in the middle of the page, one under the other."""
    middles = abs((row.left + row.right) - (below.left + below.right)) < 6
    return middles and abs(row.left - below.left) > 6 and right - row.right > 6


def is_full(row: Row, below: Row, edges: tuple[float, float, int], page: tuple[float, float]) -> bool:
    """Whether the first word of the row below had no room on this row: up to the text's edge, or that of its block."""
    if "\t" in row.text or below.gap <= 0:
        return False
    left, right = page
    width = right - left
    if row.right - row.left < HALF * width:
        return False
    if is_centred(row, below, right):
        return False
    far = row.left - left > 0.12 * width if row.rtl else right - row.right > 0.12 * width
    if far and edges[2] < 3:
        return False
    if row.rtl:
        return row.left - ROOM * below.first < (edges[0] if far else left) + 1
    return row.right + ROOM * below.first > (edges[1] if far else right) - 1
