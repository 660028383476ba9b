"""Failed inputs set aside: a copy of each in a folder, with a note of what is wrong beside it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from converter.batch.jobs import DONE, FAILED, SKIPPED, Outcome
from converter.batch.plan import Plan
from converter.diagnostics import OutputError
from converter.files import reach, write_parts, write_whole

NOTE = ".why.txt"
PIECE = 1 << 20


class Quarantine:
    """A folder for failed inputs; None for no such folder. An input that is done later leaves it."""

    def __init__(self, folder: Path | None, plan: Plan) -> None:
        self._folder, self._sources = folder, {task.number: task.source for task in plan.tasks} if folder else {}
        self.fault = ""
        """What went wrong with the first input that could not be set aside."""
        self._there = folder is not None and folder.is_dir()

    def take(self, outcome: Outcome) -> None:
        """Set a failed input aside; take away what was set aside of one that is done."""
        if self._folder is None:
            return
        copy = self._folder / outcome.key
        note = copy.with_name(copy.name + NOTE)
        if outcome.status == FAILED:
            source = self._sources.get(outcome.number, Path(outcome.source))
            try:
                write_whole(note, said(outcome).encode("utf-8", "replace"))
                if source.is_file():
                    write_parts(copy, _pieces(source))
            except OutputError as error:
                self.fault = self.fault or f"{self._folder}: not every failed input was set aside: {error.message}"
            except OSError as error:
                self.fault = self.fault or f"{source}: not set aside: {error.strerror}"
        elif self._there and outcome.status in (DONE, SKIPPED) and note.exists():
            for path in (note, copy):
                with contextlib.suppress(OSError):
                    reach(path).unlink(missing_ok=True)


def said(outcome: Outcome) -> str:
    """The note: which input, what is wrong with it, what to do."""
    where = f"{outcome.source}:{outcome.line}" if outcome.line else outcome.source
    lines = [f"{where}: {outcome.error}"]
    if outcome.hint:
        lines.append(f"hint: {outcome.hint}")
    return "\n".join([*lines, ""])


def _pieces(path: Path) -> Iterator[bytes]:
    with open(reach(path), "rb") as file:
        while piece := file.read(PIECE):
            yield piece
