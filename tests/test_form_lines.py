"""Labels, organs, sessions and agenda lines: read, printed, and left alone."""

from __future__ import annotations

import datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.forms.agenda import AgendaLine, find_agenda_items, item_label, print_agenda_items, read_agenda_items
from converter.forms.labels import (
    ARABIC,
    ARABIC_NAMES,
    ARABIC_ORDINALS,
    CYRILLIC,
    Kind,
    follows,
    print_label,
    read_label,
    read_word_label,
    readings,
    settle,
)
from converter.forms.organs import (
    assembly_opening,
    find_organs,
    organ_named,
    print_organ,
    read_organ,
    session_for,
    year_for,
)
from converter.forms.sessions import find_session, print_session, print_year_line, read_session, read_year_line
from converter.languages import CODES, language

codes = st.sampled_from(CODES)
COUNTED = [kind for kind in get_args(Kind) if kind not in ("multi", "arabic-name", "arabic-ordinal")]
LAST = {
    "upper-letter": 26,
    "lower-letter": 52,
    "cyrillic-letter": len(CYRILLIC),
    "arabic-letter": len(ARABIC),
    "bullet": 1,
}


@given(
    st.sampled_from([kind for kind in get_args(Kind) if kind not in ("multi", "arabic-name", "arabic-ordinal")]),
    st.integers(1, 199),
)
def test_labels_are_read_as_printed(kind: Kind, number: int) -> None:
    value = (number - 1) % LAST.get(kind, 199) + 1
    printed = print_label(kind, value)
    found = [(label.kind, label.value, label.text) for label in readings(f"{printed} Text")]
    assert (kind, value, printed) in found


@pytest.mark.parametrize(
    ("text", "kind", "value", "label", "rest"),
    [
        ("12. Foo", "decimal", 12, "12.", "Foo"),
        ("1) foo", "decimal", 1, "1)", "foo"),
        ("(1)The", "decimal", 1, "(1)", "The"),
        ("1.\tThe", "decimal", 1, "1.", "The"),
        ("1\tThe", "decimal", 1, "1", "The"),
        ("(c) foo", "lower-letter", 3, "(c)", "foo"),
        ("a) foo", "lower-letter", 1, "a)", "foo"),
        ("(aa) foo", "lower-letter", 27, "(aa)", "foo"),
        ("(iv) foo", "lower-roman", 4, "(iv)", "foo"),
        ("II. Introduction", "upper-roman", 2, "II.", "Introduction"),
        ("B. Security", "upper-letter", 2, "B.", "Security"),
        ("2.3.1. Foo", "multi", 1, "2.3.1.", "Foo"),
        ("（一）甲", "han", 1, "（一）", "甲"),
        ("十二、甲", "han", 12, "十二、", "甲"),
        ("1、甲", "decimal", 1, "1、", "甲"),
        ("١ - نص", "decimal", 1, "١ -", "نص"),
        ("(ب) نص", "arabic-letter", 2, "(ب)", "نص"),
        ("в) текст", "cyrillic-letter", 3, "в)", "текст"),
        ("• foo", "bullet", 1, "•", "foo"),
        ("  - foo", "bullet", 1, "-", "foo"),
    ],
)
def test_labels(text: str, kind: str, value: int, label: str, rest: str) -> None:
    found = read_label(text)
    assert found is not None
    assert (found.kind, found.value, found.text, text[found.rest :]) == (kind, value, label, rest)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "I am",
            "A man",
            "2024. Foo",
            "1.5 million",
            "5.10 in the morning",
            "(see) it",
            "etc. and",
            "mix. it",
            "Mr. X",
        ),
        *("(s)he", "U.S. forces", "10.30 a.m.", "–not", "civil. x", "", "(A)bove", "1,000 men", "3rd day"),
    ],
)
def test_no_labels(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("kind", "last"), [("arabic-name", len(ARABIC_NAMES)), ("arabic-ordinal", len(ARABIC_ORDINALS))]
)
def test_arabic_heading_labels_are_read_as_printed(kind: Kind, last: int) -> None:
    for value in range(1, last + 1):
        printed = print_label(kind, value)
        found = read_word_label(f"{printed} نص")
        assert found is not None
        assert (found.kind, found.value, found.text, found.rest) == (kind, value, printed, len(printed) + 1)
        assert read_label(f"{printed} نص") is None


