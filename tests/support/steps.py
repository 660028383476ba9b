"""Commands as a person types them, one after the other in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.cli import main

LETTER = "Note on the ferry\n\nThe ferry over Lake Ister carried 40 passengers.\n"


def two_texts(place: Path) -> Path:
    """The folder with two texts in `in`."""
    for name in ("a.txt", "b.txt"):
        (place / "in").mkdir(exist_ok=True)
        (place / "in" / name).write_text(LETTER, "utf-8")
    return place


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code, and what was said on standard error: never a traceback."""
    capsys.readouterr()
    code = main(list(words))
    said = capsys.readouterr().err
    assert "Traceback" not in said and "internal fault" not in said
    return code, said
