"""Document symbols: `A/78/583–S/2023/853`, `A/RES/78/1`, corrigenda and revisions; found, read and printed."""

from __future__ import annotations

import re
from functools import lru_cache

from converter.forms.prefixes import ORGANS, PRESS_SERIES, PRINCIPAL, TREATY_BODIES
from converter.languages.numerals import read_roman
from converter.late import late, longest_first
from converter.records import dataclass, fields

LONGEST_ORGAN = max(map(len, ORGANS)) + 1

LAST_SESSION = 150
"""A higher number after `A/` is a running number of the years before 1976, such as `A/520/Rev.15`."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol. The halves of a joint symbol are two."""

    text: str
    """As it is printed, spaces closed, without the asterisk of a reissue: `A/81/6 (Sect. 13)/Part A`."""
    organ: str
    """Symbol prefix of the organ or body: `A`, `S`, `A/HRC`, `A/C.3`, `E/CN.6`."""
    session: int | None
    year: int | None
    """Calendar year, where the series counts by year."""
    suffixes: tuple[str, ...]
    """`Add.1`, `Corr.2`, `Rev.1`, in order."""
    reissue: str
    """The asterisks after it, or an empty string."""
    placeholder: bool
    """Whether a number was left open: `A/78/XX`, `S/2024/…`."""


@dataclass(frozen=True, slots=True)
class FoundSymbol(Symbol):
    """A symbol and where it stands in the text searched, asterisks included."""

    start: int
    end: int


_ORGAN = "(?:" + "|".join(longest_first(ORGANS)) + ")"
_OPEN = r"(?:\[?(?:\.\.\.|…+|_{2,}|#{1,}|●|•|X{2,}|x{2,}|\?{1,}|-{2,})\]?|\[[ .…_●•XxYyNn#?]*\])"
_MIXED = (
    r"(?:Add|Corr|Rev|Amend|Res|Sub|Inf|Dec|Summ|Conf|Agenda|Summary|Part ?[A-Z]|OzL|Pro|Decision|Sect|Vol|REV|ADD)"
)
_WORD = rf"(?:{_MIXED}(?![a-z])|[A-Z0-9]+(?![a-z]))"
_PAREN = (
    r"(?: ?\((?:[IVXLC]+|S-[IVX]+|ES-[IVX]+|(?:19|20)\d\d|"
    r"(?:Sects?|Vols?|Parts?|Suppl|Resumption|Income sects?)\.? ?[0-9IVX]+[A-Z]?"
    r"(?:[-–][0-9IVX]+)?(?: ?and ?[0-9IVX]+)?|Introduction|Prologue|Summary|SUPP|[0-9]{1,2})\))"
)
_PART = rf"(?:{_OPEN}|{_WORD}(?:\.(?:{_OPEN}|{_WORD}))*(?:-(?!{_ORGAN}\s?/)[A-Z0-9]+(?:\.[0-9A-Z]+)*)*{_PAREN}*)"
# A space beside a slash is closed up only where the line goes on with a figure, a known word or a further slash.
_SLASH = r"(?:/|[ \t\xa0]?/[ \t\xa0]?(?=[\d\[]|(?:Add|Corr|Rev|Amend|RES|L|C|AC|CN|PV|SR|PRST|HRC|INF|Res|Sub)[./])|//)"
_HEAD = late(rf"(?<![\w/.@-]){_ORGAN}[ \t\xa0]?$")
_SYMBOL = late(
    rf"{_ORGAN}(?:{_SLASH}{_PART}){{1,12}}(?P<blank>/(?=\s|$|[-–—,;)]))?(?P<stars>(?:\\?\*){{0,3}})(?![\w/])(?!\.\w)"
)
_JOINT = late(r"\s?[-–—]\s?")
_BODY = late(
    r"(?:A?C|CN|CONF|SC|WG|WP|GE|Sub|PC|EA|HA|EB|NGO|CRP|L|R|PV|SR|GC|INF|NL|BMS|RPM|SER|G|Res|MSP|COP|CP|MP)\.[0-9A-Z]{1,5}"
)
_NUMBER = late(r"\d{1,6}(?:[A-Z]|-\d{1,3})?(?: ?\(.+\))*")
_HAS_NUMBER = late(r"\d|\((?:[IVXLC]+)\)|(?:^|[.])[IVXLC]+(?:/|$)")
_SUFFIX = late(r"(?:Add|Corr|Rev|Amend)\.\d+$|Summary$")
_UNFINISHED = late(r"[A-Z]+/\d+/|[ES]/(?:199[4-9]|20[0-6]\d)")
_OPEN_PART = late(rf"(?:(?:L|R|CRP|WP|Add|Corr|Rev|PV|SR|INF|Res)\.)?{_OPEN}$")
_SESSION_AT = late(r"A/(?:HRC/(?:[A-Z]{2,4}(?:\.\d+)?/)*|(?:RES|DEC|INF|BUR|C\.[1-6])/)?(\d{1,3})(?=/)")
_OLD_SESSION = late(r"^[AE]/RES/\d{1,4}[A-Z]? \(([IVXLC]+)\)")
_YEAR_AT = late(r"(?:/|\()((?:19[4-9]|20[0-9])\d)(?=/|\)|$)")


