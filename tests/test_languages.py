"""The wording of six languages: files load whole, ordinals count, texts are told apart, verbs open clauses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.data import data_path
from converter.languages import (
    CODES,
    LanguageFileError,
    detect,
    fold,
    key,
    language,
    print_ordinal,
    print_session,
    print_year_line,
    read_opening,
    read_ordinal,
    script,
    verbs,
)
from converter.languages.loading import load_language
from converter.languages.numerals import print_han, print_roman, read_digits, read_han, read_roman

LARGEST_FILE = 10_000
"""Bytes: a language file of this size loads in 2 ms."""
codes = st.sampled_from(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_language_file_is_whole_and_small(code: str) -> None:
    words = language(code)
    assert words.code == code
    assert len(words.months) == len(words.month_variants) == 12
    assert {"A", "S", "E", "T", "ST", "A/HRC", "A/C.1", "A/C.6"} <= words.organs.keys()
    assert {"annex", "appendix", "enclosure", "translation"} <= words.parts.keys()
    assert {"letter", "note_verbale", "press_release", "statement", "resolution", "report", "note", "agenda"} <= (
        words.cues.keys()
    )
    assert {"A", "S", "E", "A/HRC"} <= words.enacting.keys()
    assert {"letter", "identical_letters", "note_verbale", "annex_to_letter"} == words.titles.keys()
    assert data_path("languages", f"{code}.yaml").stat().st_size < LARGEST_FILE


@pytest.mark.parametrize("code", CODES)
def test_languages_name_the_same_things(code: str) -> None:
    english, words = language("en"), language(code)
    assert words.formulas.keys() <= english.formulas.keys()
    assert words.cues.keys() == english.cues.keys()
    assert words.terms.keys() <= english.terms.keys()
    assert words.organs.keys() <= english.organs.keys()
    assert set(CODES) <= words.languages.keys()
    assert words.distribution.values.keys() == {"General", "Limited", "Restricted"}


@pytest.mark.parametrize("code", CODES)
def test_unconfirmed_keys_exist(code: str) -> None:
    words = language(code)
    for dotted in words.unconfirmed:
        head, _, rest = dotted.partition(".")
        value = getattr(words, head)
        if rest:
            assert (rest in value) if hasattr(value, "keys") else hasattr(value, rest.partition(".")[0]), dotted
        assert not words.sure(dotted)


def test_sureness_is_inherited() -> None:
    assert not language("ru").sure("terms.summary")
    assert language("en").sure("terms.summary")


def test_mastheads_of_three_languages_are_english() -> None:
    assert [language(code).masthead for code in CODES] == ["en", "fr", "es", "en", "en", "en"]


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError, match="known are en, fr"):
        language("tlh")


def test_an_unknown_key_is_an_error(tmp_path: Path) -> None:
    text = data_path("languages", "en.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "en.yaml"
    wrong.write_text(text.replace("united_nations:", "united_nation:"), encoding="utf-8")
    with pytest.raises(LanguageFileError, match=r"en\.yaml: unknown key united_nation"):
        load_language(wrong)


def test_english_loads_no_other_language() -> None:
    code = (
        "import converter.languages.loading as loading\n"
        "read, loaded = loading.read_yaml, []\n"
        "loading.read_yaml = lambda path: (loaded.append(path.name), read(path))[1]\n"
        "from converter.languages import detect\n"
        "from converter.forms.dates import find_dates\n"
        "from converter.forms.symbols import find_symbols\n"
        "from converter.forms.sessions import read_session\n"
        "detect('the state of the union'); find_dates('3 May 2024', 'en'); find_symbols('A/78/1')\n"
        "read_session('Seventy-eighth session', 'en')\n"
        "print(loaded)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['en.yaml']"


@given(codes, st.integers(1, 199), st.booleans())
def test_ordinals_are_read_as_printed(code: str, number: int, masculine: bool) -> None:
    words = language(code)
    printed = print_ordinal(words, number, masculine)
    assert read_ordinal(words, printed) == number
    assert read_ordinal(words, printed.upper()) == number


def test_ordinals_are_all_different() -> None:
    for code in CODES:
        words = language(code)
        assert len({key(print_ordinal(words, number)) for number in range(1, 200)}) == 199


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("en", "78th", 78),
        ("en", "SEVENTY EIGHTH", 78),
        ("en", "hundredth", 100),
        ("fr", "79e", 79),
        ("fr", "79ème", 79),
        ("fr", "1re", 1),
        ("fr", "premier", 1),
        ("fr", "soixante et onzième", 71),
        ("fr", "QUATRE-VINGT-UNIEME", 81),
        ("es", "65º", 65),
        ("es", "septuagésima octava", 78),
        ("es", "vigesimoprimer", 21),
        ("es", "decimotercera", 13),
        ("ru", "78-я", 78),
        ("ru", "семьдесят восьмой", 78),
        ("ru", "третьей", 3),
        ("ar", "السابعة والسبعين", 77),
        ("ar", "الثامن والسبعون", 78),
        ("ar", "٧٨", 78),
        ("zh", "第七十八", 78),
        ("zh", "第78", 78),
        ("en", "seventy", None),
        ("en", "the", None),
        ("zh", "大会", None),
    ],
)
def test_ordinals_in_other_shapes(code: str, text: str, number: int | None) -> None:
    assert read_ordinal(language(code), text) == number


@pytest.mark.parametrize(
    ("code", "session", "year", "emergency"),
    [
        ("en", "Seventy-eighth session", "Seventy-eighth year", "Tenth emergency special session"),
        (
            "fr",
            "Soixante-dix-huitième session",
            "Soixante-dix-huitième année",
            "Dixième session extraordinaire d’urgence",
        ),
        (
            "es",
            "Septuagésimo octavo período de sesiones",
            "Septuagésimo octavo año",
            "Décimo período de sesiones extraordinario de emergencia",
        ),
        ("ru", "Семьдесят восьмая сессия", "Семьдесят восьмой год", "Десятая чрезвычайная специальная сессия"),
        ("ar", "الدورة الثامنة والسبعون", "السنة الثامنة والسبعون", "الدورة الاستثنائية الطارئة العاشرة"),
        ("zh", "第七十八届会议", "第七十八年", "第十届紧急特别会议"),
    ],
)
def test_session_and_year_lines(code: str, session: str, year: str, emergency: str) -> None:
    words = language(code)
    assert print_session(words, 78) == session
    assert print_year_line(words, 78) == year
    assert print_session(words, 10, "ES") == emergency


def test_no_ordinal_beyond_what_is_known() -> None:
    with pytest.raises(ValueError, match="from 1 to 199"):
        print_ordinal(language("en"), 0)


@given(st.integers(1, 399))
def test_roman_numbers(number: int) -> None:
    assert read_roman(print_roman(number)) == number
    assert read_roman(print_roman(number).upper()) == number


@pytest.mark.parametrize("text", ["", "iiii", "ic", "Xi", "abc", "vx"])
def test_no_roman_number(text: str) -> None:
    assert read_roman(text) is None


@given(st.integers(1, 999))
def test_chinese_numbers(number: int) -> None:
    assert read_han(print_han(number)) == number


def test_digits_of_other_scripts() -> None:
    assert (read_digits("٢٠١٥"), read_digits("７８"), read_han("二〇二六"), read_digits("7a")) == (2015, 78, 2026, None)


@given(st.text(max_size=200))
def test_folding_keeps_positions(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_makes_words_comparable() -> None:
    assert key("Assemblée  GÉNÉRALE") == key("ASSEMBLEE GENERALE") == "assemblee generale"
    assert key("Чрезвычайный ёж") == "чрезвычаиныи еж"
    assert key("الأُولى") == key("الاولي")


@pytest.mark.parametrize(
    ("text", "code", "sure"),
    [
        ("The meeting of the Committee was opened by the Chair, who spoke of the weather in the valley.", "en", True),
        ("La séance est ouverte par le Président, qui parle du temps dans la vallée et de la récolte.", "fr", True),
        ("La sesión fue abierta por el Presidente, que habló del tiempo en el valle y de la cosecha.", "es", True),
        ("Заседание открыл Председатель, который говорил о погоде.", "ru", True),
        ("افتتح الرئيس الجلسة وتحدث عن الطقس في الوادي", "ar", True),
        ("主席宣布会议开始，并谈到山谷的天气。", "zh", True),
        (
            "Distr.: General\n2 May 2024\nEnglish\nOriginal: Russian\n" + "Письмо о мостах и паромах через озеро. " * 4,
            "ru",
            True,
        ),
        ("", "en", False),
        ("12345", "en", False),
        ("Karesia Tarvonia Veldania", "en", False),
    ],
)
def test_languages_are_told_apart(text: str, code: str, sure: bool) -> None:
    assert detect(text) == (code, sure)


def test_detection_reads_no_further_than_needed() -> None:
    assert detect("the cat and the dog of the house " * 700 + "кот и пёс " * 10**5) == ("en", True)


@pytest.mark.parametrize(
    ("char", "name"), [("a", "Latn"), ("É", "Latn"), ("ж", "Cyrl"), ("ع", "Arab"), ("会", "Hani"), ("1", ""), ("α", "")]
)
def test_scripts(char: str, name: str) -> None:
    assert script(char) == name


@pytest.mark.parametrize(
    ("code", "clause", "kind", "opening"),
    [
        ("en", "Recalling also its resolution on lake ice,", "preambular", "Recalling also"),
        ("en", "Noting with appreciation also the work,", "preambular", "Noting with appreciation also"),
        ("en", "Deeply concerned about the fog,", "preambular", "Deeply concerned"),
        ("en", "Further requests the Secretary-General to report;", "operative", "Further requests"),
        ("en", "Also expresses its appreciation to the pilots;", "operative", "Also expresses its appreciation"),
        ("en", "Takes note of the report;", "operative", "Takes note"),
        ("fr", "Rappelant également sa résolution,", "preambular", "Rappelant également"),
        ("fr", "Prie le Secrétaire général de faire rapport ;", "operative", "Prie"),
        ("es", "Recordando también su resolución,", "preambular", "Recordando también"),
        ("es", "Pide al Secretario General que informe;", "operative", "Pide"),
        ("ru", "ссылаясь на свою резолюцию,", "preambular", "ссылаясь"),
        ("ru", "вновь подтверждает право;", "operative", "вновь подтверждает"),
        ("ar", "وإذ تشير إلى قرارها،", "preambular", "وإذ تشير إلى"),
        ("ar", "تقرر أيضا أن تنظر؛", "operative", "تقرر أيضا"),
        ("zh", "又回顾其决议，", "preambular", "又回顾"),
        ("zh", "请秘书长提出报告；", "operative", "请"),
    ],
)
def test_opening_words(code: str, clause: str, kind: str, opening: str) -> None:
    found = read_opening(clause, code)
    assert found is not None
    assert (found.kind, found.text, clause[: found.end].endswith(opening)) == (kind, opening, True)


@pytest.mark.parametrize("text", ["The ferry carried forty passengers.", "Recallings", "", "Noted"])
def test_no_opening_words(text: str) -> None:
    assert read_opening(text, "en") is None


@pytest.mark.parametrize("code", CODES)
def test_every_verb_opens_a_clause_of_its_kind(code: str) -> None:
    words = verbs(code)
    for kind, end in (("preambular", ","), ("operative", ";")):
        for verb in getattr(words, kind):
            found = read_opening(f"{verb} x{end}" if code != "zh" else f"{verb}。{end}", code)
            assert found is not None, verb
            assert found.kind == kind, verb
