"""From the parsed command line to options, inputs and values."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from converter.diagnostics import UsageError
from converter.options import Limits, Options, formats
from converter.pipeline import Job, job_for
from converter.settings import from_pairs

STDIN = "-"


def options(asked: argparse.Namespace) -> Options:
    """The options of a command, checked. Raises UsageError."""
    if asked.max_size is not None and asked.max_size < 1:
        raise UsageError(
            f"--max-size {asked.max_size}: must be 1 or more", hint="write bytes, as in --max-size 200000000"
        )
    limits = Limits(size=asked.max_size) if asked.max_size else Limits()
    to = getattr(asked, "to", None)
    return Options(
        to=Options().to if to is None else formats(to),
        style=getattr(asked, "style", None),
        form=_lower(getattr(asked, "form", None)),
        settings=from_pairs(asked.pairs),
        source_format=asked.source_format,
        attachment=asked.attachment,
        limits=limits,
        template=getattr(asked, "template", None),
        changes=_lower(getattr(asked, "changes", None)) or Options().changes,
    )


def _lower(word: str | None) -> str | None:
    """A choice as it is known, whatever letters it is typed in."""
    return word.lower() if word else None


def job(name: str, asked: argparse.Namespace) -> Job:
    """A job for one named input; `-` is standard input, named by its format."""
    if name == STDIN:
        return job_for(sys.stdin.buffer.read(), options(asked), "<stdin>")
    return job_for(Path(name), options(asked), name)
