"""Twins of a run: texts of one document in several languages are compared when all are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from converter.batch.jobs import FAILED, Outcome, Task
from converter.diagnostics import MastheadError, Report
from converter.options import Options
from converter.records import replace
from converter.twins import Twin, compared, facts, groups


class Twins:
    """Groups of twins among tasks; outcomes bring what is compared."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = {task.shown: task for task in tasks}
        self._groups = groups(self._tasks)
        self._facts: dict[str, Mapping[str, Any] | None] = {source: None for one in self._groups for source, _ in one}

    @property
    def marked(self) -> tuple[Task, ...]:
        """The tasks, those marked that have a twin."""
        return tuple(replace(t, twin=True) if t.shown in self._facts else t for t in self._tasks.values())

    def see(self, outcome: Outcome) -> None:
        """Note what was found in a file that has a twin; of one that failed there is nothing to compare."""
        if outcome.source not in self._facts:
            return
        if outcome.status == FAILED:
            del self._facts[outcome.source]
        else:
            self._facts[outcome.source] = outcome.found.get("twin")

    def reports(self) -> list[Report]:
        """What differs, a report for each text that is not as the first of its group."""
        done: list[Report] = []
        for group in self._groups:
            twins = [twin for source, code in group if (twin := self._twin(source, code)) is not None]
            done += compared(twins) if len(twins) > 1 else []
        return done

    def _twin(self, source: str, code: str) -> Twin | None:
        if source not in self._facts:
            return None
        found = self._facts[source] or _looked_into(self._tasks[source])
        return Twin(source, code, found) if found else None


def _looked_into(task: Task) -> Mapping[str, Any] | None:
    """The facts of a file that was unchanged, and so not done again."""
    from converter.pipeline import inspected, job_for, understand

    options: Options = task.options
    try:
        job = job_for(Path(task.source), options, task.shown)
        understand(job)
        return facts(inspected(job))
    except MastheadError:
        return None
