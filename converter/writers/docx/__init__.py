"""Composed → a Word file: parts as text made from the pack; no direct formatting where a style does it."""

from __future__ import annotations

from converter.compose.composed import Composed, Contents
from converter.diagnostics import Report
from converter.writers.docx.body import items
from converter.writers.docx.contents import pages_of
from converter.writers.docx.kept import once
from converter.writers.docx.notes import Notes
from converter.writers.docx.numbering import Numbering
from converter.writers.docx.package import Relations, package
from converter.writers.docx.page import KINDS, Ends, feet, heads
from converter.writers.docx.properties import property_parts
from converter.writers.docx.settings import font_table, settings
from converter.writers.docx.story import Story, numbers_of
from converter.writers.docx.styles import styles_part
from converter.writers.docx.tables import EMPTY
from converter.writers.docx.theme import theme_part
from converter.writers.docx.xml import part, w

__all__ = ["parts_of", "write_docx"]

ROOTS = {"header": ("hdr", heads), "footer": ("ftr", feet)}


def write_docx(composed: Composed, report: Report) -> bytes:
    """The bytes of a Word file; the same for the same input."""
    return package(parts_of(composed))


def parts_of(composed: Composed, counted: frozenset[str] = frozenset()) -> dict[str, bytes]:
    """The parts of a Word file by name. `counted` are ids of styles that number their paragraphs by themselves."""
    story = _story(composed)
    story.counted = counted
    parts: dict[str, bytes] = {}
    references = _heads_and_feet(story, parts)
    parts["word/document.xml"] = part("document", w("body", _body(story, references)))
    parts |= {
        "word/styles.xml": styles_part(composed.pack, composed.language, composed.direction),
        "word/settings.xml": settings(composed),
        "word/fontTable.xml": once(composed.pack, "fonts", lambda: font_table(composed.pack)),
        "word/theme/theme1.xml": once(composed.pack, "theme", lambda: theme_part(composed.pack)),
        "word/footnotes.xml": story.notes.part(composed),
        "word/numbering.xml": story.numbering.part(),
    }
    story.relations.internal("theme", "theme/theme1.xml")
    for name in ("styles", "settings", "fontTable", "footnotes", "numbering"):
        story.relations.internal(name, f"{name}.xml")
    parts["word/_rels/document.xml.rels"] = story.relations.part()
    if story.note_relations.rows:
        parts["word/_rels/footnotes.xml.rels"] = story.note_relations.part()
    parts |= {f"word/media/{name}": data for data, name in story.pictures.items()}
    return parts | property_parts(composed)


def _story(composed: Composed) -> Story:
    return Story(
        composed,
        Relations(),
        Relations(),
        Numbering(composed.pack),
        Notes(),
        composed.sections[0],
        numbers_of(composed),
        pages_of(composed) if _has_contents(composed) else {},
    )


def _has_contents(composed: Composed) -> bool:
    return any(isinstance(item, Contents) for section in composed.sections for item in section.flow)


def _heads_and_feet(story: Story, parts: dict[str, bytes]) -> str:
    """The header and footer parts with their relations; the references that the first section holds."""
    document, references = story.relations, ""
    for kind, (root, make) in ROOTS.items():
        story.relations = Relations()
        inner = make(story)
        for number, place in enumerate(KINDS, 1):
            parts[f"word/{kind}{number}.xml"] = part(root, inner[place])
            if story.relations.rows and place == KINDS[0]:
                parts[f"word/_rels/{kind}{number}.xml.rels"] = story.relations.part()
            reference = document.internal(kind, f"{kind}{number}.xml")
            references += f'<w:{kind}Reference w:type="{place}" r:id="{reference}"/>'
    story.relations = document
    return references


def _body(story: Story, references: str) -> str:
    done: list[str] = []
    sections = story.composed.sections
    for number, section in enumerate(sections):
        story.section = section
        if section.notes_restart:
            story.notes.restart()
        story.ends.append(Ends(section, story, references, first=number == 0).end)
        last = number + 1 == len(sections)
        flow = items(section.flow, story, ends=not last)
        if not last:
            done += flow
            continue
        flow += [_end_rule(story)] if story.composed.end_rule else []
        done += [*flow, "" if flow and flow[-1].endswith(("</w:p>", EMPTY)) else EMPTY, story.end()]
    return "".join(done)


def _end_rule(story: Story) -> str:
    """The short rule after the last line, as the border of an empty paragraph in the middle of the measure."""
    rule, page = story.composed.pack.end_rule, story.composed.pack.page
    assert rule is not None
    side = type(rule.width)((page.width - page.left - page.right - rule.width) // 2).twip
    border = w("pBdr", w("bottom", val="single", sz=rule.thickness.eighths, space=0, color="auto"))
    spacing = w("spacing", before=0, after=0, line=rule.gap.twip, lineRule="exact")
    return w("p", w("pPr", border, spacing, w("ind", left=side, right=side)))
