"""Inputs and options → tasks in a fixed order; what cannot be done is known before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from converter.batch.jobs import Outcome, Task, failure
from converter.diagnostics import InputError, UsageError
from converter.options import FORMATS, Options

SETTINGS = (".meta.yaml", "masthead.yaml")
"""Names of files that say something about inputs and are none."""
UNSEEN = ("~$", ".")
"""How the names of temporary and hidden files begin."""
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """An input and the folder that its place in the output tree is counted from (None: named by itself)."""

    path: Path
    root: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done, what failed already, and what is said about it."""

    tasks: tuple[Task, ...]
    failed: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()


def plan(
    inputs: list[str], out: str | None, options: Options, *, keep_suffix: bool = False, force: bool = False
) -> Plan:
    """The tasks for the inputs named on the command line.

    Raises UsageError, and InputError for a folder without inputs.
    """
    notes: list[str] = []
    single = Path(out) if out and Path(out).suffix.lower() in {f".{name}" for name in FORMATS} else None
    folder = Path(out) if out and single is None else None
    found = list(_found(inputs, folder, notes))
    if single is not None:
        return Plan((_single(found, single, options, force),), (), tuple(notes))
    tasks = [_task(entry, folder, options, keep_suffix, force, notes) for entry in found]
    failed = tuple(_collisions(tasks))
    bad = {outcome.source for outcome in failed}
    return Plan(tuple(task for task in tasks if task.shown not in bad), failed, tuple(notes))


def _found(inputs: list[str], out: Path | None, notes: list[str]) -> Iterator[Found]:
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            yield from _in_folder(path, out, notes)
        elif any(sign in name for sign in "*?[") and not path.exists():
            matches = sorted(_glob(name))
            if not matches:
                raise InputError(
                    "nothing fits this pattern", hint="check the pattern, and the folder you are in", source=name
                )
            for match in matches:
                yield from _in_folder(match, out, notes) if match.is_dir() else (Found(match),)
        else:
            yield Found(path)


def _glob(pattern: str) -> list[Path]:
    """The program expands wildcards itself: Windows shells do not."""
    from glob import glob

    return [Path(name) for name in glob(pattern, recursive=True)]


def _in_folder(folder: Path, out: Path | None, notes: list[str]) -> Iterator[Found]:
    """The inputs below a folder, sorted; outputs that lie in it, hidden and temporary files and settings are no
    inputs."""
    inside = out.resolve() if out else None
    paths = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and Path(place, f).resolve() != inside)
        for name in sorted(names):
            path = Path(place, name)
            if name.endswith(SETTINGS) or name.endswith((".yaml", ".yml", ".json", ".jsonl")):
                continue
            if name.startswith(UNSEEN):
                notes.append(f"{path}: passed over, a temporary or hidden file")
                continue
            paths.append(path)
    paths = [path for path in paths if not _own_output(path, out)]
    if not paths:
        raise InputError(
            "no inputs in this folder",
            hint="name a folder with .txt, .md, .html, .docx, .pdf or .eml files",
            source=str(folder),
        )
    yield from (Found(path, folder) for path in paths)


def _own_output(path: Path, out: Path | None) -> bool:
    """Whether a file beside its source is an output of an earlier run."""
    from converter.files import untouched

    if out is not None or path.suffix.lower() not in {f".{name}" for name in FORMATS}:
        return False
    return untouched(path.read_bytes())


def _single(found: list[Found], target: Path, options: Options, force: bool) -> Task:
    if len(found) > 1:
        raise UsageError(f"-o {target} is one file, and there are {len(found)} inputs", hint="name a folder with -o")
    source = found[0].path
    if _same(source, target):
        raise UsageError(f"-o {target} is the input itself", hint="name another file; an input is never replaced")
    name = target.suffix.lower().lstrip(".")
    return Task(source, str(source), ((name, target),), replace(options, to=(name,)), force)


def _task(
    found: Found, folder: Path | None, options: Options, keep_suffix: bool, force: bool, notes: list[str]
) -> Task:
    source = found.path
    place = folder or source.parent
    if folder and found.root:
        place = folder / source.parent.relative_to(found.root)
    stem = source.name if keep_suffix else source.stem
    if stem.partition(".")[0].lower() in RESERVED:
        stem = f"{stem}-masthead"
    outputs = tuple((name, _place(source, place / f"{stem}.{name}", notes)) for name in options.to)
    return Task(source, str(source), outputs, options, force)


def _place(source: Path, target: Path, notes: list[str]) -> Path:
    """Where an output goes: beside its name where that would be the input itself."""
    if not _same(source, target):
        return target
    other = target.with_name(f"{target.stem}-masthead{target.suffix}")
    notes.append(f"{source}: written as {other.name}, since an input is never replaced")
    return other


def _same(one: Path, other: Path) -> bool:
    return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))


def _collisions(tasks: list[Task]) -> Iterator[Outcome]:
    """Inputs whose outputs would be the same file, on disks that do not tell letters' case apart too."""
    places: dict[str, list[Task]] = {}
    for task in tasks:
        for _, path in task.outputs:
            places.setdefault(str(path).casefold(), []).append(task)
    seen: set[str] = set()
    for group in places.values():
        for task in group if len(group) > 1 else ():
            if task.shown not in seen:
                seen.add(task.shown)
                others = ", ".join(other.source.name for other in group if other is not task)
                error = InputError(
                    f"its outputs would have the same names as those of {others}",
                    hint="rename one of them, or pass --keep-suffix",
                )
                yield failure(task.shown, error)
