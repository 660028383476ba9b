"""Words of two files that are the same word: by stretches that stand in each file only once, then by what is
between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher

STRETCH = 5
"""Words in a row that are compared."""
LARGEST = 2_000
"""A gap longer than this on both sides is not searched: that would take its square in time."""


def pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of the same words, rising on both sides."""
    found: set[tuple[int, int]] = set()
    at = 0, 0
    for a, b in [*_anchors(left, right), (len(left), len(right))]:
        if a < at[0] or b < at[1]:  # within the stretch before
            if a - b == at[0] - at[1]:
                found |= {(a + n, b + n) for n in range(STRETCH)}
                at = max(at[0], a + STRETCH), max(at[1], b + STRETCH)
            continue
        found |= _between(left, right, at, (a, b))
        if a < len(left):
            found |= {(a + n, b + n) for n in range(STRETCH)}
        at = a + STRETCH, b + STRETCH
    return sorted(found)


def _between(
    left: Sequence[str], right: Sequence[str], start: tuple[int, int], end: tuple[int, int]
) -> set[tuple[int, int]]:
    a, b = left[start[0] : end[0]], right[start[1] : end[1]]
    if not a or not b or min(len(a), len(b)) > LARGEST:
        return set()
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return {(start[0] + x + n, start[1] + y + n) for x, y, size in blocks for n in range(size)}


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches that stand once in each file, and in the same order in both."""
    a, b = _once(left), _once(right)
    both = sorted((at, b[key]) for key, at in a.items() if key in b)
    return _rising(both)


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - STRETCH + 1):
        key = tuple(words[at : at + STRETCH])
        found[key] = -1 if key in found else at
    return {key: at for key, at in found.items() if at >= 0}


def _rising(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of points whose second numbers rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, b) in enumerate(points):
        place = bisect_left(ends, b)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [b]
        last[place : place + 1] = [at]
    found, at = [], last[-1] if last else -1
    while at >= 0:
        found.append(points[at])
        at = before[at]
    return found[::-1]
