"""The rules of `check`: each rule's own examples, places in the input, edits that change nothing else, selection."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest

from converter.check import Originals, Rule, Selection, check, rules, selected
from converter.check.advice import Finding
from converter.check.edits import applied, edits
from converter.cli import main
from converter.diagnostics import Report, UsageError
from converter.model import Kind
from converter.normalize import normalize
from converter.options import Options
from converter.parse import Hints, parse
from converter.readers import read
from converter.strict import nearest

PREFERRED = (Kind.REPORT, Kind.LETTER, Kind.NOTE_VERBALE, Kind.RESOLUTION)


def found(text: str, chosen: list[Rule], kind: Kind | None = None, suffix: str = "md") -> list[Finding]:
    """What rules find in a text that is read, mended and parsed as ever."""
    report = Report("text")
    options = Options(source_format=suffix)
    source = normalize(read(text.encode(), f"text.{suffix}", options, report), report)
    language = "en" if all(rule.languages in (frozenset(), frozenset(("en",))) for rule in chosen) else None
    document = parse(source, report, Hints(kind=kind, language=language))
    return check(document, Originals.of_text(text), chosen, source)


def said(rule: Rule, text: str) -> list[Finding]:
    """What one rule finds in an example; one of a few lines says by itself what it is."""
    kind = None if "\n" in text else next((k for k in PREFERRED if k in rule.kinds), min(rule.kinds))
    return found(text, [rule], kind)


GROWN = {"length": ("Secretary-General", 9_000), "summary": ("Secretary-General", 4_000)}
"""Rules that only a long report wakes: who reports, and how many words."""


def grown(rule: Rule, text: str) -> str:
    """An example in parentheses that says how long a report is meant."""
    if rule.code not in GROWN or not text.startswith("("):
        return text
    by, words = GROWN[rule.code]
    head = f"A/78/583\n\nGeneral Assembly\n\nReport of the {by}\n\n"
    return head + "\n\n".join(f"{n}. {'The port is open to all ships. ' * 10}" for n in range(1, words // 70 + 1))


EXAMPLES = [pytest.param(rule, id=rule.code) for rule in rules()]


@pytest.mark.parametrize("rule", EXAMPLES)
def test_wrong_is_found(rule: Rule) -> None:
    assert rule.page.wrong
    for text in rule.page.wrong:
        assert said(rule, grown(rule, text)), text


@pytest.mark.parametrize("rule", EXAMPLES)
def test_right_and_leave_are_left(rule: Rule) -> None:
    assert rule.page.leave
    for text in (*rule.page.right, *rule.page.leave):
        assert [(f.found, f.message) for f in said(rule, text)] == [], text


@pytest.mark.parametrize("rule", EXAMPLES)
def test_what_is_certain_becomes_right(rule: Rule) -> None:
    for wrong, right in zip(rule.page.wrong, rule.page.right, strict=False):
        findings = said(rule, wrong)
        if any(finding.fix is not None for finding in findings):
            assert applied(wrong, edits(findings)) == right


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_page_says_what_is_right_and_who_says_so(rule: Rule) -> None:
    assert rule.page.title.endswith((".", "?"))
    assert rule.page.source


def test_codes_are_rules_once() -> None:
    codes = [rule.code for rule in rules()]
    assert sorted(codes) == sorted(set(codes))


def test_selection_names_rules_and_chapters() -> None:
    every = rules()
    assert all(rule.default for rule in selected(every, Selection()))
    assert [rule.code for rule in selected(every, Selection(select=("per-cent",)))] == ["per-cent"]
    assert {rule.chapter for rule in selected(every, Selection(select=("dates",)))} == {"Dates"}
    assert "per-cent" not in {rule.code for rule in selected(every, Selection(ignore=("per-cent",)))}
    assert len(selected(every, Selection(select=("all",)))) == len(every)


def test_a_mistyped_rule_is_named() -> None:
    with pytest.raises(UsageError) as error:
        selected(rules(), Selection(ignore=("percent",)))
    assert error.value.hint == "did you mean per-cent?"
    assert nearest("percent", ["per-cent"]) == "per-cent"


ENCODINGS = [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("cp1252", "\r\n"), ("utf-16", "\n"), ("utf-8", "\r")]
ORGANISED = (
    "The ministers organised a meeting: “we organised it”.{end}{end}A rise of 5% in the  café  pleased them.{end}"
)


@pytest.mark.parametrize(("encoding", "end"), ENCODINGS)
def test_fix_changes_its_own_spans_and_no_other_byte(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "report.txt"
    text = ORGANISED.format(end=end)
    path.write_bytes(text.encode(encoding))
    assert main(["check", "--fix", str(path)]) == 0
    mended = text.replace("ministers organised", "ministers organized").replace("5%", "5 per cent")
    assert path.read_bytes() == mended.encode(encoding)
    assert main(["check", "--fix", str(path)]) == 0
    assert path.read_bytes() == mended.encode(encoding)


def test_diff_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.md"
    path.write_text("A rise of **5%** was seen.\n", "utf-8")
    assert main(["check", "--diff", str(path)]) == 1
    assert "+A rise of **5 per cent** was seen." in capsys.readouterr().out
    assert path.read_text("utf-8") == "A rise of **5%** was seen.\n"


def test_the_place_is_printed_with_the_line_and_a_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text("All is well.\n\nIt grew by 25% in May, as all saw.\n", "utf-8")
    assert main(["check", "--select", "per-cent", str(path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{path}:3:12 per-cent  “25%” in running text; write “25 per cent”",
        "    It grew by 25% in May, as all saw.",
        "               ^^^",
    ]


def test_json_and_sarif_give_places_and_edits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text("It grew by 25% in May, as all saw.\n", "utf-8")
    assert main(["check", "--json", str(path)]) == 1
    (entry,) = json.loads(capsys.readouterr().out)["findings"]
    assert (entry["rule"], entry["line"], entry["column"], entry["fix"]) == ("per-cent", 1, 12, "25 per cent")
    assert main(["check", "--sarif", str(path)]) == 1
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["per-cent"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 12, "endLine": 1, "endColumn": 15}


def test_the_folder_selects_and_ignores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text("It grew by 25% in May, as they organised it.\n", "utf-8")
    (tmp_path / "masthead.yaml").write_text("ignore: [per-cent]\n", "utf-8")
    assert main(["check", str(path)]) == 1
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()[::3]] == ["ize"]
    (tmp_path / "masthead.yaml").write_text("select: [per-cent]\n", "utf-8")
    assert main(["check", str(path)]) == 1
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()[::3]] == ["per-cent"]


def test_a_comment_silences_a_rule_for_its_paragraph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.md"
    path.write_text("<!-- masthead: ignore per-cent -->\n\nIt grew by 25% in all.\n\nIt fell by 20% in May.\n", "utf-8")
    assert main(["check", str(path)]) == 1
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[::3]] == [f"{path}:5:12"]


def test_explain_prints_the_page_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "ordinal-day"]) == 0
    page = capsys.readouterr().out
    assert "Source: No date in 902 General Assembly resolutions" in page
    assert "Wrong: We refer to the letter of 7th November 2023." in page


def test_nothing_found_is_0_and_a_missing_file_is_1(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("All is well in the ports of Karesia and Ister.\n", "utf-8")
    assert main(["check", str(path)]) == 0
    assert main(["check", str(path.with_name("missing.txt"))]) == 1
    assert main(["check", "--select", "no-such-rule", str(path)]) == 2


def test_comments_stand_at_their_places_in_a_sound_word_file(tmp_path: Path) -> None:
    from tests.support.docx_checks import Package, W, faults

    path, target = tmp_path / "report.md", tmp_path / "out.docx"
    path.write_text(
        "# Report of the Secretary-General\n\n1. Trade **grew by 5%** in May.[^1]\n\n2. The labor of all is praise.\n\n"
        "[^1]: See the training program for teachers.\n",
        "utf-8",
    )
    assert main(["check", "--comments", str(target), str(path)]) == 1
    package = Package(target.read_bytes())
    assert faults(target) == []
    said = ["".join(c.itertext()) for c in package.trees["word/comments.xml"]]
    assert [text.rpartition("[")[2] for text in said] == ["per-cent]", "our]", "programme]"]
    body = list(package.body.iter())
    for number, words in enumerate(["5%", "labor", ""]):
        start = next(
            i for i, e in enumerate(body) if e.tag == W + "commentRangeStart" and e.get(W + "id") == str(number)
        )
        end = next(i for i, e in enumerate(body) if e.tag == W + "commentRangeEnd" and e.get(W + "id") == str(number))
        assert "".join(e.text or "" for e in body[start:end] if e.tag == W + "t") == words
        assert words or any(e.tag == W + "footnoteReference" for e in body[start:end])


@pytest.mark.long
def test_every_rule_bears_every_text_and_edits_come_to_an_end(tmp_path: Path) -> None:
    texts = sorted((Path(__file__).parent / "corpus" / "english").glob("*.txt"))
    for path in texts:
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        assert main(["check", "--select", "all", "--fix", str(copy)]) in (0, 1), path.name
        once = copy.read_bytes()
        assert main(["check", "--select", "all", "--fix", str(copy)]) in (0, 1)
        assert copy.read_bytes() == once, path.name


def test_sarif_names_files_as_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a report é.txt"
    path.write_text("It grew by 25% in May, as all saw.\n", "utf-8")
    assert main(["check", "--sarif", str(path)]) == 1
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("/a%20report%20%C3%A9.txt")
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "25 per cent"}


def test_standard_input_comes_back_mended_and_nothing_else(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = "It grew by 25% in May.\r\n\r\nThe chairs said: “we organised it”. Mr Okonjo visited Vietnam.\r\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    assert main(["check", "--fix", "-"]) == 1
    out, err = capsysbinary.readouterr()
    assert out.decode() == given.replace("25%", "25 per cent").replace("Mr Okonjo", "Mr. Okonjo")
    assert b"country-name" in err


def test_a_word_file_is_not_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, path = tmp_path / "report.md", tmp_path / "report.docx"
    text.write_text("# Report\n\nIt grew by 25% in May, as all saw.\n", "utf-8")
    assert main(["convert", str(text), "--to", "docx"]) == 0
    before = path.read_bytes()
    capsys.readouterr()
    assert main(["check", "--fix", str(path)]) == 1
    out, err = capsys.readouterr()
    assert "per-cent" in out and "not changed" in err
    assert path.read_bytes() == before


def test_a_word_that_may_be_a_name_is_found_and_not_mended() -> None:
    rule = next(rule for rule in rules() if rule.code == "our")
    (finding,) = found("They met in the Harbor at noon, and left.", [rule], Kind.REPORT)
    assert (finding.found, finding.edit) == ("Harbor", None)


def test_cues_of_digits_find_what_the_pattern_finds() -> None:
    rule = next(rule for rule in rules() if rule.code == "clock")
    texts = [
        "It opens at 9:15 am today.",
        "It opens at 10 AM, or so.",
        "It opens at 12pm today.",
        "It opens at 7:30 in May.",
    ]
    assert [f.found for text in texts for f in found(text, [rule], Kind.REPORT)] == ["9:15 am", "10 AM", "12pm", "7:30"]


def test_no_rule_of_length_for_budgets() -> None:
    rule = next(rule for rule in rules() if rule.code == "length")
    long = grown(rule, "(a report)")
    assert said(rule, long)
    assert not said(rule, long.replace("Report of", "Budget performance for the period of 2024/25\n\nReport of", 1))


@pytest.mark.parametrize("text", ["A.B.C.", "(ABC) ", "“a ", "( see annex ", "Aa of the ", "1,2,3 4-5 ", "A/78/"])
def test_time_grows_with_the_length_of_a_line(text: str) -> None:
    every = list(rules())

    def spent(times: int) -> float:
        start = time.process_time()
        found(text * times, every, Kind.REPORT, "txt")
        return time.process_time() - start

    spent(100)
    small, large = (min(spent(times) for _ in range(2)) for times in (1_500, 6_000))
    assert large < 12 * small + 0.2
