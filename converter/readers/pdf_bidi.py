"""The characters of a page in the order in which they are read, wherever and in whatever order the file draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.late import late
from converter.records import dataclass

RTL = late("[\u0590-\u05ff\u061b-\u065f\u066e-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MARK = late("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05bd]")
LTR = late(r"[^\W\d_]|[\d$%€£]")
WITHIN = late(r"[.,:/+&@_’'\u066b\u066c–-]")
"""Signs that belong to a number or a Latin word where they stand inside it."""
COLUMN = 1.2
"""Share of the type size from which white within a line parts columns."""
SPACE = 0.2
"""Share of the type size from which white between letters is a space, where the file writes none."""
RAISED = 0.72
"""Share of the type size below which a character on another baseline is a raised one."""
STROKES = 12
"""Strokes that make one word longer, at the most."""
TOUCH = 0.8
"""Points between letters that are joined."""
BRACKETS = str.maketrans("()[]{}«»‹›", ")(][}{»«›‹")
OPENING, CLOSING = "([{", ")]}"
ALEFS = "اأإآ"
ALLAH = "هللا"


@dataclass(frozen=True, slots=True)
class Fount:
    """What a stretch is set in."""

    size: float
    bold: bool
    italic: bool


@dataclass(slots=True)
class Glyph:
    """One character with its box and baseline."""

    char: str
    left: float
    right: float
    base: float
    fount: Fount
    column: int = 0
    """Counts the columns of lines that were put in order; 0 elsewhere."""

    @property
    def middle(self) -> float:
        """Where it stands, from the left."""
        return (self.left + self.right) / 2


def in_reading_order(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters of a page; where some read from right to left, in order by where they stand."""
    if not any(RTL.match(glyph.char) for glyph in glyphs):
        return glyphs
    done: list[Glyph] = []
    column = 0
    for line in baselines(glyphs):
        for part in chunks(line):
            column += 1
            for glyph in read(part):
                glyph.column = column
                done.append(glyph)
    return done


