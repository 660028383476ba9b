"""Hard-wrapped lines are joined to paragraphs; addresses, mastheads, signatures, lists and tables keep their lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from converter.late import late
from converter.normalize import shapes
from converter.normalize.gluing import glued
from converter.normalize.hyphens import is_parted, vocabulary
from converter.normalize.mended import Mended
from converter.normalize.standing import (
    DIVISION,
    LABELLED,
    MASTHEAD,
    NOTE,
    SUBTITLE,
    TITLE,
    counts_on,
    opens_masthead,
    runs_in,
)
from converter.records import dataclass
from converter.source import Line, Source

NARROW = 40
"""Lines up to this wide are no running text when several stand together before it begins."""
LEAST = 30
"""A line shorter than this says nothing about the width at which a text was wrapped."""
SLACK = 1.2
"""A line may be that much wider than the width found and still be a wrapped one."""
PAPER = 130
"""Columns that a line of paper has at the most."""
ASIDE = 24
"""Columns by which what stands at the right of a page is set in."""
SHORT = 0.6
"""Part of the width of a text below which a line was ended on purpose."""
MANY = 8
"""Lines that must agree on a width beyond that."""
LAID_OUT = 8
"""Columns by which all text is set in where the look of a page was kept with spaces."""
PRINTED = 70
"""Characters of a line on a printed page; what a person typed is mostly narrower."""
RAGGED = 0.08
"""Part of its width by which such text is narrower or wider from line to line: its letters were not all as wide."""
WIDER = 1.25
"""How much wider than a line with the next word the line below must be to show that this had room."""
FEW = 5
"""Words of a name or an office under a text."""
STEP = 6
"""Points by which the item of a list is set in."""
GAP = late(r"(?<=\S) {3,}(?=\S)")
CIRCLE = late(r"\s*o\s+\S")
OPEN_LIST = late(r"^\s*[o*•-]\s|[:;]\s*$")
DRAFTED = late(r"\s*(?:PP|OP)\s?\d{1,3}\b")
"""The number of a paragraph of a draft while it is negotiated."""
RECORD = late(r"\W?\d[\d.:/-]{3,}")
NUMBER_END = late(r"\d-\s*$")
LETTER = late(r"[^\W\d_]")


UNWRAPPED = 160
"""Characters of a line that was not wrapped."""
CAPTION = late(
    r"\s*(?:Table|Figure|Box|Chart|Map|Tableau|Graphique|Encadré|Carte|Cuadro|Tabla|Gráfico|Figura|Recuadro|Mapa"
    r"|Таблица|Рисунок|Диаграмма|Вставка|Карта)(?:\s+[\dIVX.]{1,6}[A-Z]?)?\.?\s*"
)
"""The label of a table or picture on a line of its own."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines under each other: do they belong together? `width` is where the text around was wrapped, 0 unknown."""

    head: Line
    tail: Line
    width: int
    narrow: bool
    previous: re.Match[str] | None
    """The last label above."""
    running: bool = False
    """The first line is itself the continuation of another."""
    runs_in: bool = False
    """The second line opens with an item whose neighbour above stands in mid-sentence: `(a) … ($100);⏎(b) …`."""
    noted: bool = False
    """Both stand under a rule, as the notes of a page do, or the second line counts on from the first."""
    closed: bool = True
    """A sentence ends in the second line or below it; titles under each other end none."""


def join_wraps(source: Source) -> Mended:
    """Join the lines of each group (between blank lines) where one goes on in the next.

    >>> from converter.span import Span
    >>> texts = ("I have the honour to inform you of the outcome of the", "meeting held in May.", "Annex")
    >>> [line.text for line in join_wraps(Source("x", "txt", tuple(Line(t, Span(1, 1)) for t in texts))).lines]
    ['I have the honour to inform you of the outcome of the meeting held in May.', 'Annex']
    """
    if not any(joinable(a, b) for a, b in zip(source.lines, source.lines[1:], strict=False)):
        return Mended(source.lines)
    spoken = vocabulary(source.lines) if any(is_parted(line.text) for line in source.lines) else {}
    wrapped = not is_unwrapped(source.lines)
    measured = wrap_width(source.lines) if wrapped else 0
    done: list[Line] = []
    begun = False
    for group in groups(source.lines):
        if len(group) == 1:
            done += group
        else:
            own = wrap_width(group, 0.6) if len(group) >= 5 and wrapped else 0
            narrow = not begun and is_narrow(group)
            done += joined(group, own or measured, narrow, spoken, geometric=source.format == "pdf")
        begun = begun or any(
            shapes.width(line.text) > 60 or (shapes.prose(line.text) and shapes.stops(line.text)) for line in group
        )
    return Mended(tuple(done))


