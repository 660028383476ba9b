"""References into the document: `see annex II`, `paragraph 5 above`, where the place they mean is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from converter.diagnostics import Report
from converter.languages import CODES, language
from converter.late import late, longest_first
from converter.model import (
    Clause,
    Document,
    Footnote,
    Inline,
    Inlines,
    NumberedParagraph,
    Part,
    Reference,
    Role,
    Text,
)
from converter.records import replace
from converter.walk import map_contents, map_inlines, parts_of

PARAGRAPHS: Mapping[str, tuple[str, str]] = {
    "en": ("paragraph", r"s? (?P<number>\d+) (?:above|below)"),
    "fr": ("paragraphe", r"s? (?P<number>\d+) ci-(?:dessus|dessous)"),
    "es": ("párrafo", r"s? (?P<number>\d+) (?:supra|infra)"),
    "ru": ("пункт", r"\w* (?P<number>\d+) (?:выше|ниже)"),
}
"""A paragraph of this document, by its number; without the last word it may be one of another document."""
PART_ROLES = (Role.ANNEX, Role.APPENDIX, Role.ENCLOSURE)


def link_references(document: Document, report: Report) -> Document:
    """Each certain reference as a link to its place."""
    code = document.language.partition("-")[0]
    targets = _part_targets(document)

    def visit(part: Part) -> Part:
        link = _linker(targets | _paragraph_targets(part), code)
        blocks = tuple(map_contents(block, link) for block in part.blocks)
        return replace(part, blocks=blocks, parts=tuple(visit(inner) for inner in part.parts))

    return replace(document, parts=tuple(visit(part) for part in document.parts))


def _part_targets(document: Document) -> dict[str, str]:
    """`annex ii` → anchor, for labels that only one part has."""
    found: dict[str, list[str]] = {}
    for part in parts_of(document):
        if part.role in PART_ROLES and part.label and part.anchor:
            found.setdefault(" ".join(part.label.casefold().split()), []).append(part.anchor)
    return {label: anchors[0] for label, anchors in found.items() if len(anchors) == 1}


def _paragraph_targets(part: Part) -> dict[str, str]:
    numbered = (b for b in part.blocks if isinstance(b, NumberedParagraph | Clause))
    return {(block.label or "").strip("()."): block.anchor for block in numbered if block.anchor}


@cache
def _cues(code: str) -> tuple[str, str]:
    """The words of which every reference holds one, in small letters."""
    see = language(code if code in CODES else "en").terms.get("see", "see")
    return see.lower(), PARAGRAPHS.get(code, PARAGRAPHS["en"])[0]


@cache
def _pattern(code: str) -> re.Pattern[str]:
    words = language(code if code in CODES else "en")
    names = longest_first({w for role in PART_ROLES for w in words.parts.get(role.value, ())})
    part = rf"(?P<part>(?:{'|'.join(map(re.escape, names))})(?:\s[IVXLC]+|\s\d{{1,2}}|\s[A-Z])?)"
    see = re.escape(words.terms.get("see", "see"))
    paragraph = "".join(PARAGRAPHS.get(code, PARAGRAPHS["en"]))
    return late(rf"(?<!\w)(?:{see}\s{part}|{paragraph})(?!\w)", re.IGNORECASE)


def _linker(targets: Mapping[str, str], code: str) -> Callable[[Inlines], Inlines]:
    pattern, cues = _pattern(code), _cues(code)

    def inline(item: Inline) -> Inlines:
        if isinstance(item, Text) and any(map(item.value.lower().__contains__, cues)) and pattern.search(item.value):
            return _linked(item, pattern, targets)
        if isinstance(item, Footnote):
            blocks = tuple(map_contents(block, content) for block in item.blocks)
            return (
                item if all(a is b for a, b in zip(blocks, item.blocks, strict=True)) else replace(item, blocks=blocks),
            )
        return (item,)

    def content(inlines: Inlines) -> Inlines:
        return map_inlines(inlines, inline)

    return content


def _linked(text: Text, pattern: re.Pattern[str], targets: Mapping[str, str]) -> Inlines:
    pieces: list[Inline] = []
    at = 0
    for found in pattern.finditer(text.value):
        group = "part" if found["part"] else "number"
        target = targets.get(" ".join(found[group].casefold().split()))
        if target is None:
            continue
        start, end = found.span(group)
        pieces += [Text(text.value[at:start]), Reference((Text(text.value[start:end]),), target)]
        at = end
    rest = text.value[at:]
    return (*pieces, *((Text(rest),) if rest else ())) if pieces else (text,)
