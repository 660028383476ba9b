"""Reading PDF files: tables with cells, notes and their marks, scripts from right to left, pages, and odd files."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from converter.diagnostics import InputError, Report
from converter.normalize import normalize
from converter.options import Options
from converter.readers import read
from converter.readers.pdf_bidi import Fount, Glyph, in_reading_order
from converter.readers.pdf_runs import glyphs
from converter.source import Line, MarkKind, Place, Source
from tests.support.growth import linear

PROSE = "The ferry was closed in the winter of that year, and in the next one too, by ice that had come down the river."


def drawn(*pages: Callable[[Any], None], size: tuple[float, float] = (612, 792)) -> bytes:
    """A PDF of pages that functions draw on a canvas."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def write(canvas: Any, x: float, y: float, text: str, fount: str = "Times-Roman", size: float = 10.0) -> None:
    canvas.setFont(fount, size)
    canvas.drawString(x, y, text)


def source_of(data: bytes) -> Source:
    return read(data, "a.pdf", Options(), Report("a.pdf"))


def mended(data: bytes) -> list[Line]:
    """The lines with words, as the parser sees them."""
    return [line for line in normalize(source_of(data), Report("a.pdf")).lines if line.text]


def cells(data: bytes) -> list[tuple[int, int, int, str]]:
    """Table, row, column and text of each cell that holds something."""
    found = [(line.cell, line.text) for line in mended(data) if line.cell]
    return [(cell.table, cell.row, cell.column, text) for cell, text in found if cell]


# ---------------------------------------------------------------- tables


def grid(canvas: Any, top: float, rows: list[list[str]], xs: tuple[float, ...] = (72, 200, 330, 500)) -> None:
    """A table with rules all around; a text of several lines has them parted by `|`."""
    y = top
    for n, row in enumerate(rows):
        lines = [text.split("|") for text in row]
        high = 14.0 * max(len(one) for one in lines) + 6
        for x, far, one in zip(xs, xs[1:], lines, strict=False):
            canvas.rect(x, y - high, far - x, high)
            for m, text in enumerate(one):
                write(canvas, x + 4, y - 13 - 12 * m, text, "Times-Bold" if n == 0 else "Times-Roman")
        y -= high


def test_a_ruled_table_has_cells_and_its_lines_are_joined() -> None:
    def page(canvas: Any) -> None:
        write(canvas, 72, 740, PROSE)
        grid(canvas, 700, [["Post", "Boats", "Remarks"], ["Anders", "40", "Suspended from|3 to 19 August"]])

    assert cells(drawn(page)) == [
        (0, 0, 0, "Post"),
        (0, 0, 1, "Boats"),
        (0, 0, 2, "Remarks"),
        (0, 1, 0, "Anders"),
        (0, 1, 1, "40"),
        (0, 1, 2, "Suspended from 3 to 19 August"),
    ]


def test_a_table_over_two_pages_is_one_and_its_second_head_is_removed() -> None:
    head = ["Post", "Boats", "Remarks"]

    def first(canvas: Any) -> None:
        grid(canvas, 140, [head, ["Anders", "40", "None"]])

    def second(canvas: Any) -> None:
        grid(canvas, 740, [head, ["Mill Hill", "12", "Moved"]])
        write(canvas, 72, 600, PROSE)

    data = drawn(first, second)
    assert [(table, row) for table, row, column, _ in cells(data) if column == 0] == [(0, 0), (0, 1), (0, 2)]
    report = Report("a.pdf")
    normalize(source_of(data), report)
    assert [gone.text for gone in report.removed] == head


def test_rules_between_rows_are_enough_for_a_table() -> None:
    def page(canvas: Any) -> None:
        for y in (700, 680, 620):
            canvas.line(72, y, 540, y)
        for n, row in enumerate([("Sector", "July", "August"), ("Northern bank", "2", "1"), ("Islands", "0", "3")]):
            for x, text in zip((72, 300, 420), row, strict=True):
                write(canvas, x, 686 - 20 * n, text)
        write(canvas, 72, 560, PROSE)

    rows = cells(drawn(page))
    assert [text for _, _, _, text in rows] == [
        "Sector",
        "July",
        "August",
        "Northern bank",
        "2",
        "1",
        "Islands",
        "0",
        "3",
    ]
    assert [row for _, row, column, _ in rows if column == 0] == [0, 1, 2]


