"""Quotation marks and apostrophes: curly ones for straight ones."""

from __future__ import annotations

from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.shelter import within
from converter.check.study import Study

OPENING = tuple(" (\u00a0[–—/“‘")


def straight(study: Study) -> Iterator[Advice]:
    """Quotation marks and apostrophes are curly.

    Marks of feet, inches and minutes stay, and so does what stands in code and links.

    Source: United Nations Editorial Manual, Quotations and Punctuation; General Assembly resolutions print 2,919
    curly marks and no straight one
    Wrong: The "present report" is the Secretariat's.
    Right: The “present report” is the Secretariat’s.
    Leave: The “present report” is 5'11" long.
    """
    for passage in study.passages:
        text = passage.text
        if not passage.running or passage.quoted or ('"' not in text and "'" not in text):
            continue
        even = text.count('"') % 2 == 0
        for at, char in enumerate(text):
            if char not in "\"'" or within([*passage.code, *passage.linked], at, at + 1):
                continue
            new = _curly(text, at, char)
            if new and (char == "'" or even):
                yield Advice(passage, at, at + 1, f"a straight mark; write “{new}”" if char == "'" else SAID[new], new)


SAID = {"“": "a straight quotation mark; write an opening one", "”": "a straight quotation mark; write a closing one"}


def _curly(text: str, at: int, char: str) -> str | None:
    """The mark that is meant; None for feet and inches, and for a single mark that is no apostrophe."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isdigit() and not after.isalpha() and char == "'":
        return None
    if char == "'":
        return "’" if before.isalpha() and (after.isalpha() or before == "s") else None
    if before.isdigit() and "'" in text[max(0, at - 4) : at]:
        return None
    return "“" if not before or before in OPENING else "”"
