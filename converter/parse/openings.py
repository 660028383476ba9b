"""Lines that surely open a text, though they name an organ or look like a line of a masthead."""

from __future__ import annotations

from collections.abc import Sequence

from converter.forms.organs import read_organ
from converter.languages import read_opening
from converter.late import late
from converter.parse import lines as look
from converter.parse.block_words import is_locator
from converter.parse.words import is_one
from converter.source import Line

_ARTICLE = late(r"[*_\s]*(?:The|Le|La|L[’']|El)\b")
_NUMBERED_TITLE = late(r"[*_#\s]*(?:[A-Z/]+/)?\d{1,4}/\d{1,4}\.?\s")


def opens_text(lines: Sequence[Line], at: int) -> bool:
    """Whether a line surely opens the text of a document."""
    return _surely_text(look.shown(lines[at])) or _opens_clauses(lines, at) or _opens_part(lines, at)


def _surely_text(text: str) -> bool:
    """Lines that open a text even where they name an organ: `The General Assembly,`, `Excellency,`."""
    if text.rstrip(" *_")[-1:] in ",،，" and _ARTICLE.match(text) and read_organ(text.rstrip(" *_,،，"), "en"):
        return True
    return look.is_enacting(text) or (look.is_salutation(text) and text.rstrip(" *_")[-1:] in ",:،：")


def _opens_clauses(lines: Sequence[Line], at: int) -> bool:
    """Whether `The General Assembly` stands without a comma, as before a single clause: what it does comes next."""
    text = look.shown(lines[at]).rstrip(" *_")
    if lines[at].cell or not (_ARTICLE.match(text) and read_organ(text, "en")):
        return False
    below = next((line for line in lines[at + 1 : at + 4] if not line.blank), None)
    return below is not None and any(read_opening(look.shown(below), code) for code in ("en", "fr", "es"))


def _opens_part(lines: Sequence[Line], at: int) -> bool:
    """`A` or `I` by itself below the numbered title of a resolution; where a corrigendum says what it puts right."""
    text = look.shown(lines[at])
    if text.strip(" *_") in ("A", "I"):
        return any(_NUMBERED_TITLE.match(line.text) for line in lines[:at])
    if not is_locator(text):
        return False
    return any(is_one("corrigendum", look.shown(line).strip("*_ #")) for line in lines[:at] if not line.blank)
