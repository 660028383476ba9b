"""Blocks of the model → items to draw, in order, each with its style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, assert_never

from converter.compose.as_set import Kept
from converter.compose.composed import Break, Framed, Gap, Item, Line, NumberRef, Para, Pictured, Tag
from converter.compose.numbering import Counter
from converter.compose.signature import Signing, signature_lines
from converter.compose.table_notes import placed
from converter.compose.tables import grid
from converter.late import late
from converter.model import (
    Block,
    Box,
    Clause,
    ClauseRole,
    Figure,
    Footnote,
    Form,
    Heading,
    LineBreak,
    ListItem,
    NumberedParagraph,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Signature,
    Table,
    Text,
    Unrecognized,
)
from converter.records import dataclass, field, replace
from converter.style.names import StyleName
from converter.style.schema import Pack, ParagraphStyle
from converter.style.units import Length
from converter.walk import plain

HEADINGS: Final = (
    StyleName.HEADING_1,
    StyleName.HEADING_2,
    StyleName.HEADING_3,
    StyleName.HEADING_4,
    StyleName.HEADING_5,
    StyleName.HEADING_6,
)
NUMBERED: Final = (StyleName.NUMBERED, StyleName.SUB_1, StyleName.SUB_2, StyleName.SUB_3)
DOTTED: Final = late(r"\d+\.\d")
"""A label of two numbers: 140.1."""
OPERATIVE: Final = (StyleName.OPERATIVE, StyleName.OPERATIVE_SUB_1, StyleName.OPERATIVE_SUB_2)
BULLETS: Final = (StyleName.BULLET_1, StyleName.BULLET_2, StyleName.BULLET_3)
PURPOSES: Final[Mapping[str, StyleName]] = {
    "text": StyleName.BODY,
    "salutation": StyleName.SALUTATION,
    "close": StyleName.CLOSE,
    "caption": StyleName.TABLE_LABEL,
    "attribution": StyleName.BODY_FLUSH,
    "meeting": StyleName.MEETING,
    "note": StyleName.TABLE_NOTE,
    "label": StyleName.LABEL,
}


def at(styles: tuple[StyleName, ...], level: int) -> StyleName:
    """The style of a level; deeper ones take the last."""
    return styles[max(0, min(level, len(styles) - 1))]


@dataclass(slots=True)
class Flow:
    """Makes the items of one part; it counts what a word processor would count."""

    part: int
    """Index of the part in `outline`: series of different parts are independent."""
    pack: Pack
    form: Form | None = None
    heading_offset: int = 0
    annex: bool = False
    signing: Signing | None = None
    kept: Kept = field(default_factory=dict)
    """Styles of texts in tables, shared by all parts."""
    resolution: bool = False
    """The body of a resolution."""
    own: dict[StyleName, ParagraphStyle] = field(default_factory=dict)
    """Styles that its headings have of their own."""
    _counters: dict[str, Counter] = field(default_factory=dict)
    _lists: int = 0
    _in_list: bool = False

    def items(self, blocks: Iterable[Block]) -> Iterator[Item]:
        """The items of blocks, in order."""
        for number, (block, letters) in enumerate(placed(tuple(blocks))):
            self._in_list = self._in_list and isinstance(block, ListItem)
            first = self.annex and number == 0 and isinstance(block, Heading) and not block.label
            yield from (
                self._item(replace(block, level=1), title=True)
                if first and isinstance(block, Heading)
                else self._item(block, letters)
            )

    def _item(self, block: Block, letters: tuple[Footnote, ...] = (), *, title: bool = False) -> Iterator[Item]:
        match block:
            case Heading():
                yield self._heading(block, title)
            case Paragraph():
                yield Para(PURPOSES.get(block.purpose, StyleName.BODY), block.content, span=block.span)
            case NumberedParagraph():
                yield self._numbered(block)
            case Clause():
                yield self._clause(block)
            case ListItem():
                yield self._list_item(block)
            case Quote():
                yield from self._quote(block)
            case Table():
                notes = tuple(p for n in block.notes for p in self._item(n) if isinstance(p, Para))
                notes = tuple(replace(p, style=StyleName.TABLE_NOTE) for p in notes)
                yield grid(block, self.pack, notes, self.kept, letters)
            case Box():
                yield self._box(block)
            case Figure():
                yield self._figure(block)
            case Signature():
                yield from self._signature(block)
            case Rule():
                yield Line()
            case PageBreak():
                yield Break()
            case Unrecognized():
                yield Para(StyleName.UNRECOGNIZED, block.content, span=block.span)
            case _:
                assert_never(block)

    def _count(self, series: str, label: str | None, level: int) -> NumberRef | None:
        counter = self._counters.setdefault(series, Counter(f"{series}-{self.part}"))
        return counter.number(label, level)

    def _heading(self, block: Heading, title: bool) -> Para:
        if self.resolution and block.label and not title:
            return self._section_heading(block)
        style = StyleName.ANNEX_TITLE if title else at(HEADINGS, (block.look or block.level) - 1)
        number = None if title else self._count("headings", block.label, block.level - 1)
        level = block.level + self.heading_offset
        return Para(style, block.content, block.label, number, Tag.HEADING, level, anchor=block.anchor, span=block.span)

    def _section_heading(self, block: Heading) -> Para:
        """A section of a resolution: its number on a line of its own, both in the type of the text (A/C.6/80/L.10)."""
        styles = self.pack.styles
        own = replace(
            styles[StyleName.HEADING_3], left=styles[StyleName.BODY].left, first=Length(0), label_end=None, text_at=None
        )
        content = (Text(block.label or ""), LineBreak(), *block.content)
        level = block.level + self.heading_offset
        return Para(
            StyleName.HEADING_3,
            content,
            tag=Tag.HEADING,
            level=level,
            anchor=block.anchor,
            span=block.span,
            own=self.own.setdefault(StyleName.HEADING_3, own),
        )

    def _numbered(self, block: NumberedParagraph) -> Para:
        number = self._count("paragraphs", block.label, block.level)
        style = (
            StyleName.SUB_DOTTED if block.level == 1 and DOTTED.match(block.label or "") else at(NUMBERED, block.level)
        )
        return Para(
            style, block.content, block.label, number, Tag.ITEM, block.level, anchor=block.anchor, span=block.span
        )

    def _clause(self, block: Clause) -> Para:
        if block.label is None:
            style = {ClauseRole.OPENING: StyleName.OPENING, ClauseRole.PREAMBULAR: StyleName.PREAMBULAR}.get(
                block.role, StyleName.BODY
            )
            return Para(style, block.content, anchor=block.anchor, span=block.span)
        number = self._count("clauses", block.label, block.level)
        style = at(OPERATIVE, block.level)
        return Para(
            style, block.content, block.label, number, Tag.ITEM, block.level, anchor=block.anchor, span=block.span
        )

    def _list_item(self, block: ListItem) -> Para:
        if not self._in_list:
            self._lists += 1
        self._in_list = True
        series = f"list-{self._lists}"
        label = self._glyph(block)
        number = self._count(series, label, block.level) or self._bullet(series, label, block.level)
        return Para(at(BULLETS, block.level), block.content, label, number, Tag.ITEM, block.level, span=block.span)

    def _glyph(self, block: ListItem) -> str:
        """The label; whatever glyph an input has for a bullet, the pack's is printed."""
        if any(char.isalnum() for char in block.label):
            return block.label
        bullets = self.pack.numbering.bullets
        return bullets[min(block.level, len(bullets) - 1)]

    def _bullet(self, series: str, label: str, level: int) -> NumberRef | None:
        if any(char.isalnum() for char in label):
            return None
        return NumberRef(f"{series}-{self.part}", level, "bullet", label, "", 0)

    def _quote(self, block: Quote) -> Iterator[Item]:
        for item in Flow(self.part, self.pack).items(block.blocks):
            yield replace(item, style=StyleName.QUOTE, tag=Tag.QUOTE, number=None) if isinstance(item, Para) else item

    def _box(self, block: Box) -> Framed:
        page = self.pack.page
        title = (Para(StyleName.BOX_TITLE, block.title),) if block.title else ()
        flow = tuple(Flow(self.part, self.pack, kept=self.kept).items(block.blocks))
        return Framed(title, flow, Length(0), Length(page.width - page.left - page.right), block.span)

    def _figure(self, block: Figure) -> Pictured:
        page, style, picture = self.pack.page, self.pack.styles[StyleName.FIGURE], block.picture
        room = page.width - page.left - page.right - style.left - style.right
        width = min(picture.width_emu or room, room)
        height = picture.height_emu * width // picture.width_emu if picture.width_emu else width
        caption = tuple(_figure_caption(block))
        return Pictured(
            block, Length(width), Length(height), caption, picture.alt or " ".join(plain(p.content) for p in caption)
        )

    def _signature(self, block: Signature) -> Iterator[Item]:
        if self.form is Form.SENT and self.pack.letterhead.signature_room:
            yield Gap(self.pack.letterhead.signature_room)
        for number, content in enumerate(signature_lines(block, self.signing)):
            style = StyleName.SIGNATURE_NAME if number == 0 else StyleName.SIGNATURE_TITLE
            yield Para(style, content, key="signatories", span=block.span)


def _figure_caption(block: Figure) -> Iterator[Para]:
    if block.label:
        yield Para(StyleName.TABLE_LABEL, (Text(block.label),), tag=Tag.CAPTION)
    if block.title:
        yield Para(StyleName.TABLE_TITLE, block.title, tag=Tag.CAPTION)
