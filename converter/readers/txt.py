"""Plain text to lines: nothing is decided but where a line ends, what stars mark, and what a mail quotes with `>`."""

from __future__ import annotations

import re

from converter.diagnostics import InputError, Report
from converter.late import late
from converter.options import Options
from converter.readers import front_matter, md
from converter.readers.decode import decode
from converter.readers.physical import Physical, physical_lines
from converter.records import replace
from converter.source import Line, Mark, MarkKind, Source

STRONG = late(r"\*\*(?=[^\s*]).{0,300}?(?<=[^\s*])\*\*", re.S)
HEADING = late(r"^ {0,3}#{1,6} +\S", re.M)
EMPHASIS = late(r"(?<![\w*])\*(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])\*(?![\w*])")
NOTE_MARK = late(r"\[\^\w+\]")
MESSENGER = late(
    r"^\W?\[?(?:\d{1,2}:\d{2}(?::\d{2})?(?: ?[APap]\.?[Mm]\.?)?, )?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    r"(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[APap]\.?[Mm]\.?)?)?\]?(?: -)? [^:\n]{1,60}: ",
    re.M,
)
STARRED = late(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,400})(?<=[^\s*])\*(?![\w*])")
UNDERLINED = late(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,400})(?<=[^\s_])_(?![\w_])")
QUOTED = late(r"^ ?((?:> ?)+)(?=\S|$)")


def read_txt(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read plain text; text that is evidently Markdown is read as such. Raises InputError for empty or binary input."""
    decoded = decode(data, name, report)
    return read_text(decoded.text, name, "txt", decoded.encoding, report)


def read_text(text: str, name: str, form: str, encoding: str, report: Report) -> Source:
    """The lines of a decoded text."""
    settings, lines = front_matter.take(physical_lines(text), name)
    if not any(char.isalnum() for line in lines for char in line.text):
        raise InputError("there is no text in it", hint="check that the right file was given", source=name)
    if is_markdown(text):
        read = md.read_lines(lines, report)
    elif len(MESSENGER.findall(text)) > 1:
        read = tuple(starred(plain(line)) for line in lines)
    else:
        read = tuple(plain(line) for line in lines)
    return Source(name, form, read, encoding, settings=settings)


def is_markdown(text: str) -> bool:
    """Whether a plain text is evidently Markdown: bold in double stars, or more than one `#` heading or note mark.

    >>> is_markdown("**General Assembly**"), is_markdown("5 * 3 ** 2"), is_markdown("* A/79/50.")
    (True, False, False)
    """
    strong = len(STRONG.findall(text)) if "**" in text else 0
    headings = len(HEADING.findall(text)) if "#" in text else 0
    notes = len(NOTE_MARK.findall(text)) if "[^" in text else 0
    return (
        strong + headings >= 2
        or notes >= 2
        or (strong + headings + notes >= 1 and bool(EMPHASIS.search(text)))
        or strong == 1
    )


def plain(line: Physical) -> Line:
    """A line of plain text; `> ` before it is a quotation and no text."""
    found = QUOTED.match(line.text) if ">" in line.text else None
    quote, text = (found[1].count(">"), line.text[found.end() :]) if found else (0, line.text)
    return Line(text, line.span, quote=quote, page_break=line.page_break, hard=line.hard)


def starred(line: Line) -> Line:
    """What messengers mark: `*bold*` and `_italic_`.

    >>> from converter.span import Span
    >>> starred(Line("a *bold* word", Span(1, 1))).marks
    (Mark(start=2, end=6, kind=<MarkKind.BOLD: 'bold'>, value=''),)
    """
    for pattern, kind in ((STARRED, MarkKind.BOLD), (UNDERLINED, MarkKind.ITALIC)):
        while found := pattern.search(line.text):
            mark = Mark(found.start(), found.end() - 2, kind)
            line = line.cut(found.end() - 1, found.end()).cut(found.start(), found.start() + 1)
            line = replace(line, marks=tuple(sorted((*line.marks, mark), key=lambda m: (m.start, -m.end))))
    return line
