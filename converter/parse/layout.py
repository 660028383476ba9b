"""Tables that only lay out text: labels in one column and paragraphs in the next, or one column of paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from converter.forms.labels import readings
from converter.parse.block_words import is_one
from converter.records import replace
from converter.source import Line

FRAMES = 1_000_000
"""Frames made out of tables are counted from here, clear of those that the format counts."""
PROSE = 60
"""Characters of a cell that reads as a paragraph."""


def unfolded(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such tables made labelled paragraphs; other lines are the same objects."""
    if not any(line.cell for line in lines):
        return tuple(lines)
    done: list[Line] = []
    at = 0
    while at < len(lines):
        cell = lines[at].cell
        if cell is None:
            done.append(lines[at])
            at += 1
            continue
        end = at
        while end < len(lines) and (here := lines[end].cell) and here.table == cell.table:
            end += 1
        done += _unfolded_table(lines[at:end])
        at = end
    return tuple(done)


def _unfolded_table(lines: Sequence[Line]) -> Sequence[Line]:
    columns = {line.cell.column for line in lines if line.cell}
    rows = {line.cell.row for line in lines if line.cell}
    texts = [line for line in lines if not line.blank]
    if len(columns) == 1 and len(rows) > 1 and texts:
        framed = is_one("summary", texts[0].text)
        if framed or sum(len(line.text) for line in texts) > PROSE * len(texts):
            return [
                replace(line, cell=None, whole=True, box=FRAMES + _table(line) if framed else line.box)
                for line in lines
            ]
    if len(columns) != 2:
        return lines
    first = [line for line in texts if line.cell and line.cell.column == min(columns)]
    if not first or not all(_is_label(line) for line in first) or len(first) * 2 < len(rows):
        return lines
    return list(_labelled(lines, min(columns)))


def _table(line: Line) -> int:
    return line.cell.table if line.cell else 0


def _is_label(line: Line) -> bool:
    """Whether a cell holds a label and nothing else; a bare number may be a figure of a table."""
    text = line.text.strip()
    found = readings(text + " x")
    return bool(found) and found[0].rest >= len(text) and not text.isalnum() and not line.label


def _labelled(lines: Sequence[Line], first: int) -> list[Line]:
    """The paragraphs of the second column, each with the label beside it."""
    done: list[Line] = []
    label: Line | None = None
    for line in lines:
        if line.cell and line.cell.column == first:
            label = line if not line.blank else None
        elif label is not None and not line.blank:
            span = label.span.to(line.span)
            given = f"{label.text.strip()} {line.label}".strip() if line.label else label.text.strip()
            done.append(replace(line, cell=None, whole=True, label=given, span=span))
            label = None
        else:
            done.append(replace(line, cell=None, whole=True))
    if label is not None:
        done.append(replace(label, cell=None, whole=True))
    return done
