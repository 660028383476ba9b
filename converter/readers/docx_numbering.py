"""Labels of automatic numbering, as Word prints them: counters, restarts, levels that show the numbers above them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from converter.languages.numerals import print_han
from converter.late import late
from converter.readers.docx_package import W, is_on, val, whole
from converter.readers.docx_symbols import from_font
from converter.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVEL = late(r"%([1-9])")
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
ALPHABETS: Mapping[str, str] = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "chicago": "*†‡§",
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
HAN = frozenset(
    {"chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "japaneseCounting",
     "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "koreanDigital", "koreanCounting"}
)  # fmt: skip
BULLET, NONE = "bullet", "none"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as the file defines it."""

    index: int
    form: str
    text: str
    start: int
    legal: bool
    """Numbers of the levels above are shown as figures."""
    restart: int | None
    """Begins anew after a level up to this one, counted from 1; 0 never; None after any level above."""
    left: int | None
    """Left indent in twips."""
    first: int


@dataclass(slots=True)
class Series:
    """A list as one `num` uses it: the key of its counters, its levels, numbers it begins with at its first use."""

    counters: str
    levels: Mapping[int, Level]
    overrides: Mapping[int, int]
    begun: bool = False


class Numbering:
    """The numbering part, and the counters of one reading. Counters belong to the abstract list, not to its uses."""

    def __init__(self, root: Element | None) -> None:
        self.abstract = (
            {a.get(W + "abstractNumId", ""): a for a in root.iter(W + "abstractNum")} if root is not None else {}
        )
        self.nums = {n.get(W + "numId", ""): n for n in root.iter(W + "num")} if root is not None else {}
        self.linked = {link: key for key, a in self.abstract.items() if (link := val(a, "styleLink"))}
        self.series: dict[str, Series] = {}
        self.counts: dict[str, dict[int, int]] = {}

    def of(self, num: str) -> Series | None:
        """The list behind a `numId`; None for 0 and for one that is nowhere defined."""
        if num not in self.nums:
            return None
        if num not in self.series:
            self.series[num] = self._series(self.nums[num])
        return self.series[num]

    def _series(self, num: Element) -> Series:
        key = val(num, "abstractNumId") or ""
        link = val(self.abstract.get(key), "numStyleLink")
        key = self.linked.get(link, key) if link else key
        root = self.abstract.get(key)
        levels = {lvl.index: lvl for lvl in map(_level, root.iter(W + "lvl"))} if root is not None else {}
        overrides: dict[int, int] = {}
        for over in num.iter(W + "lvlOverride"):
            own = over.find(W + "lvl")
            if own is not None:
                levels[whole(own.get(W + "ilvl"))] = _level(own)
            start = val(over, "startOverride")
            if start is not None:
                overrides[whole(over.get(W + "ilvl"))] = whole(start, 1)
        return Series(key, levels, overrides)

    def level_of_style(self, num: str, style: str) -> int:
        """The level of a list that names a paragraph style as its own."""
        key = val(self.nums.get(num), "abstractNumId") or ""
        root = self.abstract.get(key)
        for lvl in root.iter(W + "lvl") if root is not None else ():
            if val(lvl, "pStyle") == style:
                return whole(lvl.get(W + "ilvl"))
        return 0

    def next(self, num: str, index: int) -> str:
        """Count one paragraph and give its label, without white space at its ends."""
        series = self.of(num)
        level = series.levels.get(index) if series else None
        if series is None or level is None:
            return ""
        counts = self.counts.setdefault(series.counters, {})
        if not series.begun:
            series.begun = True
            counts |= {at: start - 1 for at, start in series.overrides.items()}
        for above in range(index):
            counts.setdefault(above, series.levels[above].start if above in series.levels else 0)
        counts[index] = counts.get(index, level.start - 1) + 1
        for below in [at for at in counts if at > index]:
            after = series.levels[below].restart if below in series.levels else None
            if after is None or index < after:
                del counts[below]
        return _printed(level, series.levels, counts).strip()


def _printed(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    if level.form == BULLET:
        return level.text

    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        form = levels[at].form if at in levels else "decimal"
        return number(counts.get(at, 0), "decimal" if level.legal and at != level.index else form)

    return LEVEL.sub(shown, level.text)


def _level(element: Element) -> Level:
    form, text = val(element, "numFmt") or "decimal", val(element, "lvlText") or ""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    if form == BULLET and text:
        text = from_font(text, fonts.get(W + "ascii", "") if fonts is not None else "")
    restart = val(element, "lvlRestart")
    indent = element.find(f"{W}pPr/{W}ind")
    left = first = None
    if indent is not None:
        left = indent.get(W + "left") or indent.get(W + "start")
        first = indent.get(W + "firstLine") or (f"-{hanging}" if (hanging := indent.get(W + "hanging")) else None)
    return Level(
        whole(element.get(W + "ilvl")),
        form,
        text,
        whole(val(element, "start"), 1 if val(element, "start") is None else 0),
        is_on(val(element, "isLgl")),
        None if restart is None else whole(restart),
        None if left is None else whole(left),
        whole(first),
    )


# ---------------------------------------------------------------- numbers


@cache
def number(value: int, form: str) -> str:
    """A number as a numbering form prints it.

    >>> number(28, "lowerLetter"), number(4, "upperRoman"), number(3, "decimalZero"), number(12, "chineseCounting")
    ('bb', 'IV', '03', '十二')
    """
    low = "lower" + form.removeprefix("upper") if form.startswith("upper") else form
    low = "russianLower" if form == "russianUpper" else low
    make = FORMS.get(low)
    if form in (BULLET, NONE) or (make and value < 1):
        return ""
    if low in ALPHABETS:
        text = _letters(value, ALPHABETS[low]) if value > 0 else ""
    elif form in HAN:
        text = print_han(value) if 0 < value < 1_000 else str(value)
    else:
        text = make(value) if make else str(value)
    return text.upper() if low != form else text


def _letters(value: int, alphabet: str) -> str:
    """`a` … `z`, then `aa`, `bb` as Word counts on."""
    return alphabet[(value - 1) % len(alphabet)] * ((value - 1) // len(alphabet) + 1)


def _roman(value: int) -> str:
    text = ""
    for size, letters in ROMAN:
        text, value = text + letters * (value // size), value % size
    return text


def _circled(value: int) -> str:
    return chr(0x245F + value) if value <= 20 else str(value)


def _ordinal(value: int) -> str:
    last = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{last}"


FORMS: Mapping[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "decimalZero": lambda value: f"{value:02d}",
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "decimalFullWidth": lambda value: "".join(chr(ord(char) + 0xFEE0) for char in str(value)),
}
