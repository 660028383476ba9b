"""Press releases: label and series number, handling, headline, date and dateline, contact and end mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from converter.forms.dates import FoundDate, find_dates, read_date
from converter.languages import fold, key
from converter.late import late
from converter.meta import Confidence, Evidence
from converter.model import Kind
from converter.parse import lines as look
from converter.parse.contacts import find_contact, is_number
from converter.parse.datelines import read_dateline
from converter.parse.findings import Findings
from converter.parse.front import Front, Piece
from converter.parse.marks import BESIDE, PUBLISHED
from converter.parse.masthead import state_date
from converter.parse.references import read_handling
from converter.parse.sent import state_place_and_date
from converter.parse.tail import Group, contact_line, dated_line, tail_groups, text_at
from converter.parse.titling import read_titles, units
from converter.parse.words import is_one, starts

LONGEST_LABEL = 20
"""Words of a line on release, with the hour of an embargo."""
_NUMBERED_LABEL = late(
    r"(?P<label>[^\d]+?)[\s,:]*(?:No\.?|N\.?\s?[º°o]\.?|№|#|Núm\.?|第)?\s*\d[\w/.-]*(?:\s?[号期])?", re.IGNORECASE
)


MEETING = late(
    r"\d{1,5}(?:st|nd|rd|th|e)(?: ?(?:&|and|et) ?\d{1,5}(?:st|nd|rd|th|e))? (?:plenary )?(?:meetings?|seances?)"
    r"(?:[ *,(–—-]+(?:am|pm|night|resumed|matin|apres-midi|soir|and|et|&|[ ,()*&–—-])*)?"
)
"""The line of a release of the United Nations that numbers the meeting, folded: `10021st meeting (AM)`."""


def read_press_labels(front: Front, found: Findings) -> None:
    """Label, number, handling and date lines; a line may hold label and date side by side."""
    _read_contact_above(front, found)
    for piece in front.unknown():
        if not found.free(piece.at):
            continue
        handling = read_handling(piece.text)
        if look.word_count(piece.text) <= 30 and _states_contact(piece.text):
            found.state("contact", (piece.text,), [piece.at], piece.text)
            continue
        if handling and not is_one("press_label", handling):
            found.state("handling", handling, [piece.at], handling)
        elif not _read_label(piece, found):
            _read_dated_label(piece, found)
    for piece, _ in front.facts("press_number"):
        found.claim("kind", [piece.at])
    dates = [(p, f.value) for p, f in front.facts("date") if isinstance(f.value, FoundDate)]
    for piece, date in dates[::-1]:
        state_place_and_date(found, date, piece.at, piece.text)


def _states_contact(text: str) -> bool:
    """A contact above the headline, in one line."""
    return (starts("contact_start", text) or _labels_contact(text)) and _reaches(text)


def _read_contact_above(front: Front, found: Findings) -> None:
    """A contact that stands above the headline, over several lines: a label, then names and numbers."""
    groups = {number: list(group) for number, group in groupby(front.unknown(), key=lambda piece: piece.group)}
    for group in groups.values():
        texts = [piece.text for piece in group]
        opened = starts("contact_start", texts[0]) and ":" in texts[0]
        numbers = [text for text in texts if find_contact(text).values]
        if opened and len(texts) > 1 and numbers and all(look.word_count(text) <= 10 for text in texts):
            said = tuple(text for text in texts if not text.rstrip().endswith(":"))
            found.state("contact", said, [piece.at for piece in group], texts[0])


def _read_label(piece: Piece, found: Findings) -> bool:
    text = piece.text.strip(" *_#:.–—-")
    if is_one("press_label", text):
        found.state("subtitle", text, [piece.at], text)
        return True
    tongues = [part.strip() for part in re.split(r"[/|–—•·]|\s-\s", text)]
    labels = [is_one("press_label", part) or starts("press_start", part) for part in tongues]
    if len(tongues) > 1 and is_one("press_label", tongues[0]) and all(labels):
        found.state("subtitle", tongues[0], [piece.at], text)
        return True
    label = _NUMBERED_LABEL.fullmatch(text)
    if label and is_one("press_label", label["label"]):
        found.state("subtitle", label["label"].strip(" ,:"), [piece.at], text)
        return True
    if MEETING.fullmatch(fold(text)):
        found.claim("kind", [piece.at])
        return True
    if starts("press_start", text) and look.word_count(text) <= LONGEST_LABEL:
        found.claim("kind", [piece.at])
        return True
    return False


_SOURCE = late(
    r"(?i)[\s,|·–-]*(?:\d{1,2}[:.]\d{2}(?::\d{2})?)?[\s,|·–-]*(?:来源|作者|编辑|source|author|fuente|autor|источник|المصدر)\s?[:：]"
)
"""What a page puts behind the date of a text: the hour, and where it comes from."""


def _read_dated_label(piece: Piece, found: Findings) -> None:
    """`4 Oct. 2024 · Press release`, `Published: 20 November 2025`."""
    label = PUBLISHED.match(fold(piece.text))
    if label:
        date = read_date(piece.text[label.end() :], found.language)
        near = [one for one in find_dates(piece.text, found.language) if one.date and one.start - label.end() < 3]
        if date:
            state_place_and_date(found, date, piece.at, piece.text)
        elif near:  # More of the page's own stands behind it.
            state_date(found, near[0], [piece.at], piece.text)
            found.drop("web-page", [piece.at])
        return
    first = next(iter(find_dates(piece.text, found.language)), None)
    if first and first.date and first.start < 2 and _SOURCE.match(piece.text, first.end):
        state_date(found, first, [piece.at], piece.text)
        found.drop("web-page", [piece.at])
        return
    parts = [part for part in BESIDE.split(piece.text) if part.strip()]
    dates = [date for part in parts if (date := read_date(part, found.language))]
    labels = [part.strip() for part in parts if is_one("press_label", part)]
    if len(parts) > 1 and len(dates) == 1 and len(labels) == len(parts) - 1:
        state_date(found, dates[0], [piece.at], piece.text)
        found.state("subtitle", labels[0], [piece.at], labels[0], claim="date")


def read_press(front: Front, found: Findings) -> None:
    """Headline, dateline and what stands at the end. Letterhead and labels were read before."""
    _drop_repeated(front, found)
    read_titles(front, Kind.PRESS_RELEASE, found, masthead=True)
    _drop_teasers(front, found)
    read_dateline_of(front, found)
    date_of_page(front, found)
    _read_end(front, found)


def read_dateline_of(front: Front, found: Findings) -> None:
    """Place and date of the dateline, which stays in the text."""
    for at in [at for at in range(front.end, len(front.lines)) if not front.lines[at].blank][:3]:
        text = look.shown(front.lines[at])
        line = read_dateline(text, found.language)
        if line is None:
            continue
        held = found.claims.get(at)
        if line.date and line.date.date:
            state_date(found, line.date, [at], text[: line.end], likely=True)
        found.state("place", line.place, [at], text[: line.end], Confidence.LIKELY)
        if held is None:
            found.claims.pop(at, None)
        return


def date_of_page(front: Front, found: Findings) -> None:
    """The date that a web page gives beside its headline (`Published …`), in a line removed as the page's own."""
    if found.known("date"):
        return
    first = next(
        (front.lines[at].span.first for at in range(front.end, len(front.lines)) if not front.lines[at].blank), 0
    )
    for item in found.report.removed:
        near = item.why == "web-page" and item.span.first <= first
        label = PUBLISHED.match(fold(item.text)) if near else None
        start = label.end() if label else 0
        dates = find_dates(item.text, found.language) if near else []
        if dates and dates[0].date and dates[0].start - start < (20 if start else 1):
            found.values["date"] = dates[0].date
            found.evidence["date"] = Evidence((item.span.first,), item.text.strip(), Confidence.LIKELY)
            return


