"""Lines of a letterhead that have a place each, in the order in which both writers set them: bands, columns, lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from converter.compose.composed import Band, Column, LetterheadBlock, Para, PlacedText, Section
from converter.records import replace
from converter.style.letters import ASCENT, DESCENT, LEADING, WHOLE, width
from converter.style.names import StyleName
from converter.style.schema import Pack, ParagraphStyle, PlacedLine
from converter.style.units import Length

STYLES = {"name": StyleName.LETTERHEAD_NAME, "address": StyleName.LETTERHEAD_ADDRESS}
Tongue = Callable[[str], str]


def bands(lines: Iterable[PlacedLine], pack: Pack, tongue: Tongue) -> tuple[Band, ...]:
    """The lines by the height at which they stand; `tongue` gives the language of a line, or nothing."""
    done: list[list[PlacedLine]] = []
    bottom = 0
    for line in sorted(lines, key=lambda line: line.y - ASCENT * _look(line, pack).size):
        size = _look(line, pack).size
        if not done or line.y - ASCENT * size >= bottom:
            done.append([])
            bottom = 0
        done[-1].append(line)
        bottom = max(bottom, round(line.y + DESCENT * size))
    return tuple(Band(tuple(_columns(band, pack, tongue))) for band in done)


def _look(line: PlacedLine, pack: Pack) -> ParagraphStyle:
    """The style of a line with what the line says of itself."""
    fields = ("size", "bold", "italic", "colour", "face")
    own = {name: value for name in fields if (value := getattr(line, name)) is not None}
    style = pack.styles[STYLES[line.style or "name"]]
    return replace(style, **own) if own else style


def _columns(band: Sequence[PlacedLine], pack: Pack, tongue: Tongue) -> Iterable[Column]:
    groups: dict[tuple[str, Length], list[PlacedLine]] = {}
    for line in band:
        groups.setdefault((line.align, line.x), []).append(line)
    spans = sorted((*_span(lines, pack), align, x, lines) for (align, x), lines in groups.items())
    edges = [0, *((one[1] + other[0]) // 2 for one, other in pairwise(spans)), int(pack.page.width)]
    for (_, _, align, x, lines), (low, high) in zip(spans, pairwise(edges), strict=True):
        half = max(1, min(x - low, high - x))
        left, right = {"left": (x, high), "right": (low, x), "center": (x - half, x + half)}[align]
        yield Column(Length(left), Length(max(right, left + 1)), align, tuple(_texts(lines, pack, tongue)))


def _span(lines: Sequence[PlacedLine], pack: Pack) -> tuple[int, int]:
    """The edges of a column as far as its letters tell."""
    widest = max(width(line.text, _look(line, pack).size) for line in lines)
    x = lines[0].x
    left = round(x - {"left": 0, "center": widest / 2, "right": widest}[lines[0].align])
    return left, round(left + widest)


def _texts(lines: Sequence[PlacedLine], pack: Pack, tongue: Tongue) -> Iterable[PlacedText]:
    """Lines from the top down; each is as high as it may be without reaching into the one above."""
    low = float("-inf")
    share = pack.page.baseline / WHOLE
    for line in sorted(lines, key=lambda line: line.y):
        look = _look(line, pack)
        room = (line.y - low) / share
        leading = Length(round(max(look.size, min(LEADING * look.size, room))))
        low = line.y + leading * (1 - share)
        yield PlacedText(line.text, line.y, leading, STYLES[line.style or "name"], look, tongue(line.text))


def lowest(found: Sequence[Band], share: int) -> Length:
    """Where the lowest line of some bands ends; `share`: per cent of a line above its baseline."""
    ends = [t.y + t.leading * (WHOLE - share) // WHOLE for b in found for column in b.columns for t in column.lines]
    return Length(max(ends, default=0))


def highest(found: Sequence[Band], share: int) -> Length:
    """Where the highest line of some bands begins."""
    tops = [t.y - t.leading * share // WHOLE for b in found for column in b.columns for t in column.lines]
    return Length(min(tops, default=0))


def below_placed(head: LetterheadBlock | None, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with their first paragraph right where the text begins, below lines that are placed."""
    if head is None or not head.bands or not sections or not sections[0].flow:
        return sections
    first, *rest = sections[0].flow
    if not isinstance(first, Para):
        return sections
    flow = (replace(first, before=Length(0)), *rest)
    return (replace(sections[0], flow=flow), *sections[1:])
