"""Tables of Markdown: rows between pipes under a ruled head."""

from __future__ import annotations

import re

from converter.late import late
from converter.readers.md_inline import inline
from converter.readers.physical import Physical
from converter.source import Cell, Line

DELIMITER = late(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
PIPE = late(r"(?<!\\)\|")
BREAK = late(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
"""A cell of Markdown has its lines on one line of the file."""
FRAMED = late(r"[ \t]*\|.*\|[ \t]*")


def table_at(lines: tuple[Physical, ...], at: int) -> int:
    """How many lines from here on are one table; 0 where there is none."""
    if "|" not in lines[at].text:
        return 0
    ruled = at + 1 < len(lines) and "|" in lines[at + 1].text and bool(DELIMITER.fullmatch(lines[at + 1].text))
    framed = FRAMED.fullmatch(lines[at].text) and at + 1 < len(lines) and FRAMED.fullmatch(lines[at + 1].text)
    if not ruled and not framed:
        return 0
    end = at
    while end < len(lines) and (PIPE.search(lines[end].text) if ruled else FRAMED.fullmatch(lines[end].text)):
        end += 1
    return end - at


def table(lines: tuple[Physical, ...], number: int) -> list[Line]:
    """The cells of a table, row by row; the ruled row says what is head and how columns are aligned."""
    ruled = len(lines) > 1 and bool(DELIMITER.fullmatch(lines[1].text))
    sides = [side(text) for text in split(lines[1].text)] if ruled else []
    rows = [
        line for place, line in enumerate(lines) if not (ruled and place == 1) and not DELIMITER.fullmatch(line.text)
    ]
    done = []
    for row, line in enumerate(rows):
        for column, text in enumerate(split(line.text)):
            align = sides[column] if column < len(sides) else ""
            cell = Cell(number, row, column, head=ruled and row == 0, align=align)
            for piece in BREAK.split(text):
                styled = inline([piece])[0]
                done.append(Line(styled.text, line.span, tuple(styled.marks), whole=True, cell=cell))
    return done


def split(text: str) -> list[str]:
    """The texts between the pipes of a row.

    >>> split("| a | b \\\\| c |")
    ['a', 'b | c']
    """
    text = text.strip()
    parts = PIPE.split(text)
    if parts and not parts[0].strip() and text.startswith("|"):
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    return [part.strip().replace("\\|", "|") for part in parts]


def side(text: str) -> str:
    """`:--`, `:-:` and `--:` as a side."""
    left, right = text.startswith(":"), text.endswith(":")
    return "center" if left and right else "end" if right else "start" if left else ""
