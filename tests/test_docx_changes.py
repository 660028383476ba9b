"""Tracked changes and comments of a Word input: accepted, or kept in the Word file by their authors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from converter import convert
from converter.pipeline import Result, inspect
from tests.support.docx_checks import Package, faults
from tests.support.word_files import word_file

BY = 'w:id="7" w:author="Ana &amp; Co" w:date="2024-03-01T10:00:00Z"'
BODY = (
    "<w:p><w:r><w:t>Statement by the Minister of Lamps of Ister</w:t></w:r></w:p>"
    '<w:p><w:r><w:t xml:space="preserve">The lamp in the hall burns </w:t></w:r>'
    f'<w:del {BY}><w:r><w:delText xml:space="preserve">seldom </w:delText></w:r></w:del>'
    f'<w:ins {BY}><w:r><w:t xml:space="preserve">very often </w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve">at night, and </w:t></w:r><w:commentRangeStart w:id="3"/>'
    '<w:r><w:t>nobody knows why</w:t></w:r><w:commentRangeEnd w:id="3"/>'
    '<w:r><w:commentReference w:id="3"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>It is put out at dawn</w:t></w:r>"
    f"<w:del {BY}><w:r><w:delText> or not</w:delText></w:r></w:del></w:p>"
)
NUMBERED = '1.</w:t><w:tab/><w:t xml:space="preserve">The lamp in the hall'
COMMENT = (
    '<w:comment w:id="3" w:author="Bo Lind" w:date="2024-03-02T10:00:00Z">'
    "<w:p><w:r><w:t>Is that so?</w:t></w:r></w:p></w:comment>"
)


def made(changes: str, to: tuple[str, ...] = ("docx",), **more: Any) -> Result:
    data = word_file({"body": BODY, "comments": COMMENT})
    return convert(data, to=to, name="lamp.docx", changes=changes, **more)


def body(data: bytes) -> str:
    return Package(data).parts["word/document.xml"].decode()


def test_changes_are_accepted_and_counted() -> None:
    result = made("accept")
    assert {"tracked-changes", "comments"} <= {one.code for one in result.report.diagnostics}
    assert "w:ins " not in body(result["docx"]) and "w:del " not in body(result["docx"])


def test_changes_are_kept_with_author_and_date() -> None:
    result = made("keep")
    text = body(result["docx"])
    assert faults(result["docx"]) == []
    inserted = re.findall(r"<w:ins ([^>]*)>(.*?)</w:ins>", text)
    assert ["".join(re.findall(r"<w:t[^>]*>([^<]*)", inner)) for _, inner in inserted] == ["very often "]
    assert 'w:author="Ana &amp; Co"' in inserted[0][0] and 'w:date="2024-03-01T10:00:00Z"' in inserted[0][0]
    assert re.findall(r"<w:delText[^>]*>([^<]*)", text) == ["seldom ", " or not"]
    assert not {"tracked-changes", "comments", "changes-without-place"} & {o.code for o in result.report.diagnostics}


def test_deleted_words_stand_where_they_stood() -> None:
    text = body(made("keep")["docx"])
    read = re.sub(r"<[^>]*>", "", text)
    assert "burns seldom very often at night" in read and "at dawn or not" in read


def test_a_comment_is_kept_around_its_words() -> None:
    data = made("keep")["docx"]
    spoken = re.search(r'<w:commentRangeStart w:id="0"/>(.*?)<w:commentRangeEnd w:id="0"/>', body(data))
    assert spoken and re.sub(r"<[^>]*>", "", spoken[1]) == "nobody knows why"
    remarks = Package(data).parts["word/comments.xml"].decode()
    assert "Is that so?" in remarks and 'w:author="Bo Lind"' in remarks and 'w:date="2024-03-02T10:00:00Z"' in remarks


def test_a_kept_file_reads_as_the_accepted_one() -> None:
    kept, accepted = (inspect(made(way)["docx"], name="again.docx") for way in ("keep", "accept"))
    assert kept["blocks"] == accepted["blocks"]


def test_the_pdf_is_the_accepted_text() -> None:
    assert made("keep", ("docx", "pdf"))["pdf"] == made("accept", ("pdf",))["pdf"]


def test_changes_are_kept_in_a_template_too(tmp_path: Path) -> None:
    import docx

    own: Any = docx.Document()
    own.add_paragraph("Gone")
    own.add_comment(own.paragraphs[0].runs[0], "A comment of the template", author="Cy")
    own.save(tmp_path / "own.docx")
    data = made("keep", template=str(tmp_path / "own.docx"))["docx"]
    assert faults(data) == []
    assert re.findall(r"<w:delText[^>]*>([^<]*)", body(data)) == ["seldom ", " or not"]
    remarks = Package(data).parts["word/comments.xml"].decode()
    assert "Is that so?" in remarks and "of the template" not in remarks


def test_a_second_round_keeps_them_again() -> None:
    first = made("keep")["docx"]
    again = convert(first, to=("docx",), name="lamp.docx", changes="keep")["docx"]
    for pattern in (r"<w:delText[^>]*>([^<]*)", r'<w:(ins|del) [^>]*w:author="([^"]*)"'):
        assert re.findall(pattern, body(again)) == re.findall(pattern, body(first))


def test_a_change_in_a_numbered_paragraph() -> None:
    data = word_file({"body": BODY.replace("The lamp in the hall", NUMBERED)})
    text = body(convert(data, to=("docx",), name="lamp.docx", changes="keep")["docx"])
    assert "burns seldom very often" in re.sub(r"<[^>]*>", "", text)


def test_what_stands_nowhere_is_counted() -> None:
    from converter.diagnostics import Report
    from converter.source import Change, ChangeKind
    from converter.writers.docx.tracked import with_changes

    change = Change(ChangeKind.DELETED, "Ana", "", "Words that are not in the file at all.", 6, 6, "gone ")
    report, data = Report("lamp.docx"), made("accept")["docx"]
    done = with_changes(data, [change], report)
    assert [one.code for one in report.diagnostics] == ["changes-without-place"]
    assert Package(done).parts.keys() == Package(data).parts.keys() and "w:del " not in body(done)
