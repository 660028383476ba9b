"""Sentences that a page end, a blank line or removed furniture cut in two are made whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from converter.languages import CODES, language
from converter.late import late, longest_first
from converter.normalize import shapes
from converter.normalize.gluing import glued
from converter.normalize.hyphens import is_parted, vocabulary
from converter.normalize.mended import SEAM, Mended, emptied
from converter.normalize.standing import MASTHEAD
from converter.normalize.words import every
from converter.records import replace
from converter.source import Line, Source

FAR = 12
"""Blank lines over which a sentence is looked for."""
FEW = 8
"""Pairs of words that are looked for one by one."""
MANY = 60
"""Pieces into which a paragraph may have been cut."""
ADDRESS_LINES = 6
"""Lines of an address at the most."""
CONTINUES = late(r"\s*(?:\./\.{2,3}|\.{0,3}/\.{2,3}|…?/…)\s*")
"""The sign at a page foot that a text goes on: `/...`."""
COURTESY = late(
    r"(?i)\s*(?:H\. ?E\.|His Excellency|Her Excellency|S\. ?E\.|Son Excellence|Su Excelencia|Excelent[íi]sim[oa]"
    r"|Excm[oa]\.?|(?:Его|Ее|Её) Превосходительств|معالي|سعادة)"
)
"""What an address of a person of rank opens with."""
FOOT = 30
"""Lines that the notes at the foot of one page may take."""
NOTE = late(r"\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\^?\d{1,3}\]:?|\d{1,3}(?:/|\)|\.)?(?=\s)|\*{1,3}(?=\s|\w))\s*\S")
BRACKETED = late(r"\s*[(\[（].*[)\]）][\s.]*$")
ENACTING = 8
"""Characters of a short line with a comma, as those that enact a resolution: `大会，`."""
SPOKEN = 24
"""Columns of a line that speaks to somebody: `السيد الرئيس،`."""
COMMAS = ",،，、"
NUMBER = late(r"\d{1,4}(?:,|\s+[^\W\d_A-Z]|\s*年|[)])")
RESOLUTION = late(
    r"(?i)(?:resolutions?|decisions?|résolutions?|décisions?|resoluci(?:ón|ones)|decisi(?:ón|ones)|резолюци\w{1,3}|решени\w{1,3}"
    r"|القرار|المقرر|قرارها|مقررها)$"
)
RESOLUTION_NUMBER = late(r"(?:ES?-)?\d{1,4}(?:/\d{1,4}\b|\s\((?:19|20)\d\d\))")
"""What the word for a resolution goes on with."""
DAY = late(r"\s\d{1,2}$")
SYMBOL = late(r"\s*[*_]{0,3}[A-Z]{1,3}(?:/[\w.()-]+){1,5}[*_]{0,3}\s*")
"""A line that is a document symbol."""
PAIRED = late(r"[^\W\d_]\w*(?:['’-]\w+)*")


class Pairs:
    """Which words stand side by side in a text: `Security Council` may be cut, and is known from elsewhere."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.asked = 0
        self.all: set[tuple[str, str]] = set()

    def known(self, first: str, second: str) -> bool:
        """Whether two words (or two Chinese characters) stand side by side somewhere.

        The first few are looked for in the lines that hold them; who asks for more is told from all pairs.
        """
        if not first or not second:
            return False
        if f"{first} {second}".lower() in every("joining", "together"):
            return True
        self.asked += 1
        if self.asked <= FEW:
            return any(
                (first, second) in beside(line) for line in self.lines if first in line.text and second in line.text
            )
        if not self.all:
            self.all = {pair for line in self.lines for pair in beside(line)}
        return (first, second) in self.all


def beside(line: Line) -> Iterator[tuple[str, str]]:
    """The words, or Chinese characters, that stand side by side in a line."""
    return pairwise(line.text if shapes.HAN.search(line.text) else PAIRED.findall(line.text))


def join_cuts(source: Source) -> Mended:
    """Join a paragraph that breaks off with the one in which it goes on; notes at a page foot may lie between.

    >>> from converter.span import Span
    >>> texts = ("The ceasefire held, with", "", "eleven exceptions.", "", "Annex")
    >>> [line.text for line in join_cuts(Source("x", "txt", tuple(Line(t, Span(1, 1)) for t in texts))).lines]
    ['The ceasefire held, with eleven exceptions.', '', 'Annex']
    """
    lines = source.lines
    pairs = Pairs(lines)
    spoken: Mapping[str, int] = vocabulary(lines) if any(is_parted(line.text) for line in lines) else {}
    feet = foot_notes(lines) | foot_addresses(lines)
    done: list[Line] = []
    open_at, seam, listing, gap, joins, page = -1, False, False, 0, 0, 0
    for place, line in enumerate(lines):
        if line.blank or place in feet:
            seam = seam or line.style == SEAM or place in feet
            gap += 1
            done.append(emptied(line) if line.rule or (line.text and CONTINUES.fullmatch(line.text)) else line)
            continue
        head = done[open_at] if open_at >= 0 else None
        seam = seam or (head is not None and line.page > page > 0)
        page = line.page
        if (
            head is not None
            and gap <= FAR
            and joins < MANY
            and touching(head, line, gap)
            and continued(head, line, seam, listing, pairs)
        ):
            done[open_at] = glued((head, line), spoken)
            joins += 1
            between = [kept for kept in done[open_at + 1 :] if not kept.blank]
            above = [emptied(one) for one in between[:1] if COURTESY.match(one.text)]  # An address stands apart.
            done[open_at + 1 :] = [*above, *between, emptied(line)] if between else []
        else:
            listing, joins = shapes.begins_small(line.text), 0
            done.append(line)
            open_at = len(done) - 1
        seam, gap = False, 0
    return Mended(tuple(replace(line, style="") if line.style == SEAM else line for line in done))


