"""What parse has found so far: values with their evidence, and the lines that are spoken for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from converter.diagnostics import Candidate, Report
from converter.late import late
from converter.meta import Confidence, Evidence, Meta
from converter.parse.lines import shown
from converter.records import dataclass, field, replace
from converter.source import Line
from converter.span import Span

EXTRA = ("adoption", "copies", "seal")
"""Keys of claimed lines that are no meta values; `inspect` lists them, and what else states no value, as `masthead`."""
EMPTY = (None, (), "")
BADGE = late(r"^(?:[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]+\s*)+")
"""Pictures that chats and assistants put before a place, a date or a title."""


@dataclass(slots=True)
class Findings:
    """Values by meta key, evidence for each, and by index what each line of the body part states or why it goes.

    One object a document, private to parse; `meta` makes the frozen record of it.
    """

    lines: Sequence[Line]
    report: Report
    language: str
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    claims: dict[int, str] = field(default_factory=dict)
    gone: dict[int, str] = field(default_factory=dict)

    def state(
        self,
        key: str,
        value: object,
        ats: Iterable[int],
        text: str | None = None,
        confidence: Confidence = Confidence.CERTAIN,
        claim: str | None = None,
    ) -> None:
        """Keep a value found on some lines, and claim these lines for it. A value already there stays."""
        ats = tuple(ats)
        self.claim(claim or key, ats)
        value = BADGE.sub("", value) if isinstance(value, str) else value
        if value in EMPTY:
            return
        kept = self.values.get(key) in EMPTY
        cue = f"{confidence.value}: {text or ''}".strip(": ")
        self.report.consider(key, Candidate(str(value), float(kept), cue, self.numbers(ats)))
        if not kept:
            return
        self.values[key] = value
        said = text if text is not None else " ".join(shown(self.lines[at]) for at in ats)
        self.evidence[key] = Evidence(self.numbers(ats), said, confidence)

    def claim(self, key: str, ats: Iterable[int]) -> None:
        """These lines state something, and are no text of the body; the first claim stays."""
        for at in ats:
            if at not in self.gone:
                self.claims.setdefault(at, key)

    def drop(self, why: str, ats: Iterable[int]) -> None:
        """These lines go."""
        for at in ats:
            self.claims.pop(at, None)
            self.gone[at] = why

    def prove(self, key: str, ats: Iterable[int], text: str, confidence: Confidence) -> None:
        """Evidence for a key that is no meta value, such as `kind`."""
        self.evidence[key] = Evidence(self.numbers(ats), text, confidence)

    def also(self, key: str, ats: Iterable[int]) -> None:
        """Further lines that speak for a value that is there."""
        if key in self.evidence:
            known = self.evidence[key]
            fresh = [at for at in ats if not set(self.numbers([at])) <= set(known.lines)]
            text = " / ".join([known.text, *(shown(self.lines[at]) for at in fresh)]).strip(" /")
            self.evidence[key] = replace(known, lines=tuple(sorted({*known.lines, *self.numbers(fresh)})), text=text)

    def numbers(self, ats: Iterable[int]) -> tuple[int, ...]:
        """The input lines of some indices, ascending."""
        return tuple(sorted({number for at in ats for number in line_numbers(self.lines[at].span)}))

    def first_numbers(self, ats: Iterable[int]) -> tuple[int, ...]:
        """The input lines on which some lines begin, ascending."""
        return tuple(sorted({self.lines[at].span.first for at in ats}))

    def complete_evidence(self) -> None:
        """Every claimed line speaks for the key it is claimed for, and so is evidence for it."""
        by_key: dict[str, list[int]] = {}
        for at, key in sorted(self.claims.items()):
            by_key.setdefault(key.partition(".")[0], []).append(at)
        for key, ats in by_key.items():
            if key in self.evidence:
                self.also(key, ats)
            else:
                self._prove_rest(key if key in EXTRA else "masthead", ats)

    def _prove_rest(self, key: str, ats: Sequence[int]) -> None:
        """Lines that state nothing for a value of their own: places left open, dates of a session, copies."""
        if key in self.evidence:
            self.also(key, ats)
        else:
            self.prove(key, ats, " / ".join(shown(self.lines[at]) for at in ats), Confidence.CERTAIN)

    def free(self, at: int) -> bool:
        """Whether nothing speaks for a line yet."""
        return at not in self.claims and at not in self.gone

    def known(self, key: str) -> bool:
        """Whether there is a value for a key."""
        return self.values.get(key) not in EMPTY

    def unsure(self, key: str, at: int | None, message: str, example: str) -> None:
        """Say that a value is a guess, and how to set it."""
        where = self.lines[at].span if at is not None else None
        self.report.warn(f"unsure-{key.replace('_', '-')}", where, message, f"pass --set {key}={example}")

    def blank(self, key: str, at: int, text: str, example: str) -> None:
        """Say that a place was left open in the text."""
        said = f"{key}: “{text}” is a place left open; it is left blank"
        self.report.warn("placeholder", self.lines[at].span, said, f"pass --set {key}={example}")

    def meta(self) -> Meta:
        """The frozen record."""
        return Meta(**self.values, evidence=dict(self.evidence))


def line_numbers(span: Span) -> range:
    """Every input line of a span."""
    return range(span.first, span.last + 1)


def without(values: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """Values without some keys."""
    return {key: value for key, value in values.items() if key not in keys}
