"""Thousands of documents: memory stays flat, and the second run takes a tenth of the first at the most."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.batch import measure
from bench.generate import documents, write


def test_the_documents_are_the_same_for_the_same_seed() -> None:
    first = [*documents(30)]
    assert first == [*documents(90)][:30]
    assert len({text for _, text in first}) == 30
    assert first != [*documents(30, seed=2)]


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_is_flat_over_thousands_and_an_unchanged_run_is_fast(tmp_path: Path) -> None:
    count = 3_000
    write(tmp_path / "in", count)
    command = [sys.executable, "-m", "converter", "convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "-q"]
    first = measure("first", count, command)
    assert len([*tmp_path.glob("out/**/*.pdf")]) == count
    assert first.growth < 1.15, first
    again = measure("again", count, command)
    assert again.seconds <= first.seconds / 10, (first, again)
    assert again.processor <= first.processor / 10, (first, again)
