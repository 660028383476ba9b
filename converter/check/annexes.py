"""Annexes: what is announced is there, what is there is announced, and what is cited can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.study import Study
from converter.check.wordlists import any_of
from converter.languages.numerals import read_roman
from converter.model import Kind, Role

CITED = re.compile(r"\b(?:[Ss]ee (?:also )?)(?P<what>annex(?:es)?) (?P<number>[IVX]+|\d{1,2})\b(?! (?:to|of|below to))")
AFTER_SYMBOL = re.compile(r"(?:/\d+[^.;]{0,30}|resolution[^.;]{0,40})$")


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
    annexes = [part for part in study.attached if part.role is not Role.ENCLOSURE] or list(study.attached)
    if found and not study.attached and not study.document.meta.enclosures:
        passage, match = found[0]
        yield Advice(
            passage, *match.span(), f"“{match[0]}” is announced, and no annex follows; add it under the line Annex"
        )
    elif study.attached and not any(any_of("submissions", "speaks").search(p.even) for p in study.own):
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
    if not count and not study.is_(Kind.LETTER, Kind.NOTE_VERBALE):
        return
    for passage in study.own:
        for found in CITED.finditer(passage.even):
            number = read_roman(found["number"]) if found["number"].isalpha() else int(found["number"])
            if number and number > count and not AFTER_SYMBOL.search(passage.even[: found.start()]):
                here = {0: "there is no annex", 1: "there is one annex"}.get(count, f"there are {count} annexes")
                said = f"“{found[0]}”, and {here}; correct the number or add the annex"
                yield Advice(passage, *found.span(), said)
