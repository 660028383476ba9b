"""A worker process: takes (function, task) from its standard input, gives outcomes, and ends with its supervisor."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO

from converter import kept
from converter.batch.jobs import Do, Outcome, Task

READY = "ready"


def main(memory: int) -> None:
    """Work until the supervisor closes the pipe, or is killed: then this ends at once, in the middle of a file too.

    An output is whole or not there, so that ending anywhere does no harm.
    """
    taken, given = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _silence()
    limit(memory)
    warm()
    queue: SimpleQueue[tuple[Do, Task]] = SimpleQueue()
    _send(given, READY)
    threading.Thread(target=_listen, args=(taken, queue), daemon=True).start()
    while True:
        do, task = queue.get()
        outcome = do(task)
        _send(given, outcome)
        if outcome.again:
            os._exit(0)  # memory ran short: the next task begins in a new process


def _silence() -> None:
    """Let nothing that a library prints get among the outcomes."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    sys.stdin = sys.stdout = open(os.devnull, "r+", encoding="utf-8")  # noqa: SIM115 - open for the whole life


def _listen(taken: BinaryIO, queue: SimpleQueue[tuple[Do, Task]]) -> None:
    """Pass tasks on; the end of the pipe is the end of the supervisor."""
    with contextlib.suppress(BaseException):
        while True:
            queue.put(pickle.load(taken))
    with contextlib.suppress(Exception):
        kept.save()
    os._exit(0)


def _send(given: BinaryIO, outcome: Outcome | str) -> None:
    try:
        given.write(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL))
        given.flush()
    except OSError:
        os._exit(0)


def limit(memory: int) -> None:
    """Bytes that this process may use, where the system can hold it to that: an input that takes more fails alone."""
    try:
        import resource
    except ImportError:  # Windows
        return
    if memory:
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
            bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))


def warm() -> None:
    """Load all that a conversion needs, before the clock of the first input runs."""
    from converter import pipeline  # noqa: F401
    from converter.writers import docx, pdf  # noqa: F401


if __name__ == "__main__":
    main(int(sys.argv[1]))
