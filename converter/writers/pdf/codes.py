"""Bar codes as rectangles: Code 39 for job numbers, QR for addresses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from converter.writers.pdf.constants import WIDE

CODE_39 = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*",
        (
            "nnnwwnwnn wnnwnnnnw nnwwnnnnw wnwwnnnnn nnnwwnnnw wnnwwnnnn nnwwwnnnn nnnwnnwnw wnnwnnwnn nnwwnnwnn wnnnnwnnw "
            "nnwnnwnnw wnwnnwnnn nnnnwwnnw wnnnwwnnn nnwnwwnnn nnnnnwwnw wnnnnwwnn nnwnnwwnn nnnnwwwnn wnnnnnnww nnwnnnnww "
            "wnwnnnnwn nnnnwnnww wnnnwnnwn nnwnwnnwn nnnnnnwww wnnnnnwwn nnwnnnwwn nnnnwnwwn wwnnnnnnw nwwnnnnnw wwwnnnnnn "
            "nwnnwnnnw wwnnwnnnn nwwnwnnnn nwnnnnwnw wwnnnnwnn nwwnnnwnn nwnwnwnnn nwnwnnnwn nwnnnwnwn nnnwnwnwn nwnnwnwnn"
        ).split(),
        strict=True,
    )
)
"""Nine elements a character, bar and space in turn, wide or narrow (ISO/IEC 16388)."""


def bars(text: str) -> tuple[float, list[tuple[float, float]]]:
    """A Code 39 with its start and stop signs: its width, and each bar's place and width, all in narrow elements."""
    at, found = 0.0, []
    for char in f"*{text.upper()}*":
        for number, element in enumerate(CODE_39.get(char, "")):
            width = WIDE if element == "w" else 1.0
            if number % 2 == 0:
                found.append((at, width))
            at += width
        at += 1
    return at - 1, found


def squares(text: str) -> tuple[int, list[tuple[int, int, int]]]:
    """A QR code: squares a side, and its dark runs as column, row from the top, and length."""
    import segno

    matrix = segno.make(text, error="m", micro=False).matrix
    return len(matrix), [run for row, line in enumerate(matrix) for run in _runs(row, line)]


def _runs(row: int, line: bytearray) -> Iterator[tuple[int, int, int]]:
    column = 0
    for dark, group in groupby(line):
        length = sum(1 for _ in group)
        if dark:
            yield column, row, length
        column += length
