"""The titles of agenda items: which lines below an agenda line they are, paired only where the counts agree."""

from __future__ import annotations

from collections.abc import Sequence

from converter.forms.agenda import read_agenda_items
from converter.languages import fold
from converter.late import late
from converter.meta import Organ
from converter.parse.findings import Findings
from converter.parse.front import Front, Piece
from converter.parse.marks import is_adoption
from converter.parse.word_styles import front_key
from converter.parse.words import ends, is_sponsors, starts
from converter.records import replace

Group = tuple[Piece, ...]


def pair_titles(organ: Organ, agenda: Piece, front: Front, found: Findings) -> Organ:
    """The organ with its items' titles; lines that are titles are claimed, paired or not."""
    items = organ.agenda_items
    groups, bounded = title_groups(agenda, front)
    groups = [group for group in groups if all(_is_free(piece, front, found) for piece in group)]
    count = len(items)
    if any(item.title for item in items):
        return organ
    if not items:  # A place left open: the title below it is one that was to be put in.
        taken = [group for group in groups if group[0].group == agenda.group]
        found.claim("organs", (piece.at for group in taken for piece in group))
        return organ
    taken = groups if bounded else without_document_title(groups, count, agenda, front)
    if not taken:
        return organ
    texts = split_into(taken, count)
    found.claim("organs", (piece.at for group in taken for piece in group))
    if texts is None:
        line = front.lines[taken[0][0].at].span
        said = f"{count} agenda items and {len(taken)} titles; no title was given to an item"
        found.report.warn("agenda-titles", line, said, "write one title for each item, in the order of the items")
        return organ
    paired = (replace(item, title=text) for item, text in zip(items, texts, strict=True))
    return replace(organ, agenda_items=tuple(paired))


def _is_free(piece: Piece, front: Front, found: Findings) -> bool:
    """Whether nothing speaks for a text yet, but perhaps for what stands beside it; no other organ."""
    beside = any(other.at == piece.at and other.known for other in front.pieces)
    return found.free(piece.at) or (beside and found.claims.get(piece.at) == "organs")


def title_groups(agenda: Piece, front: Front) -> tuple[list[Group], bool]:
    """The unknown texts below an agenda line, as far as the next line of another kind; and whether all are titles.

    They are where the document's own title stands further down and is known as one.
    """
    stop = min([title.ats[0] for title in front.titles if title.ats[0] > agenda.at], default=front.end)
    later = [p.at for p, fact in front.facts("agenda") if p.at > agenda.at]
    stop, bounded = min([stop, *later]), bool(front.titles or later)
    groups: list[list[Piece]] = []
    last: Piece | None = None
    for piece in front.unknown():
        line = front.lines[piece.at]
        if not agenda.at < piece.at < stop:
            continue
        if front_key(line) or line.heading or (is_other(piece.text) and not _is_title_after_all(piece, agenda, front)):
            bounded = bounded or bool(line.heading or front_key(line)) or not is_subtitle(piece.text)
            break
        loose = line.page > 0 and piece.group != agenda.group
        fresh = last is None or piece.group != last.group or line.whole or line.cell is not None or loose
        fresh = fresh or (last is not None and piece.at - last.at > 1)
        if fresh:
            groups.append([])
        groups[-1].append(piece)
        last = piece
    return [tuple(group) for group in groups], bounded


def _is_title_after_all(piece: Piece, agenda: Piece, front: Front) -> bool:
    """`Report of the Commission on …` right under the agenda line is the item's title where another title follows."""
    if piece.group != agenda.group or not is_subtitle(piece.text) or front.lines[piece.at].whole:
        return False
    if any(title.ats[0] > piece.at for title in front.titles):
        return True
    return any(p.at > piece.at and p.group != piece.group for p in front.unknown())


def is_other(text: str) -> bool:
    """Lines that are no agenda title: a subtitle, the line of the sponsors, how a resolution was adopted."""
    return (
        starts("subtitle_start", text)
        or ends("subtitle_end", text)
        or ends("draft_end", text)
        or is_adoption(text)
        or starts("agenda_title", text)
        or starts("draft_start", text)
        or starts("sponsors", text)
        or is_sponsors(text)
        or text.startswith(("[", "("))
        or NUMBERED.match(text) is not None
    )


def is_subtitle(text: str) -> bool:
    """A line that names kind or author: the document's title stands above it."""
    return starts("subtitle_start", text) or ends("subtitle_end", text) or starts("agenda_title", text)


