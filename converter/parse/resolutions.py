"""What stands above the text of a resolution, decision or draft: how it was adopted, number and title, sponsors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.forms.dates import find_dates
from converter.languages import key
from converter.late import late
from converter.meta import Confidence
from converter.model import Kind
from converter.parse.agenda_titles import at_capitals
from converter.parse.findings import Findings
from converter.parse.front import Front, is_draft_line
from converter.parse.lines import SENTENCE_END
from converter.parse.masthead import organs_named, state_date
from converter.parse.titling import Unit, read_titles, units
from converter.parse.words import is_one, is_sponsors, words_of

NUMBERED_TITLE = late(
    r"(?P<number>\d{1,4}/\d{1,4}(?:\s?[A-Z](?:[-–][A-Z])?)?|(?:S-|ES-)\d+/\d+)\s*(?:[.:]|\s[-–—]\s?|\s)\s*(?P<title>[^\W\d].*)"
)
NUMBER_ALONE = late(r"(?:\d{1,4}|S-\d+|ES-\d+)/\d{1,4}(?:\s?[A-Z])?\.?")
DRAFT_TITLED = late(
    r"(?:draft (?:resolution|decision)|projet de (?:résolution|décision)|proyecto de (?:resolución|decisión)"
    r"|проект (?:резолюции|решения)|مشروع (?:قرار|مقرر)|(?:决议|决定)草案)\s*[:：–—-]\s*(?P<title>\S.*)",
    re.IGNORECASE,
)
"""`Draft resolution: Night trains`."""
SUBMITTED = late(
    r"(?:draft (?:resolution|decision)|amendments?).{0,60}? submitted by:?\s+(.+)|"
    r"(?:projet de (?:résolution|décision)|amendements?).{0,60}? (?:présentée?s?|déposée?s?) par\s?:?\s+(.+)|"
    r"(?:proyecto de (?:resolución|decisión)|enmiendas?).{0,60}? presentad[oa]s? por:?\s+(.+)",
    re.IGNORECASE,
)
OFFICE = late(
    r"(?i)\b(?:vice-|co-)?(?:chair|president|présiden|presiden|rapporteur|relator|bureau|mesa|facilitat|coordinat|coordonn|"
    r"secretar|secrétar|committee|commission|comité|comisión)\w*|\bon behalf\b|\bau nom\b|\ben nombre\b"
)
LAST_LINES = 60
"""Lines at the end of a draft in which its sponsors are looked for."""
LONGEST_NAME = 8
"""Words in the name of a State."""
SPONSOR_GAP = late(r",\s*|、|،\s*|;\s*|\s+و(?=\S)")
SPONSOR_AND = late(r",?\s+(?:and|et|y|e|и)\s+|和")


def read_resolution(front: Front, found: Findings) -> None:
    """Adoption lines, the line that says from which committee, sponsors, number and title."""
    left = units(front, found)
    for unit in left:
        if unit.what == "adoption":
            _adopted(unit, found)
        elif unit.what == "bracket":
            found.claim("adoption", unit.ats)
    _read_sponsors(left, found)
    for unit in units(front, found):
        numbered = NUMBERED_TITLE.fullmatch(unit.text) if unit.what in ("title", "draft") else None
        below = next((u for u in left if u.ats[0] > unit.ats[-1] and u.what == "title"), None)
        council = _COUNCIL.fullmatch(unit.text)
        drafted = DRAFT_TITLED.fullmatch(unit.text) if unit.what == "draft" else None
        if drafted and drafted["title"][:1].isupper() and not is_draft_line(drafted["title"]):
            found.state("title", drafted["title"].strip(" *_"), unit.ats, unit.text)
        elif NUMBER_ALONE.fullmatch(unit.text) and below:
            found.state("title", below.text, [*unit.ats, *below.ats], below.text)
        elif numbered:
            found.state("title", numbered["title"].strip(" *_"), unit.ats, unit.text)
        elif council:
            found.state("title", unit.text, unit.ats, unit.text)
    read_titles(front, Kind.RESOLUTION, found, masthead=True)
    for unit in units(front, found):
        if unit.what == "draft":
            found.claim("kind", unit.ats)


_COUNCIL = late(
    r"(?:Resolution|Résolution|Resolución|Резолюция|القرار|第)\s*\d{1,4}\s*(?:\((?:19|20)\d\d\)|\s*（(?:19|20)\d\d）)?(?:\s*号决议)?",
    re.IGNORECASE,
)


def _adopted(unit: Unit, found: Findings) -> None:
    """The line names the organ, and a date that is the document's where no other is stated."""
    found.claim("adoption", unit.ats)
    dates = [date for date in find_dates(unit.text, found.language) if date.date]
    if dates and not found.known("date"):
        state_date(found, dates[0], list(unit.ats), unit.text, likely=True)
    organs = tuple(organ for organ in organs_named(unit.text, found.language) if not organ.code.startswith("A/C."))[:1]
    if organs and not found.known("organs"):
        found.state("organs", organs, unit.ats, unit.text, Confidence.CERTAIN, "adoption")


