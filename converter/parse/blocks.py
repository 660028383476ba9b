"""The blocks of a part: RULES in order, and the one loop that applies them."""

from __future__ import annotations

from collections.abc import Sequence

from converter.diagnostics import Report
from converter.model import Block, Kind, Paragraph, Unrecognized
from converter.parse.block_words import starts
from converter.parse.clauses import clause, find_clauses, meeting
from converter.parse.context import Context
from converter.parse.frames import (
    box,
    contents,
    figure,
    find_contents,
    known_lines,
    marks_moved,
    ornament,
    page_break,
    quote,
    spoken,
    summary,
)
from converter.parse.grids import find_tables
from converter.parse.headings import find_headings, heading
from converter.parse.inlines import inlines, joined
from converter.parse.layout import unfolded
from converter.parse.numbering import find_labels, numbered
from converter.parse.signatures import find_signatures, signature
from converter.parse.tables import table
from converter.parse.view import Match, Rule, Survey, View, goes_on, label_in_text
from converter.source import Line


def paragraph(view: View) -> Match | None:
    """Whatever has words is a paragraph; lines that the format ends without ending the paragraph stay one."""
    if not any(map(str.isalnum, view.line.label + view.line.text)):
        return None
    end = view.at + 1
    while goes_on(view.lines[end - 1]) and end < len(view.lines) and not _begins(view, end):
        end += 1
    lines = [label_in_text(line) for line in view.lines[view.at : end]]
    content = joined(lines, view.context)
    return Match((Paragraph(content, view.line.span.to(lines[-1].span), purpose(view)),), end - view.at)


def _begins(view: View, at: int) -> bool:
    """Whether another block begins on a line."""
    known, line = view.survey, view.lines[at]
    found = (known.contents, known.tables, known.signatures, known.headings, known.labels, known.clauses)
    return line.blank or any(at in lines for lines in found) or bool(line.cell or line.quote or line.figure or line.box)


def purpose(view: View) -> str:
    """Salutation and close of a letter are set apart."""
    text = view.line.text.strip()
    if view.context.kind is not Kind.LETTER:
        return "text"
    if len(text) < 80 and text.endswith((",", ":", "،", "，", "!")) and starts("address", text):
        return "salutation"
    return "close" if starts("close", text) else "text"


def debris(view: View) -> Match | None:
    """A line of signs without a word."""
    return Match((Unrecognized(inlines(label_in_text(view.line), view.context), view.line.span),), 1)


RULES: tuple[Rule, ...] = (
    figure,
    contents,
    box,
    table,
    signature,
    quote,
    summary,
    heading,
    clause,
    numbered,
    meeting,
    ornament,
    spoken,
    paragraph,
    debris,
)
"""In order: the first that finds a block takes its lines."""


def survey(lines: Sequence[Line], context: Context, report: Report) -> Survey:
    """What the lines of a part show before its blocks are read: each finder leaves alone what those before it took."""
    listed = Survey(contents=find_contents(lines), signatures=find_signatures(lines, context))
    tables = find_tables(lines, known_lines(listed))
    known = Survey(listed.contents, tables, listed.signatures)
    taken = known_lines(known)
    headings = find_headings(lines, taken, context)
    labels = find_labels(lines, taken, headings, context, report)
    clauses = find_clauses(lines, taken | set(headings), labels, context)
    return Survey(known.contents, tables, known.signatures, headings, labels, clauses)


def read_blocks(lines: Sequence[Line], context: Context, report: Report) -> tuple[Block, ...]:
    """The blocks of a part in order; every line with words goes into exactly one of them, or is removed."""
    lines = tuple(label_in_text(line) if line.blank else line for line in unfolded(marks_moved(lines)))
    known = survey(lines, context, report)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        view = View(lines, at, known, context, report)
        if view.line.blank:
            at += 1
            continue
        found = next(filter(None, (rule(view) for rule in RULES)))
        blocks += (*page_break(view), *found.blocks)
        at += found.used
    return tuple(blocks)
