"""Letters of large scripts: a pattern of tens of thousands of letters takes milliseconds, so it is made when needed."""

from __future__ import annotations

import re
from functools import cached_property

from converter.late import late

FAR = late("[^\x00-\u058f\u2000-\u2dff]")
"""What stands beyond the Latin, Greek and Cyrillic letters and the signs that texts in them use."""


class Letters:
    """A class of letters, as a pattern has them in brackets; none of them within reach of `FAR`.

    >>> han = Letters("\u4e00-\u9fff")
    >>> han.match("部长") is not None, han.search("the Minister’s") is None
    (True, True)
    """

    def __init__(self, ranges: str) -> None:
        self._ranges = ranges

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of one such letter."""
        return late(f"[{self._ranges}]")

    def search(self, text: str) -> re.Match[str] | None:
        """The first such letter of a text."""
        return self.pattern.search(text) if not text.isascii() and FAR.search(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The first letter of a text, where it is such a one."""
        return self.pattern.match(text) if FAR.match(text) else None
