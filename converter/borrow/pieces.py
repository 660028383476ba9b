"""The pieces of a Word paragraph in order: stretches of text with their look, tabs, breaks, pictures in the line; and
the drawings that hang on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.borrow.looks import Looks, RunLook
from converter.readers.docx_package import MC, WP, A, R, W, is_on, val, whole
from converter.readers.docx_runs import chosen
from converter.records import dataclass
from converter.style.units import Length

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SILENT = frozenset(W + tag for tag in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "sdtPr", "sdtEndPr"))
SIGNS = {W + "noBreakHyphen": "\u2011", W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "ptab": "\t"}
COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES")
"""Fields that say which page it is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `\\t` and `\\n` stand alone. With a size, a picture in the line."""

    text: str
    look: RunLook
    relation: str = ""
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Pieces:
    """A paragraph taken apart."""

    inside: tuple[Piece, ...]
    hung: tuple[Element, ...]
    """Drawings at a place of their own."""
    page_number: bool


def pieces(paragraph: Element, looks: Looks) -> Pieces:
    """A paragraph taken apart; deleted and hidden text is left out."""
    inside: list[Piece] = []
    hung: list[Element] = []
    for run, child in _children(paragraph, None):
        about = run.find(W + "rPr") if run is not None else None
        if about is not None and is_on(val(about, "vanish")):
            continue
        if child.tag in (W + "drawing", W + "pict", W + "object"):
            inline = next(child.iter(WP + "inline"), None)
            if inline is None:
                hung.append(child)
            else:
                inside += _picture(inline, looks.look(paragraph, run))
            continue
        text = child.text or "" if child.tag == W + "t" else SIGNS.get(child.tag, "")
        if text and not (child.tag == W + "br" and child.get(W + "type") in ("page", "column")):
            look = looks.look(paragraph, run, text)
            inside.append(Piece(text.upper() if look.capitals else text, look))
    fields = [*(e.text or "" for e in paragraph.iter(W + "instrText"))]
    fields += [e.get(W + "instr", "") for e in paragraph.iter(W + "fldSimple")]
    return Pieces(tuple(inside), tuple(hung), any(f.split()[:1] and f.split()[0] in COUNTED for f in fields))


def _children(element: Element, run: Element | None) -> Iterator[tuple[Element | None, Element]]:
    """What stands in the runs of a paragraph, each with its run."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in SILENT:
            continue
        if child.tag == MC + "AlternateContent":
            for one in chosen(child):
                yield run, one
        elif child.tag == W + "r":
            yield from _children(child, child)
        elif run is not None:
            yield run, child
        else:
            yield from _children(child, None)


def _picture(inline: Element, look: RunLook) -> Iterator[Piece]:
    extent = inline.find(WP + "extent")
    blip = next(inline.iter(A + "blip"), None)
    if extent is not None and blip is not None:
        width, height = (Length(whole(extent.get(side))).pt for side in ("cx", "cy"))
        yield Piece("", look, blip.get(R + "embed", ""), width, height)
