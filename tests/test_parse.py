"""What parse promises for every input: values have evidence, no word is lost, plain texts state nothing."""

from __future__ import annotations

import random
from typing import Any

import pytest

from converter import account
from converter.diagnostics import Report
from converter.meta import Confidence
from converter.model import Document
from converter.options import Options
from converter.parse import Hints, parse
from converter.parse.contacts import read_contact
from converter.parse.datelines import read_dateline
from converter.parse.facts import read_facts
from converter.parse.parts import bracketed_language, read_head
from converter.parse.statements import speaker_in
from converter.parse.titles import goes_on, read_letter_title
from converter.pipeline import Job, inspected, understand
from converter.source import Line, Source
from converter.span import Span
from tests.support.cases import CASES, all_cases
from tests.support.growth import linear

ALL = [case for case in all_cases("parse", "blocks") if case.input.strip()]


def lines(*texts: str) -> tuple[Line, ...]:
    """Lines as a reader gives them."""
    return tuple(Line(text, Span(number, number)) for number, text in enumerate(texts, 1))


def normalized(text: str, name: str = "case.txt") -> tuple[Source, Report]:
    """A text after reading and mending."""
    job = Job(name, text.encode(), Options(), Report(name))
    source = understand(job, "normalize")
    assert isinstance(source, Source)
    return source, job.report


def kept(text: str, name: str) -> tuple[Document, Report, account.Difference | None]:
    """A text parsed, and where its words went astray."""
    source, report = normalized(text, name)
    before = len(report.removed)
    document = parse(source, report)
    return document, report, account.first_difference(source, document, report.removed[before:])


# ---------------------------------------------------------------- what always holds


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in ALL])
def test_no_word_is_lost(case: Any) -> None:
    _, _, difference = kept(case.input, f"case{case.suffix}")
    assert difference is None


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in ALL])
def test_every_value_has_evidence(case: Any) -> None:
    job = Job(f"case{case.suffix}", case.input.encode(), Options(), Report("case"))
    understand(job, "parse")
    found = inspected(job)
    for key, value in found["meta"].items():
        assert not value or key in found["evidence"], key
    for key, evidence in found["evidence"].items():
        assert evidence["lines"] == sorted(set(evidence["lines"])), key
        if evidence["confidence"] == Confidence.GUESSED:
            assert any(key in (said["hint"] or "") + said["message"] for said in found["warnings"]), key
    assert found["words"]["input"] == found["words"]["document"] + found["words"]["removed"]


def test_mutated_texts_lose_no_word() -> None:
    """Lines dropped, doubled, joined, cut and mixed: parse returns, and every word has its place."""
    chance = random.Random(7)
    texts = [case.input.split("\n") for case in ALL]
    for _ in range(150):
        text = list(chance.choice(texts))
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(text))
            match chance.randrange(4):
                case 0:
                    text.insert(at, chance.choice(chance.choice(texts)))
                case 1 if len(text) > 1:
                    del text[at]
                case 2:
                    text[at] = f"{text[at]} {chance.choice(text)}"
                case _:
                    text[at] = text[at][: chance.randrange(len(text[at]) + 1)]
        if any(map(str.strip, text)):
            _, _, difference = kept("\n".join(text), "case.txt")
            assert difference is None, "\n".join(text)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in ALL if case.path.stem == "negatives"])
def test_plain_texts_state_nothing(case: Any) -> None:
    document, _, _ = kept(case.input, "case.txt")
    values = {
        name: getattr(document.meta, name) for name in document.meta.__slots__ if name not in ("evidence", "title")
    }
    assert not any(values.values()), values
    assert document.kind == "document"


def test_given_values_decide() -> None:
    source, report = normalized("Bread is baked at night.\n\nIt is eaten by day.")
    document = parse(source, report, Hints(kind="statement", language="fr"))
    assert (document.kind, document.language) == ("statement", "fr")
    assert document.meta.evidence["kind"].confidence is Confidence.GIVEN


def test_cases_are_original() -> None:
    assert len(list((CASES / "parse").glob("*.case"))) >= 8


# ---------------------------------------------------------------- titles of letters

