"""What was left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.shelter import within
from converter.check.study import Study
from converter.check.wordlists import MONTH, any_of
from converter.forms.dates import find_dates
from converter.late import late

CUES = (
    "tbd",
    "tbc",
    "tba",
    "xxxx",
    "lorem",
    "insert",
    "name of country",
    "your name",
    "click",
    "add text",
    "type here",
    "enter date",
    "à préciser",
    "à compl",
    "à ins",
    "à conf",
    "nom du pays",
    "votre nom",
    "por completar",
    "por confirmar",
    "por insertar",
    "por determinar",
    "nombre del país",
    "su nombre",
)
SIGNS = ("[", "__", "<", "{{", "??", "xx")
BLANK = late(
    r"\[(?:[ _.…●•]{1,20}|(?:insert|add|name|date|title|number|to be|tbd|tbc|xx+|placeholder|your"
    r"|ins[eé]rer|insertar|nom|nombre|fecha|titre|t[ií]tulo|lieu|lugar|n[uú]m[eé]ro|à|por)\b[^\]]{0,60})\]"
    r"|(?<![\w_])_{4,}(?![\w_])|<(?:insert|name|date|title)[^<>]{0,40}>|\{\{[^{}]{1,60}\}\}"
    rf"|(?<![\w/.])XX+(?= {MONTH}\b)|(?:(?<= in )|(?<= at )|(?<= by ))XXX+(?![\w/-])"
    r"|\?{3,}",
    re.IGNORECASE,
)


def left(study: Study) -> Iterator[Advice]:
    """Nothing is left to be filled in.

    A draft may hold square brackets around words that are not agreed; they are no placeholder.

    Source: United Nations Editorial Manual, Instructions for the preparation of official documents
    Wrong: The meeting was held on [insert date] in Ister.
    Right: The meeting was held on 7 November 2023 in Ister.
    Wrong: See document A/78/XX of the year before.
    Right: See document A/78/583 of the year before.
    Leave: The Assembly [welcomes] [takes note of] the report.
    """
    # The line above the notes of a page stands in a PDF file as a row of underscores.
    from_pdf = study.source is not None and study.source.format == "pdf"
    for passage in study.passages:
        if passage.place in ("cell", "signature") or (passage.part and passage.part.role != "body" and passage.quoted):
            continue
        for start, end in _places(passage):
            found = passage.text[start:end]
            ruled = from_pdf and start == 0 and not found.strip("_")
            if not ruled and not shelters(passage, start, end):
                yield Advice(passage, start, end, f"“{found}” is left to be filled in")


def shelters(passage: Passage, start: int, end: int) -> bool:
    """Whether a place is code or a link."""
    return within([*passage.code, *passage.linked], start, end)


def _places(passage: Passage) -> Iterator[tuple[int, int]]:
    text = passage.even
    symbols = [(s.start, s.end) for s in passage.symbols if s.placeholder]
    yield from symbols
    blanks = [one.span() for one in BLANK.finditer(text)] if any(sign in passage.lower for sign in SIGNS) else []
    yield from (span for span in blanks if not within(symbols, *span))
    if any(cue in passage.lower for cue in CUES):
        for found in any_of("submissions", "placeholders").finditer(text):
            if within(blanks, *found.span()):
                continue
            if found[0].isupper() or not found[0].lower().startswith(("tb", "to be", "à", "por")):
                yield found.span()
    if "20" in text and ("X" in text or "_" in text):
        for date in find_dates(text, passage.language):
            if date.certainty == "placeholder" and not BLANK.search(text, max(date.start - 1, 0), date.end):
                yield date.start, date.end
