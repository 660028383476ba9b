"""Links: document symbols in running text, and references into the document."""

from __future__ import annotations

from converter.diagnostics import Report
from converter.forms.symbols import docs_url, find_symbols
from converter.model import Document, Footnote, Inline, Inlines, Part, SymbolLink, Text
from converter.records import replace
from converter.walk import map_contents, map_inlines, map_parts


def link_symbols(document: Document, report: Report) -> Document:
    """Each document symbol in the text as a link to where it can be read (FORMAT.md k); brackets around it stay
    outside."""
    code = document.language.partition("-")[0]

    def inline(item: Inline) -> Inlines:
        if isinstance(item, Text) and "/" in item.value:
            return _linked(item, code)
        if isinstance(item, Footnote):
            blocks = tuple(map_contents(block, content) for block in item.blocks)
            return (item if blocks == item.blocks else replace(item, blocks=blocks),)
        return (item,)

    def content(inlines: Inlines) -> Inlines:
        return map_inlines(inlines, inline)

    def part(item: Part) -> Part:
        blocks = tuple(map_contents(block, content) for block in item.blocks)
        same = all(a is b for a, b in zip(blocks, item.blocks, strict=True))
        return item if same else replace(item, blocks=blocks)

    return map_parts(document, part)


def _linked(text: Text, code: str) -> Inlines:
    pieces: list[Inline] = []
    at = 0
    for found in find_symbols(text.value):
        if found.placeholder:
            continue
        if found.start > at:
            pieces.append(Text(text.value[at : found.start]))
        shown = text.value[found.start : found.end]
        pieces.append(SymbolLink((Text(shown),), found.text, docs_url(found.text, code)))
        at = found.end
    if not pieces:
        return (text,)
    if at < len(text.value):
        pieces.append(Text(text.value[at:]))
    return tuple(pieces)
