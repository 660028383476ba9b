"""Find, load and extend style packs: YAML files in the folder, in the user's own folder, and those shipped."""

from __future__ import annotations

import contextlib
import functools
import os
import pickle
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from converter import records, strict
from converter.data import data_path, is_shipped
from converter.diagnostics import UsageError
from converter.kept import keep, kept, state
from converter.strict import Complaint, build, line_of, lines_of, load_yaml, nearest, unknown, wrong
from converter.style.names import StyleName
from converter.style.schema import Pack
from converter.style.units import Length

WHOLE = ("page", "faces", "styles", "masthead", "letterhead", "running", "tables", "notes", "match")
"""Keys under which nothing is the same as not being there."""
OWN = ("word", "id", "based_on")
"""Fields that a style does not take over from the one it is based on."""


LEAST = Length.read("30mm")
"""Room for a text; with less of it no line holds a word."""
SETTLED = 1_000_000_000
"""Nanoseconds after which the time of a folder tells a later change from this one on every disk."""


def user_folder() -> Path:
    """Where a user's own packs lie: the configuration folder of the system, `masthead/styles` in it."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home()))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "masthead" / "styles"


def folders(folder: Path | None = None) -> tuple[Path, ...]:
    """Where packs are looked for, nearest first."""
    near = (folder, folder / "styles") if folder else ()
    return (*near, user_folder(), data_path())


def names(folder: Path | None = None) -> dict[str, Path]:
    """Every pack that can be found, by name; a nearer one hides one of the same name."""
    found: dict[str, Path] = {}
    for place in folders(folder)[:-1]:
        for path in filter(_is_pack, _candidates(place)):
            found.setdefault(path.stem, path)
    return dict(sorted((_shipped(data_path()) | found).items()))


@functools.cache
def _shipped(place: Path) -> dict[str, Path]:
    """The packs of the program itself, which stay as they are while it runs."""
    return {path.stem: path for path in _candidates(place) if _is_pack(path)}


def _candidates(place: Path) -> tuple[Path, ...]:
    """The YAML files of a folder that may be packs. The list is kept while the folder stays as it is: ten thousand
    documents of one folder would else read its ten thousand names each."""
    try:
        modified = place.stat().st_mtime_ns
    except OSError:
        return ()
    settled = time.time_ns() - modified > SETTLED
    return _listed(place, modified) if settled else _listed.__wrapped__(place, modified)


@functools.lru_cache(maxsize=64)
def _listed(place: Path, modified: int) -> tuple[Path, ...]:
    paths = sorted(path for path in place.glob("*.yaml") if not path.name.endswith(".meta.yaml"))
    return tuple(path for path in paths if path.name != "masthead.yaml")


def _is_pack(path: Path) -> bool:
    """A pack names itself or what it extends near its top; other YAML files may lie in the same folder."""
    try:
        return _opens_as_pack(path, path.stat().st_mtime_ns)
    except OSError:
        return False


@functools.lru_cache(maxsize=1024)
def _opens_as_pack(path: Path, modified: int) -> bool:
    head = path.read_text("utf-8", errors="replace")[:4000]
    return any(line.startswith(("extends:", "opens_with:")) for line in head.splitlines())


def find(name: str, folder: Path | None = None) -> Path:
    """The file of a pack named or given as a path. Raises UsageError with the nearest known name."""
    if name.endswith((".yaml", ".yml")) or os.sep in name or "/" in name:
        path = next((p for p in (Path(name), folder / name if folder else Path(name)) if p.is_file()), Path(name))
        if not path.is_file():
            raise UsageError(
                f"no style file {name}", hint="write the path of a .yaml file, or a name from `masthead styles list`"
            )
        return path
    for place in folders(folder):
        with contextlib.suppress(PermissionError):  # a service may run without a home that it may look into
            if (place / f"{name}.yaml").is_file():
                return place / f"{name}.yaml"
    known = list(names(folder))
    like = nearest(name, known)
    hint = f"did you mean {like}?" if like else f"known: {', '.join(known)}"
    raise UsageError(f"no style named “{name}”", hint=hint)


def chain(path: Path, parent: str | None = None) -> dict[Path, dict[str, Any]]:
    """A pack's file and the files that it extends with their values, nearest first.

    Raises UsageError for a cycle or a missing parent.
    """
    found: dict[Path, dict[str, Any]] = {}
    at: Path | None = path
    while at is not None:
        if at in found:
            last = [*found][-1]
            line = line_of(last.read_text("utf-8"), ("extends",))
            raise UsageError(
                f"extends {at.stem} again, which extends it", hint="break the circle", line=line, source=str(last)
            )
        found[at] = load_yaml(at)
        name = parent or found[at].get("extends")
        at, parent = (_parent(at, str(name)) if name else None), None
    return found


def _parent(path: Path, name: str) -> Path:
    try:
        return find(name, path.parent)
    except UsageError as error:
        line = line_of(path.read_text("utf-8"), ("extends",))
        raise UsageError(f"extends: {error.message}", hint=error.hint, line=line, source=str(path)) from error


def merged(base: Any, over: Any) -> Any:
    """Two YAML values laid over each other: mappings by key, all else replaced."""
    if isinstance(base, dict) and isinstance(over, dict):
        return base | {key: merged(base.get(key), value) for key, value in over.items()}
    return over


def resolved_styles(styles: dict[str, Any]) -> dict[str, Any]:
    """Each style with the values of those it is based on; its name, id and base stay its own."""
    done: dict[str, dict[str, Any]] = {}

    def resolve(name: str, seen: tuple[str, ...]) -> dict[str, Any]:
        if name in done:
            return done[name]
        own = styles[name] if isinstance(styles[name], dict) else {}
        base = own.get("based_on")
        if base is None:
            return done.setdefault(name, own)
        if base not in styles or base in seen:
            what = "is based on itself" if base in seen else f"is based on “{base}”, which is no style here"
            complaint = Complaint(f"styles.{name} {what}", hint=f"known: {', '.join(styles)}")
            complaint.keys = ("styles", name, "based_on")  # type: ignore[attr-defined]
            raise complaint
        taken = {k: v for k, v in resolve(base, (*seen, name)).items() if k not in OWN}
        return done.setdefault(name, taken | own)

    return {name: resolve(name, (name,)) for name in styles}


def resolved_family(family: Any, styles: dict[str, Any]) -> Any:
    """Each further style of a family with the values of the style that it is based on."""
    if isinstance(family, str):
        family = [dict(map(_written, line.split(", "))) for line in family.splitlines() if line.strip()]
    if not isinstance(family, list):
        return family
    bases = {name: {k: v for k, v in values.items() if k not in OWN} for name, values in styles.items()}
    return [bases.get(own.get("based_on", "normal"), {}) | own if isinstance(own, dict) else own for own in family]


def _written(pair: str) -> tuple[str, Any]:
    """`size: 20pt` of a line of a family: dozens of lines are read ten times faster so than as YAML."""
    key, _, value = (part.strip() for part in pair.partition(": "))
    return key, int(value) if value.lstrip("-").isdigit() else {"true": True, "false": False}.get(value, value)


@functools.lru_cache(maxsize=64)
def _load(path: Path, parent: str | None, modified: int) -> Pack:
    """The pack of a file as it stood when it was last changed, in nanoseconds.

    One of the program's own is kept as it was built, for as long as its files and the modules of this room stay as they
    are: to read the two thousand values of a pack is a twentieth of a short run.
    """
    if parent or not is_shipped(path):
        return _built(chain(path, parent), path)
    place = str(path.with_suffix(".pack"))
    program = state([records.__file__, strict.__file__, *sorted(Path(__file__).parent.glob("*.py"))])
    found = kept(place, program)
    if found and _unchanged(found["files"]):
        pack: Pack = pickle.loads(found["pack"])
        return pack
    files = chain(path)
    pack = _built(files, path)
    keep(place, program, {"files": state(files), "pack": pickle.dumps(pack)})
    return pack


def _unchanged(files: list[tuple[str, int, int]]) -> bool:
    try:
        return state(path for path, *_ in files) == files
    except OSError:
        return False


def _built(files: dict[Path, dict[str, Any]], path: Path) -> Pack:
    """The pack of a chain of files, complete and looked through. Raises UsageError."""
    data: dict[str, Any] = {}
    for file, values in reversed(files.items()):
        said = {key: value for key, value in values.items() if value is not None or key not in WHOLE}
        data = merged(data, _with_places(said, file.parent) if file.parent != path.parent else said)
    data.setdefault("name", path.stem)
    if "extends" not in data and "faces" not in data:
        raise UsageError("it extends no pack", hint="write `extends: mission` in it", source=str(path))
    try:
        data["styles"] = resolved_styles(data.get("styles") or {})
        data["family"] = resolved_family(data.get("family") or [], data["styles"])
        data["folder"] = str(path.parent)
        pack: Pack = build(Pack, data)
        _check_files(pack)
        _check_faces(pack)
        _check_page(pack)
    except Complaint as error:
        raise _placed(error, files) from error
    return pack


def _with_places(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The values of a pack in another folder, with the places of the files that it names."""

    def placed(keys: tuple[str, ...], value: Any) -> Any:
        if isinstance(value, dict):
            return {name: placed((*keys, str(name)), item) for name, item in value.items()}
        if isinstance(value, list) and keys[-1:] == ("files",):
            return [str(folder / str(item)) for item in value]
        if isinstance(value, list) and keys == PICTURES:
            return [placed((*keys, str(at)), item) for at, item in enumerate(value)]
        return str(folder / value) if names_file(keys) and isinstance(value, str) else value

    return {name: placed((str(name),), item) for name, item in values.items()}


