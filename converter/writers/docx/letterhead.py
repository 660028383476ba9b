"""A sender's own letterhead, in the head of page 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import LetterheadBlock
from converter.style.names import StyleName
from converter.style.units import Length
from converter.writers.docx.body import flat, height
from converter.writers.docx.inlines import Look, run
from converter.writers.docx.looks import ALIGN
from converter.writers.docx.masthead import above, exact
from converter.writers.docx.pictures import anchored, kind
from converter.writers.docx.tables import cell, table
from converter.writers.docx.xml import w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story


def letterhead(block: LetterheadBlock, story: Story) -> str:
    """Names side by side or stacked, then the address lines, then the room to the text."""
    pack = story.composed.pack
    layout = pack.letterhead
    names = [_names(lines, _language(block, number), story) for number, lines in enumerate(block.names)]
    leading = pack.styles[StyleName.LETTERHEAD_NAME].leading
    # The picture hangs in the room above the names: a paragraph of its own would push them down.
    room = Length(layout.top - story.header - above(leading, story))
    top = w("p", w("pPr", height(room)), _image(block, story))
    stacked = layout.arrange == "stacked" or len(names) == 1
    shown = exact(layout.gap).join(names) if stacked else _beside(names, story)
    between = exact(layout.gap) if names and block.address else ""
    return top + shown + between + _address(block, story) + exact(layout.flow_gap)


def _language(block: LetterheadBlock, number: int) -> str:
    return block.name_languages[number] if number < len(block.name_languages) else ""


def _beside(names: list[str], story: Story) -> str:
    """Blocks of equal width with gaps between them."""
    page, gap = story.composed.pack.page, story.composed.pack.letterhead.gap
    measure = page.width - page.left - page.right - gap * (len(names) - 1)
    width, space = Length(measure // len(names)).twip, gap.twip
    widths, cells = [width], cell(width, names[0])
    for inner in names[1:]:
        widths += [space, width]
        cells += cell(space, "") + cell(width, inner)
    return table(widths, w("tr", cells), rtl=story.composed.direction == "rtl")


def _names(lines: tuple[str, ...], language: str, story: Story) -> str:
    jc = w("jc", val=ALIGN[story.composed.pack.letterhead.align])
    look = Look(language=language if language != story.composed.language else "", rtl=story.composed.direction == "rtl")
    return "".join([flat(StyleName.LETTERHEAD_NAME, run(line, look), story, jc=jc) for line in lines])


def _address(block: LetterheadBlock, story: Story) -> str:
    """The address lines; the rule of the pack is the border of the last one."""
    layout = story.composed.pack.letterhead
    jc, last = w("jc", val=ALIGN[layout.address_align]), len(block.address) - 1
    look = Look(rtl=story.composed.direction == "rtl")
    space = round(layout.gap.pt)
    edge = w("bottom", val="single", sz=layout.rule.eighths, space=space, color=layout.rule_colour)
    border = {"pBdr": w("pBdr", edge)} if layout.rule else {}
    if not block.address:
        spacing = w("spacing", before=0, after=0, line=1, lineRule="exact")
        return w("p", w("pPr", border["pBdr"], spacing)) if border else ""
    return "".join(
        [
            flat(StyleName.LETTERHEAD_ADDRESS, run(line, look), story, jc=jc, **(border if n == last else {}))
            for n, line in enumerate(block.address)
        ]
    )


def _image(block: LetterheadBlock, story: Story) -> str:
    """The sender's picture, at its place on the page."""
    media = kind(block.image) if block.image else None
    frame = story.composed.pack.letterhead.image_frame
    if block.image is None or media is None or frame is None:
        return ""
    return w("r", anchored(block.image, media, frame, block.image_alt, story))
