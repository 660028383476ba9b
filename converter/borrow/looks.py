"""How a paragraph of a Word file is set: what its first run says, else its style and those below, else the defaults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.borrow import Look
from converter.readers.docx_package import W, is_on, val, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PLAIN_SIZE = 10.0
"""Word's own size where a file says none."""


class Looks:
    """The styles of a file, asked paragraph by paragraph."""

    def __init__(self, styles: Element | None) -> None:
        found = [] if styles is None else styles.findall(W + "style")
        self.by_id = {style.get(W + "styleId", ""): style for style in found}
        self.default = next((s for s in found if s.get(W + "default") and s.get(W + "type") == "paragraph"), None)
        self.defaults = None if styles is None else styles.find(W + "docDefaults")

    def _styles(self, paragraph: Element | None) -> Iterator[Element]:
        """The paragraph's style and those that it is based on, nearest first."""
        name = val(paragraph.find(W + "pPr"), "pStyle") if paragraph is not None else None
        style, seen = self.by_id.get(name or "", self.default), set[str]()
        while style is not None and style.get(W + "styleId", "") not in seen:
            seen.add(style.get(W + "styleId", ""))
            yield style
            style = self.by_id.get(val(style, "basedOn") or "")

    def _run(self, paragraph: Element | None) -> Iterator[Element]:
        """The run properties that count for the first run with text, nearest first."""
        if paragraph is not None:
            runs = [r for r in paragraph.iter(W + "r") if r.find(W + "t") is not None]
            yield from (rpr for r in runs[:1] if (rpr := r.find(W + "rPr")) is not None)
        yield from (rpr for s in self._styles(paragraph) if (rpr := s.find(W + "rPr")) is not None)
        if self.defaults is not None and (rpr := self.defaults.find(f"{W}rPrDefault/{W}rPr")) is not None:
            yield rpr

    def _paragraph(self, paragraph: Element | None) -> Iterator[Element]:
        if paragraph is not None and (ppr := paragraph.find(W + "pPr")) is not None:
            yield ppr
        yield from (ppr for s in self._styles(paragraph) if (ppr := s.find(W + "pPr")) is not None)
        if self.defaults is not None and (ppr := self.defaults.find(f"{W}pPrDefault/{W}pPr")) is not None:
            yield ppr

    def size(self, paragraph: Element | None) -> float:
        """Points."""
        return next((whole(found) / 2 for r in self._run(paragraph) if (found := val(r, "sz"))), PLAIN_SIZE)

    def font(self, paragraph: Element | None) -> str | None:
        """The family of Latin letters."""
        return next((found for r in self._run(paragraph) if (found := val(r, "rFonts", "ascii"))), None)

    def look(self, paragraph: Element) -> Look:
        """Size, weight, slope and colour."""
        runs = list(self._run(paragraph))
        colour = next((found for r in runs if (found := val(r, "color"))), None)
        return Look(
            size=self.size(paragraph),
            bold=is_on(next((found for r in runs if (found := val(r, "b")) is not None), None)),
            italic=is_on(next((found for r in runs if (found := val(r, "i")) is not None), None)),
            colour=colour if colour and colour != "auto" else None,
        )

    def align(self, paragraph: Element) -> str | None:
        """The alignment, by Word's name."""
        return next((found for p in self._paragraph(paragraph) if (found := val(p, "jc"))), None)

    def space(self, paragraph: Element, side: str) -> float:
        """Points before or after."""
        return next((whole(found) / 20 for p in self._paragraph(paragraph) if (found := val(p, "spacing", side))), 0.0)

    def line(self, paragraph: Element) -> tuple[float, str]:
        """Height and rule: points for `exact` and `atLeast`, a factor for `auto`."""
        for ppr in self._paragraph(paragraph):
            height = val(ppr, "spacing", "line")
            if height:
                rule = val(ppr, "spacing", "lineRule") or "auto"
                return (whole(height) / 240, rule) if rule == "auto" else (whole(height) / 20, rule)
        return 1.0, "auto"
