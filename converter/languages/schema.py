"""What a language file holds: the words by which documents are read and printed in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from converter.records import dataclass


@dataclass(frozen=True, slots=True)
class Distribution:
    """The `Distr.` line: its form, the words that open it when read, its three values."""

    line: str
    labels: tuple[str, ...]
    values: Mapping[str, str]
    """`General`, `Limited`, `Restricted` → the word of this language."""


@dataclass(frozen=True, slots=True)
class Original:
    """The language line and the `Original:` line."""

    line: str
    bracket: str
    """The note under the heading of an annex: `[Original: Arabic]`."""
    labels: tuple[str, ...]
    own: str
    """The language line of a document in this language: `Español`, `Russian`."""


@dataclass(frozen=True, slots=True)
class Ordinals:
    """The pieces of which ordinal numbers are put together; Chinese has none, its numbers are counted out."""

    units: tuple[str, ...]
    """First to nineteenth, as a session is counted."""
    tens: tuple[str, ...]
    """Twentieth to ninetieth, standing alone."""
    joining_tens: tuple[str, ...]
    """Twenty to ninety, before a unit."""
    hundred: tuple[str, ...]
    """Hundredth alone, and the word that joins it with what follows."""


@dataclass(frozen=True, slots=True)
class Session:
    """Session lines and year lines."""

    line: str
    year: str
    by_year: str
    """A session named by its calendar year: `2026 session`."""
    words: tuple[str, ...]
    year_words: tuple[str, ...]
    kinds: Mapping[str, str]
    """`ES` and `S` → emergency special, special."""
    adjectives: tuple[str, ...]
    """Words that may stand beside the ordinal and change nothing: regular, resumed."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Agenda lines: forms with `{items}` for printing, further forms for reading, and how items are listed."""

    item: str
    items: str
    provisional_item: str
    provisional_items: str
    read: tuple[str, ...]
    read_provisional: tuple[str, ...]
    sub: str
    """A sub-item: `{number} ({letter})`."""
    and_: str
    comma: str
    to: tuple[str, ...]
    """Words between the ends of a range, besides dashes."""
    items_two: str = ""
    """The form for exactly two items, where the language has a dual."""
    provisional_items_two: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All wording of one language. Read it through `converter.languages.language`.

    Mappings are keyed by neutral names: symbol prefixes (`A/HRC`) for organs, language codes, part roles,
    kinds. Each language exists once, so it is compared and hashed by identity.

    Texts in `read…`, `cues` and `formulas` are compared folded (`converter.languages.key`).
    """

    code: str
    name: str
    """Its own name: `Français`."""
    direction: Literal["ltr", "rtl"]
    masthead: str
    """The language of Distr., date and Original in its mastheads: `en` for Russian, Arabic and Chinese."""
    months: tuple[str, ...]
    """January to December as printed in a date."""
    month_variants: tuple[tuple[str, ...], ...]
    """Further names and abbreviations (without full stop) of each month."""
    weekdays: tuple[str, ...]
    date: str
    """A date's form with `{d}`, `{month}`, `{m}`, `{yyyy}`."""
    date_labels: tuple[str, ...]
    united_nations: str
    distribution: Distribution
    original: Original
    languages: Mapping[str, str]
    """Names of languages as they stand in an `Original:` line of this language."""
    organs: Mapping[str, str]
    """Symbol prefix → name of the organ; English has the most."""
    organ_variants: Mapping[str, tuple[str, ...]]
    ordinals: Ordinals
    session: Session
    agenda: Agenda
    parts: Mapping[str, tuple[str, ...]]
    """`annex`, `appendix`, `enclosure`, `translation` → the words that open them; the first is printed."""
    part_titles: Mapping[str, tuple[str, ...]]
    """The same for long headings: `Annex to the letter`."""
    terms: Mapping[str, str]
    """Single printed words and lines: `summary`, `contents`, `report_of_sg`, `reissued` …"""
    titles: Mapping[str, str]
    """`letter`, `identical_letters`, `note_verbale`, `annex_to_letter` with `{date}`, `{sender}`, `{recipient}`."""
    cues: Mapping[str, tuple[str, ...]]
    """Kind of document → phrases that speak for it; also `delivery` and `embargo`."""
    formulas: Mapping[str, tuple[str, ...]]
    """`compliments`, `avails`, `honour`, `salutations`, `closes`, `circulate`, `thanks`."""
    enacting: Mapping[str, str]
    """Symbol prefix → the line that opens a resolution: `The General Assembly,`."""
    unconfirmed: frozenset[str]
    """Dotted keys whose wording was not seen in a real document; a key covers all below it."""

    def sure(self, key: str) -> bool:
        """Whether the wording at a dotted key (`terms.summary`) was seen in a real document."""
        parts = key.split(".")
        return not any(".".join(parts[:end]) in self.unconfirmed for end in range(1, len(parts) + 1))
