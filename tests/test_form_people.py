"""People and single masthead lines: read, printed, and left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.forms.mastheads import (
    print_bracket,
    print_distribution,
    print_original,
    read_distribution,
    read_job_number,
    read_language_line,
    read_original,
)
from converter.forms.people import (
    find_signed,
    is_name,
    is_office,
    is_signed,
    print_signed,
    read_signed,
    strip_honorifics,
    titlecase_name,
)
from converter.languages import CODES, language

codes = st.sampled_from(CODES)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("H.E. Mr. Jean-Baptiste Ndayikengurutse", "Jean-Baptiste Ndayikengurutse"),
        ("His Excellency Mr. Dorjee Achterberg", "Dorjee Achterberg"),
        ("MRS. MARIT SOLHEIM", "MARIT SOLHEIM"),
        ("Ambassador Marit Solheim", "Marit Solheim"),
        ("S.E. M. Paul Martin", "Paul Martin"),
        ("Mme Hélène Brøndum", "Hélène Brøndum"),
        ("Excmo. Sr. Don Juan Güemes", "Juan Güemes"),
        ("Его Превосходительство г-н Иван Петров", "Иван Петров"),
        ("سعادة السفير محمد العلي", "محمد العلي"),
        ("王小明先生", "王小明"),
        ("M Night", "M Night"),
        ("Hone Taylor", "Hone Taylor"),
        ("Donald Duck", "Donald Duck"),
        ("Mr.", "Mr."),
    ],
)
def test_honorifics(printed: str, name: str) -> None:
    assert strip_honorifics(printed) == name


@pytest.mark.parametrize(
    "text",
    [
        *(
            "(Signed) A. Name",
            "(*Signed*) A. Name",
            "*(Signed)* A. Name",
            "[Signed] A. Name",
            "/s/ A. Name",
            "( signed ) A. Name",
        ),
        *(
            "Signed: A. Name",
            "Signed by: A. Name",
            "A. Name (Signed)",
            "(Signé) A. Name",
            "(Firmado) A. Name",
            "Fdo.: A. Name",
        ),
        *(
            "(Подпись) A. Name",
            "(توقيع) A. Name",
            "(签名) A. Name",
            "*(Signed)* A. **Name**",
            "**(Signed)** A. Name",
            "(sgd.) A. Name",
        ),
    ],
)
def test_signed_lines(text: str) -> None:
    assert is_signed(text)
    assert read_signed(text) == "A. Name"


@given(codes)
def test_signatures_are_read_as_printed(code: str) -> None:
    assert read_signed(print_signed("Hélène Brøndum", code)) == "Hélène Brøndum"


@pytest.mark.parametrize(
    "text",
    ["The pact was signed by both", "He (signed) it", "the letter(s) sent", "signed and sealed", "Annex (s)", ""],
)
def test_lines_not_signed(text: str) -> None:
    assert not is_signed(text)
    assert read_signed(text) is None


def test_a_chinese_note_may_close_up_with_the_name() -> None:
    assert read_signed("沈若岚（签名）") == "沈若岚"


def test_two_signatories_on_a_line() -> None:
    assert find_signed("(Signed) A. Name   (Signed) B. Name") == [(0, 8), (19, 27)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        *(("en", text) for text in ("Ambassador", "Permanent Representative", "Ambassador, Permanent Representative")),
        *(
            ("en", text)
            for text in ("Chargé d’affaires a.i.", "Charge d'Affaires, a.i. of the Permanent Mission of Ister")
        ),
        *(
            ("en", text)
            for text in (
                "Minister for Foreign Affairs of Karesia",
                "Acting Permanent Representative",
                "Secretary-General",
            )
        ),
        *(
            ("fr", text)
            for text in (
                "L’Ambassadeur,",
                "Représentante permanente",
                "CHARGÉ D'AFFAIRES PAR INTÉRIM",
                "Ministre des affaires étrangères",
            )
        ),
        *(
            ("es", text)
            for text in ("Embajadora", "Representante Permanente Adjunto", "Encargado de Negocios interino")
        ),
        *(("ru", text) for text in ("Постоянный представитель", "Временный поверенный в делах")),
        *(("ar", text) for text in ("السفير", "الممثلة الدائمة", "القائم بالأعمال بالنيابة")),
        *(("zh", text) for text in ("常驻代表", "大使")),
    ],
)
def test_offices(code: str, text: str) -> None:
    assert is_office(text, code)
    assert not is_name(text, code)


@pytest.mark.parametrize(
    "text",
    [
        "The Minister said that all is well.",
        "Hélène Brøndum",
        "I have the honour",
        "Permanent Mission of Karesia",
        "Mr. Chair,",
        "Report of the Secretary-General",
        "Office of the President",
        "New York",
        "",
    ],
)
def test_no_offices(text: str) -> None:
    assert not is_office(text, "en")


@pytest.mark.parametrize(
    "text", ["Hélène Brøndum", "A. Name", "MARIA VAN DER BERG", "Ahmed al-Said", "Kate O’Brien", "Иван Петров"]
)
def test_names(text: str) -> None:
    assert is_name(text, "en")


@pytest.mark.parametrize(
    "text",
    ["Yours sincerely", "Letter dated", "Annex", "305 East Street", "It rained.", "Permanent Mission of Karesia"],
)
def test_no_names(text: str) -> None:
    assert not is_name(text, "en")


def test_capitals_of_names_change_only_on_request() -> None:
    assert titlecase_name("Dorjee ACHTERBERG-VOS") == "Dorjee Achterberg-Vos"


@given(codes, st.sampled_from(["General", "Limited", "Restricted"]), st.sampled_from(CODES))
def test_masthead_lines_are_read_as_printed(code: str, value: str, original: str) -> None:
    assert read_distribution(print_distribution(value, code), code) == value
    assert read_original(print_original(original, code), code) == (original,)
    assert read_original(print_bracket(original, code), code) == (original,)
    assert read_language_line(language(code).original.own, code) == code


@pytest.mark.parametrize("text", ["**Distr.:** Limited", "DISTR. LIMITED", "Distribution: Limited", "Distr.:Limited"])
def test_distribution_lines(text: str) -> None:
    assert read_distribution(text, "en") == "Limited"


@pytest.mark.parametrize("text", ["Distr.: General 7 May", "General", "Distr.", "Limited edition"])
def test_no_distribution_lines(text: str) -> None:
    assert read_distribution(text, "en") is None


def test_several_original_languages() -> None:
    assert read_original("Original: English/French and Arabic", "en") == ("en", "fr", "ar")
    assert read_original("Original: copy of the deed", "en") == ()
    assert read_original("Язык оригинала: русский", "ru") == ("ru",)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("23-20100 (E)", "23-20100 (E)"),
        ("26-05286 (E)    200426", "26-05286 (E)"),
        ("GE.25-02819(E) 210325 210325", "GE.25-02819 (E)"),
        ("23-20100", "23-20100"),
        ("Tel. 23-20100", None),
        ("2023-20100", None),
    ],
)
def test_job_numbers(text: str, number: str | None) -> None:
    assert read_job_number(text) == number
