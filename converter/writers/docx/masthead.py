"""The masthead of a United Nations document, as a table in the head of page 1."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converter.compose.composed import MastheadBlock, Symbol
from converter.style.names import StyleName
from converter.style.schema import Frame
from converter.style.units import Length
from converter.writers.docx.body import flat, height, placeholder
from converter.writers.docx.constants import HUNDRED
from converter.writers.docx.inlines import Look, run
from converter.writers.docx.pictures import anchored, kind
from converter.writers.docx.tables import EMPTY, cell, rule, table
from converter.writers.docx.xml import properties, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

DASH = "–"
SYMBOL = "Symbol"
"""Title of the content control; typists search for it."""


def exact(size: int) -> str:
    """An empty paragraph of a height (EMU): the only thing that holds an exact place in a head or foot."""
    return w("p", w("pPr", height(Length(size))))


def masthead(block: MastheadBlock, story: Story) -> str:
    """The masthead table and what follows it in the head."""
    layout = story.composed.pack.masthead
    widths = [width.twip for width in layout.grid]
    rows = _first_row(block, widths, story) + _second_row(block, widths, story)
    below = layout.flow_top - story.header - sum(layout.rows) - layout.rules[1].thickness
    return _emblem(block, story) + table(widths, rows, rtl=_rtl(story)) + exact(below)


def _rtl(story: Story) -> bool:
    return story.composed.direction == "rtl"


def under(size: int, story: Story) -> int:
    """The part of a line of a height (EMU) that is below its baseline."""
    return size * (HUNDRED - story.composed.pack.page.baseline) // HUNDRED


def above(size: int, story: Story) -> int:
    """The part of a line of a height (EMU) that is above its baseline."""
    return size * story.composed.pack.page.baseline // HUNDRED


def _emblem(block: MastheadBlock, story: Story) -> str:
    """The user's own picture beside the organ; none is shipped."""
    pack, frame = story.composed.pack, story.composed.pack.masthead.emblem
    if not pack.masthead.emblem_file:
        return ""
    data = Path(pack.folder, pack.masthead.emblem_file).read_bytes()
    media = kind(data)
    if media is None:
        return ""
    if _rtl(story):
        frame = Frame(
            x=Length(pack.page.width - frame.x - frame.width), y=frame.y, width=frame.width, height=frame.height
        )
    return w("p", w("pPr", height(Length(0))), w("r", anchored(data, media, frame, block.united_nations, story)))


# ---------------------------------------------------------------- first row


def _first_row(block: MastheadBlock, widths: list[int], story: Story) -> str:
    pack, layout = story.composed.pack, story.composed.pack.masthead
    margin, name, gap, *rest = widths
    end = story.header + layout.rows[0]
    style = pack.styles[StyleName.MASTHEAD_UNITED_NATIONS]
    leading = style.leading
    # A letter is half as wide as high: a long name goes on over the organ's column.
    wide = len(block.united_nations) * style.size // 2 > layout.grid[1] + layout.grid[2]
    if wide:
        name, rest = name + gap + rest[0], rest[1:]
    under_name = end - layout.united_nations.y - under(leading, story)
    under_symbol = end - layout.symbol.y - under(layout.letters, story)
    room = min(under_name, under_symbol)
    about = (
        w("tcBorders", rule("bottom", layout.rules[0].thickness)),
        w("tcMar", w("bottom", w=max(0, Length(room).twip), type="dxa")),
        w("vAlign", val="bottom"),
    )
    united = flat(StyleName.MASTHEAD_UNITED_NATIONS, run(block.united_nations, Look(rtl=_rtl(story))), story)
    span = w("gridSpan", val=len(rest))
    over = w("gridSpan", val=len(widths) - len(rest) - 1) if wide else ""
    cells = (
        cell(margin, EMPTY, *about),
        cell(name, united + _raised(under_name - room, story), over, *about),
        "" if wide else cell(gap, EMPTY, *about),
        cell(sum(rest), symbols(block, story) + _raised(under_symbol - room, story), span, *about),
    )
    return w("tr", w("trPr", w("trHeight", val=layout.rows[0].twip, hRule="exact")), *cells)


def _raised(size: int, story: Story) -> str:
    """Room under one text of the row: the room inside cells is the same for all of them (17.4.42)."""
    return exact(size) if size > story.composed.pack.masthead.rules[1].thickness else ""


def symbols(block: MastheadBlock, story: Story) -> str:
    """The symbols in one line, organ letters large; a blank one is a content control."""
    shown = run(DASH).join(_symbol(symbol, story) for symbol in block.symbols)
    return flat(StyleName.MASTHEAD_SYMBOL, shown, story)


def _symbol(symbol: Symbol, story: Story) -> str:
    size = story.composed.pack.masthead.letters.half_points
    look = properties("rPr", {"sz": w("sz", val=size), "szCs": w("szCs", val=size)})
    return w("r", look, w("t", symbol.letters)) + (run(symbol.rest) if symbol.rest else placeholder(SYMBOL))


# ---------------------------------------------------------------- second row


def _second_row(block: MastheadBlock, widths: list[int], story: Story) -> str:
    layout = story.composed.pack.masthead
    line = w("tcBorders", rule("bottom", layout.rules[1].thickness))
    margin, name, gap, organ, space, distribution, rest = widths
    organs = _lines(StyleName.MASTHEAD_ORGAN, block.organs, layout.organ.y, "", story)
    language = block.distribution_language if block.distribution_language != story.composed.language else ""
    lines = _lines(StyleName.MASTHEAD_DISTRIBUTION, block.distribution, layout.distribution.y, language, story)
    cells = (
        cell(margin, EMPTY, line),
        cell(name + gap + organ, organs, w("gridSpan", val=len((name, gap, organ))), line),
        cell(space, EMPTY, line),
        cell(distribution + rest, lines, w("gridSpan", val=len((distribution, rest))), line),
    )
    return w("tr", w("trPr", w("trHeight", val=layout.rows[1].twip, hRule="exact")), *cells)


def _lines(name: StyleName, texts: tuple[str, ...], y: int, language: str, story: Story) -> str:
    """Lines of a cell, the first with its baseline at y from the top of the page."""
    pack, style = story.composed.pack, story.composed.pack.styles[name]
    top = story.header + pack.masthead.rows[0] + pack.masthead.rules[0].thickness
    before = Length(max(0, y - top - above(style.leading, story))).twip
    first = {"spacing": w("spacing", before=before, after=0, line=style.leading.twip, lineRule="exact")}
    look = Look(language=language, rtl=_rtl(story) and not language)
    # English lines of a right-to-left masthead run from the left, else their dates would not, and end at its edge.
    turned = {"bidi": w("bidi", val=0), "jc": w("jc", val="right")} if language and _rtl(story) else {}
    shown = [flat(name, run(text, look), story, **turned, **(first if n == 0 else {})) for n, text in enumerate(texts)]
    return "".join(shown) or EMPTY
