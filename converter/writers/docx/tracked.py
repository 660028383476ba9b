"""Tracked changes and comments of a Word input, set into a finished Word file at their places by their authors."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from converter.diagnostics import Report
from converter.source import Change, ChangeKind
from converter.writers.docx.archive import packed
from converter.writers.docx.comments import MADE, SPACES, Paragraph, W, mark, runs_in
from converter.writers.docx.constants import NEAR, NEARER
from converter.writers.docx.package import OFFICE, PACKAGE, TYPES
from converter.writers.docx.xml import escape, part, w

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN, NOTES, REMARKS = "word/document.xml", "word/footnotes.xml", "word/comments.xml"
CONTENT_TYPES = "[Content_Types].xml"
REACHES = ((NEAR, NEAR), (NEAR, 0), (0, NEAR), (NEARER, NEARER), (NEARER, 0), (0, NEARER))
"""How many letters before and after a change must agree with the text, tried in order."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def with_changes(data: bytes, changes: Sequence[Change], report: Report) -> bytes:
    """The Word file with each change tracked and each comment in it; what finds no place is counted in a warning."""
    if not changes:
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    tracked = Tracked(parts)
    lost = [change for change in changes if not tracked.place(change)]
    if lost:
        report.warn(
            "changes-without-place",
            None,
            f"{len(lost)} of {len(changes)} tracked changes and comments stand where the text was set anew; "
            "they are accepted or left out",
            "look at them in the input",
        )
    return packed(tracked.parts())


class Tracked:
    """A Word file on its way to one with changes; `place` takes them in the order of the text."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = dict(parts)
        self.trees = {name: _tree(parts[name]) for name in (MAIN, NOTES) if name in parts}
        self.paragraphs = [Paragraph(p).read() for tree in self.trees.values() for p in tree.iter(W + "p")]
        self.texts = [paragraph.text for paragraph in self.paragraphs]
        self.at = 0
        self.remarks: list[Change] = []
        ids = (int(node.get(W + "id", "0")) for tree in self.trees.values() for node in tree.iter(W + "bookmarkStart"))
        self.id = max(ids, default=0)

    def place(self, change: Change) -> bool:
        """Set a change at its place; False where there is none."""
        found = self._find(change)
        if found is None:
            return False
        self.at, begin = found
        paragraph = self.paragraphs[self.at]
        end = begin + change.end - change.start
        if change.kind is ChangeKind.COMMENT:
            mark(paragraph, begin, max(end, begin + 1), len(self.remarks))
            self.remarks.append(change)
        elif change.kind is ChangeKind.INSERTED:
            self._insert(paragraph, begin, end, change)
        else:
            self._delete(paragraph, begin, change)
        return True

    def _find(self, change: Change) -> tuple[int, int] | None:
        """The paragraph of a change, and where in it the change begins; looked for onwards from the last one."""
        text = change.paragraph.translate(SPACES)
        lead = len(text) - len(text.lstrip())
        windows = [(lead, len(text.rstrip()))]
        windows += [(max(lead, change.start - before), change.end + after) for before, after in REACHES]
        order = (*range(self.at, len(self.texts)), *range(self.at))
        for first, last in windows:
            wanted = text[first:last]
            if len(wanted.strip()) < min(NEARER, len(text.strip()) or 1):
                continue
            for index in order:
                begin = self.texts[index].find(wanted)
                if begin >= 0:
                    return index, max(0, begin + change.start - first)
        return None

    # ------------------------------------------------------------ marks

    def _about(self, change: Change) -> dict[str, str]:
        self.id += 1
        about = {W + "id": str(self.id), W + "author": _clean(change.author)}
        return about | ({W + "date": change.date} if change.date else {})

    def _insert(self, paragraph: Paragraph, start: int, end: int, change: Change) -> None:
        """Runs of an insertion go into an element of their own, neighbours into one."""
        about = self._about(change)
        last: _Element | None = None
        for run in runs_in(paragraph, start, end):
            if last is None or run.getprevious() is not last:
                if last is not None:
                    about = self._about(change)
                last = _made("ins", about)
                run.addprevious(last)
            last.append(run)

    def _delete(self, paragraph: Paragraph, start: int, change: Change) -> None:
        """Deleted words stand before the run that begins at their place, else at the end."""
        gone, run, text = _made("del", self._about(change)), _made("r", {}), _made("delText", {SPACE: "preserve"})
        text.text = _clean(change.said)
        run.append(text)
        gone.append(run)
        after = runs_in(paragraph, start, len(paragraph.text))
        if not after:
            paragraph.element.append(gone)
            return
        anchor: Any = after[0]
        while anchor.getparent() is not paragraph.element and anchor.getprevious() is None:
            anchor = anchor.getparent()
        anchor.addprevious(gone)

    # ------------------------------------------------------------ parts

    def parts(self) -> dict[str, bytes]:
        """All parts of the file."""
        done = self._parts | {name: _bytes(tree) for name, tree in self.trees.items()}
        if not self.remarks:
            return done
        done[REMARKS] = part("comments", "".join(_comments(self.remarks)))
        done[CONTENT_TYPES] = _listed(done[CONTENT_TYPES])
        done[MADE] = _related(done[MADE])
        return done


def _clean(text: str) -> str:
    """Text that XML can hold."""
    from xml.sax.saxutils import unescape

    return unescape(escape(text), {"&quot;": '"'})


def _tree(data: bytes) -> _Element:
    from lxml import etree

    return etree.fromstring(data)


def _made(name: str, about: dict[str, str]) -> _Element:
    from lxml import etree

    return etree.Element(W + name, about)


def _bytes(tree: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _comments(remarks: Sequence[Change]) -> Iterator[str]:
    for number, remark in enumerate(remarks):
        said = [w("p", w("r", w("t", escape(line)))) for line in remark.said.split("\n")]
        initials = "".join(word[:1] for word in remark.author.split())
        yield w("comment", *said, id=number, author=remark.author, date=remark.date or None, initials=initials or None)


def _listed(types: bytes) -> bytes:
    """The content types with that of comments."""
    from lxml import etree

    tree = etree.fromstring(types)
    if not any(one.get("PartName") == f"/{REMARKS}" for one in tree):
        row = {"PartName": f"/{REMARKS}", "ContentType": TYPES[REMARKS]}
        etree.SubElement(tree, f"{{{PACKAGE}/content-types}}Override", row)
    return _bytes(tree)


def _related(rels: bytes) -> bytes:
    """The relations of the document with one to its comments; one that a template brought is set anew."""
    from lxml import etree

    tree = etree.fromstring(rels)
    for row in [row for row in tree if row.get("Type") == f"{OFFICE}/comments"]:
        tree.remove(row)
    made = {"Id": "rIdComments", "Type": f"{OFFICE}/comments", "Target": "comments.xml"}
    etree.SubElement(tree, f"{{{PACKAGE}/relationships}}Relationship", made)
    return _bytes(tree)
