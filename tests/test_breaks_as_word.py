"""Where pages of Word files made from the house's templates end: as in Word, in both formats."""

from __future__ import annotations

import re

import pytest

from tests.support.docx_checks import Package
from tests.support.pdf_pages import page_count, word_places
from tests.test_tables_as_set import LEFT, MM, SMALL, cell, grids, made, p, table

KEPT = "<w:keepNext/>"
LAMPS = ("Green", "Blue", "Amber", "White", "Violet", "Grey")


def lamps(*kept: str, width: int = 3000) -> str:
    """A table of a lamp and its number a row; those named are kept with the next."""
    return table(
        [
            [cell(p(name, SMALL + KEPT * (name in kept), 17), width), cell(p(str(n), SMALL, 17), 1000)]
            for n, name in enumerate(LAMPS)
        ],
        (width, 1000),
    )


def pages(body: str) -> dict[str, int]:
    """The page of each word."""
    data = made(body)
    return {word.text: page for page in range(page_count(data)) for word in word_places(data, page)}


def lines(count: int) -> str:
    """Paragraphs of one line that fill a page but for what comes after them."""
    return "".join(
        p(f"The lamp of pier {n} is lit.", '<w:spacing w:after="0"/>', style="SingleTxt") for n in range(count)
    )


def test_rows_that_are_kept_with_the_next_stay_on_one_page() -> None:
    count = next(n for n in range(30, 60) if len({pages(lines(n) + lamps())[name] for name in LAMPS}) == 2)
    apart, together = pages(lines(count) + lamps()), pages(lines(count) + lamps(*LAMPS[:-1]))
    assert apart["Green"] < apart["Grey"]
    assert {together[name] for name in LAMPS} == {apart["Grey"]}


def test_word_asks_the_first_cell_and_is_told_in_all() -> None:
    (grid,) = grids(lamps("Green", "Amber"))
    assert [shape.keep_next for shape in grid.shapes] == [True, False, True, False, False, False]
    document = Package(made(lamps("Green", "Amber"), to="docx")).parts["word/document.xml"].decode()
    rows = re.findall(r"<w:tr>.*?</w:tr>", document)
    assert [row.count("<w:keepNext") for row in rows if "Green" in row or "Blue" in row] == [2, 0]


def test_an_empty_column_takes_nothing_from_the_others() -> None:
    wide, gap, figure = 2100, 60, 1200
    indents = '<w:ind w:left="144" w:right="43"/>'
    rows = [
        [cell(p(name, SMALL, 17), wide), cell(p("", SMALL + indents), gap), cell(p(name.upper(), SMALL, 17), figure)]
        for name in LAMPS
    ]
    places = {word.text: word for word in word_places(made(table(rows, (wide, gap, figure))))}
    assert places["GREEN"].x == pytest.approx(LEFT + (wide + gap) / MM, abs=0.05)
