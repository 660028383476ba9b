"""`masthead convert`: files, folders, patterns or standard input, to Word and PDF."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from converter.batch.executors.pool import TIMEOUT, Pool, Stop
from converter.batch.jobs import FAILED, LEFT, guard
from converter.batch.plan import Plan, plan
from converter.batch.report import SCHEMA, STATUSES, sums_line
from converter.batch.run import Orders, Run
from converter.cli.asked import STDIN, options
from converter.cli.exits import Exit
from converter.cli.progress import Show, bar
from converter.cli.terminal import say
from converter.cli.twins import Twins
from converter.diagnostics import UsageError
from converter.files import write_whole
from converter.options import FORMATS, formats
from converter.records import replace

SIZES = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def run(asked: argparse.Namespace) -> int:
    """Plan, convert each, sum up."""
    if STDIN in asked.inputs:
        return _standard_input(asked)
    planned = planning(asked, asked.inputs)
    many = len(planned.tasks) + len(planned.failed) > 1 or bool(planned.roots)
    twins = Twins(planned.tasks)
    planned = replace(planned, tasks=twins.marked)
    stop = Stop()
    batch = Run(planned, orders(asked, ledger=many), stop)
    show = Show(asked, batch.total)
    for note in planned.notes:
        show.note(note)
    if asked.dry_run:
        return _preview(batch, show)
    seen = Seen()
    with ending_early(stop), bar(show.bar, batch.total, lambda: batch.settled):
        for outcome in batch:
            show.outcome(outcome)
            seen.codes += [outcome.exit_code] if outcome.exit_code else []
            seen.warnings += outcome.warnings
            twins.see(outcome)
    for report in twins.reports():
        seen.warnings += show.report(report)
    finish(batch, show, asked, many)
    if stop.asked and not (asked.fail_fast and seen.codes):
        return Exit.INTERRUPTED
    return _code(seen, batch.total, strict=asked.strict)


class Seen:
    """What the exit code depends on."""

    def __init__(self) -> None:
        self.codes: list[int] = []
        """Exit codes of inputs that failed, or lack a format that was asked for."""
        self.warnings = 0


def planning(asked: argparse.Namespace, inputs: list[str]) -> Plan:
    """The plan for a command's inputs. Raises UsageError, InputError."""
    return plan(
        inputs,
        asked.output,
        options(asked),
        keep_suffix=asked.keep_suffix,
        force=asked.force,
        include=tuple(asked.include),
        exclude=tuple(asked.exclude),
        apart=(Path(asked.quarantine),) if asked.quarantine else (),
    )


def orders(asked: argparse.Namespace, *, ledger: bool) -> Orders:
    """How the run is wanted. Raises UsageError."""
    for name in ("jobs", "timeout"):
        if (getattr(asked, name) or 0) < 0:
            raise UsageError(f"--{name} {getattr(asked, name)}: below nothing", hint=f"write --{name} 0 or more")
    if asked.quarantine and Path(asked.quarantine).is_file():
        raise UsageError(f"--quarantine {asked.quarantine}: this is a file", hint="name a folder")
    executor = asked.executor or ("processes" if asked.timeout is not None or asked.memory else None)
    return Orders(
        pool=Pool(
            jobs=asked.jobs or 0,
            timeout=TIMEOUT if asked.timeout is None else asked.timeout,
            memory=_size(asked.memory) if asked.memory else 0,
        ),
        executor=executor,
        prune=asked.prune,
        quarantine=Path(asked.quarantine) if asked.quarantine else None,
        fail_fast=asked.fail_fast,
        ledger=ledger,
        told=asked.json,
    )


def _size(text: str) -> int:
    """Bytes of `2G`, `500M`. Raises UsageError."""
    number, unit = text.rstrip("kKmMgGbB"), text.lower().rstrip("b")[-1:]
    try:
        return int(float(number) * SIZES[unit if unit in SIZES else ""])
    except ValueError as error:
        raise UsageError(f"--memory {text}: no size", hint="write it as in 500M or 2G") from error


