"""What the reader of a part is told: kind of document, language, role of the part, and the notes by their ids."""

from __future__ import annotations

from collections.abc import Mapping

from converter.languages import CODES
from converter.model import Form, Kind, Role
from converter.records import dataclass, field
from converter.source import Line
from converter.span import Span, cover


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as found: its label as printed (`1`, `*`), and its lines without that label."""

    id: str
    label: str
    lines: tuple[Line, ...]

    @property
    def span(self) -> Span:
        """Where the note stands."""
        return cover(line.span for line in self.lines)


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a document: `marked` by the ids that stand in the NOTE marks of lines; `loose` have no mark."""

    marked: Mapping[str, Note] = field(default_factory=dict)
    loose: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the reader of a part is told about it; `language` is the part's own."""

    kind: Kind
    language: str
    role: Role = Role.BODY
    form: Form | None = None
    notes: Notes = Notes()
    clauses: bool | None = None
    """Whether the part is the text of a resolution; None leaves it to an enacting line."""

    framed: bool = False
    """Whether the lines stand in a box or a quotation: there only the format makes a heading."""

    corrects: bool = False
    """Whether the document is a corrigendum."""

    within: frozenset[str] = frozenset()
    """Ids of the notes that the lines stand in: a mark that leads back to one of them is no note again."""

    @property
    def words(self) -> str:
        """The language whose words are looked for: the part's own if we have them, else English."""
        return self.language if self.language in CODES else "en"
