"""Our parts set into a template: text, notes, lists, links and pictures under ids of their own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from converter.compose.composed import Composed
from converter.style.names import StyleName
from converter.writers.docx.archive import packed
from converter.writers.docx.constants import FIRST_PROPERTY, LONGEST_PROPERTY, OLDEST_STAMP
from converter.writers.docx.looks import characters, paragraph
from converter.writers.docx.notes import SEPARATORS
from converter.writers.docx.package import DEFAULTS, OFFICE, TYPES
from converter.writers.docx.styles import FOOTNOTE_MARK, HYPERLINK, PLACEHOLDER
from converter.writers.docx.template.opened import SECTION, R, Template, W
from converter.writers.docx.template.tables import narrowed, padded, widened
from converter.writers.docx.xml import DECLARED, NAMESPACES, element, properties, w

DRAWING = f"{{{NAMESPACES['wp']}}}docPr"
RELATED = (f"{R}id", f"{R}embed", f"{R}link")
FROM_TEMPLATE = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "cols", "formProt", "vAlign", "textDirection")
AFTER_NOTES = (
    "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping",
    "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol", "listSeparator",
)  # fmt: skip
"""Settings that stand after those of notes (17.15.1.78)."""
MACHINE = ("attachedTemplate",)
"""Settings that name a file of the machine on which the template was made."""


def graft(template: Template, composed: Composed, parts: Mapping[str, bytes], added: tuple[StyleName, ...]) -> bytes:
    """The template with our parts in it, as bytes that are the same for the same input."""
    grafting = Graft(template, composed, parts)
    grafting.styles(added)
    grafting.body()
    grafting.notes()
    grafting.settings()
    grafting.about()
    done = io.BytesIO()
    template.document.save(done)
    with zipfile.ZipFile(done) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def parsed(data: bytes | str) -> Any:
    """A tree of python-docx's own elements."""
    from docx.oxml import parse_xml

    return parse_xml(data)


