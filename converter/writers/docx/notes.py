"""The footnotes part: real notes, numbered by Word where their numbers run on, else with the mark as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.compose.composed import Composed
from converter.model import Footnote, Inline, Inlines, Raised, Text
from converter.records import dataclass, field
from converter.style.names import StyleName
from converter.style.schema import Pack
from converter.style.units import Length
from converter.walk import contents_of
from converter.writers.docx.constants import CONTINUED_ID, HUNDRED, SEPARATOR_ID
from converter.writers.docx.inlines import Look, runs, text
from converter.writers.docx.kept import once
from converter.writers.docx.styles import FOOTNOTE_MARK
from converter.writers.docx.xml import part, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

SEPARATORS = {"separator": SEPARATOR_ID, "continuationSeparator": CONTINUED_ID}
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:separator/></w:r>"
"""Word's own rule, not shown: LibreOffice draws one above notes only where it finds this."""
MARK = w("rPr", w("rStyle", val=FOOTNOTE_MARK))
STAR = w("rPr", w("rStyle", val=FOOTNOTE_MARK), w("vertAlign", val="baseline"))
"""A star keeps the style of marks, by which programs know that it is one."""
UNSEEN = w(
    "rPr", w("rStyle", val=FOOTNOTE_MARK), w("color", val="FFFFFF"), w("sz", val=2), w("vertAlign", val="baseline")
)
"""A mark that is printed elsewhere: hidden text would take its note away with it."""


@dataclass(slots=True)
class Notes:
    """The notes of one document: `mark` is called in document order, and gives each note its id."""

    written: list[str] = field(default_factory=list)
    counted: int = 0
    """The last number that Word gave by itself in this section."""

    def restart(self) -> None:
        """A section begins in which notes count from 1 again."""
        self.counted = 0

    def mark(self, note: Footnote, story: Story) -> str:
        """The run that marks a note; its text goes into the part."""
        own = not note.label.isascii() or not note.label.isdigit() or int(note.label) != self.counted + 1
        if not own:
            self.counted += 1
        number = len(self.written) + 1
        self.written.append("")
        self.written[number - 1] = _note(note, number, own, story)
        if own:
            reference = w("footnoteReference", customMarkFollows=1, id=number)
            return f"<w:r>{UNSEEN if note.elsewhere else _look(note)}{reference}{text(note.label)}</w:r>"
        return f"<w:r>{MARK}{w('footnoteReference', id=number)}</w:r>"

    def part(self, composed: Composed) -> bytes:
        """`word/footnotes.xml`, the two separators first."""
        rules = once(composed.pack, "notes", lambda: _rules(composed.pack))
        return part("footnotes", rules + "".join(self.written))


def _note(note: Footnote, number: int, own: bool, story: Story) -> str:
    name = StyleName.FOOTNOTE if not own or note.label.isalnum() else StyleName.STARRED_NOTE
    style = story.composed.pack.styles[name]
    tab = "<w:tab/>" if style.label_end is not None else ""
    sign = f"{tab}{text(note.label)}" if own else "<w:footnoteRef/>"
    head = f"{w('r', tab) if tab and not own else ''}<w:r>{_look(note)}{sign}</w:r><w:r><w:tab/></w:r>"
    outer, story.relations = story.relations, story.note_relations
    turned = w("bidi", val=int(story.rtl)) if story.section.direction != story.composed.direction else ""
    look = Look(language=story.language, rtl=story.rtl)
    lines = [content for block in note.blocks for content in contents_of(block)] or [()]
    shown = [
        w("p", w("pPr", w("pStyle", val=style.id), turned), head if n == 0 else "", runs(flattened(line), story, look))
        for n, line in enumerate(lines)
    ]
    story.relations = outer
    return w("footnote", *shown, id=number)


def _look(note: Footnote) -> str:
    """Figures and letters are raised; stars stand high by themselves (FORMAT.md g)."""
    return MARK if note.label.isalnum() else STAR


def _rules(pack: Pack) -> str:
    rule = _separator(pack)
    return "".join(w("footnote", rule, type=kind, id=number) for kind, number in SEPARATORS.items())


def _separator(pack: Pack) -> str:
    """The short rule above the notes, as the border of a paragraph that is no wider; Word's own is longer."""
    layout, page = pack.notes, pack.page
    left = Length(layout.separator_x - page.left).twip
    right = Length(page.width - page.right - layout.separator_x - layout.separator_width).twip
    height = layout.separator_above
    border = w("pBdr", w("bottom", val="single", sz=layout.separator_thickness.eighths, space=0, color="auto"))
    spacing = w("spacing", before=0, after=_below(pack), line=height.twip, lineRule="exact")
    return w("p", w("pPr", w("keepNext"), border, spacing, w("ind", left=left, right=right)), HIDDEN)


def _below(pack: Pack) -> int:
    """Twips from the rule to the top of the first note."""
    style = pack.styles[StyleName.FOOTNOTE]
    return max(0, Length(pack.notes.separator_gap - style.leading * pack.page.baseline // HUNDRED).twip)


def flattened(content: Inlines) -> Inlines:
    """Inlines of a note; notes inside it become a superscript mark with their words behind it: Word nests no notes."""
    if not any(isinstance(inline, Footnote) for inline in content):
        return content
    done: list[Inline] = []
    for inline in content:
        if isinstance(inline, Footnote):
            inner = [flat for block in inline.blocks for line in contents_of(block) for flat in flattened(line)]
            done += [Raised((Text(inline.label),)), Text(" "), *inner]
        else:
            done.append(inline)
    return tuple(done)
