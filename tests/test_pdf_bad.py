"""PDF pages of what cannot be set well: set as well as can be, a warning, nothing lost, never an endless loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from converter.compose.composed import (
    Break,
    Columns,
    Framed,
    Gap,
    Grid,
    Item,
    Line,
    Para,
    Tag,
)
from converter.model import Footnote, Paragraph, Text
from converter.style.names import StyleName as S
from converter.style.units import Length
from tests.support.pdf_pages import page_count, row
from tests.support.pdf_random import unlikely
from tests.support.pdf_samples import (
    PROSE,
    SPAN,
    columns,
    composed,
    heading,
    note,
    numbered,
    pdf,
    pictured,
    png,
    table,
    text,
    written,
)
from tests.support.verapdf import Validator
from tests.support.words import pdfium_words

# ---------------------------------------------------------------- what cannot be set well


def test_columns_stand_side_by_side() -> None:
    data = pdf(columns())
    session, year = row(data, "Seventy-eighth session"), row(data, "Seventy-eighth year")
    assert session.y == year.y
    assert "Agenda items 31 and 61" in row(data, "Agenda items").text


BAD: dict[str, tuple[Callable[[], tuple[Item, ...]], str | None]] = {
    "a word wider than the column": (lambda: (numbered(1, "x" * 400, " end"),), "wide-word"),
    "a heading wider than the column": (lambda: (heading("A" * 300),), "wide-word"),
    "a table wider than the page": (lambda: (table([["a", "b"], ["c", "d"]], width=400),), "wide-table"),
    "two hundred columns": (lambda: (table([[f"c{n}" for n in range(200)]] * 3),), "wide-table"),
    "a row taller than a page": (lambda: (table([["A", "B"], ["x", PROSE * 80], ["y", "z"]]),), None),
    "a note longer than a page": (lambda: (numbered(1, "Mark", note("1", PROSE * 90)),), None),
    "a note in a note": (
        lambda: (numbered(1, Footnote("1", (Paragraph((Text("In"), note("2", "inner")), SPAN),), SPAN)),),
        None,
    ),
    "a broken picture": (lambda: (pictured(b"\x89PNG broken"), pictured(b"")), "broken-image"),
    "a picture taller than a page": (lambda: (replace(pictured(png()), height=Length(36000 * 900)),), None),
    "empty parts": (lambda: EMPTY, None),
    "breaks alone": (lambda: (Break(), Break(), numbered(1, "x"), Break()), None),
    "control characters": (lambda: (numbered(1, "a\x00b\x0b c\ud800 d\ufeff\u202e e"),), None),
}
EMPTY: tuple[Item, ...] = (
    Para(S.BODY, ()),
    Para(S.NUMBERED, (), "1.", tag=Tag.ITEM),
    Grid((), (), 0, Length(0)),
    table([[""]]),
    Framed((), (), Length(0), Length(36000)),
    Columns((), (), Length(36000)),
    Line(),
    Gap(Length(36000 * 300)),
    Para(S.BODY, text("end")),
)


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_set_and_warned_of(name: str) -> None:
    make, code = BAD[name]
    data, report = written(composed(*make()))
    assert page_count(data) >= 1
    codes = {diagnostic.code for diagnostic in report.diagnostics}
    assert code in codes if code else not codes


def test_ten_thousand_notes_are_all_there(tmp_path: Path) -> None:
    marks = [part for n in range(1, 10_001) for part in ("word ", note(str(n), f"Note {n}."))]
    path = tmp_path / "many.pdf"
    path.write_bytes(pdf(numbered(1, *marks)))
    assert pdfium_words(path).count("Note") == 10_000


def test_tall_row_loses_no_word(tmp_path: Path) -> None:
    path = tmp_path / "tall.pdf"
    path.write_bytes(pdf(table([["A", "B"], ["x", PROSE * 80], ["last", "z"]])))
    read = pdfium_words(path)
    assert read.count("Ister") == 80 and "last" in read


def test_two_hundred_columns_lose_no_word(tmp_path: Path) -> None:
    path = tmp_path / "wide.pdf"
    path.write_bytes(pdf(table([[f"c{n}" for n in range(200)]])))
    assert {f"c{n}" for n in range(200)} <= set(pdfium_words(path))


def test_unlikely_documents_are_written_and_valid(vera: Validator, tmp_path: Path) -> None:
    for seed in range(40):
        data, _ = written(unlikely(seed))
        assert page_count(data) >= 1
        if seed % 5 == 0:
            path = tmp_path / f"{seed}.pdf"
            path.write_bytes(data)
            assert [str(failure) for failure in vera.validate(path)] == [], seed
