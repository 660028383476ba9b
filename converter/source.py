"""What every reader returns and normalize rewrites: lines, what the input itself marks in them, and where they
stood."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from converter.geometry import CellSetting, Fit, TableSetting, TextSetting
from converter.records import dataclass, field, replace
from converter.span import Span


class MarkKind(StrEnum):
    """What a stretch of a line is, as the input marks it."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LINK = "link"
    """`value` is the target."""
    NOTE = "note"
    """A note mark; `value` is the id that the note's own lines carry in `Line.note`. The stretch is the mark as
    printed (it may be empty where the format numbers notes by itself)."""
    LANGUAGE = "language"
    """`value` is a BCP 47 code."""
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `text[start:end]` of a line and what it is."""

    start: int
    end: int
    kind: MarkKind
    value: str = ""


class Place(StrEnum):
    """Which part of the file a line comes from."""

    BODY = "body"
    HEAD = "head"
    """The head of the first page of a Word file: masthead or letterhead."""
    FOOT = "foot"
    """The foot of the first page of a Word file: job number, address."""
    RUNNING = "running"
    """A head or foot that repeats."""
    NOTE = "note"
    """The text of a footnote or endnote that the format itself ties to its mark."""
    COMMENT = "comment"
    DELETED = "deleted"
    """A tracked deletion."""
    PROPERTY = "property"
    """A document property (Symbol1, Session1): evidence, no word of the text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a line stands; a cell of several paragraphs gives several lines with the same cell."""

    table: int
    """Counts the tables of the source from 0."""
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False
    """The input says that the row is a head row."""
    align: str = ""
    """`start`, `center`, `end` or nothing, as the input says."""
    setting: CellSetting | None = None
    within: TableSetting | None = None
    """How the cell and its table are set, where the input says so."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the input, as its own bytes."""

    data: bytes
    media_type: str
    alt: str = ""
    width_emu: int = 0
    height_emu: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one paragraph where the format knows paragraphs.

    `text` holds no markup: what the format marks stands in `marks` and the fields below. A blank line has a blank text.
    Only `sub`, `cut` and `join` change a text, so that the marks move with it.
    """

    text: str
    span: Span
    marks: tuple[Mark, ...] = ()
    place: Place = Place.BODY
    whole: bool = False
    """The format says that this is a whole paragraph (`<p>`, a Word paragraph): never joined to the next by
    wrapping rules."""
    hard: bool = False
    """The format says that the line ends here (`<br>`, two spaces in Markdown): the next line is of the same
    paragraph, on a line of its own."""
    heading: int = 0
    """Level from 1 where the format marks a heading."""
    label: str = ""
    """The number or glyph that the format itself prints before the line (Word numbering, `<ol>`, `- ` of
    Markdown); not part of `text`."""
    depth: int = 0
    """Depth of the list that the format marks, from 1; 0 where it marks none."""
    quote: int = 0
    """Depth of the quotation that the format marks."""
    style: str = ""
    """The name of the Word paragraph style, or a class that the format gives."""
    align: str = ""
    """`start`, `center`, `end`, `justify` or nothing."""
    indent: float = 0.0
    """Points from the left edge of the text, where the format has a geometry; else 0."""
    cell: Cell | None = None
    setting: TextSetting | None = None
    """How a line in a cell is set, where the input says so."""
    fit: Fit | None = None
    """How a typist fitted a paragraph of text to its page, where the input says so."""
    box: int = 0
    """Number from 1 of the frame or text box around the line; 0 outside."""
    note: str = ""
    """With `place` NOTE: the id of the note that the line belongs to."""
    page: int = 0
    """Page on which the line stands, from 1, where the format has pages."""
    page_break: bool = False
    """A page begins with this line because the input says so (Word page break, form feed)."""
    rule: bool = False
    """The line is a rule (`---`, `<hr>`)."""
    figure: Figure | None = None

    @property
    def blank(self) -> bool:
        """Nothing to read here."""
        text = self.text
        return (not text or text.isspace()) and self.figure is None and not self.rule

    def cut(self, start: int, end: int, glue: str = "") -> Line:
        """The line with `text[start:end]` replaced by `glue`; marks outside move along, marks inside shrink.

        >>> Line("a bold word", Span(1, 1), (Mark(2, 6, MarkKind.BOLD),)).cut(0, 2)
        ... # doctest: +ELLIPSIS
        Line(text='bold word', span=Span(first=1, last=1), marks=(Mark(start=0, end=4, ...
        """
        text = self.text[:start] + glue + self.text[end:]
        return replace(self, text=text, marks=_moved(self.marks, start, end, len(glue)))

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Line:
        """The line with each match replaced, as `re.sub` would; the same object where nothing matches."""
        parts, marks, at, shift = [], self.marks, 0, 0
        for found in pattern.finditer(self.text):
            text = new(found) if callable(new) else found.expand(new)
            if text == found[0]:
                continue
            parts += [self.text[at : found.start()], text]
            if marks:
                marks = _moved(marks, found.start() + shift, found.end() + shift, len(text))
            shift += len(text) - len(found[0])
            at = found.end()
        if not parts:
            return self
        return replace(self, text="".join(parts) + self.text[at:], marks=marks)

    def strip(self) -> Line:
        """The line without white space at its ends."""
        end = len(self.text.rstrip())
        start = len(self.text) - len(self.text.lstrip()) if end else 0
        return self.slice(start, end) if (start, end) != (0, len(self.text)) else self

    def slice(self, start: int, end: int) -> Line:
        """The stretch `text[start:end]` as a line of its own, with its marks."""
        marks = tuple(
            Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind, m.value)
            for m in self.marks
            if (m.start < end and m.end > start) or (m.start == m.end and start <= m.start <= end)
        )
        return replace(self, text=self.text[start:end], marks=marks)

    def marked(self, kind: MarkKind) -> bool:
        """Whether all letters and digits of the line lie in marks of a kind."""
        if not any(mark.kind is kind for mark in self.marks):
            return False
        covered = [False] * len(self.text)
        for mark in self.marks:
            if mark.kind is kind:
                covered[mark.start : mark.end] = [True] * (mark.end - mark.start)
        heard = [inside for inside, char in zip(covered, self.text, strict=True) if char.isalnum()]
        return bool(heard) and all(heard)


def _moved(marks: tuple[Mark, ...], start: int, end: int, size: int) -> tuple[Mark, ...]:
    """Marks after `start..end` became `size` characters; a mark that loses all its text goes."""

    def at(position: int, is_end: bool) -> int:
        if position <= start and not (is_end and position == start == end and size):
            return position
        if position >= end:
            return position + size - (end - start)
        return start + (size if is_end else 0)

    moved = (Mark(at(m.start, False), at(m.end, True), m.kind, m.value) for m in marks)
    return tuple(m for old, m in zip(marks, moved, strict=True) if m.start < m.end or old.start == old.end)


def join(head: Line, tail: Line, glue: str = " ") -> Line:
    """One line out of two; it stands where both stood, and its marks are those of both."""
    shift = len(head.text) + len(glue)
    tail_marks = tuple(Mark(m.start + shift, m.end + shift, m.kind, m.value) for m in tail.marks)
    return replace(
        head,
        text=head.text + glue + tail.text,
        span=head.span.to(tail.span),
        marks=_merged(head.marks + tail_marks, len(head.text), shift),
        hard=tail.hard,
    )


def _merged(marks: tuple[Mark, ...], end: int, start: int) -> tuple[Mark, ...]:
    """Marks with those of one kind that end and start at the seam made one."""
    done: list[Mark] = []
    for mark in marks:
        before = next((m for m in done if m.end == end and m.kind is mark.kind and m.value == mark.value), None)
        if before and mark.start == start and mark.kind is not MarkKind.NOTE:
            done[done.index(before)] = Mark(before.start, mark.end, mark.kind, mark.value)
        else:
            done.append(mark)
    return tuple(done)


class ChangeKind(StrEnum):
    """What somebody did to a Word file with changes tracked."""

    INSERTED = "inserted"
    DELETED = "deleted"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change or a comment: by whom, when, and where in its paragraph as that reads with all accepted."""

    kind: ChangeKind
    author: str
    date: str
    """As the file has it: an ISO date and time, or nothing."""
    paragraph: str
    start: int
    end: int
    """`paragraph[start:end]` was inserted or is spoken of; nothing stands there of what was deleted."""
    said: str = ""
    """The deleted words; what a comment says."""


@dataclass(frozen=True, slots=True)
class Source:
    """A whole input as lines, in reading order."""

    name: str
    """As messages print it: the file's name as given, or `<stdin>`."""
    format: str
    """Key of the reader: txt, md, html, docx, pdf, eml, msg."""
    lines: tuple[Line, ...]
    encoding: str = ""
    language: str = ""
    """BCP 47 code that the format states (`<html lang>`, Word's default language); a hint, no finding."""
    title: str = ""
    """Title that the format keeps outside the text (`<title>`, document properties); a hint."""
    settings: dict[str, object] = field(default_factory=dict)
    """Front matter, as it was parsed; empty where there is none."""
    mended: bool = False
    """Normalize was here: its measures of the lines hold for the input only, so a second time changes nothing."""

    changes: tuple[Change, ...] = ()
    """Tracked changes and comments, in order, for a writer that keeps them; the lines are as if all were accepted."""

    def with_lines(self, lines: tuple[Line, ...]) -> Source:
        """The same input with other lines."""
        return replace(self, lines=lines)
