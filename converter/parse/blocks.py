"""The blocks of a part: RULES in order, and the one loop that applies them."""

from __future__ import annotations

from collections.abc import Sequence

from converter.diagnostics import Report
from converter.model import Block, Paragraph
from converter.parse.context import Context
from converter.parse.inlines import inlines
from converter.source import Line


def read_blocks(lines: Sequence[Line], context: Context, report: Report) -> tuple[Block, ...]:
    """The blocks of a part in order; every line with words goes into exactly one of them, or is removed."""
    return tuple(Paragraph(inlines(line, context), line.span) for line in lines if not line.blank)
