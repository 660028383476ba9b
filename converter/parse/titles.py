"""Titles of letters and notes verbales: `Letter dated … from … addressed to …`, in six languages and in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from converter.forms.dates import FoundDate, find_dates
from converter.forms.organs import find_organs
from converter.late import late
from converter.parse.words import starts
from converter.records import dataclass


@dataclass(frozen=True, slots=True)
class LetterTitle:
    """What a title of a letter or note verbale says."""

    kind: str
    """`letter` or `note_verbale`."""
    language: str
    date: FoundDate | None
    sender: str | None
    recipients: tuple[str, ...]
    identical: bool = False

    @property
    def complete(self) -> bool:
        """Whether both sender and recipient are named."""
        return bool(self.sender and self.recipients)

    @property
    def plausible(self) -> bool:
        """Whether it says enough to be a title and no sentence that begins like one."""
        if self.date is None:
            return self.complete and starts("office_start", self.recipients[0])
        return bool(self.sender or self.recipients)


@dataclass(frozen=True, slots=True)
class Formula:
    """How a language writes such a title: what opens it, and what stands before and after sender and recipient."""

    opening: re.Pattern[str]
    sender: re.Pattern[str]
    recipient: re.Pattern[str]
    conjunction: re.Pattern[str]
    articles: re.Pattern[str]


def _pattern(text: str) -> re.Pattern[str]:
    return late(text, re.IGNORECASE)


_GAP = r"[\s*_]+"
FORMULAS: Mapping[str, Formula] = {
    "en": Formula(
        _pattern(
            r"(?P<what>(?P<same>identical\s+|joint\s+)?letters?|(?P<note>(?P<same2>identical\s+)?notes?\s+verbales?))"
            r"\s+(?:dated\s|of\s+(?=\d|[X_\[])|from\s(?=.{3,160}?\b(?:dated|addressed\s+to)\s))"
        ),
        _pattern(
            r"\b(?:from|by)\s+(?P<value>.+?)(?=,?\s+(?:dated|addressed\s+to|to\s+the\s+(?:secretary|president))\b|$)"
        ),
        _pattern(
            r"\b(?:addressed\s+to|(?<=united\snations\s)to(?=\s+the\s+(?:secretary|president)))\s+(?P<value>.+?)"
            r"(?=,?\s+(?:from|by)\s+the\s|,?\s+dated\s+\d|$)"
        ),
        _pattern(r",?\s+and\s+|,\s+"),
        _pattern(r"^(?:to\s+)?(?:the\s+)?"),
    ),
    "fr": Formula(
        _pattern(
            r"(?P<what>lettres?(?P<same>\s+identiques?|\s+conjointes?)?|(?P<note>notes?\s+verbales?(?P<same2>\s+identiques)?))"
            r",?\s+(?:datées?\s+(?:du|des|de)|en\s+date\s+(?:du|des))\s"
        ),
        _pattern(r"\bpar\s+(?P<value>.+?)(?=,?\s+(?:et\s+)?adressées?\s|,?\s+datée|$)"),
        _pattern(r"\badressées?\s+(?:respectivement\s+)?(?P<value>(?:à\s|au\s|aux\s|a\s).+?)(?=,?\s+par\s|$)"),
        _pattern(r",?\s+et\s+|,\s+"),
        _pattern(
            r"^(?:et\s+)?(?:(?:à|a)\s+l[’']\s*|(?:à|a)\s+(?:la|le|les)\s+|aux?\s+|(?:à|a)\s+|l[’']\s*|l[ea]s?\s+)?"
        ),
    ),
    "es": Formula(
        _pattern(
            r"(?P<what>cartas?(?P<same>\s+idénticas?|\s+conjuntas?)?|(?P<note>notas?\s+verbal(?:es)?(?P<same2>\s+idénticas)?))"
            r",?\s+de\s+fecha\s"
        ),
        _pattern(r"\bpor\s+(?P<value>(?:el|la|los|las)\s.+?)(?=,?\s+(?:y\s+)?dirigidas?\s|$)"),
        _pattern(r"\bdirigidas?\s+(?P<value>(?:al|a)\s.+?)(?=,?\s+por\s+(?:el|la|los|las)\s|$)"),
        _pattern(r",?\s+y\s+|,\s+"),
        _pattern(r"^(?:al\s+|a\s+(?:la|los|las)\s+|a\s+)?(?:el\s+|la\s+|los\s+|las\s+)?"),
    ),
    "ru": Formula(
        _pattern(
            r"(?P<what>(?P<same>идентичные\s+|совместное\s+)?письм[оа]|(?P<note>(?P<same2>идентичные\s+)?вербальн(?:ая|ые)\s+нот[аы]))"
            r"\s+(?=.{0,300}?(?:\sот\s|\sна\sимя\s)|от\s)"
        ),
        _pattern(
            r"^(?:(?:идентичные|совместное)\s+)?(?:письм[оа]|вербальн\w+\s+нот[аы])\s+(?:от\s+[^,]+?\s+год[ау]?,?\s+)?"
            r"(?P<value>(?!от\s).+?)(?=,?\s+(?:от|на\s+имя)\s|$)"
        ),
        _pattern(r"\bна\s+имя\s+(?P<value>.+?)(?=,?\s+от\s+\d|$)"),
        _pattern(r",?\s+и\s+|,\s+"),
        _pattern(r"^"),
    ),
    "ar": Formula(
        _pattern(
            r"(?P<what>(?P<note>مذكر(?:ة|ات)\s+شفوية|مذكرتان\s+شفويتان)|رسال(?:ة|تان)|رسائل)(?P<same>(?P<same2>)\s+متطابق\w+)?"
            r"\s+مؤرخ\w*\s"
        ),
        _pattern(r"\sمن\s+(?P<value>(?:ال|ممثل|القائم|رئيس|وزير|بعثة|نائب).+?)(?=\s+(?:و)?موجه\w*\s+إلى\s|$)"),
        _pattern(r"\sموجه\w*\s+إلى\s+(?P<value>.+?)(?=\s+من\s+(?:ال|ممثل|القائم|رئيس|وزير|بعثة|نائب)|$)"),
        _pattern(r"\s+و\s?(?=\S)|،\s*"),
        _pattern(r"^(?:إلى\s+)?"),
    ),
    "zh": Formula(
        _pattern(
            r"(?=.{4,220}(?:给|致).{2,120}的(?P<what>(?P<same>同文)?信|(?P<note>(?P<same2>同文)?普通照会)))"
            r"(?=[\dXx_〇○二一][\dXx_〇○一二三四五六七八九零 ]{1,5}年)"
        ),
        _pattern(r"日\s?(?P<value>[^\d].+?)(?=给|致)"),
        _pattern(r"(?:给|致)(?P<value>.+?)的(?:同文)?(?:信|普通照会)"),
        _pattern(r"[和及与、]"),
        _pattern(r"^"),
    ),
}


def read_letter_title(text: str) -> LetterTitle | None:
    """What the title of a letter or note verbale says, if the text begins like one; parts may still be missing."""
    bare = " ".join(text.split())
    for language, formula in FORMULAS.items():
        opening = formula.opening.match(bare)
        if opening:
            return _read(bare, language, formula, opening)
    return None


def _read(text: str, language: str, formula: Formula, opening: re.Match[str]) -> LetterTitle:
    sender, recipient = formula.sender.search(text), formula.recipient.search(text)
    dates = find_dates(text, language)
    return LetterTitle(
        kind="note_verbale" if opening["note"] else "letter",
        language=language,
        date=dates[0] if dates else None,
        sender=_bare(sender["value"], formula) if sender else None,
        recipients=split_recipients(recipient["value"], formula) if recipient else (),
        identical=bool(opening["same"] or opening["same2"]),
    )


def _bare(text: str, formula: Formula) -> str:
    return formula.articles.sub("", text.strip(" ,;.*_")).strip()


def split_recipients(text: str, formula: Formula) -> tuple[str, ...]:
    """The offices of a list, without articles; a conjunction inside the name of an office divides nothing."""
    offices: list[str] = []
    at = 0
    for cut in [*formula.conjunction.finditer(text), None]:
        end = cut.start() if cut else len(text)
        if cut and not starts("office_start", _bare(text[cut.end() :], formula)):
            continue
        offices.append(_bare(text[at:end], formula))
        at = cut.end() if cut else end
    return tuple(office for office in offices if office)


def goes_on(text: str, following: str, full: bool = False) -> bool:
    """Whether a title of a letter that was cut into lines goes on with the following line.

    `full`: the line before filled its column and stands right above, so that a few words may be left over.
    """
    title = read_letter_title(text)
    if title is None or not following.strip():
        return False
    if read_letter_title(f"{text} {following}") is None or len(text) + len(following) > 900:
        return False
    words, begins_small = len(following.split()), following.lstrip()[:1].islower()
    if not title.complete:
        return begins_small or not _sentence(following)
    if (
        _OPEN_END.search(text)
        or _is_organ_cut(title, following)
        or (full and words <= 4 and not _SENTENCE_END.search(following))
    ):
        return True
    return begins_small and words <= 25 and not _sentence(following)


def _is_organ_cut(title: LetterTitle, following: str) -> bool:
    """`President of the Security` / `Council`: only both lines name an organ."""
    last = title.recipients[-1]
    bare = following.strip(" *_")
    return len(bare.split()) <= 2 and not find_organs(last, "en") and bool(find_organs(f"{last} {bare}", "en"))


_OPEN_END = late(
    r"(?:[\s’'](?:of|the|to|and|for|de|du|des|la|le|les|et|del|y|и|при|من|إلى|لدى)|,|-)\s*$", re.IGNORECASE
)
_SENTENCE_END = late(r"[.;:!?。；：！？]['”\"»)\]]*\s*$")


def ends_open(text: str) -> bool:
    """Whether a title ends with a word that another must follow: `… by the`."""
    return _OPEN_END.search(text) is not None


def _sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and len(text.split()) > 7
