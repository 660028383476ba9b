"""Letters and notes verbales as a sender sends them: reference, place, date, handling, addressee, enclosures."""

from __future__ import annotations

from collections.abc import Sequence

from converter.forms.dates import FoundDate, find_dates
from converter.forms.people import is_name, strip_honorifics
from converter.forms.symbols import Symbol
from converter.meta import Confidence, Letterhead
from converter.model import Kind
from converter.parse import lines as look
from converter.parse.addressees import copies, is_to_line, state_addressee
from converter.parse.contacts import FIELDS, Contact
from converter.parse.datelines import greeted
from converter.parse.enclosures import enclose, enclosed, enclosed_beside, is_plural
from converter.parse.findings import Findings
from converter.parse.front import Front, Piece
from converter.parse.letterhead import contact_values, is_other_line
from converter.parse.marks import is_close
from converter.parse.masthead import state_date
from converter.parse.references import read_handling, read_reference, read_subject
from converter.parse.senders import is_sender
from converter.parse.tail import (
    TO,
    Group,
    below,
    contact_line,
    dated_line,
    is_addressee_start,
    is_city,
    is_seal,
    last_index,
    merged,
    tail_groups,
    text_at,
)
from converter.parse.word_styles import is_signature
from converter.parse.words import starts


def read_sent_front(front: Front, found: Findings) -> None:
    """Everything above the salutation, or above the paragraph of compliments, but the letterhead."""
    for piece in front.unknown():
        reference, handling, subject = read_reference(piece.text), read_handling(piece.text), read_subject(piece.text)
        if handling:
            _handle(found, piece, handling)
        elif reference:
            found.state("reference", reference, [piece.at], piece.text)
        elif beside := _reference_beside_date(piece.text, found):
            found.state("reference", beside[0], [piece.at], piece.text)
            state_place_and_date(found, beside[1], piece.at, piece.text)
        elif subject:
            found.state("title", subject, [piece.at], piece.text)
    for piece, fact in front.facts("symbol", "press_number"):
        text = fact.value.text if isinstance(fact.value, Symbol) else fact.text
        found.state("reference", text, [piece.at], piece.text, Confidence.LIKELY)
    for piece, fact in front.facts("date"):
        if isinstance(fact.value, FoundDate):
            state_place_and_date(found, fact.value, piece.at, piece.text)


def _reference_beside_date(text: str, found: Findings) -> tuple[str, FoundDate] | None:
    """A line of reference and date with no more than a space between: `FER/12/2026 21 January 2026`."""
    dates = find_dates(text, found.language)
    if len(dates) != 1 or not dates[0].date or text[dates[0].end :].strip(" ."):
        return None
    reference = read_reference(text[: dates[0].start].strip(" ,;–—-"))
    return (reference, dates[0]) if reference else None


def _handle(found: Findings, piece: Piece, handling: str) -> None:
    if found.known("handling"):
        both = f"{found.values['handling']}; {handling}"
        found.values["handling"] = both
        found.also("handling", [piece.at])
    found.state("handling", handling, [piece.at], handling)


def state_place_and_date(found: Findings, date: FoundDate, at: int, text: str) -> None:
    """A line of place and date; an open day is no date."""
    found.claim("date", [at])
    if date.certainty == "placeholder":
        found.blank("date", at, text, date.to_fill_in)
    else:
        state_date(found, date, [at], text)
    if date.place:
        found.state("place", date.place, [at], text, claim="date")


def read_front_addressee(front: Front, found: Findings) -> None:
    """An address block between letterhead and salutation, with its city and organization."""
    groups: dict[int, list[Piece]] = {}
    for piece in front.pieces:
        if found.free(piece.at) or found.claims.get(piece.at) == "organs":
            groups.setdefault(piece.group, []).append(piece)
    blocks: list[Group] = []
    for pieces in groups.values():
        start = next((n for n, piece in enumerate(pieces) if opens_address(piece.text) and not piece.facts), None)
        if start and is_bare_to(pieces[start - 1].text):
            start -= 1
        if start is not None and not any(is_other_line(piece.text) for piece in pieces):
            blocks.append(tuple(dict.fromkeys(piece.at for piece in pieces[start:])))
    blocks = blocks or _plain_address(list(groups.values()))
    for at in (at for block in blocks for at in block):
        found.claims.pop(at, None)
    state_addressee(blocks, found)


