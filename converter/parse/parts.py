"""Where annexes, appendices, enclosures and translations begin, how they nest, and what their heads say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from converter.languages import CODES, fold, language
from converter.late import late, longest_first
from converter.model import Role
from converter.parse.lines import is_listed, stops
from converter.parse.titles import FORMULAS
from converter.parse.words import starts
from converter.records import dataclass, replace
from converter.source import Line, join

RANKS: Mapping[Role, int] = {Role.TRANSLATION: 1, Role.ANNEX: 1, Role.ENCLOSURE: 2, Role.APPENDIX: 3}
"""An enclosure stands within an annex, an appendix within either; an appendix may hold no annex."""
HEAD_LINES = 8
"""Lines that one heading may be broken into."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a part: lines `first` to before `end` of those given, and what they say."""

    first: int
    end: int
    role: Role
    label: str
    line: Line


@dataclass(frozen=True, slots=True)
class Section:
    """A part as lines: its head, the lines that state something about it, the lines of its blocks, the parts inside."""

    role: Role
    lines: tuple[Line, ...]
    head: Head | None = None
    stated: tuple[tuple[str, Line], ...] = ()
    original_language: str | None = None
    parts: tuple[Section, ...] = ()


def cut(lines: Sequence[Line]) -> tuple[Section, ...]:
    """The body and the parts after it, those that belong into one another nested."""
    heads = tuple(find_heads(lines))
    ends = [*(head.first for head in heads[1:]), len(lines)][: len(heads)]
    body = Section(Role.BODY, tuple(lines[: heads[0].first] if heads else lines))
    flat = [_section(head, lines[head.end : end]) for head, end in zip(heads, ends, strict=True)]
    return (body, *_nest(flat))


def _section(head: Head, lines: Sequence[Line]) -> Section:
    """A part with the lines at its top that state its language taken out."""
    stated: list[tuple[str, Line]] = []
    language_: str | None = None
    rest = list(lines)
    for line in [one for one in lines if not one.blank][:4]:
        found = bracketed_language(line.text)
        if found is not None:
            language_ = language_ or found
            stated.append(("original_language", line))
            rest.remove(line)
        elif _is_translation_note(line.text):
            stated.append(("translation", line))
            rest.remove(line)
    return Section(head.role, tuple(rest), head, tuple(stated), language_ or bracketed_language(head.line.text) or None)


def _nest(flat: Sequence[Section]) -> tuple[Section, ...]:
    """Each part inside the last one before it of a lower rank."""
    done: list[Section] = []
    at = 0
    while at < len(flat):
        rank = RANKS[flat[at].role]
        end = at + 1
        while end < len(flat) and RANKS[flat[end].role] > rank:
            end += 1
        done.append(replace(flat[at], parts=_nest(flat[at + 1 : end])))
        at = end
    return tuple(done)


# ---------------------------------------------------------------- heads


def find_heads(lines: Sequence[Line]) -> Iterator[Head]:
    """The heads of parts in order. A head has text after it, and is no entry of a contents list."""
    at = 0
    while at < len(lines):
        head = read_head(lines, at)
        if head and _has_text(lines, head):
            yield head
        at = head.end if head else at + 1


def read_head(lines: Sequence[Line], at: int) -> Head | None:
    """The head of a part that begins with a line; long ones go on over the next lines."""
    line = lines[at]
    if line.blank or line.cell or line.label or len(line.text) > 700 or _dotted(line.text):
        return None
    text = line.text.strip()
    long = _long_head(text)
    if long:
        return _joined(lines, at, *long)
    short = _short_head(text)
    if short and _stands_apart(lines, at):
        return Head(at, at + 1, short[0], short[1], line.strip())
    if _is_translation_note(text) and _stands_apart(lines, at) and _opens_translation(lines, at):
        return Head(at, at + 1, Role.TRANSLATION, text.strip("[]() *_"), line.strip())
    return None


def _long_head(text: str) -> tuple[Role, str] | None:
    """`Annex II to the letter dated …`: role and label."""
    found = _long_pattern().match(fold(text))
    if found and found.lastgroup:
        label = text[: found.end("number")] if found["number"] else text[: found.end("word")]
        return Role(_role_of(found["word"])), label.strip(" *_#")
    han = _HAN_LONG.search(text)
    if han and FORMULAS["zh"].opening.match(text):
        role = {"附件": Role.ANNEX, "附文": Role.ENCLOSURE, "附录": Role.APPENDIX}[han["word"]]
        return role, (han["word"] + (han["number"] or "")).strip()
    return None


