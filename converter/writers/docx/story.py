"""What is known while the parts of one document are written: relations, notes, numbers, bookmarks, the section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from converter.compose.composed import Composed, Framed, Grid, Item, Para, Section
from converter.late import late
from converter.records import dataclass, field
from converter.style.schema import NO, ParagraphStyle
from converter.style.units import Length
from converter.writers.docx.constants import LONGEST_BOOKMARK
from converter.writers.docx.looks import paragraph
from converter.writers.docx.numbering import Numbering
from converter.writers.docx.package import Relations

if TYPE_CHECKING:
    from converter.writers.docx.notes import Notes

NAME = late(r"\W")


@dataclass(slots=True)
class Story:
    """The state of one document on its way to a package. `relations` are those of the part being written."""

    composed: Composed
    relations: Relations
    note_relations: Relations
    numbering: Numbering
    notes: Notes
    section: Section
    numbers: dict[str, str] = field(default_factory=dict)
    """Anchor → the number that Word prints there, without brackets and stop; every anchor of the text is there."""
    pages: dict[str, int] = field(default_factory=dict)
    """Anchor → the page on which it will stand, as far as that can be told without a layout."""
    bookmarks: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Anchor → id and name of its bookmark."""
    pictures: dict[bytes, str] = field(default_factory=dict)
    """Bytes → media part."""
    counted: frozenset[str] = frozenset()
    """Ids of styles that number their paragraphs by themselves: only a user's own template has such."""
    ends: list[Callable[[int, Length], str]] = field(default_factory=list)
    """For each section the properties that end what stands since its last end: columns, and their distance."""
    drawn: int = 0
    """Drawings so far: their ids are unique over all parts."""
    own: dict[int, dict[str, str]] = field(default_factory=dict)
    """What paragraphs have of their own, by the style that says so, as children of `pPr`."""
    _names: set[str] = field(default_factory=set)
    _placed: set[str] = field(default_factory=set)

    @property
    def rtl(self) -> bool:
        """Whether the section at hand is written from right to left."""
        return self.section.direction == "rtl"

    @property
    def language(self) -> str:
        """The language of the section where it is not the document's."""
        return self.section.language if self.section.language != self.composed.language else ""

    @property
    def header(self) -> Length:
        """From the top of the page to its head: a masthead may begin above the running heads (Geneva)."""
        pack, own = self.composed.pack, self.composed.letterhead
        if not self.composed.masthead:
            return min(pack.page.header, own.top) if own and own.bands else pack.page.header
        rule = pack.masthead.rules[0]
        return Length(max(0, min(pack.page.header, rule.y - rule.thickness // 2 - pack.masthead.rows[0])))

    def own_of(self, style: ParagraphStyle, written: ParagraphStyle) -> dict[str, str]:
        """What a paragraph needs on top of its named style; the document keeps the style alive."""
        found = self.own.get(id(style))
        if found is None:
            found = self.own[id(style)] = paragraph(style, written)
        return found

    def end(self, columns: int = 1, apart: Length = NO) -> str:
        """The properties that end what stands since the last end in the section at hand."""
        return self.ends[-1](columns, apart)

    def bookmark(self, anchor: str) -> str:
        """The name of the bookmark of an anchor: hidden, unique, of letters that Word allows."""
        if anchor not in self.bookmarks:
            name = f"_{NAME.sub('_', anchor)}"[:LONGEST_BOOKMARK]
            if name.lower() in self._names:
                name = f"_{len(self._names)}{name}"[:LONGEST_BOOKMARK]
            self._names.add(name.lower())
            self.bookmarks[anchor] = (len(self._names), name)
        return self.bookmarks[anchor][1]

    def place(self, anchor: str) -> tuple[int, str] | None:
        """Id and name of the bookmark to set at an anchor; None the second time, since a name stands once."""
        if anchor in self._placed:
            return None
        self._placed.add(anchor)
        self.bookmark(anchor)
        return self.bookmarks[anchor]


def numbers_of(composed: Composed) -> dict[str, str]:
    """Anchor → printed number where Word counts, else nothing; for each anchor of the text."""
    return {
        para.anchor: (para.label or "").strip("().") if para.number else ""
        for section in composed.sections
        for para in paras(section.flow)
        if para.anchor
    }


def paras(flow: Iterable[Item]) -> Iterator[Para]:
    """Every paragraph of a flow, those in boxes and tables too."""
    for item in flow:
        match item:
            case Para():
                yield item
            case Framed():
                yield from item.title
                yield from paras(item.flow)
            case Grid():
                yield from item.caption
                for row in item.rows:
                    for cell in row:
                        yield from cell.content
                yield from item.notes