def is_unwrapped(lines: Sequence[Line]) -> bool:
    """Whether most of a text stands in lines far wider than paper: nobody wrapped it, or it was joined before."""
    sizes = [len(line.text) for line in lines if not line.blank and shapes.body(line)]
    return sum(size for size in sizes if size > UNWRAPPED) * 5 > sum(sizes) * 3


def groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand together; each blank line is a group of its own."""
    group: list[Line] = []
    for line in lines:
        if group and (line.blank or group[-1].blank):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def is_narrow(group: Sequence[Line]) -> bool:
    """Whether a group is short lines one under the other, as in a letterhead or an address."""
    return all(shapes.width(line.text) <= NARROW and not shapes.stops(line.text) for line in group) and not any(
        is_parted(line.text) for line in group
    )


def joinable(head: Line, tail: Line) -> bool:
    """Whether two lines may be one at all, whatever they say."""
    return not (
        head.blank
        or tail.blank
        or head.whole
        or tail.whole
        or head.cell != tail.cell
        or (head.cell is not None and not head.page)  # Only a PDF gives the lines of cells as they are printed.
        or tail.label
        or head.heading != tail.heading
        or head.quote != tail.quote
        or head.place is not tail.place
        or head.note != tail.note
        or head.box != tail.box
        or tail.page_break
        or shapes.RULER.fullmatch(head.text)
        or shapes.RULER.fullmatch(tail.text)
        or not shapes.body(head)
        or not shapes.body(tail)
    )


def wrap_width(lines: Sequence[Line], share: float = 0.25) -> int:
    """The width at which most line ends would be no accident; 0 where no two, or too small a share, agree.

    A line that was wrapped is at most as wide as the paper, and with the next word it would have been wider.
    """
    votes: Counter[int] = Counter()
    pairs = widest = 0
    for head, tail in pairwise(lines):
        if not joinable(head, tail) or shapes.columned(head) or shapes.columned(tail):
            continue
        size = shapes.width(head.text)
        if (
            LEAST <= size <= 200
            and not shapes.loud(head.text)
            and texty(head.text)
            and not shapes.LABEL.match(tail.text)
        ):
            pairs += 1
            widest = max(widest, size)
            votes.update(range(size, size + room(head.text, tail.text)))
    if not votes:
        return 0
    most = max(votes.values())
    if most < 2 and share < 0.5 and 64 <= widest <= 80:
        return widest
    if most < 2 or most < pairs * share:
        return 0
    if widest > PAPER and most < MANY:  # Paragraphs on a line each; some happen to be as long as others.
        return 0
    return max(size for size, count in votes.items() if count == most)


def texty(text: str) -> bool:
    """Whether a line is running text or as long as a line of it, and no name or office."""
    return len(text.strip()) >= 45 or shapes.prose(shapes.unlabelled(text))


def room(head: str, tail: str) -> int:
    """How many columns the first word of the next line, and the space before it, would have taken."""
    if shapes.HAN.match(tail.lstrip()[:1]) and shapes.HAN.match(head.rstrip()[-1:]):
        return 4
    return min(40, len(shapes.first_word(tail)) + 1)


def joined(
    group: Sequence[Line], width: int, narrow: bool, spoken: Mapping[str, int], *, geometric: bool
) -> Iterator[Line]:
    """The paragraphs of a group."""
    parts = [group[0]]
    label = shapes.LABEL.match(group[0].text)
    last = next((n for n in range(len(group) - 1, -1, -1) if shapes.ends(group[n].text)), -1)
    under = next((n for n, line in enumerate(group) if shapes.RULER.fullmatch(line.text)), -1)
    if last < 0 and any(MASTHEAD.fullmatch(line.text) for line in group):
        width = 0  # Which titles of items were cut is told where they are counted.
    for number, line in enumerate(group[1:], 1):
        inner, closed = runs_in(parts, line), number <= last
        noted = number > under >= 0 or counts_on(parts[0], line)
        pair = Pair(parts[-1], line, width, narrow, label, len(parts) > 1, inner, noted, closed)
        if joinable(pair.head, line) and (goes_on_geometric(pair) if geometric else goes_on(pair)):
            parts.append(line)
        else:
            yield glued(parts, spoken)
            parts = [line]
        label = shapes.LABEL.match(line.text) or label
    yield glued(parts, spoken)


def goes_on(pair: Pair) -> bool:
    """Whether the text of the first line goes on in the second."""
    head, tail = pair.head.text, pair.tail.text
    if begins_item(pair) or shapes.columned(pair.tail):
        return False
    if pair.runs_in:
        return True
    if shapes.stops(head) and (DIVISION.fullmatch(tail) or CAPTION.fullmatch(tail)):
        return False
    if pair.noted and NOTE.match(tail) and shapes.ends(head):
        return False
    if MASTHEAD.fullmatch(head) or opens_masthead(tail):
        return False
    hanging = LABELLED.match(head)
    if hanging and shapes.indent(tail) == hanging.end() and not shapes.ends(head):
        return True
    if SUBTITLE.match(tail) and not shapes.dangles(head) and not shapes.ends(tail) and len(tail.strip()) < TITLE:
        return False
    if shapes.columned(pair.head):
        return hangs(pair)
    if shapes.SIGNED.match(tail) or (shapes.SIGNED.match(head) and not shapes.begins_small(tail)):
        return False
    if shapes.opens_clause(head, tail):
        return False
    if is_parted(head):
        first = tail.lstrip()[:1]
        return bool(LETTER.match(first)) or (first.isdigit() and bool(NUMBER_END.search(head)))
    if pair.narrow or (
        shapes.loud(head) != shapes.loud(tail) and (shapes.loud(head) or len(tail) > 8) and not shapes.dangles(head)
    ):
        return False
    if shapes.bold(pair.head) != shapes.bold(pair.tail) and not shapes.begins_small(tail):
        return False
    if shapes.stops(head) and shapes.indent(tail) >= shapes.indent(head) + 2:
        return False
    return sounds_open(pair) or (not pair.head.hard and is_full(pair))


def hangs(pair: Pair) -> bool:
    """Whether the second line stands right under the last column of the first and goes on in it."""
    text, rest = pair.head.text.expandtabs(4), pair.tail.text.strip()
    starts = [found.end() for found in GAP.finditer(text)]
    return (
        len(starts) == 1
        and abs(starts[0] - shapes.indent(pair.tail.text)) <= 1
        and len(text) - starts[0] > LEAST
        and not shapes.ends(text)
        and (shapes.begins_small(rest) or shapes.dangles(text))
    )


def begins_item(pair: Pair) -> bool:
    """Whether the second line opens an item of a list, and does not only look so (`of 31 December⏎2023. The …`)."""
    found = shapes.LABEL.match(pair.tail.text)
    if found is None and DRAFTED.match(pair.tail.text):
        return True
    if found is None:
        return is_record(pair) or (CIRCLE.match(pair.tail.text) is not None and bool(OPEN_LIST.search(pair.head.text)))
    if shapes.DASHED.match(pair.tail.text) and shapes.prose(pair.head.text) and not shapes.ends(pair.head.text):
        return False
    if found["bullet"] or found["note"] or found["han"]:
        return True
    if pair.runs_in:
        return False
    head = pair.head.text
    if follows(found, pair.previous) or shapes.ends(head) or shapes.core(head[-40:])[-1:] in ",،，":
        return True
    last = shapes.last_word(head)
    return last in ("and", "or", "et", "ou", "y", "o", "и", "или") or (not is_full(pair) and not shapes.dangles(head))


def is_record(pair: Pair) -> bool:
    """Whether both lines open with numbers of the same form, as dated records do."""
    first, second = RECORD.match(pair.head.text), RECORD.match(pair.tail.text)
    return bool(first and second) and masked(first[0]) == masked(second[0])  # type: ignore[index]


def masked(text: str) -> str:
    """A number with its digits alike."""
    return re.sub(r"\d", "0", text)


def follows(found: re.Match[str], previous: re.Match[str] | None) -> bool:
    """Whether a label is the next after another: `3.` after `2.`."""
    if previous is None or not found["digits"] or not previous["digits"]:
        return False
    return int(found["digits"]) == int(previous["digits"]) + 1


def is_full(pair: Pair) -> bool:
    """Whether the second line's first word had no room on the first, at the width of the text."""
    if not pair.width or (not texty(pair.head.text) and len(pair.head.text.strip()) < 35):
        return False
    size = shapes.width(pair.head.text)
    if shapes.indent(pair.head.text) >= ASIDE and size - shapes.indent(pair.head.text) < 45 and not pair.closed:
        return False  # A signature or a date at the right.
    flows = pair.running or shapes.prose(pair.head.text)
    laid_out = shapes.indent(pair.head.text) >= LAID_OUT or (pair.width >= PRINTED and flows)
    ragged = laid_out and not shapes.ends(pair.head.text)
    allowance = pair.width * RAGGED if ragged else 0
    return size + room(pair.head.text, pair.tail.text) + allowance > pair.width and size <= pair.width * SLACK


