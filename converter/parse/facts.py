"""What one line of a masthead states: symbol, distribution, date, organ, session, items, in any order on the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from converter.forms.agenda import AgendaLine, read_agenda_items
from converter.forms.dates import FoundDate, read_date
from converter.forms.organs import find_organs, read_organ
from converter.forms.sessions import find_session, read_session, read_year_line
from converter.forms.symbols import find_press_numbers, read_symbols
from converter.languages import CODES, fold, language
from converter.late import late, longest_first
from converter.parse.words import is_one
from converter.records import dataclass

LONGEST_LINE = 400
"""A masthead line is shorter; a longer one is not looked at."""
LONGEST_COMPOSITE = 24
"""Words of a line that states several things."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a stretch of text states. `value` depends on `kind`."""

    kind: str
    """`symbol`, `letters`, `body`, `distribution`, `original`, `version`, `date`, `dates`, `organ`, `session`, `year`,
    `agenda`, `job`, `press_number`, `word` (states nothing more), `label` (its value stands beside or below)."""
    value: object
    text: str


Reader = Callable[[str, str], "tuple[Fact, ...] | None"]


@lru_cache(128)
def read_facts(text: str, code: str) -> tuple[Fact, ...] | None:
    """All that a text states when it is nothing but masthead, in order; None when any of it is something else.

    `code` is the language of the document; English is always understood beside it.
    """
    bare = _unmarked(text)
    if not bare or len(bare) > LONGEST_LINE:
        return None
    whole = _whole(bare, code)
    if whole is not None or not _HAS_CUE.search(bare) or len(bare.split()) > LONGEST_COMPOSITE:
        return whole
    return _composite(bare, code)


def _unmarked(text: str) -> str:
    """A text without what stands around it; underscores only in pairs, since one alone is a place left open."""
    bare = text.strip(" \t\u00a0\u200e\u200f|*#")
    while len(bare) > 2 and bare[0] == bare[-1] == "_" and not (bare[1].isspace() or bare[-2].isspace()):
        bare = bare[1:-1].strip("*")
    return bare


def _whole(text: str, code: str) -> tuple[Fact, ...] | None:
    for read in READERS:
        found = read(text, code)
        if found is not None:
            return found
    return None


def _composite(text: str, code: str) -> tuple[Fact, ...] | None:
    """Several facts in a row: the longest beginning that is one, then the rest."""
    for cut in sorted(_cuts(text), reverse=True):
        head = _whole(text[:cut].strip(_JUNCTION), code)
        if head is None or any(fact.kind in ("label", "letters", "dates") for fact in head):
            continue
        rest = text[cut:].strip(_JUNCTION)
        tail = _whole(rest, code) or _composite(rest, code)
        if tail is not None:
            return head + tail
    return None


def _cuts(text: str) -> Iterator[int]:
    return (found.start() for found in _GAPS.finditer(text))


_JUNCTION = " \t\u00a0,;|·•–—-/"
_GAPS = late(r"\s+(?=\S)|(?<=[,;|·•–—/])(?=\S)")
_HAS_CUE = late(
    r"[sS]esi[oó]n|[pP]er[ií]odo|SESI|PER[IÍ]ODO|[aA]n(?:n[ée]e|o|ño)|السنة|год\b|"
    r"[cC]ommittee|COMMITTEE|[cC]ommission|[cC]omisi[oó]n|омитет|اللجنة|委员会|[iI]tem\s\d|"
    r"[A-Z]/|\d{4}|Distr|DISTR|Original|ORIGINAL|[sS]ession|SESSION|сесси|Оригинал|الدورة|届|[Aa]ssembl|ASSEMBL|[Cc]ouncil|COUNCIL|[Cc]on[sc]e[ij]|CON[SC]E[IJ]|Асамблея|Ассамблея|Совет|[Aa]sambl|ASAMBL"
)


# ---------------------------------------------------------------- one fact each


def _words(text: str, code: str) -> tuple[Fact, ...] | None:
    return (Fact("word", None, text),) if is_one("masthead_words", text) else None


def _symbols(text: str, code: str) -> tuple[Fact, ...] | None:
    found = read_symbols(_SYMBOL_LABEL.sub("", text) if ":" in text or "：" in text else text)
    if found:
        return tuple(Fact("symbol", symbol, symbol.text) for symbol in found)
    if _LETTERS.fullmatch(text):
        return (Fact("letters", tuple(re.findall(r"[A-Z]{1,2}", text)), text),)
    press = find_press_numbers(text)
    if len(press) == 1 and press[0][:2] == (0, len(text)):
        return (Fact("press_number", text, text),)
    return None


