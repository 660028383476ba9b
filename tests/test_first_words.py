"""What people type and write who have never seen the program: options, values, the first lines of Python."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest

import converter
from converter import convert, inspect
from converter.cli import doctor, main
from converter.codes import pages
from converter.diagnostics import FontError, UsageError
from converter.settings import KEYS
from converter.style import faces
from converter.style.packs import user_folder
from tests.support.steps import LETTER, run, two_texts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A present folder with two texts in `in`."""
    monkeypatch.chdir(tmp_path)
    return two_texts(tmp_path)


class TestWords:
    """What is typed wrongly, and the hint under the one line that says so."""

    @pytest.mark.parametrize(
        ("words", "said", "hint"),
        [
            ("-v", "masthead: no such option as -v", "it comes after a command, as in masthead convert -v …"),
            ("in/a.txt", "masthead: no such command as “in/a.txt”", "did you mean masthead convert in/a.txt?"),
            ("convert a.txt --too pdf", "masthead convert: no such option as --too", "did you mean --to?"),
            ("inspect a.txt b.txt", "masthead inspect: “b.txt” is one word too many", "see masthead inspect --help"),
            ("watch", "masthead watch: these are missing: FOLDER, -o/--output", "see masthead watch --help"),
            ("styles shw", "masthead styles: no such command as “shw”", "did you mean show?"),
            (
                "styles new",
                "styles new: what is the pack to be called?",
                "write a name, as in masthead styles new karesia",
            ),
            ("styles list mission", "styles list takes no name, and there is “mission”", "did you mean show mission?"),
            (
                "styles show mission --from a",
                "--from is no option of styles show",
                "write masthead styles new NAME --from FILE",
            ),
            (
                "styles --preview p.pdf",
                "--preview is no option of styles list",
                "write masthead styles show NAME --preview OUT.pdf",
            ),
            ("explain dat", "nothing is called “dat”", "did you mean date?"),
            (
                "convert in --set organs.A.sesion=80",
                "--set: no such key as “organs.A.sesion”",
                "did you mean organs.A.session?",
            ),
            (
                "convert in --set organs.A.what=80",
                "--set: no such key as “organs.A.what”",
                "known of an organ: session, year, agenda_items",
            ),
            (
                "convert in --set organs.A.session=eighty",
                "--set: organs.A.session: “eighty” is no whole number; write it as in 78",
                "session of an organ, as in organs.A.session=78",
            ),
        ],
    )
    def test_one_line_and_a_hint(
        self, folder: Path, capsys: pytest.CaptureFixture[str], words: str, said: str, hint: str
    ) -> None:
        code, text = run(capsys, *words.split())
        assert code == 2
        assert text.splitlines() == [said, f"hint: {hint}"]

    @pytest.mark.parametrize("words", [["help"], ["help", "convert"], ["help", "styles"], ["check", "--help"]])
    def test_help_is_there_in_every_way_it_is_asked_for_and_fits_a_terminal(
        self, folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        assert main(words) == 0
        text = capsys.readouterr().out
        assert text.startswith("usage: masthead") and ("examples:" in text or "first steps:" in text)
        assert max(map(len, text.splitlines())) < 80

    def test_a_web_address_is_not_opened(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = run(capsys, "convert", "https://karesia.example/letter.html")
        assert code == 1 and "hint: no connection is opened: save the page, and name the file" in said

    def test_explain_knows_codes_rules_and_keys(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for word, said in (
            ("two-dates", "different dates"),
            ("per-cent", "per cent"),
            ("symbols", "A/78/583"),
            ("organs.S.year", "year of the Security Council"),
        ):
            assert main(["explain", word]) == 0
            assert said.casefold() in capsys.readouterr().out.casefold()

    def test_explain_alone_lists_every_code_and_key_in_a_line(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["explain"]) == 0
        named = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
        assert named == [*pages(), *KEYS]


class TestLibrary:
    """What a programmer tries first."""

    def test_the_name_of_a_file_is_no_text(self, folder: Path) -> None:
        for name in ("in/a.txt", "in/missing.docx"):
            with pytest.raises(UsageError, match="is the name of a file") as caught:
                convert(name)
            assert caught.value.hint == f"pass Path({name!r}) to have the file read"
        Path("a letter.txt").write_text(LETTER, "utf-8")
        with pytest.raises(UsageError):
            inspect("a letter.txt")
        assert inspect("The note is kept in letter.txt")["words"]["input"] == 7
        assert inspect(LETTER)["words"]["input"] == inspect(Path("in/a.txt"))["words"]["input"]

    def test_bytes_of_any_kind_and_nothing_else(self, folder: Path) -> None:
        for data in (LETTER.encode(), bytearray(LETTER.encode()), memoryview(LETTER.encode())):
            assert inspect(data)["words"]["input"] == 12
        with pytest.raises(TypeError, match="must be a Path, bytes or a text, not int"):
            inspect(12)  # type: ignore[arg-type]

    def test_formats_in_one_text(self, folder: Path) -> None:
        assert [*convert(LETTER, to="docx").outputs] == ["docx"]
        assert {*convert(LETTER, to="docx, PDF").outputs} == {"docx", "pdf"}

    def test_public_names_are_offered(self) -> None:
        assert {"convert", "inspect", "batch", "MastheadError", "Result"} <= {*dir(converter)}

    def test_a_folder_with_patterns(self, folder: Path) -> None:
        done = converter.batch("in", "out", to="docx", exclude="b.*")
        assert [(outcome.source, outcome.status) for outcome in done] == [(str(Path("in/a.txt")), "done")]


class TestGiven:
    """Values that are given: who gave them is shown, and what cannot be meant is told with its line."""

    @pytest.mark.parametrize(
        ("pair", "said"),
        [
            ("language=xx", "language: “xx” is none of en, fr, es, ru, ar, zh"),
            ("language=de", "language: “de” is none of en, fr, es, ru, ar, zh"),
            ("symbols=A/80/12,draft", "symbols: “draft” is no document symbol; write it as in A/78/583"),
        ],
    )
    def test_a_value_that_cannot_be_meant(
        self, folder: Path, capsys: pytest.CaptureFixture[str], pair: str, said: str
    ) -> None:
        code, text = run(capsys, "convert", "in/a.txt", "--set", pair)
        assert code == 2 and f"--set: {said}" in text

    @pytest.mark.parametrize("pair", ["language=fr-CH", "language=French", "original_language=German"])
    def test_languages_by_name_and_country(self, folder: Path, capsys: pytest.CaptureFixture[str], pair: str) -> None:
        assert run(capsys, "convert", "in/a.txt", "--set", pair, "--to", "docx")[0] == 0

    @pytest.mark.parametrize(
        "pair", ["symbols=A/80/6 (Sect. 35)", "symbols=ST/SGB/2019/1;S/PRST/2024/1", "symbols=CCPR/C/1"]
    )
    def test_symbols_of_every_kind(self, folder: Path, capsys: pytest.CaptureFixture[str], pair: str) -> None:
        assert run(capsys, "convert", "in/a.txt", "--set", pair, "--to", "docx")[0] == 0

    @pytest.mark.parametrize(
        ("given", "codes"),
        [
            ("General Assembly,S", ["A", "S"]),
            ("Conseil de sécurité", ["S"]),
            ("A/HRC;E/CN.18", ["A/HRC", "E/CN.18"]),
        ],
    )
    def test_organs_by_name_and_by_prefix(self, folder: Path, given: str, codes: list[str]) -> None:
        organs = inspect(LETTER, settings={"organs": given})["meta"]["organs"]
        assert [organ["code"] for organ in organs] == codes

    def test_choices_in_any_letters(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("--set", "kind=Note verbale", "--as", "Sent", "--to", "docx")
        assert "note verbale, sent" in run(capsys, "convert", "in/a.txt", *words)[1]
        assert run(capsys, "convert", "in/a.txt", "--set", "organs=our club")[0] == 2

    def test_front_matter_is_told_with_its_line(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for block, line, what in (
            ("layout: page\ntitel: x", 3, "no such key as “titel”"),
            ("date: never", 2, "date: “never” is no date"),
        ):
            Path("in/a.txt").write_text(f"---\n{block}\n---\n\n{LETTER}", "utf-8")
            code, said = run(capsys, "convert", "in/a.txt")
            assert code == 2 and f"in/a.txt:{line}: {what}" in said

    def test_inspect_says_who_gave_a_value(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("in/masthead.yaml").write_text("# of the folder\nplace: Vienna\n", "utf-8")
        assert main(["inspect", "in/a.txt", "--set", "date=2026-03-09"]) == 0
        shown = capsys.readouterr().out
        assert "given  date                 2026-03-09  (--set)" in shown
        assert "given  place                Vienna  (masthead.yaml:2)" in shown
        assert main(["inspect", "in/a.txt", "--explain", "place"]) == 0
        assert "place: “Vienna”, given (masthead.yaml:2)" in capsys.readouterr().out


class TestAdvice:
    """Whoever takes the advice of a warning is not warned again."""

    DRAFT = (
        "A/80/__\nGeneral Assembly\nDistr.: General\n6 November 2025\n\nLetter dated 7 November 2025 from the "
        "Permanent Representative of Karesia to the United Nations addressed to the Secretary-General\n\nI write about "
        "the ferry.\n\n(Signed) A. Name\n"
    )
    SENT = (
        "Permanent Mission of Karesia to the United Nations\n\nNew York, 9 March 2026\n\nExcellency,\n\nI have the "
        "honour to write about the ferry, and to ask that the present letter be circulated as a document of the "
        "General Assembly.\n\nPlease accept, Excellency, the assurances of my highest consideration.\n\nA. Name\n"
        "Permanent Representative\n\nH.E. Mr. B. Other\nPresident of the General Assembly\nNew York\n"
    )

    def test_what_was_advised_and_given(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("in/a.txt").write_text(self.DRAFT, "utf-8")
        code, said = run(capsys, "convert", "in/a.txt", "--strict")
        assert code == 3 and "[placeholder]" in said and "[two-dates]" in said
        code, said = run(
            capsys, "convert", "in/a.txt", "--strict", "--set", "symbols=A/80/5", "--set", "date=2025-11-07"
        )
        assert code == 0 and "hint:" not in said
        code, said = run(capsys, "convert", "in/a.txt", "--strict", "--set", "date=2025-11-07")
        assert code == 3 and "[placeholder]" in said and "[two-dates]" not in said

    def test_a_form_that_is_asked_for_is_not_unsure(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for form in ("sent", "circulated"):
            words = ("convert", "in/a.txt", "--set", "kind=letter", "--to", "docx")
            assert "[unsure-form]" in run(capsys, *words)[1]
            assert "[unsure-form]" not in run(capsys, *words, "--as", form)[1]

    def test_a_symbol_is_missed_where_a_masthead_is_set(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("in/a.txt").write_text(self.SENT, "utf-8")
        assert "[no-symbol]" not in run(capsys, "convert", "in/a.txt")[1]
        said = run(capsys, "convert", "in/a.txt", "--as", "circulated")[1]
        assert "[no-symbol]\nhint: pass --set symbols=A/…" in said
        Path("in/b.txt").write_text(self.DRAFT.replace("A/80/__\n", ""), "utf-8")
        assert "[no-symbol]" in run(capsys, "convert", "in/b.txt")[1]
        assert "[no-symbol]" not in run(capsys, "convert", "in/b.txt", "--as", "sent")[1]

    def test_a_title_that_is_given_is_not_derived(self, folder: Path) -> None:
        for title, shown in ((None, "Letter dated 9 March 2026"), ("Ferry over Lake Ister", "Ferry over Lake Ister")):
            given = {"title": title} if title else {}
            meta = convert(self.SENT, to="docx", form="circulated", settings=given).inspection["meta"]
            assert meta["title"].startswith(shown)


class TestOptions:
    """Options in any order, and two that contradict each other."""

    def test_inputs_stand_before_options_and_after(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = run(capsys, "convert", "in/a.txt", "--to", "docx", "in/b.txt")
        assert code == 0 and "2 done" in said
        assert run(capsys, "check", "in/a.txt", "--ignore", "un", "in/b.txt")[0] == 0

    def test_a_format_named_twice(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = run(capsys, "convert", "in/a.txt", "--to", "docx,docx")
        assert code == 0 and said.count("a.docx") == 1

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--to", ""], "--to: no format named"),
            (["--to", "docx", "-o", "a.pdf"], "-o a.pdf is no DOCX file, as --to wants"),
        ],
    )
    def test_formats_that_cannot_be_meant(
        self, folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
    ) -> None:
        code, text = run(capsys, "convert", "in/a.txt", *words)
        assert code == 2 and text.startswith(said)


class TestDoctor:
    """What this machine can do, and what to install."""

    def test_a_machine_with_everything(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("indico_fonts")
        assert main(["doctor"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert any("PDF, Latin" in line and " yes " in line and ".ttf" in line.lower() for line in lines)

    def test_a_machine_that_lacks_fonts_and_packages(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def none(*_: object, **__: object) -> None:
            raise FontError("no font for Latin letters")

        monkeypatch.setattr(faces, "font_file", none)
        monkeypatch.setattr(doctor, "find_spec", lambda name: None)
        assert main(["doctor"]) == 1
        text = capsys.readouterr().out
        for extra in ("fonts", "pdf", "msg", "watch", "cluster"):
            assert f'python -m pip install ".[{extra}]"' in text
        assert str(user_folder()) in text


class TestCompletion:
    """What a shell offers; each shell that is installed is asked."""

    CASES = (
        ("masthead ch", {"check"}),
        ("masthead convert --t", {"--to", "--template", "--timeout", "--timings"}),
        ("masthead convert a.txt --to ", {"docx", "pdf", "docx,pdf"}),
        ("masthead styles sh", {"show"}),
        ("masthead explain two", {"two-dates"}),
        ("masthead convert --set dat", {"date"}),
    )

    @pytest.mark.parametrize("shell", ["bash", "fish"])
    def test_what_is_offered(self, folder: Path, capsys: pytest.CaptureFixture[str], shell: str) -> None:
        if which(shell) is None:
            pytest.skip(f"{shell} is not installed")
        assert main(["completion", shell]) == 0
        Path("script").write_text(capsys.readouterr().out, "utf-8")
        ask = {
            "bash": 'source ./script; IFS=" " read -ra W <<<"$1"; [[ "$1" == *" " ]] && W+=(""); '
            'COMP_WORDS=("${W[@]}"); COMP_CWORD=$((${#W[@]}-1)); _masthead; printf "%s\\n" "${COMPREPLY[@]}"',
            "fish": "source ./script; complete -C $argv[1]",
        }[shell]
        for typed, offered in self.CASES:
            words = [shell, "-c", ask, *(["-"] if shell == "bash" else []), typed]
            done = subprocess.run(words, capture_output=True, text=True, check=True)
            assert {line.split("\t")[0] for line in done.stdout.splitlines()} == offered, typed

    def test_zsh_takes_it_over(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        if which("zsh") is None:
            pytest.skip("zsh is not installed")
        assert main(["completion", "zsh"]) == 0
        Path("script").write_text(capsys.readouterr().out, "utf-8")
        ask = "autoload -U compinit && compinit -u -D; source ./script; print $_comps[masthead]"
        done = subprocess.run(["zsh", "-f", "-c", ask], capture_output=True, text=True, check=True)
        assert "_masthead" in done.stdout and not done.stderr

    def test_a_shell_that_is_not_known(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = run(capsys, "completion", "cmd")
        assert code == 2 and "hint: write one of bash, zsh, fish" in said
