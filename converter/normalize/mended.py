"""What a step of normalizing gives back: the lines, and what it took out of them."""

from __future__ import annotations

from collections.abc import Callable

from converter.diagnostics import Removed
from converter.records import dataclass, replace
from converter.source import Line, Source

SEAM = "page-seam"
"""Style of the blank line that stands where page furniture was; no step after the last one sees it."""


@dataclass(frozen=True, slots=True)
class Mended:
    """Lines after a step, and what was removed from them."""

    lines: tuple[Line, ...]
    removed: tuple[Removed, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A named step; `said` is what the report notes, under `code`, where the step changed something."""

    name: str
    run: Callable[[Source], Mended]
    said: str = ""
    code: str = ""


def emptied(line: Line, style: str = "") -> Line:
    """The blank line that stays where a whole line was removed."""
    return replace(
        line, text="", marks=(), label="", heading=0, style=style, whole=False, hard=False, cell=None, figure=None
    )


def without(lines: tuple[Line, ...], gone: dict[int, str], style: str = "") -> Mended:
    """Lines with those at some places removed; `gone` says why for each.

    >>> from converter.span import Span
    >>> without((Line("a", Span(1, 1)), Line("3", Span(2, 2))), {1: "page-number"}).removed[0].why
    'page-number'
    """
    if not gone:
        return Mended(lines)
    removed = tuple(Removed(lines[place].span, printed(lines[place]), why) for place, why in sorted(gone.items()))
    return Mended(tuple(emptied(line, style) if place in gone else line for place, line in enumerate(lines)), removed)


def printed(line: Line) -> str:
    """A line as it stands in the input: its label and its text."""
    return f"{line.label} {line.text}" if line.label else line.text
