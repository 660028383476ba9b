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

from bench.pairing import pairs
from bench.printed import Word, turned, words

MASTHEAD = 0.27
"""The part of page 1 that the masthead takes."""
TEXT_SIZE = 9.4
"""Points: smaller type is that of tables and notes."""


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

    def neighbours(self) -> list[tuple[Word, Word, Word, Word]]:
        """Two words that follow each other in both files: theirs, then ours."""
        return [
            (self.theirs[a], self.theirs[c], self.ours[b], self.ours[d])
            for (a, b), (c, d) in pairwise(self.same)
            if c - a == 1 and d - b == 1
        ]

    def lines(self, *, text: bool) -> Share:
        """Of the places where a line of a paragraph turns in either file, those where it turns in both."""
        theirs, ours = set(), set()
        for at, (a, b, c, d) in enumerate(self.neighbours()):
            if a.page != b.page or c.page != d.page or (text and a.size < TEXT_SIZE):
                continue
            theirs |= {at} if turned(a, b) else set()
            ours |= {at} if turned(c, d) else set()
        return Share(len(theirs & ours), len(theirs | ours))

    def page_breaks(self) -> Share:
        """Of the original's page breaks between words that we print one after the other, those that are ours."""
        breaks = [(c, d) for a, b, c, d in self.neighbours() if b.page == a.page + 1]
        return Share(sum(c.page != d.page for c, d in breaks), self.pages[0] - 1)

    def page_of_words(self) -> Share:
        """Words that stand on the same page."""
        return Share(sum(self.theirs[a].page == self.ours[b].page for a, b in self.same), len(self.same))

    def masthead(self, height: float) -> list[tuple[Word, float, float]]:
        """Words of the masthead with their distances."""
        found = [(self.theirs[a], self.ours[b]) for a, b in self.same]
        return [
            (a, b.x - a.x, b.y - a.y) for a, b in found if a.page == b.page == 1 and max(a.y, b.y) < MASTHEAD * height
        ]

    def first_page(self) -> list[tuple[Word, float, float]]:
        """All words of page 1 with their distances."""
        found = [(self.theirs[a], self.ours[b]) for a, b in self.same]
        return [(a, b.x - a.x, b.y - a.y) for a, b in found if a.page == b.page == 1]


def compare(original: Path, ours: Path | bytes) -> tuple[Compared, float]:
    """Both files compared, and the height of the original's first page in millimetres."""
    import pypdfium2

    theirs, their_pages = words(original)
    mine, my_pages = words(ours)
    same = pairs([word.text for word in theirs], [word.text for word in mine])
    height = pypdfium2.PdfDocument(original)[0].get_height() * 25.4 / 72
    return Compared(theirs, mine, same, (their_pages, my_pages)), height


def worst(found: list[tuple[Word, float, float]]) -> float:
    """The largest distance on either axis."""
    return max((max(abs(dx), abs(dy)) for _, dx, dy in found), default=0.0)


def report(found: Compared, height: float, differences: int) -> str:
    """What is printed."""
    head, first = found.masthead(height), found.first_page()
    lines = [
        f"pages            {found.pages[0]} theirs, {found.pages[1]} ours",
        f"words paired     {Share(len(found.same), len(found.theirs))}",
        f"turned lines     {found.lines(text=True)} of the text, {found.lines(text=False)} with tables and notes",
        f"page breaks      {found.page_breaks()}",
        f"words on their page {found.page_of_words()}",
        f"masthead         worst {worst(head):.2f} mm in {len(head)} words",
        f"page 1           median {median([max(abs(x), abs(y)) for _, x, y in first] or [0]):.2f} mm,"
        f" worst {worst(first):.2f} mm",
    ]
    lines += [f"  masthead {w.text:20} x {w.x:6.2f} y {w.y:6.2f}  dx {dx:+.2f} dy {dy:+.2f}" for w, dx, dy in head]
    return "\n".join([*lines, *_differences(found, differences)])


def _differences(found: Compared, count: int) -> list[str]:
    """The first places at which a line turns or a page ends in one file only."""
    out = []
    for a, b, c, d in found.neighbours():
        page = (a.page != b.page) != (c.page != d.page)
        if page or (a.page == b.page and c.page == d.page and turned(a, b) != turned(c, d)):
            where = "theirs" if a.line != b.line else "ours"
            out.append(
                f"  {'page' if page else 'line'} ends in {where} only, p. {a.page}/{c.page}: {a.text} | {b.text}"
                f"  (size {a.size}, theirs y {a.y:.1f} → {b.y:.1f}, ours y {c.y:.1f} → {d.y:.1f})"
            )
    return out[:count]


def row(name: str, found: Compared, height: float) -> str:
    """A row of the table in COMPARE.md."""
    head = found.masthead(height)
    cells = [
        name,
        f"{found.pages[0]} / {found.pages[1]}",
        Share(len(found.same), len(found.theirs)),
        f"{worst(head):.2f}" if head else "–",
        found.lines(text=True),
        found.lines(text=False),
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
    found, height = compare(args.original, made)
    print(row(args.row, found, height) if args.row else report(found, height, args.differences))
    return 0


if __name__ == "__main__":
    sys.exit(main())
