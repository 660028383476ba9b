"""The editorial rules: what New York would send back, then the manual chapter by chapter; read the document, advise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from converter.check import (
    abbreviations,
    annexes,
    citations,
    countries,
    footnotes,
    headings,
    lengths,
    letters,
    lists,
    numbering,
    official,
    placeholders,
    quotations,
    resolutions,
    sessions,
)
from converter.check.advice import EVERY_KIND, LETTERS, Advice, Finding, Rule
from converter.check.pages import print_page
from converter.check.patterns import pattern_rules
from converter.check.places import Originals
from converter.check.selection import Selection, selected, unsilenced
from converter.check.study import Study
from converter.model import Document, Kind
from converter.source import Source

__all__ = ["RULES", "Finding", "Originals", "Rule", "Selection", "check", "page", "rules", "selected"]

SUBMISSION, LETTER, RESOLUTION = "Submission", frozenset((Kind.LETTER,)), frozenset((Kind.RESOLUTION,))
NOTE_VERBALE, REPORTS = frozenset((Kind.NOTE_VERBALE,)), frozenset((Kind.REPORT, Kind.NOTE))
COUNTED = REPORTS | RESOLUTION
ANY: frozenset[str] = frozenset()
LATIN = frozenset(("en", "fr", "es"))

RULES: tuple[Rule, ...] = (
    Rule("letter-signatory", SUBMISSION, letters.signatory, LATIN, LETTER),
    Rule("letter-item-missing", SUBMISSION, letters.item_missing, LATIN, kinds=LETTERS),
    Rule("annex-announced", SUBMISSION, annexes.announced, LATIN, LETTERS),
    Rule("annex-cited", SUBMISSION, annexes.cited, LATIN, kinds=EVERY_KIND - RESOLUTION),
    Rule("annex-order", SUBMISSION, annexes.order, LATIN, LETTERS),
    Rule("addressee-order", SUBMISSION, letters.addressee_order, LATIN, LETTERS),
    Rule("submission-language", SUBMISSION, official.language, ANY),
    Rule("note-signed", SUBMISSION, letters.note_signed, ANY, NOTE_VERBALE),
    Rule("note-person", SUBMISSION, letters.note_person, LATIN, kinds=NOTE_VERBALE),
    Rule("letter-title", SUBMISSION, letters.title_form, LATIN, kinds=LETTERS),
    Rule("signature-form", SUBMISSION, letters.signature_form, LATIN, kinds=LETTER),
    Rule("length", SUBMISSION, lengths.length, ANY, layout=True),
    Rule("summary", SUBMISSION, lengths.summary, LATIN, kinds=frozenset((Kind.REPORT,))),
    Rule("placeholder-left", SUBMISSION, placeholders.left, ANY),
    Rule("items-differ", SUBMISSION, sessions.items_differ, LATIN, kinds=LETTERS),
    Rule("symbol-broken", SUBMISSION, citations.broken, ANY),
    Rule("other-session", SUBMISSION, citations.other_session, LATIN),
    Rule("note-without-mark", SUBMISSION, footnotes.without_note, ANY, layout=True),
    Rule("paragraph-numbers", SUBMISSION, numbering.sequence, ANY, COUNTED, layout=True),
    Rule("paragraph-letters", SUBMISSION, numbering.letters, ANY, COUNTED, layout=True),
    Rule("acronym-first", SUBMISSION, abbreviations.first_use, LATIN, layout=True),
    Rule("country-name", SUBMISSION, countries.short, LATIN),
    Rule("country-long", SUBMISSION, countries.long),
    Rule("clause-comma", SUBMISSION, resolutions.preamble_end, LATIN, kinds=RESOLUTION, layout=True),
    Rule("clause-semicolon", SUBMISSION, resolutions.operative_end, LATIN, kinds=RESOLUTION, layout=True),
    Rule("clause-last", SUBMISSION, resolutions.last_end, LATIN, kinds=RESOLUTION, layout=True),
    Rule("clause-opening", SUBMISSION, resolutions.opening, LATIN, kinds=RESOLUTION),
    Rule("session-year", SUBMISSION, sessions.session_year, ANY),
    Rule("symbol-session", SUBMISSION, sessions.session_symbol, ANY),
    Rule("date-forms", SUBMISSION, sessions.date_forms, LATIN),
    Rule("original", SUBMISSION, sessions.original, ANY),
    Rule("also-further", "Resolutions", resolutions.also_further, kinds=RESOLUTION, layout=True),
    Rule("enacting-line", "Resolutions", resolutions.enacting, kinds=RESOLUTION),
    Rule("sponsors", "Resolutions", countries.sponsors, kinds=RESOLUTION),
    Rule("heading-stop", "Headings", headings.full_stop, LATIN),
    Rule("heading-capitals", "Headings", headings.capitals),
    Rule("heading-order", "Headings", headings.sequence, LATIN, COUNTED, layout=True),
    Rule("heading-shouted", "Headings", headings.shouted, default=False),
    Rule("heading-levels", "Headings", headings.levels, kinds=REPORTS, default=False),
    Rule("heading-single", "Headings", headings.single, kinds=REPORTS, default=False),
    Rule("heading-note", "Headings", headings.mark_in_heading, kinds=REPORTS, default=False),
    Rule("unnumbered", "Paragraphs", numbering.unnumbered, ANY, frozenset((Kind.REPORT,))),
    Rule("sub-marks", "Paragraphs", numbering.sub_marks, LATIN, kinds=COUNTED, layout=True),
    Rule("sub-capital", "Paragraphs", lists.capital, LATIN, COUNTED, layout=True),
    Rule("list-ends", "Paragraphs", lists.ends, LATIN, layout=True),
    Rule("paragraph-cited", "Paragraphs", lists.paragraph_cited, kinds=COUNTED),
    Rule("paragraph-end", "Paragraphs", lists.end_mark, LATIN, REPORTS, layout=True),
    Rule("note-mark", "Footnotes", footnotes.before_punctuation, LATIN, layout=True),
    Rule("note-order", "Footnotes", footnotes.order, ANY, layout=True),
    Rule("note-kind", "Footnotes", footnotes.kind, ANY, layout=True),
    Rule("note-stop", "Footnotes", footnotes.full_stop, default=False),
    Rule("acronym-never", "Abbreviations", abbreviations.never, default=False),
    Rule("acronym-once", "Abbreviations", abbreviations.once, default=False),
    Rule("acronym-heading", "Abbreviations", abbreviations.in_heading, default=False),
    Rule("not-closed", "Punctuation", lists.closed, LATIN, layout=True),
    Rule("taken-in-upright", "Punctuation", lists.taken_in),
    Rule("straight-quotes", "Punctuation", quotations.straight, default=False),
    Rule("attachment", "Names", annexes.attachment, kinds=LETTERS),
    Rule("country-article", "Names", countries.article, default=False),
)
"""The rules that are functions; those that are data stand in `manual/*.yaml`."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, those of submissions first."""
    return (*RULES, *pattern_rules())


