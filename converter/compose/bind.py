"""What is printed between words: spaces at which no line ends, and commas between note marks side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from operator import is_

from converter.compose.composed import Columns, Framed, Grid, Item, Para, Pictured, Section
from converter.data import data_path
from converter.languages import CODES, language
from converter.late import late
from converter.model import (
    Block,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    NumberedParagraph,
    Paragraph,
    Raised,
    Text,
)
from converter.records import replace
from converter.strict import load_yaml

FIXED = "\u00a0"
COMMA = Raised((Text(","),))
"""Two indicators at one place are separated by a comma (Editorial Manual, footnotes)."""


@cache
def seams(code: str) -> re.Pattern[str] | None:
    """The spaces of a language at which no line ends; None for a language of which nothing is known."""
    words = load_yaml(data_path("binding.yaml")).get(code) if code in CODES else None
    if words is None:
        return None
    months = (month for month in language(code).months)
    return late(
        rf" (?:(?<=[\d)] )|(?=[^\W_a-zа-я]))"  # what all of the following ask, tried first
        rf"(?:(?<=\d )(?=(?:{_either([*months, *words['counted']])})(?!\w))"
        rf"|(?=\d|[IVX]+\b)(?:{_after(words['numbered'])})"
        rf"|(?=[^\W\d_a-zа-я])(?:{_after(words['titles'])})"
        r"|(?<=[\s(]\d )(?=\w)|(?<=\s\([a-z]\) )|(?<=\s\([ivx]{2}\) )|(?<=\s\([ivx]{3}\) ))"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _after(words: Iterable[str]) -> str:
    """Behind one of some words; those of one length are looked for together, where one of their last letters stands."""
    lengths: dict[int, list[str]] = {}
    for word in words:
        lengths.setdefault(len(word), []).append(word)
    ends = "".join(sorted({re.escape(word[-1]) for each in lengths.values() for word in each}))
    return f"(?<=[{ends}] )(?:" + "|".join(rf"(?<=(?<!\w)(?:{_either(each)}) )" for each in lengths.values()) + ")"


def bound(section: Section) -> Section:
    """The section as it is printed; its words are the same."""
    return replace(section, flow=tuple(_item(item, section.language) for item in section.flow))


def _item(item: Item, code: str) -> Item:
    match item:
        case Para():
            return _para(item, code)
        case Columns():
            return replace(item, left=_paras(item.left, code), right=_paras(item.right, code))
        case Grid():
            # Cells are narrow: their lines end wherever they must.
            rows = tuple(tuple(replace(cell, content=_paras(cell.content, "")) for cell in row) for row in item.rows)
            return replace(item, rows=rows, caption=_paras(item.caption, code), notes=_paras(item.notes, code))
        case Framed():
            flow = tuple(_item(inner, code) for inner in item.flow)
            return replace(item, title=_paras(item.title, code), flow=flow)
        case Pictured():
            return replace(item, caption=_paras(item.caption, code))
        case _:
            return item


def _paras(paras: tuple[Para, ...], code: str) -> tuple[Para, ...]:
    return tuple([_para(para, code) for para in paras])


def _para(para: Para, code: str) -> Para:
    content = _inlines(para.content, seams(para.language or code))
    return para if content is para.content else replace(para, content=content)


def _inlines(content: Inlines, seam: re.Pattern[str] | None) -> Inlines:
    """The same object where nothing changes, which is what most often is the case."""
    done = tuple([_inline(inline, seam) for inline in content])
    if any(isinstance(a, Footnote) and isinstance(b, Footnote) for a, b in pairwise(done)):
        done = tuple(_with_commas(done))
    return content if len(done) == len(content) and all(map(is_, done, content)) else done


def _inline(inline: Inline, seam: re.Pattern[str] | None) -> Inline:
    match inline:
        case Text(value):
            text = seam.sub(FIXED, value) if seam else value
            return inline if text == value else Text(text)
        case LineBreak():
            return inline
        case Footnote(_, blocks):
            inner = tuple([_block(block, seam) for block in blocks])
            return inline if all(map(is_, inner, blocks)) else replace(inline, blocks=inner)
        case Foreign(content, code):
            return replace(inline, content=_inlines(content, seams(code)))
        case _:
            content = _inlines(inline.content, seam)
            return inline if content is inline.content else replace(inline, content=content)


def _block(block: Block, seam: re.Pattern[str] | None) -> Block:
    """A block of a note."""
    if not isinstance(block, Paragraph | NumberedParagraph | ListItem):
        return block
    content = _inlines(block.content, seam)
    return block if content is block.content else replace(block, content=content)


def _with_commas(content: Inlines) -> Iterator[Inline]:
    for before, inline in zip((None, *content), content, strict=False):
        if isinstance(before, Footnote) and isinstance(inline, Footnote):
            yield COMMA
        yield inline
