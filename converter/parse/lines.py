"""What a single line is like, whatever the document: a salutation, a sentence, columns side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from converter.forms.labels import read_label
from converter.languages import CODES, key, language
from converter.late import late
from converter.letters import Letters
from converter.parse.word_styles import keeps_together
from converter.parse.words import LONGEST_ENTRY, LOOKED_AT, Words, is_one, words_pattern
from converter.records import dataclass
from converter.source import Line, MarkKind

HAN = Letters("\u3400-\u9fff")
LONGEST_SALUTATION = 11
LONGEST_TITLE = 60
"""Words that a title may have."""
COLUMNS = late(r"\t+|[ \u00a0]{3,}|(?<=\S)\s+\|\s+(?=\S)")
PARTING = ("   ", "\t", "|", "\u00a0")
"""Without one of these a line has no columns."""
SENTENCE_END = late(r"[.!?;:,。！？；：，؟،…]['”\"»)\]*_]*\s*$")
FULL_STOP = late(r"(?<![ .][A-Z])(?<!\ba\.i)(?<!\bE)[.!?。！？؟]['”\"»)\]*_]*\s*$")
STOPS, CLOSERS = ".!?。！？؟", "'”\"»)]*_"


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the texts that stand side by side on a line."""

    text: str
    column: int
    x: int = 0
    """Character of the line at which it begins; what stands under each other on several lines is one column."""


def shown(line: Line) -> str:
    """The text of a line as it is read: without its note marks."""
    text = line.text
    if line.marks:
        for mark in sorted((m for m in line.marks if m.kind is MarkKind.NOTE), key=lambda m: -m.start):
            text = text[: mark.start] + text[mark.end :]
    return text.strip(" \t\u00a0\u200e\u200f")


def cells(line: Line) -> tuple[Cell, ...]:
    """The texts side by side on a line; spaces within spaced-out letters divide nothing."""
    text = shown(line)
    if is_spaced_out(text):
        return (Cell(text, 0),)
    if not any(map(text.__contains__, PARTING)) or not COLUMNS.search(text):
        return (Cell(text, 0, _indent(line)),) if text else ()
    ends = [0, *(found.end() for found in COLUMNS.finditer(text))]
    starts = [*(found.start() for found in COLUMNS.finditer(text)), len(text)]
    parts = [(text[begin:end].strip(), begin) for begin, end in zip(ends, starts, strict=True)]
    return tuple(Cell(part, number, _indent(line) + at) for number, (part, at) in enumerate(parts) if part)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def is_spaced_out(text: str) -> bool:
    """Letters set apart: `P E R M A N E N T   M I S S I O N`."""
    pieces = text.split()
    return len(pieces) >= 6 and sum(len(piece) == 1 for piece in pieces) * 10 >= len(pieces) * 8


def closed_up(text: str) -> str:
    """Spaced-out letters as words again; other texts as they are."""
    if not is_spaced_out(text):
        return text
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}", text.strip()))


def is_sentence(text: str) -> bool:
    """Running text: it ends as a sentence does, or is too long for anything else."""
    count = word_count(text)
    if count > LONGEST_TITLE:
        return True
    text = text[-LONGEST_ENTRY:]
    if stops(text):
        return count >= 8
    if text.isupper() and text.rstrip(" *_")[-1:] in ",،，":
        return False  # A line of a title in capitals.
    if text.rstrip(" *_")[-1:] in ":：" and count >= 9:
        return True
    return bool(SENTENCE_END.search(text)) and count >= 14


def stops(text: str) -> bool:
    """Whether a text ends with a full stop that is none of an abbreviation."""
    said = text.rstrip().rstrip(CLOSERS)
    return bool(said) and said[-1] in STOPS and FULL_STOP.match(text, len(said) - 1) is not None


