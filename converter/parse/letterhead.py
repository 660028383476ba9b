"""A sender's letterhead: names in one, two or three languages, side by side or below each other, and contact data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from converter.forms.people import is_office
from converter.languages import detect, script
from converter.meta import Confidence, Letterhead
from converter.parse import lines as look
from converter.parse.contacts import FIELDS, Contact, is_domain, is_number, read_contact
from converter.parse.findings import Findings
from converter.parse.front import Front, Piece, is_delivery, is_draft_line
from converter.parse.marks import is_adoption, is_note_line
from converter.parse.references import is_reference
from converter.parse.senders import LONGEST_NAME, is_sender
from converter.parse.words import ends, is_one, starts
from converter.records import dataclass
from converter.source import Place

SHORTEST_RUN = 2


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a sender: the pieces it is written on, in order, and its text."""

    pieces: tuple[Piece, ...]
    text: str


def read_letterhead(front: Front, found: Findings) -> None:
    """Names and contact data at the top. Nothing where neither a sender nor a number is named."""
    pieces = [piece for piece in front.unknown() if found.free(piece.at) or _beside_known(piece, found)]
    contacts = _contacts(pieces, front)
    senders = [piece for piece in pieces if is_sender(piece.text)]
    if not senders and pieces and heads_paper(pieces[0].text):
        senders = [pieces[0]]
    headed = [piece for piece in pieces if front.lines[piece.at].place is Place.HEAD and piece not in contacts]
    if not senders and headed and _may_be_name(headed[0].text):  # The head of a Word page is a letterhead's place.
        senders = headed[:1]
    numbers = [piece for piece, contact in contacts.items() if set(contact.values) - {"address"}]
    if not senders and not numbers:
        return
    names = _names(pieces, senders, contacts)
    kept = _near(contacts, names, front)
    for piece in names:
        found.claim("letterhead.lines", [piece.at])
    read_contacts(kept, found)
    _state(front, names, kept, found)


def _contacts(pieces: Sequence[Piece], front: Front) -> dict[Piece, Contact]:
    """Contact data by piece; what makes sense on a whole line only is taken so."""
    found: dict[Piece, Contact] = {}
    for piece in pieces:
        beside = [other for other in pieces if other.at == piece.at]
        apart = len(beside) > 1 and not any(is_sender(other.text) for other in beside)
        whole = read_contact(look.shown(front.lines[piece.at]).strip("|+ ")) if apart else None
        if whole:
            found[piece] = whole if piece is beside[0] else Contact({}, "")
        elif contact := read_contact(piece.text.strip("| ")):
            found[piece] = contact
    for piece, following in pairwise(pieces):
        label = (
            re.search(r"(?i)(?P<telephone>tel|phone|telephone)|(?P<fax>fax)", piece.text[-12:])
            if piece in found
            else None
        )
        if label and following not in found and is_number(following.text) and label.end() >= len(piece.text[-12:]) - 2:
            found[following] = Contact({label.lastgroup or "telephone": following.text.strip()})
    for piece, following in pairwise(pieces):
        if piece not in found and following in found and _opens_address(piece, following, found[following]):
            found[piece] = Contact({"address": piece.text.strip("| ")})
    for piece in pieces:
        domain = piece.text.strip("| ")
        if found and piece not in found and is_domain(domain):
            found[piece] = Contact({"website": domain})
    return {piece: found[piece] for piece in pieces if piece in found}


def _opens_address(piece: Piece, following: Piece, contact: Contact) -> bool:
    """Whether a line is the first of an address: a street or a house with its number, right above the city's line."""
    near = piece.group == following.group and following.at - piece.at == 1 and piece.column == following.column
    figures = any(map(str.isdigit, piece.text)) and not is_reference(piece.text)
    return near and figures and "address" in contact.values and look.word_count(piece.text) <= 9


def _beside_known(piece: Piece, found: Findings) -> bool:
    return found.claims.get(piece.at) in ("date", "place", "reference")


