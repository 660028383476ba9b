"""Document → Document: numbers and links, worked out once for every writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from converter.diagnostics import Report
from converter.model import Document
from converter.transform.link import link_symbols

TRANSFORMS: Final[tuple[Callable[[Document, Report], Document], ...]] = (link_symbols,)


def transform(document: Document, report: Report) -> Document:
    """The document after each transform, in order."""
    for step in TRANSFORMS:
        document = step(document, report)
    return document
