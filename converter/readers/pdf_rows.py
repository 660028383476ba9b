"""Runs to rows: what stands on one line of a page, in reading order; raised small figures are marks of notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from converter.late import late
from converter.readers.pdf_runs import Run, piece
from converter.records import dataclass
from converter.source import Cell, Mark, MarkKind

WIDE = 1.8
"""Share of the type size from which a gap within a row parts columns."""
LEVEL = 4.0
"""Points of one level of a page; what is raised over a line stands on its level or one of the next two."""
MARKS = 20
"""Raised runs over one other, at the most."""
SPACE = 0.25
"""Share of the type size that a space takes."""
UNLIKE = 1.5
"""Points by which sizes differ that are no one text's."""
NEAR = 3.0
"""Share of the type size within which a raised figure belongs to a text."""
RAISED = 0.72
"""Share of the row's type size below which characters off the baseline are raised or lowered ones."""
FIGURE = 0.86
"""The same for figures and signs alone."""


WIDE_LETTER = late("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


FIRST = late(rf"{WIDE_LETTER.pattern}|\d{{1,2}} [^\W\d]+(?: \d{{4}})?|\S+|")
"""What stays together at the beginning of a line: a word, a date, a Chinese character."""


LABEL = late(
    r"\d{1,3}(?:\.\d{1,2}){0,3}[.)]|\(?(?:\d{1,3}|[a-zа-я]{1,2}|[ivx]{1,5}|[\u0621-\u064a]{1,2}|[\u4e00-\u9fff]{1,3})[)）]"
    r"|[\u4e00-\u9fff]{1,3}、|[a-z]\.|[A-Z]\.|[IVX]{1,6}\.|[•●○◦▪■□‣–—*·⁃➢✓\uf0b7-]|o"
)
"""What hangs before a paragraph."""


@dataclass(slots=True)
class Row:
    """One line of a page: its text, its marks, where it stands."""

    text: str
    marks: list[Mark]
    left: float
    right: float
    base: float
    size: float
    page: int = 0
    first: float = 0.0
    """Points that its first word takes, with a space."""
    rtl: bool = False
    gap: float = 0.0
    """Points to the line above on the same page."""
    body: float = 0.0
    """Where the text begins behind a number or bullet that hangs before it; 0 where none does."""
    inner: float = 0.0
    """Where its second word begins, if its first is a number or bullet."""
    cell: Cell | None = None


def rows(runs: list[Run]) -> list[list[Run]]:
    """Runs on the same baseline together, from the head of the page to its foot."""
    done: list[list[Run]] = []
    for run in sorted(opened(runs), key=lambda run: (-run.base, run.left)):
        row = next((row for row in reversed(done[-4:]) if same_row(row, run)), None)
        if row is None:
            done.append([run])
        else:
            row.append(run)
    done.sort(key=lambda row: -base(row))
    return settled(done)


def settled(done: list[list[Run]]) -> list[list[Run]]:
    """Rows with those put into a row near by of which all runs belong there, raised or lowered."""
    kept: list[list[Run]] = []
    for place, row in enumerate(done):
        near = [*kept[-1:], *done[place + 1 : place + 2]] if max(len(run.text) for run in row) <= 4 else []
        home = next((other for other in near if all(is_home(other, run) for run in row)), None)
        if home is None:
            kept.append(row)
        else:
            home += row
    return kept


def is_home(row: list[Run], run: Run) -> bool:
    """Whether a run is a raised or lowered one of a row."""
    return is_small(run, max(row, key=lambda other: other.size)) and same_row(row, run)


def opened(runs: list[Run]) -> list[Run]:
    """The runs, with those cut in two between whose words another one stands raised, as files may draw it before."""
    small = [run for run in runs if len(run.text) <= 4 and not run.rtl]
    sizes = sorted(run.size for run in runs)
    if not small or small[0].size == sizes[-1] == sizes[0]:
        return runs
    levels: dict[int, list[Run]] = defaultdict(list)
    for run in small:
        levels[round(run.base / LEVEL)].append(run)
    done: list[Run] = []
    for run in runs:
        level = round(run.base / LEVEL)
        marks = [mark for near in (level, level + 1, level + 2) for mark in levels.get(near, ()) if is_over(mark, run)]
        cuts = {
            place for mark in marks[:MARKS] for place in range(1, len(run.words)) if stands_between(mark, run, place)
        }
        edges = [0, *sorted(cuts), len(run.words)]
        done += [piece(run, first, end) for first, end in pairwise(edges)] if cuts else [run]
    return done


def is_over(mark: Run, run: Run) -> bool:
    """Whether a small run stands raised over the stretch of another."""
    raised = 0.1 * run.size < mark.base - run.base < 0.7 * run.size
    return raised and is_small(mark, run) and run.left < mark.left and mark.right < run.right


def stands_between(mark: Run, run: Run, place: int) -> bool:
    """Whether a raised run stands between a word and the one before it."""
    return run.words[place - 1][2] - 1 <= mark.left and mark.right <= run.words[place][1] + 1


def same_row(row: list[Run], run: Run) -> bool:
    """Whether a run stands on a row; a small raised one may stand higher, if it touches the row's text."""
    main = max(row, key=lambda other: (other.size, len(other.text)))
    off = abs(run.base - main.base)
    if off <= 0.25 * max(run.size, main.size):
        return not any(other.left < run.right - 1 and run.left < other.right - 1 and off > 1 for other in row)
    small = is_small(run, main) or is_small(main, run)
    reach = NEAR * max(run.size, main.size)
    near = any(-1 < run.left - other.right < reach or -1 < other.left - run.right < reach for other in row)
    return small and near and off <= 0.6 * max(run.size, main.size)


def is_small(run: Run, main: Run) -> bool:
    """Whether a run is small enough beside another to be raised or lowered; a figure need not be as small as text."""
    share = FIGURE if len(run.text) <= 4 and not any(char.isalpha() for char in run.text) else RAISED
    return run.size <= share * main.size


def base(row: list[Run]) -> float:
    """The baseline of a row: that of its largest run."""
    return max(row, key=lambda run: (run.size, len(run.text))).base


def split(row: list[Run]) -> list[list[Run]]:
    """The columns of a row: runs between which there is much white; from right to left where the row reads so."""
    ordered = sorted(row, key=lambda run: run.left)
    parts: list[list[Run]] = []
    for run in ordered:
        if parts and (is_mark(parts[-1], run) or run.left - parts[-1][-1].right <= width(parts[-1][-1], run)):
            parts[-1].append(run)
        else:
            parts.append([run])
    if reads_leftwards(row):
        parts.reverse()
        for part in parts:
            if reads_leftwards(part):
                part.sort(key=lambda run: -run.right)
    return parts


def width(run: Run, after: Run) -> float:
    """Points of white from which two runs of a row are columns: fewer where they are set quite differently."""
    unlike = run.fount.bold != after.fount.bold and abs(run.size - after.size) > UNLIKE
    return WIDE * min(run.size, after.size) if unlike else WIDE * max(run.size, after.size)


def is_label(text: str) -> bool:
    """Whether a part of a row is a number or bullet before a paragraph: `12.`, `(a)`, `IV.`, `•`.

    >>> [is_label(text) for text in ("12.", "(iv)", "•", "2019", "B.", "No")]
    [True, True, True, False, True, False]
    """
    return LABEL.fullmatch(text) is not None


def is_mark(part: list[Run], run: Run) -> bool:
    """Whether a part is a small figure before the text of a note."""
    return len(part) == 1 and is_small(part[0], run) and len(part[0].text) <= 3


def reads_leftwards(row: list[Run]) -> bool:
    """Whether most of a row's letters belong to a script from right to left."""
    rtl = sum(len(run.text) for run in row if run.rtl)
    return rtl * 2 > sum(len(run.text) for run in row)


def made(part: list[Run], page: int) -> Row:
    """One column of a row as text with marks."""
    main = max(part, key=lambda run: (run.size, len(run.text)))
    text, marks = "", list[Mark]()
    before: Run | None = None
    for run in part:
        if before is not None:
            white = run.left - before.right if not run.rtl else before.left - run.right
            small = is_small(run, main) and run.base > main.base + 0.08 * main.size
            text += " " if white > (0.5 if small else 0.15) * main.size else ""
        start = len(text)
        text += run.text
        marks += styled(run, start, main)
        before = run
    left, right = min(run.left for run in part), max(run.right for run in part)
    row = Row(text, merged(marks), left, right, main.base, main.size, page, 0.0, reads_leftwards(part))
    row.first = first_word(row, part)
    if is_label(text.partition(" ")[0]):
        spots = [spot for run in part for spot in run.words][1:2]
        row.inner = next((far if row.rtl else near for _, near, far in spots), 0.0)
    return row


def first_word(row: Row, part: list[Run]) -> float:
    """Points that the first word of a row takes, with a space before it."""
    found = FIRST.match(row.text)
    word = found[0] if found else ""
    if WIDE_LETTER.match(word):
        return row.size
    spots = [spot for run in part for spot in run.words][: word.count(" ") + 1]
    if not spots:
        return 0.0
    return max(right for _, _, right in spots) - min(left for _, left, _ in spots) + SPACE * row.size


def styled(run: Run, start: int, main: Run) -> Iterator[Mark]:
    """The marks of a run."""
    raised = run.base - main.base
    if run is not main and is_small(run, main) and abs(raised) > 0.08 * main.size:
        yield Mark(start, start + len(run.text), MarkKind.SUPERSCRIPT if raised > 0 else MarkKind.SUBSCRIPT)
    for place, (at, fount) in enumerate(run.parts):
        end = run.parts[place + 1][0] if place + 1 < len(run.parts) else len(run.text)
        if fount.bold:
            yield Mark(start + at, start + end, MarkKind.BOLD)
        if fount.italic:
            yield Mark(start + at, start + end, MarkKind.ITALIC)
        if fount.size <= RAISED * main.size and run.text[at:end].strip().isdigit() and run is main:
            yield Mark(start + at, start + end, MarkKind.SUPERSCRIPT)


def merged(marks: list[Mark]) -> list[Mark]:
    """Marks of one kind with no more than a space between them made one."""
    done: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.kind, mark.start)):
        if (
            done
            and done[-1].kind is mark.kind
            and mark.start - done[-1].end <= 1
            and mark.kind in (MarkKind.BOLD, MarkKind.ITALIC)
        ):
            done[-1] = Mark(done[-1].start, max(mark.end, done[-1].end), mark.kind)
        else:
            done.append(mark)
    return sorted(done, key=lambda mark: (mark.start, -mark.end))
