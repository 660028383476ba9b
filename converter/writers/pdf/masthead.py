"""The opening of page 1 of a United Nations document, its masthead; and the foot of page 1 with its codes."""

from __future__ import annotations

from pathlib import Path

from converter.compose.composed import FirstFoot, MastheadBlock, Symbol
from converter.style.names import StyleName
from converter.style.schema import Frame as Rectangle
from converter.style.schema import Stroke
from converter.writers.pdf.boxes import Block, Hairline, Stack, TextLine
from converter.writers.pdf.build import Build
from converter.writers.pdf.codes import bars, squares
from converter.writers.pdf.draw import Canvas, stack
from converter.writers.pdf.inlines import Piece
from converter.writers.pdf.lines import Galley, Measure, SetLine, set_line, set_lines, set_text
from converter.writers.pdf.syntax import text_string
from converter.writers.pdf.tags import FIGURE, Elem, block

DASH = "–"
"""Between the symbols of a joint document."""


def masthead(build: Build, head: MastheadBlock) -> Stack:
    """The masthead's lines and rules at their places on the page."""
    layout = build.pack.masthead
    texts: list[tuple[float, TextLine]] = []

    def put(elem: Elem, line: SetLine, y: float) -> None:
        texts.append((0.0, TextLine(Block(elem, elem), line, y)))

    spot = layout.united_nations
    put(
        _paragraph(build),
        at(_plain(build, StyleName.MASTHEAD_UNITED_NATIONS, head.united_nations), spot.x.pt, spot.align),
        spot.y.pt,
    )
    for line in _symbols(build, head.symbols):
        put(_paragraph(build), line, layout.symbol.y.pt)
    style = build.pack.styles[StyleName.MASTHEAD_ORGAN]
    y = layout.organ.y.pt
    for organ in head.organs:
        elem = _paragraph(build)
        for line in _wrapped(build, organ):
            put(elem, at(line, layout.organ.x.pt, layout.organ.align), y)
            y += style.leading.pt
    step = build.pack.styles[StyleName.MASTHEAD_DISTRIBUTION].leading.pt
    language = head.distribution_language if head.distribution_language != build.composed.language else ""
    for number, text in enumerate(head.distribution):
        if text:
            line = at(
                _plain(build, StyleName.MASTHEAD_DISTRIBUTION, text),
                layout.distribution.x.pt,
                layout.distribution.align,
            )
            put(_paragraph(build, language), line, layout.distribution.y.pt + number * step)
    return Stack(tuple(texts), tuple(map(stroke, layout.rules)))


def _paragraph(build: Build, language: str = "") -> Elem:
    return block(build.tree.root, "P", language=language)


def _plain(build: Build, name: StyleName, text: str) -> SetLine:
    setter = build.setter(name)
    return set_text(setter, text, setter.ink(build.composed.language), _base(build))


def _base(build: Build) -> int:
    return int(build.composed.direction == "rtl")


def at(line: SetLine, x: float, align: str) -> SetLine:
    """A line moved so that the edge which `align` names stands at x."""
    return line._replace(x={"end": x - line.width, "center": x - line.width / 2}.get(align, x))


def _wrapped(build: Build, organ: str) -> list[SetLine]:
    """An organ's name; a long one turns before the distribution lines."""
    layout = build.pack.masthead
    setter = build.setter(StyleName.MASTHEAD_ORGAN)
    atoms = setter.label(organ, setter.ink(build.composed.language), _base(build))
    return set_lines(Galley(atoms), Measure(layout.organ.x.pt, layout.organ.x.pt, layout.distribution.x.pt), "start")


def _symbols(build: Build, symbols: tuple[Symbol, ...]) -> list[SetLine]:
    """Symbols beside each other with a dash between them, the last one's end at its place; after letters alone, room to
    fill in the rest. They read from left to right on every page; a mirrored page counts from the right."""
    layout = build.pack.masthead
    setter = build.setter(StyleName.MASTHEAD_SYMBOL)
    ink = setter.ink(build.composed.language)
    large = ink._replace(size=layout.letters.pt)
    pieces = [
        [Piece(DASH if at else "", ink), Piece(s.letters, large), Piece(s.rest, ink)] for at, s in enumerate(symbols)
    ]
    atoms = [setter.set(row, 0) for row in pieces]
    lines = [set_line(row) for row in atoms]
    rooms = [line.width + (0.0 if s.rest else 2 * layout.letters.pt) for line, s in zip(lines, symbols, strict=True)]
    order = range(len(lines)) if _base(build) else range(len(lines) - 1, -1, -1)
    whole = sum(rooms)
    end = layout.symbol.x.pt + {"start": whole, "center": whole / 2}.get(layout.symbol.align, 0.0)
    for at in order:
        start = end - rooms[at]
        # What must be filled in follows the letters: on the left of the room, which a mirrored page counts last.
        lines[at] = lines[at]._replace(x=end - lines[at].width if _base(build) else start)
        end = start
    return lines


def stroke(rule: Stroke) -> Hairline:
    """A rule of the pack."""
    return Hairline(rule.x1.pt, rule.x2.pt, rule.y.pt, rule.thickness.pt)


def emblem(build: Build, canvas: Canvas) -> None:
    """The user's own picture beside the masthead: decoration, since the name stands beside it."""
    layout = build.pack.masthead
    if not layout.emblem_file:
        return
    path = Path(build.pack.folder, layout.emblem_file)
    name = build.images.add(path.read_bytes(), "") if path.is_file() else ""
    if name:
        canvas.decoration(name, _box(layout.emblem))
    else:
        build.report.warn("broken-image", None, f"{layout.emblem_file}: the emblem of the style pack cannot be read")


def _box(frame: Rectangle) -> tuple[float, float, float, float]:
    return frame.x.pt, frame.y.pt, frame.width.pt, frame.height.pt


# ---------------------------------------------------------------- the foot of page 1


def first_foot(build: Build, canvas: Canvas, foot: FirstFoot) -> None:
    """The job number, its bar code, and the QR code of the document's address."""
    layout = build.pack.running
    root = build.tree.root
    if layout.first_foot:
        line = at(_plain(build, StyleName.FIRST_FOOT, foot.job), layout.first_foot.x.pt, layout.first_foot.align)
        elem = block(root, "P")
        stack(canvas, Stack(((0.0, TextLine(Block(elem, elem), line, layout.first_foot.y.pt)),)), 0.0)
    if layout.bar_code and foot.bar_code:
        elem = block(root, FIGURE, f"/Alt{text_string(foot.bar_alt)}")
        units, drawn = bars(foot.bar_code)
        x, y, width, height = _box(layout.bar_code)
        narrow = min(layout.bar_narrow.pt or width, width / units)
        canvas.code(
            elem,
            [(x + start * narrow, y, size * narrow, height) for start, size in drawn],
            (x, y, units * narrow, height),
        )
    if layout.qr_code and foot.qr_code:
        elem = block(root, FIGURE, f"/Alt{text_string(foot.qr_alt)}")
        count, runs = squares(foot.qr_code)
        x, y, width, height = _box(layout.qr_code)
        unit = width / (count + 2 * layout.qr_quiet)
        quiet = layout.qr_quiet * unit
        cells = [
            (x + quiet + column * unit, y + quiet + row * unit, length * unit, unit) for column, row, length in runs
        ]
        canvas.code(elem, cells, (x, y, width, height))
