"""`Letter dated … from … addressed to …`: the title of a circulated letter, out of what its own page states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from converter.forms.dates import print_date
from converter.forms.people import strip_honorifics
from converter.languages import Language
from converter.late import late, longest_first
from converter.model import Document, Kind
from converter.strict import load_yaml
from converter.walk import contents_of, plain

VOWELS = "aeiouyhàâéèêëîïôûœ"
WORD = late(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@cache
def _offices() -> Mapping[str, Any]:
    return load_yaml(Path(__file__).with_name("offices.yaml"))


def derived_title(document: Document, words: Language) -> str | None:
    """The title in the document's language; None where date, sender or addressee is missing."""
    meta, rules = document.meta, _offices()[words.code]
    senders, hints = _senders(document, rules), _gender_hints(document)
    recipients = [_known(office, rules) for office in meta.recipients]
    if meta.date is None or not senders or not recipients:
        return None
    form = "note_verbale" if document.kind is Kind.NOTE_VERBALE else "letter"
    form = "identical_letters" if form == "letter" and len(recipients) > 1 else form
    return words.titles[form].format(
        date=print_date(meta.date, words.code),
        sender=rules["joined"].join(_formed(name, "sender", rules, hints) for name in senders),
        recipient=rules["joined"].join(_formed(name, "recipient", rules, ()) for name in recipients),
    )


# ---------------------------------------------------------------- who sends


def _senders(document: Document, rules: Mapping[str, Any]) -> list[str]:
    """A note comes from the mission, a letter from the office of who signs it, with the mission's State."""
    meta = document.meta
    issuer = unshouted(meta.issuer, document, rules) if meta.issuer else ""
    if document.kind is Kind.NOTE_VERBALE or not meta.signatories:
        return [issuer] if issuer else []
    named = (_office(person.titles, issuer, rules) for person in meta.signatories)
    found = list(dict.fromkeys(office for office in named if office))
    return found or ([issuer] if issuer else [])


def _office(titles: Sequence[str], issuer: str, rules: Mapping[str, Any]) -> str | None:
    """`Permanent Representative` with the State and place that the name of the mission has."""
    exchanged = rules.get("titles", {})
    titles = [exchanged.get(title, title) for title in titles]
    offices = longest_first(rules["office"])
    for title in titles:
        office = next((one for one in offices if one.casefold() in title.casefold()), None)
        if office is None:
            continue
        alone = title.strip().casefold() == office.casefold()
        mission = next((one for one in rules["mission"] if one.casefold() in issuer.casefold()), None)
        if not alone or mission is None:
            return title if not alone else issuer or title
        at = issuer.casefold().index(mission.casefold())
        return issuer[:at] + title + issuer[at + len(mission) :]
    return None


def unshouted(name: str, document: Document, rules: Mapping[str, Any]) -> str:
    """A name in capitals as it stands in ordinary letters: words as the text has them, small words small."""
    if not name.isupper():
        return name
    seen = {word.casefold(): word for word in _words_of(document) if not word.isupper()}
    small = frozenset(rules.get("small", ()))
    names: dict[str, str] = {word.casefold(): word for one in rules.get("names", ()) for word in WORD.findall(one)}

    def set_word(found: re.Match[str]) -> str:
        word = found[0].casefold()
        if word in names:
            return names[word]
        if word in small:
            return word
        return seen[word] if word in seen and seen[word][:1].isupper() else word[:1].upper() + word[1:]

    done = WORD.sub(set_word, name)
    return done[:1].upper() + done[1:]


def _words_of(document: Document) -> Iterator[str]:
    for part in document.parts:
        for block in part.blocks:
            for content in contents_of(block):
                yield from WORD.findall(plain(content))


# ---------------------------------------------------------------- names in a sentence


def _known(office: str, rules: Mapping[str, Any]) -> str:
    """An office that every title names alike, without what an address has beside it."""
    bare = strip_honorifics(office)
    known = (one for one in longest_first(rules.get("known", ())))
    return next((one for one in known if bare.casefold().startswith(one.casefold())), bare)


def _gender_hints(document: Document) -> tuple[str, ...]:
    """Titles of who signs, and the name with its titles of courtesy: they tell what the office alone does not."""
    return tuple(title.casefold() for person in document.meta.signatories for title in person.titles)


def _formed(name: str, role: str, rules: Mapping[str, Any], hints: Sequence[str]) -> str:
    """A name with the article, preposition or case that the sentence wants."""
    for opening, case in rules.get("cases", {}).items():
        if name.casefold().startswith(opening.casefold()):
            return f"{case}{name[len(opening) :]}"
    form: str = rules.get(role, "{}")
    bare, feminine = name.casefold(), rules.get("feminine", ())
    if f"vowel_{role}" in rules and bare[:1] in VOWELS:
        form = rules[f"vowel_{role}"]
    elif any(bare.startswith(noun) for noun in feminine) or any(h.startswith(n) for h in hints for n in feminine):
        form = rules.get(f"female_{role}", form)
    article = form.removesuffix("{}").casefold()
    return name if article and bare.startswith(article) else str(form).format(name)
