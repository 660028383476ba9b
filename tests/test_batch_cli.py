"""`masthead convert` on folders and bad inputs: one clear line with a hint, the right exit code, the others done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.generate import write
from converter.batch import jobs
from converter.cli import main
from tests.support import ROOT, faults

LETTER = "Note on the ferry\n\nThe ferry over Lake Ister carried 40 passengers.\n"

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n \r\n", "empty"),
    "junk.docx": (bytes(range(256)) * 40, "named .docx and is no "),
    "junk.txt": (bytes(range(256)) * 40, ""),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "an old Word file, which cannot be read"),
    "old.rtf": (b"{\\rtf1 words}", "a Rich Text file, which cannot be read"),
}
"""Inputs that cannot be converted, and what is said of each."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good.txt").write_text(LETTER, "utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said on standard error; never a traceback."""
    text = capsys.readouterr().err
    assert "Traceback" not in text
    return text


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_fails_with_one_line_and_a_hint_and_the_others_are_done(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    data, what = BAD[name]
    (folder / "in" / name).write_bytes(data)
    assert main(["convert", "in", "-o", "out", "--to", "docx"]) == 1
    lines = said(capsys).splitlines()
    about = [number for number, line in enumerate(lines) if line.startswith(f"in/{name}: ")]
    assert len(about) == 1, lines
    assert what in lines[about[0]]
    assert lines[about[0] + 1].startswith("hint: ")
    assert "1 done, 1 failed" in lines[-1]
    assert [path.name for path in folder.glob("out/*.docx")] == ["good.docx"]
    assert main(["convert", f"in/{name}", "-o", "other.docx"]) == 1
    assert not (folder / "other.docx").exists()


def test_an_unreadable_input_fails_alone(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "in/secret.txt").write_text(LETTER, "utf-8")
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert main(["convert", "in", "-o", "out", "--to", "docx"]) == 1
    assert "in/secret.txt: cannot be read: Permission denied\nhint: " in said(capsys)
    assert (folder / "out/good.docx").exists()


def test_a_folder_that_may_not_be_read_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "in/closed").mkdir()
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert main(["convert", "in", "-o", "out", "--to", "docx"]) == 1
    assert "in/closed: this folder cannot be read: Permission denied\nhint: " in said(capsys)
    assert (folder / "out/good.docx").exists()


WRONG: dict[str, tuple[list[str], str]] = {
    "style": (["in/good.txt", "--style", "un-new-yrok"], "did you mean un-new-york?"),
    "key": (["in/good.txt", "--set", "langauge=fr"], "did you mean language?"),
    "value": (["in/good.txt", "--set", "kind=poem"], "is none of letter"),
    "format": (["in/good.txt", "--to", "odt"], "write one or more of docx, pdf"),
    "option": (["in/good.txt", "--outptu", "x"], "did you mean --output?"),
    "jobs": (["in/good.txt", "--jobs", "-2"], "write --jobs 0 or more"),
    "memory": (["in/good.txt", "--memory", "much"], "write it as in 500M or 2G"),
    "executor": (["in/good.txt", "--executor", "slurm"], "write one of serial, processes, dask://host:port"),
    "one for many": (["in/good.txt", "in/more.txt", "-o", "x.pdf"], "name a folder with -o"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_usage_ends_with_2_and_a_hint(folder: Path, capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    arguments, hint = WRONG[wrong]
    (folder / "in/more.txt").write_text(LETTER, "utf-8")
    assert main(["convert", *arguments]) == 2
    text = said(capsys)
    assert "hint: " in text and hint in text
    assert not [*folder.glob("**/*.docx"), *folder.glob("**/*.pdf")]


def test_broken_settings_of_one_folder_are_told_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "in/deep").mkdir()
    (folder / "in/deep/other.txt").write_text(LETTER, "utf-8")
    (folder / "in/deep/masthead.yaml").write_text("language: en\nplace: [New York\n", "utf-8")
    assert main(["convert", "in", "-o", "out", "--to", "docx"]) == 1
    text = said(capsys)
    assert "masthead.yaml" in text and "hint: " in text
    assert [path.name for path in folder.glob("out/**/*.docx")] == ["good.docx"]
    (folder / "in/deep/masthead.yaml").write_text("langauge: en\n", "utf-8")
    assert main(["convert", "in", "-o", "out", "--to", "docx"]) == 1
    assert "did you mean language?" in said(capsys)


def test_a_folder_without_inputs_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "none").mkdir()
    (folder / "none/.hidden.txt").write_text(LETTER, "utf-8")
    assert main(["convert", "none", "-o", "out"]) == 1
    assert "none: no inputs in this folder\nhint: " in said(capsys)
    assert not (folder / "out").exists()


def test_without_a_font_the_word_file_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from converter.diagnostics import FontError
    from converter.writers import WRITERS, Writer

    def fontless(*_: object) -> bytes:
        raise FontError("no font for Latin letters", hint="install the fonts extra")

    monkeypatch.setitem(WRITERS, "pdf", Writer(fontless, ".pdf"))  # type: ignore[arg-type]
    for inputs in ("in/good.txt", "in", "in"):  # unchanged inputs whose PDF is missing are done again, and say so again
        assert main(["convert", inputs, "-o", "out"]) == 1
        text = said(capsys)
        assert "no font for Latin letters [no-font]\nhint: install the fonts extra" in text
        assert [path.name for path in folder.glob("out/good.*")] == ["good.docx"]
    assert main(["convert", "in/good.txt", "-o", "out", "--to", "docx", "--force"]) == 0
    assert main(["convert", "in/good.txt", "-o", "out.pdf"]) == 1


def test_hidden_and_temporary_files_are_passed_over_aloud(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("~$good.docx", ".hidden.txt", "draft.tmp", "Thumbs.db", ".git/config"):
        (folder / "in" / name).parent.mkdir(exist_ok=True)
        (folder / "in" / name).write_bytes(b"x")
    (folder / "in/README.md").write_text("# Read me\n\nWhat lies in this folder.\n", "utf-8")
    assert main(["convert", "in", "-o", "out", "--to", "docx"]) == 0
    text = said(capsys)
    for name in ("~$good.docx", ".hidden.txt", "draft.tmp", "Thumbs.db", ".git"):
        assert f"in/{name}: passed over, a " in text
    assert "in/README.md: passed over, it says what the folder holds" in text
    assert [path.name for path in folder.glob("out/*.docx")] == ["good.docx"]
    for named in (["in/README.md"], ["in", "--include", "README.md"]):
        assert main(["convert", *named, "-o", "named", "--to", "docx", "--force"]) == 0
        assert [path.name for path in folder.glob("named/*.docx")] == ["README.docx"]


def test_what_holds_no_text_is_passed_over_and_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("scan.png", "seal.PNG", "sums.py"):
        (folder / "in" / name).write_bytes(b"x = 1")
    counted = "passed over 3 files of kinds that are not read: 2 .png, 1 .py"
    for inputs in ("in", "in/*"):
        assert main(["convert", inputs, "-o", "out", "--to", "docx"]) == 0
        assert counted in said(capsys).splitlines()
    assert main(["convert", "in/scan.png", "-o", "out"]) == 1
    (folder / "in/good.txt").unlink()
    assert main(["convert", "in", "-o", "out"]) == 1
    assert f"in: no inputs in this folder; {counted}" in said(capsys)


def test_a_picture_of_a_letterhead_is_no_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in/seal.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "in/ister.yaml").write_text("extends: mission\n# seal.png\n", "utf-8")
    assert main(["convert", "in", "-o", "out", "--to", "docx", "--dry-run"]) == 0
    assert "seal.png" not in said(capsys)


def test_patterns_choose_among_the_files_of_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "in", 6)
    assert main(["convert", "in", "-o", "out", "--dry-run", "--include", "*.md", "--exclude", "minutes*"]) == 0
    text = said(capsys)
    assert "in/letter-00002.md" in text and "minutes" not in text and "good.txt" not in text


def test_a_dry_run_writes_nothing_and_says_what_would_be_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in/old.rtf").write_bytes(b"{\\rtf1}")
    (folder / "in/more.txt").write_text(LETTER, "utf-8")
    assert main(["convert", "in", "-o", "out", "--dry-run", "--to", "docx"]) == 1
    text = said(capsys)
    assert "in/good.txt: would be converted → out/good.docx" in text
    assert "would convert 2, 0 unchanged, 1 failing; nothing was written" in text
    assert not (folder / "out").exists()
    main(["convert", "in", "-o", "out", "--to", "docx", "--exclude", "*.rtf"])
    (folder / "out/more.docx").unlink()
    capsys.readouterr()
    assert main(["convert", "in", "-o", "out", "--dry-run", "--to", "docx", "--exclude", "*.rtf"]) == 0
    assert "would convert 1, 1 unchanged, 0 failing" in said(capsys)


def test_json_lines_go_to_standard_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in/empty.txt").write_bytes(b"")
    assert main(["convert", "in", "-o", "out", "--to", "docx", "--json"]) == 1
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record.get("status") for record in records] == ["failed", "done", None]
    assert records[-1]["sums"]["failed"] == 1 and records[-1]["schema"] == "masthead-report/1"