def _drop_repeated(front: Front, found: Findings) -> None:
    """A line above the headline that says label, date and headline at once is the page's own way to name it."""
    left = units(front, found)
    for unit in left:
        head = re.split(r"[:–—|-]\s+", unit.text)[-1] if re.search(r"[:–—|-]\s", unit.text) else ""
        dates = find_dates(unit.text, found.language)
        before = unit.text[: unit.text.rfind(head)] if head else ""
        label = re.split(r"[,:–—|]", before)[0]
        later = [other for other in left if other is not unit and key(other.text) == key(head)]
        if head and later and (dates or is_one("press_label", label)):
            found.drop("duplicate", unit.ats)


def _drop_teasers(front: Front, found: Findings) -> None:
    """Lines above that only say title, label and date over again are a page's own."""
    known = set(key(" ".join(str(found.values.get(name) or "") for name in ("title", "subtitle"))).split())
    dated = {word for piece, fact in front.facts("date") for word in key(fact.text).split()}
    for piece in front.unknown():
        words = set(key(piece.text).split())
        if found.free(piece.at) and words and words <= known | dated and len(words & known) > 1:
            found.drop("duplicate", [piece.at])


def _read_end(front: Front, found: Findings) -> None:
    """Contact lines and the mark of the end."""
    groups = tail_groups(found, front.end)
    for number, group in enumerate(groups):
        texts = [text_at(found, at) for at in group if found.free(at)]
        if not texts:
            continue
        if number and re.fullmatch(
            r"\W{0,3}(?:#\s?#\s?#|-\s?30\s?-|\*(?:\s?\*){2,5}|_{3,}|END|ENDS|FIN)\W{0,3}", " ".join(texts)
        ):
            found.drop("not-printed", group)
        elif number and len(group) == 1 and not found.known("date") and (dated := dated_line(found, group[0])):
            state_place_and_date(found, dated.date, group[0], texts[0])
        elif (
            number
            and number * 2 >= len(groups) - 4
            and (
                _opens_contact(texts)
                or _heads_contact(texts, groups[number + 1 :], found)
                or (group == groups[-1] and not found.known("letterhead") and _is_plain_contact(group, found))
            )
        ):
            rest = [one for one in groups[number + 1 :] if _is_contact_group(one, found)]
            ats = [at for one in [group, *rest] for at in one]
            said = tuple(text for at in ats if not (text := text_at(found, at)).rstrip().endswith(":"))
            found.state("contact", said or tuple(texts[:1]), ats, texts[0], Confidence.LIKELY)


