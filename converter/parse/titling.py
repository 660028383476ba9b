"""Title, subtitle and what else stands in the title block of a report, note, agenda, resolution or plain document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converter.languages import key
from converter.late import late
from converter.meta import Confidence
from converter.model import Kind
from converter.parse import lines as look
from converter.parse.facts import names_body
from converter.parse.findings import Findings
from converter.parse.front import Front, Piece, is_draft_line, is_first_heading, is_subtitle
from converter.parse.marks import is_adoption, is_note_line
from converter.parse.words import is_one, starts
from converter.records import dataclass
from converter.source import Line, MarkKind

FULL_LINE = 42
"""Characters of a title line that its column may have ended."""
LONG_LINE = 52
"""The same where nothing is known of columns."""
SAME_INDENT = 6.0
"""Points."""
INSET = 8
"""Columns by which titles are set in where the look of a page was kept with spaces."""
LEFT_OVER = 10
"""Words of the second line of a subtitle that filled its first."""
LEAST = 3
"""Letters and figures of a title; fewer are a speck that stayed on the page."""
LOUD = 8
"""Letters of a line in capitals that is a title by its look."""
NAMED_AMONG = 3
"""Lines at the top of a plain document among which one may say what it is."""
PLAIN_TITLE = 14
"""Words of a title that no mark sets apart from the text."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines of the front that belong together, and what they are: `title`, `subtitle`, `adoption` …"""

    ats: tuple[int, ...]
    text: str
    what: str
    marked: bool
    group: int


def units(front: Front, found: Findings, *, news: bool = False) -> list[Unit]:
    """What is left of the front, in units: lines of one group joined as far as they are of one sort.

    `news`: a second headline may stand right below the first.
    """
    done: list[Unit] = []
    for piece in front.unknown():
        if not found.free(piece.at):
            continue
        unit = _unit(piece, front)
        if done and _joins(done[-1], unit, front) and not (news and _is_second_headline(done[-1], unit)):
            last = done[-1]
            done[-1] = Unit((*last.ats, *unit.ats), f"{last.text} {unit.text}", last.what, last.marked, last.group)
        else:
            done.append(unit)
    return [_with_dates(unit, front) for unit in done]


def _with_dates(unit: Unit, front: Front) -> Unit:
    """A title that ends in a comma goes on with the dates below it: `Mission to the delta, / 13 to 16 April 2026`."""
    if unit.text.endswith(","):
        below = next((p for p in front.pieces if p.at == unit.ats[-1] + 1 and p.group == unit.group), None)
        if below and len(below.facts) == 1 and below.facts[0].kind in ("dates", "date"):
            return Unit((*unit.ats, below.at), f"{unit.text} {below.text}", unit.what, unit.marked, unit.group)
    return unit


def _unit(piece: Piece, front: Front) -> Unit:
    line = front.lines[piece.at]
    marked = bool(line.heading) or line.align == "center" or line.marked(MarkKind.BOLD)
    return Unit((piece.at,), " ".join(piece.text.strip(" *_#").split()), what_is(piece.text), marked, piece.group)


def what_is(text: str) -> str:
    """What a line of a title block is by its words."""
    bare = text.strip(" *_#")
    if is_adoption(bare):
        return "adoption"
    if bare.startswith(("[", "(")) and bare.rstrip("*").endswith(("]", ")")):
        return "bracket"
    if is_draft_line(bare) or _VERSION.match(bare) or is_one("resolution_label", bare.rstrip(":")):
        return "draft"
    return "subtitle" if is_note_line(bare) or is_subtitle(bare) else "title"


_OPEN_END = late(
    r"(?i)(?:[,–:-]|\s(?:of|the|to|and|for|in|on|from|by|de|du|des|la|le|les|et|del|al|y|sur|pour|para|и|в|на|по|с|من|إلى|في|على))$"
)
_VERSION = late(r"(?i)(?:zero|first|second|third|final|revised|advance|rev\.?\s?\d)\s(?:draft|version)\b")


def _same_paragraph(last: Line, line: Line) -> bool:
    """Lines of a page are joined in a title where the first was full or left open; other formats say so themselves."""
    if not (last.page and line.page):
        return not look.ends_paragraph(last, line)
    full = len(last.text.strip()) >= FULL_LINE or _OPEN_END.search(last.text.strip()) is not None
    return full and abs(last.indent - line.indent) < SAME_INDENT


