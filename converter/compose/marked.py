"""Notes of masthead lines: the lines are printed from their values, so their notes are hung on to what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from converter.compose.composed import Columns, Item, Para
from converter.model import Document, Footnote
from converter.records import replace
from converter.style.names import StyleName
from converter.walk import footnotes_of

PLACES: Final[Mapping[str, tuple[StyleName, ...]]] = {
    "organs": (StyleName.AGENDA_ITEM, StyleName.AGENDA_TITLE, StyleName.SESSION, StyleName.COMMITTEE),
    "sponsors": (StyleName.SPONSORS,),
}
"""Key of the line that was marked → styles of the lines that may carry its note, the best first."""


def with_notes(items: tuple[Item, ...], document: Document, keys: frozenset[str]) -> tuple[Item, ...]:
    """The opening with every note of lines that state one of the keys; one that is printed already stays."""
    printed = [note for para in _paras(items) for note in footnotes_of(para.content)]
    for stated in document.front:
        if stated.key not in keys:
            continue
        for note in footnotes_of(stated.content):
            if note not in printed:
                if any(symbol.endswith(note.label) and set(note.label) == {"*"} for symbol in document.meta.symbols):
                    note = replace(note, elsewhere=stated.key == "symbols")
                items = _hung(items, note, PLACES.get(stated.key, ()))
    return items


def _paras(items: Iterable[Item]) -> Iterator[Para]:
    for item in items:
        if isinstance(item, Para):
            yield item
        elif isinstance(item, Columns):
            yield from (*item.left, *item.right)


def _hung(items: tuple[Item, ...], note: Footnote, styles: tuple[StyleName, ...]) -> tuple[Item, ...]:
    """The items with a note at the end of the best line; a line of its own where there is none."""
    paras = list(_paras(items))
    found = next((para for style in styles for para in reversed(paras) if para.style is style), None)
    found = found or next(iter(paras), None)
    if found is None:
        return (*items, Para(StyleName.BODY_FLUSH, (note,)))
    marked = replace(found, content=(*found.content, note))
    return tuple(_changed(item, lambda para: marked if para is found else para) for item in items)


def _changed(item: Item, change: Callable[[Para], Para]) -> Item:
    if isinstance(item, Columns):
        return replace(item, left=tuple(map(change, item.left)), right=tuple(map(change, item.right)))
    return change(item) if isinstance(item, Para) else item
