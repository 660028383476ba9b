"""From what the lines of a masthead state to values: symbols, distribution, date, languages, organs, agenda items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.forms.agenda import AgendaLine
from converter.forms.dates import FoundDate
from converter.forms.organs import find_organ, find_organs, organ_named
from converter.forms.sessions import FoundSession
from converter.forms.symbols import Symbol, organ_of, to_fill_in
from converter.meta import AgendaItem, Confidence, Organ
from converter.parse import lines as look
from converter.parse.agenda_titles import pair_titles
from converter.parse.facts import Fact, names_body
from converter.parse.findings import Findings
from converter.parse.front import Front, Piece
from converter.records import dataclass, field, replace
from converter.source import Line, MarkKind

LAST_ORDINAL = 199
BELOW = 4
"""Lines below the names of organs that stand side by side."""
NEAR = 3
"""Characters by which what stands in one column may be apart."""


def read_masthead(front: Front, found: Findings) -> None:
    """All values of the masthead. Lines that state something are claimed, whatever their order."""
    read_symbols(front, found)
    read_single(front, found)
    read_date(front, found)
    read_organs(front, found)


# ---------------------------------------------------------------- symbols and single values


def read_symbols(front: Front, found: Findings) -> None:
    """The document's own symbols, each once; an open place is none."""
    symbols: dict[str, int] = {}
    stated = [(piece, fact.value) for piece, fact in front.facts("symbol") if isinstance(fact.value, Symbol)]
    wanted = ",".join(dict.fromkeys(to_fill_in(symbol) for _, symbol in stated))
    for piece, symbol in stated:
        found.claim("symbols", [piece.at])
        if symbol.placeholder:
            found.blank("symbols", piece.at, symbol.text, wanted)
        else:
            _keep(symbols, symbol, front.lines[piece.at], piece.at)
    found.claim("symbols", (piece.at for piece, _ in front.facts("letters")))
    if symbols:
        found.state("symbols", tuple(symbols), dict.fromkeys(symbols.values()), " ".join(symbols))


def _keep(symbols: dict[str, int], symbol: Symbol, line: Line, at: int) -> None:
    """A symbol once; the asterisk of a reissue stays with it, whichever copy has it, and though it marks a note."""
    stars = symbol.reissue or next(
        (
            said
            for m in line.marks
            if m.kind is MarkKind.NOTE and set(said := line.text[m.start : m.end].strip()) == {"*"}
        ),
        "",
    )
    if stars and symbol.text in symbols:
        at = symbols.pop(symbol.text)
    if not any(kept.rstrip("*") == symbol.text for kept in symbols):
        symbols[symbol.text + stars] = at


def read_single(front: Front, found: Findings) -> None:
    """Distribution, original language, language of this version, job number; words that state nothing."""
    for piece, fact in front.facts("distribution"):
        found.state("distribution", fact.value, [piece.at], fact.text)
    for piece, fact in front.facts("original"):
        assert isinstance(fact.value, tuple)
        one = fact.value[0] if len(fact.value) == 1 else None
        found.state("original_language", one, [piece.at], fact.text)
        if one is None:
            found.unsure(
                "original_language", piece.at, f"“{fact.text}” names several original languages", fact.value[0]
            )
    for piece, _ in front.facts("version"):
        found.claim("language", [piece.at])
    for piece, fact in front.facts("job"):
        found.state("job_number", fact.value, [piece.at], fact.text)
    for piece, _ in front.facts("word", "label"):
        found.claim("organs", [piece.at])


# ---------------------------------------------------------------- the date


def read_date(front: Front, found: Findings) -> None:
    """The date line of a masthead; of several the one nearest to the other lines of its cell, which is the last."""
    dates = [(piece, fact.value) for piece, fact in front.facts("date") if isinstance(fact.value, FoundDate)]
    plain = [(piece, date) for piece, date in dates if date.place is None]
    for piece, date in plain or dates:
        if date.certainty == "placeholder":
            found.claim("date", [piece.at])
            found.blank("date", piece.at, piece.text, date.to_fill_in)
        else:
            state_date(found, date, [piece.at], piece.text)


def state_date(found: Findings, date: FoundDate, ats: list[int], text: str, *, likely: bool = False) -> None:
    """Keep a date; one that can be read two ways is a guess, with a warning."""
    if date.certainty == "guessed" and not found.known("date"):
        found.state("date", date.date, ats, text, Confidence.GUESSED)
        other = date.date and f"{date.date.year}-{date.date.day:02}-{date.date.month:02}"
        found.unsure("date", ats[0], f"date: “{text.strip()}” was read as {date.iso}; it may be {other}", str(other))
        return
    confidence = Confidence.LIKELY if likely or date.certainty == "likely" else Confidence.CERTAIN
    found.state("date", date.date, ats, text, confidence)


