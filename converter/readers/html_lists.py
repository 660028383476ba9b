"""The lists of a page: how deep an item lies and what a browser prints before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Open:
    """A list that has begun: its numbering, nothing for bullets, and the number of the next item."""

    numbering: str
    next: int


class Lists:
    """The lists around the reading point."""

    def __init__(self) -> None:
        self.open: list[Open] = []

    @property
    def depth(self) -> int:
        """How many lists are around."""
        return len(self.open)

    def enter(self, element: _Element) -> str:
        """A list or an item begins; returns the label of an item."""
        if element.tag in ("ul", "ol", "menu", "dir"):
            numbering = (element.get("type") or "1") if element.tag == "ol" else ""
            self.open.append(Open(numbering, number(element.get("start"), 1)))
        if element.tag != "li":
            return ""
        if not self.open or not self.open[-1].numbering:
            return "•"
        now = self.open[-1]
        value = number(element.get("value"), now.next)
        now.next = value + 1
        return f"{printed(value, now.numbering)}."

    def leave(self, element: _Element) -> None:
        """A list ends."""
        if element.tag in ("ul", "ol", "menu", "dir") and self.open:
            self.open.pop()


def number(text: str | None, default: int) -> int:
    """A whole number of an attribute."""
    return int(text) if text and text.strip().isdecimal() else default


def printed(value: int, numbering: str) -> str:
    """A number in a list's numbering.

    >>> printed(3, "1"), printed(3, "a"), printed(4, "I")
    ('3', 'c', 'IV')
    """
    if numbering in ("a", "A") and 0 < value <= 26:
        return LETTERS[value - 1] if numbering == "a" else LETTERS[value - 1].upper()
    if numbering in ("i", "I") and 0 < value < 40:
        text = ""
        for size, digits in ROMAN:
            text += digits * (value // size)
            value %= size
        return text if numbering == "i" else text.upper()
    return str(value)
