"""Markdown inside a paragraph: emphasis, links, note marks and HTML tags become marks; every word stays."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from converter.late import late
from converter.readers.md_plain import plain_pieces
from converter.records import dataclass, field
from converter.source import Mark, MarkKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SPECIAL = late(r"[*_`\[\\<&!]")
NOTE = late(r"\[\^([^\]\s]{1,40})\]")
TARGET = late(r"[:/.#@?=%]|\w{4,}")
BREAK = "\u2028"
"""Stands where `<br>` breaks a line of the source."""
STARS = late(r"\*\*(?=[^\s*])([^*]{1,500}?)(?<=[^\s*])\*\*")
TAG = late(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^>]*?/?>")
PIECE = 20_000
"""Characters that are parsed at once; emphasis that is longer is not recognized."""

OPENING = {"em_open": MarkKind.ITALIC, "strong_open": MarkKind.BOLD}
TAGS = {
    "b": MarkKind.BOLD,
    "strong": MarkKind.BOLD,
    "i": MarkKind.ITALIC,
    "em": MarkKind.ITALIC,
    "cite": MarkKind.ITALIC,
    "u": MarkKind.UNDERLINE,
    "ins": MarkKind.UNDERLINE,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
    "code": MarkKind.CODE,
}
SILENT = late(
    "a|abbr|blockquote|center|dd|del|details|div|dl|dt|figcaption|figure|font|footer|header|h[1-6]|hr|img|kbd|li|main|mark"
    "|nav|ol|p|pre|q|s|section|small|span|strike|summary|table|tbody|td|tfoot|th|thead|tr|tt|ul"
)
"""HTML tags that say nothing about a stretch of text; other `<words>` are no tags and stay."""


@dataclass(slots=True)
class Styled:
    """One line's text and marks, as they are being put together."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    hard: bool = False
    unseen: list[str] = field(default_factory=list)
    """Words of the source that are not printed: alternative texts of pictures, titles of links."""


@dataclass(frozen=True, slots=True)
class Open:
    """A mark that has begun and not ended."""

    kind: MarkKind
    value: str
    line: int
    start: int


def inline(lines: list[str]) -> list[Styled]:
    """The lines of one paragraph without their markup.

    >>> [(line.text, len(line.marks)) for line in inline(["**Letter dated", "5 May** from <name of State>"])]
    [('Letter dated', 1), ('5 May from <name of State>', 1)]
    """
    if not any(SPECIAL.search(line) for line in lines):
        return [Styled(line) for line in lines]
    done: list[Styled] = []
    for piece in pieces(lines):
        read = Inline(len(piece)).read(piece)
        if done and piece[0] is None:
            merge(done[-1], read.pop(0))
        done += read
    return [bold_left(line) for line in done]


