"""Finished files, one of each sample: valid, the same every time, and with the words of the model in both formats."""

from __future__ import annotations

import functools
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.corpus_score import folders, truths
from tests.support import ROOT, TESTS, docx_checks
from tests.support.house import told
from tests.support.pages import office, page_count
from tests.support.verapdf import Validator
from tests.support.words import docx_words, pdfium_words, shape, words

READABLE = (".txt", ".md", ".html", ".docx", ".pdf", ".eml")
TOO_LONG = 500_000
"""Bytes of a document that other tests try."""
BROKEN_WORDS = ("long_word.txt", "digits_only.txt")
"""Documents with words longer than a line, which the PDF breaks, or so short that PDFium joins them."""
PAGES_APART = 10
"""LibreOffice may set a document on a page more or less for each so many pages, and on one in any case."""


def inputs() -> Iterator[Path]:
    """Our samples, and the documents of the corpus that are marked for it."""
    yield from (
        path
        for path in sorted((ROOT / "samples").iterdir())
        if path.suffix in READABLE and path.name not in ("README.md", "masthead.yaml")
    )
    for truth in sorted((TESTS / "corpus").glob("*/TRUTH.jsonl")):
        entries = [json.loads(line) for line in truth.read_text("utf-8").splitlines() if line.strip()]
        named = (truth.parent / entry["file"] for entry in entries if entry.get("convert"))
        yield from (path for path in named if path.exists())


@functools.cache
def converted(path: Path) -> Any:
    """Both formats of an input; made once a run."""
    from converter import convert

    return convert(path)


@pytest.fixture(params=list(inputs()), ids=lambda path: f"{path.parent.name}/{path.name}")
def source(request: pytest.FixtureRequest) -> Path:
    """Each input in turn."""
    path: Path = request.param
    return path


def body_words(inspection: dict[str, Any]) -> list[str]:
    """The words of the blocks in order, without labels: Word prints those by itself."""
    return [word for block in inspection["blocks"] for word in words(block["text"])]


def notes(inspection: dict[str, Any]) -> list[list[str]]:
    """The words of each footnote."""
    return [words(note["text"]) for note in inspection["footnotes"]]


def first_missing(wanted: Iterable[str], have: Iterable[str]) -> str | None:
    """The first stretch of words that does not come in order; None when all do, others between them or not.

    An extractor may put a note mark right after the word that bears it.
    """
    rest, said = iter(have), list(wanted)
    for at, word in enumerate(said):
        if not any(found == word or (found.startswith(word) and found[len(word) :].isdecimal()) for found in rest):
            return " ".join(said[max(0, at - 5) : at + 5])
    return None


def lost_in_word(result: Any) -> list[str]:
    """Words of the model that the Word file does not have: of the blocks in order, of each note in one piece."""
    body, foot = (docx_words(result["docx"], f"word/{part}.xml") for part in ("document", "footnotes"))
    text = f" {' '.join(foot)} {' '.join(body)} "
    lost = [" ".join(note) for note in notes(result.inspection) if f" {' '.join(note)} " not in text]
    return [*filter(None, [first_missing(body_words(result.inspection), body)]), *lost]


def lost_in_pdf(result: Any, path: Path) -> list[str]:
    """Words of the model that the PDF does not have: of the blocks in order, and of each note."""
    path.write_bytes(result["pdf"])
    have = pdfium_words(path)
    if result.inspection["language"] == "ar":
        # Extractors turn ligatures and numbers round and part words: the letters are all there, in some order.
        lost = Counter("".join(body_words(result.inspection))) - Counter("".join(have))
        return sorted(lost.elements())
    streams = [body_words(result.inspection), *notes(result.inspection)]
    return [lost for stream in streams if (lost := first_missing(stream, have))]


def test_word_file_is_sound(source: Path) -> None:
    assert docx_checks.faults(converted(source)["docx"]) == []


def test_word_file_opens_with_python_docx(source: Path, tmp_path: Path) -> None:
    import docx

    path = tmp_path / "opened.docx"
    path.write_bytes(converted(source)["docx"])
    document = docx.Document(str(path))
    assert document.paragraphs or document.tables


