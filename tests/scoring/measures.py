"""The measures: each looks at one reading and adds its share to the board."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from tests.scoring.board import Board, Failure
from tests.scoring.fields import FIELDS, alike, alternatives, compare, listed, plain
from tests.scoring.reading import Reading, folded, source_lines, within

NUMBERED = re.compile(r"\d+\s*[.)]?")
OPENING_WORDS = 6
LONGEST_MESSAGE = 300
LOSS_ALLOWED, WORDS_ALLOWED = 0.003, 1.5
STEEP = 8
"""How fast lost words cost: an eighth of the text lost is all lost."""


def errors(reading: Reading, board: Board) -> None:
    """What cannot be converted fails with a line, a hint at most, and no traceback; what is only odd does not fail."""
    expected = reading.truth.get("error")
    if expected == "fail":
        said = [line for line in reading.messages.splitlines() if line.strip()]
        hint = len(said) == 1 or (len(said) == 2 and said[1].lstrip().startswith("hint"))
        good = reading.status > 0 and hint and len(said[0]) <= LONGEST_MESSAGE and len(folded(said[0])) > 2
        wanted = "one line and a hint, exit status not 0"
        board.score("errors", good, Failure(reading.name, "errors", wanted, f"{reading.status}: {said}"))
    elif expected == "ok" or not reading.blocks:
        got = f"exit {reading.status}: {reading.messages.strip()[-200:]}"
        board.score("errors", bool(reading.blocks), Failure(reading.name, "errors", "a result with blocks", got))


def labels(reading: Reading, board: Board) -> None:
    """Kind, form and language are what they are."""
    for measure in ("kind", "form", "language"):
        if measure in reading.truth:
            wanted, got = reading.truth[measure], reading.result.get(measure)
            board.score(measure, got in alternatives(wanted), Failure(reading.name, measure, wanted, got))
    if "kind" in reading.truth:
        board.kinds[alternatives(reading.truth["kind"])[0], str(reading.result.get("kind"))] += 1


def metadata(reading: Reading, board: Board) -> None:
    """Each field that the truth file gives or calls absent is compared value by value."""
    wanted, absent = reading.truth.get("meta", {}), reading.truth.get("absent", [])
    for field in FIELDS:
        top, _, rest = field.key.partition(".")
        given = rest in (wanted.get(top) or {}) if rest else top in wanted
        missing = bool({field.name, field.key, top} & set(absent))
        if field.name in reading.truth.get("loose", []) or not (given or missing):
            continue
        values = [] if missing else field.values(wanted)
        if not values and not missing and field.name in ("agenda.title", "signatory.title", "letterhead.lines"):
            continue
        right, extra, missed = compare(field, values, field.values(reading.meta))
        tally = board.fields[field.name]
        tally.right, tally.extra, tally.missed = (
            tally.right + right,
            tally.extra + len(extra),
            tally.missed + len(missed),
        )
        tally.positives, tally.negatives = tally.positives + bool(values), tally.negatives + (not values)
        board.invented += 0 if values else len(extra)
        board.failures += [Failure(reading.name, f"meta.{field.name}", one, extra or None) for one in missed]
        board.failures += [] if missed else [Failure(reading.name, f"meta.{field.name}", None, one) for one in extra]


def absences(reading: Reading, board: Board) -> None:
    """What the input does not give is empty."""
    for key in reading.truth.get("absent", []):
        value: Any = reading.meta
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        nothing = not listed(value) or (isinstance(value, dict) and not any(value.values()))
        board.score("absent", bool(reading.blocks) and nothing, Failure(reading.name, f"absent.{key}", None, value))


def phrases(reading: Reading, board: Board) -> None:
    """Phrases stand whole in one block; those of different paragraphs in different blocks, with their lines."""
    said = [f"{block.get('label') or ''} {block.get('text') or ''}" for block in reading.blocks]
    wanted = reading.truth.get("keep", [])
    places = [next((at for at, text in enumerate(said) if within(phrase, text)), None) for phrase in wanted]
    for phrase, place in zip(wanted, places, strict=True):
        board.score("keep", place is not None, Failure(reading.name, "keep", phrase))
        lines = source_lines(reading.path, reading.truth) if reading.path.suffix in (".txt", ".md") else None
        if place is not None and lines and not reading.truth.get("loose_lines"):
            origin(reading, board, phrase, lines, reading.blocks[place].get("lines") or [])
    paragraphs = reading.truth.get("keep_para") or list(range(len(wanted)))
    found = list(zip(paragraphs, places, wanted, strict=False))
    for (one, here, phrase), (other, there, after) in pairwise(found):
        if one != other:
            apart = None not in (here, there) and here != there
            failure = Failure(reading.name, "apart", [phrase, after]) if here == there is not None else None
            board.score("apart", apart, failure)
    for phrase in reading.truth.get("keep_notes", []):
        kept = any(within(phrase, note) for note in reading.notes)
        board.score("keep", kept, Failure(reading.name, "keep", phrase, note="in a footnote"))


def origin(reading: Reading, board: Board, phrase: str, lines: list[str], span: list[int]) -> None:
    """The block of a phrase points at the line of the source on which the phrase begins, give or take one."""
    start = " ".join(folded(phrase)[:3])
    at = [number for number, line in enumerate(lines, 1) if within(start, line)]
    if at:
        good = bool(span) and any(min(span) - 1 <= number <= max(span) + 1 for number in at)
        board.score("lines", good, Failure(reading.name, "lines", at, span, phrase))


def debris(reading: Reading, board: Board) -> None:
    """What is no part of the document is in the list of what was removed, and in no block."""
    texts = [*(str(block.get("text") or "") for block in reading.blocks), *reading.notes]
    for phrase in reading.truth.get("drop", []):
        gone = any(within(phrase, one) for one in (*reading.removed, " ".join(reading.removed)))
        printed = any(within(phrase, text) for text in texts)
        note = "stands in a block" if printed else "is not in the list"
        board.score("drop", gone and not printed, Failure(reading.name, "drop", phrase, note=note))


def amounts(reading: Reading, board: Board) -> None:
    """Annexes, enclosures, notes, numbered paragraphs and clauses are as many as there are."""
    parts = [str(part.get("part")) for part in reading.result.get("outline") or []]
    top = [block for block in reading.blocks if NUMBERED.fullmatch(str(block.get("label") or "").strip())]
    kinds = Counter(str(block.get("type")) for block in top)
    got = {
        "n_annexes": parts.count("annex"),
        "n_enclosures": parts.count("enclosure") + parts.count("appendix"),
        "n_footnotes": len(reading.notes),
        "n_numbered_paragraphs": kinds["numbered_paragraph"],
        "n_clauses": kinds["clause"] + sum(1 for _ in preambular(reading.blocks)),
        "n_operative": kinds["clause"] + kinds["numbered_paragraph"],
    }
    for measure, amount in got.items():
        if (wanted := reading.truth.get(measure)) is not None:
            slack = reading.truth.get("clauses_slack", 0) if measure == "n_clauses" else 0
            good = wanted <= amount <= wanted + slack
            share = 1.0 if good else 1 - min(1.0, abs(wanted - amount) / max(wanted, amount))
            share = share if reading.blocks else 0.0
            board.score("counts", share, Failure(reading.name, measure, wanted, amount), 1 if wanted else 0.3)


def preambular(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Clauses without a label; the opening words of a resolution (`The General Assembly,`) are none."""
    first = True
    for block in blocks:
        if block.get("type") == "clause" and not block.get("label"):
            text = str(block.get("text") or "")
            opening = first and len(folded(text)) <= OPENING_WORDS and text.rstrip().endswith((",", "，", "،"))
            first = False
            if not opening:
                yield block


