"""Texts of one document in several languages: files that differ by language alone, and where they say other things."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from converter.diagnostics import Report
from converter.languages import CODES
from converter.records import dataclass

SEPARATORS: Final = "._-"
VALUES: Final = ("symbols", "date", "items")
COUNTED: Final = {"numbered_paragraph": "paragraph", "clause": "clause"}
HINT: Final = "correct one of the two, unless they were meant to differ"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Twin:
    """One text of a document: its file as shown, its language by name, and what can be compared."""

    source: str
    code: str
    facts: Mapping[str, Any]


def groups(paths: Iterable[str]) -> list[tuple[tuple[str, str], ...]]:
    """Files that differ by a language code alone, as (path, code), the codes in the order of `CODES`.

    The code stands at the end of the name (`letter.en.md`, `letter_fr.docx`) or is a folder's name (`es/letter.md`).
    """
    found: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for path in paths:
        for key, code in _keys(PurePath(path)):
            found.setdefault(key, {}).setdefault(code, []).append(path)
    whole = [by_code for by_code in found.values() if len(by_code) > 1 and all(len(p) == 1 for p in by_code.values())]
    return [tuple((by_code[code][0], code) for code in CODES if code in by_code) for by_code in whole]


def _keys(path: PurePath) -> Iterator[tuple[tuple[str, ...], str]]:
    stem, parts = path.stem, path.parts[:-1]
    code = stem[-2:].casefold()
    if len(stem) > 2 and stem[-3] in SEPARATORS and code in CODES:
        yield (*parts, stem[:-3]), code
        return
    for at in range(len(parts) - 1, -1, -1):
        if parts[at].casefold() in CODES:
            yield (*parts[:at], "", *parts[at + 1 :], stem), parts[at].casefold()
            return


# ---------------------------------------------------------------- what is compared


def facts(inspection: Mapping[str, Any]) -> Json:
    """Symbols, date, agenda items and the numbers of paragraphs, clauses and notes with their lines."""
    meta, evidence = inspection["meta"], inspection["evidence"]
    items = [item["number"] for organ in meta["organs"] for item in organ["agenda_items"]]
    lines = {
        key: (evidence.get(name) or {"lines": []})["lines"][-1 if key == "items" else 0 :]
        for key, name in zip(VALUES, EVIDENCE, strict=True)
    }  # of organ, session and items the items stand last
    return {
        "symbols": list(meta["symbols"]),
        "date": meta["date"],
        "items": [_figures(item) for item in items],
        "lines": {key: (found[0] if found else None) for key, found in lines.items()},
        "counted": [*_blocks(inspection["blocks"]), *_notes(inspection["footnotes"])],
    }


EVIDENCE: Final = ("symbols", "date", "organs")


def _blocks(blocks: Sequence[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Paragraphs and clauses by number; sub-paragraphs are only counted, since each alphabet has its own letters."""
    for block in blocks:
        what = COUNTED.get(block["type"])
        if what is not None and (block["label"] or what == COUNTED["clause"]):
            label = _figures(block["label"] or "") if block["level"] == 0 else ""
            yield [f"{'sub-' * min(block['level'], 1)}{what}", label, block["lines"][0]]


def _notes(notes: Sequence[Mapping[str, Any]]) -> Iterator[list[Any]]:
    yield from (["note", _figures(note["label"]), note["lines"][0]] for note in notes)


def _figures(label: str) -> str:
    """The figures of a label as European ones; a star stays, letters are left out."""
    shown = (str(unicodedata.decimal(char)) if char.isdecimal() else char for char in label)
    return "".join(char for char in shown if char.isdigit() or char == "*")


# ---------------------------------------------------------------- comparing


def compared(twins: Sequence[Twin]) -> list[Report]:
    """A report for each text that differs from the first, line beside line; none where all agree."""
    first, *others = twins
    reports = [_against(first, twin) for twin in others]
    return [report for report in reports if report.diagnostics]


def _against(first: Twin, twin: Twin) -> Report:
    from difflib import SequenceMatcher

    report = Report(twin.source)
    for key in VALUES:
        ours, theirs = twin.facts[key], first.facts[key]
        if ours != theirs:
            line = first.facts["lines"][key]
            message = f"{key}: {_said(ours)}, where {_place(first, line)} has {_said(theirs)}"
            report.warn("twins", twin.facts["lines"][key], message, HINT)
    mine, its = twin.facts["counted"], first.facts["counted"]
    there, here = ([(what, label) for what, label, _ in counted] for counted in (its, mine))
    for tag, a, b, c, d in SequenceMatcher(None, there, here, autojunk=False).get_opcodes():
        if tag != "equal":
            _tell(report, first, its[a:b], mine[c:d], its[a - 1 : a] or its[:1], mine[c - 1 : c] or mine[:1])
    return report


def _tell(report: Report, first: Twin, theirs: Any, ours: Any, theirs_near: Any, ours_near: Any) -> None:
    """One difference, at our line, or near it where there is none of ours."""
    here = (ours or ours_near or [["", "", None]])[0][2]
    there = (theirs or theirs_near or [["", "", None]])[0][2]
    if not ours:
        message = f"{_listed(theirs)} of {_place(first, there)} missing here"
    elif not theirs:
        message = f"{_listed(ours)} not in {_place(first, there)}"
    else:
        message = f"{_listed(ours)} where {_place(first, there)} has {_listed(theirs)}"
    report.warn("twins", here, message, HINT)


def _listed(counted: Sequence[Sequence[Any]]) -> str:
    return ", ".join(f"{what} {label}".strip() for what, label, _ in counted)


def _said(value: Any) -> str:
    return (", ".join(value) if isinstance(value, list) else value) or "none"


def _place(twin: Twin, line: int | None) -> str:
    return f"{twin.source}:{line}" if line else twin.source