# ---------------------------------------------------------------- organs


@dataclass(slots=True)
class Draft:
    """An organ while its lines are read."""

    organ: Organ
    ats: list[int] = field(default_factory=list)
    agenda: list[Piece] = field(default_factory=list)
    last: int = 0
    """When it was last named, counted in facts: following lines belong to the organ named last."""
    place: Piece | None = None
    """Where it was last named."""


def read_organs(front: Front, found: Findings) -> None:
    """Organs in order, each with the session, year and agenda items that stand under it or in its column."""
    drafts: list[Draft] = []
    committees: list[tuple[str, int]] = []
    committee: Organ | None = None
    body: tuple[str, int] | None = None
    for number, (piece, fact) in enumerate(front.facts("organ", "body", "session", "year", "agenda", "dates"), 1):
        found.claim("organs", [piece.at])
        if fact.kind == "body":
            body = (str(fact.value), piece.at)
        elif isinstance(fact.value, Organ):
            if fact.value.code.startswith("A/C."):
                committees.append((fact.text.strip(" *_"), piece.at))
                committee = committee or fact.value
            else:
                _name(drafts, fact.value, piece, number)
        elif fact.kind != "dates":
            above = _draft_above(piece, drafts) if fact.kind != "year" else None
            other = fact.kind == "session" and not (drafts or committee) and _is_of_other_body(piece, front)
            draft = above or (None if other else _draft_for(fact.kind, drafts, front, committee))
            if draft:
                draft.organ = _with_fact(draft.organ, fact, found, piece)
                draft.ats.append(piece.at)
                draft.agenda += [piece] if fact.kind == "agenda" else []
    _add_from_symbols(drafts, front, found)
    if committee and not drafts:
        drafts.append(Draft(committee, [at for _, at in committees]))
    _name_bodies(drafts, front, found, body)
    if committees:
        named = committees[0][0]
        found.state("committee", named, [at for _, at in committees], named)
    for draft in drafts:
        if draft.agenda:
            draft.organ = pair_titles(draft.organ, draft.agenda[-1], front, found)
    ats = dict.fromkeys(at for draft in drafts for at in draft.ats)
    said = dict.fromkeys(look.shown(front.lines[at]) for at in ats)
    found.state(
        "organs", tuple(d.organ for d in drafts), ats, " / ".join(said) or ", ".join(d.organ.name for d in drafts)
    )


def _is_of_other_body(piece: Piece, front: Front) -> bool:
    """Whether a session is that of a body which stands right above it and which no symbol and no list knows."""
    above = next((p for p in reversed(front.pieces) if p.at < piece.at), None)
    named = above is not None and not above.known and piece.group - above.group <= 1 and names_body(above.text)
    return named and not any(True for _ in front.facts("symbol", "organ"))


def _draft_above(piece: Piece, drafts: Sequence[Draft]) -> Draft | None:
    """Where organs stand side by side, the one in whose column a line below them stands."""
    latest = max((draft.place.at for draft in drafts if draft.place), default=-1)
    beside = [draft for draft in drafts if draft.place and draft.place.at == latest]
    apart = len({draft.place.x for draft in beside if draft.place}) == len(beside)
    if len(beside) < 2 or not apart or not 0 < piece.at - latest <= BELOW:
        return None
    sessions = [draft for draft in beside if draft.organ.code != "S"]
    return next((draft for draft in sessions if draft.place and abs(draft.place.x - piece.x) <= NEAR), None)


def _name(drafts: list[Draft], organ: Organ, piece: Piece, number: int) -> None:
    """An organ named, perhaps again; a body takes the place of its parent, whose name stands in the masthead's cell."""
    for draft in drafts:
        code = draft.organ.code
        inside = organ.code.startswith(code + "/") and not _has_facts(draft.organ)
        if code == organ.code or inside or code.startswith(organ.code + "/"):
            draft.organ = organ if inside else draft.organ
            draft.ats.append(piece.at)
            draft.last, draft.place = number, piece
            return
    drafts.append(Draft(organ, [piece.at], [], number, piece))


def _has_facts(organ: Organ) -> bool:
    return bool(organ.session or organ.session_line or organ.agenda_items or organ.year)


def _draft_for(kind: str, drafts: list[Draft], front: Front, committee: Organ | None) -> Draft | None:
    """The organ that a session, year or agenda line belongs to; one is made where none was named yet."""
    if kind == "year":
        council = next((draft for draft in drafts if draft.organ.code == "S"), None)
        if council is None:
            council = Draft(organ_named("S"))
            drafts.append(council)
        return council
    others = [draft for draft in drafts if draft.organ.code != "S"]
    if others:
        return max(others, key=lambda draft: draft.last)
    named = _named_later(front) or committee
    if named or kind == "session":
        drafts.append(Draft(named or organ_named("A")))
    return drafts[-1] if drafts else None


