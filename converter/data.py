"""Where packs and wording stand, inside the installed package or at the top of the repo, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from converter.kept import keep, kept

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
    stamp = found.st_mtime_ns, found.st_size
    value = kept(str(path), stamp)
    if value is None:
        value = load(path.read_text("utf-8"))
        keep(str(path), stamp, value)
    return value
