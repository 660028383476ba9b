"""Letters of symbol fonts as the signs that they show."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from converter.data import read_yaml

PRIVATE, LAST = 0xF000, 0xF0FF
"""Where Word keeps the letters of symbol fonts (ISO/IEC 29500-1, 17.3.3.30)."""


@cache
def lists() -> Mapping[str, Any]:
    """What stands in word.yaml."""
    loaded: Mapping[str, Any] = read_yaml(Path(__file__).with_name("word.yaml"))
    return loaded


@cache
def _signs(font: str) -> Mapping[int, str]:
    return {start + at: sign for start, run in lists()[font].items() for at, sign in enumerate(run)}


def sign(code: int, font: str) -> str:
    """The sign behind a code of a symbol font; the replacement character where it is not known.

    >>> sign(0xF0B7, "Symbol"), sign(0xFC, "Wingdings"), sign(0x28, "Symbol")
    ('•', '✓', '(')
    """
    if not 0 <= code <= 0x10FFFF:
        return "\ufffd"
    code = code - PRIVATE if PRIVATE <= code <= LAST else code
    dingbats = "wingdings" in font.lower()
    found = _signs("wingdings" if dingbats else "symbol").get(code)
    if found:
        return found
    if code > 0xFF and not 0xD800 <= code <= 0xDFFF:
        return chr(code)
    return chr(code) if 0x20 <= code < 0x7F and not dingbats else "\ufffd"


def from_font(text: str, font: str) -> str:
    """A text with the letters of a symbol font made signs; `o` of Courier New, Word's hollow bullet, stays."""
    if "wingdings" in font.lower():
        return "".join(sign(ord(char), font) if ord(char) <= 0xFF or is_private(char) else char for char in text)
    return "".join(sign(ord(char), font) if is_private(char) else char for char in text)


def is_private(char: str) -> bool:
    """Whether a character is the code of a symbol font."""
    return PRIVATE <= ord(char) <= LAST
