"""What the truth says of the English documents does stand in them: the truth is checked, not only used."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.scoring.fields import FIELDS, alternatives
from tests.scoring.reading import folded, source_lines
from tests.support import TESTS

ENGLISH = TESTS / "corpus" / "english"
FURNITURE = 60
"""Words that may stand inside a phrase where a page ends: a note, page numbers, a running head, a table's dots."""
ENOUGH = 20
"""Documents that give a field, and that do not: fewer would measure little."""
WORDED = ("title", "subtitle", "issuer", "recipients", "speaker", "occasion", "handling", "reference", "committee")


def load() -> list[dict[str, Any]]:
    """The truth, a document a line."""
    return [json.loads(line) for line in (ENGLISH / "TRUTH.jsonl").read_text("utf-8").splitlines()]


TRUTH = load()
READ = [one for one in TRUTH if one["error"] != "fail"]
PLAIN = [one for one in READ if not one.get("mojibake")]


def step(word: str, words: list[str], at: int) -> int | None:
    """The place after a word, looked for from `at` on; a word may be broken in two."""
    for here in range(at, min(at + FURNITURE, len(words))):
        if words[here] == word:
            return here + 1
        if len(words[here]) > 1 and word.startswith(words[here]):
            rest = step(word[len(words[here]) :], words, here + 1)
            if rest is not None:
                return rest
    return None


def stands(phrase: str, words: list[str]) -> bool:
    """Whether the words of a phrase stand in a document in order, close together."""
    wanted = folded(phrase)
    for start, word in enumerate(words):
        if not wanted[0].startswith(word):
            continue
        at: int | None = start
        for one in wanted:
            at = step(one, words, at) if at is not None else None
        if at is not None:
            return True
    return False


def said(value: Any) -> list[str]:
    """The accepted forms of each value of a field."""
    values = value if isinstance(value, list) else [value]
    return [form for one in values for form in alternatives(one)[:1] if form]


@pytest.mark.parametrize("truth", PLAIN, ids=lambda truth: str(truth["file"]))
def test_what_the_truth_says_stands_in_the_document(truth: dict[str, Any]) -> None:
    path = ENGLISH / truth["file"]
    lines = source_lines(path, truth)
    words = folded("\n".join(lines) if lines is not None else path.read_text("utf-8"))
    wanted = [*truth["keep"], *truth.get("keep_notes", []), *truth["drop"], *truth["headings"]]
    wanted += [form for name in WORDED for form in said(truth["meta"].get(name))]
    assert [phrase for phrase in wanted if not stands(phrase, words)] == []


@pytest.mark.parametrize("truth", READ, ids=lambda truth: str(truth["file"]))
def test_the_truth_does_not_contradict_itself(truth: dict[str, Any]) -> None:
    assert truth["keep"], "a document without a phrase measures little"
    assert len(truth["keep"]) == len(truth["keep_para"])
    assert all(one <= other for one, other in pairwise(truth["keep_para"]))
    given = {name for name, value in truth["meta"].items() if value not in (None, "", [], {})}
    assert given & set(truth["absent"]) == set()
    assert [one for one in truth["drop"] for phrase in truth["keep"] if " ".join(folded(one)) in phrase] == []


def test_a_phrase_that_is_not_there_is_found_out() -> None:
    words = folded("The ferry of Tamm carried\n2/3\nforty-\none persons.")
    assert stands("The ferry of Tamm carried forty-one", words)
    assert not stands("The ferry of Oss carried forty-one", words)
    assert not stands("carried the ferry", words)


def test_every_document_has_one_line() -> None:
    named = Counter(one["file"] for one in TRUTH)
    there = {path.name for path in Path(ENGLISH).iterdir() if path.suffix != ".jsonl"}
    assert [name for name, count in named.items() if count > 1] == []
    assert set(named) == there


def test_each_field_is_there_often_enough_and_missing_often_enough() -> None:
    few = []
    for field in FIELDS:
        without = {field.name, field.key, field.key.partition(".")[0]}
        positives = sum(bool(field.values(one["meta"])) for one in READ)
        negatives = sum(bool(without & set(one["absent"])) for one in READ)
        if min(positives, negatives) < ENOUGH:
            few.append((field.name, positives, negatives))
    assert few == []
