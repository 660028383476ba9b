"""Where packs and wording stand: inside the installed package, or at the top of the repo."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def data_path(*parts: str) -> Path:
    """The path of a data file under `styles/`, such as `data_path("languages", "en.yaml")`.

    An installed package carries the folder as `converter/styles`; a checkout has it beside `converter`.
    The file itself may be missing: whoever opens it says so.
    """
    return _styles().joinpath(*parts)


@cache
def _styles() -> Path:
    package = Path(__file__).resolve().parent
    shipped = package / "styles"
    return shipped if shipped.is_dir() else package.parent / "styles"
