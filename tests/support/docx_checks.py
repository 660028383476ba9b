"""Faults of a Word file: what openxml-audit finds, and what no validator looks for but Word or a reader minds."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from lxml import etree

from tests.support import tools

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
STORY = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
POINTS_AT = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)")
LONGEST_NAME = 40
DEEPEST_LEVEL = 8


@dataclass(frozen=True)
class Package:
    """The parts of a Word file, each parsed once."""

    data: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """Every part by name."""
        with zipfile.ZipFile(BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}

    @cached_property
    def trees(self) -> dict[str, etree._Element]:
        """Every XML part, parsed."""
        return {name: etree.fromstring(data) for name, data in self.parts.items() if name.endswith((".xml", ".rels"))}

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """The parts that hold text: body, notes, comments, heads and feet."""
        return {name: tree for name, tree in self.trees.items() if STORY.fullmatch(name)}

    @property
    def body(self) -> etree._Element:
        """The main part."""
        return self.trees["word/document.xml"]

    def all(self, *names: str) -> Iterator[etree._Element]:
        """Every element of the given w: names in all stories."""
        for tree in self.stories.values():
            yield from tree.iter(*(W + name for name in names))

    def defined(self, part: str, element: str, attribute: str) -> set[str | None]:
        """What a part defines, such as the style ids of the styles part; empty where there is no such part."""
        tree = self.trees.get(f"word/{part}.xml")
        return set() if tree is None else {found.get(W + attribute) for found in tree.iter(W + element)}


def faults(source: Path | bytes) -> list[str]:
    """Everything wrong with a Word file, a sentence each; none is a pass."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    return [*audit(data), *own_faults(data)]


def audit(data: bytes) -> list[str]:
    """What openxml-audit finds: schema, relationships, semantic rules."""
    import tempfile

    tools.need_module("openxml_audit")
    from openxml_audit import FileFormat, OpenXmlValidator

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audited.docx"
        path.write_bytes(data)
        result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(str(path))
    return [f"{error.part_uri}: {error.description}" for error in result.errors]


def own_faults(data: bytes) -> list[str]:
    """What no validator looks for."""
    package = Package(data)
    return [fault for check in CHECKS for fault in check(package)]


def attribute(elements: Iterable[etree._Element], name: str) -> list[str]:
    """One w: attribute of each element that has it."""
    return [str(value) for element in elements if (value := element.get(W + name)) is not None]


def repeated(values: Iterable[str]) -> list[str]:
    """What stands more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def content_types(package: Package) -> Iterator[str]:
    """Each part has a type, and Word's own parts have one by name: as plain XML they are not opened."""
    types = package.trees["[Content_Types].xml"]
    named = {str(found.get("PartName")) for found in types}
    endings = {str(found.get("Extension")).lower() for found in types}
    for name in package.parts:
        by_ending = name.rpartition(".")[2].lower() in endings and not re.fullmatch(r"word/\w+\.xml", name)
        if name != "[Content_Types].xml" and "/" + name not in named and not by_ending:
            yield f"{name}: no content type"


def relationships(package: Package) -> Iterator[str]:
    """Each r:id that a part uses has a relationship, and each target inside the package is there."""
    for name, tree in package.trees.items():
        if name.endswith(".rels"):
            continue
        folder, base = posixpath.split(name)
        rels = package.trees.get(f"{folder}/_rels/{base}.rels")
        entries = [] if rels is None else list(rels)
        known = [str(entry.get("Id")) for entry in entries]
        used = {str(value) for found in tree.iter() for key, value in found.attrib.items() if str(key).startswith(R)}
        yield from (f"{name}: {missing} has no relationship" for missing in sorted(used - set(known)))
        yield from (f"{name}: relationship {twice} stands twice" for twice in repeated(known))
        for entry in entries:
            target = posixpath.normpath(posixpath.join("/", folder, str(entry.get("Target")))).lstrip("/")
            if entry.get("TargetMode") != "External" and target not in package.parts:
                yield f"{name}: {target} is not in the package"


def notes(package: Package) -> Iterator[str]:
    """Marks and notes pair up one to one."""
    for kind in ("footnote", "endnote", "comment"):
        marks = attribute(package.all(f"{kind}Reference"), "id")
        part = package.trees.get(f"word/{kind}s.xml")
        bodies = [] if part is None else [note for note in part if note.get(W + "type") in (None, "normal")]
        written = attribute(bodies, "id")
        yield from (f"{kind} {one} is marked twice" for one in repeated(marks))
        yield from (f"{kind} {one} is written twice" for one in repeated(written))
        yield from (f"{kind} {one} is marked, not written" for one in sorted(set(marks) - set(written)))
        yield from (f"{kind} {one} is written, not marked" for one in sorted(set(written) - set(marks)))


def paragraphs(package: Package) -> Iterator[str]:
    """Notes, comments, heads, feet and cells hold a paragraph, and a cell ends with one."""
    for holder in package.all("footnote", "endnote", "comment", "tc"):
        if holder.find(W + "p") is None and holder.find(W + "sdt") is None:
            yield f"{etree.QName(holder).localname} {holder.get(W + 'id') or ''} has no paragraph"
    for name, tree in package.stories.items():
        if (
            etree.QName(tree).localname in ("hdr", "ftr")
            and tree.find(W + "p") is None
            and tree.find(W + "sdt") is None
        ):
            yield f"{name} has no paragraph"
    for cell in package.all("tc"):
        if len(cell) and cell[-1].tag == W + "tbl":
            yield "a cell ends with a table: Word calls the file damaged"


