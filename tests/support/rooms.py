"""What each room of cases runs: the stages up to one of `pipeline.STAGES`, and `dump` of what stands after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.support import blocks, metadata
from tests.support.cases import Case


def after(stage: str) -> Callable[[Case], str]:
    """A runner that puts a case's input through all stages up to the named one."""

    def run(case: Case) -> str:
        from converter.dump import dump
        from converter.pipeline import composed, understand

        work = job(case)
        value = understand(work, stage)
        return dump(composed(work) if stage == "compose" else value)

    return run


def job(case: Case) -> Any:
    """A conversion of a case's input, as if it were a file."""
    from converter.diagnostics import Report
    from converter.options import Options
    from converter.pipeline import Job

    name = f"case{case.suffix}"
    return Job(name, case.input.encode(), Options(), Report(name))


def inspected(case: Case) -> str:
    """What `inspect` finds, shortened to what a person compares: empty values are left out, a line a thing."""
    from converter.pipeline import inspected, understand

    work = job(case)
    understand(work)
    return "\n".join(brief(inspected(work)))


def checked(case: Case) -> str:
    """What the default rules find, as `masthead check` prints it, then what `--fix` would change."""
    from converter.check import Selection, rules, selected
    from converter.check.edits import applied, diff, edits
    from converter.cli.check import examined
    from converter.cli.findings import as_lines

    found = examined(job(case), selected(rules(), Selection()))
    shown = [line for finding in found.findings for line in as_lines("case", finding)]
    made = edits(found.findings)
    if found.text and made:
        shown.append(diff(found.text.text, applied(found.text.text, made), "case"))
    return "\n".join(shown)


def brief(found: Mapping[str, Any]) -> Iterator[str]:
    """An inspection, a line a thing."""
    yield " ".join(str(found[key]) for key in ("kind", "form", "language") if found[key])
    for key, value in found["meta"].items():
        sure = found["evidence"].get(key)
        at = f" ({sure['confidence']}, {', '.join(map(str, sure['lines'])) or 'no line'})" if sure else ""
        yield from (f"{key}: {said(one)}{at}" for one in (value if isinstance(value, list) else [value]) if one)
    for part in found["outline"]:
        yield f"{part['part']} {said(part['heading'] or '')}".rstrip()
    for block in found["blocks"]:
        label = f" {block['label']}" if block["label"] else ""
        place = f"{block['part']}{'.' * block['level']}"
        yield f"{place} {block['type']} {block['lines'][0]}-{block['lines'][1]}{label} | {said(block['text'])}"
    yield from (f"footnote {note['label']} | {said(note['text'])}" for note in found["footnotes"])
    yield from (
        f"removed {one['why']} {one['lines'][0]}-{one['lines'][1]} | {said(one['text'])}" for one in found["removed"]
    )
    yield from (f"warning {one['code']}" for one in found["warnings"])


def said(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {said(one)}" for key, one in value.items() if one)
    if isinstance(value, list):
        return "; ".join(map(said, value))
    return str(value).replace("\n", " ⏎ ").replace("\t", " ⇥ ")


ROOMS: Mapping[str, Callable[[Case], str]] = {
    "read": after("read"),
    "normalize": after("normalize"),
    "parse": metadata.run,
    "transform": after("transform"),
    "compose": after("compose"),
    "inspect": inspected,
    "check": checked,
    "blocks": blocks.run,
}

ELSEWHERE: Mapping[str, str] = {"blocks": "test_blocks.py", "docx": "test_docx_reader.py"}
"""Rooms whose cases a test file of their own runs."""
