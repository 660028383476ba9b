"""What a letter says that it encloses: one line or a list, behind a label or with the words `as stated`."""

from __future__ import annotations

import re

from converter.forms.labels import read_label
from converter.languages import fold
from converter.late import late
from converter.parse import lines as look
from converter.parse.findings import Findings
from converter.parse.words import is_one, label_pattern, starts

LONGEST = 60
"""Words of a line of enclosures."""
SHORT = 12
"""Words of one that stands behind a label without a colon."""


def enclosed(text: str) -> str | None:
    """What stands behind the label of a line of enclosures: `Encl.: …`, `Enc. recording`, `Enclosures as stated`."""
    found = label_pattern("enclosure_start").match(fold(text))
    if found is None or look.word_count(text) >= LONGEST:
        return None
    label, rest = text[: found.end()], text[found.end() :].strip()
    if not rest or ":" in label or "：" in label or _COUNT.match(rest) or is_one("as_stated", rest):
        return rest
    pointed = label.rstrip().endswith(".") and look.word_count(rest) < SHORT and not look.stops(rest)
    return rest if pointed else None


def enclosed_beside(text: str) -> str | None:
    """Enclosures on the line of the copies."""
    found = _BESIDE.search(text)
    return enclosed(text[found.start() :].strip()) if found else None


_BESIDE = late(r"(?i)(?<=\S)\s+(?=(?:encl|encls|enclosures?|attachments?|annex|annexes)\b[^:]{0,8}:)")
_COUNT = late(r"\((?:\d{1,2}|[^\W\d_]{1,2})\)")
"""How many there are, or the end of a plural: `Enclosures (2)`, `Enclosure(s)`."""


def enclose(found: Findings, at: int, text: str, *, plural: bool = False) -> None:
    """One line of enclosures; several in a line stand between semicolons, behind a plural also between commas."""
    counted = re.match(r"\(?(?P<count>\d{1,2})\)?\s*[:：]", text)
    bare = re.sub(r"^\(?\d{0,2}\)?\s*[:：]\s*", "", _COUNT.sub("", text, 1) if _COUNT.match(text) else text)
    items = tuple(_item(item) for item in _SEMICOLON.split(bare))
    items = tuple(item for item in items if item)
    if plural and len(items) == 1:
        items = _between_commas(items[0], int(counted["count"]) if counted else None)
    known = found.values.get("enclosures", ())
    if known:
        found.values["enclosures"] = (*known, *items)
        found.also("enclosures", [at])
    found.state("enclosures", items, [at])


_SEMICOLON = late(r"[;؛；]")


def _item(text: str) -> str:
    """One enclosure without its number, bullet or stop."""
    bare = text.strip(" .;*_-–•、\t")
    label = read_label(bare)
    return bare[label.rest :].strip() if label and bare[label.rest :].strip() else bare


def _between_commas(text: str, count: int | None) -> tuple[str, ...]:
    """Several enclosures between commas: names one as the other, none of which goes on with the one before it."""
    parts = tuple(part.strip() for part in re.split(r"[,،，、](?![^()（）]*[)）])", text))
    if len(parts) < 2 or (count is not None and len(parts) != count):
        return (text,)
    whole = all(part and not starts("goes_on", part) and not part[0].isdigit() for part in parts[1:])
    return parts if whole else (text,)


def is_plural(text: str) -> bool:
    """Whether the label of a line of enclosures says that they are several."""
    return starts("enclosures_plural", text)
