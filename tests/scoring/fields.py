"""The metadata fields: where each stands in `meta`, and when two of its values are the same."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.support.words import words

Meta = dict[str, Any]
ALIKE = 0.9
"""The similarity from which two wordings count as one."""
LEADING = re.compile(r"^(the|his|her|excellency|h e|mr|ms|mrs|dr|le|la|les|l|el|los) (?=\w)")


def plain(text: object) -> str:
    """A text as its words, in lower case."""
    return " ".join(words(str(text))).casefold()


def alike(wanted: object, got: object) -> bool:
    """Whether two wordings are the same but for articles, honorifics and a letter in ten."""
    one, other = bare(plain(wanted)), bare(plain(got))
    if one == other:
        return True
    return bool(one and other) and difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def bare(text: str) -> str:
    """Words without the articles and honorifics before them."""
    while (shorter := LEADING.sub("", text)) != text:
        text = shorter
    return text


def by(form: Callable[[str], str]) -> Callable[[object, object], bool]:
    """An equality: two values are the same when a form of them is."""
    return lambda wanted, got: form(str(wanted)) == form(str(got))


def letters(text: str) -> str:
    """A code without spaces, in capitals."""
    return re.sub(r"\s+", "", text).upper()


def digits(text: str) -> str:
    """The digits of a telephone number."""
    return re.sub(r"\D", "", text)


def site(text: str) -> str:
    """A website without what browsers add."""
    return re.sub(r"^(https?://)?(www\.)?|/+$", "", text.strip().casefold())


def job(text: str) -> str:
    """The first seven digits of a job number, without bars."""
    return digits(text)[:7]


def listed(value: Any) -> list[Any]:
    """A value as a list: nothing is an empty one."""
    if value in (None, "", [], {}):
        return []
    return value if isinstance(value, list) else [value]


def organ(value: Any) -> str:
    """The principal organ of a code: `A` of `A/HRC`."""
    return str(value or "").partition("/")[0].strip().upper()


def key(name: str) -> Callable[[Meta], list[Any]]:
    """The values of a field that stands at the top of `meta`."""
    return lambda meta: listed(meta.get(name))


def head(name: str) -> Callable[[Meta], list[Any]]:
    """The values of a field of the letterhead."""
    return lambda meta: listed((meta.get("letterhead") or {}).get(name))


def organs(meta: Meta) -> list[Meta]:
    """The organs of a document."""
    return [one for one in listed(meta.get("organs")) if isinstance(one, dict)]


def counted(name: str) -> Callable[[Meta], list[str]]:
    """Sessions or years, each with its organ."""
    return lambda meta: [f"{organ(one.get('code'))}:{one[name]}" for one in organs(meta) if one.get(name)]


def item_numbers(meta: Meta) -> list[str]:
    """Agenda items, each with its organ."""
    return [
        f"{organ(one.get('code'))}:{item['number']}"
        for one in organs(meta)
        for item in listed(one.get("agenda_items"))
        if item.get("number")
    ]


def item_titles(meta: Meta) -> list[str]:
    """Titles of agenda items."""
    return [item["title"] for one in organs(meta) for item in listed(one.get("agenda_items")) if item.get("title")]


def signers(meta: Meta) -> list[str]:
    """Names of those who sign."""
    return [one["name"] for one in listed(meta.get("signatories")) if one.get("name")]


def offices(meta: Meta) -> list[str]:
    """What those who sign are."""
    return [title for one in listed(meta.get("signatories")) for title in listed(one.get("titles"))]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the key of the truth file that says whether it was written down, and how to compare."""

    name: str
    key: str
    values: Callable[[Meta], list[Any]]
    same: Callable[[object, object], bool]


EXACT = by(plain)
FIELDS: tuple[Field, ...] = (
    Field("symbols", "symbols", key("symbols"), by(letters)),
    Field("distribution", "distribution", key("distribution"), EXACT),
    Field("date", "date", key("date"), EXACT),
    Field("original_language", "original_language", key("original_language"), EXACT),
    Field("job_number", "job_number", key("job_number"), by(job)),
    Field("organ.code", "organs", lambda meta: [organ(one.get("code")) for one in organs(meta)], EXACT),
    Field("organ.session", "organs", counted("session"), EXACT),
    Field("organ.year", "organs", counted("year"), EXACT),
    Field("agenda.number", "organs", item_numbers, by(letters)),
    Field("agenda.title", "organs", item_titles, alike),
    Field("issuer", "issuer", key("issuer"), alike),
    Field("title", "title", key("title"), alike),
    Field("subtitle", "subtitle", key("subtitle"), alike),
    Field("recipients", "recipients", key("recipients"), alike),
    Field("signatory.name", "signatories", signers, alike),
    Field("signatory.title", "signatories", offices, alike),
    Field("letterhead.lines", "letterhead.lines", head("lines"), alike),
    Field("letterhead.address", "letterhead.address", head("address"), alike),
    Field("letterhead.telephone", "letterhead.telephone", head("telephone"), by(digits)),
    Field("letterhead.fax", "letterhead.fax", head("fax"), by(digits)),
    Field("letterhead.email", "letterhead.email", head("email"), EXACT),
    Field("letterhead.website", "letterhead.website", head("website"), by(site)),
    Field("reference", "reference", key("reference"), EXACT),
    Field("place", "place", key("place"), alike),
    Field("addressee", "addressee", key("addressee"), alike),
    Field("handling", "handling", key("handling"), alike),
    Field("enclosures", "enclosures", key("enclosures"), alike),
    Field("speaker", "speaker", key("speaker"), alike),
    Field("occasion", "occasion", key("occasion"), alike),
    Field("delivery", "delivery", key("delivery"), alike),
    Field("contact", "contact", key("contact"), alike),
    Field("sponsors", "sponsors", key("sponsors"), alike),
    Field("committee", "committee", key("committee"), alike),
)


def alternatives(wanted: Any) -> list[Any]:
    """The accepted forms of a value: `{"any": [...]}` lists them."""
    return list(wanted["any"]) if isinstance(wanted, dict) and "any" in wanted else [wanted]


def compare(field: Field, wanted: Iterable[Any], got: Iterable[Any]) -> tuple[int, list[Any], list[Any]]:
    """How many values agree, which were read and not there, which were there and not read."""
    extra, missed, right = list(got), [], 0
    for value in wanted:
        forms = alternatives(value)
        match = next((at for at, one in enumerate(extra) if any(field.same(form, one) for form in forms)), None)
        if match is None:
            missed.append(value)
        else:
            right += 1
            del extra[match]
    return right, extra, missed
