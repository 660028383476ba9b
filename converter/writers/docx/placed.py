"""Lines of a letterhead that have a place each: paragraphs of exact height, in tables where they stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import Band, Column, PlacedText
from converter.languages import language
from converter.style.names import StyleName
from converter.style.schema import ParagraphStyle
from converter.style.units import Length
from converter.writers.docx.body import flat, height
from converter.writers.docx.inlines import Look, run
from converter.writers.docx.looks import characters
from converter.writers.docx.masthead import above
from converter.writers.docx.styles import fonts
from converter.writers.docx.tables import cell, table
from converter.writers.docx.xml import off, on, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

ON_PAPER = w("bidi", val=0)
"""What is drawn hangs on a paragraph that runs to the right: LibreOffice mirrors its place in others, Word does not."""
JC = {"left": "left", "center": "center", "right": "right"}
TURNED = {"left": "right", "center": "center", "right": "left"}
"""In a right-to-left paragraph Word's `left` is the leading edge."""


def stacked(bands: tuple[Band, ...], start: int, end: int, inside: str, story: Story) -> str:
    """Bands between two heights of the page (EMU), nothing else beside them. `inside`: runs of an empty paragraph at
    the top, which holds what is drawn at a place of its own."""
    at = Length(start).twip + 1
    shown = w("p", w("pPr", ON_PAPER, height(Length.read("1twip"))), inside)
    for band in bands:
        if len(band.columns) == 1:
            text, at = _lines(band.columns[0], at, story, indented=True)
            shown += text
        else:
            top = max(at + 1, min(_top(c.lines[0], story) for c in band.columns))
            shown += _space(top - at)
            text, at = _beside(band, top, story)
            shown += text
    return shown + _space(max(1, Length(end).twip - at))


def _space(twips: int) -> str:
    return w("p", w("pPr", height(Length.read(f"{twips}twip"))))


def _top(line: PlacedText, story: Story) -> int:
    """Where the paragraph of a line begins, in twips."""
    return Length(line.y - above(line.leading, story)).twip


def _beside(band: Band, top: int, story: Story) -> tuple[str, int]:
    """Columns as cells, with empty cells between them; gives where the lowest of them ends."""
    page = story.composed.pack.page
    widths, cells, ends, x = [], "", [], Length(band.columns[0].left).twip
    for column in band.columns:
        left, right = column.left.twip, column.right.twip
        if left > x:
            widths.append(left - x)
            cells += cell(left - x, w("p", w("pPr", height(Length.read("1twip")))))
        text, end = _lines(column, top, story, indented=False)
        widths.append(right - max(left, x))
        cells += cell(widths[-1], text)
        ends.append(end)
        x = right
    return table(widths, w("tr", cells), left=Length(band.columns[0].left - page.left).twip), max(ends)


def _lines(column: Column, at: int, story: Story, *, indented: bool) -> tuple[str, int]:
    """Paragraphs from a height down (twips); gives where they end."""
    page = story.composed.pack.page
    edges = (column.left - page.left, page.width - page.right - column.right) if indented else (0, 0)
    done = []
    for line in column.lines:
        before, leading = max(0, _top(line, story) - at), line.leading.twip
        at += before + leading
        done.append(_line(line, column, before, tuple(Length(edge).twip for edge in edges), story))
    return "".join(done), at


def _line(line: PlacedText, column: Column, before: int, edges: tuple[int, ...], story: Story) -> str:
    turned = bool(line.language) and language(line.language).direction == "rtl"
    other = line.language if line.language != story.composed.language else ""
    look = Look(language=other, rtl=turned, own=_own(line.style, line.look, story))
    left, right = reversed(edges) if turned else edges
    about = {
        "keepNext": off("keepNext"),
        "bidi": on("bidi") if turned else w("bidi", val=0),
        "spacing": w("spacing", before=before, after=0, line=line.leading.twip, lineRule="exact"),
        "ind": w("ind", left=left, right=right, firstLine=0),
        "jc": w("jc", val=(TURNED if turned else JC)[column.align]),
    }
    return flat(line.style, run(line.text, look), story, **about)


def _own(name: StyleName, look: ParagraphStyle, story: Story) -> tuple[tuple[str, str], ...]:
    """The children of `rPr` that a line needs on top of its style."""
    pack = story.composed.pack
    style = pack.styles[name]
    own = characters(look, style)
    if look.face != style.face:
        own["rFonts"] = fonts(pack.faces[look.face])
    return tuple(own.items())
