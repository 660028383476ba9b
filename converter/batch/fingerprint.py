"""All that a document's bytes depend on, as one digest: input, values beside it, options, packs, fonts, program."""

from __future__ import annotations

import functools
import os
import sys
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from converter.batch.jobs import Task
from converter.diagnostics import UsageError
from converter.files import reach
from converter.options import Options

LIBRARIES = (
    "charset-normalizer",
    "ftfy",
    "lxml",
    "markdown-it-py",
    "pypdfium2",
    "python-docx",
    "python-oxmsg",
    "pyyaml",
    "reportlab",
    "segno",
    "uharfbuzz",
)
"""Distributions whose version can change an output."""
PARTS_OF_PACKS = (".png", ".jpg", ".jpeg", ".svg", ".ttf", ".otf", ".ttc", ".otc")
"""Endings of files that a style pack may name: images of a letterhead, fonts."""


def fingerprint(task: Task) -> str | None:
    """The digest for one input; None where the input cannot be read."""
    source = reach(task.source)
    try:
        seen = sha256(source.read_bytes())
    except OSError:
        return None
    for beside in files_near(source, task.options):
        seen.update(_digest(beside))
    for part in (task.context, source.name, *(f"{name} {path.name}" for name, path in task.outputs)):
        seen.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return seen.hexdigest()


def files_near(source: Path, options: Options) -> list[Path]:
    """The files that give values to an input, and those that they name; where they are wrong the conversion says so."""
    from converter.settings import Given, files_beside

    named = options.settings.get("agenda")
    agenda = str(named.value if isinstance(named, Given) else named or "")
    places = [source.with_name(agenda), Path(agenda)] if agenda else []
    try:
        return [*files_beside(source), *places]
    except UsageError:
        return [source.with_name("masthead.yaml"), *places]


def _digest(path: Path) -> bytes:
    """Digest of a file; of nothing where there is none."""
    try:
        return sha256(path.read_bytes()).digest()
    except OSError:
        return b"-"


def context(folder: Path, options: Options) -> str:
    """What all inputs of a folder share: program, libraries, fonts, options, and the packs that can be found."""
    seen = sha256(program().encode())
    seen.update(repr((options.to, options.style, options.form, options.source_format, options.attachment)).encode())
    seen.update(repr(options.limits).encode())
    seen.update(f"{options.changes} {options.template}".encode("utf-8", "surrogatepass"))
    seen.update(_digest(Path(options.template)) if options.template else b"")
    seen.update(repr(sorted((key, repr(value)) for key, value in options.settings.items())).encode())
    for name in fonts() if "pdf" in options.to else ():
        seen.update(name.encode("utf-8", "surrogatepass") + b"\n")
    seen.update(_packs(folder).encode())
    if options.style and options.style.endswith((".yaml", ".yml")):
        seen.update(_packs(Path(options.style).parent).encode())
    return seen.hexdigest()


def _packs(folder: Path) -> str:
    """Digest of the style packs of a folder and of the user's own, with the files that they name."""
    from converter.style.packs import folders

    seen = sha256()
    for place in folders(folder)[:-1]:
        for path in packs_near(place):
            seen.update(path.name.encode("utf-8", "surrogatepass") + _digest(path))
    return seen.hexdigest()


def packs_near(folder: Path) -> list[Path]:
    """The style packs that lie in a folder, and the images and fonts there that they name; sorted."""
    packs = [path for path in sorted(_named(folder, (".yaml", ".yml"))) if _is_pack(path.name)]
    if not packs:
        return []
    said = b"\0".join(path.read_bytes() for path in packs)
    return packs + [path for path in sorted(_named(folder, PARTS_OF_PACKS)) if path.name.encode() in said]


def _is_pack(name: str) -> bool:
    return name != "masthead.yaml" and not name.endswith(".meta.yaml")


def _named(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            yield from (Path(entry.path) for entry in entries if entry.name.endswith(endings) and entry.is_file())
    except OSError:
        return


@functools.cache
def program() -> str:
    """Digest of this program's own files, of Python and zlib, and of the versions of the libraries it uses."""
    seen = sha256(f"{sources()} {sys.version} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    for name in LIBRARIES:
        seen.update(f"{name} {_version(name)}\n".encode())
    return seen.hexdigest()


@functools.cache
def sources() -> str:
    """Digest of this program's own files: modules, wording, packs."""
    from converter.data import data_path

    seen = sha256()
    package = Path(__file__).resolve().parents[1]
    for top in dict.fromkeys((package, data_path().resolve())):
        for path in sorted(p for p in top.rglob("*") if p.suffix in (".py", ".yaml", ".txt", ".json")):
            seen.update(path.relative_to(top).as_posix().encode() + _digest(path))
    return seen.hexdigest()


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


@functools.cache
def fonts() -> tuple[str, ...]:
    """Names of all font files that a document could be set in: a font that arrives or goes can change it."""
    from converter.style.faces import _everything

    return tuple(sorted(map(os.path.basename, _everything())))
