"""Markdown to lines: a light reading, line by line, that loses no word and decides no meaning."""

from __future__ import annotations

import re

from converter.diagnostics import InputError, Report
from converter.late import late
from converter.options import Options
from converter.readers import front_matter
from converter.readers.decode import decode
from converter.readers.md_blocks import BREAK, FENCE, UNDERLINE, Block, block, side, unfenced, width
from converter.readers.md_inline import BREAK as LINE_BREAK
from converter.readers.md_inline import inline
from converter.readers.md_tables import table, table_at
from converter.readers.physical import Physical, physical_lines
from converter.records import replace
from converter.source import Line, Mark, MarkKind, Place, Source

COMMENT = late(r"<!--(.*?)(?:-->|$)")
COMMENT_END = late(r"(.*?)-->")
CLOSING = late(r"[ \t]*</(center|div|p|h[1-6])>", re.I)
CONTINUED = late(r" {4}|\t")


def read_md(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read Markdown. Raises InputError for empty or binary input and for broken front matter."""
    decoded = decode(data, name, report)
    settings, lines = front_matter.take(physical_lines(decoded.text), name)
    if not any(char.isalnum() for line in lines for char in line.text):
        raise InputError("there is no text in it", hint="check that the right file was given", source=name)
    lines, fences = unfenced(lines)
    for fence in fences:
        report.remove(fence.span, fence.text.strip(" `~"), "not-printed")
    return Source(name, "md", read_lines(lines, report), decoded.encoding, settings=settings)


def read_lines(lines: tuple[Physical, ...], report: Report) -> tuple[Line, ...]:
    """The lines of a Markdown text, as many as it has or a few more (comments, table cells)."""
    return Reading(lines, report).run()


class Reading:
    """Goes once through the lines; what is open (paragraph, fence, comment, list, note) is kept here."""

    def __init__(self, lines: tuple[Physical, ...], report: Report) -> None:
        self.lines, self.report = lines, report
        self.done: list[Line] = []
        self.paragraph: list[tuple[Physical, Block]] = []
        self.indents: list[int] = []
        self.fence = ""
        self.commented = False
        self.note = ""
        self.align = ""
        self.tables = 0

    def run(self) -> tuple[Line, ...]:
        """Read everything."""
        at = 0
        while at < len(self.lines):
            at += self.take(at)
        self.flush()
        return tuple(self.done)

    def take(self, at: int) -> int:
        """Read what stands at a line; returns how many lines that was."""
        line = self.lines[at]
        if self.fence or (FENCE.fullmatch(line.text) and not self.commented):
            self.fenced(line)
        elif self.commented or "<!--" in line.text:
            self.comment(line)
        elif not line.text.strip():
            self.blank(line)
        elif size := table_at(self.lines, at):
            self.flush()
            self.done += table(self.lines[at : at + size], self.tables)
            self.tables += 1
            return size
        else:
            self.text(line)
        return 1

    def fenced(self, line: Physical) -> None:
        """A fence opens or closes, or a line of code stands in one."""
        found = FENCE.fullmatch(line.text)
        self.flush()
        if not self.fence and found:
            self.fence = found[1]
            self.report.remove(line.span, found[2].strip(), "not-printed")
            self.done.append(Line("", line.span))
        elif found and found[1].startswith(self.fence) and not found[2].strip():
            self.fence = ""
            self.done.append(Line("", line.span))
        else:
            marks = (Mark(0, len(line.text), MarkKind.CODE),) if line.text.strip() else ()
            self.done.append(Line(line.text, line.span, marks, whole=True))

    def comment(self, line: Physical) -> None:
        """Set comments apart; what stands before and after them on the line is text."""
        rest, shown = line.text, ""
        while rest:
            pattern = COMMENT_END if self.commented else COMMENT
            found = pattern.search(rest) if not self.commented else pattern.match(rest)
            if self.commented:
                inside, rest = (found[1], rest[found.end() :]) if found else (rest, "")
                self.commented = found is None
            elif found:
                shown, inside, rest = shown + rest[: found.start()], found[1], rest[found.end() :]
                self.commented = not found[0].endswith("-->")
            else:
                shown, inside, rest = shown + rest, "", ""
            if inside.strip():
                self.flush() if not shown.strip() else None
                self.done.append(Line(inside.strip(), line.span, place=Place.COMMENT, whole=True))
        if shown.strip():
            self.text(replace(line, text=shown))

    def blank(self, line: Physical) -> None:
        """An empty line ends a paragraph; a note goes on only if the next line is indented."""
        self.flush()
        self.align = ""
        self.done.append(Line("", line.span, page_break=line.page_break))

    def text(self, line: Physical) -> None:
        """A line of text, with the marks before it."""
        underlined = UNDERLINE.fullmatch(line.text)
        if underlined and self.is_underline(underlined[1]):
            self.done.append(Line("", line.span))
            return
        found = block(line.text)
        if self.note and not self.paragraph and not found.starts and not CONTINUED.match(line.text):
            self.note = ""
        if found.note or found.rule or found.heading:
            self.flush()
            self.note = ""
        last = self.paragraph[-1][1] if self.paragraph else found
        if last.quote > found.quote == 0 and not found.starts and found.text.lstrip()[:1].islower():
            found = replace(found, quote=last.quote)  # A line of a quotation that was wrapped without its mark.
        if self.paragraph and (found.starts or found.quote != self.paragraph[-1][1].quote):
            self.flush()
        if found.rule:
            self.done.append(Line("", line.span, rule=True, page_break=line.page_break, quote=found.quote))
            return
        self.align = side(line.text) or self.align
        self.note = found.note or self.note
        self.paragraph.append((line, found))
        if found.heading:
            self.flush()
        if "</" in line.text and CLOSING.search(line.text):
            self.flush()
            self.align = ""

    def is_underline(self, dashes: str) -> bool:
        """Whether a row of dashes or `=` makes the one line above it a heading: it is as long as that line."""
        if len(self.paragraph) != 1 or self.paragraph[0][1].starts:
            return False
        line, found = self.paragraph[0]
        if (dashes[0] == "-" and abs(len(dashes) - len(line.text.strip())) > 2) or len(dashes) < 3:
            return False
        self.paragraph = [(line, replace(found, heading=1 if dashes[0] == "=" else 2))]
        self.flush()
        return True

    def flush(self) -> None:
        """Write the open paragraph."""
        if not self.paragraph:
            return
        blocks = [found for _, found in self.paragraph]
        styled = inline([found.text for found in blocks])
        depth = self.depth(blocks[0])
        for place, ((line, found), shown) in enumerate(zip(self.paragraph, styled, strict=True)):
            for unseen in shown.unseen:
                self.report.remove(line.span, unseen.strip(), "not-printed")
            made = Line(
                shown.text,
                line.span,
                tuple(sorted(shown.marks, key=lambda mark: (mark.start, -mark.end))),
                Place.NOTE if self.note else Place.BODY,
                hard=line.hard or (place < len(blocks) - 1 and bool(BREAK.search(found.text))),
                heading=found.heading,
                whole=bool(found.heading),
                label=(found.note or found.label) if place == 0 else "",
                depth=depth,
                quote=found.quote,
                align=self.align,
                page_break=line.page_break,
                note=self.note,
            )
            if place and depth:
                made = made.cut(0, len(shown.text) - len(shown.text.lstrip()))
            self.done += broken(made)
        self.paragraph = []

    def depth(self, first: Block) -> int:
        """How deep a list item lies, by the indents of the items above it; 0 outside lists."""
        indent = first.indent if first.label else width(first.text[: len(first.text) - len(first.text.lstrip())])
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        if not first.label:
            self.indents = self.indents if indent else []
            return 0
        if not self.indents or indent > self.indents[-1] + 1:
            self.indents.append(indent)
        return len(self.indents)


def broken(line: Line) -> list[Line]:
    """A line with `<br>` in it as the lines that it makes."""
    done = []
    while LINE_BREAK in line.text:
        at = line.text.index(LINE_BREAK)
        head = line.slice(0, at)
        if head.text.strip():
            done.append(replace(head, hard=True))
        line = replace(line.slice(at + 1, len(line.text)), label="" if done else line.label)
    return [*done, line] if line.text.strip() or not done else [*done[:-1], replace(done[-1], hard=line.hard)]
