"""Document → Composed: every choice that two writers would otherwise both make."""

from __future__ import annotations

from collections.abc import Iterator

from converter.compose.as_set import Kept
from converter.compose.bind import bound
from converter.compose.composed import (
    Break,
    Composed,
    Contents,
    ContentsEntry,
    Framed,
    Gap,
    Grid,
    Item,
    Para,
    Section,
    Tag,
)
from converter.compose.fitted import agenda, fitted
from converter.compose.flow import Flow
from converter.compose.letterhead import letterhead as letterhead_block
from converter.compose.masthead import has_masthead, masthead, printed_language
from converter.compose.opening import closing, opening
from converter.compose.placed import below_placed
from converter.compose.quotes import with_even_quotes
from converter.compose.running import first_foot, properties, running
from converter.compose.signature import signing
from converter.compose.table_notes import is_mark
from converter.compose.tables import headed
from converter.compose.unconfirmed import tell_unconfirmed
from converter.diagnostics import Report
from converter.languages import fold
from converter.model import Document, Footnote, Form, Inlines, Kind, LineBreak, Part, Role, Text
from converter.records import replace
from converter.style.names import StyleName
from converter.style.schema import Pack
from converter.style.scripts import with_script
from converter.style.units import Length
from converter.walk import part_footnotes, parts_of, plain

CONTENTS_LEVELS = 2
"""A contents list shows two levels of headings (FORMAT.md e)."""


def compose(document: Document, pack: Pack, report: Report) -> Composed:
    """Everything that is printed, with its style and place; the writers only draw it."""
    pack = with_script(pack, document.language)
    document = with_even_quotes(document) if pack.even_quotes else document
    with_masthead = pack.opens_with == "masthead" and has_masthead(document)
    head = None if with_masthead or pack.opens_with == "nothing" else letterhead_block(document, pack)
    words = printed_language(document.language)
    sections = tuple(_sections(document, pack, with_masthead, head is not None))
    if document.contents:
        sections = _with_contents(sections, document)
    end_rule = with_masthead and pack.end_rule is not None
    if end_rule and sections:
        sections = (*sections[:-1], _closed(sections[-1]))
    top = masthead(document) if with_masthead else None
    tell_unconfirmed(document, top, report)
    return Composed(
        pack=pack,
        language=document.language,
        direction=words.direction,
        properties=properties(document),
        masthead=top,
        letterhead=head,
        running=running(document, masthead=with_masthead),
        first_foot=first_foot(document, masthead=with_masthead),
        sections=below_placed(
            head,
            tuple(bound(replace(s, flow=collapsed(s.flow, pack, s.new_page or not n))) for n, s in enumerate(sections)),
        ),
        end_rule=end_rule,
    )


def _sections(document: Document, pack: Pack, with_masthead: bool, with_letterhead: bool) -> Iterator[Section]:
    kept: Kept = {}
    for index, part in enumerate(parts_of(document)):
        first, offset = index == 0, 1 if index or document.meta.title else 0
        flow = Flow(index, pack, document.form, offset, index > 0, signing(document) if first else None, kept)
        flow.resolution = first and document.kind is Kind.RESOLUTION
        items: tuple[Item, ...] = ()
        if first:
            items = opening(document, pack, masthead=with_masthead, letterhead=with_letterhead)
        items += (*_part_head(part), *flow.items(part.blocks))
        if document.fits:
            items = fitted(agenda(items, document, pack), dict(document.fits), pack)
        if first:
            items += _after_body(document, pack, with_letterhead)
        yield _section(document, part, items, first)


def _closed(section: Section) -> Section:
    """The last section: its end rule stands in the empty lines that an input has after a table."""
    last = section.flow[-1] if section.flow else None
    if not isinstance(last, Grid) or not last.shapes:
        return section
    return replace(section, flow=(*section.flow[:-1], replace(last, after=Length(0))))


def _section(document: Document, part: Part, items: tuple[Item, ...], first: bool) -> Section:
    code = part.language or document.language
    return Section(
        flow=items + tuple(_loose_notes(part)),
        role=part.role.value,
        language=code,
        direction=printed_language(code).direction,
        new_page=not first and not (document.kind is Kind.RESOLUTION and part.role is Role.ANNEX),
        notes_restart=not first and _first_note(part) == "1",
        title=plain(part.heading),
    )


def _first_note(part: Part) -> str | None:
    return next((note.label for note in part_footnotes(part) if note.label.isdigit()), None)


def _after_body(document: Document, pack: Pack, with_letterhead: bool) -> tuple[Item, ...]:
    room = pack.letterhead.initials_room
    seal = (Gap(room),) if document.kind is Kind.NOTE_VERBALE and document.form is Form.SENT and room else ()
    return (*seal, *closing(document, letterhead=with_letterhead))


def _part_head(part: Part) -> Iterator[Para]:
    if part.heading:
        yield Para(
            StyleName.ANNEX_HEADING, part.heading, tag=Tag.HEADING, level=1, anchor=part.anchor, span=part.heading_span
        )
    for stated in part.stated:
        yield Para(StyleName.ORIGINAL_LANGUAGE, stated.content, key=stated.key, span=stated.span)


