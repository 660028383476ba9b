"""Which labels a word processor can count by itself, and where a count begins anew."""

from __future__ import annotations

from typing import Final

from converter.compose.composed import NumberRef
from converter.forms.labels import Label, readings
from converter.records import dataclass, field

FORMATS: Final = frozenset({"decimal", "lower-letter", "lower-roman", "upper-letter", "upper-roman"})
"""Kinds of label that Word counts; others stay typed."""


@dataclass(slots=True)
class Counter:
    """Counts one series (paragraphs of a part, its headings, its clauses) as a word processor would."""

    series: str
    last: dict[int, int] = field(default_factory=dict)
    """Level → the last value counted there, under the present paragraph of the level above."""
    look: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Level → kind and form: a level has one look in a series."""

    def number(self, label: str | None, level: int) -> NumberRef | None:
        """Native numbering for a label, or None where it must stay typed: no plain number, or a look that the
        level does not have."""
        found = self._reading(label, level) if label else None
        if found is None:
            return None
        self.look.setdefault(level, (found.kind, found.form))
        restart = found.value != self.last.get(level, 0) + 1
        self.last[level] = found.value
        for deeper in [known for known in self.last if known > level]:
            del self.last[deeper]
        before, _, after = found.form.partition("{}")
        return NumberRef(self.series, level, found.kind, before, after, found.value, restart)

    def _reading(self, label: str, level: int) -> Label | None:
        """The reading of a label that fits the level's look and count best."""
        fit = [r for r in readings(label + " ") if r.kind in FORMATS and r.text == label]
        look = self.look.get(level)
        fit = [r for r in fit if look is None or (r.kind, r.form) == look]
        wanted = self.last.get(level, 0) + 1
        return next((r for r in fit if r.value == wanted), fit[0] if fit else None)
