"""How the tasks of a batch are done: (tasks, do, pool, stop) → outcomes as they finish, one file's fault its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Protocol

from converter.batch.executors.pool import Pool, Stop
from converter.batch.jobs import Do, Outcome, Task
from converter.diagnostics import UsageError
from converter.records import dataclass


class Executor(Protocol):
    """Does tasks in any order and gives each outcome when it is there. Takes no new task once `stop` is asked."""

    def __call__(self, tasks: Iterable[Task], do: Do, pool: Pool, stop: Stop) -> Iterator[Outcome]: ...


@dataclass(frozen=True, slots=True)
class Named:
    """An executor and what it is for; loaded when it is used."""

    load: Callable[[], Executor]
    about: str


def _serial() -> Executor:
    from converter.batch.executors.serial import serial

    return serial


def _processes() -> Executor:
    from converter.batch.executors.processes import processes

    return processes


def _cluster() -> Executor:
    from converter.batch.executors.cluster import cluster

    return cluster


EXECUTORS: Final[Mapping[str, Named]] = {
    "serial": Named(_serial, "in this process, one after the other"),
    "processes": Named(_processes, "in worker processes on this machine, each killed and replaced alone"),
    "dask": Named(_cluster, "on the machines of a dask.distributed cluster, as dask://host:port"),
}
FEW, SMALL = 8, 200_000
"""Up to so many files of so many bytes altogether are done in this process: starting workers would take longer."""


def executor(wanted: str | None, tasks: list[Task]) -> tuple[Executor, str | None]:
    """The executor that is asked for, with the address in its name; else the one that fits. Raises UsageError."""
    if wanted is None:
        return EXECUTORS["serial" if _quick(tasks) else "processes"].load(), None
    name, sign, address = wanted.partition("://")
    if name not in EXECUTORS or bool(sign) != (name == "dask"):
        known = ", ".join("dask://host:port" if name == "dask" else name for name in EXECUTORS)
        raise UsageError(f"--executor {wanted}: there is no such executor", hint=f"write one of {known}")
    return EXECUTORS[name].load(), address or None


def _quick(tasks: list[Task]) -> bool:
    if len(tasks) > FEW:
        return False
    size = 0
    for task in tasks:
        try:
            size += task.source.stat().st_size
        except OSError:
            continue
    return size <= SMALL
