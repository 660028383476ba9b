"""Strips to pages: where each page ends, and which notes stand at its foot."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from converter.records import dataclass, field
from converter.writers.pdf.boxes import Note, Strip
from converter.writers.pdf.constants import FOOT_SHARE, NOTE_START, TOLERANCE
from converter.writers.pdf.snakes import columns, height_of


class Geometry(NamedTuple):
    """The pages of a section: their size and the edges of their text, in points."""

    width: float
    height: float
    left: float
    right: float
    """From the starting edge of the page."""
    top: float
    bottom: float
    first_top: float
    first_bottom: float
    base: int = 0
    """1 where pages run from right to left: all x positions count from the right edge."""
    landscape: bool = False


class Separator(NamedTuple):
    """Room of the rule above footnotes: above it, and from it to the top of the first note."""

    above: float
    below: float

    @property
    def height(self) -> float:
        """All of it."""
        return self.above + self.below


class Placed(NamedTuple):
    """A strip and its top, from the top of the page."""

    top: float
    strip: Strip
    again: bool = False
    """A head row set again: nothing new to read."""


@dataclass(slots=True, eq=False)
class Page:
    """A page as it fills."""

    number: int
    geometry: Geometry
    top: float
    bottom: float
    items: list[Placed] = field(default_factory=list)
    foot: list[tuple[Note, Strip]] = field(default_factory=list)
    carried: int = 0
    """How many strips of the foot come from the page before."""
    y: float = 0.0
    """Where the next strip may begin."""

    def foot_height(self, separator: Separator) -> float:
        """The height of the notes so far with their rule."""
        return separator.height + sum([strip.gap + strip.height for _, strip in self.foot]) if self.foot else 0.0

    def notes(self) -> list[tuple[Note, Strip]]:
        """The foot in the order in which it stands: what is carried over, starred notes, the others."""
        own = self.foot[self.carried :]
        return self.foot[: self.carried] + [n for n in own if n[0].starred] + [n for n in own if not n[0].starred]


class Mark(NamedTuple):
    """A place where the page may end: how far everything was."""

    at: int
    items: int
    foot: int
    carry: int
    y: float


class Filler:
    """Fills pages, one strip after the other. Time is linear: a page's end goes back over one page at the most."""

    def __init__(self, separator: Separator):
        self.separator = separator
        self.pages: list[Page] = []
        self.carry: deque[tuple[Note, Strip]] = deque()
        self.foot_height = 0.0

    def fill(self, strips: Sequence[Strip], geometry: Geometry, new_page: bool) -> None:
        """Place the strips of a section."""
        if new_page or not self.pages or self.page.geometry != geometry:
            self.turn(geometry)
        starts = [at for at, strip in enumerate(strips) if strip.fresh]
        for start, end in pairwise([0, *starts, len(strips)]):
            if strips[start:end] and strips[start].fresh and self.page.items:
                self.turn(geometry)
                self._repeat(strips[start])
            self._run(strips[start:end], geometry)

    def _run(self, strips: Sequence[Strip], geometry: Geometry) -> None:
        """Place strips; when one does not fit, the page ends at the last place where it may, or else right here."""
        at = 0
        mark: Mark | None = None
        while at < len(strips):
            strip, page = strips[at], self.pages[-1]
            if strip.snake:
                at, mark = self._snake(strips, at, geometry), None
                continue
            top = page.y + (strip.gap if page.items else 0.0)
            if self._fits(strip, top) or not self._movable(page):
                self._place(strip, top)
                at += 1
                if not strip.keep:
                    mark = Mark(at, len(page.items), len(page.foot), len(self.carry), page.y)
                continue
            if mark and mark.at < at:
                self._back(mark)
                at = mark.at
            mark = None
            self.turn(geometry)
            self._repeat(strips[at])

    def _snake(self, strips: Sequence[Strip], at: int, geometry: Geometry) -> int:
        """Place strips that run through columns side by side; gives the number of the one after the last."""
        snake = strips[at].snake
        assert snake is not None
        end = next((n for n in range(at, len(strips)) if strips[n].snake is not snake), len(strips))
        while at < end:
            page = self.page
            top = page.y + (strips[at].gap if page.items else 0.0)
            placed = columns(strips[at:end], snake.columns, page.bottom - self.foot_height - top)
            if not placed and self._movable(page):
                self.turn(geometry)
                continue
            placed = placed or [[strips[at]]]
            for number, column in enumerate(placed):
                y = top
                for strip in column:
                    y += strip.gap if strip is not column[0] else 0.0
                    strip.shift = number * snake.step
                    self._place(strip, y)
                    y = page.y
            page.y = top + max(map(height_of, placed))
            at += sum(map(len, placed))
            if at < end:
                self.turn(geometry)
        return at

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    def end(self) -> None:
        """Set the notes that still wait on pages of their own."""
        while self.carry:
            self.turn(self.page.geometry, share=1)

    def turn(self, geometry: Geometry, share: float = FOOT_SHARE) -> None:
        """Begin a page; notes carried over come first, and leave room for text as long as they can."""
        first = not self.pages
        top = geometry.first_top if first else geometry.top
        bottom = geometry.first_bottom if first else geometry.bottom
        page = Page(len(self.pages) + 1, geometry, top, bottom, y=top)
        self.pages.append(page)
        self.foot_height = 0.0
        room = (bottom - top) * share - self.separator.height
        while self.carry:
            note, strip = self.carry[0]
            if page.foot and room < strip.gap + strip.height:
                break
            self.carry.popleft()
            room -= strip.gap + strip.height
            page.foot.append((note, strip))
        page.carried = len(page.foot)
        self.foot_height = page.foot_height(self.separator)

    def _movable(self, page: Page) -> bool:
        """Whether turning the page can help: something stands on it already."""
        return any(not placed.again for placed in page.items) or bool(page.foot)

    def _fits(self, strip: Strip, top: float) -> bool:
        """Whether a strip and the first lines of its notes have room. No new mark while older notes wait for a page."""
        need = self.foot_height
        if strip.notes:
            if self.carry and self.page.items:
                return False
            first = [line for note in strip.notes for line in note.strips[:NOTE_START]]
            need += sum(line.gap + line.height for line in first) + (0.0 if need else self.separator.height)
        return top + strip.height + strip.below + need <= self.pages[-1].bottom + TOLERANCE

    def _place(self, strip: Strip, top: float) -> None:
        page = self.pages[-1]
        page.items.append(Placed(top, strip))
        page.y = top + strip.height
        for note in strip.notes:
            self._add_note(note, page.y + strip.below)

    def _add_note(self, note: Note, y: float) -> None:
        """As many of a note's lines as there is room for; the others wait for the next page, and with them all later
        notes."""
        page = self.page
        for number, strip in enumerate(note.strips):
            height = strip.gap + strip.height + (0.0 if self.foot_height else self.separator.height)
            room = page.bottom - y - self.foot_height
            if self.carry or height > room + TOLERANCE:
                self.carry.extend((note, later) for later in note.strips[number:])
                return
            page.foot.append((note, strip))
            self.foot_height += height

    def _back(self, mark: Mark) -> None:
        """Take everything after a mark off the page. Notes that wait were only added to, so their number is enough."""
        page = self.page
        del page.items[mark.items :]
        del page.foot[mark.foot :]
        while len(self.carry) > mark.carry:
            self.carry.pop()

    def _repeat(self, strip: Strip) -> None:
        """Set a table's head rows again above the row that a page begins with."""
        page = self.page
        for head in strip.head:
            page.items.append(Placed(page.y + (head.gap if page.items else 0.0), head, again=True))
            page.y = page.items[-1].top + head.height
        page.y += strip.lift
