"""The order of letters in lines that mix directions: the Unicode bidirectional algorithm (UAX #9), without embeddings.

Embeddings and isolates are taken as if they were not there: a text copied from a page rarely closes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar
from unicodedata import bidirectional

from converter.late import late

T = TypeVar("T")

RIGHT_TO_LEFT = late("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")
"""One such letter, and a paragraph needs the algorithm."""

IGNORED = frozenset(["LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"])
STRONG = frozenset(["L", "R", "AL"])
SIDE = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""Which side a number or letter takes when what stands between two of them is resolved (N0–N2)."""
OPENERS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "⟨": "⟩",
    "〈": "〉",
    "《": "》",
    "「": "」",
    "『": "』",
    "【": "】",
    "（": "）",
}
CLOSERS = {closer: opener for opener, closer in OPENERS.items()}


def levels(text: str, base: int) -> list[int]:
    """The level of each character of a paragraph whose own level is `base` (0 left to right, 1 right to left); odd ones
    run to the left."""
    original = [bidirectional(char) or "L" for char in text]
    kinds = ["BN" if kind in IGNORED else kind for kind in original]
    own = "LR"[base]
    _resolve_marks(kinds, own)
    _resolve_numbers(kinds, own)
    _resolve_brackets(text, kinds, original, own)
    _resolve_neutrals(kinds, own)
    resolved = [_level(kind, base) for kind in kinds]
    _reset_ends(original, resolved, base)
    return resolved


def visual(items: Iterable[T], level: Callable[[T], int]) -> list[T]:
    """Items of a line from left to right: rule L2 reverses every stretch at or above each level, the highest first."""
    found = list(items)
    deep = [level(item) for item in found]
    for least in range(max(deep, default=0), 0, -1):
        start = 0
        while start < len(found):
            end = start
            while end < len(found) and deep[end] >= least:
                end += 1
            found[start:end], deep[start:end] = found[start:end][::-1], deep[start:end][::-1]
            start = max(end, start + 1)
    return found


def _resolve_marks(kinds: list[str], own: str) -> None:
    """W1–W3: marks take the kind of what they stand on; digits after Arabic letters are Arabic; Arabic letters are
    right to left."""
    before = strong = own
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kind = before
        if kind != "BN":
            before = kind
        if kind in STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    for at, kind in enumerate(kinds):
        if kind == "AL":
            kinds[at] = "R"


def _resolve_numbers(kinds: list[str], own: str) -> None:
    """W4–W7: separators and signs belong to the numbers they stand in or beside; else they are neutral."""
    for at in range(1, len(kinds) - 1):
        before, after = kinds[at - 1], kinds[at + 1]
        if before == after and (
            (kinds[at] == "CS" and before in ("EN", "AN")) or (kinds[at] == "ES" and before == "EN")
        ):
            kinds[at] = before
    for start, end in _stretches(kinds, lambda kind: kind in ("ET", "BN"), "ET"):
        beside = "EN" in (kinds[start - 1] if start else "", kinds[end] if end < len(kinds) else "")
        kinds[start:end] = ["EN" if beside else "ON"] * (end - start)
    strong = own
    for at, kind in enumerate(kinds):
        if kind in ("ES", "CS", "ET"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _resolve_brackets(text: str, kinds: list[str], original: Sequence[str], own: str) -> None:
    """N0: a pair of brackets takes the side of what is inside it, or of what stands before it."""
    for opener, closer in _pairs(text, kinds):
        inside = {SIDE[kind] for kind in kinds[opener + 1 : closer] if kind in SIDE}
        if not inside:
            continue
        side = own
        if own not in inside:
            side = next((SIDE[kind] for kind in reversed(kinds[:opener]) if kind in SIDE), own)
        for at in (opener, closer):
            kinds[at] = side
            for mark in range(at + 1, len(kinds)):
                if original[mark] != "NSM":
                    break
                kinds[mark] = side


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    open_ones: list[tuple[str, int]] = []
    found = []
    for at, char in enumerate(text):
        if kinds[at] != "ON":
            continue
        if char in OPENERS:
            open_ones.append((char, at))
        elif char in CLOSERS:
            for depth in range(len(open_ones) - 1, -1, -1):
                if open_ones[depth][0] == CLOSERS[char]:
                    found.append((open_ones[depth][1], at))
                    del open_ones[depth:]
                    break
    return sorted(found)


def _resolve_neutrals(kinds: list[str], own: str) -> None:
    """N1–N2: what stands between two of one side joins them; else it follows the paragraph."""
    for start, end in _stretches(kinds, lambda kind: kind not in SIDE):
        before = SIDE[kinds[start - 1]] if start else own
        after = SIDE[kinds[end]] if end < len(kinds) else own
        kinds[start:end] = [before if before == after else own] * (end - start)


def _stretches(kinds: list[str], wanted: Callable[[str], bool], first: str = "") -> list[tuple[int, int]]:
    """Where the longest runs of wanted kinds stand; with `first`, runs begin at that kind only."""
    found, at = [], 0
    while at < len(kinds):
        if wanted(kinds[at]) and (not first or kinds[at] == first):
            end = at
            while end < len(kinds) and wanted(kinds[end]):
                end += 1
            found.append((at, end))
            at = end
        else:
            at += 1
    return found


def _level(kind: str, base: int) -> int:
    """I1–I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _reset_ends(original: Sequence[str], resolved: list[int], base: int) -> None:
    """L1: separators, and white space before them or at the end, have the paragraph's level."""
    trailing = True
    for at in range(len(original) - 1, -1, -1):
        kind = original[at]
        if kind in ("B", "S"):
            trailing = True
        elif kind != "WS" and kind != "BN" and kind not in IGNORED:
            trailing = False
        if trailing:
            resolved[at] = base


def runs(text: str, deep: Sequence[int]) -> list[tuple[int, int]]:
    """The longest stretches `start, end` of one level."""
    cuts = [0, *(at for at in range(1, len(text)) if deep[at] != deep[at - 1]), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if start < end]
