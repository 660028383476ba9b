"""Sections, heads and feet: the first page has its own, later pages differ by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import Section
from converter.style.names import StyleName
from converter.style.units import Length
from converter.writers.docx.inlines import Look, field, run
from converter.writers.docx.masthead import exact, letterhead, masthead, styled
from converter.writers.docx.pictures import anchored, bars_png, qr_png
from converter.writers.docx.tables import cell, rule, table
from converter.writers.docx.xml import on, part, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

KINDS = ("first", "even", "default")
"""Heads and feet of a section: page 1, left pages, right pages."""
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def section_properties(section: Section, story: Story, references: str, *, first: bool) -> str:
    """`sectPr` of a section; heads and feet are named once and go on."""
    page = story.composed.pack.page
    width, height = (page.height, page.width) if section.landscape else (page.width, page.height)
    turned = {"orient": "landscape"} if section.landscape else {}
    notes = w("footnotePr", w("numRestart", val="eachSect")) if section.notes_restart else ""
    return w(
        "sectPr",
        references if first else "",
        notes,
        w("type", val="nextPage" if section.new_page else "continuous") if not first else "",
        w("pgSz", w=width.twip, h=height.twip, **turned),
        w(
            "pgMar",
            top=page.top.twip,
            right=page.right.twip,
            bottom=page.bottom.twip,
            left=page.left.twip,
            header=page.header.twip,
            footer=page.footer.twip,
            gutter=0,
        ),
        w("cols", space=page.default_tab.twip),
        on("titlePg") if first else "",
        on("bidi") if section.direction == "rtl" else "",
    )


# ---------------------------------------------------------------- heads


def heads(story: Story) -> dict[str, str]:
    """The three heads, as the inside of their parts."""
    page = story.composed
    first = (
        masthead(page.masthead, story)
        if page.masthead
        else letterhead(page.letterhead, story)
        if page.letterhead
        else w("p")
    )
    return {"first": first, "even": running_head(story, left=True), "default": running_head(story, left=False)}


def running_head(story: Story, *, left: bool) -> str:
    """The symbol at the outer edge, a short title at the inner one, a rule below; nothing without a symbol."""
    pack, block = story.composed.pack, story.composed.running
    stroke = pack.running.head_rule
    if not block.head or stroke is None:
        return w("p")
    row_height = stroke.y - pack.page.header
    head = styled(StyleName.RUNNING_HEAD, run(block.head, Look()), story, **_side(left))
    title = styled(StyleName.RUNNING_TITLE, run(block.title, Look()), story, **_side(not left))
    inner = (head, title) if left else (title, head)
    half = _half(story)
    about = (w("tcBorders", rule("bottom", stroke.thickness)), _lift(story), w("vAlign", val="bottom"))
    cells = "".join(cell(half, text, *about) for text in inner)
    row = w("tr", w("trPr", w("trHeight", val=Length(row_height).twip, hRule="exact")), cells)
    below = pack.page.flow_top - pack.page.header - row_height
    return table([half, half], row, rtl=story.composed.direction == "rtl") + exact(below)


def _lift(story: Story) -> str:
    """The bottom margin of the running head's cells, so that its baseline stands where the pack says."""
    pack = story.composed.pack
    stroke, style = pack.running.head_rule, pack.styles[StyleName.RUNNING_HEAD]
    assert stroke is not None
    gap = stroke.y - pack.running.head_y - style.leading * (100 - pack.page.baseline) // 100
    return w("tcMar", w("bottom", w=max(0, Length(gap).twip), type="dxa"))


def _side(left: bool) -> dict[str, str]:
    return {} if left else {"jc": w("jc", val="right")}


def _half(story: Story) -> int:
    page = story.composed.pack.page
    return Length((page.width - page.left - page.right) // 2).twip


# ---------------------------------------------------------------- feet


def feet(story: Story) -> dict[str, str]:
    """The three feet, as the inside of their parts."""
    return {
        "first": first_foot(story),
        "even": running_foot(story, left=True),
        "default": running_foot(story, left=False),
    }


def running_foot(story: Story, *, left: bool) -> str:
    """Page number at the outer edge (or centred), job number at the inner one."""
    pack, block = story.composed.pack, story.composed.running
    page = styled(
        StyleName.RUNNING_FOOT, _page_numbers(pack.running.page_form), story, **_place(pack.running.foot_side, left)
    )
    if pack.running.foot_side == "center":
        return page
    job = styled(StyleName.RUNNING_JOB, run(block.job, Look()), story, **_side(not left))
    half = _half(story)
    cells = "".join(cell(half, text) for text in ((page, job) if left else (job, page)))
    style = pack.styles[StyleName.RUNNING_FOOT]
    below = (
        pack.page.height - pack.page.footer - pack.running.foot_y - style.leading * (100 - pack.page.baseline) // 100
    )
    return table([half, half], w("tr", cells), rtl=story.composed.direction == "rtl") + exact(below)


def _place(side: str, left: bool) -> dict[str, str]:
    return {"jc": w("jc", val="center")} if side == "center" else _side(left)


def _page_numbers(form: str) -> str:
    """`{page}/{pages}` as two fields with what stands between them."""
    shown, rest = "", form
    while rest:
        name = next((name for name in FIELDS if rest.startswith(name)), None)
        if name:
            shown, rest = shown + field(FIELDS[name], run("1", Look())), rest[len(name) :]
        else:
            cut = min((at for name in FIELDS if (at := rest.find(name)) > 0), default=len(rest))
            shown, rest = shown + run(rest[:cut], Look()), rest[cut:]
    return shown


def first_foot(story: Story) -> str:
    """The foot of page 1: job number and codes if there is a job number; it holds the larger bottom margin of page 1."""
    pack, block = story.composed.pack, story.composed.first_foot
    room = pack.page.first_bottom - pack.page.footer
    if block is None or pack.running.first_foot is None:
        return exact(room) if pack.page.first_bottom > pack.page.bottom else w("p")
    style, spot = pack.styles[StyleName.FIRST_FOOT], pack.running.first_foot
    up = pack.page.height - spot.y - pack.page.footer - style.leading * (100 - pack.page.baseline) // 100
    job = styled(
        StyleName.FIRST_FOOT,
        run(block.job, Look()) + _codes(story),
        story,
        ind=w("ind", left=Length(spot.x - pack.page.left).twip),
    )
    return exact(room - up - style.leading) + job + exact(up)


def _codes(story: Story) -> str:
    block, running = story.composed.first_foot, story.composed.pack.running
    assert block is not None
    shown = ""
    if running.bar_code is not None and block.bar_code:
        from converter.compose.codes import modules

        bars = modules(block.bar_code)
        height = max(1, len(bars) * running.bar_code.height // running.bar_code.width)
        shown += w("r", anchored(bars_png(bars, height), "image/png", running.bar_code, block.bar_alt, story))
    if running.qr_code is not None and block.qr_code:
        shown += w("r", anchored(qr_png(block.qr_code, 0), "image/png", running.qr_code, block.qr_alt, story))
    return shown


def head_part(inner: str) -> bytes:
    """A header part."""
    return part("hdr", inner)


def foot_part(inner: str) -> bytes:
    """A footer part."""
    return part("ftr", inner)
