"""Given values: where they come from, which wins, and how a wrong one is told."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from converter.diagnostics import Report, UsageError
from converter.meta import AgendaItem, Confidence, Meta, Organ, Person
from converter.model import Document, Kind, Part, Role, Stated, Text
from converter.options import Options
from converter.pipeline import Job, composed, inspect, job_for, understand
from converter.settings import KEYS, apply, beside, from_mapping, from_pairs
from converter.settings.docs import page
from converter.span import Span
from converter.strict import parse_yaml
from tests.support import ROOT
from tests.support.printed import paras, said


def test_set_is_read_by_key() -> None:
    given = from_pairs(
        [
            "date=7 November 2023",
            "symbols=A/78/583,S/2023/853",
            "organs.A.session=78",
            "organs.A.agenda_items=31,69 (b)",
            "signatories=Anna Name; Ambassador; Permanent Representative",
            "distribution=limited",
            "original_language=French",
            "contents=yes",
        ]
    )
    assert given["date"].value == datetime.date(2023, 11, 7)
    assert given["symbols"].value == ("A/78/583", "S/2023/853")
    assert given["organs.A.session"].value == 78
    assert given["organs.A.agenda_items"].value == ("31", "69 (b)")
    assert given["signatories"].value == (Person("Anna Name", ("Ambassador", "Permanent Representative")),)
    assert given["distribution"].value == "Limited"
    assert given["original_language"].value == "fr"
    assert given["contents"].value is True


@pytest.mark.parametrize(
    ("pair", "message", "hint"),
    [
        ("sybmols=A/78/1", "no such key as “sybmols”", "did you mean symbols?"),
        ("date", "no value", "--set key=value"),
        ("date=soon", "“soon” is no date", None),
        ("distribution=Secret", "none of General, Limited, Restricted", None),
        ("organs.A.sesion=78", "no such key", None),
        ("letterhead.adress=x", "no such key", "letterhead.address"),
        ("contents=maybe", "neither yes nor no", None),
    ],
)
def test_a_wrong_value_is_told(pair: str, message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        from_pairs([pair])
    assert message in caught.value.message
    assert hint is None or hint in (caught.value.hint or "")


def test_a_mapping_may_nest() -> None:
    organs = [{"code": "A", "session": 78, "agenda_items": [31, "69 (b)"]}, "S"]
    given = from_mapping({"organs": organs, "letterhead": {"fax": "1 2"}}, "x")
    assert given["organs"].value == ("A", "S")
    assert given["organs.A.agenda_items"].value == ("31", "69 (b)")
    assert given["letterhead.fax"].value == "1 2"


def test_an_unknown_key_in_a_file_has_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "masthead.yaml").write_text("distribution: General\nsubtitel: x\n", "utf-8")
    with pytest.raises(UsageError) as caught:
        beside(tmp_path / "letter.txt")
    assert (caught.value.source, caught.value.line) == ("masthead.yaml", 2)
    assert "subtitle" in (caught.value.hint or "")


def test_the_nearer_file_wins(tmp_path: Path) -> None:
    (tmp_path / "masthead.yaml").write_text(
        "place: Old Town\nreference: R/1\nfiles:\n  'letter*': {place: New Town}\n", "utf-8"
    )
    (tmp_path / "letter.meta.yaml").write_text("reference: R/2\n", "utf-8")
    given = beside(tmp_path / "letter.txt")
    assert given["place"].value == "New Town"
    assert (given["reference"].value, given["reference"].origin) == ("R/2", "letter.meta.yaml")
    assert beside(tmp_path / "other.txt")["place"].value == "Old Town"


def test_a_given_value_replaces_the_stated_one_and_accounts_for_it() -> None:
    stated = Stated("date", (Text("6 November 2023"),), Span(3, 3))
    meta = Meta(date=datetime.date(2023, 11, 6), organs=(Organ("A", "General Assembly", 77),))
    document, report = Document(Kind.REPORT, None, "en", meta, (Part(Role.BODY, ()),), (stated,)), Report("x")
    given = from_pairs(["date=2023-11-07", "organs.A.session=78", "organs.S.year=78", "organs.A.agenda_items=4"])
    new = apply(document, given, report)
    assert new.meta.date == datetime.date(2023, 11, 7)
    assert [(o.code, o.session, o.year) for o in new.meta.organs] == [("A", 78, None), ("S", None, 78)]
    assert new.meta.organs[0].agenda_items == (AgendaItem("4"),)
    assert new.front == ()
    assert [(r.text, r.why) for r in report.removed] == [("6 November 2023", "replaced")]
    assert new.meta.evidence["date"].confidence is Confidence.GIVEN
    assert new.meta.evidence["date"].lines == ()


# ---------------------------------------------------------------- an agenda as a list

AGENDA = """Agenda of the eightieth session

