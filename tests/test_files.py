"""Outputs: whole or not there, sealed, and never in the way of a typist's corrections."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest

from converter.batch.jobs import guard
from converter.diagnostics import OutputError
from converter.files import describe, sealed, untouched, write_whole


def word_file(text: str = "x") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", text)
    return held.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer <<>>\nstartxref\n9\n%%EOF\n"


@pytest.mark.parametrize("data", [word_file(), PDF])
def test_a_seal_holds_until_a_byte_changes(data: bytes) -> None:
    made = sealed(data)
    assert untouched(made)
    assert not untouched(data)
    assert not untouched(made[:9] + b"?" + made[10:])
    assert not untouched(made + b"x")
    assert sealed(data) == made


def test_a_sealed_word_file_opens_and_a_resaved_one_has_no_seal() -> None:
    made = sealed(word_file("words"))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert archive.read("word/document.xml") == b"words"
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert not untouched(again.getvalue())


def test_a_file_that_is_not_ours_is_guarded(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    guard(path)
    path.write_bytes(sealed(word_file()))
    guard(path)
    path.write_bytes(word_file("typed by a person"))
    with pytest.raises(OutputError, match=r"letter\.docx is there already") as caught:
        guard(path)
    assert "--force" in (caught.value.hint or "")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["letter.pdf"]


def test_a_file_open_in_word_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"old")

    def locked(source: object, target: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(OutputError, match=r"letter\.docx is open in another program; close it and run again"):
        write_whole(path, b"new")


@pytest.mark.parametrize(
    ("number", "said"), [(errno.EROFS, "read-only"), (errno.ENAMETOOLONG, "too long"), (errno.EIO, "Input/output")]
)
def test_system_errors_are_plain_sentences(tmp_path: Path, number: int, said: str) -> None:
    message, hint = describe(tmp_path / "a.pdf", OSError(number, os.strerror(number)))
    assert said in message
    assert "-o" in hint


def test_the_written_file_has_the_usual_rights(tmp_path: Path) -> None:
    path = tmp_path / "new" / "letter.pdf"
    write_whole(path, b"x")
    plain = tmp_path / "plain"
    plain.write_bytes(b"x")
    assert path.stat().st_mode == plain.stat().st_mode