def test_amounts_under_each_other_are_a_table_without_any_rule() -> None:
    def page(canvas: Any) -> None:
        write(canvas, 72, 740, PROSE)
        for n, (said, amount) in enumerate([("Boats", "$297,776"), ("Rope and tar", "$8,800"), ("Ice", "$12")]):
            write(canvas, 90, 700 - 14 * n, said)
            canvas.drawRightString(500, 700 - 14 * n, amount)

    assert [(row, column, text) for _, row, column, text in cells(drawn(page))] == [
        (0, 0, "Boats"),
        (0, 1, "$297,776"),
        (1, 0, "Rope and tar"),
        (1, 1, "$8,800"),
        (2, 0, "Ice"),
        (2, 1, "$12"),
    ]


def test_a_single_box_and_a_masthead_are_no_table() -> None:
    def page(canvas: Any) -> None:
        canvas.rect(60, 600, 480, 60)
        write(canvas, 72, 640, PROSE[:80])
        canvas.line(60, 740, 540, 740)
        write(canvas, 72, 745, "Tarvonia Review")
        write(canvas, 400, 745, "T/79/L.12")

    assert cells(drawn(page)) == []


# ---------------------------------------------------------------- paragraphs, notes, pages


def test_a_number_that_hangs_before_its_text_is_read_before_it() -> None:
    def page(canvas: Any) -> None:
        for n, text in enumerate(("Opening of the session.", "Adoption of the agenda.", "Cranes.")):
            write(canvas, 72, 700 - 13 * n, f"{n + 1}.")
            write(canvas, 106, 700 - 13 * n, text)

    assert [line.text for line in mended(drawn(page))] == [
        "1. Opening of the session.",
        "2. Adoption of the agenda.",
        "3. Cranes.",
    ]


def test_a_first_line_set_in_begins_a_paragraph() -> None:
    lines = [
        "The crossing at Kettle Point was opened on the first day of the month after both",
        "had agreed on the gate.",
    ]

    def page(canvas: Any) -> None:
        for n in range(3):
            write(canvas, 92, 700 - 26 * n, lines[0])
            write(canvas, 72, 687 - 26 * n, lines[1])

    assert [line.text for line in mended(drawn(page))] == [" ".join(lines)] * 3


def test_a_paragraph_goes_on_over_the_page_and_notes_are_tied_to_raised_figures() -> None:
    def first(canvas: Any) -> None:
        write(canvas, 72, 130, "The registers of the ferrymen, which were opened to the Group in the month of May,")
        write(canvas, 412, 134, "1", size=6)
        write(canvas, 72, 117, "have proved to be the most punctual of all, as both of the delegations have said on")
        canvas.line(72, 90, 150, 90)
        write(canvas, 72, 80, "1", size=5)
        write(canvas, 78, 78, "By an agreement of 2 May.", size=8)
        canvas.drawCentredString(306, 30, "1")

    def second(canvas: Any) -> None:
        write(canvas, 72, 740, "Wednesday, when they were read out.")
        canvas.drawCentredString(306, 30, "2")

    lines = mended(drawn(first, second))
    body = [line for line in lines if line.place is Place.BODY]
    assert len(body) == 1
    assert body[0].text.endswith("as both of the delegations have said on Wednesday, when they were read out.")
    (mark,) = (mark for mark in body[0].marks if mark.kind is MarkKind.NOTE)
    (note,) = (line for line in lines if line.place is Place.NOTE)
    assert (note.note, note.label, note.text) == (mark.value, "1", "By an agreement of 2 May.")


def test_what_a_browser_prints_at_the_edges_is_removed() -> None:
    def page(canvas: Any) -> None:
        write(canvas, 30, 776, "11/24/26, 10:48 AM", size=8)
        write(canvas, 300, 776, "Notes on nets", size=8)
        write(canvas, 72, 700, PROSE)
        write(canvas, 30, 14, "https://nets.example/notes", size=8)
        write(canvas, 570, 14, "1/1", size=8)

    assert [line.text for line in mended(drawn(page))] == [PROSE]


def test_a_bullet_that_is_drawn_and_not_written_begins_an_item() -> None:
    def page(canvas: Any) -> None:
        for n, text in enumerate(("two hundred sheets;", "some photographs.")):
            canvas.circle(90, 703 - 13 * n, 1.5, fill=1)
            write(canvas, 100, 700 - 13 * n, text)

    assert [line.text for line in mended(drawn(page))] == ["• two hundred sheets;", "• some photographs."]


# ---------------------------------------------------------------- letters


