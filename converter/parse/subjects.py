"""What a sent letter is about where no label says so: a line set apart right above or right below the salutation."""

from __future__ import annotations

from converter.forms.people import is_office
from converter.meta import Confidence
from converter.parse import lines as look
from converter.parse.contacts import read_contact
from converter.parse.findings import Findings
from converter.parse.front import Front
from converter.parse.letterhead import is_other_line
from converter.parse.references import is_reference, read_handling, read_subject
from converter.parse.senders import is_sender
from converter.parse.tail import is_addressee_start, is_city, text_at
from converter.source import Line, MarkKind

LONGEST_SUBJECT = 24
"""Words."""
SET_IN = 4
"""Characters by which a subject is set in where nothing else marks it."""


def read_subject_apart(front: Front, found: Findings) -> None:
    """The line under the salutation, else the one above it, that a letter's look sets apart as its subject."""
    filled = [at for at, line in enumerate(found.lines) if not line.blank]
    greeting = next((at for at in filled if at >= front.end), None)
    if found.known("title") or greeting is None or not look.is_salutation(text_at(found, greeting)):
        return
    place = filled.index(greeting)
    below, text = filled[place + 1 : place + 2], filled[place + 2 : place + 3]
    if below and text and found.free(below[0]) and not found.lines[text[0]].label:
        subject = read_subject(text_at(found, below[0]))
        if subject or is_apart(found, below[0], found.lines[text[0]]):
            found.state("title", subject or text_at(found, below[0]), below, None, Confidence.LIKELY)
            return
    if place < 2:
        return
    above, before = found.lines[filled[place - 1]], found.lines[filled[place - 2]]
    if is_marked(above) and not is_marked(before) and is_apart(found, filled[place - 1]):
        at = filled[place - 1]
        if found.free(at):
            found.state("title", text_at(found, at), [at], None, Confidence.LIKELY)


def is_apart(found: Findings, at: int, following: Line | None = None) -> bool:
    """Whether a line may be a subject: short, no sentence, alone, and marked or set in against what follows."""
    line, text = found.lines[at], text_at(found, at)
    if not 1 <= look.word_count(text) <= LONGEST_SUBJECT or look.SENTENCE_END.search(text) or line.label or line.cell:
        return False
    if text[:1].islower() or text[-1:] in ",;،；，" or is_place_or_person(text):
        return False
    if following is None or is_marked(line):
        return True
    inset = len(line.text) - len(line.text.lstrip()) >= SET_IN + len(following.text) - len(following.text.lstrip())
    return inset and at + 1 < len(found.lines) and found.lines[at + 1].blank


def is_marked(line: Line) -> bool:
    """Whether a line is bold, centred, a heading or all in capitals."""
    return bool(line.heading) or line.align == "center" or line.marked(MarkKind.BOLD) or line.text.isupper()


def is_place_or_person(text: str) -> bool:
    """Whether a line belongs to an address, a letterhead or a reference."""
    return (
        is_city(text)
        or is_sender(text)
        or is_addressee_start(text)
        or is_office(text, "en")
        or is_reference(text)
        or is_other_line(text)
        or look.is_salutation(text)
        or read_handling(text) is not None
        or read_contact(text) is not None
    )
