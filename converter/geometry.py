"""How an input that knows such things sets a table: widths, rules, heights of rows, sizes and indents of texts.

A Word file made from the templates of the house says all this, and compose follows it; where an input says nothing,
the pack's own rules hold. Lengths are twips, sizes half points, rules eighths of a point, as Word has them.
"""

from __future__ import annotations

from converter.records import dataclass


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters are set."""

    scale: int = 0
    """In per cent; 0: as the pack has it."""
    spacing: int | None = None
    """Twips between them; None: as the pack has it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What a typist changed in a paragraph so that its lines and pages end well."""

    letters: Letters = Letters()
    """Most of them."""
    stretches: tuple[tuple[int, int, Letters], ...] = ()
    """Others: how many letters and figures there are from where a stretch begins, and from its end, to the end of the
    paragraph."""
    keep_next: bool = False
    keep_together: bool = False
    line: int = 0
    """Twips from baseline to baseline, exactly; 0: as the pack has it."""
    right: int | None = None
    """Right indent in twips; None: as the pack has it."""
    above: int | None = None
    """Twips between it and the paragraph before; None where something else stands there."""
    follows: int = 0
    """Input line of the paragraph before."""
    ties: tuple[int, ...] = ()
    """Spaces in which no line may end: how many letters and figures follow each in the paragraph."""


@dataclass(frozen=True, slots=True)
class TextSetting:
    """A paragraph in a cell."""

    size: int = 0
    """0: as the pack has it."""
    line: int = 0
    """From baseline to baseline; 0: as the pack has it."""
    least: bool = False
    """`line` is the least; else it is exact."""
    before: int = 0
    after: int = 0
    left: int = 0
    """From the edge of the cell to turned lines."""
    right: int = 0
    first: int = 0
    """Where the first line begins, relative to `left`."""
    align: str = ""
    scale: int = 0
    """Of its letters in per cent; 0: as the pack has it."""
    spacing: int | None = None
    """Twips between its letters; None: as the pack has it."""
    label: str = ""
    """The label that the format prints, which is part of the text in a cell."""
    ties: tuple[int, ...] = ()
    """Spaces in which no line may end: how many letters and figures follow each."""
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class CellSetting:
    """A cell: the thickness of its rules, 0 for none, where its texts stand, and each text in order."""

    above: int = 0
    below: int = 0
    before: int = 0
    after: int = 0
    """Rules at the starting and the other side."""
    stand: str = ""
    """`top`, `center`, `bottom` or nothing."""
    texts: tuple[TextSetting, ...] = ()
    """One for each line of the cell; one for an empty cell."""


@dataclass(frozen=True, slots=True)
class RowSetting:
    """A row: its least or exact height, and whether no page may end in it or after it."""

    height: int = 0
    exact: bool = False
    whole: bool = False
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class TableSetting:
    """A table: from the margin to its left edge, its columns, its rows."""

    left: int
    widths: tuple[int, ...]
    rows: tuple[RowSetting, ...]
    above: int = 0
    below: int = 0
    """Heights of empty rows before the first and after the last that holds words."""
    columns: int = 1
    apart: int = 0
    """It runs through so many columns of the page, so far apart, as a newspaper does."""
    apart_below: bool = False
    """What comes next is an empty line after which a page may end."""
    repeats: bool = True
    """Its head rows are set again on each page."""
    unit: int = 0
    """From baseline to baseline, exactly, of the caption's line that tells the unit; 0: as the pack has it."""
    rooms: tuple[int, int, int] | None = None
    """Heights of empty lines before the caption, between it and the table, after the table; without a caption the
    second is 0."""