def headings(reading: Reading, board: Board) -> None:
    """Headings stand in order, and nothing else is one."""
    if "headings" not in reading.truth:
        return
    wanted, got = reading.truth["headings"], [unlabelled(one) for one in reading.blocks if one.get("type") == "heading"]
    heads = [str(part.get("heading") or "") for part in reading.result.get("outline") or []]
    matched: set[object] = set()
    start = 0
    for heading in wanted:
        match = next((at for at in range(start, len(got)) if alike(heading, got[at])), None)
        if match is not None:
            matched.add(match)
            start = match + 1
        elif any(alike(heading, one) for one in heads):
            matched.add(heading)
        else:
            board.failures.append(Failure(reading.name, "headings", heading))
    left = [one for at, one in enumerate(got) if at not in matched]
    known = [*reading.truth.get("headings_ok", []), *heads, *map(str, texts(reading.meta))]
    extra = [one for one in left if not any(alike(name, one) or within(one, name) for name in known if plain(name))]
    board.failures += [Failure(reading.name, "headings", None, one, "is no heading") for one in extra]
    total = len(wanted) + len(matched) + len(extra)
    share = (2 * len(matched) / total if total else 1.0) if reading.blocks else 0.0
    board.score("headings", share, weight=1 if wanted else 0.4)


