"""Slips in written symbols: what `A/RES78/1` or `S/RES/1325/2000` should be, and symbols ahead of their time."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from converter.forms.symbols import Symbol, read_symbol
from converter.languages.numerals import read_roman

FIRST_YEAR = 1946
_CENTURY_TURN = 45
"""Two-digit years up to this belong to the 2000s; the Council's first resolution is of 1946."""

Replacement = str | Callable[[re.Match[str]], str]

SLIPS: tuple[tuple[str, Replacement], ...] = (
    (r"\\", "/"),
    (r"^[a-z]{1,5}(?=/)", lambda match: match.group().upper()),
    (r"^(?:UNSC|SC)/(?=RES)", "S/"),
    (r"^(?:UNGA|GA)/(?=RES)", "A/"),
    (r"\./", "."),
    (r"/{2,}", "/"),
    (r"/+$", ""),
    (r"/\(", " ("),
    (r"/RES(?=\d)", "/RES/"),
    (r"(?<=/RES/)(\d+)-(?=\d)", r"\1/"),
    (r"/0+(?=\d)", "/"),
    (r"(?<=/)(L|R|C|AC|CN|PV|SR|CRP|WP|CONF)(?=\d)", r"\1."),
    (r"/Cor\.(?=\d)", "/Corr."),
    (r"/(Add|Corr|Rev|Amend)(?=\d)", r"/\1."),
    (r"(?<=\d)[. ](?=(?:Add|Corr|Rev|Amend)\.\d)", "/"),
    (r"^A/RES/([IVXLC]+)/(\d+)$", r"A/RES/\2 (\1)"),
    (r"^(A/RES/\d+/\d+) ?([A-Z])$", r"\1/\2"),
    (r"^(S/RES/\d+)/((?:19|20)\d\d)$", r"\1 (\2)"),
    (r"^(S/RES/\d+) ?\((\d\d)\)$", lambda match: f"{match[1]} ({_full_year(int(match[2]))})"),
    (r"^S/RES/((?:19|20)\d\d) ?\((\d{1,4})\)$", lambda match: _swapped(match)),
)
"""What is wrong, and what it becomes; applied in this order."""


def mend_symbol(text: str) -> str | None:
    """What a wrongly written symbol should be; None when it is right, or nobody can tell.

    >>> mend_symbol("A/RES78/1")
    'A/RES/78/1'
    """
    mended = text.strip()
    for wrong, right in SLIPS:
        mended = re.sub(wrong, right, mended)
    symbol = read_symbol(mended)
    if symbol is None or symbol.placeholder or symbol.text == text.strip():
        return None
    return symbol.text


def comes_later(symbol: Symbol, date: datetime.date) -> bool:
    """Whether a symbol belongs to a session or a year that had not begun, or been announced, on a date."""
    if symbol.year is not None:
        return symbol.year > date.year + 1
    if symbol.session is not None and symbol.organ.split("/")[0] == "A" and not symbol.organ.startswith("A/HRC"):
        return symbol.session > date.year - FIRST_YEAR + 2
    return False


def _full_year(year: int) -> int:
    return year + (2000 if year <= _CENTURY_TURN else 1900)


def _swapped(match: re.Match[str]) -> str:
    """Year and number stand the wrong way round only where the bracket holds no year."""
    number, bracket = int(match[1]), int(match[2])
    right = FIRST_YEAR <= bracket <= 2100 or read_roman(match[2]) is not None
    return match.group() if right else f"S/RES/{bracket} ({number})"
