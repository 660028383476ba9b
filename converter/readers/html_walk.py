"""Goes once through a page and writes its lines: collapsed spaces, marks, headings, lists, quotations, tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.late import late
from converter.readers.html_lists import Lists
from converter.readers.html_names import BLOCKS, PARAGRAPHS, UNSEEN, is_main, kinds, side
from converter.readers.html_survey import Survey
from converter.readers.html_tables import Tables
from converter.records import dataclass, field, replace
from converter.source import Line, Mark, MarkKind, Place
from converter.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACES = late(r"[ \t\n\r\f]+")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MOST_LINES = 65_534
"""Lines up to which the parser counts."""


@dataclass(slots=True)
class Writing:
    """The line that is being written."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What the elements around a text say about it."""

    heading: int = 0
    quote: int = 0
    align: str = ""
    style: str = ""
    pre: bool = False
    in_main: bool = False
    machinery: str = ""
    note: str = ""


class Walk:
    """One page; `run` gives its lines in order."""

    def __init__(self, root: _Element, depth: int, name: str) -> None:
        self.root = root
        self.survey = Survey(root, depth, name)
        self.tables = Tables(self.survey)
        self.lists = Lists()
        self.title = ""
        self.line = 1
        self.writing = Writing()
        self.around = [Around()]
        self.opened: list[tuple[MarkKind, str, int]] = []
        self.broken = False
        self.spaced = True
        self.label = ""
        self.out: list[Line] = []

    def run(self) -> Iterator[Line]:
        """All lines of the page."""
        from lxml.etree import iterwalk

        skipped: _Element | None = None
        for event, element in iterwalk(self.root, events=("start", "end", "comment")):
            if not isinstance(element.tag, str):
                self.line = max(self.line, min(element.sourceline or 0, MOST_LINES))
                if skipped is None:
                    self.add(element.tail or "")
                continue
            if event == "start" and skipped is None:
                if element.tag in UNSEEN:
                    skipped = element
                    self.head(element)
                else:
                    self.start(element)
            elif event == "end":
                self.end(element, skipped)
                skipped = None if skipped is element else skipped
            yield from self.out
            self.out.clear()
        self.flush()
        yield from self.out

    def head(self, element: _Element) -> None:
        """The title is no text, but worth knowing."""
        if element.tag == "head":
            found = element.find("title")
            self.title = " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""

    def start(self, element: _Element) -> None:
        """An element begins."""
        line = element.sourceline
        if isinstance(line, int) and 0 < line < MOST_LINES:
            self.line = line
        tag = str(element.tag)
        if tag in BLOCKS or self.survey.bodies.get(element):
            self.flush()
            self.apart(tag)
            self.enter(element)
        elif tag == "br":
            self.flush(hard=True)
        elif tag == "wbr":
            return
        else:
            for kind in kinds(element):
                self.opened.append((kind, "", len(self.writing.text)))
            if tag == "a" and element in self.survey.marks:
                self.opened.append((MarkKind.NOTE, self.survey.marks[element], len(self.writing.text)))
            elif tag == "a" and element.get("href"):
                self.opened.append((MarkKind.LINK, str(element.get("href")), len(self.writing.text)))
        self.add(element.text or "")

    def end(self, element: _Element, skipped: _Element | None) -> None:
        """An element ends; the text after it belongs to the one around it."""
        tag = str(element.tag)
        if skipped is None and tag not in UNSEEN:
            if tag in BLOCKS or self.survey.bodies.get(element):
                self.flush()
                self.leave(element)
                self.apart(tag)
            elif tag not in ("br", "wbr"):
                marked = len(kinds(element)) + (tag == "a" and bool(element.get("href")))
                for _ in range(marked if element not in self.survey.marks or tag != "a" else len(kinds(element)) + 1):
                    self.close()
        if skipped is None or skipped is element:
            self.add(element.tail or "")

    def enter(self, element: _Element) -> None:
        """Note what a block says about the text in it."""
        above, tag = self.around[-1], str(element.tag)
        main = self.survey.main
        in_main = above.in_main or element is main or (main is None and is_main(element)) or self.survey.titled(element)
        found = self.survey.machinery(element, in_main)
        outside = "?outside" if self.survey.main is not None and not in_main else ""
        kept = "" if element is main or (in_main and above.machinery == "?outside") else above.machinery
        strong = found if found and not found.startswith("?") else ""
        style = (element.get("class") or "").split()
        self.around.append(
            Around(
                heading=HEADINGS.get(tag, above.heading),
                quote=above.quote + (tag == "blockquote"),
                align=side(element) or above.align,
                style="caption"
                if tag == "caption"
                else style[0]
                if style
                else above.style
                if tag in ("td", "li", "tr", "tbody")
                else "",
                pre=above.pre or tag in ("pre", "textarea"),
                in_main=in_main,
                machinery=strong or kept or found or outside,
                note=self.survey.bodies.get(element, above.note),
            )
        )
        self.tables.enter(element)
        self.label = self.lists.enter(element) or self.label
        if tag == "hr":
            self.out.append(Line("", self.span(), rule=True))

    def leave(self, element: _Element) -> None:
        """A block ends."""
        if element.tag in ("td", "th") and self.tables.silent():
            self.out.append(Line("", self.span(), whole=True, cell=self.tables.cell()))
        self.tables.leave(element)
        self.lists.leave(element)
        if element.tag == "li":
            self.label = ""
        if len(self.around) > 1:
            self.around.pop()

    def apart(self, tag: str) -> None:
        """A blank line between paragraphs, outside tables and lists."""
        if tag in PARAGRAPHS and self.tables.cell() is None and not self.lists.depth and not self.spaced:
            self.out.append(Line("", self.span()))
            self.spaced = True

    def span(self) -> Span:
        """Where the reading is."""
        return Span(self.line, self.line)

    def add(self, text: str) -> None:
        """Write text, its white space as a browser shows it."""
        if not text:
            return
        if self.around[-1].pre:
            self.preformatted(text)
            return
        now = self.writing
        lead = len(text) - len(text.lstrip(" \t\n\r\f"))
        shown = SPACES.sub(" ", text)
        if shown.strip(" ") and not now.text.strip():
            now.first = self.line + text.count("\n", 0, lead)
        if not now.text or now.text.endswith(" "):
            shown = shown.lstrip(" ")
        now.text += shown
        if shown.strip(" "):
            now.last = self.line + text.rstrip().count("\n")
        self.line += text.count("\n")

    def preformatted(self, text: str) -> None:
        """Write text whose line ends count."""
        first, *rest = text.split("\n")
        self.write_raw(first)
        for line in rest:
            self.flush(pre=True)
            self.line += 1
            self.write_raw(line)

    def write_raw(self, text: str) -> None:
        """Write text as it is."""
        if text:
            self.writing.first = self.writing.first or self.line
            self.writing.last = self.line
            self.writing.text += text

    def close(self) -> None:
        """The innermost mark ends."""
        if not self.opened:
            return
        kind, value, start = self.opened.pop()
        end = len(self.writing.text)
        if start < end:
            self.writing.marks.append(Mark(start, end, kind, value))

    def flush(self, *, hard: bool = False, pre: bool = False) -> None:
        """Write the line, if there is something in it; open marks go on in the next."""
        now, around = self.writing, self.around[-1]
        end = len(now.text)
        marks = now.marks + [Mark(start, end, kind, value) for kind, value, start in self.opened if start < end]
        self.opened = [(kind, value, 0) for kind, value, _ in self.opened]
        self.writing = Writing()
        if now.text.strip() or pre:
            self.out.append(self.made(now, tuple(marks), around, hard=hard, pre=pre))
            self.tables.said()
            self.label = ""
            self.spaced = False
        elif hard:
            self.out.append(Line("", self.span()))
        self.broken = hard

    def made(self, now: Writing, marks: tuple[Mark, ...], around: Around, *, hard: bool, pre: bool) -> Line:
        """The line out of what was written and what is around it."""
        kept = tuple(mark for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)) if mark.start < mark.end)
        first = now.first or self.line
        line = Line(
            now.text,
            Span(first, max(first, now.last)),
            kept,
            place=Place.NOTE if around.note else Place.BODY,
            whole=not (hard or self.broken or pre or around.pre),
            hard=hard,
            heading=around.heading,
            label=self.label,
            depth=self.lists.depth,
            quote=around.quote,
            style=f"web:{around.machinery}" if around.machinery else around.style,
            align=around.align,
            cell=self.tables.cell(),
            note=around.note,
        )
        return line if around.pre else labelled(line.strip())


LABEL = late(r"\s*[\[(]?(\d{1,3}|[a-z]|[*†‡]{1,3})[\])]?[.:]?(?:\s+|(?=\W|[A-Z]))")


def labelled(line: Line) -> Line:
    """A note with its number as label, where the number stands before its text."""
    if not line.note or line.label:
        return line
    found = LABEL.match(line.text)
    if not found:
        return line
    return replace(line.slice(found.end(), len(line.text)), label=found[1])
