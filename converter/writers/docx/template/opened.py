"""A user's own Word template, opened: its styles by name, its page, whether its first page has a letterhead."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from converter.diagnostics import UsageError
from converter.late import late
from converter.records import dataclass
from converter.style.units import Length
from converter.writers.docx.archive import packed
from converter.writers.docx.package import WORD_TYPE
from converter.writers.docx.xml import NAMESPACES

W, R = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("w", "r"))
TYPES = "[Content_Types].xml"
DOCUMENT = WORD_TYPE.format("document.main")
OTHERS = (
    WORD_TYPE.format("template.main"),
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
)
"""Content types of templates and of files with macros: what comes out is a plain document."""
LEFT_OUT = (
    "/vbaProject", "/stylesWithEffects", "/comments", "/commentsExtended", "/commentsIds", "/commentsExtensible",
)  # fmt: skip
"""Relations whose parts are left out: macros, the copy of the styles that Word 2010 kept, remarks on its own text."""
PICTURES = frozenset(("drawing", "pict", "object"))
WORD = late(r"[^\W\d_]{2,}")
SECTION = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid",
)  # fmt: skip
"""Children of `sectPr` in the schema's order."""


@dataclass(slots=True)
class Template:
    """A template as python-docx opened it. `section` is what its first page is set by."""

    document: Any
    section: Any
    styles: dict[str, Any]
    """Name in small letters → paragraph style."""
    normal: Any
    """The style of paragraphs that name none."""

    def chain(self, style: Any) -> Iterator[Any]:
        """A style and those that it is based on, each once."""
        seen: set[str] = set()
        while style is not None and style.style_id not in seen:
            seen.add(style.style_id)
            yield style
            style = style.base_style

    def counts(self, style: Any) -> bool:
        """Whether a style numbers its paragraphs, or sets a bullet, by itself."""
        numbers = (one.element.find(f"{W}pPr/{W}numPr/{W}numId") for one in self.chain(style))
        found = next((number for number in numbers if number is not None), None)
        return found is not None and found.get(f"{W}val") != "0"

    def space(self, style: Any, side: str) -> Length:
        """The space that a style has above or below: `space_before`, `space_after`."""
        values = (getattr(one.paragraph_format, side) for one in self.chain(style))
        return Length(next((int(value) for value in values if value is not None), 0))

    def size(self, style: Any) -> Length | None:
        """The size of a style's letters; None where the template says nothing of it."""
        said = next((one.font.size for one in self.chain(style) if one.font.size is not None), None)
        if said is not None:
            return Length(said)
        default = self.document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
        return Length(Length.read("1pt") * int(default.get(f"{W}val")) // 2) if default is not None else None

    def heads(self, kind: str) -> dict[str, Any]:
        """Heads (`header`) or feet (`footer`) of the first section: type → part."""
        parts = self.document.part.related_parts
        rows = self.section.findall(f"{W}{kind}Reference")
        return {row.get(f"{W}type", "default"): parts[row.get(f"{R}id")] for row in rows if row.get(f"{R}id") in parts}

    @property
    def letterhead(self) -> bool:
        """Whether the head of page 1 says or shows something of its own; a page number is nothing."""
        heads = self.heads("header")
        first = heads.get("first" if self.section.find(f"{W}titlePg") is not None else "default")
        if first is None:
            return False
        nodes = list(first.element.iter())
        shown = any(str(node.tag).rpartition("}")[2] in PICTURES for node in nodes)
        return shown or bool(WORD.search(" ".join(_said(first.element))))


def _said(root: Any) -> Iterator[str]:
    """The words of a head that are no result of a field."""
    depth = 0
    for node in root.iter(f"{W}t", f"{W}fldChar"):
        if node.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(node.get(f"{W}fldCharType"), 0)
        elif depth <= 0 and next(node.iterancestors(f"{W}fldSimple"), None) is None:
            yield node.text or ""


def opened(data: bytes, name: str) -> Template:
    """A template out of the bytes of a .docx or .dotx file. Raises UsageError where it is none."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    try:
        document = Document(io.BytesIO(_as_document(data)))
        section = document.sections[0]._sectPr
    except Exception as error:  # python-docx says in a dozen ways that a file is none; each means the same here.
        raise UsageError(
            f"--template {name}: no Word file, or a damaged one", hint="save it in Word as .docx or .dotx"
        ) from error
    for id, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(LEFT_OUT):
            del document.part.rels[id]
    kind = WD_STYLE_TYPE.PARAGRAPH
    styles = {str(style.name).lower(): style for style in document.styles if style.type == kind}
    return Template(document, section, styles, document.styles.default(kind))


def _as_document(data: bytes) -> bytes:
    """The file with the content type of a document, which is all that parts a template from one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = parts[TYPES]
    for other in OTHERS:
        types = types.replace(other.encode(), DOCUMENT.encode())
    return data if types == parts[TYPES] else packed(parts | {TYPES: types})
