"""From a YAML file to a `Language`; complaints name the file and the dotted key."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from converter.data import read_yaml
from converter.languages.schema import Agenda, Distribution, Language, Ordinals, Original, Session
from converter.records import MISSING, fields

RECORDS: Mapping[str, type[Any]] = {
    "distribution": Distribution,
    "original": Original,
    "ordinals": Ordinals,
    "session": Session,
    "agenda": Agenda,
}
T = TypeVar("T")


class LanguageFileError(ValueError):
    """A language file says something that nobody reads, or leaves out what is needed."""


def load_language(path: Path) -> Language:
    """The language of a file. Unknown and missing keys are errors."""
    values = dict(read_yaml(path))
    for name, record in RECORDS.items():
        values[name] = build(record, values.get(name, {}), path, name)
    return build(Language, values, path, "")


def build(record: type[T], values: Mapping[str, Any], path: Path, key: str) -> T:
    """A record of frozen values; `and` is written without the underscore that Python needs."""
    given = {"and_" if name == "and" else name: freeze(value) for name, value in values.items()}
    wanted = fields(record)  # type: ignore[arg-type]
    known = {field.name for field in wanted}
    for name in given.keys() - known:
        raise LanguageFileError(f"{path.name}: unknown key {f'{key}.{name}'.lstrip('.')}")
    if "unconfirmed" in known:
        given["unconfirmed"] = frozenset(given.get("unconfirmed", ()))
    for field in wanted:
        if field.name not in given and field.default is MISSING:
            raise LanguageFileError(f"{path.name}: missing key {f'{key}.{field.name}'.lstrip('.')}")
    return record(**given)


def freeze(value: Any) -> Any:
    """The same value with tuples for lists and read-only mappings."""
    if isinstance(value, dict):
        return MappingProxyType({name: freeze(item) for name, item in value.items()})
    if isinstance(value, list):
        return tuple(map(freeze, value))
    if value is None or isinstance(value, (bool, int, float)):  # YAML reads a bare `on` or `no` as a truth value.
        raise LanguageFileError(f"{value!r} is no text; write it in quotation marks")
    return value
