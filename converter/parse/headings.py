"""Which lines are headings, and of what level: format, numbering, bold, capitals, short lines that stand alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce

from converter.forms.labels import Label, follows, readings, settle
from converter.languages import fold
from converter.model import Heading
from converter.parse.block_words import caption
from converter.parse.clauses import is_enacting
from converter.parse.context import Context
from converter.parse.heading_cues import PART_LETTER, RANKS, Guess, guess_at
from converter.parse.heading_near import (
    CAPITAL,
    INNER_STOP,
    LONGEST_PLAIN,
    STOPS,
    Near,
    is_underline,
    label_of,
    leads,
    numbered_above,
    title_like,
)
from converter.parse.inlines import inlines
from converter.parse.view import Headed, Match, View
from converter.records import replace
from converter.source import Line, MarkKind, join

Lines = Sequence[Line]


def find_headings(lines: Lines, taken: AbstractSet[int], context: Context) -> dict[int, Headed]:
    """The headings of a part by line; lines in `taken` are something else."""
    near = Near(lines, taken)
    guesses = [guess for n in range(len(lines)) if n not in taken if (guess := guess_at(near, n, context))]
    kept = _settled(_held(_apart(guesses, near), near), lines)
    levels = _levels(kept, lines)
    found = {
        g.at: Headed(levels[g.at], _printed(g, lines[g.at]), _body(g, lines[g.at]), look=g.look(lines[g.at]))
        for g in kept
    }
    for guess in kept:
        if guess.at in found:
            _grow(found, guess, near)
    return found


def _grow(found: dict[int, Headed], guess: Guess, near: Near) -> None:
    """Let a heading take the line below it: its title, the rest of its title, the dashes that underline it."""
    below, after = near.next(guess.at), near.after[guess.at]
    head, line = found[guess.at], near.lines[guess.at]
    if below is None:
        return
    if guess.why == "division" and PART_LETTER.fullmatch(line.text.strip()):
        if numbered_above(near, guess.at) and not is_enacting(below):
            body = _plain_body(replace(below.strip(), span=line.span.to(below.span)))
            found[guess.at] = replace(head, label=line.text.strip(), body=body, used=after + 1 - guess.at)
            found.pop(after, None)
    elif after == guess.at + 1 and line.heading and line.hard and below.heading == line.heading:
        end = after + 1
        while near.lines[end - 1].hard and end < len(near.lines) and near.lines[end].heading == line.heading:
            end += 1
        whole = [head.body, *(one.strip() for one in near.lines[after:end])]
        found[guess.at] = replace(head, body=reduce(join, whole), used=end - guess.at)
        for taken in range(after, end):
            found.pop(taken, None)
    elif after == guess.at + 1 and is_underline(line, below):
        found[guess.at] = replace(head, used=2)
    elif after == guess.at + 1 and _titled_below(near, guess, found):
        found[guess.at] = replace(head, body=join(head.body, below.strip()), used=2)


def heading(view: View) -> Match | None:
    """A heading that the survey found."""
    found = view.survey.headings.get(view.at)
    if found is None:
        return None
    made = Heading(found.level, found.label, inlines(found.body, view.context), found.body.span, look=found.look)
    return Match((made,), found.used)


def _titled_below(near: Near, guess: Guess, found: Mapping[int, Headed]) -> bool:
    """Whether a heading goes on in the very next line: the title of `Article 1`, the rest of an annex's title."""
    at, below = guess.at + 1, near.next(guess.at)
    if below is None or at in found or at in near.taken or below.whole or near.next(at) is None:
        return False
    if len(below.text) > LONGEST_PLAIN or INNER_STOP.search(below.text) or label_of(below)[0]:
        return False
    if guess.why == "title":
        return below.text.lstrip()[:1].islower() and not below.text.rstrip().endswith(STOPS)
    return guess.why == "division" and title_like(below) and not caption("division").match(fold(below.text))


def _body(guess: Guess, line: Line) -> Line:
    """The heading without its label, nor the bold that all of it has."""
    return _plain_body(line.slice(guess.start, len(line.text)).strip())


def _plain_body(body: Line) -> Line:
    if body.marked(MarkKind.BOLD):
        body = replace(body, marks=tuple(m for m in body.marks if m.kind is not MarkKind.BOLD))
    return body


# ---------------------------------------------------------------- what holds


FORMATTED = 3
"""Headings that the format marks, from which on it marks them all: plain lines are none then."""


def _apart(guesses: Sequence[Guess], near: Near) -> list[Guess]:
    """The guesses that do not stand inside a sentence, nor are plain beside headings that the format marks."""
    formatted = sum(near.lines[guess.at].heading > 0 for guess in guesses) >= FORMATTED
    return [
        guess for guess in guesses if not (formatted and guess.why in ("plain", "atop")) and not _inside(near, guess.at)
    ]


def _inside(near: Near, at: int) -> bool:
    """Whether the sentence above goes on below a line: the name in `to nominate` / `Ms. A. Name` / `for election`."""
    above, below = near.previous(at), near.next(at)
    if above is None or below is None or near.lines[at].heading or above.heading or above.cell or above.label:
        return False
    text = above.text.rstrip()
    return len(text) > LONGEST_PLAIN and text[-1:].isalpha() and below.text.lstrip()[:1].islower() and not below.label