def test_quiet_hides_progress_and_not_warnings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "in", 3)
    assert main(["convert", "in", "-o", "out", "--to", "docx", "-q"]) == 0
    text = said(capsys)
    assert "→" not in text
    assert "good.txt" in text and "[unsure-kind]" in text


def test_strict_ends_with_3(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "in", "-o", "out", "--to", "docx", "--strict"]) == 3
    capsys.readouterr()
    assert main(["convert", "in", "-o", "out", "--to", "docx", "--strict"]) == 3, "warnings of unchanged inputs count"
    assert "1 unchanged" in said(capsys)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_finishes_what_is_in_hand_and_prints_the_sums(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        (folder / f"in/{number:02}.txt").write_text("SLOW", "utf-8")
    done: list[str] = []

    def do(task: jobs.Task) -> jobs.Outcome:
        done.append(task.shown)
        if len(done) == 3:
            os.kill(os.getpid(), signal.SIGINT)
        return faults.do(task)

    monkeypatch.setattr(jobs, "do", do)
    assert main(["convert", "in", "-o", "out", "--to", "pdf", "--executor", "serial"]) == 130
    text = said(capsys)
    assert "finishing what is in hand" in text
    assert "3 done, 10 not begun in" in text
    assert (folder / "out/02.pdf").exists()
    found = json.loads((folder / "out/report.json").read_text("utf-8"))
    assert found["sums"]["left"] == 10
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_reaches_a_run_with_workers(folder: Path) -> None:
    write(folder / "in", 300)
    begun = subprocess.Popen(
        [sys.executable, "-m", "converter", "convert", "in", "-o", "out", "--to", "docx"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    until = time.monotonic() + 30
    while len([*folder.glob("out/*.docx")]) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    begun.send_signal(signal.SIGINT)
    text = begun.communicate(timeout=30)[1]
    assert begun.returncode == 130, text
    assert " not begun in " in text and "Traceback" not in text


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(folder: Path) -> None:
    import pty

    pytest.importorskip("rich")
    for number in range(20):
        (folder / f"in/{number:02}.txt").write_text("SLOW", "utf-8")
    program = (
        "import sys; from converter.batch import jobs; from tests.support import faults; jobs.do = faults.do\n"
        "from converter.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    ours, theirs = pty.openpty()
    begun = subprocess.Popen(
        [sys.executable, "-c", program, "convert", "in", "-o", "out", "--to", "pdf", "--jobs", "3"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"},
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    assert begun.wait(30) == 0
    os.close(ours)
    text = shown.decode("utf-8", "replace")
    assert "/21" in text and "/s" in text, text[-500:]
    assert "in/03.txt" not in text, "no line for each file under a bar"
    assert "21 done in" in text
