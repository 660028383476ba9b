"""Which 8-bit code page or Chinese encoding makes bytes look like words of an official language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from converter.records import dataclass

CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
ARABIC = "اليمنرتبوعهدسفةحقكجىشصأطخئضزإثذءغؤظآ"
LATIN = "éóíáèñúüàçäöêâîôûëïßãõåøæñœșțăčšžćłńęąőű"
MARKS = "’“”–—«»…‘„°§№·•©®ºª¿¡€™‚‹›\u00a0،؛؟"
OPENING, SIGNS = "“„«‹¿¡‘‚€§№", "€©®°•™…·"
"""Marks before which no letter stands, and after which none does."""
SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, how it was encoded, and whether that is certain."""

    text: str
    encoding: str
    sure: bool = True


@cache
def weights(alphabet: str) -> dict[str, float]:
    """What a letter speaks for its alphabet: the frequent ones the most."""
    size = len(alphabet)
    return {letter: 1.0 - 0.8 * place / size for place, letter in reversed(list(enumerate(alphabet)))}


def score_letters(alphabet: str) -> Callable[[str], float]:
    """A judge of texts in one alphabet: from about 1 (surely) down below 0; the mean over all that is not ASCII."""

    def score(text: str) -> float:
        known, total, count, before = weights(alphabet), 0.0, 0, " "
        for char, after in zip(text, text[1:] + " ", strict=True):
            if char > "\x7f":
                count += 1
                total += value(char, before, after, known)
            before = char
        return total / count if count else 0.0

    return score


def value(char: str, before: str, after: str, known: dict[str, float]) -> float:
    """What one character says; a capital after a small letter, or a sign inside a word, speaks against."""
    if char in MARKS:
        inside = (before.isalpha() and char in OPENING) or (after.isalpha() and char in SIGNS)
        return -0.6 if inside else 0.5
    small = char.lower()
    if small not in known:
        return -0.6
    if char == small:
        return known[small] - (0.3 if before.isupper() and before > "\x7f" else 0.0)
    return 0.6 * known[small] if not before.islower() else -0.8


def score_latin(text: str) -> float:
    """Western text: accents stand alone among plain letters; words made of nothing but accents speak against.

    So do letters that are no word by themselves: they were dashes.
    """
    runs = sum(map(len, re.findall(r"[^\x00-\x7f]{3,}", text)))
    high = sum(char > "\x7f" for char in text)
    lone = len(re.findall(r"(?<!\w)[äâêëîïöôûüñçßåæø](?!\w)", text))
    return score_letters(LATIN)(text) - ((runs + lone) / high if high else 0.0)


def score_han(text: str) -> float:
    """Chinese text: the share of common characters (the first level of GB 2312) and Chinese marks."""
    wide = [char for char in text if char > "\x7f"]
    if not wide:
        return 0.0
    return sum(common_han(char) for char in wide) / len(wide)


@cache
def common_han(char: str) -> float:
    """1 for a frequent character or a mark, less for a rare one, below 0 for what is no Chinese."""
    if char in "，。、；：？！（）《》“”‘’—…·":
        return 1.0
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0.3 if "\u4e00" <= char <= "\u9fff" else -1.0
    return 1.0 if 0xB0 <= lead <= 0xD7 else 0.0


CYRILLIC_PAGES = ("cp1251", "koi8-r", "cp866", "iso-8859-5", "mac-cyrillic")
CANDIDATES: tuple[tuple[str, Callable[[str], float]], ...] = (
    ("cp1252", score_latin),
    *((page, score_letters(CYRILLIC)) for page in CYRILLIC_PAGES),
    ("cp1256", score_letters(ARABIC)),
    ("iso-8859-6", score_letters(ARABIC)),
    ("gb18030", score_han),
    ("big5", score_han),
    ("mac-roman", score_latin),
    ("cp850", score_latin),
    ("iso-8859-1", score_latin),
)
SURE, MARGIN = 0.35, 0.15


def detect(data: bytes) -> Decoded:
    """The text in the best of the code pages; `sure` where the best is good and the others are not.

    >>> detect("Совет Безопасности".encode("koi8-r")).encoding
    'koi8-r'
    """
    sample = telling(data)
    found = []
    for rank, (encoding, score) in enumerate(CANDIDATES):
        try:
            found.append((score(sample.decode(encoding)), -rank, encoding))
        except UnicodeDecodeError:
            continue
    found.sort(reverse=True)
    if not found or found[0][0] < 0.1:
        return guessed(data)
    text = data.decode(found[0][2], "replace")
    rival = next((score for score, _, encoding in found[1:] if data.decode(encoding, "replace") != text), 0.0)
    return Decoded(text, found[0][2], sure=found[0][0] >= SURE and found[0][0] - rival >= MARGIN)


def telling(data: bytes) -> bytes:
    """The lines that hold other than ASCII bytes, up to a size; the rest says nothing about the encoding."""
    if len(data) <= SAMPLE:
        return data
    kept, size = [], 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            kept.append(line)
            size += len(line)
            if size > SAMPLE:
                break
    return b"".join(kept)


def guessed(data: bytes) -> Decoded:
    """What charset-normalizer makes of bytes in none of our code pages; else cp1252 with marks for what is lost."""
    from charset_normalizer import from_bytes

    best = from_bytes(telling(data)[:SAMPLE]).best()
    if best is not None:
        try:
            return Decoded(data.decode(best.encoding), best.encoding, sure=False)
        except (UnicodeDecodeError, LookupError):
            pass
    return Decoded(data.decode("cp1252", "replace"), "cp1252", sure=False)
