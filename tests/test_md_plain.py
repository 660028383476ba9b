"""Emphasis that is read without the library is what the library reads."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from converter.readers.md_plain import plain_pieces

LIBRARY = MarkdownIt("commonmark", {"html": True, "maxNesting": 40})
SIGNS = st.sampled_from(
    [
        "*",
        "**",
        "***",
        " ",
        "  ",
        "\n",
        "\t",
        "a",
        "ferry",
        "1",
        ".",
        ":",
        "(",
        ")",
        "[",
        "]",
        "[^1]",
        "!",
        "“",
        "€",
        "\u00a0",
    ]
)
"""Of what paragraphs are made, stars more often than people write them."""


def merged(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pieces with texts that stand side by side as one, and without empty ones."""
    done: list[tuple[str, str]] = []
    for kind, content in pieces:
        if kind == "text" and done and done[-1][0] == "text":
            done[-1] = ("text", done[-1][1] + content)
        elif kind != "text" or content:
            done.append((kind, content))
    return done


def library(text: str) -> list[tuple[str, str]]:
    """What the library makes of a paragraph."""
    [token] = LIBRARY.parseInline(text)
    return merged([(child.type, child.content) for child in token.children or ()])


@settings(max_examples=600)
@given(st.lists(SIGNS, max_size=14).map("".join))
def test_pieces_are_those_of_the_library(text: str) -> None:
    pieces = plain_pieces(text)
    assert pieces is None or merged([(piece.type, piece.content) for piece in pieces]) == library(text)


def test_what_most_letters_hold_is_read() -> None:
    for text in (
        "**General Assembly  \nSecurity Council**",
        "*(Signed)* Dorjee Achterberg  \nPermanent Representative",
        "It *notes* the **report**, and [asks] for more.[^1]",
        "Let there be buses!",
    ):
        pieces = plain_pieces(text)
        assert pieces is not None
        assert merged([(piece.type, piece.content) for piece in pieces]) == library(text)


def test_what_can_be_read_in_two_ways_is_left_to_the_library() -> None:
    for text in ("a*b*", "**a", "* a * b", "***a***", "_a_", "`a`", "[a](b)", "a \\* b", "<b>a</b>", "a &amp; b"):
        assert plain_pieces(text) is None
