"""Every word counted: what came in is what stands in the document and what was removed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from converter.diagnostics import Removed
from converter.late import late
from converter.letters import Letters
from converter.model import (
    Block,
    Box,
    Clause,
    Document,
    Figure,
    Footnote,
    Heading,
    Inlines,
    LineBreak,
    ListItem,
    NumberedParagraph,
    Paragraph,
    Part,
    Quote,
    Raised,
    Signature,
    Stated,
    Table,
    Text,
    Unrecognized,
)
from converter.records import dataclass
from converter.source import Line, MarkKind, Place, Source
from converter.walk import parts_of

HAN = Letters("\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff")
RAISED = late("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""A note mark in raised figures is the number of its note, a word apart."""
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SEAM = late(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")
"""Between a letter and a digit: a note mark that only its size sets apart from a word is set apart here."""


APART = frozenset({MarkKind.NOTE, MarkKind.SUPERSCRIPT})


class _Shown(dict[int, int | str]):
    """A character → itself where it belongs to a word, a blank where it does not; worked out once each."""

    def __missing__(self, code: int) -> int | str:
        char = chr(code)
        category = unicodedata.category(char)
        shown: int | str = code if category[0] in "LM" or category == "Nd" else " "
        self[code] = f" {char} " if HAN.match(char) else shown
        return self[code]


_SHOWN = _Shown()


def words(text: str) -> list[str]:
    """Maximal runs of letters, marks and decimal digits; each Han character is one.

    >>> words("counter-terrorism, l’État, 第79/1号")
    ['counter', 'terrorism', 'l', 'État', '第', '79', '1', '号']
    """
    if not text.isascii() and RAISED.search(text):
        text = RAISED.sub(lambda found: f" {found[0].translate(LOWERED)} ", text)
    return text.translate(_SHOWN).split()


def line_words(line: Line) -> list[str]:
    """The words of a line and of its label; a note mark and what is raised are apart. A document property has none."""
    if line.place is Place.PROPERTY:
        return []
    text = line.text
    for mark in sorted((m for m in line.marks if m.kind in APART), key=lambda m: -m.start):
        text = f"{text[: mark.start]} {text[mark.start : mark.end]} {text[mark.end :]}"
    return words(line.label) + words(text)


# ---------------------------------------------------------------- what stands in a document


def block_texts(block: Block) -> Iterator[str]:
    """The texts of a block in reading order, labels first; each note stands at the place of its mark."""
    match block:
        case Heading() | NumberedParagraph() | Clause() | ListItem():
            yield block.label or ""
            yield from content_texts(block.content)
        case Paragraph() | Unrecognized():
            yield from content_texts(block.content)
        case Quote():
            for inner in block.blocks:
                yield from block_texts(inner)
        case Box():
            yield from content_texts(block.title)
            for inner in block.blocks:
                yield from block_texts(inner)
        case Table():
            yield from table_texts(block)
        case Figure():
            yield block.label or ""
            yield from content_texts(block.title)
        case Signature():
            for line in block.lines:
                yield from content_texts(line)
        case _:
            return


def table_texts(table: Table) -> Iterator[str]:
    """The texts of a table: label, title, cells, notes."""
    yield table.label or ""
    yield from content_texts(table.title)
    for row in table.rows:
        for cell in row:
            yield from content_texts(cell.content)
    for note in table.notes:
        yield from block_texts(note)


def content_texts(content: Inlines) -> Iterator[str]:
    """Text in one piece as far as the next note; then the note's label, twice, and what it says."""
    run: list[str] = []
    for inline in _flat(content):
        if isinstance(inline, Footnote):
            yield "".join(run)
            run.clear()
            yield inline.label
            yield from note_texts(inline)
        else:
            run.append(inline)
    yield "".join(run)


def note_texts(note: Footnote) -> Iterator[str]:
    """The label before a note and the note."""
    yield note.label
    for block in note.blocks:
        yield from block_texts(block)


def _flat(content: Inlines) -> Iterator[str | Footnote]:
    for inline in content:
        match inline:
            case Text(value):
                yield value
            case LineBreak():
                yield " "
            case Footnote():
                yield inline
            case Raised(content, below=False):
                yield from (" ", *_flat(content), " ")
            case _:
                yield from _flat(inline.content)


def part_texts(part: Part) -> Iterator[str]:
    """The texts of one part without the parts inside it: heading, blocks, loose notes; no stated line."""
    yield from content_texts(part.heading)
    for block in part.blocks:
        yield from block_texts(block)
    for note in part.loose_notes:
        yield from note_texts(note)


def stated_texts(stated: Iterable[Stated]) -> Iterator[str]:
    """The texts of lines that state metadata."""
    for line in stated:
        yield from content_texts(line.content)


def document_words(document: Document) -> list[str]:
    """Every word of a document in reading order."""
    return [word for text in _document_texts(document) for word in words(text)]


def _document_texts(document: Document) -> Iterator[str]:
    yield from stated_texts(document.front)
    for part in parts_of(document):
        yield from stated_texts(part.stated)
        yield from part_texts(part)
    yield from stated_texts(document.back)


def part_words(part: Part) -> int:
    """How many words a part holds: its heading, its blocks and the notes marked in it."""
    return sum(len(words(text)) for text in part_texts(part))


# ---------------------------------------------------------------- the sum


@dataclass(frozen=True, slots=True)
class Count:
    """Words of the input, of the document and of what was removed; the first is the sum of the others."""

    input: int
    document: int
    removed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A word that stands more often on one side than on the other, and how many words differ in all."""

    word: str
    before: int
    after: int
    words: int


def count(document: Document, removed: Sequence[Removed], parts: Sequence[int] | None = None) -> Count:
    """The words of a conversion. `first_difference` tells whether they are those of the input.

    `parts` is how many words each part holds, as `part_words` counts them, where that is known.
    """
    parts = [part_words(part) for part in parts_of(document)] if parts is None else parts
    stated = [document.front, document.back, *(part.stated for part in parts_of(document))]
    kept = sum(parts) + sum(len(words(text)) for lines in stated for text in stated_texts(lines))
    gone = sum(len(words(item.text)) for item in removed)
    return Count(kept + gone, kept, gone)


def first_difference(source: Source, document: Document, removed: Sequence[Removed]) -> Difference | None:
    """Where the words of normalized lines leave those of the document and of what parse removed; None where they agree.

    A note mark at the end of a word may be read as a word of its own, so letters and digits are counted apart.
    """
    before = _pieces(word for line in source.lines for word in line_words(line))
    kept = document_words(document)
    after = _pieces([*kept, *(word for item in removed for word in words(item.text))])
    differ = {word: abs(before[word] - after[word]) for word in before | after if before[word] != after[word]}
    if not differ:
        return None
    word = next(iter(differ))
    return Difference(word, before[word], after[word], sum(differ.values()))


def _pieces(found: Iterable[str]) -> Counter[str]:
    return Counter(piece for word in found for piece in SEAM.split(word))
