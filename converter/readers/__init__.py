"""Bytes to lines: which reader reads an input, by what was asked, by its first bytes, by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath

from converter.diagnostics import InputError, Report, UsageError
from converter.options import Options
from converter.readers.signatures import (
    SUFFIXES,
    WORD,
    Signature,
    is_docx,
    is_html,
    is_mail,
    is_outlook,
    is_pdf,
    never,
    refuse,
    refuse_bytes,
)
from converter.records import dataclass
from converter.source import Source

Read = Callable[[bytes, str, Options, Report], Source]


def late(name: str) -> Read:
    """A reader that is imported when it is first used: those that a run does not need cost more than a letter."""

    def read_late(data: bytes, source: str, options: Options, report: Report) -> Source:
        function: Read = getattr(import_module(f"converter.readers.{name}"), f"read_{name}")
        return function(data, source, options, report)

    return read_late


@dataclass(frozen=True, slots=True)
class Reader:
    """How one format is read and by what it is known."""

    function: Read
    suffixes: tuple[str, ...]
    signature: Signature = never
    sure: bool = False
    """A file with one of the endings must have the signature."""


READERS: Mapping[str, Reader] = {
    "docx": Reader(late("docx"), WORD, is_docx, sure=True),
    "pdf": Reader(late("pdf"), (".pdf",), is_pdf, sure=True),
    "msg": Reader(late("msg"), (".msg",), is_outlook, sure=True),
    "html": Reader(late("html"), (".html", ".htm", ".xhtml", ".mhtml"), is_html),
    "eml": Reader(late("eml"), (".eml", ".mht"), is_mail),
    "md": Reader(late("md"), (".md", ".markdown", ".mdown", ".mkd")),
    "txt": Reader(late("txt"), (".txt", ".text", "")),
}


def read(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read an input with the right reader; lines keep the numbers that a person finds in the source.

    Raises InputError where it is empty, too large, damaged or of a format that is not read, UsageError for an
    unknown `--from`.
    """
    if len(data) > options.limits.size:
        size, most = len(data) // 1_000_000, options.limits.size // 1_000_000
        raise InputError(
            f"{size} MB is more than the limit of {most} MB",
            hint=f"raise the limit with --max-size {len(data)}",
            source=name,
        )
    if not data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise InputError(
            "the file is empty, there is no text in it", hint="check that the right file was given", source=name
        )
    key = known(options.source_format) if options.source_format is not None else choose(data, name)
    return READERS[key].function(data, name, options, report)


def choose(data: bytes, name: str) -> str:
    """The key of the reader for an input: by signature where it agrees with the name, else by the name's ending."""
    suffix = PurePath(name).suffix.lower()
    named = next((key for key, reader in READERS.items() if suffix in reader.suffixes), "")
    if named and READERS[named].sure and not READERS[named].signature(data):
        refuse_bytes(data, name)
        kind = KINDS[named]
        raise InputError(
            f"it is named {suffix} and is no {kind}", hint="save it again, or give it its right name", source=name
        )
    for key, reader in READERS.items():
        if reader.signature(data):
            return key
    refuse_bytes(data, name)
    if suffix in SUFFIXES:
        refuse(*SUFFIXES[suffix], name)
    if not named and not suffix[1:].isdecimal():
        raise InputError(
            f"files that end in {suffix} are not read", hint="if it is plain text, pass --from txt", source=name
        )
    return named or "txt"


KINDS = {"docx": "Word file", "pdf": "PDF file", "msg": "Outlook message"}


def known(asked: str) -> str:
    """The reader that `--from` names; endings will do as well. Raises UsageError."""
    wanted = asked.lower().lstrip(".")
    for key, reader in READERS.items():
        if wanted == key or f".{wanted}" in reader.suffixes:
            return key
    from difflib import get_close_matches

    near = get_close_matches(wanted, READERS, 1)
    hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(READERS)}"
    raise UsageError(f"--from {asked}: no such format", hint=hint)
