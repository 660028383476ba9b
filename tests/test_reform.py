"""`--as circulated` and `--as sent`: a letter in the other form; every word is printed or accounted for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from converter.account import document_words, words
from converter.meta import Confidence
from converter.model import Form
from converter.options import Options
from converter.pipeline import Job, composed, job_for, run, understand
from converter.style.names import StyleName
from tests.support import ROOT
from tests.support.printed import opening_words, paras, said

LETTER = """Permanent Mission of Karesia to the United Nations
5 Quay Road, New York, NY 10022

Ref.: 12/2025

New York, 3 May 2025

H.E. Mr. Anton Kloss
President of the General Assembly
United Nations
New York

Excellency,

I have the honour to transmit herewith the text of the Lamp Declaration (see annex).

I should be grateful if you would have the present letter and its annex circulated as a document of the General \
Assembly, under agenda items 31 and 69 (b), and of the Security Council.

Please accept, Excellency, the assurances of my highest consideration.

H.E. Ms. Anna Name
Ambassador
Permanent Representative

Annex

Lamp Declaration

The lamp is lit.
"""
FRENCH = """MISSION PERMANENTE DU VALCORBE AUPRÈS DES NATIONS UNIES
6 Carver Square, New York, N.Y. 10022

Réf. : 14/2025

New York, le 3 mai 2025

Son Excellence
Monsieur Anton Kloss
Secrétaire général de l’Organisation des Nations Unies

Monsieur le Secrétaire général,

J’ai l’honneur de vous informer que la lampe est allumée.

Je vous serais obligé de bien vouloir faire distribuer la présente lettre comme document de l’Assemblée générale, au \
titre du point 31 de l’ordre du jour.

Veuillez agréer, Monsieur le Secrétaire général, les assurances de ma très haute considération.

M. Aristide Quernel
Ambassadeur
Représentant permanent
"""
SPANISH = """Misión Permanente de Nueva Aurelia ante las Naciones Unidas
12 Pier Street, Nueva York, N.Y. 10004

Ref.: 15/2025

Nueva York, 3 de mayo de 2025

Excelentísimo Señor Anton Kloss
Presidente del Consejo de Seguridad
Naciones Unidas
Nueva York

Excelencia:

Tengo el honor de comunicarle que la lámpara está encendida.

Le agradecería que hiciera distribuir la presente carta como documento del Consejo de Seguridad.

Aprovecho la oportunidad para reiterarle las seguridades de mi más alta consideración.

Remedios Aldana Quiroga
Embajadora
Representante Permanente
"""
NOTE = """Permanent Mission of Karesia to the United Nations
5 Quay Road, New York, NY 10022

No. 77/2025

The Permanent Mission of Karesia to the United Nations presents its compliments to the Secretary-General of the United \
Nations and has the honour to inform him that the lamp is lit.

The Permanent Mission would be grateful if the present note verbale could be circulated as a document of the General \
Assembly under agenda item 31.

The Permanent Mission of Karesia to the United Nations avails itself of this opportunity to renew to the \
Secretary-General the assurances of its highest consideration.

New York, 3 May 2025