def _plain_address(groups: Sequence[Sequence[Piece]]) -> list[Group]:
    """An address block whose office no list knows: some short lines that end with a city or the organization."""
    for pieces in reversed(groups):
        texts = [piece.text.strip(" *_") for piece in pieces]
        short = 3 <= len(texts) <= 7 and all(look.word_count(text) <= 9 and text[:1].isupper() for text in texts)
        other = any(look.SENTENCE_END.search(text) or is_other_line(text) or ":" in text for text in texts)
        known = any(fact.kind not in ("word", "organ") for piece in pieces for fact in piece.facts)
        if short and not other and not known and is_city(texts[-1]) and not any(map(is_sender, texts)):
            return [tuple(dict.fromkeys(piece.at for piece in pieces))]
    return []


# ---------------------------------------------------------------- after the text


def read_sent_tail(front: Front, kind: Kind, found: Findings) -> None:
    """Everything after the close of a letter, or after the last paragraph of a note verbale."""
    groups = tail_groups(found, front.end)
    end = _end_of_text(front, kind, found)
    rest = below(groups, end) if end is not None else groups[-3:]
    rest = [
        group
        for group in rest
        if not look.is_sentence(" ".join(text_at(found, at) for at in group))
        or (kind is Kind.NOTE_VERBALE and len(group) > 1)
    ]
    _read_small_lines(rest, found)
    blocks = merged([free for group in rest if (free := tuple(at for at in group if found.free(at)))], found)
    if kind is Kind.NOTE_VERBALE:
        _read_note_tail(blocks, greeted(front)[1], found)
    else:
        _read_letter_tail(blocks, found)
        read_inner_addressee(front, found)


def read_inner_addressee(front: Front, found: Findings) -> None:
    """Who a letter goes to, where the block stood at the foot of its first page and so stands inside the text now."""
    if found.known("addressee"):
        return
    for group in tail_groups(found, front.end):
        texts = [text_at(found, at) for at in group]
        opened = has_courtesy(texts[0]) or starts("honorific_start", texts[0])
        plain = 2 <= len(texts) <= 6 and not any(look.SENTENCE_END.search(text) for text in texts)
        if opened and plain and any(is_addressee_start(text) for text in texts[1:]):
            state_addressee([group], found)
            return


def _end_of_text(front: Front, kind: Kind, found: Findings) -> int | None:
    """The last line of the text: the close of a letter, the courtesies of a note."""
    if kind is Kind.NOTE_VERBALE:
        avails = last_index(
            found, front.end, lambda text: look.holds_formula("avails", text) and look.word_count(text) > 8
        )
        return avails if avails is not None else last_index(found, front.end, look.is_sentence)
    close = last_index(found, front.end, is_close)
    return close if close is not None else last_index(found, front.end, look.is_sentence)


def _read_small_lines(groups: Sequence[Group], found: Findings) -> None:
    """Lines that say by themselves what they are: copies, enclosures, contact data, seals, place and date."""
    contacts: dict[int, Contact] = {}
    running: str | None = None
    for number, group in enumerate(groups):
        if not (number and running == "enclosures" and _goes_on_below(groups[number - 1], group, found)):
            running = None
        for at in group:
            text = text_at(found, at)
            contact = contact_line(found, at)
            inside = enclosed(text)
            dated = dated_line(found, at)
            if copies(text):
                running = "copies"
                if beside := enclosed_beside(text):
                    enclose(found, at, beside)
                found.claim("copies", [at])
            elif inside is not None:
                running = "enclosures"
                enclose(found, at, inside, plural=is_plural(text))
            elif running and not is_addressee_start(text):
                found.claim(running, [at])
                if running == "enclosures":
                    enclose(found, at, text)
            elif (
                contact
                and (not is_sender(text) or set(contact.values) - {"address"})
                and (set(contact.values) - {"address"} or at == group[0] or at - 1 in contacts)
            ):
                contacts[at] = contact
            elif dated:
                state_place_and_date(found, dated.date, at, text)
            elif is_seal(text):
                found.claim("seal", [at])
    _add_contacts(contacts, found)


def _goes_on_below(above: Group, group: Group, found: Findings) -> bool:
    """Whether a list of enclosures stands apart from its label: each of its lines has a number or a bullet."""
    listed = [bool(found.lines[at].label) or look.is_listed(text_at(found, at)) for at in (above[0], *group)]
    return all(listed[1:]) and (listed[0] or enclosed(text_at(found, above[0])) == "")


