"""Paragraphs to strips: labels and tabs where the style says, lines kept together, notes with the lines that mark
them."""

from __future__ import annotations

from typing import assert_never

from converter.compose.composed import (
    Break,
    Columns,
    Contents,
    Framed,
    Gap,
    Grid,
    Item,
    Line,
    Para,
    Pictured,
)
from converter.compose.table_notes import is_mark
from converter.style.names import StyleName
from converter.style.schema import ParagraphStyle
from converter.walk import plain
from converter.writers.pdf.atoms import Atom, Ink, Marked
from converter.writers.pdf.boxes import (
    Block,
    Chunk,
    Frame,
    Hairline,
    Note,
    Stack,
    Strip,
    TextLine,
    height_of,
    joined,
    keep_lines,
)
from converter.writers.pdf.build import Build, Room, line_box
from converter.writers.pdf.constants import HUNDRED
from converter.writers.pdf.inlines import Setter
from converter.writers.pdf.lines import Galley, Measure, Narrowing, SetLine, set_line, set_lines


def flow(build: Build, items: tuple[Item, ...], room: Room) -> list[Chunk]:
    """The chunks of a run of items. A break is a mark on the chunk that follows it."""
    done: list[Chunk] = []
    fresh = False
    for item in items:
        if isinstance(item, Break):
            fresh = True
            continue
        if not isinstance(item, Para):
            room.branch.end_list()
        made = chunks_of(build, item, room)
        if fresh and made and made[0].strips:
            made[0].strips[0].fresh = True
            fresh = False
        done += made
    return done


def chunks_of(build: Build, item: Item, room: Room) -> list[Chunk]:
    """The chunks of one item."""
    from converter.writers.pdf import contents, figures, tables

    match item:
        case Para():
            return [paragraph(build, item, room)]
        case Columns():
            return [columns(build, item, room)]
        case Grid():
            return tables.grid(build, item, room)
        case Framed():
            return framed(build, item, room)
        case Pictured():
            return figures.pictured(build, item, room)
        case Contents():
            return contents.contents(build, item, room)
        case Line():
            return [_rule(build, room)]
        case Gap(height):
            return [Chunk([Strip(height.pt)])]
        case Break():
            return []
        case _:
            assert_never(item)


def paragraph(build: Build, para: Para, room: Room) -> Chunk:
    """A paragraph's lines."""
    setter = build.setter_of(para)
    style = setter.style
    elem_label, elem = room.branch.place(para)
    ink = setter.ink(para.language or room.language, bold=room.bold)
    atoms = setter.atoms(para.content, ink, elem, room.base, para.stretches)
    block = Block(elem, elem_label, para.anchor, style.outline, _title(para) if style.outline else "")
    mark = ink if elem is elem_label else ink._replace(owner=None)
    if para.style is StyleName.TABLE_NOTE:
        mark = raised(build, mark, para.label or "")
    label, measure = label_and_measure(build, setter, para.label, mark, room)
    strips = text_strips(build, para, block, atoms, measure, label, room)
    keep_lines(strips, style.keep_together, style.widows)
    if style.border:
        _underline(strips[-1], style, measure)
    before = style.before if para.before is None else para.before
    return Chunk(strips, before.pt, style.after.pt, style.keep_next or para.keep_next)


def raised(build: Build, ink: Ink, label: str) -> Ink:
    """The ink of the mark before a note: small and raised, letters slanted."""
    layout = build.pack.notes
    look = ink.look._replace(italic=label.isalpha())
    return ink._replace(look=look, size=layout.note_mark_size.pt, rise=layout.note_mark_rise.pt)


def text_strips(
    build: Build, para: Para, block: Block, atoms: list[Atom], measure: Measure, label: SetLine | None, room: Room
) -> list[Strip]:
    """A paragraph's lines as strips, each with the notes that are marked in it."""
    style = para.own or build.pack.styles[para.style]
    galley = Galley(atoms)
    height, base = line_box(style, build.pack.page)
    align, page = room.align or style.align, build.pack.page
    inside, edge = measure, page.edge.pt
    if align in ("start", "justify"):  # A word that no other follows may stand up to the very edge.
        inside = measure._replace(right=measure.right - edge, spare=edge)
    if galley.wider(inside):
        inside = measure
        if galley.wider(measure):
            build.wide.append(para.span)
    lines = set_lines(galley, inside, align, Narrowing(page.shrink / HUNDRED, page.worth / HUNDRED))
    done = []
    for at, line in enumerate(lines):
        notes = notes_of(build, line.notes, room) if line.notes else ()
        done.append(Strip(height, TextLine(block, line, base, None if at else label, first=not at), notes=notes))
    return done


def _title(para: Para) -> str:
    content = tuple(inline for inline in para.content if not is_mark(inline))
    return " ".join(f"{para.label or ''} {plain(content)}".split())


