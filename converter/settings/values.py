"""Values as they are given, by `--set` or in YAML, read as their keys want them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from converter.diagnostics import Report, UsageError
from converter.languages import CODES, language
from converter.late import late
from converter.meta import Person
from converter.records import dataclass
from converter.settings.keys import (
    CHOICE,
    CHOICES,
    DATE,
    FOREIGN,
    KEYS,
    LIST,
    ORGAN_KEY,
    PEOPLE,
    SIZE,
    SWITCH,
    TEXT,
    WHOLE,
    check_key,
)
from converter.strict import line_of
from converter.style.reading import LARGEST, SMALLEST
from converter.style.units import Length

LONGEST = 4
"""Digits of a session or year."""
FRONT = 20_000
"""Bytes of a text in which its front matter is looked for."""
SYMBOL = late(r"[A-Z][A-Za-z0-9.-]*/\S")
"""How every document symbol begins: a body in capitals, a slash."""
PREFIX = late(r"[A-Z][A-Z0-9]*(?:[/.-][A-Za-z0-9.-]+)*")
"""How the prefix of an organ's symbols is written: `A`, `A/HRC`, `E/CN.18`, `ICC-ASP`."""
LIST_GAP = late(r"\s*[,;\n]\s*")


@dataclass(frozen=True, slots=True)
class Given:
    """A value and who gave it: `--set`, or a file and a line."""

    value: Any
    origin: str
    line: int | None = None

    @property
    def place(self) -> str:
        """`masthead.yaml:3`, or who gave it where that has no lines."""
        return f"{self.origin}:{self.line}" if self.line else self.origin


def from_pairs(pairs: list[str]) -> dict[str, Given]:
    """The values of `--set key=value` options."""
    given = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise UsageError(f"--set {pair}: no value", hint="write --set key=value, as in --set date=2023-11-07")
        check_key(key.strip(), "--set")
        given[key.strip()] = Given(read_value(key.strip(), value.strip(), "--set", None), "--set")
    return given


def from_mapping(
    values: Mapping[str, Any], origin: str, text: str = "", above: tuple[str, ...] = ()
) -> dict[str, Given]:
    """The values of a YAML mapping; `text` is the YAML, for the lines of complaints, `above` the keys above it."""
    given = {}
    for key, value in flat(values):
        line = line_of(text, (*above, *key.split("."))) if text else None
        check_key(key, origin, line)
        given[key] = Given(read_value(key, value, origin, line), origin, line)
    return given


def from_front_matter(values: Mapping[str, Any], origin: str, report: Report, data: bytes = b"") -> dict[str, Given]:
    """The values of front matter; keys that other programs read there are passed over, with a note. `data` is the
    input, for the lines of complaints."""
    foreign = [key for key in values if key.lower() in FOREIGN]
    if foreign:
        report.note("front-matter", None, f"keys of other programs are passed over: {', '.join(foreign)}")
    given: dict[str, Given] = {}
    for key, value in values.items():
        try:
            given |= {} if key in foreign else from_mapping({key: value}, origin)
        except UsageError as error:
            error.line = error.line or _line_of_key(data, key)
            raise
    return given


def _line_of_key(data: bytes, key: str) -> int | None:
    """The line of a text, from 1, on which a key of its front matter stands; None where that cannot be told."""
    head = data[:FRONT].decode("utf-8", "replace").splitlines()
    return next((number for number, line in enumerate(head, 1) if line.strip().startswith(f"{key}:")), None)


def flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Nested mappings as dotted keys; organs as a list of records become `organs` and `organs.CODE.field`."""
    for name, value in values.items():
        key = f"{before}{name}"
        if key == "organs" and isinstance(value, list) and any(isinstance(v, Mapping) for v in value):
            records = [v if isinstance(v, Mapping) else {"code": v} for v in value]
            yield key, [str(record.get("code", "")) for record in records]
            for record in records:
                yield from flat(
                    {k: v for k, v in record.items() if k not in ("code", "name")}, f"organs.{record.get('code')}."
                )
        elif isinstance(value, Mapping) and key != "files":
            yield from flat(value, f"{key}.")
        else:
            yield key, value


def read_value(key: str, value: Any, origin: str, line: int | None) -> Any:
    """A value as its key wants it. Raises UsageError."""
    found = ORGAN_KEY.fullmatch(key)
    kind, what = KEYS[f"organs.CODE.{found['field']}" if found else key]
    try:
        return READ[kind](key, value)
    except ValueError as error:
        raise UsageError(f"{key}: {error}", hint=what, line=line, source=origin) from error


def _text(key: str, value: Any) -> str | None:
    if value is None:
        return None
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if key == "language":
        return _printed(_language(text.strip()))
    return _language(text.strip()) if key == "original_language" else text.strip() or None


def _language(text: str) -> str:
    names = {name.casefold(): code for code, name in language("en").languages.items()}
    code = names.get(text.casefold(), text)
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", code):
        raise ValueError(f"“{text}” is no language; write a code such as en or fr")
    return code


def _printed(code: str) -> str:
    """A language in which documents are set, whatever the country that is named with it."""
    if (plain := code.partition("-")[0]) not in CODES:
        raise ValueError(f"“{code}” is none of {', '.join(CODES)}")
    return plain


def _date(key: str, value: Any) -> datetime.date | None:
    from converter.forms.dates import read_date

    if value is None or isinstance(value, datetime.date):
        return value
    found = next((d for code in CODES if (d := read_date(str(value), code)) and d.date), None)
    if found is None:
        raise ValueError(f"“{value}” is no date; write it as in 2023-11-07")
    return found.date


def _list(key: str, value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    parts = value if isinstance(value, list | tuple) else LIST_GAP.split(str(value))
    given = tuple(str(part).strip() for part in parts if str(part).strip())
    if key == "symbols" and (wrong := next((symbol for symbol in given if not SYMBOL.match(symbol)), None)):
        raise ValueError(f"“{wrong}” is no document symbol; write it as in A/78/583")
    return tuple(map(_organ, given)) if key == "organs" else given


def _organ(text: str) -> str:
    """The symbol prefix of an organ that is named by it, or by its name in one of the six languages."""
    from converter.forms.organs import find_organ

    if PREFIX.fullmatch(text):
        return text
    found = next((organ for code in CODES if (organ := find_organ(text, code))), None)
    if found is None:
        raise ValueError(f"“{text}” is no organ; write the letters with which its symbols begin")
    return found.code


def _people(key: str, value: Any) -> tuple[Person, ...]:
    people = []
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, Mapping):
            people.append(Person(str(part.get("name", "")), _list(key, part.get("titles"))))
        elif part:
            name, *titles = LIST_GAP.split(str(part))
            people.append(Person(name, tuple(titles)))
    return tuple(people)


def _choice(key: str, value: Any) -> str:
    choices = CHOICES[key]
    said = str(value).casefold().replace(" ", "_")
    found = next((c for c in choices if c.casefold() == said), None)
    if found is None:
        raise ValueError(f"“{value}” is none of {', '.join(choices)}")
    return str(found)


def _whole(key: str, value: Any) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= LONGEST):
        raise ValueError(f"“{value}” is no whole number; write it as in 78")
    return int(text)


def _switch(key: str, value: Any) -> bool:
    words = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
    if str(value).casefold() not in words:
        raise ValueError(f"“{value}” is neither yes nor no")
    return words[str(value).casefold()]


def _size(key: str, value: Any) -> Length:
    text = str(value).strip()
    size = Length.read(f"{text}pt" if text.isdigit() else text)
    if not SMALLEST <= size <= LARGEST:
        raise ValueError(f"“{value}” is no size to read from; write one from {SMALLEST.pt:g}pt to {LARGEST.pt:g}pt")
    return size


READ = {
    TEXT: _text,
    DATE: _date,
    LIST: _list,
    PEOPLE: _people,
    CHOICE: _choice,
    WHOLE: _whole,
    SWITCH: _switch,
    SIZE: _size,
}
