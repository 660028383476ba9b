"""Mail headers, covering notes, signatures and disclaimers that were copied with a text; removed, and said so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from converter.late import late
from converter.normalize import shapes
from converter.normalize.mended import Mended, without
from converter.normalize.words import Wording, pattern, table
from converter.source import Line, Place, Source

NOTE = "covering-note"
HEADER = "mail:header"
"""Style of the lines that the mail readers give for a header."""
ADDRESS = late(
    r"\S+@\S+|\b\d{1,2}[:.]\d{2}\b|\b(?:re|fwd?|fw|rv|tr|wg|aw|отв)\s*:|转发|回复|[\w-]+\.(?:docx?|pdf|txt)\b",
    re.IGNORECASE,
)
ANSWER = late(r"[:：]\s*(?:re|aw|sv|antw|отв|ответ|回复|答复|رد)\s*[:：]", re.IGNORECASE)
WARNING = late(r"^\W*\w+\s?[:!：！]\s*")
PERSONAL = late(r"\+?\d[\d ()-]{6,}|\S+@\S+|www\.")
DASHES = late(r"\s*(?:--|—|_{5,}|-{5,}|\*{3,})\s*")
CLOSING = 60
"""Words that a covering note has at the most."""
FOOT = 10
"""Lines that the signature of a mail has at the most."""


@cache
def field() -> re.Pattern[str]:
    """A line of a mail header: a known name and a colon."""
    names = "|".join(f"(?:{entry})" for words in table("mail")["field"].values() for entry in words)
    return late(rf"\s*[*_>]*\s*(?P<name>{names})[*_]*\s*[:：][*_]*\s*(?P<value>.*)", re.IGNORECASE)


def whole(subject: str) -> Wording:
    """Lines that are nothing but an expression of a subject."""
    return pattern("mail", subject, edges=False)


def drop_mail(source: Source) -> Mended:
    """Remove copied mail headers, the notes around them, signatures under `--` and disclaimers.

    A memorandum has `To:` and `Subject:` as well; it takes an address, a time or `FW:` to be a mail.

    >>> from converter.span import Span
    >>> texts = ("From: Desk <a@b.example>", "Subject: FW: letter", "", "Buoys are loose.", "", "Sent from my phone")
    >>> lines = tuple(Line(text, Span(place, place)) for place, text in enumerate(texts, 1))
    >>> [gone.span.first for gone in drop_mail(Source("x", "txt", lines)).removed]
    [1, 2, 6]
    """
    lines = source.lines
    blocks = list(headers(lines))
    asked = set(asked_below(lines, blocks))
    blocks = [block for block in blocks if not set(block) <= asked]
    gone = {place for block in blocks for place in block}
    gone |= asked
    gone.update(place for place, line in enumerate(lines) if line.style == HEADER)
    tails = {place for place, line in enumerate(lines) if is_tail(line)}
    gone |= tails
    forwards = [place for place, line in enumerate(lines) if is_forward(line, bool(blocks))]
    gone.update(forwards)
    if blocks:
        answered = [place for place in forwards if place > blocks[-1][-1]]
        gone.update(quoted_below(lines, gone, answered))
        gone.update(sender(lines, gone, tails))
        gone.update(above(lines, gone, blocks))
        gone.update(notes_after(lines, gone, blocks))
    if blocks or tails:
        gone.update(signature(lines, gone))
    kept = any(any(char.isalnum() for char in line.text) for place, line in enumerate(lines) if place not in gone)
    return without(lines, dict.fromkeys(sorted(gone), NOTE)) if kept else Mended(lines)


def headers(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The blocks of header lines; a line that is indented or follows directly may go on with the value above."""
    block: list[int] = []
    for place, line in enumerate(lines):
        named = line.place is Place.BODY and len(line.text) < 400 and is_field(line)
        if named or (block and not line.blank and line.text[:1] in " \t" and place == block[-1] + 1):
            block.append(place)
        elif block and line.blank and place == block[-1] + 1 and next_is_field(lines, place):
            continue
        else:
            if is_header([lines[at] for at in block]):
                yield block
            block = []
    if is_header([lines[at] for at in block]):
        yield block


def is_field(line: Line) -> bool:
    """Whether a line is one of a header."""
    return (":" in line.text or "：" in line.text) and field().fullmatch(line.text.strip()) is not None


def next_is_field(lines: Sequence[Line], place: int) -> bool:
    """Whether a header line stands right under a blank one; some programs print them with blank lines between."""
    return place + 1 < len(lines) and field().fullmatch(lines[place + 1].text.strip()[:400]) is not None


def is_header(block: Sequence[Line]) -> bool:
    """Whether header lines are a mail's: two at least, a sender or subject, and something that only mails have."""
    found = [field().fullmatch(line.text.strip()) for line in block]
    names = {match["name"].lower() for match in found if match}
    if len(names) < 2 or not any(whole("name").is_whole(name) for name in names):
        return False
    return any(ADDRESS.search(line.text) for line in block)


def is_tail(line: Line) -> bool:
    """Whether a line is what programs and offices put under or over messages."""
    text = line.text.strip()
    if not text or len(text) > 600 or line.cell or line.place is not Place.BODY or line.heading:
        return False
    found = pattern("mail", "tail").match(text)
    if found is None and (warning := WARNING.match(text)):
        found = pattern("mail", "tail").match(text[warning.end() :])
    if found is None:
        return False
    return found.end() > 0.5 * len(text) or found.end() >= 25