def label_and_measure(
    build: Build, setter: Setter, text: str | None, ink: Ink, room: Room
) -> tuple[SetLine | None, Measure]:
    """The label as a line of its own, and the room that it leaves for the text."""
    style = setter.style
    left = _inside(room.left + style.left.pt, room)
    right = max(min(room.right - style.right.pt, room.highest), left + 1)
    start = _inside(room.left + style.left.pt + style.first.pt, room)
    if not text:
        hangs = style.first < 0 and style.text_at is not None
        return None, Measure(
            _inside(room.left + (style.text_at or style.left).pt, room) if hangs else start, left, right
        )
    atoms = setter.label(text, ink, room.base)
    desk = setter.desk(ink)
    width = sum(atom.width + atom.glue for atom in atoms)
    if style.label_end is not None:
        start = max(room.left + style.label_end.pt - width, 0.0)
    label = set_line(atoms, start)
    end = start + width
    space = desk.main.space
    begin = end + space if style.text_at is None else _stop(build, style, end, room)
    # A label keeps a space behind it, for whoever copies the text.
    last = label.segments[-1] if label.segments else None
    if last and last.pen is desk.main and not room.base:
        segment = last._replace(body=last.body + desk.main.space_body, width=last.width + space)
        label = label._replace(segments=(*label.segments[:-1], segment))
    return label, Measure(_inside(begin, room), left, right)


def _stop(build: Build, style: ParagraphStyle, end: float, room: Room) -> float:
    """Where the text begins after a label that ends at `end`: at its place, or at the next tab stop when the label is
    too long."""
    assert style.text_at is not None
    stops = sorted({style.text_at, *style.tabs})
    found = next((room.left + stop.pt for stop in stops if stop >= style.text_at and room.left + stop.pt > end), None)
    if found is not None:
        return found
    step = build.pack.page.default_tab.pt or 1.0
    return room.left + step * ((end - room.left) // step + 1)


def _inside(x: float, room: Room) -> float:
    return min(max(x, room.lowest), room.highest)


def _underline(strip: Strip, style: ParagraphStyle, measure: Measure) -> None:
    """A rule under a paragraph: its last line becomes a stack with the rule in it."""
    if isinstance(strip.what, TextLine):
        thick = style.border.pt
        rule = Hairline(measure.left, measure.right, strip.height + thick / 2, thick)
        strip.what = Stack(((0.0, strip.what),), (rule,))
        strip.height += thick


def _rule(build: Build, room: Room) -> Chunk:
    """A rule across the text column, in the middle of an empty line."""
    style = build.pack.styles[StyleName.BODY]
    height, _ = line_box(style, build.pack.page)
    rule = Hairline(room.left + style.left.pt, room.right - style.right.pt, height / 2, build.pack.tables.box_border.pt)
    return Chunk([Strip(height, Stack(rules=(rule,)))], after=style.after.pt)


def columns(build: Build, item: Columns, room: Room) -> Chunk:
    """Two blocks side by side, as one strip."""
    middle = room.left + item.right_at.pt
    left = joined([paragraph(build, para, room.within(room.left, middle)) for para in item.left])
    right = joined([paragraph(build, para, _beside(build, para, room, middle)) for para in item.right])
    texts: list[tuple[float, TextLine]] = []
    notes: list[Note] = []
    for strips in (left, right):
        add_texts(texts, strips, 0.0)
        notes += [note for strip in strips for note in strip.notes]
    height = max(height_of(left), height_of(right))
    last = item.left[-1] if item.left else item.right[-1] if item.right else None
    after = build.pack.styles[last.style].after.pt if last else 0.0
    return Chunk([Strip(height, Stack(tuple(texts)), notes=tuple(notes))], after=after)


def _beside(build: Build, para: Para, room: Room, middle: float) -> Room:
    """The right block's room: to the margin, since the right indent of its style is meant for a block at the left."""
    right = room.right + build.pack.styles[para.style].right.pt
    lowest, highest = max(middle, room.lowest), min(room.right, room.highest)
    return room._replace(left=middle, right=right, lowest=lowest, highest=highest)


def add_texts(texts: list[tuple[float, TextLine]], strips: list[Strip], top: float) -> float:
    """Add the lines of strips to a stack, from `top` down; gives where they end."""
    for strip in strips:
        top += strip.gap
        if isinstance(strip.what, TextLine):
            texts.append((top, strip.what))
        elif isinstance(strip.what, Stack):
            texts += [(top + inner, line) for inner, line in strip.what.texts]
        top += strip.height
    return top


def framed(build: Build, item: Framed, room: Room) -> list[Chunk]:
    """A box: its paragraphs as they are, inside it, with a frame that each page draws around what it has of them."""
    layout = build.pack.tables
    x1 = room.left + item.left.pt
    x2 = min(x1 + item.width.pt, build.pack.page.width.pt)
    frame = Frame(x1, x2, layout.box_border.pt, layout.box_padding.pt)
    inside = room.within(x1 + frame.padding, x2 - frame.padding)
    strips = joined(flow(build, (*item.title, *item.flow), inside))
    room.branch.end_list()
    if not strips:
        return []
    for strip in strips:
        strip.frames = (frame, *strip.frames)
    # The room above its title is inside, and is left at the top of a page too, as in a cell.
    room_above = Strip(strips[0].gap or frame.padding, keep=True, frames=(frame,))
    strips[0].gap = 0.0
    strips.insert(0, room_above)
    frame.first, frame.last = room_above, strips[-1]
    strips[-1].below += frame.padding
    style = build.pack.styles[StyleName.BODY]
    return [Chunk(strips, after=style.after.pt + frame.padding)]


def notes_of(build: Build, marked: tuple[Marked, ...], room: Room) -> tuple[Note, ...]:
    """The notes marked in a line, those marked inside them after the one that holds them."""
    from converter.writers.pdf.notes import note_boxes

    done: list[Note] = []
    for note, reference in marked:
        done += note_boxes(build, note, reference, room)
    return tuple(done)
