"""Texts for property tests: those of our cases and corpus, with lines dropped, doubled, shuffled and mixed."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from tests.support import ROOT, TESTS
from tests.support.cases import all_cases

PLAIN = (".txt", ".md")
AT_MOST = 120
"""Lines of a made-up text; longer ones find nothing more and take longer."""


@functools.cache
def sources() -> tuple[tuple[str, ...], ...]:
    """The lines of every plain text we own: inputs of cases, samples, the corpus; in a fixed order."""
    files = [
        path
        for folder in (ROOT / "samples", TESTS / "corpus")
        for path in sorted(folder.rglob("*"))
        if path.suffix in PLAIN
    ]
    texts = [case.input for case in all_cases()] + [text for path in files if (text := readable(path))]
    return tuple(tuple(text.splitlines()[:AT_MOST]) for text in texts if text.strip())


def readable(path: Path) -> str:
    """The text of a file in UTF-8; nothing of one in another encoding, or that is no text."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text


def drop(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    """Leave some lines out."""
    gone = draw(st.sets(st.integers(0, max(0, len(lines) - 1)), max_size=6))
    return [line for number, line in enumerate(lines) if number not in gone]


def double(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    """Say one line twice."""
    at = draw(st.integers(0, max(0, len(lines) - 1)))
    return [*lines[: at + 1], *lines[at : at + 1], *lines[at + 1 :]]


def shuffle(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    """Mix the lines of a stretch."""
    first = draw(st.integers(0, max(0, len(lines) - 1)))
    stretch = list(lines[first : first + 8])
    return [*lines[:first], *draw(st.permutations(stretch)), *lines[first + len(stretch) :]]


def graft(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    """Put a stretch of another text in the middle."""
    other = draw(st.sampled_from(sources()))
    first = draw(st.integers(0, max(0, len(other) - 1)))
    at = draw(st.integers(0, len(lines)))
    return [*lines[:at], *other[first : first + 6], *lines[at:]]


def cut(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    """Break one line in two where it may hurt."""
    if not lines:
        return []
    at = draw(st.integers(0, len(lines) - 1))
    place = draw(st.integers(0, len(lines[at])))
    return [*lines[:at], lines[at][:place], lines[at][place:], *lines[at + 1 :]]


CHANGES = (drop, double, shuffle, graft, cut)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of ours, changed one to four times."""
    lines: list[str] = list(draw(st.sampled_from(sources())))
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4)):
        lines = change(draw, lines)[:AT_MOST]
    return draw(st.sampled_from(("\n", "\n", "\n", "\r\n"))).join(lines) + "\n"
