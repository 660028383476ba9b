"""YAML into dataclasses, strictly: a complaint gives the file, the line, the dotted key and the nearest known name."""

from __future__ import annotations

import datetime
import functools
import types
import typing
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from converter.data import is_shipped, read_yaml
from converter.diagnostics import UsageError
from converter.late import late
from converter.records import MISSING, fields, is_dataclass


class Complaint(UsageError):
    """Something is wrong with a value in a settings or style file."""


def nearest(name: str, known: list[str]) -> str | None:
    """The known name that looks most like a mistyped one, or None."""
    import difflib

    found = difflib.get_close_matches(name, known, n=1, cutoff=0.55)
    return found[0] if found else None


def load_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file. Raises UsageError with file and line."""
    try:
        if is_shipped(path):
            value: dict[str, Any] = read_yaml(path, lambda text: parse_yaml(text, path.name))
            return value
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UsageError("this is no UTF-8 text", hint="save it as UTF-8", line=line, source=path.name) from error
    except OSError as error:
        raise UsageError(f"cannot read {path.name}: {error.strerror}", hint="check that you may read it") from error
    return parse_yaml(text, path.name)


def parse_yaml(text: str, name: str) -> dict[str, Any]:
    """The mapping in a YAML text; `name` stands in messages. Raises UsageError with file and line."""
    import yaml

    try:
        value = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except ValueError as error:
        line, what = no_date(text)
        raise UsageError(what, hint="write it as 2024-05-03", line=line, source=name) from error
    except yaml.YAMLError as error:
        line, what = problem(error, text)
        raise UsageError(what, hint=WRITE, line=line, source=name) from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UsageError(
            "this is no list of `key: value` lines", hint="write one `key: value` a line", line=1, source=name
        )
    return value


WRITE = "write one `key: value` a line, with a blank after the colon, and in quotes a value with : or # in it"
PROBLEMS: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        "there is a second colon on this line, or it stands further in than the one above",
    ),
    ("could not find expected ':'", "this line has no colon after its key"),
    ("end of stream", "a quotation mark is opened here and not closed"),
    ("expected <block end>", "this line does not begin under the ones above it"),
    ("',' or ']'", "a [ is opened here and not closed, or a comma is missing"),
    ("',' or '}'", "a { is opened here and not closed, or a comma is missing"),
    ("undefined alias", "a value that begins with * must stand in quotes"),
    ("cannot start any token", "a value that begins with such a sign must stand in quotes"),
)
"""What the YAML reader says, by a piece of it, and what a person can do with."""
OPENED = ("end of stream", "',' or ']'", "',' or '}'")
"""Of these the place that counts is where something was opened."""


def problem(error: Exception, text: str) -> tuple[int | None, str]:
    """Where in a YAML text something is wrong (a line, from 1), and what, in plain words."""
    jargon = getattr(error, "problem", None) or ""
    mark = getattr(error, "problem_mark", None)
    if any(piece in jargon for piece in OPENED):
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return None, "this cannot be read as `key: value` lines"
    lines = text.split("\n")
    line, above = (lines[n] if 0 <= n < len(lines) else "" for n in (mark.line, mark.line - 1))
    if line.lstrip(" ").startswith("\t"):
        return mark.line + 1, "a tab stands before the key; use blanks"
    if "mapping values" in jargon and above.strip() and ":" not in above:
        return mark.line, "this line has no colon after its key"
    plain = next((plain for piece, plain in PROBLEMS if piece in jargon), "this line cannot be read as `key: value`")
    return mark.line + 1, plain


def no_date(text: str) -> tuple[int | None, str]:
    """Where in a YAML text stands a date that is none (a line, from 1), and that it is none."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in DATE.finditer(line):
            try:
                datetime.date(*map(int, found.groups()))
            except ValueError:
                return number, f"{found[0]} is no date"
    return None, "a date in it is none"


DATE = late(r"\b(\d{4})-(\d\d?)-(\d\d?)\b")


def line_of(text: str, keys: tuple[str, ...]) -> int | None:
    """The line on which a dotted key stands in a YAML text, from 1; None where it does not."""
    import yaml

    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = None
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and key.isdigit() and int(key) < len(node.value):
            pair = (node.value[int(key)], node.value[int(key)])
        else:
            pair = None
        if pair is None:
            return line
        line, node = pair[0].start_mark.line + 1, pair[1]
    return line


