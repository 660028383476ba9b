"""How a command ends."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes; the table stands in `masthead --help` and the README."""

    DONE = 0
    FAILED = 1
    """Some input failed, the others are done; `check`: something was found."""
    USAGE = 2
    """Wrong options, style or settings."""
    WARNED = 3
    """Done, but `--strict` was asked and there were warnings."""
    INTERRUPTED = 130