class Graft:
    """One template on its way to a document; each method sets in one kind of part."""

    def __init__(self, template: Template, composed: Composed, parts: Mapping[str, bytes]) -> None:
        self.template, self.composed, self.parts = template, composed, parts
        self.main = template.document.part
        self.marks: dict[str, str] = {}
        """Our character styles → those of the template."""
        self.media = 0

    # ------------------------------------------------------------ styles

    def styles(self, added: tuple[StyleName, ...]) -> None:
        """Character styles by the template's names; what it lacks, and the styles of our head, are added."""
        there = self.template.document.styles.element
        names = {str(style.name).lower(): style.style_id for style in self.template.document.styles}
        ours = parsed(self.parts["word/styles.xml"])
        for id in (FOOTNOTE_MARK, HYPERLINK, PLACEHOLDER):
            style = next(s for s in ours.iterfind(f"{W}style") if s.get(f"{W}styleId") == id)
            known = names.get(style.find(f"{W}name").get(f"{W}val").lower())
            self.marks[id] = known or id
            if known is None:
                _based(style, self._default("character"))
                there.append(style)
        normal = self.template.normal.style_id
        seen: set[str] = set()
        for name in added:
            style = self.composed.pack.styles[name]
            if style.id not in seen:
                seen.add(style.id)
                inner = w("name", val=style.word) + w("basedOn", val=normal)
                inner += properties("pPr", paragraph(style)) + properties("rPr", characters(style))
                about = {**DECLARED, "w:type": "paragraph", "w:customStyle": 1, "w:styleId": style.id}
                there.append(parsed(element("w:style", about, inner)))

    def _default(self, kind: str) -> str:
        styles = self.template.document.styles.element.iterfind(f"{W}style")
        found = (s for s in styles if s.get(f"{W}type") == kind and s.get(f"{W}default") in ("1", "true"))
        return next((str(s.get(f"{W}styleId")) for s in found), "")

    # ------------------------------------------------------------ text

    def body(self) -> None:
        """The text in place of the template's, each section on its page and under its heads."""
        tree = parsed(self.parts["word/document.xml"])
        for row in list(tree.iter(f"{W}headerReference", f"{W}footerReference")):
            row.getparent().remove(row)
        self._rehung(tree, "word/document.xml", self.main)
        shift = self._numbering()
        for number in tree.iter(f"{W}numId"):
            if number.get(f"{W}val") != "0":
                number.set(f"{W}val", str(int(number.get(f"{W}val")) + shift))
        self._relaxed(tree)
        narrowed(tree, self.composed.pack.page)
        widened(tree)
        padded(tree, self.composed.pack.tables.box_padding)
        references = self._references()
        for place, section in enumerate(tree.iter(f"{W}sectPr")):
            self._section(section, references if place == 0 else [])
        body = self.template.document.element.body
        body[:] = list(tree.find(f"{W}body"))

    def _relaxed(self, tree: Any) -> None:
        """Paragraphs with a space of their own keep the template's line height."""
        for spacing in tree.iter(f"{W}spacing"):
            owner = spacing.getparent().getparent()
            if owner.tag == f"{W}p" and owner.find(f".//{W}t") is not None:
                for name in ("line", "lineRule"):
                    spacing.attrib.pop(f"{W}{name}", None)

    def _rehung(self, tree: Any, name: str, owner: Any) -> None:
        """Relations of our part, as relations of the part that takes its place; styles and drawings by their ids."""
        rows = self._relations(name)
        for node in tree.iter():
            for attribute in RELATED:
                old = node.get(attribute)
                if old in rows:
                    node.set(attribute, self._related(owner, *rows[old]))
            if node.tag == f"{W}rStyle":
                node.set(f"{W}val", self.marks.get(node.get(f"{W}val"), node.get(f"{W}val")))
            elif node.tag == DRAWING:
                node.set("id", str(self._drawings() + int(node.get("id"))))

    def _drawings(self) -> int:
        """The largest id of a drawing in the template's heads and feet."""
        parts = [part for kind in ("header", "footer") for part in self.template.heads(kind).values()]
        found = (node.get("id", "0") for part in parts for node in part.element.iter(DRAWING))
        return max((int(id) for id in found if id.isdigit()), default=0)

    def _relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        folder, _, file = name.rpartition("/")
        data = self.parts.get(f"{folder}/_rels/{file}.rels")
        rows = parsed(data) if data else ()
        return {r.get("Id"): (r.get("Type"), r.get("Target"), r.get("TargetMode") == "External") for r in rows}

    def _related(self, owner: Any, kind: str, target: str, outside: bool) -> str:
        if outside:
            return str(owner.relate_to(target, kind, is_external=True))
        name = f"word/{target}"
        ending = name.rpartition(".")[2]
        self.media += 1
        return str(
            owner.relate_to(self._part(f"word/media/masthead{self.media}.{ending}", DEFAULTS[ending], name), kind)
        )

    def _part(self, name: str, content_type: str, ours: str) -> Any:
        return _made(name, content_type, self.parts[ours], self.main.package)

    # ------------------------------------------------------------ sections

    def _section(self, section: Any, references: list[Any]) -> None:
        """A section with the template's page; ours says how it begins, which way it runs and where notes restart."""
        ours = {child.tag.removeprefix(W): child for child in section}
        theirs = {name: child for name in FROM_TEMPLATE if (child := self.template.section.find(W + name)) is not None}
        made = {name: child for name, child in ours.items() if name in ("footnotePr", "type", "bidi", "titlePg")}
        made |= {name: parsed(_text(child)) for name, child in theirs.items()}
        if ours["pgSz"].get(f"{W}orient") == "landscape" and "pgSz" in made:
            _turned(made["pgSz"])
        if references and any(one.get(f"{W}type") == "first" for one in references):
            made["titlePg"] = parsed(element("w:titlePg", DECLARED))
        else:
            made.pop("titlePg", None)
        section[:] = [*references, *sorted(made.values(), key=lambda one: SECTION.index(one.tag.removeprefix(W)))]

    def _references(self) -> list[Any]:
        """The template's heads and feet, and our own first head where it has none of its own."""
        found = [parsed(_text(row)) for row in self.template.section if str(row.tag).endswith("Reference")]
        if self.template.section.find(f"{W}titlePg") is None:
            found = [row for row in found if row.get(f"{W}type") != "first"]
        if not (self.composed.masthead or self.composed.letterhead):
            return found
        rows = {(str(row.tag), row.get(f"{W}type")): row for row in found}
        rows[f"{W}headerReference", "first"] = _reference("header", self._first_head())
        feet = self.template.heads("footer")
        if self.template.section.find(f"{W}titlePg") is None and "default" in feet:
            rows[f"{W}footerReference", "first"] = _reference("footer", self._copied(feet["default"]))
        return list(rows.values())

    def _first_head(self) -> str:
        part, id = self.main.add_header_part()
        tree = parsed(self.parts["word/header1.xml"])
        self._rehung(tree, "word/header1.xml", part)
        narrowed(tree, self.composed.pack.page)
        part.element[:] = list(tree)
        return str(id)

    def _copied(self, foot: Any) -> str:
        """A second part like a foot of the template: the first page has one of its own from now on."""
        part, id = self.main.add_footer_part()
        part.element[:] = list(parsed(foot.blob))
        for name, relation in foot.rels.items():
            target = relation.target_ref if relation.is_external else relation.target_part
            part.load_rel(relation.reltype, target, name, relation.is_external)
        return str(id)

    # ------------------------------------------------------------ lists and notes

    def _numbering(self) -> int:
        """Our lists after the template's; by how much the ids of our numbers moved."""
        ours = parsed(self.parts["word/numbering.xml"])
        there = self._related_part("numbering")
        if there is None:
            self._new("numbering")
            return 0
        lists, numbers = _ids(there.element, "abstractNum"), _ids(there.element, "num")
        first = next(iter(there.element.iterfind(f"{W}num")), None)
        for one in list(ours.iterfind(f"{W}abstractNum")):
            one.set(f"{W}abstractNumId", str(int(one.get(f"{W}abstractNumId")) + lists + 1))
            there.element.append(one) if first is None else first.addprevious(one)
        end = there.element.find(f"{W}numIdMacAtCleanup")
        for one in list(ours.iterfind(f"{W}num")):
            one.set(f"{W}numId", str(int(one.get(f"{W}numId")) + numbers))
            base = one.find(f"{W}abstractNumId")
            base.set(f"{W}val", str(int(base.get(f"{W}val")) + lists + 1))
            there.element.append(one) if end is None else end.addprevious(one)
        return numbers

    def notes(self) -> None:
        """Our notes, under the template's own rules above notes where it has them."""
        tree = parsed(self.parts["word/footnotes.xml"])
        part = self._related_part("footnotes") or self._new("footnotes")
        theirs = {note.get(f"{W}type"): note for note in parsed(part.blob).iterfind(f"{W}footnote")}
        for note in list(tree):
            kind = note.get(f"{W}type")
            if kind in SEPARATORS:
                plain = parsed(element("w:p", DECLARED, w("r", w(kind))))
                note[:] = list(theirs[kind]) if kind in theirs and len(theirs[kind]) else [plain]
        for id in [id for id in part.rels if id not in _text(tree)]:
            del part.rels[id]
        self._rehung(tree, "word/footnotes.xml", part)
        part._blob = _bytes(tree)

    def _related_part(self, kind: str) -> Any:
        rels = self.main.rels.values()
        return next((r.target_part for r in rels if not r.is_external and r.reltype == f"{OFFICE}/{kind}"), None)

    def _new(self, kind: str) -> Any:
        name = f"word/{kind}.xml"
        part = self._part(name, TYPES[name], name)
        self.main.relate_to(part, f"{OFFICE}/{kind}")
        return part

    # ------------------------------------------------------------ settings, properties

    def settings(self) -> None:
        """What tells Word which notes are rules; nothing that names a file of another machine."""
        settings = self.template.document.settings.element
        for name in MACHINE:
            for node in settings.findall(W + name):
                settings.remove(node)
        for variable in list(settings.iter(f"{W}docVar")):
            if variable.get(f"{W}name") in self.composed.properties.custom:
                variable.getparent().remove(variable)
        rels = self._related_part("settings").rels
        for id in [id for id, row in rels.items() if row.is_external]:
            del rels[id]
        about = settings.find(f"{W}footnotePr")
        if about is None:
            about = parsed(element("w:footnotePr", DECLARED))
            after = (node for name in AFTER_NOTES if (node := settings.find(W + name)) is not None)
            first = min(after, key=settings.index, default=None)
            settings.append(about) if first is None else first.addprevious(about)
        for node in about.findall(f"{W}footnote"):
            about.remove(node)
        about.extend([parsed(element("w:footnote", {**DECLARED, "w:id": id})) for id in SEPARATORS.values()])

    def about(self) -> None:
        """Properties of the document, not of the template."""
        said, core = self.composed.properties, self.template.document.core_properties
        stamp = datetime.fromisoformat(f"{said.date}T00:00:00" if said.date else OLDEST_STAMP.removesuffix("Z"))
        for name, value in (("title", said.title), ("subject", said.subject), ("author", said.author)):
            setattr(core, name, value[:LONGEST_PROPERTY])
        core.language, core.comments, core.last_modified_by, core.revision = said.language, "", "", 1
        core.created = core.modified = stamp
        package, name = self.main.package, "docProps/custom.xml"
        kind = f"{OFFICE}/custom-properties"
        if name not in self.parts:
            return
        there = next((row.target_part for row in package.rels.values() if row.reltype == kind), None)
        if there is None:
            package.relate_to(self._part(name, TYPES[name], name), kind)
        else:
            there._blob = _bytes(_merged(parsed(there.blob), parsed(self.parts[name])))


