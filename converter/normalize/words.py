"""The words that the steps look for, by language, read from the YAML files beside this one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """A YAML file of lists: subject → language → words."""
    import yaml

    text = files("converter.normalize").joinpath(f"{name}.yaml").read_text("utf-8")
    read = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        subject: {language: tuple(map(str, entries)) for language, entries in languages.items()}
        for subject, languages in read.items()
    }


@cache
def every(name: str, subject: str) -> frozenset[str]:
    """The words of a subject in all languages, in small letters."""
    return frozenset(word.lower() for words in table(name)[subject].values() for word in words)


@cache
def pattern(name: str, subject: str) -> re.Pattern[str]:
    """One pattern out of the expressions of a subject in all languages; each stands between ends of words."""
    return any_of(entry for entries in table(name)[subject].values() for entry in entries)


def any_of(expressions: Iterable[str]) -> re.Pattern[str]:
    """Expressions as alternatives, in any case of letters."""
    return re.compile("(?<!\\w)(?:" + "|".join(f"(?:{entry})" for entry in expressions) + ")(?!\\w)", re.IGNORECASE)
