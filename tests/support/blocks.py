"""Runs cases of the room `blocks`: lines of a part, made by hand, read as blocks and written a line each.

The first line of a case may say what the part is: `:: report annex fr whole` (kind, role, language in any order;
`whole` for paragraphs as a format gives them). `# ` before a line is a heading of the format, `**…**` and `_…_` around
words are bold and italic, `> ` is a quotation, `^1^` is a superscript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converter.diagnostics import Report
from converter.model import (
    Block,
    Box,
    Clause,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Kind,
    LineBreak,
    ListItem,
    NumberedParagraph,
    PageBreak,
    Paragraph,
    Quote,
    Raised,
    Role,
    Rule,
    Signature,
    Strong,
    Table,
    Text,
    Unrecognized,
)
from converter.parse.blocks import read_blocks
from converter.parse.context import Context
from converter.parse.inlines import loose_footnotes
from converter.parse.notes import collect
from converter.source import Line, Mark, MarkKind
from converter.span import Span
from tests.support.cases import Case

MARKS = {"**": MarkKind.BOLD, "_": MarkKind.ITALIC, "^": MarkKind.SUPERSCRIPT}


def run(case: Case) -> str:
    """The blocks of a case, then its loose notes, what was removed and what was said."""
    head, lines = given(case.input)
    report = Report(case.name)
    left, notes = collect(lines, report)
    context = replace(head, notes=notes)
    shown = [text for block in read_blocks(left, context, report) for text in show(block)]
    shown += [f"loose {note.label} | {inner(note)}" for note in loose_footnotes(context, 0, len(lines) + 1)]
    shown += [f"removed {item.why} | {item.text.strip()}" for item in report.removed]
    shown += [f"{said.severity.value} {said.code} {said.line}" for said in report.diagnostics]
    return "\n".join(shown)


def given(text: str) -> tuple[Context, tuple[Line, ...]]:
    """The part that a case describes."""
    kind, role, language, whole = Kind.REPORT, Role.BODY, "en", False
    rows = text.split("\n")
    if rows[0].startswith(":: "):
        for word in rows.pop(0).split()[1:]:
            if word in list(Kind):
                kind = Kind(word)
            elif word in list(Role):
                role = Role(word)
            elif word == "whole":
                whole = True
            else:
                language = word
    lines = tuple(line(row, number, whole) for number, row in enumerate(rows, 1))
    return Context(kind, language, role), lines


def line(row: str, number: int, whole: bool = False) -> Line:
    """One line with its marks."""
    made = Line(row, Span(number, number), whole=whole and bool(row.strip()))
    if head := re.match(r"(#+) ", row):
        made = replace(made.cut(0, head.end()), heading=len(head[1]))
    if row.startswith("> "):
        made = replace(made.cut(0, 2), quote=1)
    for sign, mark in MARKS.items():
        pattern = re.compile(
            rf"(?<!\w){re.escape(sign)}(?=\S)([^_*^]+?){re.escape(sign)}" if sign != "^" else r"\^(\w+|\*)\^"
        )
        while found := pattern.search(made.text):
            made = made.cut(found.end(1), found.end()).cut(found.start(), found.start(1))
            start = found.start()
            made = replace(made, marks=(*made.marks, Mark(start, start + len(found[1]), mark)))
    return made


def show(block: Block) -> Iterator[str]:
    """A block on a line; what stands inside it, set in."""
    match block:
        case Heading(level, label, content):
            yield f"heading {level} {said(label)}{plain(content)}"
        case Paragraph(content):
            yield f"paragraph{'' if block.purpose == 'text' else ' ' + block.purpose} | {plain(content)}"
        case NumberedParagraph(label, level, content):
            yield f"numbered {level} {said(label)}{plain(content)}"
        case Clause(role, label, level, content):
            yield f"{role.value} {level} {said(label)}{plain(content)}"
        case ListItem(label, level, content):
            yield f"item {level} {said(label)}{plain(content)}"
        case Quote(blocks):
            yield from nested("quote", blocks)
        case Box(title, blocks):
            yield from nested(f"box {plain(title)}".strip(), blocks)
        case Table():
            yield from table(block)
        case Figure():
            yield f"figure {said(block.label)}{plain(block.title)}"
        case Signature(lines):
            yield "signature | " + " / ".join(map(plain, lines))
        case Rule():
            yield "rule"
        case PageBreak():
            yield "page break"
        case Unrecognized(content):
            yield f"unrecognized | {plain(content)}"


def nested(name: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    """A frame and what stands in it."""
    yield name
    yield from (f"  {text}" for inside in blocks for text in show(inside))


def table(block: Table) -> Iterator[str]:
    """A table, a row on a line; head rows above a line of dashes."""
    yield f"table {said(block.label)}{plain(block.title)}".rstrip()
    for number, row in enumerate(block.rows):
        if number == block.head and number:
            yield "  --"
        yield "  " + " ¦ ".join(plain(cell.content) + (">" if cell.align == "end" else "") for cell in row)
    for note in block.notes:
        yield from (f"  {text}" for text in show(note))


def said(label: str | None) -> str:
    """A label, set apart from what follows."""
    return f"{label} | " if label else "| "


def plain(content: Inlines) -> str:
    """Inlines as text: `_italic_`, `**bold**`, `^raised^`, `{1: a note}`, ` ⏎ ` for a line break."""
    return "".join(map(one, content))


def one(inline: Inline) -> str:
    """An inline as text."""
    match inline:
        case Text(value):
            return value
        case Emphasis(content):
            return f"_{plain(content)}_"
        case Strong(content):
            return f"**{plain(content)}**"
        case Raised(content):
            return f"^{plain(content)}^"
        case LineBreak():
            return " ⏎ "
        case Footnote():
            return f"{{{inline.label}: {inner(inline)}}}"
        case _:
            return plain(inline.content)


def inner(note: Footnote) -> str:
    """The text of a note."""
    return " / ".join(plain(block.content) for block in note.blocks if isinstance(block, Paragraph))
