"""What the text of a footnote and the mark of a footnote look like, in every usual shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

from converter.languages import CODES, key, language
from converter.late import late
from converter.parse.words import is_one
from converter.records import dataclass
from converter.source import Line, MarkKind, Place

RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN = str.maketrans(RAISED_DIGITS, "0123456789")


class Shape(StrEnum):
    """How a label is written."""

    CARET = "caret"
    """`[^1]`"""
    BRACKET = "bracket"
    """`[1]`"""
    RAISED = "raised"
    """`¹`, or small and high by the format"""
    SLASH = "slash"
    """`1/`"""
    STAR = "star"
    """`*`"""
    PAREN = "paren"
    """`(1)`"""
    BARE = "bare"
    """`1`, told from other numbers by its place alone"""


FITS: dict[Shape, frozenset[Shape]] = {
    Shape.CARET: frozenset({Shape.CARET}),
    Shape.BRACKET: frozenset({Shape.BRACKET, Shape.RAISED}),
    Shape.RAISED: frozenset({Shape.RAISED, Shape.BARE, Shape.STAR}),
    Shape.SLASH: frozenset({Shape.SLASH, Shape.RAISED, Shape.BARE}),
    Shape.STAR: frozenset({Shape.STAR}),
    Shape.PAREN: frozenset({Shape.PAREN, Shape.RAISED, Shape.BRACKET, Shape.BARE}),
    Shape.BARE: frozenset({Shape.RAISED, Shape.BARE, Shape.BRACKET, Shape.SLASH, Shape.PAREN}),
}
"""Shape before a note → shapes of a mark that may lead to it."""

BODY = late(
    r"\s*(?:"
    r"\[\^(?P<caret>[^\]\s]{1,40})\]:?"
    r"|\[(?P<bracket>\d{1,3}|[a-z]|\*{1,6})\][:.]?(?=\s|[^\W\d_])"
    rf"|(?P<raised>[{RAISED_DIGITS}]{{1,3}}|[ᵃᵇᶜᵈᵉᶠ])"
    r"|(?P<slash>\d{1,3}|[a-z]|\*{1,6})/(?=\s|[^\W\d_])"
    r"|(?P<star>[*∗]{1,6}|[†‡])(?=\s|[^\W\d_]|\[)"
    r"|\((?P<paren>\d{1,3}|[a-z]|\*{1,6})\)(?=\s)"
    r"|(?P<bare>\d{1,3})(?:[.)](?=\s)|(?=\s|[^\W\d_]))(?!\s*[-–—]\s)"
    r")\s*(?=\S)"
)
MARK = late(
    r"\[\^(?P<caret>[^\]\s]{1,40})\]"
    r"|\[(?P<bracket>\d{1,3}|[a-z]|\*{1,6})\]"
    rf"|(?P<raised>[{RAISED_DIGITS}]{{1,3}}|(?<=[\w.,;:)])[ᵃᵇᶜᵈᵉᶠ](?!\w))"
    r"|(?<=[\w.,;:)\]}”\"’'»%])\s?(?P<slash>\d{1,3}|[a-z]|\*{1,6})/(?![\w/])"
    r"|(?<=[\w.,;:)\]}”\"’'»%،。])(?P<star>[*∗]{1,6}|[†‡])(?![\w*])"
    r"|(?<=[\w.,;:)\]}”\"’'»])\s?\((?P<paren>\d{1,3})\)(?=\W|$)"
    r"|(?<=[^\W\d_])(?P<glued>\d{1,3})(?=[\s.,;:!?)»”’\"]|$)"
    r"|(?<=[^\W\d_][.,;:!?)»”’\"])(?P<after>\d{1,3})(?=\s|$)"
    r"|(?<=\d\))(?P<closed>\d{1,3})(?=[\s.,;:]|$)|(?<=(?:19|20)\d\d[.,;:])(?P<dated>\d{1,2})(?=\s|$)"
    r"|(?<=/\d\d[.,;])(?P<numbered>\d{1,2})(?=\s+[^\W\da-z_]|$)"
    r"|(?<=[^\W\d_][.,;:!?)»”’\"]) (?P<spaced>\d{1,3})(?=\s*$)"
)
MAY_HOLD = late(rf"[\[*∗†‡{RAISED_DIGITS}ᵃᵇᶜᵈᵉᶠ/(\d](?:(?<!\d)|(?<=[^\s\d]\d))")
"""Found wherever `MARK` is, but for a figure at the end of a line; most lines need not be searched for more."""
SIGN = late(rf"[\[*∗†‡{RAISED_DIGITS}ᵃᵇᶜᵈᵉᶠ/(\d]")
"""The first, second or third character of every `MARK`."""
UNRAISED = frozenset({"glued", "after", "closed", "dated", "numbered", "spaced"})
"""Plain figures behind a word or a stop."""
UNIT = late(r"(?:^|[\s\d(/])(?:[kcmdµн]?m|ft|in|s|x|y|[кcсдм]?м|公里|平方)$")
"""Before a raised 2 or 3 these are units or unknowns, and the figure is a power."""
YEAR = late(r"(?<!\d)(?:19|20)\d\d$")
HIGH = late(r"(\d{1,3}|[a-z]|[*†‡]{1,6})(?=[\s,;–-]|$)")
SEPARATOR = late(r"\s*(?:[_‗]{4,}|[-–—─]{4,}|(?:[_–—-] ?){5,})\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line: how it is written, what it says, where the text after it begins."""

    shape: Shape
    text: str
    end: int
    dotted: bool = False
    """`1.`: the numbers of paragraphs look the same."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something in a line that may be a mark."""

    line: int
    start: int
    end: int
    shape: Shape
    text: str


