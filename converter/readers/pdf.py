"""PDF files with a text layer to lines: reading order, marks, heads and feet; a scan or a locked file is an error."""

from __future__ import annotations

from typing import Any

from converter.diagnostics import InputError, Report
from converter.options import Options
from converter.readers.pdf_lines import lines
from converter.readers.pdf_pages import Page, page_rows
from converter.readers.pdf_rules import rules_of
from converter.readers.pdf_runs import runs
from converter.source import Source


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
            raise InputError(said, hint="divide it into shorter files", source=name)
        pages = [read_page(document, number, raw) for number in range(len(document))]
        title = str(document.get_metadata_dict().get("Title", "") or "")
    except pypdfium2.PdfiumError as error:
        raise broken(str(error), name) from None
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
            return page_rows(runs(textpage, raw), rules_of(page, raw), number + 1, page.get_size())
        finally:
            textpage.close()
    finally:
        page.close()
