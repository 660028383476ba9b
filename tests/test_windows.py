"""What Windows does differently, as far as another system can show it: consoles, names, paths, wildcards, locks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from converter.batch.plan import plan
from converter.cli import main
from converter.files import long_path, untouched
from converter.options import Options
from tests.support import ROOT

LETTER = "Note on the ferry\n\nThe ferry over Lake Ister carried 40 passengers.\n"
AZERI = "Əliyev və İsmayılov – записка.txt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path


def console(*arguments: str, encoding: str = "cp1252") -> subprocess.CompletedProcess[bytes]:
    """The program in a process whose console or pipe has another encoding."""
    kept = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run([sys.executable, "-m", "converter", *arguments], env=kept, capture_output=True)


@pytest.mark.parametrize("encoding", ["cp1252", "cp437"])
def test_a_console_of_another_encoding_never_raises(folder: Path, encoding: str) -> None:
    (folder / "in" / AZERI).write_text(LETTER + "\nƏ Ș 中文 العربية\n", "utf-8")
    (folder / "in/Ə.txt").write_bytes(b"")
    done = console("convert", "in", "-o", "out", "--to", "docx", "-v", encoding=encoding)
    assert done.returncode == 1
    text = done.stderr.decode(encoding)
    assert "Traceback" not in text and "1 done, 1 failed" in text
    assert "->" in text, "signs that the console lacks have plain ones in their place"
    assert (folder / "out" / AZERI).with_suffix(".docx").exists()


def test_what_programs_read_survives_a_cp1252_pipe(folder: Path) -> None:
    (folder / "in" / AZERI).write_text(LETTER, "utf-8")
    done = console("convert", "in", "-o", "out", "--to", "docx", "--json")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert records[0]["status"] == "done"
    assert records[0]["source"] == f"in/{AZERI}"
    shown = console("inspect", f"in/{AZERI}", "--json")
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout.decode("utf-8"))["source"] == AZERI


def test_wildcards_are_expanded_by_the_program(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (folder / "in" / name).write_text(LETTER, "utf-8")
    assert main(["convert", "in/*.txt", "-o", "out", "--to", "docx"]) == 0
    assert sorted(path.name for path in folder.glob("out/*.docx")) == ["a.docx", "b.docx"]
    assert main(["convert", "in/*.rtf", "-o", "out"]) == 1
    assert "nothing fits this pattern\nhint: " in capsys.readouterr().err


def test_a_name_with_the_signs_of_a_pattern_is_a_name(folder: Path) -> None:
    (folder / "in/note [1].txt").write_text(LETTER, "utf-8")
    assert main(["convert", "in/note [1].txt", "-o", "out", "--to", "docx"]) == 0
    assert (folder / "out/note [1].docx").exists()


@pytest.mark.parametrize("name", ["con.txt", "NUL.md", "com1.txt", "Lpt9.notes.txt", "aux .txt"])
def test_names_that_windows_keeps_for_itself_are_changed(folder: Path, name: str) -> None:
    (folder / "in" / name).write_text(LETTER, "utf-8")
    assert main(["convert", "in", "-o", "out", "--to", "docx"]) == 0
    assert [path.name for path in folder.glob("out/*.docx")] == [f"{Path(name).stem}-masthead.docx"]


@pytest.mark.parametrize(
    "name", ["a letter of ours.txt", "записка делегации.txt", "照会.txt", "مذكرة شفوية.txt", AZERI, "x" * 150 + ".txt"]
)
def test_names_in_any_script_are_kept(folder: Path, name: str) -> None:
    place = folder / "in" / "папка с пробелами"
    place.mkdir()
    (place / name).write_text(LETTER, "utf-8")
    assert main(["convert", "in", "-o", "out", "--to", "docx", "-q"]) == 0
    assert untouched((folder / "out/папка с пробелами" / name).with_suffix(".docx").read_bytes())
    report = json.loads((folder / "out/report.json").read_text("utf-8"))
    assert report["documents"][0]["source"] == f"in/папка с пробелами/{name}"


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name need not be text")
def test_a_name_that_is_no_text_is_a_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.makedirs(b"in/caf\xe9")
    with open(b"in/caf\xe9/lettre \xff.txt", "w", encoding="utf-8") as file:
        file.write(LETTER)
    command = ["convert", "in", "-o", "out", "--to", "docx"]
    assert main([*command, "--dry-run"]) == 0
    assert main(command) == 0
    assert os.path.exists(b"out/caf\xe9/lettre \xff.docx")
    assert main(command) == 0
    assert "1 unchanged" in capsys.readouterr().err
    (folder / "in/more.txt").write_text(LETTER, "utf-8")
    os.unlink(b"in/caf\xe9/lettre \xff.txt")
    assert main([*command, "--prune", "--json"]) == 0
    assert not os.path.exists(b"out/caf\xe9/lettre \xff.docx")


def test_a_deep_path_is_kept(folder: Path) -> None:
    place = folder / "in"
    for _ in range(8):
        place = place / ("уровень" * 4)
    place.mkdir(parents=True)
    (place / "a.txt").write_text(LETTER, "utf-8")
    assert len(str(place)) > 230
    assert main(["convert", "in", "-o", "out", "--to", "docx", "-q"]) == 0
    assert len([*folder.glob("out/**/a.docx")]) == 1


def test_a_name_that_is_too_long_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in" / ("я" * 125 + ".txt")).write_text(LETTER, "utf-8")
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    assert main(["convert", "in", "-o", "out", "--to", "docx", "--keep-suffix"]) == 1
    assert "the name is too long for this disk\nhint: " in capsys.readouterr().err
    assert (folder / "out/a.txt.docx").exists()


def test_a_long_windows_path_gets_its_long_form() -> None:
    short, deep = "C:\\in\\a.docx", "C:\\" + "folder\\" * 40 + "a.docx"
    assert long_path(short) == short
    assert long_path(deep) == "\\\\?\\" + deep
    assert long_path(long_path(deep)) == long_path(deep)
    share = "\\\\server\\share\\" + "folder\\" * 40 + "a.docx"
    assert long_path(share) == "\\\\?\\UNC\\server\\share\\" + "folder\\" * 40 + "a.docx"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Letter.txt", "letter.md"),
        ("STRASSE.txt", "straße.md"),
        (unicodedata.normalize("NFC", "é.txt"), unicodedata.normalize("NFD", "é.md")),
    ],
)
def test_names_that_other_disks_do_not_tell_apart_collide(folder: Path, one: str, other: str) -> None:
    for name in (one, other, "third.txt"):
        (folder / "in" / name).write_text(LETTER, "utf-8")
    made = plan(["in"], "out", Options())
    assert len(made.failed) == 2 and [task.source.name for task in made.tasks] == ["third.txt"]
    assert all("--keep-suffix" in (outcome.hint or "") for outcome in made.failed)


def test_no_output_replaces_another_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    (folder / "in/a.docx").write_bytes(b"PK\x03\x04 somebody's own")
    assert main(["convert", "in", "--to", "docx", "--force"]) == 1
    assert (folder / "in/a.docx").read_bytes() == b"PK\x03\x04 somebody's own"
    assert "its output would replace in/a.docx, which is an input" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_not_followed_out_of_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "private").mkdir()
    (folder / "private/secret.txt").write_text(LETTER, "utf-8")
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    (folder / "in/inner.txt").symlink_to("a.txt")
    (folder / "in/outer.txt").symlink_to(folder / "private/secret.txt")
    (folder / "in/there").symlink_to(folder / "private", target_is_directory=True)
    (folder / "in/loop").symlink_to(folder / "in", target_is_directory=True)
    made = plan(["in"], "out", Options())
    assert [task.source.name for task in made.tasks] == ["a.txt", "inner.txt"]
    assert "in/outer.txt: passed over, a link that leads out of the folder" in made.notes
    assert "in/there: passed over, a link to a folder" in made.notes


def test_quarantine_and_outputs_inside_the_inputs_are_no_inputs(folder: Path) -> None:
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    (folder / "in/bad.txt").write_bytes(b"")
    command = ["convert", "in", "-o", "in/out", "--quarantine", "in/aside", "--to", "docx", "-q"]
    assert main(command) == 1
    assert (folder / "in/aside/bad.txt").exists()
    assert main(command) == 1
    report = json.loads((folder / "in/out/report.json").read_text("utf-8"))
    assert [document["source"] for document in report["documents"]] == ["in/a.txt", "in/bad.txt"]
