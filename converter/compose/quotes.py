"""Straight quotation marks and apostrophes as a printer sets them, for packs that ask for it; no letter changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from converter.model import Document, Footnote, Inline, Inlines, Part, Text
from converter.records import replace
from converter.walk import map_contents, map_inlines, map_parts

MARKS: Mapping[str, tuple[str, str]] = {"fr": ("«\u00a0", "\u00a0»"), "ru": ("«", "»")}
"""Opening and closing marks by language where they are not `“` and `”`."""
HAN = "\u2e80"
"""From here on no space stands before a mark that opens."""
BEFORE = frozenset(" \t\u00a0\n([{—–-/“‘«")
"""What a mark stands behind when it opens; so does the start of a text."""


def with_even_quotes(document: Document) -> Document:
    """A document whose straight marks are typographic ones, by the language of each part.

    The marks follow the usage of the United Nations: `“ ”` in English, Spanish, Arabic and Chinese, `« »` in French
    and Russian.
    """

    def part(one: Part) -> Part:
        even = _evener(one.language or document.language)
        blocks = tuple(map_contents(block, even) for block in one.blocks)
        return replace(one, blocks=blocks, heading=even(one.heading))

    title = document.meta.title
    meta = replace(document.meta, title=evened(title, document.language)) if title else document.meta
    return replace(map_parts(document, part), meta=meta)


def _evener(code: str) -> Callable[[Inlines], Inlines]:
    """Evens a run of inlines: what a mark does is told by the character before it, in whatever inline that stands."""

    def even(content: Inlines) -> Inlines:
        before = " "

        def change(inline: Inline) -> Inlines:
            nonlocal before
            match inline:
                case Text(value) if value:
                    last, before = before, value[-1]
                    return (inline if value.isascii() and not _straight(value) else Text(evened(value, code, last)),)
                case Footnote():
                    return (replace(inline, blocks=tuple(map_contents(block, even) for block in inline.blocks)),)
                case _:
                    return (inline,)

        return map_inlines(content, change)

    return even


def _straight(text: str) -> bool:
    return '"' in text or "'" in text


def evened(text: str, code: str, before: str = " ") -> str:
    """A text with its straight marks evened; `before` is the character that stands before it.

    >>> evened('It\\'s "the old lady", he said', "en")
    'It’s “the old lady”, he said'
    """
    if not _straight(text):
        return text
    opening, closing = MARKS.get(code, ("“", "”"))
    done: list[str] = []
    within = False
    for at, char in enumerate(text):
        after = text[at + 1 : at + 2]
        opens = before in BEFORE and not (after.isspace() or not after)
        if char == '"':
            within = opens or (before > HAN and not within)
            done.append(opening if within else closing)
        elif char == "'":
            done.append("‘" if opens and not after.isdigit() else "’")
        else:
            done.append(char)
        before = char
    return "".join(done)
