"""Numbers of paragraphs: none is left out, none comes twice, and a report has them."""

from __future__ import annotations

from collections.abc import Iterator

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.forms.labels import follows, readings
from converter.late import late
from converter.model import Clause, ClauseRole, Kind, NumberedParagraph

NUMBER = late(r"(\d{1,4})\.?")
NUMBERED = late(r"(\d{1,4})\.\s")
SUB_MARKS = (
    (late(r"\(([a-z]|[ivx]{1,4}|\d{1,2})\)"), "{})"),
    (late(r"([a-z]|[ivx]{1,4}|\d{1,2})\)"), "({})"),
)
"""Marks of sub-paragraphs that a language does not use, and those that it does: French and Spanish, English."""
SEVERAL = 2
"""Series of numbers from which a paper is a collection of texts, each with its own."""
ENOUGH = 6
"""Paragraphs from which a report without numbers is worth a word."""


def sequence(study: Study) -> Iterator[Advice]:
    """Paragraphs are numbered 1, 2, 3 through the document; none is left out and none comes twice.

    Source: United Nations Editorial Manual, Paragraphs and subparagraphs
    Wrong (report):
        1. The port is open.

        2. The strait is open.

        4. The sky is open.
    Right (report):
        1. The port is open.

        2. The strait is open.

        3. The sky is open.
    Leave (report):
        12. The port is open.

        13. The strait is open.
    """
    last: dict[int, int] = {}
    restarts = sum(_number(passage) == 1 for passage in _numbered(study)) > SEVERAL or any(
        passage.text.startswith("[Original") for passage in study.passages if passage.number == 0
    )
    for passage in _numbered(study):
        number, before = _number(passage), last.get(passage.number, 0)
        if number is None:
            continue
        if passage.place == "caption":
            # A sentence with a number before a table may have been taken for the table's title.
            last[passage.number] = number if number == before + 1 else before
            continue
        anew = number == 1 and (restarts or not study.is_(Kind.REPORT, Kind.NOTE))
        elsewhere = number > before + 1 and str(before + 1) in study.labels
        if before and number != before + 1 and not anew and not elsewhere:
            how = "comes again" if number <= before else f"follows {before}"
            yield Advice(passage, 0, min(len(passage.text), 30), f"paragraph {number} {how}; {before + 1} is due")
        last[passage.number] = number


def _numbered(study: Study) -> Iterator[Passage]:
    """The paragraphs that count from the first to the last of a part; those of lists and notes left out."""
    for passage in study.passages:
        block = passage.block
        if passage.note or passage.quoted or passage.number < 0:
            continue
        paragraph = isinstance(block, NumberedParagraph) and block.level == 0
        clause = isinstance(block, Clause) and block.level == 0 and block.role is ClauseRole.OPERATIVE
        if paragraph or clause or (passage.place == "caption" and NUMBERED.match(passage.text)):
            yield passage


def _number(passage: Passage) -> int | None:
    if passage.place == "caption":
        opened = NUMBERED.match(passage.text)
        return int(opened[1]) if opened else None
    found = NUMBER.fullmatch(getattr(passage.block, "label", None) or "")
    return int(found[1]) if found else None


def letters(study: Study) -> Iterator[Advice]:
    """Sub-paragraphs run (a), (b), (c); none is left out and none comes twice.

    Source: United Nations Editorial Manual, Paragraphs and subparagraphs
    Wrong (report):
        1. The port has:

        (a) A pier;

        (c) A light.
    Right (report):
        1. The port has:

        (a) A pier;

        (b) A light.
    Leave (report):
        1. The port has:

        (a) A pier, and:

        (i) A lamp;

        (ii) A bell;

        (b) A light.
    """
    open_: dict[int, str] = {}
    for passage in study.passages:
        block = passage.block
        if not isinstance(block, NumberedParagraph | Clause) or passage.note or passage.quoted:
            continue
        label = getattr(block, "label", None) or ""
        open_ = {level: text for level, text in open_.items() if level <= block.level}
        before = open_.get(block.level)
        if block.level and label and before and not _follows(before, label):
            yield Advice(passage, 0, min(len(passage.text), 30), f"“{label}” follows “{before}”; mend the letters")
        open_[block.level] = label


def _follows(before: str, label: str) -> bool:
    pairs = [(old, new) for old in readings(f"{before} x") for new in readings(f"{label} x")]
    return not pairs or any(follows(old, new) or new.value == 1 for old, new in pairs)


def unnumbered(study: Study) -> Iterator[Advice]:
    """The paragraphs of a report are numbered.

    Summaries, letters, statements and replies of Governments are not.

    Source: United Nations Editorial Manual, Paragraphs and subparagraphs; all of 131 reports of the Secretary-General
    Wrong:
        # Report of the Secretary-General on tides

        ## I. Introduction

        The port is open to all ships that come.

        The strait is open to all ships that come.

        The sky is open to all birds that come.

        The gate is open to all cars that come.

        The door is open to all guests that come.

        The book is open to all readers that come.
    Right:
        # Report of the Secretary-General on tides

        ## I. Introduction

        1. The port is open to all ships that come.

        2. The strait is open to all ships that come.
    Leave:
        # Report of the Secretary-General on tides

        The port is open to all ships that come.
    """
    blocks = study.body.blocks if study.body else ()
    if any(isinstance(block, NumberedParagraph) and block.level == 0 for block in blocks):
        return
    own = [p for p in study.own if p.place == "paragraph" and p.text.rstrip().endswith(".")]
    if len(own) >= ENOUGH:
        yield Advice(
            own[0], 0, min(len(own[0].text), 30), "the paragraphs of a report are numbered; number them from 1"
        )


def sub_marks(study: Study) -> Iterator[Advice]:
    """Sub-paragraphs are marked (a), then (i), then a.

    French and Spanish write a) and i).

    Source: United Nations Editorial Manual, Paragraphs and subparagraphs
    Wrong (report):
        1. The port has:

        a) A pier;

        b) A light.
    Right (report):
        1. The port has:

        (a) A pier;

        (b) A light.
    Leave (report): 1. The port has a pier.
    """
    for passage in study.passages:
        block = passage.block
        if isinstance(block, NumberedParagraph | Clause) and passage.number == 0 and not passage.quoted:
            label = getattr(block, "label", None) or ""
            wrong, right = SUB_MARKS[passage.language == "en"]
            found = wrong.fullmatch(label)
            if found:
                hint = f"“{label}” before a sub-paragraph; write {right.format(found[1])}"
                yield Advice(passage, 0, min(len(passage.text), 30), hint)
                return
