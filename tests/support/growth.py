"""How processor time grows with length: a ratio within one run, so that a slow or busy machine is no fault."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 4
"""By how much the second text is longer than the first."""
LEAST = 0.02
"""Seconds of processor time; less is too little to compare."""
SPREAD = 2.5
"""How far a measure may lie off; a quadratic step would be off by `TIMES`."""
TRIES = 3


def linear(run: Callable[[int], object], size: int) -> bool:
    """Whether `run(size)` takes about `TIMES` times as long as a quarter of it; the best of three tries counts."""
    run(1)
    return any(_seconds(run, size) <= SPREAD * TIMES * max(_seconds(run, size // TIMES), LEAST) for _ in range(TRIES))


def _seconds(run: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    run(size)
    return time.process_time() - begun
