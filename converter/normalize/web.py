"""What a web page puts around and into a copied text: menus, paths, cookie notes, buttons, rights; removed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from converter.late import late
from converter.normalize import shapes
from converter.normalize.foreign import foreign_lines
from converter.normalize.mended import Mended, without
from converter.normalize.words import Wording, every, pattern
from converter.records import replace
from converter.source import Line, MarkKind, Place, Source

WEB, UNSURE = "web:", "web:?"
SPLIT = late(r"\s*(?:[|•·»›>→]|\s[-–—/]\s|\t|\s{2,}|\]\s*\[)\s*")
PARTED = late(r"[|•·»›>→\t]|\s[-–—/\s]|\]\s*\[")
"""Found in every text that `SPLIT` takes apart, and sooner."""
PATH = late(r"\s*(?:[:：>»›→/|·]|\s[-–]\s)\s*\S")
CRUMBS = late(r"[^>›»\n]{2,60}(?:\s[>›»]\s[^>›»\n]{2,60}){2,6}")
"""The path to a page: `Mission > Statements > 2025`."""
VALUE = late(r"[:：].*(?:\d{3}|@|www\.|http)")
SEPARATED = late(r"[©|»›→·•]|\s[>/]\s")
SIGNS = late(r"^[^\w\s(\[“\"«‘'©*_-]+\s*|(?:…|\.{3})+\s*$")
BETWEEN = late(r"[\s/|,·•-]+")
TONGUE = late(r"[|/]\s*\w+$|^\w+\s*[|/]")
COPYRIGHT = late(
    r"(?:©|&copy;|copyright\b).{0,60}(?:19|20)\d{2}|\(c\)\s?(?:19|20)\d{2}|(?:19|20)\d{2}.{0,12}©|^\W*©", re.IGNORECASE
)
NUMBERED = late(r"(?:\d{1,3}[.)]|\([a-z]{1,3}\))\s+[^\W\d_]+\s+[^\W\d_]+\s")
"""A numbered paragraph, however short."""
SOURCE = late(r"(?i)(?:sources?|fuentes?|источники?|المصدر|资料来源|来源)\s?[:：]\s*[^\W\d_]")
"""The line on sources below a table."""
OFFICES = 3
"""Lines of offices below a name."""
SHORT, LONG = 90, 320
"""Characters of a line that is easily, or at the most, debris."""
STRONG, NOTICE = 240, 200
"""Characters of a line inside the text from which on the strongest words make it no debris; the most of a notice."""


def entries() -> Wording:
    """Whole entries of menus."""
    return pattern("debris", "menu", edges=False)


def edges() -> Wording:
    """Whole lines that are believed at the edges only."""
    return pattern("debris", "edge", edges=False)


def drop_web_debris(source: Source) -> Mended:
    """Remove what a site adds: by its container in HTML, else by wording, place and shape together.

    >>> from converter.span import Span
    >>> texts = ("Home | News | Contact", "", "The plant was opened today by the keeper.", "", "Print this page")
    >>> lines = tuple(Line(text, Span(place, place)) for place, text in enumerate(texts, 1))
    >>> [gone.text for gone in drop_web_debris(Source("x", "txt", lines)).removed]
    ['Home | News | Contact', 'Print this page']
    """
    lines = source.lines
    gone: set[int] = {place for place, line in enumerate(lines) if is_web(line) and is_machinery(line)}
    first, last = content(lines, gone)
    signed = set(signatures(lines)) - gone
    last = max([last, *signed])
    inside = range(first, last + 1)
    gone.update(
        place
        for place, line in enumerate(lines)
        if place not in gone
        and (place not in inside or len(line.text) <= SHORT // 2 or alone(lines, place) or SEPARATED.search(line.text))
        and said_by_site(line, place in inside)
    )
    gone.update(menus(lines, gone, inside))
    gone.update(link_lists(lines, gone, inside))
    gone.update(foreign_lines(lines, gone, first, last))
    for _ in range(2):  # What is found may explain the line above it.
        if not list(beside_debris(lines, gone, first, last)):
            break
    gone -= signed
    gone -= {place for place in gone if not is_web(lines[place]) and shapes.piped(lines, place)}
    kept = any(any(char.isalnum() for char in line.text) for place, line in enumerate(lines) if place not in gone)
    mended = without(lines, dict.fromkeys(sorted(gone), "web-page")) if kept else Mended(lines)
    return replace(mended, lines=tuple(replace(line, style="") if is_web(line) else line for line in mended.lines))


def signatures(lines: Sequence[Line]) -> Iterator[int]:
    """The lines right below people who signed side by side: offices in columns, which look like a bar of a menu."""
    for place, line in enumerate(lines):
        if shapes.SIGNED.match(line.text) and shapes.columned(line):
            below = range(place + 1, min(len(lines), place + 1 + OFFICES))
            yield from takewhile(lambda at: not lines[at].blank and not shapes.stops(lines[at].text), below)


def is_web(line: Line) -> bool:
    """Whether the reader said that the line lies in a container of the page's own."""
    return line.style.startswith(WEB)


