"""Ordinal numbers in words, printed and read, as sessions and years are counted."""

from __future__ import annotations

import re
from functools import cache

from converter.languages.folding import key
from converter.languages.numerals import HAN_NUMBER, print_han, read_digits, read_han
from converter.languages.schema import Language, Ordinals
from converter.late import late

LAST = 199

_HAN = late(rf"第?\s*(?P<number>{HAN_NUMBER}+|\d+)")
_FIGURES = late(
    r"(?:第\s*)?(?P<number>\d{1,3})\s*(?:-?\s*(?:st|nd|rd|th|e?[mr]?e|ieme|ie|a|o|я|и|ая|ыи|ои))?\.?", re.IGNORECASE
)
_RUSSIAN_ENDING = late(r"(?:ьего|ьему|ьеи|ого|ому|ая|ую|ое|ои|ыи|ии|ом|ым|ые|ья|ью|ье|ем)$")
_ARABIC_ENDING = late(r"(?<=\w\w)(?:ون|ين|ه|ي)\b")


def print_ordinal(language: Language, number: int, masculine: bool = False) -> str:
    """An ordinal from 1 to 199 in small letters, as a session is counted (`seventy-eighth`, `第七十八`).

    `masculine` is for the year line of languages whose year has another gender than their session (Russian).
    """
    if not 1 <= number <= LAST:
        raise ValueError(f"ordinals are known from 1 to {LAST}, not {number}")
    if language.code == "zh":
        return "第" + print_han(number)
    text = _compose(language.code, language.ordinals, number)
    if masculine and language.code == "ru":
        return _russian_masculine(text)
    return text


def read_ordinal(language: Language, text: str) -> int | None:
    """The number of an ordinal in words or figures, in any gender or case, in capitals or not; else None."""
    if language.code == "zh":
        han = _HAN.fullmatch(text.strip())
        return (read_digits(han["number"]) or read_han(han["number"])) if han else None
    folded = key(text.replace("º", "").replace("ª", "").replace("ᵉ", "").replace("°", ""))
    figures = _FIGURES.fullmatch(folded.replace(" ", ""))
    if figures:
        return read_digits(figures["number"])
    return _known(language).get(_stem(language.code, folded))


def print_session(language: Language, number: int, kind: str = "") -> str:
    """A session line: `Seventy-eighth session`; kind `S` or `ES` for special and emergency special sessions.

    A number above 1000 is a calendar year: `2026 session`.
    """
    if number > 1000:
        return language.session.by_year.format(year=number)
    ordinal = print_ordinal(language, number)
    if kind:
        word = language.session.kinds[kind]
        if language.code in ("fr", "es", "ar"):  # The adjective follows the noun, and in Arabic the ordinal follows it.
            head, _, noun = language.session.line.partition("{ordinal}")
            line = f"{head}{word} {ordinal}" if language.code == "ar" else f"{ordinal}{noun} {word}"
            return _capital(line)
        ordinal = f"{ordinal}届{word}" if language.code == "zh" else f"{ordinal} {word}"
        return _capital(language.session.line.format(ordinal=ordinal).replace("别届", "别"))
    return _capital(language.session.line.format(ordinal=ordinal))


def print_year_line(language: Language, number: int) -> str:
    """The Security Council's year line: `Seventy-eighth year`."""
    return _capital(language.session.year.format(ordinal=print_ordinal(language, number, masculine=True)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _compose(code: str, words: Ordinals, number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds and not rest:
        return words.hundred[0]
    if hundreds:
        if code == "fr" and rest == 1:
            return f"{words.hundred[1]} unième"
        below = _below_hundred(code, words, rest)
        return f"{below} {words.hundred[1]}" if code == "ar" else f"{words.hundred[1]} {below}"
    return _below_hundred(code, words, rest)


def _below_hundred(code: str, words: Ordinals, number: int) -> str:
    if number < 20:
        return words.units[number - 1]
    tens, unit = divmod(number, 10)
    if not unit:
        return words.tens[tens - 2]
    first, joint = words.units[unit - 1], words.joining_tens[tens - 2]
    if code == "en":
        return f"{joint}-{first}"
    if code == "fr":
        return _french(words, tens, unit)
    if code == "ar":
        return f"{'الحادية' if unit == 1 else first} و{joint}"
    return f"{joint} {first}"


def _french(words: Ordinals, tens: int, unit: int) -> str:
    """Seventy and ninety count on from ten; twenty-first takes “et”, eighty-first does not."""
    joint = words.joining_tens[tens - 2]
    unit += 10 if tens in (7, 9) else 0
    first = "unième" if unit == 1 else words.units[unit - 1]
    return f"{joint} et {first}" if unit in (1, 11) and tens < 8 else f"{joint}-{first}"


def _russian_masculine(text: str) -> str:
    *before, last = text.split(" ")
    if last == "третья":
        return " ".join([*before, "третий"])
    stem = last.removesuffix("ая")
    return " ".join([*before, stem + ("ой" if stem in ("втор", "шест", "седьм", "восьм", "сороков") else "ый")])


@cache
def _known(language_: Language) -> dict[str, int]:
    code = language_.code
    known = {_stem(code, key(print_ordinal(language_, number))): number for number in range(LAST, 0, -1)}
    if code == "fr":
        known |= {"premier": 1, "second": 2, "seconde": 2}
    if code == "en":
        known |= {"hundredth": 100}
    if code == "ar":
        known |= {_stem(code, "الاول"): 1}
    return known


def _stem(code: str, folded: str) -> str:
    """What an ordinal has in all its genders, cases and ways of writing."""
    match code:
        case "es":
            joined = re.sub(r"(?:o|a)(?= |$)", "", re.sub(r"imo(?=[pstcqn])", "imo ", folded))
            return re.sub(r"(?<=decim)[o ]+", " ", joined)
        case "ru":
            return _RUSSIAN_ENDING.sub("", folded)
        case "ar":
            return _ARABIC_ENDING.sub("", folded)
        case _:
            return folded
