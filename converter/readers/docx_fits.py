"""How a typist fitted a paragraph of a Word file to its page: narrower letters, less space between them, lines kept
together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from converter.geometry import Fit, Letters
from converter.readers.docx_package import W, is_on, val, whole
from converter.readers.docx_runs import PAGE, Runs
from converter.records import replace

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from converter.readers.docx_geometry import Geometry
    from converter.readers.docx_styles import Shape
    from converter.span import Span

AGENDA = "Agenda_Title"
"""A style of the templates that changes in each file with the first title that a typist fits."""
MOST = 0.6
"""Part of a paragraph that is set alike before the paragraph is said to be set so."""
PLAIN, NOTHING = Letters(), Fit()
FIXED = "\u00a0"


class Fits:
    """What is fitted in the text of a file of the house, one paragraph after the other: empty ones make room between
    others."""

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry
        self.room: int | None = None
        """Twips below the last paragraph that had text."""
        self.last = 0

    def of(self, paragraph: Element, shape: Shape, runs: Runs, span: Span, body: bool) -> Fit | None:
        """How a paragraph was fitted, if it belongs to the text; else something stands between those that do."""
        if not body or not self.geometry.house:
            self.room = None
            return None
        text, setting = "".join(runs.text), self.geometry.text(paragraph, shape)
        if PAGE in text or runs.pictures or runs.boxes or shape.breaks:
            self.room = None
        if not text.strip():
            self.room = None if self.room is None else self.room + setting.before + setting.line + setting.after
            return None
        fit = fit_of(paragraph) or NOTHING
        if self.room is not None:
            fit = replace(fit, above=self.room + setting.before, follows=self.last)
        if shape.style.startswith(AGENDA):
            fit = replace(fit, right=setting.right)
        self.room, self.last = setting.after, span.first
        return None if fit == NOTHING else fit


def fit_of(paragraph: Element) -> Fit | None:
    """What a paragraph says itself of its lines, on top of its style; None for nothing."""
    fit = replace(_of_lines(paragraph.find(W + "pPr")), ties=ties_of(paragraph))
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


def ties_of(paragraph: Element) -> tuple[int, ...]:
    """Where spaces stand in which no line may end."""
    text = "".join(found.text or "" for found in paragraph.iter(W + "t"))
    if FIXED not in text:
        return ()
    after = [sum(map(str.isalnum, part)) for part in text.split(FIXED)]
    return tuple(sum(after[at:]) for at in range(1, len(after)))


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
