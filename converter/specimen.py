"""A specimen of a pack: a page with every style by its name, for `styles show NAME --preview`."""

from __future__ import annotations

from converter.compose.composed import (
    Composed,
    Gap,
    Item,
    LetterheadBlock,
    MastheadBlock,
    Para,
    Properties,
    RunningBlock,
    Section,
    Symbol,
)
from converter.compose.letterhead import own_images, placed
from converter.languages import language
from converter.model import Text
from converter.style.names import StyleName
from converter.style.schema import Pack

SENTENCE = "The ferry over the lake carried forty passengers and nine judges to the other shore before the fog came."
LABELLED = frozenset(
    {StyleName.NUMBERED, StyleName.OPERATIVE, StyleName.HEADING_1, StyleName.HEADING_2, StyleName.FOOTNOTE}
)
WORDS = language("en")


def specimen(pack: Pack) -> Composed:
    """Every paragraph style of a pack, named and shown, below its masthead or letterhead."""
    with_masthead = pack.opens_with == "masthead"
    return Composed(
        pack=pack,
        language="en",
        direction="ltr",
        properties=Properties(title=f"{pack.name}: {pack.title}"),
        masthead=_masthead() if with_masthead else None,
        letterhead=None if with_masthead or pack.opens_with == "nothing" else _letterhead(pack),
        running=RunningBlock(head="A/…/…" if with_masthead else ""),
        first_foot=None,
        sections=(Section(tuple(_flow(pack))),),
        end_rule=with_masthead and pack.end_rule is not None,
    )


def _masthead() -> MastheadBlock:
    lines = (WORDS.distribution.line.format(value="General"), "", "", WORDS.original.line.format(language="English"))
    return MastheadBlock(WORDS.united_nations, (Symbol("A", "/…/…"),), (WORDS.organs["A"],), lines)


def _letterhead(pack: Pack) -> LetterheadBlock:
    layout = pack.letterhead
    if layout.placed or layout.foot:
        return placed(pack, lambda text: "")
    names = layout.names or ((layout.lines,) if layout.lines else ((pack.title,),))
    address = tuple((layout.address or "").splitlines())
    return LetterheadBlock(names, tuple("en" for _ in names), address, own_images(pack), " ".join(names[-1]))


def _flow(pack: Pack) -> list[Item]:
    done: list[Item] = []
    for name in StyleName:
        style = pack.styles[name]
        label = "1." if name in LABELLED or style.text_at is not None else None
        done.append(Para(name, (Text(f"{name.value} ({style.word}). {SENTENCE}"),), label, keep_next=False))
        done.append(Gap(style.size))
    return done


__all__ = ["specimen"]
