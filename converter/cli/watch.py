"""`masthead watch FOLDER -o OUT`: convert what arrives or changes, until told to end."""

from __future__ import annotations

import argparse
from pathlib import Path

from converter.batch.executors.pool import Stop
from converter.batch.run import Run
from converter.batch.watch import Pace, Watch
from converter.cli.convert import ending_early, orders, planning
from converter.cli.exits import Exit
from converter.cli.progress import Show
from converter.cli.terminal import say
from converter.diagnostics import UsageError
from converter.options import FORMATS


def run(asked: argparse.Namespace) -> int:
    """Watch until SIGINT or SIGTERM, which end it with 0 when what was in hand is finished; with --once, one round."""
    folder = Path(asked.inputs[0])
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder", hint="name the folder where documents arrive")
    if Path(asked.output).suffix.lower() in {f".{name}" for name in FORMATS}:
        raise UsageError(f"-o {asked.output}: watch wants a folder", hint="name a folder with -o")
    if asked.interval <= 0 or asked.settle < 0:
        raise UsageError("--interval and --settle are seconds", hint="write --interval 2 --settle 1")
    stop, said = Stop(), Said()
    pace = Pace(asked.interval, asked.settle, events=not asked.no_events, once=asked.once)
    watch = Watch(lambda: planning(asked, asked.inputs), orders(asked, ledger=True), pace, stop, say)
    if not asked.quiet:
        say(f"watching {folder} → {asked.output}; Ctrl-C ends it")
    failed = False
    with ending_early(stop):
        for batch in watch.rounds(folder):
            failed |= said.run(batch, Show(asked, 0))
    return Exit.FAILED if asked.once and failed else Exit.DONE


class Said:
    """What was said before, so that a watch of months does not repeat itself."""

    def __init__(self) -> None:
        self._lines: set[str] = set()

    def run(self, batch: Run, show: Show) -> bool:
        """Say what becomes of a round's inputs; whether any failed."""
        for note in batch.plan.notes:
            self._once(note, show)
        failed = False
        for outcome in batch:
            show.outcome(outcome)
            failed |= outcome.status == "failed"
        for entry in batch.removed:
            self._once(f"{entry.source}: no longer there", show)
        for note in batch.notes:
            self._once(note, show)
        return failed

    def _once(self, text: str, show: Show) -> None:
        if text not in self._lines:
            self._lines.add(text)
            show.note(text)
