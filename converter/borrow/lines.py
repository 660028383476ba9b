"""The lines of a letterhead, as the reader of letters recognizes them."""

from __future__ import annotations

from pathlib import Path

from converter.borrow import Borrowed
from converter.compose.letterhead import ADDRESS_KEYS, by_language
from converter.diagnostics import InputError
from converter.options import Options
from converter.pipeline import job_for, understand
from converter.walk import plain

NONE = (
    "no letterhead is recognized in it",
    "write one with `masthead styles new NAME` and fill in the lines",
)
"""What is wrong, and what to do, where a letter has no letterhead."""


def recognized(path: Path) -> Borrowed:
    """Names by language, address lines and issuer, as far as there are any. Raises InputError for what an organ of the
    United Nations issues."""
    job = job_for(path, Options())
    understand(job)
    assert job.document is not None
    document = job.document
    stated = (*document.front, *document.back)
    lines = [plain(s.content).strip() for s in stated if s.key == "letterhead.lines"]
    found = document.meta.letterhead
    lines = lines or list(found.lines if found else ())
    if not lines and (document.meta.symbols or document.meta.distribution):
        raise InputError(
            "it has the masthead of the United Nations, and no letterhead of a sender",
            hint="name a letter as your mission sends it",
            source=str(path),
        )
    address = tuple(dict.fromkeys(plain(s.content).strip() for s in stated if s.key in ADDRESS_KEYS))
    return Borrowed(by_language(lines), address, document.meta.issuer)
