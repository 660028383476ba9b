"""Where pages of Word files made from the house's templates end: as in Word, in both formats."""

from __future__ import annotations

import re

import pytest

from converter.compose.composed import Composed, Grid
from converter.compose.table_notes import placed
from converter.model import Footnote, Heading, Paragraph, Table, TableCell, Text
from converter.options import Options
from converter.pipeline import composed, job_for, understand
from converter.span import Span
from converter.style.names import StyleName
from converter.style.packs import load
from converter.style.units import Length
from converter.writers.pdf.atoms import Atom
from converter.writers.pdf.boxes import Strip
from converter.writers.pdf.lines import Galley, Measure, breaks
from converter.writers.pdf.pages import Filler, Geometry, Separator
from tests.support.docx_checks import Package
from tests.support.pdf_pages import page_count, row, rows, word_places
from tests.support.word_files import word_file
from tests.test_tables_as_set import HOUSE, LEFT, MM, SMALL, SPACER, border, cell, grids, made, p, simple, table

KEPT = "<w:keepNext/>"
LAMPS = ("Green", "Blue", "Amber", "White", "Violet", "Grey")


def lamps(*kept: str, width: int = 3000) -> str:
    """A table of a lamp and its number a row; those named are kept with the next."""
    return table(
        [
            [cell(p(name, SMALL + KEPT * (name in kept), 17), width), cell(p(str(n), SMALL, 17), 1000)]
            for n, name in enumerate(LAMPS)
        ],
        (width, 1000),
    )


def composed_of(body: str) -> Composed:
    job = job_for(word_file({"body": body, "styles": HOUSE}), Options(style="un-new-york"), "lamp.docx")
    understand(job)
    return composed(job)


def pages(body: str) -> dict[str, int]:
    """The page of each word."""
    data = made(body)
    return {word.text: page for page in range(page_count(data)) for word in word_places(data, page)}


def lines(count: int) -> str:
    """Paragraphs of one line that fill a page but for what comes after them."""
    return "".join(
        p(f"The lamp of pier {n} is lit.", '<w:spacing w:after="0"/>', style="SingleTxt") for n in range(count)
    )


def test_rows_that_are_kept_with_the_next_stay_on_one_page() -> None:
    count = next(n for n in range(30, 60) if len({pages(lines(n) + lamps())[name] for name in LAMPS}) == 2)
    apart, together = pages(lines(count) + lamps()), pages(lines(count) + lamps(*LAMPS[:-1]))
    assert apart["Green"] < apart["Grey"]
    assert {together[name] for name in LAMPS} == {apart["Grey"]}


def test_word_asks_the_first_cell_and_is_told_in_all() -> None:
    (grid,) = grids(lamps("Green", "Amber"))
    assert [shape.keep_next for shape in grid.shapes] == [True, False, True, False, False, False]
    document = Package(made(lamps("Green", "Amber"), to="docx")).parts["word/document.xml"].decode()
    rows = re.findall(r"<w:tr>.*?</w:tr>", document)
    assert [row.count("<w:keepNext") for row in rows if "Green" in row or "Blue" in row] == [2, 0]


def test_an_empty_column_takes_nothing_from_the_others() -> None:
    wide, gap, figure = 2100, 60, 1200
    indents = '<w:ind w:left="144" w:right="43"/>'
    rows = [
        [cell(p(name, SMALL, 17), wide), cell(p("", SMALL + indents), gap), cell(p(name.upper(), SMALL, 17), figure)]
        for name in LAMPS
    ]
    places = {word.text: word for word in word_places(made(table(rows, (wide, gap, figure))))}
    assert places["GREEN"].x == pytest.approx(LEFT + (wide + gap) / MM, abs=0.05)


SUMMARY = '<w:spacing w:before="240" w:after="120"/>'
SIDES = f"<w:tblBorders>{border('left', 2)}{border('right', 2)}</w:tblBorders>"


