"""The machines of a dask.distributed cluster (extra `cluster`): inputs travel with the task, outputs come back.

On each machine a task is done by a worker process of its own, as on one machine: a time limit holds and a crash costs
one file. A machine that is lost in mid-run loses nothing: its tasks are given to another. With `?shared` after the
port nothing travels: all machines see the same folders under the same paths.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from converter.batch.executors.pool import Pool, Stop
from converter.batch.executors.processes import Worker
from converter.batch.fingerprint import files_near, packs_near, sources
from converter.batch.jobs import Do, Outcome, Task, failure, guard, guarded, write
from converter.diagnostics import InputError, MastheadError, UsageError
from converter.files import reach
from converter.records import dataclass, replace
from converter.style.packs import user_folder

AHEAD = 4
"""Tasks under way for each thread of the cluster: enough to keep it busy, few enough to keep memory flat."""
PATIENCE = 10
"""Seconds in which the scheduler must answer."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task and the files that it needs, by their path below the input's folder; none where folders are shared."""

    task: Task
    files: Mapping[str, bytes]


def cluster(tasks: Iterable[Task], do: Do, pool: Pool, stop: Stop) -> Iterator[Outcome]:
    """Outcomes as they come back. Raises UsageError where there is no cluster, or dask is not installed."""
    address, _, wish = (pool.address or "").partition("?")
    with _client(address) as client:
        under_way = _UnderWay(client, do, pool, shared=wish == "shared")
        window = AHEAD * max(1, sum(client.nthreads().values()))
        feed = (task for task in tasks if not stop.asked)
        for task in islice(feed, window):
            yield from under_way.send(task)
        while (got := under_way.next()) is not None:
            yield got
            for task in islice(feed, 1):
                yield from under_way.send(task)


def _client(address: str) -> Any:
    try:
        distributed = _distributed()
    except ImportError as error:
        raise UsageError(
            "--executor dask: dask.distributed is not installed",
            hint='in the folder of masthead: python -m pip install ".[cluster]"',
        ) from error
    try:
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"--executor dask://{address}: no scheduler answers there", hint="check host and port, and that it runs"
        ) from error


def _distributed() -> Any:
    """The package, without its half-typed signatures."""
    return import_module("distributed")


class _UnderWay:
    """Parcels that are out, and what becomes of them when they come back."""

    def __init__(self, client: Any, do: Do, pool: Pool, *, shared: bool) -> None:
        self._client, self._do, self._pool, self._shared = client, do, pool, shared
        self._tasks: dict[str, Task] = {}
        self._coming = _distributed().as_completed([], loop=client.loop)

    def send(self, task: Task) -> Iterator[Outcome]:
        """Send a task off; what cannot even be read is an outcome at once."""
        refused: list[Outcome] = []
        parcel = refused_or(task, self._parcel, refused)
        if parcel is None:
            yield refused[0]
            return
        future = self._client.submit(remote, self._do, parcel, self._pool, sources(), pure=False)
        self._tasks[future.key] = task
        self._coming.add(future)

    def _parcel(self, task: Task) -> Parcel:
        if self._shared:
            outputs = tuple((name, path.absolute()) for name, path in task.outputs)
            return Parcel(replace(task, source=task.source.absolute(), outputs=outputs), {})
        return pack(task)

    def next(self) -> Outcome | None:
        """What comes back next; None when nothing is out any more."""
        future = next(self._coming, None)
        if future is None:
            return None
        task = self._tasks.pop(future.key)
        error = future.exception()
        if error is not None:
            return failure(task.shown, _lost(error), number=task.number, key=task.key, again=True)
        outcome, outputs = future.result()
        return guarded(task, lambda task: _brought(task, outcome, outputs))


