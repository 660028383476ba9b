"""The corpus is read at least as well as it ever was, and nothing is made up."""

from __future__ import annotations

import functools

import pytest

from tests.corpus_score import floors, folders, reached, score, truths
from tests.scoring.board import Board

SLACK = 0.0005
"""Less than the last figure of a floor."""


@functools.cache
def board() -> Board:
    """The scores of one run over the whole corpus."""
    with folders() as ours:
        return score(ours)


@pytest.mark.parametrize(
    ("part", "name"), [(part, name) for part, figures in floors().items() for name in figures], ids=str
)
def test_reading_is_as_good_as_it_was(part: str, name: str) -> None:
    figure = reached(board())[part].get(name, 0.0)
    about = name if part == "measures" else f"meta.{name}"
    wrong = [str(failure) for failure in board().failures if failure.measure.startswith(about)]
    assert figure >= floors()[part][name] - SLACK, "\n".join(wrong[:40])


def test_nothing_is_made_up() -> None:
    made_up = [str(failure) for failure in board().failures if failure.wanted is None and failure.got]
    assert board().invented == 0, "\n".join(made_up)


def test_every_document_of_the_corpus_is_there_once() -> None:
    with folders() as ours:
        files = [path for path, _ in truths(ours)]
        assert files
        assert len(files) == len(set(files))
        assert [path.name for path in files if not path.exists()] == []
