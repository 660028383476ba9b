"""Given values: where they come from, which wins, and how a wrong one is told."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from converter.diagnostics import Report, UsageError
from converter.meta import AgendaItem, Confidence, Meta, Organ, Person
from converter.model import Document, Kind, Part, Role, Stated, Text
from converter.settings import apply, beside, from_mapping, from_pairs
from converter.span import Span


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
