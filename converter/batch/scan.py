"""Which files are inputs: named ones, those that fit a pattern, those of a folder; what is passed over is said."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from converter.batch.earlier import WRITTEN, Earlier, made_from, sealed_file
from converter.batch.ledger import FOLDER
from converter.diagnostics import InputError, MastheadError, UsageError
from converter.options import Options
from converter.records import dataclass, field

HIDDEN, TEMPORARY = (".",), ("~$", "~wr", ".~lock.")
"""How the names of hidden files, and of those that other programs keep while they work, begin."""
UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".bak", ".swp", "~", ".lnk", ".url")
SYSTEM = frozenset(("thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"))
SAID_BESIDE = (".yaml", ".yml")
"""Settings and style packs: they say something about inputs and are none."""
ABOUT = frozenset(("readme", "read me", "lisezmoi", "leeme"))
"""What a file is called that says what a folder holds: no document of that folder."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".svg")


@dataclass(frozen=True, slots=True)
class Found:
    """An input, the folder that its place in the output tree is counted from (None: named by itself), and why it
    cannot be done, where that is known already."""

    path: Path
    root: Path | None = None
    error: MastheadError | None = None


@dataclass(slots=True)
class Scan:
    """A search for inputs; `notes` says what was passed over."""

    out: Path | None
    options: Options
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    apart: tuple[Path, ...] = ()
    """Folders that are not looked into: outputs, quarantine."""
    notes: list[str] = field(default_factory=list)
    _barren: InputError | None = None
    """Why the first name that gave no input gave none."""
    _unread: dict[str, int] = field(default_factory=dict)
    """How many files of each ending were passed over, since no text is read from such files."""
    _parts: dict[Path, frozenset[Path]] = field(default_factory=dict)
    """Style packs, and what they name, by folder."""
    _earlier: Earlier | None = None

    def inputs(self, names: list[str]) -> list[Found]:
        """Each input once, in the order named; those of a folder sorted. Raises InputError."""
        once: dict[str, Found] = {}
        for name in names:
            for found in self._named(name) if len(names) == 1 else self._one_of_many(name):
                once.setdefault(os.path.abspath(found.path), found)
        if not any(found.error is None for found in once.values()) and self._barren:
            raise self._barren
        if len(names) > 1:
            once = {place: found for place, found in once.items() if not self._swept_up(found, once)} or once
        if self._unread:
            self.notes.append(self._counted())
        return list(once.values())

    def _counted(self) -> str:
        """`passed over 3 files of kinds that are not read: 2 .png, 1 .py`."""
        count = sum(self._unread.values())
        files = f"{count} file{'s' if count > 1 else ''} of kinds that are not read"
        return f"passed over {files}: {', '.join(f'{n} {suffix}' for suffix, n in sorted(self._unread.items()))}"

    def _named(self, name: str) -> Iterator[Found]:
        if not name.strip():
            raise UsageError("an input has no name", hint="name a file or a folder; the present one is .")
        path = Path(name)
        if path.is_dir():
            yield from self._folder(path)
        elif any(sign in name for sign in "*?[") and not path.exists():
            yield from self._pattern(name)
        else:
            yield Found(path)

    def _one_of_many(self, name: str) -> Iterator[Found]:
        """What a name stands for; one that gives nothing is told, and costs the others nothing."""
        try:
            yield from self._named(name)
        except InputError as error:
            self._barren = self._barren or error
            if Path(name).is_dir():
                self._passed(Path(name), error.message)
            else:
                yield Found(Path(name), None, error)

    def _swept_up(self, found: Found, all_found: Collection[str]) -> bool:
        """Whether a file was named only because a shell wrote out `*`: settings, and what an earlier run made of
        another file that was named too."""
        path = found.path
        if found.root is not None or found.error is not None:
            return False
        if path.name.lower().endswith(SAID_BESIDE):
            return not self._passed(path, "it holds settings or a style pack, and no text")
        if path.suffix.lower() not in WRITTEN:
            return False
        source = made_from(path, _texts(), lambda other: os.path.abspath(other) in all_found)
        return source is not None and sealed_file(path) and not self._passed(path, f"it was made from {source.name}")

    def _pattern(self, pattern: str) -> Iterator[Found]:
        """The program expands wildcards itself: Windows shells do not."""
        from glob import glob

        matches = [Path(name) for name in sorted(glob(pattern, recursive=True))]
        if not matches:
            raise InputError(
                "nothing fits this pattern", hint="check the pattern, and the folder you are in", source=pattern
            )
        found = [one for match in matches for one in self._match(match)]
        if not found:
            raise InputError("what fits this pattern holds no inputs", hint="check the pattern", source=pattern)
        yield from found

    def _match(self, match: Path) -> Iterator[Found]:
        if match.is_dir():
            yield from self._below(match)
        elif self._wanted(match, None):
            yield from self._judged(match, None)

    def _folder(self, folder: Path) -> Iterator[Found]:
        found = list(self._below(folder))
        if not found:
            kinds = "name a folder with .txt, .md, .html, .docx, .pdf or .eml files"
            raise InputError(
                f"no inputs in this folder{f'; {self._counted()}' if self._unread else ''}",
                hint="look at --include and --exclude" if self.include or self.exclude else kinds,
                source=str(folder),
            )
        yield from found

    def _below(self, folder: Path) -> Iterator[Found]:
        closed: list[Found] = []

        def refused(error: OSError) -> None:
            said = InputError(f"this folder cannot be read: {error.strerror}", hint="check that you may read it")
            closed.append(Found(Path(error.filename), folder, said))

        for place, folders, names in os.walk(folder, onerror=refused):
            yield from closed
            closed.clear()
            folders[:] = [name for name in sorted(folders) if self._entered(Path(place, name))]
            for name in sorted(names):
                path = Path(place, name)
                if self._wanted(path, folder) and self._included(path, folder) and self._inside(path, folder):
                    yield from self._judged(path, folder)
        yield from closed

    def _entered(self, folder: Path) -> bool:
        if folder.name == FOLDER or folder.resolve() in self.apart:
            return False
        if folder.name.startswith(HIDDEN):
            return self._passed(folder, "a hidden folder")
        if folder.is_symlink():
            return self._passed(folder, "a link to a folder")
        return True

    def _wanted(self, path: Path, folder: Path | None) -> bool:
        """Whether a file of a folder is an input by its name; hidden and temporary ones are passed over aloud."""
        name = path.name.lower()
        if name.endswith(SAID_BESIDE):
            return False
        if name.startswith(TEMPORARY) or name.endswith(UNFINISHED) or name in SYSTEM:
            return self._passed(path, "a temporary file")
        if name.startswith(HIDDEN):
            return self._passed(path, "a hidden file")
        if path.stem.lower() in ABOUT and not self._asked(path):
            return self._passed(path, "it says what the folder holds (named by itself it is converted)")
        return not self._own(path, folder) and not self._used(path)

    def _asked(self, path: Path) -> bool:
        """Whether --include names a file by its name."""
        return any(part.lower() == path.name.lower() for part in self.include)

    def _included(self, path: Path, folder: Path) -> bool:
        below = path.relative_to(folder).as_posix()
        fits = [any(fnmatch(part, p) for part in (below, path.name)) for p in self.include]
        return (not fits or any(fits)) and not any(fnmatch(below, p) or fnmatch(path.name, p) for p in self.exclude)

    def _inside(self, path: Path, folder: Path) -> bool:
        """Whether a link stays within the folder: what it leads to elsewhere was not meant to be converted."""
        if not path.is_symlink() or path.resolve().is_relative_to(folder.resolve()):
            return True
        return self._passed(path, "a link that leads out of the folder")

    def _passed(self, path: Path, why: str) -> bool:
        self.notes.append(f"{path}: passed over, {why}")
        return False

    def _own(self, path: Path, folder: Path | None) -> bool:
        self._earlier = self._earlier or Earlier(self.out, _texts())
        return self._earlier.own(path, folder)

    def _used(self, path: Path) -> bool:
        """Whether a picture is part of a style pack in its folder, and no document."""
        from converter.batch.fingerprint import packs_near

        if path.suffix.lower() not in PICTURES:
            return False
        if path.parent not in self._parts:
            self._parts[path.parent] = frozenset(packs_near(path.parent))
        return path in self._parts[path.parent]

    def _judged(self, path: Path, root: Path | None) -> Iterator[Found]:
        """A file of a folder by its ending: one of another word processor is a document that cannot be read, a picture
        or a program is none; a file named by itself is looked into instead."""
        from converter.readers.signatures import SAVE, SUFFIXES

        suffix = path.suffix.lower()
        what, hint = SUFFIXES.get(suffix, ("", ""))
        if self.options.source_format or suffix in _read():
            yield Found(path, root)
        elif hint == SAVE:
            yield Found(path, root, InputError(f"this is {what}, which cannot be read", hint=hint))
        else:
            self._unread[suffix] = self._unread.get(suffix, 0) + 1


@cache
def documents() -> frozenset[str]:
    """Endings of documents, those that are not read among them."""
    from converter.readers.signatures import SAVE, SUFFIXES

    return _read() | {suffix for suffix, (_, hint) in SUFFIXES.items() if hint == SAVE}


@cache
def _texts() -> frozenset[str]:
    """Endings of the formats that are read and never written."""
    return _read() - WRITTEN


@cache
def _read() -> frozenset[str]:
    """Endings of the formats that are read."""
    from converter.readers import READERS

    return frozenset(suffix for reader in READERS.values() for suffix in reader.suffixes)
