"""One input after the other in this process: nothing to start, nothing to wait for; a hanging input hangs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from converter.batch.executors.pool import Pool, Stop
from converter.batch.jobs import Do, Outcome, Task


def serial(tasks: Iterable[Task], do: Do, pool: Pool, stop: Stop) -> Iterator[Outcome]:
    """Outcomes in the order of the tasks."""
    for task in tasks:
        if stop.asked:
            return
        yield do(task)
