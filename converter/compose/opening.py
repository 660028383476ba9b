"""What stands between the masthead or letterhead and the text: session, agenda and title block, or a sender's own
lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from converter.compose.composed import Columns, Item, Para, Tag
from converter.compose.further import kinds, with_further
from converter.compose.given import given_back, given_front, merged
from converter.compose.marked import with_notes
from converter.compose.masthead import printed_language
from converter.forms.agenda import print_agenda_items
from converter.languages import Language, print_session, print_year_line
from converter.late import late
from converter.meta import Organ
from converter.model import Document, Emphasis, Inline, Inlines, Kind, LineBreak, Stated, Strong, Text
from converter.records import replace
from converter.span import Span
from converter.style.names import StyleName
from converter.style.schema import Pack
from converter.walk import cut, plain

IN_MASTHEAD: Final = frozenset(
    {
        "symbols",
        "distribution",
        "date",
        "original_language",
        "job_number",
        "organs",
        "committee",
        "language",
        "sponsors",
        "kind",
        "form",
    }
)
"""Keys whose lines the masthead and the session block print from their values."""

STYLES: Final[Mapping[str, StyleName]] = {
    "reference": StyleName.REFERENCE,
    "place": StyleName.PLACE_DATE,
    "date": StyleName.PLACE_DATE,
    "addressee": StyleName.ADDRESSEE,
    "recipients": StyleName.ADDRESSEE,
    "handling": StyleName.HANDLING,
    "kind": StyleName.LABEL,
    "delivery": StyleName.DELIVERY,
    "speaker": StyleName.SPEAKER,
    "occasion": StyleName.OCCASION,
    "contact": StyleName.CONTACT,
    "enclosures": StyleName.ENCLOSURE,
    "copies": StyleName.ENCLOSURE,
    "issuer": StyleName.LETTERHEAD_NAME,
    "subtitle": StyleName.SUBTITLE,
    "sponsors": StyleName.SPONSORS,
    "organs": StyleName.OCCASION,
    "committee": StyleName.OCCASION,
}
"""How a line that states a key is set where it is printed as it stood."""


def opening(document: Document, pack: Pack, *, masthead: bool, letterhead: bool) -> tuple[Item, ...]:
    """The opening of the first section, in printing order."""
    if not masthead:
        return tuple(_as_stated(document, letterhead))
    block = with_notes((*session_block(document, pack), *title_block(document)), document, IN_MASTHEAD)
    rest = tuple(
        stated_para(s)
        for s in document.front
        if s.key not in IN_MASTHEAD | {ADOPTION, "title", "subtitle"} and _printed(s, masthead=True)
    )
    return (*block, *rest)


def _printed(stated: Stated, *, masthead: bool) -> bool:
    return not stated.key.startswith("letterhead") or not masthead


# ---------------------------------------------------------------- United Nations documents


def session_block(document: Document, pack: Pack) -> tuple[Item, ...]:
    """Session and agenda lines (FORMAT.md c); two organs stand side by side with their names, agenda titles below."""
    words, organs = printed_language(document.language), document.meta.organs
    blocks = [tuple(_session_lines(document, organ, words, named=len(organs) > 1)) for organ in organs]
    titles = with_further(blocks, tuple(_agenda_titles(organs)), document)
    if len(blocks) == 2 and all(blocks):
        return (Columns(blocks[0], blocks[1], pack.masthead.second_block), *titles)
    return (*(para for block in blocks for para in block), *titles)


def _session_lines(document: Document, organ: Organ, words: Language, *, named: bool) -> Iterable[Para]:
    def line(style: StyleName, text: str) -> Para:
        return Para(style, (Text(text),), key="organs")

    if named:
        yield line(StyleName.SESSION, words.organs.get(organ.code, organ.name))
    elif "/" in organ.code and not organ.code.startswith("A/C."):
        yield line(StyleName.COMMITTEE, words.organs.get(organ.code, organ.name))
    if organ.session_line or organ.session:
        yield line(StyleName.SESSION, organ.session_line or print_session(words, organ.session or 0))
    if organ.year:
        yield line(StyleName.SESSION, print_year_line(words, organ.year))
    if document.meta.committee and organ is document.meta.organs[0]:
        yield Para(StyleName.COMMITTEE, (Text(document.meta.committee),), key="committee")
    if organ.agenda_line:
        yield line(StyleName.AGENDA_ITEM, organ.agenda_line)
    elif organ.agenda_items:
        yield line(StyleName.AGENDA_ITEM, print_agenda_items(tuple(i.number for i in organ.agenda_items), words.code))


def _agenda_titles(organs: tuple[Organ, ...]) -> Iterable[Para]:
    for organ in organs:
        for item in organ.agenda_items:
            if item.title:
                yield Para(StyleName.AGENDA_TITLE, (Text(item.title),), key="organs")


def title_block(document: Document) -> tuple[Para, ...]:
    """Sponsors, title and subtitle of a United Nations document."""
    if any(stated.key == ADOPTION for stated in document.front):
        return tuple(adopted_block(document))
    sponsors = tuple(_stacked([stated_para(s) for s in document.front if s.key == "sponsors"]))
    draft = document.kind is Kind.RESOLUTION
    styles = (StyleName.DRAFT_TITLE if draft and sponsors else StyleName.TITLE, StyleName.SUBTITLE)
    lines = [_joined(document, key) for key in ("title", "subtitle")]
    named = StyleName.DRAFT_TITLE if draft else StyleName.SUBTITLE
    said = [(Para(named, unbold(s.content), key="kind", span=s.span), above) for s, above in kinds(document)]
    titles = (
        Para(style, content, key=key, tag=Tag.TITLE if key == "title" else Tag.PARAGRAPH, span=_span(document, key))
        for style, key, content in zip(styles, ("title", "subtitle"), lines, strict=True)
        if content
    )
    return (*sponsors, *(para for para, above in said if above), *titles, *(p for p, above in said if not above))


def _span(document: Document, key: str) -> Span | None:
    return next((stated.span for stated in document.front if stated.key == key), None)


ADOPTION: Final = "adoption"
"""Key of the lines that tell by whom and when a resolution was adopted."""
NUMBER = late(r"\s*(?P<number>[A-Z]*-?\d+/\d+\s?[A-Z]?\.?)\s+(?=\S)")
ON_DATE = late(r"\s+(?=(?:on|le|el) \S.*\d{4}\W*$)")


def adopted_block(document: Document) -> Iterable[Para]:
    """The heading of an adopted resolution (FORMAT.md i): by whom and when, on whose report, number and title."""
    for stated in document.front:
        text = plain(stated.content).strip()
        if stated.key == ADOPTION and text.startswith(("[", "(")):
            inner = Emphasis((Text(text[1:-1]),))
            yield Para(
                StyleName.RESOLUTION_SOURCE, (Text(text[0]), inner, Text(text[-1])), key=ADOPTION, span=stated.span
            )
        elif stated.key == ADOPTION:
            yield Para(StyleName.RESOLUTION_HEADING, _two_lines(text), key=ADOPTION, span=stated.span)
    title = _joined(document, "title")
    if title:
        number = NUMBER.match(plain(title))
        label = number["number"] if number else None
        words = cut(title, number.end())[1] if number else title
        yield Para(StyleName.RESOLUTION_TITLE, words, label, key="title", tag=Tag.TITLE)
    subtitle = _joined(document, "subtitle")
    if subtitle:
        yield Para(StyleName.SUBTITLE, subtitle, key="subtitle")


def _two_lines(text: str) -> Inlines:
    """The date of adoption stands on a line of its own."""
    first, *rest = ON_DATE.split(text, maxsplit=1)
    return (Text(first), *(inline for line in rest for inline in (LineBreak(), Text(line))))


def _stacked(paras: Sequence[Para]) -> Iterable[Para]:
    """Lines of one statement as one paragraph, since the space around it belongs to the whole."""
    if paras:
        content: list[Inline] = []
        for para in paras:
            content += [LineBreak(), *para.content] if content else para.content
        yield replace(paras[0], content=tuple(content))


def _joined(document: Document, key: str) -> Inlines:
    """The value of a title key as it stood, emphasis kept: a title in one line, each subtitle on a line of its own."""
    stated = [s.content for s in document.front if s.key == key]
    if not stated:
        value = getattr(document.meta, key)
        return (Text(value),) if value else ()
    joined: list[Inline] = []
    between = LineBreak() if key == "subtitle" else Text(" ")
    for content in stated:
        joined += [between, *content] if joined else content
    return unbold(tuple(joined))


def unbold(content: Inlines) -> Inlines:
    """Inlines without the bold that covers them whole: the style sets it."""
    flat: list[Inline] = []
    for inline in content:
        flat += inline.content if isinstance(inline, Strong) else (inline,)
    return tuple(flat)


# ---------------------------------------------------------------- a sender's own lines


def _as_stated(document: Document, letterhead: bool) -> Iterable[Para]:
    """Every line that states something, in input order, but for those of the letterhead where that is drawn apart;
    among them given values that no line states.

    A delivery note that parse took out of the text (`delivery-note`) is printed at the top, where it is read first.
    """
    if document.meta.delivery and "delivery" not in {s.key for s in (*document.front, *document.back)}:
        yield Para(StyleName.DELIVERY, (Text(document.meta.delivery),), key="delivery")
    yield from merged(list(_stated_lines(document, letterhead)), given_front(document))


def _stated_lines(document: Document, letterhead: bool) -> Iterable[Para]:
    titled = False
    for stated in document.front:
        if stated.key.startswith("letterhead") and letterhead:
            continue
        if stated.key == "title":
            if not titled:
                yield Para(StyleName.TITLE, _joined(document, "title"), key="title", tag=Tag.TITLE)
            titled = True
            continue
        yield stated_para(stated)


def stated_para(stated: Stated) -> Para:
    """A line as it stood, in the style of what it states."""
    key = stated.key.partition(".")[0]
    style = StyleName.LETTERHEAD_ADDRESS if key == "letterhead" else STYLES.get(key, StyleName.BODY_FLUSH)
    if stated.key == "letterhead.lines":
        style = StyleName.LETTERHEAD_NAME
    return Para(style, even(unbold(stated.content)), key=stated.key, span=stated.span)


GAP = late(r"[ \t]{2,}")


def even(content: Inlines) -> Inlines:
    """Inlines with single spaces: a gap in a line of the input is no gap on the page."""
    return tuple(Text(GAP.sub(" ", i.value)) if isinstance(i, Text) and GAP.search(i.value) else i for i in content)


def closing(document: Document, *, letterhead: bool) -> tuple[Para, ...]:
    """What the sender states after the body: place and date, addressee, enclosures, contact."""
    stated = (stated_para(s) for s in document.back if not (letterhead and s.key.startswith("letterhead")))
    return (*stated, *given_back(document))
