"""`--fix`: the edits that are certain, applied to the input's own text; everything else stays byte for byte."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from converter.check.advice import Finding
from converter.check.places import ENDS

Edit = tuple[int, int, str]


def edits(findings: Sequence[Finding]) -> tuple[Edit, ...]:
    """The edits of findings, in order; of two that touch the first is made, the other waits for the next round."""
    chosen: list[Edit] = []
    for edit in sorted({finding.edit for finding in findings if finding.edit}):
        if not chosen or edit[0] > chosen[-1][1] or (edit[0] == chosen[-1][1] and edit[0] < edit[1]):
            chosen.append(edit)
    return tuple(chosen)


def applied(text: str, made: Sequence[Edit]) -> str:
    """The text with the edits.

    >>> applied("5% of 12", [(1, 2, " per cent")])
    '5 per cent of 12'
    """
    parts, at = [], 0
    for start, end, new in made:
        parts += [text[at:start], new]
        at = end
    return "".join(parts) + text[at:]


def encodable(findings: Sequence[Finding], encoding: str) -> list[Finding]:
    """The findings whose edit the file's encoding can write."""
    return [finding for finding in findings if finding.edit is None or _fits(finding.edit[2], encoding)]


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def diff(before: str, after: str, name: str) -> str:
    """What the edits change, as a unified diff."""
    old, new = ENDS.split(before), ENDS.split(after)
    return "\n".join(difflib.unified_diff(old, new, name, f"{name} (fixed)", lineterm="", n=1))