def test_pdf_is_accessible_and_archival(source: Path, vera: Validator, tmp_path: Path) -> None:
    path = tmp_path / "validated.pdf"
    path.write_bytes(converted(source)["pdf"])
    assert [str(failure) for failure in vera.validate(path)] == []


def test_word_file_has_the_words_of_the_model_in_order(source: Path) -> None:
    assert lost_in_word(converted(source)) == []


def test_pdf_has_the_words_of_the_model_in_order(source: Path, tmp_path: Path) -> None:
    assert lost_in_pdf(converted(source), tmp_path / "read.pdf") == []


@pytest.mark.long
def test_both_files_have_the_words_of_every_document_of_the_corpus(tmp_path: Path) -> None:
    from converter import convert

    faults = []
    with folders() as ours:
        for path, truth in truths(ours):
            if truth.get("error") != "fail" and path.stat().st_size < TOO_LONG and path.name not in BROKEN_WORDS:
                result = convert(path)
                lost = [*docx_checks.own_faults(result["docx"]), *lost_in_word(result)]
                lost += lost_in_pdf(result, tmp_path / "read.pdf")
                faults += [f"{path.parent.name}/{path.name}: {one}" for one in lost]
    told(faults)


STATED = ("title", "subtitle", "addressee", "reference", "handling", "enclosures", "speaker", "occasion", "contact")
"""Lines that are printed in their own words; dates, symbols, organs and sessions are printed in the style's."""


def stated_words(document: Any) -> list[str]:
    """The words of lines that state metadata and are printed as they stand, with their notes."""
    from converter.walk import footnotes_of, inlines_of, plain

    lines = [line for line in (*document.front, *document.back) if line.key.partition(".")[0] in STATED]
    texts = [plain(line.content) for line in lines]
    notes = [note for line in (*document.front, *document.back) for note in footnotes_of(line.content)]
    texts += [
        plain(tuple(inlines_of(block.content))) for note in notes for block in note.blocks if hasattr(block, "content")
    ]
    return [word for text in texts for word in words(text)]


def test_what_the_first_page_states_is_in_both_files(source: Path, tmp_path: Path) -> None:
    result = converted(source)
    path = tmp_path / "read.pdf"
    path.write_bytes(result["pdf"])
    printed = Counter(map(shape, pdfium_words(path)))
    with zipfile.ZipFile(BytesIO(result["docx"])) as archive:
        stories = [name for name in archive.namelist() if docx_checks.STORY.fullmatch(name)]
    typed = Counter(shape(word) for name in stories for word in docx_words(result["docx"], name))
    stated = Counter(map(shape, stated_words(result.document)))
    assert stated - typed == Counter()
    if result.inspection["language"] == "ar":
        # An extractor may part a word at a vowel sign: its letters are there.
        stated, printed = (Counter("".join(found.elements())) for found in (stated, printed))
    assert stated - printed == Counter()


def test_same_input_same_bytes(source: Path) -> None:
    from converter import convert

    again, before = convert(source), converted(source)
    assert all(again[name] == before[name] for name in ("docx", "pdf"))


def test_libreoffice_sets_as_many_pages(tmp_path: Path) -> None:
    ours, files = {}, []
    for number, path in enumerate(inputs()):
        result = converted(path)
        file = tmp_path / f"{number:02}-{path.stem}.docx"
        file.write_bytes(result["docx"])
        pdf = tmp_path / f"{file.stem}-ours.pdf"
        pdf.write_bytes(result["pdf"])
        ours[file] = page_count(pdf)
        files.append(file)
    (tmp_path / "office").mkdir()
    theirs = {file: page_count(made) for file, made in office(files, tmp_path / "office").items()}
    apart = {
        file.name: (ours[file], theirs[file]) for file in files if abs(ours[file] - theirs[file]) > slack(ours[file])
    }
    assert apart == {}


def slack(pages: int) -> int:
    """How many pages LibreOffice may differ by."""
    return max(1, pages // PAGES_APART)
