"""What may be a heading: what the format marks, numbering, bold, capitals, divisions, short lines that stand alone."""

from __future__ import annotations

import re

from converter.forms.dates import read_date
from converter.forms.labels import Label, readings
from converter.languages import fold
from converter.late import late
from converter.model import Kind, Role
from converter.parse.block_words import caption
from converter.parse.clauses import is_enacting, is_meeting
from converter.parse.context import Context
from converter.parse.heading_near import (
    CAPITAL,
    INNER_STOP,
    LONGEST_PLAIN,
    NO_PLAIN,
    STOPS,
    Near,
    is_underline,
    label_of,
    leads,
    numbered_above,
    title_like,
)
from converter.parse.heading_plain import BY_PLACE, Way, located
from converter.parse.view import goes_on, heard
from converter.parse.word_styles import heading_level, is_text
from converter.records import dataclass
from converter.source import Line, MarkKind

LONGEST = 250
UN_STYLE = late(r"_\s?H\s?_{1,2}\s?(?P<name>Ch|M|1|2/3|4|5/6)(?!\d)", re.IGNORECASE)
UN_LEVELS = {"ch": 1, "m": 1, "1": 2, "2/3": 3, "4": 4, "5/6": 5}
UN_LOOKS = {"ch": 1, "m": 1, "1": 2, "2/3": 3, "4": 5, "5/6": 6}
"""Two of the six levels of headings share the style `_ H_2/3`: (a) looks like 1. (FORMAT.md d)."""
RANKS = {"upper-roman": 1, "han": 1, "upper-letter": 2, "decimal": 3, "multi": 3, "lower-letter": 4, "lower-roman": 5}
HAN_DIVISION = late(r"第[一二三四五六七八九十百\d]{1,5}[条章节部分]+(?:\s.{0,40})?")
PART_LETTER = late(r"[A-Z]|[IVX]{1,4}")


@dataclass(frozen=True, slots=True)
class Guess:
    """A line that may be a heading: why, its label, and where its text begins."""

    at: int
    why: str
    """`format`, `label`, `bold`, `capitals`, `division`, `word`, `ruled`, `slanted`, `title`, `plain` or `atop`."""
    label: Label | None
    start: int
    marked: int = 0
    """Level that the format gives."""

    def look(self, line: Line) -> int:
        """The level that a style of the United Nations templates gives; 0 for other styles."""
        found = UN_STYLE.match(line.style.strip())
        return UN_LOOKS[found["name"].lower()] if found and self.why == "format" else 0


def guess_at(near: Near, at: int, context: Context) -> Guess | None:
    line = near.lines[at]
    text = heard(line)
    if not text or line.cell or line.quote or line.figure or not any(map(str.isalpha, text)):
        return None
    if len(text) > LONGEST and not line.heading and not line.style:
        return None
    if line.style.lower() == "caption":
        return None
    if context.kind is Kind.RESOLUTION and (is_meeting(text) or is_enacting(line)):
        return None
    if is_caption(text) and not context.corrects:
        return None
    if _under_caption(near, at):
        return None
    label, start = label_of(line)
    if label is None and (chapter := _chapter(near, at, line)):
        return chapter
    level = _marked_level(line)
    if level and not (len(text) > LONGEST and text.endswith(STOPS)):
        return Guess(at, "format", label, start, level)
    if len(text) > LONGEST or goes_on(line) or context.framed or is_text(line) or _is_item(line):
        return None
    for why, test in BY_LOOK if context.corrects else WAYS:
        if test(near, at, line, label, context):
            return Guess(at, why, label, start)
    return None


def _under_caption(near: Near, at: int) -> bool:
    """Whether the line above is `Figure 3` and no more: then a line is the title of the figure."""
    above = near.previous(at)
    said = heard(above) if above is not None and len(above.text) < 30 else ""
    return bool(said) and LABEL_ONLY.fullmatch(said) is not None and is_caption(said)


LABEL_ONLY = late(r"\s*[^\W\d_]+\.?\s{0,2}[\w.]{1,8}\.?")


def _is_item(line: Line) -> bool:
    """Whether a bullet stands before a line."""
    found = readings(line.label + " x" if line.label else line.text)
    return bool(found) and found[0].kind == "bullet"


CHAPTER = late(r"\s*(?P<number>\d{1,2})\s{1,8}(?=[^\W\da-z_])")


def _chapter(near: Near, at: int, line: Line) -> Guess | None:
    """`2  Proposal` without a point, above the paragraph `2.1`."""
    found = CHAPTER.match(line.text)
    if found is None or line.label or len(line.text) > LONGEST_PLAIN:
        return None
    below = near.next(at)
    if below is None or not near.alone(at):
        return None
    first, _ = label_of(below)
    if first is None or first.path != (int(found["number"]), 1) or not title_like(line, found.end()):
        return None
    label = Label("decimal", int(found["number"]), found["number"], found.end(), "{}")
    return Guess(at, "bold", label, found.end())


