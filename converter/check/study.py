"""What all rules look at: a document, its passages, and an index of its words; made once for a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from converter.check.index import Index
from converter.check.passages import Passage, passages
from converter.late import late
from converter.model import Block, Document, Kind, Part, Role
from converter.records import dataclass, replace
from converter.source import MarkKind, Source
from converter.span import Span
from converter.walk import parts_of

WORD = late(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
UNEDITED = late(
    r"without formal editing|reproduced (?:here(?:in)? )?as (?:it was )?received"
    r"|sans avoir été revu|sin revisión editorial"
)
LABEL = late(r"\s*\(?(\d{1,4}|[IVXLC]{1,6}|[A-Z])[.)]\s")
COUNTED = late(r"[^\W_]+(?:[-’'][^\W_]+)*")
WORD_CHAR = late(r"[\w’'-]")


@dataclass(frozen=True)
class Study:
    """A document as rules read it. `source` is the normalized input, where there is one."""

    document: Document
    source: Source | None = None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, in reading order; those with code in them know it."""
        found = passages(self.document)
        code = self._code()
        if not code:
            return tuple(found)
        return tuple(_with_code(passage, code) for passage in found)

    def _code(self) -> list[tuple[Span, str]]:
        lines = self.source.lines if self.source else ()
        return [
            (line.span, line.text[mark.start : mark.end])
            for line in lines
            for mark in line.marks
            if mark.kind is MarkKind.CODE and mark.start < mark.end
        ]

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages of the document and of its parts."""
        return frozenset((self.document.language, *(p.language for p in parts_of(self.document) if p.language)))

    @cached_property
    def words(self) -> frozenset[str]:
        """Each word of the document as it is written, once."""
        return frozenset(WORD.findall(self.even))

    def places(self, word: str) -> Iterator[tuple[Passage, int]]:
        """Where a word stands, as a whole word."""
        for passage in self.passages:
            at = passage.even.find(word)
            while at >= 0:
                found = WORD.match(passage.even, at)
                if found and found.group() == word and (not at or not WORD_CHAR.match(passage.even[at - 1])):
                    yield passage, at
                at = passage.even.find(word, at + len(word))

    @cached_property
    def even(self) -> str:
        """All text, a passage a line."""
        return "\n".join(passage.even for passage in self.passages)

    @cached_property
    def _index(self) -> Index:
        return Index([passage.lower for passage in self.passages], self.words)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The numbers and letters at the beginning of lines, also of those taken for something else."""
        lines = self.source.lines if self.source else ()
        found = (LABEL.match(f"{line.label} {line.text}" if line.label else line.text) for line in lines)
        return frozenset(match[1] for match in found if match)

    @cached_property
    def size(self) -> int:
        """Words of the body, notes and headings included, tables and annexes left out."""
        own = (p.text for p in self.passages if p.number == 0 and p.place not in ("cell", "caption"))
        return len(COUNTED.findall("\n".join(own)))

    def holding(self, cues: Collection[str]) -> list[Passage]:
        """The passages that hold one of some words in small letters, in reading order; see `Index.holding`."""
        return [self.passages[place] for place in self._index.holding(cues)]

    @cached_property
    def body(self) -> Part | None:
        """The first part: the letter itself, the report, the resolution."""
        return next(iter(self.document.parts), None)

    @cached_property
    def attached(self) -> tuple[Part, ...]:
        """The annexes, appendices and enclosures that stand in the document, in order."""
        return tuple(p for p in parts_of(self.document) if p.role in (Role.ANNEX, Role.APPENDIX, Role.ENCLOSURE))

    @cached_property
    def own(self) -> tuple[Passage, ...]:
        """The running passages of the body itself, annexes and quotations set apart left out."""
        return tuple(p for p in self.passages if p.number == 0 and p.running and not p.quoted)

    @cached_property
    def unedited(self) -> Callable[[int], bool]:
        """Which parts the document itself says are issued without editing: all, its annexes, or none."""
        found = next((p.lower for p in self.passages if UNEDITED.search(p.lower)), "")
        if not found:
            return lambda number: False
        return (lambda number: number > 0) if "annex" in found else (lambda number: True)

    def stated(self, *keys: str) -> Iterator[Passage]:
        """The lines that state one of the keys (`organs` also those of `organs.A.session`)."""
        for passage in self.passages:
            if passage.place == "stated" and any(passage.key == k or passage.key.startswith(k + ".") for k in keys):
                yield passage

    def is_(self, *kinds: Kind) -> bool:
        """Whether the document is of one of the kinds."""
        return self.document.kind in kinds

    def evidence(self, *keys: str) -> Span | None:
        """The lines on which the first of the keys that is there was read."""
        for key in keys:
            found = self.document.meta.evidence.get(key)
            if found and found.lines:
                return Span(min(found.lines), max(found.lines))
        return None

    @cached_property
    def first(self) -> Span:
        """Where the document begins: the place of what is missing altogether."""
        return next((passage.home.span for passage in self.passages), Span(1, 1))

    @cached_property
    def last(self) -> Span:
        """Where the body ends."""
        spans = [passage.home.span for passage in self.passages if passage.number == 0]
        return spans[-1] if spans else self.first

    def blocks(self, *types: type) -> Iterator[Block]:
        """The blocks of the body of the given types, those inside quotations and boxes left out."""
        for block in self.body.blocks if self.body else ():
            if isinstance(block, types):
                yield block


def _with_code(passage: Passage, code: Iterable[tuple[Span, str]]) -> Passage:
    span = passage.home.span
    found = [
        match.span()
        for at, text in code
        if at.first <= span.last and at.last >= span.first
        for match in re.finditer(re.escape(text), passage.text)
    ]
    return replace(passage, code=tuple(found)) if found else passage
