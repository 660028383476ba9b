"""The editorial rules: what New York would send back, then the manual chapter by chapter; read the document, advise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from converter.check.advice import Advice, Finding, Rule
from converter.check.pages import print_page
from converter.check.patterns import pattern_rules
from converter.check.places import Originals
from converter.check.selection import Selection, selected
from converter.check.study import Study
from converter.model import Document
from converter.source import Source

__all__ = ["RULES", "Finding", "Originals", "Rule", "Selection", "check", "page", "rules", "selected"]

RULES: tuple[Rule, ...] = ()
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
    return sorted(found, key=lambda f: (f.line < 0, abs(f.line), f.column, f.code))


def _spoken(rule: Rule, study: Study) -> Iterator[Advice]:
    """The advice of a rule, that for passages in other languages left out."""
    for advice in rule.find(study):
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
        span=passage.home.span if passage else advice.span,
    )
