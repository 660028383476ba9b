"""Which files of an input folder masthead itself left there: outputs and reports of this run or an earlier one."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from converter.batch.ledger import FILE, FOLDER, recorded
from converter.files import untouched
from converter.options import FORMATS

REPORTS = ("report.json", "report.jsonl", "report.html")
WRITTEN = frozenset(f".{name}" for name in FORMATS)
APART = "-masthead"
"""What is added to the name of an output that would else replace its input."""


class Earlier:
    """Tells outputs from inputs. A ledger that an earlier run left knows its outputs, those too that somebody changed
    since; a seal tells those of a run that kept none. Outputs whose inputs lie elsewhere are inputs like any other."""

    def __init__(self, out: Path | None, texts: frozenset[str]) -> None:
        self._out = out.resolve() if out is not None else None
        self._texts = texts
        """Endings of the formats that are read and never written."""
        self._names: dict[Path, tuple[frozenset[str], Counter[str]]] = {}
        """Names of files, and how many have each name before its ending, by folder."""
        self._ledgers: dict[Path, Mapping[str, str]] = {}
        """What the ledger of a folder knows, output to input."""

    def own(self, path: Path, folder: Path | None) -> bool:
        """Whether a file found below `folder` (None: by a pattern) is one of masthead and no input."""
        if path.name in REPORTS and (path.parent.resolve() == self._out or (path.parent / FOLDER / FILE).is_file()):
            return True
        if path.suffix.lower() not in WRITTEN:
            return False
        if folder is not None and self._source(path, folder) is not None:
            return True
        if self._out is None or path.resolve().is_relative_to(self._out) or self._beside(path):
            return sealed_file(path)
        return False

    def _source(self, path: Path, folder: Path) -> str | None:
        """The input below a folder that a file was made from, as a ledger of one of the folders between knows it."""
        sought, within = os.path.realpath(path), os.path.join(os.path.realpath(folder), "")
        for home in _between(path.parent, folder):
            if home not in self._ledgers:
                self._ledgers[home] = recorded(home)
            source = self._ledgers[home].get(sought)
            if source is not None and source.startswith(within) and os.path.isfile(source):
                return source
        return None

    def _beside(self, path: Path) -> bool:
        """Whether a file lies in the same folder from which this one will have been made."""
        if path.parent not in self._names:
            names = os.listdir(path.parent)
            self._names[path.parent] = frozenset(names), Counter(os.path.splitext(name)[0] for name in names)
        there, stems = self._names[path.parent]
        if sum(stems[stem] for stem in {path.stem, path.stem.removesuffix(APART)}) < 2:
            return False
        return made_from(path, self._texts, lambda other: other.name in there) is not None


def made_from(path: Path, texts: frozenset[str], there: Callable[[Path], bool]) -> Path | None:
    """The file beside a Word or PDF file from which masthead will have made it: one of its name in a format that is
    read and not written (`texts`), or in one that is written, and was not by masthead. `there` says which are there."""
    for stem in dict.fromkeys((path.stem, path.stem.removesuffix(APART))):
        for suffix in (*sorted(texts), *sorted(WRITTEN)):
            other = path.with_name(f"{stem}{suffix}")
            if other != path and there(other) and (suffix in texts or not sealed_file(other)):
                return other
    return None


def sealed_file(path: Path) -> bool:
    """Whether a file is there that masthead wrote and nobody changed since."""
    with suppress(OSError):
        return untouched(path.read_bytes())
    return False


def _between(place: Path, folder: Path) -> Iterator[Path]:
    """The folders from a place up to the folder that was named."""
    yield from (folder / below for below in place.relative_to(folder).parents)
    yield place
