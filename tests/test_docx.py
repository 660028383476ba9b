"""Word files that a typist goes on editing: read back as they were written, and after each edit as edited."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from converter.compose import compose
from converter.diagnostics import Report
from converter.meta import Meta, Organ
from converter.model import (
    Document,
    Figure,
    Footnote,
    Form,
    Heading,
    Kind,
    NumberedParagraph,
    Paragraph,
    Part,
    Reference,
    Role,
    Stated,
    Table,
    TableCell,
    Text,
)
from converter.options import Options
from converter.readers import read
from converter.source import Figure as Picture
from converter.source import Place
from converter.span import Span
from converter.style.packs import load
from converter.writers.docx import write_docx
from converter.writers.docx.scripts import stretches
from tests.support import ROOT
from tests.support.docx_checks import Package, faults, own_faults
from tests.support.pages import office
from tests.support.word_files import changed

SAMPLES = sorted(
    path for path in (ROOT / "samples").iterdir() if path.suffix in (".txt", ".md") and path.stem.islower()
)
HERE = Span(1, 1)
BULLETS = frozenset("-*•–—·●▪◦‣")
NOT_PRINTED = ("delivery",)
"""Keys whose lines are taken out of the text: a finished statement does not say that it must be checked."""


@functools.cache
def converted(path: Path) -> Any:
    """A sample's Word file and what was found in the sample."""
    from converter import convert

    return convert(path, to=("docx",))


def found(data: bytes) -> dict[str, Any]:
    """What `inspect` finds in a Word file."""
    from converter.pipeline import inspect

    return inspect(data, name="again.docx")


