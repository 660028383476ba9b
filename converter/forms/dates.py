"""Dates in six languages: found in a text, read from a line, printed."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Literal

from converter.languages import CODES, fold, language
from converter.languages.numerals import HAN_DIGITS, read_digits, read_han
from converter.late import late, longest_first
from converter.records import dataclass, replace

Certainty = Literal["certain", "likely", "guessed", "placeholder", "range"]
"""`likely` and `guessed`: day and month may be the other way round. `placeholder` (`XX May 2026`) and `range`
(`16 June–11 July 2025`) look like a date and are none; their date is None."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands in the text searched."""

    start: int
    end: int
    date: datetime.date | None
    iso: str
    """`2023-11-07`, or an empty string."""
    certainty: Certainty
    place: str | None = None
    """What stands beside the date of a date line: `New York, 3 February 2025`. Only `read_date` fills it."""

    month: str = ""
    """`2023-11` for a placeholder whose day alone is open."""

    @property
    def to_fill_in(self) -> str:
        """A date with a day left open as it is to be given: `2026-01-…`; `YYYY-MM-DD` where more is open."""
        return f"{self.month}-…" if self.month else "YYYY-MM-DD"


_S = r"[\s\u200e\u200f\u200b]{1,3}"
_S0 = r"[\s\u200e\u200f\u200b]{0,3}"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d|[٠-٩]{4}|(?:19|20)(?:XX|xx|__|\?\?|\.\.|…))"
_BLANK_DAY = r"[XxХх]{1,2}|_{1,4}|\[[^\]\n]{0,5}\]|…|\.{2,3}|\?{1,2}|DD|dd|«[ _\u00a0]{0,8}»|“[ _]{0,8}”"
_DAY = rf"(?P<day>\d{{1,2}}|{_BLANK_DAY})"
_TO = r"(?:[-–—]|\bto\b|\band\b|\bau\b|\bet\b|\bal?\b|\by\b|\bпо\b|\bи\b|إلى|و|&)"
_RANGE = rf"(?:(?P<before>\b\d{{1,2}}(?:er|º|st|nd|rd|th)?(?:{_S}(?:de{_S})?[^\W\d_]{{3,12}})?){_S0}{_TO}{_S0})?"
_ISO = late(
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<gap>[-/.])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d/-]|\.\d)"
)
_FIGURES = late(
    r"(?<![\d/.,-])(?P<first>\d{1,2}|DD|dd|XX|xx|__)(?P<gap>[./-])(?P<second>\d{1,2}|MM|mm|XX|xx|__)(?P=gap)"
    r"(?P<year>(?:19|20)\d\d|YYYY|yyyy|XXXX|____)(?![\d/-]|\.\d)"
)
_ANCHOR = late(r"(?:1[89]|20)(?:\d\d|XX|xx|__|\?\?|\.\.|…)|YYYY|yyyy|XXXX|____|年", re.ASCII)
_ARABIC_ANCHOR = late(r"[٠-٩]{4}")
BEFORE_YEAR, AFTER_YEAR = 72, 40
"""Characters around a year within which its date lies."""
_CLOCK = late(
    r"^[,\s]*(?:at\s)?\d{1,2}(?:[:.h]\d\d)?(?::\d\d)?\s?(?:[ap]\.?\s?m\.?|Z|hrs?|UTC|GMT)?[,\s]*", re.IGNORECASE
)
_EDGE = " \t\r\n\u00a0\u200e\u200f.,;:*_|–—-·،，、"
_PARTED_BEFORE = late(r"[,،，–—|\n]")
_LED = late(r"\s(?:le|في|el)\s+$")
"""A word between place and date where no comma stands: `Genève le 2 mai 2025`."""
_PARTED_AFTER = late(r"[\s.]*(?:года|г\.)?\s*[,،，–—|\n]")
_SMALL_WORDS = frozenset(
    ("de", "of", "la", "le", "el", "los", "las", "du", "des", "del", "the", "and", "et", "y", "am", "на")
)
_PUBLISHED = frozenset(
    ("publié", "publiée", "publiée en ligne", "mis à jour", "publicado", "publicada", "actualizado", "نشر")
)
"""Labels before the date of a page, with the small word that leads places too, which are no places."""
_WHEN = frozenset(("when", "where", "deadline", "quand", "date et lieu", "cuándo", "cuando", "когда", "متى", "الموعد"))
"""Labels of the time of an event, which dates no text."""
_PLACE = late(r"[^\W\d_][\w .,'’()/-]{1,60}")


