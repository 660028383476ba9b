"""The items of a first page by where they stand: masthead (name, symbol, organ, Distr., date, Original), session block,
title, and the rules of the masthead."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.printed import MM, Word

NEAR = 0.5
"""Millimetres: an item this close to the original's stands in its place."""
THIN, LONG = 1.5, 120.0
"""Millimetres: a rule of the masthead is lower and wider than this."""
SIDE, COLUMN = 0.45, 0.6
"""Parts of the width: the symbol begins right of the first, Distr. and the date right of the second."""
DISPLAY = 11.5
"""Points: titles are larger, the session block is smaller (its organ line in Geneva is larger)."""
RIGHT = ("distribution", "date", "original")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over the page, in millimetres from the top left corner; pieces at one height are one rule."""

    y: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Words of page 1, its rules from the top, its width and height in millimetres."""

    words: list[Word]
    rules: list[Rule]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Distance:
    """How far an item begins from the original's, in millimetres; None where only one file has it."""

    name: str
    dx: float | None
    dy: float | None
    same: bool
    """Whether its words are the same."""

    @property
    def near(self) -> bool:
        """Whether it stands in its place."""
        return self.dx is not None and self.dy is not None and max(abs(self.dx), abs(self.dy)) <= NEAR

    @property
    def far(self) -> float | None:
        """The larger of both distances."""
        return None if self.dx is None or self.dy is None else max(abs(self.dx), abs(self.dy))

    def __str__(self) -> str:
        if self.dx is None or self.dy is None:
            return f"{self.name:13} in one file only"
        return f"{self.name:13} dx {self.dx:+6.2f} dy {self.dy:+6.2f}{'' if self.same else '  other words'}"


def first_page(path: Path | bytes, words: list[Word]) -> FirstPage:
    """The first page of a file whose words are given."""
    import pypdfium2

    page = pypdfium2.PdfDocument(path)[0]
    width, height = page.get_width() * MM, page.get_height() * MM
    return FirstPage([word for word in words if word.page == 1], _rules(page, height), width, height)


def _rules(page: object, height: float) -> list[Rule]:
    """Drawn lines and thin filled boxes alike."""
    import pypdfium2.raw as raw

    pieces: list[Rule] = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):  # type: ignore[attr-defined]
        left, bottom, right, top = (value * MM for value in thing.get_bounds())
        if top - bottom < THIN:
            pieces.append(Rule(height - (top + bottom) / 2, left, right))
    joined: list[Rule] = []
    for piece in sorted(pieces, key=lambda rule: rule.y):
        if joined and piece.y - joined[-1].y < 0.3:
            last = joined[-1]
            joined[-1] = Rule(last.y, min(last.left, piece.left), max(last.right, piece.right))
        else:
            joined.append(piece)
    return [rule for rule in joined if rule.right - rule.left > LONG and rule.y < 0.35 * height]


def items(page: FirstPage) -> dict[str, list[Word]]:
    """Each item's words. A page without the two rules of a masthead has no items."""
    if len(page.rules) < 2:
        return {}
    upper, lower = page.rules[0], page.rules[1]
    found: dict[str, list[Word]] = {}
    right: list[Word] = []
    for word in page.words:
        if word.y < upper.y:
            found.setdefault("symbol" if word.x > SIDE * page.width else "name", []).append(word)
        elif word.y < lower.y and word.x > COLUMN * page.width:
            right.append(word)
        elif word.y < lower.y:
            found.setdefault("organ", []).append(word)
    for at, line in enumerate(_lines(right)):
        found.setdefault(RIGHT[min(at, 2)], []).extend(line)
    below = _lines([word for word in page.words if word.y > lower.y])
    block = _block(below, lower.left)
    return found | _named(block) | _title(below[len(block) :])


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words by baseline, from the top; a raised mark belongs to the line below it."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.y):
        if lines and word.y - lines[-1][0].y < 1.9:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.x) for line in lines]


def _block(lines: list[list[Word]], left: float) -> list[list[Word]]:
    """The lines at the left edge that open the page: organ in Geneva, session, agenda."""
    count = 0
    while count < len(lines) and lines[count][0].x < left + 5 and lines[count][0].size < 12.5:
        count += 1
    return lines[:count]


def _named(block: list[list[Word]]) -> dict[str, list[Word]]:
    organ = [word for line in block if line[0].size >= DISPLAY for word in line]
    rest = [line for line in block if line[0].size < DISPLAY]
    agenda = [word for line in rest[1:] for word in line]
    named = {"organ below": organ, "session": rest[0] if rest else [], "agenda": agenda}
    return {name: words for name, words in named.items() if words}


def _title(lines: list[list[Word]]) -> dict[str, list[Word]]:
    """The first lines in large type, as long as they follow each other in one size."""
    large = [line for line in lines if line[0].size >= DISPLAY]
    if not large:
        return {}
    title = list(large[0])
    for before, line in pairwise(large):
        if line[0].size != before[0].size or line[0].y - before[0].y > before[0].size * MM * 1.4:
            break
        title += line
    return {"title": title}


def distances(theirs: FirstPage, ours: FirstPage) -> list[Distance]:
    """The items and the two rules of the masthead, ours less the original's."""
    a, b = items(theirs), items(ours)
    out = [_distance(name, a.get(name), b.get(name)) for name in dict.fromkeys([*a, *b])]
    for name, left, right in zip(("upper rule", "lower rule"), theirs.rules, ours.rules, strict=False):
        out.append(Distance(name, 0.0, right.y - left.y, True))
    return out


def _distance(name: str, theirs: list[Word] | None, ours: list[Word] | None) -> Distance:
    if not theirs or not ours:
        return Distance(name, None, None, False)
    same = [word.text for word in theirs] == [word.text for word in ours]
    return Distance(name, ours[0].x - theirs[0].x, ours[0].y - theirs[0].y, same)
