"""Items of compose → the body of the document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from converter.compose.composed import (
    Break,
    Columns,
    Contents,
    ContentsEntry,
    Framed,
    Gap,
    Grid,
    Item,
    Line,
    Para,
    Pictured,
)
from converter.compose.composed import Section as ComposedSection
from converter.style.names import StyleName
from converter.style.schema import ParagraphStyle
from converter.style.units import Length
from converter.writers.docx.inlines import Look, field, run, runs
from converter.writers.docx.looks import indent, paragraph, spacing
from converter.writers.docx.pictures import picture
from converter.writers.docx.styles import PLACEHOLDER, word_style
from converter.writers.docx.tables import columns, framed, grid
from converter.writers.docx.xml import escape, on, properties, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

EMPTY_PLACE = "\u2003\u2003\u2003\u2003"
"""What a place to fill in shows: room, no word."""


def items(flow: tuple[Item, ...], story: Story, section: ComposedSection) -> list[str]:
    """The elements of a flow; two tables in a row are kept apart by a paragraph, or Word would join them."""
    done: list[str] = []
    for item in flow:
        shown = one(item, story, section)
        if shown.startswith("<w:tbl>") and done and done[-1].endswith("</w:tbl>"):
            done.append(APART)
        done.append(shown)
    return done


APART = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def one(item: Item, story: Story, section: ComposedSection) -> str:
    """One item."""
    match item:
        case Para():
            return para(item, story, section)
        case Columns():
            return columns(item, story, section)
        case Grid():
            return (
                "".join(para(p, story, section) for p in item.caption)
                + grid(item, story, section)
                + notes(item, story, section)
            )
        case Framed():
            return framed(item, story, section)
        case Pictured():
            return picture(item, story) + "".join(para(p, story, section) for p in item.caption)
        case Contents():
            return contents(item, story, section)
        case Line():
            return w("p", w("pPr", w("pBdr", w("bottom", val="single", sz=2 + 2, space=1, color="auto"))))
        case Break():
            return w("p", w("r", w("br", type="page")))
        case Gap():
            return w("p", w("pPr", w("spacing", before=0, after=0, line=item.height.twip, lineRule="exact")))
        case _:
            assert_never(item)


def notes(item: Grid, story: Story, section: ComposedSection) -> str:
    """The notes under a table."""
    return "".join(para(p, story, section) for p in item.notes)


def para(item: Para, story: Story, section: ComposedSection, **more: str) -> str:
    """A paragraph: its style, what differs from it (`more` on top, by element name), its label, its words."""
    style = story.composed.pack.styles[item.style]
    shown = (story.bookmark(item.anchor), story) if item.anchor else None
    inner = label(item, style) + words(item, story)
    if shown:
        number = list(story.bookmarks).index(item.anchor) + 1
        inner = f'<w:bookmarkStart w:id="{number}" w:name="{shown[0]}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
    return f"<w:p>{paragraph_properties(item, style, story, section, more)}{inner}</w:p>"


def words(item: Para, story: Story) -> str:
    """The runs of a paragraph, or a place to fill in."""
    if item.placeholder:
        return placeholder("", story)
    return runs(item.content, story, Look(language=item.language or ""))


def placeholder(title: str, story: Story) -> str:
    """A content control to type in, titled for the typist."""
    alias = w("alias", val=title) if title else ""
    inner = f'<w:r><w:rPr><w:rStyle w:val="{PLACEHOLDER}"/></w:rPr><w:t xml:space="preserve">{EMPTY_PLACE}</w:t></w:r>'
    return f"<w:sdt><w:sdtPr>{alias}{on('showingPlcHdr')}{on('text')}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def label(item: Para, style: ParagraphStyle) -> str:
    """A label that Word does not count: typed, with the tabs of the templates."""
    if item.label is None or item.number is not None:
        return ""
    before = "\t" if style.label_end is not None else ""
    return run(f"{before}{item.label}" + ("\t" if style.text_at is not None else " "), Look())


def paragraph_properties(
    item: Para, style: ParagraphStyle, story: Story, section: ComposedSection, more: dict[str, str]
) -> str:
    """`pPr`: the style, and only what it does not say."""
    written = word_style(story.composed.pack, item.style)
    look = paragraph(style, written) if style is not written else {}
    if item.number is not None:
        look = {name: value for name, value in look.items() if name not in ("ind", "tabs")}
        look["numPr"] = story.numbering.of(item)
    elif item.label is None and style.label_end is not None and style is written and style.first < 0:
        look |= {"ind": indent(_flush(style))}
    if item.before is not None and item.before != style.before:
        look["spacing"] = spacing(style, before=item.before.twip)
    if item.keep_next and not style.keep_next:
        look["keepNext"] = on("keepNext")
    if section.direction != story.composed.direction:
        look["bidi"] = w("bidi", val=int(section.direction == "rtl"))
    return properties("pPr", {"pStyle": w("pStyle", val=style.id)} | look | more)


def _flush(style: ParagraphStyle) -> ParagraphStyle:
    """The style of a heading without a label: its text begins where turned lines do."""
    return replace(style, first=Length(0))


def contents(item: Contents, story: Story, section: ComposedSection) -> str:
    """A contents list as one field, filled in already; Word works it out anew from the headings' levels."""
    lines = [_entry(entry, story) for entry in item.entries]
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\h \\z \\u </w:instrText></w:r>'
    first = f'{begin}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    shown = [
        f"<w:p>{look}{first if n == 0 else ''}{inner}{end if n == len(lines) - 1 else ''}</w:p>"
        for n, (look, inner) in enumerate(lines)
    ]
    return para(item.heading, story, section) + para(item.page_word, story, section) + "".join(shown)


def _entry(entry: ContentsEntry, story: Story) -> tuple[str, str]:
    style = story.composed.pack.styles[StyleName.CONTENTS_1 if entry.level == 1 else StyleName.CONTENTS_2]
    name = story.bookmark(entry.target)
    before = "\t" if style.label_end is not None else ""
    head = run(f"{before}{entry.label}\t", Look()) if entry.label else ""
    page = field(f"PAGEREF {name} \\h", run("1", Look()))
    link = f'<w:hyperlink w:anchor="{escape(name)}" w:history="1">{head}{runs(entry.content, story)}{run(chr(9), Look())}{page}</w:hyperlink>'
    return f'<w:pPr><w:pStyle w:val="{style.id}"/></w:pPr>', link
