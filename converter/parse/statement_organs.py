"""Organs, committee, session and agenda items that the title and the occasion of a statement name."""

from __future__ import annotations

from collections.abc import Sequence

from converter.forms.agenda import AgendaLine
from converter.forms.sessions import find_session
from converter.meta import AgendaItem, Confidence, Organ
from converter.parse import lines as look
from converter.parse.agenda_titles import items_in
from converter.parse.findings import Findings
from converter.parse.front import Front
from converter.parse.masthead import organs_named
from converter.records import replace


def read_named_organs(found: Findings, front: Front) -> None:
    """Organs, committee and session that title and occasion name, where no line of their own does."""
    texts = [str(found.values.get(name) or "") for name in ("occasion", "title")]
    keys = [at for at, claim in found.claims.items() if claim in ("occasion", "title")]
    _add_session(texts, found)
    organs: list[Organ] = []
    for text in texts:
        organs += [organ for organ in organs_named(text, found.language) if organ.code not in {o.code for o in organs}]
    committee = next((organ for organ in organs if organ.code.startswith("A/C.")), None)
    if committee and not found.known("committee"):
        ats = [
            at
            for at in keys
            if committee.code in {o.code for o in organs_named(look.shown(found.lines[at]), found.language)}
        ]
        found.state(
            "committee",
            _printed_name(found, ats or keys, committee),
            ats or keys,
            committee.name,
            Confidence.LIKELY,
            "occasion",
        )
    _add_items(texts, front, found)
    chosen = [organ for organ in organs if organ.code in ("A", "S", "E", "A/HRC")] or ([committee] if committee else [])
    if chosen and not found.known("organs"):
        session = next((s for text in texts if (s := find_session(text, found.language))), None)
        number = session.number if session and session.number < 200 else None
        items = tuple(AgendaItem(item) for text in texts[:1] or texts for item in items_in(text, found.language))
        items = items or tuple(AgendaItem(item) for item in items_in(texts[1], found.language))
        items = items or _items_of_lines(front)
        first = Organ(chosen[0].code, chosen[0].name, number, agenda_items=items)
        found.state("organs", (first, *chosen[1:2]), sorted(keys), chosen[0].name, Confidence.LIKELY, "occasion")


def _add_items(texts: Sequence[str], front: Front, found: Findings) -> None:
    """The agenda items that the title names (`Statement on agenda item 28`), for an organ that other lines name."""
    organs: tuple[Organ, ...] = found.values.get("organs", ())
    if not organs or any(organ.agenda_items for organ in organs) or organs[0].code == "S":
        return
    items = tuple(AgendaItem(item) for text in texts[::-1] for item in items_in(text, found.language))
    items = tuple(dict.fromkeys(items)) or _items_of_lines(front)
    if items:
        found.values["organs"] = (replace(organs[0], agenda_items=items), *organs[1:])


def _items_of_lines(front: Front) -> tuple[AgendaItem, ...]:
    """The agenda items of lines of their own."""
    lines = [fact.value for _, fact in front.facts("agenda") if isinstance(fact.value, AgendaLine)]
    return tuple(
        AgendaItem(item, line.title if len(line.items) == 1 else None) for line in lines for item in line.items
    )


def _add_session(texts: Sequence[str], found: Findings) -> None:
    """The session that an occasion names, for an Assembly that a line of its own names."""
    organs: tuple[Organ, ...] = found.values.get("organs", ())
    session = next((s for text in texts if (s := find_session(text, found.language))), None)
    if session and session.number < 200 and organs and organs[0].code == "A" and organs[0].session is None:
        found.values["organs"] = (replace(organs[0], session=session.number), *organs[1:])


def _printed_name(found: Findings, ats: Sequence[int], organ: Organ) -> str:
    """The committee's name as the text writes it."""
    from converter.forms.organs import find_organs

    for at in ats:
        text = look.shown(found.lines[at])
        for one in find_organs(text, found.language):
            if one.organ.code == organ.code:
                return text[one.start : one.end]
    return organ.name
