"""A disk that is full or read-only, or a place that is no folder: one clear line, nothing half-written."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Self

import pytest

from bench.generate import write
from converter.batch import ledger
from converter.cli import main
from converter.files import untouched


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in", 4)
    return tmp_path


def full_after(monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    """Let so many files be written, and then none: the next ends in its middle."""
    fdopen, left = os.fdopen, [files]

    def cramped(handle: int, mode: str) -> object:
        file = fdopen(handle, mode)
        left[0] -= 1
        return file if left[0] >= 0 else _Full(file)

    monkeypatch.setattr(os, "fdopen", cramped)


class _Full:
    """A file on a disk that is full after a few bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def writelines(self, parts: Iterable[bytes]) -> None:
        self._file.write(b"".join(parts)[:100])
        self._file.flush()
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_fills_up_leaves_whole_files_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        full_after(patch, 2)
        assert main(["convert", "in", "-o", "out", "--to", "docx", "--executor", "serial"]) == 1
    said = capsys.readouterr().err
    assert said.count("the disk is full") >= 2 and "hint: make room" in said
    assert "2 done, 2 failed" in said
    assert "Traceback" not in said
    assert len([*folder.glob("out/*.docx")]) == 2
    assert all(untouched(path.read_bytes()) for path in folder.glob("out/*.docx"))
    assert not [*folder.glob("out/.*.part")]
    assert main(["convert", "in", "-o", "out", "--to", "docx", "--executor", "serial"]) == 0
    assert "2 done, 2 unchanged" in capsys.readouterr().err


def test_a_read_only_disk_is_told_before_anything_is_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mkdir = Path.mkdir

    def refused(path: Path, *rest: object, **more: object) -> None:
        if "out" in path.parts:
            raise OSError(errno.EROFS, "Read-only file system")
        mkdir(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refused)
    assert main(["convert", "in", "-o", "out"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == ["cannot write out: the disk is read-only", "hint: write elsewhere with -o"]
    assert main(["convert", "in/letter-00000.txt", "-o", "out"]) == 1
    assert "the disk is read-only" in capsys.readouterr().err


def test_a_ledger_that_cannot_be_opened_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    def refused(path: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(ledger, "_connected", refused)
    assert main(["convert", "in", "-o", "out"]) == 1
    assert "ledger.sqlite: the disk is read-only\nhint: " in capsys.readouterr().err


def test_a_file_where_the_folder_should_be_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "out").write_text("a file", "utf-8")
    assert main(["convert", "in", "-o", "out"]) == 2
    assert main(["convert", "in/letter-00000.txt", "-o", "out"]) == 2
    said = capsys.readouterr().err
    assert said.count("-o out: this is a file\nhint: name a folder") == 2 and "Traceback" not in said
    assert (folder / "out").read_text("utf-8") == "a file"


def test_a_file_that_is_open_in_word_fails_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", "in", "-o", "out", "--to", "docx"]) == 0
    replace = os.replace

    def locked(source: str, target: Path) -> None:
        if Path(target).name == "letter-00002.docx":
            raise PermissionError(errno.EACCES, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", locked)
    capsys.readouterr()
    assert main(["convert", "in", "-o", "out", "--to", "docx", "--force"]) == 1
    said = capsys.readouterr().err
    assert "letter-00002.docx is open in another program; close it and run again" in said
    assert "3 done, 1 failed" in said


def test_a_file_that_lost_its_bytes_with_the_power_is_made_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["convert", "in", "-o", "out", "--to", "docx", "-q"]
    assert main(command) == 0
    (folder / "out/letter-00000.docx").write_bytes(b"")
    (folder / "out/letter-00002.docx").write_bytes(b"\0" * 12_000)
    capsys.readouterr()
    assert main(command) == 0
    assert "2 done, 2 unchanged" in capsys.readouterr().err
    assert all(untouched(path.read_bytes()) for path in folder.glob("out/*.docx"))
