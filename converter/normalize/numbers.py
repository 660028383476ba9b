"""Page and job numbers in mid-text, told from numbers that belong to the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from converter.normalize import shapes
from converter.normalize.furniture import isolated, neighbour
from converter.normalize.words import pattern
from converter.source import Line

TOP, TITLE = 60, 40
"""Lines from the top among which a document is named, and characters of such a line."""
NEAR = (-2, -1, 1, 2)
"""Lines around a job number, one of them blank."""


def sure_furniture(made: Mapping[int, Mapping[str, str]]) -> Iterator[tuple[int, str]]:
    """Lines with a job number, a bar code or the request to recycle, and nothing but furniture beside them."""
    for place, kinds in made.items():
        if kinds.keys() & {"job", "bar", "recycle"}:
            yield place, "page-number" if kinds.keys() & {"fraction", "page", "dashed", "bare"} else "job-number"
        elif kinds.keys() == {"stamp"} and any(made.get(place + step, {}).keys() & {"job", "bar"} for step in NEAR):
            yield place, "job-number"  # The date of printing, where the columns of the foot became lines.


def page_words(
    lines: Sequence[Line], made: Mapping[int, Mapping[str, str]], gone: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """`Page 3 of 7`, `- 3 -`, with the symbol beside it or not."""
    paged = {place: kinds for place, kinds in made.items() if kinds.keys() & {"page", "dashed"}}
    places = bool(paged) and is_corrigendum(lines)
    for place, kinds in paged.items():
        if places and kinds.keys() == {"page"} and not any(char in kinds["page"] for char in "/"):
            continue
        if place not in gone and not listed(lines, place, gone):
            yield place, "page-number"


def is_corrigendum(lines: Sequence[Line]) -> bool:
    """Whether one of the first lines says no more than that the document puts another one right."""
    name = pattern("debris", "corrigendum")
    return any(len(line.text) < TITLE and name.is_whole(line.text.strip(" *_#")) for line in lines[:TOP])


def listed(lines: Sequence[Line], place: int, gone: Mapping[int, str]) -> bool:
    """Whether the line stands right below or above one of the same sort, as numbers in a list or table do."""
    for other in (place - 1, place + 1):
        if 0 <= other < len(lines) and other not in gone and lines[other].text.strip():
            text = lines[other].text.strip()
            if re.fullmatch(r"[\W\d]{1,12}", text):
                return True
    return False


def fractions(
    lines: Sequence[Line], made: Mapping[int, Mapping[str, str]], gone: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """`3/7` on a line of its own: the second number is the same throughout, and not below the first."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, kinds in made.items():
        if place not in gone and "fraction" in kinds and kinds.keys() <= {"fraction", "symbol", "letter"}:
            page, pages = (int(number) for number in kinds["fraction"].split("/"))
            off = abs(place / len(lines) - (page - 0.5) / pages) if pages else 1.0
            if 0 < page <= pages and (off < 0.35 or pages <= 60):
                found[pages].append(place)
    for pages, places in found.items():
        read = [int(made[place]["fraction"].split("/")[0]) for place in places]
        if all(a < b for a, b in pairwise(read)) and (pages <= 60 or len(places) > 1):
            yield from ((place, "page-number") for place in places)


def bare_numbers(
    lines: Sequence[Line], made: Mapping[int, Mapping[str, str]], gone: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """A number alone on its line: one of a row that rises by one, or alone between two halves of a text."""
    found = [
        (place, int(kinds["bare"]))
        for place, kinds in made.items()
        if place not in gone
        and kinds.keys() <= {"bare", "symbol"}
        and "bare" in kinds
        and not listed(lines, place, gone)
    ]
    if not found or mostly_headings(lines, [place for place, _ in found], gone):
        return
    chained = {place for one, other in pairwise(found) if 0 < other[1] - one[1] <= 2 for place in (one[0], other[0])}
    apart = len(found) > 2 and min((b[0] - a[0] for a, b in pairwise(found)), default=0) > 8
    for place, number in found:
        alone = isolated(lines, place, gone)
        in_row = place in chained and (alone or apart)
        with_symbol = "symbol" in made[place] and alone and number < 2_000
        if in_row or with_symbol or (alone and number <= 60 and between_halves(lines, place, gone)):
            yield place, "page-number"


def mostly_headings(lines: Sequence[Line], places: Sequence[int], gone: Mapping[int, str]) -> bool:
    """Whether the numbers stand right above short lines, as numbers of chapters do."""
    above = 0
    for place in places:
        below = lines[place + 1] if place + 1 < len(lines) and place + 1 not in gone else None
        if below is not None and below.text.strip() and not shapes.stops(below.text) and len(below.text) < 60:
            above += 0 if shapes.begins_small(below.text) else 1
    return above > len(places) / 2


def between_halves(lines: Sequence[Line], place: int, gone: Mapping[int, str]) -> bool:
    """Whether a number stands at an end of the text, at a page break, or between two stretches of running text."""
    before, after = neighbour(lines, place, -1, gone), neighbour(lines, place, 1, gone)
    if before is None or after is None or lines[place].page_break or after.page_break or after.page > before.page:
        return True
    if shapes.columned(before) or shapes.columned(after):
        return False
    cut = not shapes.ends(before.text) and shapes.begins_small(after.text)
    return cut or len(before.text) > 40 or len(after.text) > 40 or shapes.stops(before.text)