def _near(contacts: dict[Piece, Contact], names: Sequence[Piece], front: Front) -> dict[Piece, Contact]:
    """Contact lines of the letterhead: not those far below it, which belong to somebody else."""
    if not names:
        return contacts
    last = max(piece.group for piece in names)
    kept: dict[Piece, Contact] = {}
    for piece, contact in contacts.items():
        if piece.group - last <= 2:
            kept[piece] = contact
            last = max(last, piece.group)
    return kept


def _names(pieces: Sequence[Piece], senders: Sequence[Piece], contacts: dict[Piece, Contact]) -> list[Piece]:
    """The lines of the name in every language: groups with a sender, and groups like them around these."""
    groups: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece not in contacts:
            groups.setdefault(piece.group, []).append(piece)
    named = {piece.group for piece in senders} or {min(groups, default=-1)}
    first_contact = min((piece.at for piece in contacts), default=None)
    chosen: list[Piece] = []
    for number, group in groups.items():
        own = [piece for piece in group if _may_be_name(piece.text)]
        if number in named:
            chosen += _as_far_as_other(group)
        elif (
            _next_to(number, named, groups) and len(own) == len(group) and _looks_like_name(own, senders, first_contact)
        ):
            chosen += own
            named = named | {number}
    return chosen


def _as_far_as_other(group: Sequence[Piece]) -> list[Piece]:
    """The lines of a group from its top that may be a name; a finished name is followed by nothing but another."""
    taken: list[Piece] = []
    for piece in group:
        apart = bool(taken) and piece.at - taken[-1].at > 1
        finished = bool(taken) and ends("sender_close", taken[-1].text) and taken[-1].column == piece.column
        more = is_sender(piece.text) or _is_foreign(piece.text, taken) or _is_place_or_office(piece.text)
        if not _may_be_name(piece.text) or (taken and apart) or (finished and not more):
            if taken:
                break
            continue
        taken.append(piece)
    return taken


def _is_place_or_office(text: str) -> bool:
    return is_one("cities", text) or (is_office(text, "en") and len(text.split()) <= 4)


def _next_to(number: int, named: set[int], groups: dict[int, list[Piece]]) -> bool:
    return number - 1 in named or number + 1 in named


def _may_be_name(text: str) -> bool:
    bare = look.closed_up(text).strip(" *_|")
    if (
        not any(char.isalpha() for char in bare)
        or look.word_count(bare) > LONGEST_NAME
        or any(char.isdigit() for char in bare)
    ):
        return False
    return not (
        is_other_line(bare)
        or look.is_salutation(bare)
        or look.SENTENCE_END.search(bare)
        or starts("honorific_start", bare)
        or is_reference(bare)
    )


def is_other_line(text: str) -> bool:
    """Lines at the top of a paper that are no name: labels, handling, what a speech or resolution opens with."""
    return (
        starts("handling_start", text)
        or is_one("handling_alone", text)
        or is_one("press_label", text)
        or starts("press_start", text)
        or is_delivery(text)
        or starts("speaker_start", text)
        or is_one("speaker_alone", text)
        or is_note_line(text)
        or is_adoption(text)
        or is_draft_line(text)
    )


def _looks_like_name(group: Sequence[Piece], senders: Sequence[Piece], first_contact: int | None) -> bool:
    """A group beside a sender's name that is the same name in another language, or the State above the mission."""
    text = " ".join(piece.text for piece in group)
    capitals = text.upper() == text and any(char.isalpha() for char in text)
    above = bool(senders) and group[-1].at < senders[0].at
    if first_contact is not None and group[-1].at > first_contact:
        return False
    if not above and first_contact is None and not _is_foreign(text, senders):
        return len(group) == 1 and is_office(text, "en") and len(text.split()) <= 5
    foreign = _is_foreign(text, senders)
    return (len(group) >= SHORTEST_RUN and (foreign or capitals or above)) or (
        (capitals or foreign) and len(text.split()) <= 9
    )


