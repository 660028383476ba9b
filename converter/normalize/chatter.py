"""What an assistant says around a text that was asked of it (`Sure! Here is …`), removed where it is set off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from converter.late import late
from converter.normalize import shapes
from converter.normalize.mended import Mended, without
from converter.normalize.words import Wording, pattern, table
from converter.source import Line, Source

LONGEST = 400
"""Characters of such a line."""
GREETINGS, OFFERS = 2, 3
"""Lines of a greeting and of an offer at the most."""
REMARKS = 150
"""Words of what is said below the text about it."""
MARKS = late(r"[\s>*_(\[–—-]*")


@cache
def greeting() -> re.Pattern[str]:
    """A whole line that begins as an assistant's first one does, and is a sentence or opens what follows."""
    apart = "|".join(f"(?:{entry})" for entries in table("chatter")["greeting"].values() for entry in entries)
    joined = "|".join(f"(?:{entry})" for entries in table("chatter")["greeting_joined"].values() for entry in entries)
    return late(rf"(?i)\W{{0,3}}(?:(?:{apart})(?!\w)|{joined}).{{0,300}}[:：!！.。]\W{{0,3}}")


def said(subject: str) -> Wording:
    """The wording of a subject."""
    return pattern("chatter", subject, edges=False)


def drop_chatter(source: Source) -> Mended:
    """Remove the first lines if an assistant's greeting stands over a rule or a heading, or names what it hands over;
    and the last if its offer stands under a rule, or stands alone where the text was greeted so.

    >>> from converter.span import Span
    >>> texts = ("Sure! Here is the letter:", "---", "Dear Sir,", "---", "Let me know if it is too long!")
    >>> lines = tuple(Line(text, Span(place, place)) for place, text in enumerate(texts, 1))
    >>> [gone.text for gone in drop_chatter(Source("x", "txt", lines)).removed]
    ['Sure! Here is the letter:', 'Let me know if it is too long!']
    """
    lines = source.lines
    if source.format not in ("txt", "md"):
        return Mended(lines)
    filled = [place for place, line in enumerate(lines) if not line.blank]
    if len(filled) < 5:
        return Mended(lines)
    greeted = greeted_by(lines, filled)
    gone = {*greeted, *offered(lines, filled, bool(greeted))}
    return without(lines, dict.fromkeys(sorted(gone), "covering-note"))


def greeted_by(lines: Sequence[Line], filled: Sequence[int]) -> list[int]:
    """The first lines that greet: the last of them over a rule or heading, or with the name of what it hands over."""
    found: list[int] = []
    for place, below in pairwise(filled[: GREETINGS + 1]):
        text = lines[place].text
        if len(text) >= LONGEST or not greeting().fullmatch(text):
            return []
        found.append(place)
        handed = said("handed").search(text) and below > place + 1
        if handed or is_rule(lines[below]) or lines[below].heading:
            return found
    return []


def offered(lines: Sequence[Line], filled: Sequence[int], greeted: bool) -> Iterator[int]:
    """The last lines that offer more or count the words; in a text that was greeted, with remarks on it above them."""
    places = list(filled)
    for _ in range(OFFERS):
        last, above = places[-1], places[-2]
        text = lines[last].text
        counts = said("count").is_whole(text.strip())
        offers = len(text) < LONGEST and is_said("offer", text)
        if not counts and not (offers and (is_rule(lines[above]) or (greeted and above + 1 < last))):
            break
        yield last
        places.pop()
        while len(places) > 2 and is_rule(lines[places[-1]]):
            places.pop()
    if greeted:
        yield from remarks(lines, filled)


def remarks(lines: Sequence[Line], filled: Sequence[int]) -> Iterator[int]:
    """What stands under the last rule and opens as a remark on the text does: `Notes on the draft:`."""
    rule = next((at for at in range(len(filled) - 1, 0, -1) if is_rule(lines[filled[at]])), None)
    tail = filled[rule + 1 :] if rule else []
    words = sum(len(lines[place].text.split()) for place in tail)
    if tail and words <= REMARKS and is_said("remark", lines[tail[0]].text):
        yield from tail


def is_said(subject: str, text: str) -> bool:
    """Whether a line begins with a wording, behind marks."""
    found = MARKS.match(text)
    return said(subject).match(text, found.end() if found else 0) is not None


def is_rule(line: Line) -> bool:
    """Whether a line is a rule, of the format or drawn."""
    return line.rule or shapes.RULER.fullmatch(line.text) is not None or line.text.strip() in ("---", "***", "* * *")
