"""The test tools themselves: a check that finds nothing in a faulty file would be worth nothing."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given

from tests.support import cases, docx_checks
from tests.support.house import Module, functions, numbers, printed_words, top_level
from tests.support.package_xml import canonical, difference
from tests.support.strategies import texts
from tests.support.verapdf import Validator
from tests.support.words import docx_words, words

TWO_CASES = """Why.

%% one
a

b
%%
old

%% two
%%
nothing
"""


@pytest.fixture
def case_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of two cases in a room of its own."""
    monkeypatch.setattr(cases, "CASES", tmp_path)
    path = tmp_path / "parse" / "titles.md.case"
    path.parent.mkdir()
    path.write_text(TWO_CASES, "utf-8")
    return path


def test_cases_are_read(case_file: Path) -> None:
    one, two = cases.read_cases(case_file)
    assert (one.title, one.input, one.expected, one.room, one.suffix) == ("one", "a\n\nb", "old", "parse", ".md")
    assert (two.title, two.input, two.expected) == ("two", "", "nothing")


def test_accepting_rewrites_the_expected_part_only(case_file: Path) -> None:
    one, two = cases.read_cases(case_file)
    cases.accept(one, "new\nlines\n")
    cases.accept(two, "something")
    expected = TWO_CASES.replace("old", "new\nlines").replace("nothing", "something")
    assert case_file.read_text("utf-8") == expected


def test_a_case_without_an_expected_part_is_refused(case_file: Path) -> None:
    case_file.write_text("%% one\na\n", "utf-8")
    with pytest.raises(ValueError, match="no line `%%`"):
        cases.read_cases(case_file)


def test_canonical_xml_sorts_attributes_and_drops_identifiers() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    one = canonical(f'<w:p {space} w:rsidR="1" w:b="2" w:a="1"><w:t>x </w:t></w:p>'.encode())
    assert one == 'w:p w:a="1" w:b="2"\n  w:t \'x \'\n'


def test_words_are_runs_of_letters_marks_and_digits() -> None:
    found = words("co-operate in 2023, l’État 联合国 a\u00adb x¹")
    assert " ".join(found) == "co operate in 2023 l État 联 合 国 ab x"


def sound_docx() -> bytes:
    """A Word file with a table and a picture of nothing, made by python-docx."""
    import docx

    document = docx.Document()
    document.add_paragraph("The harbour froze.")
    document.add_table(1, 2)
    document.add_paragraph("The pilots walked home.")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, part: str, before: str, after: str) -> bytes:
    """A package with one stretch of one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode(), 1)
            new.writestr(name, text)
    return out.getvalue()


def test_a_sound_word_file_has_no_fault() -> None:
    data = sound_docx()
    assert docx_checks.own_faults(data) == []
    assert docx_words(data) == ["The", "harbour", "froze", "The", "pilots", "walked", "home"]


BEFORE = "<w:p><w:r><w:t>The pilots"


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (BEFORE, '<w:p><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t>The pilots', "footnote 7 is marked, not"),
        (BEFORE, '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>The', "bookmark 1 starts or ends only"),
        (BEFORE, '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>The', "a field does not begin or does"),
        (BEFORE, '<w:p><w:pPr><w:pStyle w:val="Nil"/></w:pPr><w:r><w:t>The', "style Nil is not defined"),
        (BEFORE, '<w:tbl><w:tblGrid/></w:tbl><w:p><w:r><w:t>The', "two tables without a paragraph"),
        (BEFORE, '<w:p><w:hyperlink w:anchor="x"/><w:r><w:t>The', "nothing is called x"),
        (BEFORE, '<w:p><w:hyperlink r:id="rId99"/><w:r><w:t>The', "rId99 has no relationship"),
        ("<w:gridCol ", "<w:other ", "a row has 2 columns, its table 1"),
        ("<w:pgSz ", "<w:titlePg/><w:pgSz ", "a first page without a head"),
    ],
)  # fmt: skip
def test_a_fault_in_a_word_file_is_found(before: str, after: str, fault: str) -> None:
    faulty = changed(sound_docx(), "word/document.xml", before, after)
    assert fault in "\n".join(docx_checks.own_faults(faulty))


def test_a_difference_of_packages_is_shown_by_part() -> None:
    data = sound_docx()
    other = changed(data, "word/document.xml", "froze", "melted")
    shown = difference(data, other, "word/document.xml")
    assert "melted" in shown
    assert difference(data, data, "word/document.xml") == ""


def test_openxml_audit_finds_what_the_schema_forbids() -> None:
    faulty = changed(sound_docx(), "word/document.xml", "<w:body>", "<w:body><w:r/>")
    assert set(docx_checks.audit(faulty)) > set(docx_checks.audit(sound_docx()))


def test_verapdf_finds_an_untagged_file(vera: Validator, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "untagged.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 72, "The harbour froze.")
    canvas.save()
    rules = {(failure.flavour, failure.rule) for failure in vera.validate(path)}
    assert {("ua1", "7.1-11"), ("2a", "6.7.3.3-1")} <= rules


WRITER = '''"""Draws."""
import docx
if True:
    import yaml
SMALL, LARGE = -1, 9
def cell(name):
    """A docstring may say what it likes."""
    raise ValueError("so may an error")
def other():
    return f"<w:p>Distr.: {cell}</w:p>", "Original Letter", "pStyle", "w:val"
'''


def test_the_readers_of_syntax_trees_see_what_they_look_for(tmp_path: Path) -> None:
    path = tmp_path / "writer.py"
    path.write_text(WRITER, "utf-8")
    module = Module(path)
    assert [name for _, name in top_level(module)] == ["docx", "yaml"]
    assert [number for _, number in numbers(module)] == [9]
    assert {text for _, text in printed_words(module, frozenset())} == {"<w:p>Distr.: ", "Original Letter"}
    assert [(name, length) for name, _, length in functions(module)] == [("cell", 2), ("other", 2)]


@given(texts())
def test_texts_are_made_of_ours(text: str) -> None:
    assert text.endswith("\n")
