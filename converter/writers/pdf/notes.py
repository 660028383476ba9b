"""Footnotes as strips: their mark at its own place, their blocks one below the other."""

from __future__ import annotations

from collections.abc import Iterator

from converter.compose.composed import Para, Tag
from converter.model import Block, Clause, Footnote, Heading, Inlines, ListItem, NumberedParagraph, Text
from converter.style.names import StyleName
from converter.walk import contents_of
from converter.writers.pdf.blocks import label_and_measure, raised, text_strips
from converter.writers.pdf.boxes import Block as Box
from converter.writers.pdf.boxes import Chunk, Note, joined, keep_lines
from converter.writers.pdf.build import Build, Room
from converter.writers.pdf.tags import NOTE, Elem, block, inline


def note_boxes(build: Build, note: Footnote, reference: Elem, room: Room) -> list[Note]:
    """A footnote, and after it those that are marked inside it. It is read right after its mark, wherever it is
    drawn."""
    starred = not note.label.strip("*")
    build.noted += 1
    elem = inline(reference.parent or build.tree.root, NOTE, f"/ID(note{build.noted})")
    reference.then = elem
    style = StyleName.STARRED_NOTE if starred else StyleName.FOOTNOTE
    chunks, label = [], note.label
    for content, own in _contents(note.blocks):
        para = Para(style, (Text(f"{own} "), *content) if own else content, span=note.span, tag=Tag.PARAGRAPH)
        chunks.append(_paragraph(build, para, label, elem, room, starred))
        label = ""
    strips = joined(chunks or [_paragraph(build, Para(style, (), span=note.span), label, elem, room, starred)])
    inner = [other for strip in strips for other in strip.notes]
    return [Note(tuple(strips), starred, note.span, elem), *inner]


def _contents(blocks: tuple[Block, ...]) -> Iterator[tuple[Inlines, str]]:
    """Each run of text in a note's blocks with the label it stands under."""
    for item in blocks:
        label = item.label if isinstance(item, Heading | NumberedParagraph | Clause | ListItem) else None
        for content in contents_of(item):
            if content:
                yield content, label or ""


def _paragraph(build: Build, para: Para, label: str, elem: Elem, room: Room, starred: bool) -> Chunk:
    setter = build.setter(para.style)
    ink = setter.ink(para.language or room.language)
    label_elem = block(elem, "Lbl") if label else elem
    text = block(elem, "P")
    atoms = setter.atoms(para.content, ink, text, room.base)
    mark = ink if starred else raised(build, ink, label)
    outer = build.room or room
    set_label, measure = label_and_measure(build, setter, label or None, mark, outer)
    strips = text_strips(build, para, Box(text, label_elem), atoms, measure, set_label, outer)
    keep_lines(strips, setter.style.keep_together, setter.style.widows)
    return Chunk(strips, setter.style.before.pt, setter.style.after.pt)
