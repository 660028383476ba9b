"""`report.json`, the contract `masthead-report/1`, and the line of sums."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from converter.batch.jobs import Outcome

SCHEMA = "masthead-report/1"


def report_json(outcomes: Sequence[Outcome]) -> bytes:
    """The report of a run: sums, then one record for each input, in the order of the plan."""
    sums = {status: sum(o.status == status for o in outcomes) for status in ("done", "failed", "skipped")}
    data = {"schema": SCHEMA, "sums": sums, "documents": [record(outcome) for outcome in outcomes]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def record(outcome: Outcome) -> dict[str, Any]:
    """One input; what does not apply is null."""
    return {
        "source": outcome.source,
        "outputs": list(outcome.outputs),
        "status": outcome.status,
        "exit_code": outcome.exit_code,
        "error": outcome.error,
        "line": outcome.line,
        "hint": outcome.hint,
        "kind": outcome.kind,
        "form": outcome.form,
        "style": outcome.style,
        "why": outcome.why,
        "warnings": [
            {
                "code": said.code,
                "severity": said.severity.value,
                "line": said.line,
                "message": said.message,
                "hint": said.hint,
            }
            for said in outcome.diagnostics
        ],
        "seconds": round(outcome.seconds, 3),
    }


def sums_line(outcomes: Sequence[Outcome], seconds: float) -> str:
    """`18 done, 1 failed, 1 skipped in 2.4 s`."""
    counts = [
        f"{n} {status}" for status in ("done", "failed", "skipped") if (n := sum(o.status == status for o in outcomes))
    ]
    return f"{', '.join(counts) or 'nothing to do'} in {seconds:.1f} s"