def test_arabic_heading_labels_with_vowel_signs() -> None:
    found = read_word_label("ثانياً – نص")
    assert found is not None
    assert (found.kind, found.value, found.text) == ("arabic-ordinal", 2, "ثانياً –")
    assert read_word_label("أولا، نقول إن") is None


def test_a_letter_or_a_roman_number_is_settled_by_what_stands_before() -> None:
    letters = [readings("(h) x")[0]]
    assert settle(readings("(i) y"), letters) == readings("(i) y")[1]
    assert settle(readings("(i) y"), [readings("(a) x")[0]]) == readings("(i) y")[0]
    assert settle(readings("(j) y"), [readings("(i) x")[1]]) == readings("(j) y")[0]
    second = readings("(ii) y")[0]
    assert settle([*readings("(ii) y")], [readings("(b) x")[0], readings("(i) x")[0]]) == second
    assert settle([], []) is None


def test_which_label_follows_which() -> None:
    one, two, three = (read_label(text) for text in ("1. a", "2. b", "3. c"))
    bracketed, deep, deeper, next_ = (read_label(text) for text in ("2) b", "1.1 A", "1.1.1 A", "1.2 A"))
    assert one and two and three and bracketed and deep and deeper and next_
    assert follows(None, one) and follows(one, two)
    assert not follows(None, two) and not follows(one, three) and not follows(one, bracketed)
    assert follows(deep, deeper) and follows(deeper, next_) and not follows(deep, deep)


@given(codes, st.integers(1, 130), st.sampled_from(["", "S", "ES"]))
def test_sessions_are_read_as_printed(code: str, number: int, special: str) -> None:
    printed = print_session(language(code), number, special)
    found = find_session(printed, code)
    assert found is not None
    assert (found.number, found.special, found.start, found.end) == (number, special, 0, len(printed))
    assert read_session(printed.upper(), code) == number


@given(codes, st.integers(1, 130))
def test_year_lines_are_read_as_printed(code: str, number: int) -> None:
    printed = print_year_line(language(code), number)
    assert read_year_line(printed, code) == number
    assert read_year_line(printed.upper(), code) == number


@given(codes, st.integers(1978, 2060))
def test_sessions_named_by_year(code: str, year: int) -> None:
    assert read_session(print_session(language(code), year), code) == year


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("en", "78th session", 78),
        ("en", "**Seventy-eighth session**", 78),
        ("en", "Seventy-eighth session (resumed)", 78),
        ("en", "Seventy-eighth regular session", 78),
        ("en", "General Assembly, seventy-eighth session", 78),
        ("en", "Seventy-eighth Session of the General Assembly", 78),
        ("en", "Fifty-ninth session, 16 June–11 July 2025", 59),
        ("en", "Substantive session of 2012", 2012),
        ("fr", "SOIXANTE-DIX-NEUVIEME SESSION", 79),
        ("es", "79º período ordinario de sesiones", 79),
        ("ru", "78-я сессия", 78),
        ("ru", "Seventy-eighth session", 78),
        ("ar", "الدورة 78", 78),
        ("zh", "第78届会议", 78),
        ("en", "the session", None),
        ("en", "At its seventy-eighth session it met", None),
        ("en", "Session beans", None),
    ],
)
def test_session_lines(code: str, text: str, number: int | None) -> None:
    assert read_session(text, code) == number


@pytest.mark.parametrize(
    "text", ["2024 year", "Fiscal year 2024", "Seventy-eighth session", "the seventy-eighth year of it"]
)
def test_no_year_lines(text: str) -> None:
    assert read_year_line(text, "en") is None


