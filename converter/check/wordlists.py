"""Words and figures that rules look up, from `wordlists/*.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from converter.languages import language
from converter.late import late, longest_first
from converter.strict import load_yaml

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
FOLDER = Path(__file__).parent / "wordlists"


@cache
def values(name: str) -> dict[str, Any]:
    """Everything in one file."""
    return load_yaml(FOLDER / f"{name}.yaml")


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """A list in a file."""
    return tuple(map(str, values(name)[key]))


@cache
def said(name: str, code: str) -> str:
    """A word or phrase of `phrases.yaml` in a language; empty where there is none.

    >>> said("summary", "fr")
    'résumé'
    """
    return str(values("phrases")[name].get(code, ""))


@cache
def phrase(name: str, code: str) -> re.Pattern[str] | None:
    """A pattern of `phrases.yaml` for a language; None where the rule does not know the language."""
    pattern = said(name, code)
    if not pattern:
        return None
    months = "|".join(language(code).months)
    return late(pattern.replace("{month}", f"(?:{months})").replace("{part}", r"(?:[IVX]+|\d{1,2})"))


@cache
def any_of(name: str, key: str) -> re.Pattern[str]:
    """A pattern for any word or phrase of a list, longest first, capitals or not."""
    forms = longest_first(words(name, key))
    return late(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE)
