"""What a Word paragraph or run looks like once its styles are followed: name, level, list, side, indent, bold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from converter.late import late
from converter.readers.docx_numbering import Numbering
from converter.readers.docx_package import W, is_on, whole
from converter.readers.docx_symbols import lists
from converter.records import dataclass, field, replace

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SIDES: Mapping[str, str] = {
    "left": "start", "start": "start", "right": "end", "end": "end", "center": "center", "both": "justify",
    "distribute": "justify", "mediumKashida": "justify", "highKashida": "justify", "lowKashida": "justify",
}  # fmt: skip
AUTOMATIC = 280
"""Twips of the space that Word makes by itself (17.3.1.33)."""
TWIP = 20
"""Twips in a point."""
TEXT_LEVEL = 9
"""Outline level of running text."""
HEADING_NAME = late(r"(?i)heading ([1-9])")
"""What Word calls its own styles of headings, in every language; some programs write no level beside the name."""
TOGGLES = {W + "b": "bold", W + "i": "italic", W + "vanish": "hidden"}
COMPLEX = {W + "bCs": "bold", W + "iCs": "italic"}
RAISED = 4
"""Half points above the line from which on text is a superscript."""
TINY = 4
"""Half points up to which nobody sees a text."""
FACES = ("ascii", "hAnsi", "cs", "eastAsia")


class Look(NamedTuple):
    """How a run is set, as far as that says anything about its words."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: str = ""
    """`superscript`, `subscript` or nothing."""
    hidden: bool = False
    font: str = ""
    tiny: bool = False
    """Too small to be seen: letters that were left in a paragraph which only holds a section or a gap."""


NOTHING = Look()


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph is set. `heading` counts from 1 and is 0 in running text; `indent` is in points."""

    style: str
    heading: int = 0
    num: str = ""
    level: int = 0
    align: str = ""
    indent: float = 0.0
    breaks: bool = False
    """A page begins before the paragraph."""
    ruled: bool = False
    """A rule stands above or below it."""
    before: int = 0
    after: int = 0
    """Space above and below, in twips."""
    close: bool = False
    """No space between it and a neighbour of the same style."""
    quote: bool = False
    """Its style is one of quotations set apart."""
    base: Look = NOTHING
    """What its style says of runs."""
    plain: bool = False
    """Bold and italics of the style are the layout's."""


@dataclass(slots=True)
class _Own:
    """What one `pPr` says itself; None where it says nothing."""

    num: str | None = None
    level: int | None = None
    outline: int | None = None
    align: str | None = None
    left: int | None = None
    first: int | None = None
    breaks: bool | None = None
    ruled: bool | None = None
    before: int | None = None
    after: int | None = None
    close: bool | None = None
    run: dict[str, object] = field(default_factory=dict)