def lines_of(text: str) -> dict[str, int]:
    """Every dotted key of a YAML text with the line on which it stands, from 1; items of lists by number."""
    import yaml

    found: dict[str, int] = {}

    def visit(node: Any, key: str) -> None:
        if isinstance(node, yaml.MappingNode):
            pairs = [(k.value, k.start_mark.line, v) for k, v in node.value]
        elif isinstance(node, yaml.SequenceNode):
            pairs = [(str(n), v.start_mark.line, v) for n, v in enumerate(node.value)]
        else:
            return
        for name, line, value in pairs:
            dotted = f"{key}.{name}".lstrip(".")
            found[dotted] = line + 1
            visit(value, dotted)

    visit(yaml.compose(text, Loader=yaml.SafeLoader), "")
    return found


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


class OneOf:
    """The only words that a text may be: `Annotated[str, OneOf("start", "end")]`."""

    def __init__(self, *words: str) -> None:
        self.words = words


def build(kind: Any, value: Any, at: tuple[str, ...] = ()) -> Any:
    """A value of a type out of plain YAML data: dataclasses, enums, mappings, tuples, lengths, None, str, int, bool.

    Raises Complaint with `keys` set to where it is.
    """
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None and type(None) in arguments:
            return None
        return build(next(a for a in arguments if a is not type(None)), value, at)
    if origin is typing.Annotated:
        known = next((one.words for one in arguments if isinstance(one, OneOf)), ())
        if known and value not in known:
            raise unknown(at, str(value), list(known))
        return build(arguments[0], value, at)
    if is_dataclass(kind):
        return _record(typing.cast(type, kind), value, at)
    if origin is tuple:
        return _tuple(arguments, value, at)
    if origin in (dict, Mapping):
        if not isinstance(value, dict):
            raise wrong(at, f"must be a list of `key: value` lines, not {said(value)}")
        return {build(arguments[0], k, (*at, str(k))): build(arguments[1], v, (*at, str(k))) for k, v in value.items()}
    return _plain(kind, value, at)


def _record(kind: type, value: Any, at: tuple[str, ...]) -> Any:
    if not isinstance(value, dict):
        raise wrong(at, f"must be a list of `key: value` lines, not {said(value)}")
    hints, known = _hints(kind), {f.name: f for f in fields(kind)}
    for key in value:
        if key not in known:
            raise unknown((*at, str(key)), str(key), list(known))
    for name, field in known.items():
        if name not in value and field.default is MISSING and field.default_factory is MISSING:
            raise wrong((*at, name), "is missing")
    return kind(**{key: build(hints[key], item, (*at, key)) for key, item in value.items()})


def _tuple(arguments: tuple[Any, ...], value: Any, at: tuple[str, ...]) -> Any:
    if not isinstance(value, list):
        raise wrong(at, f"must be a list, not {said(value)}")
    if arguments[-1] is Ellipsis:
        return tuple(build(arguments[0], item, (*at, str(i))) for i, item in enumerate(value))
    if len(value) != len(arguments):
        raise wrong(at, f"must be a list of {len(arguments)}, not of {len(value)}")
    return tuple(build(a, item, (*at, str(i))) for i, (a, item) in enumerate(zip(arguments, value, strict=True)))


def _plain(kind: Any, value: Any, at: tuple[str, ...]) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        known = [str(member.value) for member in kind]
        if value not in known:
            raise unknown(at, str(value), known)
        return kind(value)
    reader = getattr(kind, "read", None)
    if reader is not None and value is None:
        raise wrong(at, "has no value", "write one after the colon; one that begins with # in quotes")
    if reader is not None:
        try:
            return reader(str(value))
        except ValueError as error:
            raise wrong(at, str(error)) from error
    if kind is str and isinstance(value, int | float | str) and not isinstance(value, bool):
        return str(value)
    if kind is Any or (isinstance(value, kind) and not (kind is int and isinstance(value, bool))):
        return value
    raise wrong(at, f"must be {NAMES.get(kind, kind.__name__)}, not {said(value)}")


NAMES = {str: "a text", int: "a whole number", bool: "true or false", float: "a number"}


def said(value: Any) -> str:
    """A value as a message names it."""
    return "nothing" if value is None else f"“{value}”"


def wrong(at: tuple[str, ...], what: str, hint: str | None = None) -> Complaint:
    """A complaint about the value at a dotted key."""
    return _complaint(at, f"{'.'.join(at)} {what}", hint)


def unknown(at: tuple[str, ...], name: str, known: list[str]) -> Complaint:
    """A complaint about a name that is not known, with the nearest that is."""
    like = nearest(name, known)
    hint = f"did you mean {like}?" if like else f"known here: {', '.join(sorted(known))}"
    return _complaint(at, f"{'.'.join(at)}: no such name as “{name}”", hint)


def _complaint(at: tuple[str, ...], message: str, hint: str | None) -> Complaint:
    complaint = Complaint(message, hint=hint)
    complaint.keys = at  # type: ignore[attr-defined]
    return complaint
