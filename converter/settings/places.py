"""The files that give values to an input: `NAME.meta.yaml` beside it, and `masthead.yaml` of its folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any

from converter.diagnostics import UsageError
from converter.settings.keys import FOLDER_KEYS
from converter.settings.values import Given, from_mapping
from converter.strict import line_of, load_yaml

FOLDER_FILE = "masthead.yaml"


def beside(path: Path) -> dict[str, Given]:
    """The values that lie beside an input: `masthead.yaml` of its folder, then `NAME.meta.yaml`, which wins."""
    return folder_values(path) | sidecar_values(path)


def files_beside(path: Path) -> Iterator[Path]:
    """The files beside an input on which its outputs depend: those that give values, and the agenda that they name."""
    yield from (path.with_name(name) for name in _sidecars(path))
    yield path.with_name(FOLDER_FILE)
    agenda = beside(path).get("agenda")
    if agenda and agenda.value:
        yield path.with_name(str(agenda.value))


def _sidecars(path: Path) -> tuple[str, str]:
    return f"{path.stem}.meta.yaml", f"{path.name}.meta.yaml"


def sidecar_values(path: Path) -> dict[str, Given]:
    """The values of `NAME.meta.yaml` beside an input; `letter.meta.yaml` or `letter.txt.meta.yaml`."""
    for name in _sidecars(path):
        side = path.with_name(name)
        if os.path.isfile(side):  # unlike Path.is_file it takes a name that no disk can have
            return from_mapping(load_yaml(side), name, side.read_text("utf-8"))
    return {}


def folder_values(path: Path) -> dict[str, Given]:
    """The values of `masthead.yaml` in the input's folder: those for all files, then those of each pattern under
    `files` that fits, in order."""
    folder = path.with_name(FOLDER_FILE)
    try:
        state = folder.stat()
    except OSError:
        return {}
    given = dict(_for_all(folder, state.st_mtime_ns, state.st_size))
    for pattern, more in _patterns(folder, state.st_mtime_ns, state.st_size):
        if fnmatch(path.name, pattern):
            given |= more
    return given


@lru_cache(maxsize=64)
def _for_all(folder: Path, modified: int, size: int) -> Mapping[str, Given]:
    values, text = load_yaml(folder), folder.read_text("utf-8")
    return from_mapping({k: v for k, v in values.items() if k not in FOLDER_KEYS}, folder.name, text)


@lru_cache(maxsize=64)
def _patterns(folder: Path, modified: int, size: int) -> tuple[tuple[str, Mapping[str, Given]], ...]:
    """Patterns with their values; all are read, so that a mistake is told before its file comes."""
    values, text = load_yaml(folder), folder.read_text("utf-8")
    rules = _mapping(values.get("files") or {}, ("files",), text)
    return tuple(
        (str(pattern), from_mapping(_mapping(more or {}, keys, text), folder.name, text, keys))
        for pattern, more in rules.items()
        for keys in [("files", str(pattern))]
    )


def _mapping(value: Any, keys: tuple[str, ...], text: str) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise UsageError(
        f"{'.'.join(keys)} must be a list of `key: value` lines, not “{value}”",
        hint="write a pattern, a colon and its values, as in 'note-*': {kind: note_verbale}",
        line=line_of(text, keys),
        source=FOLDER_FILE,
    )
