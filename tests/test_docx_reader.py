"""Word files as lines: labels, notes, changes, tables, heads; and what is refused at the door."""

from __future__ import annotations

import io
import zipfile

import pytest

from converter.diagnostics import InputError, Report
from converter.options import Limits, Options
from converter.readers import read
from converter.source import Place, Source
from tests.support.cases import Case, accept, all_cases
from tests.support.word_files import PACKAGE, W, described, sections, word_file, zipped

PARAGRAPH = "<w:p><w:r><w:t>The lamp burns.</w:t></w:r></w:p>"


@pytest.mark.parametrize("case", all_cases("docx"), ids=lambda case: case.name)
def test_case(case: Case, accepting: bool) -> None:
    actual = "\n".join(described(word_file(sections(case.input))))
    if accepting and actual != case.expected:
        accept(case, actual)
        return
    assert actual.splitlines() == case.expected.splitlines()


def opened(data: bytes, limits: Limits | None = None) -> Source:
    """A file as the reader gives it."""
    return read(data, "lamp.docx", Options(limits=limits or Limits()), Report("lamp.docx"))


def refused(data: bytes, limits: Limits | None = None) -> str:
    """Why a file is not read."""
    with pytest.raises(InputError) as caught:
        opened(data, limits)
    assert caught.value.hint
    return caught.value.message


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.place is Place.BODY and line.text]


def test_strict_files_are_read() -> None:
    strict = {}
    with zipfile.ZipFile(io.BytesIO(word_file({"body": PARAGRAPH}))) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            text = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            strict[name] = text.replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            ).encode()
    assert texts(opened(zipped(strict))) == ["The lamp burns."]


def test_a_main_part_may_have_any_name() -> None:
    moved = {}
    with zipfile.ZipFile(io.BytesIO(word_file({"body": PARAGRAPH}))) as archive:
        for name in archive.namelist():
            text = archive.read(name).replace(b"word/document.xml", b"word/document2.xml")
            moved[name.replace("word/document.xml", "word/document2.xml")] = text
    assert texts(opened(zipped(moved))) == ["The lamp burns."]


def test_missing_parts_are_done_without() -> None:
    body = f'{PARAGRAPH}<w:p><w:pPr><w:pStyle w:val="Gone"/><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>'
    body += '<w:r><w:t>It is</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    source = opened(word_file({"body": body}))
    assert texts(source) == ["The lamp burns.", "It is"]
    assert source.lines[1].style == "Gone"


def test_a_cut_file_is_refused() -> None:
    whole = word_file({"body": PARAGRAPH})
    assert refused(whole[: len(whole) // 2]) == "the Word file is cut short or damaged"


def test_a_damaged_part_is_named() -> None:
    data = zipped({"word/document.xml": b"<w:document><w:body>"})
    assert refused(data) == "word/document.xml in the Word file is damaged"


def test_entities_are_refused() -> None:
    bomb = f"<!DOCTYPE w [<!ENTITY a 'aaaa'>]><w:document xmlns:w='{W}'><w:body><w:p>&a;</w:p></w:body></w:document>"
    assert "declares entities" in refused(zipped({"word/document.xml": bomb.encode()}))


def test_outside_entities_are_not_fetched() -> None:
    outside = f"<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><w:document xmlns:w='{W}'>&a;</w:document>"
    assert "declares entities" in refused(zipped({"word/document.xml": outside.encode()}))


def test_zip_bombs_are_refused() -> None:
    data = zipped({"word/document.xml": b" " * 3_000_000, "word/other.xml": b" " * 9_000_000})
    assert "unpacks to" in refused(data, Limits(size=1_000_000))
    data = zipped({"word/document.xml": b" " * 3_000_000})
    assert "unpacks to 3 MB" in refused(data, Limits(size=1_000_000))


def test_deep_nesting_is_refused() -> None:
    inner = "<w:sdt><w:sdtContent>" * 400 + PARAGRAPH + "</w:sdtContent></w:sdt>" * 400
    assert "nested too deep" in refused(word_file({"body": inner}))


def test_a_file_without_a_document_is_refused() -> None:
    rels = f'<Relationships xmlns="{PACKAGE}/relationships"/>'.encode()
    assert refused(zipped({"word/styles.xml": b"<s/>", "_rels/.rels": rels})) == "there is no Word document inside"


def test_locked_files_are_refused() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert "password" in refused(locked)
    with pytest.raises(InputError, match="password"):
        read(locked, "lamp.docx", Options(source_format="docx"), Report("lamp.docx"))


def test_pictures_are_kept() -> None:
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="36000" cy="72000"/><wp:docPr id="1" name="x" descr="A lamp"/>'
        '<a:graphic><a:graphicData><a:blip r:embed="rimage"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    data = word_file({"body": drawing})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    link = b'<Relationship Id="rimage" Type="x/image" Target="media/image1.png"/></Relationships>'
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(b"</Relationships>", link)
    files["word/media/image1.png"] = b"\x89PNG\r\n\x1a\n"
    figure = next(line.figure for line in opened(zipped(files)).lines if line.figure)
    assert (figure.media_type, figure.alt, figure.width_emu, figure.height_emu) == ("image/png", "A lamp", 36000, 72000)


def test_charts_are_told() -> None:
    chart = '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x/2006/chart"/></a:graphic></wp:inline>'
    report = Report("lamp.docx")
    data = word_file({"body": PARAGRAPH + chart + "</w:drawing></w:r></w:p>"})
    read(data, "lamp.docx", Options(), report)
    assert [(one.code, one.line) for one in report.diagnostics] == [("lost-chart", 2)]


def test_properties_are_evidence_and_no_words() -> None:
    variables = '<w:docVars><w:docVar w:name="Symbol1" w:val="A/80/12_x000d_"/></w:docVars>'
    source = opened(word_file({"body": PARAGRAPH, "settings": variables}))
    said = [(line.label, line.text) for line in source.lines if line.place is Place.PROPERTY]
    assert said == [("Symbol1", "A/80/12")]
    stamp = "&lt;&lt;ODS JOB NO&gt;&gt;N2500001E&lt;&lt;ODS JOB NO&gt;&gt;"
    comment = f'<w:comment w:id="0"><w:p><w:r><w:t>{stamp}</w:t></w:r></w:p></w:comment>'
    source = opened(word_file({"body": PARAGRAPH, "comments": comment}))
    assert [(line.label, line.text) for line in source.lines if line.place is not Place.BODY] == [
        ("ODS JOB NO", "N2500001E")
    ]
