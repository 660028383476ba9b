"""The inside of a Word paragraph: words in order with what marks them, notes, boxes, pictures, deletions, comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from converter.late import late
from converter.readers.docx_package import MATH, MC, VML, A, R, Relation, W, is_on, whole
from converter.readers.docx_styles import Look, Shape, Styles
from converter.readers.docx_symbols import from_font, sign
from converter.records import dataclass, field
from converter.source import ChangeKind, Mark, MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PAGE = "\f"
"""Stands in the text where a page break stands, until the paragraph is cut into lines."""
PLAIN: Mapping[str, str] = {
    W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "",
}  # fmt: skip
BREAKS: Mapping[str, str] = {"page": PAGE, "column": "\n"}
SILENT = frozenset(
    W + tag for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "instrText", "delInstrText", "fldData", "proofErr")
)
GONE = frozenset((W + "del", W + "moveFrom"))
CAME = frozenset((W + "ins", W + "moveTo"))
COMMENTED = frozenset(W + tag for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"))
ADDRESS = late(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"|\s*HYPERLINK\s+([^\s"\\]\S*)', re.IGNORECASE)
LOOKS = (MarkKind.BOLD, MarkKind.ITALIC, MarkKind.UNDERLINE)


@dataclass(slots=True)
class Field:
    """A field that is open: its code so far, whether its result has begun, the address it links to."""

    code: str = ""
    shown: bool = False
    link: str = ""


@dataclass(slots=True)
class Track:
    """A change or comment in the paragraph at hand: whose it is, and from where to where."""

    kind: ChangeKind
    element: Element
    start: int
    end: int


@dataclass(slots=True)
class Changes:
    """What was left out of a file, counted."""

    insertions: int = 0
    deletions: int = 0
    hidden: list[str] = field(default_factory=list)
    kept: list[tuple[Track, str]] = field(default_factory=list)
    """Each change with the text of its paragraph."""


@dataclass(slots=True)
class Runs:
    """A paragraph as it is gathered."""

    text: list[str] = field(default_factory=list)
    size: int = 0
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[Element] = field(default_factory=list)
    charts: int = 0
    """Charts and diagrams, which are drawn from data and are no pictures."""
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Ids of the notes marked, in order."""
    tracks: list[Track] = field(default_factory=list)
    custom: str = ""
    """Id of a note whose mark is the text that follows."""
    rule: bool = False

    def add(self, text: str, look: Look, link: str, plain: bool) -> None:
        """Append a text; where it touches a mark of the same kind, that mark grows."""
        start, self.size = self.size, self.size + len(text)
        self.text.append(text)
        if self.custom and text.strip():
            self.marks.append(Mark(start, self.size, MarkKind.NOTE, self.custom))
            self.custom = ""
            return
        if link:
            self._mark(start, MarkKind.LINK, link)
        bold, italic, underline, raised, *_ = look
        if bold and not plain:
            self._mark(start, MarkKind.BOLD)
        if italic:
            self._mark(start, MarkKind.ITALIC)
        if underline and not link:
            self._mark(start, MarkKind.UNDERLINE)
        if raised:
            self._mark(start, MarkKind.SUPERSCRIPT if raised == "superscript" else MarkKind.SUBSCRIPT)

    def note(self, id: str, text: str) -> None:
        """Append the mark of a note."""
        start, self.size = self.size, self.size + len(text)
        self.text.append(text)
        self.marks.append(Mark(start, self.size, MarkKind.NOTE, id))

    def _mark(self, start: int, kind: MarkKind, value: str = "") -> None:
        for at in range(len(self.marks) - 1, max(-1, len(self.marks) - 6), -1):
            mark = self.marks[at]
            if mark.end == start and mark.kind is kind and mark.value == value:
                self.marks[at] = Mark(mark.start, self.size, kind, value)
                return
        self.marks.append(Mark(start, self.size, kind, value))


NoteMark = Callable[[str, str, bool], tuple[str, str]]
"""(kind, id in the file, custom mark) → (our id of the note, its printed number)."""


