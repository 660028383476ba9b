"""Acronyms: spelled out where they first stand, and worth having."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.check.wordlists import words
from converter.languages.numerals import read_roman
from converter.late import late

ACRONYM = late(r"(?<![\w/.@-])[A-Z][A-Za-z]?[A-Z]{1,8}(?:-[A-Z]{2,})?(?:s\b)?(?![\w/@]|\.[a-z])")
DEFINED = late(r"\((?:the )?[“\"]?(?P<acronym>[A-Z][A-Za-z]?[A-Z]{1,8}(?:-[A-Z]{2,})?)s?[”\"]?(?:[;,][^()]{0,60})?\)")
SHOUTED = 0.5
"""Share of small letters below which a passage is a line in capitals."""
LOOKED_AT = 200
NAME = 400
"""Characters before an acronym in parentheses in which its full name is looked for."""


def first_use(study: Study) -> Iterator[Advice]:
    """An acronym is spelled out where it first stands, with the acronym in parentheses.

    Source: United Nations Editorial Manual, Abbreviations and acronyms
    Wrong:
        The pilots of TUM came first.

        The Tidal Union of Morwen (TUM) sent them.
    Right:
        The pilots of the Tidal Union of Morwen (TUM) came first.

        TUM sent them.
    Leave:
        The Tidal Union of Morwen (TUM) sent its pilots, and TUM paid; UNESCO did not.
    """
    defined = dict(_definitions(study))
    last = max((place for place, _ in defined.values()), default=-1)
    seen: set[str] = set()
    for index, passage in enumerate(study.passages[: last + 1]):
        for found in ACRONYM.finditer(passage.text) if _counts(passage) else ():
            acronym = found[0].rstrip("s")
            place = defined.get(acronym)
            if place is None or acronym in seen or read_roman(acronym.lower()):
                continue
            seen.add(acronym)
            if (index, found.start()) < place and not passage.sheltered(*found.span(), ("names",)):
                message = f"“{acronym}” stands before it is spelled out; write the full name here with ({acronym})"
                yield Advice(passage, found.start(), found.start() + len(acronym), message)


def never(study: Study) -> Iterator[Advice]:
    """An acronym that is used is spelled out somewhere.

    Source: United Nations Editorial Manual, Abbreviations and acronyms
    Wrong: The pilots of TUM came first.
    Right: The pilots of the Tidal Union of Morwen (TUM) came first.
    Leave: The pilots of UNESCO came first, in part III.
    """
    defined = {acronym for acronym, _ in _definitions(study)} | set(words("acronyms", "known"))
    for passage in study.passages:
        for found in ACRONYM.finditer(passage.text) if _counts(passage) and not passage.note else ():
            acronym = found[0].rstrip("s")
            if len(acronym) > 2 and acronym not in defined and not read_roman(acronym.lower()):
                defined.add(acronym)
                if not passage.sheltered(*found.span(), ("names",)):
                    yield Advice(
                        passage, *found.span(), f"“{acronym}” is nowhere spelled out; write the full name first"
                    )


def once(study: Study) -> Iterator[Advice]:
    """A name that does not come again needs no acronym.

    Source: United Nations Editorial Manual, Abbreviations and acronyms
    Wrong: The Tidal Union of Morwen (TUM) sent its pilots.
    Right: The Tidal Union of Morwen sent its pilots.
    Leave: The Tidal Union of Morwen (TUM) sent its pilots, and TUM paid.
    """
    places: dict[str, int] = {}
    for passage in study.passages:
        for found in ACRONYM.finditer(passage.text):
            acronym = found[0].rstrip("s")
            places[acronym] = places.get(acronym, 0) + 1
    for index, passage in enumerate(study.passages):
        for found in DEFINED.finditer(passage.text) if passage.running else ():
            if places.get(found["acronym"], 0) < 2 and found["acronym"] not in words("acronyms", "known"):
                said = f"“{found['acronym']}” does not come again; leave it out"
                yield Advice(study.passages[index], *found.span(), said)


def in_heading(study: Study) -> Iterator[Advice]:
    """Headings have full names.

    Source: United Nations Editorial Manual, Abbreviations and acronyms
    Wrong (heading): A. Support to TUM
    Right (heading): A. Support to the Tidal Union of Morwen
    Leave (heading): A. Support to UNESCO
    """
    known = set(words("acronyms", "known"))
    for passage in study.passages:
        for found in (
            ACRONYM.finditer(passage.text) if passage.place == "heading" and not _shouted(passage.text) else ()
        ):
            acronym = found[0].rstrip("s")
            if len(acronym) > 2 and acronym not in known and not read_roman(acronym.lower()):
                yield Advice(passage, *found.span(), f"“{acronym}” in a heading; write the full name")


def _definitions(study: Study) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each acronym that is spelled out, and where it first is: index of the passage and position."""
    found_first: set[str] = set()
    for index, passage in enumerate(study.passages):
        for found in DEFINED.finditer(passage.text) if "(" in passage.text and passage.running else ():
            before = passage.text[max(0, found.start() - NAME) : found.start()]
            if found["acronym"] not in found_first and _spelled(before, found["acronym"]):
                found_first.add(found["acronym"])
                yield found["acronym"], (index, found.start("acronym"))


def _spelled(before: str, acronym: str) -> bool:
    """Whether the words before an acronym in parentheses begin with its letters."""
    initials = [word[0].upper() for word in re.findall(r"[A-Za-zÀ-ÿ]+", before)[-2 * len(acronym) - 4 :]]
    letters = iter(initials)
    return all(letter in letters for letter in acronym.upper()[:3] if letter.isalpha())


def _counts(passage: Passage) -> bool:
    if not passage.running or passage.quoted or passage.fragment or passage.text.startswith("Abbreviation"):
        return False
    return bool(ACRONYM.search(passage.text)) and not _shouted(passage.text)


def _shouted(text: str) -> bool:
    small = sum(map(str.islower, text[:LOOKED_AT]))
    return small < SHOUTED * sum(map(str.isalpha, text[:LOOKED_AT]))
