"""Every case file: the room's stage, run on the input, gives exactly what is expected."""

from __future__ import annotations

import pytest

from tests.support import TESTS
from tests.support.cases import Case, accept, all_cases
from tests.support.rooms import ELSEWHERE, ROOMS


def mark(case: Case) -> object:
    """A case as a parameter; a known failure must fail."""
    marks = [pytest.mark.xfail(strict=True, reason="known failure")] if case.known_failure else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [mark(case) for case in all_cases(*ROOMS)])
def test_case(case: Case, accepting: bool) -> None:
    actual = ROOMS[case.room](case).rstrip("\n")
    if accepting and actual != case.expected and not case.known_failure:
        accept(case, actual)
        return
    assert actual.splitlines() == case.expected.splitlines()


def test_every_case_is_run() -> None:
    assert {case.room for case in all_cases()} <= {*ROOMS, *ELSEWHERE}
    assert [file for file in ELSEWHERE.values() if not (TESTS / file).exists()] == []