def foot_notes(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of notes at the foot of a page, with the rule above them: what they interrupt goes on after them."""
    feet: set[int] = set()
    for place, line in enumerate(lines):
        if not (line.rule or shapes.RULER.fullmatch(line.text)):
            continue
        end, shape = place + 1, ""
        while end < len(lines) and end - place < FOOT and lines[end].style != SEAM and not lines[end].page_break:
            if not lines[end].blank:
                found = NOTE.match(lines[end].text)
                if found is None or (shape not in ("", "sign") and mark_shape(found[1]) != shape):
                    break  # Signs stand above figures.
                shape = mark_shape(found[1])
            end += 1
        if end < len(lines) and any(not lines[at].blank for at in range(place + 1, end)):
            feet.update(range(place, end))
    return frozenset(feet)


def foot_addresses(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of an addressee at the foot of a letter's first page: the text goes on below."""
    feet: set[int] = set()
    for place, line in enumerate(lines):
        if line.text and CONTINUES.fullmatch(line.text):
            feet.add(place)
        if line.style != SEAM or not 0 < place < len(lines) or lines[place - 1].blank:
            continue
        first = place - 1
        while first > 0 and not lines[first - 1].blank and place - first <= ADDRESS_LINES:
            first -= 1
        group = lines[first:place]
        if len(group) > 1 and COURTESY.match(group[0].text) and not any(shapes.stops(one.text) for one in group[1:]):
            feet.update(range(first, place))
    return frozenset(feet)


def mark_shape(mark: str) -> str:
    """What the marks of the notes of one page have in common: `1`, `1.`, `1/`, `[1]` or a sign."""
    return "sign" if not any(char.isascii() and char.isdigit() for char in mark) else re.sub(r"\d+", "0", mark)


def touching(head: Line, tail: Line, gap: int) -> bool:
    """Whether two lines may be one paragraph that was cut: with a gap, or both whole paragraphs of their format."""
    if gap == 0 and not (head.whole and tail.whole):
        return False
    return not (
        head.heading
        or tail.heading
        or head.cell
        or tail.cell
        or tail.label
        or head.quote != tail.quote
        or head.place is not tail.place
        or head.note != tail.note
        or head.box != tail.box
        or not shapes.body(head)
        or not shapes.body(tail)
        or shapes.columned(head)
        or shapes.columned(tail)
    )


def continued(head: Line, tail: Line, seam: bool, listing: bool, pairs: Pairs) -> bool:
    """Whether the second text is the rest of the first one's sentence."""
    text, rest = head.text.rstrip(), tail.text.strip()
    if is_parted(text):
        return rest[:1].islower() or (rest[:1].isalpha() and seam)
    if not seam and len(text.split()) <= ADDRESSES and REACHED.search(text[-300:]):
        return False
    if shapes.ends(text) or begins_otherwise(head, tail) or (shapes.loud(text) and not shapes.loud(rest)):
        return False
    if shapes.opens_clause(text, rest):
        return False
    if shapes.CASELESS.search(rest[:30]):
        return without_case(text, rest, seam, pairs)
    if (shapes.begins_small(rest) or shapes.DASHED.match(rest)) and not BRACKETED.fullmatch(rest):
        return small(head, tail, seam, listing)
    texty = shapes.prose(text) and len(text) > 25
    if texty and DAY.search(text[-4:]) and _month().match(rest):
        return True
    if texty and RESOLUTION.search(text[-24:]) and RESOLUTION_NUMBER.match(rest):
        return True
    if shapes.dangles(text) and (len(text.split()) > 3 or seam):
        return True
    if texty and shapes.opens_bracket(text) and shapes.closes_bracket(rest):
        return True
    if texty and NUMBER.match(rest) and shapes.stops(rest) and (seam or shapes.last_word(text) == ""):
        return True
    if (
        seam
        and len(text) > 40
        and (shapes.prose(text) or shapes.stops(rest))
        and (shapes.prose(rest) or shapes.stops(rest))
    ):
        return True
    return texty and (shapes.prose(rest) or seam) and pairs.known(*seam_words(text, rest))


REACHED = late(r"(?:\S{1,64}@\S{1,64}|(?:www\.|https?://)\S{1,200})$")
ADDRESSES = 6
"""Words of a letterhead's line of addresses, and how it ends: a sentence goes on behind one only over a page's end."""


def begins_otherwise(head: Line, tail: Line) -> bool:
    """Whether the second text begins something of its own: an item, an address, a signature."""
    rest = tail.text
    label = shapes.LABEL.match(rest)
    if label and shapes.DASHED.match(rest) and shapes.prose(head.text):
        label = None
    if label and not NUMBER.match(rest.lstrip()) and not (label["letter"] or "").isdigit():
        return True
    return bool(
        shapes.ADDRESS.match(rest.lstrip())
        or SYMBOL.fullmatch(rest)
        or _annex().match(rest)
        or MASTHEAD.fullmatch(rest)
        or shapes.RULER.fullmatch(rest)
        or shapes.SIGNED.match(rest)
        or shapes.SIGNED.match(head.text)
        or shapes.bold(tail) != shapes.bold(head)
    )


def small(head: Line, tail: Line, seam: bool, listing: bool) -> bool:
    """Whether a text that begins with a small letter is the rest of the one before."""
    text, rest = head.text.rstrip(), tail.text.rstrip()
    words = len(text.split())
    if shapes.opens_clause(text, rest):
        return False
    if text[-1:] in COMMAS:
        return words > 3 and not head.whole and (seam or (rest[-1:] not in COMMAS + ";" and not listing))
    if head.whole:
        return words > 3 and not listing
    if shapes.stated(text) and not shapes.prose(text):
        return False
    return words > 2 or seam or shapes.dangles(text) or (words == 2 and shapes.prose(rest) and len(rest) > 40)


def without_case(text: str, rest: str, seam: bool, pairs: Pairs) -> bool:
    """The same for Arabic and Chinese, where no letter is small: words that end nothing, inner stops, known pairs."""
    text = text.strip()
    if (text[-1:] in COMMAS and rest[-1:] in COMMAS + "；;؛") or shapes.opens_clause(text, rest):
        return False
    if rest[-1:] == "，" and len(rest) <= ENACTING:
        return False
    if shapes.stated(text) and not shapes.prose(text):
        return False
    if shapes.opens_sentence(rest) and not shapes.dangles(text):
        return False
    if shapes.width(text) > 20 and (shapes.dangles(text) or leads(rest) or pairs.known(*seam_words(text, rest))):
        return True
    if not (shapes.stops(rest) or shapes.ends(rest) or len(rest) > 60):
        return False
    inner = shapes.INNER.search(shapes.unlabelled(text)) is not None
    open_ = text[-1:] in COMMAS and shapes.width(text) > SPOKEN
    if inner and (seam or shapes.width(text) > 40 or open_):
        return True
    running = shapes.width(text) > 24 and (opens_with_and(text) or shapes.opens_sentence(text))
    return running or (seam and shapes.width(text) > 40)


@cache
def _annex() -> re.Pattern[str]:
    """What a part after the text is headed by, in all languages: no sentence goes on with it."""
    known = (language(code).parts for code in CODES)
    words = {word for parts in known for role in ("annex", "appendix", "enclosure") for word in parts[role]}
    body = "|".join(map(re.escape, longest_first(words)))
    number = r"(?:\s?(?:[IVX]{1,6}|[A-Z]|\d{1,2}|[一二三四五六七八九十]))?"
    return late(rf"\s*[*_]{{0,3}}(?:{body}){number}(?:[*_\s]*$|\s+(?:to the|to|à la|à|del|de la|к)\s)")


@cache
def _month() -> re.Pattern[str]:
    """What a day goes on with; in other languages months are small."""
    return late(rf"(?:{'|'.join(language('en').months)}),?\s\d{{4}}\b")


def opens_with_and(text: str) -> bool:
    """Whether an Arabic text begins with the letter that joins it to what was said, and is no noun with that letter."""
    return text[:1] == "و" and shapes.first_word(text) not in every("joining", "nouns")


def leads(rest: str) -> bool:
    """Whether a text of a script without small letters begins with a word that begins none."""
    first = shapes.first_word(rest)
    return first in every("joining", "leading") or (
        bool(shapes.HAN.match(first)) and first[:1] in every("joining", "leading")
    )


def seam_words(text: str, rest: str) -> tuple[str, str]:
    """The last word before and the first after the gap; characters in Chinese."""
    if shapes.HAN.search(text[-1:]) and shapes.HAN.match(rest):
        return text[-1], rest[0]
    before, after = PAIRED.findall(text[-60:]), PAIRED.match(rest)
    return (before[-1] if before else "", after[0] if after else "")
