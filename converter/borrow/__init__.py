"""A letterhead for ever, from one old letter: what is read there becomes a style pack of a few commented lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converter.records import dataclass, field

if TYPE_CHECKING:
    from converter.borrow.sheet import Ruled, Said


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the letterhead with its place on the page: left edge, top, width, height in points."""

    data: bytes
    suffix: str
    place: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of letters, and whether it is a roman one."""

    name: str
    roman: bool = True


@dataclass(frozen=True, slots=True)
class TextLook:
    """How the text of the letter is set: points."""

    family: Family
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Borrowed:
    """What an old letter gives: names by language and address from any; the rest, which is measured, from Word."""

    names: tuple[tuple[str, ...], ...] = ()
    address: tuple[str, ...] = ()
    issuer: str | None = None
    page: dict[str, float] = field(default_factory=dict)
    """Millimetres, by the pack's keys."""
    text: TextLook | None = None
    lines: tuple[Said, ...] = ()
    """The letterhead line by line, where each stands."""
    foot: tuple[Said, ...] = ()
    rules: tuple[Ruled, ...] = ()
    pictures: tuple[Picture, ...] = ()
    flow_top: float | None = None
    """Baseline of the first line of the text, in points from the top of the page."""
    roman: dict[str, bool] = field(default_factory=dict)
    """Whether a family is a roman one, as far as the letter says."""


def borrow(path: Path) -> Borrowed:
    """The letterhead of a letter: from a Word file its measures and pictures too, from other formats the lines.

    Raises InputError where the letter cannot be read, or has no letterhead.
    """
    from converter.borrow.lines import NONE, recognized
    from converter.borrow.word import measured
    from converter.diagnostics import InputError

    found = recognized(path)
    if path.suffix.lower() in (".docx", ".dotx", ".docm"):
        found = measured(path, found)
    if not (found.names or found.lines or found.pictures):
        raise InputError(*NONE[:1], hint=NONE[1], source=str(path))
    return found
