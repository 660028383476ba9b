"""What stands apart from the running text: contents lists, summaries and boxes, quotations, rules, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from converter.forms.labels import readings
from converter.languages import fold, key
from converter.late import late
from converter.model import Block, Box, Figure, Inlines, Kind, PageBreak, Paragraph, Quote, Role, Rule, Text
from converter.parse.block_words import caption, holds, is_one
from converter.parse.context import Context, Note
from converter.parse.inlines import footnote, inlines
from converter.parse.view import Match, Survey, View, heard, label_in_text
from converter.records import replace
from converter.source import Line, Mark, MarkKind
from converter.span import cover

Lines = Sequence[Line]
Reader = Callable[[Sequence[Line], Context], tuple[Block, ...]]
PAGE_NUMBER = late(
    r"(?:(?:\.\s?){3,}|…+|\t+| {2,}|·{3,})\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*[-–]\s*\d{1,4})?(?:\s+\d{1,4})?\s*$"
)
ROMAN = tuple("ivxlc")
AMOUNT = late(r"(?:^|\s)[$€(]?\d[\d.,]*[%)]?$")
"""A figure at the end of what stands before a page number: the column of a table."""
LAST_NUMBER = late(r"\s\d{1,3}(?:\s*[-–]\s*\d{1,3})?(?:\s+\d{1,3})?$")
LEADERS = late(r"(?:\.\s?){4,}\s*$")
ORNAMENT = late(r"[\s*_=~·•.–—―─#§-]*")
OPENERS, CLOSERS = '“«„"‘「『”', '”»“"’」』'
LONGEST_ENTRY = 220
TAIL = 90
"""Characters at the end of a line in which leaders are looked for."""
MOST_SUMMARY = 12
INSET, INSET_POINTS, SENTENCE = 4, 18.0, 8
"""Columns, or points, by which a quotation is set in; words of one that has no marks."""


# ---------------------------------------------------------------- contents lists


def find_contents(lines: Lines) -> dict[int, int]:
    """First line of a contents list → line after its last."""
    found: dict[int, int] = {}
    at = 0
    later: dict[str, int] | None = None
    while at < len(lines):
        line = lines[at]
        headed = not line.blank and is_one("contents", line.text)
        if headed and later is None:
            later = {_entry_key(other): n for n, other in enumerate(lines) if not other.blank and len(other.text) < 250}
        if headed or _page_number(line.text):
            end = _contents_end(lines, at + headed, later if headed else None)
            entries = sum(not other.blank for other in lines[at + headed : end])
            if entries >= (2 if headed else 4) and (headed or _like_pages(lines[at:end])):
                found[at] = at = end
                continue
        at += 1
    return found


def _page_number(text: str) -> re.Match[str] | None:
    """Leaders and a page number at the end of a line; a long line is looked at from near its end."""
    tail = text.rstrip()[-TAIL:]
    return PAGE_NUMBER.search(tail) if tail[-1:].isdecimal() or tail.endswith(ROMAN) else None


def _like_pages(lines: Lines) -> bool:
    """Whether the numbers at the ends are those of pages: they never fall, and no column of figures is before them."""
    last = 0
    for text in (line.text.rstrip() for line in lines if not line.blank):
        found = _page_number(text)
        if found is None:
            continue
        digits = "".join(char for char in found[0] if char.isdecimal())
        if not digits:
            continue
        if int(digits) < last or AMOUNT.search(text[: -len(found[0])].rstrip()[-TAIL:]):
            return False
        last = int(digits)
    return True


def _without_page(text: str) -> str:
    """An entry without its page number."""
    text = text.rstrip()
    found = _page_number(text)
    return text[: -len(found[0])] if found else LAST_NUMBER.sub("", text)


def _entry_key(line: Line) -> str:
    text = heard(line)
    marks = readings(text)
    text = text[marks[0].rest :] if marks else text
    return key(_without_page(text[:LONGEST_ENTRY]))


def _contents_end(lines: Lines, at: int, later: dict[str, int] | None) -> int:
    """The line after the last entry; a title that runs over two lines has its number on the second."""
    end = at
    open_lines = 0
    for n in range(at, len(lines)):
        line = lines[n]
        if line.blank:
            continue
        text = line.text.strip()
        repeats = later is not None and later.get(_entry_key(line), 0) > n and len(text) < LONGEST_ENTRY
        numbered = (
            (line.cell and (text.isdecimal() or LEADERS.search(text[-TAIL:])))
            or _page_number(text)
            or (later is not None and len(text) < LONGEST_ENTRY and LAST_NUMBER.search(text))
        )
        if numbered or repeats or is_one("contents_column", text):
            end, open_lines = n + 1, 0
        elif later is None or open_lines or len(text) > 2 * LONGEST_ENTRY or text.endswith((".", "。")):
            break
        else:
            open_lines += 1
    while (
        at < end < len(lines)
        and (here := lines[end].cell)
        and (last := lines[end - 1].cell)
        and here.table == last.table
    ):
        end += 1
    return end


def contents(view: View) -> Match | None:
    """A contents list; it is made anew from the headings, so its lines are removed. A note marked in it stays."""
    end = view.survey.contents.get(view.at)
    if end is None:
        return None
    blocks: list[Block] = []
    for line in view.lines[view.at : end]:
        view.report.remove(line.span, label_in_text(line).text, "contents-list")
        for mark in line.marks:
            note = view.context.notes.marked.get(mark.value) if mark.kind is MarkKind.NOTE else None
            if note:
                blocks += _as_text(note, view)
    turned = next((line for line in takewhile(lambda line: line.blank, view.lines[end:]) if line.page_break), None)
    return Match((*blocks, PageBreak(turned.span)) if turned else tuple(blocks), end - view.at)


def marks_moved(lines: Lines) -> Lines:
    """The marks of notes in a contents list moved to the headings that its entries name, as the list is made anew."""
    if not any(map(_notes, lines)):
        return lines
    moved = list(lines)
    for first, end in find_contents(lines).items():
        marked = {n: marks for n in range(first, end) if (marks := _notes(lines[n]))}
        near = (m for m in range(end, len(lines)) if not lines[m].cell and len(lines[m].text) < LONGEST_ENTRY)
        below = {_entry_key(lines[m]): m for m in reversed(list(near))} if marked else {}
        for n, marks in marked.items():
            heading = below.get(_entry_key(lines[n]))
            if heading is not None:
                line, stop = moved[heading], len(moved[heading].text.rstrip())
                moved[heading] = replace(line, marks=(*line.marks, *(replace(m, start=stop, end=stop) for m in marks)))
                moved[n] = replace(moved[n], marks=tuple(m for m in moved[n].marks if m not in marks))
    return moved


def _notes(line: Line) -> list[Mark]:
    return [mark for mark in line.marks if mark.kind is MarkKind.NOTE]


def _as_text(note: Note, view: View) -> list[Block]:
    """A note whose mark is gone, as paragraphs, its label before the first."""
    first, *rest = footnote(note, view.context).blocks or (Paragraph((), note.span),)
    head = Paragraph((Text(f"{note.label} "), *(first.content if isinstance(first, Paragraph) else ())), note.span)
    return [head, *rest]


# ---------------------------------------------------------------- boxes


def box(view: View) -> Match | None:
    """A frame of the format: its number is on each of its lines; or a table of one cell."""
    line = view.line
    if line.box:
        end = _stretch(view, lambda other: other.box == line.box)
        inner = tuple(replace(other, box=0) for other in view.lines[view.at : end])
    elif (grid := view.survey.tables.get(view.at)) and len(grid.slots) == 1 and line.cell:
        end = grid.end
        inner = tuple(replace(other, cell=None) for other in view.lines[view.at : end])
    else:
        return None
    return Match((_boxed(inner, view),), end - view.at)


def summary(view: View) -> Match | None:
    """`Summary` and the paragraphs under it, up to the next heading or numbered paragraph, in a report."""
    if view.context.kind not in (Kind.REPORT, Kind.NOTE) or view.context.role is not Role.BODY:
        return None
    if not is_one("summary", view.line.text) or view.line.label:
        return None
    end, texts = view.at + 1, 0
    for n in range(view.at + 1, len(view.lines)):
        line = view.lines[n]
        if line.blank:
            continue
        known = view.survey
        stops = n in known.headings or n in known.contents or n in known.signatures or line.rule or line.page_break
        if stops or (n in known.labels and known.labels[n].level == 0 and not known.labels[n].listed):
            break
        if texts == MOST_SUMMARY:
            return None
        texts += 1
        end = n + 1
    if not texts or (end == len(view.lines) and texts > 1):
        return None
    return Match((_boxed(view.lines[view.at : end], view),), end - view.at)


def _boxed(lines: Lines, view: View) -> Box:
    """A box whose first line is its title, if it reads as one."""
    texts = [line for line in lines if not line.blank]
    first = texts[0]
    titled = (
        len(texts) > 1
        and len(first.text) < 120
        and not first.label
        and not first.text.rstrip().endswith((".", ";", ","))
    )
    rest = lines[lines.index(first) + 1 :] if titled else lines
    title: Inlines = inlines(first, view.context) if titled else ()
    return Box(title, inner_blocks(rest, view), cover(line.span for line in texts))


def inner_blocks(lines: Lines, view: View) -> tuple[Block, ...]:
    """The blocks inside a frame; frames and quotations within it are not told apart again."""
    from converter.parse.blocks import read_blocks

    flat = tuple(replace(line, quote=0, box=0) for line in lines)
    return read_blocks(flat, replace(view.context, clauses=False, framed=True), view.report)


def _stretch(view: View, belongs: Callable[[Line], bool]) -> int:
    """The line after the last that belongs; blank lines between count."""
    end = view.at + 1
    for n in range(view.at + 1, len(view.lines)):
        if view.lines[n].blank:
            continue
        if not belongs(view.lines[n]):
            break
        end = n + 1
    return end


# ---------------------------------------------------------------- quotations


def quote(view: View) -> Match | None:
    """What the format marks as quoted."""
    if not view.line.quote:
        return None
    end = _stretch(view, lambda line: line.quote > 0)
    lines = view.lines[view.at : end]
    if len(lines) > 1 and _is_box_title(view.line):
        return Match((_boxed(lines, view),), end - view.at)
    span = cover(line.span for line in lines if not line.blank)
    return Match((Quote(inner_blocks(lines, view), span),), end - view.at)


def _is_box_title(line: Line) -> bool:
    """Whether the first line of a quotation is a title: then the input means a box."""
    return is_one("summary", line.text) or caption("box").match(fold(line.text)) is not None


def spoken(view: View) -> Match | None:
    """Whole paragraphs in quotation marks after `… stated the following:`."""
    text = view.line.text.strip()
    if not text or view.at in view.survey.labels or view.line.cell:
        return None
    before = next((line for line in reversed(view.lines[max(0, view.at - 5) : view.at]) if not line.blank), None)
    if before is None or not before.text.rstrip().endswith((":", "：")) or not holds("says", before.text):
        return None
    end = _closing(view) if text[0] in OPENERS else _set_in(view, before)
    if end is None:
        return None
    quoted = tuple(
        Paragraph(inlines(label_in_text(line), view.context), line.span)
        for line in view.lines[view.at : end]
        if not line.blank
    )
    return Match((Quote(quoted, cover(block.span for block in quoted)),), end - view.at)


def _set_in(view: View, before: Line) -> int | None:
    """The line after a whole sentence that is set in further than the line which says that a quotation follows."""
    line, text = view.line, heard(view.line)
    inset = _spaces(line) >= _spaces(before) + INSET or line.indent >= before.indent + INSET_POINTS
    return view.at + 1 if inset and len(text.split()) >= SENTENCE and text[-1] in ".!?。" else None


def _spaces(line: Line) -> int:
    return len(line.text.expandtabs(4)) - len(line.text.expandtabs(4).lstrip())


def _closing(view: View) -> int | None:
    """The line after the paragraph that closes the quotation; each paragraph of it may open anew."""
    for n in range(view.at, min(len(view.lines), view.at + 60)):
        line = view.lines[n]
        text = line.text.strip().rstrip(".,;")
        if line.blank:
            continue
        if (
            n in view.survey.headings
            or line.cell
            or (n > view.at and text[:1] not in OPENERS and not _is_open(view, n))
        ):
            return None
        if text[-1:] in CLOSERS and len(text) > 1:
            return n + 1
    return None


def _is_open(view: View, at: int) -> bool:
    """Whether a paragraph without marks lies inside a quotation: some paragraph close after it ends one."""
    following = [line.text.strip() for line in view.lines[at : at + 12] if not line.blank]
    return any(text.rstrip(".,;")[-1:] in CLOSERS and text[:1] not in OPENERS for text in following)


# ---------------------------------------------------------------- pictures, rules, pages


def figure(view: View) -> Match | None:
    """A picture with its caption, on its own line or the next."""
    picture = view.line.figure
    if picture is None:
        return None
    line, used = view.line, 1
    if not line.text.strip():
        after = view.next_text(view.at + 1)
        if after < len(view.lines) and after <= view.at + 2 and caption("figure").match(fold(view.lines[after].text)):
            line, used = view.lines[after], after + 1 - view.at
    line = label_in_text(line)
    found = caption("figure").match(fold(line.text)) if line.text.strip() else None
    if not found:
        return Match((Figure(picture, view.line.span, None, inlines(line, view.context)),), used)
    label = line.text[found.start("label") : found.end("label")].strip()
    title = inlines(line.slice(found.end("mark"), len(line.text)), view.context)
    return Match((Figure(picture, view.line.span.to(line.span), label, title),), used)


def ornament(view: View) -> Match | None:
    """A rule, a row of stars or dashes; nothing parts the clauses of a resolution."""
    text = view.line.text.strip()
    if not view.line.rule and (len(text) < 3 or not ORNAMENT.fullmatch(text)):
        return None
    if view.line.rule and text and not ORNAMENT.fullmatch(text):
        return None
    last = view.next_text(view.at + 1) >= len(view.lines)
    clauses = view.survey.clauses
    between = bool(clauses) and (view.context.kind is Kind.RESOLUTION or min(clauses) < view.at < max(clauses))
    return Match(() if last or between else (Rule(view.line.span),), 1)


def page_break(view: View) -> tuple[Block, ...]:
    """The break before a line that begins a page because the input says so."""
    return (PageBreak(view.line.span),) if view.line.page_break and view.at else ()


def known_lines(survey: Survey) -> frozenset[int]:
    """The lines of contents lists, tables and signatures."""
    ends = [*survey.contents.items(), *((n, grid.end) for n, grid in survey.tables.items())]
    ends += [(n, signing.end) for n, signing in survey.signatures.items()]
    return frozenset(n for first, end in ends for n in range(first, end))
