"""Where something stands in the input: a first and a last line."""

from __future__ import annotations

from collections.abc import Iterable

from converter.records import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of the input as it was given, counted from 1, both ends included.

    Lines of a Word header part are negative, counted from -1.
    """

    first: int
    last: int

    def to(self, other: Span) -> Span:
        """The stretch from this span to the end of another."""
        return Span(min(self.first, other.first), max(self.last, other.last))


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of them; there must be one at least."""
    first, *rest = spans
    for span in rest:
        first = first.to(span)
    return first
