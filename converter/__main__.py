"""`python -m converter` is `masthead`."""

from __future__ import annotations

import gc
import sys

from converter.cli import main

MANY = 50_000
"""Objects after which it is looked for such as nobody holds."""


def run() -> None:
    """The command as a process of its own. Most of what a short one makes stays until its end: to look through it at
    each thousand objects, and once more at the end, was a fifth of its time."""
    gc.set_threshold(MANY)
    code = main()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
