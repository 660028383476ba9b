"""Tables: grid, caption above, notes below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.geometry import RowSetting, TableSetting
from converter.languages import fold
from converter.model import Block, Inlines, Paragraph, Table, TableCell
from converter.parse.block_words import caption, starts
from converter.parse.context import Context
from converter.parse.grids import is_figure
from converter.parse.inlines import inlines, joined
from converter.parse.view import Grid, Match, Slot, View, label_in_text
from converter.records import replace
from converter.source import Line
from converter.span import cover

LONGEST_TITLE = 200
MOST_TITLES = 3
"""Lines above a table, its label among them."""


def table(view: View) -> Match | None:
    """A table with `Table 4` and its title before it, and `Source: …` after it."""
    label, title, at = _caption(view)
    grid = view.survey.tables.get(at)
    if grid is None:
        return None
    end = grid.end
    if label is None and not title:
        label, title, end = _caption_below(view, end)
    notes, end = _notes(view, end)
    span = cover(line.span for line in view.lines[view.at : end] if not line.blank)
    rows = tuple(_rows(grid, view.context))
    below = sum(map(_height, view.lines[grid.end : end])) + _room(view, end - 1, 1)
    rooms = _room(view, view.at, -1), _room(view, at, -1) if at > view.at else 0, below
    setting = _setting(grid, rooms, _unit(view.lines[view.at : at]))
    if setting is not None and end < len(view.lines) and _parts(view.lines[end]):
        setting = replace(setting, apart_below=True)
    made = Table(rows, min(grid.head, max(0, len(rows) - 1)), span, label, title, notes, setting)
    return Match((made,), end - view.at)


def _caption(view: View) -> tuple[str | None, Inlines, int]:
    """Label and title of a table that begins here, and the line on which its grid should begin.

    `Table 4`, a title and a line in parentheses that tells the unit may stand above; without a label the latter two.
    """
    if view.at in view.survey.tables:
        return None, (), view.at
    line = label_in_text(view.line)
    if len(line.text) > LONGEST_TITLE or line.quote or line.box or _is_counted(view, view.at):
        return None, (), view.at
    found = caption("table").match(fold(line.text))
    if not found and (_is_text(view, view.at) or (_is_heading(view, view.at) and not _names_unit(line))):
        return None, (), view.at
    label = line.text[found.start("label") : found.end("label")].strip() if found else None
    titles = [line.slice(found.end("mark"), len(line.text)).strip()] if found else [line]
    at = view.next_text(view.at + 1)
    while at < len(view.lines) and at not in view.survey.tables and len(titles) < MOST_TITLES:
        more = label_in_text(view.lines[at])
        if len(more.text) > LONGEST_TITLE or at in view.survey.clauses or _is_text(view, at):
            break
        if not found and _is_heading(view, at) and not _names_unit(more):
            break
        titles.append(more)
        at = view.next_text(at + 1)
    named = found or line.style.lower() == "caption" or _names_unit(titles[-1])
    if at not in view.survey.tables or not named:
        return None, (), view.at
    return label, joined([title for title in titles if title.text], view.context), at


def _is_text(view: View, at: int) -> bool:
    """Whether a line above a table is no title of it: a numbered paragraph, or the end of a sentence."""
    return at in view.survey.labels or view.lines[at].text.rstrip().endswith((".", ":", ";", "。", "："))


def _is_counted(view: View, at: int) -> bool:
    """Whether a line is a clause, or a paragraph or heading with a number: no title of a table."""
    survey = view.survey
    return at in survey.clauses or at in survey.labels or (at in survey.headings and bool(survey.headings[at].label))


def _is_heading(view: View, at: int) -> bool:
    """Whether a line is a heading by its style or label; bold alone may be that of a table's title."""
    headed = view.survey.headings.get(at)
    return headed is not None and bool(view.lines[at].heading or headed.label or headed.look)


