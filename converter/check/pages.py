"""The page of a rule: read from a docstring, printed for `masthead explain`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from converter.check.advice import Page
from converter.check.wordlists import values
from converter.late import late

FIELD = late(r"(Source|Wrong|Right|Leave)(?: \(([\w-]+)\))?: ?(.*)")


def read_page(docstring: str) -> Page:
    """The page in a rule's docstring: a sentence, why, then `Source:`, `Wrong:`, `Right:` and `Leave:`.

    An example of several lines stands set in under its word. `Wrong (letter): …` stands in a letter, as
    `wordlists/frames.yaml` has it.

    >>> read_page("Days are plain.\\n\\nWrong: the 7th\\nRight: the 7").right
    ('the 7',)
    """
    head: list[str] = []
    fields: list[tuple[str, str, list[str]]] = []
    for line in inspect.cleandoc(docstring).split("\n"):
        found = FIELD.fullmatch(line)
        if found:
            fields.append((found[1], found[2] or "", [found[3]] if found[3] else []))
        elif fields:
            fields[-1][2].append(line)
        else:
            head.append(line)
    title, _, why = "\n".join(head).partition("\n\n")
    examples: dict[str, list[str]] = {}
    for name, frame, lines in fields:
        examples.setdefault(name, []).append(_framed(frame, inspect.cleandoc("\n" + "\n".join(lines)).strip()))
    return Page(
        title=" ".join(title.split()),
        why=" ".join(why.split()),
        source=" ".join(" ".join(examples.get("Source", [])).split()),
        wrong=tuple(examples.get("Wrong", ())),
        right=tuple(examples.get("Right", ())),
        leave=tuple(examples.get("Leave", ())),
    )


def _framed(frame: str, text: str) -> str:
    return str(values("frames")[frame]).replace("{}", text) if frame else text


def print_page(code: str, chapter: str, page: Page, *, default: bool) -> str:
    """The page as a person reads it."""
    return "\n".join(_lines(code, chapter, page, default)).rstrip()


def _lines(code: str, chapter: str, page: Page, default: bool) -> Iterator[str]:
    yield f"{code} ({chapter}{'' if default else '; runs only when selected'})"
    yield ""
    yield page.title
    if page.why:
        yield from ("", page.why)
    if page.source:
        yield from ("", f"Source: {page.source}")
    yield ""
    for number, wrong in enumerate(page.wrong):
        yield from _example("Wrong", wrong)
        if number < len(page.right):
            yield from _example("Right", page.right[number])
    for right in page.right[len(page.wrong) :]:
        yield from _example("Right", right)
    for leave in page.leave:
        yield from _example("Leave", leave)


def _example(word: str, text: str) -> Iterator[str]:
    if "\n" not in text:
        yield f"{word}: {text}"
        return
    yield f"{word}:"
    yield from (f"    {line}".rstrip() for line in text.split("\n"))
