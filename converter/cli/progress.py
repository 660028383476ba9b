"""What a person sees of a long run: a bar with rate and time left on a terminal, after a second; lines otherwise."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from converter.batch.jobs import FAILED, LEFT, SKIPPED, Outcome
from converter.batch.record import line, record
from converter.cli.terminal import give, place, say, say_report
from converter.diagnostics import Report, Severity

PATIENCE, TICK = 1.0, 0.2
"""Seconds until the bar is drawn, and between two looks at the run."""
FEW = 8
"""Up to so many inputs each has its line on a terminal too; a bar would only flash up."""


class Show:
    """Says what became of each input: JSON lines, or sentences; with a bar there are no lines for what went well."""

    def __init__(self, asked: argparse.Namespace, total: int) -> None:
        self._json, self._verbose, self._timings = asked.json, asked.verbose, asked.timings
        self.bar = not asked.quiet and not asked.json and total > FEW and sys.stderr.isatty()
        self._lines = not asked.quiet and (not self.bar or asked.verbose)

    def outcome(self, outcome: Outcome) -> None:
        """Say what became of one input."""
        if self._json:
            give(line(record(outcome)))
            return
        if outcome.status == FAILED:
            say(f"{place(outcome.source, outcome.line)}{outcome.error}")
            self._hint(outcome.hint)
        for said in outcome.diagnostics:
            if said.severity is Severity.WARNING or self._verbose:
                say(f"{place(outcome.source, said.line)}{said.message} [{said.code}]")
                self._hint(said.hint)
        if self._lines and outcome.status != FAILED:
            say(f"{outcome.source}: {about(outcome)}")
        if self._timings and outcome.timings:
            say("  ".join(f"{stage} {seconds * 1000:.1f} ms" for stage, seconds in outcome.timings.items()))

    def report(self, report: Report) -> int:
        """Say what was found between several inputs; how many warnings there were."""
        if self._json:
            said = [{"code": d.code, "line": d.line, "message": d.message, "hint": d.hint} for d in report.diagnostics]
            give(json.dumps({"source": report.source, "warnings": said}, ensure_ascii=False))
            return len(said)
        return say_report(report)

    def note(self, text: str) -> None:
        """Say something about the run."""
        say(text)

    def end(self, data: dict[str, Any], text: str) -> None:
        """The sums, last of all."""
        if self._json:
            give(json.dumps(data, ensure_ascii=False))
        else:
            say(text)

    def _hint(self, hint: str | None) -> None:
        if hint:
            say(f"hint: {hint}")


def about(outcome: Outcome) -> str:
    """What it was taken for, the pack it was set in, and where it went."""
    places = ", ".join(outcome.outputs)
    if outcome.status == SKIPPED:
        return f"unchanged since it was done → {places}"
    if outcome.status == LEFT:
        return f"would be converted → {places}"
    kind = (outcome.kind or "").replace("_", " ")
    form = f", {outcome.form}" if outcome.form else ""
    return f"{kind}{form}, style {outcome.style} ({outcome.why}) → {places}"


@contextmanager
def bar(drawn: bool, total: int, settled: Callable[[], int]) -> Iterator[None]:
    """A bar on standard error while the block runs, from the second second on; `settled` says how far it is."""
    over = threading.Event()
    thread = threading.Thread(target=_draw, args=(over, total, settled), daemon=True)
    if drawn:
        thread.start()
    try:
        yield
    finally:
        over.set()
        if drawn:
            thread.join()


def _draw(over: threading.Event, total: int, settled: Callable[[], int]) -> None:
    if over.wait(PATIENCE):
        return
    with contextlib.suppress(ImportError):
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn
        from rich.progress import TimeRemainingColumn as TimeLeft

        rate = TextColumn("{task.fields[rate]:.1f}/s")
        columns = (BarColumn(), MofNCompleteColumn(), TaskProgressColumn(), rate, TimeLeft(), TextColumn("left"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=total, rate=0.0)
            while not over.wait(TICK):
                elapsed = PATIENCE + (progress.tasks[0].elapsed or 0.0)
                progress.update(task, completed=settled(), rate=settled() / elapsed)