def _read_sponsors(left: Sequence[Unit], found: Findings) -> None:
    for unit in left:
        if unit.what == "draft":
            names = split_sponsors(unit.text) or submitters(unit.text)
            if names:
                found.state("sponsors", names, unit.ats, unit.text)
            elif is_one("draft_end", unit.text.rstrip("*")):
                found.claim("kind", unit.ats)
    _read_sponsor_list(left, found)
    if not found.known("sponsors"):
        _read_last_sponsors(found)


def submitters(text: str) -> tuple[str, ...]:
    """The States of a line `Draft resolution submitted by Tesk and Veldania`; none where an office submitted it."""
    match = SUBMITTED.fullmatch(text.strip(" *_"))
    names = next((name for name in match.groups() if name), "") if match else ""
    return () if not names or OFFICE.search(names) else split_names(names)


def split_sponsors(text: str) -> tuple[str, ...]:
    """The States of a line `Karesia,* Tesk and Veldania: draft resolution`; none where it names nobody."""
    head, colon, rest = text.rpartition(":") if ":" in text else text.rpartition("：")
    if not colon or not is_draft_line(rest.strip()):
        return ()
    return split_names(head)


def _last_two(text: str) -> tuple[str, str]:
    """A list and its last name: the last conjunction parts them, others may stand inside a name."""
    found = list(SPONSOR_AND.finditer(text))
    return (text[: found[-1].start()], text[found[-1].end() :]) if found else (text, "")


def split_names(text: str) -> tuple[str, ...]:
    """Names of States between commas and a conjunction; what is in parentheses belongs to its name."""
    text, last = _last_two(text)
    held = re.sub(r"\([^)]*\)", lambda found: found[0].replace(",", "\0"), text.replace("*", "").replace("\\", ""))
    parts = [*SPONSOR_GAP.split(held), last]
    if len(parts[0].split()) > LONGEST_NAME:  # The title of the item above was joined with the line.
        parts[0] = at_capitals(parts[0])[-1]
    names = (name.replace("\0", ",").strip(" .:_†‡") for name in parts)
    return tuple(re.sub(r"^(?:the|la|le|les|el|l[’'])\s+(?=[a-z])", "", name) for name in names if name)


def _read_sponsor_list(left: Sequence[Unit], found: Findings) -> None:
    """`Sponsors:` with names behind it, or one a line below it."""
    for number, unit in enumerate(left):
        if found.known("sponsors") or not (words_of("sponsors").match(key(unit.text)) or is_sponsors(unit.text)):
            continue
        same = [u for u in left[number + 1 :] if u.group == unit.group]
        texts = [unit.text.partition(":")[2], *(found_text(found, at) for at in unit.ats[1:]), *(u.text for u in same)]
        if len(unit.ats) > 1:
            texts[0] = found_text(found, unit.ats[0]).partition(":")[2]
        names = tuple(name for text in texts if text.strip() for name in split_names(text))
        ats = [*unit.ats, *(at for u in same for at in u.ats)]
        if not same and not names and number + 1 < len(left):
            names, ats = _names_below(left[number + 1], found), [*unit.ats, *left[number + 1].ats]
        if names:
            found.state("sponsors", names, ats, ", ".join(names))


def _read_last_sponsors(found: Findings) -> None:
    """`Sponsors: …` under the text: a label with a colon, and names to the end of the text."""
    lines = found.lines
    filled = [at for at in range(len(lines)) if not lines[at].blank and not lines[at].rule][-LAST_LINES:]
    for place, at in enumerate(filled):
        text = found_text(found, at)
        if not found.free(at) or not is_sponsors(text):
            continue
        rest = text.replace("：", ":").partition(":")[2]
        ats = [at, *_names_under(filled[place + 1 :], found)]
        texts = [rest, *(found_text(found, other) for other in ats[1:])]
        if any(found.lines[other].label[:1].isdigit() for other in ats) or OFFICE.search(" ".join(texts)):
            continue
        names = tuple(name for one in texts if one.strip() for name in split_names(one))
        if names and all(len(name.split()) <= LONGEST_NAME for name in names):
            found.state("sponsors", names, ats, ", ".join(names))
            return


def _names_under(ats: Sequence[int], found: Findings) -> list[int]:
    """The lines right under a label that are names: each under the one before, none a sentence."""
    names: list[int] = []
    for at in ats:
        text = found_text(found, at)
        if SENTENCE_END.search(text) or len(text.split()) > 4 * LONGEST_NAME or ":" in text:
            break
        names.append(at)
    return names


def _names_below(unit: Unit, found: Findings) -> tuple[str, ...]:
    return tuple(name for at in unit.ats for name in split_names(found_text(found, at)))


def found_text(found: Findings, at: int) -> str:
    """The text of a line without what marks it."""
    from converter.parse.lines import shown

    return shown(found.lines[at]).strip(" *_-•–")


def draws_no_original(front: Front, found: Findings) -> None:
    """A resolution of the Assembly prints no `Original:` line (FORMAT.md b): it goes, its value stays."""
    if not any("/RES/" in symbol for symbol in found.values.get("symbols", ())):
        return
    for piece, fact in front.facts("original"):
        if len(piece.facts) == 1 and fact.kind == "original" and found.claims.get(piece.at) == "original_language":
            alone = sum(other.at == piece.at for other in front.pieces) == 1
            if alone:
                found.drop("not-printed", [piece.at])