class Walker:
    """Walks through the runs of paragraphs of one part; fields may go on from paragraph to paragraph."""

    def __init__(
        self, styles: Styles, relations: Mapping[str, Relation], changes: Changes, note_mark: NoteMark | None = None
    ) -> None:
        self.styles, self.relations, self.changes, self.note_mark = styles, relations, changes, note_mark
        self.fields: list[Field] = []
        self.runs = Runs()
        self.shape = Shape("")
        self.link = ""

    def walk(self, paragraph: Element, runs: Runs, shape: Shape) -> None:
        """Gather the inside of a paragraph."""
        self.runs, self.shape, self.link = runs, shape, ""
        for child in paragraph:
            self._inline(child)

    def _inline(self, element: Element) -> None:
        tag = element.tag
        if tag == W + "r":
            self._run(element)
        elif tag in GONE:
            self.changes.deletions += 1
            self.runs.deleted.append("".join(deleted_texts(element)))
            self._track(ChangeKind.DELETED, element, self.runs.size)
        elif tag == W + "hyperlink":
            self._hyperlink(element)
        elif tag == MC + "AlternateContent":
            for child in chosen(element):
                self._inline(child)
        elif tag == W + "sdt":
            self._control(element)
        elif tag in COMMENTED:
            self._comment(element)
        elif tag == MATH + "t":
            self._text(element.text or "", Look())
        elif isinstance(tag, str) and tag not in SILENT:
            self.changes.insertions += tag in CAME
            start = self.runs.size
            for child in element:
                self._inline(child)
            if tag in CAME and self.runs.size > start:
                self._track(ChangeKind.INSERTED, element, start)

    def _track(self, kind: ChangeKind, element: Element, start: int) -> None:
        self.runs.tracks.append(Track(kind, element, start, self.runs.size))

    def _hyperlink(self, element: Element) -> None:
        relation = self.relations.get(element.get(R + "id", ""))
        outer = self.link
        if relation and relation.outside:
            anchor = element.get(W + "anchor")
            self.link = f"{relation.target}#{anchor}" if anchor else relation.target
        for child in element:
            self._inline(child)
        self.link = outer

    def _control(self, element: Element) -> None:
        """A content control; the request to type something is no text of the document."""
        content = element.find(W + "sdtContent")
        if content is None:
            return
        properties = element.find(W + "sdtPr")
        if properties is not None and properties.find(W + "showingPlcHdr") is not None:
            self.runs.hidden.append("".join(t.text or "" for t in content.iter(W + "t")))
            return
        for child in content:
            self._inline(child)

    def _comment(self, element: Element) -> None:
        id = element.get(W + "id", "")
        if id and id not in self.runs.comments:
            self.runs.comments.append(id)
            self._track(ChangeKind.COMMENT, element, self.runs.size)
        elif id:
            track = next(t for t in self.runs.tracks if t.element.get(W + "id") == id and t.kind is ChangeKind.COMMENT)
            track.end = self.runs.size

    # ------------------------------------------------------------ runs

    def _run(self, run: Element) -> None:
        look = self.styles.look(run.find(W + "rPr"), self.shape)
        for child in run:
            self._in_run(child, look)

    def _in_run(self, element: Element, look: Look) -> None:
        tag = element.tag
        if tag == W + "t":
            text = element.text or ""
            if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
                text = text.strip(" \t\r\n")
            self._text(text, look)
        elif tag in PLAIN:
            self._text(PLAIN[tag], look)
        elif tag == W + "br":
            self._text(BREAKS.get(element.get(W + "type", ""), "\n"), look)
        elif tag == W + "fldChar":
            self._field(element.get(W + "fldCharType", ""))
        elif tag == W + "instrText":
            if self.fields and not self.fields[-1].shown:
                self.fields[-1].code += element.text or ""
        elif tag == W + "sym":
            self._text(sign(_code(element.get(W + "char", "")), element.get(W + "font", "")), look)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self._note(element, tag.removeprefix(W).removesuffix("Reference"), look)
        elif tag == W + "commentReference":
            self._comment(element)
        elif tag == MC + "AlternateContent":
            for child in chosen(element):
                self._in_run(child, look)
        elif tag in (W + "drawing", W + "pict", W + "object"):
            self._drawing(element)
        elif tag == W + "ruby":
            for base in element.iterfind(W + "rubyBase"):
                for child in base:
                    self._inline(child)

    def _text(self, text: str, look: Look) -> None:
        if not text or not all(field.shown for field in self.fields):
            return
        if "\n" in text and len(text) > 1:
            text = text.replace("\r", "").replace("\n", " ")
        text = from_font(text, look.font).replace("\u00ad", "")
        if look.hidden or (look.tiny and any(map(str.isalnum, text))):
            self.runs.hidden.append(text)
        else:
            link = self.link or next((field.link for field in self.fields if field.link), "")
            base = self.shape.base
            if look.italic and base.italic:
                look = look._replace(italic=False)
            self.runs.add(text, look, link, self.shape.plain and look.bold == base.bold)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(Field())
        elif self.fields and kind == "separate":
            top = self.fields[-1]
            top.shown = True
            found = ADDRESS.match(top.code)
            top.link = (found[1] or found[2]) if found else ""
        elif self.fields and kind == "end":
            self.fields.pop()

    def _note(self, element: Element, kind: str, look: Look) -> None:
        if self.note_mark is None or look.hidden or not all(field.shown for field in self.fields):
            return
        custom = is_on(element.get(W + "customMarkFollows"))
        id, number = self.note_mark(kind, element.get(W + "id", ""), custom)
        if not id:
            return
        self.runs.notes.append(id)
        if custom:
            self.runs.custom = id
        else:
            self.runs.note(id, number)

    def _drawing(self, element: Element) -> None:
        """Text boxes and pictures, wherever they stand inside; a box may hold pictures, which are its own."""
        todo = [element]
        while todo:
            here = todo.pop()
            if here.tag == W + "txbxContent":
                self.runs.boxes.append(here)
                continue
            if here.tag in (A + "blip", VML + "imagedata"):
                self.runs.pictures.append(here)
            elif here.tag == A + "graphicData" and here.get("uri", "").endswith(DRAWN):
                self.runs.charts += 1
            elif here.tag == VML + "rect" and here.get("{urn:schemas-microsoft-com:office:office}hr"):
                self.runs.rule = True
            todo.extend(reversed(chosen(here) if here.tag == MC + "AlternateContent" else list(here)))


