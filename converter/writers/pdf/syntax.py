"""How values are written in a PDF file."""

from __future__ import annotations

from urllib.parse import quote

URI_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


def text_string(text: str) -> str:
    """A text for people, as UTF-16."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def literal(text: str) -> str:
    """A string of ASCII characters."""
    return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"


def uri(address: str) -> str:
    """An address as a literal string, other letters escaped."""
    return literal(quote(address.strip(), safe=URI_SAFE))


def number(value: float) -> str:
    """A number without needless digits; a hundredth of a point is finer than any eye."""
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def array(values: object) -> str:
    """An array of numbers."""
    assert isinstance(values, tuple | list)
    return "[" + " ".join(number(value) for value in values) + "]"