def find_dates(text: str, code: str | None) -> list[FoundDate]:
    """Every date in a text, in order, by the months of one language and of English (None: of all six).

    Masthead dates of Russian, Arabic and Chinese documents are English. Weekdays and places beside
    a date are not part of it.
    """
    found: list[FoundDate] = []
    for start, end in _windows(text):
        for one in dict.fromkeys(CODES if code is None else (code, "en")):
            for pattern in _patterns(one):
                found += [date for match in pattern.finditer(text, start, end) if (date := _worded(match, one))]
        found += [date for match in _ISO.finditer(text, start, end) if (date := _iso(match))]
        found += [date for match in _FIGURES.finditer(text, start, end) if (date := _figures(match, code or "en"))]
        if "年" in text:
            found += [date for match in _han_pattern().finditer(text, start, end) if (date := _han(match))]
    return _apart(found)


def read_date(text: str, code: str | None) -> FoundDate | None:
    """The date that a whole line is: alone, or with a label, a weekday, a clock time or a place and nothing else.

    >>> read_date("New York, 3 February 2025", "en").place
    'New York'
    """
    dates = find_dates(text, code)
    if len(dates) != 1 or len(text) > 160:
        return None
    date = dates[0]
    before, after = text[: date.start], _CLOCK.sub("", text[date.end :], count=1)
    if not (before + after).strip(_EDGE + "()[]<>\"'"):
        return date
    place_before, place_after = _strip_words(before, code), _strip_words(after, code)
    if not place_before and not place_after:
        return date
    parted = (_PARTED_BEFORE.search(before) or _led(before)) if place_before else _PARTED_AFTER.match(text[date.end :])
    place = place_before or place_after
    if place.casefold() in _PUBLISHED and _led(before):
        return date
    if (place_before and place_after) or not parted or not _is_place(place) or place.casefold() in _WHEN:
        return None
    return replace(date, place=place)


def print_date(date: datetime.date, code: str) -> str:
    """The date as running text of a language prints it: `1er avril 2026`, `15 апреля 2026 года`."""
    words = language(code)
    day = "1er" if code == "fr" and date.day == 1 else str(date.day)
    month = words.months[date.month - 1]
    return words.date.format(d=day, month=month, m=date.month, yyyy=date.year)


