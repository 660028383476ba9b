"""Bytes to text: byte-order mark, UTF-8, UTF-16, declared encoding, then the code page that makes words."""

from __future__ import annotations

import codecs
import re

from converter.diagnostics import InputError, Report
from converter.late import late
from converter.readers import codepages
from converter.readers.codepages import Decoded

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LATIN_1 = late(r"(iso[-_]?8859[-_]?1|latin[-_]?1|us[-_]?ascii|ascii|l1|cp819|ansi_x3\.4-1968)", re.I)
CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
NO_TEXT = CONTROLS.replace(b"\v", b"")
JUNK = 0.05
"""Share of control characters from which bytes are no text."""


def decode(data: bytes, name: str, report: Report, declared: str = "") -> Decoded:
    """The text of an input; warns where the encoding had to be guessed. Raises InputError for bytes that are no text.

    `declared` is what the format says of itself (HTML meta, MIME charset); it loses against a byte-order mark and
    against bytes that only UTF-8 can be.
    """
    found = _decode(data, declared)
    if found is None or _junk(found.text):
        raise InputError(
            "the bytes are not text", hint="give a text, Markdown, HTML, Word, PDF or mail file", source=name
        )
    if not found.sure:
        report.warn(
            "encoding-guessed",
            first_line(data),
            f"the encoding is not stated; the text was read as {found.encoding}",
            hint="if letters look wrong, save the file as UTF-8",
        )
    if "\ufffd" in found.text:
        line = found.text.count("\n", 0, found.text.index("\ufffd")) + 1
        report.warn("lost-character", line, "a character was lost before the file came here", hint="correct it by hand")
    return found


def _decode(data: bytes, declared: str) -> Decoded | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding.removesuffix("-sig"))
    wide = utf_16(data)
    if wide is not None:
        return wide
    try:
        return Decoded(data.decode("utf-8"), "ascii" if data.isascii() else "utf-8")
    except UnicodeDecodeError:
        pass
    if data.translate(None, CONTROLS) != data and _junk(data.decode("latin-1")):
        return None
    return as_declared(data, declared) or mostly_utf_8(data) or codepages.detect(data)


def utf_16(data: bytes) -> Decoded | None:
    """UTF-16 without a byte-order mark: half of the bytes are nearly always the same few.

    >>> utf_16("Distr.: General".encode("utf-16-le")).encoding
    'utf-16-le'
    """
    sample = data[:4000]
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 8 or len(sample) - len(sample.translate(None, CONTROLS)) < len(sample) * 0.15:
        return None
    best: Decoded | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        plain = sum(char.isalnum() or char in " \r\n\t.,;:-/()" for char in text)
        scripts = {ord(char) >> 8 for char in text if char.isalpha()}
        if plain > 0.9 * len(text) and len(scripts) < max(4, len(text) // 8):
            best = Decoded(data.decode(encoding, "replace"), encoding, sure=len(scripts) < 4)
            break
    return best


def as_declared(data: bytes, declared: str) -> Decoded | None:
    """The text in the encoding that the format declares; `latin-1` is what browsers take it for, cp1252."""
    if not declared:
        return None
    encoding = "cp1252" if LATIN_1.fullmatch(declared.strip()) else declared.strip()
    try:
        return Decoded(data.decode(encoding), codecs.lookup(encoding).name)
    except (LookupError, UnicodeDecodeError):
        return None


def mostly_utf_8(data: bytes) -> Decoded | None:
    """UTF-8 into which a few bytes of cp1252 were pasted."""
    text = data.decode("utf-8", "surrogateescape")
    wrong = [char for char in text if "\udc80" <= char <= "\udcff"]
    right = sum(char > "\x7f" for char in text) - len(wrong)
    if right < 3 * len(wrong):
        return None
    single = {ord(char): bytes([ord(char) - 0xDC00]).decode("cp1252", "replace") for char in set(wrong)}
    return Decoded(text.translate(single), "utf-8", sure=False)


def first_line(data: bytes) -> int:
    """The line with the first byte that is not ASCII."""
    at = next((place for place, byte in enumerate(data) if byte > 127), 0)
    return data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1


def _junk(text: str) -> bool:
    """Whether a text holds so many control characters that it is none."""
    sample = text[:100_000]
    written = sample.encode("utf-8", "surrogatepass")
    controls = len(written) - len(written.translate(None, NO_TEXT))
    return controls > JUNK * len(sample) and controls > 2
