"""Outcomes that finish in any order, given on in the order of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from converter.batch.jobs import Outcome


class Order:
    """Holds back an outcome until all before it were given on or passed over."""

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = sorted(numbers)
        self._at = 0
        self._waiting: dict[int, Outcome | None] = {}

    def next(self, outcome: Outcome) -> Iterator[Outcome]:
        """Take an outcome; give those whose turn it is."""
        self._waiting[outcome.number] = outcome
        yield from self._due()

    def pass_over(self, number: int) -> Iterator[Outcome]:
        """Do not wait for this one: it comes later, out of order."""
        self._waiting[number] = None
        yield from self._due()

    def _due(self) -> Iterator[Outcome]:
        while self._at < len(self._numbers) and self._numbers[self._at] in self._waiting:
            outcome = self._waiting.pop(self._numbers[self._at])
            self._at += 1
            if outcome is not None:
                yield outcome

    def rest(self) -> Iterator[Outcome]:
        """What still waits for inputs that were not begun."""
        for number in sorted(self._waiting):
            outcome = self._waiting[number]
            if outcome is not None:
                yield outcome
        self._waiting.clear()
