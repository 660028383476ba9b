"""What stands after the text of a sent letter, note verbale or press release: groups of lines, told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from converter.forms.dates import FoundDate, read_date
from converter.forms.people import is_office
from converter.languages import fold
from converter.late import late
from converter.parse import lines as look
from converter.parse.contacts import Contact, read_contact
from converter.parse.findings import Findings
from converter.parse.senders import is_sender
from converter.parse.word_styles import is_signature
from converter.parse.words import is_one, starts
from converter.records import dataclass, replace

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A line with place and date."""

    at: int
    date: FoundDate


def tail_groups(found: Findings, first: int) -> list[Group]:
    """The groups of lines from an index on that nothing speaks for yet."""
    groups = look.groups(found.lines, first, len(found.lines))
    parted = (
        tuple(part) for group in groups for _, part in groupby(group, key=lambda at: is_signature(found.lines[at]))
    )
    free = (tuple(at for at in group if found.free(at)) for group in parted)
    return [group for group in free if group]


def text_at(found: Findings, at: int) -> str:
    """The text of a line."""
    return look.shown(found.lines[at]).strip(" *_")


def dated_line(found: Findings, at: int) -> Dated | None:
    """The line as place and date: `New York, 3 February 2025`."""
    text = _ASIDE.sub("", text_at(found, at))
    date = read_dated(text, found.language) if len(text) < 90 else None
    return Dated(at, date) if date and date.certainty != "range" else None


_ASIDE = late(r"(?<=\d)\s+[\[(（][^\])）]{1,40}[\])）]$")
"""What is noted behind a date: `(initialled and sealed)`."""


def read_dated(text: str, code: str) -> FoundDate | None:
    """A date line with its place, in Chinese also `2025年3月18日于纽约`."""
    han = re.fullmatch(r"(?P<date>.{4}年.{1,2}月.{1,3}日)\s?于\s?(?P<place>[\u3400-\u9fff·]{1,12})", text)
    if han:
        date = read_date(han["date"], code)
        return replace(date, place=han["place"]) if date else None
    return read_date(text, code)


def contact_line(found: Findings, at: int) -> Contact | None:
    """The line as contact data."""
    return read_contact(text_at(found, at))


def is_seal(text: str) -> bool:
    """`[initials] [seal]`, `(L.S.)`: the place of a stamp."""
    bare = text.strip()
    if not bare or bare[0] not in "[(（【" or bare[-1] not in "])）】":
        return False
    words = fold(bare).replace("[", " ").replace("]", " ").replace("(", " ").replace(")", " ").split()
    return bool(words) and all(is_one("seal", word) or word in ("and", "&", "l.s.", "et", "y") for word in words)


def is_addressee_start(text: str) -> bool:
    """`H.E. Ms. …`, `President of the General Assembly`, `All Permanent Missions`: an address block opens here."""
    bare = _TO_ALL.sub("", text.strip(" *_"))
    if look.word_count(bare) > 22 or (look.is_salutation(bare) and bare[-1:] in ",:،：") or look.FULL_STOP.search(bare):
        return False
    named = TO.sub("", bare)
    if named != bare and (starts("honorific_start", named) or starts("office_start", _THE.sub("", named))):
        return True
    polite = POLITE.sub("", bare)
    if polite != bare and len(bare.split()) > 3 and is_office(polite[:1].upper() + polite[1:], "fr"):
        return True
    bare = _ARTICLE.sub("", bare)
    return starts("honorific_start", bare) or starts("office_start", bare) or _is_named_office(bare)


TO = late(r"(?i)^(?:to(?= the)|to|à|al|a l[ao]s?|a|para)\s+(?=\w)")
"""`To` before the name of an addressee: `A Su Excelencia`, `Al Excmo. Sr. …`, `To H.E. …`."""


POLITE = late(r"(?i)(?:madame|monsieur|mme|m\.|señora?)\s+(?:la\s+|le\s+|l[’'])?(?=\w)")
"""A title of courtesy before an office: `Madame la Directrice du Cabinet`."""
_THE = late(r"(?i)^(?:the|le|la|el)\s+")
_ARTICLE = late(r"(?:The|Le|La|El)\s+(?=[A-Z])")
_TO_ALL = late(
    r"(?i)(?:to|à|al?|a la)\s+"
    r"(?=all\b|tou(?:te)?s\b|tod[oa]s\b|exc|su exc|son exc|madame\b|monsieur\b|h\. ?e\.|his exc|her exc)"
)
"""What may stand before an addressee without a colon: `To all Permanent Representatives`."""


def _is_named_office(text: str) -> bool:
    return (
        is_sender(text)
        or (text.endswith("阁下") or text.endswith("阁下："))
        or starts("office_start", text.removeprefix("联合国"))
    )


def is_city(text: str) -> bool:
    """`New York`, `NEW YORK, N.Y. 10017`, `United Nations`: the last lines of an address."""
    if is_one("cities", text) or is_one("masthead_words", text):
        return True
    return starts("cities", text) and len(text.split()) <= 5 and not starts("office_start", text)


def last_index(found: Findings, first: int, fits: object) -> int | None:
    """The last line from an index on that fits."""
    assert callable(fits)
    return next((at for at in range(len(found.lines) - 1, first - 1, -1) if fits(text_at(found, at))), None)


def below(groups: Sequence[Group], at: int) -> list[Group]:
    """The groups below a line, or what is below it of a group."""
    cut = (tuple(one for one in group if one > at) for group in groups)
    return [group for group in cut if group]


def _adjacent(above: int, at: int, found: Findings) -> bool:
    """Whether two lines stand under each other, but for the gap that a format puts after a paragraph."""
    between = found.lines[above + 1 : at]
    return all(line.blank and line.span == found.lines[at].span for line in between)


def merged(groups: Sequence[Group], found: Findings) -> list[Group]:
    """Paragraphs of one line each put together to the address blocks that they make."""
    done: list[Group] = []
    for group in groups:
        text = text_at(found, group[0])
        single = len(group) == 1 and (found.lines[group[0]].whole or found.lines[group[0]].page > 0)
        inside = bool(done) and _adjacent(done[-1][-1], group[0], found) and single and not is_addressee_start(text)
        opened = inside and any(is_addressee_start(text_at(found, at)) for at in done[-1])
        goes_on = not is_city(text_at(found, done[-1][-1])) and look.word_count(text) <= 9 if done else False
        if opened and (goes_on or (is_city(text) and len(done[-1]) < 7)):
            done[-1] = (*done[-1], *group)
        else:
            done.append(group)
    return done
