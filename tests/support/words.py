"""Words of text, of Word files and of PDF files, so that they can be compared in order.

A word is a maximal run of letters, marks and decimal digits; each Han character is one.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from tests.support import tools

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_OR_RUN = re.compile(rf"[{HAN}]|[^{HAN}]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u0640]")
RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]")
UNSEEN = {W + name for name in ("instrText", "delText", "del", "moveFrom")}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BREAKS = {W + name for name in ("tab", "br", "cr", "p", "tc")}


class Parted(dict[int, str]):
    """A translation that leaves letters, marks and decimal digits, and makes everything else a space."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        self[code] = chr(code) if category[0] in "LM" or category == "Nd" else " "
        return self[code]


PARTED = Parted()


def words(text: str) -> list[str]:
    """The words of a text in order, in compatibility form, without what cannot be seen; a raised digit is no word."""
    text = unicodedata.normalize("NFKC", RAISED.sub(" ", INVISIBLE.sub("", text)))
    return [word for run in text.translate(PARTED).split() for word in HAN_OR_RUN.findall(run)]


def docx_words(package: bytes, name: str = "word/document.xml") -> list[str]:
    """The words that one part of a Word file shows, in order; none where the part is missing."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        if name not in archive.namelist():
            return []
        root = etree.fromstring(archive.read(name))
    return words("".join(shown(root)))


def shown(element: etree._Element) -> Iterator[str]:
    """The text of an element as Word shows it, field codes and deletions left out; paragraphs and tabs part words."""
    if element.tag in UNSEEN or element.tag == FALLBACK:
        return
    if element.tag == W + "t":
        yield element.text or ""
    if element.tag == W + "noBreakHyphen":
        yield "-"
    for child in element:
        yield from shown(child)
    if element.tag in BREAKS:
        yield "\n"


def pdf_words(path: Path, *, layout: bool = False) -> list[str]:
    """The words of a PDF as pdftotext reads them, in reading order or as they lie on the page; needs poppler."""
    command = [tools.need("pdftotext"), "-enc", "UTF-8", *(["-layout"] if layout else []), str(path), "-"]
    return words(subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8"))


def pdfium_words(path: Path) -> list[str]:
    """The words of a PDF as PDFium reads them: in the order in which they were drawn."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return words("\n".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def shape(word: str) -> str:
    """A key that does not change when an extractor turns the letters of an Arabic ligature round."""
    return "".join(sorted(word)) if re.search("[\u0590-\u08ff]", word) else word