def _joins(before: Unit, unit: Unit, front: Front) -> bool:
    """Whether a line goes on with the unit above it: the same group, the same sort, no mark between."""
    line, last = front.lines[unit.ats[0]], front.lines[before.ats[-1]]
    if unit.ats[0] == before.ats[-1]:
        return True
    together = before.group == unit.group and unit.ats[0] - before.ats[-1] == 1 and line.cell == last.cell
    if not together or line.heading != last.heading or not _same_paragraph(last, line):
        return False
    if before.what == "subtitle" and is_one("subtitle_alone", before.text.rstrip("*")):
        return False
    if before.text.isupper() != unit.text.isupper():
        return False
    goes_on = unit.text[:1].islower() or _OPEN_END.search(before.text) is not None
    if unit.what == before.what == "title":
        laid_out = last.text[:INSET].isspace() and line.text[:INSET].isspace() and len(last.text.strip()) >= FULL_LINE
        return goes_on or laid_out or _is_cut(before.text, unit.text)
    most = LEFT_OVER if before.what == "subtitle" else 2
    left_over = len(before.text) >= FULL_LINE and look.word_count(unit.text) <= most
    return unit.what == "title" and (goes_on or left_over)


def _is_second_headline(before: Unit, unit: Unit) -> bool:
    """Whether a line below a headline says something of its own: a sentence of small words after a whole first one."""
    if before.what != unit.what or _OPEN_END.search(before.text) or not unit.text[:1].isupper() or unit.text.isupper():
        return False
    small = [word for word in unit.text.split() if len(word) > 3 and word.islower()]
    return len(before.text.split()) >= 4 <= len(unit.text.split()) and len(small) >= 2


def _is_cut(before: str, text: str) -> bool:
    """Whether a title was cut before a capital letter: all in capitals, each word with one, or a full line."""
    words = [word for word in before.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words) * 10 >= len(words) * 7
    scripts = not text[:1].isupper()
    return before.isupper() or capitals or scripts or len(before) >= LONG_LINE


def read_titles(front: Front, kind: Kind, found: Findings, *, masthead: bool) -> None:
    """Title and subtitle. A plain text without masthead has a title only where it clearly has one."""
    left = units(front, found, news=kind is Kind.PRESS_RELEASE)
    if kind is Kind.DOCUMENT and not masthead:
        left = clear_title(left, front)
    subtitles = [unit for unit in left if unit.what == "subtitle"]
    titles = [unit for unit in left if unit.what == "title"]
    titles = [unit for unit in titles if sum(map(str.isalnum, unit.text)) >= LEAST or not unit.text.isascii()] or titles
    if kind in (Kind.REPORT, Kind.NOTE) and masthead and _names_body(titles, left):
        found.claim("organs", titles[0].ats)
        left, titles = [unit for unit in left if unit is not titles[0]], titles[1:]
    title = next((unit for unit in titles if front.lines[unit.ats[0]].heading), titles[0] if titles else None)
    if title and len(left) > 1 and left[0] in subtitles and left[1] is title and _heads(left[0], title, front):
        title, subtitles = left[0], [Unit(title.ats, title.text, "subtitle", title.marked, title.group), *subtitles[1:]]
    if kind is Kind.AGENDA and (agenda := next((unit for unit in titles if starts("agenda_title", unit.text)), None)):
        for unit in titles[: titles.index(agenda)]:  # The body that meets.
            found.claim("organs", unit.ats)
        title = agenda
    if title and subtitles and _repeated(title, subtitles[0]):
        found.claim("organs", title.ats)
        title = None
    if title is None and subtitles and not found.known("title"):
        title, subtitles = subtitles[0], subtitles[1:]
    if title:
        sure = Confidence.CERTAIN if title.marked or masthead else Confidence.LIKELY
        found.state("title", title.text, title.ats, title.text, sure)
        drop_duplicates(title, titles, found)
    for unit in subtitles:
        found.state("subtitle", unit.text, unit.ats, unit.text)


def _names_body(titles: Sequence[Unit], left: Sequence[Unit]) -> bool:
    """Whether the first of two titles above a line on kind and author is the name of the body that meets."""
    if len(titles) < 2 or titles[0].marked or not names_body(titles[0].text):
        return False
    subtitle = next((place for place, unit in enumerate(left) if unit.what == "subtitle"), -1)
    return left.index(titles[1]) < subtitle and titles[0].group != titles[1].group