DRAWN = ("/chart", "/diagram", "/chartex")
"""How the names end of what Word draws from data."""


def chosen(alternate: Element) -> list[Element]:
    """The one of several forms of the same thing that is read: the first choice with something in it."""
    for name in ("Choice", "Fallback"):
        for form in alternate.iterfind(MC + name):
            if len(form):
                return list(form)
    return []


def deleted_texts(element: Element) -> list[str]:
    """The words in a tracked deletion."""
    return [t.text or "" for t in element.iter(W + "delText", W + "t")]


def _code(value: str) -> int:
    try:
        return int(value, 16)
    except ValueError:
        return 0x20


def picture_size(element: Element) -> tuple[int, int, str]:
    """Width and height in EMU and the alternate text, from the drawing around a picture."""
    for parent in element.iterancestors():
        name = parent.tag.rpartition("}")[2]
        if name in ("inline", "anchor"):
            extent = next((c for c in parent if c.tag.endswith("}extent")), None)
            about = next((c for c in parent if c.tag.endswith("}docPr")), None)
            size = (whole(extent.get("cx")), whole(extent.get("cy"))) if extent is not None else (0, 0)
            return *size, (about.get("descr") or "") if about is not None else ""
        if name in ("p", "txbxContent"):
            break
        if name == "shape":
            return 0, 0, parent.get("alt", "")
    return 0, 0, ""
