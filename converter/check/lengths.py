"""How long a document may be, and whether a long one has a summary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from converter.check.advice import Advice
from converter.check.study import COUNTED, Study
from converter.check.wordlists import said, values
from converter.model import Box, Heading
from converter.walk import plain


def length(study: Study) -> Iterator[Advice]:
    """A report of the Secretariat has at most 8,500 words, any other report 10,700; notes and headings count.

    Limits differ by kind and place; a longer document needs a waiver.

    Source: United Nations Editorial Manual, Instructions for the preparation of official documents
    Wrong: (a report of ten thousand words)
    Leave: The present report is short.
    """
    limit = limit_for(study)
    words = study.size if limit else 0
    if limit and words > limit["words"]:
        hint = f"{words:,} words; {limit['what']} has at most {limit['words']:,}, notes and headings included"
        yield Advice(None, 0, 0, hint, span=study.first)


def limit_for(study: Study) -> dict[str, Any] | None:
    """The limit that fits a document by kind, symbol and issuer."""
    meta = study.document.meta
    by = f"{meta.issuer or ''} {meta.title or ''} {meta.subtitle or ''}"
    if any(re.search(free, by) for free in values("limits")["free"]):
        return None
    for limit in values("limits")["limits"]:
        fits = limit["kind"] == study.document.kind.value
        fits = fits and (not limit.get("issuer") or bool(re.search(limit["issuer"], by)))
        fits = fits and (not limit.get("symbol") or any(re.search(limit["symbol"], s) for s in meta.symbols))
        if fits:
            return dict(limit)
    return None


def summary(study: Study) -> Iterator[Advice]:
    """A long report of the Secretary-General opens with a summary of at most a page.

    Its paragraphs have no numbers. Reports to the Security Council have no summary.

    Source: United Nations Editorial Manual, Instructions for the preparation of official documents
    Wrong: (a report of four thousand words to the General Assembly)
    Leave: The present report is short.
    """
    meta = study.document.meta
    organs = {organ.code for organ in meta.organs}
    by = f"{meta.issuer or ''} {meta.title or ''} {meta.subtitle or ''}"
    reports, heading = (said(name, study.document.language) for name in ("reports", "summary"))
    if study.body is None or "S" in organs or not organs & {"A", "E", "A/HRC"} or not reports or reports not in by:
        return
    if study.size < values("limits")["summary_from"]:
        return
    longest, found = int(values("limits")["summary_longest"]), _summarized(study, heading)
    if found > longest:
        hint = f"the summary has {found:,} words; a page holds about {longest}"
        yield Advice(None, 0, 0, hint, span=study.first)
    titles = [
        plain(b.title if isinstance(b, Box) else b.content)
        for b in study.blocks(Box, Heading)
        if isinstance(b, Box | Heading)
    ]
    if not any(heading in title.lower() for title in titles) and not any(
        p.lower.strip() == heading for p in study.passages[:40]
    ):
        yield Advice(
            None, 0, 0, "a long report without a summary; add one of at most a page before the text", span=study.first
        )


def _summarized(study: Study, heading: str) -> int:
    """Words of the summary: from its heading to the next one, or to the first numbered paragraph."""
    words, inside = 0, False
    for passage in study.passages:
        if passage.number == 0 and passage.lower.strip() == heading:
            inside = True
        elif inside and passage.place in ("heading", "numbered"):
            break
        elif inside:
            words += len(COUNTED.findall(passage.text))
    return words