def unlabelled(block: dict[str, Any]) -> str:
    """The text of a heading without its number."""
    return re.sub(r"^\(?([IVXLC]+|[A-Z]|\d+)[.)]\s+", "", str(block.get("text") or ""))


def texts(value: Any) -> Iterator[str]:
    """Every string in a value."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)


def conserved(reading: Reading, board: Board) -> None:
    """No word is lost and none invented by our own count of the source, and the program's sums come out."""
    sums = reading.result.get("words") or {}
    whole = bool(sums) and sums["input"] == sums["document"] + sums["removed"] and sums["document"] > 0
    lines = source_lines(reading.path, reading.truth)
    if not reading.truth.get("words", True) or lines is None or reading.truth.get("mojibake"):
        if reading.truth.get("words", True):
            board.score("words", whole, Failure(reading.name, "words", "input = document + removed", sums))
        return
    source = folded("\n".join(lines))
    lost, invented = difference(reading, source, lines)
    allowed = max(LOSS_ALLOWED, WORDS_ALLOWED / max(len(source), 1))
    over = [max(0.0, some.total() / max(len(source), 1) - allowed) for some in (lost, invented)]
    share = max(0.0, 1 - STEEP * over[0]) * max(0.0, 1 - STEEP * over[1]) if reading.blocks else 0.0
    note = f"lost: {' '.join(list(lost)[:12])} | invented: {' '.join(list(invented)[:12])}"
    failure = Failure(reading.name, "words", "nothing lost or invented", sums, note)
    board.score("words", 0.75 * share + 0.25 * whole, failure)


def difference(reading: Reading, source: list[str], lines: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Words of the source that the reading does not have, and words that only the reading has."""
    shown: Counter[str] = Counter()
    for block in reading.blocks:
        label, text = folded(str(block.get("label") or "")), folded(str(block.get("text") or ""))
        shown.update(text if text[: len(label)] == label else label + text)
    for note in reading.result.get("footnotes") or []:
        shown.update(folded(str(note.get("label") or "")) + folded(str(note.get("text") or "")))
    shown.update(word for text in reading.removed for word in folded(text))
    have = Counter(source)
    lost, invented = have - shown, shown - have
    mend(source, lost, invented)
    lost -= stated(reading, lines)
    marks = 2 * len(reading.notes)
    for word in [word for word in lost if re.fullmatch(r"\d{1,3}|[a-z]", word)]:
        taken = min(marks, lost[word])
        lost[word], marks = lost[word] - taken, marks - taken
    return +lost, +invented


def mend(source: list[str], lost: Counter[str], invented: Counter[str]) -> None:
    """A word broken over a line and put together again is neither lost nor invented."""
    for head, tail in pairwise(source):
        if invented[head + tail] > 0 and lost[head] > 0 and lost[tail] > 0:
            invented[head + tail] -= 1
            lost[head] -= 1
            lost[tail] -= 1


def stated(reading: Reading, lines: list[str]) -> Counter[str]:
    """The words of the lines that metadata was read from, and of the metadata itself."""
    found: Counter[str] = Counter(word for text in texts(reading.meta) for word in folded(text))
    for part in reading.result.get("outline") or []:
        found.update(folded(f"{part.get('label') or ''} {part.get('heading') or ''}"))
    plainly = reading.path.suffix in (".txt", ".md")
    numbers: set[int] = set()
    for evidence in (reading.result.get("evidence") or {}).values():
        for one in listed(evidence):
            found.update(folded(str(one.get("text") or "")))
            numbers.update(one.get("lines") or [])
    for number in sorted(numbers) if plainly else ():
        if 1 <= number <= len(lines):
            found.update(folded(lines[number - 1]))
    return found


MEASURES: tuple[Callable[[Reading, Board], None], ...] = (
    errors,
    labels,
    metadata,
    absences,
    phrases,
    debris,
    amounts,
    headings,
    conserved,
)


def measure(reading: Reading, board: Board) -> None:
    """Put one reading through all measures."""
    board.documents += 1
    for one in MEASURES[:1] if reading.truth.get("error") == "fail" else MEASURES:
        one(reading, board)
