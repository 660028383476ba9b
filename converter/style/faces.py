"""Which font file sets which script: the pack's own, the `fonts` extra, then the system's, chosen by what they can
set."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from converter.data import read_yaml
from converter.diagnostics import FontError
from converter.records import dataclass
from converter.style.schema import Face

RESTRICTED, MASK, BITMAPS = 0x0002, 0x000F, 0x0200
FS_TYPE = slice(8, 10)
REGULAR, BOLD = 400, 700
HINT = (
    'in the folder of masthead: python -m pip install ".[fonts]", or name font files of your own in the style pack '
    "(faces: {text: {files: […]}}); the Word file needs neither"
)


class Script(StrEnum):
    """The groups of letters that a face names families for."""

    LATIN = "latin"
    ARABIC = "arabic"
    CHINESE = "chinese"


@dataclass(frozen=True, slots=True)
class FontFile:
    """A face in a file: its place in a collection, and its weight where the file holds a range of weights."""

    path: str
    index: int = 0
    weight: int = 0


def font_file(face: Face, script: Script, bold: bool, italic: bool, folder: str = "") -> FontFile | None:
    """The file that sets `script` in the given style; None where no font of this machine can.

    Raises FontError for Latin letters: without them nothing can be set.
    """
    names = {Script.LATIN: face.latin, Script.ARABIC: face.arabic, Script.CHINESE: face.chinese}[script]
    found = _find(face.files, names, script, bold + 2 * italic, folder)
    if found is None and script is Script.LATIN:
        raise FontError(f"no font for {', '.join(face.latin) or 'Latin letters'}", hint=HINT)
    return found


@cache
def fallback(char: str) -> FontFile | None:
    """Any font of this machine that has a character which the faces of the pack lack."""
    for path in _everything():
        file = FontFile(path)
        if usable(file) and has(file, char):
            return file
    return None


@cache
def opened(path: str, index: int) -> Any:
    """A face as HarfBuzz opens it: mapped, not read. None where it is no font or may not be embedded."""
    import uharfbuzz as hb

    try:
        face = hb.Face(hb.Blob.from_file_path(path), index)
        glyphs = face.glyph_count
    except Exception:  # HarfBuzz raises bare errors of its own for whatever is no font
        return None
    rights = int.from_bytes(face.reference_table("OS/2").data[FS_TYPE], "big")
    return face if glyphs and rights & MASK != RESTRICTED and not rights & BITMAPS else None


def has(file: FontFile, text: str) -> bool:
    """Whether a file has a glyph for every character."""
    letters = _letters(file)
    return letters is not None and all(letters.get_nominal_glyph(ord(char)) for char in text)


def usable(file: FontFile) -> bool:
    """Whether a file can be embedded: a font with outlines, whose owner does not forbid it."""
    face = opened(file.path, file.index)
    return face is not None and bool({"glyf", "CFF "} & set(face.table_tags))


@cache
def _letters(file: FontFile) -> Any:
    import uharfbuzz as hb

    face = opened(file.path, file.index)
    return None if face is None else hb.Font(face)


@cache
def _find(own: tuple[str, ...], names: tuple[str, ...], script: Script, style: int, folder: str) -> FontFile | None:
    """The user's own file if it has the least that a script needs; else the first that has all of it, or the least."""
    data = _data()
    if own:
        file = FontFile(str(Path(folder, own[style] if style < len(own) else own[0])))
        if usable(file) and has(file, data["least"][script]):
            return file
    for wanted in (data["needed"][script], data["least"][script]):
        for file in _candidates(names, script, style):
            if usable(file) and has(file, wanted):
                return file
    return None


def _candidates(names: tuple[str, ...], script: Script, style: int) -> Iterator[FontFile]:
    """The files of each family with its twins, those of the packages first: the same on every machine that has them; a
    family that only the system has comes before what stands in for it."""
    for families in _families(names, script):
        for where in (_packaged, _installed):
            for family in families:
                for files in _data()["families"].get(family, ()) or [_guessed(family)]:
                    yield from _in(where, files, style)


def _in(where: Any, files: list[str], style: int) -> Iterator[FontFile]:
    name, _, index = (files[style] if style < len(files) else files[0]).partition("#")
    for path in where().get(name.lower(), ()):
        weight = (BOLD if style % 2 else REGULAR) if len(files) == 1 and "VF" in name else 0
        yield FontFile(path, int(index or 0), weight)


def _families(names: tuple[str, ...], script: Script) -> list[tuple[str, ...]]:
    """Each family that is named, then each that stands in for all, with those of the same widths."""
    data = _data()
    wanted = dict.fromkeys((*names, *data["fallback"][script]))
    return [(name, *data["twins"].get(name, ())) for name in wanted]


def _guessed(family: str) -> list[str]:
    """File names as most makers of fonts form them, for a family that no table lists."""
    stem = family.replace(" ", "")
    return [f"{stem}-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")]


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(Path(__file__).with_name("fonts.yaml"))
    return data


@cache
def _packaged() -> Mapping[str, tuple[str, ...]]:
    """Lower-case file name → paths, of the packages of the `fonts` extra. The packages are not imported."""
    from importlib.util import find_spec

    folders = []
    for package, inside in _data()["packages"]:
        spec = find_spec(package)
        folders += [Path(place, inside) for place in spec.submodule_search_locations or ()] if spec else []
    return _listed(folders)


@cache
def _installed() -> Mapping[str, tuple[str, ...]]:
    """The same, of the system's and the user's own font folders."""
    return _listed(_system_folders())


def _listed(folders: list[Path]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for folder in folders:
        for root, inner, names in os.walk(folder, followlinks=True):
            inner.sort()
            for name in sorted(names):
                found.setdefault(name.lower(), []).append(os.path.join(root, name))
    return {name: tuple(paths) for name, paths in found.items()}


def _everything() -> list[str]:
    """Every font file of this machine, roman serifs of one width before their bold, slanted, plain and typewriter
    sisters."""
    kinds = (".ttf", ".otf", ".ttc", ".otc")
    found = [(name, path) for table in (_packaged(), _installed()) for name, paths in table.items() for path in paths]
    return [path for name, path in sorted(found, key=_plainness) if name.endswith(kinds)]


def _plainness(found: tuple[str, str]) -> tuple[bool, bool, bool, tuple[str, str]]:
    name = found[0]
    return "mono" in name, any(w in name for w in ("bold", "italic", "oblique")), "serif" not in name, found


def _system_folders() -> list[Path]:
    """Where the three systems keep fonts; no call of fontconfig or of a registry."""
    env, home = os.environ.get, Path.home()
    if sys.platform == "win32":
        local = env("LOCALAPPDATA", str(home / "AppData" / "Local"))
        return [Path(env("WINDIR", r"C:\Windows"), "Fonts"), Path(local, "Microsoft", "Windows", "Fonts")]
    if sys.platform == "darwin":
        system = Path("/System/Library/Fonts")
        return [home / "Library" / "Fonts", Path("/Library/Fonts"), system / "Supplemental", system]
    shares = [env("XDG_DATA_HOME") or str(home / ".local" / "share")]
    shares += (env("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return [Path(share, "fonts") for share in shares if share] + [home / ".fonts"]