def sounds_open(pair: Pair) -> bool:
    """Whether the words themselves go on, whatever the width."""
    head, tail = pair.head.text, pair.tail.text
    if shapes.ends(head) or shapes.ADDRESS.match(tail.lstrip()):
        return False
    if pair.head.hard and len(head) < NARROW:
        return False
    if shapes.CASELESS.search(tail[:20]) and shapes.LABEL.match(head) and shapes.stops(tail):
        return True  # A numbered paragraph ends as a sentence does.
    if shapes.CASELESS.search(tail[:20]):
        flows = shapes.prose(head) or (shapes.opens_sentence(head) and shapes.width(head) > NARROW)
        return shapes.dangles(head) or (flows and not shapes.stated(head) and len(head) > 15)
    if shapes.begins_small(tail):
        return not shapes.stated(head) or shapes.prose(head)
    if shapes.dangles(head) or (shapes.opens_bracket(head) and shapes.closes_bracket(tail)):
        return True
    if not pair.closed or (not pair.width and len(head) > PRINTED + LEAST):
        return False  # Titles under each other; lines that are paragraphs each.
    if not pair.width and shapes.width(tail) > WIDER * (shapes.width(head) + room(head, tail)):
        return False  # Its first word had room above: the line was ended on purpose.
    if pair.width and not is_full(pair) and shapes.width(head.strip()) < SHORT * pair.width <= shapes.width(tail):
        return False
    flowing = len(head) >= 45 or pair.running or shapes.begins_small(head)
    return flowing and shapes.prose(head) and (shapes.stops(tail) or shapes.prose(tail)) and head.rstrip()[-1:] != ","


