"""What the parts of the writer share while a document is built: fonts, the tree, the styles, and the room for text."""

from __future__ import annotations

from typing import NamedTuple

from converter.compose.composed import Composed, Para
from converter.diagnostics import Report
from converter.records import dataclass, field, replace
from converter.span import Span
from converter.style.names import StyleName
from converter.style.schema import Pack, Page, ParagraphStyle
from converter.writers.pdf.constants import DESCENT, HUNDRED, NATURAL
from converter.writers.pdf.images import Images
from converter.writers.pdf.inlines import Setter
from converter.writers.pdf.lines import SetLine
from converter.writers.pdf.shape import Shaper
from converter.writers.pdf.tags import Branch, Tree


class Room(NamedTuple):
    """Where paragraphs stand: the margins that their indents count from, limits inside which they stay, and how they
    run."""

    left: float
    right: float
    """Both from the starting edge of the page, in points."""
    branch: Branch
    language: str
    base: int = 0
    """1 where text runs from right to left."""
    lowest: float = 0.0
    highest: float = float("inf")
    """No line begins before or ends after these, whatever its style says."""
    align: str = ""
    """Of all paragraphs, where it differs from their style's: a cell's."""
    bold: bool = False

    def within(self, left: float, right: float) -> Room:
        """The same margins, with lines kept inside a box."""
        return self._replace(lowest=max(left, self.lowest), highest=min(right, self.highest))


@dataclass(slots=True)
class Build:
    """One document in the making."""

    composed: Composed
    report: Report
    shaper: Shaper
    tree: Tree
    images: Images
    setters: dict[StyleName, Setter] = field(default_factory=dict)
    own_setters: dict[int, Setter] = field(default_factory=dict)
    """By what paragraphs have of their own, which lives as long as the composed document."""
    room: Room | None = None
    """The section's: notes count from its margins wherever they are marked."""
    tall: float = 0.0
    """Height of the text on a full page of the section, in points."""
    wide: list[Span | None] = field(default_factory=list)
    """Paragraphs with a word that is wider than its line."""
    heads: dict[tuple[StyleName, str], SetLine] = field(default_factory=dict)
    """Texts of heads and feet, which most pages share."""
    noted: int = 0
    """Footnotes so far: their ids in the tree."""

    @property
    def pack(self) -> Pack:
        """The style pack."""
        return self.composed.pack

    def setter(self, name: StyleName) -> Setter:
        """What sets paragraphs of a style."""
        found = self.setters.get(name)
        if found is None:
            pack = self.pack
            found = self.setters[name] = Setter(self.shaper, pack.styles[name], pack.notes, pack.link_colour)
        return found

    def setter_of(self, para: Para) -> Setter:
        """What sets a paragraph: that of its style, or of what it has of its own; words set in one size are shared."""
        own = para.own
        if own is None:
            return self.setter(para.style)
        found = self.own_setters.get(id(own))
        if found is None:
            named = self.setter(para.style)
            alike = (own.scale, own.spacing) == (named.style.scale, named.style.spacing)
            found = replace(named, style=own, inks={}) if alike else replace(named, style=own, desks={}, inks={})
            self.own_setters[id(own)] = found
        return found


def line_box(style: ParagraphStyle, page: Page) -> tuple[float, float]:
    """Height of a line and the depth of its baseline below its top, in points, as a word processor has them."""
    size, leading = style.size.pt, style.leading.pt
    if style.leading_rule == "exact":
        return leading, leading * page.baseline / HUNDRED
    height = max(leading, size * NATURAL)
    return height, height - size * DESCENT