FILES = (("letterhead", "image"), ("masthead", "emblem_file"))
"""Keys that name a file beside the pack; so do the font files of a face, and `file` of each of the pictures."""
PICTURES = ("letterhead", "pictures")


def names_file(keys: tuple[str, ...]) -> bool:
    """Whether the value at a dotted key is the name of a file beside the pack."""
    return keys in FILES or (keys[:2] == PICTURES and keys[-1:] == ("file",))


def _check_files(pack: Pack) -> None:
    """Raise a Complaint for a picture or font file that is not there."""
    named: list[tuple[tuple[str, ...], str | None]] = [
        (FILES[0], pack.letterhead.image),
        (FILES[1], pack.masthead.emblem_file),
    ]
    named += [
        (("faces", name, "files", str(n)), file)
        for name, face in pack.faces.items()
        for n, file in enumerate(face.files)
    ]
    named += [((*PICTURES, str(n), "file"), picture.file) for n, picture in enumerate(pack.letterhead.pictures)]
    for keys, file in named:
        if file and not Path(pack.folder, file).is_file():
            raise wrong(keys, f"names {Path(file).name}, which is not there", "put the file beside the pack")
    if pack.letterhead.image and pack.letterhead.image_frame is None:
        hint = "write where it stands, as in image_frame: {x: 98mm, y: 12mm, width: 20mm, height: 20mm}"
        raise wrong(FILES[0], "has no letterhead.image_frame beside it", hint)