TITLES = (
    ("Letter dated 7 November 2023 from the Permanent Representative of Ister to the United Nations addressed to the "
     "Secretary-General", "letter", "2023-11-07", ("Secretary-General",)),
    ("IDENTICAL LETTERS DATED 3 MAY 2026 FROM THE PERMANENT REPRESENTATIVE OF ISTER TO THE UNITED NATIONS ADDRESSED TO "
     "THE SECRETARY-GENERAL AND THE PRESIDENT OF THE SECURITY COUNCIL", "letter", "2026-05-03",
     ("SECRETARY-GENERAL", "PRESIDENT OF THE SECURITY COUNCIL")),
    ("Letter dated 3 May 2026 from the Permanent Representative of Ister to the United Nations to the President of the "
     "General Assembly", "letter", "2026-05-03", ("President of the General Assembly",)),
    ("Note verbale dated 21 June 2024 from the Permanent Mission of Ister to the United Nations addressed to the "
     "Secretariat", "note_verbale", "2024-06-21", ("Secretariat",)),
    ("Lettre datée du 1er mai 2026, adressée à la Présidence du Conseil de sécurité par le Représentant permanent "
     "d’Ister", "letter", "2026-05-01", ("Présidence du Conseil de sécurité",)),
    ("Note verbale datée du 3 mai 2026, adressée au Secrétaire général par la Mission permanente d’Ister",
     "note_verbale", "2026-05-03", ("Secrétaire général",)),
    ("Cartas idénticas de fecha 24 de mayo de 2024 dirigidas al Secretario General y a la Presidencia del Consejo de "
     "Seguridad por el Representante Permanente de Almaterra", "letter", "2024-05-24",
     ("Secretario General", "Presidencia del Consejo de Seguridad")),
    ("Вербальная нота Постоянного представительства Тарвонии от 2 мая 2026 года на имя Генерального секретаря",
     "note_verbale", "2026-05-02", ("Генерального секретаря",)),
    ("رسالتان متطابقتان مؤرختان 6 آذار/مارس 2024 موجهتان إلى الأمين العام ورئيس مجلس الأمن من الممثلة الدائمة لرملين",
     "letter", "2024-03-06", ("الأمين العام", "رئيس مجلس الأمن")),
    ("2026年2月25日卡雷西亚常驻联合国代表给安全理事会主席的普通照会", "note_verbale", "2026-02-25",
     ("安全理事会主席",)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "iso", "recipients"), TITLES)
def test_titles_of_letters(text: str, kind: str, iso: str, recipients: tuple[str, ...]) -> None:
    title = read_letter_title(text)
    assert title is not None and title.plausible and title.sender and title.date
    assert (title.kind, title.date.iso, title.recipients) == (kind, iso, recipients)


@pytest.mark.parametrize(
    "text", ["The letter dated 5 May was late.", "Letters of the old style", "Note: the lamps", "Carta"]
)
def test_no_titles_of_letters(text: str) -> None:
    title = read_letter_title(text)
    assert title is None or not title.plausible


def test_a_title_goes_on_until_its_recipient_is_named() -> None:
    start = "Letter dated 3 May 2026 from the Permanent Representative of Ister to the United Nations addressed"
    assert goes_on(start, "to the President of the Security Council")
    assert not goes_on(f"{start} to the President of the Security Council", "I have the honour to report a fire.")


