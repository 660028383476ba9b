"""The head of a memorandum: `TO:`, `FROM:`, `DATE:`, `SUBJECT:`, in any order and perhaps in two languages."""

from __future__ import annotations

from converter.forms.dates import read_date
from converter.languages import fold
from converter.late import late
from converter.meta import Confidence
from converter.parse import lines as look
from converter.parse.findings import Findings
from converter.parse.front import Front
from converter.parse.masthead import state_date
from converter.parse.words import label_pattern

LEAST = 3
"""Lines with different labels that make a memorandum."""
LABELS = ("memo_to", "memo_from", "memo_subject", "memo_date")
COLON = late(r"\s*[:：]\s*")


def read_memo(front: Front, found: Findings) -> None:
    """Subject and date of a memorandum. Whom it is to and from stays in the text, as a plain document prints it."""
    heads: dict[str, list[int]] = {}
    for at in range(front.end):
        name = label_of(look.shown(front.lines[at]))
        if name:
            heads.setdefault(name, []).append(at)
    if len(heads) < LEAST or "memo_subject" not in heads:
        return
    for at in heads["memo_subject"]:
        value = value_of(look.shown(front.lines[at]))
        if value:
            ats = [at, *_goes_on(front, at)]
            text = " ".join([value, *(look.shown(front.lines[one]) for one in ats[1:])])
            found.state("title", " ".join(text.split()), ats, text, Confidence.CERTAIN)
        else:
            found.claim("title", [at])
    for at in heads.get("memo_date", []):
        date = read_date(value_of(look.shown(front.lines[at])), found.language)
        if date and date.date:
            state_date(found, date, [at], look.shown(front.lines[at]))


def label_of(text: str) -> str | None:
    """Which label a line opens with, with a colon behind it."""
    bare = text.strip(" *_|\t")
    for name in LABELS:
        label = label_pattern(name).match(fold(bare))
        if label and (":" in bare[: label.end() + 2] or "：" in bare[: label.end() + 2]):
            return name
    return None


def value_of(text: str) -> str:
    """What stands behind the label."""
    return COLON.split(text.strip(" *_|\t"), maxsplit=1)[-1].strip(" *_\t")


def _goes_on(front: Front, at: int) -> list[int]:
    """The lines right below that the subject was wrapped into: set in, and without a label."""
    ats: list[int] = []
    for below in range(at + 1, min(front.end, at + 4)):
        line = front.lines[below]
        if line.blank or not line.text[:4].isspace() or label_of(look.shown(line)):
            break
        ats.append(below)
    return ats
