"""Facts about a whole text that speak for or against a kind of document: a title, a salutation, vocatives."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from converter.forms.dates import find_dates
from converter.forms.labels import read_label
from converter.forms.people import is_signed
from converter.forms.symbols import Symbol
from converter.languages import fold, read_opening
from converter.late import late
from converter.parse import lines as look
from converter.parse.contacts import read_contact
from converter.parse.datelines import read_dateline
from converter.parse.front import is_delivery, is_draft_line
from converter.parse.references import is_reference
from converter.parse.senders import is_sender
from converter.parse.spoken import is_vocative, spoken_to, thanks, vocative_opening, vocatives
from converter.parse.whole import Mark, Text, first
from converter.parse.words import ends, holds, is_one, starts


def read_marks(text: Text) -> Mapping[str, Mark]:
    """Every fact that holds, by name."""
    found = ((name, read(text)) for name, read in MARKS.items())
    return {name: mark for name, mark in found if mark is not None}


# ---------------------------------------------------------------- facts of the front


def _letter_title(kind: str) -> Callable[[Text], Mark | None]:
    def read(text: Text) -> Mark | None:
        for title in text.front.titles:
            if title.letter.kind == kind:
                return Mark(title.ats[:1], title.text[: title.text.find(" ", 8)])
        return None

    return read


def _masthead(text: Text) -> Mark | None:
    """Lines that only a masthead has; an organ, a symbol or a date alone may stand anywhere."""
    strong = list(text.front.facts("distribution", "original", "session", "year", "agenda"))
    weak = [(p, f) for p, f in text.front.facts("symbol", "organ", "letters") if not _is_reference(f.value)]
    dates = [(p, f) for p, f in text.front.facts("date") if weak and weak[0][1].kind == "symbol"]
    if len(strong) + len(weak) + len(dates) < 2 and not any(fact.kind == "distribution" for _, fact in strong):
        return None
    dated = any(fact.kind == "date" for _, fact in text.front.facts("date"))
    if not strong and len({fact.kind for _, fact in weak}) < 2 and not (dated and weak and weak[0][1].kind == "symbol"):
        return None
    ats = tuple(dict.fromkeys(piece.at for piece, _ in strong or weak))
    return Mark(ats[:1], (strong or weak)[0][1].text)


def _is_reference(value: object) -> bool:
    """Codes that missions use as well: a symbol of the Secretariat has a series that is known."""
    if not isinstance(value, Symbol):
        return False
    if value.organ == "ST":
        return not re.match(r"ST/(?:SGB|AI|IC|SG|ADM|LEG|ESA|STAT|DPI|DCS|CS|TAO|HR|PSCA)/", value.text)
    return value.organ in ("DP", "LC", "MP", "EB", "EC", "AT", "UNA", "GC")


def _fact(kind: str, fits: Callable[[object], bool] = lambda value: True) -> Callable[[Text], Mark | None]:
    def read(text: Text) -> Mark | None:
        for piece, fact in text.front.facts(kind):
            if fits(fact.value):
                return Mark((piece.at,), fact.text)
        return None

    return read


def _symbol_with(pattern: str) -> Callable[[object], bool]:
    compiled = late(pattern)
    return lambda value: isinstance(value, Symbol) and bool(compiled.search(value.text))


def _label_beside_date(text: Text) -> Mark | None:
    """`4 Oct. 2024 · Press release`: label and date on one line."""
    for piece in text.front.unknown():
        parts = [part for part in BESIDE.split(piece.text) if part.strip()]
        if len(parts) > 1 and any(is_one("press_label", part) for part in parts) and len(piece.text) < 120:
            return Mark((piece.at,), piece.text)
    return None


def _publication(text: Text) -> Mark | None:
    """`Published: 20 November 2025` beside a headline."""
    for piece in text.front.unknown():
        label = PUBLISHED.match(fold(piece.text))
        if label and find_dates(piece.text[label.end() : label.end() + 40], text.code):
            return Mark((piece.at,), piece.text)
    return None


PUBLISHED = late(
    r"(?:published|posted|updated|released|release date|date|publie|publicado|опубликовано|дата публикации|نشر|"
    r"تاريخ النشر|发布时间|发布日期|发布|时间|日期)(?:\s(?:on|le|el|в))?\s?[:：]?\s*"
)
BESIDE = late(r"\s*(?:[|·•]|\s[–—-]\s)\s*")


def _front_line(fits: Callable[[str], bool]) -> Callable[[Text], Mark | None]:
    def read(text: Text) -> Mark | None:
        for piece in text.front.unknown():
            if fits(piece.text):
                return Mark((piece.at,), piece.text)
        return None

    return read


def is_adoption(text: str) -> bool:
    """`Resolution adopted by the General Assembly on …`, `Adopted by the Security Council at its …`."""
    if starts("adoption_start", text):
        return True
    return ends("adoption_mid", text) and bool(
        re.search(r"^(?:大会|安全理事会|人权理事会|经济及社会理事会)|年.*日", text)
    )


REPORT = late(r"(?:[\w-]+ )?report (?:of|by) |rapport (?:du|de)|informe (?:del|de)|доклад|تقرير")


def _report_masthead(text: Text) -> Mark | None:
    if _masthead(text) is None:
        return None
    for piece in text.front.unknown():
        if REPORT.match(piece.text.lower()):
            return Mark((piece.at,), piece.text)
        if ends("subtitle_end", piece.text) and "报告" in piece.text:
            return Mark((piece.at,), piece.text)
    return None


def is_note_line(text: str) -> bool:
    """`Note by the Secretariat` as a title or subtitle."""
    return starts("note_start", text) or ends("note_end", text)


# ---------------------------------------------------------------- facts of the text


def _compliments(text: Text) -> Mark | None:
    return first(text, text.ats[:8], lambda line: look.holds_formula("compliments", line))


def _avails(text: Text) -> Mark | None:
    return first(text, text.last, lambda line: look.holds_formula("avails", line) and look.word_count(line) > 8)


def _salutation(text: Text) -> Mark | None:
    return first(text, text.opening[:3], look.is_salutation)


def _dated_salutation(text: Text) -> Mark | None:
    """A salutation of a letter right under a date, a reference or an address."""
    mark = first(text, text.opening[:1], lambda line: look.is_salutation(line) and not is_vocative(line))
    above = [*text.front.facts("date"), *((p, p) for p in text.front.unknown() if is_reference(p.text))]
    return mark if above and not any(True for _ in text.front.facts("organ", "session")) else None


def _letterhead(text: Text) -> Mark | None:
    """A sender's name or contact data above the text."""
    for piece in text.front.unknown():
        contact = read_contact(piece.text)
        if is_sender(piece.text) or (contact and set(contact.values) - {"address"}):
            return Mark((piece.at,), piece.text)
    return None


