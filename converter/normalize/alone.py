"""Labels that stand alone on their lines, as the text of a page gives raised figures and hanging numbers."""

from __future__ import annotations

from collections.abc import Sequence

from converter.late import late
from converter.normalize import shapes
from converter.normalize.mended import Mended, emptied
from converter.source import Line, Source, join

NOTE = late(r"\s*(?:\d{1,3}|\*{1,3}|[a-z])\s*")
NUMBER = late(r"\s*(?:\d{1,3}\.|\([a-z]{1,2}\)|\([ivx]{1,5}\))\s*")
HEADING = late(r"\s*(?:[A-Z]|[IVX]{1,5})\.\s*")
FOOT = late(
    r"\s*(?:(?:[A-Z]{1,3}\.)?\d{2}-\d{5}(?:\s*\([A-Z]\))?(?:\s+\d{6})*"
    r"|\d{1,4}\s?/\s?\d{1,4}|\d{6}|\*\d{7,8}\*)\s*"
)
"""Furniture of the page that may stand between a note's label and its text."""
ENDNOTES = late(r"\s*(?:Notes|NOTES|Endnotes|Footnotes|Notas|Примечания|Сноски|الحواشي|注)\s*")
"""What stands over all notes at the end of a text."""
REACH = 40
"""Lines below a rule among which the labels of the notes of one page stand."""
GAP = 2
"""Blank lines between two notes."""
NEAR = 5
"""Lines within which the text of a label begins."""
FLOWING = 60
"""Characters of a line that is no title."""


def join_lone_labels(source: Source) -> Mended:
    """A label on a line of its own and the text below it become one line.

    >>> from converter.span import Span
    >>> texts = ("____________", "1", "  See annex.", "2", "  Ibid.", "12-34567")
    >>> [line.text for line in join_lone_labels(Source("x", "txt", tuple(Line(t, Span(1, 1)) for t in texts))).lines]
    ['____________', '', '1 See annex.', '', '2 Ibid.', '12-34567']
    """
    if source.format not in ("txt", "eml", "msg"):
        return Mended(source.lines)
    lines = source.lines
    done: list[Line] = []
    left = gap = at = 0
    while at < len(lines):
        line = lines[at]
        if line.rule or shapes.RULER.fullmatch(line.text):
            left = REACH
        elif ENDNOTES.fullmatch(line.text):
            left = len(lines)
        elif left <= REACH and (line.page_break or gap > GAP):
            left = 0
        gap = gap + 1 if line.blank else 0
        left -= left > 0
        notes, end = noted(lines, at) if left and NOTE.fullmatch(line.text) else ([], 0)
        below = 0 if notes or line.blank or line.label else text_of(lines, at)
        if below:
            notes, end = [join(line, lines[below].strip(), " "), *lines[at + 1 : below]], below + 1
        done += notes or [line]
        at = end if notes else at + 1
    return Mended(tuple(done))


def noted(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """The notes whose labels stand alone from a place on, and where what follows them begins.

    Several labels may stand above several notes; furniture of the page between them comes after the notes.
    """
    first = at
    labels = [lines[at]]
    while at + 1 < len(lines) and NOTE.fullmatch(lines[at + 1].text) and not lines[at + 1].page_break:
        at += 1
        labels.append(lines[at])
    below = following(lines, at, NEAR)
    if not below:
        return [], first
    end = below + 1
    if below > at + 1 or len(labels) > 1:
        while end < len(lines) and is_text(lines[end]):
            end += 1
    texts = [line.strip() for line in lines[below:end]]
    heads = [n for n in range(len(texts)) if n == 0 or shapes.stops(texts[n - 1].text)] if len(labels) > 1 else [0]
    if len(heads) != len(labels):
        return [], first
    for label, head in zip(labels, heads, strict=True):
        texts[head] = join(label, texts[head], " ")
    apart = (line for n, line in enumerate(texts) for line in ((emptied(line), line) if n in heads else (line,)))
    return [*apart, *lines[at + 1 : below]], end


def is_text(line: Line) -> bool:
    """Whether a line may be the text of a note, and no furniture of the page, and no label."""
    return not (
        line.blank
        or line.page_break
        or FOOT.fullmatch(line.text)
        or NOTE.fullmatch(line.text)
        or shapes.RULER.fullmatch(line.text)
    )


def text_of(lines: Sequence[Line], at: int) -> int:
    """The line whose text belongs to a number that stands alone at a place; 0 where there is none, or no number."""
    text = lines[at].text
    if len(text) > 200:
        return 0
    if NUMBER.fullmatch(text):
        below = following(lines, at, 2)
        return below if below and lines[below].text.strip()[:1].isalpha() else 0
    if HEADING.fullmatch(text):
        below = following(lines, at, 2)
        after = lines[below + 1] if below and below + 1 < len(lines) else None
        titled = after is None or after.blank or len(after.text.strip()) >= FLOWING
        return below if below and titled and not shapes.stops(lines[below].text) else 0
    return 0


def following(lines: Sequence[Line], at: int, reach: int) -> int:
    """The next line with words within reach and on the same page, no label itself; 0 for none."""
    for place in range(at + 1, min(len(lines), at + 1 + reach)):
        line = lines[place]
        if line.page_break or line.heading or shapes.RULER.fullmatch(line.text):
            return 0
        if not line.blank and not (place > at + 1 and FOOT.fullmatch(line.text)):
            words = any(char.isalpha() for char in line.text)
            alone = NOTE.fullmatch(line.text) or NUMBER.fullmatch(line.text) or shapes.LABEL.match(line.text)
            return place if words and not alone else 0
    return 0
