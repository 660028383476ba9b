"""What headings are told by, whatever they look like: the lines around them, their labels, and how titles read."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from converter.forms.labels import Label, readings
from converter.late import late
from converter.model import Kind
from converter.parse.block_words import is_one, starts
from converter.parse.clauses import is_enacting
from converter.parse.view import heard
from converter.source import Line

LONGEST_PLAIN = 90
STOPS = tuple(".,;:،؛。，；：…、")
ORDINAL = late(
    r"\s*(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|حادي عشر|ثاني عشر"
    r"|ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء)\s{0,2}[-–—.]\s*"
)
"""Arabic headings are counted in words: `أولا - مقدمة`."""
UNDERLINE = late(r"-{3,}|={3,}|~{3,}|_{3,}|—{3,}")
INNER_STOP = late(r"[.;!?] |[“”«»\"]|\.\.\.")
CAPITAL = ("upper-roman", "upper-letter", "han")
"""Labels that paragraphs seldom have."""


NUMBERED = (Kind.REPORT, Kind.NOTE)
"""Kinds whose paragraphs are numbered."""
NO_PLAIN = (Kind.LETTER, Kind.NOTE_VERBALE, Kind.RESOLUTION)
"""Kinds whose body has no heading that only its place marks."""
Lines = Sequence[Line]


class Near:
    """Lines with their neighbours at hand."""

    def __init__(self, lines: Lines, taken: AbstractSet[int]) -> None:
        self.lines, self.taken = lines, taken
        self.after: list[int] = []
        self.before: list[int] = []
        last = -1
        for n, line in enumerate(lines):
            self.before.append(last)
            if not line.blank:
                self.after += [n] * (n - len(self.after))
                last = n
        self.after += [len(lines)] * (len(lines) - len(self.after))

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


def title_like(line: Line, start: int = 0) -> bool:
    """Whether a line reads as a title: begins with a capital, is no sentence, speaks to nobody."""
    text = heard(line.slice(start, len(line.text))).strip("*_")
    first = next((char for char in text if char.isalpha()), "")
    if not first or first.islower() or text.endswith(STOPS):
        return False
    if starts("address", text) or is_one("end_mark", text):
        return False
    return not text.startswith(("(", "“", "«", '"', "["))


def is_underline(line: Line, below: Line) -> bool:
    """Whether a line of dashes or the like underlines the line above it."""
    dashes = below.text.strip()
    return UNDERLINE.fullmatch(dashes) is not None and abs(len(dashes) - len(line.text.strip())) <= 3


def numbered_above(near: Near, at: int) -> bool:
    """`II` on a line of its own, its title on the next, a text below."""
    title = near.next(at)
    text = near.next(near.after[at]) if title else None
    if title is None or text is None or title.cell or text.cell:
        return False
    if len(title.text) > 2 * LONGEST_PLAIN or not title_like(title) or label_of(title)[0]:
        return False
    return len(text.text) > 60 or label_of(text)[0] is not None or is_enacting(text)


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
    dense = 0 if text.isascii() else sum("\u3400" <= char <= "\u9fff" for char in text)
    return dense > 20 and dense * 2 > len(text)
