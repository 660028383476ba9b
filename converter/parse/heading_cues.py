"""What may be a heading: what the format marks, numbering, bold, capitals, divisions, short lines that stand alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from converter.forms.dates import read_date
from converter.forms.labels import Label, follows, readings
from converter.languages import fold
from converter.model import Kind, Role
from converter.parse.block_words import caption, is_one, starts
from converter.parse.clauses import is_enacting, is_meeting
from converter.parse.context import Context
from converter.parse.view import goes_on, heard
from converter.parse.word_styles import heading_level, is_text
from converter.records import dataclass
from converter.source import Line, MarkKind

LONGEST = 250
LONGEST_PLAIN = 90
MOST_PLAIN_WORDS = 12
MOST_WORDS_ATOP = 6
STOPS = tuple(".,;:،؛。，；：…、")
UN_STYLE = re.compile(r"_\s?H\s?_{1,2}\s?(?P<name>Ch|M|1|2/3|4|5/6)(?!\d)", re.IGNORECASE)
UN_LEVELS = {"ch": 1, "m": 1, "1": 2, "2/3": 3, "4": 4, "5/6": 5}
UN_LOOKS = {"ch": 1, "m": 1, "1": 2, "2/3": 3, "4": 5, "5/6": 6}
"""Two of the six levels of headings share the style `_ H_2/3`: (a) looks like 1. (FORMAT.md d)."""
RANKS = {"upper-roman": 1, "han": 1, "upper-letter": 2, "decimal": 3, "multi": 3, "lower-letter": 4, "lower-roman": 5}
ORDINAL = re.compile(
    r"\s*(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|حادي عشر|ثاني عشر"
    r"|ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء)\s{0,2}[-–—.]\s*"
)
"""Arabic headings are counted in words: `أولا - مقدمة`."""
HAN_DIVISION = re.compile(r"第[一二三四五六七八九十百\d]{1,5}[条章节部分]+(?:\s.{0,40})?")
PART_LETTER = re.compile(r"[A-Z]|[IVX]{1,4}")
UNDERLINE = re.compile(r"-{3,}|={3,}|~{3,}|_{3,}|—{3,}")
DATE_LIKE = re.compile(r"\d{4}\s*\.?$|^\d|\d{4}年|@|https?:|www\.|\d{3}[- ]\d{4}")
INNER_STOP = re.compile(r"[.;!?] |[“”«»\"]|\.\.\.")
CAPITAL = ("upper-roman", "upper-letter", "han")
"""Labels that paragraphs seldom have."""
Lines = Sequence[Line]


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


class Near:
    """Lines with their neighbours at hand."""

    def __init__(self, lines: Lines, taken: AbstractSet[int]) -> None:
        self.lines, self.taken = lines, taken
        self.after: list[int] = [len(lines)] * len(lines)
        self.before: list[int] = [-1] * len(lines)
        last = -1
        for n, line in enumerate(lines):
            self.before[n] = last
            if not line.blank:
                last = n
        last = len(lines)
        for n in range(len(lines) - 1, -1, -1):
            self.after[n] = last
            if not lines[n].blank:
                last = n

    def alone(self, at: int) -> bool:
        """Whether blank lines, or the format, set a line apart on both sides."""
        line = self.lines[at]
        return line.whole or (self._apart(self.before[at], at) and self._apart(at, self.after[at]))

    def opens(self, at: int) -> bool:
        """Whether a line begins something: set apart above, or after a line that ends a sentence or is a short one."""
        before = self.before[at]
        if before < 0 or at - before > 1 or self.lines[at].whole:
            return True
        text = heard(self.lines[before])
        return text.endswith((".", "!", "?", ":", ";", "。", "؟")) or len(text) < 60

    def _apart(self, first: int, second: int) -> bool:
        if first < 0 or second >= len(self.lines) or second - first > 1:
            return True
        head, below = self.lines[first], self.lines[second]
        return bool(head.heading or below.heading or head.rule) or numbered_title(head)

    def next(self, at: int) -> Line | None:
        """The next line with text."""
        after = self.after[at]
        return self.lines[after] if after < len(self.lines) else None

    def previous(self, at: int) -> Line | None:
        """The line with text before."""
        before = self.before[at]
        return self.lines[before] if before >= 0 else None


def numbered_title(line: Line) -> bool:
    """`II. Findings`, `A. Lakes`: what stands below it is set apart from it."""
    if len(line.text) > LONGEST_PLAIN:
        return False
    label, start = label_of(line)
    return label is not None and label.kind in CAPITAL and title_like(line, start)


def guess_at(near: Near, at: int, context: Context) -> Guess | None:
    line = near.lines[at]
    text = heard(line)
    if not text or line.cell or line.quote or line.figure or not any(map(str.isalpha, text)):
        return None
    if (context.kind is Kind.RESOLUTION and is_meeting(text)) or is_caption(text):
        return None
    label, start = label_of(line)
    level = _marked_level(line)
    if level and not (len(text) > LONGEST and text.endswith(STOPS)):
        return Guess(at, "format", label, start, level)
    if len(text) > LONGEST or goes_on(line) or context.framed or is_text(line):
        return None
    for why, test in WAYS:
        if test(near, at, line, label, context):
            return Guess(at, why, label, start)
    return None


def is_caption(text: str) -> bool:
    """`Table 4. Depth of lakes`"""
    return any(caption(name).match(fold(text)) for name in ("table", "figure"))


def label_of(line: Line) -> tuple[Label | None, int]:
    """The label of a heading and where its text begins; not a bullet."""
    found = readings(line.label + " x") if line.label else readings(line.text)
    found = tuple(label for label in found if label.kind != "bullet")
    if found:
        return found[0], 0 if line.label else found[0].rest
    ordinal = ORDINAL.match(line.text)
    if ordinal:
        return Label("upper-roman", 0, ordinal[0].strip(), ordinal.end(), "{}"), ordinal.end()
    return None, 0


def _marked_level(line: Line) -> int:
    """The level that the format gives; the style names of United Nations templates say more than their levels."""
    found = UN_STYLE.match(line.style.strip())
    return UN_LEVELS[found["name"].lower()] if found else heading_level(line) or line.heading


def title_like(line: Line, start: int = 0) -> bool:
    """Whether a line reads as a title: begins with a capital, is no sentence, speaks to nobody."""
    text = heard(line.slice(start, len(line.text))).strip("*_")
    first = next((char for char in text if char.isalpha()), "")
    if not first or first.islower() or text.endswith(STOPS):
        return False
    if starts("address", text) or is_one("end_mark", text):
        return False
    return not text.startswith(("(", "“", "«", '"', "["))


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


def is_underline(line: Line, below: Line) -> bool:
    """Whether a line of dashes or the like underlines the line above it."""
    dashes = below.text.strip()
    return UNDERLINE.fullmatch(dashes) is not None and abs(len(dashes) - len(line.text.strip())) <= 3


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


def _division(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """`Article 1`, `Chapter II`: by itself, or with a short title behind; `A` before the organ that speaks."""
    if len(line.text) > 120:
        return False
    following = near.next(at)
    if PART_LETTER.fullmatch(line.text.strip()):
        return following is not None and (is_enacting(following) or numbered_above(near, at))
    found = caption("division").match(fold(line.text.strip()))
    if found is None:
        text = heard(line)
        return near.alone(at) and HAN_DIVISION.fullmatch(text) is not None and not text.endswith(STOPS)
    rest = line.text.strip()[found.end("mark") :].strip()
    return near.next(at) is not None and (
        not rest or (rest[0].isupper() and not rest.endswith(STOPS) and len(rest) < 90)
    )


def numbered_above(near: Near, at: int) -> bool:
    """`II` on a line of its own, its title on the next, a text below."""
    title = near.next(at)
    text = near.next(near.after[at]) if title else None
    if title is None or text is None or title.cell or text.cell:
        return False
    if len(title.text) > 2 * LONGEST_PLAIN or not title_like(title) or label_of(title)[0]:
        return False
    return len(text.text) > 60 or label_of(text)[0] is not None or is_enacting(text)


def _known(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    return is_one("heading", line.text) and title_like(line) and near.next(at) is not None and near.opens(at)


def _part_title(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """The first lines of an annex are its title."""
    if context.role in (Role.BODY, Role.TRANSLATION) or label is not None or near.next(at) is None:
        return False
    before = near.before[at]
    if before >= 0 or not title_like(line) or INNER_STOP.search(line.text.replace("a.i.", "")):
        return False
    return read_date(heard(line), None) is None


def _plain(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """A short line between blanks, before a paragraph, in a text that may have headings."""
    if (context.kind in NO_PLAIN and context.role is Role.BODY) or label is not None or line.label:
        return False
    text = heard(line)
    if len(text) > LONGEST_PLAIN or len(text.split()) > MOST_PLAIN_WORDS or not near.alone(at) or not title_like(line):
        return False
    if DATE_LIKE.search(text) or INNER_STOP.search(text) or (near.before[at] < 0 and context.role is Role.BODY):
        return False
    previous = near.previous(at)
    if any(mark.kind is MarkKind.BOLD and line.text[: mark.end].rstrip().endswith(":") for mark in line.marks):
        return False  # `**Present:** …` states something.
    if starts("byline", text) or (previous and _between(previous, near.next(at))):
        return False
    return leads(near, at) and not (previous and previous.text.rstrip().endswith((":", "：", ",")))


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


def _over_number(near: Near, at: int, line: Line, label: Label | None, context: Context) -> bool:
    """In a report, a title right above a numbered paragraph, below the end of another."""
    if context.kind not in (Kind.REPORT, Kind.NOTE) or label is not None or line.label or line.whole:
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


NO_PLAIN = (Kind.LETTER, Kind.NOTE_VERBALE, Kind.RESOLUTION)
WAYS: tuple[tuple[str, Callable[[Near, int, Line, Label | None, Context], bool]], ...] = (
    ("division", _division),
    ("label", _by_label),
    ("title", _part_title),
    ("ruled", _ruled),
    ("bold", _bold),
    ("slanted", _slanted),
    ("capitals", _capitals),
    ("word", _known),
    ("plain", _plain),
    ("atop", _atop),
    ("atop", _over_number),
)


def leads(near: Near, at: int) -> bool:
    """Whether a text follows that is longer than the line and reads as a sentence or a numbered paragraph."""
    line, following = near.lines[at], near.next(at)
    if following is None or following.cell or near.after[at] in near.taken:
        return following is not None and following.cell is not None
    text = following.text.strip()
    if following.heading or readings(text) or following.label or (text[:1] == "[" and text[-1:] == "]"):
        return True
    if len(text) > max(60, len(line.text)) and (text.endswith(STOPS) or len(text) > 120):
        return True
    dense = sum("\u3400" <= char <= "\u9fff" for char in text)
    return dense > 20 and dense * 2 > len(text)
