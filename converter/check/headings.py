"""Headings: sentence case, no full stop, no level of one, marks in order; and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase

from converter.check.advice import Advice
from converter.check.study import Study
from converter.forms.labels import Label, follows, read_label, readings
from converter.languages.numerals import print_roman
from converter.late import late
from converter.model import Heading, Kind

LABELLED = late(r"[IVX]{1,5}\. [A-ZÀ-Þ][^.;:]{2,60}\.")
"""A heading that its full stop made a paragraph of."""
SMALL = "Of|And|The|For|In|To|On|With|By|From|At|As|Its|Their|An|A"
SMALL_IN_CAPITALS = late(rf"(?<=\w )(?:{SMALL})(?= \w)")
GENERIC = late(
    r"(?<=[a-z,] )(?:Recommendations?|Observations?|Conclusions?|Overview|Background|Activities|Developments?"
    r"|Challenges|Progress|Findings|Implementation|Introduction|Requirements|Methodology|Priorities|Achievements|Lessons"
    r"|Follow-up|Remarks)\b(?! of the (?:Committee|Council))(?!,? [A-Z])"
)
ORDER = {"upper-roman": 1, "upper-letter": 2, "decimal": 3, "lower-letter": 4, "lower-roman": 5}


def full_stop(study: Study) -> Iterator[Advice]:
    """A heading has no full stop at its end.

    Source: United Nations Editorial Manual, Headings; 12,220 of 12,362 headings in 3,064 documents
    Wrong (heading): I. Introduction.
    Right (heading): I. Introduction
    Leave (heading): I. Who pays?
    """
    for passage in study.passages:
        text = passage.text.rstrip()
        alone = passage.place == "paragraph" and study.is_(Kind.REPORT, Kind.NOTE) and bool(LABELLED.fullmatch(text))
        if (
            (passage.place == "heading" or alone)
            and re.search(r"[a-z)]{3}\.$", text)
            and not re.search(r"\b(?:etc|al|Inc|Ltd|Corp|No|vol)\.$", text)
        ):
            yield Advice(passage, len(text) - 1, len(text), "the heading ends with a full stop; leave it out", "")


def capitals(study: Study) -> Iterator[Advice]:
    """A heading has a capital at its first word and at names only.

    Source: United Nations Editorial Manual, Headings
    Wrong (heading): I. State Of The Port And Its Lights
    Right (heading): I. State of the port and its lights
    Leave (heading): I. Work of the Committee on the Lights of Morwen
    """
    for passage in study.passages:
        if passage.place != "heading" or passage.text.isupper() or passage.quoted:
            continue
        small = list(SMALL_IN_CAPITALS.finditer(passage.text))
        generic = GENERIC.search(passage.text)
        if len(small) > 1 or (small and generic):
            first = small[0]
            said = f"“{first[0]}” in a heading; write small letters but for the first word and names"
            yield Advice(passage, *first.span(), said)
        elif generic and not passage.sheltered(*generic.span()):
            yield Advice(passage, *generic.span(), f"“{generic[0]}” in a heading; write a small letter")


def shouted(study: Study) -> Iterator[Advice]:
    """A heading is not in capitals.

    Source: United Nations Editorial Manual, Headings
    Wrong (report):
        1. The port is open.

        ## STATE OF THE PORT

        2. The port is big.
    Right (report):
        1. The port is open.

        ## State of the port

        2. The port is big.
    Leave (heading): UNESCO
    """
    for passage in study.passages:
        words = re.findall(r"[A-Za-z]{3,}", passage.text)
        if passage.place == "heading" and passage.text.isupper() and len(words) > 1:
            yield Advice(passage, 0, len(passage.text.rstrip()), "the heading is in capitals; write it as a sentence")


def levels(study: Study) -> Iterator[Advice]:
    """Headings are marked I., then A., then 1., then (a).

    Source: United Nations Editorial Manual, Headings
    Wrong (report):
        ## A. State of the port

        1. The port is open.

        ### I. Lights

        2. The lights are on.
    Right (report):
        ## I. State of the port

        1. The port is open.

        ### A. Lights

        2. The lights are on.
    Leave (heading): State of the port
    """
    before: tuple[int, int] | None = None
    for passage in study.passages:
        block = passage.block
        if not isinstance(block, Heading) or passage.number != 0 or not block.label:
            continue
        label = read_label(f"{block.label} x")
        rank = ORDER.get(label.kind, 0) if label else 0
        if rank and before and block.level > before[0] and rank < before[1]:
            said = f"“{block.label}” marks a lower heading than the one above; the order is I., A., 1., (a)"
            yield Advice(passage, 0, len(passage.text.rstrip()), said)
        if rank:
            before = (block.level, rank)


def sequence(study: Study) -> Iterator[Advice]:
    """Headings are numbered I, II, III and A, B, C; none is left out and none comes twice.

    Source: United Nations Editorial Manual, Headings
    Wrong (report):
        ## I. State of the port

        1. The port is open.

        ## III. State of the strait

        2. The strait is open.
    Right (report):
        ## I. State of the port

        1. The port is open.

        ## II. State of the strait

        2. The strait is open.
    Leave (report):
        ## II. State of the port

        1. The port is open.

        ## III. State of the strait

        2. The strait is open.
    """
    last: dict[int, str] = {}
    for passage in study.passages:
        block = passage.block
        if not isinstance(block, Heading) or passage.number != 0 or passage.place != "heading" or not block.label:
            continue
        last = {level: before for level, before in last.items() if level <= block.level}
        new, before = readings(f"{block.label} x"), last.get(block.level)
        pairs = [(old, one) for old in readings(f"{before} x") for one in new] if before else []
        elsewhere = any(sign in study.labels for old, one in pairs if one.value > old.value for sign in _due(old))
        if pairs and not elsewhere and not any(follows(old, one) or one.value == 1 for old, one in pairs):
            hint = f"heading {block.label} follows {before}; number the headings in order"
            yield Advice(passage, 0, len(passage.text.rstrip()), hint)
        last[block.level] = block.label


def _due(before: Label) -> Iterator[str]:
    """How the label after one may be written."""
    yield print_roman(before.value + 1).upper()
    if before.kind == "upper-letter" and before.value < len(ascii_uppercase):
        yield ascii_uppercase[before.value]


def single(study: Study) -> Iterator[Advice]:
    """A level of headings has none or at least two.

    Source: United Nations Editorial Manual, Headings
    Wrong (report):
        ## I. State of the port

        ### A. Lights

        1. The lights are on.

        ## II. State of the strait

        2. The strait is open.
    Right (report):
        ## I. State of the port

        1. The lights are on.

        ## II. State of the strait

        2. The strait is open.
    Leave (report):
        ## I. State of the port

        ### A. Lights

        1. The lights are on.

        ### B. Bells

        2. The bells ring.
    """
    headings = [p for p in study.passages if p.number == 0 and isinstance(p.block, Heading) and p.block.label]
    for index, passage in enumerate(headings):
        assert isinstance(passage.block, Heading)
        label, level = read_label(f"{passage.block.label} x"), passage.block.level
        following = next(
            (p.block for p in headings[index + 1 :] if isinstance(p.block, Heading) and p.block.level <= level), None
        )
        alone = following is None or following.level < level
        if label and label.value == 1 and alone and level > 1:
            yield Advice(
                passage, 0, len(passage.text.rstrip()), "a level with one heading; leave it out or divide the text"
            )


def mark_in_heading(study: Study) -> Iterator[Advice]:
    """A heading carries no note mark if the text can.

    Titles take an asterisk.

    Source: General practice of the Organization; unconfirmed
    Wrong (report):
        ## I. State of the port[^1]

        1. The port is open.

        [^1]: A/78/583.
    Right (report):
        ## I. State of the port

        1. The port is open.[^1]

        [^1]: A/78/583.
    Leave (heading): I. State of the port
    """
    for passage in study.passages:
        for at, label in passage.marks if passage.place == "heading" else ():
            if label.isdigit():
                said = f"the mark of note {label} stands in a heading; set it at the first mention in the text"
                yield Advice(passage, max(at - 1, 0), at, said)