def _loose_notes(part: Part) -> Iterator[Para]:
    """Notes without a mark stand at the end of their part, so that nothing is lost."""
    for note in part.loose_notes:
        yield from _note_paras(note)


def _note_paras(note: Footnote) -> Iterator[Para]:
    label: str | None = note.label
    for block in note.blocks:
        content: Inlines = getattr(block, "content", ())
        yield Para(StyleName.TABLE_NOTE, content, label, span=note.span)
        label = None


# ---------------------------------------------------------------- contents


def _with_contents(sections: tuple[Section, ...], document: Document) -> tuple[Section, ...]:
    """The first section with a contents list before its first heading or paragraph of the body."""
    words = printed_language(document.language)
    entries = tuple(_entries(sections))
    listed = {fold(text) for _, text in document.listed}
    named = tuple(entry for entry in entries if any(fold(plain(entry.content)) in text for text in listed))
    entries = named or entries
    if not entries:
        return sections
    heading = Para(StyleName.CONTENTS_HEADING, (Text(words.terms["contents"]),))
    page = Para(StyleName.CONTENTS_PAGE, (Text(words.terms["page"]),))
    first, *others = sections
    at = _place_of_contents(first.flow, document)
    flow = (*first.flow[:at], Contents(heading, page, entries), *first.flow[at:])
    return (replace(first, flow=flow), *others)


def _place_of_contents(flow: tuple[Item, ...], document: Document) -> int:
    """Where the list of the input stood, else before the first heading or paragraph of the body."""
    top = next((n for n, item in enumerate(flow) if not (isinstance(item, Para) and item.key)), len(flow))
    line = document.listed[0][0] if document.listed else 0
    spans = ((n, getattr(item, "span", None)) for n, item in enumerate(flow[top:], top))
    at = next((n for n, span in spans if span and span.first > line), top)
    return at - 1 if at > top and isinstance(flow[at - 1], Break) else at


def _entries(sections: tuple[Section, ...]) -> Iterator[ContentsEntry]:
    for section in sections:
        for item in section.flow:
            if isinstance(item, Para) and item.tag is Tag.HEADING and item.anchor:
                depth = 1 if item.style in (StyleName.HEADING_1, StyleName.ANNEX_HEADING) else 2
                if item.style in (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.ANNEX_HEADING):
                    yield ContentsEntry(depth, item.label, _unmarked(item.content), item.anchor)


def _unmarked(content: Inlines) -> Inlines:
    """A heading without the marks of its notes, which stand where the heading does."""
    kept = (inline for inline in content if not isinstance(inline, Footnote) and not is_mark(inline))
    return tuple(i if isinstance(i, Text | LineBreak) else replace(i, content=_unmarked(i.content)) for i in kept)


# ---------------------------------------------------------------- spaces between paragraphs

TOGETHER = frozenset({StyleName.MEETING, StyleName.ENCLOSURE, StyleName.CONTACT, StyleName.ADDRESSEE})
"""Styles whose space before is that before the first of several lines."""


def collapsed(flow: tuple[Item, ...], pack: Pack, new_page: bool = True) -> tuple[Item, ...]:
    """The flow with the space before each paragraph worked out where two collapsing styles meet, and none at its
    top, where that is the top of a page."""
    done: list[Item] = []
    for item in flow:
        before = done[-1] if done else None
        if isinstance(item, Para) and (before or new_page):
            item = _spaced(item, before, pack)
        elif isinstance(item, Grid):
            if item.shapes and isinstance(before, Para) and before.tag is Tag.HEADING:
                # The room after a heading is that of empty lines, which the table knows.
                own = replace(before.own or pack.styles[before.style], after=Length(0))
                before = done[-1] = replace(before, own=own)
            item = headed(replace(item, before=_above_table(item, before, pack)))
        elif isinstance(item, Framed):
            item = replace(item, flow=collapsed(item.flow, pack, new_page=False))
        done.append(item)
    return tuple(done)


def _above_table(grid: Grid, before: Item | None, pack: Pack) -> Length:
    """The room above a table: what the item before it has below it already is not made again."""
    below = Length(0)
    if before is None:
        below = grid.before
    elif isinstance(before, Grid):
        below = before.after
    elif isinstance(before, Para) and pack.styles[before.style].collapse:
        below = (before.own or pack.styles[before.style]).after
    return Length(max(0, grid.before - below))


def _spaced(para: Para, before: Item | None, pack: Pack) -> Para:
    style = pack.styles[para.style]
    if before is None:
        return replace(para, before=Length(0)) if style.before else para
    if isinstance(before, Grid) and style.collapse and before.shapes:
        return replace(para, before=Length(0))
    if isinstance(before, Grid) and style.collapse and before.after:
        return replace(para, before=Length(max(0, style.before - before.after)))
    if not isinstance(before, Para):
        return para
    if para.before is not None:
        return para
    above = pack.styles[before.style]
    if para.style is before.style and para.style in TOGETHER:
        return replace(para, before=Length(0))
    if style.collapse and above.collapse and above.after and style.before:
        return replace(para, before=Length(max(style.before, above.after) - above.after))
    return para
