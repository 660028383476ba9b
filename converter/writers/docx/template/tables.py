"""Our tables made to fit a template: none wider than its text, and none with columns too narrow for its letters."""

from __future__ import annotations

from typing import Any

from converter.style.schema import Page
from converter.style.units import Length
from converter.writers.docx.constants import HUNDRED
from converter.writers.docx.template.opened import W

WIDTHS = (f"{W}tblW", f"{W}tcW", f"{W}tblInd")


def narrowed(tree: Any, page: Page) -> None:
    """Scale each table that is wider than the text of `page` (with its indent) down to it."""
    room = page.width.twip - page.left.twip - page.right.twip
    for table in tree.iter(f"{W}tbl"):
        indent = _number(table.find(f"{W}tblPr/{W}tblInd"))
        columns = table.findall(f"{W}tblGrid/{W}gridCol")
        wide = max(0, indent) + sum(_number(column) for column in columns)
        if columns and wide > room > 0:
            _scaled(table, room * HUNDRED // wide)


def widened(tree: Any) -> None:
    """Let columns grow with their longest word: widths were counted in our faces, the template has its own."""
    for layout in tree.iter(f"{W}tblLayout"):
        layout.set(f"{W}type", "autofit")


def padded(tree: Any, room: Length) -> None:
    """Keep words off the sides of a frame: our styles hold them off by indents that a template's styles lack."""
    for margins in tree.iter(f"{W}tblCellMar"):
        if margins.getparent().find(f"{W}tblBorders/{W}left") is not None:
            for side in (f"{W}left", f"{W}right"):
                for node in margins.iter(side):
                    node.set(f"{W}w", str(max(_number(node), room.twip)))


def _scaled(table: Any, hundredths: int) -> None:
    cells = [node for name in WIDTHS for node in table.iter(name)]
    for node in (*table.iter(f"{W}gridCol"), *(c for c in cells if c.get(f"{W}type") == "dxa")):
        node.set(f"{W}w", str(_number(node) * hundredths // HUNDRED))


def _number(node: Any) -> int:
    """Twips of a width; 0 where it has none."""
    value = "" if node is None else node.get(f"{W}w", "")
    return int(value) if value.lstrip("-").isdigit() else 0