def _close(text: Text) -> Mark | None:
    return first(text, text.last, is_close)


def is_close(text: str) -> bool:
    """The complimentary close of a letter: a short paragraph that opens with such a formula."""
    count = look.word_count(text)
    if count <= 9 and text.rstrip(" *_")[-1:] in ",،，" and _FAREWELL.search(text.lower()):
        return True
    if count > 60 or not look.opens_with_formula("closes", text):
        return False
    return look.word_count(text) <= 8 or bool(_ASSURANCES.search(text.lower()))


_FAREWELL = late(
    r"\b(?:regards|yours|sincerely|faithfully|truly|respectfully|cordially|ever|greetings|wishes|gratefully|warmly|"
    r"cordialement|respectueusement|sentiments|salutations|atentamente|cordialmente|saludos|respetuosamente)\b|уважением|احترام"
)
_ASSURANCES = late(
    r"assuranc|consideration|regards|sentiments|considération|consideración|seguridades|уверени|уважени|احترام|تقدير|敬意|estime|esteem|faithfully|sincerely"
)


def _signature(text: Text) -> Mark | None:
    return first(text, text.ats[-60:], lambda line: len(line) < 200 and is_signed(line))


def _numbered(text: Text) -> Mark | None:
    """Three paragraphs with numbers that go up from one."""
    value, ats = 0, list[int]()
    for at in text.ats[:400]:
        label = read_label(
            text.front.lines[at].label + " " + text.line(at) if text.front.lines[at].label else text.line(at)
        )
        if label and label.kind == "decimal" and label.value == value + 1:
            value, ats = value + 1, [*ats, at]
            if value == 3:
                return Mark(tuple(ats), "1., 2., 3.")
    return None


