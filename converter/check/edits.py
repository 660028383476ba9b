"""`--fix`: the edits that are certain, applied to the input's own text; everything else stays byte for byte."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Sequence

from converter.check.advice import Finding
from converter.check.places import ENDS
from converter.records import dataclass

Edit = tuple[int, int, str]
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NAMED = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text file: its bytes, the text in them, and how the one becomes the other."""

    data: bytes
    text: str
    mark: bytes
    """The byte-order mark, or nothing."""
    encoding: str

    @classmethod
    def of(cls, data: bytes, text: str, encoding: str) -> Text:
        """A file as it was decoded."""
        mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
        plain = "utf-8" if encoding == "ascii" else encoding
        return cls(data, text, mark, NAMED.get(mark, plain))

    @property
    def faithful(self) -> bool:
        """Whether the text gives back its bytes, each of them."""
        return self.can_write(self.text) and self.bytes_of(self.text) == self.data

    def can_write(self, text: str) -> bool:
        """Whether the encoding of the file has these characters."""
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def bytes_of(self, text: str) -> bytes:
        """A text as the bytes of such a file."""
        return self.mark + text.encode(self.encoding)


def edits(findings: Sequence[Finding]) -> tuple[Edit, ...]:
    """The edits of findings, in order; of two that touch the first is made, the other waits for the next round."""
    chosen: list[Edit] = []
    for edit in sorted({finding.edit for finding in findings if finding.edit}):
        if not chosen or edit[0] > chosen[-1][1] or (edit[0] == chosen[-1][1] and edit[0] < edit[1]):
            chosen.append(edit)
    return tuple(chosen)


def applied(text: str, made: Sequence[Edit]) -> str:
    """The text with the edits.

    >>> applied("5% of 12", [(1, 2, " per cent")])
    '5 per cent of 12'
    """
    parts, at = [], 0
    for start, end, new in made:
        parts += [text[at:start], new]
        at = end
    return "".join(parts) + text[at:]


def diff(before: str, after: str, name: str) -> str:
    """What the edits change, as a unified diff."""
    old, new = ENDS.split(before), ENDS.split(after)
    return "\n".join(difflib.unified_diff(old, new, name, f"{name} (fixed)", lineterm="", n=1))
