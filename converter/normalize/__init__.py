"""Mending before anything is recognized: STEPS, in order, from lines to lines; each says what it removed."""

from __future__ import annotations

from converter.diagnostics import Report
from converter.normalize import characters
from converter.normalize.alone import join_lone_labels
from converter.normalize.chatter import drop_chatter
from converter.normalize.cuts import join_cuts
from converter.normalize.hyphens import mend_gaps
from converter.normalize.mail import drop_mail
from converter.normalize.marked import drop_marked, unquote
from converter.normalize.mended import Step
from converter.normalize.messenger import drop_messenger
from converter.normalize.pages import drop_page_furniture
from converter.normalize.places import drop_places
from converter.normalize.web import drop_web_debris
from converter.normalize.wraps import join_wraps
from converter.records import replace
from converter.source import Line, Source

STEPS: tuple[Step, ...] = (
    Step(
        "mend_mojibake",
        characters.each(characters.mend_mojibake),
        "letters of a wrong encoding were mended",
        "mended-mojibake",
    ),
    Step(
        "drop_controls",
        characters.each(characters.drop_controls),
        "control characters were left out",
        "dropped-controls",
    ),
    Step("drop_invisible", characters.each(characters.drop_invisible)),
    Step("part_ligatures", characters.each(characters.part_ligatures)),
    Step("even_spaces", characters.each(characters.even_spaces)),
    Step("compose_letters", characters.each(characters.compose_letters)),
    Step("drop_soft_hyphens", characters.each(characters.drop_soft_hyphens)),
    Step("drop_marked", drop_marked),
    Step("drop_chatter", drop_chatter),
    Step("drop_messenger", drop_messenger),
    Step("drop_mail", drop_mail),
    Step("drop_places", drop_places),
    Step("unquote", unquote),
    Step("drop_web_debris", drop_web_debris),
    Step("join_lone_labels", join_lone_labels),
    Step("drop_page_furniture", drop_page_furniture),
    Step("mend_gaps", mend_gaps),
    Step("join_wraps", join_wraps),
    Step("join_cuts", join_cuts),
)


def normalize(source: Source, report: Report) -> Source:
    """The same input, mended; what is left out goes to the report with its reason, what was mended is noted there."""
    if source.mended:
        return source
    for step in STEPS:
        mended = step.run(source)
        if mended.lines is source.lines:  # Then nothing was removed either.
            continue
        for gone in mended.removed:
            report.remove(gone.span, gone.text, gone.why)
        if step.said and mended.lines != source.lines:
            report.note(step.code, first_change(source.lines, mended.lines), step.said)
        source = source.with_lines(mended.lines)
    return replace(source, mended=True)


def first_change(before: tuple[Line, ...], after: tuple[Line, ...]) -> int | None:
    """The number of the first line that a step changed."""
    return next((old.span.first for old, new in zip(before, after, strict=False) if old != new), None)
