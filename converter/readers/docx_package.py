"""The container of a Word file: its parts as XML trees, how they point to each other, what is refused at the door."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from converter.diagnostics import InputError
from converter.options import Limits
from converter.readers.signatures import refuse_bytes
from converter.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

OPEN_XML = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
W = f"{{{OPEN_XML}wordprocessingml/2006/main}}"
R = f"{{{OPEN_XML}officeDocument/2006/relationships}}"
A = f"{{{OPEN_XML}drawingml/2006/main}}"
WP = f"{{{OPEN_XML}drawingml/2006/wordprocessingDrawing}}"
MATH = f"{{{OPEN_XML}officeDocument/2006/math}}"
MC = f"{{{OPEN_XML}markup-compatibility/2006}}"
VML = "{urn:schemas-microsoft-com:vml}"
MOVED: tuple[tuple[str, str], ...] = (
    ("wordprocessingml/main", "wordprocessingml/2006/main"),
    ("officeDocument/relationships", "officeDocument/2006/relationships"),
    ("officeDocument/math", "officeDocument/2006/math"),
    ("officeDocument/customProperties", "officeDocument/2006/custom-properties"),
    ("officeDocument/docPropsVTypes", "officeDocument/2006/docPropsVTypes"),
    ("drawingml/main", "drawingml/2006/main"),
    ("drawingml/picture", "drawingml/2006/picture"),
    ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
)
"""Namespaces of the strict form of the format, and those of the usual form (ISO/IEC 29500-1 and -4)."""
UNPACKED = 10
"""How many times its largest allowed size a file may unpack to."""
PARTS = 20_000
SAVE_AGAIN = "open it in Word and save it again"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points to: the last word of the relation's type, a part's name, or an address outside."""

    kind: str
    target: str
    outside: bool = False


class Package:
    """An opened Word file. Every method raises InputError where the file is damaged or asks for too much."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.zip = self._open(data)
        self.sizes = {item.filename.lstrip("/"): item for item in self.zip.infolist()}
        self._check_sizes()
        self._relations: dict[str, Mapping[str, Relation]] = {}
        self.main = self._main()

    def _open(self, data: bytes) -> zipfile.ZipFile:
        refuse = zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError
        try:
            return zipfile.ZipFile(io.BytesIO(data))
        except refuse as error:
            if not data.startswith(b"PK"):
                refuse_bytes(data, self.name)
                raise self.fault("this is no Word file", "give the document as .docx, or as text") from error
            raise self.fault("the Word file is cut short or damaged", SAVE_AGAIN) from error

    def _check_sizes(self) -> None:
        whole = sum(item.file_size for item in self.sizes.values())
        if whole > UNPACKED * self.limits.size or len(self.sizes) > PARTS:
            raise self.fault(
                f"the Word file unpacks to {whole // 1_000_000:,} MB in {len(self.sizes):,} parts",
                f"raise the limit with --max-size {whole // UNPACKED + 1} if it is right"
                if len(self.sizes) <= PARTS
                else SAVE_AGAIN,
            )

    def _main(self) -> str:
        found = next((r.target for r in self.relations("").values() if r.kind == "officeDocument"), "")
        if found in self.sizes:
            return found
        if "word/document.xml" in self.sizes:
            return "word/document.xml"
        raise self.fault("there is no Word document inside", "check that the right file was given")

    def fault(self, message: str, hint: str) -> InputError:
        """The error for a file that cannot be read."""
        return InputError(message, hint=hint, source=self.name)

    def data(self, part: str) -> bytes:
        """The bytes of a part."""
        item = self.sizes.get(part)
        if item is None:
            raise self.fault(f"the Word file lacks its part {part}", SAVE_AGAIN)
        if item.file_size > self.limits.size:
            hint = f"raise the limit with --max-size {item.file_size} if it is right"
            raise self.fault(f"{part} unpacks to {item.file_size // 1_000_000:,} MB", hint)
        if item.flag_bits & 1:
            raise self.fault("the Word file is locked with a password", "save it without the password")
        try:
            return self.zip.read(item)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise self.fault(f"the Word file is damaged at {part}", SAVE_AGAIN) from error

    def xml(self, part: str) -> Element:
        """The tree of a part, in the usual namespaces. Document types, which may hold bombs, are refused."""
        data = self.data(part)
        if STRICT.encode() in data:
            for strict, usual in MOVED:
                data = data.replace((STRICT + strict).encode(), (OPEN_XML + usual).encode())
        root = _tree(data)
        if isinstance(root, str):
            raise self.fault(f"{part} in the Word file {root}", SAVE_AGAIN)
        return root

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part points to, by relation id; the empty name is the package itself."""
        if part not in self._relations:
            folder, _, name = part.rpartition("/")
            path = posixpath.join(folder, "_rels", f"{name}.rels")
            self._relations[part] = dict(self._read_relations(path, folder)) if path in self.sizes else {}
        return self._relations[part]

    def _read_relations(self, path: str, folder: str) -> list[tuple[str, Relation]]:
        done = []
        for item in self.xml(path):
            target, outside = item.get("Target", ""), item.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
            done.append((item.get("Id", ""), Relation(item.get("Type", "").rpartition("/")[2], target, outside)))
        return done

    def part(self, kind: str, start: str | None = None) -> Element | None:
        """The part of a kind that the document (or another part) points to; None where there is none."""
        start = self.main if start is None else start
        found = next((r.target for r in self.relations(start).values() if r.kind == kind and not r.outside), None)
        return self.xml(found) if found in self.sizes and found is not None else None


def _tree(data: bytes) -> Element | str:
    """The tree of a part; what is wrong with it, in words, where there is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return "is nested too deep or too long" if "huge" in str(error).lower() else "is damaged"
    if getattr(root.getroottree().docinfo, "doctype", ""):
        return "declares entities, which Word never does"
    return root


def val(element: Element | None, tag: str, attribute: str = "val") -> str | None:
    """An attribute of a child in Word's namespace; empty where it has no such attribute, None without the child."""
    child = element.find(W + tag) if element is not None else None
    return None if child is None else child.get(W + attribute, "")


def is_on(value: str | None) -> bool:
    """Whether a switch is on: it is there, and not said to be off."""
    return value is not None and value not in ("0", "false", "off")


def whole(value: str | None, otherwise: int = 0) -> int:
    """A whole number out of an attribute."""
    try:
        return round(float(value)) if value else otherwise
    except (ValueError, OverflowError):
        return otherwise