def page(code: str) -> str | None:
    """The page of a rule; None where there is no such rule."""
    found = next((rule for rule in rules() if rule.code == code), None)
    return print_page(found.code, found.chapter, found.page, default=found.default) if found else None


def check(
    document: Document, originals: Originals, chosen: Sequence[Rule], source: Source | None = None
) -> list[Finding]:
    """What the chosen rules find in a document, in the order of the input; `source` is the normalized input."""
    study = Study(document, source)
    found = {
        finding: None
        for rule in chosen
        if rule.concerns(study)
        for advice in _spoken(rule, study)
        for finding in (_placed(rule, advice, originals),)
    }
    told = unsilenced(list(found), originals.lines)
    return sorted(told, key=lambda f: (f.line < 0, abs(f.line), f.column, f.code))


def _spoken(rule: Rule, study: Study) -> Iterator[Advice]:
    """The advice of a rule, that for passages in other languages left out, and wording that nobody edits."""
    wording = rule.given is not None
    for advice in rule.find(study):
        if wording and advice.passage is not None and study.unedited(advice.passage.number):
            continue
        if not rule.languages or advice.passage is None or advice.passage.language in rule.languages:
            yield advice


def _placed(rule: Rule, advice: Advice, originals: Originals) -> Finding:
    spot = originals.spot(advice)
    line, column = originals.line_of(spot.start)
    end_line, end_column = originals.line_of(spot.end)
    passage, text = advice.passage, originals.lines.get(line, "")
    found = passage.text[advice.start : advice.end] if passage else ""
    same = line == end_line and text[column - 1 : end_column - 1].split() == found.split()
    certain = advice.fix is not None and spot.exact and same and originals.raw
    return Finding(
        code=rule.code,
        message=advice.message,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        text=text,
        found=found,
        fix=advice.fix,
        edit=(spot.start, spot.end, advice.fix or "") if certain else None,
        passage=passage.text if passage else "",
        start=advice.start,
    )
