"""Facts that speak for a speech: vocatives, thanks, `Check against delivery`."""

from __future__ import annotations

import re

from converter.late import late
from converter.parse import lines as look
from converter.parse.whole import Mark, Text, first


def vocative_opening(text: Text) -> Mark | None:
    """The text opens with a vocative of a meeting, not of a letter."""
    return first(text, text.opening[:1], is_vocative)


def is_vocative(text: str) -> bool:
    """`Mr. President,` · `Madam Chair,` · `Ladies and gentlemen,`"""
    return look.is_salutation(text) and not re.match(
        r"\W*(?:dear|sir\W|madam\W*$|sirs|your|estimad|cher|chère)", text.lower()
    )


def vocatives(text: Text) -> Mark | None:
    """Lines that are vocatives, and sentences that open with one: two together."""
    ats = [at for at in text.ats[:600] if look.word_count(text.line(at)) < 12 and is_vocative(text.line(at))]
    inside = [at for at in text.ats[:600] if at not in ats and _speaks(text.line(at), _INSIDE)] if ats else []
    return Mark(tuple((ats + inside)[:3]), text.line(ats[0])) if len(ats) + len(inside) > 1 else None


def _speaks(text: str, pattern: re.Pattern[str]) -> bool:
    return any(map(text.__contains__, _SPOKEN_TO)) and pattern.search(text) is not None


_SPOKEN_TO = (
    *("President", "Chair", "Speaker", "Moderator", "Secretary-General", "Sir", "Excellenc", "Ladies", "Distinguished"),
    *("Président", "Председатель", "الرئيس", "主席"),
)
"""Without one of these words the patterns find nothing."""
_INSIDE = late(
    r"(?:^|[,.]\s)(?:Mr\.?|Madam|Madame|Mister) (?:President|Chair\w*|Speaker|Moderator|Secretary-General),|"
    r"^(?:Excellencies|Ladies and gentlemen|Distinguished \w+),|(?:Monsieur|Madame) l[ea] Président\w?,|"
    r"Señor\w? President\w,|"
    r"Господин Председатель|Госпожа Председатель|السيد الرئيس|السيدة الرئيسة|主席先生|主席女士"
)


def spoken_to(text: Text) -> Mark | None:
    """A sentence in which the speaker turns to who presides."""
    ats = [at for at in text.ats[:600] if _speaks(text.line(at), _TURNED) and look.word_count(text.line(at)) >= 12]
    return Mark(tuple(ats[:3]), text.line(ats[0])) if ats else None


_TURNED = late(
    r"(?:^|[,.\u2014\u2013]\s)(?:(?:Mr\.?|Madam|Madame|Mister) (?:President|Chair(?:man|person|woman)?|Speaker)|Sir|"
    r"Your Excellency)[,.!]|"
    r"\b(?:Monsieur|Madame) l[ea] Président\w?[,.!]|\bSeñor\w? President\w[,.!]|"
    r"(?:Господин|Госпожа|г-н|г-жа) Председатель[,.!]|السيد الرئيس،|السيدة الرئيسة،|主席先生[,，。！]|主席女士[,，。！]"
)


def thanks(text: Text) -> Mark | None:
    """`I thank you.` among the last lines."""

    return first(text, text.ats[-8:], is_thanks)


def is_thanks(text: str) -> bool:
    """`I thank you.`, `Thank you, Madam Chair.`"""
    return look.word_count(text) <= 8 and look.opens_with_formula("thanks", text)


def is_time(text: str) -> bool:
    """`3 minutes`, `1 min 30`: how long a statement may take, beside the note on its delivery."""
    return _TIME.fullmatch(text.strip(" *_()[]")) is not None


_TIME = late(
    r"(?i)(?:time|duration|speaking time|durée|duración|время)?\s?:?\s?[\d:.]{1,5}\s?"
    r"(?:['’′]|min\w*|mn|мин\w*|دقا?ئ?ق\w*|分钟)\.?(?:\s?\d{1,2}\s?(?:\"|″|s|sec\w*)?)?"
)
