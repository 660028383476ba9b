"""A letterhead for ever, from one old letter: what is read there becomes a style pack of a dozen lines."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from converter.records import dataclass
from converter.style.schema import Frame


@dataclass(frozen=True, slots=True)
class Look:
    """How a line of the letterhead is set; None where the letter says nothing."""

    size: float | None = None
    """Points."""
    leading: float | None = None
    """From baseline to baseline, in points."""
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    align: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the letterhead with its place on the page."""

    data: bytes
    suffix: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class Borrowed:
    """What an old letter gives. Lengths are millimetres by the name of the pack's key."""

    names: tuple[tuple[str, ...], ...] = ()
    address: tuple[str, ...] = ()
    issuer: str | None = None
    page: dict[str, float] = field(default_factory=dict)
    font: str | None = None
    name_look: Look = Look()
    address_look: Look = Look()
    top: float | None = None
    """Baseline of the first name line."""
    gap: float | None = None
    """From the last name line to the first address line."""
    picture: Picture | None = None
    rule: bool = False


def borrow(path: Path) -> Borrowed:
    """The letterhead of a letter: from a Word file its measures and picture too, from other formats the lines.

    Raises InputError where the letter cannot be read, or has no letterhead.
    """
    from converter.borrow.lines import recognized
    from converter.borrow.word import measured

    found = recognized(path)
    return measured(path, found) if path.suffix.lower() == ".docx" else found
