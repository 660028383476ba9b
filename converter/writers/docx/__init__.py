"""Composed → a Word file: parts as text, made from the pack; no template file, no direct formatting where a style does it."""

from __future__ import annotations

from converter.compose.composed import Composed
from converter.diagnostics import Report
from converter.writers.docx.body import items
from converter.writers.docx.notes import Notes
from converter.writers.docx.numbering import Numbering
from converter.writers.docx.package import Relations, package, property_parts
from converter.writers.docx.page import KINDS, feet, foot_part, head_part, heads, section_properties
from converter.writers.docx.settings import font_table, settings
from converter.writers.docx.story import Story, numbers_of
from converter.writers.docx.styles import styles_part
from converter.writers.docx.theme import theme_part
from converter.writers.docx.xml import part, w

__all__ = ["write_docx"]


def write_docx(composed: Composed, report: Report) -> bytes:
    """The bytes of a Word file; the same for the same input."""
    story = _story(composed)
    parts: dict[str, bytes] = {}
    references = _heads_and_feet(story, parts)
    parts["word/document.xml"] = part("document", w("body", _body(story, references)))
    parts |= {
        "word/styles.xml": styles_part(composed.pack, composed.language, composed.direction),
        "word/settings.xml": settings(composed),
        "word/fontTable.xml": font_table(composed.pack),
        "word/theme/theme1.xml": theme_part(composed.pack),
        "word/footnotes.xml": story.notes.part(),
        "word/numbering.xml": story.numbering.part(),
    }
    story.relations.internal("theme", "theme/theme1.xml")
    for name in ("styles", "settings", "fontTable", "footnotes", "numbering"):
        story.relations.internal(name, f"{name}.xml")
    parts["word/_rels/document.xml.rels"] = story.relations.part()
    if story.note_relations.rows:
        parts["word/_rels/footnotes.xml.rels"] = story.note_relations.part()
    parts |= {f"word/media/{name}": data for name, data in story.pictures.items()}
    return package(parts | property_parts(composed))


def _story(composed: Composed) -> Story:
    notes = Notes()
    story = Story(composed, Relations(), Relations(), Numbering(composed.pack), notes, numbers_of(composed))
    notes.story = story
    return story


def _heads_and_feet(story: Story, parts: dict[str, bytes]) -> str:
    """The header and footer parts with their relations; the references that the first section holds."""
    document, references = story.relations, ""
    for kind, make, wrap in (("header", heads, head_part), ("footer", feet, foot_part)):
        story.relations = Relations()
        inner = make(story)
        for number, place in enumerate(KINDS, 1):
            parts[f"word/{kind}{number}.xml"] = wrap(inner[place])
            if story.relations.rows and place == KINDS[0]:
                parts[f"word/_rels/{kind}{number}.xml.rels"] = story.relations.part()
            reference = document.internal(kind, f"{kind}{number}.xml")
            references += f'<w:{kind}Reference w:type="{place}" r:id="{reference}"/>'
    story.relations = document
    return references


def _body(story: Story, references: str) -> str:
    shown, sections = "", story.composed.sections
    for number, section in enumerate(sections):
        if section.notes_restart:
            story.notes.restart()
        flow = items(section.flow, story, section) or [w("p")]
        about = section_properties(section, story, references, first=number == 0)
        if number + 1 < len(sections):
            flow.append(_last_paragraph(about))
            shown += "".join(flow)
        else:
            shown += "".join(flow) + (_end_rule(story) if story.composed.end_rule else "") + _ended(flow) + about
    return shown


def _last_paragraph(about: str) -> str:
    """The paragraph that ends a section: it has no height."""
    return w("p", w("pPr", w("spacing", before=0, after=0, line=1, lineRule="exact"), about))


def _ended(flow: list[str]) -> str:
    """A body must end in a paragraph."""
    return "" if flow[-1].endswith("</w:p>") else w("p")


def _end_rule(story: Story) -> str:
    """The short rule after the last line, as the border of an empty paragraph in the middle of the measure."""
    rule, page = story.composed.pack.end_rule, story.composed.pack.page
    assert rule is not None
    side = (page.width - page.left - page.right - rule.width) // 2
    border = w("pBdr", w("bottom", val="single", sz=rule.thickness.eighths, space=0, color="auto"))
    indent = w("ind", left=type(rule.width)(side).twip, right=type(rule.width)(side).twip)
    return w("p", w("pPr", border, w("spacing", before=0, after=0, line=rule.gap.twip, lineRule="exact"), indent))
