"""Paragraphs that a typist fitted to their pages are set as he left them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from converter.compose.composed import Item, Para, Stretch
from converter.geometry import Fit, Letters
from converter.model import Document, Footnote, Inline, Inlines, LineBreak, Text
from converter.records import replace
from converter.span import Span
from converter.style.names import StyleName
from converter.style.schema import Pack, ParagraphStyle
from converter.style.units import Length

TWIP = Length.read("1twip")
FIXED = "\u00a0"


def fitted(items: Sequence[Item], fits: Mapping[Span, Fit], pack: Pack) -> tuple[Item, ...]:
    """The items with what was fitted in the style of their own."""
    styles: dict[tuple[StyleName, Fit], ParagraphStyle] = {}
    kept: dict[int, tuple[ParagraphStyle, ParagraphStyle]] = {}
    done: list[Item] = []
    for item in items:
        fit = fits.get(item.span) if isinstance(item, Para) and item.span else None
        if fit and isinstance(item, Para):
            item = _para(item, fit, pack, styles)
            before = done[-1] if done else None
            if fit.above is not None and isinstance(before, Para) and _precedes(before, fit):
                own = before.own or pack.styles[before.style]
                if _natural(own, item.own or pack.styles[item.style]).twip == fit.above:
                    done.append(item)
                    continue
                done[-1] = replace(before, own=_without_after(own, kept))
                item = replace(item, before=Length(fit.above * TWIP))
        done.append(item)
    return tuple(done)


def _precedes(para: Para, fit: Fit) -> bool:
    """Whether a paragraph is the one that stood before; those of the agenda are printed from their values."""
    return para.span.first == fit.follows if para.span else para.key == "organs"


def _natural(above: ParagraphStyle, style: ParagraphStyle) -> Length:
    """The room that two styles leave between them."""
    if above.collapse and style.collapse and above.after and style.before:
        return max(above.after, style.before)
    return Length(above.after + style.before)


def _without_after(style: ParagraphStyle, kept: dict[int, tuple[ParagraphStyle, ParagraphStyle]]) -> ParagraphStyle:
    """A style without space after; made once for each, and kept with it, since it is known by where it is kept."""
    if id(style) not in kept:
        kept[id(style)] = style, replace(style, after=Length(0))
    return kept[id(style)][1]


def agenda(items: Sequence[Item], document: Document, pack: Pack) -> tuple[Item, ...]:
    """Titles of agenda items, which are printed from their values, with the right indent that they had, and the room
    that was above the first of them."""
    fits = dict(document.fits)
    found = (fits.get(stated.span) for stated in document.front if stated.key == "organs")
    fit = next((fit for fit in found if fit and fit.right is not None), None)
    if fit is None or fit.right is None:
        return tuple(items)
    style = replace(pack.styles[StyleName.AGENDA_TITLE], right=Length(fit.right * TWIP))
    done = list(items)
    titles = [n for n, item in enumerate(items) if isinstance(item, Para) and item.style is StyleName.AGENDA_TITLE]
    for number in titles:
        item = done[number]
        assert isinstance(item, Para)
        above = Length(fit.above * TWIP) if fit.above and number == titles[0] else item.before
        done[number] = replace(item, own=style, before=above)
    return tuple(done)


def _para(para: Para, fit: Fit, pack: Pack, styles: dict[tuple[StyleName, Fit], ParagraphStyle]) -> Para:
    named = pack.styles[para.style]
    key = para.style, replace(fit, stretches=(), ties=(), above=None, follows=0)
    if key not in styles:
        styles[key] = _style(named, fit)
    own = styles[key]
    stretches = tuple(
        Stretch(start, end, letters.scale or named.scale, _spacing(letters, named))
        for start, end, letters in fit.stretches
    )
    content = tied(para.content, fit.ties) if fit.ties else para.content
    return replace(para, content=content, own=None if own == named else own, stretches=stretches)


def _style(style: ParagraphStyle, fit: Fit) -> ParagraphStyle:
    return replace(
        style,
        scale=fit.letters.scale or style.scale,
        spacing=_spacing(fit.letters, style),
        keep_next=style.keep_next or fit.keep_next,
        keep_together=style.keep_together or fit.keep_together,
        leading=Length(fit.line * TWIP) if fit.line else style.leading,
        leading_rule="exact" if fit.line else style.leading_rule,
        right=style.right if fit.right is None else Length(fit.right * TWIP),
    )


def _spacing(letters: Letters, style: ParagraphStyle) -> Length:
    return style.spacing if letters.spacing is None else Length(letters.spacing * TWIP)


def tied(content: Inlines, ties: Collection[int]) -> Inlines:
    """The content with the spaces marked in which no line may end; marks of notes are no letters of it."""
    return _tied(content, frozenset(ties), 0)[0]


def _tied(content: Inlines, ties: Collection[int], left: int) -> tuple[Inlines, int]:
    """The same from the end on, `left` letters before it."""
    done: list[Inline] = []
    for inline in reversed(content):
        if isinstance(inline, Text):
            value = list(inline.value)
            for at in range(len(value) - 1, -1, -1):
                left += value[at].isalnum()
                if value[at] == " " and left in ties:
                    value[at] = FIXED
            inline = Text("".join(value))
        elif not isinstance(inline, LineBreak | Footnote):
            inner, left = _tied(inline.content, ties, left)
            inline = replace(inline, content=inner)
        done.append(inline)
    return tuple(reversed(done)), left
