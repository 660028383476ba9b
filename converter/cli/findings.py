"""Findings as people read them, as JSON, and as SARIF for editors and code hosts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from converter.check import Finding, Rule

Found = Sequence[tuple[str, list[Finding]]]
WINDOW = 100
"""Columns of a source line that are shown around a place."""
BEFORE = 40
SCHEMA = "masthead-check/1"
SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def as_lines(name: str, finding: Finding) -> Iterator[str]:
    """The place and the message, the source line, and a mark under the place."""
    yield f"{name}:{finding.line}:{finding.column} {finding.code}  {finding.message}"
    if not finding.text.strip():
        return
    text = finding.text.replace("\t", " ")
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(text)
    left = max(0, start - BEFORE) if len(text) > WINDOW else 0
    right = min(len(text), left + WINDOW)
    before = "…" if left else ""
    yield f"    {before}{text[left:right]}{'…' if right < len(text) else ''}"
    under = " " * (width(text[left:start]) + len(before))
    yield f"    {under}{'^' * max(1, width(text[start : min(end, right)]))}"


def width(text: str) -> int:
    """Columns of a text on a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def as_json(found: Found, rules: Sequence[Rule]) -> str:
    """`masthead-check/1`: one entry a finding, in the order of the input."""
    chapters = {rule.code: rule.chapter for rule in rules}
    entries = [
        {
            "file": name,
            "line": finding.line,
            "column": finding.column,
            "end_line": finding.end_line,
            "end_column": finding.end_column,
            "rule": finding.code,
            "chapter": chapters.get(finding.code, ""),
            "message": finding.message,
            "found": finding.found,
            "fix": finding.fix,
            "certain": finding.edit is not None,
        }
        for name, findings in found
        for finding in findings
    ]
    return json.dumps({"schema": SCHEMA, "findings": entries}, ensure_ascii=False, indent=2)


def as_sarif(found: Found, rules: Sequence[Rule]) -> str:
    """The findings as SARIF 2.1.0, with the pages of the rules that found something."""
    used = {finding.code for _, findings in found for finding in findings}
    driver = {
        "name": "masthead",
        "rules": [
            {
                "id": rule.code,
                "shortDescription": {"text": rule.page.title},
                "fullDescription": {"text": " ".join(filter(None, (rule.page.why, f"Source: {rule.page.source}")))},
                "properties": {"category": rule.chapter},
            }
            for rule in rules
            if rule.code in used
        ],
    }
    results = [_result(name, finding) for name, findings in found for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(name: str, finding: Finding) -> dict[str, Any]:
    region = {
        "startLine": max(finding.line, 1),
        "startColumn": finding.column,
        "endLine": max(finding.end_line, 1),
        "endColumn": finding.end_column,
    }
    file = {"uri": quote(name.replace("\\", "/"), safe="/:")}
    place = {"physicalLocation": {"artifactLocation": file, "region": region}}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": "warning",
        "message": {"text": finding.message},
        "locations": [place],
    }
    if finding.edit is not None:
        change = {"deletedRegion": region, "insertedContent": {"text": finding.edit[2]}}
        changed = {"artifactLocation": file, "replacements": [change]}
        result["fixes"] = [{"artifactChanges": [changed]}]
    return result


def listed(rules: Sequence[Rule]) -> Iterator[str]:
    """Every rule with its sentence, chapter by chapter; a star before those that run only when selected."""
    wide = max(len(rule.code) for rule in rules)
    for chapter in dict.fromkeys(rule.chapter for rule in rules):
        yield chapter
        for rule in rules:
            if rule.chapter == chapter:
                yield f"  {' ' if rule.default else '*'} {rule.code:<{wide}}  {rule.page.title}"
    yield ""
    yield "* runs only when it is selected: --select +RULE adds it, --select all runs every rule"
