"""Composed → PDF: tagged for screen readers (PDF/UA-1), fit for archives (PDF/A-2a), without any other PDF library.

reportlab's canvas takes longer to import than a whole letter takes to be set and written here, selects a font that is
not embedded, and ends streams in a way that PDF/A forbids; a file's objects are simple enough to write (`objects.py`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from converter.compose.composed import Composed, Section
from converter.diagnostics import Report
from converter.style.names import StyleName
from converter.writers.pdf.blocks import flow
from converter.writers.pdf.boxes import Chunk, Hairline, Stack, Strip, joined, lines_of
from converter.writers.pdf.build import Build, Room, line_box
from converter.writers.pdf.contents import fill_in
from converter.writers.pdf.draw import Canvas, Links, stack, strips
from converter.writers.pdf.images import Images
from converter.writers.pdf.letterhead import first_bottom, first_top, letterhead, placed_lines
from converter.writers.pdf.masthead import emblem, first_foot, masthead
from converter.writers.pdf.package import Entry, package
from converter.writers.pdf.pages import Filler, Geometry, Page, Separator
from converter.writers.pdf.running import furnish
from converter.writers.pdf.set_tables import read_by_cells
from converter.writers.pdf.shape import Fonts, Shaper
from converter.writers.pdf.tags import Tree


def write_pdf(composed: Composed, report: Report) -> bytes:
    """The document as a PDF file. Raises FontError where no font can set it; all other trouble is a warning."""
    with unhurried_collector():
        return _written(Build(composed, report, Shaper(Fonts(composed.pack), report), Tree(), Images()))


@contextmanager
def unhurried_collector() -> Iterator[None]:
    """Without passes of the garbage collector: a long document makes many objects that all live to its end.

    A fifth of the time is saved. Another thread that does the same may end the pause early, which harms nothing.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _written(build: Build) -> bytes:
    composed = build.composed
    head = masthead(build, composed.masthead) if composed.masthead else None
    pages = _filled(build)
    fill_in(build, pages)
    links = Links()
    canvases = [_drawn(build, page, links, head if page.number == 1 else None, len(pages)) for page in pages]
    build.shaper.warn()
    _warn_of_wide_words(build)
    fonts = list(build.shaper.fonts.opened.values())
    return package(canvases, build.tree.root, links, _outline(pages), fonts, build.images, composed.properties)


def _warn_of_wide_words(build: Build) -> None:
    """Once for the whole document, at the first of them."""
    if len(build.wide) == 1:
        build.report.warn(
            "wide-word", build.wide[0], "a word is wider than its line; it is cut where the line ends in the PDF"
        )
    elif build.wide:
        build.report.warn(
            "wide-word",
            build.wide[0],
            f"in {len(build.wide)} paragraphs, of which this is the first, a word is wider than its line; "
            "it is cut where the line ends in the PDF",
        )


def _filled(build: Build) -> list[Page]:
    """All sections on their pages."""
    composed, pack = build.composed, build.pack
    filler = Filler(_separator(build))
    for number, section in enumerate(composed.sections or (Section(()),)):
        geometry = _geometry(build, section)
        branch = build.tree.section(section.language if section.language != composed.language else "")
        room = Room(geometry.left, geometry.right, branch, section.language, geometry.base)
        build.room, build.tall = room, geometry.bottom - geometry.top
        chunks = [letterhead(build, composed.letterhead, room)] if not number and composed.letterhead else []
        chunks += flow(build, section.flow, room)
        if composed.end_rule and pack.end_rule and number == len(composed.sections) - 1:
            chunks.append(_end_rule(build, geometry, chunks))
        filler.fill(joined(chunks), geometry, section.new_page)
    filler.end()
    return filler.pages


def _geometry(build: Build, section: Section) -> Geometry:
    """The pages of a section. A landscape page is an upright one turned: its head stands at the right."""
    page = build.pack.page
    base = int(section.direction == "rtl")
    upright = Geometry(
        width=page.width.pt,
        height=page.height.pt,
        left=page.right.pt if base else page.left.pt,
        right=page.width.pt - (page.left.pt if base else page.right.pt),
        top=page.flow_top.pt,
        bottom=page.height.pt - page.bottom.pt,
        first_top=first_top(build),
        first_bottom=first_bottom(build),
        base=base,
    )
    if not section.landscape:
        return upright
    left, right = page.bottom.pt, page.height.pt - page.flow_top.pt
    top, bottom = page.left.pt, page.width.pt - page.right.pt
    return Geometry(page.height.pt, page.width.pt, left, right, top, bottom, top, bottom, base, landscape=True)


