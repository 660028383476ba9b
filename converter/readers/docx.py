"""Word files as lines: heads, body, feet, notes, comments, deletions and properties, each in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from converter.diagnostics import Report
from converter.late import late
from converter.options import Options
from converter.readers.docx_geometry import Geometry
from converter.readers.docx_notes import Notes
from converter.readers.docx_numbering import Numbering
from converter.readers.docx_package import Package, R, W, is_on, val
from converter.readers.docx_properties import from_comment, properties
from converter.readers.docx_runs import Track, Walker, deleted_texts
from converter.readers.docx_story import Story, Where, Word, printed_marks
from converter.readers.docx_styles import Styles
from converter.records import replace
from converter.source import Change, ChangeKind, Line, Place, Source
from converter.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EDGE = late(r"[\s\u00a0]*")


def read_docx(data: bytes, name: str, options: Options, report: Report) -> Source:
    """Read a Word file as Word shows it with all changes accepted.

    Lines of the body count paragraphs, those in table cells included; lines of heads and feet are negative. Order:
    properties, first head, body, first foot, notes, other heads and feet, comments, deletions.
    Raises InputError where the file is damaged, locked, or asks for too much.
    """
    package = Package(data, name, options.limits)
    numbering = Numbering(package.part("numbering"))
    styles = Styles(package.part("styles"), numbering)
    word = Word(package, styles, numbering, Geometry(styles, package.part("settings")))
    root = package.xml(package.main)
    body = root.find(W + "body")
    if body is None:
        raise package.fault("there is no text in the Word file", "check that the right file was given")
    sections = list(body.iter(W + "sectPr"))
    notes = Notes(package, sections)
    edges = Edges(word, sections)
    story = Story(word, Place.BODY, Walker(word.styles, package.relations(package.main), word.changes, notes.mark))
    story.sections, story.on_section = sections, notes.next_section
    story.blocks(body, Where())
    said, title = properties(package)
    remarks, more = comments(word, story)
    stories = [*edges.first_head, *edges.first_foot, *edges.running, story]
    note_lines = list(notes_of(word, notes, story))
    lines = [
        *said,
        *more,
        *(line for head in edges.first_head for line in head.lines),
        *story.lines,
        *story.feet,
        *(line for foot in edges.first_foot for line in foot.lines),
        *note_lines,
        *(line for other in edges.running for line in other.lines),
        *remarks,
        *(line for one in stories for line in one.deleted),
    ]
    keep = options.changes == "keep" and "docx" in options.to
    say(word, notes, remarks, report, keep)
    kept = changes_of(word) if keep else ()
    return Source(name, "docx", tuple(lines), language=word.styles.language, title=title, changes=kept)


# ---------------------------------------------------------------- heads and feet


class Edges:
    """The heads and feet of a file: those of the first page, and the others, each text once."""

    def __init__(self, word: Word, sections: list[Element]) -> None:
        self.word, self.at = word, -1
        self.first_head: list[Story] = []
        self.first_foot: list[Story] = []
        self.running: list[Story] = []
        self.read: set[str] = set()
        seen: set[tuple[str, ...]] = set()
        if sections:
            self.first_head = self._first(sections[0], "header")
            self.first_foot = self._first(sections[0], "footer")
            seen = {_words(story) for story in (*self.first_head, *self.first_foot)}
        for section in sections:
            for kind in ("header", "footer"):
                for reference in section.iterfind(W + f"{kind}Reference"):
                    story = self._part(reference.get(R + "id", ""), Place.RUNNING)
                    if story and _words(story) not in seen:
                        seen.add(_words(story))
                        self.running.append(story)

    def _first(self, section: Element, kind: str) -> list[Story]:
        """What stands on the first page: its own head, or the usual one where it has none of its own."""
        parts = {e.get(W + "type", "default"): e.get(R + "id", "") for e in section.iterfind(W + f"{kind}Reference")}
        wanted = "first" if is_on(val(section, "titlePg")) else "default"
        story = self._part(parts.get(wanted, ""), Place.HEAD if kind == "header" else Place.FOOT)
        return [story] if story else []

    def _part(self, id: str, place: Place) -> Story | None:
        package = self.word.package
        relation = package.relations(package.main).get(id)
        if relation is None or relation.target in self.read or relation.target not in package.sizes:
            return None
        self.read.add(relation.target)
        walker = Walker(self.word.styles, package.relations(relation.target), self.word.changes)
        story = Story(self.word, place, walker, self.at, -1)
        story.blocks(package.xml(relation.target), Where())
        self.at = story.at - 1
        return story


def _words(story: Story) -> tuple[str, ...]:
    return tuple(line.text for line in story.lines if line.text.strip())


# ---------------------------------------------------------------- notes, comments


def notes_of(word: Word, notes: Notes, body: Story) -> Iterator[Line]:
    """The lines of notes in the order of their marks; each stands where its mark stands."""
    printed = printed_marks(body.lines)
    at = 0
    while at < len(notes.marked):
        note = notes.marked[at]
        at += 1
        span = body.notes.get(note.id, Span(1, 1))
        part = next(
            (r.target for r in word.package.relations(word.package.main).values() if r.kind == f"{note.kind}s"), ""
        )
        walker = Walker(word.styles, word.package.relations(part), word.changes)
        story = Story(word, Place.NOTE, walker, span.first, 0)
        story.at, story.note = span.first, note.id
        story.blocks(note.element, Where())
        body.deleted += story.deleted
        label = note.label or printed.get(note.id, "").strip()
        first = True
        for line in story.lines:
            if not line.text.strip():
                continue
            line = replace(line, span=span, box=0, heading=0)
            yield replace(_without(line, label), label=label) if first else line
            first = False


def _without(line: Line, label: str) -> Line:
    """The line without its label, where that is typed before it, and without white space at its start."""
    start = EDGE.match(line.text).end()  # type: ignore[union-attr]
    end = start + len(label)
    glued = label[-1:].isdigit() and line.text[end : end + 1].isdigit()  # Note 2, which begins with a year.
    if label and line.text.startswith(label, start) and not glued:
        start = EDGE.match(line.text, start + len(label)).end()  # type: ignore[union-attr]
    return line.slice(start, len(line.text))


def comments(word: Word, body: Story) -> tuple[list[Line], list[Line]]:
    """Remarks beside the text, and what comments of the UN's own templates say of the document."""
    root = word.package.part("comments")
    remarks: list[Line] = []
    said: list[Line] = []
    for comment in root.iterfind(W + "comment") if root is not None else ():
        span = body.comments.get(comment.get(W + "id", ""), Span(1, 1))
        story = Story(word, Place.COMMENT, Walker(word.styles, {}, word.changes), span.first, 0)
        story.at = span.first
        story.blocks(comment, Where())
        text = "\n".join(line.text for line in story.lines)
        found = from_comment(text)
        said += found
        if not found:
            remarks += [replace(line, span=span) for line in story.lines if line.text.strip()]
    return remarks, said


