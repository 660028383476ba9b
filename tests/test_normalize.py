"""Normalizing: letters and digits are kept, spans stay in order, what is removed is listed once, and time is linear."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from converter.diagnostics import InputError, Report
from converter.normalize import STEPS, normalize
from converter.normalize.characters import MOJIBAKE
from converter.options import Options
from converter.readers import read
from converter.source import Line, Mark, MarkKind, Place, Source
from converter.span import Span
from tests.support.growth import linear
from tests.support.strategies import texts

LETTERS = st.text(st.sampled_from("ab éяع字1.-\n \t(|*\u00ad\u200b"), max_size=120)


def source_of(text: str, name: str = "a.txt", report: Report | None = None) -> Source:
    """What the reader of a text gives; texts that it refuses are no examples."""
    try:
        return read(text.encode("utf-8", "replace"), name, Options(), report or Report(name))
    except InputError:
        assume(False)
        raise


def heard(texts: list[str]) -> Counter[str]:
    """How often each letter and digit occurs; joined letters count as those that they join."""
    return Counter(char for text in texts for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def kept(source: Source) -> list[str]:
    """The texts of lines that count, labels included."""
    return [line.label + line.text for line in source.lines if line.place is not Place.PROPERTY]


def mended(text: str, name: str = "a.txt") -> tuple[list[str], Report]:
    """The lines with a text after normalizing, and the report."""
    report = Report(name)
    source = normalize(source_of(text, name, report), report)
    return [line.text for line in source.lines if line.text.strip()], report


@pytest.mark.property
@given(st.one_of(texts(), LETTERS))
def test_letters_and_digits_are_kept_or_listed_as_removed(text: str) -> None:
    assume(not MOJIBAKE.search(text))
    report = Report("")
    before = source_of(text, report=report)
    read_away = [gone.text for gone in report.removed]
    after = normalize(before, report)
    assert heard(kept(before) + read_away) == heard(kept(after) + [gone.text for gone in report.removed])


@pytest.mark.property
@given(st.one_of(texts(), LETTERS))
def test_each_repair_of_characters_needs_to_be_made_once(text: str) -> None:
    source = source_of(text)
    for step in STEPS:
        if step.run.__module__.endswith("characters"):
            once = step.run(source).lines
            assert step.run(source.with_lines(once)).lines == once
            source = source.with_lines(once)


@pytest.mark.property
@given(st.one_of(texts(), LETTERS))
def test_lines_stay_in_order_and_marks_within_their_lines(text: str) -> None:
    source = normalize(source_of(text), Report(""))
    body = [line for line in source.lines if line.place is Place.BODY and not line.blank]
    assert all(line.span.first <= line.span.last for line in source.lines)
    firsts = [line.span.first for line in body]
    assert firsts == sorted(firsts)
    assert all(0 <= mark.start <= mark.end <= len(line.text) for line in source.lines for mark in line.marks)


@pytest.mark.property
@given(st.one_of(texts(), LETTERS))
def test_a_second_time_changes_nothing(text: str) -> None:
    once = normalize(source_of(text), Report(""))
    report = Report("")
    assert normalize(once, report) == once
    assert not report.removed


def test_marks_move_with_their_words() -> None:
    lines = (
        Line("of the *infor-", Span(1, 1), (Mark(8, 14, MarkKind.ITALIC),)),
        Line("mation* of  May,", Span(2, 2), (Mark(0, 7, MarkKind.ITALIC), Mark(8, 10, MarkKind.BOLD))),
    )
    (line,) = normalize(Source("a", "txt", lines), Report("")).lines
    assert line.text == "of the *information* of  May,"
    assert [line.text[mark.start : mark.end] for mark in line.marks] == ["information*", "of"]
    assert line.span == Span(1, 2)


@pytest.mark.parametrize(
    ("place", "why"),
    [(Place.RUNNING, "running-head"), (Place.COMMENT, "comment"), (Place.DELETED, "tracked-deletion")],
)
def test_what_the_format_sets_apart_is_removed_with_its_reason(place: Place, why: str) -> None:
    report = Report("a")
    lines = (Line("We met in May.", Span(1, 1)), Line("On ferries", Span(2, 2), place=place))
    source = normalize(Source("a", "docx", lines), report)
    assert [line.text for line in source.lines] == ["We met in May."]
    assert [(gone.text, gone.why) for gone in report.removed] == [("On ferries", why)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("23-22871 (E) 161123", "job-number"),
        ("*2322871*", "job-number"),
        ("Page 3 of 7", "page-number"),
        ("GE.24-19779\t3", "page-number"),
        ("© 2024 Government of Karesia. All rights reserved.", "web-page"),
        ("Home > News > Press releases", "web-page"),
        ("Sent from my phone", "covering-note"),
        ("[09:12, 4/11/2024] Bo:", "messenger"),
    ],
)
def test_debris_is_listed_exactly_with_its_reason(line: str, why: str) -> None:
    texts, report = mended(f"The harbour of Brenna was closed by the keeper of the light.\n\n{line}\n")
    assert texts == ["The harbour of Brenna was closed by the keeper of the light."]
    assert [(gone.span, gone.text, gone.why) for gone in report.removed] == [(Span(3, 3), line, why)]


@pytest.mark.parametrize(
    "line",
    [
        "24 boats",
        "A/79/412",
        "See also A/79/412, annex.",
        "Contact: press@ister.example",
        "It is my honour to share with you the conclusions of the Forum",
        "The privacy policy of the Government is to be rewritten by a committee.",
        "Home rule for the islands > a study",
        "Chargé d’affaires a.i.",
        "(Signed) Ștefania Țîrlea",
        "Documents of the Conference",
        "cc: President of the General Assembly",
        "From: the Secretary-General",
        "Enclosures: 2",
    ],
)
def test_lines_that_look_like_debris_and_are_text_stay(line: str) -> None:
    text = f"The harbour of Brenna was closed by the keeper of the light.\n\n{line}\n"
    assert mended(text) == ([text.split("\n")[0], line], Report("a.txt"))


def test_a_text_of_nothing_but_numbers_is_kept() -> None:
    assert mended("1\n\n2\n\n3\n")[0] == ["1", "2", "3"]


@pytest.mark.parametrize("width", [50, 60, 72, 80])
def test_paragraphs_are_found_again_at_any_width(width: int) -> None:
    from textwrap import wrap

    paragraphs = [
        "The kettle in the corner of the reading room had been there longer than anyone who drank from it.",
        "It boiled slowly, with a sound like a small dog being told a secret, and whoever heard it first had to find "
        "the cups. There were seven cups for nine chairs, which was held to be about right.",
        "On Fridays the window was opened. The smell of the river came in, and with it the noiseless grey light of "
        "four in the afternoon. Someone would say that it was late, and then someone else would fill the kettle again.",
    ]
    text = "\n\n".join("\n".join(wrap(paragraph, width)) for paragraph in paragraphs)
    assert mended(text)[0] == paragraphs


@pytest.mark.parametrize(
    ("line", "most"),
    [
        ("The ferry carried forty passengers and one goat.\n\n", 30_000),
        ("The ferry carried forty passengers and one goat, and then\n", 35_000),
        ("The ferry carried forty passengers and\n\n", 20_000),
    ],
)
def test_time_grows_with_the_length_of_a_text(line: str, most: int) -> None:
    assert linear(lambda count: mended(line * count), most)
