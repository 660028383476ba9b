"""Senders by name: missions and ministries, on a line of their own or at the beginning of a sentence."""

from __future__ import annotations

import re
from functools import cache

from converter.languages import fold
from converter.late import late, longest_first
from converter.parse import lines as look
from converter.parse.words import ends, lists, starts

LONGEST_NAME = 24
"""Words of a name line."""
LONGEST_SENDER = 200


def is_sender(text: str) -> bool:
    """`Permanent Mission of …`, `Ministry of …`, `常驻联合国代表团`: a sender's name opens here, and is no sentence."""
    bare = look.closed_up(text).strip(" *_")
    if look.word_count(bare) > LONGEST_NAME or look.holds_formula("compliments", bare) or look.is_sentence(bare):
        return False
    return starts("sender_start", bare) or (ends("sender_end", bare) and not look.SENTENCE_END.search(bare))


def name_seams(text: str) -> list[tuple[int, int]]:
    """Where the names of senders on one line end, when something else follows them there: another name, an address."""
    if len(text) > 400 or not starts("sender_start", text) or look.holds_formula("compliments", text):
        return []
    folded = fold(text)
    ends_at = sorted({m.end() for m in _close_pattern().finditer(folded)})
    cuts = [end for end in ends_at if re.match(r"\s+\S", text[end:]) and _follows_name(text[end:].strip())]
    if not cuts:
        return []
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))


def _follows_name(rest: str) -> bool:
    return starts("sender_start", rest) or bool(re.match(r"\d{1,5}\s|\+?\(?\d|(?:Tel|Phone|Fax|E-?mail)\b", rest))


@cache
def _close_pattern() -> re.Pattern[str]:
    words = longest_first({fold(word) for word in lists()["sender_close"]})
    return late("(?:" + "|".join(re.escape(word) for word in words) + r")(?![^\W_])")


_GREETS = late(
    r"(?P<name>.{6,180}?),?\s+(?:presents?\s+(?:its|their|his|her)\s+compliments|présentent?\s+(?:ses|leurs)\s+compliments|"
    r"saludan?\s+(?:muy\s+)?atentamente|presentan?\s+sus\s+(?:saludos|cumplidos|atentos\s+saludos)|"
    r"свидетельству[ею]т\s+сво[её]\s+уважение)",
    re.IGNORECASE,
)


_CAPACITY = late(
    r",\s+(?:in (?:its|their|his|her) (?:national )?capacity|acting|on behalf|en sa qualité|agissant|au nom"
    r"|en su calidad|en nombre|в (?:своем )?качестве|от имени)\b",
    re.IGNORECASE,
)
"""What a mission is besides itself is no part of its name."""


def read_sender(text: str) -> str | None:
    """The name of a mission at the beginning of a sentence, as far as the name of the organization."""
    bare = re.sub(r"^(?:the|la|le|el)\s+|^l['’]", "", text.strip(' *_«“"'), flags=re.IGNORECASE)
    greets = _GREETS.match(bare)
    if greets and starts("sender_start", bare):
        return _CAPACITY.split(greets["name"])[0].strip(" ,")
    if not starts("mission", bare) and "常驻联合国代表团" not in bare[:40]:
        return None
    folded = fold(bare[:LONGEST_SENDER])
    ends = [
        match.end()
        for word in lists()["sender_close"]
        if (match := re.search(rf"{re.escape(fold(word))}(?![^\W_\u3400-\u9fff])", folded))
    ]
    if ends:
        return bare[: max(end for end in ends if end <= min(ends) + 40)].strip(" ,")
    return None
