"""Lines that belong together made one: parted words put together, marks joined, in time linear in their length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from converter.normalize import shapes
from converter.normalize.hyphens import glue, is_parted
from converter.records import replace
from converter.source import Line, Mark, MarkKind
from converter.span import cover


def glued(parts: Sequence[Line], spoken: Mapping[str, int]) -> Line:
    """One line out of several that follow each other; Chinese needs no space between them.

    >>> from converter.span import Span
    >>> glued([Line("since the infor-", Span(1, 1)), Line("  mation of May", Span(2, 2))], {}).text
    'since the information of May'
    """
    if len(parts) == 1:
        return parts[0]
    first = parts[0].slice(0, len(parts[0].text.rstrip()))
    texts, marks, size = [first.text], list(first.marks), len(first.text)
    for part in parts[1:]:
        tail = part.strip()
        cut, between = seam(texts[-1], tail.text, spoken)
        texts[-1] = texts[-1][: len(texts[-1]) - cut]
        end = size - cut
        size = end + len(between)
        marks = joined([clipped(mark, end) for mark in marks] if cut else marks, tail.marks, end, size)
        texts += [between, tail.text]
        size += len(tail.text)
    return replace(
        first,
        text="".join(texts),
        span=cover(part.span for part in parts),
        marks=tuple(mark for mark in marks if mark.start < mark.end or mark.kind is MarkKind.NOTE),
        hard=parts[-1].hard,
    )


def seam(head: str, tail: str, spoken: Mapping[str, int]) -> tuple[int, str]:
    """How many characters the head loses, and what stands between it and the tail."""
    if is_parted(head):
        between = glue(head, tail, spoken)
        if between is not None:
            return 1, between
    close = shapes.HAN.match(head[-1:]) and shapes.HAN.match(tail[:1])
    return 0, "" if close else " "


def clipped(mark: Mark, end: int) -> Mark:
    """A mark that ends with the text, at the latest."""
    return mark if mark.end <= end else Mark(min(mark.start, end), end, mark.kind, mark.value)


def joined(marks: list[Mark], tail: Sequence[Mark], end: int, start: int) -> list[Mark]:
    """Marks of the head and the tail; of two of a kind that meet at the seam one is made."""
    last: dict[tuple[MarkKind, str], int] = {}
    place = len(marks) - 1
    while place >= 0 and len(marks) - place <= 8:
        if marks[place].end == end:
            last.setdefault((marks[place].kind, marks[place].value), place)
        place -= 1
    for mark in tail:
        moved = Mark(mark.start + start, mark.end + start, mark.kind, mark.value)
        before = last.get((mark.kind, mark.value)) if mark.start == 0 and mark.kind is not MarkKind.NOTE else None
        if before is None:
            marks.append(moved)
        else:
            marks[before] = Mark(marks[before].start, moved.end, mark.kind, mark.value)
    return marks
