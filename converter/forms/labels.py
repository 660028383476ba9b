"""Labels of paragraphs and lists: `12.` / `(a)` / `(iii)` / `II.` / `一、`, and which may follow which."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from converter.languages import fold
from converter.languages.numerals import print_han, print_roman, read_digits, read_han, read_roman
from converter.late import late, longest_first
from converter.records import dataclass

Kind = Literal[
    "decimal",
    "multi",
    "lower-letter",
    "upper-letter",
    "lower-roman",
    "upper-roman",
    "cyrillic-letter",
    "arabic-letter",
    "arabic-name",
    "arabic-ordinal",
    "han",
    "bullet",
]

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
ARABIC = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_NAMES = "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد قاف راء"
_FIRSTLY = "أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا"
_TEENS = "حادي ثاني ثالث رابع خامس سادس سابع ثامن تاسع"
ARABIC_NAMES = tuple(_NAMES.split())
"""Names of letters, which label headings where other languages have A, B, C."""
ARABIC_ORDINALS = (*_FIRSTLY.split(), *(f"{unit} عشر" for unit in _TEENS.split()))
"""Firstly, secondly: they label headings where other languages have I, II, III."""
BULLETS = "•◦▪▫■□●○‣⁃∙·–—-*➢➤✓§"

FORMS = ("{}.", "{})", "({})", "{}", "{} -", "{} –", "‘{}’", "{}、", "（{}）", "{}．", "{}.-", "{}°")
"""What stands around a label's sign; the first that fits a kind is how it is usually printed."""
PRINTED_FORM: dict[str, str] = {
    "decimal": "{}.",
    "multi": "{}",
    "lower-letter": "({})",
    "upper-letter": "{}.",
    "lower-roman": "({})",
    "upper-roman": "{}.",
    "cyrillic-letter": "{})",
    "arabic-letter": "({})",
    "arabic-name": "{} -",
    "arabic-ordinal": "{} -",
    "han": "{}、",
    "bullet": "{}",
}

_DOUBLE = "|".join(letter * 2 for letter in LATIN)
_HAN = "[一二三四五六七八九十百〇零]{1,5}"
_SIGN = rf"(?:\d{{1,3}}|[ivxlc]{{1,9}}|[IVXLC]{{1,9}}|{_DOUBLE}|[A-Za-z]|[{CYRILLIC}]|[{ARABIC}اإ]|{_HAN})"
_LABEL = late(
    rf"(?:(?P<open>[(（‘'])(?:{_SIGN})[)）’']\.?|(?:{_SIGN})(?P<mark>\.-|[.)、．°]|\s?[-–](?=\s)))(?P<gap>[\s\u200e\u200f]*)"
)
_CLOSED_UP = late(r"(?:\([A-Za-z0-9]+\)|\d+[.)])(?=[^\Wa-z\d_])")
_NUMBERS = r"(?:\d{1,2}(?:\.\d{1,2}){1,4}|\d{1,2}[A-Z]\.\d{1,3}|[A-Z]{1,2}\d{1,2}\.\d{1,3}|\d{1,3}\.\d{1,3})"
"""`2.3.1`; `29E.14` and `IS1.2` in the sections of a budget; `140.12` under paragraph 140."""
_MULTI = late(rf"(?P<sign>{_NUMBERS})[.)]?(?:[ \t\u00a0]+(?=[^\Wa-z\d_]|[\"“«(])|$)")
_BULLET = late(rf"(?P<sign>[{re.escape(BULLETS)}])(?P<gap>[\s\u200e\u200f]+)")
_TABBED = late(r"(?P<sign>\d{1,3})\t\s*")
_NAMED: tuple[tuple[Kind, tuple[str, ...]], ...] = (("arabic-name", ARABIC_NAMES), ("arabic-ordinal", ARABIC_ORDINALS))
_WORDS = {fold(word): (kind, value) for kind, words in _NAMED for value, word in enumerate(words, 1)}
_WORD_LABEL = late(rf"(?P<sign>{'|'.join(longest_first(_WORDS))})\u0300?\s*(?P<mark>[-.])(?P<gap>\s+|$)")
LONGEST_WORD_LABEL = 40

_SURE_MARKS = frozenset("、．")
"""After these the text may follow without a space."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label and its meaning. `value` counts from 1; bullets are all 1; of `2.3` it is the last number."""

    kind: Kind
    value: int
    text: str
    """As printed, without the space after it: `(a)`."""
    rest: int
    """Where the text goes on after the label."""
    form: str
    """What stands around the sign: `({})`."""
    path: tuple[int, ...] = ()
    """The numbers of a label like `2.3.1`, else empty."""


def read_label(text: str) -> Label | None:
    """The label at the start of a line, in its likelier reading; see `readings` for the others.

    `i`, `v`, `x` and the like are read as Roman numbers; `settle` decides by the labels before.

    >>> read_label("(iii) the third point").value
    3
    """
    found = readings(text)
    return found[0] if found else None


@lru_cache(512)
def readings(text: str) -> tuple[Label, ...]:
    """All readings of the label at the start of a line, likelier first; empty where there is none."""
    indent = len(text) - len(text.lstrip(" \t\u00a0\u200e\u200f"))
    line = text[indent:]
    multi = _MULTI.match(line)
    if multi:
        return (_multi(multi, indent),)
    match = _LABEL.match(line)
    if match and _ends_well(match, line):
        return _meanings(match, line, indent)
    tabbed = _TABBED.match(line)
    if tabbed:
        return (Label("decimal", int(tabbed["sign"]), tabbed["sign"], indent + tabbed.end(), "{}"),)
    bullet = _BULLET.match(line)
    if bullet:
        return (Label("bullet", 1, bullet["sign"], indent + bullet.end(), "{}"),)
    return ()