def _held(guesses: Sequence[Guess], near: Near) -> list[Guess]:
    """The guesses that stand when each is seen beside the others."""
    runs = _runs(guesses, near)
    capitals = sum(guess.why == "capitals" for guess in guesses)
    done = []
    for guess in guesses:
        label = guess.label
        if guess.why == "capitals":
            if capitals > 2 or leads(near, guess.at):
                done.append(guess)
        elif guess.why != "label" or label is None or near.lines[guess.at].marked(MarkKind.BOLD):
            done.append(guess)
        elif label.kind in CAPITAL:
            run = runs.get(guess.at, [guess])
            over_text = sum(_over_text(one, near) for one in run) * 2 >= len(run)
            if over_text and (near.alone(guess.at) or _has_partner(guess, guesses)):
                done.append(guess)
        elif _is_run(runs.get(guess.at, [guess]), near):
            done.append(guess)
    return done


def _is_run(run: Sequence[Guess], near: Near) -> bool:
    """Whether figures that count on are headings: they begin with 1, none stands on the next, most on plain text."""
    first = run[0].label
    if first is None or first.value != 1 or not _over_text(run[0], near):
        return False
    members = {guess.at for guess in run}
    if any(near.after[guess.at] in members for guess in run):
        return False
    return sum(_over_text(guess, near) for guess in run) * 2 >= len(run)


def _over_text(guess: Guess, near: Near) -> bool:
    """Whether something else than the next number follows a numbered line."""
    following, label = near.next(guess.at), guess.label
    if following is None or label is None:
        return False
    below = label_of(following)[0]
    return below is None or not follows(label, below) or len(below.path) > len(label.path)


def _runs(guesses: Sequence[Guess], near: Near) -> dict[int, list[Guess]]:
    """Line of a figure → the guesses that count on with it from 1: all of them are headings, or none is."""
    runs: dict[int, list[Guess]] = {}
    last: dict[tuple[str, int], tuple[Label, list[Guess]]] = {}
    for guess in guesses:
        label = guess.label
        if guess.why != "label" or label is None:
            continue
        look = (label.kind + label.form, len(label.path))
        old = last.get(look)
        run = old[1] if old and follows(old[0], label) else []
        run.append(guess)
        runs[guess.at] = run
        last[look] = (label, run)
    return runs


def _rank(label: Label) -> int:
    """How high a kind of label stands; a Chinese number in parentheses stands below one without."""
    return RANKS.get(label.kind, 9) + (label.kind == "han" and label.form[0] in "(（")


def _settled(guesses: Sequence[Guess], lines: Lines) -> list[Guess]:
    """The guesses with labels read as the labels before them ask: `I.` after `H.` is a letter."""
    done: list[Guess] = []
    open_labels: dict[int, Label] = {}
    for guess in guesses:
        label = guess.label
        if label is not None and label.value and label.kind in RANKS:
            line = lines[guess.at]
            found = readings(line.label + " x") if line.label else readings(line.text)
            label = settle(found, list(open_labels.values())) or label
            rank = _rank(label)
            open_labels = {key: old for key, old in open_labels.items() if key < rank} | {rank: label}
            guess = replace(guess, label=label)
        done.append(guess)
    return done


def _has_partner(guess: Guess, guesses: Sequence[Guess]) -> bool:
    label = guess.label
    return any(
        other.label and label and (follows(label, other.label) or follows(other.label, label)) for other in guesses
    )


def _printed(guess: Guess, line: Line) -> str | None:
    if guess.label is None or guess.why == "division":
        return line.label or None
    return line.label or guess.label.text


# ---------------------------------------------------------------- levels


def _levels(guesses: Sequence[Guess], lines: Lines) -> dict[int, int]:
    """Line → level from 1: by the format's levels where they differ, else by labels, else by order of looks."""
    marked = sorted({g.marked for g in guesses if g.marked})
    ranks = {level: rank for rank, level in enumerate(marked, 1)}
    levels: dict[int, int] = {}
    looks: dict[str, int] = {}
    open_level, labelled = 0, 0
    over: Guess | None = None
    for guess in guesses:
        if guess.marked and len(marked) > 1:
            level = ranks[guess.marked] + _lettered(guess, over, lines)
            over = over if _lettered(guess, over, lines) else guess
        elif guess.label is not None and guess.label.kind in RANKS and guess.why != "division":
            level = _label_level(guess, guesses)
            labelled = level
        elif guess.why == "title":
            level = 1
        else:
            look = "plain" if guess.why in PLAIN_WAYS else guess.why
            look = "capitals" if look == "plain" and lines[guess.at].text.isupper() else look
            if look not in looks:
                looks[look] = min(labelled + 1 if labelled else max(1, len(looks) + 1), 6)
            level = looks[look]
        level = min(level, open_level + 1) if open_level else level
        levels[guess.at] = open_level = max(1, level)
    return levels


PLAIN_WAYS = ("word", "plain", "atop")
"""Headings that look alike: nothing but their words and their place tells them."""


def _lettered(guess: Guess, over: Guess | None, lines: Lines) -> int:
    """1 where `(a) …` stands below a heading of another sort in the same style of the United Nations templates."""
    if over is None or guess.marked != over.marked or not guess.look(lines[guess.at]) or guess.label is None:
        return 0
    return int(guess.label.kind == "lower-letter" and (over.label is None or over.label.kind == "decimal"))


def _label_level(guess: Guess, guesses: Sequence[Guess]) -> int:
    """Roman before capital letters before figures, as far as they are used here."""
    label = guess.label
    assert label is not None
    used = sorted({_rank(g.label) for g in guesses if g.label and g.label.kind in RANKS})
    level = used.index(_rank(label)) + 1
    return level + len(label.path) - 1 if label.path else level
