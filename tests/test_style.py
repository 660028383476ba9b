"""Packs: units, strict loading, extension, choice; every complaint says where and what is near."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from converter.diagnostics import UsageError
from converter.meta import Letterhead, Meta, Organ
from converter.model import Document, Form, Kind, Part, Role
from converter.style.choose import choose
from converter.style.names import StyleName
from converter.style.packs import load, names
from converter.style.paper import with_paper
from converter.style.units import Length

SHIPPED = [
    "mission",
    "note-verbale",
    "press-release",
    "statement",
    "un-budget",
    "un-geneva",
    "un-new-york",
    "un-resolution",
]


@pytest.mark.parametrize(
    ("written", "emu"),
    [
        ("1mm", 36000),
        ("10pt", 127000),
        ("1267twip", 804545),
        ("-0.2pt", -2540),
        ("0", 0),
        ("1in", 914400),
        ("2 cm", 720000),
    ],
)
def test_length_is_read(written: str, emu: int) -> None:
    assert Length.read(written) == emu


@pytest.mark.parametrize("written", ["10", "ten mm", "10 px", "", "mm"])
def test_length_needs_a_unit(written: str) -> None:
    with pytest.raises(ValueError, match="no length"):
        Length.read(written)


def test_every_shipped_pack_loads_and_has_every_style() -> None:
    assert list(names()) == SHIPPED
    for name in SHIPPED:
        assert set(load(name).styles) == set(StyleName), name


def test_a_style_takes_over_from_the_one_it_is_based_on_but_for_its_name() -> None:
    styles = load("un-new-york").styles
    assert styles[StyleName.HEADING_1].left == styles[StyleName.HEADING_2].left
    assert styles[StyleName.HEADING_1].word != styles[StyleName.HEADING_2].word


def test_a_pack_changes_what_it_says_and_keeps_the_rest() -> None:
    geneva, york = load("un-geneva"), load("un-new-york")
    assert geneva.page.width.mm == 210
    assert geneva.styles[StyleName.HEADING_1].size == york.styles[StyleName.HEADING_1].size


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("extends: mission\nletterhead: {aling: center}\n", 2, "letterhead.aling: no such name", "did you mean align?"),
        ("extends: mission\npage:\n  left: 10\n", 3, "page.left", None),
        ("extends: mision\n", 1, "no style named “mision”", "did you mean mission?"),
        ("extends: mission\nstyles:\n  body: {bold: 3}\n", 3, "styles.body.bold must be true or false", None),
        ("extends: mission\nstyles:\n  bdy: {bold: true}\n", 3, "no such name as “bdy”", "did you mean body?"),
        ("extends: mission\nstyles:\n  quote: {based_on: quote}\n", 3, "is based on itself", None),
        ("extends: mission\npage: [1, 2]\n", 2, "must be a list of `key: value`", None),
        ("extends: mission\n  x: [\n", 2, "", None),
        (
            "extends: mission\nstyles:\n  title: {align: centre}\n",
            3,
            "no such name as “centre”",
            "did you mean center?",
        ),
        ("extends: mission\nstyles:\n  title: {face: heading}\n", 3, "styles.title.face: no such name", "text"),
        ("extends: mission\nmatch:\n  kinds: [leter]\n", 3, "match.kinds.0: no such name", "did you mean letter?"),
        ("extends: mission\nlink_colour: #102030\n", 2, "link_colour has no value", "in quotes"),
        ("extends: mission\npage: {width: 50mm}\n", 2, "page.width is 50 mm, of which the margins take", "leave 30 mm"),
        ("extends: mission\nlink_colour: blue\n", 2, "link_colour “blue” is no colour", None),
        ("extends: mission\nstyles:\n  title: {colour: 000000}\n", 3, "styles.title.colour “0” is no colour", None),
        (
            "extends: mission\nletterhead:\n  image: arms.png\n",
            3,
            "names arms.png, which is not there",
            "beside the pack",
        ),
        (
            "extends: mission\nfaces:\n  text: {latin: [Gill], files: [Gill.ttf]}\n",
            3,
            "names Gill.ttf, which is not there",
            "beside",
        ),
        ("extends: mission\nfamily:\n  - {word: Small, id: Small, siez: 8pt}\n", 3, "no such name as “siez”", "size?"),
    ],
)
def test_a_wrong_pack_says_where_and_what_is_near(
    tmp_path: Path, text: str, line: int, message: str, hint: str | None
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        load(str(file))
    assert message in caught.value.message
    assert caught.value.line == line
    assert (caught.value.source or "").endswith("own.yaml")
    assert hint is None or hint in (caught.value.hint or "")


def test_a_circle_of_packs_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: b\n", "utf-8")
    (tmp_path / "b.yaml").write_text("extends: a\n", "utf-8")
    with pytest.raises(UsageError, match="extends"):
        load(str(tmp_path / "a.yaml"))


def document(kind: Kind, form: Form | None = None, **meta: object) -> Document:
    return Document(kind, form, "en", Meta(**meta), (Part(Role.BODY, ()),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "pack"),
    [
        (document(Kind.LETTER, Form.SENT), "mission"),
        (document(Kind.LETTER, Form.CIRCULATED), "un-new-york"),
        (document(Kind.NOTE_VERBALE, Form.SENT), "note-verbale"),
        (document(Kind.PRESS_RELEASE), "press-release"),
        (document(Kind.STATEMENT), "statement"),
        (document(Kind.RESOLUTION, symbols=("A/RES/78/1",)), "un-resolution"),
        (document(Kind.REPORT, symbols=("A/HRC/59/15",)), "un-geneva"),
        (document(Kind.REPORT, organs=(Organ("A/HRC", "Human Rights Council"),)), "un-geneva"),
        (document(Kind.REPORT, symbols=("S/2024/1",)), "un-new-york"),
        (document(Kind.DOCUMENT), "mission"),
    ],
)
def test_the_pack_follows_kind_form_and_organ(given: Document, pack: str) -> None:
    assert choose(given).name == pack


def test_a_mission_s_own_pack_finds_its_letters(tmp_path: Path) -> None:
    (tmp_path / "karesia.yaml").write_text(
        "extends: mission\ntitle: Karesia\nmatch: {issuers: [Mission of Karesia], forms: [sent]}\n", "utf-8"
    )
    head = Letterhead(("Permanent Mission of Karesia", "to the United Nations"))
    own = choose(document(Kind.LETTER, Form.SENT, letterhead=head), tmp_path)
    assert (own.name, own.why) == ("karesia", "it comes from Mission of Karesia")
    assert choose(document(Kind.LETTER, Form.SENT), tmp_path).name == "mission"
    assert choose(document(Kind.LETTER, Form.CIRCULATED, letterhead=head), tmp_path).name == "un-new-york"


def test_of_packs_that_fit_the_one_that_names_most_is_taken(tmp_path: Path) -> None:
    packs = {
        "assembly": "extends: un-new-york\nmatch: {organs: [A]}\n",
        "sent": "extends: mission\nmatch: {forms: [sent]}\n",
        "speeches": "extends: statement\nmatch: {kinds: [statement]}\n",
        "ister": "extends: mission\nmatch: {issuers: [Mission of Ister]}\n",
    }
    for name, text in packs.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    assembly = (Organ("A", "General Assembly"),)
    ister = Letterhead(("Permanent Mission of Ister",))
    for made, name, why in (
        (document(Kind.REPORT, organs=assembly), "assembly", "it is of the organ General Assembly"),
        (document(Kind.STATEMENT, organs=assembly), "speeches", "it is a statement"),
        (document(Kind.LETTER, Form.SENT), "sent", "it is a letter as the sender sends it"),
        (document(Kind.LETTER, Form.SENT, letterhead=ister), "ister", "it comes from Mission of Ister"),
        (document(Kind.STATEMENT, letterhead=ister), "ister", "it comes from Mission of Ister"),
        (document(Kind.DOCUMENT), "mission", "it names no symbol, distribution or organ"),
    ):
        choice = choose(made, tmp_path)
        assert (choice.name, choice.why) == (name, why)
    assert choose(document(Kind.STATEMENT, letterhead=ister), tmp_path).parent == "statement"


def test_other_paper_moves_what_hangs_on_its_right_edge_and_foot() -> None:
    york, a4 = load("un-new-york"), with_paper(load("un-new-york"), "A4")
    assert round(a4.page.height.mm) == 297
    assert a4.running.foot_y - york.running.foot_y == a4.page.height - york.page.height
    assert a4.masthead.symbol.x - york.masthead.symbol.x == a4.page.width - york.page.width
    assert a4.masthead.united_nations == york.masthead.united_nations


def test_on_other_paper_a_letterhead_moves_with_edges_middle_and_foot(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "extends: mission\nletterhead:\n  flow_top: 60mm\n  placed:\n    - {text: A, x: 25mm, y: 20mm, align: left}\n"
        "    - {text: B, x: 107.95mm, y: 20mm}\n    - {text: C, x: 190mm, y: 20mm, align: right}\n"
        "  foot:\n    - {text: D, x: 107.95mm, y: 268mm}\n"
        "  rules:\n    - {y: 30mm, x1: 25mm, x2: 190mm, thickness: 1pt}\n"
        "    - {y: 264mm, x1: 25mm, x2: 190mm, thickness: 1pt}\n",
        "utf-8",
    )
    head = with_paper(load(str(tmp_path / "own.yaml")), "A4").letterhead
    assert [(one.text, round(one.x.mm, 2), round(one.y.mm, 1)) for one in (*head.placed, *head.foot)] == [
        ("A", 25, 20),
        ("B", 105, 20),
        ("C", 184.1, 20),
        ("D", 105, 285.6),
    ]
    assert [(round(rule.x2.mm, 1), round(rule.y.mm, 1)) for rule in head.rules] == [(184.1, 30), (184.1, 281.6)]


def test_a_picture_of_a_parent_in_another_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "arms.png").write_bytes(b"a picture")
    (tmp_path / "styles" / "ministry.yaml").write_text(
        "extends: mission\nletterhead: {image: arms.png, image_frame: {x: 1mm, y: 1mm, width: 9mm, height: 9mm}}\n",
        "utf-8",
    )
    (tmp_path / "mission-3.yaml").write_text("extends: ministry\n", "utf-8")
    pack = load("mission-3", tmp_path)
    assert Path(pack.folder, pack.letterhead.image or "").read_bytes() == b"a picture"


def test_a_pack_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "karesia.yaml"
    path.write_text("extends: mission\nlink_colour: '112233'\n", "utf-8")
    first = load("karesia", tmp_path)
    path.write_text("extends: mission\nlink_colour: '445566'\n", "utf-8")
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1))
    assert (first.link_colour, load("karesia", tmp_path).link_colour) == ("112233", "445566")


def test_further_styles_of_the_template_stand_in_the_word_file() -> None:
    from converter.writers.docx.styles import styles_part

    york, geneva = load("un-new-york"), load("un-geneva")
    assert {"DecisionNumber", "MeetingNumber", "Original", "1VerbatimBodyText"} <= {style.id for style in york.family}
    assert {"SLG", "SMG", "SSG"} <= {style.id for style in geneva.family}
    for pack in (york, geneva, load("mission")):
        ids = re.findall(rb'w:styleId="([^"]+)"', styles_part(pack, "en", "ltr"))
        assert len(ids) == len(set(ids))
        assert {style.id.encode() for style in pack.family} <= set(ids)


def test_the_packs_of_the_manual_load(tmp_path: Path) -> None:
    from tests.support import ROOT

    (tmp_path / "arms.png").write_bytes(b"a picture")
    packs = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/styles.md").read_text("utf-8"), re.DOTALL)
    assert len(packs) == 3
    for number, text in enumerate(packs):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text if text.startswith("extends") else f"extends: mission\n{text}", "utf-8")
        assert load(str(path)).extends == "mission"
