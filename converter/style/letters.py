"""About how high and wide letters are, where no font may be asked: a Word file is the same on every machine."""

from __future__ import annotations

WHOLE = 100
"""Per cent."""
ASCENT, DESCENT = 0.75, 0.2
"""How far letters reach above and below the baseline, in sizes: lines that share some of that height stand side by
side."""
LEADING = 1.2
"""Height of a line that has room enough, in sizes."""
CAPITAL, SMALL, WIDE, BLANK = 0.7, 0.48, 1.0, 0.25
"""Mean widths of letters in sizes: capitals, small letters, those of East Asia; and of a blank. Lines of names in
roman letters are a twentieth narrower."""
FIRST_WIDE = "\u2e80"
HOLDS = "\u00a0"
"""A space at which no line ends."""
SURELY = 1.05
"""By so much a text must seem wider than its room before it surely is."""


def width(text: str, size: float) -> float:
    """About how wide a text is, in the unit of its size."""
    return size * sum(map(_letter, text))


def _letter(char: str) -> float:
    if char == " ":
        return BLANK
    return WIDE if char >= FIRST_WIDE else CAPITAL if char.isupper() else SMALL


def balanced(text: str, size: float, room: float) -> str:
    """A text that is surely wider than its room, with spaces that hold its words in lines of about one width."""
    if width(text, size) <= SURELY * room:
        return text
    low, high = 0.0, room
    lines = _filled(text, size, high)
    count = len(lines)
    while high - low > size / 2:
        middle = (low + high) / 2
        found = _filled(text, size, middle)
        low, high, lines = (low, middle, found) if len(found) <= count else (middle, high, lines)
    return " ".join(line.replace(" ", HOLDS) for line in lines)


def _filled(text: str, size: float, room: float) -> list[str]:
    """A text in lines that are as full as the room allows."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
