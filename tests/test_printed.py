"""Words of the document are words that are printed: blocks in order, stated lines each, in these words or by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from converter.account import block_texts, content_texts, words
from converter.compose.composed import Composed, Para
from converter.compose.signature import signature_lines
from converter.diagnostics import InputError
from converter.languages import CODES, language
from converter.model import Document, Emphasis, Heading, Signature, Stated, Strong, Text
from converter.options import Options
from converter.pipeline import Job, composed, job_for, understand
from converter.span import Span
from converter.style.names import StyleName
from converter.walk import parts_of, plain
from tests.support import ROOT
from tests.support.printed import flow_words, opening_words, paras, said

SOURCES = sorted(
    path
    for folder in ("samples", "tests/corpus/english", "tests/corpus/languages")
    for path in (ROOT / folder).iterdir()
    if path.suffix in {".txt", ".md", ".html"} and path.name != "README.md"
)
BY_VALUE = frozenset({"symbols", "distribution", "date", "original_language", "language", "organs", "committee"})
"""Keys of lines that a masthead prints from their values: in UN wording, in the document's language."""


def laid_out(path: Path) -> Job:
    """A job as compose leaves it."""
    job = job_for(path, Options())
    understand(job)
    composed(job)
    return job


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    found = []
    for path in SOURCES:
        try:
            found.append(laid_out(path))
        except InputError:
            continue
    return found


def test_words_of_blocks_are_printed_in_order(jobs: list[Job]) -> None:
    assert len(jobs) > 100
    for job in jobs:
        assert job.document is not None and job.composed is not None
        printed = iter(map(str.casefold, flow_words(job.composed)))
        body = (w for part in parts_of(job.document) for b in part.blocks for t in block_texts(b) for w in words(t))
        gone = next((word for word in body if word.casefold() not in printed), None)
        assert gone is None, f"{job.name}: {gone} of the text is not printed, or not in its place"


def test_stated_lines_are_printed(jobs: list[Job]) -> None:
    for job in jobs:
        assert job.document is not None and job.composed is not None
        for stated, lost in unprinted(job.document, job.composed):
            if stated.key in BY_VALUE:
                lost = [word for word in lost if word.casefold() not in carried(job.document)]
                lost = [] if {"placeholder", "lost"} & {told.code for told in job.report.diagnostics} else lost
            assert not lost, f"{job.name}: {stated.key}: {plain(stated.content)}: {lost} not printed"


def unprinted(document: Document, page: Composed) -> Iterator[tuple[Stated, list[str]]]:
    """Stated lines with the words of theirs that stand nowhere on the page."""
    printed = {word.casefold() for word in (*flow_words(page), *opening_words(page))}
    inner = (stated for part in parts_of(document) for stated in part.stated)
    for stated in (*document.front, *document.back, *inner):
        own = (word for text in content_texts(stated.content) for word in words(text))
        yield stated, [word for word in own if word.casefold() not in printed and not word.isdigit()]


def carried(document: Document) -> frozenset[str]:
    """Words of names that a masthead prints in the document's own language, and labels of its values."""
    names: list[str] = []
    for code in dict.fromkeys((document.language, *CODES)):
        if code in CODES:
            own = language(code)
            names += [own.united_nations, *own.organs.values(), *own.months, *own.date_labels, *own.session.words]
            names += [*own.distribution.labels, *own.distribution.values.values(), *own.original.labels]
    return frozenset(word.casefold() for text in names for word in words(text))


def page(text: str) -> Composed:
    """A text laid out."""
    job = job_for(text, Options())
    understand(job)
    return composed(job)


HEAD = "United Nations\nA/HRC/61/27\nGeneral Assembly\nDistr.: General\n12 January 2026\nOriginal: English\n\n"


def test_place_and_dates_of_a_session_stand_below_it() -> None:
    found = page(
        HEAD + "Human Rights Council\nSixty-first session\nGeneva, 23 February–3 April 2026\nAgenda item 3\n"
        "Promotion of rest\n\nVisit to Ister\n\nReport of the Special Rapporteur on the right to rest\n\n"
        "1. She visited Ister.\n\n2. She left.\n"
    )
    said = [
        plain(para.content).replace("\u00a0", " ") for para in paras(found.sections[0].flow) if para.key == "organs"
    ]
    assert said[:4] == [
        "Human Rights Council",
        "Sixty-first session",
        "Geneva, 23 February–3 April 2026",
        "Agenda item 3",
    ]


def test_what_a_draft_is_called_stands_with_its_title() -> None:
    found = page(
        "United Nations\nA/C.5/80/L.2\nGeneral Assembly\nDistr.: Limited\n2 March 2026\nOriginal: English\n\n"
        "Eightieth session\nFifth Committee\nAgenda item 138\nPattern of chairs\n\n"
        "Draft resolution submitted by the Chair of the Committee following informal consultations\n\n"
        "Pattern of chairs\n\nThe General Assembly,\n\nRecalling its resolution 79/1,\n\n1. Decides to sit down.\n"
    )
    styles = Counter(para.style for para in paras(found.sections[0].flow) if isinstance(para, Para))
    assert any("submitted by the Chair" in said(para) for para in paras(found.sections[0].flow))
    assert styles[StyleName.BODY_FLUSH] == 0


def test_wording_that_was_never_seen_is_told_once() -> None:
    text = (
        "Nations Unies\nA/80/215\nAssemblée générale\n7 novembre 2025\n\nQuatre-vingtième session\n\n"
        "Lettre datée du 6 novembre 2025, adressée au Secrétaire général par le Représentant permanent du Valcorbe\n\n"
        "J’ai l’honneur de vous informer que la lampe est allumée.\n\n(Signé) Aristide Quernel\n"
    )
    for distribution, told in (("", False), ("Limited", True)):
        settings = {"distribution": distribution} if distribution else {}
        job = job_for(text, Options(settings=settings))
        understand(job)
        composed(job)
        messages = [d.message for d in job.report.diagnostics if d.code == "unconfirmed-wording"]
        assert [("Distr. limitée" in message) for message in messages] == [True] * told, distribution


def test_brackets_of_signed_are_roman_where_the_name_is_bold_already() -> None:
    name = (Emphasis((Text("(Signed)"),)), Text(" Ingvar "), Strong((Text("Thorlaksson"),)))
    (line,) = signature_lines(Signature((name,), Span(1, 1)))
    assert line == (Text("("), Emphasis((Text("Signed"),)), Text(")"), *name[1:])


def test_places_that_a_corrigendum_puts_right_are_of_one_level() -> None:
    document = laid_out(ROOT / "samples/corrigendum.txt").document
    assert document is not None
    assert [b.level for part in parts_of(document) for b in part.blocks if isinstance(b, Heading)] == [1, 1]


def test_copies_look_like_enclosures() -> None:
    laid = laid_out(ROOT / "samples/letter-sent.txt").composed
    assert laid is not None
    found = [p for section in laid.sections for p in paras(section.flow) if p.key in ("copies", "enclosures")]
    assert [p.style for p in found] == [StyleName.ENCLOSURE, StyleName.ENCLOSURE]