def _check_faces(pack: Pack) -> None:
    """Raise a Complaint for a face that the pack does not have, or that names no family."""
    for name, face in pack.faces.items():
        if not face.latin:
            raise wrong(("faces", name, "latin"), "names no family", "write one, as in latin: [Times New Roman]")
    named: list[tuple[tuple[str, ...], str | None]] = [
        (("styles", style.value, "face"), look.face) for style, look in pack.styles.items()
    ]
    for key in ("placed", "foot"):
        lines = getattr(pack.letterhead, key)
        named += [(("letterhead", key, str(n), "face"), line.face) for n, line in enumerate(lines)]
    for keys, wanted in named:
        if wanted is not None and wanted not in pack.faces:
            raise unknown(keys, wanted, list(pack.faces))


def _check_page(pack: Pack) -> None:
    """Raise a Complaint for margins that leave no room on the paper, and for a style that is not there."""
    page = pack.page
    for size, edges in (("width", ("left", "right")), ("height", ("top", "bottom"))):
        margins = Length(sum(getattr(page, edge) for edge in edges))
        if getattr(page, size) - margins < LEAST:
            said = f"is {getattr(page, size).mm:g} mm, of which the margins take {margins.mm:g} mm"
            raise wrong(("page", size), said, f"leave {LEAST.mm:g} mm for the text at least")
    missing = [name.value for name in StyleName if name not in pack.styles]
    if missing:
        raise wrong(("styles",), f"lacks {', '.join(missing)}", "extend a pack that has them: `extends: mission`")


def _placed(error: Complaint, files: dict[Path, dict[str, Any]]) -> UsageError:
    """The complaint with the file of the chain that gave the value, and its line."""
    keys: tuple[str, ...] = getattr(error, "keys", ())
    for file, values in files.items():
        value: Any = values
        for key in keys:
            value = _inner(value, key)
        if value is not ABSENT:
            return UsageError(
                error.message, hint=error.hint, line=line_of(file.read_text("utf-8"), keys), source=str(file)
            )
    first = next(iter(files))
    return UsageError(error.message, hint=error.hint, line=line_of(first.read_text("utf-8"), keys), source=str(first))


def _inner(value: Any, key: str) -> Any:
    if isinstance(value, list) and key.isdigit() and int(key) < len(value):
        return value[int(key)]
    return value.get(key, ABSENT) if isinstance(value, dict) else ABSENT


ABSENT = object()
"""What stands at a key that is not there."""


def load(name: str, folder: Path | None = None, parent: str | None = None) -> Pack:
    """A pack by name or path, with all that it extends, or laid over another parent than it names.

    Raises UsageError with file, line, dotted key and nearest name.
    """
    path = find(name, folder).resolve()
    return _load(path, parent, path.stat().st_mtime_ns)


def origins(name: str, folder: Path | None = None) -> dict[str, str]:
    """Dotted key → `file:line` that gives its value: the nearest file of the chain that has it."""
    found: dict[str, str] = {}
    for file in chain(find(name, folder).resolve()):
        for key, line in lines_of(file.read_text("utf-8")).items():
            found.setdefault(key, f"{file.name}:{line}")
    return found


def origin(key: str, known: dict[str, str], styles: Mapping[Any, Any]) -> str:
    """Where the value of a dotted key comes from: a file and line (of a style it is based on), or the default."""
    while True:
        if key in known:
            return known[key]
        room, _, rest = key.partition(".")
        style, _, field = rest.partition(".")
        base = getattr(styles.get(style), "based_on", None) if room == "styles" and field not in OWN else None
        if base is None:
            return "default"
        key = f"styles.{base}.{field}"
