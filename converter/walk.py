"""Visit a document; rewrite it, keeping the objects that did not change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from converter.model import (
    Block,
    Box,
    Clause,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    NumberedParagraph,
    PageBreak,
    Paragraph,
    Part,
    Quote,
    Raised,
    Reference,
    Rule,
    Signature,
    Strong,
    SymbolLink,
    Table,
    Text,
    Unrecognized,
)
from converter.records import replace


def plain(content: Inlines) -> str:
    """The words of inlines as they are heard: no emphasis, no note; a line break is a space."""
    return "".join(map(_plain, content))


def _plain(inline: Inline) -> str:
    match inline:
        case Text(value):
            return value
        case Raised(again=True):
            return ""
        case Emphasis(content) | Strong(content) | Raised(content):
            return plain(content)
        case Link(content) | SymbolLink(content) | Reference(content) | Foreign(content):
            return plain(content)
        case LineBreak():
            return " "
        case Footnote():
            return ""
        case _:
            assert_never(inline)


def contents_of(block: Block) -> Iterator[Inlines]:
    """Every run of inlines that stands in a block itself, blocks inside it included, in reading order."""
    match block:
        case Heading() | Paragraph() | NumberedParagraph() | Clause() | ListItem() | Unrecognized():
            yield block.content
        case Quote():
            for inner in block.blocks:
                yield from contents_of(inner)
        case Box():
            yield block.title
            for inner in block.blocks:
                yield from contents_of(inner)
        case Table():
            yield block.title
            for row in block.rows:
                for cell in row:
                    yield cell.content
            for inner in block.notes:
                yield from contents_of(inner)
        case Figure():
            yield block.title
        case Signature():
            yield from block.lines
        case Rule() | PageBreak():
            return
        case _:
            assert_never(block)


def inlines_of(content: Inlines) -> Iterator[Inline]:
    """Every inline, outer ones before what they hold; a note's blocks are not entered."""
    for inline in content:
        yield inline
        match inline:
            case Emphasis(inner) | Strong(inner) | Raised(inner) | Link(inner):
                yield from inlines_of(inner)
            case SymbolLink(inner) | Reference(inner) | Foreign(inner):
                yield from inlines_of(inner)
            case Text() | LineBreak() | Footnote():
                pass
            case _:
                assert_never(inline)


def footnotes_of(content: Inlines) -> Iterator[Footnote]:
    """The notes marked in a run of inlines, in order, notes within notes after the note that holds them."""
    for inline in inlines_of(content):
        if isinstance(inline, Footnote):
            yield inline
            for block in inline.blocks:
                for inner in contents_of(block):
                    yield from footnotes_of(inner)


def parts_of(document: Document) -> Iterator[Part]:
    """Every part, depth first: the order of `outline` in `inspect`."""

    def visit(parts: tuple[Part, ...]) -> Iterator[Part]:
        for part in parts:
            yield part
            yield from visit(part.parts)

    yield from visit(document.parts)


def part_footnotes(part: Part) -> Iterator[Footnote]:
    """The notes of one part, parts inside it excluded: those of its heading, of its blocks, then the loose ones."""
    for content in (part.heading, *(s.content for s in part.stated)):
        yield from footnotes_of(content)
    for block in part.blocks:
        for content in contents_of(block):
            yield from footnotes_of(content)
    yield from part.loose_notes


# ---------------------------------------------------------------- cutting


def cut(content: Inlines, at: int) -> tuple[Inlines, Inlines]:
    """Inlines in two, after `at` characters of their plain text; emphasis over the seam stands on both sides."""
    head: list[Inline] = []
    for number, inline in enumerate(content):
        size = len(_plain(inline))
        if size <= at:
            head.append(inline)
            at -= size
            continue
        if not at:
            return tuple(head), content[number:]
        first, second = _halves(inline, at)
        return (*head, first), (second, *content[number + 1 :])
    return tuple(head), ()


def _halves(inline: Inline, at: int) -> tuple[Inline, Inline]:
    match inline:
        case Text(value):
            return Text(value[:at]), Text(value[at:])
        case Emphasis() | Strong() | Raised() | Link() | SymbolLink() | Reference() | Foreign():
            first, second = cut(inline.content, at)
            return replace(inline, content=first), replace(inline, content=second)
        case LineBreak() | Footnote():
            raise ValueError("nothing to cut in here")
        case _:
            assert_never(inline)


# ---------------------------------------------------------------- rewriting


def map_inlines(content: Inlines, change: Callable[[Inline], Inlines]) -> Inlines:
    """Inlines with each one replaced, innermost first; the same tuple where nothing changed."""
    done: list[Inline] = []
    for inline in content:
        match inline:
            case Emphasis() | Strong() | Raised() | Link() | SymbolLink() | Reference() | Foreign():
                inner = map_inlines(inline.content, change)
                done.extend(change(inline if inner is inline.content else replace(inline, content=inner)))
            case Text() | LineBreak() | Footnote():
                done.extend(change(inline))
            case _:
                assert_never(inline)
    same = len(done) == len(content) and all(a is b for a, b in zip(done, content, strict=True))
    return content if same else tuple(done)


def map_contents(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """A block with each of its runs of inlines replaced, those of blocks inside it included; the same block where
    nothing changed."""

    def blocks(inner: tuple[Block, ...]) -> tuple[Block, ...]:
        new = tuple(map_contents(b, change) for b in inner)
        return inner if all(a is b for a, b in zip(new, inner, strict=True)) else new

    match block:
        case Heading() | Paragraph() | NumberedParagraph() | Clause() | ListItem() | Unrecognized():
            content = change(block.content)
            return block if content is block.content else replace(block, content=content)
        case Quote():
            inside = blocks(block.blocks)
            return block if inside is block.blocks else replace(block, blocks=inside)
        case Box():
            title, inside = change(block.title), blocks(block.blocks)
            return (
                block if title is block.title and inside is block.blocks else replace(block, title=title, blocks=inside)
            )
        case Table():
            rows = tuple(tuple(replace(c, content=change(c.content)) for c in row) for row in block.rows)
            new = replace(block, title=change(block.title), rows=rows, notes=blocks(block.notes))
            return block if new == block else new
        case Figure():
            title = change(block.title)
            return block if title is block.title else replace(block, title=title)
        case Signature():
            lines = tuple(change(line) for line in block.lines)
            return (
                block if all(a is b for a, b in zip(lines, block.lines, strict=True)) else replace(block, lines=lines)
            )
        case Rule() | PageBreak():
            return block
        case _:
            assert_never(block)


def map_parts(document: Document, change: Callable[[Part], Part]) -> Document:
    """A document with each part replaced, inner parts before the part that holds them."""

    def visit(part: Part) -> Part:
        inner = tuple(visit(p) for p in part.parts)
        same = all(a is b for a, b in zip(inner, part.parts, strict=True))
        return change(part if same else replace(part, parts=inner))

    parts = tuple(visit(p) for p in document.parts)
    same = all(a is b for a, b in zip(parts, document.parts, strict=True))
    return document if same else replace(document, parts=parts)
