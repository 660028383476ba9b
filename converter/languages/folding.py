"""Letters made comparable: without capitals, accents and vowel signs; and the script of a letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

MARK = "\u0300"
SPECIAL = {
    **dict.fromkeys("‐‑‒–—−\u00ad", "-"),
    **dict.fromkeys("’‘ʼ`´′", "'"),
    **dict.fromkeys("\u00a0\u202f\u2009\u2002\u2003\u3000\t\n\r", " "),
    **dict.fromkeys("ـ\u200e\u200f\u200b\u200c\u200d\ufeff\u202a\u202b\u202c\u2066\u2067\u2068\u2069", MARK),
    "ة": "ه",
    "ى": "ي",
    "ٱ": "ا",
    "ı": "i",
    "ß": "s",
}
SCRIPTS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "CJK": "Hani", "IDEOGRAPHIC": "Hani"}


class _Folds(dict[int, int]):
    """One character → its plain small letter, worked out once each."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        plain = SPECIAL.get(char)
        if plain is None:
            base = unicodedata.normalize("NFKD", char)[:1]
            plain = MARK if unicodedata.combining(base) else base.lower()[:1]
        self[code] = ord(plain)
        return self[code]


class _Keys(dict[int, int | None]):
    """One character → its plain small letter, a space for what is no letter and no digit, None for a mark."""

    def __missing__(self, code: int) -> int | None:
        plain = chr(_FOLDS[code])
        self[code] = None if plain == MARK else _FOLDS[code] if plain.isalnum() else ord(" ")
        return self[code]


_FOLDS = _Folds()
_KEYS = _Keys()


@lru_cache(512)
def fold(text: str) -> str:
    """The text in plain small letters, one for one, so that positions stay.

    >>> fold("Assemblée Générale")
    'assemblee generale'
    """
    return text.translate(_FOLDS)


@lru_cache(512)
def key(text: str) -> str:
    """The words of a text, folded and joined by single spaces: what is compared when two texts should agree.

    A dozen lists are looked for in each line, one after the other.

    >>> key(" SOIXANTE-DIX-HUITIÈME  session ")
    'soixante dix huitieme session'
    """
    return " ".join(text.translate(_KEYS).split())


def script(char: str) -> str:
    """`Latn`, `Cyrl`, `Arab` or `Hani` for a letter of these scripts, else an empty string."""
    if char < "\u0250":
        return "Latn" if char.isalpha() else ""
    if not char.isalpha():
        return ""
    return SCRIPTS.get(unicodedata.name(char, "").split(" ", 1)[0], "")
