"""Senders by name: missions and ministries, on a line of their own or at the beginning of a sentence."""

from __future__ import annotations

import re

from converter.languages import fold
from converter.parse import lines as look
from converter.parse.words import ends, lists, starts

LONGEST_NAME = 24
"""Words of a name line."""
LONGEST_SENDER = 200


def is_sender(text: str) -> bool:
    """`Permanent Mission of …`, `Ministry of …`, `常驻联合国代表团`: the name of a sender opens here, and is no sentence."""
    bare = look.closed_up(text).strip(" *_")
    if look.word_count(bare) > LONGEST_NAME or look.holds_formula("compliments", bare) or look.is_sentence(bare):
        return False
    return starts("sender_start", bare) or (ends("sender_end", bare) and not look.SENTENCE_END.search(bare))


def read_sender(text: str) -> str | None:
    """The name of a mission at the beginning of a sentence, as far as the name of the organization."""
    bare = re.sub(r"^(?:the|la|le|el)\s+|^l['’]", "", text.strip(' *_«“"'), flags=re.IGNORECASE)
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
