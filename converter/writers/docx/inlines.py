"""Inlines → runs, hyperlinks, fields and note references."""

from __future__ import annotations

from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, assert_never

from converter.late import late
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
from converter.records import dataclass, replace
from converter.walk import plain
from converter.writers.docx.scripts import EAST, RIGHT, stretches
from converter.writers.docx.styles import HYPERLINK, languages
from converter.writers.docx.xml import FORBIDDEN, escape, on, properties, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

PIECES = late("\t|\r\n?|\n|\u2028|\u2011|\u00ad")
"""Characters that Word writes as elements."""
RARE = late(f'[\t\r\n\u2028\u2011\u00ad&<>"{FORBIDDEN}]')
"""All that cannot stand in a run as it is."""
ELEMENTS = {"\t": "<w:tab/>", "\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}
BREAK = "<w:br/>"
ADDRESS = late(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is set on top of its paragraph's style."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    language: str = ""
    link: bool = False
    rtl: bool = False
    """The paragraph is written from right to left."""
    strong: bool = False
    """The paragraph's style is bold, so that its runs need not say it."""
    own: tuple[tuple[str, str], ...] = ()
    """Children of `rPr` by name, for a line that is set like no style."""


PLAIN = Look()
changed = cache(replace)
"""A look with something else; there are few of them."""


@cache
def run_properties(look: Look, kind: str) -> str:
    """`rPr` of a stretch of one kind of script; complex scripts get the same as Latin."""
    done: dict[str, str] = dict(look.own)
    if look.link:
        done["rStyle"] = w("rStyle", val=HYPERLINK)
    if kind == EAST:
        done.setdefault("rFonts", w("rFonts", hint="eastAsia"))
    if look.bold:
        done |= {"b": on("b"), "bCs": on("bCs")}
    if look.italic:
        done |= {"i": on("i"), "iCs": on("iCs")}
    if look.raised:
        done["vertAlign"] = w("vertAlign", val=look.raised)
    if kind == RIGHT:
        done["rtl"] = on("rtl")
    if look.language:
        done["lang"] = w("lang", **languages(look.language))
    return properties("rPr", done)


def text(value: str) -> str:
    """The inside of a run: text with tabs, breaks and special hyphens as elements."""
    if not RARE.search(value):
        return f'<w:t xml:space="preserve">{value}</w:t>' if value else ""
    if not PIECES.search(value):
        return f'<w:t xml:space="preserve">{escape(value)}</w:t>' if value else ""
    done, at = [], 0
    for found in PIECES.finditer(value):
        done += [text(value[at : found.start()]), ELEMENTS.get(found[0], BREAK)]
        at = found.end()
    return "".join((*done, text(value[at:])))


def run(value: str, look: Look = PLAIN) -> str:
    """One or more runs: right-to-left and East Asian stretches are runs of their own."""
    if value.isascii() and not look.rtl:
        return f"<w:r>{run_properties(look, '')}{text(value)}</w:r>" if value else ""
    return "".join(
        [f"<w:r>{run_properties(look, kind)}{text(piece)}</w:r>" for kind, piece in stretches(value, look.rtl)]
    )


def runs(content: Inlines, story: Story, look: Look = PLAIN) -> str:
    """The runs of a paragraph; texts side by side are one run."""
    if not any(isinstance(one, Text) and isinstance(other, Text) for one, other in pairwise(content)):
        return "".join([_one(inline, story, look) for inline in content])
    shown: list[str] = []
    for plain_text, group in groupby(content, lambda inline: isinstance(inline, Text)):
        if plain_text:
            shown.append(run("".join([inline.value for inline in group if isinstance(inline, Text)]), look))
        else:
            shown += [_one(inline, story, look) for inline in group]
    return "".join(shown)


def _one(inline: Inline, story: Story, look: Look) -> str:
    match inline:
        case Text(value):
            return run(value, look)
        case Emphasis(content):
            return runs(content, story, changed(look, italic=True))
        case Strong(content):
            return runs(content, story, look if look.strong else changed(look, bold=True))
        case Raised(content, below):
            return runs(content, story, changed(look, raised="subscript" if below else "superscript"))
        case Foreign(content, code):
            return runs(content, story, replace(look, language=code))
        case Link(content, target) | SymbolLink(content, _, target):
            return _link(content, target, story, look)
        case Reference(content, target):
            return reference(content, target, story, look)
        case LineBreak():
            return f"<w:r>{BREAK}</w:r>"
        case Footnote():
            return story.notes.mark(inline, story)
        case _:
            assert_never(inline)


def _link(content: Inlines, target: str, story: Story, look: Look) -> str:
    """A link out of the document; what is no address stays plain."""
    if not ADDRESS.match(target) or look.link:
        return runs(content, story, look)
    number = story.relations.external("hyperlink", target)
    return f'<w:hyperlink r:id="{number}" w:history="1">{runs(content, story, replace(look, link=True))}</w:hyperlink>'


def reference(content: Inlines, target: str, story: Story, look: Look) -> str:
    """A live cross-reference: to a paragraph that Word numbers, a field; else a link to the place."""
    if target not in story.numbers or look.link:
        return runs(content, story, look)
    name = story.bookmark(target)
    if plain(content) == story.numbers[target]:
        return field(f"REF {name} \\r \\h", runs(content, story, look))
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{runs(content, story, look)}</w:hyperlink>'


def field(code: str, result: str) -> str:
    """A field with its result: Word works it out anew, other programs show what is stored."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{instruction(code)}{separate}{result}{end}"


def instruction(code: str) -> str:
    """The run that holds the code of a field."""
    return f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
