"""What the cases of parse show: kind, form, values with their evidence, parts and stated lines; no blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.support.cases import Case

BLOCK = re.compile(r"\d+\.* |footnote ")


def run(case: Case) -> str:
    """The metadata of a case's input, a line a thing."""
    from converter.model import Document
    from converter.pipeline import inspected, understand
    from tests.support.rooms import brief, job

    work = job(case)
    document = understand(work, "parse")
    assert isinstance(document, Document)
    lines = [line for line in brief(inspected(work)) if not BLOCK.match(line)]
    return "\n".join([*lines, *stated(document)])


def stated(document: Any) -> Iterator[str]:
    """The lines before and after the text, by what they state."""
    for name in ("front", "back"):
        lines = [f"{line.key} {line.span.first}" for line in getattr(document, name)]
        if lines:
            yield f"{name}: {', '.join(lines)}"
