"""Sections, heads and feet: the first page has its own, later pages differ by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import FirstFoot, Section
from converter.late import late
from converter.style.names import StyleName
from converter.style.schema import NO, Frame
from converter.style.units import Length
from converter.writers.docx.body import flat
from converter.writers.docx.inlines import Look, field, run
from converter.writers.docx.letterhead import foot, letterhead
from converter.writers.docx.masthead import exact, masthead, under
from converter.writers.docx.pictures import anchored, bars_png, qr_png
from converter.writers.docx.tables import EMPTY, cell, rule, table
from converter.writers.docx.xml import fixed, on, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

COLUMNS = "<w:cols/>"
KINDS = ("first", "even", "default")
"""Heads and feet of a section: page 1, left pages, right pages."""
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
FORM = late(r"(\{pages?\})")


class Ends:
    """The ends of a section of the document: Word needs one wherever a table runs through columns of the page."""

    def __init__(self, section: Section, story: Story, references: str, *, first: bool):
        self.section, self.story, self.references, self.first = section, story, references, first
        self.begun = False

    def end(self, columns: int = 1, apart: Length = NO) -> str:
        """`sectPr` of what stands since the last end; only the first begins a page and names heads and feet."""
        begun, self.begun = self.begun, True
        about = section_properties(
            self.section, self.story, self.references, first=self.first and not begun, goes_on=begun
        )
        space = apart or self.story.composed.pack.page.default_tab
        return about.replace(COLUMNS, fixed("cols", num=columns if columns > 1 else None, space=space.twip))


def section_properties(section: Section, story: Story, references: str, *, first: bool, goes_on: bool = False) -> str:
    """`sectPr` of a section; heads and feet are named once and go on. Its columns are still to be filled in."""
    page = story.composed.pack.page
    width, height = (page.height, page.width) if section.landscape else (page.width, page.height)
    turned = {"orient": "landscape"} if section.landscape else {}
    edges = {side: getattr(page, side).twip for side in ("top", "right", "bottom", "left", "footer")}
    return w(
        "sectPr",
        references if first else "",
        w("footnotePr", w("numRestart", val="eachSect")) if section.notes_restart and not goes_on else "",
        w("type", val="nextPage" if section.new_page and not goes_on else "continuous") if not first else "",
        w("pgSz", w=width.twip, h=height.twip, **turned),
        w("pgMar", **edges, header=story.header.twip, gutter=0),
        COLUMNS,
        on("titlePg") if first else "",
        on("bidi") if section.direction == "rtl" else "",
    )


def _rtl(story: Story) -> bool:
    return story.composed.direction == "rtl"


# ---------------------------------------------------------------- heads


def heads(story: Story) -> dict[str, str]:
    """The three heads, as the inside of their parts."""
    page = story.composed
    first = EMPTY
    if page.masthead:
        first = masthead(page.masthead, story)
    elif page.letterhead:
        first = letterhead(page.letterhead, story)
    return {"first": first, "even": running_head(story, left=True), "default": running_head(story, left=False)}


def running_head(story: Story, *, left: bool) -> str:
    """The symbol at the outer edge, a short title at the inner one, a rule below; nothing without a symbol."""
    pack, block = story.composed.pack, story.composed.running
    stroke, style = pack.running.head_rule, pack.styles[StyleName.RUNNING_HEAD]
    if not block.head or stroke is None:
        return exact(pack.page.flow_top - story.header) if pack.page.flow_top > pack.page.top else EMPTY
    row_height = stroke.y - story.header
    look = Look(rtl=_rtl(story))
    head = flat(StyleName.RUNNING_HEAD, run(block.head), story, **_side(left))
    title = flat(StyleName.RUNNING_TITLE, run(block.title, look), story, **_side(not left))
    lift = stroke.y - pack.running.head_y - under(style.leading, story)
    about = (
        w("tcBorders", rule("bottom", stroke.thickness)),
        w("tcMar", w("bottom", w=max(0, Length(lift).twip), type="dxa")),
        w("vAlign", val="bottom"),
    )
    half = _half(story)
    cells = [cell(half, text, *about) for text in ((head, title) if left else (title, head))]
    row = w("tr", w("trPr", w("trHeight", val=Length(row_height).twip, hRule="exact")), *cells)
    below = pack.page.flow_top - story.header - row_height - stroke.thickness
    return table([half, half], row, rtl=_rtl(story)) + exact(below)


def _side(left: bool) -> dict[str, str]:
    return {} if left else {"jc": w("jc", val="right")}


def _half(story: Story) -> int:
    page = story.composed.pack.page
    return Length((page.width - page.left - page.right) // 2).twip


# ---------------------------------------------------------------- feet


def feet(story: Story) -> dict[str, str]:
    """The three feet, as the inside of their parts."""
    block = story.composed.first_foot
    own = story.composed.letterhead
    first = _job_foot(block, story) if block else foot(own, story) if own and own.foot else _bare_first_foot(story)
    return {"first": first, "even": running_foot(story, left=True), "default": running_foot(story, left=False)}


def running_foot(story: Story, *, left: bool) -> str:
    """Page number at the outer edge (or centred), job number at the inner one."""
    pack, block = story.composed.pack, story.composed.running
    style = pack.styles[StyleName.RUNNING_FOOT]
    below = pack.page.height - pack.page.footer - pack.running.foot_y - under(style.leading, story)
    if not block.pages:
        return EMPTY
    if pack.running.foot_side == "center":
        jc = w("jc", val="center")
        return flat(StyleName.RUNNING_FOOT, _page_numbers(pack.running.page_form), story, jc=jc) + exact(below)
    page = flat(StyleName.RUNNING_FOOT, _page_numbers(pack.running.page_form), story, **_side(left))
    job = flat(StyleName.RUNNING_JOB, run(block.job), story, **_side(not left))
    half = _half(story)
    cells = [cell(half, text) for text in ((page, job) if left else (job, page))]
    return table([half, half], w("tr", *cells), rtl=_rtl(story)) + exact(below)


def _page_numbers(form: str) -> str:
    """`{page}/{pages}` as two fields with what stands between them."""
    pieces = [piece for piece in FORM.split(form) if piece]
    return "".join([field(FIELDS[piece], run("1")) if piece in FIELDS else run(piece) for piece in pieces])


def _bare_first_foot(story: Story) -> str:
    """The foot of a first page without a job number: it holds the larger bottom margin of that page."""
    page = story.composed.pack.page
    return exact(page.first_bottom - page.footer) if page.first_bottom > page.bottom else EMPTY


def _job_foot(block: FirstFoot, story: Story) -> str:
    """Job number and codes of page 1."""
    pack = story.composed.pack
    style, spot = pack.styles[StyleName.FIRST_FOOT], pack.running.first_foot
    if spot is None:
        return _bare_first_foot(story)
    room = pack.page.first_bottom - pack.page.footer
    up = pack.page.height - spot.y - pack.page.footer - under(style.leading, story)
    place = {"ind": w("ind", left=Length(spot.x - pack.page.left).twip)}
    job = flat(StyleName.FIRST_FOOT, run(block.job) + _codes(block, story), story, **place)
    return exact(room - up - style.leading) + job + exact(up)


def _codes(block: FirstFoot, story: Story) -> str:
    """Bar code and QR code as small pictures with alternate text."""
    running, shown = story.composed.pack.running, ""
    if running.bar_code is not None and block.bar_code:
        from converter.compose.codes import modules

        bars = modules(block.bar_code)
        height = max(1, len(bars) * running.bar_code.height // running.bar_code.width)
        frame = _mirrored(running.bar_code, story)
        shown += w("r", anchored(bars_png(bars, height), "image/png", frame, block.bar_alt, story))
    if running.qr_code is not None and block.qr_code:
        frame = _mirrored(running.qr_code, story)
        shown += w("r", anchored(qr_png(block.qr_code, running.qr_quiet), "image/png", frame, block.qr_alt, story))
    return shown


def _mirrored(frame: Frame, story: Story) -> Frame:
    """The place of a code; in a right-to-left document at the other side of the page."""
    if not _rtl(story):
        return frame
    x = Length(story.composed.pack.page.width - frame.x - frame.width)
    return Frame(x=x, y=frame.y, width=frame.width, height=frame.height)
