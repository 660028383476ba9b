"""Document properties of a Word file: evidence of symbol, session and title beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.late import late
from converter.readers.docx_package import Package, W
from converter.source import Line, Place
from converter.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ESCAPE = late(r"_x([0-9A-Fa-f]{4})_")
STAMP = late(r"<<\s*([^<>]+?)\s*>>(.*?)<<\s*\1\s*>>", re.DOTALL)
CORE = frozenset(("title", "subject", "keywords", "description", "language", "category"))


def properties(package: Package) -> tuple[list[Line], str]:
    """One line for each property: `label` is its name, `text` its value. And the title that the file states."""
    core = {name: text for name, text in _core(package) if name in CORE}
    found = [*core.items(), *_custom(package), *_variables(package)]
    lines = [line(name, value) for name, value in dict.fromkeys((n, _plain(v)) for n, v in found) if value]
    return lines, _plain(core.get("title", ""))


def line(name: str, value: str) -> Line:
    """A property as a line; it stands nowhere in the text, so it counts as the first line."""
    return Line(value, Span(1, 1), place=Place.PROPERTY, whole=True, label=name)


def from_comment(text: str) -> list[Line]:
    """What the comments of the UN's templates state: `<<ODS JOB NO>>N2500001E<<ODS JOB NO>>`.

    >>> [(said.label, said.text) for said in from_comment("<<ODS DOC SYMBOL1>>A/1/2<<ODS DOC SYMBOL1>>")]
    [('ODS DOC SYMBOL1', 'A/1/2')]
    """
    return [line(name, _plain(value)) for name, value in STAMP.findall(text) if value.strip()]


def _plain(value: str) -> str:
    plain = ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
    return plain.encode("utf-8", "ignore").decode().strip()


def _root(package: Package, kind: str) -> Element | None:
    return package.part(kind, "")


def _core(package: Package) -> Iterator[tuple[str, str]]:
    root = _root(package, "core-properties")
    for child in root if root is not None else ():
        yield child.tag.rpartition("}")[2], child.text or ""


def _custom(package: Package) -> Iterator[tuple[str, str]]:
    root = _root(package, "custom-properties")
    for child in root if root is not None else ():
        yield child.get("name", ""), "".join(part.text or "" for part in child)


def _variables(package: Package) -> Iterator[tuple[str, str]]:
    settings = package.part("settings")
    for variable in settings.iter(W + "docVar") if settings is not None else ():
        yield variable.get(W + "name", ""), variable.get(W + "val", "")
