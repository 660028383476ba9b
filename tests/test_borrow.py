"""A letterhead from an old letter: lines, look, page, picture; the pack that comes out is laid over the kind's own."""

from __future__ import annotations

import io
import struct
import zlib
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
from tests.support.pages import office
from tests.support.pdf_pages import MM, rows

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
    assert found.names == (("Permanent Mission of the Republic of Veldania", "to the United Nations"),)
    assert found.address == ("12 Harbour Street, New York, N.Y. 10017",)
    assert (round(found.page["width"]), round(found.page["left"]), round(found.page["header"])) == (210, 30, 12)
    assert found.font == "Georgia"
    assert (found.name_look.size, found.name_look.bold, found.name_look.colour) == (15, True, "102080")
    assert (found.name_look.align, found.address_look.size) == ("center", 9)
    assert found.picture is not None
    frame = found.picture.frame
    assert found.picture.data == picture()
    measure = 210 - 30 - 20
    assert (frame.width.mm, frame.x.mm, frame.y.mm) == pytest.approx((18, 30 + (measure - 18) / 2, 12), abs=0.1)
    # the picture is 18 mm high; then a line of 15 points, 1.15 times its natural height, the room above it
    assert found.top == pytest.approx(12 + 18 + (15 * 1.15 * 1.15 - 15 * 0.259) * 25.4 / 72, abs=0.3)
    assert found.gap == pytest.approx(0, abs=0.1)


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
    assert "letterhead.image: veldania.png  # veldania.yaml:" in shown
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
        assert page.letterhead.names == (("Permanent Mission of the Republic of Veldania", "to the United Nations"),)


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
    assert (found.font, found.name_look.size, found.name_look.colour) == ("Georgia", 15, "1A3C6E")


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
    text = pack_text("karesia", found, "From old.txt.", None)
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
    """A text of the same mission, converted with the pack that was borrowed from the old letter."""
    main(["styles", "new", "veldania", "--from", letter.name])
    path = Path("new.txt")
    head = f"{NAMES[0]} {NAMES[1]}\n{STREET}\n\n"
    path.write_text(head + "\n\n".join(BODY[:4]) + "\n\n" + "\n".join(BODY[4:]) + "\n", "utf-8")
    assert main(["convert", str(path)]) == 0
    return path


def head_of(data: bytes) -> dict[str, tuple[float, float]]:
    """Baseline and middle of each letterhead line, top and left of the picture: millimetres on the page."""
    import pypdfium2
    import pypdfium2.raw as raw

    found = {r.text: (r.y, (r.x + r.end) / 2) for r in rows(data) if r.text in (*NAMES, STREET)}
    page = pypdfium2.PdfDocument(data)[0]
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, _, right, top = drawn.get_bounds()
        found["picture"] = ((page.get_height() - top) * MM, (left + right) / 2 * MM)
    return found


def assert_near(found: dict[str, tuple[float, float]], wanted: dict[str, tuple[float, float]]) -> None:
    assert set(found) == set(wanted) == {*NAMES, STREET, "picture"}
    for name, place in wanted.items():
        assert found[name] == pytest.approx(place, abs=1), name


def test_the_letterhead_stands_where_the_old_letter_has_it(
    letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = new_letter(letter)
    # As Word sets the old letter: the picture at 12 mm, 18 mm high, then single lines times 1.15.
    natural, middle = 1.15 * 1.15 * MM, 30 + (210 - 30 - 20) / 2
    first = 12 + 18 + 15 * natural - 15 * 0.259 * MM
    second = first + 15 * natural
    street = second + 15 * 0.259 * MM + 9 * natural - 9 * 0.259 * MM
    wanted = dict(zip((*NAMES, STREET, "picture"), [(y, middle) for y in (first, second, street, 12)], strict=True))
    assert_near(head_of(path.with_suffix(".pdf").read_bytes()), wanted)


@pytest.mark.long
def test_the_word_file_has_it_there_too(letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = new_letter(letter).with_suffix(".docx")
    (tmp_path / "shown").mkdir()
    shown = office([letter, path], tmp_path / "shown")
    old = head_of(shown[letter].read_bytes())
    assert_near(head_of(shown[path].read_bytes()), old)
    assert_near(head_of(path.with_suffix(".pdf").read_bytes()), old)


def test_the_specimen_of_a_borrowed_pack_shows_its_picture(
    letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["styles", "new", "veldania", "--from", letter.name])
    assert main(["styles", "show", "veldania", "--preview", "page.pdf"]) == 0
    assert set(head_of(Path("page.pdf").read_bytes())) == {*NAMES, STREET, "picture"}


def test_a_broken_pack_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text("extends: mission\nlink_colour: blue\n", "utf-8")
    assert main(["styles", "list"]) == 2
    said = capsys.readouterr()
    assert "bad.yaml:2: link_colour" in said.err
    assert "un-geneva" in said.out
