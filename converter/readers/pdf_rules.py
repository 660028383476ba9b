"""The straight lines drawn on a page: rules between the rows and the columns of tables, above notes, around boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from converter.records import dataclass, field

THIN = 3.2
"""Points that a rule is thick, at the most, with what PDFium adds around it."""
SHORT = 3.0
"""Points under which a stroke is none of a table."""
DOT = 7.0
"""Points that a bullet is wide and high, at the most."""
MOST = 20000
"""Objects of a page that are looked at; more are a drawing."""
CORNERS = 400
"""Points of a path that is looked into; more are a drawing."""
TOUCH = 6.0
"""Points between the ends of strokes that go on in each other, where a post stands."""
SAME = 2.2
"""Points within which strokes are one line."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A level stroke at a height `at` from `start` to `end`; an upright one at a distance `at` from the left."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """The strokes of a page as drawn."""

    level: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    drawn: list[tuple[float, float]] = field(default_factory=list)
    """The middles of what is drawn and is neither line nor box: a page of a chart has some."""
    dots: list[tuple[float, float]] = field(default_factory=list)
    """The middles of those that are as small as the bullets of a list."""


def rules_of(page: Any, raw: Any) -> Rules:
    """All level and upright strokes of a page, be they lines, thin filled boxes or the sides of boxes."""
    rules = Rules()
    for place, one in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if place >= MOST:
            return Rules()
        try:
            add(rules, one, raw)
        except RuntimeError:  # PDFium cannot say where it is: it is not seen either.
            continue
    return rules


def add(rules: Rules, one: Any, raw: Any) -> None:
    """Add the strokes of one path."""
    left, bottom, right, top = one.get_bounds()
    if top - bottom <= THIN and right - left > DOT:
        rules.level.append(Stroke((top + bottom) / 2, left, right))
    elif right - left <= THIN and top - bottom > SHORT:
        rules.upright.append(Stroke((left + right) / 2, bottom, top))
    elif is_drawn(one, raw):
        if right - left <= DOT and top - bottom <= DOT:
            rules.dots.append(((left + right) / 2, (bottom + top) / 2))
        else:
            rules.drawn.append(((left + right) / 2, (bottom + top) / 2))
    elif is_stroked(one, raw):
        add_sides(rules, one, raw)


def is_drawn(one: Any, raw: Any) -> bool:
    """Whether a path is more than boxes: it has a slope or a bend, or very many corners."""
    count = raw.FPDFPath_CountSegments(one.raw)
    if count > CORNERS:
        return True
    if any(
        raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(one.raw, place)) == raw.FPDF_SEGMENT_BEZIERTO
        for place in range(count)
    ):
        return True
    return any(abs(x - to_x) > 1 and abs(y - to_y) > 1 for (x, y), (to_x, to_y) in sides(one, raw))


def is_stroked(one: Any, raw: Any) -> bool:
    """Whether the outline of a path is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(one.raw, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)


def add_sides(rules: Rules, one: Any, raw: Any) -> None:
    """Add the straight sides of a path that lie level or upright."""
    for (x, y), (to_x, to_y) in sides(one, raw):
        if abs(y - to_y) < 0.5 and abs(x - to_x) > SHORT:
            rules.level.append(Stroke((y + to_y) / 2, min(x, to_x), max(x, to_x)))
        elif abs(x - to_x) < 0.5 and abs(y - to_y) > SHORT:
            rules.upright.append(Stroke((x + to_x) / 2, min(y, to_y), max(y, to_y)))


def sides(one: Any, raw: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight sides of a path in points of the page."""
    matrix = one.get_matrix()
    begin = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(raw.FPDFPath_CountSegments(one.raw)):
        segment = raw.FPDFPath_GetPathSegment(one.raw, place)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield last, begin
            last = begin


def joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes on one line that touch each other made one, from the head of the page down, or from the left."""
    done: list[Stroke] = []
    for level in lines(sorted(strokes, key=lambda stroke: -stroke.at)):
        now: Stroke | None = None
        for stroke in sorted(level, key=lambda stroke: stroke.start):
            if now is not None and stroke.start <= now.end + TOUCH:
                now = Stroke(now.at, now.start, max(now.end, stroke.end))
            else:
                done += [now] if now is not None else []
                now = stroke
        done += [now] if now is not None else []
    return done


def lines(strokes: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    """Sorted strokes that lie on one line."""
    line: list[Stroke] = []
    for stroke in strokes:
        if line and abs(line[0].at - stroke.at) > SAME:
            yield line
            line = []
        line.append(stroke)
    if line:
        yield line


def spots(values: Iterable[float], apart: float = SAME) -> list[float]:
    """Numbers that lie close together made one, ascending."""
    done: list[list[float]] = []
    for value in sorted(values):
        if done and value - done[-1][-1] <= apart:
            done[-1].append(value)
        else:
            done.append([value])
    return [sum(group) / len(group) for group in done]
