"""A contents list as one field that is filled in already; page numbers are worked out roughly, Word sets them right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import (
    Columns,
    Composed,
    Contents,
    ContentsEntry,
    Framed,
    Gap,
    Grid,
    Item,
    Para,
    Pictured,
)
from converter.model import Footnote, Inlines, LineBreak, Text
from converter.records import replace
from converter.style.names import StyleName
from converter.style.units import Length
from converter.walk import contents_of, plain
from converter.writers.docx.constants import HUNDRED, LETTER_WIDTH
from converter.writers.docx.inlines import Look, field, instruction, run, runs
from converter.writers.docx.xml import w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

CODE = "TOC \\h \\z \\u"
"""By outline levels: a list of styles would be parted by the reader's own list sign (docx.md, *Table of contents*)."""


def contents(item: Contents, story: Story) -> list[str]:
    """The heading, the word over the page numbers, and the field with a paragraph for each entry."""
    from converter.writers.docx.body import para

    first = w("r", w("fldChar", fldCharType="begin")) + instruction(CODE) + w("r", w("fldChar", fldCharType="separate"))
    last = w("r", w("fldChar", fldCharType="end"))
    end = len(item.entries) - 1
    entries = [
        w("p", *_entry(entry, story, first if n == 0 else "", last if n == end else ""))
        for n, entry in enumerate(item.entries)
    ]
    return [para(item.heading, story), para(item.page_word, story), *entries]


def _entry(entry: ContentsEntry, story: Story, first: str, last: str) -> tuple[str, ...]:
    style = story.composed.pack.styles[StyleName.CONTENTS_1 if entry.level == 1 else StyleName.CONTENTS_2]
    look = Look(language=story.language, rtl=story.rtl)
    before = "\t" if style.label_end is not None else ""
    head = run(f"{before}{entry.label}\t", look) if entry.label else run(f"{before}\t", look) if before else ""
    name = story.bookmark(entry.target)
    page = field(f"PAGEREF {name} \\h", run(str(story.pages.get(entry.target, 1)), look))
    words = runs(without_notes(entry.content), story, look)
    gap = run("\t" if style.dots_end is None else "\t\t", look)
    link = w("hyperlink", head, words, gap, page, anchor=name, history=1)
    return w("pPr", w("pStyle", val=style.id)), first, link, last


def without_notes(content: Inlines) -> Inlines:
    """A heading's words without its notes: they are marked once, at the heading."""
    return tuple(
        inline if isinstance(inline, Text | LineBreak) else replace(inline, content=without_notes(inline.content))
        for inline in content
        if not isinstance(inline, Footnote)
    )


# ---------------------------------------------------------------- pages


def pages_of(composed: Composed) -> dict[str, int]:
    """Anchor → page, by counting lines at an average width of letters; good to a page or so in long documents."""
    estimate = Estimate(composed)
    for number, section in enumerate(composed.sections):
        estimate.begin(number, section.new_page)
        for item in section.flow:
            estimate.add(item)
    return estimate.pages


class Estimate:
    """Goes down the pages with the heights of items, all in EMU."""

    def __init__(self, composed: Composed) -> None:
        self.pack, self.page, self.left = composed.pack, 0, Length(0)
        self.first = composed.pack.masthead.flow_top if composed.masthead else composed.pack.page.flow_top
        self.pages: dict[str, int] = {}

    def begin(self, number: int, new_page: bool) -> None:
        """A section begins."""
        if number == 0 or new_page:
            self._turn()

    def _turn(self) -> None:
        page = self.pack.page
        self.page += 1
        top, bottom = (self.first, page.first_bottom) if self.page == 1 else (page.flow_top, page.bottom)
        self.left = Length(page.height - top - bottom)

    def add(self, item: Item) -> None:
        """An item takes its height."""
        for para, share in _lines_of(item):
            tall = self._height(para) // share
            if tall > self.left:
                self._turn()
            self.left = Length(self.left - tall)
            if para.anchor:
                self.pages.setdefault(para.anchor, self.page)
        if isinstance(item, Pictured | Gap):
            self.left = Length(self.left - item.height)

    def _height(self, para: Para) -> int:
        style, page = self.pack.styles[para.style], self.pack.page
        room = max(style.size, page.width - page.left - page.right - style.left - style.right)
        letters = len(plain(para.content)) + sum(_note_letters(inline) for inline in para.content)
        letter = style.size * LETTER_WIDTH * style.scale // (HUNDRED * HUNDRED) + style.spacing
        lines = 1 + letters * letter // room
        return style.before + style.after + lines * style.leading


def _note_letters(inline: object) -> int:
    if not isinstance(inline, Footnote):
        return 0
    return sum(len(plain(line)) for block in inline.blocks for line in contents_of(block))


def _lines_of(item: Item) -> list[tuple[Para, int]]:
    """The paragraphs of an item, each with the number of those that stand beside it."""
    match item:
        case Para():
            return [(item, 1)]
        case Columns():
            return [(para, 1) for para in max(item.left, item.right, key=len)]
        case Grid():
            rows = [(para, max(1, len(row))) for row in item.rows for cell in row for para in cell.content]
            return [*((para, 1) for para in (*item.caption, *item.notes)), *rows]
        case Framed():
            return [(para, 1) for para in item.title] + [pair for inner in item.flow for pair in _lines_of(inner)]
        case Contents():
            return [(Para(StyleName.CONTENTS_1, entry.content), 1) for entry in item.entries]
        case Pictured():
            return [(para, 1) for para in item.caption]
        case _:
            return []