def _roman_headings(text: Text) -> Mark | None:
    ats: list[int] = []
    for at in text.ats[:600]:
        label = read_label(text.line(at))
        expected = len(ats) + 1
        if (
            label
            and label.kind in ("upper-roman", "han")
            and label.value == expected
            and look.word_count(text.line(at)) < 16
        ):
            ats.append(at)
    return Mark(tuple(ats[:2]), text.line(ats[0])) if len(ats) > 1 else None


def _summary(text: Text) -> Mark | None:
    return first(text, text.ats[:12], look.is_boxed_heading)


CLAUSE_ENDS = ",;،؛，；.:。："


def _clauses(text: Text) -> Mark | None:
    """Preambular and operative openings, two of each or three of one."""
    kinds: dict[str, list[int]] = {"preambular": [], "operative": []}
    for at in text.ats[:200]:
        line = text.line(at)
        if line.rstrip()[-1:] not in CLAUSE_ENDS:
            continue
        label = read_label(line)
        opening = read_opening(line[label.rest :] if label else line, text.code)
        if opening and (label or opening.kind == "preambular"):
            kinds[opening.kind].append(at)
    found = kinds["preambular"] + kinds["operative"]
    if min(map(len, kinds.values())) >= 1 and len(found) >= 3:
        return Mark(tuple(found[:4]), text.line(found[0])[:60])
    return None


def _dateline(text: Text) -> Mark | None:
    for at in text.ats[:3]:
        found = read_dateline(text.line(at), text.code)
        if found:
            return Mark((at,), text.line(at)[: found.end])
    return None


def _quoted_saying(text: Text) -> Mark | None:
    """Somebody is quoted as news do: words in quotation marks, and who said them."""
    return first(text, text.ats[:NEWS_LINES], lambda line: _SAID.search(line[:QUOTED]) is not None)


NEWS_LINES, QUOTED = 12, 600
"""Lines at the top of a news text, and letters of each, in which somebody is quoted."""
_SAID = late(
    r"[,.!?…]\s?[”\"»'’“]\s*[,—–-]?\s*(?:[^\W\d_]+\s+){0,2}?"
    r"(?:said|says|added|told|stated|explained|noted|a dit|a déclaré|a ajouté|a indiqué|"
    r"dijo|declaró|afirmó|añadió|explicó|señaló|сказал|заявил|отметил|подчеркнул)|"
    r"\b(?:said|added|stated|declared|a déclaré|dijo|declaró|заявил|сказал|отметил)[^“”\"«»]{0,120}[:,]\s?[“\"«]|"
    r"(?:وقال|وأضاف|وصرح)[^“”\"«»]{0,120}:\s?[“\"«]|(?:说|表示|指出)[：:]\s?[“「]"
)


def _end_mark(text: Text) -> Mark | None:
    return first(text, text.last, lambda line: _END.fullmatch(line) is not None)


_END = late(r"\s*(?:#\s?#\s?#|-\s?30\s?-|\*\s?\*{3}\s?\*|END|ENDS|FIN)\s*")


def _enacting(text: Text) -> Mark | None:
    return first(text, text.ats[:12], lambda line: look.is_enacting(line) or _opens_with_organ(line))


