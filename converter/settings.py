"""Given values: `--set`, front matter, `NAME.meta.yaml`, `masthead.yaml` of the folder; the nearest wins, an
unknown key is an error."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from converter.diagnostics import Report, UsageError
from converter.languages import CODES, language
from converter.meta import AgendaItem, Confidence, Evidence, Letterhead, Meta, Organ, Person
from converter.model import Document, Form, Kind, Stated
from converter.strict import line_of, load_yaml, nearest
from converter.walk import plain

TEXT, DATE, LIST, PEOPLE, CHOICE, WHOLE, SWITCH = "text", "date", "list", "people", "choice", "number", "yes or no"

KEYS: Mapping[str, tuple[str, str]] = {
    "kind": (CHOICE, "what the document is: " + ", ".join(Kind)),
    "form": (CHOICE, "sent or circulated (letters and notes verbales)"),
    "language": (TEXT, "language of the document, as a code: " + ", ".join(CODES)),
    "style": (TEXT, "style pack, by name or path"),
    "paper": (CHOICE, "A4 or Letter"),
    "contents": (SWITCH, "print a contents list"),
    "reading": (TEXT, "size of a reading copy, as in 16pt (statements)"),
    "symbols": (LIST, "document symbols, as in A/78/583,S/2023/853"),
    "distribution": (CHOICE, "General, Limited or Restricted"),
    "date": (DATE, "date of the document, as in 2023-11-07"),
    "original_language": (TEXT, "language of the original, as a code or a name"),
    "job_number": (TEXT, "job number, as in 23-05286"),
    "organs": (LIST, "organs by symbol prefix, as in A,S"),
    "issuer": (TEXT, "who issues the document"),
    "title": (TEXT, "subject of the document"),
    "subtitle": (TEXT, "second title line"),
    "recipients": (LIST, "offices that the document is addressed to"),
    "signatories": (PEOPLE, "who signs, as in A. Name; Ambassador; Permanent Representative"),
    "reference": (TEXT, "reference of a letter or note"),
    "place": (TEXT, "place of a letter or note"),
    "addressee": (LIST, "address block, line by line"),
    "handling": (TEXT, "confidential, urgent, embargoed until …"),
    "enclosures": (LIST, "enclosures"),
    "speaker": (TEXT, "who speaks"),
    "occasion": (TEXT, "where a statement is made"),
    "delivery": (TEXT, "as in Check against delivery"),
    "contact": (LIST, "contact lines"),
    "sponsors": (LIST, "sponsors of a draft"),
    "committee": (TEXT, "Main Committee"),
    "letterhead.lines": (LIST, "name lines of the letterhead"),
    "letterhead.address": (TEXT, "address of the letterhead"),
    "letterhead.telephone": (TEXT, "telephone"),
    "letterhead.fax": (TEXT, "fax"),
    "letterhead.email": (TEXT, "e-mail"),
    "letterhead.website": (TEXT, "web site"),
    "organs.CODE.session": (WHOLE, "session of an organ, as in organs.A.session=78"),
    "organs.CODE.year": (WHOLE, "year of the Security Council, as in organs.S.year=78"),
    "organs.CODE.agenda_items": (LIST, "agenda items of an organ, as in organs.A.agenda_items=31,69 (b)"),
}
"""Every key that can be given, what it holds, and one line on it: the source of errors, help and documentation."""

FOLDER_KEYS = ("files", "agenda", "select", "ignore")
"""Keys of `masthead.yaml` that are about the folder and not about one document."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "form": tuple(Form),
    "distribution": ("General", "Limited", "Restricted"),
    "paper": ("A4", "Letter"),
}
ORGAN_KEY = re.compile(r"organs\.(?P<code>[A-Z][A-Za-z0-9./-]*)\.(?P<field>session|year|agenda_items)")
LIST_GAP = re.compile(r"\s*[,;\n]\s*")


@dataclass(frozen=True, slots=True)
class Given:
    """A value and who gave it: `--set`, or a file and a line."""

    value: Any
    origin: str
    line: int | None = None


def known(key: str) -> bool:
    """Whether a dotted key can be given."""
    return (key in KEYS and "CODE" not in key) or ORGAN_KEY.fullmatch(key) is not None


