"""Work on a task that goes wrong in the ways that inputs do: by what the input says; sent to workers by its name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from converter.batch.jobs import DONE, Outcome, Task, guarded


def do(task: Task) -> Outcome:
    """Do as the input says: CRASH, HANG, HOG, ONCE (crash the first time), FAULT; else it is done by copying it."""
    return guarded(task, _done)


def _done(task: Task) -> Outcome:
    said = task.source.read_text("utf-8").split()[0]
    tries = task.source.with_suffix(".tries")
    with open(tries, "a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    if said == "CRASH" or (said == "ONCE" and tries.read_text("utf-8").count("\n") == 1):
        os.kill(os.getpid(), signal.SIGSEGV)
    if said == "HANG":
        time.sleep(60)
    if said == "HOG":
        bytearray(3 << 30)
    if said == "FAULT":
        raise ZeroDivisionError("by nothing")
    if said == "SLOW":
        time.sleep(0.3)
    for _, path in task.outputs:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, "utf-8")
    return Outcome(task.shown, DONE, tuple(str(path) for _, path in task.outputs), number=task.number, key=task.key)


def tries(path: Path) -> int:
    """How often an input was begun."""
    noted = path.with_suffix(".tries")
    return noted.read_text("utf-8").count("\n") if noted.exists() else 0