def find_symbols(text: str) -> list[FoundSymbol]:
    """Every document symbol in a text, in order. The halves of a joint symbol are two entries.

    Symbols inside web addresses are not found; nor are `A/B`, `N/A`, `S/he`, press release numbers.
    """
    found: list[FoundSymbol] = []
    end, slash = 0, text.find("/")
    while slash >= 0:
        # Slashes are rare and every symbol has one, so the search goes from slash to slash.
        head = _HEAD.search(text, max(end, slash - LONGEST_ORGAN), slash)
        match = _SYMBOL.match(text, head.start()) if head else None
        while match:
            symbol = _found(text, match)
            end = match.end()
            if symbol:
                found.append(symbol)
            joint = _JOINT.match(text, end) if symbol else None
            match = _SYMBOL.match(text, joint.end()) if joint else None
        slash = text.find("/", max(end, slash + 1))
    return found


def read_symbol(text: str) -> Symbol | None:
    """The symbol that a whole text is, or None. Small slips are mended: spaces, `//`, `REV.1`, a trailing slash.

    >>> read_symbol("A / 78 / 583").text
    'A/78/583'
    """
    bare = re.sub(r"\s*/+\s*", "/", text.strip().strip("\u200e\u200f"))
    bare = bare.removesuffix("/") if bare.count("/") > 2 else bare
    found = find_symbols(bare)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(bare):
        return _plain(found[0])
    return None


BETWEEN = late(r"[\s\-–—|;,/()\[\]\u200e\u200f]*")
"""What may stand between the symbols of a line that holds nothing else."""


def read_symbols(text: str) -> tuple[Symbol, ...]:
    """The symbols of a line that holds nothing else: one, or several joined by a dash, a bar or a line end."""
    found = find_symbols(text)
    rest, at = "", 0
    for symbol in found:
        rest, at = rest + text[at : symbol.start], symbol.end
    if BETWEEN.fullmatch(rest + text[at:]):
        return tuple(map(_plain, found))
    return ()


def to_fill_in(symbol: Symbol) -> str:
    """A symbol with `…` for each number that was left open.

    >>> to_fill_in(read_symbols("S/2026/XX")[0])
    'S/2026/…'
    """
    parts = symbol.text.split("/")
    open_ = [re.sub(rf"{_OPEN}$", "…", part) if part and _OPEN_PART.match(part) else part or "…" for part in parts]
    return "/".join(open_) if not symbol.placeholder or "…" in open_ else "/".join([*open_, "…"])


def print_symbol(symbol: Symbol) -> str:
    """The symbol as the masthead prints it, with the asterisk of a reissue."""
    return symbol.text + symbol.reissue


def split_head(symbol: str) -> tuple[str, str]:
    """A printed symbol as the big organ letter and the rest: `A` and `/78/583`."""
    head, slash, rest = symbol.partition("/")
    return head, slash + rest


def organ_of(symbol: str) -> str:
    """The prefix that names the organ or body of a symbol: `A/HRC` of `A/HRC/59/15`, `A` of `A/78/1`."""
    parts = symbol.split("/")
    if len(parts) > 1 and parts[0] in PRINCIPAL:
        if re.fullmatch(r"HRC|BUR|ICEF|ECA|ESCWA|HLPF|FFDF|(?:A?C|CN|CONF)\.\w+", parts[1]):
            return "/".join(parts[:2])
    elif len(parts) > 1 and parts[0] in TREATY_BODIES and parts[1] == "C":
        return f"{parts[0]}/C"
    elif len(parts) > 1 and (parts[0], parts[1].partition(".")[0]) in {
        ("UNEP", "EA"),
        ("HSP", "HA"),
        ("FCCC", "CP"),
        ("NPT", "CONF"),
        ("BWC", "CONF"),
    }:
        return f"{parts[0]}/{parts[1].partition('.')[0]}"
    return parts[0]


