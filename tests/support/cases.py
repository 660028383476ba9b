"""Case files: input and expected output as plain text, in the room (folder) that says which stage runs.

A file is `NAME.case`, or `NAME.md.case` when its inputs are Markdown. Text before the first `%%` is commentary::

    Why these cases are here.

    %% title of the case
    input, any number of lines
    %%
    expected output

A file whose name begins with `known-` holds known failures: each of its cases must fail, or the test does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.support import TESTS

CASES = TESTS / "cases"
START = "\n%% "
MIDDLE = "\n%%\n"


@dataclass(frozen=True, slots=True)
class Case:
    """One input and what must come of it; `raw` is its stretch of the file, for rewriting."""

    path: Path
    title: str
    input: str
    expected: str
    raw: str

    @property
    def room(self) -> str:
        """The folder right under `tests/cases`."""
        return self.path.relative_to(CASES).parts[0]

    @property
    def suffix(self) -> str:
        """The format of the input as a file name ending: `.txt` unless the case file's name says more."""
        return Path(self.path.stem).suffix or ".txt"

    @property
    def known_failure(self) -> bool:
        """Whether the case is there because it does not work yet."""
        return self.path.name.startswith("known-")

    @property
    def name(self) -> str:
        """How a test run calls the case."""
        return f"{self.path.relative_to(CASES).as_posix()}: {self.title}"


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of one file, in order; ValueError where a case has no expected part or two share a title."""
    sections = ("\n" + path.read_text("utf-8")).split(START)[1:]
    cases = tuple(read_case(path, section) for section in sections)
    titles = [case.title for case in cases]
    twice = sorted({title for title in titles if titles.count(title) > 1})
    if twice:
        raise ValueError(f"{path}: two cases are called {', '.join(twice)}")
    if not cases:
        raise ValueError(f"{path}: no case; one begins with a line `%% title`")
    return cases


def read_case(path: Path, section: str) -> Case:
    """One case out of the text between two `%% ` lines."""
    head, found, expected = section.partition(MIDDLE)
    title, _, given = head.partition("\n")
    if not found:
        raise ValueError(f"{path}: {title}: no line `%%` between the input and what is expected")
    return Case(path, title.strip(), given, expected.rstrip("\n"), START + section)


def all_cases(*rooms: str) -> tuple[Case, ...]:
    """Every case of the named rooms, or of all; in a fixed order."""
    files = sorted(path for path in CASES.rglob("*.case"))
    cases = (case for path in files for case in read_cases(path))
    return tuple(case for case in cases if not rooms or case.room in rooms)


def accept(case: Case, actual: str) -> None:
    """Rewrite the expected part of a case in its file, and nothing else."""
    text = "\n" + case.path.read_text("utf-8")
    assert text.count(case.raw) == 1, f"{case.name} stands {text.count(case.raw)} times in its file"
    head, middle, old = case.raw.partition(MIDDLE)
    gap = old[len(old.rstrip("\n")) :] or "\n"
    fresh = head + middle + actual.rstrip("\n") + gap
    case.path.write_text(text.replace(case.raw, fresh).removeprefix("\n"), "utf-8")
