"""Stretches of a text that rules of wording leave alone: quotations, links, symbols, names of several words."""

from __future__ import annotations

from collections.abc import Sequence

from converter.forms.symbols import FoundSymbol, find_press_numbers
from converter.late import late

Stretch = tuple[int, int]

QUOTED = late(
    r"“[^“”]*(?:“[^“”]*”[^“”]*)*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*[“”]|(?<!\w)\"[^\"]*(?:\"|$)"
    r"|(?<![\w])‘[^‘’]{1,300}’(?!\w)|(?<!\w)'[^']{2,300}'(?!\w)|『[^』]*』|《[^》]*》"
)
ADDRESS = late(
    r"\b(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+|\b[\w-]{1,64}\.(?:org|int|com|net|gov|edu)\b\S*"
)
CODE = late(r"`[^`\n]+`")
SMALL = r"(?:of|for|the|and|on|to|in|against|at|with|from|by|de|des|du|la|le|les|en|et|y|del|di|van|von|&)"
NAME = late(
    rf"(?<![.!?:;] )(?<!^)\b[A-ZÀ-Þ][\w’'-]*(?:,? (?:{SMALL} ){{0,3}}[A-ZÀ-Þ][\w’'-]*)+"
    rf"|^[A-ZÀ-Þ][\w’'-]*(?: (?:{SMALL} ){{0,3}}[A-ZÀ-Þ][\w’'-]*){{2,}}"
)


def quotations(text: str) -> list[Stretch]:
    """What stands between quotation marks, marks included; a quotation that does not close goes to the end.

    >>> quotations("a “b” c")
    [(2, 5)]
    """
    if not any(sign in text for sign in "“«„\"‘'『《"):
        return []
    return [found.span() for found in QUOTED.finditer(text)]


def fixed(text: str, symbols: Sequence[FoundSymbol]) -> list[Stretch]:
    """Symbols, addresses and code: nobody rewrites them."""
    found: list[Stretch] = []
    if "/" in text:
        found += [(symbol.start, symbol.end) for symbol in symbols]
        found += [(start, end) for start, end, _ in find_press_numbers(text)]
    if "." in text or "@" in text or "//" in text:
        found += [match.span() for match in ADDRESS.finditer(text)]
    if "`" in text:
        found += [match.span() for match in CODE.finditer(text)]
    return found


def names(text: str) -> list[Stretch]:
    """Names of several words with capitals, as they print themselves: their spelling is theirs.

    >>> [ "the Organisation for Economic Co-operation met"[a:b] for a, b in
    ...   names("the Organisation for Economic Co-operation met")]
    ['Organisation for Economic Co-operation']
    """
    return [found.span() for found in NAME.finditer(text)]


def within(stretches: Sequence[Stretch], start: int, end: int) -> bool:
    """Whether a place touches one of the stretches."""
    return any(start < last and end > first for first, last in stretches)


def enclosed(stretches: list[Stretch], start: int, end: int) -> bool:
    """Whether a place lies well inside one of the stretches, and not at its edge."""
    return any(first < start and end < last for first, last in stretches)
