"""`masthead styles`: list, show, check and make style packs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from converter.cli.exits import Exit
from converter.cli.terminal import say, say_error
from converter.diagnostics import Report, UsageError
from converter.files import write_whole
from converter.records import fields, is_dataclass
from converter.style.choose import SHIPPED
from converter.style.packs import load, names, origin, origins
from converter.style.schema import Pack
from converter.style.units import Length

UNSEEN = (".emf", ".wmf", ".svg")
"""Endings of pictures of Word letters that the PDF has no way to show."""


def run(asked: argparse.Namespace) -> int:
    """List packs, or show, check or make one."""
    _fitting(asked)
    if asked.action == "list" or (asked.action == "check" and asked.name is None):
        return _list(wrong_only=asked.action == "check")
    if asked.name is None and asked.action == "new":
        raise UsageError(
            "styles new: what is the pack to be called?", hint="write a name, as in masthead styles new karesia"
        )
    if asked.name is None:
        raise UsageError(f"styles {asked.action}: which pack?", hint=f"write one of {', '.join(names(Path.cwd()))}")
    if asked.action == "new":
        return _new(asked)
    pack = load(asked.name, Path.cwd())
    if asked.preview:
        _preview(pack, Path(asked.preview), force=asked.force)
    elif asked.action == "show":
        known, styles = origins(asked.name, Path.cwd()), dict(pack.styles)
        for key, text in _shown(pack, ""):
            print(f"{key}: {text}  # {origin(key, known, styles)}")
    else:
        print(f"{asked.name}: nothing wrong")
    return Exit.DONE


def _fitting(asked: argparse.Namespace) -> None:
    """Raise UsageError for what the action has no use for: it would be passed over in silence."""
    if asked.action == "list" and asked.name is not None:
        raise UsageError(
            f"styles list takes no name, and there is “{asked.name}”", hint=f"did you mean show {asked.name}?"
        )
    if asked.letter and asked.action != "new":
        raise UsageError(
            f"--from is no option of styles {asked.action}", hint="write masthead styles new NAME --from FILE"
        )
    if asked.preview and (asked.action == "new" or asked.name is None):
        raise UsageError(
            f"--preview is no option of styles {asked.action}", hint="write masthead styles show NAME --preview OUT.pdf"
        )


def _list(*, wrong_only: bool) -> int:
    """Every pack that can be found; those that cannot be loaded with what is wrong."""
    wrong = 0
    for name, path in names(Path.cwd()).items():
        try:
            pack = load(str(path))
        except UsageError as error:
            say_error(error)
            wrong += 1
            continue
        extends = f"  extends {pack.extends}" if pack.extends else ""
        print(f"{name}: nothing wrong" if wrong_only else f"{name:<16} {pack.title}{extends}")
    return Exit.USAGE if wrong else Exit.DONE


def _preview(pack: Pack, target: Path, *, force: bool) -> None:
    from converter.batch.jobs import guard
    from converter.files import sealed
    from converter.specimen import specimen
    from converter.writers import WRITERS

    kind = target.suffix.lower().lstrip(".")
    if kind not in WRITERS:
        raise UsageError(f"--preview {target}: no such format", hint="name a file that ends in .pdf or .docx")
    if not force:
        guard(target, hint="keep it and name another file, or replace it with --force")
    write_whole(target, sealed(WRITERS[kind].write(specimen(pack), Report(pack.name))))
    say(f"{pack.name}: specimen → {target}")


def _new(asked: argparse.Namespace) -> int:
    """A new pack beside the inputs (in the present folder), from an old letter if one is named."""
    from converter.borrow import borrow
    from converter.borrow.write import STARTING_POINT, pack_text

    target = Path(asked.name if asked.name.endswith(".yaml") else f"{asked.name}.yaml")
    if target.stem in SHIPPED:
        raise UsageError(f"{target.stem} is the name of a pack of masthead", hint="choose another name")
    if target.exists() and not asked.force:
        raise UsageError(f"{target} is there already", hint="choose another name, or replace it with --force")
    found = borrow(Path(asked.letter)) if asked.letter else STARTING_POINT
    images = []
    for number, picture in enumerate(found.pictures, 1):
        images.append(f"{target.stem}{number if len(found.pictures) > 1 else ''}.{picture.suffix}")
        write_whole(target.with_name(images[-1]), picture.data)
    came = f"Letterhead taken from {Path(asked.letter).name}." if asked.letter else "Fill in your own letterhead."
    write_whole(target, pack_text(target.stem, found, came, images).encode())
    load(str(target))
    count, beside = len(target.read_text("utf-8").splitlines()), f", with {', '.join(images)}" if images else ""
    say(f"{target}: {count} lines{beside}")
    for image in images:
        if image.endswith(UNSEEN):
            say(f"{image}: the PDF cannot show a picture of this kind")
            say(f"hint: save it as PNG, and write that name in {target}")
    named = str(target) if len(target.parts) > 1 else target.stem
    say(f"hint: look at it with `masthead styles show {_typed(named)} --preview {_typed(target.stem + '.pdf')}`")
    return Exit.DONE


def _typed(word: str) -> str:
    """A word as it is typed in any shell."""
    return f'"{word}"' if " " in word else word


def _shown(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every value of a pack by its dotted key, lengths in millimetres or points."""
    if is_dataclass(value):
        for field in fields(value):
            yield from _shown(getattr(value, field.name), f"{key}.{field.name}".lstrip("."))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _shown(item, f"{key}.{name}")
    elif isinstance(value, tuple) and any(is_dataclass(item) for item in value):
        for number, item in enumerate(value):
            yield from _shown(item, f"{key}.{number}")
    else:
        yield key, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_text, value)) + "]"
    if isinstance(value, Length):
        return f"{value.pt:g}pt" if abs(value.pt) <= 2 * 12 else f"{value.mm:.2f}mm"
    return "–" if value is None else str(value)
