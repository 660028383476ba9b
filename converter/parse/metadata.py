"""The metadata of a document: front and tail read in the order that its kind asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from converter.diagnostics import Report
from converter.forms.dates import FoundDate
from converter.forms.symbols import read_symbol
from converter.late import late
from converter.meta import Confidence, Evidence, Organ
from converter.model import Form, Kind
from converter.parse import lines as look
from converter.parse.contacts import read_contact
from converter.parse.contradictions import warn_contradictions
from converter.parse.datelines import recipient_of_text, sender_of_text
from converter.parse.facts import JOB_LINE
from converter.parse.findings import Findings
from converter.parse.front import Front, read_front
from converter.parse.kinds import Found, read_form, read_kind
from converter.parse.letterhead import read_letterhead
from converter.parse.marks import read_marks
from converter.parse.masthead import organs_from_recipients, read_masthead, read_organs, state_date
from converter.parse.memo import read_memo
from converter.parse.press import read_press, read_press_labels
from converter.parse.properties import read_properties, read_removed_job
from converter.parse.resolutions import draws_no_original, read_resolution
from converter.parse.sent import read_front_addressee, read_sent_front, read_sent_tail
from converter.parse.statements import read_statement
from converter.parse.subjects import read_subject_apart
from converter.parse.titling import read_titles, units
from converter.parse.whole import Mark, text_of
from converter.parse.word_styles import front_key
from converter.records import dataclass, field
from converter.source import Line

NUMBERED_TITLE = late(r"\s*[\w-]*\d+/\d+")
TITLED_BY_STYLE = (Kind.REPORT, Kind.NOTE, Kind.AGENDA, Kind.DOCUMENT, Kind.RESOLUTION)
"""Kinds whose title says nothing more, so that a line in the style of a title is it as it stands."""
COUNCIL_BEGAN = 1945
"""The Security Council's first year is 1946."""
MASTHEAD_KINDS = (Kind.LETTER, Kind.NOTE_VERBALE, Kind.REPORT, Kind.NOTE, Kind.AGENDA, Kind.RESOLUTION)


@dataclass(frozen=True, slots=True)
class Understood:
    """Kind, form and values of a document, and where its front ends."""

    kind: Kind
    form: Form | None
    found: Findings
    front_end: int
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


def understand(
    lines: Sequence[Line], properties: Sequence[Line], code: str, kind: str | None, form: str | None, report: Report
) -> Understood:
    """Everything that the lines of the body part state, and everything that they are."""
    front = read_front(lines, code)
    found = Findings(lines, report, code)
    text = text_of(front, code)
    marks = read_marks(text)
    known = Found(Kind(kind), (), kind, Confidence.GIVEN) if kind else read_kind(text, marks, report)
    stands, mark, sure = read_form(known.kind, marks)
    if form and stands:
        stands, mark, sure = Form(form), Mark((), form), Confidence.GIVEN
    masthead = "masthead" in marks
    if known.kind in TITLED_BY_STYLE:
        _read_styled(front, found, ("title", "subtitle"))
    _read(front, known.kind, stands, masthead, found)
    if masthead:  # The emblem is the masthead's own.
        found.drop("not-printed", [at for at in range(front.end) if lines[at].figure and not lines[at].text.strip()])
    _read_styled(front, found)
    read_removed_job(report, found)
    read_late_job(front, found)
    read_properties(properties, known.kind, found)
    found.complete_evidence()
    labels = [at for at, key in found.claims.items() if key == "kind"]
    evidence = {"kind": Evidence(found.first_numbers([*known.ats, *labels]), known.text, known.confidence)}
    if stands:
        evidence["form"] = Evidence(found.first_numbers(mark.ats), mark.text, sure)
        if sure is Confidence.GUESSED:
            report.warn(
                "unsure-form", None, f"form: nothing says how the {known.kind.value} stands", "pass --set form=sent"
            )
    meta = found.meta()
    warn_contradictions(front, found, meta)
    if (stands is Form.CIRCULATED and not meta.symbols) or (
        known.kind in MASTHEAD_KINDS[2:] and masthead and not meta.symbols
    ):
        _warn_symbol(front, found)
    return Understood(known.kind, stands, found, front.end, evidence)


def read_late_job(front: Front, found: Findings) -> None:
    """A job number that stands in or below the text."""
    for at in range(front.end, len(front.lines)):
        if front.lines[at].blank or not found.free(at):
            continue
        text = look.shown(front.lines[at])
        match = JOB_LINE.match(text)
        if match and match["letter"] and not any(char.isalpha() for char in text[match.end() :]):
            found.state("job_number", match["number"], [at])
            found.drop("job-number", [at])


FIGURES = str.maketrans("OoIl|", "00111")
"""Letters that a scanner, or a hurried hand, takes for figures."""


def _warn_symbol(front: Front, found: Findings) -> None:
    if "symbols" in found.claims.values():  # A place left open, said already.
        return
    for piece in front.unknown():
        if meant := "/" in piece.text and read_symbol(piece.text.translate(FIGURES)):
            said = f"“{piece.text}” is no symbol; the document's place for one is left blank"
            hint = f"write {meant.text}, if that is meant, or pass --set symbols={meant.text}"
            found.report.warn("no-symbol", front.lines[piece.at].span, said, hint)
            return
    example = ",".join(map(partial(_symbol_of, found), found.values.get("organs", ()))) or "A/…"
    said = "the document has no symbol; its place is left blank"
    found.report.warn("no-symbol", None, said, f"pass --set symbols={example}")


