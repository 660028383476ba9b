"""One input after the other in this process: nothing to start, nothing to wait for."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from converter.batch.executors.pool import Pool, Stop, too_long
from converter.batch.jobs import Do, Outcome, Task, failure
from converter.diagnostics import MastheadError

AGAIN = 1.0
"""Seconds after which the end is asked for once more: something on the way may have caught the first wish."""


def serial(tasks: Iterable[Task], do: Do, pool: Pool, stop: Stop) -> Iterator[Outcome]:
    """Outcomes in the order of the tasks. The time limit holds where the system has alarms (not on Windows) and the
    program is between two steps of Python; a crash ends the run."""
    for task in tasks:
        if stop.asked:
            return
        try:
            with _limit(pool.timeout):
                outcome = do(task)
        except MastheadError as error:  # its time ran out between its end and ours
            outcome = failure(task.shown, error, pool.timeout, number=task.number, key=task.key)
        yield outcome


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise in the block when its time is over; `do` makes a failed input of it."""
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(number: int, frame: Any) -> None:
        raise too_long(seconds)

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
