"""A folder that is watched: what arrives or changes is done once it stands still; nothing bad in it ends the watch."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

from converter.batch.executors.pool import Pool, Stop
from converter.batch.executors.processes import Crew
from converter.batch.fingerprint import packs_near
from converter.batch.jobs import Do, Outcome, Task
from converter.batch.plan import Plan
from converter.batch.run import Orders, Run
from converter.diagnostics import InputError, MastheadError
from converter.records import dataclass, field, replace

TICK = 0.2
"""Seconds in which the wish to end is noticed."""
LATER = 30.0
"""Seconds until an output that could not be written, as it was open in another program, is tried again."""
REPORTS, MANY = 60.0, 200
"""Seconds between two reports about a folder of many inputs; a smaller one is reported on each time."""

EASE = 10
"""A look that took long, at a folder of very many, is followed by a pause of so many times its length."""

Stamp = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often is looked, how long a file must stand still, and whether events are listened for."""

    interval: float = 2.0
    settle: float = 1.0
    events: bool = True
    once: bool = False


@dataclass(slots=True)
class Watch:
    """A watch over the inputs of a plan, which is made anew for each look."""

    planning: Callable[[], Plan]
    orders: Orders
    pace: Pace
    stop: Stop
    say: Callable[[str], None]
    _seen: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    """How each input was found, and since when it is so."""
    _done: dict[Path, Stamp] = field(default_factory=dict)
    _later: dict[Path, float] = field(default_factory=dict)
    _packs: Stamp = ()
    _plan: Plan = field(default_factory=lambda: Plan(()))
    _crew: Crew | None = None
    _reported: float = 0.0
    _looking: float = 0.0
    """Seconds that the last look took."""
    _owed: bool = False
    """Whether the last round was not reported on."""
    _told: str = ""

    def rounds(self, folder: Path) -> Iterator[Run]:
        """A run for each time that something is due; the caller iterates over it before it asks for the next."""
        changed = threading.Event()
        over = _listen(folder, changed) if self.pace.events else threading.Event()
        try:
            while not self.stop.asked:
                settled = yield from self._look()
                if self.pace.once and settled:
                    return
                pause = self.pace.interval if settled else min(self.pace.interval, self.pace.settle)
                self._wait(changed, max(pause, EASE * self._looking))
            if self._owed:
                yield from self._round(self._plan, {})
        finally:
            over.set()
            self._close()

    def _look(self) -> Generator[Run, None, bool]:
        """Do what is due; whether all inputs stand still."""
        start = time.monotonic()
        try:
            plan = self.planning()
        except InputError as error:
            self._tell(error)
            if not self._seen:
                return True
            plan = Plan((), (), (), self._plan.out, self._plan.roots)
        except (MastheadError, OSError) as error:
            self._tell(error)
            return True
        self._plan = plan
        due, settled, gone = self._due(plan)
        self._looking = time.monotonic() - start
        if due or gone:
            yield from self._round(plan, due)
        return settled

    def _due(self, plan: Plan) -> tuple[dict[int, Path], bool, bool]:
        """Inputs that stand still and were not done as they are; whether all do; whether any have gone."""
        now, folders = time.monotonic(), {}
        due, settled, there = {}, True, set()
        inputs = [(task.number, task.source) for task in plan.tasks]
        inputs += [(outcome.number, Path(outcome.source)) for outcome in plan.failed]
        for number, path in inputs:
            there.add(path)
            if path.parent not in folders:
                folders[path.parent] = _folder_stamp(path.parent)
            stamp = (*_stamps(path, *_beside(path)), folders[path.parent])
            before, since = self._seen.get(path, (None, now))
            if stamp != before:
                self._seen[path] = (stamp, now)
                settled = self.pace.settle <= 0 and settled
                since = now
            if now - since < self.pace.settle:
                settled = False
            elif self._done.get(path) != stamp or self._later.get(path, now + 1) <= now:
                due[number] = path
        self._packs_changed(tuple(sorted(folders.items())))
        gone = self._seen.keys() - there
        for path in gone:
            self._seen.pop(path), self._done.pop(path, None), self._later.pop(path, None)
        return due, settled, bool(gone)

    def _packs_changed(self, packs: Stamp) -> None:
        """Workers keep the packs that they have loaded: new ones are needed where one changed."""
        if packs != self._packs:
            self._close()
        self._packs = packs

    def _round(self, plan: Plan, due: dict[int, Path]) -> Iterator[Run]:
        now = time.monotonic()
        ends = self.pace.once or self.stop.asked
        report = len(plan.tasks) <= MANY or ends or now - self._reported > REPORTS
        self._owed = not report
        self._reported = now if report else self._reported
        orders = replace(self.orders, executor=self.orders.executor or self._workers, report=report)
        yield _Following(plan, orders, self.stop, frozenset(due), self._settled, self._tell)

    def _settled(self, outcome: Outcome, path: Path) -> None:
        """Remember how an input was done, and when to try again what could not be written."""
        if path in self._seen:
            self._done[path] = self._seen[path][0]
        self._later.pop(path, None)
        if outcome.blocked:
            self._later[path] = time.monotonic() + LATER

    def _workers(self, tasks: Any, do: Do, pool: Pool, stop: Stop) -> Iterator[Outcome]:
        """An executor whose workers stay warm between rounds."""
        if self._crew is None:
            self._crew = Crew(self.orders.pool)
        yield from self._crew.run(tasks, do, stop)

    def _close(self) -> None:
        crew, self._crew = self._crew, None
        if crew:
            crew.close()

    def _tell(self, error: Exception) -> None:
        """Say what is wrong, once."""
        said = f"{error}; watching goes on"
        if said != self._told:
            self.say(said)
        self._told = said

    def _wait(self, changed: threading.Event, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stop.asked and (left := until - time.monotonic()) > 0:
            if changed.wait(min(TICK, left)):
                changed.clear()
                return


class _Following(Run):
    """A run that tells its watch what became of each input, and what kept it from being a run."""

    def __init__(
        self,
        plan: Plan,
        orders: Orders,
        stop: Stop,
        only: frozenset[int],
        told: Callable[[Outcome, Path], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(plan, orders, stop, only)
        self._told, self._failed = told, failed
        self._by_number: dict[int, Task] = {task.number: task for task in plan.tasks}

    def __iter__(self) -> Iterator[Outcome]:
        try:
            for outcome in super().__iter__():
                task = self._by_number.get(outcome.number)
                self._told(outcome, task.source if task else Path(outcome.source))
                yield outcome
        except Exception as error:  # whatever it was, what comes next may go well
            self._failed(error)


def _stamps(*paths: Path) -> Stamp:
    """Size and time of files; None for one that is not there."""
    found: list[tuple[int, int] | None] = []
    for path in paths:
        try:
            state = os.stat(path)
            found.append((state.st_size, state.st_mtime_ns))
        except OSError:
            found.append(None)
    return tuple(found)


def _beside(path: Path) -> list[Path]:
    """The values of one input, and the agenda that its folder's settings name for it."""
    from converter.settings import folder_values

    sidecars = [path.with_name(f"{path.stem}.meta.yaml"), path.with_name(f"{path.name}.meta.yaml")]
    try:
        agenda = folder_values(path).get("agenda")
    except MastheadError:  # the input's own conversion says it
        return sidecars
    return [*sidecars, path.with_name(str(agenda.value))] if agenda and agenda.value else sidecars


def _folder_stamp(folder: Path) -> Stamp:
    """Settings and style packs of a folder."""
    try:
        packs = [*packs_near(folder), *packs_near(folder / "styles")]
    except OSError:
        packs = []
    return tuple((str(path), *_stamps(path)) for path in [folder / "masthead.yaml", *packs])


def _listen(folder: Path, changed: threading.Event) -> threading.Event:
    """Set `changed` whenever the system says so, where watchfiles (extra `watch`) is installed; set the event that is
    given back to end it."""
    over = threading.Event()
    try:
        import watchfiles
    except ImportError:
        return over

    def follow() -> None:
        try:
            for _ in watchfiles.watch(folder, stop_event=over, rust_timeout=1000, yield_on_timeout=False, debounce=200):
                changed.set()
        except Exception:  # events are a help; looking goes on without them
            return

    threading.Thread(target=follow, daemon=True).start()
    return over
