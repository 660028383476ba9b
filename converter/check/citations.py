"""Symbols and resolutions that a text cites: they can be read, and they agree with the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.check.wordlists import MONTH
from converter.forms.symbols import find_symbols
from converter.languages import language, read_ordinal

TOKEN = re.compile(r"(?<![\w/.@-])(?:A|S|E|ST|A/HRC)/[\w./]*\d[\w./]*")
DATED = re.compile(
    r"\b(?P<name>(?:General Assembly|[Ii]ts) resolutions? )(?P<session>\d{2,3})/\d{1,3}(?: [A-Z]\b)? of \d{1,2} "
    rf"{MONTH} (?P<year>(?:19|20)\d\d)\b"
)
DOUBLE = re.compile(
    r"\bresolution (?P<session>\d{2,3})/(?P<number>\d{1,3}) \(A/RES/(?P<session2>\d{2,3})/(?P<number2>\d{1,3})\)"
)
SESSION = re.compile(
    r"\b(?:issued|submitted|circulated|transmitted|adopted)\b[^.;()]{0,80}? "
    r"(?P<ordinal>[a-z]+(?:-[a-z]+)?) (?:regular )?session(?: of the General Assembly)? "
    r"\((?P<symbol>A/(?:RES/|C\.\d/)?(?P<session>\d{2,3})/)"
)
LETTER = re.compile(
    rf"\bdated \d{{1,2}} {MONTH} (?P<year>20\d\d)\b[^().;]{{0,160}}"
    r"\((?P<symbol>S/(?P<issued>20\d\d)/\d{1,4})\)"
)
FIRST_ASSEMBLY = 1945


def broken(study: Study) -> Iterator[Advice]:
    """A document symbol that is cited can be read as one.

    The parts of a symbol are set apart by strokes: organ, session or year, number.

    Source: United Nations research guide on document symbols
    Wrong: The report (A/S/78583/) was read.
    Right: The report (A/78/583) was read.
    Leave: The reports (A/78/583, S/2023/853 and A/RES/78/1) were read on a/c of the port.
    """
    for passage in study.passages:
        if "/" not in passage.text or passage.place == "signature" or passage.fragment:
            continue
        symbols = find_symbols(passage.text)
        for found in TOKEN.finditer(passage.text):
            start, end = found.start(), found.end() - (found[0][-1] == ".")
            if found[0].count("/") < 2 and not re.search(r"\d{3}", found[0]):
                continue
            read = any(s.start <= start and s.end >= end - 1 for s in symbols)
            if not read and not any(start < last and end > first for first, last in (*passage.linked, *passage.code)):
                yield Advice(passage, start, end, f"“{passage.text[start:end]}” is no document symbol; correct it")


def other_session(study: Study) -> Iterator[Advice]:
    """A symbol or resolution is of the session, number and year that the text says.

    The seventy-eighth session of the General Assembly began in September 2023 and ended in September 2024.

    Source: United Nations research guide on document symbols; session n opens in the year n + 1945
    Wrong: They recalled General Assembly resolution 77/1 of 9 December 2024 there.
    Right: They recalled General Assembly resolution 79/1 of 9 December 2024 there.
    Wrong: It was submitted at the seventy-seventh session (A/78/583) in full.
    Right: It was submitted at the seventy-eighth session (A/78/583) in full.
    Wrong: The Council saw the letter dated 7 November 2023 from Karesia (S/2021/853) at once.
    Right: The Council saw the letter dated 7 November 2023 from Karesia (S/2023/853) at once.
    Leave: They recalled General Assembly resolution 77/316 of 1 September 2023 and Human Rights Council
    resolution 51/3.
    """
    for passage in study.passages:
        if "/" in passage.text and (passage.running or passage.place in ("title", "stated")) and not passage.quoted:
            for start, end, said in _disagreements(passage):
                yield Advice(passage, start, end, said)


def _disagreements(passage: Passage) -> Iterator[tuple[int, int, str]]:
    text = passage.even
    for found in DATED.finditer(text) if "esolution" in text else ():
        opened = int(found["session"]) + FIRST_ASSEMBLY
        if int(found["year"]) not in (opened, opened + 1):
            said = f"resolutions {found['session']}/… are of {opened} and {opened + 1}, the text says {found['year']}"
            yield found.start("session"), found.end(), said
    for found in DOUBLE.finditer(text) if "A/RES/" in text else ():
        if (found["session"], found["number"]) != (found["session2"], found["number2"]):
            yield *found.span(), f"“{found[0]}” names two resolutions; correct one of them"
    for found in SESSION.finditer(text) if "session" in text else ():
        number = read_ordinal(language("en"), found["ordinal"])
        if number and number != int(found["session"]):
            yield (
                found.start("ordinal"),
                found.end("symbol"),
                f"the symbol is of session {found['session']}, the text says {found['ordinal']}",
            )
    for found in LETTER.finditer(text) if "dated" in text else ():
        if int(found["issued"]) not in (int(found["year"]), int(found["year"]) + 1):
            said = f"“{found['symbol']}” is of {found['issued']}, the letter of {found['year']}; correct one of them"
            yield *found.span("symbol"), said
