"""What stands on the first page of an old letter, and where: lines of text, pictures, rules. Points from the top left
corner of the page."""

from __future__ import annotations

from converter.borrow.looks import RunLook
from converter.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Said:
    """A line of text: the edge or middle that `align` names, its baseline, its look."""

    text: str
    x: float
    y: float
    align: str
    look: RunLook
    left: float = 0.0
    """Where its letters begin, however it is aligned."""
    top: float = 0.0
    """Where its paragraph's line begins."""
    page_number: bool = False
    """It holds the number of the page."""
    depth: int = 0
    """The paragraph's place in its story."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: the id of its relation, its left edge, top, width and height."""

    relation: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule as a filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Float:
    """Room that text keeps out of. `aside`: lines go on beside it; else below it."""

    x1: float
    x2: float
    y1: float
    y2: float
    aside: bool


@dataclass(slots=True)
class Sheet:
    """A page, or a part of one that is moved to its place when its height is known."""

    said: list[Said] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    ruled: list[Ruled] = field(default_factory=list)
    floats: list[Float] = field(default_factory=list)

    def take(self, other: Sheet, down: float = 0.0, across: float = 0.0) -> None:
        """All that stands on another sheet, moved."""
        for said in other.said:
            moved = replace(said, x=said.x + across, left=said.left + across, y=said.y + down, top=said.top + down)
            self.said.append(moved)
        self.shown += [replace(one, x=one.x + across, y=one.y + down) for one in other.shown]
        self.ruled += [replace(one, x=one.x + across, y=one.y + down) for one in other.ruled]
