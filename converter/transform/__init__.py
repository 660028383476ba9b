"""Document → Document: anchors and links, worked out once for every writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from converter.diagnostics import Report
from converter.model import Document
from converter.transform.anchors import set_anchors
from converter.transform.link import link_symbols
from converter.transform.references import link_references

TRANSFORMS: Final[tuple[Callable[[Document, Report], Document], ...]] = (set_anchors, link_symbols, link_references)


def transform(document: Document, report: Report) -> Document:
    """The document after each transform, in order."""
    for step in TRANSFORMS:
        document = step(document, report)
    return document
