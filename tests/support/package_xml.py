"""Parts of a Word file as text to compare: one element a line, attributes sorted, identifiers dropped."""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import quoteattr

from lxml import etree

PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
IDENTIFIER = re.compile(r"^(w:rsid\w*|w14:(paraId|textId))$")
"""Attributes that Word renews at every saving; they say nothing about the document."""


def part(package: bytes, name: str) -> str:
    """One part of a package as canonical text; KeyError where there is none of that name."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return canonical(archive.read(name))


def canonical(xml: bytes) -> str:
    """XML as canonical text; two documents that mean the same give the same."""
    return "\n".join(lines(etree.fromstring(xml), 0)) + "\n"


def lines(element: etree._Element, depth: int) -> Iterator[str]:
    """The lines of an element and of what it holds, two spaces deeper each level."""
    if not isinstance(element.tag, str) or IDENTIFIER.match(short(element.tag)):
        return
    attributes = sorted((short(str(name)), str(value)) for name, value in element.attrib.items())
    shown = "".join(f" {name}={quoteattr(value)}" for name, value in attributes if not IDENTIFIER.match(name))
    text = f" {element.text!r}" if (element.text and element.text.strip()) or short(element.tag) == "w:t" else ""
    yield f"{'  ' * depth}{short(element.tag)}{shown}{text}"
    for child in element:
        yield from lines(child, depth + 1)


def short(name: str) -> str:
    """A name with its usual prefix in place of its namespace."""
    space, brace, local = name.removeprefix("{").rpartition("}")
    return f"{PREFIXES.get(space, space)}:{local}" if brace else name


def difference(expected: bytes, actual: bytes, name: str) -> str:
    """A unified diff of one part in two packages; empty when they agree."""
    before, after = part(expected, name).splitlines(), part(actual, name).splitlines()
    return "\n".join(difflib.unified_diff(before, after, f"expected {name}", f"actual {name}", lineterm=""))
