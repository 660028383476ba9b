"""The structure tree: what each stretch of a page is to a screen reader, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from converter.compose.composed import Para, Tag
from converter.records import dataclass, field
from converter.walk import plain
from converter.writers.pdf.constants import DEEPEST_HEADING

FIGURE, NOTE, TABLE = "Figure", "Note", "Table"
"""Kinds of elements, as PDF names them."""
NUMBERINGS = (
    ("1234567890", "Decimal"),
    ("ivx", "LowerRoman"),
    ("IVX", "UpperRoman"),
    ("abcdefghijklmnopqrstuvwxyz", "LowerAlpha"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "UpperAlpha"),
)


@dataclass(slots=True, eq=False)
class Elem:
    """An element of the tree.

    A block joins its parent when it is made; what stands inside a line joins when it is drawn, so that the kids of a
    paragraph are in reading order. `then` is drawn elsewhere but read right after this element: a note, after its mark.
    """

    kind: str
    parent: Elem | None = field(repr=False)
    attributes: str = ""
    """Further entries of the element's dictionary, as written in the file."""
    language: str = ""
    kids: list[Elem | Drawn | Annotation] = field(default_factory=list, repr=False)
    attached: bool = False
    then: Elem | None = field(default=None, repr=False)

    def attach(self) -> None:
        """Take the next place among the parent's kids, once."""
        if self.attached or self.parent is None:
            return
        self.attached = True
        self.parent.attach()
        self.parent.kids.append(self)
        if self.then:
            self.then.attach()

    def walk(self) -> Iterator[Elem]:
        """The element and all below it, those without any content left out."""
        stack: list[Elem] = [self]
        while stack:
            elem = stack.pop()
            yield elem
            stack.extend(kid for kid in reversed(elem.kids) if isinstance(kid, Elem) and not kid.hollow())

    def hollow(self) -> bool:
        """Nothing was drawn in it. Rows and cells stay all the same: a table must keep its columns."""
        return self.kind not in ("TR", "TD", "TH") and all(isinstance(kid, Elem) and kid.hollow() for kid in self.kids)


class Drawn(NamedTuple):
    """A marked stretch of a page's contents."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link's active area, by its number among the links of the document."""

    page: int
    number: int


@dataclass(slots=True)
class Tree:
    """Places blocks in the tree as they come: lists that nest, headings that never skip a level."""

    root: Elem = field(default_factory=lambda: Elem("Document", None))
    heading: int = 0
    """The level of the last heading."""

    def section(self, language: str) -> Branch:
        """A part of the document."""
        return self.branch(block(self.root, "Sect", language=language))

    def branch(self, elem: Elem) -> Branch:
        """A place that blocks are put in: a section, a cell, a note."""
        return Branch(self, elem)

    def heading_kind(self, para: Para) -> str:
        """`H1` for the title; headings are one deeper than their level, but at most one deeper than the last."""
        level = 1 if para.tag is Tag.TITLE else min(para.level + 1, self.heading + 1, DEEPEST_HEADING)
        self.heading = level
        return f"H{level}"


@dataclass(slots=True)
class Branch:
    """A run of blocks under one element, and the lists that are open in it, outermost first."""

    tree: Tree
    elem: Elem
    lists: list[tuple[int, Elem]] = field(default_factory=list)

    def place(self, para: Para) -> tuple[Elem, Elem]:
        """The elements of a paragraph's label and of its text; the same one where the label is no element of its
        own."""
        language = para.language or ""
        if para.tag is Tag.ITEM and para.label is not None:
            return self._item(para.level, para.label, language)
        self.lists.clear()
        kind = "P"
        if para.tag in (Tag.TITLE, Tag.HEADING) and (para.label or plain(para.content).strip()):
            kind = self.tree.heading_kind(para)
        elif para.tag is Tag.QUOTE:
            kind = "BlockQuote"
        elif para.tag is Tag.CAPTION:
            kind = "Caption" if self.elem.kind in (FIGURE, TABLE) else "P"
        elem = block(self.elem, kind, language=language)
        if kind == "BlockQuote":
            elem = block(elem, "P")
        return elem, elem

    def end_list(self) -> None:
        """What comes next belongs to no list."""
        self.lists.clear()

    def _item(self, level: int, label: str, language: str) -> tuple[Elem, Elem]:
        while self.lists and self.lists[-1][0] > level:
            self.lists.pop()
        if not self.lists or self.lists[-1][0] < level:
            parent = self.elem
            if self.lists:
                parent = next(k for k in reversed(self.lists[-1][1].kids) if isinstance(k, Elem)).kids[-1]  # type: ignore[assignment]
            made = block(parent, "L", f"/A<</O/List/ListNumbering/{numbering(label)}>>")
            self.lists.append((level, made))
        item = block(self.lists[-1][1], "LI", language=language)
        return block(item, "Lbl"), block(item, "LBody")


def block(parent: Elem, kind: str, attributes: str = "", language: str = "") -> Elem:
    """An element that takes its place at once; its parent may still wait for its own, as a note does for its mark."""
    elem = Elem(kind, parent, attributes, language, attached=True)
    parent.kids.append(elem)
    return elem


def inline(parent: Elem, kind: str, attributes: str = "", language: str = "") -> Elem:
    """An element inside a line: it takes its place when it is drawn."""
    return Elem(kind, parent, attributes, language)


def numbering(label: str) -> str:
    """The PDF name for the way in which a list's labels count: from the first label."""
    core = "".join(char for char in label if char.isalnum())
    for letters, name in NUMBERINGS:
        if core and all(char in letters for char in core):
            return name
    return "None" if core else "Disc"