def print_masthead_date(date: datetime.date, code: str) -> str:
    """The date in the masthead of a document in a language: English for Russian, Arabic and Chinese ones."""
    return print_date(date, language(code).masthead)


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches of a text around its years; nothing else can be a date."""
    anchors = [match.start() for match in _ANCHOR.finditer(text)]
    if not text.isascii():
        anchors = sorted(anchors + [match.start() for match in _ARABIC_ANCHOR.finditer(text)])
    windows: list[tuple[int, int]] = []
    for anchor in anchors:
        start, end = max(0, anchor - BEFORE_YEAR), min(len(text), anchor + AFTER_YEAR)
        if windows and start < windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


@cache
def _months(code: str) -> dict[str, int]:
    words = language(code)
    return {
        fold(name): number
        for number, names in enumerate(zip(words.months, words.month_variants, strict=True), 1)
        for name in (names[0], *names[1])
    }


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """Day before month, and for English also month before day. Chinese has a pattern of its own."""
    if code == "zh":
        return ()
    month = "|".join(_month_forms(code))
    month = rf"(?P<month>{month})"
    match code:
        case "en":
            middle = rf"(?:st|nd|rd|th)?(?:{_S}day)?(?:{_S}of)?(?:{_S}|-){month}\.?,?(?:{_S}|-)"
            second = rf"(?:{_S0}{_TO}{_S0}(?P<before>\d{{1,2}}))?"
            after = rf"(?<!\w){month}\.?{_S}{_DAY}(?:st|nd|rd|th)?{second},?{_S}{_YEAR}(?!\d)"
        case "fr":
            middle, after = rf"(?:er|ère|ᵉʳ)?{_S}(?:de{_S})?{month}\.?,?{_S}", ""
        case "es":
            middle, after = rf"(?:[º°o]\.?|ro)?{_S}(?:de{_S})?{month}\.?,?{_S}(?:del?{_S})?", ""
        case "ar":
            middle, after = rf"{_S}(?:من{_S})?{month}{_S0}[،,]?{_S0}(?:(?:لعام|عام|سنة){_S})?", ""
        case _:
            middle, after = rf"(?:-?го)?{_S}{month}\.?,?{_S}", ""
    before = late(rf"(?<![\w/.,]){_RANGE}(?:[«“\"]\s?)?{_DAY}(?:\s?[»”\"])?{middle}{_YEAR}(?!\d)", re.IGNORECASE)
    return (before, late(after, re.IGNORECASE)) if after else (before,)


def _month_forms(code: str) -> list[str]:
    """Regular expressions for the month names, longest first, with and without accents."""
    words = language(code)
    names = {name for row in zip(words.months, words.month_variants, strict=True) for name in (row[0], *row[1])}
    names |= {fold(name) for name in names if code in ("fr", "es")}
    gap = r"\s?/\s?"
    forms = longest_first(names)
    forms = [re.escape(name).replace("/", gap).replace(r"\ ", r"\s") for name in forms]
    if code == "ar":  # Either name may come first or alone; a bracket may stand for the slash.
        single = "|".join(form for form in forms if gap not in form)
        return [rf"(?:{single})(?:\s?[/(]\s?(?:{single})\)?)?"]
    return forms


def _worded(match: re.Match[str], code: str) -> FoundDate | None:
    day, year = read_digits(match["day"]), read_digits(match["year"])
    if match["before"]:
        return FoundDate(match.start(), match.end(), None, "", "range")
    name = fold(re.split(r"\s?[/(]", match["month"])[0]).replace("\u00a0", " ")
    month = _months(code).get(name) or _months(code).get(fold(match["month"]))
    if day is None or year is None:
        known = f"{year}-{month:02}" if year and month else ""
        return FoundDate(match.start(), match.end(), None, "", "placeholder", month=known)
    return _checked(match, year, month, day, "certain")


def _iso(match: re.Match[str]) -> FoundDate | None:
    return _checked(match, int(match["year"]), int(match["month"]), int(match["day"]), "certain")


def _figures(match: re.Match[str], code: str) -> FoundDate | None:
    if not (match["first"] + match["second"] + match["year"]).isdigit():
        return FoundDate(match.start(), match.end(), None, "", "placeholder")
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if second > 12 and match["gap"] != ".":
        return _checked(match, year, first, second, "certain")
    sure = match["gap"] == "." or first > 12 or first == second
    return _checked(match, year, second, first, "certain" if sure else "guessed" if code == "en" else "likely")


@cache
def _han_pattern() -> re.Pattern[str]:
    return late(
        rf"(?P<year>\d{{4}}|[{HAN_DIGITS}零○]{{4}})\s?年\s?(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}|XX|[_…Xx]+)\s?月"
        r"\s?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}|XX|[_…Xx]+)\s?日(?P<range>\s?[至-]\s?(?:[\d年月]+|[一二三四五六七八九十年月]+)日)?"
    )


def _han(match: re.Match[str]) -> FoundDate | None:
    year, month, day = ((read_digits(match[key]) or read_han(match[key])) for key in ("year", "month", "day"))
    if match["range"]:
        return FoundDate(match.start(), match.end(), None, "", "range")
    if year is None or month is None or day is None:
        return FoundDate(match.start(), match.end(), None, "", "placeholder")
    return _checked(match, year, month, day, "certain")


def _checked(match: re.Match[str], year: int, month: int | None, day: int, certainty: Certainty) -> FoundDate | None:
    try:
        date = datetime.date(year, month or 0, day)
    except ValueError:
        return None
    return FoundDate(match.start(), match.end(), date, date.isoformat(), certainty)


def _apart(found: list[FoundDate]) -> list[FoundDate]:
    """In order of place; where two overlap, the one that begins first and reaches further."""
    kept: list[FoundDate] = []
    for date in sorted(found, key=lambda date: (date.start, -date.end)):
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


@cache
def _beside(code: str) -> re.Pattern[str]:
    """Labels and weekdays that may stand at either side of a date line."""
    words = language(code)
    names = longest_first((*words.date_labels, *words.weekdays, "г", "года", "год"))
    return late(rf"(?:^|(?<=[\s,:.]))(?:{'|'.join(map(re.escape, names))})\.?(?=$|[\s,:])", re.IGNORECASE)


def _strip_words(text: str, code: str | None) -> str:
    for one in dict.fromkeys(CODES if code is None else (code, "en")):
        text = _beside(one).sub("", text)
    return text.strip(_EDGE)


def _led(before: str) -> bool:
    """Whether a place of one word or two and a small word stand before a date: `Genève le 2 mai 2025`."""
    found = _LED.search(before)
    return found is not None and len(before[: found.start()].split()) <= 2


def _is_place(text: str) -> bool:
    """A place is a few capitalized words; scripts without capitals pass."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word not in _SMALL_WORDS]
    capitalized = all(word[:1] == word[:1].upper() for word in words)
    return bool(_PLACE.fullmatch(text)) and 0 < len(words) <= 6 and capitalized