_HEAD = late(r"[^,،，]{3,60}[,،，]")


def _opens_with_organ(line: str) -> bool:
    """A decision in one paragraph: `The General Assembly, noting …, decides …`."""
    head = _HEAD.match(line)
    return bool(head) and look.is_enacting(head[0] if head else "") and look.word_count(line) > 6


def _decision(text: Text) -> Mark | None:
    """A decision told in one sentence: `At its 91st plenary meeting, on …, the General Assembly … decided to …`."""
    return first(text, text.ats[:3], lambda line: _DECIDED.match(line) is not None)


_DECIDED = late(
    r"(?i)(?:At (?:its|the) .{0,40}?meetings?,.{0,120}?(?:Assembly|Council|Committee|Commission|Conference|Board)\b.*"
    r"\b(?:decided|adopted|took note|approved|elected|appointed|endorsed|agreed)\b|"
    r"(?:À|A) (?:sa|ses) .{0,40}?séances?\b.{0,120}?(?:Assemblée|Conseil|Comité|Commission|Conférence)\b.*"
    r"\b(?:a|ont) (?:décidé|adopté|pris|approuvé|élu|nommé)\b|"
    r"En (?:su|sus) .{0,40}?sesi(?:ón|ones)\b.{0,120}?(?:Asamblea|Consejo|Comité|Comisión|Conferencia)\b.*"
    r"\b(?:decidió|aprobó|tomó nota|eligió|nombró)\b|"
    r"На сво[её]м .{0,40}?заседани[ия]\b.{0,120}?(?:Ассамблея|Совет|Комитет|Комиссия|Конференция)\b.*"
    r"\b(?:постановил|приня|утвердил|избрал|назначил)\w*|"
    r"قررت? (?:الجمعية|المجلس|مجلس|اللجنة).{0,60}?جلست\w+|"
    r".{0,30}?第\s?\d+\s?次(?:全体)?会议上?.{0,80}?(?:决定|通过|选举|任命))"
)


MARKS: Mapping[str, Callable[[Text], Mark | None]] = {
    "letter title": _letter_title("letter"),
    "note verbale title": _letter_title("note_verbale"),
    "masthead": _masthead,
    "masthead of a report": _report_masthead,
    "note title": _front_line(is_note_line),
    "press series number": _fact("press_number"),
    "press label beside a date": _label_beside_date,
    "line on publication": _publication,
    "embargo": _front_line(lambda text: starts("embargo_start", text)),
    "delivery": _front_line(lambda text: is_delivery(text)),
    "adoption line": _front_line(is_adoption),
    "draft resolution line": _front_line(is_draft_line),
    "resolution symbol": _fact("symbol", _symbol_with(r"/(?:RES|DEC|Res\.|Dec\.)")),
    "draft symbol": _fact("symbol", _symbol_with(r"/L\.")),
    "presidential statement symbol": _fact("symbol", _symbol_with(r"/PRST/")),
    "limited distribution": _fact("distribution", lambda value: value == "Limited"),
    "compliments": _compliments,
    "highest consideration of a mission": _avails,
    "salutation": _salutation,
    "close of a letter": _close,
    "signature": _signature,
    "numbered paragraphs": _numbered,
    "numbered headings": _roman_headings,
    "summary": _summary,
    "salutation under a date or reference": _dated_salutation,
    "letterhead": _letterhead,
    "vocative opening": vocative_opening,
    "vocatives": vocatives,
    "vocative in a sentence": spoken_to,
    "thanks at the end": thanks,
    "enacting line": _enacting,
    "clauses": _clauses,
    "decision in a sentence": _decision,
    "dateline": _dateline,
    "quoted saying": _quoted_saying,
    "end mark": _end_mark,
    "sponsors": _front_line(lambda text: holds("sponsors", text)),
}
"""Every fact by the name that kinds.yaml knows it by."""
