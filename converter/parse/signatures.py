"""Who signed: `(Signed) Name` and the titles around it, side by side or one after the other; names after a close."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converter.forms.people import is_name, is_office, is_signed, read_signed
from converter.late import late
from converter.model import Kind, Signature
from converter.parse.block_words import starts
from converter.parse.context import Context
from converter.parse.inlines import inlines
from converter.parse.view import Match, Signing, View
from converter.parse.word_styles import signature_end
from converter.source import Line
from converter.span import cover

LONGEST = 160
"""Characters of a line of a signature."""
MOST_TITLES = 6
COLUMNS = late(r"\t+| {3,}")
SENTENCE = late(r"[.!?;:。！？；：؟]$|(?<=[^\W\d_]{4})[.!?;] [^\W\d_]")
HAN_SIGNED = late(r"[\u3400-\u9fff·]\s*[（(]\s*签[名字署]\s*[）)]$")
"""The Chinese note follows the name without a space."""
INTERIM = late(r"\b(a|p)\.\s?i\.")
ARTICLE = late(r"^(?:l['’]\s?|les? |las? |el |the )", re.IGNORECASE)
ABBREVIATED = late(r"(?:\ba\.\s?i|\bJr|\bSr|\bEsq|\bPh\.?D|\bRet|\bp\.\s?i|\bи\. ?о)\.$")
Lines = Sequence[Line]


def find_signatures(lines: Lines, context: Context) -> dict[int, Signing]:
    """The signatures of a part by their first line."""
    found: dict[int, Signing] = {}
    at = 0
    while at < len(lines):
        pair = _styled(lines, at) or _in_cells(lines, at) or _signed(lines, at, context)
        if pair is None or pair[0] in found:
            at += 1
            continue
        begin, signing = pair
        found[begin] = signing
        at = max(signing.end, at + 1)
    if not found:
        found.update(_after_close(lines, context))
    return found


def signature(view: View) -> Match | None:
    """The signatures that begin here, a block for each person."""
    signing = view.survey.signatures.get(view.at)
    if signing is None:
        return None
    blocks = tuple(
        Signature(tuple(inlines(line, view.context) for line in person), cover(line.span for line in person))
        for person in signing.people
    )
    return Match(blocks, signing.end - view.at)


def is_line_of(line: Line) -> bool:
    """Whether a line may stand in a signature: short, no sentence."""
    text = _interim(line.text.strip())
    if line.blank or len(text) > LONGEST or line.cell or line.heading or line.rule or line.label:
        return False
    return not SENTENCE.search(text) or ABBREVIATED.search(text) is not None


def _interim(text: str) -> str:
    """A text with `a.i.` as a word without stops."""
    return INTERIM.sub(r"\1i", text) if "i." in text else text


def signed(text: str) -> bool:
    """Whether a line holds the note that a paper was signed."""
    return is_signed(text) or ("签" in text and HAN_SIGNED.search(text.strip()) is not None)


def office(text: str, context: Context) -> bool:
    """Whether a line names an office; an article before it and a comma after it do not matter."""
    bare = ARTICLE.sub("", _interim(text.strip().rstrip(",،，")))
    return is_office(bare[:1].upper() + bare[1:], context.words)


def _styled(lines: Lines, at: int) -> tuple[int, Signing] | None:
    """Lines in the Word styles of a signature."""
    end = signature_end(lines, at) if lines[at].style else at
    return (at, Signing((tuple(lines[at:end]),), end)) if end > at else None


def _says_signed(line: Line) -> bool:
    """Whether a line is that of a signature: the note opens it, or ends it with nothing but a name before."""
    text = line.text.strip()
    return (
        0 < len(text) <= LONGEST
        and signed(text)
        and not line.cell
        and not line.label
        and not SENTENCE.search(text[-1:])
    )


def _signed(lines: Lines, at: int, context: Context) -> tuple[int, Signing] | None:
    if not _says_signed(lines[at]):
        return None
    begin = _titles_before(lines, at, context)
    end = _titles_after(lines, at, begin < at, context)
    if sum(map(signed, COLUMNS.split(lines[at].text.strip()))) > 1:
        return at, Signing(tuple(_columns(lines[at:end])), end)
    return begin, Signing((tuple(line for line in lines[begin:end] if not line.blank),), end)


def _titles_before(lines: Lines, at: int, context: Context) -> int:
    """Titles stand above the name in French and Chinese letters: short lines without a blank, offices among them."""
    begin, offices = at, 0
    while (
        begin > 1
        and lines[begin - 1].blank
        and is_line_of(lines[begin - 2])
        and _bare_office(lines[begin - 2], context)
    ):
        begin -= 2  # Each on a line of its own, with room between.
        offices += 1
    while (
        begin > 0 and at - begin < MOST_TITLES and is_line_of(lines[begin - 1]) and not _says_signed(lines[begin - 1])
    ):
        known = office(lines[begin - 1].text, context)
        if lines[begin - 1].whole and not known:
            break
        begin -= 1
        offices += known
    apart = (
        begin == 0 or lines[begin - 1].blank or lines[begin].whole or SENTENCE.search(lines[begin - 1].text.rstrip())
    )
    if not offices or not apart:
        return at
    # Offices above a name that has its own below close the person before.
    return at if at + 1 < len(lines) and office(lines[at + 1].text, context) else begin


def _bare_office(line: Line, context: Context) -> bool:
    """Whether a line is an office and little else: `常驻代表`, `L’Ambassadeur,`."""
    return office(line.text, context) and len(line.text.split()) <= 3 and not _says_signed(line)


def _titles_after(lines: Lines, at: int, titled: bool, context: Context) -> int:
    """The line after the last title below a name."""
    end = at + 1
    named = bool(read_signed(lines[at].text.strip()))
    while end < len(lines) and end - at <= MOST_TITLES and not _says_signed(lines[end]):
        if lines[end].blank:
            after = next((n for n in range(end, min(end + 3, len(lines))) if not lines[n].blank), None)
            wanted = not named or (not titled and end == at + 1)
            wanted = wanted or (after is not None and lines[after].whole and lines[after].span == lines[end].span)
            if after is None or not wanted or not _is_title(lines[after], context, named):
                break
            end = after + 1
            named = True
            continue
        known = _is_title(lines[end], context, named)
        if not is_line_of(lines[end]) or (lines[end].whole and not known):
            break
        named = True
        end += 1
    while lines[end - 1].blank:
        end -= 1
    return end


def _is_title(line: Line, context: Context, named: bool) -> bool:
    if not is_line_of(line) or _says_signed(line):
        return False
    return office(line.text, context) or (not named and is_name(line.text, context.words))


def _columns(lines: Lines) -> Iterator[tuple[Line, ...]]:
    """People side by side: the first pieces of all lines, then the second …"""
    pieces = [list(_pieces(line)) for line in lines if not line.blank]
    for column in range(max(map(len, pieces))):
        person = tuple(row[column] for row in pieces if column < len(row))
        if person:
            yield person


def _pieces(line: Line) -> Iterator[Line]:
    line = line.strip()
    start = 0
    for gap in COLUMNS.finditer(line.text):
        if is_signed(line.text[start : gap.start()]) and read_signed(line.text[start : gap.start()]) == "":
            continue
        yield line.slice(start, gap.start())
        start = gap.end()
    yield line.slice(start, len(line.text))


def _in_cells(lines: Lines, at: int) -> tuple[int, Signing] | None:
    """People in the columns of a table without a frame."""
    cell = lines[at].cell
    if cell is None or lines[at].blank or _inside_table(lines, at):
        return None
    end = at
    columns: dict[int, list[Line]] = {}
    cells: dict[tuple[int, int], list[Line]] = {}
    while end < len(lines) and (((here := lines[end].cell) and here.table == cell.table) or lines[end].blank):
        if here and not lines[end].blank:
            columns.setdefault(here.column, []).append(lines[end])
            cells.setdefault((here.row, here.column), []).append(lines[end])
        end += 1
    texts = [line for column in columns.values() for line in column]
    if not any(signed(line.text) for line in texts) or any(len(line.text) > LONGEST for line in texts):
        return None
    while lines[end - 1].blank:
        end -= 1
    whole = all(any(signed(line.text) for line in cell) for cell in cells.values())
    groups = [cells[place] for place in sorted(cells)] if whole else list(columns.values())
    return at, Signing(tuple(person for group in groups for person in _people(group)), end)


def _inside_table(lines: Lines, at: int) -> bool:
    """Whether a cell with text stands before in the same table."""
    cell = lines[at].cell
    for line in reversed(lines[:at]):
        if line.cell is None or cell is None or line.cell.table != cell.table:
            return False
        if not line.blank:
            return True
    return False


def _people(lines: Lines) -> Iterator[tuple[Line, ...]]:
    person: list[Line] = []
    for line in lines:
        if signed(line.text) and any(signed(old.text) for old in person):
            yield tuple(person)
            person = []
        person.append(line)
    if person:
        yield tuple(person)


def _after_close(lines: Lines, context: Context) -> dict[int, Signing]:
    """Names and offices at the end of a letter that nobody marked as signed."""
    if context.kind not in (Kind.LETTER, Kind.DOCUMENT, Kind.NOTE_VERBALE):
        return {}
    texts = [n for n, line in enumerate(lines) if not line.blank]
    close = next((n for n in reversed(texts[-14:]) if starts("close", lines[n].text)), None)
    if close is None and context.kind is not Kind.LETTER:
        return {}
    first = _first_name(lines, texts, close, context)
    if first is None:
        return {}
    people: list[list[Line]] = []
    end = first
    for number in range(first, len(lines)):
        line = lines[number]
        if line.blank:
            continue
        if not is_line_of(line):
            break
        gap = number - end > 0
        if not people or (is_name(line.text, context.words) and gap and not _awaits_name(people[-1], context)):
            people.append([])
        elif gap and not office(line.text, context) and not _awaits_name(people[-1], context):
            break
        people[-1].append(line)
        end = number + 1
    if len(people) == 1 and _stands_in_columns(people[0]):
        people = [list(column) for column in _columns(people[0])]
    return {first: Signing(tuple(tuple(person) for person in people), end)} if people else {}


def _stands_in_columns(lines: Lines) -> bool:
    """Whether people stand side by side: every line has as many texts, set apart by tabs or wide gaps."""
    counts = {len(COLUMNS.split(line.text.strip())) for line in lines}
    return len(lines) > 1 and len(counts) == 1 and counts.pop() > 1


def _awaits_name(person: Lines, context: Context) -> bool:
    """Whether only offices were read so far: in French letters the name stands below them, after room to sign."""
    return all(office(line.text, context) and not is_name(line.text, context.words) for line in person)


def _first_name(lines: Lines, texts: Sequence[int], close: int | None, context: Context) -> int | None:
    """Where the signature begins: after a close any short line, without one a name with its office below."""
    later = [n for n in texts if n > close] if close is not None else texts[-8:]
    for place, number in enumerate(later):
        line = lines[number]
        below = lines[later[place + 1]] if place + 1 < len(later) else None
        if not is_line_of(line) or line.label:
            continue
        if line.text.rstrip().endswith((",", "،", "，")) and (close is None or not office(line.text, context)):
            named = is_name(line.text.rstrip(" ,،，"), context.words) and below is not None
            if not (named and below and office(below.text, context)):
                continue
            return number
        if is_name(line.text, context.words) and below and office(below.text, context):
            return number
        if close is not None and (is_name(line.text, context.words) or office(line.text, context)):
            return number
    return None