_SYMBOL_LABEL = late(r"(?i)(?:document symbol|symbol|cote|signatura|условное обозначение|الرمز|文号)\s?[:：]\s*")
_LETTERS = late(r"[ASET](?:\s*[/–—-]?\s*[ASET]){0,2}\s*/?")


def _distribution(text: str, code: str) -> tuple[Fact, ...] | None:
    folded = fold(text)
    label = _label(_distribution_labels()).match(folded)
    if label and label.end() == len(folded):
        return (Fact("label", "distribution", text),)
    value = _distribution_values().get(folded[label.end() :].strip(" .*:") if label else "")
    return (Fact("distribution", value, text),) if value else None


def distribution_value(text: str) -> str | None:
    """`General`, `Limited` or `Restricted` for its name in any language."""
    return _distribution_values().get(fold(text).strip(" .*:"))


AND = late(r"\s*(?:[/,،、&]|\b(?:and|et|y|и)\b)\s*")


def _original(text: str, code: str) -> tuple[Fact, ...] | None:
    folded = fold(text).strip("[]() ")
    label = _label(_original_labels()).match(folded)
    if not label:
        version = version_language(text)
        return (Fact("version", version, text),) if version else None
    rest = folded[label.end() :].strip(" .*:")
    if not rest:
        return (Fact("label", "original", text),)
    names = [language_named(name) for name in AND.split(rest) if name]
    return (Fact("original", tuple(names), text),) if names and all(names) else None


def version_language(text: str) -> str | None:
    """The language of this version of a document: `Español`, `Russian` as a line of its own."""
    return _own_names().get(fold(text).strip(" .*:"))


def language_named(text: str) -> str | None:
    """The code of a language by its name in any of the six languages, in any of its forms."""
    name = fold(text).strip(" .*:")
    known = _language_names()
    return known.get(name) or next((code for one, code in known.items() if _same_stem(one, name)), None)


def _same_stem(one: str, other: str) -> bool:
    """Russian names of languages differ in their endings: `русский`, `русском`."""
    cyrillic = "\u0400" < one[:1] < "\u0530"
    return cyrillic and len(other) > 5 and one[:-2] == other[:-2]


def _date(text: str, code: str) -> tuple[Fact, ...] | None:
    found = read_date(text, code)
    if found is None and any(map(text.__contains__, "[<{")) and BLANK_DATE.fullmatch(text):
        return (Fact("date", FoundDate(0, len(text), None, "", "placeholder"), text),)
    if found is None:
        bare = fold(text).strip(" .:*")
        return (Fact("label", "date", text),) if bare in {"date", "fecha", "дата", "التاريخ", "日期"} else None
    return (Fact("dates" if found.certainty == "range" else "date", found, text),)


BLANK_DATE = late(
    r"(?i)(?:[^\W\d_]+(?: [^\W\d_]+)?, (?:le |el )?)?"
    r"(?:\[(?:place,? )?(?:and )?(?:date|fecha|дата|التاريخ|日期)(?: [^\]\d]{0,30})?\]|<date>|\{date\})"
)
"""A date that is to be put in: `[date]`, `New York, [date to be inserted]`."""


def _session(text: str, code: str) -> tuple[Fact, ...] | None:
    year = read_year_line(text, code)
    if year is not None:
        return (Fact("year", year, text),)
    body = BODY_NAME.match(text)
    if (
        body
        and (inside := find_session(text, code))
        and inside.start >= body.end()
        and not text[inside.end :].strip(" *_.")
    ):
        name = text[: inside.start].strip(" ,*_–-")
        if len(name.split()) <= 16 and not name.islower():
            return (Fact("body", name, name), Fact("session", inside, text[inside.start :].strip()))
    found = find_session(text, code) if read_session(text, code) is not None else None
    if found is None or text[: found.start].strip(" *_#") or not _rest_is_quiet(text[found.end :]):
        return None
    return (Fact("session", found, text),)


BODY_NAME = late(
    r"(?:Working Group|Commission|Committee|Conference|Board|Executive Board|Panel|Meeting of|Preparatory|Ad Hoc|"
    r"Open-ended|Forum|Permanent Forum|Subcommittee|Special Committee|Intergovernmental|Expert|Group of|Advisory|"
    r"Assembly of|Governing)\b"
)