def bookmarks(package: Package) -> Iterator[str]:
    """Bookmarks have a name and id of their own and end in the part where they start; what points at one finds it."""
    starts = list(package.all("bookmarkStart"))
    names = [name.lower() for name in attribute(starts, "name")]
    yield from (f"bookmark {name} stands twice" for name in repeated(names))
    yield from (f"bookmark id {one} stands twice" for one in repeated(attribute(starts, "id")))
    yield from (f"bookmark name {name} is too long" for name in names if len(name) > LONGEST_NAME)
    for name, tree in package.stories.items():
        open_ = set(attribute(tree.iter(W + "bookmarkStart"), "id"))
        ended = set(attribute(tree.iter(W + "bookmarkEnd"), "id"))
        yield from (f"{name}: bookmark {one} starts or ends only" for one in sorted(open_ ^ ended))
    aims = attribute(package.all("hyperlink"), "anchor")
    aims += [found[1] for field in package.all("instrText") if (found := POINTS_AT.match(field.text or ""))]
    yield from (f"nothing is called {aim}" for aim in aims if aim.lower() not in names)


def fields(package: Package) -> Iterator[str]:
    """Fields begin, part and end in turn."""
    for name, tree in package.stories.items():
        depth = 0
        for mark in attribute(tree.iter(W + "fldChar"), "fldCharType"):
            depth += {"begin": 1, "end": -1}.get(mark, 0)
            if depth < 0:
                break
        if depth:
            yield f"{name}: a field does not begin or does not end"


def drawings(package: Package) -> Iterator[str]:
    """Pictures have an id of their own, not 0, and words for those who cannot see them."""
    found = [drawing for tree in package.stories.values() for drawing in tree.iter(DRAWING)]
    ids = [str(drawing.get("id")) for drawing in found]
    yield from (f"drawing id {one} stands twice" for one in repeated(ids))
    yield from ("drawing id 0" for one in ids if one == "0")
    yield from (f"drawing {one.get('name')} has no alternative text" for one in found if not one.get("descr"))


def styles(package: Package) -> Iterator[str]:
    """Styles and numbering that the text names are defined, and so are the styles that other styles name."""
    known = package.defined("styles", "style", "styleId")
    used = attribute(package.all("pStyle", "rStyle", "tblStyle"), "val")
    for name in ("word/styles.xml", "word/numbering.xml"):
        if name in package.trees:
            naming = package.trees[name].iter(*(W + tag for tag in ("basedOn", "next", "link", "pStyle")))
            used += attribute(naming, "val")
    yield from (f"style {name} is not defined" for name in sorted(set(used) - known))
    numbers = package.defined("numbering", "num", "numId")
    numbered = [*package.all("numId"), *package.trees["word/styles.xml"].iter(W + "numId")]
    yield from (f"numbering {one} is not defined" for one in sorted(set(attribute(numbered, "val")) - numbers - {"0"}))
    abstract = package.defined("numbering", "abstractNum", "abstractNumId")
    part = package.trees.get("word/numbering.xml")
    based = [] if part is None else attribute(part.iterfind(f"{W}num/{W}abstractNumId"), "val")
    yield from (f"abstract numbering {one} is not defined" for one in sorted(set(based) - abstract))
    levels = sorted(set(attribute(package.all("ilvl"), "val")))
    yield from (f"numbering level {level}" for level in levels if int(level) > DEEPEST_LEVEL)


def tables(package: Package) -> Iterator[str]:
    """Rows fit their table's grid and have cells, and two tables do not touch: Word would make one of them."""
    for table in package.all("tbl"):
        grid = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iterchildren(W + "tr"):
            if row.find(W + "sdt") is not None:
                continue
            if row.find(W + "tc") is None:
                yield "a row has no cell"
            if (width := columns(row)) > grid:
                yield f"a row has {width} columns, its table {grid}"
        following = table.getnext()
        if following is not None and following.tag == W + "tbl":
            yield "two tables without a paragraph between them"


def columns(row: etree._Element) -> int:
    """How many columns of the grid a row takes up."""
    spans = [int(span) for span in attribute(row.iterfind(f"{W}tc/{W}tcPr/{W}gridSpan"), "val")]
    beside = [found for name in ("gridBefore", "gridAfter") for found in row.iterfind(f"{W}trPr/{W}{name}")]
    outside = [int(one) for one in attribute(beside, "val")]
    return len(row.findall(W + "tc")) - len(spans) + sum(spans) + sum(outside)


def heads(package: Package) -> Iterator[str]:
    """Even and first-page heads are switched on where they are given, and given where they are switched on."""
    given = set(attribute(package.body.iter(W + "headerReference", W + "footerReference"), "type"))
    settings = package.trees.get("word/settings.xml")
    even = settings is not None and settings.find(W + "evenAndOddHeaders") is not None
    if "even" in given and not even:
        yield "an even head that is never shown: settings lack evenAndOddHeaders"
    if even and given and "even" not in given:
        yield "settings ask for even heads, and there are none: even pages have no head"
    inherited = False
    for number, section in enumerate(package.body.iter(W + "sectPr"), 1):
        own = "first" in attribute(section, "type")
        inherited = inherited or own
        asked = section.find(W + "titlePg") is not None
        if own and not asked:
            yield f"section {number}: a first-page head that is never shown"
        if asked and not inherited:
            yield f"section {number}: a first page without a head of its own"


CHECKS: tuple[Callable[[Package], Iterator[str]], ...] = (
    content_types,
    relationships,
    notes,
    paragraphs,
    bookmarks,
    fields,
    drawings,
    styles,
    tables,
    heads,
)
