"""Documents ready to draw that nobody would write: any item in any place; the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import count

from converter.compose.composed import (
    Break,
    Columns,
    Composed,
    Framed,
    Gap,
    Grid,
    GridCell,
    Item,
    Line,
    Para,
    Pictured,
    Section,
    Tag,
)
from converter.model import (
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Raised,
    Reference,
    Strong,
    Text,
)
from converter.source import Figure as Picture
from converter.style.names import StyleName
from converter.style.units import Length
from tests.support.pdf_samples import SPAN, composed, png

WORDS = [
    *(
        "the",
        "Assembly",
        "capacity-building",
        "العربية",
        "(79/17)",
        "中文字符，",
        "e\u0301x\u0331",
        "x" * 120,
        "–",
        "“q”",
    ),
    *(
        "\u00a0",
        "\u200b",
        "1,234",
        "А/я",
        "ไทย",
        "\u202e",
        "a\tb",
        "a\nb",
        "https://x.org/" + "y" * 60,
        "",
        "ß",
        "☃\ufe0f",
    ),
]


@dataclass
class Chance:
    """One document's dice."""

    dice: random.Random
    notes: count[int]

    def one(self, *values: object) -> object:
        return self.dice.choice(values)

    def some(self, most: int) -> range:
        return range(self.dice.randrange(most))

    def length(self, *millimetres: int) -> Length:
        return Length(self.dice.choice(millimetres) * 36000)

    def text(self) -> str:
        return " ".join(self.dice.choice(WORDS) for _ in range(self.dice.choice((0, 1, 2, 5, 20, 60))))

    def inlines(self, depth: int = 0) -> Inlines:
        return tuple(self.inline(depth) for _ in self.some(4))

    def inline(self, depth: int) -> Inline:
        kind = self.dice.randrange(6 if depth > 2 else 13)
        inner = self.inlines(depth + 1) if kind > 5 else ()
        match kind:
            case 4:
                return LineBreak()
            case 6:
                return Emphasis(inner)
            case 7:
                return Strong(inner)
            case 8:
                return Raised(inner, self.dice.random() < 0.5)
            case 9:
                return Link(inner, self.dice.choice(("https://a.example/ü (x)", "", "#q")))
            case 10:
                return Reference(inner, self.dice.choice(("h1", "none", "")))
            case 11:
                return Foreign(inner, "fr")
            case 12:
                label = self.dice.choice((str(next(self.notes)), "*", "a", ""))
                return Footnote(label, tuple(Paragraph(self.inlines(depth + 2), SPAN) for _ in self.some(3)), SPAN)
            case _:
                return Text(self.text())

    def para(self) -> Para:
        return Para(
            self.dice.choice(list(StyleName)),
            self.inlines(),
            self.dice.choice((None, None, "1.", "(a)", "II.", "12345.", "•", "")),
            tag=self.dice.choice(list(Tag)),
            level=self.dice.randrange(5),
            language=self.dice.choice((None, None, "fr", "ar")),
            anchor=self.dice.choice(("", "h1")),
            keep_next=self.dice.random() < 0.2,
        )

    def paras(self, most: int) -> tuple[Para, ...]:
        return tuple(self.para() for _ in self.some(most))

    def grid(self) -> Grid:
        columns = self.dice.choice((1, 2, 3, 8, 40))
        rows = tuple(tuple(self.cell(at) for at in range(columns) if self.dice.random() < 0.7) for _ in self.some(7))
        widths = tuple(self.length(1, 10, 40) for _ in range(columns))
        return Grid(
            widths, rows, self.dice.randrange(3), self.length(0, 20), self.paras(3), self.paras(3), frozenset({2})
        )

    def cell(self, column: int) -> GridCell:
        spans = self.dice.choice((1, 1, 1, 2, 3)), self.dice.choice((1, 1, 1, 2, 9))
        return GridCell(self.paras(2), column, *spans, self.dice.choice(("start", "end", "center")))

    def item(self, depth: int = 0) -> Item:
        match self.dice.randrange(13) if depth < 2 else 0:
            case 7:
                return self.grid()
            case 8:
                flow = tuple(self.item(depth + 1) for _ in self.some(4))
                return Framed(self.paras(2), flow, self.length(0, 20), self.length(5, 100, 400))
            case 9:
                return Columns(self.paras(3), self.paras(3), self.length(100))
            case 10:
                return self.dice.choice((Line(), Break()))
            case 11:
                return Gap(self.length(0, 10, 500))
            case 12:
                data = self.dice.choice((png(), b"junk", b""))
                figure = Figure(Picture(data, "image/png"), SPAN)
                return Pictured(figure, self.length(0, 50, 900), self.length(0, 50, 900), self.paras(2))
            case _:
                return self.para()

    def section(self) -> Section:
        flow = tuple(self.item() for _ in self.some(12))
        language, direction = self.dice.choice((("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")))
        turned = self.dice.random() < 0.15
        return Section(flow, "annex", language, direction, new_page=self.dice.random() < 0.7, landscape=turned)


def unlikely(seed: int) -> Composed:
    """A document by chance."""
    from dataclasses import replace

    chance = Chance(random.Random(seed), count(1))
    pack = chance.dice.choice(("un-new-york", "un-geneva", "mission"))
    base = composed(pack=pack, direction=chance.dice.choice(("ltr", "rtl")))
    return replace(base, sections=tuple(chance.section() for _ in chance.some(4)))