def told(inspection: dict[str, Any]) -> Iterator[str]:
    """What must not change on the way through Word; bullets are those of the style."""
    yield f"{inspection['kind']} {inspection['form']} {inspection['language']}"
    yield from (f"{key}: {value}" for key, value in inspection["meta"].items() if key not in NOT_PRINTED)
    yield from (f"part {part['part']} {part['label']} {part['heading']}" for part in inspection["outline"])
    for block in inspection["blocks"]:
        label = "•" if block["label"] in BULLETS else block["label"]
        yield f"{block['part']} {block['type']} {label} {block['level']} {block['text']}"
    yield from (f"note {note['label']} {note['text']}" for note in inspection["footnotes"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_read_back_as_it_was(path: Path) -> None:
    result = converted(path)
    assert list(told(found(result["docx"]))) == list(told(result.inspection))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_word_file_of_our_word_file_is_the_same(path: Path) -> None:
    from converter import convert

    first = converted(path)["docx"]
    again = convert(first, to=("docx",), name="again.docx")["docx"]
    assert Package(again).parts == Package(first).parts


# ---------------------------------------------------------------- edits


def sample(name: str) -> bytes:
    data: bytes = converted(ROOT / "samples" / name)["docx"]
    return data


def test_a_changed_word_is_seen() -> None:
    data = changed(sample("report.md"), "word/document.xml", "forty-four States", "forty-five States")
    texts = [block["text"] for block in found(data)["blocks"]]
    assert any("forty-five States" in text for text in texts)


def test_an_inserted_paragraph_takes_its_number_and_the_others_move_on() -> None:
    before = found(sample("report.md"))
    body = Package(sample("report.md")).parts["word/document.xml"].decode()
    first = next(p for p in re.findall(r"<w:p>.*?</w:p>", body) if "requested a report on the state" in p)
    words = re.sub(
        r"<w:r>.*</w:r>", "<w:r><w:t>It wondered why.</w:t></w:r>", re.sub(r"<w:bookmark\w+ [^>]*/>", "", first)
    )
    after = found(changed(sample("report.md"), "word/document.xml", first, first + words))

    def labels(inspection: dict[str, Any]) -> list[str]:
        numbered = [block for block in inspection["blocks"] if block["type"] == "numbered_paragraph"]
        return [block["label"] for block in numbered if block["level"] == 0]

    assert ("numbered_paragraph", "2.", "It wondered why.") in [
        (block["type"], block["label"], block["text"]) for block in after["blocks"]
    ]
    assert labels(after) == [f"{number}." for number in range(1, len(labels(before)) + 2)]


def test_a_deleted_note_is_gone_and_the_others_close_up() -> None:
    data = sample("note-verbale-circulated.txt")
    notes = found(data)["footnotes"]
    body = Package(data).parts["word/document.xml"].decode()
    mark = re.search(r"<w:r>(?:(?!</w:r>).)*<w:footnoteReference (?:(?!</w:r>).)*</w:r>", body)
    assert mark
    after = found(changed(data, "word/document.xml", mark[0], ""))["footnotes"]
    assert [note["text"] for note in after] == [note["text"] for note in notes[1:]]


def test_a_symbol_typed_into_its_place_is_read() -> None:
    data = sample("letter-joint.md")
    head = Package(data).parts["word/header1.xml"].decode()
    place = re.search(r"<w:sdt>.*?</w:sdt>", head)
    assert place
    after = found(changed(data, "word/header1.xml", place[0], "<w:r><w:t>/78/911</w:t></w:r>"))
    assert "A/78/911" in after["meta"]["symbols"]


# ---------------------------------------------------------------- made by hand


def document(*blocks: Any, **more: Any) -> Document:
    """A report of the Assembly with these blocks."""
    organ = Organ("A", "General Assembly", 78)
    meta = Meta(symbols=("A/78/1",), organs=(organ,), title="Lamps")
    parts = (Part(Role.BODY, tuple(blocks)), *more.pop("parts", ()))
    return replace(Document(Kind.REPORT, None, "en", meta, parts), **more)


def word(made: Document, pack: str = "un-new-york") -> bytes:
    """A document as a Word file."""
    report = Report("test")
    return write_docx(compose(made, load(pack), report), report)


def text(value: str) -> tuple[Text, ...]:
    return (Text(value),)


def xml(data: bytes, part: str = "document") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(f"word/{part}.xml").decode()


def test_what_xml_cannot_hold_is_left_out() -> None:
    data = word(document(Paragraph(text("one\x00\x0b\ud800 two\ufffe & <three>\x85"), HERE)))
    assert faults(data) == []
    assert "one two &amp; &lt;three&gt;" in xml(data)


def test_ten_thousand_notes() -> None:
    notes = [
        Paragraph((Text("Lamp"), Footnote(str(n), (Paragraph(text(f"Note {n}."), HERE),), HERE)), HERE)
        for n in range(1, 10_001)
    ]
    data = word(document(*notes))
    assert own_faults(data) == []
    assert xml(data, "footnotes").count("<w:footnoteRef/>") == 10_000
    report = Report("again.docx")
    labels = [line.label for line in read(data, "again.docx", Options(), report).lines if line.place is Place.NOTE]
    assert labels == [str(number) for number in range(1, 10_001)]


@pytest.mark.parametrize("columns", [60, 70])
def test_wide_tables(columns: int) -> None:
    rows = tuple(tuple(TableCell(text(f"{row}.{column}")) for column in range(columns)) for row in range(3))
    data = word(document(Table(rows, 1, HERE)))
    assert faults(data) == []
    assert all(f">2.{column}<" in xml(data) for column in range(columns))


def test_cells_that_reach_over_the_edge_are_kept_inside() -> None:
    rows = (
        (TableCell(text("a"), columns=2, rows=9), TableCell(text("b"))),
        (TableCell(text("c"), columns=5),),
        (TableCell(text("d")), TableCell(text("e")), TableCell(text("f"))),
    )
    data = word(document(Table(rows, 1, HERE)))
    assert faults(data) == []
    assert all(f">{letter}<" in xml(data) for letter in "abcdef")


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_pictures_that_are_none(data: bytes) -> None:
    made = word(document(Figure(Picture(data, "image/png", "A lamp", 0, 0), HERE)))
    assert faults(made) == []
    assert "A lamp" in xml(made)


def test_addresses_that_word_would_refuse_are_mended() -> None:
    from converter.model import Link

    made = word(document(Paragraph((Link(text("a"), "https://x.example/ä b<c>"), Link(text("c"), "no address")), HERE)))
    assert faults(made) == []
    assert "https://x.example/%C3%A4%20b%3Cc%3E" in Package(made).parts["word/_rels/document.xml.rels"].decode()


def test_a_reference_to_a_numbered_paragraph_is_live() -> None:
    made = word(
        document(
            NumberedParagraph("1.", 0, text("The lamp burns."), HERE, "p1"),
            NumberedParagraph("2.", 0, (Text("See paragraph "), Reference(text("1"), "p1"), Text(".")), HERE),
            NumberedParagraph("3.", 0, (Reference(text("nowhere"), "gone"),), HERE),
        )
    )
    assert faults(made) == []
    assert re.search(r"REF _p1 \\r \\h .*?<w:t[^>]*>1</w:t>", xml(made))
    assert re.search(r'<w:bookmarkStart w:id="1" w:name="_p1"/>.*The lamp burns', xml(made))
    assert "nowhere" in xml(made)


def test_numbers_go_on_over_headings_and_begin_anew_in_an_annex() -> None:
    annex = Part(Role.ANNEX, (NumberedParagraph("1.", 0, text("In the annex."), HERE),), "Annex", text("Annex"))
    made = word(
        document(
            NumberedParagraph("1.", 0, text("One."), HERE),
            Heading(1, "I.", text("Lamps"), HERE),
            NumberedParagraph("2.", 0, text("Two."), HERE),
            parts=(annex,),
        )
    )
    blocks = found(made)["blocks"]
    assert [block["label"] for block in blocks] == ["1.", "I.", "2.", "1."]
    numbers = dict(re.findall(r'<w:numId w:val="(\d+)"/></w:numPr>.{0,200}?<w:t[^>]*>(\w+)', xml(made)))
    assert len({number for number, word in numbers.items() if word in ("One", "Two")}) == 1


def test_contents_are_filled_in() -> None:
    made = word(
        document(
            *(Heading(1, f"{n}.", text(f"Lamp {n}"), HERE, f"h{n}") for n in ("I", "II")),
            Paragraph(text("It burns."), HERE),
            contents=True,
        )
    )
    assert faults(made) == []
    assert xml(made).count("PAGEREF _h") == 2
    # Dots end at their own stop; the lines end at the stop of the numbers, beyond which some programs turn them.
    style = re.search(r'w:styleId="TOC1".*?</w:style>', xml(made, "styles"), re.DOTALL)
    assert style and '<w:tab w:val="right" w:leader="dot" w:pos="9287"/><w:tab w:val="right" w:pos="9898"/>' in style[0]
    assert 'w:right="-58"' in style[0]
    assert "TOC \\h \\z \\u" in xml(made)


def test_right_to_left() -> None:
    made = word(replace(document(Paragraph(text("القرار A/RES/79/1 (2024)، الذي"), HERE)), language="ar"))
    assert faults(made) == []
    assert '<w:pPr><w:widowControl w:val="1"/><w:suppressAutoHyphens/><w:bidi/>' in xml(made, "styles").replace(
        "\n", ""
    )
    assert "<w:rPr><w:rtl/></w:rPr>" in xml(made)
    assert "<w:bidiVisual/>" in xml(made, "header1")
    assert list(stretches("القرار A/RES/79/1 (2024)، الذي", True))[1] == ("left", "A/RES/79/1")


def test_nothing_leaks_and_nothing_varies() -> None:
    made = document(Paragraph(text("It burns."), HERE))
    data = word(made)
    assert data == word(made)
    assert all(entry.date_time[0] == 1980 for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
    everything = b"".join(Package(data).parts.values()).decode()
    assert str(Path.home()) not in everything and str(ROOT) not in everything
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", everything) == ["General Assembly"]


def test_every_style_of_a_pack_is_written_under_its_own_name() -> None:
    pack = load("un-new-york")
    names = set(re.findall(r'<w:name w:val="([^"]+)"', xml(word(document()), "styles")))
    assert {style.word for style in pack.styles.values()} <= names


def test_sent_letters_open_with_a_letterhead() -> None:
    from converter.meta import Letterhead

    meta = Meta(letterhead=Letterhead(("Permanent Mission of Ister",), address="3 Lamp Street"))
    body = Part(Role.BODY, (Paragraph(text("It burns."), HERE),))
    stated = tuple(
        Stated(f"letterhead.{key}", text(said), HERE)
        for key, said in (("lines", "Permanent Mission of Ister"), ("address", "3 Lamp Street"))
    )
    made = Document(Kind.LETTER, Form.SENT, "en", meta, (body,), stated)
    data = word(made, "mission")
    assert faults(data) == []
    assert "Permanent Mission of Ister" in xml(data, "header1") and "3 Lamp Street" in xml(data, "header1")


# ---------------------------------------------------------------- LibreOffice


@pytest.mark.long
def test_numbers_and_notes_survive_libreoffice(tmp_path: Path) -> None:
    files = []
    for path in SAMPLES:
        file = tmp_path / f"{path.stem}.docx"
        file.write_bytes(converted(path)["docx"])
        files.append(file)
    (tmp_path / "again").mkdir()
    for file, again in office(files, tmp_path / "again", "docx").items():
        before, after = found(file.read_bytes()), found(again.read_bytes())
        for part in ("blocks", "footnotes"):
            wanted = [(one["label"], one["text"]) for one in before[part] if one["label"]]
            assert [(one["label"], one["text"]) for one in after[part] if one["label"]] == wanted, file.name
