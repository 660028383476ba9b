"""What stands where on the pages of a PDF: each character's origin, read back by PDFium, and the structure tree."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Row:
    """Characters on one baseline: depth from the top, left edge, right edge (mm), type size (pt), text."""

    y: float
    x: float
    end: float
    size: float
    text: str


def rows(data: bytes, page: int = 0) -> list[Row]:
    """The rows of a page from the top down; a page is counted from 0."""
    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(data)
    sheet = document[page]
    text = sheet.get_textpage()
    found: dict[float, list[tuple[float, float, float, str]]] = {}
    for at in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, at))
        x, y = ctypes.c_double(), ctypes.c_double()
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetCharBox(text, at, left, right, low, high)
        depth = round((sheet.get_height() - y.value) * MM, 2)
        if char not in "\r\n":
            size = raw.FPDFText_GetFontSize(text, at)
            found.setdefault(depth, []).append((x.value * MM, right.value * MM, size, char))
    document.close()
    return [_row(depth, chars) for depth, chars in sorted(found.items()) if any(c[3].strip() for c in chars)]


def _row(depth: float, chars: list[tuple[float, float, float, str]]) -> Row:
    seen = [char for char in chars if char[3].strip()]
    text = "".join(char[3] for char in chars)
    return Row(depth, min(c[0] for c in seen), max(c[1] for c in seen), round(seen[0][2], 2), " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Word:
    """A word: depth of its baseline, left and right edge (mm), text."""

    y: float
    x: float
    end: float
    text: str


GAP = 0.18
"""White between two letters from which on they are of two words, in sizes."""


def word_places(data: bytes, page: int = 0) -> list[Word]:
    """The words of a page, row by row."""
    done: list[list[tuple[float, float, float, str, float]]] = []
    last: tuple[float, float, float, str, float] | None = None
    for char in sorted(_chars(data, page), key=lambda char: (round(char[0], 1), char[1])):
        near = last is not None and abs(char[0] - last[0]) < 0.2 and char[1] - last[2] < GAP * char[4] * MM
        if not near:
            done.append([])
        done[-1].append(char)
        last = char
    return [Word(w[0][0], w[0][1], w[-1][2], "".join(c[3] for c in w)) for w in done]


def _chars(data: bytes, page: int) -> Iterator[tuple[float, float, float, str, float]]:
    """Each letter: depth of its baseline, left and right edge (mm), itself, its size (pt)."""
    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(data)
    sheet = document[page]
    text = sheet.get_textpage()
    for at in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, at))
        x, y = ctypes.c_double(), ctypes.c_double()
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetCharBox(text, at, left, right, low, high)
        if char.strip():
            depth = (sheet.get_height() - y.value) * MM
            yield depth, x.value * MM, right.value * MM, char, raw.FPDFText_GetFontSize(text, at)
    document.close()


def row(data: bytes, text: str, page: int = 0) -> Row:
    """The first row of a page that holds a text."""
    for found in rows(data, page):
        if text in found.text:
            return found
    raise AssertionError(f"{text!r} is on no row of page {page + 1}: {[r.text for r in rows(data, page)]}")


def page_count(data: bytes) -> int:
    """How many pages a file has."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


# ---------------------------------------------------------------- the file itself

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the structure tree with what is below it; a marked stretch is a number, a link's area `link`."""

    kind: str
    kids: tuple[Node | int | str, ...]
    source: str

    def walk(self) -> Iterator[Node]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def shape(self) -> str:
        """The kinds of the element and of those below it: `P(Reference Note(Lbl P))`."""
        inner = " ".join(kid.shape() for kid in self.kids if isinstance(kid, Node))
        return f"{self.kind}({inner})" if inner else self.kind


def objects(data: bytes) -> dict[int, bytes]:
    """The objects of a file by number."""
    return {int(number): body for number, body in OBJECT.findall(data)}


def tree(data: bytes) -> Node:
    """The structure tree."""
    bodies = objects(data)
    root = next(body for body in bodies.values() if b"/Type/StructTreeRoot" in body)
    first = re.search(rb"/K\[(\d+) 0 R\]", root)
    assert first is not None
    return _node(int(first[1]), bodies)


def _node(number: int, bodies: dict[int, bytes]) -> Node:
    source = bodies[number].decode("latin-1")
    kind = re.search(r"/S/(\w+)/P", source)
    kids = re.search(r"/K\[((?:[^\[\]]|\[[^\]]*\])*)\]", source)
    assert kind and kids
    found: list[Node | int | str] = []
    for part in re.finditer(r"<<[^>]*?/MCID (\d+)>>|(<<[^>]*?/OBJR[^>]*>>)|(\d+) 0 R", kids[1]):
        if part[1]:
            found.append(int(part[1]))
        elif part[2]:
            found.append("link")
        else:
            found.append(_node(int(part[3]), bodies))
    return Node(kind[1], tuple(found), source)


def contents(data: bytes) -> list[str]:
    """The content stream of each page."""
    bodies = objects(data)
    found = []
    for body in bodies.values():
        named = re.search(rb"/Type/Page/.*?/Contents (\d+) 0 R", body)
        if named:
            stream = bodies[int(named[1])].split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
            found.append(zlib.decompress(stream).decode("latin-1"))
    return found