def refused_or(task: Task, work: Any, refused: list[Outcome]) -> Any:
    """What a piece of work gives; where it fails None, and the outcome of its error is put into `refused`."""
    made: list[Any] = []

    def attempt(task: Task) -> Outcome:
        made.append(work(task))
        return Outcome(task.shown, "")

    outcome = guarded(task, attempt)
    if not made:
        refused.append(outcome)
    return made[0] if made else None


def _lost(error: BaseException) -> MastheadError:
    return MastheadError(f"the cluster lost it ({type(error).__name__}: {str(error)[:200]})", hint="try it alone")


def _brought(task: Task, outcome: Outcome, outputs: Mapping[str, bytes]) -> Outcome:
    """The outcome with its outputs written here, each whole or not at all."""
    written = tuple(write(name, path, outputs[name], lasting=False) for name, path in task.outputs if name in outputs)
    if not written:
        return outcome
    return replace(outcome, outputs=tuple(file.path for file in written), written=written)


def pack(task: Task) -> Parcel:
    """A task with its input, the values beside it and the style packs near it. Raises InputError, OutputError."""
    if not task.force:
        for _, path in task.outputs:
            guard(path)
    source = reach(task.source)
    try:
        files = {source.name: source.read_bytes()}
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", hint="check the name, and that you may read it", source=task.shown
        ) from error
    for beside in files_near(source, task.options):
        if beside.is_file():
            files[_below(beside, source.parent)] = beside.read_bytes()
    for place, below in ((user_folder(), "styles/"), (source.parent / "styles", "styles/"), (source.parent, "")):
        files |= {f"{below}{path.name}": path.read_bytes() for path in packs_near(place)}
    options = task.options
    if options.style and options.style.endswith((".yaml", ".yml")):
        named = Path(options.style)
        files |= {f"named/{path.name}": path.read_bytes() for path in packs_near(named.parent)}
        options = replace(options, style=f"named/{named.name}")
    return Parcel(replace(task, options=options), files)


def _below(path: Path, folder: Path) -> str:
    """The name of a file as seen from the input's folder. Raises InputError for one that lies elsewhere."""
    name = os.path.relpath(path, folder).replace(os.sep, "/")
    if name.startswith("../"):
        raise InputError(
            f"{path} does not lie in its folder and cannot travel with it", hint="put it there, or add ?shared"
        )
    return name


def remote(do: Do, parcel: Parcel, pool: Pool, wanted: str) -> tuple[Outcome, dict[str, bytes]]:
    """Do a task on a machine of the cluster: the outcome, and the outputs where they travel back."""
    if sources() != wanted:
        raise RuntimeError("this machine of the cluster has another version of masthead")
    if not parcel.files:
        return worker(pool).do(do, parcel.task), {}
    with tempfile.TemporaryDirectory(prefix="masthead-") as folder:
        task = unpack(parcel, Path(folder))
        outcome = worker(pool).do(do, task)
        return outcome, {file.format: Path(file.path).read_bytes() for file in outcome.written}


def unpack(parcel: Parcel, folder: Path) -> Task:
    """The task with its files laid out in a folder of this machine."""
    for name, data in parcel.files.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    task, options = parcel.task, parcel.task.options
    if options.style and options.style.startswith("named/"):
        options = replace(options, style=os.path.join(folder, "in", options.style))
    outputs = tuple((name, folder / "out" / path.name) for name, path in task.outputs)
    return replace(task, source=folder / "in" / task.source.name, outputs=outputs, options=options)


_mine = threading.local()


def worker(pool: Pool) -> Worker:
    """The worker process of this thread of the cluster, warm from one task to the next."""
    if getattr(_mine, "pool", None) != pool:
        _mine.pool, _mine.worker = pool, Worker(replace(pool, jobs=pool.jobs or 1))
        threading.Thread(target=_watch, args=(_mine.worker,), daemon=True).start()
    kept: Worker = _mine.worker
    return kept


def _watch(kept: Worker) -> None:
    """Hold a worker to its time limit."""
    import time

    while True:
        time.sleep(0.2)
        kept.look(time.monotonic())
