"""What a run keeps for the next, as Python keeps its compiled modules: in `__pycache__`, under the same switches."""

from __future__ import annotations

import atexit
import contextlib
import marshal
import os
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

__all__ = ["Table", "keep", "kept", "save", "state"]


VERSION = sys.modules[__name__.partition(".")[0]].__version__
"""Of this program: files that came with another may have the same times and sizes."""


def state(paths: Iterable[str | os.PathLike[str]]) -> list[tuple[str, int, int]]:
    """Files with their times and sizes, by which it is seen whether one of them was changed. Raises OSError."""
    found = ((os.fspath(path), os.stat(path)) for path in paths)
    return [(path, file.st_mtime_ns, file.st_size) for path, file in found]


def kept(path: str, stamp: Any) -> Any:
    """What was kept for a file under the same stamp; None where there is nothing, or what there is cannot be read."""
    for place in _places(path):
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            with open(place, "rb") as file:
                found, value = marshal.loads(file.read())
            if found == [VERSION, stamp]:
                return value
    return None


def keep(path: str, stamp: Any, value: Any) -> None:
    """Keep plain values for a file, unless Python was told to write no bytecode, or nothing can be written anywhere."""
    if sys.dont_write_bytecode:
        return
    try:
        data = marshal.dumps(([VERSION, stamp], value))
    except ValueError:
        return
    for place in _places(path):
        with contextlib.suppress(OSError):
            return _write(place, data)


def _write(place: str, data: bytes) -> None:
    """Written beside and renamed, so that nobody reads half of it."""
    beside = f"{place}.{os.getpid()}"
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(beside, "wb") as file:
        file.write(data)
    os.replace(beside, place)


def _places(path: str) -> Iterator[str]:
    """`__pycache__/en.yaml.cpython-311.pyc`, or the same below the folder that Python was told to use; and below the
    user's own cache, for a program that an administrator installed."""
    folder, name = os.path.split(os.path.abspath(path))
    name = f"{name}.{sys.implementation.cache_tag}.pyc"
    below = os.path.splitdrive(folder)[1].lstrip(os.sep)
    if sys.pycache_prefix:
        yield os.path.join(sys.pycache_prefix, below, name)
        return
    yield os.path.join(folder, "__pycache__", name)
    yield os.path.join(_user_cache(), "masthead", below, name)


def _user_cache() -> str:
    """Where the system keeps what a user's programs can make anew."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches")
    return os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")


class Table:
    """What is made of many small texts of a module: each is made once, in the first run that asks for it."""

    MOST = 4000
    """Entries that are kept; there are fewer texts in the program, so more would come of what users write."""

    def __init__(self, path: str, stamp: Any) -> None:
        self._path, self._stamp = path, stamp
        self._known: dict[Any, Any] | None = None
        self._fresh: dict[Any, Any] = {}

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What was kept under a key, or is made now, and kept when the program ends."""
        if self._known is None:
            self._known = kept(self._path, self._stamp) or {}
        if key in self._known:
            return self._known[key]
        made = self._known[key] = make()
        if not self._fresh:
            TABLES.append(self)
        self._fresh[key] = made
        return made

    def keep(self) -> None:
        """Keep what this run made, beside what others have."""
        known = (kept(self._path, self._stamp) or {}) | self._fresh  # Another run may have kept some since.
        if len(known) <= self.MOST:
            keep(self._path, self._stamp, known)


TABLES: list[Table] = []
"""Those to which this run has added."""


def save() -> None:
    """Keep what was made in this run; done when a program ends, and by those that end without a farewell."""
    for table in TABLES:
        table.keep()


atexit.register(save)
