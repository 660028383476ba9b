"""The page on given values, `docs/settings.md`, made from the table of keys."""

from __future__ import annotations

from collections.abc import Iterator

from converter.settings.keys import ABOUT, CHOICE, DATE, KEYS, LIST, ORGAN_KEY, PEOPLE, SIZE, SWITCH, TEXT, WHOLE

HOLDS = {
    TEXT: "a text",
    DATE: "a date, in words or as 2023-11-07",
    LIST: "a list; with `--set`, parted by commas or semicolons",
    PEOPLE: "people: name; title; title – or a list of `name:` and `titles:`",
    CHOICE: "one of a few words",
    WHOLE: "a whole number",
    SWITCH: "yes or no",
    SIZE: "a size of type, as in 16pt",
}
HEAD = """# Values that you give

What you give beats what the program finds in the text. The nearest wins:

1. `--set key=value` on the command line, as often as you like;
2. front matter: `key: value` lines between two lines of `---` at the top of a text;
3. `NAME.meta.yaml` beside the input (for `letter.txt`: `letter.meta.yaml` or `letter.txt.meta.yaml`);
4. `masthead.yaml` in the input's folder.

An unknown key or a wrong value ends the conversion of that input, with file, line and the nearest known name. A value
that is given replaces what the text states; the replaced words are listed as removed. `masthead inspect` shows for each
value who gave it.
"""
FOLDER = """## A folder's `masthead.yaml`

Values at the top are for every input of the folder. Those under `files` are for inputs whose name fits a pattern
(`*`, `?`, `[…]`); of several patterns that fit, the later one wins, key by key.

```yaml
original_language: en
agenda: agenda-80.txt          # gives titles to the numbers of agenda items
files:
  "note-*":
    kind: note_verbale
    place: New York
  "*.draft.docx":
    distribution: Limited
    organs: [A]
    organs.A.session: 80       # or nested: organs: [{code: A, session: 80}]
```

`agenda` names any file in which an agenda can be read (text, Word, PDF …). An item that the document names without a
title gets the agenda's, marked `given` with file and line, where both are in one language; an item that is not on the
agenda is a warning (`agenda-number`).

Style packs lie in the same folder, or in `styles` below it; see `masthead styles list`.
"""


def key_page(key: str) -> str | None:
    """What a key that can be given holds, for `masthead explain`; None where there is no such key. A key of an organ
    may be written with any code, as in `organs.S.year`."""
    found = ORGAN_KEY.fullmatch(key)
    name = f"organs.CODE.{found['field']}" if found else key
    if name not in KEYS:
        return None
    kind, what = KEYS[name]
    holds = HOLDS[kind].replace("`", "")
    return (
        f"{name} (a value that can be given)\n\n{what[0].upper()}{what[1:]}.\nHolds: {holds}.\n\n"
        f"Give it with --set {key}=…, or as {key}: … in front matter, in NAME.meta.yaml beside the text, or in\n"
        "masthead.yaml of its folder; the first of these wins."
    )


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield HEAD
    yield "## How a document is read and set\n"
    yield from _table(key for key in KEYS if key in ABOUT)
    yield "## What it states\n"
    yield from _table(key for key in KEYS if key not in ABOUT)
    yield FOLDER


def _table(keys: Iterator[str]) -> Iterator[str]:
    yield "| key | holds | what it is |"
    yield "| --- | --- | --- |"
    for key in keys:
        kind, what = KEYS[key]
        yield f"| `{key}` | {HOLDS[kind]} | {what} |"
    yield ""
