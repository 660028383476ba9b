"""What is known while the parts of one document are written: relations, notes, numbers, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.compose.composed import Composed, Framed, Item, Para
from converter.writers.docx.numbering import Numbering
from converter.writers.docx.package import Relations

if TYPE_CHECKING:
    from converter.writers.docx.notes import Notes

NAME = re.compile(r"\W")
LONGEST = len("a bookmark's name has forty characters..")
"""Of a bookmark's name."""


@dataclass(slots=True)
class Story:
    """The state of one document on its way to a package. `relations` are those of the part being written."""

    composed: Composed
    relations: Relations
    note_relations: Relations
    numbering: Numbering
    notes: Notes
    numbers: dict[str, str] = field(default_factory=dict)
    """Anchor → the number that Word prints there, without brackets and stop."""
    bookmarks: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Media part → bytes."""
    drawn: int = 0
    """Drawings so far: their ids are unique over all parts."""

    def bookmark(self, anchor: str) -> str:
        """The name of a bookmark: hidden, unique, of letters that Word allows."""
        name = f"_{NAME.sub('_', anchor)}"[:LONGEST]
        taken = set(self.bookmarks.values()) - {self.bookmarks.get(anchor)}
        while name in taken:
            name = f"_{len(self.bookmarks)}{name}"[:LONGEST]
        return self.bookmarks.setdefault(anchor, name)


def numbers_of(composed: Composed) -> dict[str, str]:
    """Anchor → printed number, for each paragraph that Word numbers."""
    return {
        para.anchor: (para.label or "").strip("().")
        for section in composed.sections
        for para in _paras(section.flow)
        if para.anchor and para.number
    }


def _paras(flow: tuple[Item, ...]) -> Iterator[Para]:
    for item in flow:
        if isinstance(item, Para):
            yield item
        elif isinstance(item, Framed):
            yield from _paras(item.flow)
