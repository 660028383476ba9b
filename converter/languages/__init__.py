"""The words that differ by language, read from `styles/languages/*.yaml` on first use."""

from __future__ import annotations

from functools import cache

from converter.data import data_path
from converter.languages.detection import detect
from converter.languages.folding import fold, key, script
from converter.languages.loading import LanguageFileError, load_language
from converter.languages.ordinals import print_ordinal, print_session, print_year_line, read_ordinal
from converter.languages.schema import Agenda, Language, Session
from converter.languages.verbs import Opening, Verbs, read_opening, verbs

__all__ = [
    "CODES",
    "Agenda",
    "Language",
    "LanguageFileError",
    "Opening",
    "Session",
    "Verbs",
    "detect",
    "fold",
    "key",
    "language",
    "print_ordinal",
    "print_session",
    "print_year_line",
    "read_opening",
    "read_ordinal",
    "script",
    "verbs",
]

CODES = ("en", "fr", "es", "ru", "ar", "zh")
"""The six official languages, as BCP 47 codes."""


@cache
def language(code: str) -> Language:
    """The wording of one of the six languages; a KeyError for any other code."""
    if code not in CODES:
        raise KeyError(f"no wording for language {code!r}; known are {', '.join(CODES)}")
    return load_language(data_path("languages", f"{code}.yaml"))
