"""Tables set in columns as a newspaper is: down the first, on at the head of the next, all of one height on a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from converter.writers.pdf.boxes import Strip
from converter.writers.pdf.constants import TOLERANCE


def columns(strips: Sequence[Strip], count: int, room: float) -> list[list[Strip]]:
    """As many strips as there is room for, by columns: as low as can be when all of them fit, else all of the room."""
    whole = _filled(strips, count, room)
    if sum(map(len, whole)) < len(strips):
        return whole
    heights = list(accumulate(strip.gap + strip.height for strip in strips))
    enough = bisect_left(
        range(len(heights)), True, key=lambda at: sum(map(len, _filled(strips, count, heights[at]))) == len(strips)
    )
    return _filled(strips, count, min(heights[enough], room)) if enough < len(heights) else whole


def _filled(strips: Sequence[Strip], count: int, room: float) -> list[list[Strip]]:
    """Columns filled one after the other up to a height."""
    done: list[list[Strip]] = []
    at = 0
    while at < len(strips) and len(done) < count:
        column: list[Strip] = []
        height = 0.0
        while at < len(strips):
            need = strips[at].height + (strips[at].gap if column else 0.0)
            if height + need > room + TOLERANCE:
                break
            column.append(strips[at])
            height += need
            at += 1
        if not column:
            break
        done.append(column)
    return done


def height_of(column: Sequence[Strip]) -> float:
    """The height of a column; the room above its first strip is left out."""
    return sum(strip.gap + strip.height for strip in column) - (column[0].gap if column else 0.0)
