"""How a typist fitted a paragraph of a Word file to its page: narrower letters, less space between them, lines kept
together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from converter.geometry import Fit, Letters
from converter.readers.docx_package import W, is_on, val, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

AGENDA = "Agenda_Title"
"""A style of the templates that changes in each file with the first title that a typist fits."""
MOST = 0.6
"""Part of a paragraph that is set alike before the paragraph is said to be set so."""
PLAIN, NOTHING = Letters(), Fit()
FIXED = "\u00a0"


def fit_of(paragraph: Element, right: int | None = None) -> Fit | None:
    """What a paragraph says itself, on top of its style; None for nothing. `right`: its indent, whoever says it."""
    fit = replace(_of_lines(paragraph.find(W + "pPr")), ties=tuple(_ties(paragraph)))
    fit = fit if right is None else replace(fit, right=right)
    runs = list(_runs(paragraph))
    if all(letters == PLAIN for letters, _ in runs):
        return None if fit == NOTHING else fit
    found: Counter[Letters] = Counter()
    for letters, size in runs:
        found[letters] += size
    most, count = found.most_common(1)[0]
    most = most if count > MOST * found.total() else PLAIN
    return replace(fit, letters=most, stretches=tuple(_stretches(runs, most, found.total())))


def _of_lines(ppr: Element | None) -> Fit:
    """What a paragraph says of its lines."""
    if ppr is None:
        return NOTHING
    right = val(ppr, "ind", "right")
    exact = val(ppr, "spacing", "lineRule") == "exact"
    return Fit(
        keep_next=is_on(val(ppr, "keepNext")),
        keep_together=is_on(val(ppr, "keepLines")),
        line=max(0, whole(val(ppr, "spacing", "line"))) if exact else 0,
        right=whole(right) if right else None,
    )


def _ties(paragraph: Element) -> Iterator[int]:
    """Where spaces stand in which no line may end."""
    text = "".join(found.text or "" for found in paragraph.iter(W + "t"))
    if FIXED in text:
        after = [sum(map(str.isalnum, part)) for part in text.split(FIXED)]
        yield from (sum(after[at:]) for at in range(1, len(after)))


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
