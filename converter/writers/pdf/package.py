"""Pages, tree, fonts and properties to one file: PDF 1.7, PDF/UA-1 and PDF/A-2a. Nothing in it depends on when or where
it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from converter.compose.composed import Properties
from converter.late import late
from converter.writers.pdf import constants as c
from converter.writers.pdf.draw import Canvas, LinkArea, Links
from converter.writers.pdf.embed import embed
from converter.writers.pdf.fonts import Font
from converter.writers.pdf.icc import srgb_profile
from converter.writers.pdf.images import Images, Samples
from converter.writers.pdf.objects import Objects
from converter.writers.pdf.syntax import literal, text_string, uri
from converter.writers.pdf.tags import Annotation, Drawn, Elem
from converter.writers.pdf.xmp import packet

PRODUCER = "masthead"
ISO = late(r"(\d{4})-(\d{2})-(\d{2})")
ROOT = -1
"""Stands for the outline itself where entries are counted from 0."""
NOTE_ID = late(r"/ID\((\w+)\)")


class Entry(NamedTuple):
    """A line of the outline."""

    level: int
    title: str
    page: int
    y: float


def package(
    canvases: Sequence[Canvas],
    root: Elem,
    links: Links,
    outline: Sequence[Entry],
    fonts: Sequence[Font],
    images: Images,
    properties: Properties,
) -> bytes:
    """The bytes of the file."""
    objects = Objects()
    tree, pages_root = objects.take(), objects.take()
    pages = [objects.take() for _ in canvases]
    elems = {elem: objects.take() for elem in root.walk()}
    areas = [objects.take() for _ in links.areas]
    used = " ".join(f"/{font.name} {embed(font, objects)} 0 R" for font in fonts)
    resources = objects.add(f"<</Font<<{used}>>{_pictures(objects, images)}>>")
    annotated: dict[int, list[int]] = {}
    for number, page in zip(areas, links.pages, strict=True):
        annotated.setdefault(page, []).append(number)
    for number, canvas in zip(pages, canvases, strict=True):
        objects.put(number, _page(objects, canvas, pages_root, resources, annotated.get(canvas.page, [])))
    kids = " ".join(f"{number} 0 R" for number in pages)
    objects.put(pages_root, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
    anchors = {name: (canvas.page, y) for canvas in canvases for name, y in canvas.tops.items()}
    for number, area in enumerate(links.areas):
        objects.put(areas[number], _annotation(area, len(pages) + number, anchors, pages))
    for elem, number in elems.items():
        objects.put(number, _element(elem, elems, tree, pages, areas))
    objects.put(tree, _tree(elems, root, canvases, links))
    catalog = _catalog(objects, tree, pages_root, _outline(objects, outline, pages), properties)
    return objects.written(catalog, objects.add(_info(properties)))


def _page(objects: Objects, canvas: Canvas, parent: int, resources: int, areas: list[int]) -> str:
    content = objects.stream("\n".join(canvas.out).encode("latin-1"), level=c.ZLIB_PAGES)
    size = f"{canvas.geometry.width:.2f} {canvas.geometry.height:.2f}"
    annotations = f"/Annots[{' '.join(f'{number} 0 R' for number in areas)}]" if areas else ""
    return (
        f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {size}]/Resources {resources} 0 R/Contents {content} 0 R"
        f"/StructParents {canvas.page}/Tabs/S{annotations}>>"
    )


def _pictures(objects: Objects, images: Images) -> str:
    if not images.found:
        return ""
    names = " ".join(f"/{name} {_picture(objects, samples)} 0 R" for name, samples in images.found.items())
    return f"/XObject<<{names}>>"


def _picture(objects: Objects, samples: Samples) -> int:
    mask = f"/SMask {_picture(objects, samples.mask)} 0 R" if samples.mask else ""
    return objects.stream(samples.data, samples.entries + mask)


def _annotation(area: LinkArea, key: int, anchors: dict[str, tuple[int, float]], pages: list[int]) -> str:
    """A link, out of the document or to a place in it; one whose place is not there leads to the first page."""
    box = " ".join(f"{edge:.2f}" for edge in area.box)
    if area.target.startswith("#"):
        page, y = anchors.get(area.target[1:], (0, 0.0))
        action = f"/Dest[{pages[page]} 0 R/XYZ 0 {y:.2f} 0]"
    else:
        action = f"/A<</S/URI/URI{uri(area.target)}>>"
    return (
        f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F {c.ANNOTATION_PRINT}/StructParent {key}"
        f"/Contents{text_string(area.target.lstrip('#'))}{action}>>"
    )


# ---------------------------------------------------------------- the structure tree


def _element(elem: Elem, elems: dict[Elem, int], tree: int, pages: list[int], areas: list[int]) -> str:
    parent = elems[elem.parent] if elem.parent else tree
    language = f"/Lang{literal(elem.language)}" if elem.language else ""
    kids = " ".join(_kids(elem, elems, pages, areas))
    return f"<</Type/StructElem/S/{elem.kind}/P {parent} 0 R/K[{kids}]{language}{elem.attributes}>>"


def _kids(elem: Elem, elems: dict[Elem, int], pages: list[int], areas: list[int]) -> Iterator[str]:
    for kid in elem.kids:
        match kid:
            case Elem():
                if kid in elems:
                    yield f"{elems[kid]} 0 R"
            case Drawn(page, number):
                yield f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {number}>>"
            case Annotation(page, number):
                yield f"<</Type/OBJR/Pg {pages[page]} 0 R/Obj {areas[number]} 0 R>>"


def _tree(elems: dict[Elem, int], root: Elem, canvases: Sequence[Canvas], links: Links) -> str:
    rows = [f"{at}[{' '.join(f'{elems[owner]} 0 R' for owner in canvas.owners)}]" for at, canvas in enumerate(canvases)]
    rows += [f"{len(canvases) + at} {elems[area.elem]} 0 R" for at, area in enumerate(links.areas)]
    found = ((NOTE_ID.search(elem.attributes), number) for elem, number in elems.items())
    ids = sorted((name[1], number) for name, number in found if name)
    names = f"/IDTree<</Names[{' '.join(f'({name}){number} 0 R' for name, number in ids)}]>>" if ids else ""
    parents = f"/ParentTreeNextKey {len(rows)}/ParentTree<</Nums[{' '.join(rows)}]>>"
    return f"<</Type/StructTreeRoot/K[{elems[root]} 0 R]{parents}{names}>>"


# ---------------------------------------------------------------- catalog, outline, properties


def _catalog(objects: Objects, tree: int, pages: int, outline: str, properties: Properties) -> int:
    profile = objects.compressed(srgb_profile(), "/N 3")
    xmp = objects.stream(packet(properties, _date(properties)[0], PRODUCER), "/Type/Metadata/Subtype/XML")
    intent = f"/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile} 0 R"
    return objects.add(
        f"<</Type/Catalog/Pages {pages} 0 R/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>"
        f"/Lang{literal(properties.language)}/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>"
        f"/Metadata {xmp} 0 R/OutputIntents[<</Type/OutputIntent{intent}>>]{outline}>>"
    )


def _outline(objects: Objects, entries: Sequence[Entry], pages: list[int]) -> str:
    """The outline; an entry that is more than one level deeper than the one before is taken for one level deeper."""
    if not entries:
        return ""
    root = objects.take()
    numbers = [objects.take() for _ in entries]
    kids = _below(entries)
    for parent, row in kids.items():
        above = numbers[parent] if parent >= 0 else root
        for place, at in enumerate(row):
            links = f"/Prev {numbers[row[place - 1]]} 0 R" if place else ""
            links += f"/Next {numbers[row[place + 1]]} 0 R" if place + 1 < len(row) else ""
            own = kids.get(at, [])
            if own:
                links += f"/First {numbers[own[0]]} 0 R/Last {numbers[own[-1]]} 0 R/Count {len(own)}"
            entry = entries[at]
            target = f"/Dest[{pages[entry.page]} 0 R/XYZ 0 {entry.y:.2f} 0]"
            objects.put(numbers[at], f"<</Title{text_string(entry.title)}/Parent {above} 0 R{links}{target}>>")
    first, last = numbers[kids[ROOT][0]], numbers[kids[ROOT][-1]]
    objects.put(root, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(entries)}>>")
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"


def _below(entries: Sequence[Entry]) -> dict[int, list[int]]:
    """The entries below each entry, and those at the top under `ROOT`."""
    kids: dict[int, list[int]] = {}
    above: list[int] = []
    for at, entry in enumerate(entries):
        while above and entries[above[-1]].level >= entry.level:
            above.pop()
        kids.setdefault(above[-1] if above else ROOT, []).append(at)
        above.append(at)
    return kids


def _date(properties: Properties) -> tuple[str, str]:
    """The document's own date as XMP and as PDF write it; a fixed one where it has none: no clock."""
    found = ISO.fullmatch(properties.date) or ISO.fullmatch(c.DEFAULT_DATE)
    assert found is not None
    return f"{found[0]}T00:00:00Z", f"D:{found[1]}{found[2]}{found[1 + 2]}000000Z"


def _info(properties: Properties) -> str:
    stamp = _date(properties)[1]
    entries = {
        "Title": properties.title,
        "Subject": properties.subject,
        "Author": properties.author,
        "Producer": PRODUCER,
    }
    entries |= {re.sub(r"\W", "", key): value for key, value in properties.custom.items()}
    texts = "".join(f"/{key}{text_string(value)}" for key, value in entries.items() if value and key)
    return f"<<{texts}/CreationDate({stamp})/ModDate({stamp})>>"
