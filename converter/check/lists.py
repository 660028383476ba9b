"""Lists, references inside the document, and what is opened and not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.check.wordlists import words
from converter.late import late
from converter.model import Clause, ListItem, NumberedParagraph

INSIDE = late(
    r"\bpara(?:s\.|graphs|\.|graph) (?P<first>\d{1,4})(?: ?\([a-z]\))?"
    r"(?:(?:[–-]|,? and | to )(?P<last>\d{1,4}))? (?:above|below)\b"
)
LABEL = late(r"\(?[a-z]\)")
SERIES = 3
"""Items from which a list shows how it ends them."""
SENTENCE = 45
"""Characters from which a numbered paragraph is taken for a sentence."""


def capital(study: Study) -> Iterator[Advice]:
    """A sub-paragraph begins with a capital.

    Source: United Nations Editorial Manual, Capitalization (first word of a subparagraph)
    Wrong (report):
        1. The port has:

        (a) a pier of stone;

        (b) a light of glass.
    Right (report):
        1. The port has:

        (a) A pier of stone;

        (b) A light of glass.
    Leave (report):
        1. The port has:

        (a) pH meters;

        (b) iPads.
    """
    for passage in _subs(study):
        found = re.match(r"[a-zà-ÿ]{2,}(?=[ ,;])|[aày](?= )", passage.text)
        if found and not passage.sheltered(*found.span(), ("names",)):
            first = passage.text[0]
            yield Advice(passage, 0, 1, f"a sub-paragraph begins with “{found[0]}”; write a capital", first.upper())


def _subs(study: Study) -> Iterator[Passage]:
    """Lettered sub-paragraphs of the body, those of quotations and notes left out."""
    for passage in study.passages:
        block, own = passage.block, passage.number == 0 and not passage.quoted and not passage.note
        lettered = isinstance(block, NumberedParagraph | Clause) and block.level > 0
        if own and lettered and LABEL.fullmatch(getattr(block, "label", None) or ""):
            yield passage


def ends(study: Study) -> Iterator[Advice]:
    """The items of a list end alike: with a semicolon, and the last one with a full stop.

    Source: United Nations Editorial Manual, Paragraphs and subparagraphs
    Wrong (report):
        1. The port has:

        (a) A pier of stone;

        (b) A light of glass,

        (c) A bell of brass.
    Right (report):
        1. The port has:

        (a) A pier of stone;

        (b) A light of glass;

        (c) A bell of brass.
    Leave (report):
        1. The port has:

        (a) A pier of stone. It is old.

        (b) A light of glass. It is new.
    """
    run: list[Passage] = []
    for passage in [*study.passages, None]:
        block = passage.block if passage else None
        item = isinstance(block, NumberedParagraph | ListItem) and getattr(block, "level", 1) == 1
        if passage and item and passage.number == 0 and not passage.quoted and not passage.note:
            run.append(passage)
        else:
            yield from _uneven(run)
            run = []


def _uneven(run: list[Passage]) -> Iterator[Advice]:
    marks = [passage.text.rstrip()[-1:] for passage in run]
    if len(run) < SERIES or 2 * marks[:-1].count(";") < len(run) - 1:
        return
    for passage, mark in zip(run[:-1], marks[:-1], strict=True):
        end = len(passage.text.rstrip())
        if mark in ",.":
            yield Advice(passage, end - 1, end, f"an item ends with “{mark}”, the others with a semicolon", ";")


def paragraph_cited(study: Study) -> Iterator[Advice]:
    """The paragraph that a text points to, above or below, is there.

    Source: United Nations Editorial Manual, Footnotes and references
    Wrong (report):
        1. The port is open.

        2. The strait is open (see para. 15 above).
    Right (report):
        1. The port is open.

        2. The strait is open (see para. 1 above).
    Leave (report):
        1. The port is open.

        2. The strait is open (see A/78/583, para. 15).
    """
    numbers = [
        int(found[0])
        for p in study.passages
        if p.number == 0 and isinstance(p.block, NumberedParagraph | Clause) and not p.note
        if (found := re.match(r"\d{1,4}", getattr(p.block, "label", None) or ""))
    ]
    for passage in study.own if numbers else ():
        for found in INSIDE.finditer(passage.even) if "para" in passage.lower else ():
            cited = int(found["last"] or found["first"])
            if cited > max(numbers) or int(found["first"]) < min(numbers):
                hint = f"“{found[0]}”, and the paragraphs run from {min(numbers)} to {max(numbers)}; correct the number"
                yield Advice(passage, *found.span(), hint)


def closed(study: Study) -> Iterator[Advice]:
    """A quotation or parenthesis that opens also closes.

    A quotation of several paragraphs opens anew with each of them and closes with the last.

    Source: United Nations Editorial Manual, Quotations; usage of all languages
    Wrong: The pilots said that “the port is open and left.
    Right: The pilots said that “the port is open” and left.
    Wrong: The port (see the map was open to all ships.
    Right: The port (see the map) was open to all ships.
    Leave: The pilots said that “the port is open”, a) and b).
    """
    own = [p for p in study.passages if p.place in ("paragraph", "numbered", "item") and not p.fragment]
    for passage, after in pairwise([*own, None]):
        if passage is None or passage.quoted:
            continue
        for opening, closing, name in PAIRS:
            at = _unclosed(passage.text, opening, closing)
            goes_on = opening != "(" and after is not None and after.text.lstrip().startswith((opening, "‘"))
            if at is not None and not goes_on:
                yield Advice(passage, at, at + 1, f"{name} opens here and does not close")


PAIRS = (("“", "”", "a quotation"), ("«", "»", "a quotation"), ("(", ")", "a parenthesis"))


def _unclosed(text: str, opening: str, closing: str) -> int | None:
    """Where the first mark stands that has no partner."""
    if text.count(opening) <= text.count(closing):
        return None
    open_: list[int] = []
    for at, char in enumerate(text):
        if char == opening:
            open_.append(at)
        elif char == closing and open_:
            open_.pop()
    return open_[0] if open_ else None


def end_mark(study: Study) -> Iterator[Advice]:
    """A numbered paragraph ends with a mark.

    Source: Usage of all languages
    Wrong (report):
        1. The port is open to all the ships that come to it

        2. The strait is open to all ships.
    Right (report):
        1. The port is open to all the ships that come to it.

        2. The strait is open to all ships.
    Leave (report):
        1. The port has:

        (a) A pier;

        (b) A light.
    """
    for passage in study.passages:
        block, text = passage.block, passage.text.rstrip()
        paragraph = isinstance(block, NumberedParagraph) and block.level == 0 and not passage.note
        own = paragraph and passage.number == 0 and not passage.quoted
        if own and len(text) > SENTENCE and text[-1].isalpha() and text[-1].islower():
            yield Advice(passage, len(text), len(text), "the paragraph ends without a mark; write a full stop", ".")


def taken_in(study: Study) -> Iterator[Advice]:
    """Latin and French words that English has taken in are not in italics.

    Source: United Nations Editorial Manual, Italics
    Wrong: The port is open, *inter alia*, to all ships.
    Right: The port is open, inter alia, to all ships.
    Leave: The *Marrow Tribune* and the *entente portuaire* of the ships were named.
    """
    known = set(words("foreign", "taken_in"))
    for passage in study.passages:
        for start, end in passage.italic if passage.running and not passage.quoted else ():
            found = passage.text[start:end].strip()
            if found.lower().strip(",.;") in known:
                yield Advice(passage, start, end, f"“{found}” in italics; it is an English word, set it upright")