@pytest.mark.parametrize("code", CODES)
def test_organs_are_read_as_printed(code: str) -> None:
    for prefix in language(code).organs:
        for printed in (print_organ(prefix, code), print_organ(prefix, code).upper()):
            found = read_organ(printed, code)
            assert found is not None, printed
            assert (found.code, found.name) == (prefix, language("en").organs[prefix])


@pytest.mark.parametrize(
    ("code", "text", "prefix"),
    [
        ("en", "The General Assembly,", "A"),
        ("en", "United Nations Security Council", "S"),
        ("fr", "ASSEMBLEE GENERALE", "A"),
        ("fr", "L’Assemblée générale", "A"),
        ("fr", "Conseil des droits de l'homme", "A/HRC"),
        ("es", "CONSEJO ECONOMICO Y SOCIAL", "E"),
        ("ru", "Генеральной Ассамблеи", "A"),
        ("ru", "General Assembly", "A"),
        ("en", "the Assembly", None),
        ("en", "General Assembly Security Council", None),
        ("en", "The General Assembly met", None),
    ],
)
def test_organ_lines(code: str, text: str, prefix: str | None) -> None:
    found = read_organ(text, code)
    assert (found.code if found else None) == prefix


def test_organs_in_a_text_stand_in_order() -> None:
    text = "of the Security Council, and of the General  Assembly under item 5"
    assert [(text[one.start : one.end], one.organ.code) for one in find_organs(text, "en")] == [
        ("Security Council", "S"),
        ("General  Assembly", "A"),
    ]


def test_a_body_without_a_name_of_its_own_bears_its_parent_s() -> None:
    assert organ_named("A/CONF.157").name == "General Assembly"
    assert organ_named("A/HRC").name == "Human Rights Council"
    assert organ_named("XY").name == ""


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1995, 9, 19), (2021, 9, 14), (2022, 9, 13), (2023, 9, 5), (2024, 9, 10), (2025, 9, 9)]
)
def test_opening_days(year: int, month: int, day: int) -> None:
    assert assembly_opening(year) == datetime.date(year, month, day)


@pytest.mark.parametrize(
    ("prefix", "date", "session"),
    [
        ("A", "2023-09-29", 78),
        ("A", "2024-05-01", 78),
        ("A/C.3", "2024-10-16", 79),
        ("A/HRC", "2025-06-20", 59),
        ("A/HRC", "2020-02-24", 43),
        ("E", "2026-04-01", 2026),
        ("E", "2025-10-01", 2026),
        ("S", "2024-01-01", None),
    ],
)
def test_sessions_from_dates(prefix: str, date: str, session: int | None) -> None:
    assert session_for(prefix, datetime.date.fromisoformat(date)) == session


def test_council_years() -> None:
    assert (year_for("S", datetime.date(1989, 1, 1)), year_for("A", datetime.date(1989, 1, 1))) == (44, None)


