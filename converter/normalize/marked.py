"""What the format itself says is no part of the text: running heads, comments, deletions; quoting of a whole mail."""

from __future__ import annotations

from converter.normalize.furniture import furniture
from converter.normalize.mended import Mended, without
from converter.records import replace
from converter.source import Place, Source

WHY = {Place.RUNNING: "running-head", Place.COMMENT: "comment", Place.DELETED: "tracked-deletion"}


def drop_marked(source: Source) -> Mended:
    """Remove lines that stand in a repeating head or foot, in a comment or in a tracked deletion.

    >>> from converter.source import Line
    >>> from converter.span import Span
    >>> drop_marked(Source("x", "md", (Line("ask him", Span(1, 1), place=Place.COMMENT),))).removed[0].why
    'comment'
    """
    if not any(line.place in WHY for line in source.lines):
        return Mended(source.lines)
    gone = {}
    for place, line in enumerate(source.lines):
        if line.place in WHY and not line.blank:
            kinds = furniture().kinds(line.text) if line.place is Place.RUNNING else None
            gone[place] = (
                "page-number" if kinds and kinds.keys() & {"fraction", "page", "bare", "dashed"} else WHY[line.place]
            )
    mended = without(source.lines, gone)
    kept = tuple(line for line in mended.lines if line.place not in WHY)
    return Mended(kept if len(kept) < len(mended.lines) else mended.lines, mended.removed)


def unquote(source: Source) -> Mended:
    """A text that is quoted as a whole (a forwarded mail with `>` before each line) is no quotation.

    >>> from converter.source import Line
    >>> from converter.span import Span
    >>> lines = (Line("We met.", Span(1, 1), quote=1), Line("In May.", Span(2, 2), quote=1))
    >>> [line.quote for line in unquote(Source("x", "txt", lines)).lines]
    [0, 0]
    """
    filled = [line for line in source.lines if not line.blank]
    quoted = sum(len(line.text) for line in filled if line.quote)
    if not quoted or quoted < 0.7 * sum(len(line.text) for line in filled):
        return Mended(source.lines)
    least = min(line.quote for line in filled if line.quote)
    return Mended(
        tuple(replace(line, quote=max(0, line.quote - least)) if line.quote else line for line in source.lines)
    )
