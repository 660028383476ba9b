"""Patterns that are compiled when they are first used, and kept compiled for the next run.

A short run uses some three hundred, and to compile them was a quarter of it. What `re` makes of a pattern is a list of
numbers; those are kept, and handed to the interpreter, which looks through them before it takes them. How they are made
is not documented: under another Python the stamp differs, and where the parts of `re` are not as they were, a pattern
is compiled as any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

__all__ = ["late", "longest_first"]


def longest_first(words: Iterable[str]) -> list[str]:
    """Words as a pattern tries them; those of a length by the alphabet, so that a set gives one pattern in all runs."""
    return sorted(words, key=lambda word: (-len(word), word))


if TYPE_CHECKING:
    from re import compile as late
else:
    import re
    import sys
    from array import array

    from converter.kept import Table

    METHODS = ("match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer", "flags")
    COMPILED = Table(__file__, sys.version)
    UNKNOWN = (AttributeError, ImportError, RuntimeError, TypeError, ValueError)
    """What is raised where `re` is another than was known."""

    class late:
        """A pattern as `re.compile` makes it, to be held by a module.

        >>> late(r"\\d+").sub("n", "12 men")
        'n men'
        """

        __slots__ = ("_given", "pattern", *METHODS)

        def __init__(self, pattern, flags=0):
            self.pattern = pattern
            self._given = pattern, int(flags)

        def __getattr__(self, name):
            """Asked for what is not there yet: compiles, and keeps the methods, so that it is never asked again."""
            made = _compiled(*self._given)
            for method in METHODS:
                setattr(self, method, getattr(made, method))
            return getattr(made, name)

    def _compiled(pattern, flags):
        try:
            import _sre

            flags, code, groups, numbers, names = COMPILED.get((pattern, flags), lambda: _parts(pattern, flags))
            return _sre.compile(pattern, flags, array("I", code).tolist(), groups, numbers, names)
        except UNKNOWN:
            return re.compile(pattern, flags)

    def _parts(pattern, flags):
        """What `re` makes of a pattern: its flags, its code, how many groups it has, and their numbers and names."""
        from re import _compiler, _parser

        parsed = _parser.parse(pattern, flags)
        state, code = parsed.state, array("I", _compiler._code(parsed, flags))
        names = [None] * state.groups
        for name, number in state.groupdict.items():
            names[number] = name
        return flags | state.flags, code.tobytes(), state.groups - 1, state.groupdict, tuple(names)
