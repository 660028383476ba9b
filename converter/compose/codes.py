"""Code 39 as modules, for the job number at the foot of page 1: 44 patterns of nine elements (ISO/IEC 16388)."""

from __future__ import annotations

from typing import Final

WIDE: Final = 2
CHARACTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. *"
PATTERNS: Final = (
    "000110100",
    "100100001",
    "001100001",
    "101100000",
    "000110001",
    "100110000",
    "001110000",
    "000100101",
    "100100100",
    "001100100",
    "100001001",
    "001001001",
    "101001000",
    "000011001",
    "100011000",
    "001011000",
    "000001101",
    "100001100",
    "001001100",
    "000011100",
    "100000011",
    "001000011",
    "101000010",
    "000010011",
    "100010010",
    "001010010",
    "000000111",
    "100000110",
    "001000110",
    "000010110",
    "110000001",
    "011000001",
    "111000000",
    "010010001",
    "110010000",
    "011010000",
    "010000101",
    "110000100",
    "011000100",
    "010010100",
)
"""For each character the elements, bar first: 1 is wide."""
STOP: Final = "*"


def elements(text: str) -> list[tuple[bool, bool]]:
    """The bars and gaps of a text with start and stop: (is a bar, is wide).

    Raises ValueError for a character without a pattern.
    """
    done: list[tuple[bool, bool]] = []
    for char in f"{STOP}{text}{STOP}":
        if done:
            done.append((False, False))
        pattern = PATTERNS[CHARACTERS.index(char)]
        done += [(place % 2 == 0, bit == "1") for place, bit in enumerate(pattern)]
    return done


def modules(text: str) -> list[int]:
    """The same as modules, 1 black; a wide element is twice a narrow one."""
    return [int(bar) for bar, wide in elements(text) for _ in range(WIDE if wide else 1)]