def boxed(*inner: str) -> str:
    """A framed table of one column with a small table in it, as the house's templates have for a summary."""
    small = table([[cell(p("Lamps", SMALL, 17), 2000), cell(p("nine", SMALL, 17), 2000)]], (2000, 2000))
    title = p("Summary", SUMMARY, 24)
    return table(
        [[cell(title, 9850)], [cell(small + inner[0], 9850)], [cell("".join(inner[1:]), 9850)]], (9850,), borders=SIDES
    )


def test_a_box_at_the_top_of_a_page_has_its_room_inside() -> None:
    body = p("The pier.", style="SingleTxt") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    data = made(body + boxed("<w:p/>", p("All lamps are lit.", style="SingleTxt")))
    top = next(row for row in rows(data, 1) if row.text == "Summary")
    assert top.y == pytest.approx(34.1, abs=0.2)  # A/80/590, page 3


def test_the_paragraph_that_word_asks_for_after_an_inner_table_has_no_height() -> None:
    after = p("All lamps are lit.", style="SingleTxt")
    places = [made(boxed(empty, after)) for empty in ("<w:p/>", p("", style="SingleTxt"), SPACER)]
    assert len({row(data, "All").y - row(data, "Lamps").y for data in places}) == 1
    apart = made(boxed("<w:p/>", SPACER, after))
    assert row(apart, "All").y - row(places[0], "All").y == pytest.approx(120 / MM, abs=0.05)


def test_no_line_of_a_cell_ends_in_a_space_that_the_typist_bound() -> None:
    body = table([[cell(p(f"Lamps as at 28{space}February", "", 20), 1500)] * 2 for space in " \u00a0"], (1500, 1500))
    found = [row.text.split()[0] for row in rows(made(body)) if row.x < 1000 / MM + LEFT and row.y > 20]
    assert [text[:8] for text in found] == ["Lamps", "February", "Lamps", "28"]


def test_the_line_that_tells_the_unit_is_as_high_as_in_the_file() -> None:
    unit = '<w:spacing w:line="{}" w:lineRule="exact"/>'
    low, high = (made(p("Lamps") + p("(Thousands)", unit.format(n), 14) + lamps()) for n in (160, 240))
    assert row(high, "Green").y - row(low, "Green").y == pytest.approx(80 / MM, abs=0.05)


def test_the_rule_above_notes_takes_as_much_room_as_in_the_originals() -> None:
    pack = load("un-new-york")
    note = pack.styles[StyleName.FOOTNOTE]
    line = pack.notes.separator_above + pack.notes.separator_gap - note.leading * pack.page.baseline // 100
    assert line / Length.read("1pt") == pytest.approx(8 * 1.15 + 4, abs=0.1)


def noted(label: str, line: int) -> Footnote:
    return Footnote(label, (Paragraph((Text("Lit at night."),), Span(line, line)),), Span(line, line))


def lamp_table(first: int, last: int, *notes: Footnote) -> Table:
    return Table(((TableCell((Text("Green"), *notes)),),), 0, Span(first, last))


def test_letters_of_a_heading_and_of_tables_stand_under_the_table_before_their_text() -> None:
    heading = Heading(3, None, (Text("Lamps"), noted("a", 9)), span=Span(1, 1))
    blocks = (heading, lamp_table(2, 3, noted("b", 10)), lamp_table(4, 8), Paragraph((Text("All."),), Span(12, 12)))
    assert [[note.label for note in notes] for _, notes in placed(blocks)] == [[], [], ["a", "b"], []]


def test_letters_whose_text_stands_elsewhere_stay() -> None:
    heading = Heading(3, None, (Text("Lamps"), noted("a", 20)), span=Span(1, 1))
    blocks = (heading, lamp_table(2, 3, noted("b", 4)), lamp_table(5, 8), Paragraph((Text("All."),), Span(12, 12)))
    found = list(placed(blocks))
    assert [[note.label for note in notes] for _, notes in found] == [[], ["b"], [], []]
    assert found[0][0] == heading


