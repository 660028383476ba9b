"""The kind of a document, weighed: every cue that speaks for or against one, and why the winner won."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from converter.diagnostics import Candidate, Report
from converter.languages import key
from converter.meta import Confidence
from converter.model import Form, Kind
from converter.parse.findings import line_numbers
from converter.parse.whole import Mark, Text
from converter.parse.words import Among, Words, among, lists, load, words_pattern
from converter.records import dataclass

SURE = 8
"""A sum from which on a kind is certain."""
DECISIVE = 5
"""A weight that decides alone: the lines of every such cue are evidence."""
BODY_LINES = 400
"""Lines of the text that are looked through."""
ANYWHERE = ("front", "open", "body")
"""Zones in whose lines the words of a cue may stand anywhere."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of kinds.yaml."""

    kind: Kind
    weight: float
    where: str
    name: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Found:
    """The kind of a document and what it was known by."""

    kind: Kind
    ats: tuple[int, ...]
    text: str
    confidence: Confidence


@cache
def cues() -> tuple[float, float, tuple[Cue, ...]]:
    """The threshold, the margin and the cues of kinds.yaml."""
    data: Mapping[str, object] = load("kinds.yaml")
    entries = data["cues"]
    assert isinstance(entries, tuple)
    return float(str(data["threshold"])), float(str(data["margin"])), tuple(map(_cue, entries))


def _cue(entry: Mapping[str, object]) -> Cue:
    listed = entry.get("lists") or ()
    words = [*(entry.get("words") or ()), *(word for name in listed for word in lists()[name])]  # type: ignore[misc,attr-defined]
    found = words_pattern(words) if words else None
    return Cue(
        Kind(str(entry["kind"])), float(str(entry["weight"])), str(entry["where"]), str(entry.get("name", "")), found
    )


def read_kind(text: Text, marks: Mapping[str, Mark], report: Report) -> Found:
    """The kind with the highest sum of weights; a plain document, with a warning, where no sum is high enough."""
    threshold, margin, known = cues()
    sums: dict[Kind, float] = {}
    decisive: dict[Kind, list[int]] = {}
    best: dict[Kind, tuple[float, Mark]] = {}
    for cue, mark in _matches(text, marks, known):
        sums[cue.kind] = sums.get(cue.kind, 0) + cue.weight
        lines = tuple(n for at in mark.ats for n in line_numbers(text.front.lines[at].span))
        report.consider(
            "kind", Candidate(cue.kind.value, cue.weight, f"{cue.name or cue.where}: {mark.text[:60]}", lines)
        )
        if cue.weight >= DECISIVE:
            decisive.setdefault(cue.kind, []).extend(mark.ats)
        if cue.weight > best.get(cue.kind, (0.0, mark))[0]:
            best[cue.kind] = (cue.weight, mark)
    ranked = sorted(sums, key=lambda kind: sums[kind], reverse=True)
    if ranked and sums[ranked[0]] >= threshold and ranked[0] in best:
        second = sums[ranked[1]] if len(ranked) > 1 else 0
        close = sums[ranked[0]] - second < margin
        mark = best[ranked[0]][1]
        if not close:
            sure = Confidence.CERTAIN if sums[ranked[0]] >= SURE or best[ranked[0]][0] >= 5 else Confidence.LIKELY
            return Found(ranked[0], tuple(sorted({*mark.ats, *decisive.get(ranked[0], ())})), mark.text, sure)
        _warn(report, f"it may be a {ranked[0].value} or a {ranked[1].value}; taken for the first", ranked[0])
        return Found(ranked[0], mark.ats, mark.text, Confidence.GUESSED)
    _warn(report, "nothing says what kind of document it is; taken for a plain document", Kind.LETTER)
    return Found(Kind.DOCUMENT, (), "", Confidence.GUESSED)


def _warn(report: Report, message: str, kind: Kind) -> None:
    report.warn("unsure-kind", None, f"kind: {message}", f"pass --set kind={kind.value}")


def _matches(text: Text, marks: Mapping[str, Mark], known: Sequence[Cue]) -> Iterator[tuple[Cue, Mark]]:
    zones = _zones(text)
    held = {where: _held(where, zones[where]) for where in ANYWHERE}
    for number, cue in enumerate(known):
        if cue.where == "mark":
            mark = marks.get(cue.name)
        elif cue.where in ANYWHERE:
            mark = held[cue.where].get(number)
        else:
            mark = next((Mark((at,), said) for at, said in zones[cue.where] if _opens(cue, said)), None)
        if mark:
            yield cue, mark


def _opens(cue: Cue, said: str) -> bool:
    """Whether a line begins with words of a cue, or is nothing else, as the cue wants it."""
    assert cue.words is not None
    hit = cue.words.match(said)
    return hit is not None and (cue.where != "line" or hit.end() == len(said))


def _held(where: str, zone: Sequence[tuple[int, str]]) -> Mapping[int, Mark]:
    """Number of a cue → the first line of its zone that holds its words: all cues of a zone in one go."""
    found: dict[int, Mark] = {}
    for at, said in zone:
        for number in _among(where).held(said):
            found.setdefault(number, Mark((at,), said))
    return found


@cache
def _among(where: str) -> Among:
    """The words of the cues of a zone."""
    return among({number: cue.words for number, cue in enumerate(cues()[2]) if cue.where == where and cue.words})


def _zones(text: Text) -> Mapping[str, Sequence[tuple[int, str]]]:
    """Indices and folded texts of the lines of each zone."""
    front = [(piece.at, key(piece.text)) for piece in text.front.unknown()]
    body = [(at, key(text.line(at)[:2000])) for at in text.ats[:BODY_LINES]]
    last = set(text.last)
    close = [(at, said) for at, said in body if at in last] if len(text.ats) <= BODY_LINES else _keys(text, text.last)
    return {"title": front, "line": front, "front": front, "open": body[:3], "body": body, "close": close}


def _keys(text: Text, ats: Sequence[int]) -> list[tuple[int, str]]:
    return [(at, key(text.line(at)[:2000])) for at in ats]


# ---------------------------------------------------------------- form


FORM_MARKS = {
    Form.CIRCULATED: ("letter title", "note verbale title", "masthead"),
    Form.SENT: ("letterhead", "salutation", "close of a letter", "highest consideration of a mission", "compliments"),
}


def read_form(kind: Kind, marks: Mapping[str, Mark]) -> tuple[Form | None, Mark, Confidence]:
    """How a letter or note verbale stands. Masthead or opening title mean circulated, whatever else there is."""
    if kind not in (Kind.LETTER, Kind.NOTE_VERBALE):
        return None, Mark((), ""), Confidence.CERTAIN
    shown = [marks[name] for name in FORM_MARKS[Form.CIRCULATED] if name in marks]
    if shown:
        return Form.CIRCULATED, _merged(shown), Confidence.CERTAIN
    sent = [marks[name] for name in FORM_MARKS[Form.SENT] if name in marks]
    if sent:
        return Form.SENT, _merged(sent[:2]), Confidence.CERTAIN if len(sent) > 1 else Confidence.LIKELY
    return Form.CIRCULATED, Mark((), ""), Confidence.GUESSED


def _merged(marks: Sequence[Mark]) -> Mark:
    first = min(marks, key=lambda mark: mark.ats[:1])
    return Mark(tuple(sorted({at for mark in marks for at in mark.ats})), first.text)
