"""Room for scripts whose letters reach further up and down than Latin ones do."""

from __future__ import annotations

from converter.records import replace
from converter.style.names import StyleName
from converter.style.schema import Pack
from converter.style.units import Length

LEADING = {"ar": 1.2, "fa": 1.2}
"""Language → from baseline to baseline, as a multiple of what the pack says: else letters of Amiri touch those of the
next line. Not measured: no original in Arabic was found."""
PLACED = frozenset(
    {
        StyleName.MASTHEAD_UNITED_NATIONS,
        StyleName.MASTHEAD_SYMBOL,
        StyleName.MASTHEAD_ORGAN,
        StyleName.MASTHEAD_DISTRIBUTION,
        StyleName.RUNNING_HEAD,
        StyleName.RUNNING_TITLE,
        StyleName.RUNNING_FOOT,
        StyleName.RUNNING_JOB,
        StyleName.FIRST_FOOT,
    }
)
"""Styles of lines that stand at a place of their own."""


def with_script(pack: Pack, language: str) -> Pack:
    """The pack for a document in a language; the same object for most."""
    factor = LEADING.get(language)
    if factor is None:
        return pack
    styles = {
        name: style if name in PLACED else replace(style, leading=Length(round(style.leading * factor)))
        for name, style in pack.styles.items()
    }
    return replace(pack, styles=styles)
