"""PDF pages: positions, words read back by two extractors, page ends, notes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from converter.compose.composed import (
    Contents,
    ContentsEntry,
    Para,
    Section,
    Tag,
)
from converter.diagnostics import FontError
from converter.style import faces
from converter.style.names import StyleName as S
from converter.writers.pdf import fonts
from converter.writers.pdf.atoms import Atom
from converter.writers.pdf.bidi import levels, visual
from converter.writers.pdf.lines import Galley, Measure, Narrowing, breaks
from tests.support import tools
from tests.support.pdf_pages import contents, page_count, row, rows, tree
from tests.support.pdf_samples import (
    LETTER,
    MASTHEAD,
    PROSE,
    composed,
    heading,
    note,
    numbered,
    pdf,
    table,
    text,
    title,
    written,
)
from tests.support.words import pdf_words, pdfium_words, words

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
        ("Budget of the mission", 43.52, 94.08, 14),
        ("26-05286 (E)", 23.08, 263.69, 10),
    ],
)
def test_first_page_stands_where_the_pack_says(wanted: str, x: float, y: float, size: float) -> None:
    # The title stands one line of 15 pt and 18 pt of space below the agenda item.
    found = row(pdf(*LETTER), wanted)
    assert (found.x, found.y) == (pytest.approx(x, abs=0.1), pytest.approx(y, abs=0.1))
    assert found.size == size


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


def test_spaces_of_a_justified_line_are_narrowed_for_one_word_more() -> None:
    wide, narrow = Measure(0, 0, 100), Measure(0, 0, 99)
    galley = Galley([Atom(width=30, glue=4, loose=True), Atom(width=30, glue=4, loose=True), Atom(width=32)])
    quarter = Narrowing(0.25, 2.0)
    assert breaks(galley, wide, quarter) == [0, 3]
    assert breaks(galley, narrow, quarter) == [0, 3]
    assert breaks(galley, narrow) == [0, 2, 3]
    assert breaks(galley, Measure(0, 0, 97), quarter) == [0, 2, 3], "three quarters of a space must remain"
    tight = Galley([Atom(width=45, glue=4, loose=True), Atom(width=45, glue=4, loose=True), Atom(width=0.5)])
    assert breaks(tight, Measure(0, 0, 97.8), quarter) == [0, 3]
    assert breaks(tight, Measure(0, 0, 95), quarter) == [0, 2, 3], "a line nearly full is not narrowed"


def test_no_line_ends_in_a_space_that_binds() -> None:
    data = pdf(numbered(1, "Word " * 17, "section\xa0IV of the report, " * 6))
    lines = [r.text for r in rows(data) if r.size == 10]
    assert not [text for text in lines if text.rstrip().endswith("section")]
    assert sum(text.count("section IV") for text in lines) == 6


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


@pytest.mark.parametrize(
    "value",
    [
        "إن لجنة الأمم المتحدة (الأونسيترال) اعتمدت القرار 79/17 في 12 تموز 2024",
        "الجمعية العامة للأمم المتحدة في المدينة",
    ],
)
def test_arabic_letters_and_word_order_come_back(tmp_path: Path, value: str) -> None:
    # Extractors take a page's direction from most of its words, so no English masthead here.
    arabic = composed(Para(S.BODY, text(value)), language="ar", direction="rtl")
    path = tmp_path / "arabic.pdf"
    path.write_bytes(written(replace(arabic, masthead=None, first_foot=None))[0])
    assert joined(words(value)) in joined(pdfium_words(path))
    assert "".join(words(value)) in "".join(pdf_words(path))


def test_a_mark_is_no_part_of_the_word_before_it(tmp_path: Path) -> None:
    path = tmp_path / "marks.pdf"
    path.write_bytes(pdf(numbered(7, "In 2025", note("1", "Note."), " and in Ister", note("2", "Note."), ".")))
    for read in (pdfium_words(path), pdf_words(path)):
        assert joined(["In", "2025", "1", "and", "in", "Ister", "2"]) in joined(read)


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
    fonts.typeface.cache_clear()
    pdf(*LETTER)
    before = fonts.typeface.cache_info().currsize
    pdf(*LETTER, numbered(9, "中文"), language="zh")
    assert fonts.typeface.cache_info().currsize > before


def test_no_font_is_an_error_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "_packaged", dict)
    monkeypatch.setattr(faces, "_installed", dict)
    faces._find.cache_clear()
    try:
        with pytest.raises(FontError) as raised:
            pdf(title())
    finally:
        faces._find.cache_clear()
    assert raised.value.hint is not None and 'python -m pip install ".[fonts]"' in raised.value.hint


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