def _repeated(title: Unit, subtitle: Unit) -> bool:
    """Whether a title is only the name of the body whose report on its session stands below it."""
    name, whole = key(title.text), key(subtitle.text)
    return names_body(title.text) and name in whole and len(whole) > len(name) + 10


def _heads(first: Unit, second: Unit, front: Front) -> bool:
    """A line on kind and author above a lower heading, or a long one above a name or two (reports on a State)."""
    level, below = front.lines[first.ats[0]].heading, front.lines[second.ats[0]].heading
    if level and below > level and not is_one("subtitle_alone", first.text):
        return True
    return (
        look.word_count(first.text) >= 7
        and look.word_count(second.text) <= 4
        and not is_one("subtitle_alone", first.text)
    )


def drop_duplicates(title: Unit, others: Sequence[Unit], found: Findings) -> None:
    """Of a title that stands several times the copy nearest the text stays."""
    same = sorted((unit for unit in others if key(unit.text) == key(title.text)), key=lambda unit: unit.ats)
    if len(same) < 2:
        return
    last = same[-1]
    for unit in same:
        if unit is not last:
            found.drop("duplicate", unit.ats)
    found.claim("title", last.ats)
    if title is not last:
        found.evidence.pop("title", None)
        found.values.pop("title", None)
        found.state("title", last.text, last.ats, last.text)


def clear_title(left: Sequence[Unit], front: Front) -> list[Unit]:
    """The one unit that is clearly a title: a heading of the first level, or a short line alone above the text."""
    levels = [line.heading for line in front.lines if line.heading]
    top = min(levels, default=1) if levels.count(min(levels, default=1)) == 1 else 1
    heads = [unit for unit in left if front.lines[unit.ats[0]].heading == top]
    if heads and heads[0] is left[0]:
        return heads[:1]
    if not left or front.end >= len(front.lines) or heads:
        return []
    unit = left[0]
    loud = unit.text.isupper() and sum(map(str.isalpha, unit.text)) >= LOUD
    if named := next((one for one in left[:NAMED_AMONG] if _names_document(one.text)), None):
        return [_with_rest(named, left)]
    if len(left) > 1 and not (loud and all(other.text.isupper() and other.group > unit.group for other in left[1:])):
        return []
    alone = front.lines[unit.ats[-1] + 1].blank if unit.ats[-1] + 1 < len(front.lines) else False
    short = look.word_count(unit.text) <= PLAIN_TITLE and len(unit.ats) <= 2 and unit.ats[0] == _first(front)
    begins = (
        unit.text[:1].isupper()
        or (not unit.text[:1].isalpha() and not unit.text[:1].isdigit())
        or not unit.text[:1].islower()
    )
    plain = not look.SENTENCE_END.search(unit.text) and not look.is_salutation(unit.text) and "|" not in unit.text
    text = look.shown(front.lines[front.end])
    more = look.is_sentence(text) or loud or is_first_heading(text)
    return [unit] if alone and short and begins and plain and more and not re.search(r"[@/\\{}<>=]", unit.text) else []


def _with_rest(named: Unit, left: Sequence[Unit]) -> Unit:
    """The title with what goes on below it in small letters: `JOINT COMMUNIQUÉ` / `on the outcome of …`."""
    below = left[left.index(named) + 1 :][:1]
    if not below or not below[0].text[:1].islower() or below[0].group - named.group > 1:
        return named
    return Unit((*named.ats, *below[0].ats), f"{named.text} {below[0].text}", named.what, named.marked, below[0].group)


def _names_document(text: str) -> bool:
    """`Minutes of the third meeting …`, `JOINT COMMUNIQUÉ`: a line that says what a plain document is."""
    short = look.word_count(text) <= PLAIN_TITLE and not look.SENTENCE_END.search(text) and ":" not in text
    return short and starts("document_title", text)


def _first(front: Front) -> int:
    return next((at for at, line in enumerate(front.lines) if not line.blank), 0)


def unit_of(left: Sequence[Unit], what: str) -> Iterator[Unit]:
    """The units of a sort."""
    return (unit for unit in left if unit.what == what)
