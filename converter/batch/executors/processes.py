"""Worker processes on this machine: each is watched, killed and replaced alone; a lost file costs only itself.

Why not one of the known pools: a killed worker breaks the standard library's and loky's (all that waits fails with
it), and Pebble is under the LGPL and sends tasks through multiprocessing, which runs the caller's main module again
in each worker. A worker here is a plain program at the end of two pipes, so that a library's user needs no
`if __name__ == "__main__"`, and Windows works as Linux does.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from converter.batch.executors.pool import Pool, Stop, too_long
from converter.batch.executors.worker import READY
from converter.batch.jobs import MORE, Do, Outcome, Task, failure
from converter.diagnostics import MastheadError
from converter.records import replace

TICK = 0.1
"""Seconds between two looks at the clock."""
STARTS = 120.0
"""Seconds in which a worker must have loaded the program."""


class Worker:
    """One worker process and the two pipes to it; started when needed, started anew when lost."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._deadline: float | None = None
        self._late = False

    def do(self, do: Do, task: Task) -> Outcome:
        """The outcome of a task; where the worker was lost or killed, a failure that may go better alone."""
        start = time.perf_counter()
        try:
            if self._process is None:
                self._start()
            outcome: Outcome = self._ask(pickle.dumps((do, task), pickle.HIGHEST_PROTOCOL), self.pool.timeout)
        except (OSError, EOFError, pickle.UnpicklingError):
            return self._lost(task, time.perf_counter() - start)
        if outcome.again:
            self.kill()
        return replace(outcome, number=task.number, key=task.key)

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "converter.batch.executors.worker", str(self.pool.share)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("MASTHEAD_DEBUG") else subprocess.DEVNULL,
            env=_environment(),
            **_apart(),
        )
        if self._ask(b"", STARTS) != READY:
            raise EOFError

    def _ask(self, said: bytes, seconds: float) -> Any:
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        with self._lock:
            self._late, self._deadline = False, time.monotonic() + seconds if seconds else None
        try:
            process.stdin.write(said)
            process.stdin.flush()
            return pickle.load(process.stdout)
        finally:
            with self._lock:
                self._deadline = None

    def _lost(self, task: Task, seconds: float) -> Outcome:
        late, code = self._late, self.kill()
        if late:
            error = too_long(self.pool.timeout)
        else:
            error = MastheadError(f"the program broke down over it ({_cause(code)})", hint=f"try it alone; {MORE}")
        return failure(task.shown, error, seconds, number=task.number, key=task.key, again=True)

    def look(self, now: float) -> None:
        """Kill the process where its time is over."""
        with self._lock:
            if self._deadline is not None and now > self._deadline and self._process is not None:
                self._late, self._deadline = True, None
                self._process.kill()

    def kill(self) -> int:
        """End the process; its exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        with contextlib.suppress(OSError):
            assert process.stdin is not None
            process.stdin.close()
        # One that ends by itself says by its exit code more than one that was killed.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(TICK)
        process.kill()
        code = process.wait()
        with contextlib.suppress(OSError):
            assert process.stdout is not None
            process.stdout.close()
        return code


def _cause(code: int) -> str:
    """`killed by SIGSEGV`, `exit code 3`."""
    import signal

    if code < 0:
        with contextlib.suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"


def _environment() -> dict[str, str]:
    """This process's own, with its module search path: the worker finds what this one finds."""
    package = str(Path(__file__).resolve().parents[3])
    found = [package, *(path for path in sys.path if path and path != package)]
    return os.environ | {"PYTHONPATH": os.pathsep.join(found)}


def _apart() -> dict[str, Any]:
    """Out of reach of Ctrl-C, which is the supervisor's to answer."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


class Crew:
    """Warm workers that can be given one lot of tasks after another; `close` ends them."""

    def __init__(self, pool: Pool) -> None:
        self.workers = [Worker(pool) for _ in range(pool.size)]
        self._closing = threading.Event()
        self._clock = threading.Thread(target=self._watch, daemon=True)
        self._clock.start()

    def _watch(self) -> None:
        while not self._closing.wait(TICK):
            for worker in self.workers:
                worker.look(time.monotonic())

    def run(self, tasks: Iterable[Task], do: Do, stop: Stop) -> Iterator[Outcome]:
        """Outcomes as they finish. Leaving early kills what is in hand."""
        lot = _Lot(tasks, stop, len(self.workers))
        threads = [threading.Thread(target=lot.serve, args=(worker, do), daemon=True) for worker in self.workers]
        for thread in threads:
            thread.start()
        finished = False
        try:
            while (outcome := lot.next()) is not None:
                yield outcome
            finished = True
        finally:
            if not finished:
                lot.abandon()
                for worker in self.workers:
                    worker.kill()
            for thread in threads:
                while thread.is_alive():
                    lot.drain()
                    thread.join(TICK)

    def close(self) -> None:
        """End all workers."""
        self._closing.set()
        for worker in self.workers:
            worker.kill()


class _Lot:
    """Tasks on their way to the workers, and outcomes on their way back; both ends hold only a handful."""

    def __init__(self, tasks: Iterable[Task], stop: Stop, workers: int) -> None:
        self._tasks, self._stop = iter(tasks), stop
        self._lock = threading.Lock()
        self._busy = workers
        self._outcomes: Queue[Outcome | BaseException | None] = Queue(4 * workers)
        self._abandoned = False

    def serve(self, worker: Worker, do: Do) -> None:
        """Feed one worker until there is nothing left; runs in a thread of its own."""
        try:
            while (task := self._take()) is not None:
                outcome = worker.do(do, task)
                if not self._abandoned:
                    self._outcomes.put(outcome)
            self._outcomes.put(None)
        except BaseException as error:  # our own fault: raised again where the outcomes are taken
            self._outcomes.put(error)

    def _take(self) -> Task | None:
        with self._lock:
            return None if self._stop.asked or self._abandoned else next(self._tasks, None)

    def next(self) -> Outcome | None:
        """The next outcome; None when all workers have come to their end."""
        while self._busy:
            try:
                got = self._outcomes.get(timeout=5 * TICK)
            except Empty:
                continue
            if isinstance(got, BaseException):
                raise got
            if got is not None:
                return got
            self._busy -= 1
        return None

    def abandon(self) -> None:
        """Take nothing more and give nothing more."""
        self._abandoned = True

    def drain(self) -> None:
        """Make room for threads that still want to put something."""
        with contextlib.suppress(Empty):
            while True:
                self._outcomes.get_nowait()


def processes(tasks: Iterable[Task], do: Do, pool: Pool, stop: Stop) -> Iterator[Outcome]:
    """Outcomes as they finish, from `pool.size` workers that live as long as the run."""
    crew = Crew(pool)
    try:
        yield from crew.run(tasks, do, stop)
    finally:
        crew.close()