1. Opening of the session.
2. Minute of silence.
31. Shared lighthouses:
    (a) Lamps;
    (b) Keepers.
69. Night trains.
"""
LETTER = """United Nations
A/80/215
General Assembly
Distr.: General
7 November 2025
Original: English

Eightieth session
Agenda items 31 (b), 69 and 140

Letter dated 6 November 2025 from the Permanent Representative of Karesia to the United Nations addressed to the
Secretary-General

I have the honour to inform you that the lamp is lit.

(Signed) Anna Name
Permanent Representative
"""


def understood(path: Path) -> Job:
    job = job_for(path, Options(), path.name)
    understand(job)
    return job


def test_an_agenda_gives_titles_to_item_numbers(tmp_path: Path) -> None:
    (tmp_path / "agenda.txt").write_text(AGENDA, "utf-8")
    (tmp_path / "masthead.yaml").write_text("files:\n  'letter*':\n    agenda: agenda.txt\n", "utf-8")
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    job = understood(tmp_path / "letter.txt")
    assert job.document is not None
    (organ,) = job.document.meta.organs
    assert [(item.number, item.title) for item in organ.agenda_items] == [
        ("31 (b)", "Shared lighthouses: Keepers"),
        ("69", "Night trains"),
        ("140", None),
    ]
    found = job.document.meta.evidence["organs"]
    assert (found.confidence, found.origin) == (Confidence.GIVEN, "agenda.txt:7, agenda.txt:8")
    warned = [d for d in job.report.diagnostics if d.code == "agenda-number"]
    assert len(warned) == 1 and "item 140 is not on the agenda in agenda.txt" in warned[0].message
    printed = [said(para) for para in paras(composed(job).sections[0].flow) if para.key == "organs"]
    assert printed[-2:] == ["Shared lighthouses: Keepers", "Night trains"]


def test_an_agenda_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "masthead.yaml").write_text("place: Old Town\nagenda: agenda.txt\n", "utf-8")
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    with pytest.raises(UsageError, match="no file agenda") as caught:
        understood(tmp_path / "letter.txt")
    assert (caught.value.source, caught.value.line) == ("masthead.yaml", 2)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("files:\n  'note*':\n    kind: note_verbal\n", 3, "none of letter, note_verbale"),
        ("files:\n  'note*':\n    knid: letter\n", 3, "no such key as “knid”"),
        ("files:\n  'note*': sent\n", 2, "must be a list of `key: value` lines"),
        ("files: sent\n", 1, "must be a list of `key: value` lines"),
        ("place: [\n", 2, ""),
    ],
)
def test_a_wrong_folder_file_says_where(tmp_path: Path, text: str, line: int, message: str) -> None:
    (tmp_path / "masthead.yaml").write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        beside(tmp_path / "letter.txt")
    assert message in caught.value.message
    assert (caught.value.source, caught.value.line) == ("masthead.yaml", line)


def test_a_given_value_names_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "masthead.yaml").write_text("distribution: General\nplace: Old Town\n", "utf-8")
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    document = understood(tmp_path / "letter.txt").document
    assert document is not None
    assert document.meta.evidence["place"].origin == "masthead.yaml:2"


# ---------------------------------------------------------------- on the page

SENT = """Permanent Mission of Karesia to the United Nations
5 Quay Road, New York, NY 10022

Ref.: 12/2025

New York, 3 May 2025

Excellency,

I have the honour to inform you that the lamp is lit.

Please accept, Excellency, the assurances of my highest consideration.

