"""Every diagnostic that the program can say has a page, and every page is of a diagnostic."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from converter.cli import main
from converter.codes import pages
from converter.normalize import STEPS
from tests.support import ROOT

SAYING = {"warn", "note"}


def said() -> set[str]:
    """Codes that stand as the first word of a `report.warn(…)` or `report.note(…)`, and those of mending steps."""
    found = set()
    for path in Path(ROOT, "converter").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAYING:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found | {step.code for step in STEPS if step.code}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(pages()) == said()


def test_a_page_says_more_than_its_code() -> None:
    for code, text in pages().items():
        assert len(text.split()) > 12, code


def test_explain_prints_a_page_and_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "two-dates"]) == 0
    assert "--set date=" in capsys.readouterr().out
    assert main(["explain", "two-date"]) == 2
    assert "did you mean two-dates?" in capsys.readouterr().err
