"""PDF files as screen readers and archives have them: the structure tree, the same bytes again, the validators."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from converter.compose.composed import (
    Para,
    Tag,
)
from converter.model import Reference, SymbolLink, Text
from converter.style import faces
from converter.style.names import StyleName as S
from converter.style.schema import Face
from tests.support import tools
from tests.support.pdf_pages import Node, contents, objects, page_count, tree
from tests.support.pdf_samples import (
    LETTER,
    PROSE,
    composed,
    heading,
    note,
    numbered,
    pdf,
    pictured,
    png,
    samples,
    table,
    text,
    title,
    written,
)
from tests.support.verapdf import Validator
from tests.support.words import pdfium_words, words

# ---------------------------------------------------------------- the structure tree


def shapes(data: bytes) -> list[str]:
    return [node.shape() for node in tree(data).walk() if node.kind == "Sect"]


def test_a_note_is_read_right_after_its_mark() -> None:
    data = pdf(title(), Para(S.BODY, (Text("Before"), note("1", "The note."), Text(" after."))))
    assert shapes(data) == ["Sect(H1 P(Reference Note(Lbl P)))"]
    paragraph = next(node for node in tree(data).walk() if node.kind == "P" and node.shape().startswith("P(Ref"))
    kinds = [kid.kind if isinstance(kid, Node) else "text" for kid in paragraph.kids]
    assert kinds == ["text", "Reference", "Note", "text"]


def test_lists_nest_by_level() -> None:
    items = [("1.", 0), ("(a)", 1), ("(i)", 2), ("(b)", 1), ("2.", 0)]
    styles = (S.NUMBERED, S.SUB_1, S.SUB_2)
    data = pdf(*(Para(styles[level], text("Words"), label, tag=Tag.ITEM, level=level) for label, level in items))
    inner = "L(LI(Lbl LBody))"
    assert shapes(data) == [f"Sect(L(LI(Lbl LBody(L(LI(Lbl LBody({inner})) LI(Lbl LBody)))) LI(Lbl LBody)))"]
    numberings = [re.search(r"ListNumbering/(\w+)", n.source) for n in tree(data).walk() if n.kind == "L"]
    assert [n[1] for n in numberings if n] == ["Decimal", "LowerAlpha", "LowerRoman"]


def test_headings_never_skip_a_level() -> None:
    data = pdf(title(), heading("One", level=1), heading("Deep", level=3), heading("Two", level=1))
    assert shapes(data) == ["Sect(H1 H2 H3 H2)"]


def test_links_have_areas_and_say_where_they_lead() -> None:
    link = SymbolLink(text("A/80/604"), "A/80/604", "https://docs.un.org/en/A/80/604")
    data = pdf(heading("Introduction", anchor="h1"), numbered(1, PROSE, link, " and ", Reference(text("above"), "h1")))
    links = [node for node in tree(data).walk() if node.kind == "Link"]
    assert [node.kids.count("link") for node in links] == [1, 1]
    areas = [body for body in objects(data).values() if b"/Subtype/Link" in body]
    assert b"/URI(https://docs.un.org/en/A/80/604)" in areas[0] and b"/Dest[" in areas[1]
    assert all(b"/Contents<FEFF" in area and b"/StructParent " in area for area in areas)


def test_tables_tell_heads_from_cells_and_fill_gaps() -> None:
    data = pdf(table([["Item", "Amount"], ["Travel"], ["Rent", "5"]]))
    assert shapes(data) == ["Sect(Table(TR(TH(P) TH(P)) TR(TD(P) TD) TR(TD(P) TD(P))))"]
    assert all("/Scope/Column" in node.source for node in tree(data).walk() if node.kind == "TH")


def test_figures_have_a_text_and_a_place() -> None:
    data = pdf(pictured(png()))
    figure = next(node for node in tree(data).walk() if node.kind == "Figure")
    assert "/Alt<FEFF" in figure.source and "/BBox[" in figure.source


def test_other_languages_are_marked() -> None:
    data = pdf(Para(S.BODY, text("Mission permanente"), language="fr"))
    assert any("/Lang(fr)" in node.source for node in tree(data).walk() if node.kind == "P")


def test_marked_stretches_never_cross_text_objects() -> None:
    data = pdf(*LETTER, table([["Item", "Amount"], ["Travel", "5"]]), pictured(png()))
    for page in contents(data):
        depth: list[str] = []
        for word in re.findall(r"\b(BT|ET|BDC|EMC)\b", re.sub(r"\((?:[^()\\]|\\.)*\)", "", page)):
            if word in ("BT", "BDC"):
                depth.append(word)
            else:
                assert depth.pop() == {"ET": "BT", "EMC": "BDC"}[word]
        assert depth == []


def test_outline_follows_the_headings() -> None:
    data = pdf(title(), heading("One"), heading("Below", "A.", 2), heading("Two", "II."))
    titles = [
        bytes.fromhex(m.decode()).decode("utf-16-be") for m in re.findall(rb"/Title<FEFF([0-9A-F]+)>/Parent", data)
    ]
    assert sorted(titles) == ["A. Below", "I. One", "II. Two"]


# ---------------------------------------------------------------- the file


def test_same_bytes_again() -> None:
    first, second = pdf(*LETTER), pdf(*LETTER)
    assert first == second
    assert pdf(*LETTER[:-1]) != first


def test_a_letter_is_small() -> None:
    data = pdf(*LETTER)
    assert page_count(data) == 3
    assert len(data) < 120_000


def test_properties_are_the_documents_own() -> None:
    data = pdf(title())
    info = next(body for body in objects(data).values() if b"/CreationDate" in body)
    assert b"D:20260413" in info and "Budget of the mission".encode("utf-16-be").hex().upper().encode() in info
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data and b"<pdfaid:conformance>A</pdfaid:conformance>" in data


def test_validators_find_nothing(vera: Validator, tmp_path: Path) -> None:
    for name, document in samples().items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(written(document)[0])
        assert [str(failure) for failure in vera.validate(path)] == [], name


def test_fonts_with_postscript_outlines_are_embedded(vera: Validator, tmp_path: Path) -> None:
    found = [path for name, paths in faces._installed().items() for path in paths if name.endswith(".otf")]
    able = [path for path in found if faces.has(faces.FontFile(path), "AZaz09(),.“”’–")]
    if not able:
        tools.give_up("otf", "no OpenType font with PostScript outlines is installed")
    document = composed(numbered(1, PROSE))
    pack = replace(document.pack, faces={"text": Face(latin=(), files=(able[0],))})
    path = tmp_path / "postscript.pdf"
    path.write_bytes(written(replace(document, pack=pack))[0])
    assert b"/CIDFontType0/" in path.read_bytes()
    assert vera.validate(path) == ()
    assert joined(words(PROSE)) in joined(pdfium_words(path))


def joined(found: list[str]) -> str:
    return " ".join(found)
