"""Lines of a session block that no value carries (place and dates of a session, a title too many): printed as they
stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from converter.compose.composed import Para
from converter.forms.agenda import read_agenda_items
from converter.forms.dates import find_dates
from converter.forms.organs import read_organ
from converter.forms.sessions import read_session, read_year_line
from converter.languages import CODES, key, language
from converter.late import late
from converter.model import Document, Stated
from converter.records import replace
from converter.style.names import StyleName
from converter.walk import plain

KEYS = frozenset({"organs", "committee"})
WORD = late(r"\w+")
HALF = 2


def with_further(blocks: list[tuple[Para, ...]], titles: tuple[Para, ...], document: Document) -> tuple[Para, ...]:
    """Put dates below the session lines of the first block, in place, and give the titles with further ones."""
    further = [stated for stated in document.front if stated.key in KEYS]
    if not further:
        return titles
    printed = words(plain(para.content) for para in (*(p for block in blocks for p in block), *titles))
    below: list[Para] = []
    after, agenda = list(titles), False
    code = document.language if document.language in CODES else "en"
    for stated in further:
        text = plain(stated.content).strip()
        agenda = agenda or read_agenda_items(text, code) is not None
        if not _carried(text, printed, document, code):
            (after if agenda and not find_dates(text, code) else below).append(_para(stated, agenda))
    if below:
        blocks[:1] = [_inserted(blocks[0] if blocks else (), below)]
    return tuple(after)


def words(texts: Iterable[str]) -> set[str]:
    """The words of texts, without regard to case."""
    return {word.casefold() for text in texts for word in WORD.findall(text)}


def _carried(text: str, printed: set[str], document: Document, code: str) -> bool:
    """Whether what a line says is printed from a value, in these words or in others."""
    found = words([text])
    if found <= printed:
        return True
    if any(key(text) == key(language(one).united_nations) for one in CODES):
        return True
    if find_dates(text, code) and not read_agenda_items(text, code):
        return False
    organ = read_organ(text, code)
    if organ is not None:
        return organ.code in {part for one in document.meta.organs for part in (one.code, one.code.partition("/")[0])}
    organs = document.meta.organs
    known = (
        (read_session, any(one.session or one.session_line for one in organs)),
        (read_year_line, any(one.year for one in organs)),
        (read_agenda_items, any(one.agenda_items or one.agenda_line for one in organs)),
    )
    if any(stored and read(text, code) is not None for read, stored in known):
        return True
    return len(found & printed) * HALF >= len(found)


def _para(stated: Stated, agenda: bool) -> Para:
    title = agenda and not any(char.isdigit() for char in plain(stated.content))
    style = StyleName.AGENDA_TITLE if title else StyleName.AGENDA_ITEM
    return Para(style, stated.content, key=stated.key, span=stated.span)


def _inserted(block: tuple[Para, ...], below: list[Para]) -> tuple[Para, ...]:
    """The block with lines after its last session line, before its agenda lines."""
    at = max((n + 1 for n, para in enumerate(block) if para.style is StyleName.SESSION), default=0)
    return (*block[:at], *(replace(para, style=StyleName.AGENDA_ITEM) for para in below), *block[at:])


def kinds(document: Document) -> Iterator[tuple[Stated, bool]]:
    """Lines that name the kind of a document (`Draft resolution submitted by …`), and whether the title follows."""
    titles = [n for n, stated in enumerate(document.front) if stated.key == "title"]
    for number, stated in enumerate(document.front):
        if stated.key == "kind":
            yield stated, bool(titles) and number < titles[0]