def goes_on_geometric(pair: Pair) -> bool:
    """The same for formats whose reader measured which lines are full: a line that is not full is marked hard."""
    found = shapes.LABEL.match(pair.tail.text)
    numbered = found is not None and found["digits"] is not None and shapes.core(pair.head.text[-40:])[-1:] in ",;:"
    set_in = pair.tail.indent > pair.head.indent + STEP
    listed = pair.head.hard or set_in or numbered or shapes.stops(pair.head.text)
    if (listed and begins_item(pair)) or shapes.SIGNED.match(pair.tail.text):
        return False
    if pair.head.hard and shapes.bold(pair.head) != shapes.bold(pair.tail):
        return False
    head, tail = pair.head.text, pair.tail.text
    if opens_masthead(tail):
        return False
    inside = pair.head.cell is not None
    if shapes.opens_clause(head, tail) or (shapes.columned(pair.tail) and not inside) or "\t" in head:
        return False
    if (
        shapes.stops(head)
        and pair.tail.hard
        and len(tail.split()) <= FEW
        and not shapes.ends(tail)
        and tail[:1].isupper()
    ):
        return False  # A name, or the first of some lines, under a paragraph whose last line was full.
    small = shapes.begins_small(tail) and not shapes.ends(head) and (inside or not shapes.columned(pair.head))
    return is_parted(head) or small or not pair.head.hard
