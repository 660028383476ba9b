"""The numbering part: one list for each series of compose, and a new count wherever one begins anew."""

from __future__ import annotations

from collections.abc import Iterator

from converter.compose.composed import NumberRef, Para
from converter.records import dataclass, field
from converter.style.schema import Pack, ParagraphStyle
from converter.writers.docx.looks import indent
from converter.writers.docx.xml import part, w

FORMATS = {
    "decimal": "decimal",
    "lower-letter": "lowerLetter",
    "lower-roman": "lowerRoman",
    "upper-letter": "upperLetter",
    "upper-roman": "upperRoman",
    "bullet": "bullet",
}
BULLET = "bullet"


@dataclass(slots=True)
class Series:
    """A list as the numbering part needs it: its look by level, and the `num` in use."""

    abstract: int
    levels: dict[int, tuple[NumberRef, ParagraphStyle]] = field(default_factory=dict)
    num: int | None = None


@dataclass(slots=True)
class Numbering:
    """Series and numbers of one document; `of` gives each paragraph its `numPr`, in document order."""

    pack: Pack
    series: dict[str, Series] = field(default_factory=dict)
    nums: list[tuple[int, int | None, int]] = field(default_factory=list)
    """For each `num`: the list it counts in, the level that begins anew (None: no one), and the value."""

    def of(self, para: Para) -> str:
        """`numPr` of a paragraph with native numbering."""
        number = para.number
        assert number is not None
        series = self.series.setdefault(number.series, Series(len(self.series)))
        series.levels.setdefault(number.level, (number, self.pack.styles[para.style]))
        if series.num is None or (number.restart and number.format != BULLET):
            anew = number.restart and number.format != BULLET
            self.nums.append((series.abstract, number.level if anew else None, number.value))
            series.num = len(self.nums)
        return w("numPr", w("ilvl", val=number.level), w("numId", val=series.num))

    def part(self) -> bytes:
        """`word/numbering.xml`: all lists, then all numbers."""
        lists = "".join(_abstract(series) for series in self.series.values())
        return part("numbering", lists + "".join(_num(n, *values) for n, values in enumerate(self.nums, 1)))


def _num(number: int, abstract: int, level: int | None, value: int) -> str:
    anew = "" if level is None else w("lvlOverride", w("startOverride", val=value), ilvl=level)
    return w("num", w("abstractNumId", val=abstract), anew, numId=number)


def _abstract(series: Series) -> str:
    shown = "".join(_level(level, *look) for level, look in sorted(series.levels.items()))
    return w("abstractNum", w("multiLevelType", val="multilevel"), shown, abstractNumId=series.abstract)


def _level(level: int, number: NumberRef, style: ParagraphStyle) -> str:
    bullet = number.format == BULLET
    text = number.before if bullet else f"{number.before}%{level + 1}{number.after}"
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=FORMATS[number.format]),
        w("suff", val="tab" if style.text_at is not None else "space"),
        w("lvlText", val=text),
        w("lvlJc", val="left" if style.label_end is None else "right"),
        w("pPr", *_place(style)),
        ilvl=level,
    )


def _place(style: ParagraphStyle) -> Iterator[str]:
    """Tab stop and indents of a level: they beat those of the style (docx.md, *Numbered paragraphs*)."""
    if style.text_at is not None:
        yield w("tabs", w("tab", val="num", pos=style.text_at.twip))
    if style.label_end is None:
        yield indent(style)
    else:
        yield w("ind", left=style.left.twip, right=style.right.twip, hanging=style.left.twip - style.label_end.twip)
