"""A user's own Word template: its styles, heads, feet and page, and what is said of what it lacks."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm

from converter import convert
from converter.cli import main
from converter.diagnostics import UsageError
from converter.pipeline import Result, inspect
from tests.support import ROOT
from tests.support.docx_checks import Package, faults
from tests.support.word_files import zipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLES = ROOT / "samples"
TEMPLATE_TYPE = "wordprocessingml.template.main+xml"


def template(folder: Path, *, head: str = "", styles: tuple[str, ...] = (), name: str = "own.docx") -> Path:
    """A template on A5 paper with a foot, and with a head and styles where they are asked for."""
    made: Any = docx.Document()
    made.add_paragraph("Words of the template that nobody wants.")
    for style in styles:
        made.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.footer.paragraphs[0].text = "Lamps for all"
    section.header.paragraphs[0].text = head
    path = folder / name
    made.save(path)
    return path


def made(sample: str, path: Path, to: tuple[str, ...] = ("docx",)) -> Result:
    return convert(SAMPLES / sample, to=to, template=str(path))


def parts(data: bytes) -> dict[str, str]:
    return {name: part.decode() for name, part in Package(data).parts.items() if name.endswith(".xml")}


def said(result: Result, code: str) -> str:
    return " ".join(one.message for one in result.report.diagnostics if one.code == code)


@functools.cache
def words(data: bytes) -> str:
    return " ".join(" ".join(block["text"].split()) for block in inspect(data, name="made.docx")["blocks"])


@pytest.mark.parametrize("sample", ["report.md", "letter-sent.txt", "resolution-draft.md", "letter-arabic.txt"])
@pytest.mark.parametrize("head", ["", "Lamp Office of Ister"])
def test_a_document_in_a_template_is_whole_and_valid(tmp_path: Path, sample: str, head: str) -> None:
    data = made(sample, template(tmp_path, head=head))["docx"]
    plain = convert(SAMPLES / sample, to=("docx",))["docx"]
    assert faults(data) == []
    for block in inspect(plain, name="plain.docx")["blocks"][-3:]:
        assert " ".join(block["text"].split()[:4]) in words(data)
    assert data == made(sample, tmp_path / "own.docx")["docx"]


def test_page_and_foot_are_the_templates_and_its_text_is_gone(tmp_path: Path) -> None:
    found = parts(made("report.md", template(tmp_path))["docx"])
    assert re.search(r'<w:pgSz w:w="8391" w:h="1190\d"', found["word/document.xml"])
    assert any("Lamps for all" in text for name, text in found.items() if "footer" in name)
    assert "nobody wants" not in found["word/document.xml"]


def test_styles_that_are_there_are_taken_and_those_that_lack_are_told(tmp_path: Path) -> None:
    result = made("report.md", template(tmp_path, styles=("__Single Txt",)))
    body = parts(result["docx"])["word/document.xml"]
    told = said(result, "template-styles")
    assert "_ H _Ch → Heading 1" in told and "__Single Txt →" not in told
    assert 'w:pStyle w:val="__SingleTxt"' in body and 'w:pStyle w:val="Heading1"' in body


def test_a_letterhead_of_the_template_is_kept_and_ours_is_not_printed_twice(tmp_path: Path) -> None:
    kept = made("letter-sent.txt", template(tmp_path, head="Lamp Office of Ister"))
    heads = [text for name, text in parts(kept["docx"]).items() if "header" in name]
    assert any("Lamp Office of Ister" in text for text in heads)
    assert "own letterhead is not printed" in said(kept, "template-letterhead")
    ours = made("letter-sent.txt", template(tmp_path, head="", name="bare.docx"))
    assert not said(ours, "template-letterhead")
    head = "".join(text for name, text in parts(ours["docx"]).items() if "header" in name)
    assert "PERMANENT MISSION" in head.replace("\xa0", " ")


def test_a_page_number_is_no_letterhead(tmp_path: Path) -> None:
    path = template(tmp_path, head="12")
    assert not said(made("letter-sent.txt", path), "template-letterhead")


def test_numbers_and_notes_work(tmp_path: Path) -> None:
    data = made("note-verbale-circulated.txt", template(tmp_path, head="Lamp Office"))["docx"]
    plain = convert(SAMPLES / "note-verbale-circulated.txt", to=("docx",))["docx"]
    again, wanted = (inspect(one, name="made.docx") for one in (data, plain))
    assert [note["text"] for note in again["footnotes"]] == [note["text"] for note in wanted["footnotes"]]
    report = inspect(made("report.md", tmp_path / "own.docx")["docx"], name="made.docx")
    labels = [b["label"] for b in report["blocks"] if b["type"] == "numbered_paragraph" and b["level"] == 0]
    assert labels[:3] == ["1.", "2.", "3."]


def test_a_list_style_that_counts_by_itself_keeps_its_bullets(tmp_path: Path) -> None:
    body = parts(made("report.md", template(tmp_path))["docx"])["word/document.xml"]
    bullets = re.findall(r'<w:pPr><w:pStyle w:val="ListBullet"/>(?:(?!</w:pPr>).)*</w:pPr>', body)
    assert bullets and not any("numPr" in bullet for bullet in bullets)


def test_templates_of_word_are_read_and_come_out_as_documents(tmp_path: Path) -> None:
    with zipfile.ZipFile(template(tmp_path)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    types = files["[Content_Types].xml"].decode().replace("wordprocessingml.document.main+xml", TEMPLATE_TYPE)
    path = tmp_path / "own.dotx"
    path.write_bytes(zipped(files | {"[Content_Types].xml": types.encode()}))
    data = made("letter-sent.txt", path)["docx"]
    assert TEMPLATE_TYPE not in parts(data)["[Content_Types].xml"]
    assert docx.Document(io.BytesIO(data)).paragraphs


def test_properties_are_the_documents_before_the_templates(tmp_path: Path) -> None:
    own = convert(SAMPLES / "report-geneva.txt", to=("docx",))["docx"]
    (tmp_path / "own.docx").write_bytes(own)
    result = made("report.md", tmp_path / "own.docx")
    assert faults(result["docx"]) == []
    custom = parts(result["docx"])["docProps/custom.xml"]
    assert re.findall(r'name="Symbol1"><vt:lpwstr>([^<]*)', custom) == [result.inspection["meta"]["symbols"][0]]


def test_the_pdf_is_that_of_the_pack(tmp_path: Path) -> None:
    pytest.importorskip("uharfbuzz")
    with_one = made("letter-sent.txt", template(tmp_path), ("docx", "pdf"))
    assert with_one["pdf"] == convert(SAMPLES / "letter-sent.txt", to=("pdf",))["pdf"]


@pytest.mark.parametrize("data", [b"", b"Dear Sir", b"PK\x03\x04", zipped({"a.txt": b"a"})])
def test_what_is_no_word_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"own\.docx: no Word file"):
        made("letter-sent.txt", path)


def test_a_template_that_is_not_there_is_an_error_of_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample, absent = str(SAMPLES / "letter-sent.txt"), str(tmp_path / "none.docx")
    assert main(["convert", sample, "-o", str(tmp_path / "a.docx"), "--template", absent]) == 2
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize("sample", ["report.md", "letter-joint.md"])
def test_no_table_is_wider_than_the_templates_text(tmp_path: Path, sample: str) -> None:
    data = made(sample, template(tmp_path))["docx"]
    found: Any = docx.Document(io.BytesIO(data))
    section = found.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    for part in (found.element, section.first_page_header._element):
        for table in part.iter(f"{W}tbl"):
            indent = table.find(f"{W}tblPr/{W}tblInd")
            wide = sum(int(one.get(f"{W}w")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol"))
            assert wide + (int(indent.get(f"{W}w")) if indent is not None else 0) <= room
