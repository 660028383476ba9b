"""A sender's own letterhead, in the head of page 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import LetterheadBlock
from converter.style.names import StyleName
from converter.style.schema import Frame
from converter.style.units import Length
from converter.writers.docx.body import flat, height
from converter.writers.docx.inlines import Look, run
from converter.writers.docx.looks import ALIGN
from converter.writers.docx.masthead import above, exact
from converter.writers.docx.pictures import anchored, bar, kind
from converter.writers.docx.placed import ON_PAPER, stacked
from converter.writers.docx.tables import cell, table
from converter.writers.docx.xml import w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story


def letterhead(block: LetterheadBlock, story: Story) -> str:
    """Names side by side or stacked, then the address lines, then the room to the text."""
    pack = story.composed.pack
    layout = pack.letterhead
    if block.bands or block.foot:
        return stacked(block.bands, story.header, block.flow_top, _drawings(block, story), story)
    names = [_names(lines, _language(block, number), story) for number, lines in enumerate(block.names)]
    leading = pack.styles[StyleName.LETTERHEAD_NAME].leading
    # The picture hangs in the room above the names: a paragraph of its own would push them down.
    room = Length(layout.top - story.header - above(leading, story))
    top = w("p", w("pPr", ON_PAPER, height(room)), _drawings(block, story))
    below = layout.arrange == "stacked" or len(names) <= 1
    shown = exact(layout.gap).join(names) if below else _beside(names, story)
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


def _drawings(block: LetterheadBlock, story: Story) -> str:
    """The sender's pictures and rules, each at its place on the page."""
    shown = ""
    for image in block.images:
        media = kind(image.data)
        if media is not None:
            shown += w("r", anchored(image.data, media, image.frame, block.image_alt, story))
    for line in story.composed.pack.letterhead.rules:
        size = {"x": line.x1, "width": Length(line.x2 - line.x1), "height": line.thickness}
        frame = Frame(y=Length(line.y - line.thickness // 2), **size)
        shown += w("r", bar(frame, line.colour, story))
    return shown


def foot(block: LetterheadBlock, story: Story) -> str:
    """The lines at the foot of page 1: the last of them ends where Word sets the end of a foot."""
    page = story.composed.pack.page
    return stacked(block.foot, block.foot_top, page.height - page.footer, "", story)
