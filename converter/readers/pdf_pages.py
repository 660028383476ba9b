"""Rows of a page in reading order: columns one after the other, furniture at the edges, notes at the foot."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from converter.late import late
from converter.readers.pdf_rows import Row, is_label, made, rows, split
from converter.readers.pdf_rules import Rules, Stroke, joined
from converter.readers.pdf_runs import Run
from converter.readers.pdf_tables import tables
from converter.records import dataclass
from converter.source import Mark

FEW = 14
"""Rows that two columns of a masthead have at the most."""
HANGING = 5.0
"""Share of the type size that a number hangs before its text, at the most."""
SMALL = 12
"""Characters of a figure in a column."""
ALONE = 1.7
"""Share of the type size of white from which a row that stands alone is below two columns and not in one."""
FULL = 30.0
"""Points within which lines of running text end."""
BULLET = "•"
LONG = 0.8
"""Share of the widest row's width from which a row is long."""
DOT = 40.0
"""Points that a drawn bullet stands before its text, at the most."""
NUMBERED = late(r"(?:[^\W\d]{1,7}\.?\s)?\d{1,4}(?:\.\d{1,4}){0,3}[.):]?")
"""What hangs before a full line of text: `140.12`, `Rec. 24`, `Art. 3`."""
LINE = 40
"""Characters of such a line, at the least."""
AMOUNT = late(r"[\d.,:()%$€£–—-]+")


@dataclass(slots=True)
class Page:
    """The rows of a page in reading order, and its height."""

    number: int
    height: float
    width: float
    rows: list[Row]
    bars: tuple[Stroke, ...] = ()
    """Its level rules."""


def page_rows(runs: list[Run], rules: Rules, number: int, size: tuple[float, float]) -> Page:
    """The rows of a page; stretches in two columns are read column by column, tables cell by cell where rules say so,
    else row by row with tabs between. `size` is its width and height.
    """
    width, height = size
    found, rest = tables(rules, runs, number, size)
    parted = [labelled([made(part, number) for part in split(row)]) for row in rows(rest)]
    dotted(parted, rules.dots)
    done: list[Row] = []
    at = 0
    while at < len(parted):
        while found and parted[at][0].base < found[0].bottom + 1:
            done += found.pop(0).cells
        wide = columns_at(parted, at)
        if wide:
            done += by_column(parted[at : at + wide])
            at += wide
        else:
            done.append(tabbed(parted[at]))
            at += 1
    done += [row for table in found for row in table.cells]
    for above, row in pairwise(done):
        if row.cell is None or row.cell != above.cell:
            row.gap = above.base - row.base
    return Page(number, height, width, done, tuple(joined(rules.level)))


def dotted(parted: Sequence[Sequence[Row]], dots: Sequence[tuple[float, float]]) -> None:
    """Put a bullet before the rows at whose height, on the left or right, a dot is drawn."""
    bases = [-row[0].base for row in parted]
    for x, y in dots:
        for parts in parted[bisect_left(bases, -y) : bisect_left(bases, -y) + 2]:
            row = parts[-1] if parts[0].rtl else parts[0]
            white = x - row.right if row.rtl else row.left - x
            if 0 < y - row.base < row.size and 0 < white < DOT and not row.body:
                row.text = f"{BULLET} {row.text}"
                row.marks = [Mark(mark.start + 2, mark.end + 2, mark.kind, mark.value) for mark in row.marks]
                row.body = row.right if row.rtl else row.left
                row.left, row.right = min(row.left, x), max(row.right, x)
                break


def labelled(parts: list[Row]) -> list[Row]:
    """The parts of a row with a number or bullet put before the text that it hangs before."""
    if len(parts) != 2 or (parts[1].text[:1].isdigit() and len(parts[1].text) < SMALL):
        return parts
    if not is_label(parts[0].text) and not (NUMBERED.fullmatch(parts[0].text) and len(parts[1].text) > LINE):
        return parts
    label, text = parts
    far = label.left - text.right if text.rtl else text.left - label.right
    if far > HANGING * text.size:
        return parts
    whole = tabbed(parts)
    whole.text = whole.text.replace("\t", " ", 1)
    whole.body = text.right if text.rtl else text.left
    return [whole]


