"""What was asked for: one frozen record, checked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from converter.diagnostics import UsageError
from converter.records import dataclass, field

FORMATS = ("docx", "pdf")
FORMS = ("sent", "circulated")
CHANGES = ("accept", "keep")


def formats(to: str | Sequence[str]) -> tuple[str, ...]:
    """Formats of outputs, named one by one or in one text, as in `docx,pdf`."""
    return tuple(
        dict.fromkeys(part.strip().lower() for part in (to.split(",") if isinstance(to, str) else to) if part.strip())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an input may be at the most; each can be raised by an option."""

    size: int = 100_000_000
    """Bytes of a file, and of what a zip container unpacks to ten times that."""
    depth: int = 2_000
    """Nesting of HTML or XML."""
    pages: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A bad value never gets past here. Raises UsageError."""

    to: tuple[str, ...] = FORMATS
    style: str | None = None
    form: str | None = None
    """`--as`: sent or circulated."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """`--set`, dotted keys."""
    source_format: str | None = None
    """`--from`."""
    attachment: int | None = None
    limits: Limits = field(default_factory=Limits)
    template: str | None = None
    """`--template`: path of a user's own Word template; PDF is set by the pack all the same."""
    changes: str = "accept"
    """`--changes`: what becomes of changes that a Word input tracks; `keep` tracks them in the Word file too."""

    def __post_init__(self) -> None:
        for name in self.to:
            if name not in FORMATS:
                raise UsageError(f"--to {name}: no such format", hint=f"write one or more of {', '.join(FORMATS)}")
        if not self.to:
            raise UsageError("--to: no format named", hint=f"write one or more of {', '.join(FORMATS)}")
        if self.form is not None and self.form not in FORMS:
            raise UsageError(f"--as {self.form}: no such form", hint=f"write {' or '.join(FORMS)}")
        if self.changes not in CHANGES:
            raise UsageError(f"--changes {self.changes}: no such way", hint=f"write {' or '.join(CHANGES)}")
        if self.template is not None and "docx" not in self.to:
            raise UsageError("--template is for Word files only", hint="add --to docx,pdf")
