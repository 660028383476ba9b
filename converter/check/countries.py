"""States are called by their official short names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from converter.check.advice import LETTERS, Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.check.wordlists import values, words
from converter.languages import fold
from converter.late import late, longest_first

OFFICIAL = late(
    r"(?:Permanent (?:Representative|Mission|Observer|Observer Mission)|Government|Embassy) of (?:the )?$"
    r"|(?:Représentante? permanente?|Mission permanente|Gouvernement|Ambassade) (?:d[eu] (?:la |l[’'])?|d[’'])$"
    r"|(?:Representante Permanente|Misión Permanente|Gobierno|Embajada) del? (?:la )?$"
)
REACH = 60
LONGEST_NAME = 60


def short(study: Study) -> Iterator[Advice]:
    """A State is called by its official short name.

    The terminology database of the United Nations has the names. Quotations and old titles keep what they
    print, and a letter of a
    Member State keeps its designations, but for the names of offices and Governments.

    Source: United Nations terminology database; “Viet Nam” stands 105 times in documents of all organs, the
    other form never
    Wrong: The Government of Vietnam and that of the Czech Republic replied.
    Right: The Government of Viet Nam and that of Czechia replied.
    Wrong: Les Gouvernements de la Moldavie et de la Syrie ont répondu aux questions du Comité.
    Leave: The Government of Brunei Darussalam and the Republic of Moldova replied to the Macedonia Road Society.
    """
    yield from _named(study, "short")


def long(study: Study) -> Iterator[Advice]:
    """A State whose official name is longer than its usual one is called by the official one.

    In lists the name may stand as the roll of Members prints it, with the rest in parentheses.

    Source: United Nations terminology database
    Wrong: They paid a visit to Syria in May.
    Right: They paid a visit to the Syrian Arab Republic in May.
    Leave: The Islamic Republic of Iran and Bolivia (Plurinational State of) replied.
    """
    yield from _named(study, "long")


def _named(study: Study, group: str) -> Iterator[Advice]:
    since: Mapping[str, int] = values("countries")["since"]
    year = study.document.meta.date.year if study.document.meta.date else None
    quiet = study.document.kind in LETTERS
    present: dict[str, tuple[str, ...]] = {}
    named = [name for key in (group, f"{group}-fr", f"{group}-es") for name in values("countries").get(key, ())]
    for passage in study.holding([name.lower() for name in named]):
        key = group if passage.language == "en" else f"{group}-{passage.language}"
        if not _held(present, key, study) or passage.quoted:
            continue
        if not (passage.running or passage.place in ("heading", "title", "stated")):
            continue
        for found in _any_name(present[key]).finditer(passage.even):
            start, end = found.span()
            before, after = passage.even[max(0, start - REACH) : start], passage.even[end : end + REACH]
            former = year is not None and year < since.get(found[0], 0)
            if former or (quiet and not OFFICIAL.search(before)):
                continue
            if (
                _another(before, after)
                or passage.sheltered(start, end, ("names",))
                or _longer_name(passage, start, end)
            ):
                continue
            right = str(values("countries")[key][found[0]])
            article = right.startswith("the ") and before.lower().endswith("the ")
            yield Advice(
                passage, start, end, f"“{found[0]}”; write “{right.removeprefix('the ') if article else right}”"
            )


def _another(before: str, after: str) -> bool:
    """Whether the words around make it another name."""
    return any(
        before.rstrip().endswith(f" {word}") or before.rstrip() == word for word in words("countries", "before")
    ) or any(after.lstrip().startswith(word) for word in words("countries", "after"))


def _longer_name(passage: Passage, start: int, end: int) -> bool:
    """Whether the name is part of a longer one that ends or begins with another capitalized word close by."""
    before, after = passage.even[:start], passage.even[end:]
    return bool(
        re.search(r"[A-Z][\w-]+[- ]$|[A-Z]\w+[-–]$", before) and not re.search(r"(?:^|[.!?:] )[A-Z][\w-]+ $", before)
    ) or bool(re.match(r"(?:[-–][A-Za-z]| [A-Z][a-z]|’s [A-Z])", after))


def _held(present: dict[str, tuple[str, ...]], group: str, study: Study) -> tuple[str, ...]:
    """Those of the names of a group that the document holds, longest first; looked up once."""
    if group not in present:
        held = (name for name in values("countries").get(group, ()) if name in study.even)
        present[group] = tuple(longest_first(held))
    return present[group]


@cache
def _any_name(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?!\w)")


def article(study: Study) -> Iterator[Advice]:
    """The names of a few States have an article in running text.

    Lists, signatures and mastheads leave it out.

    Source: United Nations terminology database; “the Sudan” stands 357 times in documents of all organs
    Wrong: Refugees in Sudan were counted.
    Right: Refugees in the Sudan were counted.
    Leave: Refugees in South Sudan and along the Niger River were counted, and so were those of Chad, Niger and Mali.
    """
    names = "|".join(words("countries", "article"))
    leave = r"(?! (?:River|basin|Basin|\()|, [A-Z]| and [A-Z])"
    pattern = re.compile(rf"\b(?:in|of|from|to|by|with) (?P<name>{names})\b{leave}")
    for passage in study.passages:
        for found in pattern.finditer(passage.even) if passage.running and not passage.quoted else ():
            if not passage.sheltered(*found.span(), ("names",)):
                yield Advice(
                    passage, *found.span("name"), f"“{found['name']}” without its article; write “the {found['name']}”"
                )


def sponsors(study: Study) -> Iterator[Advice]:
    """A list of States stands in English alphabetical order.

    Source: 300 draft resolutions and decisions
    Wrong (draft-text): Tarvonia, Karesia and Veldania: draft resolution
    Right (draft-text): Karesia, Tarvonia and Veldania: draft resolution
    Leave (draft):
        Karesia: draft resolution

        Quiet seas

        The General Assembly,

        1. Decides to rest;

        2. Requests the Secretary-General to rest.
    """
    names = [name for name in study.document.meta.sponsors if ":" not in name and len(name) < LONGEST_NAME]
    plain_names = [re.sub(r"^(?:and )?(?:the )?", "", name).strip("* ") for name in names]
    keys = [_key(name) for name in plain_names]
    for at in range(1, len(keys)):
        if keys[at] < keys[at - 1]:
            said = f"“{plain_names[at]}” after “{plain_names[at - 1]}”; list States in English alphabetical order"
            passage = next(
                (p for p in study.passages if plain_names[at] in p.text and plain_names[at - 1] in p.text), None
            )
            start = passage.text.index(plain_names[at]) if passage else 0
            end = start + len(plain_names[at]) if passage else 0
            yield Advice(passage, start, end, said, span=study.evidence("sponsors") or study.first)
            return


def _key(name: str) -> str:
    return re.sub(r"[^a-z ]", "", fold(name))
