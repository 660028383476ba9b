"""What a rule is, and what it says about a place in a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from converter.model import Kind
from converter.records import dataclass
from converter.span import Span

if TYPE_CHECKING:
    from converter.check.passages import Passage
    from converter.check.study import Study

LETTERS = frozenset((Kind.LETTER, Kind.NOTE_VERBALE))
EVERY_KIND = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Advice:
    """A place and what to do there: `passage.text[start:end]`, or the lines of `span` where no passage is meant."""

    passage: Passage | None
    start: int
    end: int
    message: str
    fix: str | None = None
    """What to write instead of the place, where that is certain; else None, and the message says what to do."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What `masthead explain` prints of a rule; the examples are its test."""

    title: str
    """What is right, in a sentence."""
    why: str = ""
    source: str = ""
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    """What each wrong example becomes, in the same order; fewer where there is no one answer."""
    leave: tuple[str, ...] = ()


Find = Callable[["Study"], Iterator[Advice]]


@dataclass(frozen=True)
class Rule:
    """One rule of the manual. A rule that is not `default` runs only where it is selected by name."""

    code: str
    chapter: str
    find: Find
    languages: frozenset[str] = frozenset(("en",))
    """Empty for all."""
    kinds: frozenset[Kind] = EVERY_KIND
    default: bool = True
    layout: bool = False
    """The rule needs paragraphs, marks and cells as they were written; a PDF file only shows how they look."""
    given: Page | None = None
    """The page of a rule that is data; that of a function is its docstring."""

    @cached_property
    def page(self) -> Page:
        """What to print about it."""
        from converter.check.pages import read_page

        return self.given or read_page(self.find.__doc__ or "")

    def concerns(self, study: Study) -> bool:
        """Whether the rule can say anything about a document."""
        spoken = not self.languages or bool(self.languages & study.languages)
        readable = not self.layout or study.source is None or study.source.format != "pdf"
        return spoken and readable and study.document.kind in self.kinds


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's advice at its place in the input as it was given."""

    code: str
    message: str
    line: int
    """From 1; of a Word header part from -1 downward."""
    column: int
    """From 1, in characters of the line."""
    end_line: int
    end_column: int
    text: str
    """The line as it was given, without its end."""
    found: str
    """The words in question."""
    fix: str | None = None
    edit: tuple[int, int, str] | None = None
    """Start and end in the whole text as it was given, and what to write there; None where no edit is safe."""
    passage: str = ""
    """The text of the paragraph, for whoever sets the finding beside the document's own paragraphs."""
    start: int = 0
    """Where the place begins in that text."""
