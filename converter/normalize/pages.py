"""What pages print around a text, found in mid-text: page numbers, job numbers, running heads; removed, and said so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from converter.normalize import shapes
from converter.normalize.mended import SEAM, Mended, without
from converter.normalize.words import any_of, table
from converter.source import Line, Place, Source

LONGEST = 140
SYMBOL = r"[A-Z][A-Z0-9]{0,7}(?:/[A-Z0-9][\w.()-]*)+(?:[–—-][A-Z]{1,5}(?:/[A-Z0-9][\w.()-]*)+)*"
PIECES: Mapping[str, str] = {
    "job": r"(?:\d{2}|20\d{2})-\d{5}(?!\d)|(?:GE|V|LA?|K|N)\.?\d{2}[.-]?\d{5}(?!\d)",
    "bar": r"\*[A-Z]{0,2}\d{6,9}[A-Z]?\*",
    "stamp": r"\d{6}(?!\d)",
    "letter": r"\([A-Z]\)",
    "symbol": SYMBOL,
    "dashed": r"[-–—•~|]\s?\d{1,4}\s?[-–—•~|]",
    "fraction": r"\d{1,4}\s?/\s?\d{1,4}(?!\d)",
    "bare": r"\d{1,4}(?![\d/])",
}
GAP = re.compile(r"[\s|·•,*]*")
NUMBERED_HEAD = re.compile(
    r"\s*(?:(?P<before>\d{1,4})(?:\s{3,}|\t\s*|\s+[|–—-]\s+)(?P<after_text>\S.*\S)"
    r"|(?P<text>\S.*\S)(?:\s{3,}|\t\s*|\s+[|–—-]\s+)(?P<after>\d{1,4}))\s*"
)
RULER = re.compile(r"\s*[_—–-]{5,}\s*")
MANY = 200
"""Lines from the top among which the text of a running head is looked for."""
OVERLEAF = re.compile(r"\s*(?:/\s?\.{3}|\.{3}\s?/|/…|…/)\s*")
"""What older documents print where a page goes on overleaf."""
TOP = 30
"""Lines within which a document's own symbol stands."""


class Furniture:
    """The patterns of one conversion: shapes of numbers, and wording in six languages."""

    def __init__(self) -> None:
        words = table("debris")
        self.page = any_of(entry for entries in words["page"].values() for entry in entries)
        self.recycle = any_of(entry for entries in words["recycle"].values() for entry in entries)
        self.language = any_of(entry for entries in words["language"].values() for entry in entries)
        self.pieces = {kind: re.compile(expression) for kind, expression in PIECES.items()}

    def kinds(self, text: str) -> dict[str, str] | None:
        """What a line is made of, if it is made of nothing but page furniture: kind → text.

        >>> sorted(Furniture().kinds("24-00217 (E)      1/2"))
        ['fraction', 'job', 'letter']
        >>> Furniture().kinds("24 boats") is None
        True
        """
        if len(text) > LONGEST or not text.strip():
            return None
        found: dict[str, str] = {}
        at = GAP.match(text).end() if not text.lstrip().startswith("*") else len(text) - len(text.lstrip())  # type: ignore[union-attr]
        while at < len(text):
            kind, end = self.piece(text, at)
            if not kind:
                return None
            if kind in found and kind in ("bare", "fraction", "page"):
                return None
            found[kind] = text[at:end]
            gap = GAP.match(text, end)
            at = max(end, gap.end() if gap else end)
            if text[at - 1 : at] == "*" and self.pieces["bar"].match(text, at - 1):
                at -= 1
        return found or None

    def piece(self, text: str, at: int) -> tuple[str, int]:
        """The kind and the end of the piece that begins at a place; no kind where none does."""
        for kind, pattern in (("page", self.page), ("recycle", self.recycle), ("language", self.language)):
            found = pattern.match(text, at)
            if found:
                return kind, found.end()
        for kind, pattern in self.pieces.items():
            found = pattern.match(text, at)
            if found:
                return kind, found.end()
        return "", at