Secretary-General of the United Nations
New York
"""
MISSION = "the Permanent Representative of Karesia to the United Nations"


def reformed(source: str | Path, form: str, **settings: str) -> Job:
    """A job laid out in a form."""
    job = job_for(source, Options(form=form, settings=settings))
    understand(job)
    composed(job)
    return job


def shown(job: Job) -> list[tuple[str, str]]:
    """Style and words of every paragraph of the body."""
    assert job.composed is not None
    return [(para.style.value, said(para)) for para in paras(job.composed.sections[0].flow)]


@pytest.mark.parametrize(
    ("text", "title", "organs", "signed"),
    [
        (
            LETTER,
            f"Letter dated 3 May 2025 from {MISSION} addressed to the President of the General Assembly",
            [("A", ["31", "69 (b)"]), ("S", [])],
            ["(Signed) Anna Name", "Ambassador", "Permanent Representative"],
        ),
        (
            FRENCH,
            "Lettre datée du 3 mai 2025, adressée au Secrétaire général par le Représentant permanent du Valcorbe "
            "auprès des Nations Unies",
            [("A", ["31"])],
            ["(Signé) Aristide Quernel", "Ambassadeur", "Représentant permanent"],
        ),
        (
            SPANISH,
            "Carta de fecha 3 de mayo de 2025 dirigida al Presidente del Consejo de Seguridad por la Representante "
            "Permanente de Nueva Aurelia ante las Naciones Unidas",
            [("S", [])],
            ["(Firmado) Remedios Aldana Quiroga", "Embajadora", "Representante Permanente"],
        ),
        (
            NOTE,
            "Note verbale dated 3 May 2025 from the Permanent Mission of Karesia to the United Nations addressed to "
            "the Secretary-General",
            [("A", ["31"])],
            [],
        ),
    ],
)
def test_a_sent_letter_becomes_the_draft_of_a_circulated_one(
    text: str, title: str, organs: list[tuple[str, list[str]]], signed: list[str]
) -> None:
    job = reformed(text, "circulated")
    document, page = job.document, job.composed
    assert document is not None and page is not None and page.masthead is not None
    assert document.form is Form.CIRCULATED
    assert document.meta.title == title
    assert document.meta.evidence["title"].confidence is Confidence.DERIVED
    assert [(o.code, [i.number for i in o.agenda_items]) for o in document.meta.organs] == organs
    assert page.letterhead is None
    assert all(symbol.rest == "" for symbol in page.masthead.symbols)
    assert page.masthead.distribution == ("", "", "", "")
    lines = shown(job)
    assert (StyleName.TITLE.value, title) in lines
    assert [text for style, text in lines if style.startswith("signature")] == signed
    assert not {"salutation", "close", "reference", "addressee", "place_date"} & {style for style, _ in lines}


@pytest.mark.parametrize("text", [LETTER, FRENCH, SPANISH, NOTE])
def test_every_word_of_the_sent_letter_is_kept_or_told(text: str) -> None:
    job = reformed(text, "circulated")
    assert job.document is not None
    removed = [word for item in job.report.removed for word in words(item.text)]
    assert Counter(words(text)) == Counter(document_words(job.document)) + Counter(removed)
    assert {item.why for item in job.report.removed} == {"not-printed"}


def test_honorifics_go_and_are_told() -> None:
    job = reformed(LETTER, "circulated")
    assert ("H.E. Ms.", "not-printed") in [(item.text, item.why) for item in job.report.removed]


def test_given_recipients_and_organs_are_used() -> None:
    text = LETTER.replace("and of the Security Council", "with thanks")
    job = reformed(text, "circulated", recipients="Secretary-General,President of the Security Council", organs="A,S")
    assert job.document is not None
    assert job.document.meta.title == (
        f"Identical letters dated 3 May 2025 from {MISSION} addressed to the Secretary-General and the President of "
        "the Security Council"
    )
    assert [organ.code for organ in job.document.meta.organs] == ["A", "S"]


def test_what_cannot_be_made_is_asked_for() -> None:
    text = LETTER.replace("New York, 3 May 2025\n\n", "").replace(
        "I should be grateful if you would have the present letter and its annex circulated as a document of the "
        "General Assembly, under agenda items 31 and 69 (b), and of the Security Council.\n\n",
        "",
    )
    job = reformed(text, "circulated")
    assert job.document is not None and job.document.meta.title is None
    asked = [told.hint for told in job.report.diagnostics if told.code == "not-derived"]
    assert asked and "--set title=" in str(asked[0])


def test_a_circulated_letter_becomes_a_sent_one() -> None:
    job = reformed(ROOT / "samples" / "letter-joint.md", "sent")
    document, page = job.document, job.composed
    assert document is not None and page is not None
    assert (document.form, page.masthead) == (Form.SENT, None)
    lines = shown(job)
    assert not any(text.startswith("(") for style, text in lines if style == "signature_name")
    assert not {"title", "session", "agenda_item", "agenda_title"} & {style for style, _ in lines}
    gone = {item.why for item in job.report.removed}
    assert "not-printed" in gone
    assert not opening_words(page)


def test_a_letter_in_the_form_already_is_left_alone() -> None:
    plain_job, same = reformed(LETTER, "sent"), job_for(LETTER, Options())
    understand(same)
    assert plain_job.document == same.document


def test_both_formats_are_written() -> None:
    result = run(job_for(LETTER, Options(form="circulated")))
    assert set(result.outputs) == {"docx", "pdf"}
    assert result.style.name == "un-new-york"
