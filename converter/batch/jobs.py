"""One input of a batch and what became of it: small, frozen, sendable; `do` never raises."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from converter.diagnostics import Diagnostic, MastheadError, OutputError, Severity
from converter.files import describe, reach, sealed, untouched, write_whole
from converter.options import Options
from converter.records import dataclass, field

if TYPE_CHECKING:
    from converter.pipeline import Job, Result

DONE, FAILED, SKIPPED, LEFT = "done", "failed", "skipped", "left"
"""What can become of an input; `skipped` is unchanged since it was done, `left` was not begun when a run ended."""


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
    number: int = 0
    """Its place in the plan."""
    key: str = ""
    """Its path below the folder that was named: what the ledger knows it by."""
    root: Path | None = None
    """The folder that was named; None for an input named by itself."""
    context: str = ""
    """Digest of all but the input that its outputs depend on; empty where no ledger is kept."""
    picture: bool = False
    """Whether the report wants a picture of the first page."""
    told: bool = False
    """Whether somebody asks what was found in it."""
    twin: bool = False
    """Whether another input is the same document in another language."""


@dataclass(frozen=True, slots=True)
class Written:
    """An output as it was left: enough to see later whether it is still the same."""

    format: str
    path: str
    size: int
    modified: int
    """Nanoseconds."""
    digest: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input. `status`: `done`, `failed`, `skipped`."""

    source: str
    status: str
    outputs: tuple[str, ...] = ()
    exit_code: int = 0
    """1 for one that is done, but lacks a format that was asked for."""
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
    number: int = 0
    key: str = ""
    again: bool = False
    """Whether it may go better alone: its worker was lost, or had not memory enough."""
    blocked: bool = False
    """Whether it may go better later: an output could not be written."""
    earlier: int = 0
    """Warnings of an unchanged input when it was done; they were said then."""
    written: tuple[Written, ...] = ()
    mark: str | None = None
    """Fingerprint of all that the outputs were made from; None where it changed meanwhile, or no ledger is kept."""
    found: Mapping[str, Any] = field(default_factory=dict)
    """Values with their confidence, removed text, words: what the report shows of the document."""
    picture: bytes | None = None
    """PNG of the first page."""

    @property
    def warnings(self) -> int:
        """How many warnings there were."""
        return self.earlier + sum(said.severity is Severity.WARNING for said in self.diagnostics)


Do = Callable[[Task], Outcome]
MORE = "raise --memory, or divide the input"


def failure(
    source: str, error: MastheadError, seconds: float = 0.0, *, number: int = 0, key: str = "", again: bool = False
) -> Outcome:
    """The outcome of an input that ended in an error; another file that is to blame, as settings may be, is named."""
    elsewhere = error.source is not None and error.source != source
    at = f"{error.source}:{error.line}" if error.line else error.source
    return Outcome(
        source,
        FAILED,
        (),
        error.exit_code,
        f"{at}: {error.message}" if elsewhere else error.message,
        None if elsewhere else error.line,
        error.hint,
        seconds=seconds,
        number=number,
        key=key,
        again=again,
        blocked=isinstance(error, OutputError) and not isinstance(error, ChangedByHand),
    )


class ChangedByHand(OutputError):
    """An output that is not ours to replace."""


def do(task: Task) -> Outcome:
    """Convert one input and write its outputs; an error becomes the outcome, our own fault too."""
    return guarded(task, _done)


def guarded(task: Task, work: Do) -> Outcome:
    """What a piece of work gives, or the outcome that its error amounts to."""
    start = time.perf_counter()
    again = False
    try:
        return work(task)
    except MastheadError as error:
        fault = error
    except MemoryError:
        fault, again = MastheadError("it needs more memory than it may use", hint=MORE), True
    except Exception as error:
        fault = MastheadError(
            f"an internal fault: {type(error).__name__}: {error}", hint="report it with the input, if you may"
        )
    return failure(task.shown, fault, time.perf_counter() - start, number=task.number, key=task.key, again=again)


def _done(task: Task) -> Outcome:
    start = time.perf_counter()
    if not task.force:
        for _, path in task.outputs:
            guard(path)
    before = _mark(task)
    job, result = made(task)
    files = {name: sealed(data) for name, data in result.outputs.items()}
    written = tuple(
        write(name, path, files[name], lasting=not task.context) for name, path in task.outputs if name in files
    )
    whole = len(files) == len(task.outputs)
    mark = before if before == _mark(task) and whole and not _names_files(job) else None
    return outcome(task, result, written, mark, time.perf_counter() - start)


def _mark(task: Task) -> str | None:
    from converter.batch.fingerprint import fingerprint

    return fingerprint(task) if task.context else None


def made(task: Task) -> tuple[Job, Result]:
    """The conversion itself; nothing is written."""
    from converter.pipeline import job_for, run

    job = job_for(reach(task.source), task.options, task.shown)
    return job, run(job)


def _names_files(job: Job) -> bool:
    """Whether the input's own front matter names a file that the outputs depend on, which no fingerprint knows of."""
    agenda = job.given.get("agenda")
    return agenda is not None and bool(agenda.value) and agenda.origin == job.name


def write(name: str, path: Path, data: bytes, *, lasting: bool = True) -> Written:
    """Write an output, and note how it was left."""
    write_whole(path, data, lasting=lasting)
    state = os.stat(reach(path))
    return Written(name, str(path), state.st_size, state.st_mtime_ns, sha256(data).hexdigest())


def outcome(task: Task, result: Result, written: tuple[Written, ...], mark: str | None, seconds: float) -> Outcome:
    """What a finished conversion amounts to."""
    document = result.document
    return Outcome(
        task.shown,
        DONE,
        tuple(file.path for file in written),
        exit_code=int(any(name not in result.outputs for name, _ in task.outputs)),
        kind=document.kind.value,
        form=document.form.value if document.form else None,
        style=result.style.name,
        why=result.style.why,
        seconds=seconds,
        diagnostics=tuple(result.report.diagnostics),
        timings=dict(result.report.timings),
        number=task.number,
        key=task.key,
        written=written,
        mark=mark,
        found=_found(result, task),
        picture=_picture(result) if task.picture else None,
    )


def _found(result: Result, task: Task) -> dict[str, Any]:
    from converter.batch.record import found
    from converter.twins import facts

    shown = found(result.summary) if task.picture or task.context or task.told else {}
    return shown | {"twin": facts(result.inspection)} if task.twin else shown


def _picture(result: Result) -> bytes | None:
    from converter.batch.picture import first_page

    return first_page(result.outputs["pdf"]) if "pdf" in result.outputs else None


KEEP = "keep it and write elsewhere with -o, or replace it with --force"


def guard(path: Path, hint: str = KEEP) -> None:
    """Raise OutputError where an output is there that masthead did not write, or that somebody changed since; `hint`
    says how the command at hand gets round it."""
    try:
        there = reach(path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):  # what is wrong with the place is said when it is written
        return
    except OSError as error:
        message, hint = describe(path, error)
        raise OutputError(message, hint=hint) from error
    if not untouched(there) and there.strip(b"\0"):  # after the power failed a file may be there without its bytes
        raise ChangedByHand(
            f"{path.name} is there already and was changed since it was written, or is not of masthead",
            hint=hint,
        )
