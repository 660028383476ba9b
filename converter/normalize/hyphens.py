"""Whether the hyphen at the end of a line was written by somebody or parts a word for the line's sake."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from converter.late import late
from converter.normalize.mended import Mended
from converter.normalize.words import every
from converter.source import Line, Source

HEAD = late("(?P<word>[^\\W_][\\w'’]*(?:-[\\w'’]+)*)(?P<sign>[-‐\u00ad])\\s*$")
TAIL = late(r"\s*(?P<word>[^\W_][\w'’]*(?:-[^\W_]\w*)*)")
WORD = late(r"[^\W\d_][\w'’]*(?:-[^\W\d_]\w*)*")
GAP = late(r"(?<![\w-])([^\W\d_]{2,30})- ([^\W\d_]{2,30})(?!\w)")
SUSPENDED = frozenset(["and", "or", "to", "et", "ou", "y", "o", "e", "u", "и", "или", "und", "oder"])


@cache
def known(subject: str) -> frozenset[str]:
    """A list of `joining.yaml`, all languages."""
    return every("joining", subject)


def vocabulary(lines: Iterable[Line]) -> Counter[str]:
    """How often each word stands in a text, in small letters; words with hyphens whole."""
    spoken: Counter[str] = Counter()
    for line in lines:
        spoken.update(word.lower() for word in WORD.findall(line.text))
    return spoken


def is_parted(text: str) -> bool:
    """Whether a line ends in a hyphen, written or soft, right behind a letter or digit."""
    return text.rstrip()[-1:] in ("-", "‐", "\u00ad") and HEAD.search(text[-80:]) is not None


def glue(head: str, tail: str, spoken: Mapping[str, int]) -> str | None:
    """What belongs between the word before the hyphen and the first word of the next line; None where none does.

    >>> glue("since the infor-", "mation", {}), glue("counter-", "terrorism", {}), glue("pre-", "and post-war", {})
    ('', '-', '- ')
    """
    before, after = HEAD.search(head[-80:]), TAIL.match(tail[:120])
    if before is None or after is None:
        return None
    if before["sign"] == "\u00ad":
        return ""
    first, second = before["word"], after["word"]
    if second.lower() in SUSPENDED and (second.lower() != "to" or is_number(first.lower())):
        return "- "
    if not first[-1].isalpha() or not second[0].islower():
        return "-"
    return "-" if written(first.lower(), second.lower(), spoken) else ""


def is_number(word: str) -> bool:
    """Whether a word is a number, in figures or in English words."""
    return word.isdigit() or word in known("tens") or word in known("units") or word in ("ten", "eleven", "twelve")


def written(first: str, second: str, spoken: Mapping[str, int]) -> bool:
    """Whether `first-second` is a compound: as the text writes it elsewhere, else by the lists of `joining.yaml`.

    >>> written("man", "dates", {}), written("seventy", "two", {}), written("re", "cognition", {"re-cognition": 2})
    (False, True, True)
    """
    with_hyphen, without = spoken.get(f"{first}-{second}", 0), spoken.get(first + second, 0)
    if with_hyphen != without:
        return with_hyphen > without
    half, other = first.rsplit("-", 1)[-1], second.split("-", 1)[0]
    if half in known("tens"):
        return other in known("units")
    if f"{first}-{second}" in known("written") or f"{half}-{other}" in known("written"):
        return True
    if half + other in known("closed"):
        return False
    return half in known("compounds") or other in known("tails") or parts_no_syllable(half, other, spoken)


ROMANCE = ("les", "des", "une", "dans", "los", "las", "del", "una")
ENGLISH = ("the", "of", "and")
VOWELS = frozenset("aeiouyáàâäéèêëíìîïóòôöúùûüœæ")
LEAST = 4
"""Letters of each half of a compound."""


def parts_no_syllable(first: str, second: str, spoken: Mapping[str, int]) -> bool:
    """Whether a French or Spanish word cannot be parted there: a consonant goes with the vowel behind it.

    >>> spoken = {"les": 3, "des": 2}
    >>> parts_no_syllable("péniches", "écoles", spoken), parts_no_syllable("réso", "lution", spoken)
    (True, False)
    """
    if sum(spoken.get(word, 0) for word in ROMANCE) <= sum(spoken.get(word, 0) for word in ENGLISH):
        return False
    if min(len(first), len(second)) < LEAST or first in known("prefixes"):
        return False
    return first[-1] not in VOWELS and second[0] in VOWELS


def mend_gaps(source: Source) -> Mended:
    """A word that stands in mid-line with hyphen and space is mended, if the text has it whole somewhere.

    >>> from converter.span import Span
    >>> lines = (Line("the infor- mation", Span(1, 1)), Line("Information is late", Span(2, 2)))
    >>> mend_gaps(Source("x", "txt", lines)).lines[0].text
    'the information'
    """
    if not any("- " in line.text and GAP.search(line.text) for line in source.lines):
        return Mended(source.lines)
    spoken = vocabulary(source.lines)

    def mended(found: re.Match[str]) -> str:
        whole = found[1] + found[2]
        return whole if found[2].islower() and spoken.get(whole.lower()) else found[0]

    return Mended(tuple(line.sub(GAP, mended) if "- " in line.text else line for line in source.lines))
