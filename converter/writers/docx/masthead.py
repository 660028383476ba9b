"""What page 1 opens with, as the head of the first page: masthead table or letterhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import LetterheadBlock, MastheadBlock, Symbol
from converter.style.names import StyleName
from converter.style.units import Length
from converter.writers.docx.body import placeholder
from converter.writers.docx.inlines import Look, run
from converter.writers.docx.looks import ALIGN
from converter.writers.docx.pictures import anchored, inline, kind
from converter.writers.docx.tables import cell, rule, table
from converter.writers.docx.xml import properties, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

DASH = "–"
SYMBOL = "Symbol"
"""Title of the content control."""


def styled(name: StyleName, inner: str, story: Story, **more: str) -> str:
    """A paragraph in a style."""
    style = story.composed.pack.styles[name]
    return w("p", properties("pPr", {"pStyle": w("pStyle", val=style.id)} | more), inner)


def exact(height: int) -> str:
    """An empty paragraph of a height (EMU): the only thing that holds an exact place in a head or foot."""
    return w("p", w("pPr", w("spacing", before=0, after=0, line=max(1, Length(height).twip), lineRule="exact")))


def masthead(block: MastheadBlock, story: Story) -> str:
    """The masthead table and what follows it in the head."""
    pack = story.composed.pack
    layout, rtl = pack.masthead, story.composed.direction == "rtl"
    widths = [width.twip for width in layout.grid]
    rows = _first_row(block, widths, story) + _second_row(block, widths, story)
    below = layout.flow_top - pack.page.header - sum(layout.rows)
    return table(widths, rows, rtl=rtl) + exact(below)


def _first_row(block: MastheadBlock, widths: list[int], story: Story) -> str:
    layout = story.composed.pack.masthead
    line = w("tcBorders", rule("bottom", layout.rules[0].thickness))
    bottom = w("vAlign", val="bottom")
    margin, name, gap, *rest = widths
    cells = (
        cell(margin, w("p"), line, bottom),
        cell(name, styled(StyleName.MASTHEAD_UNITED_NATIONS, run(block.united_nations, Look()), story), line, bottom),
        cell(gap, w("p"), line, bottom),
        cell(sum(rest), symbols(block, story), w("gridSpan", val=len(rest)), line, bottom),
    )
    return w("tr", w("trPr", w("trHeight", val=layout.rows[0].twip, hRule="exact")), *cells)


def symbols(block: MastheadBlock, story: Story) -> str:
    """The symbols in one line, organ letters large; a blank one is a content control."""
    shown = run(DASH, Look()).join(_symbol(symbol, story) for symbol in block.symbols)
    return styled(StyleName.MASTHEAD_SYMBOL, shown, story)


def _symbol(symbol: Symbol, story: Story) -> str:
    size = story.composed.pack.masthead.letters.half_points
    letters = f"<w:r>{properties('rPr', {'sz': w('sz', val=size), 'szCs': w('szCs', val=size)})}<w:t>{symbol.letters}</w:t></w:r>"
    return letters + (run(symbol.rest, Look()) if symbol.rest else placeholder(SYMBOL, story))


def _second_row(block: MastheadBlock, widths: list[int], story: Story) -> str:
    layout, pack = story.composed.pack.masthead, story.composed.pack
    line = w("tcBorders", rule("bottom", layout.rules[1].thickness))
    margin, name, gap, organ, space, distribution, rest = widths
    organ_style, line_style = pack.styles[StyleName.MASTHEAD_ORGAN], pack.styles[StyleName.MASTHEAD_DISTRIBUTION]
    row_top = pack.page.header + layout.rows[0]
    organ_before = layout.organ.y - row_top - organ_style.leading * pack.page.baseline // 100
    lines_before = layout.distribution.y - row_top - line_style.leading * pack.page.baseline // 100
    organs = [
        _line(StyleName.MASTHEAD_ORGAN, text, story, organ_before if n == 0 else 0)
        for n, text in enumerate(block.organs)
    ]
    lines = [
        _line(StyleName.MASTHEAD_DISTRIBUTION, text, story, lines_before if n == 0 else 0)
        for n, text in enumerate(block.distribution)
    ]
    cells = (
        cell(margin, w("p"), line),
        cell(name + gap + organ, "".join(organs) or w("p"), w("gridSpan", val=len((name, gap, organ))), line),
        cell(space, w("p"), line),
        cell(distribution + rest, "".join(lines) or w("p"), w("gridSpan", val=len((distribution, rest))), line),
    )
    return w("tr", w("trPr", w("trHeight", val=layout.rows[1].twip, hRule="exact")), *cells)


def _line(name: StyleName, text: str, story: Story, before: int) -> str:
    style = story.composed.pack.styles[name]
    more = {}
    if before:
        more["spacing"] = w("spacing", before=Length(before).twip, after=0, line=style.leading.twip, lineRule="exact")
    return styled(name, run(text, Look()), story, **more)


# ---------------------------------------------------------------- letterhead


def letterhead(block: LetterheadBlock, story: Story) -> str:
    """Names side by side or stacked, then the address lines, then the room to the text."""
    pack = story.composed.pack
    layout, page = pack.letterhead, pack.page
    measure = Length(page.width - page.left - page.right)
    names = [_names(lines, story) for lines in block.names]
    first = exact(max(1, layout.top - page.header))
    if layout.arrange == "stacked" or len(names) == 1:
        shown = "".join(names)
    else:
        widths = [measure.twip // len(names)] * len(names)
        shown = table(widths, w("tr", *(cell(width, inner) for width, inner in zip(widths, names, strict=True))))
    return _image(block, story) + first + shown + exact(layout.gap) + _address(block, story) + exact(layout.flow_gap)


def _names(lines: tuple[str, ...], story: Story) -> str:
    jc = w("jc", val=ALIGN[story.composed.pack.letterhead.align])
    return "".join(styled(StyleName.LETTERHEAD_NAME, run(line, Look()), story, jc=jc) for line in lines)


def _address(block: LetterheadBlock, story: Story) -> str:
    layout = story.composed.pack.letterhead
    jc, last = w("jc", val=ALIGN[layout.address_align]), len(block.address) - 1
    border = (
        w("pBdr", w("bottom", val="single", sz=layout.rule.eighths, space=2 + 2, color=layout.rule_colour))
        if layout.rule
        else ""
    )
    shown = [
        styled(
            StyleName.LETTERHEAD_ADDRESS,
            run(line, Look()),
            story,
            jc=jc,
            **({"pBdr": border} if border and n == last else {}),
        )
        for n, line in enumerate(block.address)
    ]
    if not shown and border:
        return w("p", w("pPr", border, w("spacing", before=0, after=0, line=20, lineRule="exact")))
    return "".join(shown)


def _image(block: LetterheadBlock, story: Story) -> str:
    media = kind(block.image) if block.image else None
    if block.image is None or media is None:
        return ""
    frame = story.composed.pack.letterhead.image_frame
    if frame is not None:
        return w("p", w("r", anchored(block.image, media, frame, block.image_alt, story)))
    size = Length.read("20mm")
    return w(
        "p", w("pPr", w("jc", val="center")), w("r", inline(block.image, media, size, size, block.image_alt, story))
    )
