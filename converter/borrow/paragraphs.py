"""The lines of one Word paragraph at their places: indents, tabs, breaks, turned lines, borders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from converter.borrow.looks import Looks, RunLook
from converter.borrow.metrics import width
from converter.borrow.pieces import Piece, Pieces
from converter.borrow.sheet import Float, Ruled, Said, Sheet, Shown
from converter.late import late
from converter.readers.docx_package import W, is_on, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEFAULT_TAB = 36.0
BLANKS = late(r"(\s{3,})")
"""A gap that a typist made of blanks: what stands behind it has a place of its own."""
PARTS = late(r"\S+\s*|\s+")
EIGHTH = 1 / 8
ABOVE = 0.8


class Room(NamedTuple):
    """Where a paragraph may stand: its left and right edge."""

    x1: float
    x2: float


def wide(piece: Piece) -> float:
    """How wide a piece is."""
    look = piece.look
    return piece.width or width(piece.text, look.font, look.size, bold=look.bold, italic=look.italic)


def set_paragraph(
    paragraph: Element, found: Pieces, room: Room, y: float, looks: Looks, sheet: Sheet, depth: int
) -> float:
    """Put the lines of a paragraph on the sheet from y down; gives where it ends, its space after included."""
    y += looks.points(paragraph, "spacing", "before")
    left = looks.points(paragraph, "ind", "left", "start")
    right = looks.points(paragraph, "ind", "right", "end")
    first = looks.points(paragraph, "ind", "firstLine") - looks.points(paragraph, "ind", "hanging")
    inner = Room(room.x1 + left, room.x2 - right)
    y = _border(paragraph, "top", inner, y, looks, sheet)
    end = looks.look(paragraph, None)
    for number, line in enumerate(_lines(found.inside, inner, first)):
        height, above = _height(line, looks.spacing(paragraph), end)
        narrow, y = _beside(sheet.floats, inner, y, height)
        start = narrow._replace(x1=narrow.x1 + (0.0 if number else first))
        _set_line(line, start, room, (y, y + above), paragraph, looks, sheet, found.page_number, depth)
        y += height
    y = _border(paragraph, "bottom", inner, y, looks, sheet)
    return y + looks.points(paragraph, "spacing", "after")


# ---------------------------------------------------------------- lines


def _lines(inside: tuple[Piece, ...], room: Room, first: float) -> Iterator[list[Piece]]:
    """Pieces line by line; a paragraph without any has one empty line."""
    line: list[Piece] = []
    used, measure = 0.0, room.x2 - room.x1 - first
    for piece in inside:
        if piece.text == "\n":
            yield line
            line, used, measure = [], 0.0, room.x2 - room.x1
            continue
        for part in PARTS.findall(piece.text) if piece.text.strip() else [piece.text]:
            one = Piece(part, piece.look, piece.relation, piece.width, piece.height)
            need = wide(Piece(part.rstrip(), piece.look)) if part.strip() else piece.width
            if line and need and used + need > measure and "\t" not in {p.text for p in line}:
                yield line
                line, used, measure = [], 0.0, room.x2 - room.x1
            line.append(one)
            used += wide(one) if part != "\t" else 0.0
    yield line


def _height(line: list[Piece], spacing: tuple[float, str], end: RunLook) -> tuple[float, float]:
    """Height of a line, and how much of it is above the baseline. Of an exact height four fifths are above; what a line
    is taller than its letters is above where it is the least, and below where it is a multiple."""
    tall, rule = spacing
    looks = [piece.look for piece in line if piece.text.strip()]
    pictures = max((piece.height for piece in line), default=0.0)
    if rule == "exact":
        return tall, tall * ABOVE
    if pictures and not looks:
        more = end.line * (tall - 1) if rule == "auto" else max(0.0, tall - pictures)
        return pictures + max(0.0, more), pictures
    looks = looks or [piece.look for piece in line] or [end]
    natural, below = max(look.line for look in looks), max(look.below for look in looks)
    height = max(natural, pictures + below)
    if rule == "atLeast":
        return max(height, tall), max(height, tall) - below
    if tall < 1:
        return max(natural * tall, pictures + below), max(natural * tall, pictures + below) - below
    return height + natural * (tall - 1), height - below


def _beside(floats: list[Float], room: Room, y: float, height: float) -> tuple[Room, float]:
    """What pictures with text around them leave of a line; below one that text does not stand beside."""
    for one in floats:
        if y + height <= one.y1 or y >= one.y2:
            continue
        if not one.aside:
            y = max(y, one.y2)
        elif one.x1 - room.x1 < room.x2 - one.x2:
            room = room._replace(x1=max(room.x1, one.x2))
        else:
            room = room._replace(x2=min(room.x2, one.x1))
    return room, y


def _set_line(
    line: list[Piece],
    room: Room,
    whole_room: Room,
    heights: tuple[float, float],
    paragraph: Element,
    looks: Looks,
    sheet: Sheet,
    numbered: bool,
    depth: int,
) -> None:
    top, base = heights
    stretches = list(_stretches(line, room.x1 - whole_room.x1, looks.tabs(paragraph)))
    align = looks.align(paragraph)
    if len(stretches) == 1 and stretches[0].kind == "start":
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        x = room.x1 + (room.x2 - room.x1) * shift
        stretches = [stretches[0]._replace(x=x, kind=align)]
    else:
        total = max((s.x + s.wide for s in stretches if s.kind in ("start", "gap")), default=0.0)
        plain = all(s.kind in ("start", "gap") for s in stretches)
        spare = room.x2 - whole_room.x1 - total if plain else 0.0
        shift = whole_room.x1 + {"left": 0.0, "center": 0.5, "right": 1.0}[align] * max(0.0, spare)
        kinds = {"start": "left", "gap": "left"}
        stretches = [s._replace(x=s.x + shift, kind=kinds.get(s.kind, s.kind)) for s in stretches]
    for stretch in stretches:
        left = stretch.x - {"left": 0.0, "center": stretch.wide / 2, "right": stretch.wide}[stretch.kind]
        sheet.shown += _pictures(stretch.pieces, left, base)
        lead = next((p for p in stretch.pieces if p.text.strip()), None)
        text = " ".join("".join(p.text for p in stretch.pieces).split())
        if lead is not None:
            words = [p for p in stretch.pieces if p.text.strip()]
            look = max(words, key=lambda p: len(p.text)).look
            before = sum(p.width for p in stretch.pieces[: stretch.pieces.index(lead)])
            x = stretch.x + before if stretch.kind == "left" else stretch.x + before / 2 if before else stretch.x
            sheet.said.append(Said(text, x, base, stretch.kind, look, left + before, top, numbered, depth))
        elif not any(p.relation for p in stretch.pieces):
            continue


class Stretch(NamedTuple):
    """Pieces that stand together: where (from the margin), how wide, by which edge."""

    pieces: list[Piece]
    x: float
    wide: float
    kind: str


def _stretches(line: list[Piece], start: float, tabs: dict[float, str]) -> Iterator[Stretch]:
    """A line cut at tabs and at wide gaps of blanks."""
    x, kind, here = start, "start", list[Piece]()
    for piece in [part for uncut in line for part in _cut(uncut)]:
        gap = BLANKS.fullmatch(piece.text) is not None or piece.text == "\t"
        if not gap:
            here.append(piece)
            continue
        used = sum(map(wide, here))
        if any(p.text.strip() or p.relation for p in here):
            yield Stretch(_trimmed(here), x, sum(map(wide, _trimmed(here))), kind)
        end = x + {"center": used / 2, "right": 0.0}.get(kind, used)
        if piece.text == "\t":
            stop = min((at for at in tabs if at > end + 0.1), default=None)
            x = stop if stop is not None else (int((end + 0.1) / DEFAULT_TAB) + 1) * DEFAULT_TAB
            kind = tabs.get(x, "left")
            kind = kind if kind in ("center", "right") else "gap"
        else:
            x, kind = end + wide(piece), "gap"
        here = []
    if any(p.text.strip() or p.relation for p in here) or x == start:
        yield Stretch(_trimmed(here), x, sum(map(wide, _trimmed(here))), kind)


def _cut(piece: Piece) -> Iterator[Piece]:
    for text in BLANKS.split(piece.text) if piece.text.strip() or not piece.text else [piece.text]:
        if text or piece.relation:
            yield Piece(text, piece.look, piece.relation, piece.width, piece.height)


def _trimmed(here: list[Piece]) -> list[Piece]:
    """Without the blanks at the end, which have no width there."""
    if here and here[-1].text != here[-1].text.rstrip():
        return (
            _trimmed([*here[:-1], Piece(here[-1].text.rstrip(), here[-1].look)])
            if here[-1].text.strip()
            else (_trimmed(here[:-1]))
        )
    return here


def _pictures(inside: list[Piece], left: float, base: float) -> Iterator[Shown]:
    for piece in inside:
        if piece.relation:
            yield Shown(piece.relation, left, base - piece.height, piece.width, piece.height)
        left += wide(piece)


# ---------------------------------------------------------------- borders


def _border(paragraph: Element, side: str, room: Room, y: float, looks: Looks, sheet: Sheet) -> float:
    """Draw a border of a paragraph; gives where what follows begins. Equal ones of neighbours are drawn once."""
    borders = looks.borders(paragraph)
    line = borders.find(W + side) if borders is not None else None
    if line is None or line.get(W + "val") in ("nil", "none", None):
        return y
    other = paragraph.getprevious() if side == "top" else paragraph.getnext()
    if other is not None and other.tag == W + "p" and _same(looks.borders(other), borders):
        return y
    thickness, space = whole(line.get(W + "sz")) * EIGHTH, float(whole(line.get(W + "space")))
    kind = line.get(W + "val", "single")
    colour = line.get(W + "color", "auto")
    at = y if side == "top" else y + space
    end = _strokes(sheet, room, at, thickness, kind, None if colour == "auto" else colour.upper())
    return end + space if side == "top" else end


def _strokes(sheet: Sheet, room: Room, y: float, thickness: float, kind: str, colour: str | None) -> float:
    """One rule, or the two of a double one; gives where they end."""
    for at in (0, 2) if kind == "double" else (0,):
        sheet.ruled.append(Ruled(room.x1, y + at * thickness, room.x2 - room.x1, thickness, colour))
    return y + thickness * (3 if kind == "double" else 1)


def _same(one: Element | None, other: Element | None) -> bool:
    if one is None or other is None:
        return False
    return [(e.tag, sorted(e.items())) for e in one] == [(e.tag, sorted(e.items())) for e in other]


def shown(value: str | None) -> bool:
    """Whether a switch is on."""
    return is_on(value)
