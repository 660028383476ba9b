"""Inputs and options → tasks in a fixed order; what cannot be done is known before anything is written."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from converter.batch.earlier import APART
from converter.batch.jobs import Outcome, Task, failure
from converter.batch.ledger import FOLDER
from converter.batch.scan import Found, Scan
from converter.diagnostics import InputError, UsageError
from converter.options import FORMATS, Options
from converter.records import dataclass, replace

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for itself."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done, what failed already, and what is said about it."""

    tasks: tuple[Task, ...]
    failed: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()
    out: Path | None = None
    """The folder for outputs, where one is named."""
    roots: tuple[Path, ...] = ()
    """The folders that were named."""

    @property
    def home(self) -> Path | None:
        """The folder that keeps the ledger: the one for outputs, else the only one that was named."""
        return self.out or (self.roots[0] if len(self.roots) == 1 else None)

    @property
    def reports(self) -> Path | None:
        """Where reports go: beside the outputs, and out of sight where outputs stand beside inputs."""
        return self.out or (self.home / FOLDER if self.home else None)


def plan(
    inputs: list[str],
    out: str | None,
    options: Options,
    *,
    keep_suffix: bool = False,
    force: bool = False,
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    apart: tuple[Path, ...] = (),
) -> Plan:
    """The tasks for the inputs named on the command line. `apart`: further folders that hold no inputs.

    Raises UsageError, and InputError for a folder without inputs.
    """
    single = Path(out) if out and Path(out).suffix.lower() in {f".{name}" for name in FORMATS} else None
    folder = Path(out) if out and single is None else None
    closed = tuple(path.resolve() for path in (folder, *apart) if path)
    if folder is not None:
        _check_folder(folder)
    scan = Scan(folder, options, include, exclude, closed)
    found = scan.inputs(inputs)
    if single is not None:
        return Plan((_single(found, single, options, force),), (), tuple(scan.notes))
    roots = tuple(path for path in map(Path, inputs) if path.is_dir())
    tasks, failed = [], []
    for number, entry in enumerate(found):
        if entry.error is None:
            task = _task(entry, folder, options, keep_suffix, force, scan.notes)
            tasks.append(replace(task, number=number))
        else:
            failed.append(failure(str(entry.path), entry.error, number=number, key=_key(entry)))
    failed += _collisions(tasks, found)
    bad = {outcome.number for outcome in failed}
    failed.sort(key=lambda outcome: outcome.number)
    return Plan(
        tuple(task for task in tasks if task.number not in bad), tuple(failed), tuple(scan.notes), folder, roots
    )


def _check_folder(folder: Path) -> None:
    """Raise UsageError for `-o letter.odt` and `-o letter.txt`: whoever writes that wants a file, and not a folder of
    that name."""
    from converter.batch.scan import documents

    if folder.is_file() or (folder.suffix and folder.suffix.lower() in documents() and not folder.is_dir()):
        what = "this is a file" if folder.is_file() else f"no outputs are made in the format {folder.suffix}"
        raise UsageError(f"-o {folder}: {what}", hint="name a folder, or one file that ends in .docx or .pdf")


def _single(found: list[Found], target: Path, options: Options, force: bool) -> Task:
    if len(found) > 1:
        raise UsageError(f"-o {target} is one file, and there are {len(found)} inputs", hint="name a folder with -o")
    source = found[0].path
    if _same(source, target):
        raise UsageError(f"-o {target} is the input itself", hint="name another file; an input is never replaced")
    name = target.suffix.lower().lstrip(".")
    if name not in options.to:
        raise UsageError(
            f"-o {target} is no {options.to[0].upper()} file, as --to wants", hint="leave --to out, or name a folder"
        )
    return Task(source, str(source), ((name, target),), replace(options, to=(name,)), force)


def _task(
    found: Found, folder: Path | None, options: Options, keep_suffix: bool, force: bool, notes: list[str]
) -> Task:
    source = found.path
    place = folder or source.parent
    if folder and found.root:
        place = folder / source.parent.relative_to(found.root)
    stem = source.name if keep_suffix else source.stem
    if stem.partition(".")[0].strip().lower() in RESERVED:
        stem = f"{stem}{APART}"
    outputs = tuple((name, _place(source, place / f"{stem}.{name}", notes)) for name in options.to)
    return Task(source, str(source), outputs, options, force, key=_key(found), root=found.root)


def _key(found: Found) -> str:
    """The path below the folder that was named: the same wherever the folder lies."""
    return (found.path.relative_to(found.root) if found.root else Path(found.path.name)).as_posix()


def _place(source: Path, target: Path, notes: list[str]) -> Path:
    """Where an output goes: beside its name where that would be the input itself."""
    if not _same(source, target):
        return target
    other = target.with_name(f"{target.stem}{APART}{target.suffix}")
    notes.append(f"{source}: its output is named {other.name}, since an input is never replaced")
    return other


def _same(one: Path, other: Path) -> bool:
    return _folded(one) == _folded(other)


def _folded(path: Path) -> str:
    """A path as disks know it that do not tell letters' case, or two ways of writing `é`, apart."""
    return unicodedata.normalize("NFC", os.path.abspath(path)).casefold()


def _collisions(tasks: list[Task], found: list[Found]) -> Iterator[Outcome]:
    """Inputs whose outputs would be the same file, or would replace another input."""
    inputs = {_folded(entry.path): entry.path for entry in found}
    places: dict[str, list[Task]] = {}
    for task in tasks:
        for _, path in task.outputs:
            places.setdefault(_folded(path), []).append(task)
    seen: set[int] = set()
    for place, group in places.items():
        for task in group if len(group) > 1 or place in inputs else ():
            if task.number not in seen:
                seen.add(task.number)
                others = ", ".join(other.source.name for other in group if other is not task)
                error = InputError(
                    f"its outputs would have the same names as those of {others}"
                    if others
                    else f"its output would replace {inputs[place]}, which is an input",
                    hint=_way_out(task, others),
                )
                yield failure(task.shown, error, number=task.number, key=task.key)


def _way_out(task: Task, others: str) -> str:
    """What to do about outputs of the same name."""
    hint = "rename one of them, or pass --keep-suffix"
    if not others:
        return f"{hint}, or write elsewhere with -o"
    return f"{hint}, or leave one kind out, as with --exclude '*{task.source.suffix}'" if task.root else hint
