"""What the first bytes of a file say about its format, and what to do about formats that are not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NoReturn

from converter.diagnostics import InputError
from converter.late import late

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 4_096
HTML = late(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
MAIL = late(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
MAIL_FIELD = late(rb"^(?:mime-version|received|return-path|message-id|content-transfer-encoding):", re.I | re.M)
OUTLOOK = "__substg1.0_".encode("utf-16-le")
LOCKED = "EncryptedPackage".encode("utf-16-le")

SAVE = "open it and save it as .docx"
TEXT = "give the document as text, Markdown, HTML, Word, PDF or mail"
PICTURE = "recognize its text first and save that as .txt or .docx"
REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a picture", PICTURE),
    (b"\xff\xd8\xff", "a picture", PICTURE),
    (b"GIF8", "a picture", PICTURE),
    (b"II*\x00", "a picture", PICTURE),
    (b"MM\x00*", "a picture", PICTURE),
    (b"BM", "a picture", PICTURE),
    (b"{\\rtf", "a Rich Text file", SAVE),
    (b"%!PS", "a PostScript file", "save it as .pdf or .docx"),
    (b"\x1f\x8b", "a packed file", "unpack it first"),
    (b"7z\xbc\xaf", "a packed file", "unpack it first"),
    (b"Rar!", "a packed file", "unpack it first"),
    (b"BZh", "a packed file", "unpack it first"),
    (b"\xfd7zXZ", "a packed file", "unpack it first"),
    (b"MZ", "a program", TEXT),
    (b"\x7fELF", "a program", TEXT),
    (b"SQLite format", "a database", TEXT),
    (b"ID3", "a sound recording", TEXT),
    (b"OggS", "a sound recording", TEXT),
    (b"wOFF", "a font", TEXT),
    (b"\x00\x01\x00\x00\x00", "a font", TEXT),
)
BINARY_ONLY = (b"BM", b"MZ", b"ID3", b"BZh", b"OggS")
"""Signatures that are letters; a text may begin with them."""
ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text", SAVE),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file", TEXT),
    (b"mimetypeapplication/epub", "an e-book", SAVE),
    (b"xl/", "a spreadsheet", "copy its text into a .docx file"),
    (b"ppt/", "a presentation", "copy its text into a .docx file"),
)
SUFFIXES: Mapping[str, tuple[str, str]] = {
    ".doc": ("an old Word file", SAVE),
    ".dot": ("an old Word file", SAVE),
    ".rtf": ("a Rich Text file", SAVE),
    ".odt": ("an OpenDocument text", SAVE),
    ".pages": ("a Pages document", SAVE),
    ".wpd": ("a WordPerfect file", SAVE),
    ".epub": ("an e-book", SAVE),
    ".xls": ("a spreadsheet", "copy its text into a .docx file"),
    ".xlsx": ("a spreadsheet", "copy its text into a .docx file"),
    ".csv": ("a table without a text", "copy its text into a .docx file"),
    ".ppt": ("a presentation", "copy its text into a .docx file"),
    ".pptx": ("a presentation", "copy its text into a .docx file"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"), ("a picture", PICTURE)
    ),
    **dict.fromkeys((".zip", ".gz", ".7z", ".rar", ".tar"), ("a packed file", "unpack it first")),
    **dict.fromkeys((".mp3", ".wav", ".mp4", ".mov"), ("a recording", "write down what is said, as .txt")),
}

WORD = (".docx", ".docm", ".dotx")
"""Endings of Word files, which are packed."""


def is_docx(data: bytes) -> bool:
    """A zip archive with the parts of a Word file."""
    return data.startswith(ZIP) and b"word/" in data


def is_pdf(data: bytes) -> bool:
    """`%PDF-` within the first bytes; some mailers put a line before it."""
    return b"%PDF-" in data[:1_024]


def is_html(data: bytes) -> bool:
    """A document type, or one of the outer tags, in whatever encoding."""
    return bool(HTML.match(data[:HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")))


def is_mail(data: bytes) -> bool:
    """A block of header fields with one that only mail programs write; a copied `From: … To: …` is plain text."""
    found = MAIL.match(data[: 4 * HEAD].replace(b"\r\n", b"\n"))
    return bool(found and MAIL_FIELD.search(found[0]))


def is_outlook(data: bytes) -> bool:
    """A message that Outlook saved."""
    return data.startswith(OLE) and OUTLOOK in data


def never(data: bytes) -> bool:
    """Formats without a signature."""
    return False


Signature = Callable[[bytes], bool]


def refuse_bytes(data: bytes, name: str) -> None:
    """Raise InputError for bytes of a format that is not read."""
    if data.startswith(OLE):
        if LOCKED in data:
            raise InputError(
                "the Word file is locked with a password", hint="save it without the password", source=name
            )
        raise InputError("this is an old Word or Office file", hint=SAVE, source=name)
    if data.startswith((ZIP, b"PK\x05\x06")):
        found = next(((what, hint) for key, what, hint in ZIPPED if key in data), None)
        if found or not name.lower().endswith(WORD):  # one that is named as a Word file may be half of one
            refuse(*(found or ("a packed file", "unpack it first")), name)
    if data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypmp42", b"ftypisom", b"ftypM4A "):
        refuse("a picture or recording", TEXT, name)
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        refuse("a picture or recording", TEXT, name)
    for key, what, hint in REFUSED:
        if data.startswith(key) and (key not in BINARY_ONLY or b"\0" in data[:HEAD]):
            refuse(what, hint, name)


def refuse(what: str, hint: str, name: str) -> NoReturn:
    """Say that a file cannot be read, and what to do."""
    raise InputError(f"this is {what}, which cannot be read", hint=hint, source=name)