def heads_paper(text: str) -> bool:
    """An office that heads its own paper: `The Permanent Representative of Karesia`."""
    return (
        starts("sender_office_start", text.strip(" *_|"))
        and look.word_count(text) <= LONGEST_NAME
        and not look.is_sentence(text)
    )


def _is_foreign(text: str, senders: Sequence[Piece]) -> bool:
    """Letters that the sender's name does not have: another script, or accents."""
    accents = bool(senders) and senders[0].text.isascii() and not text.isascii()
    return bool(senders) and (_scripts(text) != _scripts(senders[0].text) or accents)


def _scripts(text: str) -> set[str]:
    return {found for found in map(script, text) if found}


# ---------------------------------------------------------------- values


def read_contacts(contacts: dict[Piece, Contact], found: Findings) -> None:
    """Claim contact lines, each under the first field that it holds."""
    for piece, contact in contacts.items():
        field = next((name for name in FIELDS if name in contact.values), None)
        if field:
            found.claim(f"letterhead.{field}", [piece.at])


def contact_values(contacts: Iterable[Contact]) -> dict[str, str]:
    """The first value of each field; an address over several lines joined by commas."""
    values: dict[str, str] = {}
    addresses: list[str] = []
    for contact in contacts:
        for field, value in contact.values.items():
            if field == "address":
                addresses.append(value.strip(" ,"))
            else:
                values.setdefault(field, value)
    return values | ({"address": ", ".join(dict.fromkeys(addresses))} if addresses else {})


def _state(front: Front, names: Sequence[Piece], contacts: dict[Piece, Contact], found: Findings) -> None:
    ordered = sorted(names, key=lambda piece: (piece.group, piece.column, piece.at))
    values = contact_values(contacts.values())
    lines = tuple(look.closed_up(piece.text).strip(" *_|") for piece in ordered)
    ats = sorted({piece.at for piece in (*names, *contacts)})
    found.state(
        "letterhead", Letterhead(lines, **values), ats, " / ".join(lines), Confidence.LIKELY, "letterhead.lines"
    )
    name = issuer_of(runs(ordered), found.language)
    if name:
        ats = sorted({piece.at for piece in name.pieces})
        found.state("issuer", name.text, ats, name.text, claim="letterhead.lines")


def runs(pieces: Sequence[Piece]) -> list[Name]:
    """The names that lines make: each begins where a sender is named, and ends with the organization or its group."""
    names: list[list[Piece]] = []
    for piece in pieces:
        before = names[-1] if names else []
        closed = bool(before) and ends("sender_close", _text(before))
        apart = bool(before) and (piece.group, piece.column) != (before[-1].group, before[-1].column)
        cased = bool(before) and before[-1].text.isupper() != piece.text.isupper()
        if not before or closed or apart or cased or (is_sender(piece.text) and not _opens_name(before[-1].text)):
            names.append([piece])
        else:
            before.append(piece)
    return [Name(tuple(name), _text(name)) for name in names]


def _opens_name(text: str) -> bool:
    """A name that its next line must finish: `Office of the`, `Permanent Mission of`."""
    return text.rstrip().lower().endswith((" of", " of the", " de", " de la", " du", " del", " to", " to the"))


def _text(pieces: Sequence[Piece]) -> str:
    text = " ".join(look.closed_up(piece.text).strip(" *_|") for piece in pieces)
    return text.removeprefix("The ").removeprefix("THE ").strip(" .,")


def issuer_of(names: Sequence[Name], language: str) -> Name | None:
    """The name in the document's language, else the English one, else the first that names a sender."""
    named = [name for name in names if is_sender(name.text) or heads_paper(name.text)] or list(names)
    for code in (language, "en"):
        for name in named:
            if detect(name.text)[0] == code and (code != "en" or name.text.isascii() or language == "en"):
                return name
    return named[0] if named else None
