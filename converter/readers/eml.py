"""Mail to lines: the best body, or the one attachment that is the document; what goes with it is a covering note."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import PurePath

from converter.diagnostics import InputError, Report
from converter.options import Options
from converter.readers import nested
from converter.readers.decode import decode
from converter.readers.html import read_page
from converter.readers.physical import ENDS
from converter.readers.txt import read_text
from converter.records import dataclass, replace
from converter.source import Line, Source
from converter.span import Span

NOTE = "covering-note"
OTHER = "other-attachment"
LONG = 120
"""Words from which a body is more than a covering note, if an attachment is there too."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message that a person sees: a body or an attachment, and the line of the mail on which it begins."""

    data: bytes
    media_type: str
    charset: str
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Mail:
    """A message: header lines with their spans, bodies, attachments that a reader knows, names of the others."""

    header: tuple[tuple[Span, str], ...]
    bodies: tuple[Part, ...]
    attachments: tuple[Part, ...]
    others: tuple[str, ...]


def read_eml(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read a message. With one readable attachment, that is the document and the note is removed; with several, the
    first, or the one that `--attachment` names. Raises InputError where nothing in it can be read.
    """
    return read_mail(open_mail(data, name), name, "eml", options, report)


def read_mail(mail: Mail, name: str, form: str, options: Options, report: Report) -> Source:
    """The document in a message."""
    chosen = choose(mail, name, options, report)
    for part in mail.attachments:
        if part is not chosen:
            set_aside(part, options, report)
    if chosen is not None:
        for span, text in mail.header:
            report.remove(span, text, NOTE)
        for line in body_lines(mail, name, form, options, report):
            report.remove(line.span, line.text.strip(), NOTE)
        inner = nested.read(chosen.data, chosen.name, replace(options, source_format=None, attachment=None), report)
        return replace(inner, name=name)
    lines = tuple(Line(text, span, whole=True, style="mail:header") for span, text in mail.header)
    body = best_body(mail, name, form, options, report)
    if body is None:
        what = f"its attachments ({', '.join(mail.others)}) cannot be read" if mail.others else "there is no text in it"
        raise InputError(
            f"the message has no readable document: {what}", hint="save the document as a file", source=name
        )
    gap = (Line("", lines[-1].span),) if lines else ()
    return replace(body, name=name, format=form, lines=(*lines, *gap, *body.lines), settings={})


def set_aside(part: Part, options: Options, report: Report) -> None:
    """Another attachment: its words are told as removed, as far as it can be read."""
    apart = Report(part.name)
    try:
        source = nested.read(part.data, part.name, replace(options, source_format=None, attachment=None), apart)
    except InputError:
        return
    for line in source.lines:
        report.remove(line.span, line.text.strip(), OTHER)
    for removed in apart.removed:
        report.remove(removed.span, removed.text, OTHER)


def choose(mail: Mail, name: str, options: Options, report: Report) -> Part | None:
    """The attachment that is the document; None where the body is. Raises InputError for a number that is not there."""
    found = mail.attachments
    listed = "; ".join(f"{number} {part.name}" for number, part in enumerate(found, 1))
    if options.attachment is not None:
        if not 1 <= options.attachment <= len(found):
            hint = f"choose one of {listed}" if found else "leave --attachment out"
            raise InputError(f"there is no attachment {options.attachment} that can be read", hint=hint, source=name)
        return found[options.attachment - 1]
    if not found:
        return None
    if len(found) > 1:
        said = f"{len(found)} attachments can be read: {listed}; took the first"
        report.warn("several-attachments", None, said, "pass --attachment N")
        return found[0]
    words = max((len(part.data.split()) for part in mail.bodies if part.media_type == "text/plain"), default=0)
    if words > LONG and len(found[0].data) < 200:
        return None
    return found[0]


def body_lines(mail: Mail, name: str, form: str, options: Options, report: Report) -> tuple[Line, ...]:
    """The lines of the body, for the list of what was removed."""
    body = best_body(mail, name, form, options, report)
    return body.lines if body else ()


def best_body(mail: Mail, name: str, form: str, options: Options, report: Report) -> Source | None:
    """The body that says the most: the plain one, unless it is empty or a mere pointer to the other."""
    read = [body for part in mail.bodies if (body := read_body(part, name, form, options, report)) is not None]
    plain = [body for body, part in zip(read, mail.bodies, strict=False) if part.media_type == "text/plain"]
    sizes = {id(body): sum(len(line.text.split()) for line in body.lines) for body in read}
    if plain and read and sizes[id(plain[0])] >= 0.6 * max(sizes.values()):
        return plain[0]
    return max(read, key=lambda body: sizes[id(body)], default=None)


def read_body(part: Part, name: str, form: str, options: Options, report: Report) -> Source | None:
    """One body as lines, numbered as in the mail; None where it is empty."""
    if not part.data.strip():
        return None
    decoded = decode(part.data, name, report, part.charset)
    try:
        if part.media_type == "text/html":
            source = read_page(decoded.text, name, form, decoded.encoding, options)
        else:
            source = read_text(decoded.text, name, form, decoded.encoding, report)
    except InputError:
        return None
    if not any(char.isalnum() for line in source.lines for char in line.text):
        return None
    return replace(source, lines=tuple(renumbered(source.lines, part)))


def renumbered(lines: tuple[Line, ...], part: Part) -> Iterator[Line]:
    """Lines of a part with the numbers that they have in the mail; in a packed one they count from its beginning."""
    shift = part.line - 1
    for line in lines:
        yield replace(line, span=Span(line.span.first + shift, line.span.last + shift))


def open_mail(data: bytes, name: str) -> Mail:
    """The parts of a message in RFC 5322 form."""
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(data.lstrip(b"\r\n"), policy=default)
    lead = len(data) - len(data.lstrip(b"\r\n"))
    before = len(ENDS.findall(data[:lead].decode("latin-1")))
    header = tuple((Span(span.first + before, span.last + before), text) for span, text in header_lines(data[lead:]))
    bodies: list[Part] = []
    attachments: list[Part] = []
    others: list[str] = []
    where = Places(data)
    for part in leaves(message):
        collect(part, where, bodies, attachments, others)
    return Mail(header, tuple(bodies), tuple(attachments), tuple(others))


def header_lines(data: bytes) -> Iterator[tuple[Span, str]]:
    """The header as printed, encoded words decoded: one text for each field, over the lines that it takes."""
    from email.header import decode_header, make_header

    field: list[str] = []
    first = 1
    text = data.decode("utf-8", "replace")
    for number, line in enumerate(ENDS.split(text), 1):
        if field and not line[:1].isspace():
            joined = " ".join(part.strip() for part in field)
            with suppress(UnicodeError, LookupError, ValueError):
                joined = str(make_header(decode_header(joined))) if "=?" in joined else joined
            yield Span(first, number - 1), joined
            field = []
        if not line.strip():
            return
        if not field:
            first = number
        field.append(line)


def leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something themselves, forwarded messages opened, without recursion."""
    waiting: list[EmailMessage] = [message]
    while waiting:
        part = waiting.pop(0)
        if part.is_multipart():
            payload = part.get_payload()
            waiting[:0] = (
                [inner for inner in payload if isinstance(inner, EmailMessage)] if isinstance(payload, list) else []
            )
        else:
            yield part


def collect(part: EmailMessage, where: Places, bodies: list[Part], attachments: list[Part], others: list[str]) -> None:
    """Put a part where it belongs."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    kind, file_name = part.get_content_type(), part.get_filename() or ""
    line = where.find(part)
    made = Part(data, kind, part.get_content_charset("") or "", file_name, line)
    if kind.startswith("multipart/"):
        bodies.append(replace(made, media_type="text/plain"))
    elif kind in ("text/plain", "text/html") and not file_name and part.get_content_disposition() != "attachment":
        bodies.append(made)
    elif readable(kind, file_name) and data.strip():
        named = file_name or f"attachment{SUFFIXES.get(kind, '.txt')}"
        attachments.append(replace(made, name=named, data=in_utf_8(made)))
    elif file_name:
        others.append(file_name)


SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
READABLE = frozenset((".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"))


def readable(kind: str, name: str) -> bool:
    """Whether a reader knows the format of an attachment."""
    suffix = PurePath(name).suffix.lower()
    return suffix in READABLE or (not suffix and kind in SUFFIXES)


def in_utf_8(part: Part) -> bytes:
    """An attached text in the encoding that its readers find first, where the mail states the one that it has."""
    if not part.charset or part.media_type not in ("text/plain", "text/markdown"):
        return part.data
    try:
        part.data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return part.data.decode(part.charset).encode("utf-8")
        except (UnicodeDecodeError, LookupError):
            pass
    return part.data


class Places:
    """Finds the line of the mail on which a part's text begins."""

    def __init__(self, data: bytes) -> None:
        self.text = ENDS.sub("\n", data.decode("latin-1"))
        self.at = 0

    def find(self, part: EmailMessage) -> int:
        """The line; in a packed part that of the packed text."""
        payload = part.get_payload()
        raw = payload.encode("utf-8", "surrogateescape").decode("latin-1") if isinstance(payload, str) else ""
        raw = ENDS.sub("\n", raw)
        head = next((line for line in raw.split("\n") if line.strip()), "")
        place = self.text.find(head, self.at) if head else -1
        if place < 0:
            return 1
        start = place - len(raw[: raw.find(head)])
        self.at = place + len(head)
        return self.text.count("\n", 0, max(0, start)) + 1
