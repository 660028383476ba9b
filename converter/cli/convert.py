"""`masthead convert`: files, folders, patterns or standard input, to Word and PDF."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from converter.batch.jobs import Outcome, do
from converter.batch.plan import Plan, plan
from converter.batch.report import report_json, sums_line
from converter.cli.asked import STDIN, options
from converter.cli.exits import Exit
from converter.cli.terminal import place, say
from converter.diagnostics import Severity, UsageError
from converter.files import write_whole


def run(asked: argparse.Namespace) -> int:
    """Plan, convert each, sum up."""
    if STDIN in asked.inputs:
        return _standard_input(asked)
    start = time.perf_counter()
    planned = plan(asked.inputs, asked.output, options(asked), keep_suffix=asked.keep_suffix, force=asked.force)
    for note in planned.notes:
        say(note)
    for outcome in planned.failed:
        _say(outcome, asked)
    outcomes = [*planned.failed]
    try:
        for task in planned.tasks:
            outcomes.append(do(task))
            _say(outcomes[-1], asked)
    finally:
        _finish(asked, planned, outcomes, time.perf_counter() - start)
    return _code(outcomes, asked)


def _finish(asked: argparse.Namespace, planned: Plan, outcomes: list[Outcome], seconds: float) -> None:
    """The sums, and the report where there is an output folder."""
    many = len(planned.tasks) + len(planned.failed) > 1
    folder = Path(asked.output) if asked.output and not Path(asked.output).suffix else None
    if folder is not None and (many or any(Path(name).is_dir() for name in asked.inputs)):
        write_whole(folder / "report.json", report_json(outcomes))
    if many:
        say(sums_line(outcomes, seconds))


def _say(outcome: Outcome, asked: argparse.Namespace) -> None:
    if outcome.status == "failed":
        say(f"{place(outcome.source, outcome.line)}{outcome.error}")
        if outcome.hint:
            say(f"hint: {outcome.hint}")
    for said in outcome.diagnostics:
        if said.severity is Severity.WARNING or asked.verbose:
            say(f"{place(outcome.source, said.line)}{said.message} [{said.code}]")
            if said.hint:
                say(f"hint: {said.hint}")
    if outcome.status == "done" and not asked.quiet:
        say(f"{outcome.source}: {_about(outcome)} → {', '.join(outcome.outputs)}")
    if asked.timings and outcome.timings:
        say("  ".join(f"{stage} {seconds * 1000:.1f} ms" for stage, seconds in outcome.timings.items()))


def _about(outcome: Outcome) -> str:
    """What it was taken for, and the pack it was set in."""
    kind = (outcome.kind or "").replace("_", " ")
    form = f", {outcome.form}" if outcome.form else ""
    return f"{kind}{form}, style {outcome.style} ({outcome.why})"


def _code(outcomes: list[Outcome], asked: argparse.Namespace) -> int:
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    if failed:
        return failed[0].exit_code if len(outcomes) == 1 else Exit.FAILED
    return Exit.WARNED if asked.strict and any(outcome.warnings for outcome in outcomes) else Exit.DONE


def _standard_input(asked: argparse.Namespace) -> int:
    """Standard input → the file named with -o, or standard output in one format."""
    from converter.cli.asked import job
    from converter.cli.terminal import say_report
    from converter.files import sealed
    from converter.pipeline import run as convert

    if len(asked.inputs) > 1:
        raise UsageError("- stands alone", hint="convert standard input and files in two calls")
    target = Path(asked.output) if asked.output and asked.output != STDIN else None
    if target is not None and not target.suffix:
        raise UsageError(
            f"-o {asked.output}: standard input has no name", hint="name one file that ends in .docx or .pdf"
        )
    if target is not None:
        asked.to = target.suffix.lstrip(".")
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
