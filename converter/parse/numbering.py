"""Numbered paragraphs, sub-paragraphs and lists: how deep each label stands, by what may follow what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from converter.diagnostics import Report
from converter.forms.labels import BULLETS, Label, follows, readings, settle
from converter.late import late
from converter.model import Kind, ListItem, NumberedParagraph, Role
from converter.parse.clauses import is_enacting
from converter.parse.context import Context
from converter.parse.inlines import joined
from converter.parse.view import Headed, Labelled, Match, View, goes_on, heard, label_in_text
from converter.records import dataclass, replace
from converter.source import Line

Lines = Sequence[Line]
RUNNING = frozenset({Kind.LETTER, Kind.NOTE_VERBALE, Kind.STATEMENT, Kind.PRESS_RELEASE})
"""Kinds whose paragraphs go without numbers: numbers after a colon are those of a list."""
COLONS = (":", "：", ":-", "：—")
TOP = ("decimal", "multi", "han")
DRAFTED = late(r"\s*(?P<label>(?:PP|OP)\s?\d{1,3}(?:\s?(?:bis|ter|quater|alt))?[.:)]?)\s+(?=\S)")
"""How paragraphs are counted while a draft is negotiated: `PP3 bis`, `OP4.`"""
STEP_IN = 2
"""Columns by which the numbers of a list inside a paragraph are set in, at the least."""
LAST_SURE = 99
"""Above, `1.500` or `140.5` may be an amount."""
DOUBTFUL = ("upper-roman", "upper-letter")
"""Labels that names and headings have too."""


@dataclass(frozen=True, slots=True)
class Open:
    """A list that is going on: its last label, its level, and whether it is a list of items."""

    label: Label
    level: int
    listed: bool = False


def find_labels(
    lines: Lines, taken: AbstractSet[int], headings: Mapping[int, Headed], context: Context, report: Report
) -> dict[int, Labelled]:
    """Every labelled line that is no heading, with its level; restarts and gaps are reported."""
    free = (n for n in range(len(lines)) if n not in taken and n not in headings)
    found = {n: given for n in free if (given := _read(lines[n]))}
    labels = _drafted(lines, taken, context)
    top = _Numbers(lines, found, context)
    opened: list[Open] = []
    bullets: list[tuple[str, float]] = []
    nested: set[int] = set()
    fresh = True
    for n, line in enumerate(lines):
        if n in headings or is_enacting(line):
            opened, bullets, fresh = [one for one in opened if one.level == 0 and not one.listed], [], True
        marks = found.get(n)
        if marks is None:
            bullets = bullets if line.blank else []
            continue
        if marks[0].kind == "bullet":
            level = _bullet_level(line, bullets, n > 0 and lines[n - 1].blank)
            labels[n] = Labelled(marks[0].text, level, _without(line, marks[0]), listed=True)
            continue
        label = _chosen(marks, opened, top, n)
        if label is None:
            continue
        if label.kind in TOP and _inside_item(lines, n, labels, nested):
            level = labels[n - 1].level + (n - 1 not in nested)
            nested.add(n)
            labels[n] = Labelled(label.text, level, _without(line, label), listed=True)
            continue
        if line.depth > 1 and label.kind in TOP:
            labels[n] = Labelled(_shown(line, label), line.depth - 1, _without(line, label), listed=True)
            continue
        opened = _placed(label, opened, top, n, fresh, line, report)
        fresh = False
        here = opened[-1]
        labels[n] = Labelled(_shown(line, label), here.level, _without(line, label), here.listed)
    return labels


def _drafted(lines: Lines, taken: AbstractSet[int], context: Context) -> dict[int, Labelled]:
    """The paragraphs of a draft that are counted apart while it is negotiated."""
    labels: dict[int, Labelled] = {}
    for n, line in enumerate(lines if context.kind is Kind.RESOLUTION else ()):
        label = DRAFTED.match(line.text) if n not in taken else None
        if label:
            labels[n] = Labelled(label["label"], 0, line.slice(label.end(), len(line.text)).strip())
    return labels


def numbered(view: View) -> Match | None:
    """A numbered paragraph or sub-paragraph, or an item of a list."""
    found = view.survey.labels.get(view.at)
    if found is None:
        return None
    lines = [found.body]
    end = view.at + 1
    while goes_on(lines[-1]) and end < len(view.lines) and not view.lines[end].blank and end not in view.survey.labels:
        lines.append(label_in_text(view.lines[end]))
        end += 1
    content = joined(lines, view.context)
    span = view.line.span.to(lines[-1].span)
    if found.listed:
        return Match((ListItem(found.label, found.level, content, span),), end - view.at)
    return Match((NumberedParagraph(found.label, found.level, content, span),), end - view.at)


# ---------------------------------------------------------------- labels of lines


def _read(line: Line) -> tuple[Label, ...]:
    """The readings of a line's label; a bullet before a typed label is only decoration."""
    if line.blank or line.cell:
        return ()
    typed = readings(line.text)
    if not line.label:
        return typed if _has_text(line, typed) else ()
    given = readings(line.label + " x") or (Label("bullet", 1, line.label, 0, "{}"),)
    if given[0].kind == "bullet" and typed and typed[0].kind != "bullet" and typed[0].form in ("({})", "{}.", "{})"):
        return typed
    return tuple(replace(label, rest=0) for label in given)


