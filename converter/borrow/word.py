"""The measures of a letterhead in a Word file: page, fonts, colours, places, picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from converter.borrow import Borrowed, Look, Picture
from converter.borrow.looks import Looks
from converter.options import Limits
from converter.readers.docx_package import WP, A, Package, R, W, val, whole
from converter.records import dataclass
from converter.style.schema import Frame
from converter.style.units import Length

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MARGINS = ("top", "bottom", "left", "right", "header", "footer")
ALIGN = {"left": "start", "start": "start", "right": "end", "end": "end", "center": "center", "both": "start"}
NATURAL, ASCENT = 1.15, 0.891
"""Line height and ascent of the usual text faces, as parts of their size."""
ABOVE = 0.8
"""The part of a line that a pack has above its baseline."""


def measured(path: Path, found: Borrowed) -> Borrowed:
    """The letterhead with the page's measures, the look and place of its lines, and its picture."""
    package = Package(path.read_bytes(), str(path), Limits())
    body = package.xml(package.main).find(W + "body")
    if body is None:
        return found
    section = next(iter(body.iter(W + "sectPr")), None)
    page = page_of(section)
    looks = Looks(package.part("styles"))
    head, part = first_head(package, section)
    texts = {line for block in found.names for line in block}
    here, start = (head, page.get("header", 0.0)) if head is not None else (body, page.get("top", 0.0))
    placed = list(laid_out(here, start, looks))
    name = next((p for p in placed if p.has(texts)), None)
    address = next((p for p in placed if p.has(set(found.address))), None)
    return replace(
        found,
        page=page,
        font=looks.font(name.paragraph) if name else looks.font(None),
        name_look=look_of(name, looks),
        address_look=look_of(address, looks),
        top=name.baseline if name else None,
        gap=_gap([p for p in placed if p.has(texts)], address, looks),
        picture=picture_in(here, package, part, page, placed),
        rule=any(p.paragraph.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None for p in placed),
    )


def page_of(section: Element | None) -> dict[str, float]:
    """Paper and margins in millimetres, by the keys of a pack."""
    if section is None:
        return {}
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    done = {}
    if size is not None:
        done = {"width": _mm(size.get(W + "w")), "height": _mm(size.get(W + "h"))}
    if margins is not None:
        done |= {name: abs(_mm(margins.get(W + name))) for name in MARGINS if margins.get(W + name)}
    return done


def _mm(twips: str | None) -> float:
    return Length(whole(twips) * Length.read("1twip")).mm


def first_head(package: Package, section: Element | None) -> tuple[Element | None, str]:
    """The head of the first page and its part's name: the one for it alone, else that of all pages."""
    if section is None:
        return None, package.main
    kinds = {e.get(W + "type"): e.get(R + "id") for e in section.findall(W + "headerReference")}
    relation = kinds.get("first") if section.find(W + "titlePg") is not None else None
    target = package.relations(package.main).get(relation or kinds.get("default") or "")
    if target is None:
        return None, package.main
    head = package.xml(target.target)
    filled = any(t.text and t.text.strip() for t in head.iter(W + "t")) or next(head.iter(A + "blip"), None) is not None
    return (head, target.target) if filled else (None, package.main)


