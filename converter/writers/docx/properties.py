"""Core, extended and custom properties of a Word file: no account name, no clock."""

from __future__ import annotations

from collections.abc import Mapping

from converter.compose.composed import Composed, Properties
from converter.writers.docx.constants import FIRST_PROPERTY, OLDEST_STAMP
from converter.writers.docx.package import PACKAGE
from converter.writers.docx.xml import OPEN_XML, document, element, escape

FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
OFFICE = f"{OPEN_XML}officeDocument/2006"
CORE_NAMESPACES = {
    "xmlns:cp": f"{PACKAGE}/metadata/core-properties",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def property_parts(composed: Composed) -> dict[str, bytes]:
    """The parts that hold the properties; the custom one only where there are some."""
    known = composed.properties
    program = element("Application", {}, "masthead")
    parts = {
        "docProps/core.xml": _core(known),
        "docProps/app.xml": document(element("Properties", {"xmlns": f"{OFFICE}/extended-properties"}, program)),
    }
    return parts | ({"docProps/custom.xml": _custom(known.custom)} if known.custom else {})


def _core(known: Properties) -> bytes:
    stamp = f"{known.date}T00:00:00Z" if known.date else OLDEST_STAMP
    said = {
        "dc:title": known.title,
        "dc:subject": known.subject,
        "dc:creator": known.author,
        "dc:language": known.language,
    }
    rows = [element(name, {}, escape(value)) for name, value in said.items() if value]
    dates = [
        element(name, {"xsi:type": "dcterms:W3CDTF"}, escape(stamp)) for name in ("dcterms:created", "dcterms:modified")
    ]
    return document(element("cp:coreProperties", CORE_NAMESPACES, *rows, *dates))


def _custom(values: Mapping[str, str]) -> bytes:
    rows = [
        element(
            "property",
            {"fmtid": FORMAT_ID, "pid": number, "name": name},
            element("vt:lpwstr", {}, escape(value)),
        )
        for number, (name, value) in enumerate(values.items(), FIRST_PROPERTY)
    ]
    spaces = {"xmlns": f"{OFFICE}/custom-properties", "xmlns:vt": f"{OFFICE}/docPropsVTypes"}
    return document(element("Properties", spaces, *rows))
