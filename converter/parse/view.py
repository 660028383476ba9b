"""What a block rule sees: the lines from its own on, what the survey found about them, and what it may return."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from converter.diagnostics import Report
from converter.geometry import CellSetting, TableSetting, TextSetting
from converter.model import Block, ClauseRole
from converter.parse.context import Context
from converter.records import dataclass, field, replace
from converter.source import Line, MarkKind


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that begins with a label: the label as printed, how deep it stands, and the line without it."""

    label: str
    level: int
    body: Line
    listed: bool = False
    """An item of a list, no numbered paragraph."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A line that is a heading."""

    level: int
    label: str | None
    body: Line
    used: int = 1
    """Lines that it takes: a title may stand under `Article 1`."""
    look: int = 0
    """The level that a style of the United Nations templates gives it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one cell: lines of one or several paragraphs, and where."""

    row: int
    column: int
    lines: tuple[Line, ...]
    rows: int = 1
    columns: int = 1
    align: str = ""
    setting: CellSetting | None = None
    texts: tuple[TextSetting, ...] = ()
    """How each of its lines is set; one for an empty cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as found: its cells in order, how many rows are its head, and the line after its last."""

    slots: tuple[Slot, ...]
    head: int
    end: int
    setting: TableSetting | None = None


@dataclass(frozen=True, slots=True)
class Signing:
    """The signatures of one or several people, each line by line, and the line after their last."""

    people: tuple[tuple[Line, ...], ...]
    end: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a part before its blocks are read, by line number; stretches by their first line."""

    contents: Mapping[int, int] = field(default_factory=dict)
    """First line of a contents list → line after its last."""
    tables: Mapping[int, Grid] = field(default_factory=dict)
    signatures: Mapping[int, Signing] = field(default_factory=dict)
    headings: Mapping[int, Headed] = field(default_factory=dict)
    labels: Mapping[int, Labelled] = field(default_factory=dict)
    clauses: Mapping[int, ClauseRole] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """The lines of a part, seen from one of them."""

    lines: Sequence[Line]
    at: int
    survey: Survey
    context: Context
    report: Report

    @property
    def line(self) -> Line:
        """The line in question."""
        return self.lines[self.at]

    def next_text(self, start: int) -> int:
        """The number of the first line from `start` on that is not blank; the number of lines where there is none."""
        while start < len(self.lines) and self.lines[start].blank:
            start += 1
        return start


@dataclass(frozen=True, slots=True)
class Match:
    """The blocks that a rule found, and how many lines they take."""

    blocks: tuple[Block, ...]
    used: int


Rule = Callable[[View], Match | None]


def label_in_text(line: Line) -> Line:
    """The line with the label that a format sets before it as words of its text."""
    if not line.label:
        return line
    shift = len(line.label) + 1
    marks = tuple(replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in line.marks)
    return replace(line, text=f"{line.label} {line.text}", label="", depth=0, marks=marks)


def heard(line: Line) -> str:
    """The text of a line without the marks of notes, and without white space at its ends."""
    if not line.marks:
        return line.text.strip()
    notes = [mark for mark in line.marks if mark.kind is MarkKind.NOTE]
    text = line.text
    for mark in sorted(notes, key=lambda mark: -mark.start):
        text = text[: mark.start] + text[mark.end :]
    return text.strip()


def goes_on(line: Line) -> bool:
    """Whether the paragraph goes on in the next line. In a format with pages a short line says nothing of that."""
    return line.hard and not line.page
