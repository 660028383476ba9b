"""Patterns that are compiled when they are first used: a short run uses half of them, and compiling is most of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["late"]

if TYPE_CHECKING:
    from re import compile as late
else:
    import re

    METHODS = ("match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer", "flags")

    class late:
        """A pattern as `re.compile` makes it, to be held by a module.

        >>> late(r"\\d+").sub("n", "12 men")
        'n men'
        """

        __slots__ = ("_given", "pattern", *METHODS)

        def __init__(self, pattern, flags=0):
            self.pattern = pattern
            self._given = pattern, flags

        def __getattr__(self, name):
            """Asked for what is not there yet: compiles, and keeps the methods, so that it is never asked again."""
            made = re.compile(*self._given)
            for method in METHODS:
                setattr(self, method, getattr(made, method))
            return getattr(made, name)
