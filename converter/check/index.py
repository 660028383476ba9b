"""Where words stand in a document: looked up in the list of its words first, in its text only when they are there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate

from converter.late import late

PIECE = late(r"[^\W\d_]+")


class Index:
    """All texts of a document in small letters, one after the other, each after a line end."""

    def __init__(self, texts: Sequence[str], words: Iterable[str]) -> None:
        """`words` are the different words of the texts, capitals or not."""
        self.text = "\n" + "\n".join(texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=1))
        self._words = words

    @cached_property
    def _pieces(self) -> frozenset[str]:
        return frozenset(piece for word in self._words for piece in PIECE.findall(word.lower()))

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self._pieces)

    def holding(self, cues: Collection[str]) -> list[int]:
        """Which texts hold one of some words, in order. # at the beginning of a word is any digit, ^ the beginning
        of a text.

        >>> Index(["it is so", "40 km", "so it is"], ["it", "is", "so", "km"]).holding(["^it", "# km"])
        [0, 1]
        """
        found: set[int] = set()
        for cue in cues:
            if not cue.startswith("#") and self._known(cue):
                found.update(self._texts(cue))
        after = "|".join(re.escape(cue[1:]) for cue in cues if cue.startswith("#") and self._known(cue))
        for match in re.finditer(rf"\d(?:{after})", self.text) if after else ():
            found.add(bisect_right(self._starts, match.start()) - 1)
        return sorted(found)

    def _texts(self, cue: str) -> Iterator[int]:
        opens, word = cue.startswith("^"), "\n" + cue[1:] if cue.startswith("^") else cue
        at = self.text.find(word)
        while at >= 0:
            index = bisect_right(self._starts, at + opens) - 1
            yield index
            at = self.text.find(word, self._starts[index + 1] - 1)

    def _known(self, cue: str) -> bool:
        """Whether every word of a cue is one of the document, or within one."""
        return all(piece in (self._pieces if whole else self._joined) for piece, whole in _pieces_of(cue))


@cache
def _pieces_of(cue: str) -> tuple[tuple[str, bool], ...]:
    """The words of a cue, and whether each is whole: parted from others by signs on both sides."""
    return tuple((m[0], m.start() > 0 and m.end() < len(cue)) for m in PIECE.finditer(cue))
