"""What pages print around a text, found in mid-text: page numbers, job numbers, running heads; removed, and said so."""

from __future__ import annotations

from converter.late import late
from converter.normalize import heads, numbers
from converter.normalize.furniture import candidate, furniture
from converter.normalize.mended import SEAM, Mended, without
from converter.source import Source

OVERLEAF = late(r"\s*(?:/\s?\.{3}|\.{3}\s?/|/…|…/)\s*")
"""What older documents print where a page goes on overleaf."""


def drop_page_furniture(source: Source) -> Mended:
    """Remove page numbers, job numbers and running heads; a seam stays where they were.

    >>> from converter.source import Line
    >>> from converter.span import Span
    >>> texts = ("with the two", "", "23-22871", "2/3", "", "deckhands on board.")
    >>> lines = tuple(Line(text, Span(place, place)) for place, text in enumerate(texts, 1))
    >>> [gone.why for gone in drop_page_furniture(Source("x", "txt", lines)).removed]
    ['job-number', 'page-number']
    """
    lines = source.lines
    may = frozenset(place for place, line in enumerate(lines) if candidate(line))
    made = {place: kinds for place in sorted(may) if (kinds := furniture().kinds(lines[place].text)) is not None}
    gone = dict(numbers.sure_furniture(made))
    gone.update(numbers.page_words(lines, made, gone))
    gone.update(numbers.fractions(lines, made, gone))
    gone.update(
        (place, "page-number") for place, line in enumerate(lines) if line.text and OVERLEAF.fullmatch(line.text)
    )
    gone.update(numbers.bare_numbers(lines, made, gone))
    gone.update(heads.repeated_symbols(lines, made, gone))
    gone.update(heads.symbol_heads(lines, may, gone))
    if source.format != "pdf":  # whose reader knows where on the page a line stands
        gone.update(heads.numbered_heads(lines, may, gone))
        gone.update(heads.repeated_heads(lines, may, gone, source.format == "txt"))
    gone.update(heads.languages_between(lines, made, gone))
    kept = any(any(char.isalnum() for char in line.text) for place, line in enumerate(lines) if place not in gone)
    return without(lines, gone, SEAM) if kept else Mended(lines)