# ---------------------------------------------------------------- single lines


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("S/2024/1 Distr.: General 17 December 2024", ["symbol", "distribution", "date"]),
        ("General Assembly, seventy-ninth session, agenda item 33", ["organ", "session", "agenda"]),
        ("United Nations — A/79/412", ["word", "symbol"]),
        ("Séptimo período de sesiones", ["session"]),
        ("I met him in the General Assembly", None),
        ("The Security Council met.", None),
    ],
)
def test_lines_of_a_masthead(text: str, kinds: list[str] | None) -> None:
    facts = read_facts(text, "es" if "período" in text else "en")
    assert (facts and [fact.kind for fact in facts]) == kinds


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("820 Second Avenue, New York, N.Y. 10017 | Tel. (212) 555-0190 | Fax (212) 555-0191 | a@b.example",
         {"address": "820 Second Avenue, New York, N.Y. 10017", "telephone": "(212) 555-0190", "fax": "(212) 555-0191",
          "email": "a@b.example"}),
        ("T: +1 646 555 0120 – F: +1 646 555 0121", {"telephone": "+1 646 555 0120", "fax": "+1 646 555 0121"}),
        ("电话：(212) 555-0118　传真：(212) 555-0119", {"telephone": "(212) 555-0118", "fax": "(212) 555-0119"}),
        ("The 20 boats left Port Street in 1984.", None),
        ("New York, 12 March 2025", None),
    ],
)  # fmt: skip
def test_contact_data(text: str, values: dict[str, str] | None) -> None:
    contact = read_contact(text)
    assert (contact and dict(contact.values)) == values


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Annex II", "Annex II"),
        ("ANNEXE", "ANNEXE"),
        ("Annex A – List of lamps", "Annex A"),
        ("附件二", "附件二"),
        ("Приложение к письму Постоянного представителя", "Приложение"),
        ("Annex I contains the list of names.", None),
        ("Annex I ..... 14", None),
        ("Enclosure: curriculum vitae", None),
    ],
)
def test_heads_of_parts(text: str, label: str | None) -> None:
    head = read_head(lines(text, "", "Text."), 0)
    assert (head and head.label) == label


def test_original_languages_of_parts() -> None:
    given = ("[Original: Arabic]", "[Original : arabe]", "[原件：阿拉伯文]", "[Подлинный текст на арабском языке]")
    assert [bracketed_language(text) for text in given] == ["ar"] * 4
    assert bracketed_language("[Original: Karesian]") == ""
    assert bracketed_language("The original: Arabic") is None


@pytest.mark.parametrize(
    ("text", "place", "iso"),
    [
        ("NEW YORK, 3 March 2026 – The Kingdom", "NEW YORK", "2026-03-03"),
        ("Nueva York, 20 de mayo de 2025. La Misión informó", "Nueva York", "2025-05-20"),
        ("NEW YORK – The Mission", "NEW YORK", None),
        ("He was late – and said so", None, None),
    ],
)
def test_datelines(text: str, place: str | None, iso: str | None) -> None:
    found = read_dateline(text, "es" if "Nueva" in text else "en")
    assert (found and found.place) == place
    assert (found and found.date and found.date.iso) == iso


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Statement by H.E. Mr. Ansel Rutherglen", "Ansel Rutherglen"),
        ("Remarks by Minister Idris Bengtsson at the high-level meeting on sleep", "Idris Bengtsson"),
        ("Déclaration de S.E. Mme Solène Ferrand, Représentante permanente", "Solène Ferrand"),
        ("Statement by the President of the Security Council", None),
    ],
)
def test_speakers(text: str, name: str | None) -> None:
    assert speaker_in(text) == name


@pytest.mark.parametrize(
    "opening",
    [
        "A Su Excelencia\nel Sr. Pedro Faro",
        "A Su Excelencia el Sr. Pedro Faro",
        "Al Excmo. Sr. Pedro Faro",
        "A la Excma. Sra. Ana Faro",
        "Al\nExcmo. Sr. Pedro Faro",
    ],
)
def test_an_addressee_begins_with_the_word_that_turns_to_him(opening: str) -> None:
    text = (
        f"MISIÓN PERMANENTE DE KARESIA ANTE LAS NACIONES UNIDAS\n\nNueva York, 3 de mayo de 2024\n\n{opening}\n"
        "Presidente de la Asamblea General\nNaciones Unidas\nNueva York\n\nExcelencia:\n\n"
        "Tengo el honor de comunicarle que el faro vuelve a estar encendido.\n\n"
        "Le ruego acepte, Excelencia, las seguridades de mi más alta consideración.\n\nAna Nombre\n"
    )
    job = Job("letter.txt", text.encode(), Options(), Report("letter.txt"))
    document = understand(job)
    assert isinstance(document, Document)
    wanted = (*opening.split("\n"), "Presidente de la Asamblea General", "Naciones Unidas", "Nueva York")
    assert document.meta.addressee == wanted


def test_parsing_takes_time_in_proportion_to_length() -> None:
    def run(count: int) -> None:
        lines = (f"{n}. The lamp at the north door was lit for the {n}th time." for n in range(1, count + 1))
        parse(*normalized("\n\n".join(lines)))

    assert linear(run, 1600)
