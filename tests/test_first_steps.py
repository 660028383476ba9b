"""What people do who have never seen the program: run it twice, let the shell write out `*`, name things wrongly."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from converter.cli import main
from converter.diagnostics import InputError, Report
from converter.files import untouched
from converter.options import Limits, Options
from converter.readers import read
from tests.support.steps import LETTER, run, two_texts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A present folder with two texts in `in`."""
    monkeypatch.chdir(tmp_path)
    return two_texts(tmp_path)


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Give a text as standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


class TestOutputsAmongInputs:
    """Outputs that a run left beside its inputs, or in a folder below them, are no inputs of the next."""

    def test_beside_the_inputs_then_elsewhere(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "convert", "in")[0] == 0
        code, said = run(capsys, "convert", "in", "-o", "out")
        assert code == 0 and "2 done" in said

    def test_a_single_file_then_its_folder(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "convert", "in/a.txt")[0] == 0
        code, said = run(capsys, "convert", "in", "-o", "out")
        assert code == 0 and "2 done" in said

    def test_below_the_inputs_then_elsewhere(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "convert", "in", "-o", "in/out")[0] == 0
        assert (folder / "in/out/report.html").is_file()
        for words in (("in", "-o", "other"), ("in",)):
            code, said = run(capsys, "convert", *words)
            assert code == 0 and "2 done" in said

    def test_one_that_was_changed_by_hand(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "convert", "in")[0] == 0
        with open("in/a.docx", "ab") as file:
            file.write(b"changed")
        code, said = run(capsys, "convert", "in")
        assert code == 0 and "in/a.docx: changed by hand since it was written, and left as it is" in said
        code, said = run(capsys, "convert", "in", "-o", "out")
        assert code == 0 and "2 done" in said

    def test_outputs_named_themselves_are_inputs(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "convert", "in", "-o", "out", "--to", "docx")[0] == 0
        code, said = run(capsys, "convert", "out", "-o", "again")
        assert code == 0 and "2 done" in said

    def test_a_star_written_out_by_the_shell(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("in/masthead.yaml").write_text("original_language: en\n", "utf-8")
        for _ in range(2):
            code, said = run(capsys, "convert", *sorted(str(path) for path in Path("in").iterdir()))
            assert code == 0 and "2 done" in said
            assert "in/masthead.yaml: passed over, it holds settings" in said
        assert "in/a.docx: passed over, it was made from a.txt" in said

    def test_outputs_of_word_files(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, "convert", "in/a.txt", "-o", "letter.docx")
        with zipfile.ZipFile("letter.docx") as made, zipfile.ZipFile("in/c.docx", "w") as own:
            for name in made.namelist():
                own.writestr(name, made.read(name))
        for _ in range(2):
            names = sorted(str(path) for path in Path("in").iterdir())
            code, said = run(capsys, "convert", *names)
            assert code == 0 and "3 done" in said
        assert "in/c-masthead.docx: passed over, it was made from c.docx" in said
        assert "in/c.pdf: passed over, it was made from c.docx" in said
        code, said = run(capsys, "convert", "in", "-o", "out")
        assert code == 0 and "3 done" in said

    def test_only_settings_is_no_success(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for name in ("one.yaml", "two.yaml"):
            Path(name).write_text("date: 2024-03-01\n", "utf-8")
        assert run(capsys, "convert", "one.yaml", "two.yaml")[0] == 1


class TestManyNames:
    """Of several names that are given, one that gives nothing costs the others nothing."""

    def test_an_empty_folder_is_told(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("empty").mkdir()
        code, said = run(capsys, "convert", "in/a.txt", "empty", "-o", "out")
        assert code == 0 and "empty: passed over, no inputs in this folder" in said and "1 done" in said
        code, said = run(capsys, "convert", "empty", "empty")
        assert code == 1 and said.startswith("empty: no inputs in this folder")

    def test_a_pattern_that_nothing_fits_is_a_failure(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = run(capsys, "convert", "in/a.txt", "z*", "-o", "out")
        assert code == 1 and "1 done, 1 failed" in said and "z*: nothing fits this pattern" in said

    def test_a_pattern_that_fits_folders(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("in/empty").mkdir()
        assert "2 done" in run(capsys, "convert", "in/*", "-o", "out")[1]
        code, said = run(capsys, "convert", "in/emp*", "-o", "out")
        assert code == 1 and "in/emp*: what fits this pattern holds no inputs" in said

    def test_include_that_nothing_fits(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = run(capsys, "convert", "in", "--include", "*.doc")
        assert code == 1 and "hint: look at --include and --exclude" in said

    @pytest.mark.skipif(sys.platform == "win32", reason="names are shorter there")
    def test_a_name_as_long_as_the_disk_takes(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        name = f"in/{'n' * 250}.txt"
        Path(name).write_text(LETTER, "utf-8")
        assert run(capsys, "convert", name, "-o", "out", "--to", "pdf")[0] == 0


class TestNames:
    """Names of inputs and outputs that cannot be meant as they stand."""

    def test_an_empty_name_is_not_the_present_folder(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = run(capsys, "convert", "")
        assert code == 2 and "an input has no name" in said
        assert not list(folder.glob("in/*.docx"))

    @pytest.mark.parametrize("out", ["letter.odt", "letter.txt", "letter.rtf"])
    def test_a_format_that_is_not_made(self, folder: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
        code, said = run(capsys, "convert", "in/a.txt", "-o", out)
        assert code == 2 and f"-o {out}: no outputs are made in the format" in said
        assert "hint: name a folder, or one file that ends in .docx or .pdf" in said
        assert not Path(out).exists()

    def test_a_folder_may_have_a_point_in_its_name(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "convert", "in/a.txt", "-o", "letters.2024", "--to", "docx")[0] == 0
        assert Path("letters.2024/a.docx").is_file()

    def test_a_file_where_a_folder_is_meant(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = run(capsys, "convert", "in/a.txt", "-o", "in/b.txt")
        assert code == 2 and "-o in/b.txt: this is a file" in said

    def test_what_is_said_of_an_input_that_fails(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("bad.pdf").write_bytes(b"%PDF-1.4\nnothing")
        assert "written" not in run(capsys, "convert", "bad.pdf")[1]

    def test_same_names_in_a_folder_can_be_told_apart(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("in/a.md").write_text(LETTER, "utf-8")
        said = run(capsys, "convert", "in", "-o", "out")[1]
        assert "or leave one kind out, as with --exclude '*.md'" in said
        assert run(capsys, "convert", "in", "-o", "out", "--exclude", "*.md")[0] == 0


class TestStandardInput:
    """Standard input → one file."""

    def test_a_file_of_somebody_else_stays(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("letter.docx").write_bytes(b"mine")
        piped(monkeypatch, LETTER)
        code, said = run(capsys, "convert", "-", "-o", "letter.docx")
        assert code == 1 and "letter.docx is there already" in said
        assert Path("letter.docx").read_bytes() == b"mine"
        piped(monkeypatch, LETTER)
        assert run(capsys, "convert", "-", "-o", "letter.docx", "--force")[0] == 0
        assert untouched(Path("letter.docx").read_bytes())

    @pytest.mark.parametrize("out", ["letter", "letter.odt", "in"])
    def test_what_is_no_name_for_its_file(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, out: str
    ) -> None:
        piped(monkeypatch, LETTER)
        code, said = run(capsys, "convert", "-", "-o", out)
        assert code == 2 and "--to" not in said
        assert "hint: name one that ends in .docx or .pdf" in said


class TestOtherFiles:
    """Files that commands other than convert write: never over what is not ours."""

    WRONG = "Note on the ferry\n\nThe the ferry carried 10 percent.\n"

    @pytest.mark.parametrize("target", ["in/b.txt", "notes.pdf", "notes"])
    def test_comments_stand_in_a_word_file(self, folder: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
        code, said = run(capsys, "check", "in/a.txt", "--comments", target)
        assert code == 2 and f"--comments {target}: comments stand in a Word file" in said
        assert Path("in/b.txt").read_text("utf-8") == LETTER and not Path("notes.pdf").exists()

    def test_comments_replace_their_own_file_and_no_other(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("in/a.txt").write_text(self.WRONG, "utf-8")
        for _ in range(2):
            code, said = run(capsys, "check", "in/a.txt", "--comments", "notes.docx")
            assert code == 1 and "in/a.txt: 2 comments → notes.docx" in said
        with open("notes.docx", "ab") as file:
            file.write(b"changed")
        before = Path("notes.docx").read_bytes()
        code, said = run(capsys, "check", "in/a.txt", "--comments", "notes.docx")
        assert code == 1 and "hint: keep it and name another file" in said
        assert Path("notes.docx").read_bytes() == before

    def test_comments_never_replace_the_input(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "convert", "in/a.txt", "-o", "a.docx")[0] == 0
        code, said = run(capsys, "check", "a.docx", "--comments", "a.docx")
        assert code == 2 and "is the input itself" in said

    def test_comments_take_one_input(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = run(capsys, "check", "in", "--comments", "notes.docx")
        assert code == 2 and "--comments takes one input, and there are 2" in said

    @pytest.mark.parametrize("words", [["--json", "--diff"], ["--sarif", "--json"]])
    def test_two_kinds_of_output_at_once(
        self, folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]
    ) -> None:
        code, said = run(capsys, "check", "in/a.txt", *words)
        assert code == 2 and "print different things\nhint: ask for one of them" in said

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_what_a_link_leads_to_is_mended(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("in/a.txt").write_text(self.WRONG, "utf-8")
        Path("link.txt").symlink_to("in/a.txt")
        assert run(capsys, "check", "link.txt", "--fix")[0] == 0
        assert Path("link.txt").is_symlink()
        assert "The ferry carried 10 per cent." in Path("in/a.txt").read_text("utf-8")

    def test_a_preview_replaces_a_preview_and_no_other_file(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for _ in range(2):
            assert run(capsys, "styles", "show", "mission", "--preview", "p.docx")[0] == 0
        Path("p.docx").write_bytes(b"mine")
        code, said = run(capsys, "styles", "show", "mission", "--preview", "p.docx")
        assert code == 1 and "p.docx is there already" in said and Path("p.docx").read_bytes() == b"mine"
        assert run(capsys, "styles", "show", "mission", "--preview", "p.docx", "--force")[0] == 0


def test_a_home_that_may_not_be_looked_into(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service has a user of its own, whose home may be somebody else's."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "closed"))
    plain = Path.is_file

    def refused(path: Path) -> bool:
        if "closed" in path.parts:
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path)

    monkeypatch.setattr(Path, "is_file", refused)
    assert run(capsys, "convert", "in/a.txt", "--to", "docx")[0] == 0


@pytest.mark.parametrize("words", [["in/a.html"], ["in"], ["in", "--executor", "processes"]])
def test_json_tells_what_was_found_whatever_was_named(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    page = (
        "<html><body><nav><p>Home Menu</p></nav><p>The ferry over Lake Ister carried 40 passengers.</p></body></html>"
    )
    Path("in/a.html").write_text(page, "utf-8")
    for name in ("a.txt", "b.txt"):
        Path("in", name).unlink()
    assert main(["convert", *words, "--json", "--to", "docx"]) == 0
    record = json.loads(capsys.readouterr().out.splitlines()[0])
    assert record["language"] == "en" and record["words"]["removed"] == 2
    assert [one["text"] for one in record["removed"]] == ["Home Menu"]


class TestFiles:
    """Files that are not what their names say, and folders that are none."""

    @pytest.mark.parametrize("data", [b"PK\x03\x04 half of a file", b"PK\x05\x06" + b"\0" * 18])
    def test_half_a_word_file_need_not_be_unpacked(
        self, folder: Path, capsys: pytest.CaptureFixture[str], data: bytes
    ) -> None:
        Path("half.docx").write_bytes(data)
        code, said = run(capsys, "convert", "half.docx", "-o", "out")
        assert code == 1 and "half.docx: it is named .docx and is no Word file\nhint: save it again" in said
        Path("half.txt").write_bytes(data)
        assert "hint: unpack it first" in run(capsys, "convert", "half.txt", "-o", "out")[1]

    def test_a_limit_names_the_option_that_raises_it(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with zipfile.ZipFile("big.docx", "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("word/document.xml", b" " * 30_000)
        code, said = run(capsys, "convert", "big.docx", "-o", "out", "--max-size", "2000")
        assert code == 1 and "hint: raise the limit with --max-size 3001 if it is right" in said
        with pytest.raises(InputError) as caught:
            read(b"a text\n" * 20, "<stdin>", Options(limits=Limits(size=20)), Report("<stdin>"))
        assert caught.value.hint == "raise the limit with --max-size 140"

    @pytest.mark.parametrize("size", ["0", "-3"])
    def test_a_limit_of_nothing(self, folder: Path, capsys: pytest.CaptureFixture[str], size: str) -> None:
        code, said = run(capsys, "convert", "in/a.txt", "--max-size", size)
        assert code == 2 and f"--max-size {size}: must be 1 or more" in said

    def test_what_cannot_be_set_aside_is_told(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("in/bad.pdf").write_bytes(b"junk")
        code, said = run(capsys, "convert", "in", "-o", "out", "--quarantine", "in/a.txt")
        assert code == 2 and "--quarantine in/a.txt: this is a file" in said
        code, said = run(capsys, "convert", "in", "-o", "out", "--quarantine", "in/a.txt/aside")
        assert code == 1 and "2 done, 1 failed" in said
        assert "in/a.txt/aside: not every failed input was set aside: cannot write bad.pdf.why.txt" in said


def test_a_letterhead_in_two_languages_is_found_in_letters_of_either(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pack from an old letter names the issuer as each of its languages does."""
    names = {"en": "Permanent Mission of Karesia\nto the United Nations", "fr": "Mission permanente de la Karésie\n"}
    names["fr"] += "auprès des Nations Unies"
    letter = "\n\nNew York, 9 March 2026\n\nExcellency,\n\nThe ferry is late.\n\nSincerely,\n\nA. Name\n"
    Path("old.txt").write_text(f"{names['en']}\n{names['fr']}{letter}", "utf-8")
    assert run(capsys, "styles", "new", "karesia", "--from", "old.txt")[0] == 0
    for language, name in names.items():
        Path(f"{language}.txt").write_text(name + letter, "utf-8")
        assert "style karesia" in run(capsys, "convert", f"{language}.txt", "--to", "docx")[1]
