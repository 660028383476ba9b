"""The clauses of a resolution: the organ that speaks, the preamble, the operative part; opening words in italics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from converter.languages import CODES, Opening, key, language, read_opening
from converter.model import Clause, ClauseRole, Emphasis, Inlines, Kind, Paragraph, Role, Text
from converter.parse.block_words import holds, starts
from converter.parse.context import Context
from converter.parse.inlines import joined
from converter.parse.view import Labelled, Match, View, goes_on, heard, label_in_text
from converter.records import replace
from converter.source import Line, Mark, MarkKind

Lines = Sequence[Line]
COMMAS = (",", "،", "，")
CLAUSE_ENDS = (*COMMAS, ";", "؛", "；", ".", "。", ":", "：")
LONGEST_OPENING = 120
LONGEST_MEETING = 90


def find_clauses(
    lines: Lines, taken: AbstractSet[int], labels: Mapping[int, Labelled], context: Context
) -> dict[int, ClauseRole]:
    """Line → role of the clause that begins there. Without an organ that speaks only a resolution has clauses."""
    begin = _begin(lines, taken, labels, context)
    if begin is None:
        return {}
    roles: dict[int, ClauseRole] = {}
    now: ClauseRole | None = None
    closed = False
    for n in range(begin, len(lines)):
        line = lines[n]
        if n in taken or line.blank or line.cell or line.rule:
            continue
        if is_enacting(line) or _bare_organ(lines, n, context):
            roles[n], now, closed = ClauseRole.OPENING, ClauseRole.PREAMBULAR, False
        elif closed or _closes(line):
            closed = True
        elif (role := _role(line, labels.get(n), now, context)) is not None:
            roles[n] = now = role
    return roles


def _begin(lines: Lines, taken: AbstractSet[int], labels: Mapping[int, Labelled], context: Context) -> int | None:
    """The line with which the clauses begin."""
    free = [n for n, line in enumerate(lines) if n not in taken and not line.blank]
    for place, n in enumerate(free):
        if is_enacting(lines[n]) and _speaks(lines, free[place + 1 : place + 4], labels, context):
            return n
        if context.kind is Kind.RESOLUTION and _bare_organ(lines, n, context):
            return n
    wanted = context.kind is Kind.RESOLUTION and context.role is not Role.ANNEX
    if not (context.clauses if context.clauses is not None else wanted):
        return None
    for n in free:
        opening = _opening(lines[n] if n not in labels else labels[n].body, context)
        if opening is not None and heard(lines[n]).endswith(CLAUSE_ENDS):
            return n
    return None


def _speaks(lines: Lines, following: Sequence[int], labels: Mapping[int, Labelled], context: Context) -> bool:
    """Whether clauses follow an organ's name."""
    texts = [labels[n].body if n in labels else lines[n] for n in following]
    return not texts or any(_opening(line, context) is not None for line in texts)


@cache
def _enacting() -> frozenset[str]:
    return frozenset(key(line) for code in CODES for line in language(code).enacting.values())


@cache
def _organ_names() -> frozenset[str]:
    return frozenset(key(name) for code in CODES for name in language(code).organs.values())


def is_enacting(line: Line) -> bool:
    """`The General Assembly,` on a line of its own: an organ, a comma."""
    text = heard(line).strip("*_")
    if not text.endswith(COMMAS) or len(text) > LONGEST_OPENING:
        return False
    said = key(text)
    if said in _enacting() or said in _organ_names():
        return True
    bare = (
        said.removeprefix("the ")
        .removeprefix("إن ")
        .removeprefix("la ")
        .removeprefix("el ")
        .removeprefix("le ")
        .removeprefix("l ")
    )
    return bare in _organ_names() or (said.startswith("the ") and bare.split(" ")[0] in BODIES)


def _bare_organ(lines: Lines, at: int, context: Context) -> bool:
    """`The General Assembly` without a comma, right before a clause that says what it does."""
    text = heard(lines[at]).strip("*_")
    if len(text) > LONGEST_OPENING or text[-1:] in CLAUSE_ENDS or lines[at].heading or key(text) not in _enacting():
        return False
    below = next((line for line in lines[at + 1 : at + 4] if not line.blank), None)
    opening = _opening(below, context) if below is not None else None
    return opening is not None and opening.kind == "operative"


BODIES = frozenset(
    {"commission", "conference", "committee", "council", "board", "meeting", "assembly", "economic", "executive"}
)


def _opening(line: Line, context: Context) -> Opening | None:
    return read_opening(line.text if not line.marks else _with_end(line), context.words)


def _with_end(line: Line) -> str:
    """The text with the end that is heard: the mark of a note after the comma does not hide it."""
    end = heard(line)[-1:]
    return line.text if line.text.rstrip().endswith(end) else line.text + end


