"""What page furniture looks like: the pieces that a line of it is made of, and where on a page lines stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from converter.late import late
from converter.normalize.words import pattern
from converter.source import Line, Place

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
FIGURES = late(r"[\d/(]")
"""All furniture but some of its wording has one of these signs."""
GAP = late(r"[\s|·•,*]*")


class Furniture:
    """The patterns of page furniture: shapes of numbers, and wording in six languages."""

    def __init__(self) -> None:
        self.page, self.recycle = pattern("debris", "page"), pattern("debris", "recycle")
        self.language = pattern("debris", "language")
        self.pieces = {kind: late(expression) for kind, expression in PIECES.items()}

    def kinds(self, text: str) -> dict[str, str] | None:
        """What a line is made of, if it is made of nothing but page furniture: kind → text.

        >>> sorted(Furniture().kinds("24-00217 (E)      1/2"))
        ['fraction', 'job', 'letter']
        >>> Furniture().kinds("24 boats") is None
        True
        """
        if printed_length(text) > LONGEST or not text.strip():
            return None
        found: dict[str, str] = {}
        if not FIGURES.search(text) and not self.recycle.search(text) and not self.language.search(text):
            return None
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
        for kind, wording in (("page", self.page), ("recycle", self.recycle), ("language", self.language)):
            found = wording.match(text, at)
            if found:
                return kind, found.end()
        for kind, shape in self.pieces.items():
            found = shape.match(text, at)
            if found:
                return kind, found.end()
        return "", at


@cache
def furniture() -> Furniture:
    """The patterns, made once."""
    return Furniture()


BAR_CODE = late(r"\s*" + PIECES["bar"] + r"\s*")


def candidate(line: Line) -> bool:
    """Whether a line may be page furniture at all. A cell of the text is none, unless it holds a bar code; the foot of
    the UN's Word files is a table."""
    return (
        line.text != ""
        and line.place in (Place.BODY, Place.FOOT, Place.HEAD)
        and (line.cell is None or line.place is Place.FOOT or BAR_CODE.fullmatch(line.text) is not None)
        and not line.heading
        and not line.label
        and 0 < printed_length(line.text) <= LONGEST
    )


def printed_length(text: str) -> int:
    """Characters of a line without the gaps in it: a page laid out with spaces has furniture at both of its edges."""
    return len(text) if len(text) <= LONGEST or len(text) > 4 * LONGEST else len(" ".join(text.split()))


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


def neighbour(lines: Sequence[Line], place: int, step: int, gone: Mapping[int, str]) -> Line | None:
    """The nearest line in one direction that has a text and stays."""
    place += step
    while 0 <= place < len(lines):
        if not lines[place].blank and place not in gone:
            return lines[place]
        place += step
    return None