def drop_page_furniture(source: Source) -> Mended:
    """Remove page numbers, job numbers and running heads; a seam stays where they were.

    >>> from converter.span import Span
    >>> texts = ("with the two", "", "23-22871", "2/3", "", "deckhands on board.")
    >>> lines = tuple(Line(text, Span(place, place)) for place, text in enumerate(texts, 1))
    >>> [gone.why for gone in drop_page_furniture(Source("x", "txt", lines)).removed]
    ['job-number', 'page-number']
    """
    lines = source.lines
    furniture = Furniture()
    made = {
        place: kinds
        for place, line in enumerate(lines)
        if candidate(line) and (kinds := furniture.kinds(line.text)) is not None
    }
    gone = dict(sure_furniture(made))
    gone.update(page_words(lines, made, gone))
    gone.update(fractions(lines, made, gone))
    gone.update((place, "page-number") for place, line in enumerate(lines) if OVERLEAF.fullmatch(line.text))
    gone.update(bare_numbers(lines, made, gone))
    gone.update(repeated_symbols(lines, made, gone))
    gone.update(symbol_heads(lines, gone))
    if source.format != "pdf":  # whose reader knows where on the page a line stands
        gone.update(numbered_heads(lines, gone))
        gone.update(repeated_heads(lines, gone, source.format == "txt"))
    gone.update(languages_between(lines, made, gone))
    kept = any(any(char.isalnum() for char in line.text) for place, line in enumerate(lines) if place not in gone)
    return without(lines, gone, SEAM) if kept else Mended(lines)


def candidate(line: Line) -> bool:
    """Whether a line may be page furniture at all."""
    return (
        line.place in (Place.BODY, Place.FOOT, Place.HEAD)
        and line.cell is None
        and not line.heading
        and not line.label
        and 0 < len(line.text) <= LONGEST
    )


def sure_furniture(made: Mapping[int, Mapping[str, str]]) -> Iterator[tuple[int, str]]:
    """Lines with a job number, a bar code or the request to recycle, and nothing but furniture beside them."""
    for place, kinds in made.items():
        if kinds.keys() & {"job", "bar", "recycle"}:
            yield place, "page-number" if kinds.keys() & {"fraction", "page", "dashed", "bare"} else "job-number"