def without_document_title(groups: Sequence[Group], count: int, agenda: Piece, front: Front) -> list[Group]:
    """The groups that are agenda titles where the document's own title stands below them without a mark."""
    if not groups:
        return []
    if len(groups) == 1 and front.lines[groups[0][0].at].whole:  # A format without blank lines: it may be either.
        return []
    close = [group for group in groups if group[0].group == agenda.group]
    if len(groups) == count > 1 and front.lines[agenda.at].whole and _titled_below(front):
        return list(groups)
    if len(groups) > 1 and (front.lines[agenda.at].whole or (front.lines[agenda.at].page and not close)):
        return list(groups[: min(count, len(groups) - 1)])
    runs = wrapped(close[0]) if len(close) == 1 else []
    if len(runs) > count and _subtitle_follows(close[0], front):  # Pasted without blank lines.
        return [tuple(run) for run in runs[:count]]
    if close and sum(len(group) for group in close) == len(close) > count:
        return list(close[:count])
    if close:
        return close
    return list(groups[: min(count, len(groups) - 1)])


def _subtitle_follows(group: Group, front: Front) -> bool:
    """Whether the line right below a group names kind or author, so that the group ends with the document's title."""
    last = group[-1].at
    return any(piece.at == last + 1 and is_subtitle(piece.text) for piece in front.unknown())


def _titled_below(front: Front) -> bool:
    """Whether the document's own title stands below the front, as a heading of the format: all above are of items."""
    below = [line for line in front.lines[front.end : front.end + 6] if not line.blank]
    return any(line.heading for line in below[:3])


def split_into(groups: Sequence[Group], count: int) -> list[str] | None:
    """As many titles as there are items: one a group, one a line, or lines joined where they go on; else None."""
    if len(groups) == count:
        return [joined(group) for group in groups]
    lines = [piece for group in groups for piece in group]
    if len(lines) == count:
        return [piece.text.strip(" *_") for piece in lines]
    if count == 1:
        return [joined(lines)] if len(groups) == 1 else [joined(groups[0])]
    runs = wrapped(lines)
    if len(runs) == count:
        return [joined(run) for run in runs]
    texts = [text for run in runs for text in at_capitals(joined(run))]
    return texts if len(texts) == count else None


def at_capitals(text: str) -> list[str]:
    """Titles whose lines were joined: one may begin where a capital follows a small word that is no preposition."""
    words = text.split()
    starts_at = [0] + [n for n in range(1, len(words)) if words[n][:1].isupper() and _ends_title(words[n - 1])]
    return [" ".join(words[start:end]) for start, end in zip(starts_at, [*starts_at[1:], len(words)], strict=True)]


def _ends_title(word: str) -> bool:
    return (
        word.islower()
        and word.isalpha()
        and len(word) > 3
        and word not in ("from", "with", "under", "against", "between")
    )


def wrapped(lines: Sequence[Piece]) -> list[list[Piece]]:
    """Lines of titles that were cut: one that begins small, or follows an open end, goes on with the one before."""
    runs: list[list[Piece]] = []
    for piece in lines:
        before = runs[-1][-1].text.rstrip() if runs else ""
        goes_on = piece.text[:1].islower() or before.endswith(
            (",", "-", " and", " of", " the", " et", " de", " y", ":")
        )
        if runs and goes_on:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def joined(group: Sequence[Piece]) -> str:
    """The texts of a group as one."""
    return " ".join(" ".join(piece.text for piece in group).strip(" *_").split())


def items_in(text: str, code: str) -> tuple[str, ...]:
    """The agenda items that running text names: `under agenda items 31 and 69 (b)`, in any case of the word."""
    items: list[str] = []
    for found in _ITEM.finditer(fold(text)):
        line = read_agenda_items(f"Agenda item {text[found.start('items') : found.end('items')]}", code)
        items += line.items if line else ()
    return tuple(dict.fromkeys(items))


_NUMBER = r"\d{1,3}(?:\s?\(?[a-z]{1,2}\))?"
_ITEM = late(
    r"(?:agenda items?|items?|points?|temas?|пункт\w{0,3}|البند(?:ين|ان)?|البنود|议程项目|项目|议题)\s?"
    rf"(?P<items>{_NUMBER}(?:(?:\s?[,،、]\s?|\s?[-–]\s?|\s?(?:and|to|et|y|e|и|و|和)\s?)(?:{_NUMBER}|\([a-z]\)))*)"
)


NUMBERED = late(r"\d+/\d+\s*[.:–—-]?\s")
"""`79/12. …`: the number of a decision."""
