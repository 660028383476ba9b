"""What the report of a run says of one input: `masthead-report/1`, one record each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from converter.batch.jobs import Outcome

UNSURE = ("guessed", "derived", "likely", "certain", "given")
"""How sure a value is, the least sure first: what a person must look at stands on top."""
LONGEST = 400
"""Characters of a removed passage that are shown."""

Json = dict[str, Any]


def found(inspection: Mapping[str, Any]) -> Json:
    """What is worth showing of a `masthead-inspect/1` or its summary: values, what was removed, how many words."""
    evidence = inspection["evidence"]
    values = [_value(key, text, evidence.get(key.partition(".")[0])) for key, text in _values(inspection)]
    return {
        "language": inspection["language"],
        "values": sorted(values, key=lambda value: UNSURE.index(value["confidence"])),
        "removed": [{**item, "text": _short(item["text"])} for item in inspection["removed"]],
        "words": inspection["words"],
    }


def _value(key: str, text: str, evidence: Mapping[str, Any] | None) -> Json:
    at = evidence or {"confidence": "certain", "lines": []}
    return {"key": key, "value": text, "confidence": at["confidence"], "lines": at["lines"]}


def _values(inspection: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each value that is not empty as one text, by dotted key."""
    for key in ("kind", "form", "language"):
        if inspection[key]:
            yield key, inspection[key].replace("_", " ")
    for key, value in inspection["meta"].items():
        if key == "letterhead" and value:
            yield from ((f"{key}.{name}", _text(inner)) for name, inner in value.items() if inner)
        elif value:
            yield key, _text(value)


def _text(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        numbers = {name: value[name] for name in ("session", "year") if value.get(name)}
        items = [item["number"] for item in value.get("agenda_items", ())]
        said = [value["name"], *value.get("titles", ()), *(f"{name} {number}" for name, number in numbers.items())]
        return ", ".join([*said, *([f"agenda {', '.join(items)}"] if items else [])])
    return str(value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def record(outcome: Outcome) -> Json:
    """One input; what does not apply is null or empty."""
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
        "language": outcome.found.get("language"),
        "style": outcome.style,
        "why": outcome.why,
        "values": list(outcome.found.get("values", ())),
        "removed": list(outcome.found.get("removed", ())),
        "words": outcome.found.get("words"),
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


def line(data: Json) -> str:
    """A record as one line of JSON; characters that no encoding can carry are written as escapes."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data)
    return text