def page_words(
    lines: Sequence[Line], made: Mapping[int, Mapping[str, str]], gone: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """`Page 3 of 7`, `- 3 -`, with the symbol beside it or not."""
    for place, kinds in made.items():
        if place not in gone and kinds.keys() & {"page", "dashed"} and not listed(lines, place, gone):
            yield place, "page-number"


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


def isolated(lines: Sequence[Line], place: int, gone: Mapping[int, str]) -> bool:
    """Whether nothing that stays stands right above and below."""

    def free(other: int) -> bool:
        return not 0 <= other < len(lines) or lines[other].blank or other in gone

    page = begins_page(lines, place) or begins_page(lines, place + 1)
    return (free(place - 1) and free(place + 1)) or page


def begins_page(lines: Sequence[Line], place: int) -> bool:
    """Whether a page begins with the line at a place."""
    if not 0 <= place < len(lines):
        return False
    return lines[place].page_break or (place > 0 and lines[place].page > lines[place - 1].page > 0)


def between_halves(lines: Sequence[Line], place: int, gone: Mapping[int, str]) -> bool:
    """Whether a number stands at an end of the text, at a page break, or between two stretches of running text."""
    before, after = neighbour(lines, place, -1, gone), neighbour(lines, place, 1, gone)
    if before is None or after is None or lines[place].page_break or after.page_break or after.page > before.page:
        return True
    if shapes.columned(before) or shapes.columned(after):
        return False
    cut = not shapes.ends(before.text) and shapes.begins_small(after.text)
    return cut or len(before.text) > 40 or len(after.text) > 40 or shapes.stops(before.text)


def neighbour(lines: Sequence[Line], place: int, step: int, gone: Mapping[int, str]) -> Line | None:
    """The nearest line in one direction that has a text and stays."""
    place += step
    while 0 <= place < len(lines):
        if not lines[place].blank and place not in gone:
            return lines[place]
        place += step
    return None


def repeated_symbols(
    lines: Sequence[Line], made: Mapping[int, Mapping[str, str]], gone: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """The document's own symbol, or a part of it, alone on a line again after it stood at the top."""
    own, seen = set[str](), 0
    for place, line in enumerate(lines):
        if line.blank:
            continue
        seen += 1
        symbols = re.findall(SYMBOL, line.text) if len(line.text) <= LONGEST else []
        if symbols and place in made and set(made[place]) <= {"symbol"} and place not in gone:
            parts = {part for symbol in symbols for part in split_symbol(symbol)}
            if parts <= own and not stated_again(lines, place):
                yield place, "running-head"
            elif seen <= TOP or not own:
                own |= parts
        elif symbols and seen <= TOP and (shapes.columned(line) or len(line.text.split()) <= 4):
            own |= {part for symbol in symbols for part in split_symbol(symbol)}


def symbol_heads(lines: Sequence[Line], gone: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """The first line of a page with a symbol and a text that stood before: `A/80/L.9     Lost property`."""
    for place, line in enumerate(lines):
        seam = (
            begins_page(lines, place)
            or place - 1 in gone
            or (place > 1 and lines[place - 1].blank and place - 2 in gone)
        )
        if not seam or place in gone or not candidate(line):
            continue
        parts = [part.strip() for part in re.split(r"\t|\s{3,}", line.text.strip())]
        symbols = [part for part in parts if re.fullmatch(SYMBOL + r"\*?", part)]
        if len(parts) == 2 and len(symbols) == 1:
            other = next(part for part in parts if part not in symbols)
            if said_before(lines, place, " ".join(other.split()).casefold()):
                yield place, "running-head"


def stated_again(lines: Sequence[Line], place: int) -> bool:
    """Whether the line belongs to the masthead after all: it is followed by the line of distribution."""
    return any("istr." in line.text for line in lines[place + 1 : place + 4])


def split_symbol(symbol: str) -> list[str]:
    """The symbols in a dual one: `A/78/1–S/2023/2`."""
    return re.split(r"[–—-](?=[A-Z]{1,5}/)", symbol)


def numbered_heads(lines: Sequence[Line], gone: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """A head with a number at its side, twice or more with rising numbers: `Statement by Karesia      3`."""
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, line in enumerate(lines):
        if place in gone or not candidate(line):
            continue
        found = NUMBERED_HEAD.fullmatch(line.text)
        if found and isolated(lines, place, gone):
            text = found["text"] or found["after_text"]
            rows[text.casefold()].append((place, int(found["before"] or found["after"])))
    for row in rows.values():
        if len(row) > 1 and all(a[1] < b[1] for a, b in pairwise(row)):
            yield from ((place, "running-head") for place, _ in row)


def repeated_heads(lines: Sequence[Line], gone: Mapping[int, str], fed: bool) -> Iterator[tuple[int, str]]:
    """A short line that stands beside page numbers again and again, or form feeds (`fed`); one copy stays."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if place not in gone and repeatable(line):
            places[key(line)].append(place)
    over, under = set[int](), set[int]()
    for place in range(len(lines)):
        if place in gone or (fed and begins_page(lines, place)):
            under.update(beside(lines, place, gone, places, 1))
            over.update(beside(lines, place, gone, places, -1))
    for name, found in places.items():
        at_seams = [place for place in found if place in under and not completes(lines, place, gone)]
        at_feet = [place for place in found if place in over and place not in under and lines[place - 1].blank]
        at_seams = sorted(at_seams + at_feet) if len(at_feet) > 1 else at_seams
        if len(found) > 1 and at_seams:
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
    """Whether a line may be a running head: short, no sentence, no address to somebody, no signature."""
    text = line.text.strip()
    return (
        candidate(line)
        and 3 <= len(text) <= 100
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
