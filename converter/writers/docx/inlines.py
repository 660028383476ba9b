"""Inlines → runs, hyperlinks, fields and note references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from converter.languages import script
from converter.model import (
    Emphasis,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Raised,
    Reference,
    Strong,
    SymbolLink,
    Text,
)
from converter.walk import plain
from converter.writers.docx.styles import HYPERLINK, languages
from converter.writers.docx.xml import escape, on, properties, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

PIECES = re.compile("\t|\n|\u2011|\u00ad")
"""Characters that Word writes as elements."""
ELEMENTS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}
RIGHT_TO_LEFT = "Arab"
EAST = "Hani"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is set on top of its paragraph's style."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    language: str = ""
    link: bool = False

    def properties(self, *, rtl: bool = False, east: bool = False) -> str:
        """`rPr`; complex scripts get the same as Latin."""
        done: dict[str, str] = {}
        if self.link:
            done["rStyle"] = w("rStyle", val=HYPERLINK)
        if east:
            done["rFonts"] = w("rFonts", hint="eastAsia")
        if self.bold:
            done |= {"b": on("b"), "bCs": on("bCs")}
        if self.italic:
            done |= {"i": on("i"), "iCs": on("iCs")}
        if self.raised:
            done["vertAlign"] = w("vertAlign", val=self.raised)
        if rtl:
            done["rtl"] = on("rtl")
        if self.language:
            done["lang"] = w("lang", **languages(self.language))
        return properties("rPr", done)


def text(value: str) -> str:
    """The inside of a run: text with tabs, breaks and special hyphens as elements."""
    if not PIECES.search(value):
        return f'<w:t xml:space="preserve">{escape(value)}</w:t>' if value else ""
    done, at = [], 0
    for found in PIECES.finditer(value):
        done += [text(value[at : found.start()]), ELEMENTS[found[0]]]
        at = found.end()
    return "".join((*done, text(value[at:])))


def run(value: str, look: Look) -> str:
    """One or more runs: right-to-left and East Asian stretches are runs of their own."""
    if value.isascii():
        return f"<w:r>{look.properties()}{text(value)}</w:r>" if value else ""
    return "".join(
        f"<w:r>{look.properties(rtl=kind == RIGHT_TO_LEFT, east=kind == EAST)}{text(piece)}</w:r>"
        for kind, piece in stretches(value)
    )


def stretches(value: str) -> Iterator[tuple[str, str]]:
    """A text cut where the script changes; what has no script goes with what stands before it, figures and spaces in Arabic too."""
    start, kind = 0, ""
    for at, char in enumerate(value):
        here = script(char)
        if not here or here == kind:
            continue
        if kind and kind != here:
            yield kind, value[start:at]
            start = at
        kind = here
    if start < len(value):
        yield kind, value[start:]


def runs(content: Inlines, story: Story, look: Look = Look()) -> str:
    """The runs of a paragraph."""
    return "".join([_one(inline, story, look) for inline in content])


def _one(inline: Inline, story: Story, look: Look) -> str:
    match inline:
        case Text(value):
            return run(value, look)
        case Emphasis(content):
            return runs(content, story, replace(look, italic=True))
        case Strong(content):
            return runs(content, story, replace(look, bold=True))
        case Raised(content, below):
            return runs(content, story, replace(look, raised="subscript" if below else "superscript"))
        case Foreign(content, code):
            return runs(content, story, replace(look, language=code))
        case Link(content, target) | SymbolLink(content, _, target):
            return _link(runs(content, story, replace(look, link=True)), target, story)
        case Reference(content, target):
            return reference(content, target, story, look)
        case LineBreak():
            return "<w:r><w:br/></w:r>"
        case Footnote():
            return story.notes.mark(inline)
        case _:
            assert_never(inline)


def _link(inner: str, target: str, story: Story) -> str:
    number = story.relations.external("hyperlink", target)
    return f'<w:hyperlink r:id="{number}" w:history="1">{inner}</w:hyperlink>'


def reference(content: Inlines, target: str, story: Story, look: Look) -> str:
    """A live cross-reference: to a paragraph that Word numbers, a field; else a link to the place."""
    name = story.bookmark(target)
    if plain(content) == story.numbers.get(target):
        return field(f"REF {name} \\r \\h", runs(content, story, look))
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{runs(content, story, look)}</w:hyperlink>'


def field(code: str, result: str, look: str = "") -> str:
    """A field with its result: Word works it out anew, other programs show what is stored."""
    begin, separate, end = (
        f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f'{begin}<w:r>{look}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>{separate}{result}{end}'