def is_caption(text: str) -> bool:
    """`Table 4. Depth of lakes`"""
    folded = fold(text)
    return any(caption(name).match(folded) for name in ("table", "figure"))


def _marked_level(line: Line) -> int:
    """The level that the format gives; the style names of United Nations templates say more than their levels."""
    found = UN_STYLE.match(line.style.strip()) if line.style else None
    return UN_LEVELS[found["name"].lower()] if found else heading_level(line) or line.heading


def _by_label(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    if label is None or not title_like(line, 0 if line.label else label.rest) or near.next(at) is None:
        return False
    if label.kind in CAPITAL:
        return len(line.text) <= 200 and not (
            label.form == "{}-" or (label.kind == "upper-letter" and "-" in label.form)
        )
    if label.kind in ("decimal", "multi"):
        return near.alone(at) and len(line.text) <= 120 and not INNER_STOP.search(line.text[label.rest :])
    return line.marked(MarkKind.BOLD) and near.alone(at)


def _bold(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """Bold from end to end, or underlined."""
    looks = line.marked(MarkKind.BOLD) or line.marked(MarkKind.UNDERLINE)
    return looks and near.alone(at) and title_like(line) and near.next(at) is not None


def _ruled(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """A row of dashes, as long as the line, right below it."""
    below = near.after[at]
    if below != at + 1 or below >= len(near.lines) or not title_like(line) or len(line.text) > LONGEST_PLAIN:
        return False
    return is_underline(line, near.lines[below])


def _slanted(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """Italic from end to end, or in the middle of the column, before a longer text."""
    if (context.kind in NO_PLAIN and context.role is Role.BODY) or near.before[at] < 0:
        return False
    looks = line.marked(MarkKind.ITALIC) or line.align == "center"
    return looks and near.alone(at) and title_like(line) and len(line.text) < 120 and leads(near, at)


def _capitals(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    letters = [char for char in line.text if char.isalpha()]
    if len(letters) < 4 or not all(char.isupper() for char in letters) or not near.alone(at) or len(line.text) > 120:
        return False
    return title_like(line) and (context.kind is not Kind.LETTER or near.previous(at) is not None)


INNER_DIVISION = late(r"\(?[^\W\d_]+\.? \(?(?:\d{1,3}|[a-z])\)?(?:,? \([a-z]\))?\)?")
"""The place inside an article: `paragraph 2`, `sub-paragraph (b)`."""


def _division(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """`Article 1`, `Chapter II`: by itself, or with a short title behind; `A` before the organ that speaks."""
    if len(line.text) > 120:
        return False
    following = near.next(at)
    if PART_LETTER.fullmatch(line.text.strip()):
        return following is not None and (
            is_enacting(following) or numbered_above(near, at) or _over_operative(near, at, context)
        )
    found = caption("division").match(fold(line.text.strip()))
    if found is None:
        text = heard(line)
        return near.alone(at) and HAN_DIVISION.fullmatch(text) is not None and not text.endswith(STOPS)
    rest = line.text.strip()[found.end("mark") :].strip()
    return near.next(at) is not None and (
        not rest
        or (rest[0].isupper() and not rest.endswith(STOPS) and len(rest) < 90)
        or INNER_DIVISION.fullmatch(rest) is not None
    )


def _over_operative(near: Near, at: int, context: Context) -> bool:
    """`II` by itself over a numbered clause: the sections of a long resolution."""
    below = label_of(near.next(at))[0] if near.next(at) else None  # type: ignore[arg-type]
    roman = near.lines[at].text.strip() in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    return (
        roman and context.kind is Kind.RESOLUTION and below is not None and below.kind == "decimal" and near.alone(at)
    )


def _part_title(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """The first lines of an annex are its title."""
    if context.role in (Role.BODY, Role.TRANSLATION) or label is not None or near.next(at) is None:
        return False
    before = near.before[at]
    if before >= 0 or not title_like(line) or INNER_STOP.search(line.text.replace("a.i.", "")):
        return False
    return read_date(heard(line), None) is None


BY_LOOK: tuple[tuple[str, Way], ...] = (
    ("locator", located),
    ("division", _division),
    ("label", _by_label),
    ("title", _part_title),
    ("ruled", _ruled),
    ("bold", _bold),
    ("slanted", _slanted),
    ("capitals", _capitals),
)
"""What a corrigendum has for headings; its short lines are what is put right."""
WAYS = (*BY_LOOK, *BY_PLACE)
