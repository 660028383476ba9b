"""Statements: who speaks, on what occasion, where and when, and the note on delivery."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.forms.dates import FoundDate, find_dates, read_date
from converter.forms.people import is_name, is_office, strip_honorifics
from converter.languages import fold, key
from converter.late import late
from converter.meta import Confidence
from converter.parse import lines as look
from converter.parse.findings import Findings
from converter.parse.front import Front, Piece, is_delivery
from converter.parse.masthead import state_date
from converter.parse.senders import is_sender
from converter.parse.sent import state_place_and_date
from converter.parse.spoken import is_thanks, is_time, is_vocative
from converter.parse.statement_organs import read_named_organs
from converter.parse.titling import Unit, drop_duplicates, units
from converter.parse.words import holds, is_one, starts, words_of

LONGEST_OCCASION = 45
LONGEST_OTHER = 16
"""Words."""


def read_statement(front: Front, found: Findings) -> None:
    """Delivery, place and date, the title with its speaker, the occasion and what it says of organs."""
    for piece in front.unknown():
        _read_delivery(piece, front, found)
    for piece, fact in front.facts("date"):
        if isinstance(fact.value, FoundDate):
            state_place_and_date(found, fact.value, piece.at, piece.text)
    left = split_units(front, found)
    title = title_units(left, front)
    if title:
        _state_title(title, left, found)
    for unit in left:
        if all(found.free(at) for at in unit.ats):
            _read_other(unit, bool(title), found)
    _read_late_date(left, found)
    _read_named_body(front, found)
    read_named_organs(found, front)


def _read_delivery(piece: Piece, front: Front, found: Findings) -> None:
    """The note on delivery, which may share its line with the place and date or with another remark."""
    parts = [part.strip(" *_()[]") for part in _REMARKS.split(piece.text)]
    note = next((part for part in parts if is_delivery(part)), None) if len(parts) < 4 else None
    if is_delivery(piece.text) and is_delivery(parts[0]):
        found.state("delivery", piece.text.strip(" *_()[]"), [piece.at], piece.text)
        if all(other is piece or is_time(other.text) for other in front.pieces if other.at == piece.at):
            found.drop("delivery-note", [piece.at])
    elif note and look.word_count(piece.text) <= LONGEST_OTHER and not opens_title(piece.text):
        dates = [date for part in parts if part != note and (date := read_date(part, found.language))]
        found.state("delivery", note.rstrip("."), [piece.at], piece.text)
        if dates:
            state_place_and_date(found, dates[0], piece.at, piece.text)
        else:
            found.drop("delivery-note", [piece.at])


_REMARKS = late(r"(?<=[^\W\d]{3}[.!;])\s+|\s[–—|·/-]\s|[*_]\s?[–—|·/-]\s?[*_]")


def _read_named_body(front: Front, found: Findings) -> None:
    """A conference that no list of organs knows is the occasion, where no other line is; its session is its own."""
    piece = next((piece for piece, _ in front.facts("body")), None)
    if piece and not any(True for _ in front.facts("organ", "symbol")):
        found.values.pop("organs", None)
        found.evidence.pop("organs", None)
    if piece and not found.known("occasion"):
        claim = found.claims.get(piece.at)
        found.state("occasion", _bare_occasion(piece.text), [piece.at], piece.text, Confidence.LIKELY, claim=claim)


def _read_late_date(left: Sequence[Unit], found: Findings) -> None:
    """The date that stands in a line with something else, where no line of its own states one."""
    if found.known("date"):
        return
    for unit in left:
        dates = find_dates(unit.text, found.language) if look.word_count(unit.text) <= LONGEST_OCCASION else []
        if len(dates) == 1 and dates[0].date:
            held = [found.claims.get(at) for at in unit.ats]
            state_date(found, dates[0], list(unit.ats), unit.text, likely=True)
            for at, claim in zip(unit.ats, held, strict=True):
                if claim:
                    found.claims[at] = claim
            return


def split_units(front: Front, found: Findings) -> list[Unit]:
    """Every line on its own: what belongs together in a title page is told by its words, not by its lines."""
    return [
        Unit((piece.at,), piece.text.strip(" *_#"), "title", bool(front.lines[piece.at].heading), piece.group)
        for piece in front.unknown()
        if found.free(piece.at)
    ]


def title_units(left: Sequence[Unit], front: Front) -> list[Unit]:
    """The lines of the title: from the one that says who speaks, as far as it goes on."""
    for number, unit in enumerate(left):
        if not opens_title(unit.text):
            continue
        title = [unit]
        for following in left[number + 1 :]:
            before = title[-1]
            if following.marked != unit.marked and following.marked:
                break
            near = following.ats[0] - before.ats[-1] == 1 and following.group == before.group
            alone = (
                is_one("speaker_alone", unit.text)
                and len(title) < 6
                and not has_name(" ".join(u.text for u in title[1:]))
            )
            by = re.search(r"(?i)\b(?:by|par|por|de)$", before.text) is not None and following.group - before.group == 1
            if look.SENTENCE_END.search(following.text) and (is_thanks(following.text) or is_vocative(following.text)):
                break
            open_end = before.text.endswith((",", "،", "，")) and following.group - before.group == 1
            if not (alone or by or open_end or (near and _goes_on(before.text, following.text))):
                break
            title.append(following)
        return title
    return []


def opens_title(text: str) -> bool:
    """`Statement by …`, `STATEMENT` alone, `…的发言`."""
    bare = text.strip(" *_")
    return (
        starts("speaker_start", bare)
        or starts("speech_start", bare)
        or is_one("speaker_alone", bare)
        or bool(re.search(r"(?:发言|讲话|致辞|声明)$", bare))
        or (bool(re.search(r"^[\u3400-\u9fff]{2,}.*(?:代表|大使)", bare)) and not is_vocative(bare))
    )


def _goes_on(before: str, following: str) -> bool:
    if before.rstrip().endswith((",", "،", "-", "–", "，")) or following[:1].islower():
        return True
    if is_one("speaker_by", before) or is_one("speaker_by", following):
        return True
    open_end = re.search(r"(?i)\b(?:of|the|to|by|and|for|de|la|le|du|des|en|del|el|in|at|на|в|от|في|من)$", before)
    same_case = before.isupper() == following.isupper()
    courtesy = _COURTESY_END.search(before)
    if courtesy and is_name(following.partition(",")[0], "en"):
        return True
    return bool(open_end) or bool(re.search("[\u3400-\u9fff]$", before)) or (same_case and before.isupper())


_COURTESY_END = late(
    r"(?i)\s(?:ambassador|minister|president|professor|h\. ?e\.|mr|mrs|ms|dr|prof|ambassadeur|ambassadrice|ministre|"
    r"m|mme|embajadora?|ministr[oa]|sr|sra|dra|г-н|г-жа|г-на|г-жи|посла?)\.?$"
)
"""What stands before a name, which then is on the next line."""


def _state_title(title: Sequence[Unit], left: Sequence[Unit], found: Findings) -> None:
    ats = [at for unit in title for at in unit.ats]
    text = " ".join(" ".join(unit.text for unit in title).split())
    found.state("title", text, ats, text)
    whole = Unit(tuple(ats), text, "title", True, title[0].group)
    drop_duplicates(whole, [*(unit for unit in left if not set(unit.ats) & set(ats)), whole], found)
    dates = [date for date in find_dates(text, found.language) if date.date]
    if dates and not found.known("date"):
        state_date(found, dates[0], ats, text, likely=True)
    named = next((unit.text for unit in title if has_name(unit.text)), text)
    name = speaker_in(named)
    if name:
        found.state("speaker", name, ats, name, Confidence.LIKELY, claim="title")
    occasion = occasion_in(text)
    if occasion:
        found.state("occasion", occasion, ats, occasion, Confidence.LIKELY, claim="title")


def _read_other(unit: Unit, titled: bool, found: Findings) -> None:
    """A line beside the title: the speaker, the occasion, or the State that speaks."""
    text = unit.text
    if not found.known("speaker") and has_name(text) and not holds("occasion", text):
        name = speaker_in(text)
        found.state("speaker", name, unit.ats, text, Confidence.LIKELY)
    elif not titled and not found.known("title") and unit.marked and look.word_count(text) <= 30:
        found.state("title", text, unit.ats, text)
        name = speaker_in(text) if has_name(text) else None
        if name:
            found.state("speaker", name, unit.ats, name, Confidence.LIKELY, claim="title")
    elif holds("occasion", text) and look.word_count(text) <= LONGEST_OCCASION and not look.is_sentence(text):
        if found.known("occasion"):
            found.also("occasion", unit.ats)
        value = occasion_in(text) if _is_role(text) else None
        found.state("occasion", value or _bare_occasion(text), unit.ats, text, Confidence.LIKELY)
    elif titled and look.word_count(text) <= LONGEST_OTHER and not look.SENTENCE_END.search(text):
        _read_unnamed(unit, found)


def _read_unnamed(unit: Unit, found: Findings) -> None:
    """A short line that no word tells: the office of the speaker, the State that speaks, or else the occasion."""
    text = unit.text
    named = text.isupper() or is_sender(text) or len(text.split()) <= 2
    if _is_role(text) and not found.known("occasion"):
        found.claim("speaker", unit.ats)
        found.also("speaker", unit.ats)
    elif is_one("cities", text):
        found.state("place", text, unit.ats, text)
    elif named:
        found.state("issuer", text, unit.ats, text, Confidence.LIKELY)
    elif found.known("occasion"):
        found.claim("occasion", unit.ats)
    else:
        found.state("occasion", _bare_occasion(text), unit.ats, text, Confidence.LIKELY)


def _is_role(text: str) -> bool:
    return bool(
        re.search(r"(?i)represent|ambass|minist|repr[eé]sent|embaj|представител|посол|ممثل|مندوب|سفير|代表|大使", text)
    )


# ---------------------------------------------------------------- names and occasions

_PREPOSITIONS = (
    r"at|on|in|to|before|during|under|for|regarding|concerning|à|au|aux|devant|lors|sur|dans|en|ante|sobre|durante|"
    r"в|во|на|по|перед|от|في|أمام|بشأن|خلال|حول|تحت"
)
_STOP = late(rf"\s(?:{_PREPOSITIONS})\s|[,،，;:(]|\s[–—-]\s|\sof\sthe\s", re.IGNORECASE)
_HONORIFIC = late(
    r"(?i)(?<![^\W_])(?:h\.?\s?e\.?|his excellency|her excellency|s\.?\s?e\.?|son excellence|su excelencia|"
    r"s\.e\.\s?m\.|mr|mrs|ms|dr|prof|m|mme|mlle|monsieur|madame|sr|sra|srta|excmo|excma|don|doña|ambassador|minister|president|"
    r"prime minister|foreign minister|ambassadeur|ambassadrice|embajador|embajadora|emb|amb|"
    r"г-н|г-жа|г-на|г-жи|господин|госпожа|господина|госпожи|посол|посла|e\.п\.|السفيره?|السيده?|سعاده|معالي|الدكتوره?)(?:\.|(?=\s))[\s,]*"
)
_HAN_NAME = late(
    r"(?:代表|部长|总理|大臣|临时代办|大使|参赞|秘书|主席)(?P<name>[\u3400-\u9fff·]{2,10}?)(?:大使|先生|女士|阁下|部长|博士|在|的)"
)
_TITLE_WORD = late(
    r"(?i)^(?:ambassador|minister(?:\s+counsellor)?|foreign minister|prime minister|president|king|queen|dr|professor|"
    r"ambassadeur|ambassadrice|embajadora?|ministr[oa]|посол|посла|السفيره?|السفيرة|وزيره?)\.?\s+"
)


def speaker_in(text: str) -> str | None:
    """The name of the speaker in a title such as `Statement by H.E. Mr. A. Name, Permanent Representative of …`."""
    han = _HAN_NAME.search(text)
    if han:
        return han["name"]
    rest = _after_opening(text)
    best: str | None = None
    honorifics = list(_HONORIFIC.finditer(fold(rest)))
    if honorifics:
        last = next(
            (h for h, n in zip(honorifics, [*honorifics[1:], None], strict=True) if n is None or n.start() > h.end()),
            honorifics[-1],
        )
        best = _name_at(rest[last.end() :])
    if best is None:
        best = _name_at(rest)
    return best or _last_name(rest)


def _after_opening(text: str) -> str:
    """What follows `Statement by` and the like."""
    found = words_of("speaker_start").match(key(text))
    rest = text
    if found:  # Positions in the folded text are those of the text as far as it is words and single spaces.
        rest = " ".join(text.split()[key(text)[: found.end()].count(" ") + 1 :])
    by = re.match(
        r"(?i)(?:statement|remarks|address|speech|intervention|déclaration|allocution|discours|declaración|discurso)?"
        r"\s*(?:delivered\s|pronounced\s)?(?:by|par|por|prononcée? par|pronunciad[oa] por)\s+",
        rest,
    )
    return rest[by.end() :] if by else rest


def _name_at(text: str) -> str | None:
    """A name that a text begins with, as far as the next comma or preposition."""
    stop = _STOP.search(text)
    head = text[: stop.start()] if stop else text
    head = strip_honorifics(head)
    while match := _TITLE_WORD.match(head):
        head = head[match.end() :]
    head = strip_honorifics(head)
    if not 2 <= len(head.split()) <= 6 or not is_name(head, "en"):
        return None
    return None if any(is_office(head.capitalize(), code) for code in ("fr", "es", "ru")) else head.strip(" .,*_")


def _last_name(text: str) -> str | None:
    """The last two capitalized words before the occasion, where office and name stand together without a comma."""
    stop = _STOP.search(text)
    words = (text[: stop.start()] if stop else text).split()
    if len(words) < 4 or not re.search(r"(?i)представител|represent|repr[eé]sent|ممثل", text):
        return None
    if words[-3].lower() in ("of", "de", "del", "du", "des", "la"):
        return None  # The State.
    name = " ".join(words[-2:])
    return (
        name
        if all(word[:1].isupper() for word in words[-2:]) and is_name(name, "ru") and not stop_word(words[-1])
        else None
    )


def stop_word(word: str) -> bool:
    """The name of the organization is no name of a person."""
    return fold(word).strip(" .") in {"nations", "unies", "unidas", "наций", "المتحده"}


def has_name(text: str) -> bool:
    """Whether a line names a person with a title of courtesy."""
    bare = text.strip(" *_")
    if _HAN_NAME.search(bare):
        return True
    honorific = _HONORIFIC.search(fold(bare))
    return bool(honorific) and _name_at(bare[honorific.end() if honorific else 0 :]) is not None


def occasion_in(text: str) -> str | None:
    """The occasion that a title names after `at the`, `à la`, `в`: only where it holds a word of an occasion."""
    for found in re.finditer(rf"(?i)\s(?=(?P<value>(?:{_PREPOSITIONS})\s+(?:the\s+|la\s+|el\s+|l[’'])?.+)$)", text):
        value = found["value"]
        if _FOR_OTHERS.match(value):
            continue
        by = _BY_WHOM.search(value)
        value = value[: by.start()] if by else value
        if holds("occasion", " ".join(value.split()[:7])):
            return _bare_occasion(value)
    han = re.search(r"在(?P<value>.+?)上?的(?:发言|讲话|致辞)", text)
    return han["value"] if han else None


_BY_WHOM = late(
    r"(?i)\s(?:delivered by|by|par|por)\s+(?:(?:h\. ?e|his|her|s\. ?e|son|su|the|la|el|mr|mrs|ms|dr|m|mme|sr|sra)\b|"
    r"ambass|embaj|minist|perman|repr)"
)
"""Who speaks, behind the occasion."""
_FOR_OTHERS = late(r"(?i)(?:on behalf|au nom|en nombre|от имени|باسم)\b")
_AT_THE = late(
    r"(?i)^(?:at|on(?! behalf)|in|during|to|before|à|aux?|devant|lors|dans|en(?! nombre)|ante|durante|в|на|во|أمام)\s+"
    r"(?:the\s+|la\s+|le\s+|el\s+|du\s+|l[’'])?"
)
_DAY_BEFORE = late(r"(?i)[\s,(–—-]+(?:on|le|el|held on|[^\W\d_]+day|du|del)$")


def _bare_occasion(text: str) -> str:
    """An occasion without the preposition before it, and without the place and date behind it."""
    said = _AT_THE.sub("", text.strip(" *_"))
    dates = [date for date in find_dates(said, None) if date.start > 0 and len(said) - date.end < 4]
    if dates:
        said = _DAY_BEFORE.sub("", said[: dates[0].start].rstrip(" ,(–—-"))
    head, comma, city = said.rstrip(" ,(–—-").rpartition(",")
    if comma and is_one("cities", city):
        said = head
    return said.strip(" ,(–—-")


__all__ = ["has_name", "occasion_in", "read_statement", "speaker_in", "units"]
