"""Annexes: what is announced is there, what is there is announced, and what is cited can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.study import Study
from converter.check.wordlists import any_of, phrase
from converter.languages.numerals import read_roman
from converter.late import late
from converter.model import Form, Kind, Role

PART = late(r"[IVX]+|\d{1,2}")
NUMBERED = late(r"(?:Annex|Annexe|Anexo|Enclosure|Attachment|Pièce jointe|Приложение) ?(?P<number>[IVX]+\b|\d{1,2}\b)?")
AFTER_SYMBOL = late(r"(?:/\d+[^.;]{0,30}|resolution[^.;]{0,40})$")


def announced(study: Study) -> Iterator[Advice]:
    """A letter announces its annex, and the annex that it announces comes with it.

    Say “the present letter and its annex” where the letter asks to be circulated; the annex follows the
    signature under the line Annex.

    Source: United Nations Editorial Manual, Communications
    Wrong (letter):
        I should be grateful if you would have the present letter and its annex circulated as a
        document of the Security Council.
    Right (sent):
        I should be grateful if you would have the present letter and its annex circulated as a
        document of the Security Council.

        (Signed) Jon Okonjo
        Permanent Representative

        Annex

        The strait is open to all ships.
    Wrong (sent):
        The strait is open.

        (Signed) Jon Okonjo
        Permanent Representative

        Annex

        The strait is open to all ships.
    Leave (letter): I recall the annex to document S/2023/15, which is known to all.
    """
    found = [(p, m) for p in study.own if (m := any_of("submissions", "announced").search(p.even))]
    if not found and study.document.form is not Form.SENT:
        found = [(p, m) for p in study.own if (m := any_of("submissions", "transmitted").search(p.even))]
    annexes = [part for part in study.attached if part.role is not Role.ENCLOSURE] or list(study.attached)
    if found and not study.attached and not study.document.meta.enclosures:
        passage, match = found[0]
        yield Advice(
            passage, *match.span(), f"“{match[0]}” is announced, and no annex follows; add it under the line Annex"
        )
    elif (
        study.attached
        and study.document.form is not Form.SENT
        and not any(any_of("submissions", "speaks").search(p.even) for p in study.own)
    ):
        first = study.attached[0]
        title = next((p for p in study.passages if p.part is first and p.place == "title"), None)
        message = "the letter does not announce this annex; write “the present letter and its annex”"
        yield Advice(title, 0, len(title.text) if title else 0, message, span=first.span)
    else:
        several = next(((p, s) for p, m in found if (s := any_of("submissions", "several").search(m[0]))), None)
        top = [part for part in annexes if part in study.document.parts]
        if several and len(top) == 1:
            passage, match = several
            start = passage.even.index(match[0])
            yield Advice(passage, start, start + len(match[0]), f"“{match[0]}” are announced, and there is one annex")


def order(study: Study) -> Iterator[Advice]:
    """Several annexes are numbered I, II, III; one alone has no number.

    Source: United Nations Editorial Manual, Communications and Instructions for the preparation of documents
    Wrong (letter-with):
        Annex I

        The strait is open to all ships.

        Annex III

        The port is open to all ships.
    Right (letter-with):
        Annex I

        The strait is open to all ships.

        Annex II

        The port is open to all ships.
    Leave (letter-with):
        Annex

        The strait is open to all ships.
    """
    titles = [p for p in study.passages if p.place == "title" and p.key == "annex" and p.part in study.document.parts]
    found = [(title, match) for title in titles if (match := NUMBERED.match(title.even))]
    for due, (title, match) in enumerate(found, 1) if len(found) > 1 else ():
        number = _value(match["number"]) if match["number"] else None
        if number != due:
            hint = f"“{match[0].strip()}” is annex {due} of {len(found)}; number the annexes I, II, III"
            yield Advice(title, *match.span(), hint)
            return


def cited(study: Study) -> Iterator[Advice]:
    """The annex that a text points to is there.

    Source: United Nations Editorial Manual, Communications and Instructions for the preparation of documents
    Wrong (sent):
        The strait is open (see annex II). I should be grateful if you would have the present letter
        and its annex circulated as a document of the Security Council.

        (Signed) Jon Okonjo
        Permanent Representative

        Annex

        The strait is open to all ships.
    Right (sent):
        The strait is open (see annex). I should be grateful if you would have the present letter
        and its annex circulated as a document of the Security Council.

        (Signed) Jon Okonjo
        Permanent Representative

        Annex

        The strait is open to all ships.
    Leave (letter): The strait is open (see annex II to document S/2023/15).
    """
    count = sum(part.role is Role.ANNEX for part in study.document.parts)
    if not count and not (study.is_(Kind.LETTER, Kind.NOTE_VERBALE, Kind.REPORT) and _whole(study)):
        return
    own = set(map(id, study.own))
    for passage in study.holding(("annex", "anexo")):
        if id(passage) not in own:
            continue
        pointing = phrase("annex_cited", passage.language)
        for found in pointing.finditer(passage.even) if pointing else ():
            last = max((_value(part) for part in PART.findall(found["parts"])), default=0)
            if last > count and not AFTER_SYMBOL.search(passage.even[: found.start()]):
                here = {0: "there is no annex", 1: "there is one annex"}.get(count, f"there are {count} annexes")
                hint = f"“{found[0]}”, and {here}; correct the number or add the annex"
                yield Advice(passage, *found.span(), hint)


def _value(number: str) -> int:
    return (read_roman(number) or 0) if number.isalpha() else int(number)


def _whole(study: Study) -> bool:
    """Whether the paper is more than a scrap, so that its annexes would be in it."""
    return study.body is not None and (study.is_(Kind.LETTER, Kind.NOTE_VERBALE) or bool(study.document.meta.title))


def attachment(study: Study) -> Iterator[Advice]:
    """What follows a letter is its annex; what follows an annex is an enclosure.

    Source: United Nations Editorial Manual, Communications
    Wrong (sent):
        I transmit herewith a map.

        (Signed) Jon Okonjo
        Permanent Representative

        Attachment

        The strait is open to all ships.
    Leave (sent):
        I transmit herewith a map.

        (Signed) Jon Okonjo
        Permanent Representative

        Annex

        The strait is open to all ships.

        Appendix

        The map shows the strait.
    """
    heads = [p for p in study.passages if p.place == "title" and p.key == "annex" and p.part in study.document.parts]
    first = next(iter(heads), None) if study.document.form is not Form.SENT else None
    found = OTHER_NAME.match(first.even) if first else None
    if first and found:
        hint = f"“{found[0]}” after a letter; write Annex, or Enclosure after an annex"
        yield Advice(first, *found.span(), hint)


OTHER_NAME = late(r"(?:Attachment|Appendix|Addendum|Enclosure)\b(?: [\dIVXA-D]+$)?", re.IGNORECASE)
