"""`report.jsonl` while a run goes on, `report.json` and `report.html` at its end: the contract `masthead-report/1`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Self

from converter.batch.jobs import DONE, FAILED, LEFT, SKIPPED, Outcome
from converter.batch.ledger import Entry, Ledger
from converter.batch.plan import Plan
from converter.batch.record import line, record
from converter.files import reach, write_parts

SCHEMA = "masthead-report/1"
STATUSES = (DONE, FAILED, SKIPPED, LEFT, "removed")

Json = dict[str, Any]
Shown = tuple[Json, bytes | None]
"""A record, and the picture of the first page."""


class Log:
    """`report.jsonl`: a line for each input as it is finished, for whoever follows a run."""

    def __init__(self, out: Path | None, goes_on: bool = False) -> None:
        """`goes_on`: whether lines are added to those that are there."""
        self._path, self._mode = out / "report.jsonl" if out else None, "a" if goes_on else "w"
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        if self._path:
            try:
                self._file = open(reach(self._path), self._mode, encoding="utf-8", buffering=1)
            except OSError:
                self._file = None  # the run's outputs will say more clearly what is wrong with the place
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._forget()

    def add(self, outcome: Outcome) -> None:
        """Add an input."""
        if self._file:
            try:
                self._file.write(line(record(outcome)) + "\n")
            except OSError:  # the disk is full
                self._forget()

    def _forget(self) -> None:
        file, self._file = self._file, None
        try:
            if file:
                file.close()
        except OSError:
            return


def write_reports(
    plan: Plan,
    ledger: Ledger,
    statuses: Mapping[int, str],
    removed: Sequence[Entry],
    notes: Sequence[str],
    seconds: float,
) -> None:
    """Write both reports, one document at a time. Raises OutputError."""
    from converter.batch.page import page

    folder = plan.reports
    assert folder is not None
    sums = Counter(statuses.values())
    sums[LEFT] = len(plan.tasks) + len(plan.failed) - len(statuses)
    sums["removed"] = len(removed)
    said = [*plan.notes, *notes]
    gone = [gone_record(entry) for entry in removed]
    records = (shown for shown, _ in documents(plan, ledger, statuses))
    write_parts(folder / "report.json", report_json(records, sums, gone, said, seconds))
    shown = documents(plan, ledger, statuses)
    write_parts(folder / "report.html", page(shown, sums, gone, said, seconds, folder))


def documents(plan: Plan, ledger: Ledger, statuses: Mapping[int, str]) -> Iterator[Shown]:
    """Record and picture of each input, in the order of the plan."""
    failed = {outcome.number: outcome for outcome in plan.failed}
    tasks = {task.number: task for task in plan.tasks}
    for number in sorted([*failed, *tasks]):
        if number in failed:
            yield record(failed[number]), None
            continue
        task, status = tasks[number], statuses.get(number, LEFT)
        known = ledger.shown(task.key) if status != LEFT else None
        data, picture = known or (record(Outcome(task.shown, status)), None)
        outputs = [path for _, path in task.outputs if status != FAILED]
        data |= {"source": task.shown, "status": status}
        if status == SKIPPED:
            data |= {"outputs": [str(path) for path in outputs], "seconds": 0.0}
        yield data, picture


def gone_record(entry: Entry) -> Json:
    """An input that was done earlier and is no longer there, with the outputs that were made of it."""
    return {"source": entry.source, "outputs": [file.path for file in entry.written]}


def report_json(
    records: Iterator[Json], sums: Mapping[str, int], removed: Sequence[Json], notes: Sequence[str], seconds: float
) -> Iterator[bytes]:
    """The report as pieces of JSON: sums, notes, then one record for each input."""
    head = {
        "schema": SCHEMA,
        "sums": {status: sums.get(status, 0) for status in STATUSES},
        "seconds": round(seconds, 3),
        "notes": list(notes),
        "removed": list(removed),
    }
    text = json.dumps(head, indent=1)
    yield text.removesuffix("\n}").encode() + b',\n "documents": ['
    comma = "\n  "
    for data in records:
        yield (comma + line(data)).encode()
        comma = ",\n  "
    yield b"\n ]\n}\n"


def sums_line(counts: Mapping[str, int], seconds: float) -> str:
    """`18 done, 1 failed, 1 skipped in 2.4 s`."""
    said = {SKIPPED: "unchanged", LEFT: "not begun"}
    parts = [f"{counts[status]} {said.get(status, status)}" for status in STATUSES if counts.get(status)]
    return f"{', '.join(parts) or 'nothing to do'} in {seconds:.1f} s"