def _symbol_of(found: Findings, organ: Organ) -> str:
    """What a symbol of an organ looks like, as far as the text says: `A/79/…` by session, `S/2024/…` by year."""
    date = found.values.get("date")
    counted = organ.session or (organ.year + COUNCIL_BEGAN if organ.code == "S" and organ.year else None)
    year = date.year if date and organ.code in ("S", "E") else None
    return f"{organ.code}/{counted or year}/…" if counted or year else f"{organ.code}/…"


def _read(front: Front, kind: Kind, form: Form | None, masthead: bool, found: Findings) -> None:
    """Each kind in its own order; what one reader claims the next leaves alone."""
    match kind:
        case Kind.LETTER | Kind.NOTE_VERBALE if form is Form.CIRCULATED:
            _read_circulated(front, kind, found)
        case Kind.LETTER | Kind.NOTE_VERBALE:
            _read_sent(front, kind, found)
        case Kind.PRESS_RELEASE:
            read_press_labels(front, found)
            read_letterhead(front, found)
            read_press(front, found)
            sender_of_text(front, found)
        case Kind.STATEMENT if masthead and any(True for _ in front.facts("symbol", "distribution")):
            read_masthead(front, found)
            read_titles(front, kind, found, masthead=True)
        case Kind.STATEMENT:
            _read_title_page(front, found)
            read_statement(front, found)
        case Kind.RESOLUTION:
            read_masthead(front, found)
            read_resolution(front, found)
            draws_no_original(front, found)
        case Kind.DOCUMENT if not masthead:
            _read_plain(front, found)
        case _:
            read_masthead(front, found)
            read_titles(front, kind, found, masthead=masthead)


def _read_styled(front: Front, found: Findings, keys: tuple[str, ...] = ()) -> None:
    """Lines that Word styles name and that nothing else has read: the title of a plain document, its author's line.

    `keys` are the only ones wanted; a title that begins with its resolution's number is left to those who read that.
    """
    runs: dict[str, list[int]] = {}
    for at in range(front.end):
        key = front_key(front.lines[at])
        wanted = not keys or (key in keys and not NUMBERED_TITLE.match(front.lines[at].text))
        if key and wanted and found.free(at) and not front.lines[at].blank:
            runs.setdefault(key, []).append(at)
    for key, ats in runs.items():
        said = [look.shown(front.lines[at]) for at in ats]
        found.state(key, " ".join(said) if key == "title" else said[0], ats)


def _read_circulated(front: Front, kind: Kind, found: Findings) -> None:
    _read_letter_title(front, found)
    read_masthead(front, found)
    if front.titles:
        for unit in units(front, found):
            if unit.what == "subtitle":
                found.state("subtitle", unit.text, unit.ats, unit.text)
        title = front.titles[-1]
        date = title.letter.date
        if date and date.date:
            state_date(found, date, list(title.ats), title.text, likely=True)
        organs_from_recipients(found, list(title.ats), title.text)
    else:
        read_titles(front, kind, found, masthead=True)
    if kind is Kind.NOTE_VERBALE and any(look.holds_formula("avails", look.shown(line)) for line in front.lines):
        read_sent_tail(front, kind, found)  # It may still end with place and date.


def _read_letter_title(front: Front, found: Findings) -> None:
    """The title; of several the last, the others are duplicates."""
    for copy in front.titles[:-1]:
        found.drop("duplicate", copy.ats)
    if not front.titles:
        return
    title = front.titles[-1]
    letter = title.letter
    found.state("title", title.text.strip(" *_#"), title.ats, title.text)
    found.state("issuer", letter.sender, title.ats, letter.sender or "", claim="title")
    found.state("recipients", letter.recipients, title.ats, ", ".join(letter.recipients), claim="title")
    if letter.date and letter.date.certainty == "placeholder":
        found.blank("date", title.ats[0], title.text[letter.date.start : letter.date.end], letter.date.to_fill_in)


def _read_sent(front: Front, kind: Kind, found: Findings) -> None:
    read_sent_front(front, found)
    read_letterhead(front, found)
    if kind is Kind.LETTER:
        read_subject_apart(front, found)
    read_front_addressee(front, found)
    read_sent_tail(front, kind, found)
    sender_of_text(front, found)
    if kind is Kind.NOTE_VERBALE:
        recipient_of_text(front, found)
    for piece, _ in front.facts("word", "organ"):  # A lone `United Nations` above a sent letter is part of its head.
        found.claim("letterhead.lines" if found.known("letterhead") else "organs", [piece.at])


def _read_title_page(front: Front, found: Findings) -> None:
    """Organ, session and agenda lines of the title page of a speech, and the name of a mission above them."""
    if any(True for _ in front.facts("organ", "session", "agenda", "year")):
        read_organs(front, found)
    for piece, _ in front.facts("word", "version", "symbol"):
        found.claim("organs", [piece.at])
    if any(set(c.values) - {"address"} for p in front.unknown() if (c := read_contact(p.text))):
        read_letterhead(front, found)


def _read_plain(front: Front, found: Findings) -> None:
    """A plain text: a clear title, and a date line beside it."""
    read_memo(front, found)
    if not found.known("title"):
        read_titles(front, Kind.DOCUMENT, found, masthead=False)
    if not found.known("title"):
        return
    for piece, fact in front.facts("date"):
        if isinstance(fact.value, FoundDate) and fact.value.date and len(piece.facts) == 1:
            state_date(found, fact.value, [piece.at], piece.text)


__all__ = ["Understood", "understand"]
