"""`masthead inspect`: what was recognised, from which lines, what was removed and why, and what is unsure."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from converter.cli.asked import job
from converter.cli.exits import Exit
from converter.cli.terminal import give, say
from converter.model import Kind
from converter.pipeline import Job, inspected, understand
from converter.settings.keys import check_key


def run(asked: argparse.Namespace) -> int:
    """Print the inspection of one input."""
    work = job(asked.inputs[0], asked)
    understand(work)
    found = inspected(work)
    found["source"] = PurePath(work.name).name
    if asked.explain:
        return _explain(work.report.candidates, found, asked.explain)
    if asked.json:
        give(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join((*table(found), *_measured(work))))
    return Exit.DONE


MARKS = {"~": "likely", "?": "guessed", "+": "made from other values"}
"""What the marks behind line numbers mean."""
WORDS_A_MINUTE = 100
"""How fast a statement is spoken, as interpreters ask for."""


def _measured(work: Job) -> Iterator[str]:
    """How long a statement takes, and a report's length beside the limit that fits it."""
    assert work.document is not None
    if work.document.kind not in (Kind.STATEMENT, Kind.REPORT):
        return
    from converter.check.lengths import limit_for
    from converter.check.study import Study

    study = Study(work.document, work.source)
    words, limit = study.size, limit_for(study)
    if work.document.kind is Kind.STATEMENT:
        minutes = max(1, round(words / WORDS_A_MINUTE))
        yield f"speech: {words} words, about {minutes} min at {WORDS_A_MINUTE} words a minute"
    elif limit:
        yield f"length: {words:,} words; {limit['what']} has at most {limit['words']:,}"
    else:
        yield f"length: {words:,} words; no limit is known for it"


def _explain(candidates: dict[str, Any], found: dict[str, Any], key: str) -> int:
    evidence = found["evidence"].get(key)
    if evidence:
        lines = ", ".join(map(str, evidence["lines"]))
        where = f"line{'s' if ',' in lines else ''} {lines}" if lines else evidence.get("origin") or ""
        print(f"{key}: “{evidence['text']}”, {evidence['confidence']}" + (f" ({where})" if where else ""))
    for candidate in sorted(candidates.get(key, ()), key=lambda c: -c.weight):
        lines = ", ".join(map(str, candidate.lines))
        print(
            f"  {candidate.weight:+g}  {candidate.value:<16} {candidate.cue}" + (f"  (line {lines})" if lines else "")
        )
    if not evidence and not candidates.get(key):
        if key not in ("kind", "form", "language"):
            check_key(key, "--explain")
        say(f"nothing was found for {key}")
        say(f"hint: give it with --set {key}=…")
    return Exit.DONE


def table(found: dict[str, Any]) -> Iterator[str]:
    """The table for people: each value with its source line, then what was removed and what is unsure."""
    form = f", {found['form']}" if found["form"] else ""
    yield f"{found['source']}: {found['kind'].replace('_', ' ')}{form}, language {found['language']}"
    yield ""
    for key, value in found["meta"].items():
        evidence = found["evidence"].get(key) or {}
        origin = f"  ({evidence['origin']})" if evidence.get("origin") else ""
        yield from (f"  {_where(evidence):>12}  {shown}{origin}" for shown in _values(key, value))
    yield ""
    yield from _outline(found)
    if found["removed"]:
        yield f"removed ({found['words']['removed']} words):"
        yield from (f"  {_lines(r['lines']):>12}  {r['why']:<14} {_short(r['text'])}" for r in found["removed"])
        yield ""
    for warning in found["warnings"]:
        at = f"line {warning['line']}: " if warning["line"] else ""
        yield f"warning: {at}{warning['message']} [{warning['code']}]"
        if warning["hint"]:
            yield f"   hint: {warning['hint']}"
    marks = {_where(e)[-1:] for e in found["evidence"].values() if e} & set(MARKS)
    if marks:
        yield ", ".join(f"{mark} {MARKS[mark]}" for mark in MARKS if mark in marks)
    words = found["words"]
    yield f"words: {words['input']} in the input = {words['document']} in the document + {words['removed']} removed"


def _outline(found: dict[str, Any]) -> Iterator[str]:
    for part in found["outline"]:
        name = part["heading"] or part["part"]
        yield f"  {part['part']:<12}  {_short(name)} ({part['blocks']} blocks, {part['words']} words)"
    if found["footnotes"]:
        yield f"  {'footnotes':<12}  {len(found['footnotes'])}"
    yield ""


def _values(key: str, value: Any) -> Iterator[str]:
    if value in (None, []):
        return
    if key == "organs":
        for organ in value:
            items = ", ".join(i["number"] + (f" ({i['title']})" if i["title"] else "") for i in organ["agenda_items"])
            session = f", session {organ['session']}" if organ["session"] else ""
            year = f", year {organ['year']}" if organ["year"] else ""
            yield f"{'organ':<20} {organ['name']} [{organ['code']}]{session}{year}" + (
                f", agenda {items}" if items else ""
            )
    elif key == "signatories":
        for person in value:
            yield f"{'signatory':<20} {'; '.join((person['name'], *person['titles']))}"
    elif isinstance(value, dict):
        for name, inner in value.items():
            if inner:
                yield f"{key + '.' + name:<20} {'; '.join(inner) if isinstance(inner, list) else inner}"
    else:
        yield f"{key:<20} {'; '.join(value) if isinstance(value, list) else value}"


def _where(evidence: dict[str, Any]) -> str:
    if not evidence:
        return ""
    sure = {"certain": "", "likely": "~", "guessed": "?", "derived": "+", "given": "given"}[evidence["confidence"]]
    return (_lines([evidence["lines"][0], evidence["lines"][-1]]) if evidence["lines"] else "") + sure


def _lines(span: list[int]) -> str:
    if span[0] < 1:
        return "header/foot"  # running headers and footers of Word files stand on no line
    return f"line {span[0]}" if span[0] == span[1] else f"lines {span[0]}–{span[1]}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else line[:89] + "…"
