"""Address blocks: who a letter or note goes to, and the offices named in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.forms.people import is_office, strip_honorifics
from converter.languages import fold
from converter.late import late
from converter.meta import Confidence
from converter.parse import lines as look
from converter.parse.findings import Findings
from converter.parse.tail import POLITE, Group, is_city, text_at
from converter.parse.words import ends, holds, is_one, label_pattern, starts


def state_addressee(groups: Sequence[Group], found: Findings) -> None:
    """Claim address blocks, one group an addressee, and keep the offices in them as recipients."""
    ats = [at for group in groups for at in group]
    if not ats:
        return
    lines = tuple(line for at in ats if (line := _without_to(text_at(found, at))))
    found.state("addressee", lines, ats, lines[0], Confidence.LIKELY)
    offices = tuple(
        office for group in groups for office in offices_of([text_at(found, at) for at in group], found.language)
    )
    found.state("recipients", offices, ats, ", ".join(offices), Confidence.LIKELY, "addressee")


def offices_of(lines: Sequence[str], code: str) -> list[str]:
    """The offices that an address block names; its first line where none is known as one."""
    lines = [_without_to(line) for line in lines]
    offices: list[str] = []
    at = 0
    while at < len(lines):
        office = _office(lines[at], code)
        if office:
            end = at + 1
            while end < len(lines) and _goes_on(office, lines[end]):
                office = f"{office} {lines[end].strip()}"
                end += 1
            offices.append(_bare(office))
            at = end
        else:
            at += 1
    rest = [line for line in lines if not is_city(line) and not starts("honorific_start", line)]
    rest = [line for line in rest if strip_honorifics(line) == line] or rest
    if offices:
        return offices if len(offices) == 1 or _is_list(lines, code) else offices[:1]
    if len(rest) > 1 and len(_first_unit(rest).split()) == 1:  # `Chief` / `Treaty Section`.
        rest = [f"{rest[0].strip(' ,')}, {rest[1].strip()}"]
    return [_bare(_first_unit(rest))] if rest else []


def _is_list(lines: Sequence[str], code: str) -> bool:
    """Every line is an office: a list of addressees, not one with its sections."""
    return all(_is_full_office(line, code) for line in lines if not is_city(line))


def _is_full_office(text: str, code: str) -> bool:
    return bool(_office(text, code)) and bool(
        re.search(r"(?i)represent|mission|minist|ambass|president|миссии|представител", text)
    )


def _office(line: str, code: str) -> str | None:
    """The office on a line: the whole line, or what follows the name of a person."""
    bare = POLITE.sub("", line.strip(" *_,"))
    for candidate in (bare, bare.removeprefix("联合国"), bare.removeprefix("The ")):
        if starts("office_start", candidate) and not is_city(candidate):
            return bare
    before, comma, after = bare.partition(",")
    if comma and after.strip() and (starts("office_start", after.strip()) or is_office(after.strip(), code)):
        return after.strip() if starts("honorific_start", before) or len(before.split()) <= 5 else None
    named = strip_honorifics(bare)
    if named == bare and is_office(bare, code) and not starts("honorific_start", bare) and not bare.endswith("阁下"):
        return bare
    return None


def _goes_on(office: str, following: str) -> bool:
    """An office cut over lines: the next begins in its middle, or holds the name of the organization."""
    bare = following.strip()
    if _COURTESY.fullmatch(office.strip(" ,")):
        return True
    if ends("sender_close", office) or is_one("cities", bare):
        return False
    if re.match(r"(?:[a-zà-ÿа-я]|TO |OF |AT |AND |(?i:организации объедин))", bare) and not re.match(
        r"(?:c/o|attn)", bare.lower()
    ):
        return True
    return ends("sender_close", bare) and (holds("mission", office) or len(office.split()) == 1)


_COURTESY = late(r"(?i)(?:(?:al?|to|the|à|l['’]) ?)*(?:honou?rable|honorable|ilustrad[oa]|distinguid[oa])")
"""A word of courtesy on a line of its own, before the office."""


def _first_unit(lines: Sequence[str]) -> str:
    """The first line, with those that it was cut into."""
    text = lines[0]
    for line in lines[1:]:
        if not _goes_on(text, line):
            break
        text = f"{text} {line.strip()}"
    return text


_ARTICLE = late(
    r"^(?:to\s+)?(?:(?:à|a)\s+)?(?:the|la|le|el|les|los|las)\s+|^(?:à|a)\s+l[’']|^l[’']|^(?:al|aux?|to)\s+(?=\w)",
    re.IGNORECASE,
)


def _bare(office: str) -> str:
    text = _ARTICLE.sub("", POLITE.sub("", office.strip(" ,.:;*_")))
    return " ".join(text.split())


def _without_to(line: str) -> str:
    found = re.match(r"(?:to|à|al?|para|кому|إلى|致|呈)\s*[:：]\s*", fold(line))
    return line[found.end() :] if found else line


def is_to_line(text: str) -> bool:
    """`To: …` opens a list of addressees."""
    return bool(re.match(r"(?:to|à|a|para|кому|إلى|致)\s*[:：]\s*\S", fold(text)))


def copies(text: str) -> bool:
    """`cc: …`, `Copy to …`."""
    found = label_pattern("copy_start").match(fold(text))
    return (
        found is not None
        and look.word_count(text) < 40
        and (
            ":" in text[: found.end() + 1]
            or (
                starts("copy_start", text)
                and fold(text).startswith(("copy to", "copies to", "c.c", "copie à", "copia a"))
            )
        )
    )
