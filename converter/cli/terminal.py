"""What people see: diagnostics and errors on standard error, results on standard output, in any console."""

from __future__ import annotations

import sys
from typing import TextIO

from converter.diagnostics import MastheadError, Report, Severity

PLAIN = str.maketrans({"→": "->", "–": "-", "…": "...", "“": '"', "”": '"', "’": "'"})
"""What stands for the signs of our own sentences on a console that lacks them."""


def prepare() -> None:
    """Make both streams take every character: a cp1252 console shows what it can, and never raises on `Ə`."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace" if stream is sys.stderr else "replace")


def say(text: str, stream: TextIO | None = None) -> None:
    """A line on standard error (or on the stream given), with plain signs where the console has no others."""
    to = stream or sys.stderr
    try:
        text.encode(to.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        text = text.translate(PLAIN)
    print(text, file=to)


def give(text: str) -> None:
    """A line for programs on standard output: UTF-8, whatever the console's own encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def place(source: str | None, line: int | None) -> str:
    """`letter.txt:12: `, as far as it is known."""
    return (f"{source}:{line}: " if line else f"{source}: ") if source else ""


def say_error(error: MastheadError, source: str | None = None) -> None:
    """An error in one line, and a `hint:` line under it."""
    say(f"{place(error.source or source, error.line)}{error.message}")
    if error.hint:
        say(f"hint: {error.hint}")


def say_report(report: Report, *, notes: bool = False) -> int:
    """The warnings of a report (and its notes, if asked); how many warnings there were."""
    warnings = 0
    for said in report.diagnostics:
        warnings += said.severity is Severity.WARNING
        if said.severity is Severity.WARNING or notes:
            say(f"{place(report.source, said.line)}{said.message} [{said.code}]")
            if said.hint:
                say(f"hint: {said.hint}")
    return warnings
