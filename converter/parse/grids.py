"""Where tables stand in lines, and what their cells hold: cells of a format, pipes, tabs, columns of blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from converter.forms.labels import readings
from converter.late import late
from converter.parse.view import Grid, Slot
from converter.records import replace
from converter.source import Cell, Line

TAB, PIPE = late(r"\t"), late(r"(?<!\\)\|")
PIPE_RULE = late(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
DRAWN_RULE = late(r"[\s+|=_─═┌┐└┘├┤┬┴┼─-]{4,}")
GAP = late(r"(?<=\S)(?: {2,}| ?\t\s*)(?=\S)")
FIGURE = late(r"[\s(<>~≈+−–-]*[$€£¥]?\s?\d[\d\s.,/:%–−)-]*[%‰*]?\s*|[-–—.…*]|n/?a\.?", re.IGNORECASE)
LEADERS = late(r"(?:\.\s?){4,}|…{2,}")
Lines = Sequence[Line]


def find_tables(lines: Lines, taken: frozenset[int]) -> dict[int, Grid]:
    """Every table by its first line; lines in `taken` are something else."""
    found: dict[int, Grid] = {}
    at = 0
    while at < len(lines):
        ways = () if at in taken or lines[at].blank else WAYS if not lines[at].label else (of_cells,)
        grid = next(filter(None, (way(lines, at) for way in ways)), None)
        if grid is None or any(n in taken for n in range(at, grid.end)):
            at += 1
            continue
        found[at] = grid
        at = grid.end
    return found


# ---------------------------------------------------------------- cells of a format


def of_cells(lines: Lines, at: int) -> Grid | None:
    """Lines that the format puts into cells; a table of one cell in all is a frame, no table."""
    cell = lines[at].cell
    if cell is None:
        return None
    end, first = at, at
    while first > 0 and lines[first - 1].blank and (near := lines[first - 1].cell) and near.table == cell.table:
        first -= 1  # Empty cells before the first word are cells all the same.
    slots: dict[tuple[int, int], Slot] = {}
    for number in range(first, len(lines)):
        line = lines[number]
        if line.cell is None or line.cell.table != cell.table:
            if line.blank:
                continue
            break
        end = number + 1
        slots[line.cell.row, line.cell.column] = _with(slots.get((line.cell.row, line.cell.column)), line, line.cell)
    head = len({n.cell.row for n in lines[first:end] if n.cell and n.cell.head})
    ordered = tuple(slots[place] for place in sorted(slots))
    return Grid(ordered, head or _guessed_head(ordered), end, cell.within)


def _with(slot: Slot | None, line: Line, cell: Cell) -> Slot:
    """A cell with one line more; a blank one only tells how the empty cell is set."""
    lines, texts = (slot.lines, slot.texts) if slot else ((), ())
    setting = replace(line.setting, label=line.label) if line.setting and line.label else line.setting
    if not line.blank:
        texts = (*(texts if lines else ()), setting) if setting else ()
        lines = (*lines, line)
    elif setting and not lines:
        texts = (setting,)
    return Slot(cell.row, cell.column, lines, cell.rows, cell.columns, cell.align or line.align, cell.setting, texts)


# ---------------------------------------------------------------- tables that are typed


def of_pipes(lines: Lines, at: int) -> Grid | None:
    """Lines with pipes between cells: a row of dashes below the head, pipes at the edges, or as many in each line."""
    end = _while(lines, at, lambda text: "|" in text or DRAWN_RULE.fullmatch(text) is not None)
    rows = [
        n for n in range(at, end) if not (DRAWN_RULE.fullmatch(lines[n].text) or PIPE_RULE.fullmatch(lines[n].text))
    ]
    ruled = next((n for n in range(at, end) if PIPE_RULE.fullmatch(lines[n].text)), None)
    if ruled is None and rows:
        drawn = [n for n in range(rows[0], rows[-1]) if n not in rows]
        ruled = drawn[0] if len(drawn) == 1 else next((n for n in drawn if "=" in lines[n].text), None)
    if len(rows) < 2 or (ruled is None and min(lines[n].text.strip().strip("|").count("|") for n in rows) < 1):
        return None
    cells = [list(_between_pipes(lines[n])) for n in rows]
    if ruled is None and not (all(lines[n].text.strip().startswith("|") for n in rows) or _even(cells)):
        return None
    aligns = _aligns(lines[ruled].text) if ruled is not None else []
    head = sum(n < ruled for n in rows) if ruled is not None else 0
    return _grid(cells, aligns, head, end)


def _even(cells: Sequence[Sequence[Line]]) -> bool:
    """Whether rows have as many cells each, and enough of them: two rows may be parts of a line divided by strokes."""
    width = len(cells[0])
    if any(len(row) != width for row in cells) or _is_prose(cells):
        return False
    figures = any(FIGURE.fullmatch(row[-1].text) for row in cells[1:])
    return len(cells) > 2 or width > 2 or figures


def of_tabs(lines: Lines, at: int) -> Grid | None:
    """Two rows or more with the same number of tabs between cells."""
    if "\t" not in lines[at].text.strip():
        return None
    end = _while(lines, at, lambda text: "\t" in text.strip())
    cells = [list(_at_gaps(lines[n], late(r"\t"))) for n in range(at, end)]
    widths = Counter(map(len, cells))
    width = widths.most_common(1)[0][0]
    # A tab that only sets a row in makes no cell.
    cells = [row[1:] if len(row) == width + 1 and not row[0].text else row for row in cells]
    often = sum(len(row) == width for row in cells)
    if len(cells) < 2 or often * 5 < len(cells) * 4 or width < 2 or (width == 2 and len(cells) < 3):
        return None
    if _is_labelled(lines[at:end]) or _is_prose(cells):
        return None
    return _grid(cells, [], None, end)


def of_columns(lines: Lines, at: int) -> Grid | None:
    """Three rows or more whose words stand in columns with blanks between; rules may stand among them."""
    if not _gapped(lines[at].text):
        return None
    end = _while(lines, at, lambda text: bool(_gapped(text.strip()) or DRAWN_RULE.fullmatch(text)))
    rows = [n for n in range(at, end) if not DRAWN_RULE.fullmatch(lines[n].text)]
    ruled = next((n for n in range(at + 1, end) if DRAWN_RULE.fullmatch(lines[n].text)), None)
    if len(rows) < (2 if ruled else 3) or _is_labelled([lines[n] for n in rows]):
        return None
    if any(LEADERS.search(lines[n].text) or "\t" in lines[n].text for n in rows):
        return None
    cuts = _gutters([lines[n].text for n in rows])
    cells = [list(_at_cuts(lines[n], cuts)) for n in rows]
    if not cuts:
        cells = [list(_at_gaps(lines[n], GAP)) for n in rows]
        if len(set(map(len, cells))) != 1 or len(rows) < 3 or not (len(cells[0]) > 2 or _figures_last(cells)):
            return None
    if _is_prose(cells):
        return None
    head = sum(n < ruled for n in rows) if ruled and sum(n < ruled for n in rows) < len(rows) else None
    return _grid(cells, [], head, end)


WAYS: tuple[Callable[[Lines, int], Grid | None], ...] = (of_cells, of_pipes, of_tabs, of_columns)


def _while(lines: Lines, at: int, holds: Callable[[str], bool]) -> int:
    """The line after the last that goes on from `at` without a blank and holds."""
    end = at
    while end < len(lines) and not (lines[end].blank or lines[end].cell or lines[end].label) and holds(lines[end].text):
        end += 1
    return end


def _grid(cells: Sequence[Sequence[Line]], aligns: Sequence[str], head: int | None, end: int) -> Grid:
    slots = tuple(
        Slot(row, column, (line,) if line.text.strip() else (), align=aligns[column] if column < len(aligns) else "")
        for row, line_cells in enumerate(cells)
        for column, line in enumerate(line_cells)
    )
    return Grid(slots, _guessed_head(slots) if head is None else head, end)


def _guessed_head(slots: Sequence[Slot]) -> int:
    """One row of head where the first row names figures that stand below."""
    last = max((slot.row for slot in slots), default=0)
    first = [slot for slot in slots if slot.row == 0 and slot.column > 0]
    below = [slot for slot in slots if slot.row > 0 and slot.column > 0 and slot.lines]
    figures = sum(is_figure(slot) for slot in below)
    names = [slot for slot in first if slot.lines]
    return int(last > 0 and bool(names) and figures * 2 > len(below) and not any(map(is_figure, names)))


def _figures_last(cells: Sequence[Sequence[Line]]) -> bool:
    """Whether most rows end with a figure."""
    return sum(FIGURE.fullmatch(row[-1].text) is not None for row in cells) * 3 > len(cells) * 2


def is_figure(slot: Slot) -> bool:
    """Whether a cell holds a number and nothing else."""
    return bool(slot.lines) and FIGURE.fullmatch(" ".join(line.text for line in slot.lines)) is not None


def _aligns(rule: str) -> list[str]:
    names = {(True, True): "center", (False, True): "end", (True, False): "start"}
    cells = [cell.strip() for cell in rule.strip().strip("|").split("|")]
    return [names.get((cell.startswith(":"), cell.endswith(":")), "") for cell in cells]


def _between_pipes(line: Line) -> Iterator[Line]:
    start = len(line.text) - len(line.text.lstrip())
    end = len(line.text.rstrip())
    if line.text[start : start + 1] == "|":
        start += 1
    if end > start and line.text[end - 1] == "|" and line.text[end - 2 : end - 1] != "\\":
        end -= 1
    yield from _at_gaps(line.slice(start, end), PIPE)


def _at_gaps(line: Line, gap: re.Pattern[str]) -> Iterator[Line]:
    """The pieces of a line between gaps."""
    start = 0
    for found in gap.finditer(line.text):
        yield line.slice(start, found.start()).strip()
        start = found.end()
    yield line.slice(start, len(line.text)).strip()


def _gutters(texts: Sequence[str]) -> list[int]:
    """Where all rows are blank for two characters or more between words: the middles of the gutters."""
    width = max(map(len, texts))
    filled = [False] * width
    for text in texts:
        for n, char in enumerate(text):
            if char != " ":
                filled[n] = True
    cuts, n = [], 0
    while n < width:
        if filled[n]:
            n += 1
            continue
        start = n
        while n < width and not filled[n]:
            n += 1
        if start > 0 and n < width and n - start >= 2:
            cuts.append(start + 1)
    return cuts


def _at_cuts(line: Line, cuts: Sequence[int]) -> Iterator[Line]:
    edges = [0, *cuts, max(len(line.text), cuts[-1] if cuts else 0)]
    for start, end in pairwise(edges):
        yield line.slice(min(start, len(line.text)), min(end, len(line.text))).strip()


def _gapped(text: str) -> bool:
    return ("  " in text or "\t" in text) and GAP.search(text) is not None


def _is_labelled(lines: Lines) -> bool:
    """Whether the gap only sets labels apart: `(a)    text`."""
    gaps = 0
    for line in lines:
        found = readings(line.text)
        rest = line.text[found[0].rest :] if found else line.text
        gaps += _gapped(rest.strip())
    return gaps * 2 <= len(lines)


def _is_prose(cells: Sequence[Sequence[Line]]) -> bool:
    """Whether cells hold sentences, as two columns of text do."""
    texts = [line.text for row in cells for line in row if line.text]
    return sum(map(len, texts)) > 70 * max(1, len(texts))