def read_word_label(text: str) -> Label | None:
    """The Arabic word that labels a heading (`أولا - مقدمة`, `باء - الصيانة`); paragraphs and lists have none."""
    indent = len(text) - len(text.lstrip(" \t\u00a0\u200e\u200f"))
    match = _WORD_LABEL.match(fold(text[indent : indent + LONGEST_WORD_LABEL]))
    return _word_label(match, text[indent:], indent) if match else None


def print_label(kind: Kind, value: int, form: str | None = None) -> str:
    """A label of a kind: `print_label("lower-roman", 3)` is `(iii)`. `form` overrides what stands around it."""
    match kind:
        case "decimal" | "multi":
            sign = str(value)
        case "lower-roman":
            sign = print_roman(value)
        case "upper-roman":
            sign = print_roman(value).upper()
        case "lower-letter" | "upper-letter":
            letter = LATIN[(value - 1) % 26] * ((value - 1) // 26 + 1)
            sign = letter.upper() if kind == "upper-letter" else letter
        case "cyrillic-letter":
            sign = CYRILLIC[value - 1]
        case "arabic-letter":
            sign = ARABIC[value - 1]
        case "arabic-name":
            sign = ARABIC_NAMES[value - 1]
        case "arabic-ordinal":
            sign = ARABIC_ORDINALS[value - 1]
        case "han":
            sign = print_han(value)
        case "bullet":
            sign = BULLETS[0]
    return (form or PRINTED_FORM[kind]).format(sign)


def follows(previous: Label | None, following: Label) -> bool:
    """Whether a label may stand after another at the same depth; after None, whether it may be the first.

    >>> follows(read_label("(h) x"), readings("(i) x")[1])
    True
    """
    if previous is None:
        return following.value == 1
    if following.kind == "multi" and previous.kind == "multi":
        return _next_path(previous.path, following.path)
    if (previous.kind, previous.form) != (following.kind, following.form):
        return False
    return following.kind == "bullet" or following.value == previous.value + 1


def settle(found: Sequence[Label], open_labels: Sequence[Label]) -> Label | None:
    """The reading that goes on a list already open (innermost last), else one that begins a list, else the first."""
    for previous in reversed(open_labels):
        for label in found:
            if follows(previous, label):
                return label
    beginning = [label for label in found if label.value == 1]
    return next(iter(beginning or found), None)


def _ends_well(match: re.Match[str], line: str) -> bool:
    """A space or the line end follows, or the text is closed up in a way that only labels are."""
    if match["gap"] or match.end() == len(line):
        return True
    return match["mark"] in _SURE_MARKS or match["open"] == "（" or bool(_CLOSED_UP.match(line))


def _next_path(previous: tuple[int, ...], following: tuple[int, ...]) -> bool:
    if len(following) == len(previous) + 1:
        return following == (*previous, 1)
    kept = following[:-1]
    return len(following) <= len(previous) and (*kept, following[-1] - 1) == previous[: len(following)]


def _multi(match: re.Match[str], indent: int) -> Label:
    sign = match["sign"]
    text = match.group().rstrip()
    path = tuple(int(number.strip(string.ascii_uppercase)) for number in sign.split("."))
    return Label("multi", path[-1], text, indent + match.end(), text.replace(sign, "{}"), path)


def _word_label(match: re.Match[str], line: str, indent: int) -> Label:
    kind, value = _WORDS[match["sign"]]
    text = line[: match.start("gap")]
    return Label(kind, value, text, indent + match.end(), text.replace(text[: match.end("sign")], "{}"))


def _meanings(match: re.Match[str], line: str, indent: int) -> tuple[Label, ...]:
    text = line[: match.start("gap")].rstrip()
    sign = text.strip("()（）‘’'.、．°–- ")
    form = text.replace(sign, "{}", 1)
    rest = indent + match.end()
    return tuple(Label(kind, value, text, rest, form) for kind, value in _values(sign, form))


def _values(sign: str, form: str) -> list[tuple[Kind, int]]:
    number = read_digits(sign)
    if number is not None:
        return [("decimal", number)] if number else []
    if sign[0] in CYRILLIC:
        return [("cyrillic-letter", CYRILLIC.index(sign) + 1)]
    plain = {"ا": "أ", "إ": "أ"}.get(sign, sign)
    if plain in ARABIC:
        return [("arabic-letter", ARABIC.index(plain) + 1)]
    han = read_han(sign)
    if han:
        return [("han", han)]
    return _latin(sign)


def _latin(sign: str) -> list[tuple[Kind, int]]:
    """Roman first for i, v, x and longer signs; a lone c, d, l or m is likelier a letter."""
    upper = sign.isupper()
    found: list[tuple[Kind, int]] = []
    roman = read_roman(sign)
    if roman:
        found.append(("upper-roman" if upper else "lower-roman", roman))
    if len(set(sign)) == 1 and len(sign) <= 2:
        value = LATIN.index(sign[0].lower()) + 1 + 26 * (len(sign) - 1)
        letter: tuple[Kind, int] = ("upper-letter" if upper else "lower-letter", value)
        found.insert(0 if sign.lower() in ("c", "d", "l", "m") else len(found), letter)
    return found
