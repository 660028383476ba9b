"""Lines that no other goes on with, and lines that look so: mastheads, subtitles, items inside a sentence, notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from converter.late import late
from converter.source import Line

MASTHEAD = late(
    r"\s*(?:(?:Agenda [Ii]tems?|Items?|Points?|Temas?|Пункты?|البند(?:ان|ين)?|البنود|议程项目)\s?\d{1,3}(?!\d)"
    r"[^.;:：]{0,60}"
    r"|[^\W\d_][\w’'-]*(?: [\w’'-]+){0,4} (?:[Ss]essions?|SESSION|[Pp]er[ií]odo de sesiones|сессия))\s*"
)
"""Lines of a masthead that no other line goes on with: agenda items, a session."""
DIVISION = late(
    r"\s*(?:Articles?|Chapter|Section|Part|Chapitre|Partie|Artículo|Capítulo|Sección|Статья|Глава|Раздел|المادة|الفصل)"
    r"\s(?:\d{1,3}|[IVX]{1,5})(?:[,(–: ][^.;:]{0,40})?\s*"
)
"""The number of an article, chapter or section on a line of its own."""
SUBTITLE = late(
    r"\s*(?:Report (?:of|by)|Note (?:by|of)|Rapport (?:du|de)|Note (?:du|de)|Informe (?:del?|de la)|Nota (?:del?|de la)"
    r"|Statement (?:by|of|delivered)|Remarks (?:by|of)|Intervention (?:by|of|de)|Déclaration (?:de|du|par)|Discours de"
    r"|Declaración (?:del?|de la)|Intervención (?:del?|de la)|Доклад|Записка|Выступление|Заявление|تقرير|مذكرة"
    r"|كلمة|بيان)\s"
)
"""The line that names kind and author below a title, or speech and speaker below the occasion."""
TITLE = 90
"""Characters of a line of a title at the most."""
PLACE_AND_DATE = late(
    r"\s*[^\W\d_a-zа-я][^\W\d_]+(?:[ -][^\W\d_]+){0,2},?(?: le| el)? "
    r"\d{1,2}(?:er)? (?:de )?[^\W\d_]{3,12}(?: de)? (?:19|20)\d\d"
    r"(?: г(?:ода|\.))?\s*"
)
DATED = late(r"\d\d(?: ?г|[)）年]|\s*$)")
"""Found in every line that is place and date, or a date in brackets, and sooner."""
BRACKETED_DATE = late(r"\s*[(（][^()（）]{0,40}(?:(?:19|20)\d\d|\d{4}年\d{1,2}月\d{1,2}日)(?: ?г(?:ода|\.))?[)）]\s*")
LABELLED = late(r"(?i)(?:c\.?c\.?|copy(?: to)?|copies(?: to)?|copies? à|copia a|копия)\s?:\s{1,8}(?=\S)")
"""The label of copies; who stands right under the text behind it gets one too."""
INNER_ITEM = late(r"\s*\(([b-z]|[ivx]{2,4})\)\s")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
PREVIOUS = defaultdict(str, {b: a for row in ("abcdefghijklmnopqrstuvwxyz", ROMAN) for a, b in pairwise(row)})
NEAR = 12
"""Lines above an item among which its neighbour is looked for."""
NOTE = late(r"\s*(\d{1,3})\s+[^\W\d_a-z]")


def runs_in(parts: Sequence[Line], line: Line) -> bool:
    """Whether a line opens with `(b)` where the paragraph above holds `(a)` inside a line, as items in a sentence are.

    >>> from converter.span import Span
    >>> runs_in([Line("comprising: (a) rent;", Span(1, 1))], Line("(b) fuel.", Span(2, 2)))
    True
    """
    found = INNER_ITEM.match(line.text)
    if found is None:
        return False
    before = f"({PREVIOUS[found[1]]})"
    last = next((part.text for part in reversed(parts[-NEAR:]) if before in part.text), "")
    return bool(last) and not last.lstrip().startswith(before)


def counts_on(first: Line, line: Line) -> bool:
    """Whether a line begins with the number after the one that a paragraph begins with, as notes at an end do.

    >>> from converter.span import Span
    >>> counts_on(Line("8 Ibid., para. 3.", Span(1, 1)), Line("9 See above.", Span(2, 2)))
    True
    """
    one, other = NOTE.match(first.text), NOTE.match(line.text)
    return bool(one and other) and int(other[1]) == int(one[1]) + 1  # type: ignore[index]


def opens_masthead(text: str) -> bool:
    """Whether a line is of a masthead or title page: an item with or without its title, a session, place and date."""
    if MASTHEAD.fullmatch(text.partition(": ")[0]):
        return True
    dated = DATED.search(text) is not None
    return dated and (PLACE_AND_DATE.fullmatch(text) or BRACKETED_DATE.fullmatch(text)) is not None
