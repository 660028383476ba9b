"""Copies from messengers: time stamps, senders, “Forwarded”, small talk around the text; removed, and said so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from converter.diagnostics import Removed
from converter.late import late
from converter.normalize.mail import NOTE, is_note
from converter.normalize.mended import Mended, emptied
from converter.normalize.words import table
from converter.source import Line, Source

WHY = "messenger"
TIME = r"(?:[上下]午|晚上|凌晨)?\s?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[APap]\.?\s?[Mm]\.?|\s?[صم](?!\w))?"
CLOCK = late(r"\d[:.]\d\d")
"""Without an hour there is no stamp."""
DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\s[^\W\d_]{3,10}\.?\s\d{4}|[^\W\d_]{3,10}\.?\s\d{1,2},?\s\d{4}"
DATE += r"|[Tt]oday|[Yy]esterday|[Hh]ier|[Aa]ujourd['’]hui|[Aa]yer|[Hh]oy|[Вв]чера|[Сс]егодня|昨天|今天|أمس|اليوم)"
STAMP = rf"(?:{TIME}[,،]?\s{DATE}|{DATE}[,،]?\s(?:(?:at|à|a las|в)\s)?{TIME})"
BRACKETED = late(rf"\W{{0,3}}\[{STAMP}\]\s?[^:：\n]{{1,60}}[:：](?:\s|$)")
DASHED = late(rf"\W{{0,3}}{STAMP}\s[-–]\s[^:：\n]{{1,60}}[:：](?:\s|$)")
NAMED = late(rf"[^\W\d][^:\n]{{0,50}},?\s(?:\[{STAMP}\]|{STAMP})[:：]?\s*$")
BARE = late(rf"[^\W\d][\w .'’()-]{{0,50}}[:：]?\s+{DATE},?\s{TIME}\s*$")
SENDER = late(rf"\W{{0,2}}\[?{STAMP}\]?,?\s+(?:[^\W\d_a-z][\w.'’()-]*\s?){{1,4}}[:：]?\s*$")
DATED = late(rf"^\W{{0,3}}{STAMP}\]?\s[-–]\s")
OVER = late(rf"\W{{0,3}}\[{STAMP}\]\s[^\W\d][^:：\n]{{1,40}}$")
AFTER = late(
    rf"\W{{0,3}}(?P<name>[^\W\d][\w .'’()-]{{1,40}}?)\W{{0,3}}\s{{1,3}}(?:\[{TIME}\]|{TIME}(?<=[MmصمAaPp.]))\W{{0,3}}$"
)
"""A name and an hour without a date; the same name must stand so twice."""
LONE = late(rf"\W{{0,3}}\[{STAMP}\]\s")
PATTERNS = (BRACKETED, DASHED, NAMED, BARE, SENDER, OVER, LONE)
REACTION = late(r"[\W\d]*[\u2190-\u2bff\U0001f000-\U0001faff][\W\d]*")


def drop_messenger(source: Source) -> Mended:
    """Remove what a messenger puts before messages, and the messages that only speak about the text.

    >>> from converter.span import Span
    >>> texts = ("[09:12, 4/11/2024] Bo: Morning, please format", "[09:13, 4/11/2024] Bo: We met in May.")
    >>> lines = tuple(Line(text, Span(place, place)) for place, text in enumerate(texts, 1))
    >>> [line.text for line in drop_messenger(Source("x", "txt", lines)).lines]
    ['', '', 'We met in May.']
    """
    if not any(CLOCK.search(line.text) for line in source.lines):
        return Mended(source.lines)
    stamps = {place: end for place, line in enumerate(source.lines) if not line.cell and (end := stamp(line.text))}
    stamps |= hours(source.lines)
    if len(stamps) < 2 and not any(LONE.match(source.lines[place].text) for place in stamps):
        return Mended(source.lines)
    removed: list[Removed] = []
    lines: list[Line] = []
    heads: list[int] = []
    for place, line in enumerate(source.lines):
        end = stamps.get(place, 0)
        if end:
            if lines and not lines[-1].blank:
                lines.append(emptied(line))
            removed.append(Removed(line.span, line.text[:end].strip(), WHY))
            heads.append(len(lines))
            lines.append(line.slice(end, len(line.text)) if end < len(line.text) else emptied(line))
        elif not line.cell and says_system(line.text):
            removed.append(Removed(line.span, line.text, WHY))
            lines.append(emptied(line))
        else:
            lines.append(line)
    for place in set(small_talk(lines, heads)):
        removed.append(Removed(lines[place].span, lines[place].text, NOTE))
        lines[place] = emptied(lines[place])
    return Mended(tuple(lines), tuple(sorted(removed, key=lambda gone: gone.span.first)))


def hours(lines: Sequence[Line]) -> dict[int, int]:
    """Lines with a sender and an hour alone, as some messengers copy them; a programme names nobody twice."""
    clocks = {place: line.text for place, line in enumerate(lines) if len(line.text) < 80 and CLOCK.search(line.text)}
    found = {place: match for place, text in clocks.items() if (match := AFTER.match(text))}
    names = Counter(match["name"] for match in found.values())
    return {place: match.end() for place, match in found.items() if names[match["name"]] > 1}


def stamp(text: str) -> int:
    """Where the time stamp and the sender before a message end; 0 where there are none."""
    head = text[:160]
    if not CLOCK.search(head):
        return 0
    for pattern in PATTERNS:
        found = pattern.match(head)
        if found:
            return found.end()
    return 0


def says_system(text: str) -> bool:
    """Whether a line is the messenger's own: `Forwarded`, `<Media omitted>`, a row of reactions."""
    text = DATED.sub("", text.strip()) if CLOCK.search(text) else text.strip()
    if not text or len(text) > 160:
        return False
    if REACTION.fullmatch(text):
        return True
    return bool(system().fullmatch(text) or system().fullmatch(text.strip("<>[]() \u200e")))


@cache
def system() -> re.Pattern[str]:
    """The lines that messengers write themselves."""
    entries = (entry for words in table("messenger")["system"].values() for entry in words)
    return late("|".join(f"(?:{entry})" for entry in entries), re.IGNORECASE)


def small_talk(lines: Sequence[Line], heads: Sequence[int]) -> Iterator[int]:
    """Messages before and after the text that speak about it, and the messenger's own."""
    messages = [range(head, following) for head, following in zip(heads, [*heads[1:], len(lines)], strict=True)]
    for message in messages:
        yield from (place for place in message if says_system(lines[place].text))
    for run in (messages, list(reversed(messages))):
        for message in run:
            filled = [place for place in message if not lines[place].blank]
            words = sum(len(lines[place].text.split()) for place in filled)
            if filled and (words > 30 or not any(is_note(lines[place]) for place in filled)):
                break
            if len(filled) <= 3:
                yield from filled
