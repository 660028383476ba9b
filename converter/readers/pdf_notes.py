"""Notes at the foot of pages: where they begin, and the raised figures in the text that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from converter.late import late
from converter.readers.pdf_furniture import Place
from converter.readers.pdf_pages import Page
from converter.readers.pdf_rows import Row
from converter.records import dataclass, field
from converter.source import Mark, MarkKind

SHORT = 0.62
"""Share of the width of the text that the rule above notes takes, at the most."""
SMALL = 0.93
"""Share of the text's size under which a line may be one of a note."""
LOW = 0.7
"""Share of the page's height above which no note stands without a rule."""
RULER = late(r"[_—–-]{4,}")
LABEL = late(r"[\[(]?(\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?[./)]?\s*(?=\S)")
NOTE = late(r"(?:\d{1,3}|[*†‡]{1,3}|[a-z])(?=[\s.)]|[A-Z])")


@dataclass(slots=True)
class Foot:
    """The notes at the foot of a page: the places of their rows in order, and under which name each is known."""

    rows: tuple[int, ...] = ()
    names: dict[int, str] = field(default_factory=dict)
    """A row's place → the name of the note that it belongs to; none where notes are not tied to marks."""
    labels: dict[int, str] = field(default_factory=dict)
    """A row's place → the label with which a note begins there."""


def feet(pages: Sequence[Page], size: float, gone: set[Place]) -> dict[int, Foot]:
    """The notes of each page by its number, tied to their marks: those get a NOTE mark, and the label goes."""
    done: dict[int, Foot] = {}
    last = ""
    for page in pages:
        places = foot_rows(page, size, gone, carried=bool(last))
        if places:
            done[page.number] = tied(page, places, last)
            last = next((done[page.number].names[n] for n in reversed(places) if n in done[page.number].names), "")
        else:
            last = ""
    return done


def foot_rows(page: Page, size: float, gone: set[Place], *, carried: bool) -> tuple[int, ...]:
    """The places of the rows of notes: below a short rule, or smaller type down to the end, opened by a mark."""
    order = [n for n, row in enumerate(page.rows) if (page.number, n) not in gone]
    under = under_rule(page, order)
    if not under:
        under = small_rows(page, order, size)
    while under and not (NOTE.match(page.rows[under[0]].text) or (carried and page.rows[under[0]].size < SMALL * size)):
        under = under[1:]
    above = next((n for n in reversed(order) if under and n < under[0]), None)
    if above is not None and RULER.fullmatch(page.rows[above].text):
        return ()
    return tuple(under)


def under_rule(page: Page, order: Sequence[int]) -> list[int]:
    """The rows below the lowest short rule, if no table stands there and the rule begins where lines do."""
    texts = [page.rows[n] for n in order if page.rows[n].cell is None]
    if not texts:
        return []
    left, right = min(row.left for row in texts), max(row.right for row in texts)
    for bar in sorted(page.bars, key=lambda bar: bar.at):
        edge = bar.start - left < 8 or right - bar.end < 8
        if not edge or not 20 < bar.end - bar.start < SHORT * (right - left):
            continue
        below = [n for n in order if page.rows[n].base < bar.at]
        if any(page.rows[n].cell for n in below) or not below or bar.at > 0.9 * page.height:
            return []
        tail = order[len(order) - len(below) :]
        near = bar.at - page.rows[below[0]].base < 3.2 * page.rows[below[0]].size
        return below if below == tail and near and NOTE.match(page.rows[below[0]].text) else []
    return []


def small_rows(page: Page, order: Sequence[int], size: float) -> list[int]:
    """The rows of smaller type down to the end of the page."""
    start = len(order)
    for at in reversed(range(len(order))):
        row = page.rows[order[at]]
        if row.cell or row.size >= SMALL * size or row.base > LOW * page.height:
            break
        start = at
    return list(order[start:])


def tied(page: Page, places: Sequence[int], last: str) -> Foot:
    """The notes of a page; they are tied to marks if the first label is found raised in the text above."""
    foot = Foot(tuple(places))
    labels = {n: label for n in places if (label := label_of(page.rows[n], foot.labels))}
    for n in places:
        found = label_of(page.rows[n], foot.labels)
        if found:
            foot.labels[n] = found
    wanted = list(foot.labels.values())
    marks = {text: spot for text in wanted if (spot := raised(page, text, set(places)))}
    if not labels and last:
        foot.names.update((n, last) for n in places)
    elif wanted and wanted[0] in marks and len(set(wanted)) == len(wanted):
        name = last
        for n in places:
            if n in foot.labels:
                name = f"page {page.number} note {foot.labels[n]}"
                if foot.labels[n] in marks:
                    tie(marks[foot.labels[n]], name)
                cut_label(page.rows[n], foot.labels[n])
            if name:
                foot.names[n] = name
    if len(foot.names) < len(places):
        foot.names.clear()
    return foot


def label_of(row: Row, before: dict[int, str]) -> str:
    """The label with which a note begins in a row: raised, or a figure that counts on from the one before."""
    found = LABEL.match(row.text)
    if found is None:
        return ""
    label = found[1]
    high = any(mark.kind is MarkKind.SUPERSCRIPT and mark.start <= found.start(1) < mark.end for mark in row.marks)
    if high or not label.isdigit():
        return label if high or label[0] in "*†‡§" else ""
    last = next(reversed(before.values()), "")
    counts = not last.isdigit() or int(label) == int(last) + 1
    apart = len(found[0]) > len(label) or row.text[found.end() : found.end() + 1].isupper()
    return label if counts and apart else ""


def raised(page: Page, text: str, below: set[int]) -> tuple[Row, Mark] | None:
    """The first raised figure of that text above the notes."""
    for n, row in enumerate(page.rows):
        if n in below:
            continue
        for mark in row.marks:
            if mark.kind is MarkKind.SUPERSCRIPT and row.text[mark.start : mark.end].strip("[]() ") == text:
                return row, mark
        if (
            text[0] in "*†‡"
            and (at := row.text.rstrip().find(text)) > 0
            and row.text[at : at + len(text) + 1] != text * 2
        ):
            return row, Mark(at, at + len(text), MarkKind.SUPERSCRIPT)
    return None


def tie(spot: tuple[Row, Mark], name: str) -> None:
    """Make a raised figure the mark of a note."""
    row, mark = spot
    row.marks = [one for one in row.marks if one != mark]
    row.marks.append(Mark(mark.start, mark.end, MarkKind.NOTE, name))


def cut_label(row: Row, label: str) -> None:
    """Take the label of a note away from the head of its text."""
    found = LABEL.match(row.text)
    if found is None:
        return
    end = found.end()
    row.text = row.text[end:]
    row.marks = [
        Mark(max(0, mark.start - end), mark.end - end, mark.kind, mark.value) for mark in row.marks if mark.end > end
    ]