def _shown(line: Line, label: Label) -> str:
    """The label as it is printed: the format's own, unless a typed one stands behind it."""
    return label.text if label.rest or not line.label else line.label


def _has_text(line: Line, found: Sequence[Label]) -> bool:
    return bool(found) and any(map(str.isalnum, line.text[found[0].rest :]))


def _without(line: Line, label: Label) -> Line:
    return replace(line.slice(label.rest, len(line.text)).strip(), label="", depth=0)


def _inside_item(lines: Lines, n: int, labels: Mapping[int, Labelled], nested: AbstractSet[int]) -> bool:
    """Whether a line that is set in stands right below an item with a bullet, or below one that does."""
    above = labels.get(n - 1)
    if above is None or not above.listed or lines[n].label or not lines[n].text[:2].isspace():
        return False
    return n - 1 in nested or above.label in BULLETS


def _bullet_level(line: Line, bullets: list[tuple[str, float]], apart: bool) -> int:
    """By the format's depth, else by how far it is set in, else by the glyphs that are open."""
    if line.depth:
        return line.depth - 1
    indent = _indent(line)
    glyph = line.label or line.text.strip()[:1]
    for level, (old, place) in enumerate(bullets):
        if (indent == place and (old == glyph or indent > 0)) or (old == glyph and abs(indent - place) < 2):
            del bullets[level + 1 :]
            return level
    if bullets and apart and indent <= bullets[0][1]:
        bullets.clear()
    while bullets and indent < bullets[-1][1]:
        bullets.pop()
    bullets.append((glyph, indent))
    return len(bullets) - 1


def _indent(line: Line) -> float:
    """How far a line is set in: points of a page, else columns."""
    text = line.text.expandtabs(4)
    return line.indent or float(len(text) - len(text.lstrip()))


# ---------------------------------------------------------------- levels


class _Numbers:
    """The figures and capital labels of a part in order, for looking ahead."""

    def __init__(self, lines: Lines, found: Mapping[int, tuple[Label, ...]], context: Context) -> None:
        self.lines, self.context = lines, context
        self.places = sorted(found)
        self.order = {n: place for place, n in enumerate(self.places)}
        self.found = found
        self.whole = self._numbered_throughout()

    def _numbered_throughout(self) -> bool:
        """Whether most paragraphs of the part have figures before them, the first of them not after a colon."""
        figures = [n for n in self.places if self.found[n][0].kind in TOP]
        texts = sum(not line.blank and not line.cell for line in self.lines)
        return len(figures) * 2 > texts and not self._after_colon(figures[0])

    def _after_colon(self, n: int) -> bool:
        intro = next((line for line in reversed(self.lines[max(0, n - 6) : n]) if not line.blank), None)
        return intro is not None and heard(intro).endswith(COLONS)

    def has_partner(self, n: int, label: Label) -> bool:
        """Whether a label that follows this one, or that it follows, stands near."""
        place = self.order[n]
        near = self.places[max(0, place - 40) : place] + self.places[place + 1 : place + 41]
        return any(follows(label, other) or follows(other, label) for m in near for other in self.found[m])

    def is_list(self, n: int, label: Label, outer: Label | None) -> bool:
        """Whether figures that begin here are those of a list, not of paragraphs."""
        if outer is not None and self._goes_on(n, label, outer):
            return True
        after_colon = self._after_colon(n)
        if outer is not None and after_colon and self._set_in(n, outer):
            return True
        body = self.lines[n].text[label.rest :] if not self.lines[n].label else self.lines[n].text
        first = next((char for char in body if char.isalpha()), "A")
        if self.context.kind is Kind.PRESS_RELEASE and not self.whole:
            return True
        running = self.context.kind in RUNNING and self.context.role in (Role.BODY, Role.TRANSLATION)
        if running and not self.whole:
            return after_colon or first.islower()
        return first.islower() and after_colon and not self.whole

    def _set_in(self, n: int, outer: Label) -> bool:
        """Whether a line begins further in than the one with the outer number."""
        before = (m for m in reversed(self.places[: self.order[n]]) if outer in self.found[m])
        above = next(before, None)
        return above is not None and _indent(self.lines[n]) >= _indent(self.lines[above]) + STEP_IN

    def _goes_on(self, n: int, label: Label, outer: Label) -> bool:
        """Whether the outer numbers go on after those that begin here."""
        last = label
        for m in self.places[self.order[n] + 1 :]:
            for other in self.found[m]:
                if (other.kind, other.form) != (label.kind, label.form):
                    continue
                if follows(last, other):
                    last = other
                    break
                return follows(outer, other)
        return False


