"""How a run and a paragraph of a Word file are set: what they say, else their styles and those below, else the
defaults. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.borrow.metrics import metric
from converter.letters import Letters
from converter.readers.docx_package import A, Package, W, is_on, val, whole
from converter.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PLAIN_SIZE, PLAIN_FONT = 10.0, "Times New Roman"
"""Word's own where a file says none."""
SMALL_CAPITALS = 0.8
COMPLEX = Letters("\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff")
"""Letters that Word sets by the properties of complex scripts."""


@dataclass(frozen=True, slots=True)
class RunLook:
    """How letters are set."""

    font: str
    size: float
    bold: bool
    italic: bool
    colour: str | None
    capitals: bool = False

    @property
    def line(self) -> float:
        """Height of a line of single spacing."""
        return metric(self.font).line * self.size

    @property
    def below(self) -> float:
        """From the baseline to the end of that line: what is added between lines stands above."""
        return metric(self.font).descent * self.size


class Looks:
    """The styles of a file."""

    def __init__(self, package: Package) -> None:
        styles = package.part("styles")
        found = [] if styles is None else styles.findall(W + "style")
        self.by_id = {style.get(W + "styleId", ""): style for style in found}
        self.default = next((s for s in found if s.get(W + "default") and s.get(W + "type") == "paragraph"), None)
        self.defaults = None if styles is None else styles.find(W + "docDefaults")
        self.theme = _theme(package.part("theme"))
        self.serif = _serif(package.part("fontTable"))

    # ------------------------------------------------------------ where values stand

    def styles(self, name: str | None, otherwise: Element | None = None) -> Iterator[Element]:
        """A style and those that it is based on, nearest first."""
        style, seen = self.by_id.get(name or "", otherwise), set[str]()
        while style is not None and style.get(W + "styleId", "") not in seen:
            seen.add(style.get(W + "styleId", ""))
            yield style
            style = self.by_id.get(val(style, "basedOn") or "")

    def _runs(self, paragraph: Element, run: Element | None) -> Iterator[Element]:
        own = run.find(W + "rPr") if run is not None else None
        if own is not None:
            yield own
            yield from _inner(self.styles(val(own, "rStyle")), "rPr")
        yield from _inner(self.styles(val(paragraph.find(W + "pPr"), "pStyle"), self.default), "rPr")
        if self.defaults is not None:
            yield from _inner([e for e in self.defaults if e.tag == W + "rPrDefault"], "rPr")

    def paragraphs(self, paragraph: Element) -> Iterator[Element]:
        """The properties that count for a paragraph, nearest first."""
        own = paragraph.find(W + "pPr")
        if own is not None:
            yield own
        yield from _inner(self.styles(val(own, "pStyle"), self.default), "pPr")
        if self.defaults is not None:
            yield from _inner([e for e in self.defaults if e.tag == W + "pPrDefault"], "pPr")

    # ------------------------------------------------------------ letters

    def look(self, paragraph: Element, run: Element | None, text: str = "") -> RunLook:
        """The look of a run, or of a paragraph's end mark where there is none."""
        said = list(self._runs(paragraph, run))
        turned = COMPLEX.search(text) is not None
        tail = "Cs" if turned else ""
        size = next((whole(v) / 2 for r in said if (v := val(r, "sz" + tail))), 0.0)
        size = size or next((whole(v) / 2 for r in said if (v := val(r, "sz"))), PLAIN_SIZE)
        small, capitals = _on(said, "smallCaps"), _on(said, "caps")
        colour = next((v for r in said if (v := val(r, "color"))), None)
        return RunLook(
            self._font(said, "cs" if turned else "ascii"),
            size * SMALL_CAPITALS if small and not capitals else size,
            _on(said, "b" + tail),
            _on(said, "i" + tail),
            colour.upper() if colour and colour != "auto" else None,
            small or capitals,
        )

    def _font(self, said: list[Element], kind: str) -> str:
        themed = "cstheme" if kind == "cs" else f"{kind}Theme"
        for properties in said:
            fonts = properties.find(W + "rFonts")
            if fonts is None:
                continue
            found = self.theme.get(fonts.get(W + themed, "")) or fonts.get(W + kind)
            if found:
                return found
        return PLAIN_FONT

    # ------------------------------------------------------------ paragraphs

    def value(self, paragraph: Element, tag: str, attribute: str = "val") -> str | None:
        """An attribute of a property, wherever it is said first."""
        return next((v for p in self.paragraphs(paragraph) if (v := val(p, tag, attribute))), None)

    def points(self, paragraph: Element, tag: str, *attributes: str) -> float:
        """A length of a property, by the first of these attributes that is said."""
        for properties in self.paragraphs(paragraph):
            for attribute in attributes:
                if found := val(properties, tag, attribute):
                    return whole(found) / 20
        return 0.0

    def align(self, paragraph: Element) -> str:
        """`left`, `center` or `right`, as seen on the page."""
        said = self.value(paragraph, "jc") or "start"
        turned = any(is_on(v) for p in self.paragraphs(paragraph) if (v := val(p, "bidi")) is not None)
        edge = {"center": "center", "right": "end", "end": "end"}.get(said, "start")
        return {"center": "center", "start": "right" if turned else "left", "end": "left" if turned else "right"}[edge]

    def spacing(self, paragraph: Element) -> tuple[float, str]:
        """Height of lines and its rule: points for `exact` and `atLeast`, a factor for `auto`."""
        for properties in self.paragraphs(paragraph):
            height = val(properties, "spacing", "line")
            if height:
                rule = val(properties, "spacing", "lineRule") or "auto"
                return (whole(height) / 240, rule) if rule == "auto" else (whole(height) / 20, rule)
        return 1.0, "auto"

    def tabs(self, paragraph: Element) -> dict[float, str]:
        """Tab stops from the margin: where, and of which kind."""
        found: dict[float, str] = {}
        for properties in reversed(list(self.paragraphs(paragraph))):
            for stop in properties.iterfind(f"{W}tabs/{W}tab"):
                at, kind = whole(stop.get(W + "pos")) / 20, stop.get(W + "val", "left")
                if kind == "clear":
                    found.pop(at, None)
                else:
                    found[at] = {"start": "left", "end": "right"}.get(kind, kind)
        return found

    def borders(self, paragraph: Element) -> Element | None:
        """The borders of a paragraph."""
        return next((b for p in self.paragraphs(paragraph) if (b := p.find(W + "pBdr")) is not None), None)


def _inner(elements: Iterator[Element] | list[Element], tag: str) -> Iterator[Element]:
    return (found for element in elements if (found := element.find(W + tag)) is not None)


def _on(said: list[Element], tag: str) -> bool:
    return is_on(next((v for r in said if (v := val(r, tag)) is not None), None))


def _theme(theme: Element | None) -> dict[str, str]:
    """The families of a theme by the names that runs call them."""
    found: dict[str, str] = {}
    if theme is None:
        return found
    for name in ("major", "minor"):
        for tag, kinds in (("latin", ("Ascii", "HAnsi")), ("cs", ("Bidi",)), ("ea", ("EastAsia",))):
            face = next((e.get("typeface") for e in theme.iter(A + f"{name}Font") for e in e.iterfind(A + tag)), None)
            found |= {name + kind: face for kind in kinds} if face else {}
    return found


def _serif(table: Element | None) -> dict[str, bool]:
    """Whether a family is a roman one, by its name."""
    if table is None:
        return {}
    kinds = {font.get(W + "name", ""): val(font, "family") for font in table.iterfind(W + "font")}
    return {name: kind == "roman" for name, kind in kinds.items() if kind in ("roman", "swiss")}
