"""A first look over a page: how much text each element holds, where the main text is, which notes there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.diagnostics import InputError
from converter.late import late
from converter.readers.html_names import UNSEEN, is_main, machinery

if TYPE_CHECKING:
    from lxml.etree import _Element

SHARE = 0.4
"""Share of a page's text above which a container is its text, whatever it is called."""
MARK = late(r"\W{0,2}(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§]{1,3})\W{0,2}", re.IGNORECASE)
LONG = 160
"""A cell with that many characters in several paragraphs is layout."""


def paragraphs(cell: _Element) -> int:
    """How many paragraphs a cell holds; older pages part them by two line breaks."""
    breaks = sum(1 for br in cell.iter("br") if not (br.tail or "").strip() and is_break(br.getnext()))
    return breaks + sum(1 for _ in cell.iter("p", "h1", "h2", "h3", "li", "div"))


def is_break(element: _Element | None) -> bool:
    """Whether an element is a line break."""
    return element is not None and element.tag == "br"


class Survey:
    """What is known of a page before its lines are written; elements are known by their place in the tree."""

    def __init__(self, root: _Element, depth: int, name: str) -> None:
        self.sizes: dict[_Element, int] = {}
        self.ids: dict[str, _Element] = {}
        self.headed: set[_Element] = set()
        self.mains: list[_Element] = []
        self.layout: set[_Element] = set()
        self.marks: dict[_Element, str] = {}
        self.bodies: dict[_Element, str] = {}
        self.measure(root, depth, name)
        self.total = self.sizes.get(root, 0)
        self.main = self.find_main()
        self.tie_notes(root)

    def measure(self, root: _Element, depth: int, name: str) -> None:
        """Add up the text below each element, without recursion. Raises InputError where the nesting is too deep."""
        from lxml.etree import iterwalk

        level = 0
        for event, element in iterwalk(root, events=("start", "end")):
            if event == "start":
                level += 1
                if level > depth:
                    raise InputError(
                        f"the elements are nested over {depth} deep", hint="copy its text into a .txt file", source=name
                    )
                for key in (element.get("id"), element.get("name")):
                    if key:
                        self.ids.setdefault(key, element)
                continue
            level -= 1
            self.leave(element)

    def leave(self, element: _Element) -> None:
        """Everything below an element has been seen."""
        tag = element.tag
        size = len((element.text or "").strip()) if tag not in UNSEEN else 0
        for child in element:
            if isinstance(child.tag, str) and tag not in UNSEEN:
                size += self.sizes.get(child, 0)
            size += len((child.tail or "").strip())
            if child in self.headed:
                self.headed.add(element)
        self.sizes[element] = size
        if tag == "h1":
            self.headed.add(element)
        if is_main(element):
            self.mains.append(element)
        if tag == "table" and self.is_layout(element):
            self.layout.add(element)

    def is_layout(self, table: _Element) -> bool:
        """Whether a table only places things: tables within it, a single cell, or long text in its cells."""
        if table.get("role") == "presentation":
            return True
        if next(table.iter("th", "caption"), None) is not None and next(table.iterdescendants("table"), None) is None:
            return False
        if next(table.iterdescendants("table"), None) is not None:
            return True
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if max((len(row) for row in rows), default=0) < 2:
            return True
        return any(self.sizes.get(cell, 0) > LONG and paragraphs(cell) > 1 for row in rows for cell in row)

    def find_main(self) -> _Element | None:
        """The element that holds the main text: one that says so and has the most of it."""
        best = max(self.mains, key=lambda element: self.sizes[element], default=None)
        if best is None or self.sizes[best] < SHARE * max(1, self.total) / 2:
            return None
        return best

    def machinery(self, element: _Element, in_main: bool) -> str:
        """The kind of page machinery that an element is, unless it holds the text itself or the page's own title."""
        kind = machinery(element)
        if not kind or kind == "hidden":
            return kind
        size = self.sizes.get(element, 0)
        if size > SHARE * self.total or (self.main is not None and self.holds(element, self.main)):
            return ""
        if element in self.headed and element.tag not in ("nav", "form"):
            elsewhere = self.main is not None and self.main in self.headed and not in_main
            return kind if elsewhere else ""
        if kind.startswith("?") and not in_main and self.main is not None:
            return kind[1:]
        if kind in ("?header", "?footer") and not in_main and element.getparent() is not None:
            return kind[1:] if depth_of(element) <= 4 else kind
        if kind == "?aside" and not in_main:
            return kind[1:]
        return kind

    def titled(self, element: _Element) -> bool:
        """Whether an element beside the main text holds the title that is missing there."""
        main = self.main
        if main is None or main in self.headed or element not in self.headed or element is main:
            return False
        return element.tag != "body" and not self.holds(element, main)

    def holds(self, element: _Element, other: _Element) -> bool:
        """Whether one element lies within another."""
        return any(above is element for above in other.iterancestors())

    def tie_notes(self, root: _Element) -> None:
        """Find the links that are note marks, and the elements that the notes are."""
        places = {
            element: place for place, element in enumerate(root.iter("a", "li", "p", "div", "span", "sup", "dt", "dd"))
        }
        for link, target, text in note_links(root, self.ids):
            if target in places and places[target] > places[link]:
                body = block_of(target)
                if body is not None and self.sizes.get(body, 0) > len(text):
                    self.marks[link] = target.get("id") or target.get("name") or text
                    self.bodies.setdefault(body, self.marks[link])


def note_links(root: _Element, ids: dict[str, _Element]) -> Iterator[tuple[_Element, _Element, str]]:
    """Links within the page whose text is a number or sign."""
    for link in root.iter("a"):
        target = link.get("href") or ""
        if not target.startswith("#") or target[1:] not in ids:
            continue
        text = "".join(map(str, link.itertext())).strip()
        if MARK.fullmatch(text):
            yield link, ids[target[1:]], text


def block_of(element: _Element) -> _Element | None:
    """The paragraph, list item or division around an element, itself included."""
    while element.tag not in ("p", "li", "dd", "td", "div", "section", "aside"):
        parent = element.getparent()
        if parent is None:
            return None
        element = parent
    first = next(element.iterdescendants("p"), None) if element.tag in ("div", "section", "aside") else None
    return first if first is not None else element


def depth_of(element: _Element) -> int:
    """How many elements are around it."""
    return sum(1 for _ in element.iterancestors())
