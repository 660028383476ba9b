"""HTML to lines: everything that a browser would show; a line that is the page's own machinery says so."""

from __future__ import annotations

import re

from converter.diagnostics import InputError, Report
from converter.late import late
from converter.options import Options
from converter.readers.decode import decode
from converter.readers.html_walk import Walk
from converter.source import Line, Source

META = late(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
XML = late(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE)
BRACKETS = late(r"<!\[(?:if|endif)[^>]*\]>|<\?xml[^>]*>", re.IGNORECASE)
HEAD = 8_192


def read_html(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read a saved or copied page. Raises InputError for a page without text or with too deep a nesting."""
    decoded = decode(data, name, report, declared(data))
    source = read_page(decoded.text, name, "html", decoded.encoding, options)
    if not any(char.isalnum() for line in source.lines for char in line.text):
        raise InputError("the page shows no text", hint="save the page again when it has loaded", source=name)
    return source


def read_page(text: str, name: str, form: str, encoding: str, options: Options) -> Source:
    """The lines of a decoded page."""
    from lxml import etree

    text = BRACKETS.sub(blanked, text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParseError:
        root = None
    if root is None:
        return Source(name, form, (), encoding)
    walk = Walk(root, options.limits.depth, name)
    lines: tuple[Line, ...] = tuple(walk.run())
    return Source(name, form, lines, encoding, language=language(root.get("lang") or ""), title=walk.title)


def declared(data: bytes) -> str:
    """The encoding that a page states of itself, in a meta element or as XML; nothing where it does not."""
    found = META.search(data[:HEAD]) or XML.match(data[:HEAD].lstrip())
    return found[1].decode("ascii", "replace") if found else ""


def language(code: str) -> str:
    """A language code without country: `en-GB` is `en`."""
    return code.split("-")[0].strip().lower() if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)*", code.strip()) else ""


def blanked(found: re.Match[str]) -> str:
    """As many line ends as a stretch had, so that the lines after it keep their numbers."""
    return "\n" * found[0].count("\n")
