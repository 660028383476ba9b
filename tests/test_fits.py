"""Paragraphs that a typist fitted to their pages keep what he changed, whole or in part."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from converter.compose.composed import Para, Stretch
from converter.compose.fitted import agenda, fitted
from converter.geometry import Fit, Letters
from converter.meta import Meta
from converter.model import Document, Form, Kind, Stated, Text
from converter.options import Options
from converter.pipeline import job_for, understand
from converter.readers.docx_fits import fit_of
from converter.span import Span
from converter.style.names import StyleName
from converter.style.packs import load
from converter.style.units import Length
from tests.support.pdf_pages import rows
from tests.support.pdf_samples import numbered, pdf
from tests.support.word_files import word_file
from tests.test_tables_as_set import HOUSE, p

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NARROW = '<w:rPr><w:spacing w:val="2"/><w:w w:val="101"/></w:rPr>'
WORDS = "The Office keeps its stores in Ister."


def fit(inner: str, properties: str = "") -> Fit | None:
    return fit_of(etree.fromstring(f'<w:p xmlns:w="{W}"><w:pPr>{properties}</w:pPr>{inner}</w:p>'))


def run(text: str, look: str = "") -> str:
    return f"<w:r>{look}<w:t>{text}</w:t></w:r>"


def test_what_a_style_says_is_no_fit() -> None:
    assert fit(run("17.") + run(WORDS)) is None
    assert fit(run(WORDS), '<w:keepNext w:val="0"/>') is None


def test_a_whole_paragraph_and_a_part_of_one() -> None:
    found = fit(run("17.") + run(WORDS, NARROW), "<w:keepLines/>")
    assert found == Fit(Letters(101, 2), ((32, 30, Letters()),), keep_together=True)
    assert fit(run("All the rest is set as usual. ") + run("Not this", NARROW)) == Fit(
        stretches=((7, 0, Letters(101, 2)),)
    )


def test_styles_of_their_own() -> None:
    pack = load("un-new-york")
    whole, part = (replace(numbered(n, WORDS), span=Span(n, n)) for n in (1, 2))
    fits = {Span(1, 1): Fit(Letters(101, 2), keep_next=True), Span(2, 2): Fit(stretches=((5, 0, Letters(101)),))}
    first, second = fitted((whole, part), fits, pack)
    assert isinstance(first, Para) and isinstance(second, Para) and first.own
    assert (first.own.scale, first.own.spacing.twip, first.own.keep_next) == (101, 2, True)
    assert second.own is None
    assert second.stretches == (Stretch(5, 0, 101, pack.styles[StyleName.NUMBERED].spacing),)


def test_the_letters_of_a_stretch_alone_are_narrower() -> None:
    def end(*stretches: Stretch) -> float:
        data = pdf(replace(numbered(1, WORDS), stretches=stretches))
        return next(r.end for r in rows(data) if "Ister" in r.text)

    plain, last, all_ = end(), end(Stretch(5, 0, 80, Length(0))), end(Stretch(99, 0, 80, Length(0)))
    assert plain - 3 < last < plain - 1
    assert all_ < last - 5


def test_the_room_between_two_paragraphs_is_kept() -> None:
    pack = load("un-new-york")
    first, second, third = (replace(numbered(n, WORDS), span=Span(n, n)) for n in (1, 2, 4))
    fits = {Span(2, 2): Fit(above=220, follows=1), Span(4, 4): Fit(above=0, follows=3)}
    one, two, three = fitted((first, second, third), fits, pack)
    assert isinstance(one, Para) and isinstance(two, Para) and isinstance(three, Para)
    assert one.own and one.own.after == 0
    assert two.before is not None and two.before.twip == 220
    assert three.before is None, "another paragraph stood between them"


def test_a_paragraph_in_a_frame_does_not_hide_the_room_between_others() -> None:
    frame = '<w:framePr w:w="9000" w:vAnchor="page" w:y="12961"/>'
    room = '<w:spacing w:line="300" w:lineRule="exact"/>'
    body = (
        p("The lamp is lit.", style="SingleTxt")
        + p("", room)
        + p("* A note.", frame)
        + p("All is well.", style="SingleTxt")
    )
    job = job_for(word_file({"body": body, "styles": HOUSE}), Options(style="un-new-york"), "lamp.docx")
    understand(job)
    assert job.document is not None
    assert [fit.above for span, fit in job.document.fits if span.first == 4] == [120 + 300]


def test_the_first_agenda_title_has_the_room_above_it_that_it_had() -> None:
    pack = load("un-new-york")
    titles = (Para(StyleName.AGENDA_TITLE, (Text("Lamps"),)), Para(StyleName.AGENDA_TITLE, (Text("Piers"),)))
    front = tuple(Stated("organs", (Text(text),), Span(n, n)) for n, text in ((1, "Items"), (2, "Lamps"), (3, "Piers")))
    fits = ((Span(2, 2), Fit(right=1260, above=120)), (Span(3, 3), Fit(right=1260, above=120)))
    document = Document(Kind.LETTER, Form.CIRCULATED, "en", Meta(), (), front, fits=fits)
    first, second = agenda(titles, document, pack)
    assert isinstance(first, Para) and isinstance(second, Para)
    assert (first.before and first.before.twip, second.before) == (120, None)
    assert first.own and second.own and first.own.right.twip == second.own.right.twip == 1260
