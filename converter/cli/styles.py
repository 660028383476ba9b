"""`masthead styles`: list, show and check style packs."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from converter.cli.exits import Exit
from converter.diagnostics import UsageError
from converter.style.packs import load, names
from converter.style.units import Length


def run(asked: argparse.Namespace) -> int:
    """List packs, or show or check one."""
    if asked.action == "list":
        return _list()
    if asked.name is None:
        raise UsageError(f"styles {asked.action}: which pack?", hint=f"write one of {', '.join(names(Path.cwd()))}")
    pack = load(asked.name, Path.cwd())
    if asked.action == "show":
        print("\n".join(_shown(pack, "")))
    else:
        print(f"{asked.name}: nothing wrong")
    return Exit.DONE


def _list() -> int:
    for name, path in names(Path.cwd()).items():
        pack = load(str(path))
        extends = f"  extends {pack.extends}" if pack.extends else ""
        print(f"{name:<16} {pack.title}{extends}")
    return Exit.DONE


def _shown(value: Any, key: str) -> Iterator[str]:
    """Every value of a pack as `dotted.key: value`, lengths in millimetres or points."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _shown(getattr(value, field.name), f"{key}.{field.name}".lstrip("."))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _shown(item, f"{key}.{name}")
    elif isinstance(value, tuple) and any(dataclasses.is_dataclass(item) for item in value):
        for number, item in enumerate(value):
            yield from _shown(item, f"{key}.{number}")
    else:
        yield f"{key}: {_text(value)}"


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_text, value)) + "]"
    if isinstance(value, Length):
        return f"{value.pt:g}pt" if abs(value.pt) <= 2 * 12 else f"{value.mm:.2f}mm"
    return "–" if value is None else str(value)
