"""How a typist fitted a paragraph of a Word file to its page: narrower letters, less space between them, lines kept
together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from converter.geometry import Fit, Letters
from converter.readers.docx_package import W, is_on, val, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST = 0.6
"""Part of a paragraph that is set alike before the paragraph is said to be set so."""
PLAIN = Letters()


def fit_of(paragraph: Element) -> Fit | None:
    """What a paragraph says itself, on top of its style; None for nothing."""
    ppr = paragraph.find(W + "pPr")
    keep_next, together = (ppr is not None and is_on(val(ppr, name)) for name in ("keepNext", "keepLines"))
    runs = list(_runs(paragraph))
    if all(letters == PLAIN for letters, _ in runs):
        return Fit(keep_next=keep_next, keep_together=together) if keep_next or together else None
    found: Counter[Letters] = Counter()
    for letters, size in runs:
        found[letters] += size
    most, count = found.most_common(1)[0]
    most = most if count > MOST * found.total() else PLAIN
    return Fit(most, tuple(_stretches(runs, most, found.total())), keep_next, together)


def _stretches(runs: list[tuple[Letters, int]], most: Letters, total: int) -> Iterator[tuple[int, int, Letters]]:
    """Runs that are set in another way than most."""
    left = total
    for letters, group in groupby(runs, key=lambda run: run[0]):
        size = sum(size for _, size in group)
        if letters != most and size:
            yield left, left - size, letters
        left -= size


def _runs(paragraph: Element) -> Iterator[tuple[Letters, int]]:
    """How each run is set, and how many letters and figures it has."""
    for run in paragraph.iter(W + "r"):
        size = sum(map(str.isalnum, "".join(text.text or "" for text in run.iterfind(W + "t"))))
        rpr = run.find(W + "rPr")
        scale, spacing = val(rpr, "w"), val(rpr, "spacing")
        yield (PLAIN if scale is spacing is None else Letters(whole(scale), whole(spacing) if spacing else None)), size
