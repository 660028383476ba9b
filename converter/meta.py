"""What a masthead or letterhead states, and the evidence for each value."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum

from converter.records import dataclass, field


class Confidence(StrEnum):
    """How sure a value is, surest first."""

    GIVEN = "given"
    """Front matter, sidecar, folder settings or `--set`."""
    CERTAIN = "certain"
    """Stated in so many words."""
    LIKELY = "likely"
    """Layout or a formula says so."""
    DERIVED = "derived"
    """Put together from other values, on request."""
    GUESSED = "guessed"
    """Always with a warning that names the key."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read, and how sure that is."""

    lines: tuple[int, ...]
    """Every line used, ascending; none for a given value."""
    text: str
    confidence: Confidence
    origin: str = ""
    """For a given value: `--set`, or the file (and line) that gave it."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item: its number as printed, its title where the text pairs one with it."""

    number: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ that the document goes to."""

    code: str
    """Symbol prefix: `A`, `S`, `E`, `A/HRC`, `A/C.3`."""
    name: str
    """English name."""
    session: int | None = None
    year: int | None = None
    """Ordinal of the year line (`Seventy-eighth year` is 78)."""
    agenda_items: tuple[AgendaItem, ...] = ()
    agenda_line: str | None = None
    """The agenda line as stated, where it says more than numbers (`Item 35 of the provisional agenda*`)."""
    session_line: str | None = None
    """The session line as stated, where it says more than a number (`2026 session`, dates of the session)."""


@dataclass(frozen=True, slots=True)
class Person:
    """A signatory: name without honorifics, titles line by line."""

    name: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A sender's own letterhead: name lines in every language, in input order; the rest without labels."""

    lines: tuple[str, ...]
    address: str | None = None
    telephone: str | None = None
    fax: str | None = None
    email: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """All values; what the input does not give is None or empty. Names are those of `inspect --json`."""

    symbols: tuple[str, ...] = ()
    distribution: str | None = None
    """`General`, `Limited` or `Restricted`."""
    date: datetime.date | None = None
    original_language: str | None = None
    job_number: str | None = None
    organs: tuple[Organ, ...] = ()
    issuer: str | None = None
    title: str | None = None
    subtitle: str | None = None
    recipients: tuple[str, ...] = ()
    signatories: tuple[Person, ...] = ()
    letterhead: Letterhead | None = None
    reference: str | None = None
    place: str | None = None
    addressee: tuple[str, ...] = ()
    handling: str | None = None
    enclosures: tuple[str, ...] = ()
    speaker: str | None = None
    occasion: str | None = None
    delivery: str | None = None
    contact: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    committee: str | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    """One entry for each key that is not empty, and for `kind`, `form`, `language`."""
