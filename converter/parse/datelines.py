"""The dateline of a news text, and the sender that its first sentence names."""

from __future__ import annotations

import re

from converter.forms.dates import FoundDate, find_dates, read_date
from converter.late import late
from converter.meta import Confidence
from converter.parse import lines as look
from converter.parse.findings import Findings
from converter.parse.front import Front
from converter.parse.senders import read_sender
from converter.records import dataclass

FIRST_LINES = 3


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and date that a news text opens with: `NEW YORK, 3 March 2025 — The Kingdom …`."""

    place: str | None
    date: FoundDate | None
    end: int


def read_dateline(line: str, code: str) -> Dateline | None:
    """The dateline at the start of a paragraph, or None."""
    found = _DASH.match(line)
    stop = _STOP.match(line)
    if stop and (dated := read_date(stop["head"], code)) and dated.place:
        return Dateline(dated.place, dated, stop.end())
    if not found:
        return None
    said = found["head"].strip(" *_")
    bracket = _IN_BRACKETS.fullmatch(said)
    if bracket and (inside := read_date(bracket["date"], code)) and inside.date:
        return Dateline(bracket["place"].strip(" ,"), inside, found.end())
    head = re.sub(r"\s*\([^)]{2,50}\)$", "", said)
    whole = read_date(head, code)
    if whole and whole.place:
        return Dateline(whole.place, whole, found.end())
    dates = find_dates(head, code)
    place = (
        head[: dates[0].start].strip(" ,(") if dates else re.sub(r"\s*\(.*?\)\s*$", "", head).partition(",")[0].strip()
    )
    if dates and not head[dates[0].end :].strip(" .,)(*") and 0 < len(place.split()) <= 4 and place[:1].isupper():
        return Dateline(place, dates[0], found.end())
    rest = head[len(place) :]
    if (
        place.isupper()
        and len(place.split()) <= 4
        and len(place) > 3
        and (not rest or re.fullmatch(r"[\s,\w.()]{0,40}", rest))
    ):
        return Dateline(place, None, found.end())
    return None


_IN_BRACKETS = late(r"(?P<place>[^\W\d_][^()]{2,40})\((?P<date>[^()]{6,40})\)")
_STOP = late(r"(?P<head>[^.\n–—]{3,60}\d{4}(?:\sгода|\sг)?)\.\s+(?=[^\W\d_«“\"])")
_DASH = late(
    r"(?P<head>[^\n–—―]{3,70}?)(?:\s+[-–—]{1,2}\s+|\.\s?[-–—]{1,2}\s*|\s*[–—―]{1,2}\s*|\s?\(\w{2,20}\)\s?[-–—]\s?)(?=[^\W\d_«“\"„])"
)


def recipient_of_text(front: Front, found: Findings) -> None:
    """Whom a note verbale greets, where no address block says it."""
    if found.known("recipients"):
        return
    at, office = greeted(front)
    if office:
        claimed = found.claims.get(at)
        found.state("recipients", (office,), [at], office, Confidence.LIKELY)
        if claimed is None:
            found.claims.pop(at, None)


def greeted(front: Front) -> tuple[int, str]:
    """The line in which a note verbale greets somebody, and whom; nobody where it does not say."""
    for at in [at for at in range(front.end, len(front.lines)) if not front.lines[at].blank][:FIRST_LINES]:
        match = next((m for one in _GREETED if (m := one.search(look.shown(front.lines[at])))), None)
        if match:
            return at, re.sub(r"^(?:the|la|el|le|l[’']|al|au|à la|aux?)\s+", "", match["office"].strip(" ,"))
    return 0, ""


_GREETED = (
    late(
        r"compliments\s+to\s+(?P<office>[^,;.]{4,180}?)"
        r"(?=,|\s+and,?\s+(?:has|have|wish|with|in|would|refer)|\s+and\s+\w+s\b|[.;]|$)"
    ),
    late(
        r"compliments\s+(?:à\s|à\sla\s|aux?\s)(?P<office>[^,;.]{4,180}?)"
        r"(?=,|\s+et,?\s+(?:a\s|ont\s|lui\s|se\s|souhaite|tient|saisit|en\s)|[.;]|$)"
    ),
    late(
        r"saludan?\s+(?:muy\s+)?atentamente\s+(?:al?\s)(?P<office>[^,;.]{4,180}?)"
        r"(?=,|\s+y,?\s+(?:tiene|tienen|le\s|se\s|desea|en\s)|[.;]|$)"
    ),
    late(r"代表团(?:谨)?向(?P<office>[\u3400-\u9fff·]{2,40}?)致意"),
)


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
