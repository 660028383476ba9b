"""The language of a submission is one of the six official ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.check.wordlists import values, words
from converter.late import late

WORD = late(r"[^\W\d_]+")
ENOUGH = 40
"""Words of a part from which its language can be told."""
SAMPLE = 60
"""Passages of a part that are looked at."""
SHARE = 0.1
"""Share of small words of one language that tells it."""
WRITTEN = 0.3
"""Share of letters of a writing that tells its language."""


def language(study: Study) -> Iterator[Advice]:
    """What is submitted is in Arabic, Chinese, English, French, Russian or Spanish.

    A text in another language comes with a translation into one of the six.

    Source: United Nations Editorial Manual, Communications; rules of procedure of the principal organs on languages
    Wrong:
        Schreiben des Ständigen Vertreters von Karesia

        Ich habe die Ehre, Ihnen mitzuteilen, dass die Meerenge für alle Schiffe offen ist und dass der
        Hafen von Karesia nicht geschlossen wird. Die Regierung ist der Auffassung, dass eine Lösung
        gefunden werden muss, und dankt den Mitgliedern des Rates für die Arbeit, die mit großem
        Einsatz auf den Weg gebracht wird.
    Leave (sent):
        I have the honour to inform you that the strait is open to all the ships that come to it, and that
        the port of Karesia is not closed. The Government is of the view that a solution must be found.
    """
    official = frozenset(words("foreign", "official"))
    parts: dict[int, list[Passage]] = {}
    for passage in study.passages:
        if passage.number >= 0:
            parts.setdefault(passage.number, []).append(passage)
    for passages in parts.values():
        sample = " ".join(p.text for p in passages[:SAMPLE])
        spoken = WORD.findall(sample.lower())
        named = _written(sample) or (_told(spoken, official) if len(spoken) >= ENOUGH else None)
        if named:
            first = passages[0]
            said = f"this is in {named}; submit it in one of the six official languages, or add a translation"
            yield Advice(first, 0, min(len(first.text), 40), said)


def _written(text: str) -> str | None:
    """The language whose writing fills the text, where no official language is written so."""
    if text.isascii():
        return None
    letters = sum(map(str.isalpha, text))
    for name, ranges in values("foreign")["scripts"].items():
        if letters > ENOUGH and len(re.findall(f"[{ranges}]", text)) > WRITTEN * letters:
            return str(name)
    return None


def _told(spoken: list[str], official: frozenset[str]) -> str | None:
    """The language whose small words fill the text, and of which the official ones have fewer."""
    shares = {
        name: sum(word in small for word in spoken) / len(spoken)
        for name, small in ((name, frozenset(small)) for name, small in values("foreign")["languages"].items())
    }
    name = max(shares, key=lambda one: shares[one])
    known = sum(word in official for word in spoken) / len(spoken)
    return name if shares[name] > SHARE and shares[name] > 2 * known else None
