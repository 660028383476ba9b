"""Symbols and dates: what is printed is read again, real symbols are understood, look-alikes are left alone."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.forms.dates import find_dates, print_date, print_masthead_date, read_date
from converter.forms.symbol_slips import comes_later, mend_symbol
from converter.forms.symbols import (
    docs_url,
    find_press_numbers,
    find_symbols,
    organ_of,
    print_symbol,
    read_symbol,
    read_symbols,
    split_head,
)
from converter.languages import CODES
from tests.support import ROOT
from tests.support.growth import linear

codes = st.sampled_from(CODES)
dates = st.dates(datetime.date(1946, 1, 10), datetime.date(2099, 12, 31))
REAL = [
    line
    for line in (ROOT / "tests/support/symbols.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", REAL)
def test_real_symbols(row: str) -> None:
    symbol, _, facts = row.partition("|")
    found = find_symbols(f"see document {symbol}, paragraph 3")
    stated = [
        "|".join((one.organ, str(one.session or "-"), str(one.year or "-"), "+".join(one.suffixes) or "-"))
        for one in found
    ]
    assert stated == facts.split(" ‖ ")
    assert not any(one.placeholder or one.reissue for one in found)


@pytest.mark.parametrize(
    "text",
    [
        *("A/B testing", "and/or", "S/he said", "N/A", "E/F", "an A/C 2000 unit", "T/F", "A/4 paper", "24/7/365"),
        *("S/N/12345", "w/o", "A/S", "GA/12345", "SC/15000", "SG/SM/22000", "see https://example.test/A/78/583"),
        *("km/h", "c/o E/M", "A/V equipment", "1/2 A", "A/C.3", "A/S/", "E/F/ G", "his/her", "R/W/X 1"),
    ],
)
def test_no_symbols(text: str) -> None:
    assert find_symbols(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("A/78/XX", "S/2023/…", "S/2024/___", "A/C.3/79/L.XX", "A/79/[...]", "A/79/...", "A/78/XXX", "S/2025/xxx"),
        *("A/[...]/[...]", "S/2024/", "A/79/____", "A/78/##", "A/78/??"),
    ],
)
def test_open_places(text: str) -> None:
    symbols = read_symbols(text)
    assert [symbol.placeholder for symbol in symbols] == [True]


def test_an_open_symbol_does_not_swallow_the_next_line() -> None:
    (symbol,) = find_symbols("S/2024/\n13 March 2024")
    assert (symbol.text, symbol.placeholder) == ("S/2024/", True)


@pytest.mark.parametrize(
    "text",
    [
        *("A/78/583–S/2023/853", "A/78/583-S/2023/853", "A/78/583 – S/2023/853", "A/78/583\nS/2023/853"),
        *("A/78/583 | S/2023/853", "A/78/583; S/2023/853", "A / 78 / 583-S/2023/ 853", "**A/78/583–S/2023/853"),
    ],
)
def test_joint_symbols(text: str) -> None:
    assert [symbol.text for symbol in find_symbols(text)] == ["A/78/583", "S/2023/853"]


def test_lines_of_symbols_only() -> None:
    assert [one.text for one in read_symbols("A/44/451-S/20778")] == ["A/44/451", "S/20778"]
    assert read_symbols("A/44/451 and later") == ()
    assert read_symbol("A/44/451-S/20778") is None


@pytest.mark.parametrize(
    ("text", "symbol", "reissue"),
    [
        ("A/73/761*", "A/73/761", "*"),
        ("A/73/761\\*", "A/73/761", "*"),
        ("**A/73/761**", "A/73/761", ""),
        ("A/81/6 (Sect. 13)/Part A*", "A/81/6 (Sect. 13)/Part A", "*"),
        ("S/RES/2466(2019)", "S/RES/2466 (2019)", ""),
        ("A/RES/169(II)", "A/RES/169 (II)", ""),
        ("A/80/5 (Vol. II)", "A/80/5 (Vol. II)", ""),
        ("S/PV.9171 (Resumption 1)", "S/PV.9171 (Resumption 1)", ""),
        ("ICCD/COP(15)/23", "ICCD/COP(15)/23", ""),
        ("A / 78 / 1", "A/78/1", ""),
        ("A/78/1/", "A/78/1", ""),
        ("ECE/AC.23//2002/2/Rev.6", "ECE/AC.23/2002/2/Rev.6", ""),
        ("S/96/REV.7", "S/96/Rev.7", ""),
        ("A/78/100 /Add.1", "A/78/100/Add.1", ""),
        ("(A/C.3/80/L.10).", "A/C.3/80/L.10", ""),
    ],
)
def test_how_symbols_are_closed_up(text: str, symbol: str, reissue: str) -> None:
    (found,) = find_symbols(text) if not read_symbol(text) else [read_symbol(text)]
    assert found is not None
    assert (found.text, found.reissue) == (symbol, reissue)
    assert print_symbol(found) == symbol + reissue


numbers = st.integers(1, 1999).map(str)
sessions = st.integers(31, 99).map(str)
years = st.integers(1994, 2060).map(str)
suffixes = st.lists(
    st.builds("{}.{}".format, st.sampled_from(["Add", "Corr", "Rev", "Amend"]), st.integers(1, 40)), max_size=2
).map(lambda many: "".join(f"/{one}" for one in many))
symbols = st.one_of(
    st.builds("A/{}/{}{}".format, sessions, numbers, suffixes),
    st.builds("A/{}/L.{}{}".format, sessions, numbers, suffixes),
    st.builds("A/C.{}/{}/L.{}{}".format, st.integers(1, 6), sessions, numbers, suffixes),
    st.builds("A/HRC/{}/{}{}".format, sessions, numbers, suffixes),
    st.builds("S/{}/{}{}".format, years, numbers, suffixes),
    st.builds("S/RES/{} ({})".format, numbers, years),
    st.builds("E/CN.{}/{}/{}{}".format, st.integers(3, 18), years, numbers, suffixes),
    st.builds("ST/SGB/{}/{}{}".format, years, numbers, suffixes),
)


@given(symbols, st.sampled_from(["", "*", "**"]))
def test_symbols_are_read_as_printed(symbol: str, stars: str) -> None:
    found = read_symbol(symbol + stars)
    assert found is not None
    assert print_symbol(found) == symbol + stars
    head, rest = split_head(found.text)
    assert head + rest == symbol and organ_of(symbol) == found.organ


@given(symbols, symbols, st.sampled_from(["-", "–", " – ", "\n"]))
def test_two_symbols_are_two(first: str, second: str, joint: str) -> None:
    assert [one.text for one in read_symbols(first + joint + second)] == [first, second]


@given(st.text(alphabet="AES/.-–0123 L()*Xx\n", max_size=60))
def test_found_symbols_lie_in_order(text: str) -> None:
    found = find_symbols(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("A/RES/78-1", "A/RES/78/1"),
        ("A/RES78/1", "A/RES/78/1"),
        ("A\\78\\1", "A/78/1"),
        ("a/78/1", "A/78/1"),
        ("A/78/1/", "A/78/1"),
        ("A / 78 / 1", "A/78/1"),
        ("A/078/001", "A/78/1"),
        ("S/RES/1325/2000", "S/RES/1325 (2000)"),
        ("S/RES/1325 (00)", "S/RES/1325 (2000)"),
        ("S/RES/2000 (1325)", "S/RES/1325 (2000)"),
        ("UNSC/RES/1325 (2000)", "S/RES/1325 (2000)"),
        ("GA/RES/78/1", "A/RES/78/1"),
        ("A/78/L1", "A/78/L.1"),
        ("A/C3/78/L.1", "A/C.3/78/L.1"),
        ("A/78/1/Add1", "A/78/1/Add.1"),
        ("A/78/1/Cor.1", "A/78/1/Corr.1"),
        ("A/78/1.Add.1", "A/78/1/Add.1"),
        ("A/78/1 Add.1", "A/78/1/Add.1"),
        ("A/RES/XX/2037", "A/RES/2037 (XX)"),
        ("ECE/AC.23//2002/2/Rev.6", "ECE/AC.23/2002/2/Rev.6"),
        ("ECE/BATUMI./CONF/2016/2//Add.1", "ECE/BATUMI.CONF/2016/2/Add.1"),
        ("A/RES/61/267B", "A/RES/61/267/B"),
        ("A/RES/118/(II)", "A/RES/118 (II)"),
        ("A/78/1", None),
        ("S/RES/1325 (2000)", None),
        ("SC/15000", None),
        ("E/2336", None),
        ("A/78/XX", None),
        ("A/B testing", None),
    ],
)
def test_slips_in_symbols(slip: str, right: str | None) -> None:
    assert mend_symbol(slip) == right


@given(symbols)
def test_right_symbols_need_no_mending(symbol: str) -> None:
    assert mend_symbol(symbol) is None


@pytest.mark.parametrize(
    ("symbol", "late"),
    [("A/79/1", False), ("A/120/1", True), ("S/2051/1", True), ("S/2024/9", False), ("E/2336", False)],
)
def test_symbols_ahead_of_their_time(symbol: str, late: bool) -> None:
    found = read_symbol(symbol)
    assert found is not None
    assert comes_later(found, datetime.date(2024, 10, 1)) == late


def test_addresses() -> None:
    assert docs_url("A/78/583") == "https://docs.un.org/en/A/78/583"
    assert docs_url("S/RES/2466 (2019)", "fr") == "https://docs.un.org/fr/S/RES/2466(2019)"
    assert docs_url("A/81/6 (Sect. 13)/Part A*") == "https://docs.un.org/en/A/81/6(Sect.13)"


def test_press_numbers_are_something_else() -> None:
    text = "GA/12345, SG/SM/22000 and GA/SHC/4411, not A/78/1"
    assert [number for _, _, number in find_press_numbers(text)] == ["GA/12345", "SG/SM/22000", "GA/SHC/4411"]


@given(codes, dates)
def test_dates_are_read_as_printed(code: str, date: datetime.date) -> None:
    found = read_date(print_date(date, code), code)
    assert found is not None
    assert (found.date, found.iso, found.certainty) == (date, date.isoformat(), "certain")
    masthead = read_date(print_masthead_date(date, code), code)
    assert masthead is not None and masthead.date == date


def test_printed_dates() -> None:
    date = datetime.date(2026, 4, 1)
    assert [print_date(date, code) for code in CODES] == [
        "1 April 2026",
        "1er avril 2026",
        "1 de abril de 2026",
        "1 апреля 2026 года",
        "1 نيسان/أبريل 2026",
        "2026年4月1日",
    ]
    assert [print_masthead_date(date, code) for code in ("fr", "ru", "ar", "zh")] == ["1er avril 2026"] + 3 * [
        "1 April 2026"
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        *(("en", text) for text in ("7 November 2023", "November 7, 2023", "7th November 2023", "7 Nov. 2023")),
        *(("en", text) for text in ("07.11.2023", "2023-11-07", "2023-11-07T10:00:00Z", "2023/11/07", "7-Nov-2023")),
        *(("en", text) for text in ("7 NOVEMBER 2023", "7th day of November, 2023", "Tuesday, 07.11.2023 16:42")),
        *(("en", text) for text in ("Date: 7 November 2023", "(7 November 2023)", "7\u00a0November\u00a02023.")),
        *(("fr", text) for text in ("7 novembre 2023", "mardi 7 novembre 2023", "Le 7 NOVEMBRE 2023")),
        *(("es", text) for text in ("7 de noviembre de 2023", "martes 7 de noviembre del 2023")),
        *(("ru", text) for text in ("7 ноября 2023 года", "7 ноября 2023 г.", "7 November 2023")),
        *(("ar", text) for text in ("7 تشرين الثاني/نوفمبر 2023", "٧ تشرين الثاني/نوفمبر ٢٠٢٣", "7 نوفمبر 2023")),
        *(("zh", text) for text in ("2023年11月7日", "二〇二三年十一月七日", "2023 年 11 月 7 日")),
    ],
)
def test_forms_of_one_date(code: str, text: str) -> None:
    found = read_date(text, code)
    assert found is not None
    assert (found.iso, found.certainty, found.place) == ("2023-11-07", "certain", None)


@pytest.mark.parametrize(
    ("code", "text", "iso", "certainty"),
    [
        ("en", "07/11/2023", "2023-11-07", "guessed"),
        ("fr", "07/11/2023", "2023-11-07", "likely"),
        ("en", "25/11/2023", "2023-11-25", "certain"),
        ("en", "11/25/2023", "2023-11-25", "certain"),
        ("en", "11/11/2023", "2023-11-11", "certain"),
        ("en", "XX May 2026", "", "placeholder"),
        ("en", "__ May 2026", "", "placeholder"),
        ("en", "[date] May 2026", "", "placeholder"),
        ("en", "May XX, 2026", "", "placeholder"),
        ("en", "7 May 20XX", "", "placeholder"),
        ("en", "DD/MM/YYYY", "", "placeholder"),
        ("ru", "«__» мая 2026 года", "", "placeholder"),
        ("zh", "2026年5月XX日", "", "placeholder"),
        ("en", "16 June–11 July 2025", "", "range"),
        ("en", "15 to 18 April 2026", "", "range"),
        ("en", "September 19–20, 2023", "", "range"),
        ("es", "del 1 al 10 de junio de 2022", "", "range"),
        ("zh", "2000年9月6日至8日", "", "range"),
    ],
)
def test_how_sure_a_date_is(code: str, text: str, iso: str, certainty: str) -> None:
    found = find_dates(text, code)
    assert [(one.iso, one.certainty) for one in found] == [(iso, certainty)]
    assert (found[0].date is None) == (not iso)


@pytest.mark.parametrize(
    ("code", "text", "place"),
    [
        ("en", "New York, 3 February 2025", "New York"),
        ("en", "3 February 2025, New York", "New York"),
        ("en", "Monday, 3 February 2025", None),
        ("en", "The Hague, 3 February 2025", "The Hague"),
        ("en", "Port Élodie (Karesia), 3 February 2025", "Port Élodie (Karesia)"),
        ("fr", "Genève, le 3 février 2025", "Genève"),
        ("es", "Nueva York, 3 de febrero de 2025", "Nueva York"),
        ("ru", "Нью-Йорк, 3 февраля 2025 года", "Нью-Йорк"),
        ("ar", "نيويورك، 3 شباط/فبراير 2025", "نيويورك"),
    ],
)
def test_date_lines_with_a_place(code: str, text: str, place: str | None) -> None:
    found = read_date(text, code)
    assert found is not None
    assert (found.iso, found.place) == ("2025-02-03", place)


@pytest.mark.parametrize(
    "text",
    [
        "I wrote on 7 November 2023 to you",
        "In Berlin we met on 4 October 2024",
        "on or about, 4 October 2024",
        "31 February 2025",
        "1.2.3",
        "sections 3.4.2019 and 5",
        "2019-2020-2021",
        "May 2024",
        "may 5 people 2024",
        "",
    ],
)
def test_lines_that_are_no_date(text: str) -> None:
    assert read_date(text, "en") is None


def test_dates_in_running_text() -> None:
    text = "Its letters of 3 May 2024 and 14 June 2024 (see 2024-07-01) were answered on 5 juillet 2024."
    assert [text[one.start : one.end] for one in find_dates(text, None)] == [
        "3 May 2024",
        "14 June 2024",
        "2024-07-01",
        "5 juillet 2024",
    ]


@pytest.mark.parametrize("piece", ["A/78/1, ", "A/", "1 ", "7 May ", "XX ", "12-", "____", "A/1-", "A/1 (", "May 1 "])
def test_time_is_linear(piece: str) -> None:
    def run(count: int) -> None:
        for code in ("en", "ar"):
            find_dates(piece * count, code)
        find_symbols(piece * count)

    assert linear(run, 8000)
