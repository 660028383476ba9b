"""Agenda lines: `Agenda items 31, 61 and 69 (b)`, `Item 35 of the provisional agenda*`; six languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from converter.forms.labels import ARABIC, LATIN
from converter.languages import Agenda, fold, key, language
from converter.languages.folding import MARK
from converter.languages.numerals import read_digits
from converter.late import late
from converter.records import dataclass

LONGEST_RANGE = 40
"""Items of one range; more is a slip of reading."""

_SUB = rf"\(?(?:[a-z]{{1,2}}|[{fold(ARABIC)}]{MARK}?)\)"
_NUMBER = r"(?:\d{1,3}(?!\d))"
_BLANK = r"(?:#+|x{2,}|_{2,}|…+|\.{3,}|\[[^\]]{0,6}\]|\?+)"
_SEPARATOR = r"(?:[,،、;，&]|and|et|y|e|и|و|和|及)"
_TO = r"(?:[-–—]|to|a|au|al|по|до|إلى|الي|至|到)"
_JOINT = rf"(?:\s*(?:{_SEPARATOR}|{_TO})){{0,2}}"
_ITEMS = rf"(?P<items>{_NUMBER}(?:{_JOINT}\s*(?:{_NUMBER}|{_SUB}))*|{_BLANK})"
_TOKEN = late(rf"(?P<number>\d+)|(?P<sub>{_SUB})|(?P<to>{_TO})|(?P<other>\S)")
_MARK = r"(?P<mark>\*{0,3}|\d/)(?!\*)"
_CLUTTER = late(r"\\(?=[()*#\[\]])|\[\^[\w-]+\]")
"""Backslashes of Markdown and marks of its footnotes."""
PLURAL = frozenset("sы")
_TITLE = r"\s*\.?(?:\s*(?:[:：—–-]|\.(?=\s))\s*(?P<title>\S.*?))?\s*$"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """What an agenda line states."""

    items: tuple[str, ...]
    """Each item with its own sub-item, bracketed as printed: `71 (b)`; ranges are spelled out."""
    provisional: bool = False
    """Whether it is an item of a provisional agenda or a preliminary list."""
    placeholder: bool = False
    """Whether the number was left open: `Item #`."""
    title: str | None = None
    """What follows the numbers after a colon or a dash."""
    mark: str = ""
    """The asterisks that point to a note: `Item 35 of the provisional agenda*`."""


def read_agenda_items(text: str, code: str) -> AgendaLine | None:
    """The agenda line that a whole text is, in a language or in English; else None.

    >>> read_agenda_items("Agenda items 12 to 14 and 71 (a) and (b)", "en").items
    ('12', '13', '14', '71 (a)', '71 (b)')
    """
    line = text.strip(" \t\u00a0\u200e\u200f_")
    line = _RUN_ON.sub(r"\1: ", _CLUTTER.sub("", line) if "\\" in line or "[^" in line else line)
    folded = fold(line)
    head = " ".join(folded.strip("*# ")[:80].split())
    for one in dict.fromkeys((code, "en")):
        for opening, form, provisional in _forms(one):
            # Most lines are none, and a pattern costs half a millisecond to compile.
            match = _pattern(form).match(folded) if _opens(head, opening) else None
            if match:
                return _understand(match, line, provisional, one)
        if key(line) in _empty(one):
            return AgendaLine((), placeholder=True)
    return None


_RUN_ON = late(
    r"^((?:Agenda |Provisional agenda )?[Ii]tem \d{1,3}(?:\s?\([a-z]\))?"
    r"|Point \d{1,3}(?:\s?[a-z]\))? de l[’']ordre du jour"
    r"|Tema \d{1,3}(?:\s?[a-z]\))? del programa|Пункт \d{1,3}(?:\s?[a-zа-я]\))? повестки дня)\s+"
    r"(?=[^\W\d_a-zа-я][\w’'-]+(?:\s+[^\s.]+){2,}$)"
)
"""A number and its title on one line of a text that was copied, with nothing but a space between."""


@dataclass(frozen=True, slots=True)
class FoundAgenda:
    """Agenda items named in running text, and where."""

    start: int
    end: int
    line: AgendaLine


def find_agenda_items(text: str, code: str) -> list[FoundAgenda]:
    """Every mention of agenda items in running text (`under agenda items 31 and 61`), in order.

    Only forms that speak of an agenda count; a bare `item 3` may be anything.
    """
    folded = fold(text)
    found: list[FoundAgenda] = []
    for one in dict.fromkeys((code, "en")):
        agenda_words = _agenda_words(one)
        for word, form, provisional in _forms(one):
            if word not in folded or not agenda_words.search(fold(form)):
                continue
            for match in _mention(form).finditer(folded):
                items = _items(text[match.start("items") : match.end("items")], one)
                found.append(FoundAgenda(match.start(), match.end(), AgendaLine(items, provisional)))
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[FoundAgenda] = []
    for mention in found:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return apart


def print_agenda_items(items: Sequence[str], code: str, provisional: bool = False, mark: str = "") -> str:
    """The agenda line of items as `read_agenda_items` gives them; sub-items of one item share its number."""
    agenda = language(code).agenda
    shown = _grouped(items, agenda)
    forms = {
        (1, False): agenda.item,
        (2, False): agenda.items_two or agenda.items,
        (3, False): agenda.items,
        (1, True): agenda.provisional_item,
        (2, True): agenda.provisional_items_two or agenda.provisional_items,
        (3, True): agenda.provisional_items,
    }
    return forms[min(len(shown), 3), provisional].format(items=_listed(shown, agenda)) + mark


def item_label(number: str, letter: str, code: str) -> str:
    """A sub-item as a language prints it: `71 (b)`, `71 b)`."""
    return language(code).agenda.sub.format(number=number, letter=letter)


@cache
def _forms(code: str) -> tuple[tuple[str, str, bool], ...]:
    """Every form of an agenda line, longest first: how it opens, the form, whether it is provisional."""
    agenda = language(code).agenda
    final = (agenda.item, agenda.items, agenda.items_two, *agenda.read)
    open_ = (agenda.provisional_item, agenda.provisional_items, agenda.provisional_items_two, *agenda.read_provisional)
    forms = [(form, False) for form in final if form] + [(form, True) for form in open_ if form]
    forms.sort(key=lambda form: (form[1], len(form[0])), reverse=True)
    return tuple((" ".join(fold(form).partition("{")[0].split()), form, provisional) for form, provisional in forms)


def _opens(head: str, opening: str) -> bool:
    """Whether a line opens so; `items` opens no line of one item."""
    return head.startswith(opening) and head[len(opening) : len(opening) + 1] not in PLURAL


@cache
def _empty(code: str) -> frozenset[str]:
    """Agenda lines whose number was left out altogether."""
    agenda = language(code).agenda
    return frozenset(key(form.replace("{items}", " ")) for form in (agenda.item, agenda.items))


@cache
def _pattern(form: str) -> re.Pattern[str]:
    before, after = (_spaced(part) for part in form.split("{items}"))
    opening = rf"[*#\s]*{before}\s*(?:nos?\.|no|num\.|№|رقم)?\s*[:：]?\s*\**\s*"
    return late(rf"{opening}{_ITEMS}[,،]?\s*{after}\s*{_MARK}{_TITLE}", re.DOTALL)


@cache
def _mention(form: str) -> re.Pattern[str]:
    before, after = (_spaced(part) for part in form.split("{items}"))
    edge = r"(?<!\w)" if before[:1].isascii() or before[:1] < "\u3000" else ""
    return late(rf"{edge}{before}\s*{_ITEMS}" + (rf"[,،]?\s*{after}" if after else ""))


@cache
def _agenda_words(code: str) -> re.Pattern[str]:
    """What all forms that name the agenda have in common: the longest word of the plain one, shortened."""
    longest = max(re.findall(r"\w+", fold(language(code).agenda.item.replace("{items}", " "))), key=len)
    return late(re.escape(longest[:6]))


def _spaced(text: str) -> str:
    return r"\s+".join(map(re.escape, fold(text).split()))


def _understand(match: re.Match[str], line: str, provisional: bool, code: str) -> AgendaLine:
    title = line[match.start("title") : match.end("title")].strip(" *_") if match["title"] else None
    mark = match["mark"]
    if line.startswith("*") or (title is None and line.count("*") % 2 == 0 and line.startswith("#")):
        mark = ""
    if not match["items"][0].isdigit():
        return AgendaLine((), provisional, True, title, mark)
    return AgendaLine(_items(line[match.start("items") : match.end("items")], code), provisional, False, title, mark)


def _items(text: str, code: str) -> tuple[str, ...]:
    """The single items of a list; `71 (a) and (b)` and `12–15` are spelled out."""
    pairs: list[tuple[str, str]] = []
    ranged = comma = False
    for token in _TOKEN.finditer(fold(text)):
        if token["number"]:
            number = str(read_digits(token["number"]))
            pairs += _between(pairs[-1][0], number) if ranged and pairs else []
            pairs.append((number, ""))
        elif token["sub"] and pairs:
            sub = text[token.start() : token.end()]
            number, before = pairs[-1]
            if not before:
                pairs.pop()
                sub = f", {sub}" if comma else sub
            pairs += [(number, one) for one in (_subs_between(before, sub) if ranged else [])]
            pairs.append((number, sub))
        ranged, comma = bool(token["to"]), token["other"] == ","
    gap = _gap(language(code).agenda)
    return tuple(_joined(number, sub, gap) for number, sub in dict.fromkeys(pairs))


def _between(first: str, last: str) -> list[tuple[str, str]]:
    numbers = range(int(first) + 1, int(last))
    return [(str(number), "") for number in numbers] if len(numbers) <= LONGEST_RANGE else []


def _subs_between(first: str, last: str) -> list[str]:
    """The sub-items inside a range such as `(a)–(d)`, bracketed as its end is."""
    bare = last.strip("()")
    for letters in (LATIN, ARABIC):
        start, end = letters.find(first.strip("()")), letters.find(bare)
        if first and 0 <= start < end:
            return [last.replace(bare, letter) for letter in letters[start + 1 : end]]
    return []


def _grouped(items: Sequence[str], agenda: Agenda) -> list[str]:
    """Sub-items of one number together: `71 (a)`, `71 (b)` → `71 (a) and (b)`."""
    groups: dict[str, list[str]] = {}
    for item in items:
        number = re.match(r"\d+", item)
        head = number.group() if number else item
        groups.setdefault(head, []).append(item[len(head) :].strip())
    gap = _gap(agenda)
    return [_joined(head, _listed(subs, agenda), gap) for head, subs in groups.items()]


def _joined(number: str, sub: str, gap: str) -> str:
    """A number and what stands after it; a French text may part them by a comma: `21, d)`."""
    return number + ("" if sub.startswith(",") or not sub else gap) + sub


def _gap(agenda: Agenda) -> str:
    """What stands between an item's number and the bracket of its sub-item."""
    return " " if agenda.sub.startswith("{number} ") else ""


def _listed(parts: Sequence[str], agenda: Agenda) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return agenda.comma.join(parts[:-1]) + agenda.and_ + parts[-1]
