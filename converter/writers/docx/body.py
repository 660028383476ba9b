"""Items of compose → the body of the document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, assert_never

from converter.compose.composed import Break, Columns, Contents, Framed, Gap, Grid, Item, Line, Para, Pictured
from converter.records import replace
from converter.style.names import StyleName
from converter.style.schema import ParagraphStyle
from converter.style.units import Length
from converter.writers.docx.contents import contents
from converter.writers.docx.frames import columns, framed
from converter.writers.docx.inlines import Look, run, runs
from converter.writers.docx.kept import once
from converter.writers.docx.looks import indent, paragraph, spacing
from converter.writers.docx.numbering import BULLET
from converter.writers.docx.pictures import picture
from converter.writers.docx.styles import PLACEHOLDER, word_style
from converter.writers.docx.tables import grid
from converter.writers.docx.xml import fixed, on, properties, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

EMPTY_PLACE = "\u2003\u2003\u2003\u2003"
"""What a place to fill in shows: room, no word."""
NONE: Mapping[str, str] = {}
TABLE_END, TAB = "</w:tbl>", "\t"
NOT_COUNTED = w("numPr", w("ilvl", val=0), w("numId", val=0))
"""Takes a paragraph out of the list of its style."""


def items(flow: tuple[Item, ...], story: Story, *, ends: bool = False, inner: bool = False) -> list[str]:
    """The elements of a flow; where it `ends` a section, its last paragraph says so. `inner`: it stands in a frame.

    Space around tables and page breaks go to the paragraphs beside them, so that no empty one makes them.
    """
    done: list[str] = []
    room, broken = Length(0), False
    for number, item in enumerate(flow):
        following = flow[number + 1] if number + 1 < len(flow) else None
        if isinstance(item, Break):
            broken = True
            continue
        if isinstance(item, Para):
            last = ends and following is None
            about = story.end() if last else ""
            done.append(_spaced(item, story, (room, _above(following, story)), broken, about))
            room, broken, ends = Length(0), False, ends and not last
            continue
        if broken:
            done.append(w("p", w("pPr", height(Length(0))), w("r", w("br", type="page"))))
        elif done and done[-1].endswith(TABLE_END):
            done.append(w("p", w("pPr", height(Length(room + _above(item, story))))))
        if isinstance(item, Grid) and item.columns > 1 and not inner:
            done += _in_columns(item, story, bool(done))
        else:
            done += one(item, story)
        room, broken = _below(item, story), False
    if broken:
        done.append(w("p", w("r", w("br", type="page"))))
    return [*done, w("p", w("pPr", height(Length(0)), story.end()))] if ends else done


def _in_columns(item: Grid, story: Story, begun: bool) -> list[str]:
    """A table that runs through columns of the page: a section of its own between what is before and after it."""
    before = [w("p", w("pPr", height(Length(0)), story.end()))] if begun else []
    end = story.end(item.columns, item.apart)
    return [*before, *one(item, story), w("p", w("pPr", height(Length(0)), end))]


def _above(item: Item | None, story: Story) -> Length:
    """The space that an item asks for above it: a table where it has no caption."""
    return item.before if isinstance(item, Grid) and not item.caption else Length(0)


def _below(item: Item, story: Story) -> Length:
    """The space that an item asks for below it."""
    pack = story.composed.pack
    if isinstance(item, Grid):
        return item.after
    return pack.styles[StyleName.BODY].after if isinstance(item, Framed) else Length(0)


def _spaced(item: Para, story: Story, rooms: tuple[Length, Length], broken: bool, about: str) -> str:
    """A paragraph with what the items above and below it and the end of the section ask of it."""
    more: dict[str, str] = {"sectPr": about} if about else {}
    style = story.composed.pack.styles[item.style]
    if broken or any(rooms):
        # At the head of a page no room is kept above: Word drops it there, LibreOffice would not.
        before = Length(0) if broken else style.before if item.before is None else item.before
        over, under = Length(before + rooms[0]), Length(style.after + rooms[1])
        more["spacing"] = spacing(style, before=over.twip, after=under.twip)
    if broken:
        more["pageBreakBefore"] = on("pageBreakBefore")
    return para(item, story, more)


def height(size: Length) -> str:
    """The `spacing` of an empty paragraph that takes up a height and no more."""
    return w("spacing", before=0, after=0, line=max(1, size.twip), lineRule="exact")


def one(item: Item, story: Story) -> list[str]:
    """The elements of one item."""
    match item:
        case Para():
            return [para(item, story)]
        case Columns():
            return [columns(item, story)]
        case Grid():
            caption = [_caption(p, item, story) for p in item.caption]
            return [*caption, *apart(grid(item, story)), *[para(p, story) for p in item.notes]]
        case Framed():
            return [framed(item, story)]
        case Pictured():
            return [picture(item, story), *[para(p, story) for p in item.caption]]
        case Contents():
            return contents(item, story)
        case Line():
            border = w("bottom", val="single", sz=story.composed.pack.tables.head_above.eighths, space=1, color="auto")
            return [w("p", w("pPr", w("pBdr", border)))]
        case Break():
            return [w("p", w("r", w("br", type="page")))]
        case Gap():
            return [w("p", w("pPr", height(item.height)))]
        case _:
            assert_never(item)


def apart(tables: list[str]) -> list[str]:
    """Tables with a paragraph between them, or Word would join them."""
    gap = w("p", w("pPr", height(Length(0))))
    return [element for number, made in enumerate(tables) for element in ((gap, made) if number else (made,))]


def _caption(item: Para, table: Grid, story: Story) -> str:
    """A line above a table: it keeps with the table and begins at its edge."""
    style = item.own or story.composed.pack.styles[item.style]
    page = story.composed.pack.page
    right = page.width - page.left - page.right - table.left - sum(table.widths)
    edge = {} if table.left == style.left else {"ind": w("ind", left=table.left.twip, right=max(0, Length(right).twip))}
    return para(replace(item, keep_next=True), story, edge)


# ---------------------------------------------------------------- paragraphs


def para(item: Para, story: Story, more: Mapping[str, str] = NONE, *, bold: bool = False) -> str:
    """A paragraph: its style, what differs from it (`more` on top, by element name), its label, its words."""
    named = story.composed.pack.styles[item.style]
    style = item.own or named
    bold = bold and not style.bold
    look = Look(
        language=item.language or story.language, rtl=story.rtl, bold=bold, strong=style.bold, own=letters(style, named)
    )
    inner = label(item, style, look) + words(item, story, look)
    if item.anchor and (mark := story.place(item.anchor)):
        inner = f"{w('bookmarkStart', id=mark[0], name=mark[1])}{inner}{w('bookmarkEnd', id=mark[0])}"
    return f"<w:p>{paragraph_properties(item, style, story, more)}{inner}</w:p>"


def letters(style: ParagraphStyle, named: ParagraphStyle) -> tuple[tuple[str, str], ...]:
    """What a run says of its size, scale and spacing where they are not those of its named style."""
    if style is named or (style.size, style.scale, style.spacing) == (named.size, named.scale, named.spacing):
        return ()
    return _letters(
        style.size.half_points if style.size != named.size else None,
        style.scale if style.scale != named.scale else None,
        style.spacing.twentieths if style.spacing != named.spacing else None,
    )


@cache
def _letters(size: int | None, scale: int | None, spacing: int | None) -> tuple[tuple[str, str], ...]:
    said = (("sz", size), ("szCs", size), ("w", scale), ("spacing", spacing))
    return tuple((name, w(name, val=value)) for name, value in said if value is not None)


def words(item: Para, story: Story, look: Look) -> str:
    """The runs of a paragraph, or a place to fill in."""
    return placeholder("") if item.placeholder else runs(item.content, story, look)


def placeholder(title: str) -> str:
    """A content control to type in, titled for the typist."""
    alias = w("alias", val=title) if title else ""
    inner = f'<w:r><w:rPr>{w("rStyle", val=PLACEHOLDER)}</w:rPr><w:t xml:space="preserve">{EMPTY_PLACE}</w:t></w:r>'
    return w("sdt", w("sdtPr", alias, on("showingPlcHdr"), on("text")), w("sdtContent", inner))


def label(item: Para, style: ParagraphStyle, look: Look) -> str:
    """A label that Word does not count: typed, with the tabs of the templates."""
    if item.label is None or item.number is not None:
        return ""
    before = "\t" if style.label_end is not None else ""
    if item.style is StyleName.TABLE_NOTE:
        mark = run(item.label, replace(look, italic=item.label.isalpha(), raised="superscript"))
        return f"{run(before, look)}{mark}{run(TAB, look)}"
    return run(f"{before}{item.label}" + ("\t" if style.text_at is not None else " "), look)


def paragraph_properties(item: Para, style: ParagraphStyle, story: Story, more: Mapping[str, str]) -> str:
    """`pPr`: the style, and only what it does not say."""
    pack = story.composed.pack
    written = word_style(pack, item.style)
    look: dict[str, str] = {}
    if item.own is not None:
        look |= story.own_of(item.own, written)
    elif style is not written:
        look |= once(pack, f"differs {item.style}", lambda: paragraph(style, written))
    counts = style.id in story.counted
    if item.number is not None and not (counts and item.number.format == BULLET):
        look = {name: value for name, value in look.items() if name not in ("ind", "tabs")}
        look["numPr"] = story.numbering.of(item)
        if story.rtl:
            look["rPr"] = w("rPr", on("rtl"))
    elif counts and item.number is None:
        look["numPr"] = NOT_COUNTED
    elif item.label is None and style.label_end is not None and style in (written, item.own) and style.first < 0:
        look["ind"] = indent(replace(style, first=Length(0)))
    if item.before is not None and item.before != style.before:
        look["spacing"] = spacing(style, before=item.before.twip)
    if item.keep_next and not style.keep_next:
        look["keepNext"] = on("keepNext")
    if story.section.direction != story.composed.direction:
        look["bidi"] = w("bidi", val=int(story.rtl))
    return properties("pPr", {"pStyle": fixed("pStyle", val=style.id)} | look | dict(more))


def flat(name: StyleName, inner: str, story: Story, **more: str) -> str:
    """A paragraph in a style, of runs that are made already: in heads and feet."""
    style = story.composed.pack.styles[name]
    return w("p", properties("pPr", {"pStyle": fixed("pStyle", val=style.id)} | more), inner)