def plain_label(text: str) -> str:
    """A label without its height: `²` is `2`, digits of any script are ours.

    >>> plain_label("²"), plain_label("٣")
    ('2', '3')
    """
    text = text.translate(PLAIN).replace("∗", "*")
    return str(int(text)) if text.isdecimal() else text


def body_label(line: Line) -> Label | None:
    """The label that a line would have if it were a note. Numbers that the format prints count as written."""
    if line.label:
        found = BODY.match(line.label + " x")
        return _label(found, 0, line.label) if found else None
    high = next((m for m in line.marks if m.kind is MarkKind.SUPERSCRIPT and not line.text[: m.start].strip()), None)
    if high:
        small = HIGH.fullmatch(line.text[high.start : high.end].strip())
        if small and len(line.text) > high.end:
            shape = Shape.RAISED if small[1].isalnum() else Shape.STAR
            return Label(shape, plain_label(small[1]), high.end)
    found = BODY.match(line.text)
    return _label(found, found.end(), found[0]) if found else None


def _label(found: re.Match[str], end: int, printed: str) -> Label:
    group = found.lastgroup or ""
    return Label(
        Shape(group), plain_label(found[group]), end, group == "bare" and printed.rstrip().endswith((".", ")"))
    )


def marks_of(number: int, line: Line, start: int) -> Iterator[Sighting]:
    """Everything from `start` on that may be a mark, in order."""
    taken: list[tuple[int, int]] = []
    for mark in line.marks:
        if mark.kind is MarkKind.SUPERSCRIPT and mark.start >= start:
            for small in HIGH.finditer(line.text, mark.start, mark.end):
                taken.append((small.start(), small.end()))
                shape = Shape.RAISED if small[1].isalnum() else Shape.STAR
                yield Sighting(number, small.start(), small.end(), shape, plain_label(small[1]))
    if not MAY_HOLD.search(line.text, start) and not line.text.rstrip()[-1:].isdecimal():
        return
    for found in _candidates(line.text, start):
        group = found.lastgroup or ""
        at = found.span(group) if group in UNRAISED | {"raised", "star"} else found.span()
        if any(s < at[1] and at[0] < e for s, e in taken) or not _may_be(group, line.text, at[0]):
            continue
        shape = Shape.BARE if group in UNRAISED else Shape(group)
        yield Sighting(number, *at, shape, plain_label(found[group]))


def _candidates(text: str, start: int) -> Iterator[re.Match[str]]:
    """What `MARK.finditer` finds, tried only around the few signs that a mark holds."""
    match = MARK.match
    for sign in SIGN.finditer(text, start):
        at = sign.start()
        for begin in range(max(start, at - 2), at + 1):
            found = match(text, begin)
            if found:
                yield found
                start = found.end()
                break


LOOSE = late(r"(?:(?<=[^\W\d_][.,;:)”’»])|(?<=[”’»)][.,;:]))\s(?P<figure>\d{1,3})(?=[\s,.;:]|$)")
"""A figure behind a stop and a space, in mid-line: a mark only where one is missed."""
STRAY = late(r"(?P<word>[^\W\d_]{4,})\s(?P<figure>\d{1,3})(?=\s[^\W\d_]|[,;]\s)")
"""The same behind a word; not where the word takes a number."""


def loose_marks(number: int, line: Line, label: str) -> Iterator[Sighting]:
    """What may be the mark of a note that has none: as the text of a PDF copied with its look has marks."""
    for pattern in (LOOSE, STRAY):
        for found in pattern.finditer(line.text):
            counts = pattern is STRAY and is_one("takes_number", found["word"])
            if found["figure"] == label and not counts:
                yield Sighting(number, *found.span("figure"), Shape.BARE, label)


_SYMBOL_STEM = late(r"(?<![\w/])[A-Z]{1,6}/[\w./()-]*$")
"""A figure at the end of a document symbol is part of it: `A/C.6/80/L.10`."""


def _may_be(group: str, text: str, at: int) -> bool:
    """Powers are no marks; a star before a word opens emphasis or a list; a mark does not open a line."""
    before = text[:at]
    if group in UNRAISED and _SYMBOL_STEM.search(before[-60:]):
        return False
    if group == "raised":
        power = before[-1:].isdecimal() and not YEAR.search(before[-6:])
        return bool(before.strip()) and not power and not UNIT.search(before[-8:])
    return group == "caret" or bool(before.strip())


def is_separator(line: Line) -> bool:
    """A rule such as stands before the notes of a page."""
    return line.rule or SEPARATOR.fullmatch(line.text) is not None


@cache
def _headings() -> frozenset[str]:
    words = {"footnotes", "endnotes", "notes de bas de page", "notas a pie de pagina", "сноски"}
    for code in CODES:
        terms = language(code).terms
        words |= {terms[name] for name in ("note", "notes") if name in terms}
    return frozenset(key(word) for word in words)


def is_heading(line: Line) -> bool:
    """`Notes` on a line of its own."""
    text = line.text.strip()
    return 0 < len(text) < 30 and key(text) in _headings()


def is_text(line: Line) -> bool:
    """A line in which notes and marks are looked for."""
    return line.place in (Place.BODY, Place.HEAD, Place.FOOT) and not line.blank


def neighbour(lines: Sequence[Line], at: int, step: int) -> int | None:
    """The next line with text before or after a place; None at the end."""
    at += step
    while 0 <= at < len(lines):
        if is_text(lines[at]):
            return at
        at += step
    return None
