"""What a line looks like: where a sentence ends or goes on, labels, columns, widths; not what a line means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from converter.late import late
from converter.letters import Letters
from converter.normalize.words import every
from converter.source import Line, MarkKind, Place

CLOSERS = "\"'”’»)]}›」』）】\u00ad"
NOTE_MARKS = late(
    r"(?:(?<=[,;:!?”»])\s?\d{1,2}|(?<=[^\W\d_A-Z]{3}\.)\d{1,2}|(?<=[^\W\d_A-Z]{6}\.)\s\d{1,2}"
    r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\]|\*{1,6})$"
)
"""Also a space before it, as where the text of a PDF was copied with its look; not behind `para.`"""
LONGEST_MARK = 40
ABBREVIATED = late(
    r"(?<!\w)(?:(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Prof|Nos?|no|nos|paras?|arts?|pp?|vol|ch|cf|St|Sr|Sra|Dra?|núms?|págs?|párrs?|Mme"
    r"|стр|пп?|ст|гг?|им|№)\.?)$"
)
ENDS = late(r"[.!?…:;。！？：；؟؛۔।]$")
STOPS = late(r"[.!?…。！？؟۔।]$")
INNER = late(r"[,;:،؛、，；。]|[.!?؟] ")
OPENERS = "\"'“‘«„‹「『"
LABEL = late(
    r"\s*(?:(?P<digits>\d{1,3})(?:[.)](?=[ \t]|[^\W\d_])|\s?[-–—](?=\s)|[、．]|\.(?=\t))"
    r"|\d{1,3}\.\d{1,3}(?=\s{2,}[^\W\d_])"
    r"|\(?(?P<roman>[ivxlIVXL]{1,7})[.)](?=\s|[^\W\d_])"
    r"|\(?(?P<letter>[^\W\d_]{1,2})\)(?=\s|[^\W\d_])"
    r"|[(（](?P<inner>\d{1,3}|[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<capital>[A-Za-zА-Яа-я])\.(?=\s)"
    r"|(?P<han>[一二三四五六七八九十]{1,3})[、.．]"
    r"|(?P<note>[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?=\s?\S)|\d{1,2}/(?=\s)|\[\^?\d{1,3}\](?=:|\s)|\*{1,6}(?=\s))"
    r"|(?P<bullet>[-–—•‣▪◦●○■□➢✓·*](?=\s)))"
)
RULER = late(r"\s*[_—–]{5,}\s*|\s*-{8,}\s*")
DASHED = late(r"\s*[–—]\s+(?=[a-zà-ÿа-я])")
"""A dash in mid sentence, at which a line happens to begin."""
COLUMNS = late(r"\S(?: {4,}|\t)\s*\S|\S {3}\S.*\S {3,}\S")
PIPED = late(r"\|.*\||^\s*[+|][-=+|\s]+$|[─│┌┐└┘├┤┬┴┼]")
STATED = late(r"[^\W\d_][^:：.]{0,30}[:：]\s?\S.{0,60}$")
ADDRESS = late(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:tel|fax|e-?mail|cc|c/o)\b", re.IGNORECASE)
SIGNED = late(
    r"\s*[*_]{0,2}(?:[(（\[]\s*[*_]{0,2}(?:signed|signé|firmad[oa]|подпись|подписал|توقيع|签名|签字)\b|/s/"
    r"|(?:signed|signé|firmado|подпись|توقيع|签名)\s?[:：])",
    re.IGNORECASE,
)
HAN = Letters("\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef")
CASELESS = Letters("\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7ff")
WORD = late(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def core(text: str) -> str:
    """A line without the note marks, quotation marks and brackets that may follow its last stop."""
    text = text.rstrip()
    if text[-1:].isalpha():
        return text
    while True:
        shorter = _unmarked(text).rstrip(CLOSERS).rstrip() if text[-1:] not in "*" or text[:1] != "*" else text
        if shorter == text or not shorter:
            return text
        text = shorter


def _unmarked(text: str) -> str:
    """A text without the note mark at its very end; no mark is longer than `LONGEST_MARK`."""
    if text[-1:] not in "]*" and not text[-1:].isdigit():
        return text
    found = NOTE_MARKS.search(text, max(0, len(text) - LONGEST_MARK))
    return text[: found.start()] if found else text


def ends(text: str) -> bool:
    """Whether a line ends a sentence, a clause or an introduction to a list: `.` `;` `:` and their kin.

    >>> ends("of 3 May (see annex).[1]"), ends("since the infor-")
    (True, False)
    """
    return bool(ENDS.search(core(text[-40:]))) and not ABBREVIATED.search(text[-12:])


def stops(text: str) -> bool:
    """Whether a line ends a sentence."""
    return bool(STOPS.search(core(text[-40:]))) and not ABBREVIATED.search(text[-12:])


def begins_small(text: str) -> bool:
    """Whether a line begins with a small letter, after an opening quotation mark or bracket at the most.

    >>> begins_small("whole membership"), begins_small("“we are"), begins_small("(a) To"), begins_small("Council")
    (True, True, False, False)
    """
    head = text.lstrip()[:3].lstrip(OPENERS)
    if head[:1] == "(" and not LABEL.match(text):
        head = head[1:]
    return head[:1].islower() and head[:1] not in "ªº"


def opens_clause(head: str, tail: str) -> bool:
    """Whether a line that ends a clause is followed by the opening words of another: `…,⏎Recalling`, `…;⏎Requests`."""
    if core(head[-40:])[-1:] not in ",;،؛，；":
        return False
    first = tail.lstrip()[:1]
    if not first.isalpha() or (first.islower() and not first > "ӿ" and not "а" <= first <= "ё"):
        return False
    from converter.languages.verbs import read_opening

    codes = (
        ("zh",)
        if HAN.match(first)
        else ("ru",)
        if "Ѐ" <= first <= "ӿ"
        else ("ar",)
        if first > "ӿ"
        else ("en", "fr", "es")
    )
    return any(read_opening(tail, code) is not None for code in codes)


def first_word(text: str) -> str:
    """All up to the first space."""
    head = text.lstrip()
    return head.split(maxsplit=1)[0] if head else ""


def last_word(text: str) -> str:
    """The last word, in small letters, without what stands around it."""
    found = WORD.findall(text[-60:])
    return found[-1].lower() if found and text.rstrip().endswith(found[-1]) else ""


@cache
def dangling_words() -> frozenset[str]:
    """Words after which a text goes on."""
    return every("joining", "dangling")


@cache
def halting_words() -> frozenset[str]:
    """Words after which it nearly always goes on."""
    return every("joining", "halting")


def dangles(text: str) -> bool:
    """Whether a line ends with a word that ends nothing: an article, a preposition, a conjunction.

    >>> dangles("has the honour to refer to the"), dangles("Permanent Representative")
    (True, False)
    """
    word = last_word(text)
    written = text.rstrip()[-len(word) :] if word else ""
    if word in dangling_words() and (written == word or (len(word) > 1 and loud(text))):
        return True
    if word in halting_words() and len(text.split()) > 5:
        return True
    return HAN.search(text[-1:]) is not None and width(text) > 12 and text.rstrip()[-1:] in dangling_words()


def opens_bracket(text: str) -> bool:
    """Whether a bracket opened in the line is not closed in it."""
    tail = text[-200:]
    return tail.rfind("(") > tail.rfind(")") or tail.rfind("[") > tail.rfind("]") or tail.rfind("（") > tail.rfind("）")


def closes_bracket(text: str) -> bool:
    """Whether a line closes a bracket that it did not open."""
    for left, right in ("()", "[]", "（）"):
        place = text.find(right)
        if place >= 0 and left not in text[:place]:
            return True
    return False


def width(text: str) -> int:
    """Columns that a line takes; a Chinese character takes two."""
    text = text.rstrip().expandtabs(4)
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )


def indent(text: str) -> int:
    """Columns of white space before a line."""
    return len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())


def unlabelled(text: str) -> str:
    """A line without its label and the gap after it."""
    found = LABEL.match(text)
    return text[found.end() :].lstrip() if found else text.lstrip()


def columned(line: Line) -> bool:
    """Whether a line stands in columns: wide gaps or tabs inside it, pipes, frames."""
    text = line.text
    if line.cell is not None:
        return True
    if "  " not in text and "\t" not in text and "|" not in text and text.isascii():
        return False
    return bool(COLUMNS.search(unlabelled(text)) or PIPED.search(text))


FIGURE_CELL = late(r"\|\s*[$€£]?[\d(–-][\d\s.,%)–-]*\s*(?:\||$)")


def piped(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is a row of a table: as many strokes as the line above or below, and figures between them."""
    strokes = lines[place].text.count("|")
    beside = [lines[at] for at in (place - 1, place + 1) if strokes and 0 <= at < len(lines)]
    rows = [line for line in beside if line.text.count("|") == strokes]
    return bool(rows) and any(FIGURE_CELL.search(line.text) for line in (*rows, lines[place]))


def loud(text: str) -> bool:
    """Whether a line is all capitals."""
    return text.isupper() and sum(char.isalpha() for char in text) > 3


@lru_cache(256)
def prose(text: str) -> bool:
    """Whether a line reads like part of a sentence: several words, most of them small; else inner stops."""
    if CASELESS.search(text):
        return bool(INNER.search(text)) or width(text) > 60
    words = WORD.findall(text[:400])
    return len(words) >= 4 and sum(word.islower() for word in words) >= len(words) / 2


def opens_sentence(text: str) -> bool:
    """Whether a text of a script without small letters begins with a word that sentences begin with, and no title."""
    first = first_word(text)
    return first in every("joining", "sentences") or (
        HAN.match(first) is not None and first[:1] in every("joining", "sentences")
    )


def stated(text: str) -> bool:
    """Whether a line states one thing in the form `Key: value`."""
    return bool(STATED.match(text.strip())) and len(text) < 100


def bold(line: Line) -> bool:
    """Whether the whole line is bold."""
    return bool(line.marks) and line.marked(MarkKind.BOLD)


def body(line: Line) -> bool:
    """Whether a line belongs to the running text."""
    return line.place in (Place.BODY, Place.NOTE) and line.figure is None and not line.rule