def shown(text: str, *, widths: float = 6.0) -> list[Glyph]:
    """A line of characters as it is seen, from left to right, handed over in any order."""
    fount = Fount(12.0, False, False)
    found = [Glyph(char, n * widths, n * widths + widths, 100.0, fount) for n, char in enumerate(text)]
    random.Random(7).shuffle(found)
    return found


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("نمألا سلجم", "مجلس الأمن"),
        ("2025 سرام 31", "31 مارس 2025"),
        ("(نيمألا) عيقوت", "توقيع (الأمين)"),
        ("A/79/512 ةقيثولا", "الوثيقة A/79/512"),
    ],
)
def test_lines_from_right_to_left_are_read_by_where_they_stand(seen: str, said: str) -> None:
    assert "".join(glyph.char for glyph in in_reading_order(shown(seen))) == said


def test_lam_and_alef_of_one_box_and_strokes_that_lengthen_a_word() -> None:
    fount = Fount(12.0, False, False)
    box = [Glyph("س", 0, 9, 0, fount), *(Glyph("'", x, x + 3.5, 0, fount) for x in (8.8, 11.9))]
    box += [Glyph("ا", 15, 22, 0, fount), Glyph("ل", 15, 22, 0, fount), Glyph("م", 22, 28, 0, fount)]
    assert "".join(glyph.char for glyph in in_reading_order(box)) == "ملاس"


class Halves:
    """Stands for PDFium: a character beyond the first plane comes in two halves, one of them once without the other."""

    codes = (0xD83D, 0xDE00, 0x41, 0xDE00, 0xD83D)

    def __getattr__(self, name: str) -> Callable[..., int]:
        return lambda *_: 0

    def FPDFText_CountChars(self, page: object) -> int:
        return len(self.codes)

    def FPDFText_GetUnicode(self, page: object, place: int) -> int:
        return self.codes[place]

    @staticmethod
    def FS_RECTF() -> Any:
        from pypdfium2 import raw

        return raw.FS_RECTF()

    @staticmethod
    def FS_MATRIX() -> Any:
        from pypdfium2 import raw

        return raw.FS_MATRIX()


def test_halves_of_characters_are_put_together() -> None:
    page = type("TextPage", (), {"raw": None})()
    assert [glyph.char for glyph in glyphs(page, Halves())] == ["\U0001f600", "A", "\ufffd"]


# ---------------------------------------------------------------- odd and hostile files


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_file_is_read_or_refused_in_a_word(seed: int) -> None:
    def page(canvas: Any) -> None:
        grid(canvas, 700, [["Post", "Boats", "Remarks"], ["Anders", "40", "Suspended from|3 to 19 August"]])
        write(canvas, 72, 500, PROSE)

    chance = random.Random(seed)
    data = bytearray(drawn(page))
    for _ in range(chance.choice((1, 5, 40))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    try:
        mended(bytes(data))
    except InputError as error:
        assert str(error)


def raw_page(stream: bytes) -> bytes:
    """A file of one page with a content stream as given."""
    packed = zlib.compress(stream)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), packed),
    ]
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj %s endobj\n" % (n, part) for n, part in enumerate(parts, 1))
    return out + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n"


def texts(count: int, step: Callable[[int], tuple[float, float]]) -> bytes:
    """Many short texts at places."""
    lines = (b"1 0 0 1 %.1f %.1f Tm (word) Tj" % step(n) for n in range(count))
    return b"BT /F1 8 Tf " + b"\n".join(lines) + b" ET\n"


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "words in one place": lambda n: texts(n, lambda m: (100, 700)),
    "words anywhere": lambda n: texts(n, lambda m: ((m * 37) % 560, (m * 91) % 780)),
    "raised figures": lambda n: texts(n, lambda m: ((m * 37) % 560, 100 + 3 * (m % 200))),
    "level rules": lambda n: (
        texts(50, lambda m: (50 + 9 * m, 700))
        + b"\n".join(b"50 %.2f m 500 %.2f l S" % (m * 780 / n, m * 780 / n) for m in range(n))
    ),
    "a net of rules": lambda n: (
        texts(200, lambda m: (50 + m, 20 + 3 * m))
        + b"\n".join(
            b"0 %.2f m 600 %.2f l S %.2f 0 m %.2f 790 l S" % ((m * 790 / n,) * 2 + (m * 600 / n,) * 2) for m in range(n)
        )
    ),
    "boxes": lambda n: (
        texts(50, lambda m: (50 + 9 * m, 700))
        + b"\n".join(b"%d %d 9 9 re S" % (m * 13 % 600, m * 29 % 780) for m in range(n))
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_made_against_the_reader_take_time_in_proportion(name: str) -> None:
    assert linear(lambda size: source_of(raw_page(HOSTILE[name](size))), 4000)


def test_a_scan_with_rules_is_still_a_scan() -> None:
    with pytest.raises(InputError, match="scan"):
        source_of(drawn(lambda canvas: canvas.grid([72, 200, 300], [500, 600, 700])))