def pieces(lines: list[str]) -> list[list[str | None]]:
    """The lines in portions of a bearable size; a portion that begins with None goes on in the middle of a line."""
    done: list[list[str | None]] = [[]]
    size = 0
    for line in lines:
        if size and size + len(line) > PIECE:
            done.append([])
            size = 0
        while len(line) > PIECE:
            cut = line.rfind(" ", PIECE // 2, PIECE) + 1 or PIECE
            done[-1].append(line[:cut])
            line = line[cut:]
            done.append([None])
        done[-1].append(line)
        size += len(line)
    return done


def merge(head: Styled, tail: Styled) -> None:
    """Put the second half of a line behind the first."""
    shift = len(head.text)
    head.text += tail.text
    head.marks += [Mark(m.start + shift, m.end + shift, m.kind, m.value) for m in tail.marks]
    head.hard = tail.hard
    head.unseen += tail.unseen


MOST_BOLD = 300
"""Bold stretches of a line that are mended; a text with more is made of stars."""


def bold_left(line: Styled) -> Styled:
    """Make bold what stands between double stars that the rules of Markdown left alone (`**标题：**正文`)."""
    for _ in range(MOST_BOLD):
        found = STARS.search(line.text)
        if found is None:
            break
        gaps = ((found.end() - 2, found.end()), (found.start(), found.start() + 2))
        for start, end in gaps:
            line.text = line.text[:start] + line.text[end:]
            line.marks = [shifted(mark, end, end - start) for mark in line.marks]
        line.marks.append(Mark(found.start(), found.end() - 4, MarkKind.BOLD))
    return line


def shifted(mark: Mark, after: int, by: int) -> Mark:
    """A mark after `by` characters before `after` went."""
    start, end = (place - by if place >= after else place for place in (mark.start, mark.end))
    return Mark(start, max(start, end), mark.kind, mark.value)


@cache
def parser() -> MarkdownIt:
    """The inline rules of CommonMark, nothing else."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": 40})


class Inline:
    """Walks the tokens of a paragraph and keeps the lines that they make."""

    def __init__(self, count: int) -> None:
        self.lines = [Styled() for _ in range(count)]
        self.at = 0
        self.open: list[Open] = []

    def read(self, lines: list[str | None]) -> list[Styled]:
        """Parse the lines together; as many come out as went in."""
        cut = lines[0] is None
        given = [line for line in lines if line is not None]
        self.lines = self.lines[: len(given)]
        text = "\n".join(given)
        leading = given[0][: len(given[0]) - len(given[0].lstrip())]
        self.lines[0].text = leading if not cut else ""
        for token in plain_pieces(text) or parser().parseInline(text)[0].children or ():
            self.take(cast("Token", token))  # a piece has what is asked of tokens that are no links
        while self.open:
            self.close(self.open[-1].kind)
        return self.lines

    @property
    def line(self) -> Styled:
        """The line that is being written."""
        return self.lines[self.at]

    def take(self, token: Token) -> None:
        """Write one token."""
        match token.type:
            case "text" | "text_special" | "code_inline":
                self.write(token.content, code=token.type == "code_inline")
            case "softbreak" | "hardbreak":
                self.line.hard = token.type == "hardbreak"
                self.at = min(self.at + 1, len(self.lines) - 1)
            case "em_open" | "strong_open":
                self.begin(OPENING[token.type])
            case "em_close" | "strong_close":
                self.close(OPENING[token.type.replace("close", "open")])
            case "link_open":
                self.link(token)
            case "link_close":
                self.link_end()
            case "html_inline":
                self.tag(token.content)
            case "image":
                self.line.unseen.append(token.content + " " + str(token.attrGet("title") or ""))
            case _:
                self.write(token.content)

    def write(self, text: str, *, code: bool = False) -> None:
        """Add text; `[^1]` in it is the mark of a note. Code may hold line ends as spaces already."""
        if code:
            start = len(self.line.text)
            self.line.text += text
            self.line.marks.append(Mark(start, len(self.line.text), MarkKind.CODE))
            return
        at = 0
        for found in NOTE.finditer(text):
            self.line.text += text[at : found.start()]
            start = len(self.line.text)
            self.line.text += found[1]
            self.line.marks.append(Mark(start, len(self.line.text), MarkKind.NOTE, found[1]))
            at = found.end()
        self.line.text += text[at:]

    def begin(self, kind: MarkKind, value: str = "") -> None:
        """A mark begins here."""
        self.open.append(Open(kind, value, self.at, len(self.line.text)))

    def close(self, kind: MarkKind) -> None:
        """The innermost open mark of a kind ends here; over several lines it is one mark on each."""
        place = next((place for place in reversed(range(len(self.open))) if self.open[place].kind is kind), None)
        if place is None:
            return
        opened = self.open.pop(place)
        for number in range(opened.line, self.at + 1):
            line = self.lines[number]
            start = opened.start if number == opened.line else 0
            if start < len(line.text):
                line.marks.append(Mark(start, len(line.text), kind, opened.value))

    def link(self, token: Token) -> None:
        """A link, if its target looks like one; `[a](b)` in running text is no link."""
        target = str(token.attrGet("href") or "")
        if token.markup == "autolink" or TARGET.search(target):
            title = token.attrGet("title")
            self.line.unseen += [str(title)] if title else []
            self.begin(MarkKind.LINK, target)
            return
        self.line.text += "["
        self.open.append(Open(MarkKind.LINK, "\0" + target, self.at, len(self.line.text)))

    def link_end(self) -> None:
        """The end of a link, or of what only looked like one."""
        opened = next((mark for mark in reversed(self.open) if mark.kind is MarkKind.LINK), None)
        if opened is not None and opened.value.startswith("\0"):
            self.open.remove(opened)
            self.line.text += f"]({opened.value[1:]})"
        else:
            self.close(MarkKind.LINK)

    def tag(self, text: str) -> None:
        """An HTML tag marks, breaks the line, or says nothing; what is no HTML tag is text."""
        found = TAG.fullmatch(text)
        name = found[1].lower() if found else ""
        if name == "br":
            self.line.hard = True
            self.line.text += BREAK
        elif name in TAGS:
            self.close(TAGS[name]) if text.startswith("</") else self.begin(TAGS[name])
        elif not SILENT.fullmatch(name) and not text.startswith("<!--"):
            self.line.text += text
