"""The scorer itself: a right reading scores everything, and each kind of mistake is seen."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.scoring.board import Board
from tests.scoring.measures import measure
from tests.scoring.reading import Reading

SOURCE = """Home | Documents

Security Council

Distr.: General
14 March 2024

Letter dated 12 March 2024 from the Permanent Representative of
Tarvonia addressed to the President of the Security Council

The harbour of Ostrel froze on the infor-
mation day.

The pilots walked home.[1]

(Signed) A. Ferrant

[1] All of them arrived.

Annex

Note on the ice

1. It was forty centimetres thick.
"""
TITLE = (
    "Letter dated 12 March 2024 from the Permanent Representative of Tarvonia "
    "addressed to the President of the Security Council"
)
TRUTH: dict[str, Any] = {
    "file": "letter.txt",
    "kind": "letter",
    "form": "circulated",
    "language": "en",
    "meta": {
        "symbols": [],
        "distribution": "General",
        "date": "2024-03-14",
        "organs": [{"code": "S", "session": None, "year": None, "agenda_items": []}],
        "title": TITLE,
        "recipients": [{"any": ["President of the Security Council", "President of the Council"]}],
        "signatories": [{"name": "A. Ferrant", "titles": []}],
    },
    "absent": ["symbols", "job_number", "letterhead", "subtitle"],
    "n_annexes": 1,
    "n_footnotes": 1,
    "n_numbered_paragraphs": 1,
    "headings": ["Note on the ice"],
    "keep": ["froze on the information day", "The pilots walked home", "forty centimetres thick"],
    "keep_para": [0, 1, 2],
    "keep_notes": ["All of them arrived"],
    "drop": ["Home | Documents"],
    "error": "ok",
}


def block(kind: str, first: int, last: int, text: str, label: str | None = None) -> dict[str, Any]:
    return {"type": kind, "label": label, "lines": [first, last], "text": text}


RESULT: dict[str, Any] = {
    "schema": "masthead-inspect/1",
    "kind": "letter",
    "form": "circulated",
    "language": "en",
    "meta": {
        "symbols": [],
        "distribution": "General",
        "date": "2024-03-14",
        "organs": [{"code": "S", "name": "Security Council", "session": None, "year": None, "agenda_items": []}],
        "title": TITLE,
        "subtitle": None,
        "recipients": ["the President of the Security Council"],
        "signatories": [{"name": "A. Ferrant", "titles": []}],
        "letterhead": None,
        "job_number": None,
    },
    "evidence": {
        "distribution": {"lines": [5], "text": "Distr.: General", "confidence": "certain"},
        "date": {"lines": [6], "text": "14 March 2024", "confidence": "certain"},
    },
    "outline": [
        {"part": "body", "label": None, "heading": None},
        {"part": "annex", "label": "Annex", "heading": "Annex"},
    ],
    "blocks": [
        block("paragraph", 11, 12, "The harbour of Ostrel froze on the information day."),
        block("paragraph", 14, 14, "The pilots walked home."),
        block("signature", 16, 16, "(Signed) A. Ferrant"),
        block("heading", 22, 22, "Note on the ice"),
        block("numbered_paragraph", 24, 24, "It was forty centimetres thick.", "1."),
    ],
    "footnotes": [{"label": "1", "lines": [18, 18], "text": "All of them arrived."}],
    "removed": [{"lines": [1, 1], "text": "Home | Documents", "why": "web-page"}],
    "words": {"input": 62, "document": 60, "removed": 2},
}


def scored(folder: Path, result: dict[str, Any] | None, truth: dict[str, Any] = TRUTH) -> Board:
    """The board after one reading."""
    path = folder / "letter.txt"
    path.write_text(SOURCE, "utf-8")
    board = Board()
    output, status = (json.dumps(result), 0) if result is not None else ("", 1)
    measure(Reading(path, truth, status, output, "letter.txt: no text\nhint: save it again\n"), board)
    return board


def test_a_right_reading_scores_everything(tmp_path: Path) -> None:
    board = scored(tmp_path, RESULT)
    assert [str(failure) for failure in board.failures] == []
    assert board.overall() == 1
    assert board.invented == 0


@pytest.mark.parametrize(
    ("path", "value", "seen"),
    [
        (["kind"], "note", "kind"),
        (["form"], "sent", "form"),
        (["meta", "date"], "2024-03-12", "meta.date"),
        (["meta", "distribution"], None, "meta.distribution"),
        (["meta", "recipients"], ["Secretary-General"], "meta.recipients"),
        (["meta", "job_number"], "24-04117", "absent.job_number"),
        (["meta", "letterhead"], {"lines": ["Mission of Tarvonia"]}, "absent.letterhead"),
        (["blocks", 0, "text"], "The harbour of Ostrel froze on the infor- mation day.", "keep"),
        (["blocks", 1, "lines"], [2, 3], "lines"),
        (["blocks", 3, "type"], "paragraph", "headings"),
        (["blocks", 1, "type"], "heading", "headings"),
        (["blocks", 4, "type"], "paragraph", "n_numbered_paragraphs"),
        (["blocks", 4, "text"], "It was fifty furlongs deep and cold and loud.", "words"),
        (["footnotes"], [], "n_footnotes"),
        (["removed"], [], "drop"),
        (["words", "removed"], 3, "words"),
        (["outline", 1, "part"], "body", "n_annexes"),
        (["blocks"], [], "errors"),
    ],
    ids=lambda part: ".".join(map(str, part)) if isinstance(part, list) else None,
)
def test_a_mistake_is_seen(tmp_path: Path, path: list[str | int], value: object, seen: str) -> None:
    result: Any = copy.deepcopy(RESULT)
    place = result
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    board = scored(tmp_path, result)
    assert seen in {failure.measure for failure in board.failures}
    assert board.overall() < 1


def test_an_invented_value_is_counted(tmp_path: Path) -> None:
    result = copy.deepcopy(RESULT)
    result["meta"]["symbols"] = ["S/2024/9"]
    assert scored(tmp_path, result).invented == 1


def test_what_must_fail_fails_with_a_line_and_a_hint(tmp_path: Path) -> None:
    truth = {"file": "letter.txt", "error": "fail"}
    assert scored(tmp_path, None, truth).rate("errors") == 1
    assert scored(tmp_path, RESULT, truth).rate("errors") == 0
