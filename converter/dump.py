"""Any stage's value as stable text, one line a value; tests and `dump --stage` use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from converter.records import MISSING, Field, fields, is_dataclass
from converter.span import Span


def dump(value: object) -> str:
    """Nested records as an indented list; fields at their default are left out."""
    return "\n".join(_lines(value, 0))


def _lines(value: Any, depth: int, name: str = "") -> Iterator[str]:
    indent, label = "  " * depth, f"{name}: " if name else ""
    if is_dataclass(value) and not isinstance(value, type):
        plain = list(_plain_fields(value))
        yield f"{indent}{label}{type(value).__name__} {' '.join(f'{k}={v}' for k, v in plain)}".rstrip()
        done = {k for k, _ in plain}
        for field in fields(value):
            if field.name not in done and not _default(field, getattr(value, field.name)):
                yield from _lines(getattr(value, field.name), depth + 1, field.name)
    elif isinstance(value, Mapping):
        yield f"{indent}{label}"
        for key, item in value.items():
            yield from _lines(item, depth + 1, str(key))
    elif isinstance(value, tuple | list):
        if name:
            yield f"{indent}{label}"
        for item in value:
            yield from _lines(item, depth + bool(name))
    else:
        yield f"{indent}{label}{_shown(value)}"


def _plain_fields(value: Any) -> Iterator[tuple[str, str]]:
    for field in fields(value):
        item = getattr(value, field.name)
        if (item is None or isinstance(item, str | int | float | bytes)) and not _default(field, item):
            yield field.name, _shown(item)
        elif isinstance(item, Span):
            yield field.name, f"{item.first}-{item.last}"


def _default(field: Field[Any], value: Any) -> bool:
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return bool(field.default is not MISSING and value == field.default)


def _shown(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    return repr(value) if isinstance(value, str) else str(value)
