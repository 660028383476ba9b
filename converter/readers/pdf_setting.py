"""How a text is set: its edges, the distance of its lines, and so where a row goes on in the next and where it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Protocol

from converter.readers.pdf_pages import Page
from converter.readers.pdf_rows import LABEL, Row
from converter.records import dataclass
from converter.source import MarkKind, Place

LINE = 40
"""Characters of a line that says where the text's right edge is."""
OUTLIER = 40.0
"""Points by which the longest line is longer than the next and no line of the text."""
SLACK = 0.012
"""Share of the text's width by which the first word of the next line may be narrower than the room for it."""
FLUSH = 1.5
"""Points within which stretched lines end at the edge."""
OVER = 6.0
"""Points by which a stretched line may end before the edge, or a hyphen stand out."""
HALF = 0.5
"""Share of the text's width that a line must have to be one that was wrapped."""
NARROW = 0.12
"""Share of a width: lines end close to an edge within it, and far from it beyond."""
SEVERAL = 2
"""Lines that must end at one edge for it to be one."""
STEP = 6.0
"""Points by which the first line of a paragraph is set in, at the least."""
DEEP = 75.0
"""Points by which it is, at the most."""
EVEN = 2.5
"""Points within which edges are the same."""
TITLE = 1.55
"""Share of the usual line distance up to which bold lines in the middle of the page stand together."""
LISTED = 1.65
"""Share of the usual line distance up to which short lines stand together."""
SHORT = 0.45
"""Share of the text's width that they take, at the most."""
ENOUGH = 8
"""Long rows from which a page has edges of its own."""


class Break(Enum):
    """What stands between a row and the next."""

    NONE = auto()
    """The row is full: the next goes on in it."""
    LINE = auto()
    """It is not full; the next may go on in it all the same."""
    PARAGRAPH = auto()


class Standing(Protocol):
    """A row and the page on which it stands."""

    row: Row
    page: int
    place: Place
    ruled: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """The edges of the text on each page, the usual distance of lines, and the edges of the block around rows."""

    size: float
    leading: float
    left: float
    right: float
    flush: bool
    """Lines are stretched to end at the right edge."""
    pages: Mapping[int, tuple[float, float]]
    blocks: Mapping[int, tuple[float, float, int]]
    """By the identity of a row: the edges of the block of like rows around it, how many of those end at the edge."""

    def edges(self, page: int) -> tuple[float, float]:
        """The left and right edge of the text on a page."""
        return self.pages.get(page, (self.left, self.right))


def setting(pages: Sequence[Page], gone: set[tuple[int, int]], size: float, leading: float) -> Setting:
    """Measure a text."""
    texts = {
        page.number: [row for n, row in enumerate(page.rows) if row.cell is None and (page.number, n) not in gone]
        for page in pages
    }
    every = [row for rows in texts.values() for row in rows]
    left, right, flush = measure(every, size, leading)
    own: dict[int, tuple[float, float]] = {}
    for number, rows in texts.items():
        if sum(len(row.text) >= LINE for row in rows) >= ENOUGH:
            found = measure(rows, size, leading)
            if abs((found[1] - found[0]) - (right - left)) < STEP:
                own[number] = (found[0], found[0] + right - left)
    blocks: dict[int, tuple[float, float, int]] = {}
    for rows in texts.values():
        for block in parted(rows, leading):
            edges = edges_of(block)
            blocks.update((id(row), edges) for row in block)
    return Setting(size, leading, left, right, flush, own, blocks)


def edges_of(block: Sequence[Row]) -> tuple[float, float, int]:
    """The left and right edge of a block, and how many of its rows end close to the edge at which lines were broken."""
    left, right = min(row.left for row in block), max(row.right for row in block)
    near = NARROW * (right - left)
    return left, right, sum(row.left < left + near if row.rtl else row.right > right - near for row in block)


