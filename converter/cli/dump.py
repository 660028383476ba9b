"""`masthead dump`: what stands after a stage, as stable text."""

from __future__ import annotations

import argparse

from converter.cli.asked import job
from converter.cli.exits import Exit
from converter.diagnostics import UsageError
from converter.dump import dump
from converter.pipeline import STAGES, composed, understand


def run(asked: argparse.Namespace) -> int:
    """Print the value of a stage."""
    if asked.stage not in STAGES:
        raise UsageError(f"--stage {asked.stage}: no such stage", hint=f"write one of {', '.join(STAGES)}")
    work = job(asked.inputs[0], asked)
    value = understand(work, asked.stage)
    print(dump(composed(work) if asked.stage == "compose" else value))
    return Exit.DONE
