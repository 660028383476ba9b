"""Running heads in mid-text: the document's own symbol, a title beside a number, a line that returns on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from converter.late import late
from converter.normalize import shapes
from converter.normalize.furniture import LONGEST, SYMBOL, begins_page, isolated, neighbour, printed_length
from converter.source import Line

NUMBERED_HEAD = late(
    r"\s*(?:(?P<before>\d{1,4})(?:\s{3,}|\t\s*|\s+[|–—-]\s+)(?P<after_text>\S.*\S)"
    r"|(?P<text>\S.*\S)(?:\s{3,}|\t\s*|\s+[|–—-]\s+)(?P<after>\d{1,4}))\s*"
)
MANY = 200
"""Lines from the top among which the text of a running head is looked for."""
SHORT = 12
"""Characters of a line that is a head only where pages begin with it more than once."""
TOP = 30
"""Lines within which a document's own symbol stands."""


def repeated_symbols(
    lines: Sequence[Line], made: Mapping[int, Mapping[str, str]], gone: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """The document's own symbol, or a part of it, alone on a line again after it stood at the top."""
    own, seen = set[str](), 0
    for place, line in enumerate(lines):
        if line.blank:
            continue
        seen += 1
        symbols = re.findall(SYMBOL, line.text) if "/" in line.text and printed_length(line.text) <= LONGEST else []
        if symbols and place in made and set(made[place]) <= {"symbol"} and place not in gone:
            parts = {part for symbol in symbols for part in split_symbol(symbol)}
            if parts <= own and not stated_again(lines, place):
                yield place, "running-head"
            elif seen <= TOP or not own:
                own |= parts
        elif symbols and seen <= TOP and (shapes.columned(line) or len(line.text.split()) <= 4):
            own |= {part for symbol in symbols for part in split_symbol(symbol)}


def symbol_heads(lines: Sequence[Line], may: AbstractSet[int], gone: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """The first line of a page with a symbol and a text that stood before: `A/80/L.9     Lost property`.

    A head of two lines has the symbol beside either; what stands so on several pages is a head, whatever stood before.
    `may` holds the places of lines that may be furniture at all.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if place not in may or place in gone or "/" not in line.text or not (other := beside_symbol(line)):
            continue
        if at_seam(lines, place, gone) and said_before(lines, place, other):
            yield place, "running-head"
        elif at_seam(lines, place, gone) or (place and at_seam(lines, place - 1, gone)):
            rows[other].append(place)
    for found in rows.values():
        if len(found) > 1:
            yield from ((place, "running-head") for place in found)
            yield from ((place, "running-head") for place in companions(lines, found, may, gone))


def beside_symbol(line: Line) -> str:
    """The text that stands in columns beside a symbol, folded; nothing where there is none."""
    parts = [part.strip() for part in re.split(r"\t|\s{3,}", line.text.strip())]
    symbols = [part for part in parts if re.fullmatch(SYMBOL + r"\*?", part)]
    if len(parts) != 2 or len(symbols) != 1:
        return ""
    return " ".join(next(part for part in parts if part not in symbols).split()).casefold()


def at_seam(lines: Sequence[Line], place: int, gone: Mapping[int, str]) -> bool:
    """Whether a page begins with a line, or furniture stands right above it."""
    return (
        begins_page(lines, place) or place - 1 in gone or (place > 1 and lines[place - 1].blank and place - 2 in gone)
    )


def companions(
    lines: Sequence[Line], found: Sequence[int], may: AbstractSet[int], gone: Mapping[int, str]
) -> Iterator[int]:
    """The other line of a head of two lines: it stands right above or below the symbol's line, on several pages."""
    for step in (-1, 1):
        rows: dict[str, list[int]] = defaultdict(list)
        for place in found:
            other = place + step
            if other in may and other not in gone and repeatable(lines[other]):
                rows[key(lines[other])].append(other)
        yield from (other for row in rows.values() if len(row) > 1 for other in row)


def stated_again(lines: Sequence[Line], place: int) -> bool:
    """Whether the line belongs to the masthead after all: it is followed by the line of distribution."""
    return any("istr." in line.text for line in lines[place + 1 : place + 4])


def split_symbol(symbol: str) -> list[str]:
    """The symbols in a dual one: `A/78/1–S/2023/2`."""
    return re.split(r"[–—-](?=[A-Z]{1,5}/)", symbol)


def numbered_heads(lines: Sequence[Line], may: AbstractSet[int], gone: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """A head with a number at its side, twice or more with rising numbers: `Statement by Karesia      3`."""
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place in sorted(may - gone.keys()):
        text = lines[place].text.strip()
        found = NUMBERED_HEAD.fullmatch(text) if text[:1].isdecimal() or text[-1:].isdecimal() else None
        if found and isolated(lines, place, gone):
            text = found["text"] or found["after_text"]
            rows[text.casefold()].append((place, int(found["before"] or found["after"])))
    for row in rows.values():
        if len(row) > 1 and all(a[1] < b[1] for a, b in pairwise(row)):
            yield from ((place, "running-head") for place, _ in row)


def repeated_heads(
    lines: Sequence[Line], may: AbstractSet[int], gone: Mapping[int, str], fed: bool
) -> Iterator[tuple[int, str]]:
    """A short line that stands beside page numbers again and again, or form feeds (`fed`); one copy stays."""
    seams = [place for place in range(len(lines)) if place in gone or (fed and begins_page(lines, place))]
    if not seams:
        return
    places: dict[str, list[int]] = defaultdict(list)
    for place in sorted(may - gone.keys()):
        if repeatable(lines[place]):
            places[key(lines[place])].append(place)
    over, under = set[int](), set[int]()
    for place in seams:
        under.update(beside(lines, place, gone, places, 1))
        over.update(beside(lines, place, gone, places, -1))
    for name, found in places.items():
        at_seams = [place for place in found if place in under and not completes(lines, place, gone)]
        at_feet = [place for place in found if place in over and place not in under and lines[place - 1].blank]
        at_seams = sorted(at_seams + at_feet) if len(at_feet) > 1 else at_seams
        if len(found) > 1 and at_seams and (len(at_seams) > 1 or len(name) > SHORT):
            stays = len(at_seams) < len(found) or said_before(lines, at_seams[0], name)
            yield from ((place, "running-head") for place in at_seams[0 if stays else 1 :])


def completes(lines: Sequence[Line], place: int, gone: Mapping[int, str]) -> bool:
    """Whether a line at the head of a page may be the rest of the sentence before it: that one is open, and the line
    after it goes on with neither.
    """
    before, after = neighbour(lines, place, -1, gone), neighbour(lines, place, 1, gone)
    if before is None or after is None or shapes.ends(before.text) or key(before) == key(lines[place]):
        return False
    return not shapes.begins_small(after.text) and (shapes.dangles(before.text) or shapes.prose(before.text))


def repeatable(line: Line) -> bool:
    """Whether what may be furniture may be a running head: short, no sentence, no address, no signature."""
    text = line.text.strip()
    return (
        3 <= len(text) <= 100
        and not shapes.ends(text)
        and text[-1] not in ",،，"
        and not shapes.SIGNED.match(text)
        and any(char.isalpha() for char in text)
    )


def said_before(lines: Sequence[Line], place: int, name: str) -> bool:
    """Whether an earlier line holds the text, as the line of a title does."""
    return len(name) > 8 and any(name in key(line) for line in lines[:place][:MANY] if len(line.text) < 400)


def beside(
    lines: Sequence[Line], place: int, gone: Mapping[int, str], places: Mapping[str, Sequence[int]], step: int
) -> Iterator[int]:
    """The repeated lines right above or below a seam, up to two, blank lines and furniture not counted."""
    at, found = place if begins_page(lines, place) and place not in gone and step > 0 else place + step, 0
    while 0 <= at < len(lines) and found < 2 and abs(at - place) < 8:
        if not lines[at].blank and at not in gone:
            if len(places.get(key(lines[at]), ())) < 2:
                return
            found += 1
            yield at
        at += step


def key(line: Line) -> str:
    """What two copies of a running head have in common."""
    return " ".join(line.text.split()).casefold()


def languages_between(
    lines: Sequence[Line], made: Mapping[int, Mapping[str, str]], gone: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """A symbol or the name of a language right beside a page number, as older documents have them."""
    for place in tuple(gone):
        for step in (-1, 1):
            other = place + step
            while (
                other in made and other not in gone and set(made[other]) <= {"language", "symbol"} and other > TOP // 3
            ):
                yield other, "running-head"
                other += step