def baselines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters that stand on one line together, those of a line in the order of the file."""
    order = sorted(range(len(glyphs)), key=lambda place: -glyphs[place].base)
    lines: list[list[int]] = []
    for place in order:
        glyph = glyphs[place]
        first = glyphs[lines[-1][0]] if lines else None
        if first is not None and first.base - glyph.base <= reach(first, glyph):
            lines[-1].append(place)
        else:
            lines.append([place])
    return [[glyphs[place] for place in sorted(line)] for line in lines]


def reach(first: Glyph, glyph: Glyph) -> float:
    """How far apart the baselines of two characters of one line may be."""
    small, large = sorted((first.fount.size, glyph.fount.size))
    return 0.5 * large if 2 <= small <= RAISED * large else 0.3 * max(4.0, small)


def chunks(line: Sequence[Glyph]) -> Iterator[list[list[Glyph]]]:
    """The columns of a line, from left to right; characters of one box (a ligature), and marks with their letter,
    are together."""
    inked = sorted((g for g in line if not MARK.match(g.char) and not is_made_up(g)), key=lambda g: g.middle)
    part: list[list[Glyph]] = []
    right = 0.0
    for glyph in inked:
        if part and abs(part[-1][0].left - glyph.left) < 0.05 and abs(part[-1][0].right - glyph.right) < 0.05:
            part[-1].append(glyph)
            continue
        white = (glyph.left - right) / glyph.fount.size
        if part and not glyph.char.isspace() and white > COLUMN:
            yield with_marks(part, line)
            part = []
        elif (
            part and white >= least(part[-1][0], glyph) and not part[-1][0].char.isspace() and not glyph.char.isspace()
        ):
            part.append([Glyph(" ", right, glyph.left, glyph.base, glyph.fount)])
        part.append([glyph])
        right = right if glyph.char.isspace() and part[1:] else glyph.right
    if part:
        yield with_marks(part, line)


def least(glyph: Glyph, after: Glyph) -> float:
    """The share of the type size from which white is a space: less between a number and a word."""
    return 0.6 * SPACE if glyph.char.isdigit() != after.char.isdigit() and glyph.char.isalnum() else SPACE


def is_made_up(glyph: Glyph) -> bool:
    """Whether a space takes no room: one that was guessed from the order in which the file draws."""
    return glyph.char.isspace() and glyph.right - glyph.left < 0.05 * glyph.fount.size


def with_marks(part: list[list[Glyph]], line: Sequence[Glyph]) -> list[list[Glyph]]:
    """A column with the vowel signs that stand over its letters."""
    left, right = part[0][0].left - 1, part[-1][0].right + 1
    letters = [unit for unit in part if not unit[0].char.isspace()]
    for glyph in line:
        if MARK.match(glyph.char) and left <= glyph.middle <= right and letters:
            min(letters, key=lambda unit: abs(unit[0].middle - glyph.middle)).append(glyph)
    return part


def read(part: list[list[Glyph]]) -> list[Glyph]:
    """A column in reading order."""
    letters = [unit[0].char for unit in part]
    rightwards = sum(bool(RTL.match(char)) for char in letters)
    leftwards = rightwards * 2 >= sum(char.isalpha() for char in letters) and rightwards > 0
    units = part[::-1] if leftwards else part
    done = turned(units, leftwards)
    text = "".join(glyph.char for glyph in done)
    if leftwards and mirrored(text):
        for glyph in done:
            if not LTR.match(glyph.char) or RTL.match(glyph.char):
                glyph.char = glyph.char.translate(BRACKETS)
    return [glyph for place, glyph in enumerate(done) if not is_stretch(done, place)]


def is_stretch(glyphs: Sequence[Glyph], place: int) -> bool:
    """Whether a sign that touches Arabic letters on both sides is the stroke that makes a word longer; LibreOffice
    writes it as any letter, digit or apostrophe."""
    here, before, after = glyphs[place].char, place - 1, place + 1
    if RTL.match(here) or not (here.isalnum() or here == "'"):
        return False
    while before >= 0 and glyphs[before].char == here and place - before <= STROKES:
        before -= 1
    while after < len(glyphs) and glyphs[after].char == here and after - place <= STROKES:
        after += 1
    if before < 0 or after >= len(glyphs) or not (RTL.match(glyphs[before].char) and RTL.match(glyphs[after].char)):
        return False
    strokes = glyphs[before + 1 : after]
    left, right = min(glyph.left for glyph in strokes), max(glyph.right for glyph in strokes)
    return glyphs[before].left - right < TOUCH and left - glyphs[after].right < TOUCH


def turned(units: Sequence[list[Glyph]], leftwards: bool) -> list[Glyph]:
    """Units with the stretches that read the other way turned round: numbers and Latin words, or Arabic ones."""
    done: list[Glyph] = []
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and is_against(units, end, at, leftwards):
            end += 1
        while end - at > 1 and not strong(units[end - 1][0].char, leftwards):
            end -= 1
        if end - at > 1:
            for unit in reversed(units[at:end]):
                done += inside(unit)
        else:
            end = at + 1
            done += inside(units[at])
        at = end
    return done


def strong(char: str, leftwards: bool) -> bool:
    """Whether a character reads against the direction of its line."""
    return (bool(LTR.match(char)) and not RTL.match(char)) if leftwards else bool(RTL.match(char))


def is_against(units: Sequence[list[Glyph]], at: int, first: int, leftwards: bool) -> bool:
    """Whether the character at a place goes on a stretch that reads against the line; signs and spaces inside do,
    spaces between Latin words only."""
    char = units[at][0].char
    if strong(char, leftwards):
        return True
    if at == first or at + 1 >= len(units):
        return False
    before, after = units[at - 1][0].char, units[at + 1][0].char
    if char.isspace():
        if leftwards and (before.isdigit() or after.isdigit()) and not (before.isascii() and after.isascii()):
            return False
        words = not leftwards or (before.isascii() and after.isascii())
        return words and strong(before, leftwards) and (strong(after, leftwards))
    return bool(WITHIN.match(char)) and strong(before, leftwards) and strong(after, leftwards)


def inside(unit: list[Glyph]) -> list[Glyph]:
    """The letters of one box in order: of lam and alef, lam is read first."""
    letters, marks = [g for g in unit if not MARK.match(g.char)], [g for g in unit if MARK.match(g.char)]
    text = "".join(glyph.char for glyph in letters)
    if (text[:1] and text[0] in ALEFS and text[1:] == "ل") or text == ALLAH:
        letters.reverse()
    return letters + marks


def mirrored(text: str) -> bool:
    """Whether brackets come out the wrong way: a closing one before any was opened, as drawn and not as written."""
    return balance(text) < balance(text.translate(BRACKETS))


def balance(text: str) -> int:
    """How many brackets close one that is open, less those that close none."""
    level = good = 0
    for char in text:
        if char in OPENING:
            level += 1
        elif char in CLOSING:
            good += 1 if level else -1
            level = max(0, level - 1)
    return good