def _short_head(text: str) -> tuple[Role, str] | None:
    """`Annex`, `Annex II`, `ANNEXE I*`, `Annex I: Title`, `Appendix A – Title`: role and label."""
    bare = text.strip(" *_#[]")
    found = _short_pattern().fullmatch(fold(bare))
    if not found:
        return None
    role = _role_of(found["word"])
    title = bare[found.start("title") : found.end("title")].strip() if found["title"] else ""
    if title and (not _is_title(title) or (role is Role.ENCLOSURE and not found["number"])):
        return None
    label = bare[: found.end("number")] if found["number"] else bare[: found.end("word")]
    return role, label.strip()


def _is_title(text: str) -> bool:
    """A short line without the end of a sentence, that does not go on as one (`Annex I contains …`)."""
    return len(text.split()) <= 24 and not text.endswith((".", ";", ":", ",", "。", "；")) and not text[:1].islower()


def _joined(lines: Sequence[Line], at: int, role: Role, label: str) -> Head:
    """A long head with the lines that it was broken into."""
    line, end = lines[at].strip(), at + 1
    while end < len(lines) and end - at < HEAD_LINES and _goes_on(line.text, lines[end], lines[end - 1]):
        line = join(line, lines[end].strip())
        end += 1
    return Head(at, end, role, label, line)


def _goes_on(text: str, following: Line, last: Line) -> bool:
    """Whether a head cut into lines goes on: the line before was full, or the next begins in the middle."""
    if following.blank or following.heading or following.cell or following.label or _short_head(following.text):
        return False
    if _OPEN_END.search(text) or following.text.lstrip()[:1].islower():
        return len(following.text.split()) <= 25
    if last.whole or bracketed_language(following.text) is not None:
        return False
    full = len(last.text.strip()) >= 40 and (last.hard or len(last.text.strip()) >= len(following.text.strip()))
    return full and not _names_recipient(text) and len(following.text.split()) <= 14


_OPEN_END = late(
    r"(?:\s(?:of|the|to|and|for|de|du|des|la|le|les|et|del|al|y|e|и|при|от|на|من|إلى|لدى|على)|,|-)\s*$", re.IGNORECASE
)


def _names_recipient(text: str) -> bool:
    """Whether the recipient of the letter has been named, so that the head may end here."""
    for code, formula in FORMULAS.items():
        found = formula.recipient.search(text)
        sender = formula.sender.search(text) if code in ("fr", "es", "ar") else True
        if found and sender and not _OPEN_END.search(text):
            return True
    return False


