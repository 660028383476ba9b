"""`masthead inspect`: the table for people, and why a value won."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from converter.cli import main

STATEMENT = """Statement by Ms. Anna Name, Permanent Representative of Karesia to the United Nations

Second Committee, 4 October 2024

Mr. Chair,

{words}

I thank you.
"""


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    path = tmp_path / "statement.txt"
    path.write_text(STATEMENT.format(words=" ".join(["We thank the ferry."] * 60)), "utf-8")
    return path


def test_a_statement_tells_how_long_it_takes(statement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(statement)]) == 0
    shown = capsys.readouterr().out
    assert "statement, language en" in shown
    assert "speech: 245 words, about 2 min at 100 words a minute" in shown


def test_the_table_gives_each_value_with_its_line(statement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["inspect", str(statement)])
    shown = capsys.readouterr().out
    assert any("line 3" in line and "2024-10-04" in line for line in shown.splitlines())
    assert "words: " in shown.splitlines()[-2]


def test_a_report_is_held_against_its_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    body = "\n\n".join(f"{n}. The ferry carried {n} passengers." for n in range(1, 9))
    head = "A/79/100\n\nDistr.: General\n4 May 2024\n\nFerries\n\nReport of the Secretary-General"
    path.write_text(f"{head}\n\n{body}\n", "utf-8")
    assert main(["inspect", str(path)]) == 0
    assert "has at most 8,500" in capsys.readouterr().out


def test_explain_shows_candidates_and_the_one_that_won(statement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(statement), "--explain", "kind"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("kind: “")
    assert "statement" in shown and "+" in shown


def test_json_is_the_contract(statement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["inspect", str(statement), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert list(found)[:5] == ["schema", "source", "kind", "form", "language"]
    assert found["source"] == "statement.txt"
    assert found["words"]["input"] == found["words"]["document"] + found["words"]["removed"]
