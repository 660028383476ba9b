"""PDF files: positions, words, the structure tree, the same bytes again, validators, inputs that cannot be set well."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from converter.compose.composed import (
    Break,
    Columns,
    Composed,
    Contents,
    ContentsEntry,
    FirstFoot,
    Framed,
    Gap,
    Grid,
    GridCell,
    Item,
    LetterheadBlock,
    Line,
    MastheadBlock,
    Para,
    Pictured,
    Properties,
    RunningBlock,
    Section,
    Symbol,
    Tag,
)
from converter.diagnostics import FontError, Report
from converter.model import Emphasis, Figure, Footnote, Inlines, Paragraph, Reference, Strong, SymbolLink, Text
from converter.source import Figure as Picture
from converter.span import Span
from converter.style import faces
from converter.style.names import StyleName as S
from converter.style.packs import load
from converter.style.units import Length
from converter.writers.pdf import write_pdf
from converter.writers.pdf.bidi import levels, visual
from tests.support import tools
from tests.support.pdf_pages import Node, contents, objects, page_count, row, rows, tree
from tests.support.verapdf import Validator
from tests.support.words import pdf_words, pdfium_words, words

SPAN = Span(1, 1)
PROSE = (
    "The Committee noted that the capacity-building mission to Karesia, which the Assembly had requested in its "
    "resolution 78/306, had begun its work in Ister, and that the “progress” made since 2023–2024 by the parties was slow. "
)


def text(value: str) -> Inlines:
    return (Text(value),)


def note(label: str, value: str) -> Footnote:
    return Footnote(label, (Paragraph(text(value), SPAN),), SPAN)


def numbered(number: int, *content: object) -> Para:
    inlines = tuple(Text(part) if isinstance(part, str) else part for part in content)
    return Para(S.NUMBERED, inlines, f"{number}.", tag=Tag.ITEM)  # type: ignore[arg-type]


def heading(value: str, label: str | None = "I.", level: int = 1, anchor: str = "") -> Para:
    style = (S.HEADING_1, S.HEADING_2, S.HEADING_3)[level - 1]
    return Para(style, text(value), label, tag=Tag.HEADING, level=level, anchor=anchor)


def title(value: str = "Budget of the mission in Karesia") -> Para:
    return Para(S.TITLE, text(value), tag=Tag.TITLE)


MASTHEAD = MastheadBlock(
    "United Nations",
    (Symbol("A", "/80/604/Add.13"),),
    ("General Assembly",),
    ("Distr.: General", "13 April 2026", "", "Original: English"),
)
FOOT = FirstFoot(
    "26-05286 (E)", "2605286", "https://docs.un.org/en/A/80/604", "2605286", "https://docs.un.org/en/A/80/604"
)


def composed(*flow: Item, language: str = "en", direction: str = "ltr", pack: str = "un-new-york") -> Composed:
    """A document of one section under a masthead."""
    section = Section(flow, language=language, direction=direction, new_page=False)
    return Composed(
        load(pack),
        language,
        direction,
        Properties("Budget of the mission", "A/80/604", "General Assembly", language, "2026-04-13"),
        MASTHEAD,
        None,
        RunningBlock("A/80/604/Add.13", "", "26-05286"),
        FOOT,
        (section,),
        True,
    )


def written(document: Composed) -> tuple[bytes, Report]:
    report = Report("test")
    return write_pdf(document, report), report


def pdf(*flow: Item, **options: str) -> bytes:
    return written(composed(*flow, **options))[0]


def table(table_rows: list[list[str]], head: int = 1, width: float = 129.0, **options: object) -> Grid:
    count = max(map(len, table_rows))
    cells = tuple(
        tuple(
            GridCell((Para(S.TABLE_HEAD if at < head else S.TABLE_TEXT, text(cell)),), column)
            for column, cell in enumerate(cells)
        )
        for at, cells in enumerate(table_rows)
    )
    widths = (Length(width * 36000 / count),) * count
    return Grid(widths, cells, head, Length(1260 * 635), **options)  # type: ignore[arg-type]


LETTER = (
    Para(S.SESSION, text("Eightieth session")),
    Para(S.AGENDA_ITEM, text("Agenda item 157")),
    title(),
    heading("Introduction", anchor="h1"),
    *(
        numbered(n, PROSE * 2, note(str(n), PROSE), " It agreed. ", Emphasis(text("Inter alia")), PROSE)
        for n in range(1, 9)
    ),
)


# ---------------------------------------------------------------- positions (mm, FORMAT.md b–g, j)


@pytest.mark.parametrize(
    ("wanted", "x", "y", "size"),
    [
        ("United Nations", 43.53, 20.40, 14),
        ("General Assembly", 43.53, 30.49, 20),
        ("Distr.: General", 140.06, 30.57, 10),
        ("13 April 2026", 140.06, 34.81, 10),
        ("Original: English", 140.06, 43.27, 10),
        ("Eightieth session", 21.17, 78.41, 10),
        ("Agenda item 157", 21.17, 82.64, 10),
        ("Budget of the mission", 43.52, 94.08 + 2.12, 14),
        ("26-05286 (E)", 23.08, 263.69, 10),
    ],
)
def test_first_page_stands_where_the_pack_says(wanted: str, x: float, y: float, size: float) -> None:
    flow = (replace(LETTER[2], before=Length(18 * 12700)) if item is LETTER[2] else item for item in LETTER)
    found = row(pdf(*flow), wanted)
    assert (found.x, found.size) == (pytest.approx(x, abs=0.1), size)
    assert found.y == pytest.approx(y, abs=0.1) or wanted.startswith("Budget")


def test_symbol_ends_at_its_place_with_large_organ_letters() -> None:
    found = row(pdf(title()), "A/80/604/Add.13")
    assert (found.end, found.y, found.size) == (pytest.approx(194.6, abs=0.3), 19.94, 20)


def test_numbers_hang_and_lines_turn_at_the_column() -> None:
    data = pdf(title(), heading("Introduction"), numbered(1, PROSE * 2))
    head, first = row(data, "Introduction"), row(data, "The Committee noted")
    turned = rows(data)[rows(data).index(first) + 1]
    assert first.text.startswith("1. The Committee")
    assert (first.x, turned.x) == (pytest.approx(43.52, abs=0.1), pytest.approx(43.52, abs=0.1))
    assert turned.end == pytest.approx(172.3, abs=0.4)
    assert turned.y - first.y == pytest.approx(4.233, abs=0.02)
    # I. ends 39.2 mm from the left edge, the words begin at the column.
    assert head.x < 37 and head.text.startswith("I. Introduction")


def test_pages_after_the_first_have_head_and_foot_by_side() -> None:
    data = pdf(title(), *(numbered(n, PROSE * 5) for n in range(1, 30)))
    even, odd = rows(data, 1), rows(data, 2)
    assert (even[0].text, even[0].y, even[0].x) == ("A/80/604/Add.13", 20.83, pytest.approx(21.17, abs=0.05))
    assert odd[0].end == pytest.approx(194.7, abs=0.3)
    assert even[1].y == pytest.approx(29.81, abs=0.05)
    pages = page_count(data)
    assert row(data, f"2/{pages}", 1).y == pytest.approx(266.44, abs=0.05)
    assert row(data, "26-05286", 1).end > 190 and row(data, "26-05286", 2).x < 22
    assert "26-05286 (E)" in " ".join(r.text for r in rows(data, 0))


def test_geneva_follows_its_own_measures() -> None:
    data = pdf(title(), *(numbered(n, PROSE * 6) for n in range(1, 12)), pack="un-geneva")
    assert row(data, "Distr.: General").x == pytest.approx(138.3, abs=0.1)
    second = rows(data, 1)
    assert second[1].y == pytest.approx(28.45, abs=0.1)
    assert second[1].x == pytest.approx(40.0, abs=0.1)


def test_no_job_number_no_codes() -> None:
    with_codes = pdf(title())
    without, _ = written(replace(composed(title()), first_foot=None))
    assert contents(with_codes)[0].count(" re") > 100
    assert contents(without)[0].count(" re") == 0
    assert "26-05286" not in rows(without)[-1].text


def test_right_to_left_pages_are_mirrored() -> None:
    head = replace(MASTHEAD, united_nations="الأمم المتحدة", organs=("الجمعية العامة",), distribution_language="en")
    arabic = composed(title("رسالة مؤرخة 18 أيار/مايو 2015"), language="ar", direction="rtl")
    data, _ = written(replace(arabic, masthead=head))
    width = 215.9
    symbol, organ, date = row(data, "A/80/604"), row(data, "الجمعية"), row(data, "13 April 2026")
    assert symbol.x == pytest.approx(width - 194.74, abs=0.3)
    assert organ.end == pytest.approx(width - 43.53, abs=0.6)
    assert date.end == pytest.approx(width - 140.06, abs=0.3)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("language", "value"),
    [
        ("en", PROSE),
        ("fr", "L’Assemblée générale a décidé : « œuvrer » à Genève, où l’État membre – naïf – siège."),
        ("az", "Əlavə: ışıq, şəhər və çay haqqında məlumat; Ǧ ǧ."),
        ("ru", "Генеральная Ассамблея приняла резолюцию 79/17 в соответствии с Уставом (№ 5)."),
        ("zh", "秘书长的报告（A/79/1），并通过了第79/17号决议。“代表”们认为，《宪章》的宗旨是基石；"),
    ],
)
def test_words_come_back_exactly(language: str, value: str, tmp_path: Path) -> None:
    data = pdf(numbered(1, value * 6, note("1", value)), language=language)
    path = tmp_path / "words.pdf"
    path.write_bytes(data)
    body, foot = joined(words(value * 6)), joined(words(value))
    for read in (joined(pdfium_words(path)), joined(pdf_words(path))):
        assert body in read
        assert foot in read.split(body)[1]


def joined(found: list[str]) -> str:
    return " ".join(found)


def test_arabic_letters_and_word_order_come_back(tmp_path: Path) -> None:
    value = "إن لجنة الأمم المتحدة (الأونسيترال) اعتمدت القرار 79/17 في 12 تموز 2024"
    path = tmp_path / "arabic.pdf"
    path.write_bytes(pdf(Para(S.BODY, text(value)), language="ar", direction="rtl"))
    assert joined(words(value)) in joined(pdf_words(path))


def test_capitals_of_a_style_are_heard_as_written(tmp_path: Path) -> None:
    document = composed(Para(S.LABEL, text("Press release")))
    styles = dict(document.pack.styles) | {S.LABEL: replace(document.pack.styles[S.LABEL], capitals=True)}
    data, _ = written(replace(document, pack=replace(document.pack, styles=styles)))
    assert row(data, "Press release")


def test_missing_glyph_is_drawn_as_a_mark_and_warned_of_once() -> None:
    data, report = written(composed(numbered(1, "A \U000e0041 and \U000e0041 and \U000e0042 stay.")))
    assert [d.code for d in report.diagnostics] == ["no-glyph"]
    assert "U+E0041" in report.diagnostics[0].message and "U+E0042" in report.diagnostics[0].message
    assert "stay." in row(data, "stay.").text


def test_a_latin_letter_opens_no_other_font() -> None:
    faces.opened.cache_clear()
    pdf(*LETTER)
    before = faces.opened.cache_info().currsize
    pdf(*LETTER, numbered(9, "中文"), language="zh")
    assert faces.opened.cache_info().currsize > before


def test_no_font_is_an_error_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "_packaged", dict)
    monkeypatch.setattr(faces, "_installed", dict)
    faces._find.cache_clear()
    try:
        with pytest.raises(FontError) as raised:
            pdf(title())
    finally:
        faces._find.cache_clear()
    assert raised.value.hint is not None and "masthead[fonts]" in raised.value.hint


# ---------------------------------------------------------------- pages


def test_headings_stay_with_what_follows() -> None:
    for lines in range(20, 34):
        data = pdf(
            *(numbered(n, "Word. " * 12) for n in range(lines)), heading("Considerations"), numbered(99, PROSE * 3)
        )
        last = [r.text for r in rows(data, 0)]
        if any("Considerations" in r for r in last):
            place = next(n for n, r in enumerate(last) if "Considerations" in r)
            assert "99. The Committee" in last[place + 1]
            assert "Committee" in last[place + 1] and len(last) > place + 2


def test_no_line_of_a_paragraph_stands_alone() -> None:
    for lead in range(8):
        flow = [numbered(n, "Word. ") for n in range(lead)] + [numbered(50 + n, PROSE * 2) for n in range(20)]
        data = pdf(*flow)
        for page in range(page_count(data) - 1):
            body = [r for r in rows(data, page) if r.size == 10 and 43 < r.x < 60 and r.y < 258]
            assert not re.match(r"5\d\. |6\d\. ", body[-1].text), f"first line alone at the foot of page {page + 1}"


def test_notes_stand_on_the_page_of_their_mark() -> None:
    data = pdf(*LETTER)
    for page in range(page_count(data)):
        found = rows(data, page)
        marks = {r.text for r in found if r.size == 6.5}
        notes = {r.text for r in found if r.size == 5.5}
        assert marks == notes and (marks or page == page_count(data) - 1)


def test_starred_notes_come_before_numbered_ones() -> None:
    data = pdf(numbered(1, "Word", note("1", "First numbered."), " word", note("*", "With a star."), " end."))
    star, one = row(data, "With a star."), row(data, "First numbered.")
    assert star.y < one.y


def test_long_note_goes_on_over_pages_and_loses_nothing(tmp_path: Path) -> None:
    data = pdf(numbered(1, "Mark", note("1", PROSE * 60), " and the rest. ", PROSE * 8))
    path = tmp_path / "long.pdf"
    path.write_bytes(data)
    assert page_count(data) > 2
    assert pdf_words(path).count("Ister") == 68


def test_head_rows_are_set_again_and_read_once() -> None:
    grid = table([["Item", "Amount"], *([f"Travel {n}", f"{n} 500"] for n in range(120))])
    data = pdf(grid)
    for page in range(page_count(data)):
        assert any(r.text.startswith("Item") for r in rows(data, page))
    found = [node for node in tree(data).walk() if node.kind in ("TR", "TH")]
    assert sum(node.kind == "TR" for node in found) == 121 and sum(node.kind == "TH" for node in found) == 2


def test_contents_show_the_pages_of_their_headings() -> None:
    heads = [heading(f"Part number {n}", f"{n}.", anchor=f"h{n}") for n in range(1, 9)]
    entries = tuple(ContentsEntry(1, h.label, h.content, h.anchor) for h in heads)
    listed = Contents(Para(S.CONTENTS_HEADING, text("Contents")), Para(S.CONTENTS_PAGE, text("Page")), entries)
    flow = [item for n, head in enumerate(heads) for item in (head, numbered(n, PROSE * 9))]
    data = pdf(listed, *flow)
    for n in range(1, 9):
        page = next(p for p in range(page_count(data)) if any(r.text == f"{n}. Part number {n}" for r in rows(data, p)))
        assert row(data, f"Part number {n} .").text.endswith(f". {page + 1}") or row(
            data, f"Part number {n}"
        ).text.rstrip().endswith(str(page + 1))


def test_landscape_sections_turn_the_page_and_its_head() -> None:
    body = Section((numbered(1, PROSE),), new_page=False)
    wide = Section(
        (Para(S.ANNEX_HEADING, text("Annex"), tag=Tag.HEADING, level=1), numbered(1, PROSE * 30)),
        "annex",
        landscape=True,
    )
    data, _ = written(replace(composed(), sections=(body, wide)))
    boxes = re.findall(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert (b"792.00", b"612.00") in boxes and (b"612.00", b"792.00") in boxes
    assert " cm\n" in contents(data)[1]


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


def samples() -> dict[str, Composed]:
    """One document of each kind of thing that can go wrong in a validator."""
    link = SymbolLink(text("A/80/604"), "A/80/604", "https://docs.un.org/en/A/80/604 (2026)")
    letterhead = LetterheadBlock(
        (("Permanent Mission of Karesia",), ("Mission permanente",)), ("en", "fr"), ("12 Example Street",)
    )
    arabic = (
        title("رسالة"),
        numbered(1, "إن لجنة الأمم المتحدة (79/17) بِسْمِ", note("1", "نصٌّ")),
        table([["الفئة", "المبلغ"]]),
    )
    rich = (
        *LETTER,
        numbered(9, link, Strong(text("bold"))),
        table([["A", "B"], ["1", "2"]]),
        framed(),
        pictured(png()),
        columns(),
    )
    mixed = numbered(1, "Əə Россия 联合国 العربية e\u0301 x\u0331 \ue123 \U000e0041 “end”")
    mission = replace(composed(title(), pack="mission"), masthead=None, letterhead=letterhead, first_foot=None)
    return {
        "letter": composed(*rich),
        "arabic": composed(*arabic, language="ar", direction="rtl"),
        "chinese": composed(title("报告"), numbered(1, "联合国大会，审议了报告。" * 20), language="zh"),
        "mixed": composed(mixed),
        "mission": mission,
        "empty": composed(),
    }


def framed() -> Framed:
    return Framed((Para(S.BOX_TITLE, text("Summary")),), (Para(S.BOX_TEXT, text(PROSE)),), Length(0), Length(6_000_000))


def columns() -> Columns:
    left = (Para(S.SESSION, text("Seventy-eighth session")), Para(S.AGENDA_ITEM, text("Agenda items 31 and 61")))
    return Columns(left, (Para(S.SESSION, text("Seventy-eighth year")),), Length(6739 * 635))


def png(size: tuple[int, int] = (12, 8)) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGBA", size, (200, 10, 10, 128)).save(out, "PNG")
    return out.getvalue()


def pictured(data: bytes) -> Pictured:
    figure = Figure(Picture(data, "image/png", "A red field"), SPAN, "Figure I")
    return Pictured(
        figure, Length(2_000_000), Length(1_000_000), (Para(S.TABLE_LABEL, text("Figure I")),), "A red field"
    )


# ---------------------------------------------------------------- what cannot be set well


def test_columns_stand_side_by_side() -> None:
    data = pdf(columns())
    session, year = row(data, "Seventy-eighth session"), row(data, "Seventy-eighth year")
    assert session.y == year.y
    assert "Agenda items 31 and 61" in row(data, "Agenda items").text


BAD: dict[str, tuple[Callable[[], tuple[Item, ...]], str | None]] = {
    "a word wider than the column": (lambda: (numbered(1, "x" * 400, " end"),), "wide-word"),
    "a heading wider than the column": (lambda: (heading("A" * 300),), "wide-word"),
    "a table wider than the page": (lambda: (table([["a", "b"], ["c", "d"]], width=400),), "wide-table"),
    "two hundred columns": (lambda: (table([[f"c{n}" for n in range(200)]] * 3),), "wide-table"),
    "a row taller than a page": (lambda: (table([["A", "B"], ["x", PROSE * 80], ["y", "z"]]),), None),
    "a note longer than a page": (lambda: (numbered(1, "Mark", note("1", PROSE * 90)),), None),
    "a note in a note": (
        lambda: (numbered(1, Footnote("1", (Paragraph((Text("In"), note("2", "inner")), SPAN),), SPAN)),),
        None,
    ),
    "a broken picture": (lambda: (pictured(b"\x89PNG broken"), pictured(b"")), "broken-image"),
    "a picture taller than a page": (lambda: (replace(pictured(png()), height=Length(36000 * 900)),), None),
    "empty parts": (lambda: EMPTY, None),
    "breaks alone": (lambda: (Break(), Break(), numbered(1, "x"), Break()), None),
    "control characters": (lambda: (numbered(1, "a\x00b\x0b c\ud800 d\ufeff\u202e e"),), None),
}
EMPTY: tuple[Item, ...] = (
    Para(S.BODY, ()),
    Para(S.NUMBERED, (), "1.", tag=Tag.ITEM),
    Grid((), (), 0, Length(0)),
    table([[""]]),
    Framed((), (), Length(0), Length(36000)),
    Columns((), (), Length(36000)),
    Line(),
    Gap(Length(36000 * 300)),
    Para(S.BODY, text("end")),
)


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_set_and_warned_of(name: str) -> None:
    make, code = BAD[name]
    data, report = written(composed(*make()))
    assert page_count(data) >= 1
    codes = {diagnostic.code for diagnostic in report.diagnostics}
    assert code in codes if code else not codes


def test_ten_thousand_notes_are_all_there(tmp_path: Path) -> None:
    marks = [part for n in range(1, 10_001) for part in ("word ", note(str(n), f"Note {n}."))]
    path = tmp_path / "many.pdf"
    path.write_bytes(pdf(numbered(1, *marks)))
    assert pdfium_words(path).count("Note") == 10_000


def test_tall_row_loses_no_word(tmp_path: Path) -> None:
    path = tmp_path / "tall.pdf"
    path.write_bytes(pdf(table([["A", "B"], ["x", PROSE * 80], ["last", "z"]])))
    read = pdfium_words(path)
    assert read.count("Ister") == 80 and "last" in read


def test_two_hundred_columns_lose_no_word(tmp_path: Path) -> None:
    path = tmp_path / "wide.pdf"
    path.write_bytes(pdf(table([[f"c{n}" for n in range(200)]])))
    assert {f"c{n}" for n in range(200)} <= set(pdfium_words(path))


# ---------------------------------------------------------------- mixed directions


def test_order_of_letters_is_that_of_the_standard() -> None:
    tools.need_module("bidi")
    import random

    from bidi import get_display

    chance = random.Random(7)
    letters = "abcאבגابج123١٢٣ ,.-/+%()[]:  \u0301ה"
    for _ in range(3000):
        sample = "".join(chance.choice(letters) for _ in range(chance.randrange(1, 24)))
        base = chance.randrange(2)
        deep = levels(sample, base)
        mine = "".join(sample[at] for at in visual(range(len(sample)), deep.__getitem__))
        assert mine == get_display(sample, base_dir="LR"[base]), ascii(sample)
