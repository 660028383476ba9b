"""Parts → package: relations, content types, properties, and a zip file that has the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from converter.compose.composed import Composed, Properties
from converter.writers.docx.xml import DECLARATION, escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
TYPES: Mapping[str, str] = {
    "word/document.xml": WORD_TYPE.format("document.main"),
    "word/styles.xml": WORD_TYPE.format("styles"),
    "word/numbering.xml": WORD_TYPE.format("numbering"),
    "word/settings.xml": WORD_TYPE.format("settings"),
    "word/footnotes.xml": WORD_TYPE.format("footnotes"),
    "word/fontTable.xml": WORD_TYPE.format("fontTable"),
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
}
TOP = {
    "word/document.xml": f"{OFFICE}/officeDocument",
    "docProps/core.xml": f"{PACKAGE}/relationships/metadata/core-properties",
    "docProps/app.xml": f"{OFFICE}/extended-properties",
    "docProps/custom.xml": f"{OFFICE}/custom-properties",
}
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""A zip entry's date: the oldest that the format has, always the same."""
LEVEL, UNIX, RIGHTS = 6, 3, 0o644 << 16
STAMP = "1980-01-01T00:00:00Z"


@dataclass(slots=True)
class Relations:
    """The relations of one part; ids count from rId1."""

    rows: list[tuple[str, str, bool]] = field(default_factory=list)

    def internal(self, kind: str, target: str) -> str:
        """The id of a relation to a part; the same for the same target."""
        return self._id((f"{OFFICE}/{kind}", target, False))

    def external(self, kind: str, target: str) -> str:
        """The id of a relation to an address."""
        return self._id((f"{OFFICE}/{kind}", target, True))

    def _id(self, row: tuple[str, str, bool]) -> str:
        if row not in self.rows:
            self.rows.append(row)
        return f"rId{self.rows.index(row) + 1}"

    def part(self) -> bytes:
        """The `.rels` part."""
        return _relations(self.rows)


def _relations(rows: list[tuple[str, str, bool]]) -> bytes:
    shown = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{escape(target)}"{" TargetMode=" + chr(34) + "External" + chr(34) if out else ""}/>'
        for number, (kind, target, out) in enumerate(rows, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{shown}</Relationships>'.encode()


def package(parts: Mapping[str, bytes]) -> bytes:
    """The zip file: content types and relations first, then the document, the rest sorted."""
    top = _relations([(kind, name, False) for name, kind in TOP.items() if name in parts])
    first = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": top,
        "word/document.xml": parts["word/document.xml"],
    }
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, data in {**first, **dict(sorted(parts.items()))}.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr, entry.compress_type = UNIX, RIGHTS, zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return done.getvalue()


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    suffixes = {name.rpartition(".")[2] for name in parts} | {"rels", "xml"}
    defaults = "".join(f'<Default Extension="{s}" ContentType="{t}"/>' for s, t in DEFAULTS.items() if s in suffixes)
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_type(name)}"/>' for name in sorted(parts) if _type(name)
    )
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()


def _type(name: str) -> str | None:
    if name in TYPES:
        return TYPES[name]
    return next((kind for start, kind in TYPES.items() if not start.endswith(".xml") and name.startswith(start)), None)


# ---------------------------------------------------------------- properties


def property_parts(composed: Composed) -> dict[str, bytes]:
    """Core, extended and custom properties; no account name, no clock."""
    known = composed.properties
    parts = {"docProps/core.xml": _core(known), "docProps/app.xml": APP}
    return parts | ({"docProps/custom.xml": _custom(known.custom)} if known.custom else {})


def _core(known: Properties) -> bytes:
    stamp = f"{known.date}T00:00:00Z" if known.date else STAMP
    rows = {
        "dc:title": known.title,
        "dc:subject": known.subject,
        "dc:creator": known.author,
        "dc:language": known.language,
    }
    shown = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in rows.items() if value)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{shown}{dates}</cp:coreProperties>'
    ).encode()


EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
APP = f'{DECLARATION}<Properties xmlns="{EXTENDED}"><Application>masthead</Application></Properties>'.encode()


def _custom(values: Mapping[str, str]) -> bytes:
    rows = "".join(
        f'<property fmtid="{FORMAT_ID}" pid="{number}" name="{escape(name)}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(values.items(), 2)
    )
    uri = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'{DECLARATION}<Properties xmlns="{uri}/custom-properties" xmlns:vt="{uri}/docPropsVTypes">{rows}</Properties>'
    ).encode()
