"""Rows of a page in reading order: columns one after the other, furniture at the edges, notes at the foot."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from converter.readers.pdf_rows import Row, made, rows, split
from converter.readers.pdf_runs import Run
from converter.records import dataclass

NUMBERS = re.compile(r"\d+")
WHITE = 1.4
"""Share of the usual line distance from which there is white between rows."""
MOST = 4
"""Rows of a running head or foot."""
EDGE = 0.14
"""Share of the page's height at head and foot in which repeated lines are furniture."""
FEW = 14
"""Rows that two columns of a masthead have at the most."""
AMOUNT = re.compile(r"[\d.,()%$€£–—-]+")
RULER = re.compile(r"[_—–-]{4,}")
NOTE = re.compile(r"(?:\d{1,3}|[*†‡]{1,3}|[a-z])(?=\s|[A-Z])")


@dataclass(slots=True)
class Page:
    """The rows of a page in reading order, and its height."""

    number: int
    height: float
    rows: list[Row]


def page_rows(runs: list[Run], number: int, height: float) -> Page:
    """The rows of a page; stretches in two columns are read column by column, tables row by row with tabs between."""
    parted = [[made(part, number) for part in split(row)] for row in rows(runs)]
    done: list[Row] = []
    at = 0
    while at < len(parted):
        size = columns_at(parted, at)
        if size:
            done += by_column(parted[at : at + size])
            at += size
        else:
            done.append(tabbed(parted[at]))
            at += 1
    for above, row in pairwise(done):
        row.gap = above.base - row.base
    return Page(number, height, done)


def columns_at(parted: Sequence[Sequence[Row]], at: int) -> int:
    """How many rows from here on are two columns with white between them all the way, and no table; 0 for none."""
    gutter = gutter_of(parted[at])
    if gutter is None:
        return 0
    end, both = at, 0
    while end < len(parted) and end - at < FEW:
        row = parted[end]
        if end > at and parted[end - 1][0].base - row[0].base > 3.2 * max(part.size for part in row):
            break
        narrowed = narrow(gutter, row)
        if narrowed is None or len(row) > 2:
            break
        gutter = narrowed
        both += len(row) == 2
        end += 1
    while (
        end > at
        and len(parted[end - 1]) == 1
        and parted[end - 1][0].right < gutter[0]
        and end - at > 1
        and not is_right(parted, at, end)
    ):
        end -= 1
    figures = sum(bool(AMOUNT.fullmatch(row[-1].text)) for row in parted[at:end] if len(row) == 2)
    return end - at if both and end - at >= 2 and figures * 2 < max(1, both) else 0


def is_right(parted: Sequence[Sequence[Row]], at: int, end: int) -> bool:
    """Whether a row below, within the stretch, has something on the right."""
    return any(len(row) == 2 for row in parted[at + 1 : end])


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


def furniture(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Rows (page, place) that repeat at the head or foot of pages, figures aside; the first page keeps its own."""
    seen: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    usual = leading(pages, body_size(pages))
    for page in pages:
        for zone, near in (("head", head_band(page, usual)), ("foot", foot_band(page, usual))):
            for place in near:
                text = page.rows[place].text.replace("\t", " ")
                if len(text) < 150:
                    seen[zone, NUMBERS.sub("#", text)].append((page.number, place))
    found: set[tuple[int, int]] = set()
    for places in seen.values():
        if len({page for page, _ in places}) > 1:
            first = min(places)
            found.update(place for place in places if place != first or first[0] > 1)
    return found


def head_band(page: Page, usual: float) -> list[int]:
    """The rows at the head of a page down to the first white."""
    top = max((row.base for row in page.rows), default=0.0)
    places = sorted(range(len(page.rows)), key=lambda place: -page.rows[place].base)
    return band(page, places, usual) if top > (1 - EDGE) * page.height else []


def foot_band(page: Page, usual: float) -> list[int]:
    """The rows at the foot of a page up to the first white."""
    bottom = min((row.base for row in page.rows), default=page.height)
    places = sorted(range(len(page.rows)), key=lambda place: page.rows[place].base)
    return band(page, places, usual) if bottom < EDGE * page.height else []


def band(page: Page, places: Sequence[int], usual: float) -> list[int]:
    """Rows from the edge of a page on, until there is more white than between lines."""
    done = list(places[:1])
    for last, place in pairwise(places):
        if abs(page.rows[place].base - page.rows[last].base) > WHITE * usual or len(done) >= MOST:
            break
        done.append(place)
    return done


def body_size(pages: Sequence[Page]) -> float:
    """The type size of most of the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            sizes[round(row.size * 2) / 2] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def leading(pages: Sequence[Page], size: float) -> float:
    """The usual distance of two lines of the text's size."""
    gaps = [
        row.gap
        for page in pages
        for row in page.rows
        if abs(row.size - size) < 0.6 and 0.8 * size < row.gap < 2.2 * size
    ]
    return median(gaps) if gaps else 1.2 * size


def foot_start(page: Page, size: float, gone: set[tuple[int, int]]) -> int:
    """The place of the first row of notes at the foot of a page: smaller type down to the end, opened by a mark."""
    start = len(page.rows)
    for place in reversed(range(len(page.rows))):
        row = page.rows[place]
        if (page.number, place) in gone or row.base < EDGE / 2 * page.height:
            continue
        if row.size >= 0.93 * size or row.base > 0.7 * page.height:
            break
        start = place
    while start < len(page.rows) and not NOTE.match(page.rows[start].text):
        start += 1
    ruled = start and RULER.fullmatch(page.rows[start - 1].text)
    return len(page.rows) if ruled else start
