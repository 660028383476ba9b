"""About how high and wide letters are, where no font may be asked: a Word file is the same on every machine."""

from __future__ import annotations

WHOLE = 100
"""Per cent."""
ASCENT, DESCENT = 0.75, 0.2
"""How far letters reach above and below the baseline, in sizes: lines that share some of that height stand side by
side."""
LEADING = 1.2
"""Height of a line that has room enough, in sizes."""
CAPITAL, SMALL, WIDE = 0.7, 0.48, 1.0
"""Mean widths of letters in sizes: capitals, small letters, those of East Asia."""
FIRST_WIDE = "\u2e80"


def width(text: str, size: float) -> float:
    """About how wide a text is, in the unit of its size."""
    return size * sum(WIDE if char >= FIRST_WIDE else CAPITAL if char.isupper() else SMALL for char in text)
