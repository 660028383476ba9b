"""Bar codes as rectangles: Code 39 for job numbers, QR for addresses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from converter.writers.pdf.constants import WIDE

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*"
ELEMENTS = """
    000110100 100100001 001100001 101100000 000110001 100110000 001110000 000100101 100100100 001100100 100001001
    001001001 101001000 000011001 100011000 001011000 000001101 100001100 001001100 000011100 100000011 001000011
    101000010 000010011 100010010 001010010 000000111 100000110 001000110 000010110 110000001 011000001 111000000
    010010001 110010000 011010000 010000101 110000100 011000100 010101000 010100010 010001010 000101010 010010100
"""
CODE_39 = dict(zip(SIGNS, ELEMENTS.split(), strict=True))
"""Nine elements a character, bar and space in turn, wide (1) or narrow (ISO/IEC 16388)."""


def bars(text: str) -> tuple[float, list[tuple[float, float]]]:
    """A Code 39 with its start and stop signs: its width, and each bar's place and width, all in narrow elements."""
    at, found = 0.0, []
    for char in f"*{text.upper()}*":
        for number, element in enumerate(CODE_39.get(char, "")):
            width = WIDE if element == "1" else 1.0
            if number % 2 == 0:
                found.append((at, width))
            at += width
        at += 1
    return at - 1, found


def squares(text: str) -> tuple[int, list[tuple[int, int, int]]]:
    """A QR code: squares a side, and its dark runs as column, row from the top, and length."""
    import segno

    matrix = segno.make(text, error="l", boost_error=False, micro=False).matrix
    return len(matrix), [run for row, line in enumerate(matrix) for run in _runs(row, line)]


def _runs(row: int, line: bytearray) -> Iterator[tuple[int, int, int]]:
    column = 0
    for dark, group in groupby(line):
        length = sum(1 for _ in group)
        if dark:
            yield column, row, length
        column += length
