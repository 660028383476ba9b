"""One input of a batch and what became of it: small, frozen, sendable; `do` never raises."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from converter.diagnostics import Diagnostic, MastheadError, OutputError, Severity
from converter.files import sealed, untouched, write_whole
from converter.options import Options


@dataclass(frozen=True, slots=True)
class Task:
    """An input and where its outputs go."""

    source: Path
    shown: str
    """The input as messages and reports name it."""
    outputs: tuple[tuple[str, Path], ...]
    """Format and path."""
    options: Options
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input. `status`: `done`, `failed`, `skipped`."""

    source: str
    status: str
    outputs: tuple[str, ...] = ()
    exit_code: int = 0
    error: str | None = None
    line: int | None = None
    hint: str | None = None
    kind: str | None = None
    form: str | None = None
    style: str | None = None
    why: str | None = None
    seconds: float = 0.0
    diagnostics: tuple[Diagnostic, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def warnings(self) -> int:
        """How many warnings there were."""
        return sum(said.severity is Severity.WARNING for said in self.diagnostics)


def failure(source: str, error: MastheadError, seconds: float = 0.0) -> Outcome:
    """The outcome of an input that ended in an error."""
    return Outcome(source, "failed", (), error.exit_code, error.message, error.line, error.hint, seconds=seconds)


def do(task: Task) -> Outcome:
    """Convert one input and write its outputs; an error becomes the outcome, our own fault too."""
    start = time.perf_counter()
    try:
        return _done(task, start)
    except MastheadError as error:
        return failure(task.shown, error, time.perf_counter() - start)
    except Exception as error:
        fault = MastheadError(
            f"an internal fault: {type(error).__name__}: {error}", hint="report it with the input, if you may"
        )
        return failure(task.shown, fault, time.perf_counter() - start)


def _done(task: Task, start: float) -> Outcome:
    from converter.pipeline import job_for, run

    if not task.force:
        for _, path in task.outputs:
            guard(path)
    result = run(job_for(task.source, task.options, task.shown))
    written = []
    for name, path in task.outputs:
        if name in result.outputs:
            write_whole(path, sealed(result.outputs[name]))
            written.append(str(path))
    document = result.document
    return Outcome(
        task.shown,
        "done",
        tuple(written),
        kind=document.kind.value,
        form=document.form.value if document.form else None,
        style=result.style.name,
        why=result.style.why,
        seconds=time.perf_counter() - start,
        diagnostics=tuple(result.report.diagnostics),
        timings=dict(result.report.timings),
    )


def guard(path: Path) -> None:
    """Raise OutputError where an output is there that masthead did not write, or that somebody changed since."""
    if path.exists() and not untouched(path.read_bytes()):
        raise OutputError(
            f"{path.name} is there already and was changed since it was written, or is not of masthead",
            hint="keep it and write elsewhere with -o, or replace it with --force",
        )
