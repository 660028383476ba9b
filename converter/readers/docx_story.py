"""One text of a Word file (body, a head, a note) as lines: paragraphs in order, tables by cells, boxes, page breaks."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from converter.diagnostics import InputError
from converter.geometry import Fit, TextSetting
from converter.late import late
from converter.readers.docx_fits import Fits
from converter.readers.docx_geometry import Around, Geometry, settled
from converter.readers.docx_numbering import Numbering
from converter.readers.docx_package import MC, Package, R, W, val
from converter.readers.docx_runs import PAGE, Changes, Runs, Walker, chosen, deleted_texts, picture_size
from converter.readers.docx_styles import Shape, Styles
from converter.readers.docx_tables import Slot, cells_of, ends_after_table, rows_of, slots_of
from converter.records import dataclass, field, replace
from converter.source import Cell, Figure, Line, MarkKind, Place, join
from converter.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WRAPPERS = frozenset(W + tag for tag in ("sdtContent", "ins", "moveTo", "customXml", "smartTag"))
APART = 100
"""Twips between paragraphs from which on they stand apart: 5 pt."""
LEAD = late(r"\s*[\n\f]")
NEW_PAGE = frozenset(("", "nextPage", "oddPage", "evenPage"))
PICTURES = {"image/jpg": "image/jpeg", "image/x-emf": "image/emf", "image/x-wmf": "image/wmf"}


@dataclass(slots=True)
class Word:
    """What all texts of one file share."""

    package: Package
    styles: Styles
    numbering: Numbering
    geometry: Geometry
    changes: Changes = field(default_factory=Changes)
    tables: int = 0
    boxes: int = 0
    hidden: list[tuple[Span, str]] = field(default_factory=list)
    charts: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Where:
    """What stands around a paragraph."""

    cell: Cell | None = None
    box: int = 0
    around: Around | None = None


class Story:
    """Reads one text. `step` is -1 in heads and feet, whose lines are counted downwards; 0 keeps all on one line."""

    def __init__(self, word: Word, place: Place, walker: Walker, first: int = 1, step: int = 1) -> None:
        self.word, self.place, self.walker = word, place, walker
        self.at, self.step = first - step, step
        self.lines: list[Line] = []
        self.feet: list[Line] = []
        """Paragraphs framed at the foot of the first page."""
        self.deleted: list[Line] = []
        self.comments: dict[str, Span] = {}
        self.notes: dict[str, Span] = {}
        self.sections: Sequence[Element] = ()
        self.section = 0
        self.on_section: Callable[[], object] = int
        self.note = ""
        self.pending: tuple[Runs, int] | None = None
        self.above: tuple[Shape, Where] | None = None
        self.break_before = False
        self.break_after = False
        self.setting: TextSetting | None = None
        self.fits = Fits(word.geometry)
        self.fit: Fit | None = None
        """Of the paragraph at hand, in a cell."""

    # ------------------------------------------------------------ blocks

    def blocks(self, root: Element, where: Where) -> None:
        """Read the paragraphs and tables inside an element."""
        for child in root:
            tag = child.tag
            if tag == W + "p":
                self.paragraph(child, where)
            elif tag == W + "tbl":
                self.table(child, where)
            elif tag == W + "sdt":
                self._control(child, where)
            elif tag in WRAPPERS:
                self.word.changes.insertions += tag in (W + "ins", W + "moveTo")
                self.blocks(child, where)
            elif tag == MC + "AlternateContent":
                for one in chosen(child):
                    self.blocks(one, where) if one.tag != W + "p" else self.paragraph(one, where)
            elif tag in (W + "del", W + "moveFrom"):
                self.gone(child)

    def _control(self, control: Element, where: Where) -> None:
        content = control.find(W + "sdtContent")
        if content is None:
            return
        properties = control.find(W + "sdtPr")
        if properties is not None and properties.find(W + "showingPlcHdr") is not None:
            for paragraph in content.iter(W + "p"):
                self.at += self.step
                self._hide("".join(t.text or "" for t in paragraph.iter(W + "t")))
            return
        self.blocks(content, where)

    def gone(self, element: Element) -> None:
        """Paragraphs or rows that were deleted with changes tracked."""
        self.word.changes.deletions += 1
        for paragraph in element.iter(W + "p"):
            self.at += self.step
            self._delete("".join(deleted_texts(paragraph)), self._span(self.at))

    def _span(self, first: int) -> Span:
        return Span(min(first, self.at), max(first, self.at))

    def _delete(self, text: str, span: Span) -> None:
        if text.strip():
            self.deleted.append(Line(text, span, place=Place.DELETED, whole=True))

    def _hide(self, text: str) -> None:
        if text.strip():
            self.word.hidden.append((self._span(self.at), text))

    # ------------------------------------------------------------ paragraphs

    def paragraph(self, element: Element, where: Where) -> None:
        """Read one paragraph; one whose end was deleted goes on in the next."""
        self.at += self.step
        ppr = element.find(W + "pPr")
        shape = self.word.styles.shape(ppr)
        runs, first = self.pending or (Runs(), self.at)
        self.pending = None
        self.walker.walk(element, runs, shape)
        if runs.custom:
            runs.note(runs.custom, "")
            runs.custom = ""
        if ppr is not None and self._joins_next(ppr):
            self.pending = (runs, first)
        else:
            self.setting = self._setting(element, shape, where, runs)
            framed = self._framed(ppr)
            body = self.place is Place.BODY and not (where.cell or where.box or self.note)
            set_apart = ppr is not None and ppr.find(W + "framePr") is not None
            self.fit = None if set_apart else self.fits.of(element, shape, runs, self._span(first), body)
            self.finish(runs, first, shape, where, framed)
        if ppr is not None and ppr.find(W + "sectPr") is not None:
            self._end_section()

    def _setting(self, element: Element, shape: Shape, where: Where, runs: Runs) -> TextSetting | None:
        """How a paragraph of a table is set, or an empty one of the text, which makes room there."""
        geometry = self.word.geometry
        empty = geometry.house and self.place is Place.BODY and where.cell is None and not "".join(runs.text).strip()
        return geometry.text(element, shape, where.around) if where.around or empty else None

    def _joins_next(self, ppr: Element) -> bool:
        mark = ppr.find(W + "rPr")
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            return True
        frame = ppr.find(W + "framePr")
        return frame is not None and frame.get(W + "dropCap", "none") in ("drop", "margin")

    def _framed(self, ppr: Element | None) -> bool:
        """Whether a paragraph of the body is set in a frame at the foot of its page, as starred notes are."""
        frame = ppr.find(W + "framePr") if ppr is not None and self.place is Place.BODY else None
        return frame is not None and frame.get(W + "yAlign") == "bottom"

    def _end_section(self) -> None:
        self.section += 1
        self.on_section()
        if self.section < len(self.sections):
            kind = val(self.sections[self.section], "type")
            self.break_before = self.break_before or (kind or "") in NEW_PAGE

    def finish(self, runs: Runs, first: int, shape: Shape, where: Where, framed: bool = False) -> None:
        """Make lines of what was gathered of a paragraph."""
        span = self._span(first)
        text = "".join(runs.text)
        self._beside(runs, text, span)
        label = ""
        if shape.num and (text.strip() or runs.pictures or not (runs.deleted or runs.hidden)):
            label = self.word.numbering.next(shape.num, shape.level)
        self.break_before = self.break_before or shape.breaks
        line = Line(
            text,
            span,
            tuple(runs.marks),
            place=Place.FOOT if framed else self.place,
            whole=True,
            heading=shape.heading if text.strip() and self.place is Place.BODY else 0,
            label=label if text.strip() else "",
            quote=int(shape.quote and bool(text.strip()) and where.cell is None),
            depth=shape.level + 1 if label and text.strip() else 0,
            style=shape.style,
            align=shape.align,
            indent=shape.indent,
            cell=where.cell,
            setting=self.setting,
            fit=self.fit,
            box=where.box,
            note=self.note,
            rule=(runs.rule or shape.ruled) and not text.strip() and where.cell is None and where.box == 0,
        )
        if self._stands_apart(shape, line):
            self.lines.append(Line("", span, place=self.place, whole=True, box=where.box))
        self.above = (shape, where) if not line.blank else None
        for piece in self._cut(line):
            (self.feet if framed else self.lines).append(piece)
        self.break_before, self.break_after = self.break_before or self.break_after, False
        self._pictures(runs, line)
        for box in runs.boxes:
            self._box(box, where)

    def _beside(self, runs: Runs, text: str, span: Span) -> None:
        """Keep what a paragraph has beside its text: deletions, hidden words, changes, and where its marks stand."""
        for gone in runs.deleted:
            self._delete(gone, span)
        for hidden in runs.hidden:
            self._hide(hidden)
        self.word.charts += [span] * runs.charts
        self.word.changes.kept += [(track, text) for track in runs.tracks]
        self.comments |= {id: span for id in runs.comments if id not in self.comments}
        self.notes |= dict.fromkeys(runs.notes, span)

    def _stands_apart(self, shape: Shape, line: Line) -> bool:
        """Whether there is as much space above a paragraph as a typist of plain text makes by a blank line."""
        if self.above is None or line.blank or line.cell is not None or self.place not in (Place.BODY, Place.HEAD):
            return False
        above, where = self.above
        if where.cell is not None or where.box != line.box:
            return False
        same = above.style == shape.style
        after, before = 0 if same and above.close else above.after, 0 if same and shape.close else shape.before
        return max(after, before) >= APART and not self.lines[-1].blank

    def _cut(self, line: Line) -> Iterator[Line]:
        """The paragraph at its line and page breaks; in a note the breaks stay in the text.

        A typist may have ended every line by hand, so the lines may be joined again by the rules for wrapped text.
        """
        if self.note or ("\n" not in line.text and PAGE not in line.text):
            text = line.text.replace(PAGE, "\n")
            yield self._broken(line if text == line.text else replace(line, text=text))
            return
        pieces = list(self._pieces(line))
        if len(pieces) > 1 and self.lines and not self.lines[-1].whole and not self.lines[-1].blank:
            yield Line("", line.span, place=line.place, whole=True, cell=line.cell, box=line.box)
        for number, (piece, page) in enumerate(pieces):
            hard = number + 1 < len(pieces) and not pieces[number + 1][1]
            piece = replace(piece, hard=hard, whole=len(pieces) == 1)
            self.break_before = self.break_before or page
            yield self._broken(piece if number == 0 else replace(piece, label="", depth=0))

    def _pieces(self, line: Line) -> Iterator[tuple[Line, bool]]:
        """The lines of a paragraph and whether a page begins before each; blank ones at its end are left out."""
        last = len(line.text.rstrip())
        lead = LEAD.match(line.text, 0, last)
        start, page = lead.end() if lead else 0, False
        self.break_before = self.break_before or bool(lead and PAGE in lead[0])
        self.break_after = PAGE in line.text[last:]
        for at in [at for at in range(start, last) if line.text[at] in ("\n", PAGE)] + [last]:
            yield line.slice(start, at), page
            start, page = at + 1, line.text[at : at + 1] == PAGE

    def _broken(self, line: Line) -> Line:
        """The line, first on its page where a break stands before it."""
        if not self.break_before or line.blank:
            return line
        self.break_before = False
        return replace(line, page_break=True)

    def _pictures(self, runs: Runs, line: Line) -> None:
        if self.place is not Place.BODY:
            return
        for element in runs.pictures:
            figure = self._figure(element)
            if figure:
                self.lines.append(
                    self._broken(
                        replace(line, text="", marks=(), label="", depth=0, heading=0, rule=False, figure=figure)
                    )
                )

    def _figure(self, element: Element) -> Figure | None:
        relation = self.walker.relations.get(element.get(R + "embed") or element.get(R + "id") or "")
        if relation is None or relation.outside:
            return None
        kind = mimetypes.guess_type(relation.target)[0] or "application/octet-stream"
        try:
            data = self.word.package.data(relation.target)
        except InputError:
            return None
        width, height, alt = picture_size(element)
        return Figure(data, PICTURES.get(kind, kind), alt, width, height)

    def _box(self, box: Element, where: Where) -> None:
        """A text box, read after the paragraph that holds it and under the number of that paragraph."""
        self.word.boxes += 1
        step, self.step = self.step, 0
        outer, self.walker.fields = self.walker.fields, []
        self.blocks(box, replace(where, box=self.word.boxes))
        self.step, self.walker.fields = step, outer

    # ------------------------------------------------------------ tables

    def table(self, element: Element, where: Where) -> None:
        """Read a table cell by cell. One inside a cell becomes lines of that cell, one for each of its rows."""
        slots = slots_of(element)
        if where.cell is not None:
            self._inner_table(element, where)
            return
        set_so = self.word.geometry.table(element, self.sections[self.section : self.section + 1])
        if {slot.column for slot in slots} == {0} and element.find(f".//{W}tbl") is not None:
            self._frame(slots, where, set_so is not None and set_so[1].framed())
            return
        number, self.word.tables = self.word.tables, self.word.tables + 1
        for slot in slots:
            if slot.gone:
                self.gone(slot.element)
                continue
            cell = Cell(number, slot.row, slot.column, slot.rows, slot.columns, slot.head)
            around = None
            if set_so is not None:
                within, around = set_so
                cell = replace(cell, setting=self.word.geometry.cell(slot, around), within=within)
            self._cell(slot, replace(where, cell=cell, around=around and around.inside(slot)))

    def _frame(self, slots: Sequence[Slot], where: Where, drawn: bool) -> None:
        """A table of one column that holds others is no table but a frame around them."""
        self.word.boxes += drawn
        for slot in slots:
            if slot.gone:
                self.gone(slot.element)
            elif not slot.merged:
                self.blocks(slot.element, replace(where, box=self.word.boxes) if drawn else where)
                if ends_after_table(slot.element) and self.lines and self.lines[-1].blank:
                    # Word asks for this paragraph and gives it no height.
                    self.lines[-1] = replace(self.lines[-1], setting=None)

    def _cell(self, slot: Slot, where: Where) -> None:
        """The lines of one cell; blank ones only where there is nothing else, so that the cell is there."""
        before, self.lines = self.lines, []
        at = self.at
        self.blocks(slot.element, where)
        inside, self.lines = self.lines, before
        if where.around:
            inside = settled(inside, where.around)
        shown = [line for line in inside if not line.blank]
        if not shown and not slot.merged:
            shown = inside[:1] or [Line("", Span(at, at) if at else Span(1, 1), place=self.place, cell=where.cell)]
        self.lines.extend(shown)

    def _inner_table(self, element: Element, where: Where) -> None:
        for row in rows_of(element):
            before, self.lines = self.lines, []
            if row.gone:
                self.gone(row.element)
            else:
                for cell in cells_of(row.element):
                    self.blocks(cell, where)
            inside, self.lines = self.lines, before
            shown = [_with_label(line) for line in inside if line.text.strip()]
            if shown:
                line = shown[0]
                for other in shown[1:]:
                    line = join(replace(line, hard=False), other, "\t")
                self.lines.append(line)


def _with_label(line: Line) -> Line:
    """The line with its label as words of its text, so that it can stand beside others."""
    return line.cut(0, 0, f"{line.label} ") if line.label else line


def printed_marks(lines: Sequence[Line]) -> dict[str, str]:
    """The marks of notes as they are printed, by the ids of the notes."""
    return {m.value: line.text[m.start : m.end] for line in lines for m in line.marks if m.kind is MarkKind.NOTE}
