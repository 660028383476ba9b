"""Anchors: a name for every place that a reference, a contents list or a bookmark can lead to."""

from __future__ import annotations

import itertools

from converter.diagnostics import Report
from converter.model import Block, Clause, Document, Heading, NumberedParagraph, Part
from converter.records import replace


def set_anchors(document: Document, report: Report) -> Document:
    """Parts are `part-1`, headings `part-1-heading-2`, top-level numbered paragraphs and clauses `part-0-12`.

    Where a part numbers two paragraphs alike, only the first can be led to.
    """
    counted = itertools.count()

    def visit(part: Part) -> Part:
        index = next(counted)
        blocks = tuple(_named(part.blocks, f"part-{index}"))
        return replace(part, blocks=blocks, anchor=f"part-{index}", parts=tuple(visit(inner) for inner in part.parts))

    return replace(document, parts=tuple(visit(part) for part in document.parts))


def _named(blocks: tuple[Block, ...], part: str) -> list[Block]:
    done: list[Block] = []
    taken: set[str] = set()
    headings = 0
    for block in blocks:
        if isinstance(block, Heading):
            headings += 1
            done.append(replace(block, anchor=f"{part}-heading-{headings}"))
        elif isinstance(block, NumberedParagraph | Clause) and block.level == 0 and block.label:
            number = block.label.strip("().")
            done.append(block if number in taken else replace(block, anchor=f"{part}-{number}"))
            taken.add(number)
        else:
            done.append(block)
    return done
