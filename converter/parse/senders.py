"""The sender that a text names in its first sentence: `The Permanent Mission of … presents its compliments`."""

from __future__ import annotations

import re

from converter.languages import fold
from converter.meta import Confidence
from converter.parse import lines as look
from converter.parse.findings import Findings
from converter.parse.front import Front
from converter.parse.marks import read_dateline
from converter.parse.words import lists, starts

FIRST_LINES = 3
LONGEST_SENDER = 200


def sender_of_text(front: Front, found: Findings) -> None:
    """The issuer where no letterhead names one: the mission or ministry that the first paragraph begins with."""
    if found.known("issuer"):
        return
    first = [at for at in range(front.end, len(front.lines)) if not front.lines[at].blank and found.free(at)]
    for at in first[:FIRST_LINES]:
        text = look.shown(front.lines[at])
        dateline = read_dateline(text, found.language)
        name = read_sender(text[dateline.end :] if dateline else text)
        if name:
            found.state("issuer", name, [at], name, Confidence.LIKELY)
            found.claims.pop(at, None)
            return


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
