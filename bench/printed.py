"""What a PDF prints: each word with its page, its line and its place in millimetres."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MM = 25.4 / 72
HEAD, FOOT = 0.085, 0.94
"""Parts of a page's height: what stands above or below is its running head and foot."""
TURN = 1.9
"""Millimetres by which the baseline moves when a line ends; a raised mark moves by less."""
STEP = 1.4
"""A turned line follows at less than so many type sizes; a new paragraph at more."""


@dataclass(slots=True)
class Word:
    """A printed word. `x` is where it begins, `y` its baseline, from the top left corner; `size` in points."""

    text: str
    page: int
    line: int
    """Counted through the whole file."""
    x: float
    y: float
    size: float


def words(path: Path | bytes) -> tuple[list[Word], int]:
    """The words of a file in its own reading order, running heads and feet left out, and how many pages it has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    found: list[Word] = []
    for number in range(len(document)):
        page = document[number]
        found += _words(page, number + 1, found[-1].line + 1 if found else 0)
    return found, len(document)


def _words(page: object, number: int, line: int) -> list[Word]:
    """Cut where a space stands, where a line ends, and before and after a raised mark."""
    height = page.get_height() * MM  # type: ignore[attr-defined]
    top, bottom = (height * HEAD if number > 1 else 0.0), height * FOOT
    done: list[Word] = []
    open_word, y_before, size_before = False, None, 0.0
    for char, x, y, size in _chars(page, height):
        if not top < y < bottom:
            continue
        if char.isspace():
            open_word = False
            continue
        if y_before is not None and abs(y - y_before) > TURN:
            line += 1
            open_word = False
        if y_before != y and size != size_before:
            open_word = False
        if open_word:
            done[-1].text += char
        else:
            done.append(Word(char, number, line, x, y, size))
        open_word, y_before, size_before = True, y, size
    plain = [Word(_plain(w.text), w.page, w.line, w.x, w.y, w.size) for w in done]
    return [word for word in plain if word.text]


def _plain(text: str) -> str:
    """Letters and digits alone: hyphens at the end of a line are extracted in several ways."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def _chars(page: object, height: float) -> Iterator[tuple[str, float, float, float]]:
    """Each character with its origin and size."""
    import pypdfium2.raw as raw

    text = page.get_textpage()  # type: ignore[attr-defined]
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, at))
        if char.isspace() or raw.FPDFText_IsGenerated(text, at) == 1:
            yield " ", 0.0, height / 2, 0.0
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        yield char, x.value * MM, height - y.value * MM, round(raw.FPDFText_GetFontSize(text, at), 1)


def turned(before: Word, after: Word) -> bool:
    """Whether the second word begins a turned line of the first one's paragraph."""
    return before.line != after.line and before.page == after.page and 0 < after.y - before.y < before.size * MM * STEP
