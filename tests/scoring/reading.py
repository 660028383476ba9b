"""One document: what `masthead inspect --json` says of it, and what stands in the file itself."""

from __future__ import annotations

import contextlib
import functools
import html.parser
import io
import json
import re
import signal
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from tests.support.words import shown, words

Truth = dict[str, Any]
LONGEST_SECONDS = 30


@dataclass(frozen=True)
class Reading:
    """The truth about a document beside what the command gave: exit status, output and messages."""

    path: Path
    truth: Truth
    status: int
    output: str
    messages: str

    @cached_property
    def result(self) -> dict[str, Any]:
        """The inspection; empty where there is none."""
        try:
            found = json.loads(self.output) if self.status == 0 else {}
        except ValueError:
            return {}
        return found if isinstance(found, dict) and found.get("schema") == "masthead-inspect/1" else {}

    @property
    def name(self) -> str:
        """How failures call the document."""
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def meta(self) -> dict[str, Any]:
        """The metadata read."""
        return self.result.get("meta") or {}

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The blocks read."""
        return self.result.get("blocks") or []

    @property
    def notes(self) -> list[str]:
        """The texts of the footnotes read."""
        return [str(note.get("text") or "") for note in self.result.get("footnotes") or []]

    @property
    def removed(self) -> list[str]:
        """The texts that were removed."""
        return [str(one.get("text") or "") for one in self.result.get("removed") or []]


@contextlib.contextmanager
def limit() -> Iterator[None]:
    """End what takes far too long, where the system can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*_: object) -> None:
        raise TimeoutError(f"took longer than {LONGEST_SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def inspect(path: Path, truth: Truth) -> Reading:
    """Run the command in this process and catch what it prints."""
    from converter.__main__ import main

    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), limit():
        try:
            status = int(main(["inspect", str(path), "--json"]) or 0)
        except SystemExit as end:
            status = int(end.code or 0) if isinstance(end.code, int | None) else 1
        except Exception as error:
            status, _ = -1, print(f"Traceback (most recent call last)\n{type(error).__name__}: {error}", file=err)
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return Reading(path, truth, status, out.buffer.getvalue().decode("utf-8"), err.getvalue())


# What stands in the file, by our own count and not the program's.


def source_lines(path: Path, truth: Truth) -> list[str] | None:
    """The lines of a document as a person sees them; None for formats that only a program can read."""
    match path.suffix.lower():
        case ".docx":
            return docx_lines(path)
        case ".txt" | ".md" | ".html" | ".htm":
            text = path.read_bytes().decode(truth.get("encoding") or "utf-8", "replace")
            lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
            if path.suffix.lower() == ".md":
                return [re.sub(r"\]\([^)\s]+\)|<!--.*?-->|</?\w[^>]*>", "]", line) for line in lines]
            return lines if path.suffix.lower() == ".txt" else html_lines("\n".join(lines))
        case _:
            return None


def docx_lines(path: Path) -> list[str]:
    """Body and notes of a Word file."""
    parts = []
    with zipfile.ZipFile(path) as archive:
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if name in archive.namelist():
                parts += "".join(shown(etree.fromstring(archive.read(name)))).split("\n")
    return parts


class Page(html.parser.HTMLParser):
    """The text that a browser shows of a web page."""

    UNSEEN = ("script", "style", "noscript", "template", "svg", "title")
    INLINE = ("a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in self.UNSEEN
        self.shown += ["\n"] * (tag not in self.INLINE)

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in self.UNSEEN and self.unseen > 0
        self.shown += ["\n"] * (tag not in self.INLINE)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.shown.append(data)


def html_lines(text: str) -> list[str]:
    """The lines of a web page as shown."""
    page = Page()
    page.feed(text)
    page.close()
    return "".join(page.shown).split("\n")


def folded(text: str) -> list[str]:
    """The words of a text in lower case."""
    return joined(text).split()


@functools.lru_cache(2**16)
def joined(text: str) -> str:
    """The words of a text in lower case, each with a space at both sides."""
    return f" {' '.join(word.casefold() for word in words(text))} "


def within(phrase: str, text: str) -> bool:
    """Whether the words of a phrase stand in a text one after the other."""
    return joined(phrase) in joined(text)
