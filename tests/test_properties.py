"""What holds for any text at all, tried on texts that are ours with lines dropped, doubled, shuffled and mixed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given

from tests.support.strategies import texts

pytestmark = pytest.mark.property


def understood(text: str) -> Any:
    """A conversion of a text as far as the finished model."""
    from converter.diagnostics import Report
    from converter.options import Options
    from converter.pipeline import Job, understand

    assume(any(letter.isalnum() for letter in text))
    job = Job("made-up.txt", text.encode(), Options(), Report("made-up.txt"))
    understand(job)
    return job


@given(texts())
def test_normalizing_twice_is_normalizing_once(text: str) -> None:
    from converter.diagnostics import Report
    from converter.normalize import normalize
    from converter.options import Options
    from converter.readers import read

    assume(any(letter.isalnum() for letter in text))
    once = normalize(read(text.encode(), "made-up.txt", Options(), Report("")), Report(""))
    twice = normalize(once, Report(""))
    assert [line.text for line in twice.lines] == [line.text for line in once.lines]
    assert twice == once


@given(texts())
def test_every_word_is_kept_or_listed_as_removed(text: str) -> None:
    from converter.account import count, first_difference
    from converter.diagnostics import Report
    from converter.normalize import normalize
    from converter.options import Options
    from converter.parse import Hints, parse
    from converter.readers import read

    assume(any(letter.isalnum() for letter in text))
    report = Report("")
    source = normalize(read(text.encode(), "made-up.txt", Options(), report), report)
    before = len(report.removed)
    document = parse(source, report, Hints())
    assert first_difference(source, document, report.removed[before:]) is None
    sums = count(document, report.removed)
    assert sums.input == sums.document + sums.removed


@given(texts())
def test_blocks_lie_in_the_input_in_order(text: str) -> None:
    from converter.pipeline import inspected

    found = inspected(understood(text))
    last = max(1, len(text.splitlines()))
    spans = [block["lines"] for block in found["blocks"]]
    assert all(1 <= first <= end <= last for first, end in spans)
    assert all(
        one["lines"][0] <= other["lines"][0] for one, other in pairwise(found["blocks"]) if one["part"] == other["part"]
    )
    assert all(1 <= one["lines"][0] <= one["lines"][1] <= last for one in found["removed"])


@given(texts())
def test_what_is_given_as_evidence_stands_there(text: str) -> None:
    from converter.pipeline import inspected

    found = inspected(understood(text))
    last = len(text.splitlines())
    for key, evidence in found["evidence"].items():
        assert evidence["lines"] == sorted(set(evidence["lines"])), key
        assert all(1 <= line <= last for line in evidence["lines"]), key
        assert evidence["confidence"] in ("given", "certain", "likely", "derived", "guessed")
    guessed = [key for key, evidence in found["evidence"].items() if evidence["confidence"] == "guessed"]
    told = " ".join(f"{warning['code']} {warning['message']} {warning['hint']}" for warning in found["warnings"])
    assert [key for key in guessed if key not in told] == []


@given(texts())
def test_rewriting_with_the_identity_changes_nothing(text: str) -> None:
    from converter.walk import map_contents, map_inlines, map_parts, parts_of

    document = understood(text).document
    assert map_parts(document, lambda part: part) is document
    for part in parts_of(document):
        for block in part.blocks:
            assert map_contents(block, lambda content: map_inlines(content, lambda inline: (inline,))) is block


@given(texts())
def test_both_formats_can_be_written(text: str) -> None:
    from converter import convert
    from converter.diagnostics import MastheadError

    try:
        result = convert(text)
    except MastheadError as error:
        assert error.message and error.hint
        return
    assert result["docx"][:2] == b"PK"
    assert result["pdf"][:4] == b"%PDF"
