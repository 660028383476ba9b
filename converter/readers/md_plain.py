"""Emphasis that can be read in one way only, as in most letters, without the library that knows all the rules: to load
it takes a sixth of a short run.

The pieces are those that the library makes of the same text; whatever holds more than words, line ends, brackets and
stars around words is left to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from converter.late import late

OTHER = late(r"[_`\\<&\0\r]|\]\(")
"""Signs of code, links, tags, entities and the other emphasis. A bracket before anything but ( is a bracket."""
STARRED = late(r"(?:^|(?<=[ \t\n]))(?P<stars>\*\*?)(?=[^\s*])(?P<inside>[^*]*[^\s*])(?P=stars)(?=[ \t\n.,;:!?)]|$)")
NAMES = {"*": "em", "**": "strong"}
LINE_END = late(r"( *)\n[ \t]*")


class Piece(NamedTuple):
    """A token as the library names them."""

    type: str
    content: str = ""


def plain_pieces(text: str) -> list[Piece] | None:
    """The pieces of a paragraph; None where the rules of Markdown must decide.

    >>> [piece.type for piece in plain_pieces("**Note**  \\nof *May*")]
    ['strong_open', 'text', 'strong_close', 'hardbreak', 'text', 'em_open', 'text', 'em_close']
    >>> plain_pieces("a * b * c") is plain_pieces("see [here](x)") is None
    True
    """
    if OTHER.search(text):
        return None
    done: list[Piece] = []
    at = 0
    for found in STARRED.finditer(text):
        name = NAMES[found["stars"]]
        done += _words(text[at : found.start()])
        done += (Piece(f"{name}_open"), *_words(found["inside"]), Piece(f"{name}_close"))
        at = found.end()
    done += _words(text[at:])
    return None if any("*" in piece.content for piece in done) else done


def _words(text: str) -> Iterator[Piece]:
    """Words and the ends of their lines: two spaces before one break the line in print."""
    at = 0
    for found in LINE_END.finditer(text):
        if found.start() > at:
            yield Piece("text", text[at : found.start()])
        yield Piece("hardbreak" if len(found[1]) > 1 else "softbreak")
        at = found.end()
    if at < len(text):
        yield Piece("text", text[at:])
