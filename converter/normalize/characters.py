"""Repairs of single characters: control and invisible ones, mojibake, ligatures, odd spaces, composed letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from converter.late import late
from converter.normalize.mended import Mended
from converter.records import replace
from converter.source import Line, Mark, Source

CONTROLS = late("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+")
INVISIBLE = late(
    "[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u061c\u180e]+"
)
JOINERS = late("(?<![\u0590-\u109f])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0590-\u109f])")
SOFT = late("\u00ad+(?!\\s*$)|(?<=\\w)¬ ?(?=[^\\W\\d_])")
SOFT_END = late("(?:\u00ad|(?<=[^\\W\\d_])¬)+\\s*$")
LIGATURES = late("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\u01c4-\u01cc]")
SPACES = late("[\x85\u1680\u2000-\u200a\u205f\u3000]")
FIXED = late("[\u00a0\u202f]")
KEPT_SPACE = late("(?<=\\d)[\u00a0\u202f](?=\\d)|[\u00a0\u202f](?=[:;!?»%])|(?<=«)[\u00a0\u202f]")
HELD = late("(?<=[\\w.,)])[\u00a0\u202f](?=\\w)")
RUNNING, OPENING, SELDOM = 60, 30, 5
"""Characters of a line of running text; those at its start that patterns look at; how seldom fixed spaces are meant."""
MOJIBAKE = late(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|Ã |[РС][\u00a0-\u00bf\u0400-\u040f\u0450-\u045f\u2013-\u203a™]"
)
MOST = 200_000
"""Characters of a line up to which mojibake is looked for."""


def drop_controls(line: Line) -> Line:
    """Control characters go; NUL bytes in mid word were never seen by the writer.

    >>> from converter.span import Span
    >>> drop_controls(Line("sta\\x07irs", Span(1, 1))).text
    'stairs'
    """
    return line.sub(CONTROLS, "")


def mend_mojibake(line: Line) -> Line:
    """UTF-8 that was read as a code page is read again, where sequences occur that no word has.

    >>> from converter.span import Span
    >>> mend_mojibake(Line("the Ã‰lodie cafÃ©â€™s", Span(1, 1))).text
    'the Élodie café’s'
    """
    if line.text.isascii() or len(line.text) > MOST or not MOJIBAKE.search(line.text):
        return line
    from ftfy import fix_encoding

    mended = fix_encoding(line.text)
    return line if mended == line.text else remade(line, mended)


def drop_invisible(line: Line) -> Line:
    """Zero-width and direction characters go; joiners stay in the scripts that need them.

    >>> from converter.span import Span
    >>> drop_invisible(Line("Kub\\u200bbar", Span(1, 1))).text
    'Kubbar'
    """
    return line.sub(INVISIBLE, "").sub(JOINERS, "")


def drop_soft_hyphens(line: Line) -> Line:
    """Soft hyphens within a line go; one at its end stays as a sign for `lines.join_hyphens`.

    >>> from converter.span import Span
    >>> drop_soft_hyphens(Line("Repre\\u00adsen\\u00ad", Span(1, 1))).text
    'Represen\\xad'
    """
    return line.sub(SOFT, "").sub(SOFT_END, "\u00ad")


def part_ligatures(line: Line) -> Line:
    """Letters that a typesetter joined become letters again, the shaped ones of Arabic as well.

    >>> from converter.span import Span
    >>> part_ligatures(Line("ﬁnal oﬃce", Span(1, 1))).text
    'final office'
    """
    return line.sub(LIGATURES, lambda found: unicodedata.normalize("NFKC", found[0]))


def even_spaces(line: Line) -> Line:
    """Odd spaces become plain ones; a fixed space stays where a number or French punctuation needs it, and in running
    text wherever somebody set it, unless every other space there is one.

    >>> from converter.span import Span
    >>> even_spaces(Line("on 29\\u00a0March, 10\\u00a0500 francs\\u00a0!", Span(1, 1))).text
    'on 29 March, 10\\xa0500 francs\\xa0!'
    """
    line = line.sub(SPACES, " ")
    if not FIXED.search(line.text):
        return line
    kept = {found.start() for found in KEPT_SPACE.finditer(line.text)}
    if len(line.text) >= RUNNING:
        held = [found.start() for found in HELD.finditer(line.text, OPENING)]
        kept.update(held if len(held) * SELDOM < line.text.count(" ") else ())
    return line.sub(FIXED, lambda found: found[0] if found.start() in kept else " ")


def compose_letters(line: Line) -> Line:
    """Letters and their accents become one character (NFC).

    >>> from converter.span import Span
    >>> compose_letters(Line("e\\u0301", Span(1, 1))).text
    'é'
    """
    composed = unicodedata.normalize("NFC", line.text)
    return line if composed == line.text else remade(line, composed, "NFC")


def remade(line: Line, text: str, form: str = "") -> Line:
    """A line with a text of another length; its marks stand where the same prefix, or share of the text, ends."""
    if not line.marks:
        return replace(line, text=text)

    def at(place: int) -> int:
        if form == "NFC":
            return min(len(unicodedata.normalize("NFC", line.text[:place])), len(text))
        from ftfy import fix_encoding

        head = fix_encoding(line.text[:place])
        return len(head) if text.startswith(head) else round(place * len(text) / max(1, len(line.text)))

    marks = (Mark(at(mark.start), at(mark.end), mark.kind, mark.value) for mark in line.marks)
    return replace(line, text=text, marks=tuple(marks))


def each(repair: Callable[[Line], Line]) -> Callable[[Source], Mended]:
    """A step out of a repair of one line."""

    def run(source: Source) -> Mended:
        lines = source.lines
        odd = [place for place, line in enumerate(lines) if not (line.text.isascii() and line.text.isprintable())]
        if not odd:
            return Mended(lines)
        mended = list(lines)
        for place in odd:
            mended[place] = repair(lines[place])
        return Mended(tuple(mended))

    return run
