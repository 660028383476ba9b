"""Plan − ledger → executor → ledger → report: the run of a batch, from which nothing is lost when it is killed."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from converter.batch import jobs
from converter.batch.executors import Executor, executor
from converter.batch.executors.pool import Pool, Stop
from converter.batch.fingerprint import context, fingerprint
from converter.batch.jobs import DONE, FAILED, LEFT, SKIPPED, Outcome, Task
from converter.batch.ledger import Entry, Ledger, edited, open_ledger, place, storable, unchanged
from converter.batch.order import Order
from converter.batch.plan import Plan
from converter.batch.quarantine import Quarantine
from converter.batch.report import Log, write_reports
from converter.diagnostics import InputError, MastheadError
from converter.files import leftovers, reach
from converter.options import Options
from converter.records import dataclass, field, replace

REMOVED = "removed"
"""An input that was done earlier and is no longer there."""


@dataclass(frozen=True, slots=True)
class Orders:
    """How a batch is to be run."""

    pool: Pool = field(default_factory=Pool)
    executor: str | Executor | None = None
    """By name; None: what fits."""
    prune: bool = False
    quarantine: Path | None = None
    fail_fast: bool = False
    ledger: bool = True
    """Whether what is done is noted down, and reported, where there is a folder for it."""
    report: bool = True
    """Whether report.json and report.html are written at the end."""
    told: bool = False
    """Whether what was found in each input is told where no ledger keeps it."""


class Run:
    """One run: iterate over it for the outcomes, in the order of the plan; files tried again alone come last."""

    def __init__(
        self, plan: Plan, orders: Orders, stop: Stop | None = None, only: frozenset[int] | None = None
    ) -> None:
        """`only`: numbers of the inputs that are looked at; the others are reported as they are known."""
        self.plan, self.orders, self.stop = plan, orders, stop or Stop()
        self._only = frozenset(range(self.total)) if only is None else only
        self._follows = only is not None
        self.counts: Counter[str] = Counter()
        self.settled = 0
        """How many inputs are finished, whether their outcomes were given or wait for earlier ones."""
        self.notes: list[str] = []
        """What is worth saying apart from the outcomes; filled while running."""
        self.removed: list[Entry] = []
        self.seconds = 0.0
        self._tasks = {task.number: task for task in plan.tasks}
        self._contexts: dict[tuple[Path, int], tuple[str, Options]] = {}
        self._statuses: dict[int, str] = {}
        self._again: list[Task] = []

    @property
    def total(self) -> int:
        """How many inputs there are."""
        return len(self.plan.tasks) + len(self.plan.failed)

    def __iter__(self) -> Iterator[Outcome]:
        start = time.perf_counter()
        with contextlib.ExitStack() as open_:
            self._ledger = self._opened(open_)
            self._log = open_.enter_context(Log(self.plan.reports if self._ledger else None, self._follows))
            self._quarantine = Quarantine(self.orders.quarantine, self.plan)
            order = Order(sorted(self._only))
            for outcome in self._outcomes():
                given = outcome if outcome.again else self._settle(outcome)
                yield from order.pass_over(outcome.number) if outcome.again else order.next(given)
            yield from map(self._settle, self._alone())
            yield from order.rest()
            self._finish(time.perf_counter() - start)

    def preview(self) -> Iterator[Outcome]:
        """What a run would do, by the same rules; nothing is written. What would be done has the status `left`."""
        self._ledger = None
        with contextlib.ExitStack() as open_:
            if self.plan.home is not None and self.orders.ledger and place(self.plan.home).exists():
                self._ledger = open_.enter_context(contextlib.closing(open_ledger(self.plan.home)))
                self.removed = list(self._gone(self._ledger))
            order = Order([o.number for o in self.plan.failed] + [task.number for task in self.plan.tasks])
            for failed in self.plan.failed:
                yield from order.next(failed)
            for task in self.plan.tasks:
                yield from order.next(self._unchanged(self._with_context(task)) or jobs.guarded(task, _foreseen))

    def _opened(self, open_: contextlib.ExitStack) -> Ledger | None:
        if self.plan.home is None or not self.orders.ledger:
            return None
        ledger = open_.enter_context(contextlib.closing(open_ledger(self.plan.home)))
        _sweep(self.plan)
        return ledger

    def _outcomes(self) -> Iterator[Outcome]:
        """Failures of the plan, unchanged inputs, then what the executor does; lost ones are kept for another try."""
        yield from (outcome for outcome in self.plan.failed if outcome.number in self._only)
        to_do: list[Task] = []
        for task in self.plan.tasks if len(self._only) == self.total else self._chosen():
            ready = self._with_context(task)
            skipped = self._unchanged(ready)
            if skipped:
                yield skipped
            else:
                to_do.append(ready)
            if self.stop.asked:
                return
        doing, address = self._executor(to_do)
        pool = replace(self.orders.pool, address=address, jobs=min(self.orders.pool.size, max(1, len(to_do))))
        by_number = {task.number: task for task in to_do}
        for outcome in doing(to_do, jobs.do, pool, self.stop):
            if outcome.again:
                self._again.append(by_number[outcome.number])
            yield outcome

    def _chosen(self) -> Iterator[Task]:
        """The tasks that are looked at; what is known of the others is taken from the ledger."""
        for task in self.plan.tasks:
            if task.number in self._only:
                yield task
            elif self._ledger and (entry := self._ledger.entry(task.key)):
                self._statuses[task.number] = SKIPPED if entry.status == DONE else entry.status
        self._statuses |= {outcome.number: FAILED for outcome in self.plan.failed}

    def _executor(self, tasks: list[Task]) -> tuple[Executor, str | None]:
        wanted = self.orders.executor
        return executor(wanted, tasks) if wanted is None or isinstance(wanted, str) else (wanted, None)

    def _alone(self) -> Iterator[Outcome]:
        """Try lost files once more, each in a new worker while nothing else runs; then they are set aside."""
        for task in sorted(self._again, key=lambda task: task.number):
            if self.stop.asked:
                return
            doing, address = executor("processes", []) if self.orders.executor is None else self._executor([task])
            for outcome in doing([task], jobs.do, replace(self.orders.pool, jobs=1, address=address), self.stop):
                yield replace(outcome, again=False)

    def _with_context(self, task: Task) -> Task:
        if self._ledger is None:
            return replace(task, told=True) if self.orders.told else task
        place = (task.source.parent, id(task.options))
        if place not in self._contexts:
            self._contexts[place] = (context(task.source.parent, task.options), task.options)
        return replace(task, context=self._contexts[place][0], picture=True)

    def _unchanged(self, task: Task) -> Outcome | None:
        """The outcome of an input that need not be done again; None where it must."""
        entry = self._ledger.entry(task.key) if self._ledger and not task.force else None
        if entry is None or entry.status != DONE or entry.mark is None or entry.mark != fingerprint(task):
            return None
        if not {file.path for file in entry.written} <= {str(path) for _, path in task.outputs}:
            return None  # fewer are right where a font was missing, as it still is then
        changed = [file for file in entry.written if not unchanged(file)]
        if not all(map(edited, changed)):
            return None
        for file in changed:
            self.notes.append(f"{file.path}: changed by hand since it was written, and left as it is")
        outputs = tuple(file.path for file in entry.written)
        if self._ledger and (entry.source, entry.root) != (storable(task.shown), _root(task)):
            self._ledger.touch(task)
        return Outcome(task.shown, SKIPPED, outputs, number=task.number, key=task.key, earlier=entry.warnings)

    def _settle(self, outcome: Outcome) -> Outcome:
        """Write down what became of an input."""
        self.settled += 1
        self.counts[outcome.status] += 1
        self._statuses[outcome.number] = outcome.status
        task = self._tasks.get(outcome.number)
        if self._ledger and task and outcome.status != SKIPPED:
            self._ledger.note(task, outcome)
        self._log.add(outcome)
        self._quarantine.take(outcome)
        if outcome.status == FAILED and self.orders.fail_fast:
            self.stop.ask()
        return replace(outcome, picture=None)

    def _finish(self, seconds: float) -> None:
        self.seconds = seconds
        self.counts[LEFT] = len(self._only) - self.settled
        if self._quarantine.fault:
            self.notes.append(self._quarantine.fault)
        if self._ledger is None:
            return
        self._doubt(self._ledger)
        self.removed = list(self._gone(self._ledger))
        self.counts[REMOVED] = len(self.removed)
        if self.orders.prune and self.total and not self.stop.asked:  # an empty folder may be a share that is away
            self._prune(self._ledger)
        if self.orders.report:
            self._report(self._ledger, seconds)
        if self._ledger.fault:
            self.notes.append(self._ledger.fault)

    def _doubt(self, ledger: Ledger) -> None:
        """Where a style pack changed while the run went on, nobody knows which documents had the new one."""
        changed = {
            folder for (folder, _), (before, options) in self._contexts.items() if context(folder, options) != before
        }
        for task in self.plan.tasks if changed else ():
            if task.source.parent in changed and self._statuses.get(task.number) == DONE:
                ledger.doubt(task.key)

    def _report(self, ledger: Ledger, seconds: float) -> None:
        try:
            write_reports(self.plan, ledger, self._statuses, self.removed, self.notes, seconds)
        except MastheadError as error:
            self.notes.append(error.message)

    def _gone(self, ledger: Ledger) -> Iterator[Entry]:
        """Inputs of the folders of this run that were done earlier and are no longer there."""
        roots = {storable(str(root.resolve())): root for root in self.plan.roots}
        planned = [*(task.key for task in self.plan.tasks), *(outcome.key for outcome in self.plan.failed)]
        keys = set(map(storable, planned))
        for entry in ledger.entries():
            root = roots.get(entry.root)
            if root is not None and entry.key not in keys and not (root / entry.key).exists():
                yield entry

    def _prune(self, ledger: Ledger) -> None:
        """Delete the outputs of inputs that are gone; what somebody changed, or another input now owns, stays."""
        owned = {str(path) for task in self.plan.tasks for _, path in task.outputs}
        for entry in self.removed:
            kept = [file for file in entry.written if file.path not in owned and edited(file)]
            for file in entry.written:
                if file.path not in owned and file not in kept:
                    with contextlib.suppress(OSError):
                        reach(Path(file.path)).unlink(missing_ok=True)
            for file in kept:
                self.notes.append(f"{file.path}: not deleted, it was changed by hand")
            ledger.forget(entry.key)


def _foreseen(task: Task) -> Outcome:
    """What can be known of a task before it is done: whether its outputs may be written."""
    for _, path in () if task.force else task.outputs:
        jobs.guard(path)
    if not reach(task.source).is_file():
        raise InputError("there is no such file", hint="check the name")
    return Outcome(task.shown, LEFT, tuple(str(path) for _, path in task.outputs), number=task.number, key=task.key)


def _root(task: Task) -> str:
    return storable(str(task.root.resolve())) if task.root else ""


def _sweep(plan: Plan) -> None:
    """Remove the temporary files that a killed run left beside the outputs of this one."""
    names: dict[Path, set[str]] = {}
    for task in plan.tasks:
        for _, path in task.outputs:
            names.setdefault(path.parent, set()).add(path.name[:40])
    if plan.reports is not None:
        names.setdefault(plan.reports, set()).update(("report.json", "report.html"))
    for folder, stems in names.items():
        for path in leftovers(reach(folder), stems):
            with contextlib.suppress(OSError):
                path.unlink()
