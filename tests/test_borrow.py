"""A letterhead from an old letter: lines, look, page, picture; the pack that comes out is laid over the kind's own."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from converter.borrow import borrow
from converter.borrow.write import pack_text
from converter.cli import main
from converter.diagnostics import InputError
from converter.options import Options
from converter.pipeline import composed, job_for, understand
from converter.style.names import StyleName
from converter.style.packs import load
from tests.support import old_letters
from tests.support.pages import office
from tests.support.pdf_pages import MM, rows, word_places

BODY = (
    "New York, 3 May 2024",
    "Excellency,",
    "I have the honour to inform you that the lighthouse is lit again.",
    "Please accept, Excellency, the assurances of my highest consideration.",
    "Anna Name",
    "Permanent Representative",
)

NAMES = ("Permanent Mission of the Republic of Veldania", "to the United Nations")
STREET = "12 Harbour Street, New York, N.Y. 10017"


def picture() -> bytes:
    """A small red PNG."""
    raw = b"".join(b"\x00" + b"\xff\x00\x00" * 8 for _ in range(8))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(raw)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A Word letter on A4 with a picture, two name lines and an address in the head of its first page."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.header_distance = Mm(30), Mm(20), Mm(12)
    section.different_first_page_header_footer = True
    head = section.first_page_header
    first = head.paragraphs[0]
    first.alignment = WD_ALIGN_PARAGRAPH.CENTER
    first.paragraph_format.space_after = Pt(0)
    first.add_run().add_picture(io.BytesIO(picture()), width=Mm(18))
    for text, size in [*((name, 15) for name in NAMES), (STREET, 9)]:
        line = head.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = Pt(0)
        run = line.add_run(text)
        run.font.size, run.font.name, run.bold = Pt(size), "Georgia", size > 10
        run.font.color.rgb = RGBColor(0x10, 0x20, 0x80)
    for text in BODY:
        document.add_paragraph(text)
    path = tmp_path / "old letter.docx"
    document.save(str(path))
    return path


def test_a_word_letter_gives_lines_look_page_and_picture(letter: Path) -> None:
    found = borrow(letter)
    assert found.names == (NAMES,)
    assert found.address == (STREET,)
    assert (round(found.page["width"]), round(found.page["left"]), round(found.page["header"])) == (210, 30, 12)
    assert [line.text for line in found.lines] == [*NAMES, STREET]
    first, second, street = found.lines
    assert (first.look.font, first.look.size, first.look.bold, first.look.colour) == ("Georgia", 15, True, "102080")
    assert (street.look.size, street.look.bold, street.align) == (9, False, "center")
    [shown] = found.pictures
    assert shown.data == picture()
    middle = 30 + (210 - 30 - 20) / 2
    assert [value * MM for value in shown.place] == pytest.approx([middle - 9, 12, 18, 18], abs=0.1)
    # the picture is 18 mm high; a line of Georgia is 1.136 sizes high, 0.219 of them below the baseline, and lines of
    # this file stand 1.15 of that apart
    step = 15 * 1.136 * 1.15 * MM
    assert [first.y * MM, (second.y - first.y) * MM] == pytest.approx([12 + 18 + 15 * 0.917 * MM, step], abs=0.3)
    assert first.x * MM == pytest.approx(middle, abs=0.1)


def test_the_pack_is_short_commented_and_loads(
    letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["styles", "new", "veldania", "--from", letter.name]) == 0
    text = Path("veldania.yaml").read_text("utf-8")
    assert text.startswith("#") and len(text.splitlines()) <= 24
    assert Path("veldania.png").read_bytes() == picture()
    pack = load("veldania.yaml")
    assert pack.extends == "mission"
    assert pack.styles[StyleName.LETTERHEAD_NAME].size.pt == 15
    assert main(["styles", "new", "veldania"]) == 2
    assert "there already" in capsys.readouterr().err
    assert main(["styles", "show", "veldania"]) == 0
    shown = capsys.readouterr().out
    assert "letterhead.pictures.0.file: veldania.png  # veldania.yaml:" in shown
    assert "styles.quote.left: 12.70mm  # mission.yaml:" in shown


def test_a_letter_of_that_mission_finds_its_pack_and_a_release_keeps_its_own_styles(
    letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["styles", "new", "veldania", "--from", letter.name])
    name, street = "Permanent Mission of the Republic of Veldania", "12 Harbour Street, New York, N.Y. 10017"
    head = f"{name} to the United Nations\n{street}\n\n"
    Path("new.txt").write_text(head + "\n\n".join(BODY[:4]) + "\n\n" + "\n".join(BODY[4:]) + "\n", "utf-8")
    Path("press.txt").write_text(
        head + "PRESS RELEASE\n\nFor immediate release\n\nThe lighthouse is lit\n\n3 May 2024\n\n"
        "The Permanent Mission is glad to tell that the lighthouse is lit again, and that ships may come in.\n",
        "utf-8",
    )
    for name, parent in (("new.txt", None), ("press.txt", "press-release")):
        job = job_for(Path(name), Options(), name)
        understand(job)
        page = composed(job)
        assert job.choice is not None
        assert (job.choice.name, job.choice.parent) == ("veldania", parent), name
        assert page.letterhead is not None and page.letterhead.images[0].data == picture()
        assert [line.text for band in page.letterhead.bands for line in band.columns[0].lines] == [*NAMES, STREET]


def test_name_lines_that_a_typist_broke_within_a_paragraph_give_their_look(tmp_path: Path) -> None:
    import docx
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    name = document.add_paragraph()
    name.paragraph_format.space_after = Pt(24)
    run = name.add_run("\n".join(NAMES))
    run.font.name, run.font.size, run.font.color.rgb = "Georgia", Pt(15), RGBColor(0x1A, 0x3C, 0x6E)
    for line in (STREET, *BODY):
        document.add_paragraph(line)
    document.save(str(tmp_path / "old.docx"))
    found = borrow(tmp_path / "old.docx")
    assert [line.text for line in found.lines] == [*NAMES, STREET]
    assert {(line.look.font, line.look.size, line.look.colour) for line in found.lines[:2]} == {
        ("Georgia", 15, "1A3C6E")
    }


def test_a_text_letter_gives_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text(
        "MISSION PERMANENTE DE KARÉSIE\nAUPRÈS DES NATIONS UNIES\nPERMANENT MISSION OF KARESIA\nTO THE UNITED NATIONS\n"
        "5 Quay Road, New York, NY 10022\nTel.: +1 212 555 0101\n\n" + "\n\n".join(BODY) + "\n",
        "utf-8",
    )
    found = borrow(path)
    assert [len(block) for block in found.names] == [2, 2]
    assert any("5 Quay Road" in line for line in found.address)
    text = pack_text("karesia", found, "From old.txt.")
    (tmp_path / "karesia.yaml").write_text(text, "utf-8")
    assert load(str(tmp_path / "karesia.yaml")).letterhead.names == found.names


def test_a_text_without_letterhead_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("Somebody carried the kettle up the stairs.\n", "utf-8")
    with pytest.raises(InputError, match="no letterhead"):
        borrow(path)


def test_a_specimen_shows_every_style(tmp_path: Path) -> None:
    target = tmp_path / "specimen.docx"
    assert main(["styles", "show", "statement", "--preview", str(target)]) == 0
    import zipfile

    text = zipfile.ZipFile(target).read("word/document.xml").decode()
    assert all(f"{name.value} (" in text for name in StyleName)


def new_letter(letter: Path) -> Path:
    """A text without letterhead, converted with the pack that was borrowed from the old letter."""
    assert main(["styles", "new", "veldania", "--from", letter.name, "--force"]) == 0
    path = Path("new.txt")
    path.write_text("\n\n".join(old_letters.BODY[:4]) + "\n\n" + "\n".join(old_letters.BODY[4:]) + "\n", "utf-8")
    assert main(["convert", str(path), "--style", "veldania", "--force"]) == 0
    return path


def pictures(data: bytes) -> list[tuple[float, float, float, float]]:
    """Left edge, top, width and height of each picture of page 1, in millimetres."""
    import pypdfium2
    import pypdfium2.raw as raw

    page = pypdfium2.PdfDocument(data)[0]
    found = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = drawn.get_bounds()
        place = (left, page.get_height() - top, right - left, top - bottom)
        found.append(tuple(value * MM for value in place))
    return found


def assert_near(found: bytes, wanted: bytes, *, but: str = "") -> None:
    """Each word of the letterhead, and the first line of the text, within a millimetre; `but`: words left out."""
    places = word_places(found)
    start = next(word.y for word in word_places(wanted) if word.text == "May")
    for word in word_places(wanted):
        if (word.y <= start + 1 or word.y > 240) and word.text not in but.split():
            near = min(places, key=lambda one: (one.text != word.text, abs(one.x - word.x) + abs(one.y - word.y)))
            assert near.text == word.text
            assert [near.x, near.y, near.end] == pytest.approx([word.x, word.y, word.end], abs=1), word.text
    assert len(pictures(found)) == len(pictures(wanted))
    for one, other in zip(pictures(found), pictures(wanted), strict=True):
        assert one == pytest.approx(other, abs=1)


@pytest.mark.parametrize("make", old_letters.LETTERS, ids=lambda make: make.__name__)
def test_the_letterhead_stands_in_the_pdf_where_it_was_read(
    make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(Path("old.docx"))
    found = borrow(Path("old.docx"))
    data = new_letter(Path("old.docx")).with_suffix(".pdf").read_bytes()
    places = word_places(data)
    for line in (*found.lines, *found.foot):
        here = (line.left * MM, line.y * MM)
        same = (word for word in places if word.text == line.text.split()[0])
        first = min(same, key=lambda word: abs(word.x - here[0]) + abs(word.y - here[1]))
        assert [first.x, first.y] == pytest.approx(here, abs=0.5), line.text
    assert next(w.y for w in places if w.text == "May") == pytest.approx((found.flow_top or 0) * MM, abs=0.2)
    wanted = [tuple(value * MM for value in shown.place) for shown in found.pictures]
    assert pictures(data) == [pytest.approx(place, abs=0.1) for place in wanted]


UNSEEN = {"floating": "1 Lantern Lane, New York 10016"}
"""Text boxes in heads, which LibreOffice sets in the corner of the page, those of its own making too."""


@pytest.mark.long
@pytest.mark.parametrize("make", old_letters.LETTERS, ids=lambda make: make.__name__)
def test_in_both_formats_it_stands_where_the_old_letter_has_it(
    make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old = Path("old.docx")
    make(old)
    new = new_letter(old).with_suffix(".docx")
    Path("shown").mkdir()
    shown = office([old, new], Path("shown"))
    wanted = shown[old].read_bytes()
    for found in (shown[new], new.with_suffix(".pdf")):
        assert_near(found.read_bytes(), wanted, but=UNSEEN.get(make.__name__, ""))


def test_the_old_letters_give_their_lines(tmp_path: Path) -> None:
    made = {}
    for make in old_letters.LETTERS:
        make(tmp_path / "old.docx")
        found = borrow(tmp_path / "old.docx")
        rules = {rule.colour for rule in found.rules}
        made[make.__name__] = ([s.text for s in found.lines], [s.text for s in found.foot], rules, len(found.pictures))
    tarvonia = ["PERMANENT MISSION OF", "THE KINGDOM OF TARVONIA", "TO THE UNITED NATIONS"]
    foot = ["820 Second Avenue, New York, N.Y. 10017", "Telephone: (212) 555-0144"]
    assert made["centred"] == (tarvonia, foot, {"A01020"}, 1)
    karesia = ["Mission of Karesia", "to the United Nations", "Mission de la Karésie", "auprès des Nations Unies"]
    assert made["beside"] == ([*karesia, "5 Quay Road, New York, NY 10022"], [], set(), 1)
    morwen = {"Permanent Mission of Morwen", "to the United Nations", "1 Lantern Lane, New York 10016"}
    assert (set(made["floating"][0]), made["floating"][3]) == (morwen, 1)
    ister = ["Permanent Mission of the Republic of Ister", "to the United Nations", "Rue du Lac 3, 1202 Geneva"]
    assert made["in_the_body"] == ([*ister, "Tel. +41 22 555 01 01"], [], {"600060"}, 0)


def test_the_specimen_of_a_borrowed_pack_shows_its_picture(
    letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["styles", "new", "veldania", "--from", letter.name])
    assert main(["styles", "show", "veldania", "--preview", "page.pdf"]) == 0
    data = Path("page.pdf").read_bytes()
    assert {row.text for row in rows(data)} >= {*NAMES, STREET}
    assert len(pictures(data)) == 1


def test_a_broken_pack_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text("extends: mission\nlink_colour: blue\n", "utf-8")
    assert main(["styles", "list"]) == 2
    said = capsys.readouterr()
    assert "bad.yaml:2: link_colour" in said.err
    assert "un-geneva" in said.out


def test_a_long_name_is_set_in_lines_of_about_one_width(tmp_path: Path) -> None:
    names = (
        "Permanent Mission of the Plurinational Federation of Veldania to the United Nations",
        "Mission permanente de la Fédération plurinationale de Veldanie auprès des Nations Unies",
    )
    path = tmp_path / "letter.txt"
    path.write_text("\n".join((*names, STREET, "", "")) + "\n\n".join(old_letters.BODY) + "\n", "utf-8")
    job = job_for(path, Options(style="mission"))
    understand(job)
    head = composed(job).letterhead
    assert head is not None
    assert [line.replace("\u00a0", " ") for block in head.names for line in block] == list(names)
    for block in head.names:
        lengths = sorted(map(len, block[0].split(" ")))
        assert len(lengths) == 3 and lengths[0] > 0.7 * lengths[-1], block


def test_a_starting_point_loads_and_no_pack_of_ours_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["styles", "new", "my mission"]) == 0
    assert 'styles show "my mission" --preview "my mission.pdf"' in capsys.readouterr().err
    text = Path("my mission.yaml").read_text("utf-8")
    Path("arms.png").write_bytes(picture())
    Path("own.yaml").write_text(
        text.replace("# image", "image").replace("# top", "top").replace("# page", "page"), "utf-8"
    )
    assert load("own.yaml").page.width.mm == 210 and load("own.yaml").letterhead.image == "arms.png"
    assert main(["styles", "check"]) == 0
    assert {"own: nothing wrong", "mission: nothing wrong"} <= set(capsys.readouterr().out.splitlines())
    assert main(["styles", "new", "mission"]) == 2 and not Path("mission.yaml").exists()


def test_a_picture_that_no_pdf_can_show_is_told(
    letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    new_letter(letter)
    Path("veldania.png").write_bytes(b"\xd7\xcd\xc6\x9a, a metafile")
    assert main(["convert", "new.txt", "--style", "veldania", "--force"]) == 0
    assert "a picture of the letterhead cannot be shown in the PDF [broken-image]" in capsys.readouterr().err


def test_what_an_organ_issues_has_no_letterhead(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("A/79/12\n\nDistr.: General\n\nReport on lamps\n\n1. The lamp is lit.\n", "utf-8")
    with pytest.raises(InputError, match="masthead of the United Nations"):
        borrow(path)


def test_on_paper_nothing_is_mirrored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    old_letters.floating(Path("old.docx"))
    english = new_letter(Path("old.docx")).with_suffix(".pdf").read_bytes()
    Path("arabic.txt").write_text(
        "نيويورك، 3 أيار/مايو 2024\n\nصاحب السعادة،\n\nأتشرف بأن أبلغكم بأن المنارة قد أضيئت.\n", "utf-8"
    )
    assert main(["convert", "arabic.txt", "--style", "veldania", "--set", "form=sent", "--set", "kind=letter"]) == 0
    arabic = Path("arabic.pdf").read_bytes()
    assert pictures(arabic) == [pytest.approx(place, abs=0.1) for place in pictures(english)]
    names = [word for word in word_places(english) if word.y < 30]
    assert names and set(names) <= set(word_places(arabic))
