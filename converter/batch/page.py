"""`report.html`: one page about a run that needs nothing else; opens from disk, searches and filters by itself."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from converter.batch.jobs import DONE, FAILED, LEFT, SKIPPED

SURE = ("certain", "given")
NAMES: Mapping[str, str] = {
    DONE: "done",
    FAILED: "failed",
    SKIPPED: "unchanged",
    LEFT: "not begun",
    "removed": "removed since",
}
"""What the page calls what became of an input."""
FILTERS: Mapping[str, str] = {"unsure": "with unsure values", "warned": "with warnings", "cut": "with removed text"}

Json = Mapping[str, Any]


def page(
    shown: Iterator[tuple[Json, bytes | None]],
    sums: Mapping[str, int],
    removed: Sequence[Json],
    notes: Sequence[str],
    seconds: float,
    folder: Path,
) -> Iterator[bytes]:
    """The page in pieces, one document at a time; links are relative to the folder that it lies in."""
    beside = Path(__file__).parent
    yield _head((beside / "page.css").read_text("utf-8")).encode()
    yield _top(sums, seconds).encode()
    for record, picture in shown:
        yield "".join(_document(record, picture, folder)).encode("utf-8", "replace")
    yield "".join(_foot(removed, notes, (beside / "page.js").read_text("utf-8"))).encode("utf-8", "replace")


def _head(style: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>masthead: report of a run</title>
<style>
{style}</style>
</head>
<body>
"""


def _top(sums: Mapping[str, int], seconds: float) -> str:
    counts = "".join(
        _button(status, f"<b>{sums[status]}</b> {NAMES[status]}")
        for status in NAMES
        if sums.get(status) and status != "removed"
    )
    wishes = "".join(_button(key, name) for key, name in FILTERS.items())
    total = sum(sums.get(status, 0) for status in NAMES if status != "removed")
    return f"""<header>
<h1>{total} input{"" if total == 1 else "s"} in {seconds:.1f} s</h1>
<div class="tools" role="search">
<label>Search <input type="search" id="q" placeholder="name, value, warning …" autocomplete="off"></label>
<button type="button" data-show="" aria-pressed="true">all</button>
{counts}{wishes}<output id="count" aria-live="polite"></output>
</div>
</header>
<main id="documents">
"""


def _sure(value: Json) -> bool:
    """Whether a person need not look; a language is always told from the words, and rarely wrong."""
    return value["confidence"] in SURE or (value["key"], value["confidence"]) == ("language", "likely")


def _button(key: str, label: str) -> str:
    return f'<button type="button" data-show="{key}" aria-pressed="false">{label}</button>\n'


def _document(record: Json, picture: bytes | None, folder: Path) -> Iterator[str]:
    unsure = [value for value in record["values"] if not _sure(value)]
    warned = [said for said in record["warnings"] if said["severity"] == "warning"]
    signs = [record["status"], *(["unsure"] * bool(unsure)), *(["warned"] * bool(warned))]
    signs += ["cut"] * bool(record["removed"])
    yield f'<article data-is="{" ".join(signs)}">\n'
    yield f'<div class="shot">{_shot(picture)}</div>\n<div class="what">\n'
    yield f"<h2>{_link(record['source'], folder)}</h2>\n<p>{_about(record)}</p>\n"
    if record["error"]:
        at = f"line {record['line']}: " if record["line"] else ""
        yield f'<p class="error"><b>error</b> {escape(at + record["error"])}</p>\n'
        if record["hint"]:
            yield f'<p class="hint">hint: {escape(record["hint"])}</p>\n'
    if record["outputs"]:
        links = " · ".join(_link(path, folder, short=True) for path in record["outputs"])
        yield f'<p class="outputs">{links}</p>\n'
    yield from _said(warned)
    yield from _values(unsure, [value for value in record["values"] if _sure(value)])
    yield from _removed(record)
    yield "</div>\n</article>\n"


def _shot(picture: bytes | None) -> str:
    if picture is None:
        return '<span aria-hidden="true">–</span>'
    return f'<img alt="first page" loading="lazy" src="data:image/png;base64,{b64encode(picture).decode()}">'


def _link(path: str, folder: Path, *, short: bool = False) -> str:
    try:
        target = quote(Path(os.path.relpath(path, folder)).as_posix().encode("utf-8", "surrogateescape"))
    except ValueError:  # another drive
        target = Path(path).absolute().as_uri()
    return f'<a href="{target}" dir="auto">{escape(os.path.basename(path) if short else path)}</a>'


def _about(record: Json) -> str:
    kind = (record["kind"] or "").replace("_", " ")
    said = [kind, record["form"], record["language"] and f"language {record['language']}"]
    style = f"style {record['style']} ({record['why']})" if record["style"] else ""
    words = f"{record['words']['document']} words" if record["words"] else ""
    status = f'<b class="{record["status"]}">{NAMES.get(record["status"], record["status"])}</b>'
    return " · ".join([status, *(escape(part) for part in [*said, style, words] if part)])


def _said(warned: Sequence[Json]) -> Iterator[str]:
    if not warned:
        return
    yield '<ul class="warnings">\n'
    for said in warned:
        at = f"line {said['line']}: " if said["line"] else ""
        hint = f' <span class="hint">hint: {escape(said["hint"])}</span>' if said["hint"] else ""
        yield f"<li>{escape(at + said['message'])} <code>{escape(said['code'])}</code>{hint}</li>\n"
    yield "</ul>\n"


def _values(unsure: Sequence[Json], sure: Sequence[Json]) -> Iterator[str]:
    if unsure:
        yield f'<table class="unsure"><caption>unsure</caption>{"".join(map(_row, unsure))}</table>\n'
    if sure:
        count = f"{len(sure)} value{'s' * (len(sure) > 1)}"
        yield f"<details><summary>{count}</summary><table>{''.join(map(_row, sure))}</table></details>\n"


def _row(value: Json) -> str:
    lines = ", ".join(map(str, value["lines"][:6]))
    where = f"line {lines}" if lines else ""
    return (
        f'<tr><th>{escape(value["key"])}</th><td dir="auto">{escape(value["value"])}</td>'
        f"<td>{escape(value['confidence'])}</td><td>{where}</td></tr>\n"
    )


def _removed(record: Json) -> Iterator[str]:
    if not record["removed"]:
        return
    count = f" ({record['words']['removed']} words)" if record["words"] else ""
    yield f"<details><summary>removed{count}</summary><table>\n"
    for item in record["removed"]:
        first, last = item["lines"]
        where = f"line {first}" if first == last else f"lines {first}–{last}"
        yield f'<tr><th>{escape(item["why"])}</th><td dir="auto">{escape(item["text"])}</td><td>{where}</td></tr>\n'
    yield "</table></details>\n"


def _foot(removed: Sequence[Json], notes: Sequence[str], script: str) -> Iterator[str]:
    yield "</main>\n<footer>\n"
    if removed:
        yield "<h2>Inputs that are no longer there</h2>\n<ul>\n"
        for gone in removed:
            outputs = ", ".join(escape(path) for path in gone["outputs"])
            yield f"<li>{escape(gone['source'])} → {outputs}</li>\n"
        yield "</ul>\n"
    if notes:
        yield "<h2>Notes</h2>\n<ul>\n"
        yield from (f"<li>{escape(note)}</li>\n" for note in notes)
        yield "</ul>\n"
    yield f"</footer>\n<script>\n{script}</script>\n</body>\n</html>\n"
