"""What a letter or note verbale comes back for: signature, agenda item, addressees, the wording of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.check.wordlists import any_of, phrase, said, values
from converter.forms.people import is_signed, strip_honorifics
from converter.model import Form

LONGEST_OFFICE_LINE = 200


def signatory(study: Study) -> Iterator[Advice]:
    """A mission's letter is signed by the permanent representative or observer, or the chargé d’affaires a.i.

    The name stands without honorifics, the office under it. A deputy signs only as chargé d’affaires. A letter
    of a minister, or of
    the head of an organ, is circulated as it comes.

    Source: United Nations Editorial Manual, Communications
    Wrong (sent):
        I have the honour to inform you that the strait is open.

        (Signed) Jon Okonjo
        First Secretary
    Right (sent):
        I have the honour to inform you that the strait is open.

        (Signed) Jon Okonjo
        Ambassador
        Permanent Representative
    Leave:
        Letter dated 7 November 2023 from the Chargé d’affaires a.i. of the Permanent Mission of
        Karesia to the United Nations addressed to the Secretary-General

        I have the honour to inform you that the strait is open.

        (Signed) Jon Okonjo
        First Secretary
        Chargé d’affaires a.i.
    """
    if not any(any_of("submissions", "mission").search(p.text) for p in study.passages):
        return
    if study.document.form is Form.SENT and not any(_circulated(passage) for passage in study.own):
        return
    signed = [passage for passage in study.passages if passage.place == "signature" and passage.number == 0]
    if not signed and not study.document.meta.signatories and study.document.form is not Form.SENT:
        yield Advice(None, 0, 0, "the letter is not signed; add (Signed), the name and the office", span=study.last)
        return
    text = " | ".join(passage.text for passage in signed)
    allowed = any_of("submissions", "signs").search(_without_deputies(text)) or any_of(
        "submissions", "signs_above"
    ).search(text)
    below = next((p for p in signed if any_of("submissions", "signs_below").search(p.text)), None)
    if not allowed and below:
        yield Advice(
            below,
            0,
            len(below.text),
            f"“{below.text.strip()}” signs; the permanent representative, observer or chargé d’affaires a.i. must",
        )


def _circulated(passage: Passage) -> bool:
    asks = phrase("circulated", passage.language)
    return bool(asks and asks.search(passage.even))


def _without_deputies(text: str) -> str:
    return re.sub(r"(?i)deputy permanent \w+|permanente? adjunt[oa]|permanente? adjointe?", "", text)


def item_missing(study: Study) -> Iterator[Advice]:
    """A document of the General Assembly or the Economic and Social Council names its agenda item.

    The Security Council has no item numbers. Where both are meant, the item is that of the Assembly.

    Source: United Nations Editorial Manual, Communications
    Wrong (letter):
        I should be grateful if you would have the present letter circulated as a document of the
        General Assembly and of the Security Council.
    Right (letter):
        I should be grateful if you would have the present letter circulated as a document of the
        General Assembly, under agenda item 34, and of the Security Council.
    Leave:
        Letter dated 7 November 2023 from the Permanent Representative of Karesia to the United
        Nations addressed to the President of the Security Council

        I should be grateful if you would have the present letter circulated as a document of the Security Council.

        (Signed) Jon Okonjo
        Permanent Representative
    """
    if any(organ.agenda_items or organ.agenda_line for organ in study.document.meta.organs):
        return
    for passage in study.own:
        code = passage.language
        asks, needs, item = phrase("circulated", code), phrase("needs_item", code), phrase("item", code)
        found = asks.search(passage.even) if asks else None
        organ = needs.search(found["rest"]) if found and needs else None
        if found and organ and item and not item.search(passage.even):
            start = found.start("rest") + organ.start()
            end = found.start("rest") + organ.end()
            hint = f"no agenda item is named for {_the(organ[0], code)}; add “{said('item_hint', code)}”"
            yield Advice(passage, start, end, hint)
            return


def _the(organ: str, code: str) -> str:
    return f"the {organ}" if code == "en" else f"“{organ}”"


def addressee_order(study: Study) -> Iterator[Advice]:
    """The Secretary-General is named first, then the Assembly’s President, then that of the Security Council.

    Source: United Nations Editorial Manual, Communications; titles of identical letters
    Wrong:
        Identical letters dated 7 November 2023 from the Permanent Representative of Karesia to the
        United Nations addressed to the President of the Security Council and the Secretary-General

        I have the honour to inform you that the strait is open.

        (Signed) Jon Okonjo
        Permanent Representative
    Right:
        Identical letters dated 7 November 2023 from the Permanent Representative of Karesia to the
        United Nations addressed to the Secretary-General and the President of the Security Council

        I have the honour to inform you that the strait is open.

        (Signed) Jon Okonjo
        Permanent Representative
    Leave:
        Letter dated 7 November 2023 from the Permanent Representative of Karesia to the United
        Nations addressed to the President of the Security Council

        I have the honour to inform the Secretary-General that the strait is open.

        (Signed) Jon Okonjo
        Permanent Representative
    """
    ranks = [rank for recipient in study.document.meta.recipients if (rank := _rank(recipient)) is not None]
    if ranks != sorted(ranks):
        first = study.document.meta.recipients[0]
        message = f"“{first}” is named first; name the Secretary-General, the Assembly’s President, then the Council’s"
        passage = next((p for p in study.passages if first in p.text and p.number <= 0), None)
        if passage:
            start = passage.text.index(first)
            yield Advice(passage, start, start + len(first), message)
        else:
            yield Advice(None, 0, 0, message, span=study.evidence("recipients", "title") or study.first)


def _rank(recipient: str) -> int | None:
    lowered = recipient.lower()
    lists = values("submissions")["addressees"]
    return next((rank for rank, names in enumerate(lists) if any(name in lowered for name in names)), None)


def note_signed(study: Study) -> Iterator[Advice]:
    """A note verbale is not signed: it is initialled, and dated at its foot.

    Source: United Nations Editorial Manual, Communications
    Wrong:
        The Permanent Mission of Karesia to the United Nations presents its compliments to the
        Secretariat and has the honour to say that the strait is open.

        The Permanent Mission avails itself of this opportunity to renew to the Secretariat the
        assurances of its highest consideration.

        New York, 7 November 2023

        (Signed) Jon Okonjo
        Ambassador
    Right (note):
        has the honour to say that the strait is open.

        The Permanent Mission avails itself of this opportunity to renew to the Secretariat the
        assurances of its highest consideration.
    Leave (note): has the honour to transmit a treaty signed in Ister.
    """
    for passage in study.passages:
        if passage.number <= 0 and (passage.place == "signature" or is_signed(passage.text[:80])):
            yield Advice(passage, 0, len(passage.text), "a note verbale is not signed; leave the signature out")
            return


def note_person(study: Study) -> Iterator[Advice]:
    """A note verbale speaks of its sender in the third person.

    Source: United Nations Editorial Manual, Communications; United Nations Correspondence Manual
    Wrong:
        The Permanent Mission of Karesia to the United Nations presents its compliments to the
        Secretariat. We have the honour to say that the strait is open.

        New York, 7 November 2023
    Right (note): has the honour to say that the strait is open.
    Leave (note): recalls that its Minister said: “We open the strait.”
    """
    for passage in study.own:
        person = phrase("first_person", passage.language)
        for found in person.finditer(passage.even) if person else ():
            if passage.place == "paragraph" and not passage.sheltered(*found.span()):
                yield Advice(
                    passage, *found.span(), f"“{found[0]}” in a note verbale; write the sender in the third person"
                )
                return


def signature_form(study: Study) -> Iterator[Advice]:
    """A signature that is printed opens with (Signed), then the name without honorifics.

    Source: United Nations Editorial Manual, Communications (honorific titles are left out)
    Wrong (sent):
        I have the honour to inform you that the strait is open.

        (Signed) H.E. Mr. Jon Okonjo
        Permanent Representative
    Right (letter): I have the honour to inform you that the strait is open.
    Leave (letter): I have the honour to inform you that Mr. Jon Okonjo opened the strait.
    """
    if study.document.form is Form.SENT:
        return
    for passage in study.passages:
        found = (
            re.match(r"\s*\(\w+\)\s*", passage.text) if passage.place == "signature" and passage.number == 0 else None
        )
        if found:
            name = passage.text[found.end() :].strip()
            bare = strip_honorifics(name)
            honorific = name[: len(name) - len(bare)].strip() if name.endswith(bare) else ""
            if honorific:
                start = passage.text.index(honorific, found.end())
                yield Advice(
                    passage, start, start + len(honorific), f"“{honorific}” before a signatory’s name; leave it out"
                )


def title_form(study: Study) -> Iterator[Advice]:
    """The title of a circulated letter gives its date, its sender and its addressee.

    Source: United Nations Editorial Manual, Communications
    Wrong:
        Letter from the Permanent Representative of Karesia addressed to the Secretary-General

        I have the honour to inform you that the strait is open.

        (Signed) Jon Okonjo
        Permanent Representative
    Right (letter): I have the honour to inform you that the strait is open.
    Leave (letter): The letter from Morwen arrived.
    """
    for passage in study.passages[:12]:
        undated = phrase("undated", passage.language)
        found = undated.match(passage.even) if undated else None
        if found and passage.number <= 0 and len(passage.text) < LONGEST_OFFICE_LINE and not passage.text.endswith("."):
            hint = f"the title gives no date; write “{said('dated_hint', passage.language)}”"
            yield Advice(passage, 0, found.end(), hint)
