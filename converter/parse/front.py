"""The front of a document: the lines before its text begins, each with what it states, and the titles in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from converter.forms.organs import find_organs
from converter.languages import fold
from converter.late import late
from converter.parse import lines as look
from converter.parse.block_words import is_locator
from converter.parse.contacts import read_contact
from converter.parse.facts import Fact, read_facts
from converter.parse.openings import opens_text
from converter.parse.references import is_han_code, read_handling
from converter.parse.senders import is_sender, name_seams
from converter.parse.titles import LetterTitle, ends_open, goes_on, read_letter_title
from converter.parse.word_styles import front_key, is_text
from converter.parse.words import ends, holds, is_one, starts
from converter.records import dataclass, field
from converter.source import Line, Place

MOST_TITLE_GROUPS = 6
LONGEST_FRONT = 160
"""Lines; what begins later is no front."""
FULL_LINE = 45
"""Characters of a line that was cut because its column ended."""
BELOW = 4
"""Texts behind a label among which its value is looked for."""
NEAR = 3
"""Characters by which texts of one column may be apart."""
LONGEST_NOTE = 10
SHORT_NOTE = 6
"""Words of a note on delivery, and of one that is told by its end."""
TITLE_LINES = 10
"""Lines that one title may be broken into."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the texts on a line of the front: what it states, or nothing that is known."""

    at: int
    """Index of the line."""
    column: int
    text: str
    facts: tuple[Fact, ...]
    group: int
    """Counts the stretches between blank lines, from 0."""
    x: int = 0
    """Character of the line at which the text begins."""

    @property
    def known(self) -> bool:
        """Whether the text is masthead."""
        return bool(self.facts)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a letter or note verbale: the lines it stands on, its text, and what it says."""

    ats: tuple[int, ...]
    text: str
    letter: LetterTitle


@dataclass(frozen=True, slots=True)
class Front:
    """Lines `0` to before `end`: as pieces, and the titles of a letter among them, in order."""

    lines: Sequence[Line]
    end: int
    pieces: tuple[Piece, ...]
    titles: tuple[Title, ...] = ()
    properties: tuple[Line, ...] = field(default=())

    def unknown(self) -> tuple[Piece, ...]:
        """The pieces that state nothing known, titles of letters left out."""
        taken = {at for title in self.titles for at in title.ats}
        return tuple(piece for piece in self.pieces if not piece.known and piece.at not in taken)

    def facts(self, *kinds: str) -> Iterator[tuple[Piece, Fact]]:
        """The facts of some kinds, in order, with their pieces."""
        for piece in self.pieces:
            for fact in piece.facts:
                if fact.kind in kinds:
                    yield piece, fact


def read_front(lines: Sequence[Line], code: str) -> Front:
    """The front of a document in a language: everything before the first line of its text."""
    titles: list[Title] = []
    pieces: list[Piece] = []
    tables: set[int] = set()
    at, group, gap = 0, -1, True
    while at < len(lines) and at < LONGEST_FRONT:
        line = lines[at]
        if not line.text.strip() or line.rule:
            at, gap = at + 1, gap or not line.figure
            continue
        group, gap = group + gap, False
        if opens_text(lines, at):
            break
        title = read_title_at(lines, at)
        if title:
            titles.append(title)
            at = title.ats[-1] + 1
            continue
        if line.cell and line.cell.table not in tables:
            if not _is_masthead_table(lines, at, code):
                break
            tables.add(line.cell.table)
        found = tuple(_pieces(line, at, group, code))
        if not any(piece.known for piece in found) and _begins_text(lines, at):
            break
        pieces += found
        at += 1
    return _trimmed(Front(lines, at, _labels_joined(pieces), tuple(titles)))


def _is_masthead_table(lines: Sequence[Line], at: int, code: str) -> bool:
    """Whether a table at the top holds a masthead or a letterhead, and no data: half of its cells are known."""
    cell = lines[at].cell
    inside = [
        line for line in lines[at : at + 60] if not line.blank and line.cell and cell and line.cell.table == cell.table
    ]
    known = [
        line
        for line in inside
        if read_facts(look.shown(line), code) or read_contact(look.shown(line)) or is_sender(look.shown(line))
    ]
    named = any(is_sender(look.shown(line)) for line in inside)
    return bool(inside) and (len(known) * 2 >= len(inside) or (named and len(inside) <= 12))


def _trimmed(front: Front) -> Front:
    """Where no text was seen to begin, the front is what states something, and nothing after it."""
    if front.end < min(len(front.lines), LONGEST_FRONT):
        return front
    last = max([piece.at for piece in front.pieces if piece.known] + [title.ats[-1] for title in front.titles] + [-1])
    last = _with_title_block(front, last)
    return Front(front.lines, last + 1, tuple(p for p in front.pieces if p.at <= last), front.titles)


def _with_title_block(front: Front, last: int) -> int:
    """The last line of the title block below a masthead: the rest of its group, and groups as far as a subtitle."""
    below = list(look.groups(front.lines, last + 1, len(front.lines)))[:MOST_TITLE_GROUPS]
    end = last
    for number, group in enumerate(below[:-1]):
        texts = [look.shown(front.lines[at]) for at in group]
        if any(look.SENTENCE_END.search(text) or look.word_count(text) > 30 for text in texts):
            break
        adjacent = number == 0 and group[0] == last + 1 and last >= 0
        subtitle = next((at for at, text in zip(group, texts, strict=True) if is_subtitle(text)), None)
        if subtitle is not None:
            end = max(at for at in group if at <= subtitle or is_subtitle(look.shown(front.lines[at])))
        elif adjacent or (number == 0 and last < 0):
            end = group[-1]
    return end


@lru_cache(256)
def is_subtitle(text: str) -> bool:
    """A line that names kind or author: `Report of the Secretary-General`, `Corrigendum`."""
    if is_one("subtitle_alone", text.rstrip("*")) or starts("subtitle_start", text) or ends("subtitle_end", text):
        return True
    return _COUNTED.match(text) is not None and look.word_count(text) <= 40


_COUNTED = late(r"(?i)(?:[\w-]+ ){1,2}(?:report|note|rapport|informe) (?:of|by|du|de la|del|de) ")


def _pieces(line: Line, at: int, group: int, code: str) -> Iterator[Piece]:
    """The texts of a line; one that only makes sense whole is not taken apart."""
    text = look.shown(line)
    if starts("embargo_start", text):
        yield Piece(at, 0, text, (), group)
        return
    whole = read_facts(text, code)
    seams = [] if whole else name_seams(text)
    if seams:
        for number, (start, end) in enumerate(seams):
            yield Piece(at, number, text[start:end].strip(), (), group)
        return
    if whole and not any(fact.kind == "label" for fact in whole):
        yield from _columns(line, at, group, code) or (Piece(at, 0, text, whole, group),)
        return
    for cell in look.cells(line):
        if not any(char.isalnum() for char in cell.text):
            continue
        yield Piece(at, cell.column, cell.text, read_facts(cell.text, code) or (), group, cell.x)


def _columns(line: Line, at: int, group: int, code: str) -> tuple[Piece, ...]:
    """The texts side by side on a line where each states something by itself; nothing where one does not."""
    cells = look.cells(line)
    facts = [read_facts(cell.text, code) for cell in cells] if len(cells) > 1 else []
    if not facts or not all(one and one[0].kind != "label" for one in facts):
        return ()
    pairs = zip(cells, facts, strict=True)
    return tuple(Piece(at, cell.column, cell.text, one or (), group, cell.x) for cell, one in pairs)


def _labels_joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """A label whose value stands beside it or below it (`Distr.` / `GENERAL`) made one with it."""
    done = list(pieces)
    for number, piece in enumerate(done[:-1]):
        label = next((fact for fact in piece.facts if fact.kind == "label"), None)
        if label is None or len(piece.facts) > 1:
            continue
        for place in range(number + 1, min(number + 1 + BELOW, len(done))):
            value = done[place]
            if place > number + 1 and (value.at == piece.at or abs(value.x - piece.x) > NEAR):
                continue  # Not in the label's column.
            joined = read_facts(f"{piece.text.rstrip(' :')}: {value.text}", "en")
            if joined and joined[0].kind == label.value and value.group - piece.group <= 1:
                done[place] = Piece(value.at, value.column, value.text, joined, value.group)
                done[number] = Piece(piece.at, piece.column, piece.text, (Fact("word", None, piece.text),), piece.group)
                break
    return tuple(done)


# ---------------------------------------------------------------- titles of letters


def read_title_at(lines: Sequence[Line], at: int) -> Title | None:
    """The title of a letter or note verbale that begins with a line, with the lines that it was broken into."""
    text = look.shown(lines[at])
    if lines[at].cell or not _may_open_title(text):
        return None
    ats = _opening_lines(lines, at)
    if not ats:
        return None
    text = " ".join(look.shown(lines[one]) for one in ats)
    for following in range(ats[-1] + 1, min(len(lines), at + 2 * TITLE_LINES)):
        line = lines[following]
        if line.blank:
            continue
        if (line.heading and not lines[at].heading) or line.rule or line.cell or len(ats) >= TITLE_LINES:
            break
        apart = following - ats[-1] > 1
        full = not apart and not line.whole and len(look.shown(lines[ats[-1]])) >= FULL_LINE
        if not goes_on(text, look.shown(line), full) or (apart and _ends_title(text, look.shown(line))):
            break
        text = f"{text} {look.shown(line)}"
        ats.append(following)
    letter = read_letter_title(text)
    if letter is None or not letter.plausible or (look.FULL_STOP.search(text) and not letter.complete):
        return None
    return Title(tuple(ats), " ".join(text.split()), letter)


def _opening_lines(lines: Sequence[Line], at: int) -> list[int]:
    """As many lines as it takes to know a title for one: the date may stand on a later line."""
    text, ats = "", list[int]()
    for following in range(at, min(len(lines), at + 4)):
        if lines[following].blank or (ats and lines[following].heading):
            break
        text = f"{text} {look.shown(lines[following])}"
        ats.append(following)
        if read_letter_title(text) is not None:
            return ats
    return []


def _may_open_title(text: str) -> bool:
    head = fold(text[:40])
    return any(word in head for word in _OPENERS) or "年" in head


_OPENERS = ("letter", "note", "lettre", "carta", "nota", "письм", "нот", "رسال", "رسائل", "مذكر")


def _ends_title(text: str, following: str) -> bool:
    """Over a blank line a title goes on only where it is unfinished and the next line begins in its middle."""
    letter = read_letter_title(text)
    if letter is None:
        return True
    if ends_open(text) and not look.SENTENCE_END.search(following):
        return False
    if not letter.complete:
        return look.word_count(following) > 20 or look.SENTENCE_END.search(following) is not None
    named, longer = find_organs(letter.recipients[-1], "en"), find_organs(f"{letter.recipients[-1]} {following}", "en")
    return bool(named) or not longer or look.word_count(following) > 2


# ---------------------------------------------------------------- where the text begins


def _begins_text(lines: Sequence[Line], at: int) -> bool:
    """Whether the text of the document begins with a line that states nothing known."""
    line, text = lines[at], look.shown(lines[at])
    if (front_key(line) and not line.figure) or is_han_code(text):
        return False
    if _titled(lines, at) and (_is_division(lines, at) or is_locator(text)):
        return True
    if is_text(line) or (line.heading and any(map(front_key, lines[:at]))):
        return True
    quoted = line.quote and not (is_delivery(text) or read_handling(text))
    if quoted or (line.label and not _under_sponsors(lines, at)) or _is_data(line):
        return True
    if is_draft_line(text):
        return False
    if look.is_salutation(text) and not look.names_below(lines, at):
        return True
    if look.is_enacting(text) or look.is_boxed_heading(text):
        return True
    if line.heading:
        return look.is_numbered(text) or is_first_heading(text)
    if look.holds_formula("compliments", text) and look.word_count(text) > 12:
        return True
    if look.is_numbered(text) or is_first_heading(text) or look.is_sentence(text):
        return True
    return _is_prose(lines, at)


def is_delivery(text: str) -> bool:
    """`Check against delivery`, in whatever words, also where it is shown as a quotation."""
    bare = text.strip(" *_()[]")
    count = look.word_count(bare)
    if count > LONGEST_NOTE:
        return False
    return starts("delivery_start", bare) or (
        count <= SHORT_NOTE and ends("delivery_end", bare) and not starts("speaker_start", bare)
    )


def _titled(lines: Sequence[Line], at: int) -> bool:
    """Whether a line that names kind or author stands above: with it the title block is complete."""
    return any(is_subtitle(look.shown(line)) for line in lines[:at] if not line.blank and len(line.text) < 400)


def _is_division(lines: Sequence[Line], at: int) -> bool:
    """`VI. Replies received`, whatever the number: in an addendum a text goes on from another document."""
    from converter.forms.labels import read_label

    text = look.shown(lines[at])
    label = read_label(text)
    if label is None or label.kind != "upper-roman" or not label.text.endswith("."):
        return False
    return bool(text[label.rest :]) and not look.SENTENCE_END.search(text)


def _is_data(line: Line) -> bool:
    """Whether a line is a row of a table without a frame: what it is about, and an amount in a column of its own."""
    cells = look.cells(line)
    return len(cells) > 1 and _AMOUNT.fullmatch(cells[-1].text) is not None and any(map(str.isalpha, cells[0].text))


_AMOUNT = late(r"[($€£¥–-]{0,3}\s?\d{1,3}(?:[,. ]\d{1,3})*\s?%?\)?|[–-]")


def _under_sponsors(lines: Sequence[Line], at: int) -> bool:
    """Whether a list goes on that a line on sponsors opened."""
    for line in reversed(lines[max(0, at - 80) : at]):
        if not line.blank and not line.label:
            return holds("sponsors", look.shown(line))
    return False


def is_first_heading(text: str) -> bool:
    """`I. Introduction`, `A. Background`, `一. 导言`: the first heading of a text."""
    from converter.forms.labels import read_label

    label = read_label(text)
    if label is None or label.kind not in ("upper-roman", "upper-letter", "han") or label.value != 1:
        return False
    return ("(" not in label.text and label.kind != "upper-letter") or (
        label.text.endswith(".") and bool(text[label.rest :])
    )


def is_draft_line(text: str) -> bool:
    """The line of the sponsors (`Karesia and Tesk: draft resolution`), or `Draft resolution` alone."""
    return len(text) < 3000 and (ends("draft_end", text.rstrip("* ")) or starts("draft_start", text))


def _is_prose(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph of lines that were never joined begins here: it goes on small, and ends as a sentence."""
    if at and not (lines[at - 1].blank or lines[at - 1].rule) and lines[at - 1].place is lines[at].place:
        return False
    words, small, last = 0, False, ""
    for line in lines[at : at + 12]:
        text = look.shown(line)
        if line.blank or line.heading or line.label:
            break
        small = small or (bool(last) and text[:1].islower())
        words, last = words + look.word_count(text), text
    return words >= 20 and small and bool(look.FULL_STOP.search(last))


__all__ = ["Front", "Piece", "Place", "Title", "read_front", "read_title_at"]
