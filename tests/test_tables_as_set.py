"""Tables of Word files made from the house's templates are set as the file has them, in both formats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from converter import convert
from converter.compose.composed import Composed, Grid
from converter.options import Options
from converter.pipeline import composed, job_for, understand
from converter.style.units import Length
from converter.walk import plain
from converter.writers.pdf.boxes import Strip
from converter.writers.pdf.snakes import columns, height_of
from tests.support.docx_checks import Package, faults
from tests.support.pdf_pages import page_count, row, rows, word_places
from tests.support.word_files import word_file
from tests.support.words import pdfium_words

HOUSE = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:line="240" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="SingleTxt"><w:name w:val="__Single Txt"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="120"/><w:ind w:left="1267" w:right="1267"/></w:pPr></w:style>'
)
PLAIN = HOUSE.replace("__Single Txt", "Body")
SMALL = '<w:spacing w:before="40" w:after="40" w:line="210" w:lineRule="exact"/>'
SPACER = '<w:p><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
MM = 20 * 72 / 25.4
"""Twips."""
LEFT = 21.17
"""Millimetres from the edge of the page to its margin."""


def p(text: str, about: str = "", size: int = 0, style: str = "") -> str:
    """A paragraph; a tab in its text is one."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f'<w:rPr><w:sz w:val="{size}"/></w:rPr>' if size else ""
    runs = re.sub("\t", f"</w:t></w:r><w:r>{look}<w:tab/></w:r><w:r>{look}<w:t>", text)
    return f"<w:p><w:pPr>{named}{about}</w:pPr><w:r>{look}<w:t>{runs}</w:t></w:r></w:p>"