def columns_at(parted: Sequence[Sequence[Row]], at: int) -> int:
    """How many rows from here on are two columns with white between them all the way, and no table; 0 for none."""
    gutter = gutter_of(parted[at])
    if gutter is None:
        return 0
    end, both = at, 0
    while end < len(parted) and (end - at < FEW or is_text(parted[at:end])):
        row = parted[end]
        size = max(part.size for part in row)
        gap = parted[end - 1][0].base - row[0].base if end > at else 0.0
        if gap > 3.2 * size or (len(row) == 1 and gap > ALONE * size and not any_right(parted, end, gutter)):
            break
        narrowed = narrow(gutter, row)
        if narrowed is None or len(row) > 2:
            break
        gutter = narrowed
        both += len(row) == 2
        end += 1
    while end - at > 1 and len(parted[end - 1]) == 1 and parted[end - 1][0].right < gutter[0] and both == 1:
        end -= 1
    pairs = [row for row in parted[at:end] if len(row) == 2]
    figures = max(sum(bool(AMOUNT.fullmatch(row[side].text)) for row in pairs) for side in (0, 1)) if pairs else 0
    return end - at if both and end - at >= 2 and figures * 2 < max(1, both) else 0


def any_right(parted: Sequence[Sequence[Row]], at: int, gutter: tuple[float, float]) -> bool:
    """Whether a row soon below stands right of the white between two columns, or has something there."""
    for row in parted[at : at + FEW]:
        if any(part.left < gutter[1] and part.right > gutter[0] for part in row):
            return False
        if any(part.left >= gutter[1] for part in row):
            return True
    return False


def is_text(parted: Sequence[Sequence[Row]]) -> bool:
    """Whether rows are two columns of running text: most lines on the left end where the column does."""
    lefts = [min(part.right for part in row) for row in parted if len(row) == 2]
    return len(lefts) > FEW / 2 and sum(right > max(lefts) - FULL for right in lefts) > 0.6 * len(lefts)


def gutter_of(row: Sequence[Row]) -> tuple[float, float] | None:
    """The white between the two columns of a row."""
    if len(row) != 2:
        return None
    left, right = sorted(row, key=lambda part: part.left)
    return (left.right, right.left)


def narrow(gutter: tuple[float, float], row: Sequence[Row]) -> tuple[float, float] | None:
    """The white that is left when another row is looked at; None where its text runs across."""
    left, right = gutter
    for part in row:
        middle = (left + right) / 2
        if part.right <= middle:
            left = max(left, part.right)
        elif part.left >= middle:
            right = min(right, part.left)
        else:
            return None
    return (left, right) if right - left > 4 else None


def by_column(parted: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """Rows in two columns, one column after the other."""
    gutter = (0.0, 1e9)
    for row in parted:
        if len(row) == 2:
            found = gutter_of(row)
            gutter = (max(gutter[0], found[0]), min(gutter[1], found[1])) if found else gutter
    middle = sum(gutter) / 2
    left = [part for row in parted for part in row if part.right <= middle]
    right = [part for row in parted for part in row if part.right > middle]
    rtl = sum(part.rtl for row in parted for part in row) * 2 > sum(len(row) for row in parted)
    yield from (*right, *left) if rtl else (*left, *right)


def tabbed(parts: Sequence[Row]) -> Row:
    """The columns of one row as a line with tabs between them."""
    whole = parts[0]
    for part in parts[1:]:
        shift = len(whole.text) + 1
        marks = [type(mark)(mark.start + shift, mark.end + shift, mark.kind, mark.value) for mark in part.marks]
        whole = Row(
            f"{whole.text}\t{part.text}",
            whole.marks + marks,
            min(whole.left, part.left),
            max(whole.right, part.right),
            whole.base,
            max(whole.size, part.size),
            whole.page,
            whole.first,
            whole.rtl,
        )
    return whole


def body_size(pages: Sequence[Page]) -> float:
    """The type size of most of the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            sizes[round(row.size * 2) / 2] += len(row.text) * (row.cell is None) or 1
    return sizes.most_common(1)[0][0] if sizes else 10.0


def leading(pages: Sequence[Page], size: float) -> float:
    """The usual distance of two lines of the text's size: that of the lines below long ones."""
    rows = [row for page in pages for row in page.rows if row.cell is None]
    widest = max((row.right - row.left for row in rows), default=0.0)
    every, below = list[float](), list[float]()
    for page in pages:
        for above, row in pairwise(page.rows):
            if row.cell is None and abs(row.size - size) < 0.6 and 0.8 * size < row.gap < 2.2 * size:
                every.append(row.gap)
                below += [row.gap] if above.right - above.left > LONG * widest else []
    below.sort()
    return below[len(below) // 3] if below else median(every) if every else 1.2 * size