def word_count(text: str) -> int:
    """Words, where three Chinese characters count as two; no more than are worth counting."""
    text = text[:LOOKED_AT]
    if text.isascii():
        return len(text.split())
    han = len(HAN.pattern.findall(text)) if HAN.search(text) else 0
    return len(text.split()) + han * 2 // 3


def is_numbered(text: str) -> bool:
    """A paragraph that begins with a number: `1. The ferry …`."""
    label = read_label(text)
    return label is not None and label.kind in ("decimal", "multi") and any(map(str.isalpha, text[label.rest :]))


def is_listed(text: str) -> bool:
    """An entry of a list by its number, letter or bullet: `(a) Customs receipt`, `– plan of the bridge`."""
    return _LISTED.match(text) is not None


_LISTED = late(r"[-–•*·]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")


@cache
def _salutations() -> Words:
    return words_pattern(one for code in CODES for one in language(code).formulas["salutations"])


def is_salutation(text: str) -> bool:
    """`Excellency,` · `Dear Mr. Secretary-General:` · `Madam Chair,`"""
    bare = text.strip(" *_")
    if word_count(bare) > LONGEST_SALUTATION or not _salutations().match(key(bare)):
        return False
    if bare[-1:] in ",:،，：!！;":
        return True
    return all(_salutations().fullmatch(key(part)) for part in re.split("[,،，]", bare))


def names_below(lines: Sequence[Line], at: int) -> bool:
    """Whether a title of courtesy without a comma stands right above a name, as in an address: nobody is spoken to."""
    if shown(lines[at]).rstrip(" *_")[-1:] in ",:،：，!！;" or at + 1 >= len(lines):
        return False
    below = shown(lines[at + 1])
    near = not lines[at + 1].blank and not ends_paragraph(lines[at], lines[at + 1])
    return near and word_count(below) <= 8 and not SENTENCE_END.search(below)


@cache
def _formulas(name: str) -> Words:
    return words_pattern(one for code in CODES for one in language(code).formulas[name])


def holds_formula(name: str, text: str) -> bool:
    """Whether a formula of any language stands in a text: `compliments`, `avails`, `honour`, `circulate`."""
    return _formulas(name).holds(key(text[:LOOKED_AT]))


def opens_with_formula(name: str, text: str) -> bool:
    """Whether a text begins with a formula: `closes`, `thanks`."""
    return bool(_formulas(name).match(key(text[:LONGEST_ENTRY])))


@cache
def _enacting() -> frozenset[str]:
    bare = {key(line) for code in CODES for line in language(code).enacting.values()}
    return frozenset(bare | {line.removeprefix("the ") for line in bare})


def is_enacting(text: str) -> bool:
    """`The General Assembly,` as a line of its own, or the committee that recommends its adoption."""
    if len(text) > LONGEST_ENTRY:
        return False
    bare = key(text)
    if text.rstrip(" *_")[-1:] not in ",،，:":
        return False
    return bare in _enacting() or is_one("enacting_body", text.rstrip(" *_,،，:"))


def is_boxed_heading(text: str) -> bool:
    """`Summary`, `Contents`: the body begins here."""
    return is_one("summary", text.strip(" :")) or is_one("contents", text.strip(" :"))


def ends_paragraph(before: Line, line: Line) -> bool:
    """Whether the format says that one paragraph ends and the next begins; lines of a page are paragraphs by now."""
    if before.page and line.page:
        return True
    return not before.hard and (before.whole or line.whole) and not keeps_together(before, line)


def groups(lines: Sequence[Line], first: int, end: int) -> Iterator[tuple[int, ...]]:
    """The indices of lines that stand together: no blank line or rule between them, no end of a whole paragraph."""
    group: list[int] = []
    for at in range(first, end):
        line = lines[at]
        if group and (line.blank or line.rule or ends_paragraph(lines[group[-1]], line)):
            yield tuple(group)
            group = []
        if not (line.blank or line.rule):
            group.append(at)
    if group:
        yield tuple(group)