# ---------------------------------------------------------------- changes


def changes_of(word: Word) -> tuple[Change, ...]:
    """Tracked changes and comments as they stand in the text, in order; a comment speaks by its own part."""
    root = word.package.part("comments")
    remarks = {one.get(W + "id", ""): one for one in root.iterfind(W + "comment")} if root is not None else {}
    return tuple(change for track, text in word.changes.kept if (change := _change(track, text, remarks)))


def _change(track: Track, text: str, remarks: Mapping[str, Element]) -> Change | None:
    element, said = track.element, ""
    if track.kind is ChangeKind.COMMENT:
        found = remarks.get(element.get(W + "id", ""))
        if found is None:
            return None
        element = found
        said = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in found.iter(W + "p"))
        if from_comment(said):
            return None
    elif track.kind is ChangeKind.DELETED:
        said = "".join(deleted_texts(element))
    author, date = element.get(W + "author", ""), element.get(W + "date", "")
    return Change(track.kind, author, date, text, track.start, track.end, said)


# ---------------------------------------------------------------- what is said


def say(word: Word, notes: Notes, remarks: list[Line], report: Report, keep: bool) -> None:
    """Account for hidden text and notes without a mark, and count changes and comments."""
    for span, text in word.hidden:
        report.remove(span, text, "hidden-text")
    for element in notes.orphans():
        report.remove(Span(1, 1), "".join(t.text or "" for t in element.iter(W + "t")), "note-without-mark")
    for span in word.charts:
        report.warn(
            "lost-chart", span, "a chart or diagram of Word is not carried over", "put it in as a picture (PNG or JPEG)"
        )
    changes = word.changes
    if keep:
        return
    if changes.insertions or changes.deletions:
        report.warn(
            "tracked-changes",
            None,
            f"tracked changes were accepted: {changes.insertions} insertions, {changes.deletions} deletions",
            "accept or reject them in Word if that is not what is meant",
        )
    if remarks:
        count = len({line.span for line in remarks})
        report.warn("comments", None, f"comments were left out, at {count} places", "answer them in Word")