def _merged(theirs: Any, ours: Any) -> Any:
    """Custom properties of the template with those of the document, which count where both have one."""
    names = {one.get("name") for one in ours}
    for one in [one for one in theirs if one.get("name") in names]:
        theirs.remove(one)
    theirs.extend(list(ours))
    for number, one in enumerate(theirs, FIRST_PROPERTY):
        one.set("pid", str(number))
    return theirs


def _made(name: str, content_type: str, data: bytes, package: Any) -> Any:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    return Part(PackURI(f"/{name}"), content_type, data, package)


def _bytes(tree: Any) -> bytes:
    from lxml import etree

    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _based(style: Any, base: str) -> None:
    node = style.find(f"{W}basedOn")
    if base:
        node.set(f"{W}val", base)
    else:
        style.remove(node)


def _text(node: Any) -> str:
    from lxml import etree

    return str(etree.tostring(node, encoding="unicode", with_tail=False))


def _reference(kind: str, id: str) -> Any:
    return parsed(element(f"w:{kind}Reference", {**DECLARED, "w:type": "first", "r:id": id}))


def _turned(size: Any) -> None:
    """A page on its side."""
    if size.get(f"{W}orient") == "landscape":
        return
    wide, high = size.get(f"{W}w"), size.get(f"{W}h")
    for name, value in (("w", high), ("h", wide), ("orient", "landscape")):
        size.set(f"{W}{name}", value)


def _ids(root: Any, name: str) -> int:
    """The largest id of lists or numbers."""
    attribute = f"{W}{'abstractNumId' if name == 'abstractNum' else 'numId'}"
    return max((int(one.get(attribute, "0")) for one in root.iterfind(W + name)), default=0)
