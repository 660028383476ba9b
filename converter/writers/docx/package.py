"""Parts → package: relations, content types, and a zip file that has the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from converter.records import dataclass, field
from converter.writers.docx.archive import packed
from converter.writers.docx.constants import MOST_KEPT
from converter.writers.docx.xml import OPEN_XML, document, element

OFFICE = f"{OPEN_XML}officeDocument/2006/relationships"
PACKAGE = f"{OPEN_XML}package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
TYPES: Mapping[str, str] = {
    **{
        f"word/{name}.xml": WORD_TYPE.format(name)
        for name in ("styles", "numbering", "settings", "footnotes", "comments", "fontTable")
    },
    "word/document.xml": WORD_TYPE.format("document.main"),
    "word/header": WORD_TYPE.format("header"),
    "word/footer": WORD_TYPE.format("footer"),
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
}
TOP = {
    "word/document.xml": f"{OFFICE}/officeDocument",
    "docProps/core.xml": f"{PACKAGE}/relationships/metadata/core-properties",
    "docProps/app.xml": f"{OFFICE}/extended-properties",
    "docProps/custom.xml": f"{OFFICE}/custom-properties",
}
SAFE = "%/:=&?~#+!$,;'@()*[]"
"""What an address keeps as it is; all else is written in per cent signs, or Word does not open the file."""


@dataclass(slots=True)
class Relations:
    """The relations of one part; ids count from rId1."""

    rows: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def internal(self, kind: str, target: str) -> str:
        """The id of a relation to a part; the same for the same target."""
        return self._id((f"{OFFICE}/{kind}", target, False))

    def external(self, kind: str, target: str) -> str:
        """The id of a relation to an address."""
        return self._id((f"{OFFICE}/{kind}", quote(target, safe=SAFE, errors="replace"), True))

    def _id(self, row: tuple[str, str, bool]) -> str:
        return self.rows.setdefault(row, f"rId{len(self.rows) + 1}")

    def part(self) -> bytes:
        """The `.rels` part."""
        return _relations(tuple((id, *row) for row, id in self.rows.items()))


@lru_cache(MOST_KEPT)
def _relations(rows: tuple[tuple[str, str, str, bool], ...]) -> bytes:
    shown = [
        element("Relationship", {"Id": id, "Type": kind, "Target": target, "TargetMode": "External" if out else None})
        for id, kind, target, out in rows
    ]
    return document(element("Relationships", {"xmlns": f"{PACKAGE}/relationships"}, *shown))


def package(parts: Mapping[str, bytes]) -> bytes:
    """The zip file: content types and relations first, then the document, the rest sorted."""
    present = [(name, kind) for name, kind in TOP.items() if name in parts]
    top = _relations(tuple((f"rId{number}", kind, name, False) for number, (name, kind) in enumerate(present, 1)))
    first = {
        "[Content_Types].xml": _content_types(tuple(sorted(parts))),
        "_rels/.rels": top,
        "word/document.xml": parts["word/document.xml"],
    }
    return packed({**first, **dict(sorted(parts.items()))})


@lru_cache(MOST_KEPT)
def _content_types(names: tuple[str, ...]) -> bytes:
    suffixes = {name.rpartition(".")[2] for name in names} | {"rels", "xml"}
    defaults = [
        element("Default", {"Extension": suffix, "ContentType": kind})
        for suffix, kind in DEFAULTS.items()
        if suffix in suffixes
    ]
    overrides = [
        element("Override", {"PartName": f"/{name}", "ContentType": kind}) for name in names if (kind := _type(name))
    ]
    return document(element("Types", {"xmlns": f"{PACKAGE}/content-types"}, *defaults, *overrides))


def _type(name: str) -> str | None:
    if name in TYPES:
        return TYPES[name]
    return next((kind for start, kind in TYPES.items() if not start.endswith(".xml") and name.startswith(start)), None)
