"""Pages to content streams: text, rules and pictures, each in its element of the structure tree or marked as
decoration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from converter.records import dataclass, field
from converter.writers.pdf.atoms import Pen
from converter.writers.pdf.boxes import Block, Frame, Hairline, Image, Leader, Stack, Strip, TextLine
from converter.writers.pdf.constants import HUNDRED, RGB_DEPTH
from converter.writers.pdf.lines import SetLine
from converter.writers.pdf.pages import Geometry
from converter.writers.pdf.syntax import number
from converter.writers.pdf.tags import Annotation, Drawn, Elem

BLACK = "000000"


class LinkArea(NamedTuple):
    """An active area on a page."""

    elem: Elem
    target: str
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Links:
    """The links of a document, in the order in which they are drawn."""

    areas: list[LinkArea] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Canvas:
    """The content of one page. Positions come from the starting edge and the top, and are turned into the PDF's own
    here."""

    page: int
    """Counts from 0."""
    geometry: Geometry
    links: Links
    out: list[str] = field(default_factory=list)
    owners: list[Elem] = field(default_factory=list)
    """The element of each marked stretch, by its number."""
    images: set[str] = field(default_factory=set)
    tops: dict[str, float] = field(default_factory=dict)
    """Where anchors stand, in the PDF's own y."""
    state: dict[str, str] = field(default_factory=dict)
    """Last operand of each text operator: those that would repeat are left out."""
    pen: Pen | None = None
    marked: Elem | None = None
    open: bool = False
    """A marked stretch is open."""
    shift: float = 0.0
    """How far what is drawn stands from its place, in a table that runs through columns."""

    # ------------------------------------------------------------ positions

    def x(self, x: float, width: float = 0.0) -> float:
        """The left edge of something `width` wide that begins at `x`."""
        x += self.shift
        return self.geometry.width - x - width if self.geometry.base else x

    def y(self, y: float) -> float:
        """A depth below the top as the PDF's height above the bottom."""
        return self.geometry.height - y

    # ------------------------------------------------------------ marked stretches

    def begin(self, elem: Elem) -> None:
        """What follows belongs to an element; nothing happens where it is open already."""
        if self.marked is elem and self.open:
            return
        self.end()
        elem.attach()
        elem.kids.append(Drawn(self.page, len(self.owners)))
        self.out.append(f"/{elem.kind}<</MCID {len(self.owners)}>>BDC")
        self.owners.append(elem)
        self.marked, self.open = elem, True

    def artifact(self, entries: str) -> None:
        """What follows is decoration: a head or foot of a page, a rule."""
        self.end()
        self.out.append(f"/Artifact<<{entries}>>BDC")
        self.marked, self.open = None, True

    def end(self) -> None:
        """Close the open stretch."""
        if self.open:
            self.out.append("EMC")
            self.open = False

    # ------------------------------------------------------------ text

    def lines(self, block: Block, lines: Iterable[tuple[float, TextLine]], again: bool = False) -> None:
        """Lines of one paragraph, each with the top of its strip; `again` where they were read on an earlier page."""
        self.out.append("BT")
        if again:
            self.artifact("/Type/Pagination")
        for top, line in lines:
            y = top + line.base
            if line.label:
                self._show(line.label, y, None if again else block.label_elem)
            if line.first and block.anchor and not again:
                self.tops.setdefault(block.anchor, self.y(top))
            self._show(line.line, y, None if again else block.elem)
            if line.leader:
                self._leader(line.leader, y, block.elem)
        self.end()
        self.out.append("ET")

    def _leader(self, leader: Leader, y: float, elem: Elem) -> None:
        if leader.dots:
            self.artifact("/Type/Layout")
            self._show(leader.dots, y, None)
            self.end()
        if leader.number:
            self._show(leader.number, y, elem)

    def artifact_line(self, line: SetLine, y: float) -> None:
        """A line of a head or foot."""
        self.out.append("BT")
        self._show(line, y, None)
        self.out.append("ET")

    def _show(self, line: SetLine, y: float, elem: Elem | None) -> None:
        out, x = self.out, self.x(line.x, line.width)
        out.append(f"1 0 0 1 {x:.2f} {self.geometry.height - y:.2f} Tm")
        for pen, body, width in line.segments:
            if elem is not None:
                owner = pen.owner or elem
                if owner is not self.marked or not self.open:
                    self.begin(owner)
            if pen is not self.pen:
                self._set(pen)
            out.append(f"[({body})]TJ")
            if pen.link and elem is not None:
                self._link(pen, x, width, y)
            x += width

    def _set(self, pen: Pen) -> None:
        """Write what differs from the pen before."""
        self.pen = pen
        pen.operands = pen.operands or _operands(pen)
        state = self.state
        for operator, operand in pen.operands:
            if state.get(operator) != operand:
                state[operator] = operand
                self.out.append(f"{operand} {operator}")

    def _link(self, pen: Pen, x: float, width: float, y: float) -> None:
        assert pen.link is not None
        base = self.y(y)
        box = (x, base - pen.size / HUNDRED * RGB_DEPTH, x + width, base + pen.size)
        areas = self.links.areas
        last = areas[-1] if areas else None
        if last and last.elem is pen.link and last.box[0] < x <= last.box[2] + 1 and abs(last.box[1] - box[1]) < 1:
            areas[-1] = LinkArea(last.elem, last.target, (last.box[0], box[1], x + width, box[-1]))
            return
        pen.link.kids.append(Annotation(self.page, len(areas)))
        areas.append(LinkArea(pen.link, pen.target, box))
        self.links.pages.append(self.page)

    # ------------------------------------------------------------ rules and pictures

    def rule(self, line: Hairline, top: float) -> None:
        """A horizontal rule."""
        self.artifact("/Type/Layout")
        x = self.x(line.x1, line.x2 - line.x1)
        y = self.y(top + line.y)
        colour = "" if line.colour in ("", BLACK) else f"{rgb(line.colour)} RG "
        self.out.append(
            f"q {colour}{number(line.thickness)} w {x:.2f} {y:.2f} m {x + line.x2 - line.x1:.2f} {y:.2f} l S Q"
        )
        self.end()

    def box(self, frame: Frame, top: float, bottom: float, begins: bool, ends: bool) -> None:
        """A frame, without its upper or lower side where it goes on from or to another page."""
        self.artifact("/Type/Layout")
        x1 = self.x(frame.x1, frame.x2 - frame.x1)
        x2, above, under = x1 + frame.x2 - frame.x1, self.y(top), self.y(bottom)
        path = f"{x1:.2f} {above:.2f} m {x1:.2f} {under:.2f} l {x2:.2f} {under:.2f} {'l' if ends else 'm'} "
        path += f"{x2:.2f} {above:.2f} l {'h' if begins and ends else ''}"
        if begins and not ends:
            path += f"{x1:.2f} {above:.2f} l"
        self.out.append(f"q {number(frame.thickness)} w {path} S Q")
        self.end()

    def picture(self, image: Image, top: float) -> None:
        """A picture; an empty frame where it cannot be read."""
        x, y = self.x(image.x, image.width), self.y(top + image.y + image.height)
        width, height = number(image.width), number(image.height)
        self.figure(image.elem, (x, y, x + image.width, y + image.height))
        if image.name:
            self.images.add(image.name)
            self.out.append(f"q {width} 0 0 {height} {x:.2f} {y:.2f} cm /{image.name} Do Q")
        else:
            self.out.append(f"q {x:.2f} {y:.2f} {width} {height} re S Q")
        self.end()

    def decoration(self, name: str, box: Sequence[float]) -> None:
        """A picture that says nothing; the box is x, y, width, height from the top."""
        left, top, width, height = box
        x, y = self.x(left, width), self.y(top + height)
        self.artifact("/Type/Layout")
        self.images.add(name)
        self.out.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")
        self.end()

    def code(self, elem: Elem, cells: Iterable[Sequence[float]], box: Sequence[float]) -> None:
        """A bar code: filled rectangles, each x, y, width and height from the top."""
        left, top, width, height = box
        x, y = self.x(left, width), self.y(top + height)
        shift = x - left
        self.figure(elem, (x, y, x + width, y + height))
        drawn = " ".join(f"{a + shift:.3f} {self.y(b + d):.3f} {w:.3f} {d:.3f} re" for a, b, w, d in cells)
        self.out.append(f"q 0 g {drawn} f Q")
        self.end()

    def figure(self, elem: Elem, box: Sequence[float]) -> None:
        """Begin a figure, and say where it is."""
        if "/BBox" not in elem.attributes:
            corners = " ".join(f"{edge:.2f}" for edge in box)
            elem.attributes += f"/A<</O/Layout/BBox[{corners}]/Placement/Block>>"
        self.begin(elem)


