"""Files that differ by language alone: found by name, compared line beside line."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.cli import main
from converter.pipeline import inspect
from converter.twins import Twin, compared, facts, groups

ENGLISH = """A/80/331

7 November 2025

Eightieth session

Agenda items 31 and 69

# Report on lamps

Report of the Secretary-General

1. The lamp is lit.[^1]

2. The keeper sleeps.

(a) By day;

(b) By night.

3. The lamp is bright.[^2]

[^1]: See A/80/1.

[^2]: It was measured.
"""
FRENCH = """A/80/331

7 novembre 2025

Quatre-vingtième session

Points 31 et 69 de l’ordre du jour

# Rapport sur les lampes

Rapport du Secrétaire général

1. La lampe est allumée[^1].

2. Le gardien dort.

a) Le jour ;

b) La nuit.

3. La lampe brille[^2].

[^1]: Voir A/80/1.

[^2]: Elle a été mesurée.
"""


@pytest.mark.parametrize(
    ("paths", "wanted"),
    [
        (("letter.en.md", "letter.fr.docx", "other.md"), [("letter.en.md", "letter.fr.docx")]),
        (("b/note_FR.txt", "b/note-en.txt", "b/note.en.md"), []),
        (("en/a.md", "fr/a.md", "fr/b.md", "es/a.md"), [("en/a.md", "fr/a.md", "es/a.md")]),
        (("garden.md", "gardes.md"), []),
        (("x/letter.zh.md", "y/letter.en.md"), []),
        (("letter.de.md", "letter.en.md"), []),
    ],
)
def test_twins_are_known_by_name(paths: tuple[str, ...], wanted: list[tuple[str, ...]]) -> None:
    assert [tuple(path for path, _ in group) for group in groups(paths)] == wanted


def said(french: str, english: str = ENGLISH) -> list[str]:
    """What is said of a French text beside the English one, each with its line."""
    twins = [
        Twin(f"n.{code}.md", code, facts(inspect(text, name=f"n.{code}.md", settings={"language": code})))
        for code, text in (("en", english), ("fr", french))
    ]
    return [f"{told.line}: {told.message}" for report in compared(twins) for told in report.diagnostics]


def test_texts_that_agree_are_not_spoken_of() -> None:
    assert said(FRENCH) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A/80/331", "A/80/313", "1: symbols: A/80/313, where n.en.md:1 has A/80/331"),
        ("7 novembre", "8 novembre", "3: date: 2025-11-08, where n.en.md:3 has 2025-11-07"),
        ("et 69", "et 70", "7: items: 31, 70, where n.en.md:7 has 31, 69"),
        ("3. La lampe", "4. La lampe", "21: paragraph 4 where n.en.md:21 has paragraph 3"),
        ("b) La nuit.\n\n", "", "15: sub-paragraph of n.en.md:17 missing here"),
        ("brille[^2]", "brille", "23: note 2 of n.en.md:25 missing here"),
    ],
)
def test_what_differs_is_told_line_beside_line(old: str, new: str, message: str) -> None:
    text = FRENCH.replace(old, new)
    if "note" in message:
        text = text.replace("[^2]: Elle a été mesurée.\n", "")
    assert said(text) == [message]


def test_figures_of_other_scripts_are_compared_by_value() -> None:
    block = {"type": "numbered_paragraph", "label": "٣", "level": 0, "lines": [4, 4]}
    empty = {"meta": {"symbols": [], "date": None, "organs": []}, "evidence": {}, "footnotes": [], "blocks": [block]}
    assert facts(empty)["counted"] == [["paragraph", "3", 4]]


def test_convert_warns_when_all_are_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.en.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "note.fr.txt").write_text(FRENCH.replace("A/80/331", "A/80/313"), "utf-8")
    told = "note.fr.txt:1: symbols: A/80/313, where "
    for turn in ("done", "unchanged"):
        assert main(["convert", str(tmp_path), "-o", str(tmp_path / "out"), "--strict"]) == 3, turn
        assert told in capsys.readouterr().err, turn
    assert main(["convert", str(tmp_path / "note.en.txt"), "--strict", "--from", "md"]) == 0
