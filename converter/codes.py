"""Every diagnostic code and the page that `masthead explain` prints, read from `styles/codes.yaml` on first use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from converter.data import data_path


@cache
def pages() -> Mapping[str, str]:
    """Code → page, in the order of the file."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded = yaml.load(data_path("codes.yaml").read_text("utf-8"), loader)
    return {str(code): str(text).strip() for code, text in loaded.items()}


def page(code: str) -> str | None:
    """The page of a code; None where there is no such code."""
    text = pages().get(code)
    return f"{code}\n\n{text}" if text else None
