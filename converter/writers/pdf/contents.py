"""A contents list: entries with dots and page numbers, which are filled in when the pages are known."""

from __future__ import annotations

from collections.abc import Sequence

from converter.compose.composed import Contents, ContentsEntry, Para, Tag
from converter.records import replace
from converter.style.names import StyleName
from converter.writers.pdf.blocks import label_and_measure, paragraph, text_strips
from converter.writers.pdf.boxes import Block, Chunk, Leader, TextLine, keep_lines, lines_of
from converter.writers.pdf.build import Build, Room
from converter.writers.pdf.lines import SetLine, set_text
from converter.writers.pdf.pages import Page
from converter.writers.pdf.tags import Elem, block, inline

LEVELS = (StyleName.CONTENTS_1, StyleName.CONTENTS_2)


def contents(build: Build, item: Contents, room: Room) -> list[Chunk]:
    """The heading, the word above the page numbers, and a line or more for each entry."""
    toc = block(room.branch.elem, "TOC")
    plain = room._replace(branch=build.tree.branch(block(toc, "Caption")))
    head = [paragraph(build, replace(para, tag=Tag.PARAGRAPH), plain) for para in (item.heading, item.page_word)]
    return [*head, *(_entry(build, entry, toc, room) for entry in item.entries)]


def _entry(build: Build, entry: ContentsEntry, toc: Elem, room: Room) -> Chunk:
    style_name = LEVELS[min(entry.level, len(LEVELS)) - 1]
    setter = build.setter(style_name)
    style = setter.style
    elem = block(toc, "TOCI")
    link = inline(block(elem, "Reference"), "Link")
    link.attach()
    ink = setter.ink(room.language)._replace(target=f"#{entry.target}", owner=link, link=link)
    para = Para(style_name, entry.content)
    # The number stands at the last tab stop, the dots before it end at the right indent.
    number_end = room.left + style.tabs[-1].pt if style.tabs else room.right
    label, measure = label_and_measure(build, setter, entry.label, ink, room)
    atoms = setter.atoms(para.content, ink, link, room.base)
    strips = text_strips(build, para, Block(link, link), atoms, measure, label, room)
    last = strips[-1]
    if isinstance(last.what, TextLine):
        last.what = last.what._replace(leader=Leader(ink, measure.right, number_end, entry.target))
    keep_lines(strips, True, style.widows)
    last.below = style.after.pt  # In the originals an entry is a row, which has its room in it.
    return Chunk(strips, style.before.pt, style.after.pt)


def fill_in(build: Build, pages: Sequence[Page]) -> None:
    """Set dots and page numbers. A number stands at its own stop, so that it never changes where lines and pages
    end."""
    waiting = [
        (placed.strip, placed.strip.what)
        for page in pages
        for placed in page.items
        if isinstance(placed.strip.what, TextLine) and placed.strip.what.leader
    ]
    numbers = _numbers(pages) if waiting else {}
    for strip, line in waiting:
        assert line.leader is not None
        strip.what = line._replace(leader=_set_leader(build, line.line, line.leader, numbers.get(line.leader.target)))


def _numbers(pages: Sequence[Page]) -> dict[str, int]:
    """On which page each anchor stands."""
    numbers: dict[str, int] = {}
    for page in pages:
        for placed in page.items:
            for line in lines_of(placed.strip):
                if line.first and line.block.anchor:
                    numbers.setdefault(line.block.anchor, page.number)
    return numbers


def _set_leader(build: Build, line: SetLine, leader: Leader, number: int | None) -> Leader:
    setter = build.setter(LEVELS[0])
    label = set_text(setter, str(number or ""), leader.ink)
    label = label._replace(x=leader.number_end - label.width)
    dot = set_text(setter, ".", leader.ink._replace(owner=None, target="", link=None))
    start = line.x + line.width + dot.width
    count = int((min(leader.dots_end, label.x - dot.width) - start) / dot.width) if dot.width else 0
    if count < 1:
        return leader._replace(number=label)
    dots = set_text(setter, "." * count, leader.ink._replace(owner=None, target="", link=None))
    return leader._replace(number=label, dots=dots._replace(x=min(leader.dots_end, label.x - dot.width) - dots.width))
