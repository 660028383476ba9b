"""Messages that Outlook saved: opened with python-oxmsg, then read as any mail."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath

from converter.diagnostics import InputError, Report
from converter.options import Options
from converter.readers.eml import Mail, Part, read_mail, readable
from converter.source import Source
from converter.span import Span


def read_msg(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read a saved message. Raises InputError where the extra `msg` is not installed or the file is damaged."""
    try:
        from oxmsg import Message
    except ImportError:
        raise InputError(
            "reading Outlook messages needs the extra `msg`",
            hint='in the folder of masthead: python -m pip install ".[msg]"',
            source=name,
        ) from None
    try:
        mail = open_message(Message.load(BytesIO(data)))
    except InputError:
        raise
    except Exception:
        raise InputError("the Outlook message is damaged", hint="save it again, or as .eml", source=name) from None
    return read_mail(mail, name, "msg", options, report)


def open_message(message: object) -> Mail:
    """The header, bodies and attachments of a message; lines count through the header and then the body."""
    fields = (
        ("From", getattr(message, "sender", None)),
        ("Date", getattr(message, "sent_date", None)),
        ("To", "; ".join(address(recipient) for recipient in getattr(message, "recipients", ()))),
        ("Subject", getattr(message, "subject", None)),
    )
    stated = [f"{key}: {value}" for key, value in fields if value]
    header = tuple((Span(number, number), text) for number, text in enumerate(stated, 1))
    line = len(stated) + 2
    bodies = tuple(
        Part(text.encode("utf-8"), kind, "utf-8", "", line)
        for kind, text in (
            ("text/plain", getattr(message, "body", "")),
            ("text/html", getattr(message, "html_body", "")),
        )
        if text
    )
    parts = [
        Part(attached.file_bytes, attached.mime_type or "", "", attached.file_name or "", line)
        for attached in getattr(message, "attachments", ())
        if attached.file_bytes
    ]
    known = tuple(part for part in parts if readable(part.media_type, PurePath(part.name).name))
    return Mail(header, bodies, known, tuple(part.name for part in parts if part not in known))


def address(recipient: object) -> str:
    """A recipient as a header prints it."""
    name, mail = getattr(recipient, "name", ""), getattr(recipient, "email_address", "")
    return f"{name} <{mail}>" if name and mail else str(name or mail)
