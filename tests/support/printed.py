"""The words that a composed document prints, in order: masthead or letterhead, then the flow, notes at their marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from converter.account import content_texts, words
from converter.compose.composed import Columns, Composed, Contents, Framed, Grid, Item, Para, Pictured
from converter.walk import plain


def opening_words(page: Composed) -> list[str]:
    """The words of the masthead, the letterhead and the foot of page 1."""
    texts: list[str] = []
    if page.masthead is not None:
        head = page.masthead
        texts += [head.united_nations, *(s.letters + s.rest for s in head.symbols), *head.organs, *head.distribution]
    if page.letterhead is not None:
        own = page.letterhead
        texts += [*(line for block in own.names for line in block), *own.address]
        texts += [line.text for band in (*own.bands, *own.foot) for column in band.columns for line in column.lines]
    if page.first_foot is not None:
        texts.append(page.first_foot.job)
    return [word for text in texts for word in words(text)]


def flow_words(page: Composed) -> list[str]:
    """The words of every section, in order; a contents list repeats headings and is left out."""
    return [word for section in page.sections for text in _items(section.flow) for word in words(text)]


def paras(flow: Iterable[Item]) -> Iterator[Para]:
    """Every paragraph of a flow, in order."""
    for item in flow:
        match item:
            case Para():
                yield item
            case Columns():
                yield from (*item.left, *item.right)
            case Grid():
                yield from item.caption
                yield from (para for row in item.rows for cell in row for para in cell.content)
                yield from item.notes
            case Framed():
                yield from item.title
                yield from paras(item.flow)
            case Pictured():
                yield from item.caption
            case Contents() | _:
                pass


def _items(flow: Iterable[Any]) -> Iterator[str]:
    for para in paras(flow):
        yield para.label or ""
        yield from content_texts(para.content)


def said(para: Para) -> str:
    """What a paragraph says, with ordinary spaces for those that no line ends at."""
    return plain(para.content).replace("\u00a0", " ")
