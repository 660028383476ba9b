"""A copy to read aloud from: large type on wide lines, no paragraph over a page's end, large page numbers."""

from __future__ import annotations

from converter.records import replace
from converter.style.names import StyleName
from converter.style.schema import Pack, ParagraphStyle
from converter.style.units import Length

LINES = 1.5
"""From baseline to baseline, in sizes."""
NUMBER = 1.25
"""Size of the page number, in sizes."""
MARGIN = Length.read("19mm")
"""Left and right: the eye finds the next line over a wide one when lines stand far apart."""
FOOT = Length.read("12mm")
"""From the foot of the page to the baseline of its number."""
SMALLEST, LARGEST = Length.read("10pt"), Length.read("48pt")
KEPT = frozenset(
    {
        StyleName.MASTHEAD_UNITED_NATIONS,
        StyleName.MASTHEAD_SYMBOL,
        StyleName.MASTHEAD_ORGAN,
        StyleName.MASTHEAD_DISTRIBUTION,
        StyleName.LETTERHEAD_NAME,
        StyleName.LETTERHEAD_ADDRESS,
        StyleName.RUNNING_HEAD,
        StyleName.RUNNING_TITLE,
        StyleName.RUNNING_JOB,
        StyleName.FIRST_FOOT,
    }
)
"""Styles of what nobody reads aloud."""


def with_reading(pack: Pack, size: Length) -> Pack:
    """The pack with its text in a size, everything else in proportion."""
    text = pack.styles[StyleName.NUMBERED].size
    styles = {
        name: style if name in KEPT else _read_aloud(style, size, text, own=name is StyleName.RUNNING_FOOT)
        for name, style in pack.styles.items()
    }
    page = pack.page
    bottom = Length(FOOT + 2 * size)
    page = replace(
        page,
        left=min(page.left, MARGIN),
        right=min(page.right, MARGIN),
        bottom=bottom,
        first_bottom=bottom,
        footer=Length(FOOT // 2),
    )
    running = replace(pack.running, foot_y=Length(page.height - FOOT))
    return replace(pack, styles=styles, page=page, running=running)


def _read_aloud(style: ParagraphStyle, size: Length, text: Length, *, own: bool) -> ParagraphStyle:
    """A style as large beside the text as it was; what has the text's size or a smaller one takes the new size."""
    new = Length(round(size * NUMBER)) if own else max(size, Length(size * style.size // text))
    return replace(
        style,
        size=new,
        leading=Length(round(new * LINES)),
        after=Length(max(style.after, size // 2) if style.after else 0),
        keep_together=True,
        align="start" if style.align == "justify" else style.align,
    )
