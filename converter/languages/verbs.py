"""Opening words of resolution paragraphs: `Recalling also`, `Further requests`; loaded only when asked for."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from converter.data import data_path, read_yaml
from converter.languages.folding import fold
from converter.languages.loading import build
from converter.late import late, longest_first
from converter.records import dataclass

Kind = Literal["preambular", "operative"]


@dataclass(frozen=True, slots=True)
class Verbs:
    """The pieces of opening words in one language: [before] word [tail] [after]."""

    before: tuple[str, ...]
    preambular: tuple[str, ...]
    operative: tuple[str, ...]
    tails: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a clause opens with: the part of the resolution it belongs to, and where its opening words end."""

    kind: Kind
    end: int
    text: str


@cache
def verbs(code: str) -> Verbs:
    """The opening words of one of the six languages."""
    path = data_path("languages", f"verbs-{code}.yaml")
    return build(Verbs, read_yaml(path), path, "")


def read_opening(text: str, code: str) -> Opening | None:
    """The opening words at the start of a clause (without its label), or None.

    >>> read_opening("Further requests the Secretary-General to report;", "en")
    Opening(kind='operative', end=16, text='Further requests')
    """
    start = len(text) - len(text.lstrip(" \t«“\"'_*"))
    folded = fold(text[start : start + 160])
    if code != "zh" and _first_word(folded) not in _first_words(code):
        return None
    preambular, operative = _patterns(code)
    found: list[tuple[int, Kind]] = []
    for kind, pattern in ((("preambular"), preambular), (("operative"), operative)):
        match = pattern.match(folded)
        if match:
            found.append((match.end(), "preambular" if kind == "preambular" else "operative"))
    if not found:
        return None
    # Where both fit (Chinese verbs do not change), the mark at the end of the clause tells: a comma is preamble.
    longest = max(end for end, _ in found)
    kinds = [kind for end, kind in found if end == longest]
    kind = kinds[0] if len(kinds) == 1 or text.rstrip().endswith((",", "，", "،")) else "operative"
    return Opening(kind, start + longest, text[start : start + longest])


@cache
def _first_words(code: str) -> frozenset[str]:
    """What an opening may begin with; most lines begin with something else."""
    words = verbs(code)
    return frozenset(_first_word(fold(one)) for one in (*words.before, *words.preambular, *words.operative))


def _first_word(folded: str) -> str:
    found = _WORD.match(folded)
    return found[0] if found else ""


_WORD = late(r"[^\W_]+")


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = verbs(code)
    return _pattern(words, words.preambular, code), _pattern(words, words.operative, code)


def _pattern(words: Verbs, bases: tuple[str, ...], code: str) -> re.Pattern[str]:
    gap, edge = ("", "") if code == "zh" else (" ", r"(?!\w)")
    before = f"(?:{_any(words.before)}{gap})*" if words.before else ""
    tails = f"(?:{gap}{_any(words.tails)}{edge})?" if words.tails else ""
    after = f"(?:{gap}{_any(words.after)}{edge})?" if words.after else ""
    # “also” may stand before the tail as well: “Noting also with concern”.
    return late(f"{before}{_any(bases)}{edge}{after}{tails}{after}")


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(longest_first(re.escape(fold(word)) for word in words)) + ")"
