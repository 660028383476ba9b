"""Paragraphs that a typist fitted to their pages are set as he left them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from converter.compose.composed import Item, Para, Stretch
from converter.geometry import Fit, Letters
from converter.span import Span
from converter.style.names import StyleName
from converter.style.schema import Pack, ParagraphStyle
from converter.style.units import Length

TWIP = Length.read("1twip")


def fitted(items: Sequence[Item], fits: Mapping[Span, Fit], pack: Pack) -> tuple[Item, ...]:
    """The items with what was fitted in the style of their own."""
    styles: dict[tuple[StyleName, Fit], ParagraphStyle] = {}
    return tuple(_para(item, fits, pack, styles) if isinstance(item, Para) else item for item in items)


def _para(
    para: Para, fits: Mapping[Span, Fit], pack: Pack, styles: dict[tuple[StyleName, Fit], ParagraphStyle]
) -> Para:
    fit = fits.get(para.span) if para.span else None
    if fit is None:
        return para
    named = pack.styles[para.style]
    key = para.style, replace(fit, stretches=())
    if key not in styles:
        styles[key] = _style(named, fit)
    own = styles[key]
    stretches = tuple(
        Stretch(start, end, letters.scale or named.scale, _spacing(letters, named))
        for start, end, letters in fit.stretches
    )
    return replace(para, own=None if own == named else own, stretches=stretches)


def _style(style: ParagraphStyle, fit: Fit) -> ParagraphStyle:
    return replace(
        style,
        scale=fit.letters.scale or style.scale,
        spacing=_spacing(fit.letters, style),
        keep_next=style.keep_next or fit.keep_next,
        keep_together=style.keep_together or fit.keep_together,
    )


def _spacing(letters: Letters, style: ParagraphStyle) -> Length:
    return style.spacing if letters.spacing is None else Length(letters.spacing * TWIP)
