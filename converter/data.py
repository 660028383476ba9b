"""Where packs and wording stand, inside the installed package or at the top of the repo, and how they are read."""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent


def data_path(*parts: str) -> Path:
    """The path of a data file under `styles/`, such as `data_path("languages", "en.yaml")`.

    An installed package carries the folder as `converter/styles`; a checkout has it beside `converter`.
    The file itself may be missing: whoever opens it says so.
    """
    return _styles().joinpath(*parts)


@cache
def _styles() -> Path:
    shipped = PACKAGE / "styles"
    return shipped if shipped.is_dir() else PACKAGE.parent / "styles"


def is_shipped(path: Path) -> bool:
    """Whether a file is one of the program's own, not one of a user's."""
    return path.is_relative_to(_styles()) or path.is_relative_to(PACKAGE)


def loaded(text: str) -> Any:
    """The value of a YAML text, by the fast safe loader where it was built."""
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_yaml(path: Path, load: Callable[[str], Any] = loaded) -> Any:
    """The value of a YAML file of the program's own. Raises what `load` does, OSError and UnicodeDecodeError.

    Reading some twenty of them as YAML is an eighth of a short run, so each value is kept as Python keeps its modules:
    in `__pycache__` beside the file, under the same switches, for as long as the file has the same time and size.
    """
    found = path.stat()
    stamp, place = (found.st_mtime_ns, found.st_size), _kept_at(path)
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
        kept, value = marshal.loads(place.read_bytes())
        if kept == stamp:
            return value
    value = load(path.read_text("utf-8"))
    if not sys.dont_write_bytecode:
        _keep(place, (stamp, value))
    return value


def _kept_at(path: Path) -> Path:
    """`__pycache__/en.yaml.cpython-311.pyc`, or the same below the folder that Python was told to use."""
    folder = path.absolute().parent
    place = Path(sys.pycache_prefix, *folder.parts[1:]) if sys.pycache_prefix else folder / "__pycache__"
    return place / f"{path.name}.{sys.implementation.cache_tag}.pyc"


def _keep(place: Path, kept: tuple[tuple[int, int], Any]) -> None:
    """Written beside and renamed, so that nobody reads half of it; where it cannot be written, it is not."""
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    with contextlib.suppress(OSError, ValueError):
        data = marshal.dumps(kept)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        os.replace(beside, place)