def cell(inner: str, width: int, about: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{about}</w:tcPr>{inner}</w:tc>'


def table(
    rows: Sequence[Sequence[str]], widths: Sequence[int], *, left: int = 0, borders: str = "", about: str = ""
) -> str:
    """A table of cells that are made already."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(f"<w:tr>{about}{''.join(cells)}</w:tr>" for cells in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblInd w:w="{left}" w:type="dxa"/>{borders}'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def border(side: str, size: int = 4) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}"/>'


FRAME = f"<w:tblBorders>{''.join(map(border, ('top', 'left', 'bottom', 'right')))}</w:tblBorders>"


def simple(*texts: Sequence[str], widths: Sequence[int] = (3000, 2000), left: int = 1267) -> str:
    """A table of 8.5 points."""
    made = [[cell(p(text, SMALL, 17), width) for text, width in zip(row, widths, strict=True)] for row in texts]
    return table(made, widths, left=left)


def made(body: str, styles: str = HOUSE, to: str = "pdf") -> bytes:
    data: bytes = convert(word_file({"body": body, "styles": styles}), to=(to,), name="lamp.docx", style="un-new-york")[
        to
    ]
    return data


def grids(body: str, styles: str = HOUSE) -> list[Grid]:
    """The tables as both writers get them."""
    job = job_for(word_file({"body": body, "styles": styles}), Options(style="un-new-york"), "lamp.docx")
    understand(job)
    page: Composed = composed(job)
    return [item for section in page.sections for item in section.flow if isinstance(item, Grid)]


LAMPS = ("Lamps of the pier", "in use"), ("Green lamps", "forty"), ("Blue lamps", "nine")


def test_columns_and_sizes_are_those_of_the_file() -> None:
    data = made(simple(*LAMPS))
    first, second = row(data, "Green"), row(data, "forty")
    assert first.x == pytest.approx(LEFT + 1267 / MM, abs=0.1)
    places = {word.text: word for word in word_places(data)}
    assert places["forty"].x == pytest.approx(LEFT + (1267 + 3000) / MM, abs=0.1)
    assert (first.size, second.size) == (8.5, 8.5)
    below = row(data, "Blue").y - first.y
    assert below == pytest.approx((40 + 210 + 40) / MM, abs=0.05)


def test_in_a_file_of_somebody_s_own_the_pack_sets_the_table() -> None:
    (own,) = grids(simple(*LAMPS), PLAIN)
    assert own.shapes == ()
    (house,) = grids(simple(*LAMPS))
    assert [width.twip for width in house.widths] == [3000, 2000]
    assert len(house.shapes) == len(LAMPS)


def test_text_of_ten_points_stays_and_moves_what_follows() -> None:
    large = table([[cell(p(text, "", 20), 4000) for text in texts] for texts in LAMPS], (4000, 4000))
    data = made(large + p("The pier ends here.", style="SingleTxt"))
    assert row(data, "Green").size == pytest.approx(10, abs=0.05)
    assert row(data, "Blue").y - row(data, "Green").y == pytest.approx(240 / MM, abs=0.05)


def test_tabs_before_a_text_and_letters_squeezed_in_a_cell_are_kept() -> None:
    tabs = '<w:tabs><w:tab w:val="left" w:pos="288"/></w:tabs>'
    squeezed = '<w:r><w:rPr><w:w w:val="90"/></w:rPr><w:t>Blue lamps of the outer pier</w:t></w:r>'
    body = table(
        [[cell(p("\tTotal", tabs), 4000)], [cell(f"<w:p>{squeezed}</w:p>", 4000)], [cell(p("Green lamps"), 4000)]],
        (4000,),
    )
    body = body.replace("<w:tr>", "<w:tr>", 1)
    two = re.sub(r"</w:tc></w:tr>", "</w:tc>" + cell(p("9"), 1000) + "</w:tr>", body)
    (grid,) = grids(two.replace('<w:gridCol w:w="4000"/>', '<w:gridCol w:w="4000"/><w:gridCol w:w="1000"/>'))
    total, blue, green = (cells[0].content[0].own for cells in grid.rows)
    assert total and blue and green
    assert Length(total.left + total.first).twip == 288
    assert (blue.scale, green.scale) == (90, 103)


def test_rules_are_those_of_the_cells_the_thicker_one_where_two_meet() -> None:
    head = f"<w:tcBorders>{border('top')}{border('bottom', 12)}</w:tcBorders>"
    next_to = f"<w:tcBorders>{border('top', 4)}</w:tcBorders>"
    names = [cell(p("Lamp"), 3000, head), cell(p("Number"), 3000, head)]
    body = table([names, [cell(p("Green"), 3000, next_to), cell(p("9"), 3000)]], (3000, 3000))
    (grid,) = grids(body)
    first, second = grid.rows
    assert [one.rules.above.pt for one in first] == [0.5, 0.5]
    rule = [cell.rules.below.pt or below.rules.above.pt for cell, below in zip(first, second, strict=True)]
    assert rule == [1.5, 1.5]


def test_a_frame_is_drawn_around_the_table_and_its_notes() -> None:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>a</w:t></w:r>'
    marked = p("Green lamps").replace("</w:p>", f"{mark}</w:p>")
    body = (
        p("The lamps are counted.", style="SingleTxt")
        + table(
            [[cell(marked, 4000), cell(p("40"), 2000)], [cell(p("Blue"), 4000), cell(p("9"), 2000)]],
            (4000, 2000),
            borders=FRAME,
        )
        + p(" By hand.").replace("<w:r>", f"{mark}<w:r>", 1)
    )
    (grid,) = grids(body)
    assert grid.framed
    assert [plain(para.content).strip() for para in grid.rows[-2][0].content] == ["By hand."]
    # The frame's lower edge keeps its distance from the last note.
    assert not grid.rows[-1][0].content and grid.shapes[-1].exact and grid.shapes[-1].height > 0
    above, below = grid.rows[0], grid.rows[-1]
    assert all(one.rules.above.pt == 0.5 for one in above)
    assert all(one.rules.below.pt == 0.5 for one in below)
    assert all(cells[0].rules.before.pt == 0.5 for cells in grid.rows)


def test_room_around_a_table_is_what_the_empty_lines_make() -> None:
    text = p("The lamps are counted.", style="SingleTxt")
    near, far = (made(text + SPACER * count + simple(*LAMPS)) for count in (1, 4))
    moved = row(far, "Green").y - row(near, "Green").y
    assert moved == pytest.approx(3 * 120 / MM, abs=0.05)


def test_a_numbered_paragraph_before_a_unit_is_no_title() -> None:
    body = p("12.\tThe lamps of the pier are as follows:", style="SingleTxt") + p("(Thousands of lamps)", "", 14)
    (grid,) = grids(body + simple(*LAMPS))
    assert [para.style.value for para in grid.caption] == ["table_unit"]


def test_a_long_row_goes_on_over_the_page_and_is_read_cell_by_cell(tmp_path: Path) -> None:
    long = [cell("".join(p(f"{side}{n}") for n in range(90)), 4000) for side in ("west", "east")]
    body = table([[cell(p("Where"), 4000), cell(p("What"), 4000)], long], (4000, 4000))
    data = made(body)
    assert page_count(data) == 2
    heard = [word.text for page in range(2) for word in word_places(data, page)]
    wanted = [f"{side}{n}" for side in ("west", "east") for n in range(90)]
    assert set(wanted) <= set(heard)
    path = tmp_path / "long.pdf"
    path.write_bytes(data)
    drawn = [word for word in pdfium_words(path) if word in wanted]
    turn = drawn.index("east0")
    assert drawn[:turn] == wanted[:turn]
    assert drawn[turn : 2 * turn] == wanted[90 : 90 + turn]


def section(count: int) -> str:
    size = '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:left="1200" w:right="1200" w:top="1440" w:bottom="1152"/>'
    kind = f'<w:type w:val="continuous"/>{size}<w:cols w:num="{count}" w:space="240"/>'
    return f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:sectPr>{kind}</w:sectPr></w:pPr></w:p>'


RESOLUTIONS = [(f"79/{n}", f"On the lamps of pier {n}") for n in range(12)]


def in_columns() -> str:
    text = p("The list below was reviewed.", style="SingleTxt")
    listed = simple(*RESOLUTIONS, widths=(1400, 3400), left=0)
    return text + section(1) + listed + section(2) + p("Nothing else was found on the piers.", style="SingleTxt")


def test_a_table_in_columns_of_the_page_runs_down_the_first_and_on_in_the_next() -> None:
    data = made(in_columns())
    places = [(word.text, word.x, word.y) for word in word_places(data) if word.text.startswith("79/")]
    places.sort(key=lambda place: (round(place[1]), place[2]))
    assert [text for text, _, _ in places] == [number for number, _ in RESOLUTIONS]
    left, right = places[:6], places[6:]
    assert {round(x, 1) for _, x, _ in left} == {round(LEFT, 1)}
    assert {round(x, 1) for _, x, _ in right} == {round(LEFT + (1400 + 3400 + 240) / MM, 1)}
    assert [y for _, _, y in left] == [y for _, _, y in right]


def test_word_gets_a_section_for_it_and_gives_it_back() -> None:
    data = made(in_columns(), to="docx")
    body = Package(data).parts["word/document.xml"].decode()
    assert [(n or "1") for n in re.findall(r'<w:cols(?: w:num="(\d)")?', body)] == ["1", "2", "1"]
    assert re.findall(r'<w:type w:val="(\w+)"', body) == ["continuous", "continuous"]
    assert faults(data) == []
    again: bytes = convert(data, to=("pdf",), name="again.docx", style="un-new-york")["pdf"]
    assert [r.text for r in rows(again)] == [r.text for r in rows(made(in_columns()))]


def test_word_has_the_table_as_the_pdf_has() -> None:
    data = made(simple(*LAMPS) + p("The pier ends here.", style="SingleTxt"), to="docx")
    body = Package(data).parts["word/document.xml"].decode()
    assert re.findall(r'<w:gridCol w:w="(\d+)"', body) == ["3000", "2000"]
    assert '<w:tblInd w:w="1267" w:type="dxa"/>' in body
    assert faults(data) == []


@pytest.mark.parametrize("widths", [(0, 0), (40_000, 40_000), (1, 9840)], ids=["none", "beyond the page", "a hair"])
def test_no_width_loses_a_word(widths: tuple[int, int]) -> None:
    data = made(simple(*LAMPS, widths=widths))
    heard = "".join(word.text for word in word_places(data))
    for word in ("Green", "forty", "Blue", "nine"):
        assert word in heard


def test_two_hundred_columns_and_a_row_taller_than_pages_lose_no_word() -> None:
    many = [cell(p(f"c{n}"), 49) for n in range(200)]
    wide = made(table([many, many], [49] * 200))
    heard = {word.text for page in range(page_count(wide)) for word in word_places(wide, page)}
    assert {f"c{n}" for n in range(200)} <= heard
    whole = "<w:trPr><w:cantSplit/></w:trPr>"
    tall = [cell("".join(p(f"t{n}") for n in range(200)), 3000), cell(p("side"), 3000)]
    data = made(table([tall, tall], (3000, 3000), about=whole))
    heard = {word.text for page in range(page_count(data)) for word in word_places(data, page)}
    assert {f"t{n}" for n in range(200)} <= heard


def strips(*heights: float) -> list[Strip]:
    return [Strip(height) for height in heights]


def test_columns_of_one_table_are_as_low_as_can_be() -> None:
    assert [len(column) for column in columns(strips(10, 10, 10, 10, 10), 2, 500)] == [3, 2]
    assert [len(column) for column in columns(strips(40, 10, 10), 2, 500)] == [1, 2]
    assert [len(column) for column in columns(strips(*[10] * 30), 2, 100)] == [10, 10]
    assert columns(strips(20), 2, 10) == []
    gap = [replace_gap(strip) for strip in strips(10, 10)]
    assert height_of(gap) == 25


def replace_gap(strip: Strip) -> Strip:
    strip.gap = 5
    return strip