def test_the_last_line_of_a_paragraph_may_be_longer() -> None:
    galley = Galley([Atom(width=30, glue=4), Atom(width=30, glue=4), Atom(width=32)])
    assert breaks(galley, Measure(0, 0, 99.5)) == [0, 2, 3]
    assert breaks(galley, Measure(0, 0, 99.5, spare=0.5)) == [0, 3]
    longer = Galley([*galley.atoms, Atom(width=10)])
    assert breaks(longer, Measure(0, 0, 99.5, spare=0.5)) == [0, 2, 4], "another word follows"


def test_no_page_ends_in_a_row_that_is_kept_with_the_next() -> None:
    def pieces(kept: str) -> int:
        long = p("The lamps of the outer pier. " * 20, SMALL + kept, 17)
        end = [cell(p("Grey", SMALL, 17), 3000), cell(p("nine", SMALL, 17), 1000)]
        body = lines(44) + table([[cell(long, 3000), cell(p("one", SMALL + kept, 17), 1000)], end], (3000, 1000))
        data = made(body)
        return len({page for page in range(page_count(data)) for w in word_places(data, page) if w.text == "outer"})

    assert (pieces(""), pieces(KEPT)) == (2, 1)


def test_the_rule_at_the_end_stands_in_the_empty_lines_after_a_table() -> None:
    head = ("United Nations", "A/80/999", "General Assembly", "Distr.: General", "Original: English")
    symbol = "".join(map(p, head))
    title = p("Lamps of the pier", "<w:jc w:val='center'/>") + p("Report of the Secretary-General") + lines(3)
    found = [composed_of(symbol + title + lamps() + SPACER * count) for count in (0, 3)]
    assert all(page.end_rule for page in found)
    assert {item.after for page in found for item in page.sections[-1].flow if isinstance(item, Grid)} == {0}


def test_only_the_line_from_which_the_end_rule_hangs_needs_room() -> None:
    geometry = Geometry(600, 800, 50, 550, 50, 150, 50, 150)
    for below, count in ((0.0, 2), (-12.5, 1)):
        filler = Filler(Separator(8, 5))
        filler.fill([Strip(85.0, keep=True), Strip(0.25, gap=24.0, below=below)], geometry, True)
        filler.end()
        assert len(filler.pages) == count


def test_a_head_row_is_set_again_only_where_word_does_so() -> None:
    rows_of = [("Pier", "Lamps"), *((f"Pier {n}", "nine") for n in range(90))]
    body = simple(*rows_of)
    repeated = body.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    for text, count in ((body, 1), (repeated, 3)):
        data = made(text)
        pages_of = [page for page in range(page_count(data)) for w in word_places(data, page) if w.text == "Lamps"]
        assert len(pages_of) == count
        document = Package(made(text, to="docx")).parts["word/document.xml"].decode()
        assert ("tblHeader" in document) == (count > 1)


def test_the_last_row_is_kept_with_the_empty_line_after_it_which_may_part_from_the_text() -> None:
    def keeps(empty: str) -> bool:
        (grid,) = grids(lamps(*LAMPS) + empty + p("All is well.", style="SingleTxt"))
        return grid.shapes[-1].keep_next

    assert (keeps(SPACER), keeps(SPACER.replace("<w:pPr>", f"<w:pPr>{KEPT}")), keeps("")) == (False, True, True)


def test_the_rule_above_notes_is_as_high_in_word() -> None:
    pack = load("un-new-york")
    package = Package(made(p("The lamp is lit.", style="SingleTxt"), to="docx"))
    rule = re.search(
        r'<w:footnote[^>]*w:type="separator".*?</w:footnote>', package.parts["word/footnotes.xml"].decode()
    )
    assert rule is not None
    assert f'w:line="{pack.notes.separator_above.twip}"' in rule[0]
