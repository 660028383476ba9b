"""Every diagnostic code and the page that `masthead explain` prints, read from `styles/codes.yaml` on first use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from converter.data import data_path, read_yaml


@cache
def pages() -> Mapping[str, str]:
    """Code → page, in the order of the file."""
    return {str(code): str(text).strip() for code, text in read_yaml(data_path("codes.yaml")).items()}


def page(code: str) -> str | None:
    """The page of a code; None where there is no such code."""
    text = pages().get(code)
    return f"{code}\n\n{text}" if text else None
