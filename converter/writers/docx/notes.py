"""The footnotes part: real notes, numbered by Word where their numbers run on, else with the mark as printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model import Footnote, Inline, Inlines, Raised, Text
from converter.style.names import StyleName
from converter.walk import contents_of
from converter.writers.docx.inlines import runs, text
from converter.writers.docx.styles import FOOTNOTE_MARK
from converter.writers.docx.xml import part, w

if TYPE_CHECKING:
    from converter.writers.docx.story import Story

SEPARATORS = {"separator": -1, "continuationSeparator": 0}
"""Word's own ids for the two rules above notes."""
MARK = f'<w:rPr><w:rStyle w:val="{FOOTNOTE_MARK}"/></w:rPr>'


@dataclass(slots=True)
class Notes:
    """The notes of one document: `mark` is called in document order, and gives each note its id."""

    story: Story | None = None
    written: list[str] = field(default_factory=list)
    counted: int = 0
    """The last number that Word gave by itself in this section."""

    def restart(self) -> None:
        """A section begins in which notes count from 1 again."""
        self.counted = 0

    def mark(self, note: Footnote) -> str:
        """The run that marks a note; its text goes into the part. Inside a note the mark stays plain: Word nests none."""
        assert self.story is not None
        own = not note.label.isdigit() or int(note.label) != self.counted + 1
        if not own:
            self.counted += 1
        number = len(self.written) + 1
        self.written.append("")
        self.written[number - 1] = self._note(note, number, own)
        if own:
            reference = w("footnoteReference", customMarkFollows=1, id=number)
            return f"<w:r>{MARK}{reference}{text(note.label)}</w:r>"
        return f"<w:r>{MARK}{w('footnoteReference', id=number)}</w:r>"

    def _note(self, note: Footnote, number: int, own: bool) -> str:
        assert self.story is not None
        style = self.story.composed.pack.styles[StyleName.FOOTNOTE]
        tab = "<w:tab/>" if style.label_end is not None else ""
        sign = text(note.label) if own else "<w:footnoteRef/>"
        head = f"<w:r>{MARK}{tab}{sign}</w:r><w:r><w:tab/></w:r>"
        place, self.story.relations = self.story.relations, self.story.note_relations
        lines = [content for block in note.blocks for content in contents_of(block)] or [()]
        shown = [
            w("p", w("pPr", w("pStyle", val=style.id)), head if n == 0 else "", self._inner(line))
            for n, line in enumerate(lines)
        ]
        self.story.relations = place
        return w("footnote", *shown, id=number)

    def _inner(self, content: Inlines) -> str:
        assert self.story is not None
        return runs(flattened(content), self.story)

    def part(self) -> bytes:
        """`word/footnotes.xml`, the two separators first."""
        rules = "".join(
            w("footnote", w("p", w("r", w(kind))), type=kind, id=number) for kind, number in SEPARATORS.items()
        )
        return part("footnotes", rules + "".join(self.written))


def flattened(content: Inlines) -> Inlines:
    """Inlines of a note; notes inside it become a superscript mark with their words behind it: Word nests no notes."""
    done: list[Inline] = []
    for inline in content:
        if isinstance(inline, Footnote):
            done.append(Raised((Text(inline.label),)))
            done += [
                Text(" "),
                *(i for block in inline.blocks for inner in contents_of(block) for i in flattened(inner)),
            ]
        else:
            done.append(inline)
    return tuple(done)
