"""One element as text, children in the order that the schema wants; the only file that knows how XML is written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from converter.late import late
from converter.writers.docx.constants import MOST_KEPT

OPEN_XML = "http://schemas.openxmlformats.org/"
NAMESPACES: Mapping[str, str] = {
    "w": f"{OPEN_XML}wordprocessingml/2006/main",
    "r": f"{OPEN_XML}officeDocument/2006/relationships",
    "wp": f"{OPEN_XML}drawingml/2006/wordprocessingDrawing",
    "a": f"{OPEN_XML}drawingml/2006/main",
    "pic": f"{OPEN_XML}drawingml/2006/picture",
}
DECLARED = {":".join(("xmlns", prefix)): uri for prefix, uri in NAMESPACES.items()}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

ORDER: Mapping[str, tuple[str, ...]] = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl",
        "rPr", "sectPr",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "color", "spacing", "w", "kern", "position", "sz", "szCs",
        "u", "vertAlign", "rtl", "cs", "lang",
    ),
}  # fmt: skip
"""Children of the two elements whose order is easily got wrong (docx.md, section 3)."""

FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""Characters that XML cannot hold, and some that nobody should."""
SPECIAL = late(f'[&<>"{FORBIDDEN}]')
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escape(text: str) -> str:
    """Text as it may stand in XML, in elements and attributes; characters that XML cannot hold are left out."""
    return SPECIAL.sub(lambda found: ESCAPES.get(found[0], ""), text) if SPECIAL.search(text) else text


def element(name: str, attributes: Mapping[str, object], /, *children: str) -> str:
    """An element with the attributes as they are named; one that is None is left out."""
    shown = "".join([f' {key}="{escape(str(value))}"' for key, value in attributes.items() if value is not None])
    inner = "".join(children)
    return f"<{name}{shown}>{inner}</{name}>" if inner else f"<{name}{shown}/>"


def w(name: str, /, *children: str, **attributes: object) -> str:
    """An element of the main namespace: `w("spacing", before=120)`. An attribute that is None is left out."""
    shown = ""
    for key, value in attributes.items():
        if value is not None:
            shown += f' w:{key}="{value if type(value) is int else escape(str(value))}"'
    inner = "".join(children)
    return f"<w:{name}{shown}>{inner}</w:{name}>" if inner else f"<w:{name}{shown}/>"


fixed = lru_cache(MOST_KEPT)(w)
"""The same for elements that come again and again with the same few values."""


@cache
def on(name: str) -> str:
    """A switch that is on: `<w:keepNext/>`."""
    return f"<w:{name}/>"


@cache
def off(name: str) -> str:
    """A switch that is off, where the style has it on."""
    return f'<w:{name} w:val="0"/>'


def properties(name: str, children: Mapping[str, str]) -> str:
    """`pPr` or `rPr` with its children in the schema's order; nothing where there is none."""
    if not children:
        return ""
    inner = "".join(children.values() if len(children) == 1 else [children[c] for c in ORDER[name] if c in children])
    return f"<w:{name}>{inner}</w:{name}>"


def part(root: str, inner: str) -> bytes:
    """A whole part with the namespaces declared."""
    return document(element(f"w:{root}", DECLARED, inner))


def document(inner: str) -> bytes:
    """A part out of its root element."""
    return f"{DECLARATION}{inner}".encode()
