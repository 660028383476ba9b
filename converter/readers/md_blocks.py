"""The marks of Markdown at the beginning of a line: heading, quotation, list glyph, rule, fence, note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.late import late
from converter.readers.physical import Physical
from converter.records import dataclass, replace

HEADING = late(r" {0,3}(#{1,6})(?:[ \t]+|(?=[^\W\d_]))(.*?)(?:[ \t]+#+)?[ \t]*")
TIGHT_HEADING = late(r"##+[^\W\d_]")
QUOTE = late(r"(?: {0,3}>[ \t]?)+")
BULLET = late(r"([ \t]*)([-*+•‣▪◦●○■□➢✓])[ \t]+(?=\S)")
PAGE_NUMBER = late(r"[ \t]*([-–—])[ \t]*\d{1,4}[ \t]*\1[ \t]*")
RULE = late(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={5,}[ \t]*)")
UNDERLINE = late(r"(=+|-+)[ \t]*")
FENCE = late(r" {0,3}(`{3,}|~{3,})[ \t]*([^`]*)")
NOTE = late(r" {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*")
BREAK = late(r"(?: {2,}|\\)$|<br[ \t]*/?>[ \t]*$", re.I)
ALIGNED = late(r"[ \t]*<(center|div|p|h[1-6])\b([^>]*)>", re.I)
ALIGN = late(r"align\s*[=:]\s*[\"']?(center|right|left|justify)", re.I)
SIDES = {"center": "center", "right": "end", "left": "start", "justify": "justify"}


@dataclass(frozen=True, slots=True)
class Block:
    """What stands before the text of a line, and the text."""

    text: str
    heading: int = 0
    quote: int = 0
    label: str = ""
    indent: int = 0
    note: str = ""
    rule: bool = False

    @property
    def starts(self) -> bool:
        """Whether the line begins a paragraph of its own."""
        return bool(self.heading or self.label or self.note or self.rule)


def block(text: str) -> Block:
    """Read the marks at the beginning of a line.

    >>> block("> * a point")
    Block(text='a point', heading=0, quote=1, label='*', indent=0, note='', rule=False)
    """
    if text[:1].isalnum():  # No mark begins so.
        return Block(text)
    quoted = QUOTE.match(text)
    quote = quoted[0].count(">") if quoted else 0
    if quoted:
        text = text[quoted.end() :]
    if RULE.fullmatch(text):
        return Block("", quote=quote, rule=True)
    heading = HEADING.fullmatch(text)
    if heading and (text.lstrip()[len(heading[1]) :][:1] in " \t" or TIGHT_HEADING.match(text)) and heading[2]:
        return Block(heading[2], heading=len(heading[1]), quote=quote)
    note = NOTE.match(text)
    if note:
        return Block(text[note.end() :], note=note[1], quote=quote)
    bullet = BULLET.match(text)
    if bullet and not PAGE_NUMBER.fullmatch(text):
        return Block(text[bullet.end() :], quote=quote, label=bullet[2], indent=width(bullet[1]))
    return Block(text, quote=quote)


def width(space: str) -> int:
    """Columns of white space, a tab being four."""
    return len(space.expandtabs(4))


def side(text: str) -> str:
    """How a line of HTML tags aligns the text after it; nothing where it does not say."""
    found = ALIGNED.match(text)
    if not found:
        return ""
    if found[1].lower() == "center":
        return "center"
    stated = ALIGN.search(found[2])
    return SIDES[stated[1].lower()] if stated else ""


TEXTS = frozenset({"", "md", "markdown", "text", "txt", "plain", "plaintext"})
"""What a fence round a whole document says of it."""


def unfenced(lines: Sequence[Physical]) -> tuple[tuple[Physical, ...], list[Physical]]:
    """The lines without the fence in which most of the text stands, and its two lines: that text is no code.

    Assistants and chats show a whole document so.
    """
    marks = [n for n, line in enumerate(lines) if FENCE.fullmatch(line.text)]
    if len(marks) != 2:
        return tuple(lines), []
    first, last = marks
    opened = FENCE.fullmatch(lines[first].text)
    filled = [n for n, line in enumerate(lines) if line.text.strip() and n not in marks]
    inside = sum(first < n < last for n in filled)
    if opened is None or opened[2].strip().lower() not in TEXTS or inside * 2 <= len(filled):
        return tuple(lines), []
    kept = tuple(replace(line, text="") if n in marks else line for n, line in enumerate(lines))
    return kept, [lines[first], lines[last]]
