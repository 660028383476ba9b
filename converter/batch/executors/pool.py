"""How many workers, how long and how large each may get; and the wish to end early."""

from __future__ import annotations

import os

from converter.diagnostics import MastheadError
from converter.records import dataclass, field

TIMEOUT = 60.0
SHARE, LEAST = 0.75, 1 << 30
"""Of the machine's memory, all workers together; bytes that each may use in any case."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The bounds of a run. `jobs` 0 is one for each core, `memory` 0 an equal share of most of the machine's."""

    jobs: int = 0
    timeout: float = TIMEOUT
    """Seconds for one input; its worker is killed then. 0 is no limit."""
    memory: int = 0
    """Bytes that one worker may use."""
    address: str | None = None
    """Of a cluster: host and port."""

    @property
    def size(self) -> int:
        """How many workers."""
        return self.jobs or cores()

    @property
    def share(self) -> int:
        """Bytes that a worker may use; 0 where the machine does not say what it has."""
        return self.memory or (max(LEAST, int(_machine() * SHARE / self.size)) if _machine() else 0)


@dataclass(slots=True)
class Stop:
    """Set by Ctrl-C, by a signal, by the first failure with --fail-fast: what is in hand is finished, nothing begun."""

    asked: bool = field(default=False)

    def ask(self) -> None:
        """End early."""
        self.asked = True


def too_long(seconds: float) -> MastheadError:
    """What is said of an input whose time is over."""
    return MastheadError(f"it took longer than {seconds:g} s", hint="raise --timeout, or divide the input")


def cores() -> int:
    """Cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        return os.cpu_count() or 1


def _machine() -> int:
    """Bytes of memory that the machine has; 0 where it does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0
