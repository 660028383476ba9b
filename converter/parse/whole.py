"""The text after its front as one whole, and a fact about it with the lines that show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from converter.parse import lines as look
from converter.parse.front import Front
from converter.parse.words import LOOKED_AT
from converter.records import dataclass
from converter.source import Line

LAST_LINES = 30
"""Lines at the end of a text in which a close or a contact is looked for."""
OPENING_LINES = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact, the indices of the lines that show it, and what they say."""

    ats: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """The body part seen from its front: indices of the lines with text from where the text begins."""

    front: Front
    code: str
    ats: tuple[int, ...]
    texts: Mapping[int, str]
    """Index of a line → its text, as far as it is looked at."""

    def line(self, at: int) -> str:
        """The text of a line, as far as it is looked at."""
        return self.texts[at]

    @property
    def opening(self) -> tuple[int, ...]:
        """The first lines of the text."""
        return self.ats[:OPENING_LINES]

    @property
    def last(self) -> tuple[int, ...]:
        """The last lines of the text."""
        return self.ats[-LAST_LINES:]


def text_of(front: Front, code: str) -> Text:
    """The lines of the text after a front."""
    texts = {at: _looked_at(front.lines[at]) for at in range(front.end, len(front.lines)) if not front.lines[at].blank}
    return Text(front, code, tuple(texts), texts)


def _looked_at(line: Line) -> str:
    return look.shown(line) if len(line.text) <= LOOKED_AT else line.text[:LOOKED_AT].strip()


def first(text: Text, ats: Sequence[int], fits: Callable[[str], bool]) -> Mark | None:
    """The first of the lines that fits."""
    for at in ats:
        if fits(text.line(at)):
            return Mark((at,), text.line(at)[:80])
    return None