def _caption_below(view: View, end: int) -> tuple[str | None, Inlines, int]:
    """`Table 4. A title` right under a table that has none, and the line after it."""
    at = view.next_text(end)
    if at >= len(view.lines) or at > end + 1 or view.next_text(at + 1) in view.survey.tables:
        return None, (), end
    line = label_in_text(view.lines[at])
    found = caption("table").match(fold(line.text)) if len(line.text) < LONGEST_TITLE else None
    if not found or line.text.rstrip().endswith(".") or not found["rest"].strip():
        return None, (), end
    label = line.text[found.start("label") : found.end("label")].strip()
    return label, inlines(line.slice(found.end("mark"), len(line.text)), view.context), at + 1


def _names_unit(line: Line) -> bool:
    """`(Thousands of United States dollars)`"""
    text = line.text.strip()
    return text[:1] in "(（" and text[-1:] in ")）"


def _notes(view: View, end: int) -> tuple[tuple[Block, ...], int]:
    """The lines under a table that tell its sources."""
    notes: list[Block] = []
    while True:
        after = view.next_text(end)
        if after >= len(view.lines) or after > end + 1 or after in view.survey.labels or after in view.survey.headings:
            break
        line = label_in_text(view.lines[after])
        if line.cell or not starts("table_note_start", line.text) or ":" not in line.text[:40].replace("：", ":"):
            break
        notes.append(Paragraph(inlines(line, view.context), line.span, purpose="note"))
        end = after + 1
    return tuple(notes), end


def _rows(grid: Grid, context: Context) -> Iterator[tuple[TableCell, ...]]:
    aligned = _aligned(grid)
    row: list[TableCell] = []
    number = None
    for slot in grid.slots:
        if number is not None and slot.row != number:
            yield tuple(row)
            row = []
        number = slot.row
        row.append(_cell(slot, aligned.get(slot.column, ""), context))
    if row:
        yield tuple(row)


def _cell(slot: Slot, align: str, context: Context) -> TableCell:
    content = joined(map(label_in_text, slot.lines), context)
    setting = replace(slot.setting, texts=slot.texts) if slot.setting else None
    return TableCell(content, slot.columns, slot.rows, slot.align or align, setting)


def _room(view: View, at: int, step: int) -> int:
    """The height of the empty lines on one side of a line, in twips, as far as the input tells it."""
    height = 0
    at += step
    while 0 <= at < len(view.lines) and view.lines[at].blank and view.lines[at].cell:
        at += step  # Empty cells before the first word are the table's own.
    while 0 <= at < len(view.lines) and view.lines[at].blank and view.lines[at].cell is None:
        height += _height(view.lines[at])
        at += step
    return height


def _height(line: Line) -> int:
    """The height of an empty line of the text, as far as the input tells it."""
    setting = line.setting if line.blank and line.cell is None else None
    return setting.before + setting.line + setting.after if setting else 0


def _unit(lines: Sequence[Line]) -> int:
    """From baseline to baseline of the line that tells the unit, as far as the input tells it."""
    return next((line.fit.line for line in reversed(lines) if line.fit and _names_unit(line)), 0)


def _parts(line: Line) -> bool:
    """Whether it is an empty line after which a page may end, as far as the input tells it."""
    return line.blank and line.cell is None and line.setting is not None and not line.setting.keep_next


def _setting(grid: Grid, rooms: tuple[int, int, int], unit: int) -> TableSetting | None:
    """How the input sets the table, the rows that are left of it, and the room around it."""
    if grid.setting is None:
        return None
    numbers = list(dict.fromkeys(slot.row for slot in grid.slots))
    rows = grid.setting.rows
    kept = tuple(rows[n] if n < len(rows) else RowSetting() for n in numbers)
    above, below = rows[: numbers[0]], rows[numbers[-1] + 1 :]
    over, under = sum(row.height for row in above), sum(row.height for row in below)
    return replace(grid.setting, rows=kept, above=over, below=under, unit=unit, rooms=rooms)


def _aligned(grid: Grid) -> dict[int, str]:
    """Columns of figures stand at the end; what the input says goes first."""
    columns: dict[int, list[Slot]] = {}
    for slot in grid.slots:
        if slot.row >= grid.head and slot.lines:
            columns.setdefault(slot.column, []).append(slot)
    return {
        column: "end"
        for column, slots in columns.items()
        if column > 0 and sum(map(is_figure, slots)) * 10 >= len(slots) * 6
    }