def _closes(line: Line) -> bool:
    """The meeting at which it was adopted ends a resolution."""
    text = heard(line)
    return len(text) <= LONGEST_MEETING and not text.endswith((";", ",", ":")) and is_meeting(text)


def is_meeting(text: str) -> bool:
    """`3rd plenary meeting`, `[Adopted without a vote.]`."""
    if len(text) > LONGEST_MEETING:
        return False
    return (holds("meeting", text) and any(map(str.isdigit, text))) or starts("adopted", text.strip("[("))


def _role(line: Line, label: Labelled | None, now: ClauseRole | None, context: Context) -> ClauseRole | None:
    """The role of a line among clauses; None for a paragraph that is none."""
    if label is not None:
        if label.label[:2] == "PP":
            return ClauseRole.PREAMBULAR
        if label.listed or label.level > 0:
            return now or ClauseRole.OPERATIVE
        return ClauseRole.OPERATIVE
    opening = _opening(line, context)
    text = heard(line)
    if opening is not None:
        if opening.kind == "operative" and now is ClauseRole.PREAMBULAR and text.endswith(COMMAS):
            return ClauseRole.PREAMBULAR
        if opening.kind == "preambular" and now is ClauseRole.OPERATIVE and not text.endswith(COMMAS):
            return None
        return ClauseRole.PREAMBULAR if opening.kind == "preambular" else ClauseRole.OPERATIVE
    if now is ClauseRole.PREAMBULAR and text.endswith(COMMAS):
        return ClauseRole.PREAMBULAR
    emphasized = any(
        m.kind in (MarkKind.ITALIC, MarkKind.UNDERLINE) and m.start == 0 and m.end < len(text) for m in line.marks
    )
    if emphasized and text.endswith(CLAUSE_ENDS):
        return ClauseRole.OPERATIVE if text.endswith((";", "؛", "；")) else now
    return None


def clause(view: View) -> Match | None:
    """A clause, or a sub-paragraph of one."""
    role = view.survey.clauses.get(view.at)
    if role is None:
        return None
    label = view.survey.labels.get(view.at)
    lines = [label.body if label else view.line]
    end = view.at + 1
    while goes_on(lines[-1]) and end < len(view.lines) and not view.lines[end].blank and end not in view.survey.labels:
        lines.append(label_in_text(view.lines[end]))
        end += 1
    level = label.level if label else 0
    if label and label.listed:
        level = max(1, label.level + 1 - _depth_above(view))
    content = _emphasized(lines, role, level, view.context)
    span = view.line.span.to(lines[-1].span)
    return Match((Clause(role, label.label if label else None, level, content, span),), end - view.at)


def _depth_above(view: View) -> int:
    """How deep in a list the clause above stands of which a line is an item."""
    for n in range(view.at - 1, max(-1, view.at - 60), -1):
        above = view.survey.labels.get(n)
        if above is not None and not above.listed and above.level == 0:
            return view.lines[n].depth
    return 0


def _emphasized(lines: list[Line], role: ClauseRole, level: int, context: Context) -> Inlines:
    """The content with the opening words in italics, also where the input has them bold, unless it has its own."""
    if any(mark.kind in (MarkKind.ITALIC, MarkKind.UNDERLINE) for mark in lines[0].marks):
        return joined(lines, context)
    if role is ClauseRole.OPENING:
        return _slanted(joined(lines, context))
    opening = _opening(lines[0], context) if level == 0 else None
    bold = [m for m in lines[0].marks if m.kind is MarkKind.BOLD and m.start == 0 and m.end < len(lines[0].text)]
    if opening is None and not bold:
        return joined(lines, context)
    start, end = (opening.end - len(opening.text), opening.end) if opening else (0, bold[0].end)
    kept = tuple(mark for mark in lines[0].marks if mark not in bold)
    head = replace(lines[0], marks=(*kept, Mark(start, end, MarkKind.ITALIC)))
    return joined([head, *lines[1:]], context)


def _slanted(content: Inlines) -> Inlines:
    """Opening words in italics; the comma after them is roman, as after the opening words of clauses."""
    *before, last = content
    if not isinstance(last, Text) or not last.value.endswith(COMMAS) or len(last.value) == 1:
        return (Emphasis(content),)
    return (Emphasis((*before, Text(last.value[:-1]))), Text(last.value[-1]))


def meeting(view: View) -> Match | None:
    """After the clauses: the meeting and its date, or how the text was adopted."""
    text = view.line.text.strip()
    if not view.survey.clauses or view.at < max(view.survey.clauses) or len(text) > LONGEST_MEETING:
        return None
    after = text[:1].isdigit() or text.startswith("[") or is_meeting(text)
    if not after or text.endswith((";", ":")):
        return None
    content = joined([view.line], view.context)
    return Match((Paragraph(content, view.line.span, purpose="meeting"),), 1)
