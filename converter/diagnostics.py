"""What is said on the way: diagnostics, what was removed, candidates for a value, and the errors that end a
conversion."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from converter.records import dataclass, field
from converter.span import Span


class Severity(StrEnum):
    """How bad it is."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A code (`masthead explain CODE`), a place, a sentence in lower case, and advice in the imperative."""

    code: str
    severity: Severity
    line: int | None
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that does not go into the document, exactly as it stood, and why (`web-page`, `running-head` …)."""

    span: Span
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that was considered for a key, its weight, and the cue that spoke for or against it."""

    value: str
    weight: float
    cue: str
    lines: tuple[int, ...] = ()


@dataclass(slots=True)
class Report:
    """The one thing that stages change: what they found worth saying. One report a conversion, never shared."""

    source: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds by stage."""
    _said: set[Diagnostic] = field(default_factory=set, repr=False)
    """What was said already; a list would be searched from its start ten thousand times."""

    def warn(self, code: str, where: Span | int | None, message: str, hint: str | None = None) -> None:
        """Say that something is wrong or unsure."""
        self._say(Severity.WARNING, code, where, message, hint)

    def note(self, code: str, where: Span | int | None, message: str, hint: str | None = None) -> None:
        """Say something worth knowing that asks for nothing."""
        self._say(Severity.NOTE, code, where, message, hint)

    def take_back(self, settled: Callable[[Diagnostic], bool]) -> None:
        """Take back what something later settles, as a value that is given does."""
        self.diagnostics[:] = [said for said in self.diagnostics if not settled(said)]
        self._said = set(self.diagnostics)

    def remove(self, span: Span, text: str, why: str) -> None:
        """Account for text that is left out; text without a word is not listed."""
        if any(char.isalnum() for char in text):
            self.removed.append(Removed(span, text, why))

    def consider(self, key: str, candidate: Candidate) -> None:
        """Keep a candidate, for `inspect --explain KEY`."""
        self.candidates.setdefault(key, []).append(candidate)

    def _say(self, severity: Severity, code: str, where: Span | int | None, message: str, hint: str | None) -> None:
        said = Diagnostic(code, severity, where.first if isinstance(where, Span) else where, message, hint)
        if said not in self._said:
            self._said.add(said)
            self.diagnostics.append(said)


class MastheadError(Exception):
    """Ends a conversion. `message` says what and where, `hint` what to do; `line` counts from 1."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None, line: int | None = None, source: str | None = None):
        super().__init__(message)
        self.message, self.hint, self.line, self.source = message, hint, line, source


class InputError(MastheadError):
    """An input that cannot be read."""


class OutputError(MastheadError):
    """An output that cannot be written."""


class FontError(MastheadError):
    """No font for a format that needs one."""


class InternalError(MastheadError):
    """Our own fault: what was written is not what was read."""


class UsageError(MastheadError):
    """Wrong options, style or settings."""

    exit_code = 2
