"""Paragraph and character properties out of a style, alone or as the difference to another style."""

from __future__ import annotations

from converter.records import fields
from converter.style.schema import ParagraphStyle
from converter.writers.docx.constants import NO_LEVEL
from converter.writers.docx.xml import off, on, w

ALIGN = {"start": "left", "end": "right", "center": "center", "justify": "both"}
"""In a right-to-left paragraph Word's `left` is the leading edge (docx.md, *Languages*)."""
LINE_RULE = {"exact": "exact", "least": "atLeast"}


def differing(style: ParagraphStyle, base: ParagraphStyle | None) -> set[str]:
    """Names of the fields whose values differ from those of the base; all of them without one."""
    return {f.name for f in fields(style) if base is None or getattr(style, f.name) != getattr(base, f.name)}


def paragraph(style: ParagraphStyle, base: ParagraphStyle | None = None) -> dict[str, str]:
    """The children of `pPr` that a style needs on top of its base."""
    new = differing(style, base)
    done: dict[str, str] = {}
    for field, name in (("keep_next", "keepNext"), ("keep_together", "keepLines")):
        if field in new and (getattr(style, field) or base is not None):
            done[name] = on(name) if getattr(style, field) else off(name)
    if "widows" in new:
        done["widowControl"] = w("widowControl", val=int(style.widows > 1))
    if "border" in new and style.border:
        done["pBdr"] = w("pBdr", w("bottom", val="single", sz=style.border.eighths, space=1, color="auto"))
    if new & {"label_end", "text_at", "tabs", "dots_end"}:
        done |= tabs(style, base)
    if new & {"before", "after", "leading", "leading_rule"}:
        done["spacing"] = spacing(style)
    if new & {"left", "right", "first", "tabs", "dots_end"}:
        done["ind"] = indent(style)
    if "align" in new:
        done["jc"] = w("jc", val=ALIGN[style.align])
    if "outline" in new and (style.outline or base is not None):
        done["outlineLvl"] = w("outlineLvl", val=style.outline - 1 if style.outline else NO_LEVEL)
    return done


def spacing(style: ParagraphStyle, before: int | None = None, after: int | None = None) -> str:
    """The `spacing` of a style, with other spaces where they are given (twips)."""
    return w(
        "spacing",
        before=style.before.twip if before is None else before,
        after=style.after.twip if after is None else after,
        line=style.leading.twip,
        lineRule=LINE_RULE[style.leading_rule],
    )


def indent(style: ParagraphStyle) -> str:
    """The `ind` of a style. Lines with a page number end at its tab stop: a stop past their end would turn them."""
    beyond = style.tabs[-1].twip - style.dots_end.twip if style.tabs and style.dots_end is not None else 0
    first = {"hanging": -style.first.twip} if style.first < 0 else {"firstLine": style.first.twip}
    return w("ind", left=style.left.twip, right=style.right.twip - beyond, **first)


DOTS = "dots"
"""A stop to the right of text that dots lead to."""


def stops(style: ParagraphStyle) -> dict[int, str]:
    """Tab stops of a style: position in twips → kind."""
    found = {tab.twip: "left" for tab in style.tabs}
    if style.tabs and style.dots_end is not None:
        found |= {style.dots_end.twip: DOTS, style.tabs[-1].twip: "right"}
    if style.text_at is not None:
        found[style.text_at.twip] = "left"
    if style.label_end is not None:
        found[style.label_end.twip] = "right"
    return found


def tabs(style: ParagraphStyle, base: ParagraphStyle | None) -> dict[str, str]:
    """The `tabs` of a style; stops of the base that the style does not have are cleared."""
    own, theirs = stops(style), stops(base) if base else {}
    new = {at: kind for at, kind in own.items() if theirs.get(at) != kind}
    new |= {at: "clear" for at in theirs if at not in own}
    return {"tabs": w("tabs", *(_stop(at, new[at]) for at in sorted(new)))} if new else {}


def _stop(at: int, kind: str) -> str:
    return w("tab", val="right", leader="dot", pos=at) if kind == DOTS else w("tab", val=kind, pos=at)


def characters(style: ParagraphStyle, base: ParagraphStyle | None = None) -> dict[str, str]:
    """The children of `rPr` that a style needs on top of its base; complex scripts get the same."""
    new = differing(style, base)
    done: dict[str, str] = {}
    for field, names in (("bold", ("b", "bCs")), ("italic", ("i", "iCs")), ("capitals", ("caps",))):
        if field in new and (getattr(style, field) or base is not None):
            done |= {name: on(name) if getattr(style, field) else off(name) for name in names}
    if "colour" in new and (base is not None or style.colour != BLACK):
        done["color"] = w("color", val=style.colour)
    if "spacing" in new:
        done["spacing"] = w("spacing", val=style.spacing.twentieths)
    if "scale" in new:
        done["w"] = w("w", val=style.scale)
    if "size" in new:
        done |= {"sz": w("sz", val=style.size.half_points), "szCs": w("szCs", val=style.size.half_points)}
    return done


BLACK = "000000"
