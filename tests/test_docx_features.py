"""What a typist expects of Word: live contents and references, languages, alternate texts, table heads, pages."""

from __future__ import annotations

import re
from dataclasses import replace

from converter.compose import compose
from converter.diagnostics import Report
from converter.model import Figure, Foreign, Heading, NumberedParagraph, Paragraph, Reference, Table, TableCell, Text
from converter.source import Figure as Picture
from converter.style.packs import load
from converter.writers.docx import write_docx
from converter.writers.docx.pictures import bars_png
from tests.support.docx_checks import faults
from tests.support.word_files import changed
from tests.test_docx import HERE, document, found, text, word, xml


def test_contents_lead_to_bookmarks_of_the_headings() -> None:
    heads = [Heading(1, f"{n}.", text(f"Lamp {n}"), HERE, f"h{n}") for n in ("I", "II")]
    body = xml(word(document(*heads, Paragraph(text("It burns."), HERE), contents=True)))
    assert re.findall(r'w:hyperlink w:anchor="(_h\w+)"', body) == ["_hI", "_hII"]
    assert re.findall(r'w:bookmarkStart w:id="\d+" w:name="(_h\w+)"', body) == ["_hI", "_hII"]
    marks = re.findall(r'w:fldCharType="(\w+)"', body)
    assert marks.count("begin") == marks.count("separate") == marks.count("end") == 3
    assert re.findall(r"PAGEREF _hI+ \\h .*?<w:t[^>]*>(\d+)</w:t>", body) == ["1", "1"]


def test_a_heading_that_was_edited_is_read_and_stands_once() -> None:
    heads = [Heading(1, f"{n}.", text(f"Lamp {n}"), HERE, f"h{n}") for n in ("I", "II")]
    data = word(document(*heads, Paragraph(text("It burns."), HERE), contents=True))
    last = xml(data).rindex("Lamp II")
    edited = xml(data)[:last] + "Torch" + xml(data)[last + len("Lamp II") :]
    blocks = found(changed(data, "word/document.xml", xml(data), edited))["blocks"]
    assert [b["text"] for b in blocks if b["type"] == "heading"] == ["Lamp I", "Torch"]


def test_a_reference_to_a_place_without_a_number_is_a_link() -> None:
    see = (Text("See "), Reference(text("the part on lamps"), "h1"), Text("."))
    made = word(document(Heading(1, None, text("Lamps"), HERE, "h1"), Paragraph(see, HERE)))
    assert faults(made) == []
    assert re.search(r'<w:hyperlink w:anchor="_h1"[^>]*>.*?the part on lamps', xml(made))


def test_a_reference_moves_with_its_paragraph() -> None:
    made = word(
        document(
            NumberedParagraph("1.", 0, text("The lamp burns."), HERE, "p1"),
            NumberedParagraph("2.", 0, (Text("See paragraph "), Reference(text("1"), "p1")), HERE),
        )
    )
    start, end = re.search(r'<w:bookmarkStart [^>]*w:name="_p1"/>', xml(made)), xml(made).index("<w:bookmarkEnd")
    assert start and "The lamp burns." in xml(made)[start.end() : end]
    assert [b["text"] for b in found(made)["blocks"]][-1] == "See paragraph 1"


def test_languages_are_said_by_the_styles_and_by_runs_that_differ() -> None:
    made = word(replace(document(Paragraph((Foreign(text("Bonjour"), "fr"), Text(" he said")), HERE)), language="es"))
    assert '<w:lang w:val="es-ES"' in xml(made, "styles") and 'w:val="es-ES"' in xml(made, "settings")
    assert re.search(r'<w:lang w:val="fr-FR"/></w:rPr><w:t[^>]*>Bonjour', xml(made))
    assert not re.search(r"<w:lang[^>]*/></w:rPr><w:t[^>]*> he said", xml(made))


def test_pictures_and_tables_have_words_for_those_who_cannot_see_them() -> None:
    picture = Picture(bars_png((True, False, True), 1), "image/png", 'A "lamp" & more', 0, 0)
    rows = tuple((TableCell(text(f"{row}.1")), TableCell(text(f"{row}.2"))) for row in range(3))
    table = Table(rows, 1, HERE, "Table 1", text("Lamps by year"))
    made = word(document(Figure(picture, HERE), table))
    assert faults(made) == []
    assert 'descr="A &quot;lamp&quot; &amp; more"' in xml(made)
    assert re.search(r'<w:tblCaption w:val="[^"]*Lamps by year', xml(made))
    assert re.search(r'<w:tblDescription w:val="[^"]*Lamps by year', xml(made))


def test_heads_of_tables_repeat_and_have_their_rules() -> None:
    rows = tuple((TableCell(text(f"{row}.1")), TableCell(text(f"{row}.2"))) for row in range(3))
    made = xml(word(document(Table(rows, 1, HERE))))
    head, *others = re.findall(r"<w:tr>.*?</w:tr>", made)
    assert "<w:tblHeader/>" in head and not any("<w:tblHeader/>" in other for other in others)
    sizes = dict(re.findall(r'<w:(top|bottom) w:val="single" w:sz="(\d+)"', head))
    layout = load("un-new-york").tables
    assert sizes == {"top": str(layout.head_above.eighths), "bottom": str(layout.head_below.eighths)}
    assert not re.findall(r'<w:(top|bottom) w:val="single"', others[0])
    assert re.findall(r'<w:bottom w:val="single" w:sz="(\d+)"', others[-1])[0] == str(layout.last.eighths)


def test_a_landscape_section_is_a_page_on_its_side() -> None:
    report = Report("test")
    composed = compose(document(Paragraph(text("It burns."), HERE)), load("un-new-york"), report)
    first = composed.sections[0]
    turned = replace(first, role="annex", landscape=True, title="Annex")
    data = write_docx(replace(composed, sections=(first, turned)), report)
    assert faults(data) == []
    upright, side = re.findall(r"<w:pgSz [^>]*>", xml(data))
    width, height = re.findall(r'w:[wh]="(\d+)"', upright)
    assert f'w:w="{height}"' in side and f'w:h="{width}"' in side and 'w:orient="landscape"' in side
    assert "landscape" not in upright