def _named_later(front: Front) -> Organ | None:
    """An organ with sessions named further down, or by a symbol."""
    for _, fact in front.facts("organ", "symbol"):
        organ = fact.value if isinstance(fact.value, Organ) else _printed(organ_of(fact.text))
        if organ.code != "S" and not organ.code.startswith("A/C."):
            return organ
    return None


def _with_fact(organ: Organ, fact: Fact, found: Findings, piece: Piece) -> Organ:
    """The organ with one more line read; what is there already stays."""
    value = fact.value
    if isinstance(value, FoundSession):
        if organ.session or organ.session_line:
            return organ
        ordinal = value.number <= LAST_ORDINAL
        whole = fact.text.strip(" *_") if value.special or not ordinal or re.search(r"[(,\d]", fact.text) else None
        return replace(organ, session=value.number if ordinal else None, session_line=whole)
    if isinstance(value, AgendaLine):
        if value.placeholder:
            found.blank(f"organs.{organ.code}.agenda_items", piece.at, piece.text, "…")
            return organ
        items = tuple(AgendaItem(number) for number in value.items)
        if value.title and len(items) == 1:
            items = (replace(items[0], title=value.title.strip()),)
        told = fact.text.strip(" _") if value.provisional else None
        return replace(organ, agenda_items=organ.agenda_items + items, agenda_line=organ.agenda_line or told)
    return replace(organ, year=organ.year or int(str(value)))


def _printed(code: str) -> Organ:
    """The organ that a masthead names for a symbol prefix: the Assembly for its committees."""
    return organ_named("A" if code.startswith("A/C.") else code)


def _add_from_symbols(drafts: list[Draft], front: Front, found: Findings) -> None:
    """Organs that only a symbol names, be it with its number left open; session and year are not stated by it."""
    named = {draft.organ.code.partition("/")[0] for draft in drafts}
    at = next((at for at, key in sorted(found.claims.items()) if key == "symbols"), None)
    blanks = [fact.value for _, fact in front.facts("symbol") if isinstance(fact.value, Symbol)]
    for text in (*found.values.get("symbols", ()), *(symbol.text for symbol in blanks if symbol.placeholder)):
        organ = _printed(organ_of(text))
        head = organ.code.partition("/")[0]
        if head not in named and organ.name:
            named.add(head)
            drafts.append(Draft(organ, [at] if at is not None else []))


def _name_bodies(drafts: list[Draft], front: Front, found: Findings, body: tuple[str, int] | None) -> None:
    """A body that no list knows: its name stands alone right above the session line, its code in the symbol."""
    codes = [organ_of(text) for text in found.values.get("symbols", ())]
    for draft in drafts:
        code = next(
            (one for one in codes if one.startswith(draft.organ.code + "/") and not one.startswith("A/C.")), None
        )
        if code is None or not draft.organ.session:
            _claim_body(draft, body, front, found)
            continue
        if body:
            draft.organ = replace(draft.organ, code=code, name=body[0])
            draft.ats.append(body[1])
            continue
        session = next(piece for piece, fact in front.facts("session"))
        above = [p for p in front.unknown() if p.at < session.at and p.group == session.group][-1:]
        if above and above[0].column == session.column and look.word_count(above[0].text) <= 16:
            name = above[0].text.strip(" *_")
            draft.organ = replace(draft.organ, code=code, name=name)
            draft.ats.append(above[0].at)
            found.claim("organs", [above[0].at])


def _claim_body(draft: Draft, body: tuple[str, int] | None, front: Front, found: Findings) -> None:
    """A working group whose name stands right above its parent's session: no title, and no organ of its own."""
    session = next((piece for piece, _ in front.facts("session")), None)
    if body or session is None or draft.organ.session is None:
        return
    above = [p for p in front.unknown() if p.at == session.at - 1 and p.group == session.group]
    if above and names_body(above[0].text) and look.word_count(above[0].text) <= 16:
        draft.ats.append(above[0].at)
        found.claim("organs", [above[0].at])


def organs_from_recipients(found: Findings, ats: list[int], text: str) -> None:
    """The organ whose president a letter is addressed to, where no masthead names one."""
    if found.known("organs"):
        return
    organs: dict[str, Organ] = {}
    for recipient in found.values.get("recipients", ()):
        organ = find_organ(recipient, found.language)
        if organ and organ.code in ("A", "S", "E", "A/HRC", "T"):
            organs.setdefault(organ.code, organ)
    if organs:
        found.state("organs", tuple(organs.values()), ats, text, Confidence.LIKELY, claim="title")


def organs_named(text: str, code: str) -> tuple[Organ, ...]:
    """The organs that a text names, each once."""
    named = {organ.organ.code: organ.organ for organ in find_organs(text, code)}
    return tuple(named.values())