Anna Name
Permanent Representative
"""


def printed(text: str, **settings: str) -> tuple[list[str], Job]:
    job = job_for(text, Options(settings=settings))
    understand(job)
    page = composed(job)
    head = (
        [*(line for block in page.letterhead.names for line in block), *page.letterhead.address]
        if page.letterhead
        else []
    )
    return head + [said(para) for para in paras(page.sections[0].flow)], job


def test_given_values_stand_where_a_letter_has_them() -> None:
    lines, job = printed(
        SENT,
        reference="13/2025",
        date="4 May 2025",
        handling="URGENT",
        addressee="Anton Kloss; New York",
        enclosures="A lamp",
        signatories="Bert Other; Chargé d’affaires a.i.",
        **{"letterhead.telephone": "212 555 0101"},
    )
    assert lines == [
        "Permanent Mission of Karesia to the United Nations",
        "5 Quay Road, New York, NY 10022",
        "212 555 0101",
        "URGENT",
        "13/2025",
        "New York, 4 May 2025",
        "Anton Kloss",
        "New York",
        "Excellency,",
        "I have the honour to inform you that the lamp is lit.",
        "Please accept, Excellency, the assurances of my highest consideration.",
        "Bert Other",
        "Chargé d’affaires a.i.",
        "A lamp",
    ]
    gone = [(r.text, r.why) for r in job.report.removed]
    assert gone == [
        ("Anna Name Permanent Representative", "replaced"),
        ("Ref.: 12/2025", "replaced"),
        ("New York, 3 May 2025", "replaced"),
    ]


def test_given_place_and_date_of_a_note_stand_at_its_foot() -> None:
    note = (
        "Permanent Mission of Karesia to the United Nations\n\nNo. 5\n\nThe Permanent Mission of Karesia to the United "
        "Nations presents its compliments to the Secretariat of the United Nations and has the honour to return it.\n\n"
        "The Permanent Mission of Karesia avails itself of this opportunity to renew to the Secretariat the assurances "
        "of its highest consideration.\n"
    )
    lines, _ = printed(note, place="New York", date="2025-05-04", addressee="Secretariat of the United Nations")
    assert lines[-2:] == ["New York, 4 May 2025", "Secretariat of the United Nations"]


# ---------------------------------------------------------------- the page in docs


def test_the_page_on_settings_is_made_from_the_table() -> None:
    written = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert written == page(), "run: python -m converter.settings > docs/settings.md"
    for key in KEYS:
        assert f"`{key}`" in written


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("date: 2 May: 2024", 1, "a second colon"),
        ("kind: letter\n  date: 2024-05-02", 2, "further in than the one above"),
        ("kind letter\ndate: 2024-05-02", 1, "no colon after its key"),
        ("\tkind: letter", 1, "a tab stands before the key"),
        ('title: "open\nkind: letter', 1, "a quotation mark is opened here"),
        ("symbols: [A/78/1\nkind: letter", 1, "a [ is opened here"),
        ("title: *star", 1, "a value that begins with * must stand in quotes"),
        ("- a\nkind: letter", 2, "cannot be read as `key: value`"),
    ],
)
def test_what_is_wrong_with_a_settings_file_is_said_in_plain_words(text: str, line: int, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_yaml(text, "masthead.yaml")
    assert said in caught.value.message and caught.value.line == line
    assert "`key: value`" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("convrt a.txt", "masthead: no such command as “convrt”\nhint: did you mean convert?"),
        ("frob", "masthead: no such command as “frob”\nhint: write one of convert, inspect,"),
        ("styles lst", "masthead styles: no such command as “lst”\nhint: did you mean list?"),
        ("convert", "masthead convert: INPUT is missing\nhint: see masthead convert --help"),
        ("convert a.txt --jobs two", "-j/--jobs two: must be a whole number"),
        ("convert a.txt --style", "--style needs a value after it"),
        ("convert a.txt --outptu b", "no such option as --outptu\nhint: did you mean --output?"),
        ("explain a b", "“b” is one word too many"),
    ],
)
def test_a_wrong_call_is_answered_in_plain_words(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    from converter.cli import main

    assert main(words.split()) == 2
    assert said in capsys.readouterr().err


def test_keys_of_other_programs_in_front_matter_are_passed_over() -> None:
    text = "---\nauthor: A. Baker\nlayout: post\ntitle: Bread\n---\n\nBread is baked at night.\n"
    found = inspect(text.encode(), name="bread.md")
    assert found["meta"]["title"] == "Bread"
    with pytest.raises(UsageError, match="autor"):
        inspect(text.replace("author", "autor").encode(), name="bread.md")


def test_a_date_that_is_none_is_told_with_its_line() -> None:
    with pytest.raises(UsageError, match="2024-13-01 is no date") as caught:
        parse_yaml("kind: letter\ndate: 2024-13-01\n", "masthead.yaml")
    assert caught.value.line == 2


def test_an_agenda_without_items_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "agenda.txt").write_text("Nothing is numbered here.\n", "utf-8")
    (tmp_path / "letter.txt").write_text("Excellency,\n\nThe lamp is lit.\n", "utf-8")
    job = job_for(tmp_path / "letter.txt", Options(settings={"agenda": "agenda.txt"}))
    with pytest.raises(UsageError, match="no agenda items are found"):
        understand(job)


def test_a_style_named_in_the_settings_is_seen_from_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/own.yaml").write_text("extends: mission\n", "utf-8")
    (tmp_path / "in/letter.txt").write_text("Excellency,\n\nThe lamp is lit.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for style in ("own", "own.yaml"):
        (tmp_path / "in/masthead.yaml").write_text(f"kind: letter\nstyle: {style}\n", "utf-8")
        job = job_for(Path("in/letter.txt"), Options())
        understand(job)
        composed(job)
        assert job.choice is not None and (job.choice.name, job.choice.why) == (style, "named in masthead.yaml")
    (tmp_path / "in/masthead.yaml").write_text("kind: letter\nstyle: owm\n", "utf-8")
    job = job_for(Path("in/letter.txt"), Options())
    understand(job)
    with pytest.raises(UsageError, match="no style named “owm”") as caught:
        composed(job)
    assert (caught.value.source, caught.value.line) == ("masthead.yaml", 2)