def is_machinery(line: Line) -> bool:
    """Whether a line lies in a container of the page's own; where the container is in doubt, its wording decides."""
    if not line.style.startswith(UNSURE):
        return True
    text = line.text.strip()
    outside = (
        line.style == "web:?outside" and len(text.split()) <= 12 and not line.heading and not shapes.SIGNED.match(text)
    )
    return outside or said_by_site(line, inside=False) or entries().is_whole(text)


def content(lines: Sequence[Line], gone: set[int]) -> tuple[int, int]:
    """The places of the first and the last line that are surely text: sentences, headings, signatures, cells."""

    def sure(place: int) -> bool:
        return place not in gone and (is_content(lines[place]) or runs_on(lines, place))

    first = next((place for place in range(len(lines)) if sure(place)), None)
    if first is None:
        return 0, len(lines) - 1
    return first, next(place for place in reversed(range(len(lines))) if sure(place))


def runs_on(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is a long one of running text and one next to it goes with it, as in a wrapped paragraph."""
    if not wrapped(lines[place]):
        return False
    beside = [lines[other] for other in (place - 1, place + 1) if 0 <= other < len(lines)]
    return any(shapes.begins_small(line.text) or shapes.stops(line.text) or wrapped(line) for line in beside)


def wrapped(line: Line) -> bool:
    """Whether a line is as long as one of a paragraph and reads like it."""
    text = line.text.strip()
    long = len(text) >= 40 and line.place is Place.BODY and shapes.prose(text)
    return long and not said_by_site(line, inside=False)


def is_content(line: Line) -> bool:
    """Whether a line is surely text."""
    text = line.text.strip()
    if not text or line.place is not Place.BODY:
        return False
    set_apart = line.cell is not None or shapes.SIGNED.match(text) is not None
    if NUMBERED.match(text) and shapes.stops(text) and not pattern("debris", "strong").search(text[:LONG]):
        return True
    spoken = set_apart or (
        shapes.ends(text)
        and shapes.prose(text)
        and (len(text.split()) >= 7 or shapes.CASELESS.search(text) is not None)
    )
    if not spoken or pattern("debris", "strong").search(text[:LONG]):
        return False
    if len(text) < 120 and pattern("debris", "notice").match(bare(text)):
        return False
    return not (set_apart and is_entry(text))


def alone(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is a paragraph of its own."""
    line = lines[place]
    above = place == 0 or lines[place - 1].blank
    return line.whole or (above and (place + 1 == len(lines) or lines[place + 1].blank))


def said_by_site(line: Line, inside: bool) -> bool:
    """Whether the wording of a line is a site's, at its place."""
    text = bare(line.text[: LONG + 20])
    if not 2 <= len(text) <= LONG or line.place is not Place.BODY or line.cell or line.note:
        return False
    reserved = says_reserved(text)
    if not reserved and SOURCE.match(text) and not is_web(line):
        return False
    if (reserved and len(text) < 200) or is_path(text) or is_bar(text, inside):
        return True
    if not inside and is_tongues(text):
        return True
    if inside and len(text) >= STRONG:
        return False
    if pattern("debris", "strong").search(text):
        return True
    found = pattern("debris", "notice").search(text) if len(text) <= NOTICE else None
    if found is None:
        return False
    share = (found.end() - found.start()) / len(text)
    if found.start() <= 2 and len(text) <= SHORT and not (inside and sentence(text)):
        return share > 0.2 or found[0][-1:] in ":：" or text[found.end() : found.end() + 2].strip()[:1] in ("", *":：|")
    return share > 0.45 or (not inside and found.start() <= 2 and not sentence(text))


def says_reserved(text: str) -> bool:
    """Whether a line says whose the rights are."""
    lowered = text.lower()
    return any(sign in lowered for sign in ("©", "copy", "(c)")) and COPYRIGHT.search(text) is not None


def bare(text: str) -> str:
    """A text without the signs (arrows, pictures, strokes) before it."""
    return text.strip() if text[:1].isalnum() and "…" not in text else SIGNS.sub("", text).strip()


def sentence(text: str) -> bool:
    """Whether a line is a whole sentence of some length, as a text has them and buttons have not."""
    return shapes.stops(text) and len(text.split()) > 7


def is_path(text: str) -> bool:
    """Whether a line is the path to a page: `Home > News > Press releases`."""
    found = pattern("debris", "home").match(text)
    if any(sign in text for sign in ">›»") and len(text) < 160 and CRUMBS.fullmatch(text) and not shapes.stops(text):
        return True
    return bool(found and PATH.match(text, found.end())) and len(text) < 200 and not shapes.stops(text)


def segments(text: str) -> list[str]:
    """The entries of a bar: what stands between strokes, dots, arrows or wide gaps."""
    return [part.strip(" []()«»‹›<>|") for part in SPLIT.split(text.strip()) if part.strip(" []()«»‹›<>|")]


def is_tongues(text: str) -> bool:
    """Whether a line offers languages: `EN FR ES`, `English Français 中文`."""
    words = [word for word in BETWEEN.split(text) if word]
    return 2 <= len(words) <= 12 and all(word.lower() in every("debris", "tongue") for word in words)


def is_entry(text: str) -> bool:
    """Whether a text is one entry of a menu; `Share: …` is, `E-mail: a@b.c` is not."""
    if VALUE.search(text):
        return False
    return entries().is_whole(bare(text).replace("：", ":").partition(":")[0].strip())


def is_bar(text: str, inside: bool) -> bool:
    """Whether a line is a row of menu entries or buttons."""
    parts = segments(text) if PARTED.search(text) else ()
    if len(parts) < 2 or len(parts) > 40 or any(len(part) > 60 for part in parts):
        return False
    known = sum(is_entry(part) for part in parts)
    if known == 1 and len(parts) == 2 and not inside:
        return bool(TONGUE.search(text)) and all(part.isalpha() for part in parts)
    return known >= 2 and known >= len(parts) * (0.6 if inside else 0.4)


def menus(lines: Sequence[Line], gone: set[int], inside: range) -> Iterator[int]:
    """Menus with an entry on each line: several short lines together, many of them known."""
    for group in edge_groups(lines, gone, inside):
        texts = [lines[place].text.strip() for place in group]
        if len(group) <= 2:
            menu = next_to(lines, group, gone) and all(map(is_known, texts))
        else:
            short = all(len(text.split()) <= 5 and not shapes.stops(text) for text in texts)
            menu = short and sum(map(is_known, texts)) >= max(2, 0.4 * len(group))
        if menu:
            yield from group


def is_known(text: str) -> bool:
    """Whether a line is an entry of a menu or a notice, and nothing else."""
    return is_entry(text) or pattern("debris", "notice").is_whole(text)


def link_lists(lines: Sequence[Line], gone: set[int], inside: range) -> Iterator[int]:
    """Lines at the edges that are nothing but links, several together, as in menus."""
    for group in edge_groups(lines, gone, inside):
        for linked, run in groupby(group, key=lambda place: links(lines[place]) > 0):
            places = list(run)
            if linked and sum(links(lines[place]) for place in places) >= 2:
                yield from places


def links(line: Line) -> int:
    """How many links a line is made of; 0 where it has other text as well."""
    if not line.marks or not line.marked(MarkKind.LINK):
        return 0
    return sum(mark.kind is MarkKind.LINK and not mark.value.startswith(("mailto:", "tel:")) for mark in line.marks)


def next_to(lines: Sequence[Line], group: Sequence[int], gone: set[int]) -> bool:
    """Whether the nearest lines above or below a group are debris."""
    for place, step in ((group[0], -1), (group[-1], 1)):
        place += step
        while 0 <= place < len(lines) and lines[place].blank:
            place += step
        if place in gone:
            return True
    return False


def edge_groups(lines: Sequence[Line], gone: set[int], inside: range) -> Iterator[list[int]]:
    """Lines that stand together before the first or after the last line of text."""
    group: list[int] = []
    for place, line in enumerate(lines):
        if place in inside or place in gone or line.place is not Place.BODY or line.blank:
            if group:
                yield group
            group = []
        else:
            group.append(place)
    if group:
        yield group


def beside_debris(lines: Sequence[Line], gone: set[int], first: int, last: int) -> Iterator[int]:
    """Lines that debris explains: entries and headings of lists next to it, and what follows it after the text."""
    filled = [place for place, line in enumerate(lines) if not line.blank and line.place is Place.BODY]
    after = False
    for at, place in enumerate(filled):
        text = lines[place].text.strip()
        if place in gone:
            after = after or (place > last and said_by_site(lines[place], inside=False))
            continue
        before = at > 0 and filled[at - 1] in gone
        following = at + 1 < len(filled) and filled[at + 1] in gone
        edge = place < first or place > last
        if ((before or following or edge) and edges().is_whole(bare(text))) or (
            edge and (before or following) and is_entry(text)
        ):
            after = after or place > last
            yield place
            gone.add(place)
        elif (place > last if after else place < first and wedged(lines, place, gone)) and is_left_over(lines[place]):
            yield place
            gone.add(place)


def is_left_over(line: Line) -> bool:
    """Whether a line is short and no part of a text: no sentence, signature, address or cell."""
    text = line.text.strip()
    spoken = sentence(text) or shapes.SIGNED.match(text) or shapes.ADDRESS.match(text) or shapes.LABEL.match(text)
    return len(text.split()) <= 15 and len(text) <= 80 and not spoken and not line.cell


def wedged(lines: Sequence[Line], place: int, gone: set[int]) -> bool:
    """Whether debris stands right above and right below."""
    return place - 1 in gone and place + 1 in gone
