"""What pages print around the text: heads and feet that repeat, page numbers, the lines of a browser's print-out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from converter.late import late
from converter.readers.pdf_pages import Page, body_size, leading
from converter.readers.pdf_rows import Row

Place = tuple[int, int]
"""A page's number, and a row's place on it."""

NUMBERS = late(r"\d+")
WHITE = 1.4
"""Share of the usual line distance from which there is white between rows."""
MOST = 4
"""Rows of a running head or foot."""
EDGE = 0.14
"""Share of the page's height at head and foot in which repeated lines are furniture."""
BRIM = 0.06
"""Share of the page's height in which a browser prints its own lines."""
SMALL = 0.94
"""Share of the text's size under which a line at the edge is set smaller."""
LONG = 150
"""Characters that such a line has at the most."""
STAMPED = late(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}|(?:https?|file)://\S+")
TELLING = late(r"[A-Z][A-Z0-9]*(?:/[A-Z0-9][\w.()-]*)+|@|www\.|(?:\d[\d \u00a0()-]*){9}")
"""A symbol, or how somebody is reached: what the first page prints for itself."""
JOB = late(r"(?:\d{2}|(?:GE|V|N|K|LA?)\.?\s?\d{2})-\d{5}(?!\d)|\*\d{6,8}\*")
"""The number of a document's job, which normalizing takes out."""
PAGE = late(r"\W*(?:[^\W\d]+\W+)?(\d{1,4})(?:\W+(?:[^\W\d]+\W+)?\d{1,4})?\W*")
OF = late(r"\W*(?:[^\W\d]{1,10}\W+)?(\d{1,4})(?:\s*/\s*|\W+[^\W\d]{1,6}\W+)\d{1,4}\W*")
BARE = late(r"[^\w(\[]*(\d{1,4})[^\w)\].]*")


def furniture(pages: Sequence[Page]) -> tuple[set[Place], set[Place]]:
    """The rows that belong to no text, and those that repeat, but that the first page keeps.

    None of the text is what repeats at the head or foot of pages, figures aside; page numbers that count on; small
    lines at the edge of a page that is not the first; what a browser adds. The first page keeps what looks like its
    masthead or letterhead.
    """
    size = body_size(pages)
    usual = leading(pages, size)
    bands = {
        (page.number, zone): near
        for page in pages
        for zone, near in (("head", head_band(page, usual)), ("foot", foot_band(page, usual)))
    }
    rows = {page.number: page.rows for page in pages}
    found = {place for page in pages for place in printed_out(page)}
    again, kept = repeated(bands, rows, size)
    found |= again
    found |= counted(bands, rows)
    found.update(
        (page.number, place) for page in pages for place in lone_number(page, bands[page.number, "foot"], usual)
    )
    for (number, _), near in bands.items():
        if number > 1 and all(rows[number][place].size <= SMALL * size for place in near):
            found.update((number, place) for place in near if is_short(rows[number][place]))
    kept |= {(n, place) for (n, zone), near in bands.items() for place in near if JOB.match(rows[n][place].text)}
    return found, kept - found


def is_short(row: Row) -> bool:
    """Whether a row is no line of a text."""
    return len(row.text) < LONG / 2 and not row.text.rstrip().endswith((".", ";"))


def repeated(
    bands: dict[tuple[int, str], list[int]], rows: dict[int, list[Row]], size: float
) -> tuple[set[Place], set[Place]]:
    """Rows of like text at the edges of several pages, and the first of those, if the first page keeps it."""
    seen: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for (number, zone), near in bands.items():
        for place in near:
            text = rows[number][place].text.replace("\t", " ")
            if len(text) < LONG:
                seen[zone, NUMBERS.sub("#", text)].append((number, place))
    found, kept = set[Place](), set[Place]()
    for (zone, _), places in seen.items():
        if len({page for page, _ in places}) < 2:
            continue
        first = min(places)
        row = rows[first[0]][first[1]]
        outer = bands[first[0], zone][0] == first[1]
        alone = outer and row.size <= SMALL * size and same_height(places, rows)
        known = not TELLING.search(row.text) or any(
            row.text in other.text for n, other in enumerate(rows[first[0]]) if n != first[1]
        )
        own = first[0] == 1 and not (alone and known)
        found.update(place for place in places if place != first or not own)
        kept.update({first} if own else ())
    return found, kept


def same_height(places: Sequence[Place], rows: dict[int, list[Row]]) -> bool:
    """Whether rows stand at one height on their pages."""
    bases = [rows[page][place].base for page, place in places]
    return max(bases) - min(bases) < 6


def counted(bands: dict[tuple[int, str], list[int]], rows: dict[int, list[Row]]) -> set[Place]:
    """Rows at the edges that hold the number of the page and little else, on two pages that follow at least."""
    found: dict[str, dict[int, int]] = {"head": {}, "foot": {}}
    for (number, zone), near in bands.items():
        for place in near:
            shape = PAGE.fullmatch(rows[number][place].text)
            if shape and int(shape[1]) > 0:
                found[zone][number] = place
    done: set[Place] = set()
    for places in found.values():
        offsets: dict[int, list[int]] = defaultdict(list)
        for number, place in places.items():
            shape = PAGE.fullmatch(rows[number][place].text)
            offsets[int(shape[1]) - number if shape else 0].append(number)
        for numbers in offsets.values():
            if len(numbers) > 1:
                done.update((number, places[number]) for number in numbers)
    return done


def lone_number(page: Page, near: Sequence[int], usual: float) -> Iterator[int]:
    """The lowest row of a page, if it is the number of the page and nothing else, with white above it."""
    if not near:
        return
    row = page.rows[near[0]]
    of_all = OF.fullmatch(row.text)
    shape = of_all or BARE.fullmatch(row.text)
    higher = min((other.base for n, other in enumerate(page.rows) if n != near[0]), default=page.height)
    if shape and int(shape[1]) == page.number and (of_all or higher - row.base > WHITE * usual):
        yield near[0]


def printed_out(page: Page) -> Iterator[Place]:
    """The lines that a browser prints at the very head and foot: day and title, address and number of the page."""
    for edge in (1, -1):
        near = [
            n
            for n, row in enumerate(page.rows)
            if row.cell is None and (row.base > (1 - BRIM) * page.height if edge > 0 else row.base < BRIM * page.height)
        ]
        if len(near) <= 2 and any(STAMPED.match(page.rows[n].text) for n in near):
            yield from ((page.number, n) for n in near)


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
    """Rows from the edge of a page on, until there is more white than between lines, or a table."""
    done = list(places[:1])
    for last, place in pairwise(places):
        if abs(page.rows[place].base - page.rows[last].base) > WHITE * usual or len(done) >= MOST:
            break
        done.append(place)
    return [] if any(page.rows[place].cell for place in done) else done