def check_key(key: str, origin: str, line: int | None = None) -> None:
    """Raise UsageError with the nearest known name where a key is unknown."""
    if known(key):
        return
    like = nearest(key, list(KEYS))
    hint = f"did you mean {like}?" if like else f"known keys: {', '.join(KEYS)}"
    raise UsageError(f"no such key as “{key}”", hint=hint, line=line, source=origin)


def from_pairs(pairs: list[str]) -> dict[str, Given]:
    """The values of `--set key=value` options."""
    given = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise UsageError(f"--set {pair}: no value", hint="write --set key=value, as in --set date=2023-11-07")
        check_key(key.strip(), "--set")
        given[key.strip()] = Given(read_value(key.strip(), value.strip(), "--set", None), "--set")
    return given


def from_mapping(values: Mapping[str, Any], origin: str, text: str = "") -> dict[str, Given]:
    """The values of a YAML mapping; `text` is the YAML, for the lines of complaints."""
    given = {}
    for key, value in flat(values):
        line = line_of(text, tuple(key.split("."))) if text else None
        check_key(key, origin, line)
        given[key] = Given(read_value(key, value, origin, line), origin, line)
    return given


def flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Nested mappings as dotted keys; organs as a list of records become `organs` and `organs.CODE.field`."""
    for name, value in values.items():
        key = f"{before}{name}"
        if key == "organs" and isinstance(value, list) and any(isinstance(v, Mapping) for v in value):
            records = [v if isinstance(v, Mapping) else {"code": v} for v in value]
            yield key, [str(record.get("code", "")) for record in records]
            for record in records:
                yield from flat(
                    {k: v for k, v in record.items() if k not in ("code", "name")}, f"organs.{record.get('code')}."
                )
        elif isinstance(value, Mapping) and key != "files":
            yield from flat(value, f"{key}.")
        else:
            yield key, value


def read_value(key: str, value: Any, origin: str, line: int | None) -> Any:
    """A value as its key wants it. Raises UsageError."""
    found = ORGAN_KEY.fullmatch(key)
    kind = KEYS[f"organs.CODE.{found['field']}" if found else key][0]
    try:
        return READ[kind](key, value)
    except ValueError as error:
        raise UsageError(
            f"{key}: {error}", hint=KEYS.get(key, ("", "see `masthead convert --help`"))[1], line=line, source=origin
        ) from error


def _text(key: str, value: Any) -> str | None:
    if value is None:
        return None
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return _language(text.strip()) if key in ("language", "original_language") else text.strip() or None


def _language(text: str) -> str:
    names = {name.casefold(): code for code, name in language("en").languages.items()}
    code = names.get(text.casefold(), text)
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", code):
        raise ValueError(f"“{text}” is no language; write a code such as en or fr")
    return code


def _date(key: str, value: Any) -> datetime.date | None:
    from converter.forms.dates import read_date

    if value is None or isinstance(value, datetime.date):
        return value
    found = next((d for code in CODES if (d := read_date(str(value), code)) and d.date), None)
    if found is None:
        raise ValueError(f"“{value}” is no date; write it as in 2023-11-07")
    return found.date


def _list(key: str, value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    parts = value if isinstance(value, list | tuple) else LIST_GAP.split(str(value))
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _people(key: str, value: Any) -> tuple[Person, ...]:
    people = []
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, Mapping):
            people.append(Person(str(part.get("name", "")), _list(key, part.get("titles"))))
        elif part:
            name, *titles = LIST_GAP.split(str(part))
            people.append(Person(name, tuple(titles)))
    return tuple(people)


def _choice(key: str, value: Any) -> str:
    choices = CHOICES[key]
    found = next((c for c in choices if c.casefold() == str(value).casefold()), None)
    if found is None:
        raise ValueError(f"“{value}” is none of {', '.join(choices)}")
    return str(found)


def _whole(key: str, value: Any) -> int:
    return int(str(value))


def _switch(key: str, value: Any) -> bool:
    words = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
    if str(value).casefold() not in words:
        raise ValueError(f"“{value}” is neither yes nor no")
    return words[str(value).casefold()]


READ = {TEXT: _text, DATE: _date, LIST: _list, PEOPLE: _people, CHOICE: _choice, WHOLE: _whole, SWITCH: _switch}


# ---------------------------------------------------------------- where they come from


def beside(path: Path) -> dict[str, Given]:
    """The values that lie beside an input: `masthead.yaml` of its folder, then `NAME.meta.yaml`, which wins."""
    return folder_values(path) | sidecar_values(path)


def sidecar_values(path: Path) -> dict[str, Given]:
    """The values of `NAME.meta.yaml` beside an input; `letter.meta.yaml` or `letter.txt.meta.yaml`."""
    for name in (f"{path.stem}.meta.yaml", f"{path.name}.meta.yaml"):
        side = path.with_name(name)
        if side.is_file():
            return from_mapping(load_yaml(side), name, side.read_text("utf-8"))
    return {}


def folder_values(path: Path) -> dict[str, Given]:
    """The values of `masthead.yaml` in the input's folder: those for all files, then those of each pattern under
    `files` that fits."""
    folder = path.parent / "masthead.yaml"
    if not folder.is_file():
        return {}
    values, text = load_yaml(folder), folder.read_text("utf-8")
    given = from_mapping({k: v for k, v in values.items() if k not in FOLDER_KEYS}, folder.name, text)
    for pattern, more in (values.get("files") or {}).items():
        if fnmatch(path.name, str(pattern)):
            given |= from_mapping(more or {}, folder.name)
    return given


# ---------------------------------------------------------------- laid over what was found


def apply(document: Document, given: Mapping[str, Given], report: Report) -> Document:
    """The document with given values in place of found ones; what they replace is accounted for as removed."""
    meta, evidence = document.meta, dict(document.meta.evidence)
    for key, value in given.items():
        if key in ("style", "paper", "contents", "reading", "kind", "form", "language"):
            continue
        meta = _with(meta, key, value.value)
        evidence[key.partition(".")[0]] = Evidence((), str(value.value), Confidence.GIVEN, value.origin)
    document = replace(document, meta=replace(meta, evidence=evidence), contents=_contents(document, given))
    gone = {key for key in given if not key.startswith("organs.")}
    front = tuple(_left(document.front, gone, report))
    back = tuple(_left(document.back, gone, report))
    return replace(document, front=front, back=back) if (front, back) != (document.front, document.back) else document


def _contents(document: Document, given: Mapping[str, Given]) -> bool:
    return bool(given["contents"].value) if "contents" in given else document.contents


def _left(stated: tuple[Stated, ...], gone: set[str], report: Report) -> Iterator[Stated]:
    """The lines that no given value replaces; the others are removed, and listed."""
    for line in stated:
        if line.key in gone or (line.key.startswith("organs") and "organs" in gone):
            report.remove(line.span, plain(line.content), "replaced")
        else:
            yield line


def _with(meta: Meta, key: str, value: Any) -> Meta:
    name, _, rest = key.partition(".")
    if name == "letterhead":
        return replace(meta, letterhead=replace(meta.letterhead or Letterhead(()), **{rest: value}))
    if name == "organs" and rest:
        found = ORGAN_KEY.fullmatch(key)
        assert found is not None
        return replace(meta, organs=tuple(_organs_with(meta.organs, found["code"], found["field"], value)))
    if name == "organs":
        return replace(meta, organs=tuple(_organ(code, meta.organs) for code in value))
    return replace(meta, **{name: value})


def _organ(code: str, organs: tuple[Organ, ...]) -> Organ:
    names = language("en").organs
    return next(
        (o for o in organs if o.code == code), Organ(code, names.get(code, names.get(code.partition("/")[0], code)))
    )


def _organs_with(organs: tuple[Organ, ...], code: str, field: str, value: Any) -> Iterator[Organ]:
    if all(organ.code != code for organ in organs):
        organs += (_organ(code, ()),)
    changes: dict[str, Any] = {field: value}
    if field == "agenda_items":
        changes = {field: tuple(AgendaItem(number) for number in value), "agenda_line": None}
    elif field == "session":
        changes["session_line"] = None
    for organ in organs:
        yield replace(organ, **changes) if organ.code == code else organ
