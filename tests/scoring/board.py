"""Where scores are kept: a share for each measure, right and wrong values for each field, every failure by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

WEIGHTS = {
    "kind": 8,
    "form": 4,
    "language": 4,
    "meta": 28,
    "absent": 9,
    "keep": 16,
    "apart": 6,
    "drop": 9,
    "words": 9,
    "counts": 7,
    "headings": 5,
    "lines": 3,
    "errors": 6,
}
"""What each measure adds to the overall figure."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing read wrongly."""

    file: str
    measure: str
    wanted: object = None
    got: object = None
    note: str = ""

    def __str__(self) -> str:
        said = [f"{self.file}: {self.measure}"]
        said += [f"wanted {self.wanted!r}"] * (self.wanted is not None)
        said += [f"got {self.got!r}"] * (self.got is not None)
        return "; ".join([*said, *filter(None, [self.note])])


@dataclass(slots=True)
class Tally:
    """Values of one field over all documents, and in how many it was given or was not."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    positives: int = 0
    negatives: int = 0

    @property
    def precision(self) -> float | None:
        """Of the values read, the share that was there."""
        return ratio(self.right, self.right + self.extra)

    @property
    def recall(self) -> float | None:
        """Of the values that were there, the share that was read."""
        return ratio(self.right, self.right + self.missed)

    @property
    def balance(self) -> float | None:
        """Precision and recall in one (F1)."""
        return ratio(2 * self.right, 2 * self.right + self.extra + self.missed)


@dataclass(slots=True)
class Board:
    """All scores of a run."""

    shares: defaultdict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    fields: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    failures: list[Failure] = field(default_factory=list)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    invented: int = 0
    documents: int = 0

    def score(self, measure: str, share: float, failure: Failure | None = None, weight: float = 1) -> None:
        """Add a share (0 to 1) to a measure; a share below 1 comes with its failure."""
        self.shares[measure].append((share, weight))
        if share < 1 and failure is not None:
            self.failures.append(failure)

    def rate(self, measure: str) -> float | None:
        """The weighted mean of a measure, None where nothing was measured."""
        if measure == "meta":
            return self.meta()
        shares = self.shares.get(measure, [])
        return ratio(sum(share * weight for share, weight in shares), sum(weight for _, weight in shares))

    def meta(self) -> float | None:
        """F1 over all fields: half over values, half over fields."""
        tallies = list(self.fields.values())
        total = Tally(*(sum(getattr(one, name) for one in tallies) for name in ("right", "extra", "missed")))
        each = [one.balance for one in tallies if one.balance is not None]
        return None if total.balance is None else (total.balance + sum(each) / len(each)) / 2

    def overall(self) -> float:
        """One figure: the measures by their weights."""
        rates = {measure: rate for measure in WEIGHTS if (rate := self.rate(measure)) is not None}
        weight = sum(WEIGHTS[measure] for measure in rates)
        return sum(WEIGHTS[measure] * rate for measure, rate in rates.items()) / weight if weight else 0.0


def ratio(part: float, whole: float) -> float | None:
    """A share, or None of nothing."""
    return part / whole if whole else None
