"""Notes and their marks: each has the other, marks stand in order and after the punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.late import late
from converter.walk import parts_of, plain

RAISED_DIGITS = late(r"(?<=[a-zà-ÿ.,;:”)])[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}(?!\w)")
STARS = late(r"[*†‡]{1,3}")
MARK = late(r"\d{1,3}|\*{1,3}")
UNIT = late(r"(?:^|[\s\d])(?:m|km|cm|mm|ha|dm|ft|CO|H|N|O|PM|s)$")
WORD_BEFORE = late(r"[A-Za-zÀ-ÿ]{3,}[.,;:”)]?$|[”)]$|\d[.,;:]$")


def without_note(study: Study) -> Iterator[Advice]:
    """Each note mark has a note, and each note a mark.

    Source: United Nations Editorial Manual, Footnotes, chap. IX
    Wrong:
        The report was read by all.[^1] It is long,[^2] and dull.

        [^1]: A/78/583.
    Right:
        The report was read by all.[^1] It is long,[^2] and dull.

        [^1]: A/78/583.

        [^2]: A/78/584.
    Leave:
        The field has 20 km² and lies low.[^1]

        [^1]: A/78/583.
    """
    for passage in study.passages:
        for start, end in _bare_marks(passage):
            yield Advice(
                passage, start, end, f"the mark “{passage.text[start:end]}” has no note; add it or take the mark out"
            )
    # A star may stand in a line of the contents or of the masthead, which is set anew.
    ends = [line.text.rstrip() for line in study.source.lines if "*" in line.text] if study.source else []
    for part in parts_of(study.document):
        for note in part.loose_notes:
            if STARS.fullmatch(note.label) and any(line.endswith(note.label) for line in ends):
                continue
            text = plain(next((b.content for b in note.blocks if hasattr(b, "content")), ()))
            passage_of = next((p for p in study.passages if p.note == note.label and p.home.span == note.span), None)
            said = f"note {note.label} has no mark in the text; add the mark or take the note out"
            yield Advice(passage_of, 0, min(len(text), 40) if passage_of else 0, said, span=note.span)


LOOSE = late(
    r"[.,;](?:(?<=[a-z]{5}[.,;])|(?<=[)”][.,;]))(?<!paras\.)(?<!chaps\.)(?<!sects\.)(?<!annex\.)(\d{1,2})(?=\s+[A-Z]|$)"
)
"""A mark that lost its raising, behind the mark of a sentence."""
CARET = late(r"\[\^[\w-]{1,20}\]")


def _bare_marks(passage: Passage) -> Iterator[tuple[int, int]]:
    if passage.place in ("cell", "caption", "signature") or passage.quoted:
        return
    text = passage.text
    for start, end in passage.raised:
        before = text[:start].rstrip()
        if MARK.fullmatch(text[start:end].strip()) and WORD_BEFORE.search(before) and not UNIT.search(before):
            yield start, end
    if not text.isascii():
        for found in RAISED_DIGITS.finditer(text):
            if not UNIT.search(text[: found.start()]) and WORD_BEFORE.search(text[: found.start()]):
                yield found.span()
    if passage.running and not passage.note:
        yield from (found.span(1) for found in LOOSE.finditer(text))
    if "[^" in text:
        yield from (found.span() for found in CARET.finditer(text))


def before_punctuation(study: Study) -> Iterator[Advice]:
    """A note mark stands after the comma, semicolon or full stop.

    French and Spanish put it before.

    Source: United Nations Editorial Manual, Footnotes, chap. IX; 4,052 marks follow a comma in General Assembly
    resolutions, 3 stand before one
    Wrong:
        The report was read by all[^1]. It is long.

        [^1]: A/78/583.
    Right:
        The report was read by all.[^1] It is long.

        [^1]: A/78/583.
    Wrong:
        Le rapport de la Commission a été lu par tous les membres.[^1] Il est long et les pages sont belles.

        [^1]: A/78/583.
    Right:
        Le rapport de la Commission a été lu par tous les membres[^1]. Il est long et les pages sont belles.

        [^1]: A/78/583.
    Leave:
        The report[^1] was read by all.

        [^1]: A/78/583.
    """
    for passage in study.passages:
        for at, label in passage.marks if passage.running else ():
            before, after = passage.text[:at], passage.text[at:]
            if passage.language == "en" and re.match(r"[,;](?=\s|$)|\.(?=\s|$)", after) and before[-1:].isalpha():
                yield Advice(passage, at, at + 1, f"the mark of note {label} stands before “{after[0]}”; put it after")
            elif passage.language in ("fr", "es") and re.search(r"[^\W\d]{3}[,;.]$", before):
                hint = f"the mark of note {label} stands after “{before[-1]}”; put it before"
                yield Advice(passage, at - 1, at, hint)


def order(study: Study) -> Iterator[Advice]:
    """Notes are numbered 1, 2, 3 in the order of their marks.

    Source: United Nations Editorial Manual, Footnotes, chap. IX
    Wrong:
        The report was read by all.[^1] It is long.[^3]

        [^1]: A/78/583.

        [^3]: A/78/584.
    Right:
        The report was read by all.[^1] It is long.[^2]

        [^1]: A/78/583.

        [^2]: A/78/584.
    Leave:
        The report* was read by all.[^1]

        [^1]: A/78/583.

        * A/78/584.
    """
    last: dict[int, int] = {}
    for passage in study.passages:
        if passage.place in ("cell", "caption"):
            continue
        for at, label in passage.marks:
            number = int(label) if label.isdigit() else 0
            before = last.get(passage.number, 0)
            if number and before and number != before + 1 and number != 1:
                said = f"note {number} follows note {before}; number the notes in the order of their marks"
                yield Advice(passage, max(at - 1, 0), at, said)
            last[passage.number] = number or before


def kind(study: Study) -> Iterator[Advice]:
    """Marks are numbers in the text, and small letters in tables.

    Source: United Nations Editorial Manual, Footnotes, chap. IX
    Wrong:
        The report was read by all.[^a] It is long.

        [^a]: A/78/583.
    Right:
        The report was read by all.[^1] It is long.

        [^1]: A/78/583.
    Leave:
        The report* was read by all.[^1]

        [^1]: A/78/583.

        * Not edited.
    """
    for passage in study.passages:
        text = passage.running and not passage.note and not passage.fragment and passage.number == 0
        for at, label in passage.marks if text else ():
            if re.fullmatch(r"[a-z]", label):
                yield Advice(passage, max(at - 1, 0), at, f"the mark “{label}” in the text; number the notes 1, 2, 3")


def full_stop(study: Study) -> Iterator[Advice]:
    """A note ends with a full stop.

    Source: United Nations Editorial Manual, Footnotes; forms counted in General Assembly resolutions
    Wrong:
        The report was read by all.[^1]

        [^1]: See the report on tides
    Right:
        The report was read by all.[^1]

        [^1]: See the report on tides.
    Leave:
        The report was read by all.[^1]

        [^1]: https://tides.example.org/report
    """
    notes = [p for p in study.passages if p.note and p.place == "note"]
    for index, passage in enumerate(notes):
        bare = passage.text.rstrip()
        ends = index + 1 == len(notes) or notes[index + 1].note != passage.note
        if ends and bare and bare[-1] not in ".?!…:;*)”" and not re.search(r"(?:https?://|www\.)\S+$", bare):
            yield Advice(passage, len(bare), len(bare), "the note ends without a full stop; add one", ".")