def docs_url(symbol: str, code: str = "en") -> str:
    """The address of a document in one of the six languages: no spaces, no asterisk, no part letter."""
    bare = re.sub(r"\s+", "", symbol).rstrip("*")
    return f"https://docs.un.org/{code}/" + re.sub(r"(?<=\))/Part[A-Z]$", "", bare)


def find_press_numbers(text: str) -> list[tuple[int, int, str]]:
    """Press release numbers (`GA/12345`, `SG/SM/22000`), which are no document symbols: start, end, number."""
    return [(match.start(), match.end(), match.group()) for match in _PRESS.finditer(text)]


_PRESS = late(
    rf"(?<![\w/.-])(?:{'|'.join(longest_first(PRESS_SERIES))})"
    r"(?:/(?:SM|A|T|DIS|SHC|SPD|EF|AB|L|COL|PAL|DEV|P|R))?/\d{2,5}(?![\w/])(?!\.\w)"
)


def _found(text: str, match: re.Match[str]) -> FoundSymbol | None:
    start = match.start()
    stars = match["stars"].replace("\\", "")
    # Asterisks that close an emphasis opened before the symbol are no mark of a reissue.
    opened = min(len(stars), _trailing_stars(text, start)) if stars else 0
    bare = text[start : match.start("stars")]
    blank = bool(_UNFINISHED.fullmatch(bare))
    symbol = _understood(bare if blank else bare.rstrip("/ "), stars[opened:], blank)
    if symbol is None:
        return None
    values = {field.name: getattr(symbol, field.name) for field in fields(Symbol)}
    return FoundSymbol(**values, start=start, end=match.end() - opened)


@lru_cache(256)
def _understood(bare: str, stars: str, blank: bool) -> Symbol | None:
    """A document names its own symbols again and again."""
    return _understand(_close(bare), stars, blank)


def _trailing_stars(text: str, end: int) -> int:
    start = end
    while start and text[start - 1] == "*":
        start -= 1
    return end - start


def _close(text: str) -> str:
    """The symbol with its spaces closed, one kept before a parenthesis; known slips of writing mended."""
    bare = re.sub(r"\s*/+\s*", "/", text)
    bare = re.sub(r"(?<=\d)\s*\(", " (", bare)
    bare = re.sub(r"\((Sect|Vol)s?\.? ?(?=\d|[IVX])", lambda match: match.group().rstrip(" .") + ". ", bare)
    bare = re.sub(r"/Part(?=[A-Z]$)", "/Part ", bare)
    return re.sub(r"/(ADD|CORR|REV|AMEND)\.(?=\d)", lambda match: f"/{match[1].capitalize()}.", bare)


def _understand(text: str, stars: str, blank: bool) -> Symbol | None:
    parts = text.split("/")
    placeholder = blank or any(_OPEN_PART.match(part) for part in parts[1:])
    if not (placeholder or _believable(parts)):
        return None
    organ = organ_of(text)
    return Symbol(
        text=text,
        organ=organ,
        session=_session(text),
        year=_year(text, organ),
        suffixes=tuple(part for part in parts[2:] if _SUFFIX.match(part)),
        reissue=stars,
        placeholder=placeholder,
    )


def _believable(parts: list[str]) -> bool:
    """Whether what looks like a symbol is one: it ends in something counted, and its second part fits."""
    organ, second, *more = parts
    if not _HAS_NUMBER.search("/".join(parts[1:])) or re.fullmatch(r"[A-Z]{2,}", parts[-1]):
        return False
    if organ in PRINCIPAL and not more:
        return bool(re.fullmatch(r"\d{3,6}|(?:PV|SR|L)\.\d{1,4}(?: \(.+\))?", second))
    if not more:
        return bool(_NUMBER.fullmatch(second) or re.fullmatch(r"\w+\.\w+(?:-\w+)?", second))
    if organ in PRINCIPAL:
        return bool(re.fullmatch(r"\d{1,6}|E?S-\d{1,2}|[A-Z]{2,10}|Agenda", second) or _BODY.fullmatch(second))
    return True


def _session(text: str) -> int | None:
    old = _OLD_SESSION.match(text)
    if old:
        return read_roman(old[1])
    at = _SESSION_AT.match(text)
    return int(at[1]) if at and int(at[1]) <= LAST_SESSION else None


def _year(text: str, organ: str) -> int | None:
    if organ == "A" or organ.startswith("A/HRC"):
        return None
    year = _YEAR_AT.search(text)
    return int(year[1]) if year else None


def _plain(found: FoundSymbol) -> Symbol:
    return Symbol(*(getattr(found, field.name) for field in fields(Symbol)))