def _stands_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a short line can be a head: alone, first on its page, marked as a heading, or after a finished text."""
    line = lines[at]
    if at == 0 or line.heading or line.page_break or line.whole:
        return True
    before = lines[at - 1]
    return before.blank or before.rule or before.page != line.page or not before.text.rstrip()[-1:].islower()


def _has_text(lines: Sequence[Line], head: Head) -> bool:
    """Something stands under the head: not one more head of the same kind at once, as in a list of annexes."""
    for at in range(head.end, len(lines)):
        if lines[at].blank or lines[at].rule:
            continue
        if _LEADERS.search(lines[at].text):
            return False  # An entry of a contents list.
        following = read_head(lines, at)
        if following is None and _is_list_of_parts(lines, head):
            return False
        return following is None or RANKS[following.role] > RANKS[head.role]
    return False


def _is_list_of_parts(lines: Sequence[Line], head: Head) -> bool:
    """`Enclosures:` and no more than their names below, as far as the end: what a letter encloses, and no part."""
    text = head.line.text.strip(" *_")
    plural = starts("enclosures_plural", text)
    if not (plural or text.endswith((":", "："))) or len(text.split()) > 2:
        return False
    written = (line.text.strip() for line in lines[head.end :] if not line.blank)
    below = list(islice(written, LONGEST_LIST + 1))
    short = len(below) <= LONGEST_LIST and all(len(one.split()) <= LONGEST_NAME and not stops(one) for one in below)
    return short and (plural or all(map(is_listed, below)))


LONGEST_LIST, LONGEST_NAME = 12, 16
"""Lines that a list of enclosures may have, and words of each."""


def _opens_translation(lines: Sequence[Line], at: int) -> bool:
    """A translation that begins here: text stands before it, and no head right above, which it would belong to."""
    above = [one for one in lines[max(0, at - 6) : at] if not one.blank]
    if sum(not one.blank for one in lines[:at]) < 3:
        return False
    return not any(_short_head(one.text) or _long_head(one.text.strip()) for one in above[-2:])


def _dotted(text: str) -> bool:
    """Whether a line is one of a table of contents: dots, or a gap and a page number."""
    if "……" in text or (text.count(".") >= _MANY and _DOTS.search(text)):
        return True
    tail = text.rstrip()[-_GAP:]
    return tail[-1:].isdecimal() and _PAGE.search(tail) is not None


# ---------------------------------------------------------------- words

_LEADERS = late(r"(?:\.\s?){5,}\s*\d{0,4}\s*$|…{2,}\s*\d{0,4}\s*$")
_MANY, _GAP = 5, 6
"""Dots in a row; characters of the least gap before a page number, and of that."""
_DOTS = late(r"\.\s?\.\s?\.\s?\.\s?\.")
_PAGE = late(r"(?:\t|\s\s\s)\d{1,3}$")
_NUMBER = (
    r"(?:[ivxlc]{1,7}|\d{1,2}|[a-z]|[абвгдежзик]|[一二三四五六七八九十]{1,3}|ال\w{3,12}|[ابجدهوزحطي])"
    r"(?:\.\d{1,2})?(?:[ /][a-d])?"
)
_HAN_LONG = late(
    r"的(?:同文)?(?:信|普通照会)的?(?P<word>附件|附文|附录)(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})?\s*$"
)


@cache
def _role_words() -> Mapping[str, Role]:
    """Folded word → role, in six languages."""
    return {
        fold(word): Role(role)
        for code in CODES
        for role, words in language(code).parts.items()
        if role != "translation"
        for word in words
    }


def _role_of(folded_word: str) -> Role:
    return _role_words()[" ".join(folded_word.split())]


def _any_word() -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first(_role_words()))


@cache
def _short_pattern() -> re.Pattern[str]:
    gap = rf"(?:\s?(?:no\.?|n°|№|رقم)?\s?(?P<number>{_NUMBER})(?![^\W_]))?"
    return late(
        rf"(?P<word>{_any_word()}){gap}(?:[.:]?\s?[*†]{{0,3}}|\s?\[\d\])\s*(?:(?:[.:–—-]|\s{{2,}})\s*(?P<title>\S.*))?"
    )


@cache
def _long_pattern() -> re.Pattern[str]:
    """Word, perhaps a number, and the beginning of `to the letter`, in folded letters."""
    tails = {
        "en": r"to\s(?:the|his|her|my|identical|a)\s(?:\w+\s)?(?:letters?|notes?)\b|"
        r"to\s(?:identical\s)?(?:letters?|notes?\sverbales?)\s(?:dated|from|of)\b",
        "fr": r"(?:a\sla|aux|a\sl.)\s?(?:lettres?|notes?)\b",
        "es": r"(?:de|a)\s(?:la|las)\s(?:cartas?|notas?)\b",
        "ru": r"к\s(?:идентичн\w+\s|совместн\w+\s)?(?:письм\w+|вербальн\w+\sнот\w+)",
        "ar": r"(?:ل|بال|ال)?(?:رساله|رسالتين|رسائل|مذكره|مذكرات)\b",
    }
    body = "|".join(f"(?P<{code}>{tail})" for code, tail in tails.items())
    return late(rf"[*_#\s]*(?P<word>{_any_word()})\s(?:(?P<number>{_NUMBER})\s)?(?:{body})")


def _is_translation_note(text: str) -> bool:
    """`Unofficial translation`, alone or in brackets, with the languages it is from or into."""
    bare = fold(text).strip(" []()*_#.:")
    return len(bare) <= 90 and bool(_translation_pattern().fullmatch(bare))


@cache
def _translation_pattern() -> re.Pattern[str]:
    words = {fold(word) for code in CODES for word in language(code).parts.get("translation", ())}
    longer = (
        *("unofficial translation", "courtesy translation", "traduction non officielle", "traduccion no oficial"),
        *("неофициальный перевод", "informal translation", "non-official translation"),
    )
    body = "|".join(re.escape(word) for word in longest_first({*words, *longer}))
    return late(rf"(?:{body})(?:\s(?:from|into|of|in|du|de|del|en|con|с|на|من|إلى|by)\s.{{2,60}})?")


def bracketed_language(text: str) -> str | None:
    """The language of a line such as `[Original: Arabic]`: its code, nothing for an unknown one; else None."""
    found = _BRACKET.search(text)
    if not found:
        return None
    return _language_names().get(fold(found["name"]).strip(" .:"), "")


_BRACKET = late(
    r"[\[（(【]\s*(?:Original(?:\s+language)?\s?[:：]\s*|Langue originale\s?:\s*|Idioma original\s?:\s*|"
    r"Texte original\s?:\s*|"
    r"Подлинный текст на\s+|Язык оригинала\s?:\s*|Оригинал\s?:\s*|الأصل\s?:\s*|原件\s?[:：]\s*|原文\s?[:：]\s*)"
    r"(?P<name>[^\W\d_]+)(?:\s+языке|\s+(?:and|et|y|и)\s+[^\W\d_]+)?\s*[\]）)】]",
    re.IGNORECASE,
)


@cache
def _language_names() -> Mapping[str, str]:
    """Folded names of languages in six languages → BCP 47 codes."""
    return {fold(name): code for one in CODES for code, name in language(one).languages.items()}
