"""Remarks on a finished Word file, as Word comments at their places; nothing else of the file changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from converter.records import dataclass, field
from converter.writers.docx.package import OFFICE, package
from converter.writers.docx.xml import NAMESPACES, part, w

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{" + NAMESPACES["w"] + "}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OWN = ("[Content_Types].xml", "_rels/.rels")
"""Parts that `package` writes itself."""
MADE = "word/_rels/document.xml.rels"
SPACES = str.maketrans("\u00a0\u202f\u2003\t\n", "     ")


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about `text[start:end]` of a paragraph; a text that is not found puts it at the top."""

    text: str
    start: int
    end: int
    sentence: str
    author: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the file and the text in it, each piece with where it begins."""

    element: _Element
    text: str = ""
    pieces: list[tuple[int, _Element]] = field(default_factory=list)

    def read(self) -> Paragraph:
        """Read the pieces anew; their text stays the same however they are cut."""
        parts, at = [], 0
        self.pieces = []
        for node in self.element.iter(W + "t", W + "br", W + "tab"):
            run = node.getparent()
            if run is None or run.tag != W + "r" or next(node.iterancestors(W + "p")) is not self.element:
                continue  # A frame or text box has paragraphs of its own.
            text = (node.text or "") if node.tag == W + "t" else " "
            self.pieces.append((at, node))
            parts.append(text)
            at += len(text)
        self.text = "".join(parts).translate(SPACES)
        return self


def with_comments(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """The Word file with a comment for each remark, in the order of the remarks."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name not in OWN}
    tree = etree.fromstring(parts["word/document.xml"])
    notes = etree.fromstring(parts["word/footnotes.xml"]) if "word/footnotes.xml" in parts else None
    paragraphs = [Paragraph(p).read() for p in tree.iter(W + "p")]
    marked = [Paragraph(p).read() for p in notes.iter(W + "p")] if notes is not None else []
    at = 0
    for number, remark in enumerate(remarks):
        at = _place(remark, number, (paragraphs, marked), at)
    parts["word/document.xml"] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts["word/comments.xml"] = part("comments", "".join(_comments(remarks)))
    parts[MADE] = _related(parts[MADE])
    return package(parts)


def _comments(remarks: Sequence[Remark]) -> Iterator[str]:
    for number, remark in enumerate(remarks):
        said = w("p", w("r", w("annotationRef")), w("r", _text(remark.sentence)))
        yield w("comment", said, id=number, author=remark.author, initials=remark.author[:1].upper())


def _text(words: str) -> str:
    from converter.writers.docx.xml import escape

    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def _related(rels: bytes) -> bytes:
    from lxml import etree

    tree = etree.fromstring(rels)
    row: Mapping[str, str] = {"Id": "rIdComments", "Type": f"{OFFICE}/comments", "Target": "comments.xml"}
    etree.SubElement(tree, tree[0].tag if len(tree) else "Relationship", dict(row))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


# ---------------------------------------------------------------- places


def _place(remark: Remark, number: int, found: tuple[list[Paragraph], list[Paragraph]], at: int) -> int:
    """Set the marks of a comment; where the next remark is looked for first."""
    paragraphs, notes = found
    text = remark.text.translate(SPACES).strip()
    lead = len(remark.text) - len(remark.text.lstrip())
    order: tuple[int, ...] = (*range(at, len(paragraphs)), *range(at)) if text else ()
    for index in order:
        begin = paragraphs[index].text.find(text)
        if begin >= 0:
            start = begin + max(remark.start - lead, 0)
            mark(paragraphs[index], start, max(begin + remark.end - lead, start + 1), number)
            return index
    note = next((p for p in notes if text and text in p.text), None)
    reference = _reference(note, paragraphs) if note else None
    if reference is not None:
        _around(reference, reference, number)
    else:
        first = next((p for p in paragraphs if p.text.strip()), paragraphs[0])
        mark(first, 0, max(len(first.text), 1), number)
    return at


def _reference(note: Paragraph, paragraphs: Sequence[Paragraph]) -> _Element | None:
    """The run in the text that marks the note of a paragraph."""
    holder = next(note.element.iterancestors(W + "footnote"), None)
    number = holder.get(W + "id") if holder is not None else None
    for paragraph in paragraphs:
        for mark in paragraph.element.iter(W + "footnoteReference"):
            if mark.get(W + "id") == number:
                parent: Any = mark.getparent()
                return parent  # type: ignore[no-any-return]
    return None


def mark(paragraph: Paragraph, start: int, end: int, number: int) -> None:
    """Set the marks around a stretch of a paragraph's text; a paragraph without text takes them at its end."""
    runs = runs_in(paragraph, start, min(end, len(paragraph.text)))
    if runs:
        _around(runs[0], runs[-1], number)
    else:
        for element in _marks(number):
            paragraph.element.append(element)


def runs_in(paragraph: Paragraph, start: int, end: int) -> list[_Element]:
    """The runs that hold a stretch and nothing else; runs that hold more are cut."""
    for cut in (start, end):
        piece = next(((at, node) for at, node in reversed(paragraph.pieces) if at < cut), None)
        if piece and piece[1].tag == W + "t" and cut < piece[0] + len(piece[1].text or ""):
            _cut(piece[1], cut - piece[0])
            paragraph.read()
    inside = [node.getparent() for at, node in paragraph.pieces if start <= at < end]
    return list(dict.fromkeys(run for run in inside if run is not None))


def _cut(node: _Element, at: int) -> None:
    """Cut a run in two within one of its texts; the second is a copy with the same look."""
    run = node.getparent()
    assert run is not None
    text = node.text or ""
    second = deepcopy(run)
    index = run.index(node)
    for child in list(run)[index + 1 :]:
        run.remove(child)
    for place, child in enumerate(list(second)):
        if place < index and child.tag != W + "rPr":
            second.remove(child)
    twin = next(child for child in second if child.tag == W + "t" and child.text == text)
    node.text, twin.text = text[:at], text[at:]
    for piece in (node, twin):
        piece.set(SPACE, "preserve")
    run.addnext(second)


def _around(first: _Element, last: _Element, number: int) -> None:
    """Set the start before one run, the end and the reference after another."""
    start, end, reference = _marks(number)
    first.addprevious(start)
    last.addnext(end)
    end.addnext(reference)


def _marks(number: int) -> tuple[_Element, _Element, _Element]:
    from lxml import etree

    about = {W + "id": str(number)}
    reference = etree.Element(W + "r")
    etree.SubElement(reference, W + "commentReference", about)
    return etree.Element(W + "commentRangeStart", about), etree.Element(W + "commentRangeEnd", about), reference
