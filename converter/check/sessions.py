"""Sessions, years and dates: those that a document states agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.check.wordlists import MONTH, phrase
from converter.forms.dates import find_dates
from converter.forms.symbols import read_symbol
from converter.languages import language as words_of
from converter.languages import print_ordinal
from converter.late import late

FIRST_ASSEMBLY = FIRST_COUNCIL = 1945
SPECIAL = 35
"""A lower number is that of a special or emergency special session, or of a year long past."""
OTHER_FORMS = late(
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}}|\d[/.-]\d{{1,2}}[/.-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
)


def session_year(study: Study) -> Iterator[Advice]:
    """The session, the year of the Security Council, the symbol and the date of a masthead agree.

    Session n of the General Assembly opens in the year n + 1945; the Council’s year is the calendar year less 1945.

    Source: United Nations research guide on document symbols; titles of organs in mastheads
    Wrong (session-78):
        Distr.: General
        7 November 2019
        Original: English
    Right (session-78):
        Distr.: General
        7 November 2023
        Original: English
    Leave (headed):
        A/79/83

        General Assembly
        Seventy-ninth session

        Distr.: General
        7 May 2024
        Original: English
    """
    meta = study.document.meta
    if meta.date is None:
        return
    for organ in meta.organs:
        opened = (organ.session or 0) + FIRST_ASSEMBLY
        if (
            organ.code == "A"
            and organ.session
            and organ.session > SPECIAL
            and meta.date.year not in (opened, opened + 1)
        ):
            name = print_ordinal(words_of("en"), organ.session)
            said = (
                f"the {name} session is that of {opened}, the document is dated {meta.date.year}; correct one of them"
            )
            yield Advice(None, 0, 0, said, span=study.evidence("date", "organs") or study.first)
        if organ.code == "S" and organ.year and organ.year != meta.date.year - FIRST_COUNCIL:
            right = meta.date.year - FIRST_COUNCIL
            said = f"{meta.date.year} is year {right} of the Council, the masthead says {organ.year}"
            yield Advice(None, 0, 0, said, span=study.evidence("organs") or study.first)
    for text in meta.symbols:
        symbol = read_symbol(text)
        if symbol and symbol.year and abs(meta.date.year - symbol.year) > 1:
            said = f"the symbol {text} is of {symbol.year}, the document is dated {meta.date.year}; correct one of them"
            yield Advice(None, 0, 0, said, span=study.evidence("date", "symbols") or study.first)


def session_symbol(study: Study) -> Iterator[Advice]:
    """The symbol of a document is of the session that its masthead names.

    Source: United Nations research guide on document symbols
    Wrong (headed):
        A/77/583

        General Assembly
        Seventy-eighth session
    Right (headed):
        A/78/583

        General Assembly
        Seventy-eighth session
    Leave:
        A/78/583

        General Assembly
        Seventy-eighth session

        Report of the Secretary-General

        1. The port is open (see A/77/12).
    """
    meta = study.document.meta
    for organ in meta.organs:
        for text in meta.symbols:
            symbol = read_symbol(text)
            if symbol and symbol.organ == organ.code and symbol.session and organ.session not in (None, symbol.session):
                said = f"the symbol {text} is of session {symbol.session}, the session line says {organ.session}"
                yield Advice(None, 0, 0, said, span=study.evidence("symbols", "organs") or study.first)


def date_forms(study: Study) -> Iterator[Advice]:
    """All dates of a document have one form.

    Source: United Nations Editorial Manual, Numbers, dates and time
    Wrong:
        The port opened on 7 November 2023 and the strait on 9 November 2023.

        The sky opened on November 11, 2023.
    Right:
        The port opened on 7 November 2023 and the strait on 9 November 2023.

        The sky opened on 11 November 2023.
    Leave:
        The port opened on 7 November 2023, as “November 7, 2023” says.
    """
    if not OTHER_FORMS.search(study.even):
        return
    seen: dict[str, list[tuple[Passage, int, int]]] = {}
    for passage in study.passages:
        if not passage.running or passage.quoted or ("20" not in passage.text and "19" not in passage.text):
            continue
        for date in find_dates(passage.even, passage.language):
            form = _form(passage.even[date.start : date.end]) if date.date else None
            if form and not passage.sheltered(date.start, date.end, ("names",)):
                seen.setdefault(form, []).append((passage, date.start, date.end))
    if len(seen) < 2:
        return
    usual = max(seen, key=lambda form: (len(seen[form]), form == "words"))
    example = seen[usual][0][0].even[seen[usual][0][1] : seen[usual][0][2]]
    for form, places in seen.items():
        if form != usual:
            passage, start, end = places[0]
            yield Advice(passage, start, end, f"“{passage.text[start:end]}”, while other dates stand as in “{example}”")


def _form(text: str) -> str | None:
    if re.fullmatch(r"[\d./-]+", text):
        return "figures"
    return "words" if text[:1].isdigit() else "month first"


def items_differ(study: Study) -> Iterator[Advice]:
    """The agenda items of the masthead are those that the letter asks for.

    Source: United Nations Editorial Manual, Communications
    Wrong (item-34):
        I should be grateful if you would have the present letter circulated as a document of the
        General Assembly, under agenda item 35.
    Right (item-34):
        I should be grateful if you would have the present letter circulated as a document of the
        General Assembly, under agenda item 34.
    Leave (item-34): I recall that agenda item 12 was closed last year.
    """
    stated = {_head(item.number) for organ in study.document.meta.organs for item in organ.agenda_items}
    if not stated:
        return
    for passage in study.own:
        circulated = phrase("circulated", passage.language)
        asks = circulated and circulated.search(passage.even)
        asked = phrase("asked", passage.language)
        found = asked.search(passage.even) if asks and asked else None
        numbers = {_head(number) for number in re.findall(r"\d{1,3}", found["items"])} if found else set()
        if found and numbers - stated:
            here, there = ", ".join(sorted(numbers)), ", ".join(sorted(stated))
            said = f"the letter asks for item {here}, the masthead names {there}; correct one of them"
            yield Advice(passage, *found.span(), said)


def _head(number: str) -> str:
    """An item without its letter."""
    found = re.match(r"\d+", number)
    return found[0] if found else number


def original(study: Study) -> Iterator[Advice]:
    """The masthead says in which language the document was written.

    Source: All of 131 reports of the Secretary-General, 299 of 300 drafts
    Wrong (session-78):
        Distr.: General
        7 November 2023
    Right (session-78):
        Distr.: General
        7 November 2023

        Original: English
    Leave: The present report has no masthead.
    """
    meta = study.document.meta
    if any("/RES/" in symbol or "/DEC/" in symbol for symbol in meta.symbols):
        return
    if meta.distribution and meta.date and not meta.original_language:
        said = "the masthead does not say the original language; add “Original: …” under the date"
        yield Advice(None, 0, 0, said, span=study.evidence("date", "distribution") or study.first)