def _opens_contact(texts: list[str]) -> bool:
    """`Media contact: …` with data behind it or below it."""
    if look.word_count(texts[0]) > 30:
        return False
    reached = any(_reaches(text) for text in texts)
    if starts("contact_start", texts[0]):
        return reached or texts[0].endswith(":") or ":" in texts[0][:40]
    return reached and _labels_contact(texts[0])


def _labels_contact(text: str) -> bool:
    """`Press officer: …`, `Spokesperson – …`: words that open many a sentence, and a contact only as a label."""
    label, mark, _ = _LABEL_END.sub("\0", text, 1).partition("\0")
    return bool(mark) and look.word_count(label) <= LONGEST_CONTACT_LABEL and starts("contact_label", label)


LONGEST_CONTACT_LABEL = 8
_LABEL_END = late(r"\s?[:：]\s?|\s[–—-]\s")


def _reaches(text: str) -> bool:
    """Whether a line holds a number or an address at which somebody is reached."""
    return bool(find_contact(text).values) or any(map(is_number, _PIECE_END.split(text)))


_PIECE_END = late(r"[,;:：，；]|\s[–—-]\s")


def _is_plain_contact(group: Group, found: Findings) -> bool:
    """The last lines are telephone and address alone, where neither letterhead nor label gives any."""
    return not found.known("contact") and all(contact_line(found, at) for at in group)


def _heads_contact(texts: list[str], below: Sequence[Group], found: Findings) -> bool:
    """`Media contact` as a heading over the data."""
    return len(texts) == 1 and is_one("contact_start", texts[0]) and bool(below) and _is_contact_group(below[0], found)


def _is_contact_group(group: Group, found: Findings) -> bool:
    return any(contact_line(found, at) or find_contact(text_at(found, at)).values for at in group) and len(group) <= 6