def _add_contacts(contacts: dict[int, Contact], found: Findings) -> None:
    """Contact data at the foot: what the letterhead lacks; what it has already is a duplicate."""
    if not contacts:
        return
    letterhead = found.values.get("letterhead") or Letterhead(())
    known = {name: getattr(letterhead, name) for name in FIELDS if getattr(letterhead, name)}
    values = contact_values(contacts.values())
    for at, contact in contacts.items():
        if all(known.get(name) == value for name, value in contact.values.items()):
            found.drop("duplicate", [at])
        else:
            found.claim(f"letterhead.{next(name for name in FIELDS if name in contact.values)}", [at])
    kept = [at for at in contacts if at not in found.gone]
    if kept:
        found.values["letterhead"] = Letterhead(letterhead.lines, **(values | known))
        found.also("letterhead", kept)
        if "letterhead" not in found.evidence:
            found.prove("letterhead", kept, text_at(found, kept[0]), Confidence.LIKELY)


def _read_note_tail(groups: Sequence[Group], office: str, found: Findings) -> None:
    """Under a note verbale: who it goes to, often the office greeted; a seal or the sender's name may stand between."""
    blocks: list[Group] = []
    for group in groups:
        texts = [text_at(found, at) for at in group]
        sender = found.values.get("issuer")
        if len(texts) > 8 or any(look.is_sentence(text) or text[-1:] == "。" for text in texts):
            continue
        if sender and " ".join(texts).casefold() == str(sender).casefold():
            continue
        if (
            any(is_addressee_start(text) or is_to_line(text) for text in texts)
            or is_city(texts[-1])
            or len(groups) == 1
        ):
            blocks.append(group)
        elif _names(office, texts[0]):  # The text says it in full.
            found.state("recipients", (office,), group, office, Confidence.LIKELY, "addressee")
            blocks.append(group)
    state_addressee(blocks, found)


def _names(recipient: str, text: str) -> bool:
    """Whether a line is the recipient that the text greets, perhaps without its organization."""
    return len(text) > SHORT_NAME and recipient.casefold().startswith(text.casefold())


SHORT_NAME = 7
"""Letters up to which a name is no sure sign of an addressee."""


def _read_letter_tail(groups: Sequence[Group], found: Findings) -> None:
    """Under a letter: first the signature, which is a block of the text, then who it goes to."""
    blocks: list[Group] = []
    for number, group in enumerate(groups):
        if is_signature(found.lines[group[0]]) or _is_title_of(groups, number, found):
            continue
        texts = [text_at(found, at) for at in group]
        opens = next((n for n, text in enumerate(texts) if is_to_line(text) or opens_address(text)), None)
        if opens and has_courtesy(texts[opens - 1]):
            opens -= 1
        if opens is None or look.is_sentence(texts[opens]):
            continue
        # Who it goes to stands above already: a name with a title of courtesy is who signs.
        if found.known("addressee") and not is_to_line(texts[opens]):
            continue
        if opens == 0 and (number or is_to_line(texts[0]) or (opens_address(texts[0]) and len(groups) == 1)):
            blocks.append(group)
        elif opens and is_to_line(texts[opens]):
            blocks.append(group[opens:])
    state_addressee(blocks, found)


def _is_title_of(groups: Sequence[Group], number: int, found: Findings) -> bool:
    """The office of who signs, in a paragraph of its own right under the name, which has one too."""
    if (
        number != 1
        or len(groups[0]) > 1
        or len(groups[1]) > 1
        or starts("honorific_start", text_at(found, groups[1][0]))
    ):
        return False
    name, office = text_at(found, groups[0][0]), found.lines[groups[1][0]]
    return office.whole and groups[1][0] - groups[0][0] <= 2 and not has_courtesy(name) and is_name(name, "en")


def opens_address(text: str) -> bool:
    """An address block opens here: an office, or a person named with a title of courtesy."""
    named = TO.sub("", text.strip(" *_"))
    return (is_addressee_start(text) or has_courtesy(text) or has_courtesy(named)) and not text.startswith(("(", "["))


def is_bare_to(text: str) -> bool:
    """`To`, `Al`, `À :` alone on the line above a name."""
    return text.strip(" *_:").casefold() in BARE_TO


BARE_TO = frozenset(("to", "a", "al", "a la", "à", "para"))


def has_courtesy(text: str) -> bool:
    """`Mr. A. Name`, `Madame B. Nom`: a person, politely."""
    bare = text.strip(" *_,")
    return (
        look.word_count(bare) <= 8
        and strip_honorifics(bare) != bare
        and is_name(bare, "en")
        and not look.is_salutation(text)
    )
