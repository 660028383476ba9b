"""Every line of a part ends in exactly one block, note or removed entry, whatever is done to the lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.account import SEAM, block_texts, line_words, note_texts, words
from converter.diagnostics import Report
from converter.model import Kind, Role
from converter.parse.blocks import read_blocks
from converter.parse.context import Context
from converter.parse.inlines import loose_footnotes
from converter.parse.note_shapes import RAISED_DIGITS
from converter.parse.notes import collect
from converter.source import Cell, Line
from converter.span import Span
from tests.support.blocks import given as read_case
from tests.support.blocks import line
from tests.support.cases import all_cases
from tests.support.growth import linear

CASES = all_cases("blocks")
ROWS = sorted({row for case in CASES for row in case.input.split("\n") if not row.startswith(":: ")})
ODD = ["", "* ", "[1]", "[^1]", "1/", "1.", "|", "(Signed)", "Contents", "Summary", "___________", "A\tB\t3", "“"]
PLAIN = [row for row in ROWS if not any(char in RAISED_DIGITS for char in row)] + ODD


def pieces(found: list[str]) -> Counter[str]:
    """Words, letters and digits apart: a note mark may be taken off a word."""
    return Counter(piece for word in found for piece in SEAM.split(word))


def kept(lines: tuple[Line, ...], context: Context) -> Counter[str]:
    """The words of everything that comes of lines."""
    report = Report("test")
    left, notes = collect(lines, report)
    context = replace(context, notes=notes)
    texts = [text for block in read_blocks(left, context, report) for text in block_texts(block)]
    texts += [text for note in loose_footnotes(context, -(10**9), 10**9) for text in note_texts(note)]
    texts += [item.text for item in report.removed]
    return pieces([word for text in texts for word in words(text)])


def given_words(lines: tuple[Line, ...], context: Context) -> Counter[str]:
    """The words of the lines; a note's label stands once more at its mark where the input has only the mark's place."""
    return pieces([word for one in lines for word in line_words(one)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_word_is_lost_in_a_case(case) -> None:  # type: ignore[no-untyped-def]
    context, lines = read_case(case.input)
    assert without_raised(kept(lines, context), lines) == given_words(lines, context)


def without_raised(found: Counter[str], lines: tuple[Line, ...]) -> Counter[str]:
    """Words without the labels of notes that the input writes as raised figures, which are no digits there."""
    raised = sum(char in RAISED_DIGITS for one in lines for char in one.text)
    if not raised:
        return found
    before = given_words(lines, Context(Kind.REPORT, "en"))
    return Counter({word: min(n, before[word]) if word.isdecimal() else n for word, n in found.items()}) & +found


@st.composite
def parts(draw: st.DrawFn) -> tuple[Context, tuple[Line, ...]]:
    """A part made of the lines of the cases: shuffled, doubled, dropped, with odd ones between."""
    rows = draw(st.lists(st.sampled_from(PLAIN), max_size=25))
    whole = draw(st.booleans())
    lines = [line(row, number, whole) for number, row in enumerate(rows, 1)]
    for number in draw(st.sets(st.integers(0, max(0, len(lines) - 1)), max_size=4)) if lines else ():
        change = draw(st.sampled_from(["cell", "box", "quote", "label", "hard", "break", "heading"]))
        lines[number] = changed(lines[number], change)
    kind, role = draw(st.sampled_from(list(Kind))), draw(st.sampled_from(list(Role)))
    language = draw(st.sampled_from(["en", "fr", "es", "ru", "ar", "zh", "pt"]))
    return Context(kind, language, role), tuple(lines)


def changed(one: Line, change: str) -> Line:
    """A line with something that a format says of it."""
    match change:
        case "cell":
            return replace(one, cell=Cell(0, 0, 0))
        case "box":
            return replace(one, box=1)
        case "quote":
            return replace(one, quote=2)
        case "label":
            return replace(one, label="3.", depth=1)
        case "hard":
            return replace(one, hard=True)
        case "break":
            return replace(one, page_break=True)
        case _:
            return replace(one, heading=2)


@settings(max_examples=400, deadline=None)
@given(parts())
def test_no_word_is_lost_whatever_the_lines(part: tuple[Context, tuple[Line, ...]]) -> None:
    context, lines = part
    assert kept(lines, context) == given_words(lines, context)


@settings(max_examples=100, deadline=None)
@given(parts())
def test_blocks_stand_in_the_input_in_order(part: tuple[Context, tuple[Line, ...]]) -> None:
    context, lines = part
    report = Report("test")
    left, notes = collect(lines, report)
    blocks = read_blocks(left, replace(context, notes=notes), report)
    assert all(1 <= block.span.first <= block.span.last <= len(lines) for block in blocks)
    assert [block.span.first for block in blocks] == sorted(block.span.first for block in blocks)


ROWS_OF_ONE_KIND = ["1. a", "(a) b", "* c", "[1] d", "word1", "¹ e", "| f | g |", "a  b  c", "A. b", "“q”", "x:"]


@pytest.mark.parametrize("row", ROWS_OF_ONE_KIND)
def test_time_grows_with_the_number_of_lines(row: str) -> None:
    lines = tuple(Line(row, Span(n, n)) for n in range(1, 10_001))
    assert linear(lambda count: kept(lines[:count], Context(Kind.REPORT, "en")), len(lines))
