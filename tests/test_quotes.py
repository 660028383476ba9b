"""Straight quotation marks are evened where a pack asks for it, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from converter.compose import compose
from converter.compose.quotes import evened
from converter.diagnostics import Report
from converter.options import Options
from converter.pipeline import job_for, understand
from converter.style.packs import load

LETTER = """Letter dated 3 May 2025 from the Permanent Representative of Karesia addressed to the Secretary-General

I refer to the *"Patience"*, the barge's name[^1] and the "old" lamp.

[^1]: Or "Patiences".
"""


@pytest.mark.parametrize(
    ("code", "typed", "printed"),
    [
        ("en", "the barge's \"old\" lamp ('98)", "the barge’s “old” lamp (’98)"),
        ("en", '("We met," she said.)', "(“We met,” she said.)"),
        ("fr", 'l\'écluse "du Nord"', "l’écluse «\u00a0du Nord\u00a0»"),
        ("ru", 'паром "Заря"', "паром «Заря»"),
        ("zh", '他说"好"。', "他说“好”。"),
        ("en", "no mark at all", "no mark at all"),
    ],
)
def test_marks_by_language(code: str, typed: str, printed: str) -> None:
    assert evened(typed, code) == printed


@pytest.mark.parametrize("asked", [False, True])
def test_a_pack_asks_for_it(asked: bool) -> None:
    work = job_for(LETTER, Options(source_format="md"))
    understand(work)
    composed = compose(work.document, replace(load("un-new-york"), even_quotes=asked), Report(""))
    shown = repr(composed.sections)
    assert ("“Patience”" in shown, "barge’s" in shown, "“old”" in shown, "“Patiences”" in shown) == (asked,) * 4
    assert ('"old"' in shown) is not asked
