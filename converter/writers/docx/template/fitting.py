"""A pack fitted to a template: each style under the template's own name, or the one that stands in for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from converter.data import read_yaml
from converter.records import dataclass, replace
from converter.style.names import StyleName
from converter.style.schema import Pack, Page, ParagraphStyle
from converter.style.units import Length
from converter.writers.docx.constants import BUILT_IN
from converter.writers.docx.template.opened import Template, W

OURS = ("masthead_", "letterhead_", "footnote", "starred_note", "contents_")
OWN = tuple(name for name in StyleName if name.value.startswith(OURS))
"""Styles of our own first-page head, of notes and contents: a template without them is given them, for nothing else
could stand in."""
STEPS: Mapping[StyleName, int] = {
    StyleName.NUMBERED: 0,
    StyleName.OPERATIVE: 0,
    StyleName.SUB_1: 1,
    StyleName.OPERATIVE_SUB_1: 1,
    StyleName.SUB_2: 2,
    StyleName.SUB_DOTTED: 1,
    StyleName.OPERATIVE_SUB_2: 2,
    StyleName.SUB_3: 1 + 2,
    StyleName.BULLET_1: 0,
    StyleName.BULLET_2: 1,
    StyleName.BULLET_3: 2,
}
"""How far labelled paragraphs stand in, in default tabs, where the template has no style of ours."""
BULLETS = (StyleName.BULLET_1, StyleName.BULLET_2, StyleName.BULLET_3)
NONE = Length(0)
APART = ("center", "end")
"""Alignments that are part of what a paragraph is: a date at the right stays there."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A pack in the dress of a template."""

    pack: Pack
    instead: Mapping[StyleName, str]
    """Style that the template lacks → name of the style that is used."""
    counted: frozenset[str]
    """Ids of the template's styles that number their paragraphs by themselves."""
    added: tuple[StyleName, ...]
    """Styles of ours that go into the template."""


@cache
def equivalents() -> Mapping[StyleName, tuple[str, ...]]:
    """Style → Word names that can stand in for it, the best first."""
    data = read_yaml(Path(__file__).with_name("equivalents.yaml"))
    return {StyleName(name): tuple(words) for name, words in data.items()}


def fitted(pack: Pack, template: Template) -> Fitted:
    """The pack with the template's page and styles."""
    styles: dict[StyleName, ParagraphStyle] = {}
    instead: dict[StyleName, str] = {}
    added: list[StyleName] = []
    counted = frozenset(s.style_id for s in template.styles.values() if template.counts(s))
    for name, style in pack.styles.items():
        own = template.styles.get(style.word.lower())
        if own is not None and style.word not in BUILT_IN:
            styles[name] = replace(style, id=own.style_id)
        elif own is None and name in OWN:
            styles[name] = replace(style, id=_free(style.id, template))
            added.append(name)
        else:
            found = own if own is not None else next(_standing_in(name, template), template.normal)
            styles[name] = _dressed(name, style, found, template, pack.page.default_tab)
            if own is None:
                instead[name] = str(found.name)
    return Fitted(replace(pack, styles=styles, page=_page(pack.page, template)), instead, counted, tuple(added))


def _standing_in(name: StyleName, template: Template) -> Iterator[Any]:
    for word in equivalents().get(name, ()):
        if word.lower() in template.styles:
            yield template.styles[word.lower()]


def _free(id: str, template: Template) -> str:
    taken = {style.style_id for style in template.document.styles}
    return id if id not in taken else f"masthead{id}"


def _dressed(name: StyleName, style: ParagraphStyle, found: Any, template: Template, tab: Length) -> ParagraphStyle:
    """A style of the template in the terms of a pack: what it does not need to say is as its paragraphs have it."""
    plain = found.style_id == template.normal.style_id
    made = replace(
        style,
        id=found.style_id,
        word=str(found.name),
        size=template.size(found) or style.size,
        align=style.align if plain and style.align in APART else "start",
        outline=style.outline if plain else 0,
        before=template.space(found, "space_before"),
        after=template.space(found, "space_after"),
        bold=any(one.font.bold for one in template.chain(found)),
        left=NONE,
        right=NONE,
        first=NONE,
        border=NONE,
        label_end=None,
        text_at=None,
        tabs=(),
        keep_next=False,
        keep_together=False,
    )
    if name not in STEPS or (name in BULLETS and template.counts(found)):
        return made
    at = Length(tab * STEPS[name])
    if not STEPS[name] and name not in BULLETS:
        return replace(made, text_at=tab)
    return replace(made, left=Length(at + tab), first=Length(-tab), text_at=Length(at + tab))


def _page(page: Page, template: Template) -> Page:
    """Paper and margins of the template's first section."""
    size, edges = template.section.find(f"{W}pgSz"), template.section.find(f"{W}pgMar")
    found: dict[str, Length] = {}
    for element, names in ((size, {"w": "width", "h": "height"}), (edges, {s: s for s in SIDES})):
        for attribute, name in names.items():
            value = element.get(f"{W}{attribute}") if element is not None else None
            if value is not None and value.lstrip("-").isdigit():
                found[name] = Length.read(f"{abs(int(value))} twip")
    page = replace(page, **found)
    return replace(page, flow_top=page.top, first_bottom=page.bottom)


SIDES = ("top", "bottom", "left", "right", "header", "footer")