class Styles:
    """The styles part. Shapes are worked out once for each style and kept."""

    def __init__(self, root: Element | None, numbering: Numbering) -> None:
        self.root = root
        found = root.iterfind(W + "style") if root is not None else ()
        self.styles = {style.get(W + "styleId", ""): style for style in found}
        self.numbering = numbering
        self.default = next(
            (
                key
                for key, style in self.styles.items()
                if style.get(W + "type") == "paragraph" and is_on(style.get(W + "default"))
            ),
            "",
        )
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self.defaults = run_properties(defaults)
        self.paragraph_defaults = _read(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr") if root is not None else None)
        self.language = ""
        if defaults is not None and (lang := defaults.find(W + "lang")) is not None:
            self.language = lang.get(W + "val", "")
        self._shapes: dict[str, tuple[Shape, _Own]] = {}
        self._runs: dict[str, dict[str, object]] = {}

    # ------------------------------------------------------------ paragraphs

    def shape(self, ppr: Element | None) -> Shape:
        """How a paragraph is set: by itself, else by its style and those that it is based on."""
        named = ppr.find(W + "pStyle") if ppr is not None else None
        style = (named.get(W + "val", "") if named is not None else "") or self.default
        if style not in self._shapes:
            self._shapes[style] = self._of_style(style)
        shape, inherited = self._shapes[style]
        if ppr is None or (len(ppr) == 1 and named is not None):
            return shape
        own = _read(ppr)
        listed = own.num is not None or own.level is not None
        merged = _merge(own, inherited)
        return self._shape(merged, shape.style, shape, own_list=listed and own.left is None)

    def _of_style(self, style: str) -> tuple[Shape, _Own]:
        chain = self.chain(style)
        own = _Own()
        for key in chain:
            mine = _read(self.styles[key].find(W + "pPr"))
            if mine.num is not None and own.num is None and mine.level is None and own.level is None:
                mine.level = self.numbering.level_of_style(mine.num, key)
            own = _merge(own, mine)
        own = _merge(own, self.paragraph_defaults)
        name = _name(self.styles[chain[0]]) if chain else style
        if own.outline is not None and _says("no_headings", name):
            own.outline = TEXT_LEVEL
        elif own.outline is None and (named := HEADING_NAME.fullmatch(name.strip())):
            own.outline = int(named[1]) - 1
        plain = any(_says("plain_styles", _name(self.styles[key]) or key) for key in chain[:2]) or own.outline in range(
            TEXT_LEVEL
        )
        shape = Shape(
            name or style or "Normal",
            base=self._look(self._of_run(style), {}),
            plain=plain,
            quote=name.lower() in lists()["quotes"],
        )
        return self._shape(own, shape.style, shape), own

    def _shape(self, own: _Own, name: str, like: Shape, own_list: bool = False) -> Shape:
        level = own.level or 0
        series = self.numbering.of(own.num) if own.num else None
        left, first = own.left, own.first
        if series and level in series.levels and (own_list or left is None):
            left = series.levels[level].left if series.levels[level].left is not None else left
            first = series.levels[level].first
        outline = TEXT_LEVEL if own.outline is None else own.outline
        return replace(
            like,
            style=name,
            heading=outline + 1 if 0 <= outline < TEXT_LEVEL else 0,
            num=own.num if series and own.num else "",
            level=level,
            align=own.align or "",
            indent=max(0, (left or 0) + (first or 0)) / TWIP,
            breaks=bool(own.breaks),
            ruled=bool(own.ruled),
            before=own.before or 0,
            after=own.after or 0,
            close=bool(own.close),
        )

    def chain(self, style: str) -> list[str]:
        """A style and those that it is based on, nearest first; circles end."""
        chain: list[str] = []
        while style in self.styles and style not in chain:
            chain.append(style)
            based = self.styles[style].find(W + "basedOn")
            style = based.get(W + "val", "") if based is not None else ""
        return chain

    # ------------------------------------------------------------ runs

    def look(self, rpr: Element | None, shape: Shape) -> Look:
        """How a run is set: by itself, else by its character style and its paragraph's."""
        if rpr is None or not len(rpr):
            return shape.base
        own = run_properties(rpr)
        style = str(own.pop("style", ""))
        return self._look(own, self._of_run(style) if style else {}, shape.base)

    def _look(self, own: Mapping[str, object], style: Mapping[str, object], base: Look | None = None) -> Look:
        base = base or Look(**{k: v for k, v in self.defaults.items() if k in Look._fields})  # type: ignore[arg-type]
        done: dict[str, object] = {}
        for key, below in zip(Look._fields, base, strict=True):
            above = style.get(key)
            if key in own:
                done[key] = own[key]
            elif above is not None:
                done[key] = (above != below) if key in ("bold", "italic") else above
            else:
                done[key] = below
        return Look(**done)  # type: ignore[arg-type]

    def _of_run(self, style: str) -> dict[str, object]:
        """What a style and those under it say of runs."""
        if style not in self._runs:
            done: dict[str, object] = {}
            for key in self.chain(style):
                mine = run_properties(self.styles[key].find(W + "rPr"))
                mine.pop("style", None)
                done = mine | done
            self._runs[style] = done
        return self._runs[style]


def _name(style: Element) -> str:
    found = style.find(W + "name")
    return found.get(W + "val", "") if found is not None else ""


def _says(which: str, name: str) -> bool:
    return any(word in name.lower() for word in lists()[which])


def _merge(near: _Own, far: _Own) -> _Own:
    """What is said nearer goes first; a list taken off with number 0 stays off."""
    if near.num is None:
        num, level = far.num, far.level if near.level is None else near.level
    else:
        num, level = near.num, near.level if near.level is not None else (far.level if far.num else None)
    return _Own(
        num,
        level,
        far.outline if near.outline is None else near.outline,
        far.align if near.align is None else near.align,
        far.left if near.left is None else near.left,
        far.first if near.first is None else near.first,
        far.breaks if near.breaks is None else near.breaks,
        far.ruled if near.ruled is None else near.ruled,
        far.before if near.before is None else near.before,
        far.after if near.after is None else near.after,
        far.close if near.close is None else near.close,
    )


def _read(ppr: Element | None) -> _Own:
    own = _Own()
    for child in ppr if ppr is not None else ():
        value = child.get(W + "val", "")
        match child.tag.removeprefix(W):
            case "numPr":
                for part in child:
                    if part.tag == W + "numId":
                        own.num = part.get(W + "val", "")
                    elif part.tag == W + "ilvl":
                        own.level = whole(part.get(W + "val"))
            case "outlineLvl":
                own.outline = whole(value, TEXT_LEVEL)
            case "jc":
                own.align = SIDES.get(value, "")
            case "ind":
                own.left, own.first = _indents(child)
            case "spacing":
                own.before, own.after = _space(child, "before"), _space(child, "after")
            case "contextualSpacing":
                own.close = is_on(value)
            case "pageBreakBefore":
                own.breaks = is_on(value)
            case "pBdr":
                own.ruled = any(edge.get(W + "val", "none") not in ("none", "nil") for edge in child)
    return own


def _space(spacing: Element, side: str) -> int | None:
    """Space above or below a paragraph in twips; the automatic one is that of web pages."""
    if is_on(spacing.get(W + f"{side}Autospacing")):
        return AUTOMATIC
    value = spacing.get(W + side)
    return None if value is None else whole(value)


def _indents(ind: Element) -> tuple[int | None, int | None]:
    left = ind.get(W + "left") or ind.get(W + "start")
    hanging = ind.get(W + "hanging")
    first = ind.get(W + "firstLine") if hanging is None else f"-{hanging}"
    return (None if left is None else whole(left)), (None if first is None else whole(first))


def run_properties(rpr: Element | None) -> dict[str, object]:
    """What one `rPr` says itself, by the names of `Look`, and `style`."""
    done: dict[str, object] = {}
    complex_script: dict[str, object] = {}
    for child in rpr if rpr is not None else ():
        tag, value = child.tag, child.get(W + "val", "")
        if tag in TOGGLES:
            done[TOGGLES[tag]] = is_on(value)
        elif tag in COMPLEX:
            complex_script[COMPLEX[tag]] = is_on(value)
        elif tag == W + "rtl" and is_on(value):
            done |= complex_script
        elif tag == W + "u":
            done["underline"] = value != "none"
        elif tag == W + "vertAlign":
            done["raised"] = value if value != "baseline" else ""
        elif tag == W + "position" and whole(value) >= RAISED:
            done.setdefault("raised", "superscript")
        elif tag == W + "sz":
            done["tiny"] = whole(value, TINY + 1) <= TINY
        elif tag == W + "rFonts":
            font = next((child.get(W + face) for face in FACES if child.get(W + face)), "")
            if font:
                done["font"] = font
        elif tag == W + "rStyle":
            done["style"] = value
    return done