def is_forward(line: Line, mailed: bool) -> bool:
    """Whether a line says that a message is forwarded or quoted."""
    text = line.text.strip(" \t>*_")
    if not 3 < len(text) < 200 or not (mailed or text.startswith("-") or text.endswith(("-", ":"))):
        return False
    return whole("forwarded").is_whole(text)


def above(lines: Sequence[Line], gone: set[int], blocks: Sequence[Sequence[int]]) -> Iterator[int]:
    """What stands over the last header of a forwarded message, if it is a note and not the text itself."""
    last = blocks[-1][0]
    over = [place for place in range(last) if not lines[place].blank and place not in gone]
    words = sum(len(lines[place].text.split()) for place in over)
    under = sum(len(line.text.split()) for line in lines[last:])
    if over and (words <= CLOSING or (words < under * 0.2 and words < 2 * CLOSING)):
        yield from over


def notes_after(lines: Sequence[Line], gone: set[int], blocks: Sequence[Sequence[int]]) -> Iterator[int]:
    """The covering note under a header: short paragraphs with the words of one, before the text begins."""
    pending: list[int] = []
    size, ended = 0, False
    for group in groups_of(lines, blocks[-1][-1] + 1):
        filled = [place for place in group if place not in gone]
        size += sum(len(lines[place].text.split()) for place in filled)
        if size > CLOSING:
            return
        noted = any(is_note(lines[place]) for place in filled)
        if ended and len(filled) == 1 and is_name(lines[filled[0]]):
            yield from filled
            continue
        ended = noted and lines[filled[-1]].text.rstrip()[-1:] in ",，،"
        pending += filled
        if noted:
            yield from pending
            pending = []


def is_name(line: Line) -> bool:
    """Whether a line may be the name under a note, or the rule below that."""
    text = line.text.strip()
    short = len(text.split()) <= 4 and not shapes.ends(text) and text[-1:] not in ",،，"
    return DASHES.fullmatch(text) is not None or (short and not shapes.begins_small(text) and not shapes.loud(text))


def groups_of(lines: Sequence[Line], first: int) -> Iterator[list[int]]:
    """The places of lines that stand together, from a place on."""
    group: list[int] = []
    for place in range(first, len(lines)):
        if not lines[place].blank:
            group.append(place)
        elif group:
            yield group
            group = []
    if group:
        yield group


def quoted_below(lines: Sequence[Line], gone: set[int], heads: Sequence[int]) -> Iterator[int]:
    """A short message that is quoted under the text: what was asked, and is answered above."""
    last = max(heads, default=-1)
    over = sum(len(line.text.split()) for place, line in enumerate(lines[: max(0, last)]) if place not in gone)
    under = [place for place in range(last + 1, len(lines)) if not lines[place].blank and place not in gone]
    words = sum(len(lines[place].text.split()) for place in under)
    if last >= 0 and words <= CLOSING and words < over:
        yield from under


def asked_below(lines: Sequence[Line], blocks: Sequence[Sequence[int]]) -> Iterator[int]:
    """The earlier messages under an answer, each under a header of its own: the answer is longer than they are."""
    if len(blocks) < 2 or not any(ANSWER.search(lines[place].text) for place in blocks[0]):
        return
    over = sum(len(line.text.split()) for line in lines[blocks[0][-1] + 1 : blocks[1][0]])
    heads = {place for block in blocks for place in block}
    under = [place for place in range(blocks[1][0], len(lines)) if not lines[place].blank]
    if sum(len(lines[place].text.split()) for place in under if place not in heads) < over:
        yield from under


def sender(lines: Sequence[Line], gone: set[int], tails: set[int]) -> Iterator[int]:
    """The sender's own lines right over a disclaimer: short, with a telephone or address among them."""
    for place in sorted(tails):
        group: list[int] = []
        above_it = place - 1
        while above_it >= 0 and not lines[above_it].blank and above_it not in tails and len(group) <= FOOT:
            group.append(above_it)
            above_it -= 1
        texts = [lines[other].text.strip() for other in group if other not in gone]
        personal = any(PERSONAL.search(text) for text in texts)
        if personal and all(len(text) < 90 and not shapes.SIGNED.match(text) for text in texts) and len(group) <= 6:
            yield from group


def is_note(line: Line) -> bool:
    """Whether a line speaks to a colleague about a text: short, with the words of a covering note."""
    text = line.text.strip()
    if len(text.split()) > 40 or line.heading or shapes.SIGNED.match(text):
        return False
    words = pattern("mail", "note")
    found = words.findall(text)
    size = sum(len(word) for word in found)
    return len(found) >= 2 or (bool(found) and (size * 3 >= len(text) or words.match(text) is not None))


def signature(lines: Sequence[Line], gone: set[int]) -> Iterator[int]:
    """The lines under a `--` at the end of a mail."""
    filled = [place for place, line in enumerate(lines) if not line.blank]
    for at, place in enumerate(filled):
        if DASHES.fullmatch(lines[place].text) and len(filled) - at <= FOOT:
            tail = filled[at + 1 :]
            if tail and all(len(lines[other].text) < 200 or other in gone for other in tail):
                yield place
                yield from (other for other in tail if other not in gone)
            return
