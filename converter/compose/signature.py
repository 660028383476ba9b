"""A signature block as the United Nations prints it: `(Signed)` in italics within roman brackets, the family name
in bold."""

from __future__ import annotations

import re

from converter.forms.people import is_signed
from converter.model import Emphasis, Footnote, Inline, Inlines, Signature, Strong, Text
from converter.walk import inlines_of, plain

BRACKETED = re.compile(r"\s*[(\[（]\s*([^()\[\]（）]+?)\s*[)\]）]\s*")
FAMILY = re.compile(r"(?P<before>.*\s)?(?P<family>\S+)\s*$", re.DOTALL)


def signature_lines(block: Signature) -> tuple[Inlines, ...]:
    """The lines to print; emphasis of the input gives way to the United Nations' own (FORMAT.md h).

    The line that says `(Signed)` is the name's: the first in English, below the office in French.
    """
    signed = [n for n, line in enumerate(block.lines) if is_signed(plain(line))]
    at = signed[:1] or [0]
    return tuple(_name_line(line) if n in at else line for n, line in enumerate(block.lines))


def _name_line(content: Inlines) -> Inlines:
    signed = BRACKETED.match(plain(content))
    if signed is None:
        return content
    if any(isinstance(inline, Strong) for inline in inlines_of(content)) and not plain(content).isupper():
        return content
    text = plain(content)
    opening, closing = text[: signed.start(1)].lstrip(), text[signed.end(1) : signed.end()].rstrip() + " "
    name = text[signed.end() :]
    return (Text(opening), Emphasis((Text(signed[1]),)), Text(closing), *_with_family(name), *_notes(content))


def _with_family(name: str) -> tuple[Inline, ...]:
    """The name with its family name bold: the words in capitals where there are such, else the last word."""
    capitals = [word for word in name.split() if len(word) > 1 and word.isupper()]
    if capitals and not name.isupper():
        start = name.index(capitals[0])
        return tuple(i for i in (Text(name[:start]) if start else None, Strong((Text(name[start:]),))) if i)
    found = FAMILY.match(name)
    if found is None:
        return (Text(name),) if name else ()
    before = found["before"] or ""
    return (*((Text(before),) if before else ()), Strong((Text(found["family"]),)))


def _notes(content: Inlines) -> tuple[Inline, ...]:
    return tuple(inline for inline in inlines_of(content) if isinstance(inline, Footnote))
