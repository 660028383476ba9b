"""A document in a user's own Word template: its styles, heads, feet and page with our text in them (python-docx)."""

from __future__ import annotations

from collections.abc import Iterator

from converter.compose import compose
from converter.compose.composed import Columns, Composed, Contents, Framed, Grid, Item, Para, Pictured
from converter.diagnostics import Report
from converter.model import Document
from converter.records import replace
from converter.style.names import StyleName
from converter.style.schema import Pack
from converter.walk import footnotes_of
from converter.writers.docx import parts_of
from converter.writers.docx.story import paras
from converter.writers.docx.template.fitting import OWN, Fitted, fitted
from converter.writers.docx.template.graft import graft
from converter.writers.docx.template.opened import Template, opened

__all__ = ["in_template"]


def in_template(document: Document, pack: Pack, data: bytes, name: str, report: Report) -> bytes:
    """The bytes of a Word file made from a template; says which styles that lacks and what stands in for them.

    Raises UsageError where `data`, called `name`, is no Word file.
    """
    template = opened(data, name)
    fit = fitted(pack, template)
    composed = _without_head(compose(document, fit.pack, Report(report.source)), template, name, report)
    used = _used_by(composed)
    added = tuple(style for style in fit.added if style in used)
    _say(used, pack, fit, added, name, report)
    return graft(template, composed, parts_of(composed, fit.counted), added)


def _without_head(composed: Composed, template: Template, name: str, report: Report) -> Composed:
    """The document without its own first head, where the template brings one."""
    if not template.letterhead or not (composed.masthead or composed.letterhead):
        return composed
    what = "masthead" if composed.masthead else "letterhead"
    report.warn(
        "template-letterhead",
        None,
        f"the letterhead of {name} is kept; the document's own {what} is not printed in the Word file",
        "take it out of the template if that is not what is meant",
    )
    return replace(composed, masthead=None, letterhead=None)


def _say(
    used: set[StyleName], pack: Pack, fit: Fitted, added: tuple[StyleName, ...], name: str, report: Report
) -> None:
    """Name the styles that the document needs and the template lacks."""
    lacking = {pack.styles[style].word: word for style, word in fit.instead.items() if style in used}
    if lacking:
        shown = ", ".join(f"{word} → {instead}" for word, instead in lacking.items())
        report.warn(
            "template-styles",
            None,
            f"{name} lacks {len(lacking)} styles; these are used instead: {shown}",
            "add styles of these names to the template",
        )
    if added:
        words = ", ".join(dict.fromkeys(pack.styles[style].word for style in added))
        report.note("template-styles", None, f"{name} lacks styles that nothing can stand in for; added to it: {words}")


def _used_by(composed: Composed) -> set[StyleName]:
    """The styles that a document needs: those of its text, of its notes, of a first head of its own."""
    used = {*_used(composed)}
    if composed.masthead or composed.letterhead:
        used |= {name for name in OWN if name.value.startswith(("masthead_", "letterhead_"))}
    contents = [line for section in composed.sections for para in paras(section.flow) for line in (para.content,)]
    if any(True for line in contents for _ in footnotes_of(line)):
        used |= {StyleName.FOOTNOTE, StyleName.STARRED_NOTE}
    return used


def _used(composed: Composed) -> Iterator[StyleName]:
    for section in composed.sections:
        for item in section.flow:
            yield from _of(item)


def _of(item: Item) -> Iterator[StyleName]:
    """The styles of an item's paragraphs."""
    match item:
        case Para():
            yield item.style
        case Columns():
            yield from (para.style for para in (*item.left, *item.right))
        case Grid():
            yield from (para.style for para in (*item.caption, *item.notes))
            yield from (para.style for row in item.rows for cell in row for para in cell.content)
        case Framed():
            yield from (para.style for para in item.title)
            for inner in item.flow:
                yield from _of(inner)
        case Pictured():
            yield from (para.style for para in item.caption)
        case Contents():
            yield from (item.heading.style, item.page_word.style, StyleName.CONTENTS_1, StyleName.CONTENTS_2)
        case _:
            return