@st.composite
def agenda_items(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A language and a list of items in the form that its lines print."""
    code = draw(codes)
    letters = ARABIC[:6] if code == "ar" else "abcdef"
    items: list[str] = []
    for number in draw(st.lists(st.integers(1, 199), min_size=1, max_size=5, unique=True)):
        subs = draw(st.lists(st.sampled_from(letters), max_size=3, unique=True))
        items += [item_label(str(number), letter, code) for letter in subs] or [str(number)]
    return code, tuple(items)


@given(agenda_items(), st.booleans(), st.sampled_from(["", "*", "**"]))
def test_agenda_lines_are_read_as_printed(listed: tuple[str, tuple[str, ...]], provisional: bool, mark: str) -> None:
    code, items = listed
    printed = print_agenda_items(items, code, provisional, mark)
    assert read_agenda_items(printed, code) == AgendaLine(items, provisional, mark=mark)


@pytest.mark.parametrize(
    ("code", "text", "items", "title"),
    [
        ("en", "Agenda items 31, 61, 69, 83 and 109", ("31", "61", "69", "83", "109"), None),
        ("en", "Agenda items 12–15", ("12", "13", "14", "15"), None),
        ("en", "Agenda items 12 to 14.", ("12", "13", "14"), None),
        ("en", "AGENDA ITEMS 4 & 5", ("4", "5"), None),
        ("en", "**Agenda item: 35**", ("35",), None),
        ("en", "Agenda items 71(b), 72 (a)–(c)", ("71 (b)", "72 (a)", "72 (b)", "72 (c)"), None),
        ("en", "Agenda item 71 (b): Quiet nights", ("71 (b)",), "Quiet nights"),
        ("en", "Agenda item 4 – General debate", ("4",), "General debate"),
        ("en", "Agenda item 4. General debate", ("4",), "General debate"),
        ("en", "Agenda items 31, 61,\n69", ("31", "61", "69"), None),
        ("fr", "Points 12 à 14 de l'ordre du jour", ("12", "13", "14"), None),
        ("fr", "Point 71 b) de l’ordre du jour", ("71 b)",), None),
        ("es", "Tema 18 del programa: Desarrollo sostenible", ("18",), "Desarrollo sostenible"),
        ("ru", "Пункты 13 и 117 повестки дня", ("13", "117"), None),
        ("ru", "Agenda item 5", ("5",), None),
        ("en", "Agenda item 99 (bb)", ("99 (bb)",), None),
        ("en", "Agenda item 71 \\(c\\)", ("71 (c)",), None),
        ("fr", "Point 21, d), de l’ordre du jour", ("21, d)",), None),
        ("fr", "Au titre du point 135 : Projet de budget", ("135",), "Projet de budget"),
        ("zh", "议程[^1]项目19(c)", ("19(c)",), None),
        ("ar", "البند 18 (هـ) من جدول الأعمال", ("18 (هـ)",), None),
        ("ar", "البنود 31 و61 و ٦٩ من جدول الأعمال", ("31", "61", "69"), None),
        ("zh", "议程项目 13、31 和 117", ("13", "31", "117"), None),
    ],
)
def test_agenda_lines(code: str, text: str, items: tuple[str, ...], title: str | None) -> None:
    found = read_agenda_items(text, code)
    assert found is not None
    assert (found.items, found.title, found.provisional, found.placeholder) == (items, title, False, False)


@pytest.mark.parametrize(
    ("code", "text", "items"),
    [
        (
            "en",
            "a document of the Assembly, under agenda items 31, 61 (b) and 83, and of the Council",
            ("31", "61 (b)", "83"),
        ),
        ("en", "under item 35 of the provisional agenda and item 3", ("35",)),
        ("fr", "au titre des points 35 et 120 de l’ordre du jour, et du Conseil", ("35", "120")),
        ("es", "en relación con el tema 18 del programa.", ("18",)),
        ("ru", "в Третьем комитете по пункту 71 b) повестки дня", ("71 b)",)),
        ("ar", "في إطار البند 19 من جدول الأعمال.", ("19",)),
        ("zh", "作为大会议程项目34和59的文件", ("34", "59")),
        ("en", "three items of 12 agenda points", ()),
    ],
)
def test_agenda_items_in_running_text(code: str, text: str, items: tuple[str, ...]) -> None:
    found = find_agenda_items(text, code)
    assert tuple(item for one in found for item in one.line.items) == items
    assert all(text[one.end - 1] not in ", " for one in found)


@pytest.mark.parametrize("text", ["Item #", "Agenda item XX", "Agenda item [ ]", "Agenda items …", "Agenda item:"])
def test_agenda_lines_left_open(text: str) -> None:
    found = read_agenda_items(text, "en")
    assert found is not None
    assert (found.items, found.placeholder) == ((), True)


@pytest.mark.parametrize("text", ["Agenda item 5 is important", "Items in the box", "Agenda", "Item", "5 items", ""])
def test_no_agenda_lines(text: str) -> None:
    assert read_agenda_items(text, "en") is None
