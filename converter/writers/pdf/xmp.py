"""What the file says about itself in XMP: title, language, dates, and that it is both archival and accessible."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from converter.compose.composed import Properties

TEMPLATE = Path(__file__).with_name("xmp.xml")
"""The packet around what a document states. PDF/A wants every name that it does not know itself described there."""


def packet(properties: Properties, stamp: str, producer: str) -> bytes:
    """The XMP packet; `stamp` is an ISO time."""
    stated = [f"<dc:title>{_alternatives(properties.title)}</dc:title>"]
    if properties.author:
        stated.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(properties.author)}</rdf:li></rdf:Seq></dc:creator>")
    if properties.subject:
        stated.append(f"<dc:description>{_alternatives(properties.subject)}</dc:description>")
    stated.append(f"<dc:language><rdf:Bag><rdf:li>{escape(properties.language)}</rdf:li></rdf:Bag></dc:language>")
    text = _template().format(stated="\n".join(stated), stamp=stamp, producer=escape(producer))
    return text.encode("utf-8", "replace")


@cache
def _template() -> str:
    return TEMPLATE.read_text("utf-8")


def escape(text: str) -> str:
    """A text as XML has it. The library's own function would load its network code with it."""
    text = "".join(char for char in text if char >= " ")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
