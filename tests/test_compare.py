"""The comparison with an original: a document is like itself, and what is changed is found by name and length."""

from __future__ import annotations

from functools import cache

import pytest

from bench.compare import Compared, compare, report, row
from bench.pairing import pairs
from converter import convert

SENTENCE = (
    "The Secretary-General notes that the technical mission to Karesia, which the General Assembly requested at its "
    "previous session, visited the harbour of Ister and met {who}, and that the work which the parties began there in "
    "the spring went on without a break until the rains came to the valleys. "
)
HEAD = """A/80/{number}

General Assembly
Distr.: General
{date}
Original: English

Eightieth session
Agenda item 35
Harbours of Karesia

Harbours of Karesia

Report of the Secretary-General

"""


@cache
def made(date: str = "4 May 2026", *, first: str = "the mayor", paragraphs: int = 24) -> bytes:
    """A report of two pages and more."""
    said = [SENTENCE.format(who=f"the council of ward {at}") for at in range(2, paragraphs + 1)]
    text = "\n\n".join(f"{at}. {line * 2}" for at, line in enumerate([SENTENCE.format(who=first), *said], start=1))
    return convert(HEAD.format(number=512, date=date) + text, to=("pdf",))["pdf"]


def missed(found: Compared) -> set[str]:
    """Names of the items that are not in their place or have other words."""
    return {item.name for item in found.items if not (item.near and item.same)}


def test_a_document_is_like_itself() -> None:
    """All words, lines and pages the same, every item of the masthead found."""
    found = compare(made(), made())
    lines, alone = found.lines(text=True)
    assert lines.same == lines.all > 50 and alone == 0
    assert found.page_breaks().same == found.pages[0] - 1 > 0
    assert len(found.same) == len(found.theirs) == len(found.ours)
    assert found.farthest() == 0 and not missed(found)
    names = {item.name for item in found.items}
    assert names >= {"symbol", "organ", "distribution", "date", "original", "session", "agenda", "title", "lower rule"}


def test_longer_words_turn_other_lines() -> None:
    """One paragraph grows: its lines turn elsewhere, those of the others stay."""
    found = compare(made(), made(first="the mayor and the elders of all of its quarters"))
    lines, alone = found.lines(text=True)
    assert 0 < lines.all - lines.same < 10 and alone > 0
    assert not missed(found)


def test_another_date_is_named() -> None:
    """It stands in its place but in other words; nothing else does."""
    found = compare(made(), made("17 December 2026"))
    assert missed(found) == {"date"} and found.in_place().same == found.in_place().all


def test_another_number_of_pages() -> None:
    """Breaks that ours lacks are counted against it."""
    found = compare(made(), made(paragraphs=4))
    assert found.pages[1] < found.pages[0] and found.page_breaks().same < found.page_breaks().all


def test_what_is_printed() -> None:
    """The report names the items and the row is one of a table."""
    found = compare(made(), made("17 December 2026"))
    assert "date          dx  +0.00 dy  +0.00  other words" in report(found, 5)
    assert row("A/80/512", found).startswith("| A/80/512 | 4 May 2026 | ")


@pytest.mark.parametrize("words", ["a b c d e f g h", "a a a a a a a a a a", ""])
def test_pairs_of_a_text_with_itself(words: str) -> None:
    """Every word is paired with itself, also where all are the same word."""
    text = words.split()
    assert pairs(text, text) == [(at, at) for at in range(len(text))]