def _operands(pen: Pen) -> tuple[tuple[str, str], ...]:
    """What a pen sets, by operator."""
    colour = pen.colour or BLACK
    return (
        ("Tf", f"/{pen.font.name} {pen.size:.4g}"),
        ("Tz", f"{pen.stretch * HUNDRED:.4g}"),
        ("Tc", f"{pen.spacing / pen.stretch:.3f}"),
        ("Ts", f"{pen.rise:.2f}"),
        ("rg", "0 0 0" if colour == BLACK else rgb(colour)),
    )


def strips(canvas: Canvas, placed: Iterable[tuple[float, Strip, bool]]) -> None:
    """Strips of a page in order; lines of one paragraph that follow each other are drawn in one go."""
    waiting: list[tuple[float, TextLine]] = []
    repeated = False

    def flush() -> None:
        if waiting:
            canvas.lines(waiting[0][1].block, waiting, repeated)
            waiting.clear()

    for top, strip, again in placed:
        what = strip.what
        if isinstance(what, TextLine):
            if waiting and (waiting[0][1].block is not what.block or repeated != again):
                flush()
            repeated = again
            waiting.append((top, what))
            continue
        flush()
        if isinstance(what, Stack):
            canvas.shift = strip.shift
            stack(canvas, what, top, again)
            canvas.shift = 0.0
    flush()


def stack(canvas: Canvas, what: Stack, top: float, again: bool = False) -> None:
    """A stack's lines, paragraph by paragraph, then its pictures and rules."""
    run: list[tuple[float, TextLine]] = []
    for inner, line in what.texts:
        if run and run[0][1].block is not line.block:
            canvas.lines(run[0][1].block, run, again)
            run = []
        run.append((top + inner, line))
    if run:
        canvas.lines(run[0][1].block, run, again)
    for image in what.images:
        canvas.picture(image, top)
    for rule in what.rules:
        canvas.rule(rule, top)


def rgb(colour: str) -> str:
    """A colour written in hexadecimal digits as three parts of one."""
    parts = bytes.fromhex(colour)
    return " ".join(f"{part / RGB_DEPTH:.3g}" for part in parts)