def _separator(build: Build) -> Separator:
    """Room of the rule above notes; the first note's baseline is at its gap below."""
    pack = build.pack
    note = pack.styles[StyleName.FOOTNOTE]
    below = pack.notes.separator_gap.pt - line_box(note, pack.page)[1]
    return Separator(pack.notes.separator_above.pt, below)


def _end_rule(build: Build, geometry: Geometry, chunks: list[Chunk]) -> Chunk:
    rule = build.pack.end_rule
    assert rule is not None
    middle, half = geometry.width / 2, rule.width.pt / 2
    if chunks:
        chunks[-1].keep_next = True
    line = Hairline(middle - half, middle + half, 0.0, rule.thickness.pt)
    # In Word it hangs from an empty line, and only that needs room on the page.
    hangs = max(rule.gap.pt - build.pack.styles[StyleName.BODY].leading.pt, 0.0)
    strip = Strip(rule.thickness.pt, Stack(rules=(line,)), below=-hangs - rule.thickness.pt)
    return Chunk([strip], before=rule.gap.pt)


def _drawn(build: Build, page: Page, links: Links, head: Stack | None, count: int) -> Canvas:
    """A page's content: masthead, text, frames, notes, then the head and foot of the page."""
    canvas = Canvas(page.number - 1, page.geometry, links)
    if head is not None:
        # The masthead follows the document's direction, whatever the direction of its first section.
        canvas.geometry = page.geometry._replace(base=int(build.composed.direction == "rtl"))
        emblem(build, canvas)
        stack(canvas, head, 0.0)
        canvas.geometry = page.geometry
    strips(canvas, read_by_cells(page.items))
    _frames(canvas, page)
    _foot(build, canvas, page)
    if page.number > 1:
        furnish(build, canvas, page.number, count)
    elif build.composed.first_foot:
        first_foot(build, canvas, build.composed.first_foot)
    elif build.composed.letterhead and build.composed.letterhead.foot:
        stack(canvas, Stack(tuple(placed_lines(build, build.composed.letterhead.foot, build.tree.root))), 0.0)
    return canvas


def _frames(canvas: Canvas, page: Page) -> None:
    """Each frame around what the page has of it."""
    framed = [placed for placed in page.items if placed.strip.frames]
    if not framed:
        return
    spans: dict[int, tuple[float, float]] = {}
    frames = {id(frame): frame for placed in framed for frame in placed.strip.frames}
    for top, strip, _ in framed:
        for frame in strip.frames:
            start, _ = spans.get(id(frame), (top, 0.0))
            spans[id(frame)] = start, top + strip.height + (frame.padding if strip is frame.last else 0.0)
    here = {id(placed.strip) for placed in framed}
    for key, (start, end) in spans.items():
        frame = frames[key]
        canvas.box(frame, start, end, id(frame.first) in here, id(frame.last) in here)


def _foot(build: Build, canvas: Canvas, page: Page) -> None:
    """The notes of a page under their rule."""
    if not page.foot:
        return
    layout, separator = build.pack.notes, _separator(build)
    top = page.bottom - page.foot_height(separator)
    rule = Hairline(
        layout.separator_x.pt,
        layout.separator_x.pt + layout.separator_width.pt,
        separator.above,
        layout.separator_thickness.pt,
    )
    canvas.rule(rule, top)
    y = top + separator.height
    placed = []
    for note, strip in page.notes():
        note.elem.attach()  # a note whose mark is empty was not attached with it
        y += strip.gap
        placed.append((y, strip, False))
        y += strip.height
    strips(canvas, placed)


def _outline(pages: list[Page]) -> list[Entry]:
    """Headings as the outline shows them, with their places."""
    done = []
    for page in pages:
        for top, strip, again in page.items:
            for line in lines_of(strip):
                if line.first and line.block.outline and line.block.title and not again:
                    done.append(
                        Entry(line.block.outline, line.block.title, page.number - 1, page.geometry.height - top)
                    )
    return done