def measure(rows: Sequence[Row], size: float, leading: float) -> tuple[float, float, bool]:
    """The left and right edge of the text, and whether lines are stretched to end at it.

    In a ragged text the edge is as far out as the lines allow that surely go on: with the next word, each would have
    gone over it.
    """
    text = [row for row in rows if abs(row.size - size) < 0.6 and "\t" not in row.text] or list(rows)
    if not text:
        return 0.0, 0.0, False
    lefts = sorted(row.left for row in text)
    left = lefts[len(lefts) // 20]
    rights = sorted((row.right for row in text if len(row.text) >= LINE), reverse=True)
    rights = rights or sorted((row.right for row in text), reverse=True)
    least = next((a for a, b in pairwise(rights) if a - b < OUTLIER), rights[0])
    if sum(abs(right - least) < FLUSH for right in rights) > 0.4 * len(rights) and len(rights) > SEVERAL:
        return left, least, True
    most = sorted(row.right + below.first for row, below in pairwise(text) if surely(row, below, leading))
    far = most[len(most) // 10] - 1.0 if len(most) > SEVERAL else least
    return left, max(least, far if far < least + OUTLIER else least), False


def surely(row: Row, below: Row, leading: float) -> bool:
    """Whether a row surely goes on in the next, by its words."""
    near = 0 < below.gap < 1.25 * leading and abs(below.left - row.left) < STEP
    return near and len(row.text) >= LINE and below.text[:1].islower() and not below.inner and not row.rtl


def parted(rows: Sequence[Row], leading: float) -> list[list[Row]]:
    """Rows in blocks of like ones without white between."""
    blocks: list[list[Row]] = []
    for row in rows:
        if blocks and not is_white(blocks[-1][-1], row, leading) and alike(blocks[-1][0], row):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def alike(first: Row, row: Row) -> bool:
    """Whether rows may belong to one paragraph: of one size, and begun at one edge, the first line's indent aside."""
    near = abs(row.right - first.right) < 3 if row.rtl else abs(row.left - (first.body or first.left)) < 40
    return near and abs(row.size - first.size) < 0.6


def is_white(above: Row, row: Row, leading: float) -> bool:
    """Whether there is more white between rows than between the lines of a paragraph, or the lower begins a column."""
    if row.gap <= 0:
        return abs(row.base - above.base) > 0.5 * row.size or row.gap < 0
    large = max(row.size, above.size)
    if is_bold(above) and is_bold(row) and abs(row.size - above.size) < 0.3 and is_middle(above, row):
        return row.gap > TITLE * leading
    return row.gap > max(1.28 * leading, large + 0.45 * leading) or abs(row.size - above.size) > 2.5


def after(how: Setting, items: Sequence[Standing], place: int, first: int, *, running: bool) -> Break:
    """What stands after a row of the text, whose paragraph begins at the place `first`; it runs on from the row above
    where `running` says so, and then ends where it is not full.
    """
    if place + 1 >= len(items):
        return Break.LINE
    here, below = items[place], items[place + 1]
    row, next_row = here.row, below.row
    if row.cell or next_row.cell:
        return in_table(row, next_row)
    if below.ruled:
        return Break.PARAGRAPH
    if here.page != below.page:
        return over_page(how, here, below)
    if begins_label(row, next_row) or (is_white(row, next_row, how.leading) and not is_listed(how, row, next_row)):
        return Break.PARAGRAPH
    third = items[place + 2].row if place + 2 < len(items) and items[place + 2].page == below.page else None
    full = is_full(how, here, next_row) and not (is_bold(row) and not starts_bold(next_row))
    if begins_inset(row, next_row, third) or ends_hanging(items[first].row, row, next_row, full=full):
        return Break.PARAGRAPH
    if is_loose(how, row, next_row) and (not full or ends(row)) and not is_listed(how, row, next_row):
        return Break.PARAGRAPH
    if full:
        return Break.NONE
    return Break.PARAGRAPH if running and not next_row.text[:1].islower() and "\t" not in row.text else Break.LINE


def in_table(row: Row, below: Row) -> Break:
    """What stands between two rows of which one at least is in a table: the lines of a cell go on in each other."""
    if row.cell is None or below.cell is None:
        return Break.PARAGRAPH
    parted = below.gap > 1.6 * max(row.size, below.size) or begins_label(row, below)
    return Break.LINE if row.cell != below.cell or parted else Break.NONE


def over_page(how: Setting, here: Standing, below: Standing) -> Break:
    """Whether the last row of a page goes on in the first of the next."""
    row, next_row = here.row, below.row
    like = abs(row.size - next_row.size) < 0.6 and not (is_bold(row) and not starts_bold(next_row))
    left = how.edges(here.page)[0] - how.edges(below.page)[0]
    block = how.blocks.get(id(row), (row.left, row.right, 1))
    inset = row.rtl or abs(next_row.left + left - block[0]) < EVEN or abs(next_row.left + left - row.left) < EVEN
    inset = inset or (row.body > 0 and abs(next_row.left + left - row.body) < EVEN)
    first = STEP < row.left - how.edges(here.page)[0] < DEEP
    inset = inset or (first and abs(next_row.left - how.edges(below.page)[0]) < EVEN)
    shifted = Row(next_row.text, [], 0, 0, 0, next_row.size, 0, next_row.first, next_row.rtl)
    shifted.gap = how.leading
    shifted.left, shifted.right = next_row.left + left, next_row.right + left
    if not like or not inset or begins_label(row, next_row) or not is_full(how, here, shifted):
        return Break.PARAGRAPH
    return Break.PARAGRAPH if ends(row) and not is_flush(how, here) else Break.NONE


def is_flush(how: Setting, here: Standing) -> bool:
    """Whether a row ends right at the edge, as justified lines do that are not the last of their paragraph."""
    left, right = how.edges(here.page)
    block = how.blocks.get(id(here.row), (left, right, 1))
    return abs(here.row.left - left) < 1 if here.row.rtl else abs(here.row.right - min(right, block[1])) < 1


def ends(row: Row) -> bool:
    """Whether a sentence ends with a row."""
    return row.text.rstrip('”’"»)] 0123456789').endswith((".", "!", "?", ":", ";", "。", "；", "：", "؟", "؛"))


def is_bold(row: Row) -> bool:
    """Whether a row is bold from end to end."""
    return sum(mark.end - mark.start for mark in row.marks if mark.kind is MarkKind.BOLD) >= 0.9 * len(row.text)


def starts_bold(row: Row) -> bool:
    """Whether the first letter of a row is bold."""
    return any(mark.kind is MarkKind.BOLD and mark.start == 0 for mark in row.marks)


def begins_label(row: Row, below: Row) -> bool:
    """Whether a number or bullet hangs before the lower row."""
    if below.body:
        return True
    first = below.text.split(" ", 1)[0]
    if not LABEL.fullmatch(first) or first in ("o", "–", "—", "-", "·") or (first[:1].isalpha() and len(first) < 3):
        return False
    inset = below.right < row.right - STEP if below.rtl else below.left > row.left + STEP
    return bool(row.body) or ends(row) or inset


def begins_inset(row: Row, below: Row, third: Row | None) -> bool:
    """Whether the lower row is set in as the first of a paragraph, and the row after it is not."""
    if row.body or row.gap < 0 or below.gap <= 0:
        return False
    step = row.right - below.right if below.rtl else below.left - row.left
    if row.inner and abs((below.right if below.rtl else below.left) - row.inner) < EVEN:
        return False
    if not STEP < step < DEEP or is_middle(row, below):
        return False
    if third is None or third.gap <= 0 or third.cell or abs(third.size - below.size) > 0.6:
        return ends(row)
    back = third.right - row.right if below.rtl else row.left - third.left
    again = third.right - below.right if below.rtl else below.left - third.left
    return abs(back) < EVEN or (abs(again) < EVEN and ends(row))


def ends_hanging(head: Row, row: Row, below: Row, *, full: bool) -> bool:
    """Whether a row stands out to the left where the paragraph above it hangs from a number in its first row."""
    edge = head.body or head.inner
    if not edge:
        return False
    if below.rtl:
        return below.right > edge + STEP and abs(row.right - edge) < EVEN
    hung = (row is head and bool(head.body) and not full) or abs(row.left - edge) < EVEN
    return hung and below.left < edge - STEP


def is_loose(how: Setting, row: Row, below: Row) -> bool:
    """Whether two rows stand a little further apart than the lines of a paragraph."""
    titled = is_bold(row) and is_bold(below) and is_middle(row, below)
    return below.gap > 1.12 * how.leading and below.gap - how.leading > 1.3 and not titled


def is_listed(how: Setting, row: Row, below: Row) -> bool:
    """Whether two rows are short lines under each other, as in an address or under a letter, or rows of figures."""
    if not 0 < below.gap < LISTED * how.leading or is_bold(row) or is_bold(below) or abs(row.size - below.size) > 0.6:
        return False
    if "\t" in row.text and "\t" in below.text:
        return True
    short = max(row.right - row.left, below.right - below.left) < SHORT * (how.right - how.left)
    return short and abs(row.left - below.left) < EVEN and not ends(row)


def is_middle(row: Row, below: Row) -> bool:
    """Whether two rows stand in the middle of one width, one under the other."""
    return abs((row.left + row.right) - (below.left + below.right)) < 6 and abs(row.left - below.left) > EVEN


def is_full(how: Setting, here: Standing, below: Row) -> bool:
    """Whether the first word of the row below had no room on this row: up to the text's edge, or that of its block."""
    row = here.row
    if "\t" in row.text or below.gap <= 0:
        return False
    left, right = how.edges(here.page)
    width = right - left
    if row.right - row.left < HALF * width:
        return False
    if is_middle(row, below) and right - row.right > 6 and row.left - left > 6:
        return (row.right - row.left) + below.first > width - 1
    block = how.blocks.get(id(row), (row.left, row.right, 1))
    if row.rtl:
        reach = row.left - below.first - SLACK * width
        narrow = block[2] >= SEVERAL and row.left - left > NARROW * width
        return reach < left + 1 or (narrow and reach < block[0] + 1)
    reach = row.right + below.first + SLACK * width
    narrow = block[2] >= SEVERAL and right - row.right > NARROW * width
    if how.flush and not narrow and row.left < left + DEEP:
        return row.right > right - OVER
    return reach > right - 1 or (narrow and reach > block[1] - 1)