# ---------------------------------------------------------------- places


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph, the top of its box and the baseline of its first line, in millimetres from the top of the page."""

    paragraph: Element
    lines: tuple[str, ...]
    y: float
    baseline: float

    def has(self, texts: set[str]) -> bool:
        """Whether one of its lines, or all of them read as one, is among these."""
        return not texts.isdisjoint((*self.lines, " ".join(self.lines)))


def laid_out(story: Element, start: float, looks: Looks) -> Iterator[Placed]:
    """The paragraphs of a story with their places, as far as sizes and spaces tell them; cells stand side by side."""
    y = start
    for child in story:
        if child.tag == W + "p":
            yield _placed(child, y, looks)
            y += _height(child, looks)
        elif child.tag == W + "tbl":
            for row in child.iter(W + "tr"):
                cells = [list(laid_out(cell, y, looks)) for cell in row.findall(W + "tc")]
                for cell in cells:
                    yield from cell
                y = max([y, *(p.y + _height(p.paragraph, looks) for cell in cells for p in cell)])
        elif child.tag == W + "sdt":
            inner = child.find(W + "sdtContent")
            if inner is not None:
                yield from laid_out(inner, y, looks)


def _placed(paragraph: Element, y: float, looks: Looks) -> Placed:
    broken = ("\n" if t.tag == W + "br" else t.text or "" for t in paragraph.iter(W + "t", W + "br"))
    lines = tuple(" ".join(line.split()) for line in "".join(broken).split("\n"))
    size, before = looks.size(paragraph), looks.space(paragraph, "before")
    return Placed(paragraph, lines, y, y + _points(before + _first_line(size, looks.line(paragraph))))


def _first_line(size: float, line: tuple[float, str]) -> float:
    """Points from the top of a line to its baseline; a taller line has its room above."""
    height, rule = line
    natural = size * NATURAL
    if rule == "exact":
        return height - size * (NATURAL - ASCENT)
    wanted = height if rule == "atLeast" else natural * height
    return max(natural, wanted) - size * (NATURAL - ASCENT)


def _height(paragraph: Element, looks: Looks) -> float:
    inline = [Length(whole(_extent(drawing).get("cy"))).pt for drawing in paragraph.iter(WP + "inline")]
    more = _leading(paragraph, looks) * sum(1 for _ in paragraph.iter(W + "br"))
    line = max([_leading(paragraph, looks), *inline]) + more
    return _points(looks.space(paragraph, "before") + line + looks.space(paragraph, "after"))


def _leading(paragraph: Element, looks: Looks) -> float:
    """Points from baseline to baseline."""
    height, rule = looks.line(paragraph)
    natural = looks.size(paragraph) * NATURAL
    return height if rule == "exact" else max(natural, height) if rule == "atLeast" else natural * height


def _gap(names: list[Placed], address: Placed | None, looks: Looks) -> float | None:
    """Empty height between the boxes of the last name line and of the address, as a pack sets them on their lines."""
    if not names or address is None:
        return None
    last = max(names, key=lambda placed: placed.baseline)
    below = _leading(last.paragraph, looks) * (1 - ABOVE) + looks.space(last.paragraph, "after")
    above = _leading(address.paragraph, looks) * ABOVE
    more = _leading(last.paragraph, looks) * (len(last.lines) - 1)
    return max(0.0, address.baseline - last.baseline - _points(more + below + above))


def _points(points: float) -> float:
    return Length.read(f"{points:.3f}pt").mm


def look_of(placed: Placed | None, looks: Looks) -> Look:
    """How a paragraph's first run is set."""
    if placed is None:
        return Look()
    align = val(placed.paragraph.find(W + "pPr"), "jc") or looks.align(placed.paragraph)
    leading = round(_leading(placed.paragraph, looks), 1)
    return replace(looks.look(placed.paragraph), align=ALIGN.get(align or ""), leading=leading)


# ---------------------------------------------------------------- the picture


def picture_in(
    story: Element, package: Package, part: str, page: dict[str, float], placed: list[Placed]
) -> Picture | None:
    """The largest picture of a head, with its place on the page."""
    found = [
        e for kind in ("anchor", "inline") for e in story.iter(WP + kind) if next(e.iter(A + "blip"), None) is not None
    ]
    if not found:
        return None
    drawing = max(found, key=lambda e: whole(_extent(e).get("cx")) * whole(_extent(e).get("cy")))
    blip = next(drawing.iter(A + "blip"))
    target = package.relations(part).get(blip.get(R + "embed", ""))
    if target is None:
        return None
    size = _extent(drawing)
    width, height = (Length(whole(size.get(name))) for name in ("cx", "cy"))
    line = next((p for p in placed if drawing in p.paragraph.iter(drawing.tag)), None)
    x, y = _place(drawing, page, line, width.mm)
    frame = Frame(x=Length.read(f"{x:.3f}mm"), y=Length.read(f"{y:.3f}mm"), width=width, height=height)
    return Picture(package.data(target.target), target.target.rpartition(".")[2].lower(), frame)


def _extent(drawing: Element) -> Element:
    found = drawing.find(WP + "extent")
    return drawing if found is None else found


def _place(drawing: Element, page: dict[str, float], line: Placed | None, width: float) -> tuple[float, float]:
    """The top left corner in millimetres from the page's."""
    left, y = page.get("left", 0.0), line.y if line else page.get("header", 0.0)
    measure = page.get("width", 0.0) - left - page.get("right", 0.0)
    if drawing.tag == WP + "inline":
        jc = val(line.paragraph.find(W + "pPr"), "jc") if line else None
        room = measure - width
        return left + {"center": room / 2, "right": room, "end": room}.get(jc or "", 0.0), y
    return (
        _along(drawing.find(WP + "positionH"), {"page": 0.0, "leftMargin": 0.0}, left, measure, width),
        _along(drawing.find(WP + "positionV"), {"page": 0.0, "margin": page.get("top", 0.0)}, y, 0.0, 0.0),
    )


def _along(position: Element | None, origins: dict[str, float], otherwise: float, room: float, size: float) -> float:
    if position is None:
        return otherwise
    origin = origins.get(position.get("relativeFrom", ""), otherwise)
    offset, align = position.find(WP + "posOffset"), position.find(WP + "align")
    if offset is not None:
        return origin + Length(whole(offset.text)).mm
    named = (align.text or "") if align is not None else ""
    return origin + {"center": (room - size) / 2, "right": room - size}.get(named, 0.0)