_BODY_WORDS = late(
    r"(?:(?:Le |La )?(?:Sous-)?(?:Comité|Commission|Conseil|Conférence|Groupe de travail|Assemblée)\b"
    r"|(?:El |La )?(?:Sub)?(?:Comité|Comisión|Consejo|Conferencia|Grupo de Trabajo|Junta)\b"
    r"|(?:[А-Яа-я-]+ ){0,4}(?:[Пп]од)?(?:[Кк]омитет|[Кк]омиссия|[Кк]онференция|[Рр]абочая группа|Совет)\b"
    r"|(?:ال)?(?:لجنة|مجلس|مؤتمر|فريق العامل|هيئة)\b"
    r"|[\u4e00-\u9fff]{2,20}(?:委员会|工作组|理事会|大会|小组|会议)$)"
)


def names_body(text: str) -> bool:
    """Whether a line may be the name of a body that meets, in any of the six languages."""
    bare = text.strip(" *_#")
    return bool(BODY_NAME.match(bare) or _BODY_WORDS.match(bare))


def _rest_is_quiet(rest: str) -> bool:
    """What may follow a session in its line: notes, dates, a number of a part; no organ, no item, no sentence."""
    return (
        not re.search(r"[.;!?]\s|[A-Z]/\d", rest)
        and (len(rest) < 4 or bool(re.match(r"\s*[,(*]", rest)))
        and not re.match(r",\s", rest)
    )


def _agenda(text: str, code: str) -> tuple[Fact, ...] | None:
    found = read_agenda_items(text, code)
    if found is None or _is_sentence(found):
        return None
    return (Fact("agenda", found, text),)


def _is_sentence(found: AgendaLine) -> bool:
    return bool(found.title) and (found.title or "")[:1].islower()


def _organ(text: str, code: str) -> tuple[Fact, ...] | None:
    one = read_organ(text, code)
    if one:
        return (Fact("organ", one, text),)
    found = find_organs(text, code)
    if len(found) < 2 or len(found) > 3:
        return None
    rest = text
    for organ in reversed(found):
        rest = rest[: organ.start] + rest[organ.end :]
    if key_of_rest(rest):
        return None
    return tuple(Fact("organ", organ.organ, text[organ.start : organ.end]) for organ in found)


def key_of_rest(rest: str) -> str:
    """What stands between names of organs, without the words that join them."""
    return re.sub(r"\b(?:and|the|et|y|и|و|le|la|el|l|al|of|united nations)\b|[\W_]|[和及与]", "", fold(rest))


def _job(text: str, code: str) -> tuple[Fact, ...] | None:
    found = JOB_LINE.fullmatch(text)
    return (Fact("job", found["number"], text),) if found else None


JOB_LINE = late(
    r"\*?(?P<number>(?:GE\.|V\.|K)?\d{2}-\d{5})\*?(?:\s*\(?(?P<letter>[A-Z])\)?\*?)?(?:\s+\d{6}){0,3}\s*(?:\*\d{7,9}\*)?"
)

READERS: tuple[Reader, ...] = (_words, _symbols, _distribution, _original, _date, _session, _agenda, _organ, _job)


# ---------------------------------------------------------------- words


@cache
def _label(labels: tuple[str, ...]) -> re.Pattern[str]:
    body = "|".join(re.escape(fold(label)) for label in longest_first(labels))
    return late(rf"(?:{body})\s?\.?(?![^\W_])\s*[:：]?\s*")


@cache
def _distribution_labels() -> tuple[str, ...]:
    return tuple(label for code in CODES for label in language(code).distribution.labels)


@cache
def _original_labels() -> tuple[str, ...]:
    # `Language` alone opens too many other lines.
    return tuple(label for code in CODES for label in language(code).original.labels if fold(label) != "language")


@cache
def _distribution_values() -> Mapping[str, str]:
    return {fold(word): value for code in CODES for value, word in language(code).distribution.values.items()}


@cache
def _own_names() -> Mapping[str, str]:
    names = {fold(language("en").languages[code]): code for code in CODES}
    return names | {fold(name): code for code in CODES for name in (language(code).name, language(code).original.own)}


@cache
def _language_names() -> Mapping[str, str]:
    named = {fold(name): code for one in reversed(CODES) for code, name in language(one).languages.items()}
    return named | dict(_own_names())