def _chosen(marks: Sequence[Label], opened: Sequence[Open], top: _Numbers, n: int) -> Label | None:
    """The reading that the open lists ask for; labels that names have too need a second of their kind."""
    label = settle(marks, [one.label for one in opened])
    if label is None:
        return None
    if label.kind == "decimal" and label.form == "{}":  # `49` and a tab after `48.`
        pointed = replace(label, form="{}.")
        label = pointed if any(follows(one.label, pointed) for one in opened) else label
    goes_on = any(follows(one.label, label) for one in opened)
    doubtful = label.kind in DOUBTFUL or "-" in label.form or "–" in label.form or "‘" in label.form
    if label.kind == "multi" and max(label.value, label.path[0]) > LAST_SURE:
        doubtful = True
    if label.kind.startswith("lower") and label.form == "{}." and label.value != 1:
        doubtful = True
    if doubtful and not goes_on and not top.has_partner(n, label):
        return None
    return label


def _placed(
    label: Label, opened: list[Open], top: _Numbers, n: int, fresh: bool, line: Line, report: Report
) -> list[Open]:
    """The open lists after a label: the one it goes on, begins again, or opens below the others."""
    for depth in range(len(opened) - 1, -1, -1):
        if follows(opened[depth].label, label):
            kept = opened[:depth]
            level = _multi_level(label, kept) if label.path else opened[depth].level
            return [*kept, replace(opened[depth], label=label, level=level)]
    same = next((d for d in range(len(opened) - 1, -1, -1) if _alike(opened[d].label, label)), None)
    listed = label.kind in TOP and not label.path and label.value == 1 and _begins_list(label, opened, same, top, n)
    if same is not None and not (listed and not opened[same].listed):
        _say(label, opened[same], fresh, line, report)
        return [*opened[:same], replace(opened[same], label=label)]
    if listed and same is not None:
        return [*opened, Open(label, 0, True)]
    level = _multi_level(label, opened) if label.path else _new_level(label, opened)
    return [*opened, Open(label, level, listed or (label.kind == "decimal" and level > 0))]


def _begins_list(label: Label, opened: Sequence[Open], same: int | None, top: _Numbers, n: int) -> bool:
    outer = opened[same].label if same is not None and not opened[same].listed else None
    return top.is_list(n, label, outer)


def _alike(old: Label, new: Label) -> bool:
    return (old.kind, old.form) == (new.kind, new.form)


def _new_level(label: Label, opened: Sequence[Open]) -> int:
    """Below what is open; where nothing is, figures stand at the top and letters one below."""
    if opened:
        return opened[-1].level + 1
    return 0 if label.kind in TOP or label.kind in DOUBTFUL else 1


def _multi_level(label: Label, opened: Sequence[Open]) -> int:
    """`1.2` stands below the paragraph `1.`, or at the top where `1.` is a heading."""
    parents = [one for one in opened if one.label.kind == "decimal" and one.label.value == label.path[0]]
    return len(label.path) - (1 if parents else 2)


def _say(label: Label, old: Open, fresh: bool, line: Line, report: Report) -> None:
    """Report numbers that begin again or leave something out; after a heading to begin again is usual."""
    if old.level > 0 or old.listed or label.path:
        return
    if label.value == 1:
        say = report.note if fresh else report.warn
        say("numbering-restarts", line.span, f"the numbers begin again with {label.text} after {old.label.text}")
    elif label.value != old.label.value + 1:
        report.warn(
            "numbering-gap",
            line.span,
            f"{label.text} follows {old.label.text}; the numbers are kept as given",
            hint="correct the number, if a paragraph is not missing",
        )
