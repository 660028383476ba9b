"""Headings that nothing but their words and their place marks: short lines above a text."""

from __future__ import annotations

from collections.abc import Callable

from converter.forms.dates import read_date
from converter.forms.labels import Label, follows
from converter.late import late
from converter.model import Kind, Role
from converter.parse.block_words import is_locator, is_one, starts
from converter.parse.clauses import is_enacting, is_meeting
from converter.parse.context import Context
from converter.parse.heading_near import (
    INNER_STOP,
    LONGEST_PLAIN,
    NO_PLAIN,
    NUMBERED,
    Near,
    label_of,
    leads,
    title_like,
)
from converter.parse.view import heard
from converter.parse.words import starts as names
from converter.source import Line, MarkKind

MOST_PLAIN_WORDS = 12
MOST_WORDS_ATOP = 6
DATE_LIKE = late(r"\d{4}\s*\.?$|^\d|\d{4}年|@|https?:|www\.|\d{3}[- ]\d{4}")
Way = Callable[[Near, int, Line, Label | None, Context], bool]
"""Whether the line at a place, with its label, is a heading."""


def _known(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    return is_one("heading", line.text) and title_like(line) and near.next(at) is not None and near.opens(at)


def _section(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """A usual name of a section below a blank line and above a text, in a document that may have headings."""
    below = near.next(at)
    if (context.kind in NO_PLAIN and context.role is Role.BODY) or label is not None or below is None:
        return False
    apart = line.whole or (near.before[at] >= 0 and at - near.before[at] > 1)
    return apart and is_one("section", line.text) and title_like(line) and not is_one("section", below.text)


def located(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """Where a corrigendum puts something right, on a line of its own above what is put right."""
    return context.corrects and near.next(at) is not None and near.alone(at) and is_locator(heard(line))


def _plain(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """A short line between blanks, before a paragraph, in a text that may have headings."""
    if (context.kind in NO_PLAIN and context.role is Role.BODY) or label is not None or line.label:
        return False
    text = heard(line)
    if len(text) > LONGEST_PLAIN or len(text.split()) > MOST_PLAIN_WORDS or not near.alone(at) or not title_like(line):
        return False
    over_number = _over_paragraph(near, at, context) and read_date(text, None) is None
    if (DATE_LIKE.search(text) and not over_number) or INNER_STOP.search(text):
        return False
    if near.before[at] < 0 and context.role is Role.BODY and not over_number:
        return False
    previous = near.previous(at)
    if any(mark.kind is MarkKind.BOLD and line.text[: mark.end].rstrip().endswith(":") for mark in line.marks):
        return False  # `**Present:** …` states something.
    if starts("byline", text) or is_one("attendance", text.replace("：", ":").partition(":")[0]):
        return False
    if previous and _between(previous, near.next(at)):
        return False
    if previous and previous.text.rstrip().endswith((":", "：", ",")):
        return False
    return leads(near, at) or (context.kind in NUMBERED and _over_title(near, at))


def _over_paragraph(near: Near, at: int, context: Context) -> bool:
    """Whether a numbered paragraph follows, in a document whose paragraphs are numbered."""
    below = near.next(at)
    if not _starts_paragraph(below) or below is None:
        return False
    label = label_of(below)[0]
    return context.kind in NUMBERED or (label is not None and label.kind == "multi")


def _starts_paragraph(line: Line | None) -> bool:
    """Whether a line is a numbered paragraph."""
    label = label_of(line)[0] if line is not None and not line.cell else None
    if label is None or line is None or label.kind not in ("decimal", "multi"):
        return False
    return len(line.text) > (20 if label.path else 40)


def _over_title(near: Near, at: int) -> bool:
    """Whether one more short line stands between a short line and a numbered paragraph: heading and subheading."""
    below = near.next(at)
    if below is None or below.cell or label_of(below)[0] is not None or not near.alone(near.after[at]):
        return False
    short = len(below.text) <= LONGEST_PLAIN and len(below.text.split()) <= MOST_PLAIN_WORDS and title_like(below)
    return short and not DATE_LIKE.search(heard(below)) and _starts_paragraph(near.next(near.after[at]))


def _between(previous: Line, following: Line | None) -> bool:
    """Whether a line stands between `1. A title` and `2. Another`: it is the text of the first."""
    if following is None:
        return False
    first, second = label_of(previous)[0], label_of(following)[0]
    return bool(first and second and follows(first, second) and title_like(previous))


def _atop(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """A few words right above a paragraph, with a blank before them."""
    if (context.kind in NO_PLAIN and context.role is Role.BODY) or label is not None or line.label or line.whole:
        return False
    text, below = heard(line), near.next(at)
    if below is None or near.after[at] != at + 1 or at - near.before[at] < 2 or near.before[at] < 0 or below.cell:
        return False
    if len(text) > 60 or len(text.split()) > MOST_WORDS_ATOP or not title_like(line) or any(map(str.isdigit, text)):
        return False
    sentence = heard(below)
    return not INNER_STOP.search(text) and sentence.endswith((".", "!", "?", "。", ":")) and len(sentence) > 40


def _over_clauses(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """The title of a resolution inside a text: a line by itself right before the organ that speaks."""
    below, above = near.next(at), near.previous(at)
    if below is None or above is None or below.cell or not is_enacting(below) or not title_like(line):
        return False
    return near.alone(at) and len(line.text) <= 200 and not is_meeting(heard(line))


def _handed_on(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """`Report of the Special Rapporteur …` in a note that transmits it, over its first heading or paragraph."""
    below = near.next(at)
    if context.kind is not Kind.NOTE or label is not None or below is None or not near.alone(at):
        return False
    return (
        len(line.text) <= 250
        and names("subtitle_start", heard(line))
        and title_like(line)
        and label_of(below)[0] is not None
    )


def _over_number(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """In a report, a title right above a numbered paragraph, below the end of another."""
    if context.kind not in NUMBERED or label is not None or line.label or line.whole:
        return False
    text, below, above = heard(line), near.next(at), near.previous(at)
    if below is None or near.after[at] != at + 1 or below.cell or above is None or not title_like(line):
        return False
    number = label_of(below)[0]
    if number is None or number.kind != "decimal" or number.value < 2 or len(below.text) < LONGEST_PLAIN:
        return False
    ended = at - near.before[at] > 1 or above.text.rstrip().endswith((".", "。", ";"))
    short = len(text) <= LONGEST_PLAIN + 20 and len(text.split()) <= MOST_PLAIN_WORDS + 4
    return ended and short and not INNER_STOP.search(text) and not DATE_LIKE.search(text)


BY_PLACE: tuple[tuple[str, Way], ...] = (
    ("word", _known),
    ("word", _section),
    ("plain", _over_clauses),
    ("plain", _handed_on),
    ("plain", _plain),
    ("atop", _atop),
    ("atop", _over_number),
)
