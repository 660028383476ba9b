"""How far our pages are from an original's: words, turned lines, page breaks, the masthead.

    python -m bench.compare ORIGINAL.pdf INPUT [--to OURS.pdf] [--row] [--differences N]

Makes a PDF from INPUT (docx, pdf, txt …; or takes a PDF that masthead made, with --as-is) and prints how far it is from
ORIGINAL. Lengths are millimetres, ours less the original's. `--row` prints a row of a Markdown table instead.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench.items import Distance, distances, first_page, items
from bench.pairing import pairs
from bench.printed import Word, turned, words

TEXT_SIZE = 9.4
"""Points: smaller type is that of tables and notes."""
FEW = 12
"""Words of text without a pair, in both files together, beside which a page break still counts."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    same: int
    all: int

    def __str__(self) -> str:
        return f"{self.same}/{self.all} ({100 * self.same / self.all:.1f}%)" if self.all else "–"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two files side by side."""

    theirs: list[Word]
    ours: list[Word]
    same: list[tuple[int, int]]
    pages: tuple[int, int]
    items: list[Distance]
    """Masthead, session block and title."""
    date: str
    """The original's, as printed."""

    def neighbours(self) -> list[tuple[Word, Word, Word, Word]]:
        """Two words that follow each other in both files: theirs, then ours."""
        return [
            (self.theirs[a], self.theirs[c], self.ours[b], self.ours[d])
            for (a, b), (c, d) in pairwise(self.same)
            if c - a == 1 and d - b == 1
        ]

    def lines(self, *, text: bool) -> tuple[Share, int]:
        """Of the places where a line of a paragraph turns in the original, those where it turns in ours too (or our
        page ends), and in how many places ours turns alone."""
        same = theirs = alone = 0
        for a, b, c, d in self.neighbours():
            if a.page != b.page or (text and a.size < TEXT_SIZE):
                continue
            left, right = turned(a, b), turned(c, d) or c.page != d.page
            same, theirs, alone = same + (left and right), theirs + left, alone + (right and not left)
        return Share(same, theirs), alone

    def page_breaks(self) -> Share:
        """Of the original's page breaks, those that stand between the same words in ours. Notes at the foot that have
        no pair do not hide a break; a stretch of text that has none does."""
        count = 0
        for (a, b), (c, d) in pairwise(self.same):
            between = sum(word.size >= TEXT_SIZE for word in [*self.theirs[a + 1 : c], *self.ours[b + 1 : d]])
            if self.theirs[a].page != self.theirs[c].page and between <= FEW:
                count += self.ours[b].page != self.ours[d].page
        return Share(count, self.pages[0] - 1)

    def page_of_words(self) -> Share:
        """Words that stand on the same page."""
        return Share(sum(self.theirs[a].page == self.ours[b].page for a, b in self.same), len(self.same))

    def in_place(self) -> Share:
        """Items within half a millimetre; an item that one file lacks is not."""
        return Share(sum(item.near for item in self.items), len(self.items))

    def farthest(self) -> float:
        """Millimetres by which the worst item is off, of those that both files have."""
        return max((item.far for item in self.items if item.far is not None), default=0.0)

    def first_page(self) -> list[tuple[Word, float, float]]:
        """All words of page 1 with their distances."""
        found = [(self.theirs[a], self.ours[b]) for a, b in self.same]
        return [(a, b.x - a.x, b.y - a.y) for a, b in found if a.page == b.page == 1]


def compare(original: Path | bytes, ours: Path | bytes) -> Compared:
    """Both files compared."""
    theirs, their_pages = words(original)
    mine, my_pages = words(ours)
    same = pairs([word.text for word in theirs], [word.text for word in mine])
    page = first_page(original, theirs)
    date = " ".join(word.text for word in items(page).get("date", ()))
    return Compared(theirs, mine, same, (their_pages, my_pages), distances(page, first_page(ours, mine)), date)


def worst(found: list[tuple[Word, float, float]]) -> float:
    """The largest distance on either axis."""
    return max((max(abs(dx), abs(dy)) for _, dx, dy in found), default=0.0)


def report(found: Compared, differences: int) -> str:
    """What is printed."""
    first = found.first_page()
    (text, alone), (every, alone_every) = found.lines(text=True), found.lines(text=False)
    lines = [
        f"pages            {found.pages[0]} theirs, {found.pages[1]} ours",
        f"words paired     {Share(len(found.same), len(found.theirs))}",
        f"line breaks      {text} of the text, {alone} of ours alone; with tables and notes {every}, {alone_every}",
        f"page breaks      {found.page_breaks()}",
        f"words on their page {found.page_of_words()}",
        f"page 1           median {median([max(abs(x), abs(y)) for _, x, y in first] or [0]):.2f} mm,"
        f" worst {worst(first):.2f} mm",
        f"masthead items   {found.in_place()} within 0.5 mm, worst {found.farthest():.2f} mm",
    ]
    lines += [f"  {item}" for item in found.items]
    return "\n".join([*lines, *_differences(found, differences)])


def _differences(found: Compared, count: int) -> list[str]:
    """The first places at which a line turns or a page ends in one file only."""
    out = []
    for a, b, c, d in found.neighbours():
        page = (a.page != b.page) != (c.page != d.page)
        if page or (a.page == b.page and c.page == d.page and turned(a, b) != turned(c, d)):
            where = "theirs" if (a.page != b.page if page else turned(a, b)) else "ours"
            out.append(
                f"  {'page' if page else 'line'} ends in {where} only, p. {a.page}/{c.page}: {a.text} | {b.text}"
                f"  (size {a.size}, theirs y {a.y:.1f} → {b.y:.1f}, ours y {c.y:.1f} → {d.y:.1f})"
            )
    return out[:count]


def row(name: str, found: Compared) -> str:
    """A row of the table in COMPARE.md."""
    (text, alone), (every, _) = found.lines(text=True), found.lines(text=False)
    missed = ", ".join(item.name for item in found.items if not item.near) or "–"
    cells = [
        name,
        found.date,
        f"{found.pages[0]} / {found.pages[1]}",
        Share(len(found.same), len(found.theirs)),
        found.in_place(),
        missed,
        text,
        alone,
        every,
        found.page_breaks(),
        found.page_of_words(),
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="bench.compare", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("original", type=Path)
    parser.add_argument("input", type=Path)
    parser.add_argument("--to", type=Path, help="keep our PDF here")
    parser.add_argument("--as-is", action="store_true", help="INPUT is our PDF already")
    parser.add_argument("--row", metavar="NAME", help="print a row of a Markdown table")
    parser.add_argument("--differences", type=int, default=20, metavar="N", help="how many to print")
    args = parser.parse_args(arguments)
    made: Path | bytes = args.input
    if not args.as_is:
        from converter import convert

        made = convert(args.input, to=("pdf",))["pdf"]
        if args.to:
            args.to.write_bytes(made)
    found = compare(args.original, made)
    print(row(args.row, found) if args.row else report(found, args.differences))
    return 0


if __name__ == "__main__":
    sys.exit(main())
