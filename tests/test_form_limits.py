"""No text, however odd or long, makes a form raise or take more than linear time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.forms import agenda, dates, labels, mastheads, organs, people, sessions, symbol_slips, symbols
from converter.languages import CODES, detect, fold, key, language, read_opening, read_ordinal
from tests.support.growth import linear

READERS: dict[str, Callable[[str, str], object]] = {
    "agenda": agenda.read_agenda_items,
    "agenda mentions": agenda.find_agenda_items,
    "dates": dates.find_dates,
    "date": dates.read_date,
    "detect": lambda text, code: detect(text),
    "distribution": mastheads.read_distribution,
    "job": lambda text, code: mastheads.read_job_number(text),
    "key": lambda text, code: key(fold(text)),
    "label": lambda text, code: labels.readings(text),
    "word label": lambda text, code: labels.read_word_label(text),
    "language line": mastheads.read_language_line,
    "name": people.is_name,
    "office": people.is_office,
    "opening": read_opening,
    "ordinal": lambda text, code: read_ordinal(language(code), text),
    "organ": organs.read_organ,
    "organs": organs.find_organs,
    "original": mastheads.read_original,
    "press": lambda text, code: symbols.find_press_numbers(text),
    "session": sessions.read_session,
    "signed": lambda text, code: people.read_signed(text),
    "slip": lambda text, code: symbol_slips.mend_symbol(text),
    "stripped": lambda text, code: people.strip_honorifics(text),
    "symbols": lambda text, code: symbols.read_symbols(text),
    "year": sessions.read_year_line,
}
PIECES = [
    *(
        "Agenda items 1, 2 (a), ",
        "General ",
        "seventy-eighth session ",
        "Mr. ",
        "(Signed) ",
        "A/78/",
        "A/1 (",
        "**",
        "/",
    ),
    *(
        "12.",
        "i",
        "3 May ",
        "2024 ",
        "Original: English, ",
        "H.E. ",
        "Permanent ",
        "第七",
        "الدورة ",
        "و1 ",
        " ",
        "\\",
        "(",
    ),
]
words = st.sampled_from(
    [*PIECES, "Distr.: General", "Item ", "XX", "…", "ж", "會", "\u200f", "\n", "78", "of the ", ")"]
)
odd = st.one_of(st.text(max_size=80), st.lists(words, max_size=12).map("".join))


@given(odd, st.sampled_from(CODES))
def test_nothing_raises(text: str, code: str) -> None:
    for read in READERS.values():
        read(text, code)


@pytest.mark.parametrize("piece", PIECES)
def test_time_is_linear(piece: str) -> None:
    for name, read in READERS.items():
        for code in ("en", "ar"):
            assert linear(lambda count, read=read, code=code: read(piece * count, code), 4000), f"{name}, {code}"
