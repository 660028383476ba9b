"""Symbols and resolutions that a text cites: they can be read, and they agree with the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.shelter import within
from converter.check.study import Study
from converter.check.wordlists import phrase, said
from converter.forms.dates import find_dates
from converter.languages import language, read_ordinal
from converter.late import late

TOKEN = late(r"(?<![\w/.@-])(?:A|S|E|ST|A/HRC)/[\w./]*\d[\w./]*")
DOUBLE = late(
    r"(?i:resolutions?|résolutions?|resoluci[óo]n(?:es)?) (?P<session>\d{2,3})/(?P<number>\d{1,3}) "
    r"\(A/RES/(?P<session2>\d{2,3})/(?P<number2>\d{1,3})\)"
)
FIRST_ASSEMBLY, OPENS, CLOSES = 1945, (9, 1), (9, 30)
"""Session n opens in September of the year n + 1945 and closes in the next September."""
UNLIKELY = late(
    r"S/\d{5,}/\d|[SE]/(?:1[0-8]\d\d|190\d|2[1-9]\d\d|[3-9]\d{3})/\d|A/(?:1[3-9]\d|[2-9]\d\d|\d{4,})/\d"
    r"|A/RES/\d{2}(?![\d/-]| ?\()"
)
"""Symbols that can be read as such and yet were never given: a session or a year of another age."""


def broken(study: Study) -> Iterator[Advice]:
    """A document symbol that is cited can be read as one.

    The parts of a symbol are set apart by strokes: organ, session or year, number.

    Source: United Nations research guide on document symbols
    Wrong: The report (A/S/78583/) was read.
    Right: The report (A/78/583) was read.
    Wrong: The report (A/785/83) was read.
    Right: The report (A/78/583) was read.
    Leave: The reports (A/78/583, S/2023/853 and A/RES/78/1) were read on a/c of the port.
    """
    for passage in study.passages:
        if "/" not in passage.text or passage.place == "signature" or passage.fragment:
            continue
        symbols = passage.symbols
        safe = (*passage.linked, *passage.code)
        for symbol in symbols:
            stroke = passage.text[symbol.end : symbol.end + 1] == "/"
            if (stroke or UNLIKELY.match(symbol.text)) and not symbol.placeholder:
                end = symbol.end + stroke
                yield Advice(passage, symbol.start, end, _no_symbol(passage.text[symbol.start : end]))
        for found in TOKEN.finditer(passage.text):
            start, end = found.start(), found.end() - (found[0][-1] == ".")
            if found[0].count("/") < 2 and not re.search(r"\d{3}", found[0]):
                continue
            read = any(s.start <= start and s.end >= end - 1 for s in symbols)
            if not read and not within(safe, start, end):
                yield Advice(passage, start, end, _no_symbol(passage.text[start:end]))


def _no_symbol(found: str) -> str:
    return f"“{found}” is no document symbol; correct it"


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
    Wrong: They recalled General Assembly resolution 78/1 of 19 December 2024 there.
    Right: They recalled General Assembly resolution 79/1 of 19 December 2024 there.
    Leave: They recalled General Assembly resolution 77/316 of 1 September 2023 and Human Rights Council
    resolution 51/3.
    """
    assembly = _of_the_assembly(study)
    for passage in study.passages:
        if "/" in passage.text and (passage.running or passage.place in ("title", "stated")) and not passage.quoted:
            yield from _dated(passage, assembly)
            yield from _sessions(passage)


def _of_the_assembly(study: Study) -> bool:
    """Whether “its resolution” is one of the General Assembly."""
    codes = {organ.code for organ in study.document.meta.organs}
    opening = said("assembly", study.document.language)
    return "A" in codes or bool(opening and any(p.even.replace("'", "’").strip() == opening for p in study.passages))


def _dated(passage: Passage, assembly: bool) -> Iterator[Advice]:
    dated = phrase("resolution_dated", passage.language)
    for found in dated.finditer(passage.even) if dated and "ol" in passage.text else ():
        date = next((one.date for one in find_dates(found["date"], passage.language)), None)
        opened = int(found["session"]) + FIRST_ASSEMBLY
        if date is None or not (found["organ"] or (found["its"] and assembly)):
            continue
        if not (opened, *OPENS) <= (date.year, date.month, date.day) <= (opened + 1, *CLOSES):
            when = f"September {opened} to September {opened + 1}"
            hint = f"resolutions {found['session']}/… are of {when}, the text says {found['date']}"
            yield Advice(passage, found.start("session"), found.end(), hint)
    lettered = phrase("letter_dated", passage.language)
    for found in lettered.finditer(passage.even) if lettered and "S/20" in passage.text else ():
        if int(found["issued"]) not in (int(found["year"]), int(found["year"]) + 1):
            hint = f"“{found['symbol']}” is of {found['issued']}, the letter of {found['year']}; correct one of them"
            yield Advice(passage, *found.span("symbol"), hint)


def _sessions(passage: Passage) -> Iterator[Advice]:
    for found in DOUBLE.finditer(passage.even) if "A/RES/" in passage.text else ():
        if (found["session"], found["number"]) != (found["session2"], found["number2"]):
            yield Advice(passage, *found.span(), f"“{found[0]}” names two resolutions; correct one of them")
    at_session = phrase("at_session", passage.language)
    for found in at_session.finditer(passage.even) if at_session and "session" in passage.text else ():
        number = read_ordinal(language("en"), found["ordinal"])
        if number and number != int(found["session"]):
            hint = f"the symbol is of session {found['session']}, the text says {found['ordinal']}"
            yield Advice(passage, found.start("ordinal"), found.end("symbol"), hint)
