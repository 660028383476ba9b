"""A signature block as the United Nations prints it: `(Signed)` in italics within roman brackets, the family name
in bold."""

from __future__ import annotations

import re
from typing import Final

from converter.forms.people import is_signed
from converter.languages import CODES, language
from converter.late import late
from converter.model import Document, Emphasis, Footnote, Form, Inline, Inlines, Signature, Strong, Text
from converter.records import dataclass
from converter.walk import inlines_of, plain

BRACKETED = late(r"\s*[(\[（]\s*([^()\[\]（）]+?)\s*[)\]）]\s*")
FAMILY = late(r"(?P<before>.*\s)?(?P<family>\S+)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Signing:
    """What is printed beside the name of a letter that was made a circulated one, and does not say so itself."""

    word: str
    names: frozenset[str]
    after: bool
    """Whether it stands after the name, as in Chinese."""


def signing(document: Document) -> Signing | None:
    """The note that a letter was signed, where `--as circulated` asks for it."""
    form = document.meta.evidence.get("form")
    if document.form is not Form.CIRCULATED or form is None or form.origin != "--as":
        return None
    code = document.language if document.language in CODES else CODES[0]
    names = frozenset(person.name for person in document.meta.signatories)
    return Signing(language(code).terms["signed"], names, code in NAME_FIRST)


NAME_FIRST: Final = frozenset({"zh"})
"""Languages that say so after the name."""


def signature_lines(block: Signature, added: Signing | None = None) -> tuple[Inlines, ...]:
    """The lines to print; emphasis of the input gives way to the United Nations' own (FORMAT.md h).

    The line that says `(Signed)` is the name's: the first in English, below the office in French.
    """
    signed = [n for n, line in enumerate(block.lines) if is_signed(plain(line))]
    lines = block.lines
    if not signed and added is not None:
        signed = [n for n, line in enumerate(lines) if plain(line).strip() in added.names]
        at = signed[0] if signed else 0
        lines = tuple(_with_note(line, added) if n == at else line for n, line in enumerate(lines))
    at = signed[0] if signed else 0
    return tuple(_name_line(line) if n == at else line for n, line in enumerate(lines))


def _with_note(line: Inlines, added: Signing) -> Inlines:
    return (*line, Text(f"（{added.word}）")) if added.after else (Text(f"({added.word}) "), *line)


def _name_line(content: Inlines) -> Inlines:
    signed = BRACKETED.match(plain(content))
    if signed is None:
        return content
    if any(isinstance(inline, Strong) for inline in inlines_of(content)) and not plain(content).isupper():
        return _with_roman_brackets(content)
    text = plain(content)
    opening, closing = text[: signed.start(1)].lstrip(), text[signed.end(1) : signed.end()].rstrip() + " "
    name = text[signed.end() :]
    return (Text(opening), Emphasis((Text(signed[1]),)), Text(closing), *_with_family(name), *_notes(content))


def _with_roman_brackets(content: Inlines) -> Inlines:
    """A line whose name is bold already: only brackets within the emphasis of `(Signed)` are taken out of it."""
    first, *others = content
    signed = BRACKETED.fullmatch(plain((first,))) if isinstance(first, Emphasis) else None
    if signed is None:
        return content
    text = signed[0]
    opening, closing = text[: signed.start(1)], text[signed.end(1) :]
    return (Text(opening), Emphasis((Text(signed[1]),)), Text(closing), *others)


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