@contextlib.contextmanager
def ending_early(stop: Stop) -> Iterator[None]:
    """Ctrl-C and SIGTERM ask the run to end with what is in hand; a second time they end it at once."""
    import signal
    import threading

    def asked(number: int, frame: Any) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.ask()
        say("finishing what is in hand; once more ends it at once")

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [(number, signal.signal(number, asked)) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def finish(batch: Run, show: Show, asked: argparse.Namespace, many: bool) -> None:
    """What is said at the end: inputs that are gone, notes, and the sums where there are any."""
    for entry in batch.removed:
        files = ", ".join(file.path for file in entry.written)
        done = "deleted" if asked.prune else "--prune deletes them"
        show.note(f"{entry.source}: no longer there; its outputs: {files} ({done})")
    for note in batch.notes:
        show.note(note)
    if many:
        data = {"schema": SCHEMA, "sums": {s: batch.counts[s] for s in STATUSES}, "seconds": round(batch.seconds, 3)}
        where = f" – report: {batch.plan.reports / 'report.html'}" if batch.plan.reports else ""
        show.end(data, sums_line(batch.counts, batch.seconds) + where)


def _preview(batch: Run, show: Show) -> int:
    failed = 0
    for outcome in batch.preview():
        show.outcome(outcome)
        failed += outcome.status == FAILED
        batch.counts[outcome.status] += 1
    for entry in batch.removed:
        show.note(f"{entry.source}: no longer there")
    data = {"schema": SCHEMA, "sums": {status: batch.counts[status] for status in STATUSES}, "dry_run": True}
    unchanged = batch.total - failed - batch.counts[LEFT]
    show.end(data, f"would convert {batch.counts[LEFT]}, {unchanged} unchanged, {failed} failing; nothing was written")
    return Exit.FAILED if failed else Exit.DONE


def _code(seen: Seen, total: int, *, strict: bool) -> int:
    if seen.codes:
        return seen.codes[0] if total == 1 else Exit.FAILED
    return Exit.WARNED if strict and seen.warnings else Exit.DONE


def _standard_input(asked: argparse.Namespace) -> int:
    """Standard input → the file named with -o, or standard output in one format."""
    from converter.cli.asked import job
    from converter.cli.terminal import say_report
    from converter.files import sealed
    from converter.pipeline import run as convert

    if len(asked.inputs) > 1:
        raise UsageError("- stands alone", hint="convert standard input and files in two calls")
    target = _one_file(asked)
    work = job(STDIN, asked)
    if len(work.options.to) > 1:
        raise UsageError("standard input gives one file", hint="add --to pdf or -o letter.pdf")
    if target is None and sys.stdout.isatty():
        raise UsageError(
            "a Word or PDF file does not belong on a terminal", hint="add -o letter.pdf, or redirect the output"
        )
    result = convert(work)
    data = sealed(result.outputs[work.options.to[0]])
    if target is not None:
        write_whole(target, data)
    else:
        sys.stdout.buffer.write(data)
    warned = say_report(result.report, notes=asked.verbose)
    return Exit.WARNED if asked.strict and warned else Exit.DONE


def _one_file(asked: argparse.Namespace) -> Path | None:
    """The file that -o names for standard input, whose ending is its format; None for standard output.
    Raises UsageError, and OutputError for a file that is not ours to replace."""
    if not asked.output or asked.output == STDIN:
        return None
    target = Path(asked.output)
    if target.suffix.lower().lstrip(".") not in FORMATS or target.is_dir():
        raise UsageError(
            f"-o {asked.output}: standard input gives one file", hint="name one that ends in .docx or .pdf"
        )
    if not asked.force:
        guard(target)
    if asked.to and target.suffix.lower().lstrip(".") not in formats(asked.to):
        raise UsageError(f"-o {target} is no {asked.to.upper()} file, as --to wants", hint="leave --to out")
    asked.to = target.suffix.lstrip(".")
    return target
