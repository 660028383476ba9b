"""masthead: raw text in, United Nations documents out, as Word and PDF.

>>> from converter import convert, inspect            # doctest: +SKIP
>>> result = convert("Letter dated 7 November 2023 …")  # doctest: +SKIP
>>> result["docx"], result["pdf"], result.inspection    # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["MastheadError", "Result", "__version__", "batch", "convert", "inspect"]

if TYPE_CHECKING:
    from converter.batch.library import batch
    from converter.diagnostics import MastheadError
    from converter.pipeline import Result, convert, inspect

_HOMES = {"convert": "pipeline", "inspect": "pipeline", "Result": "pipeline", "MastheadError": "diagnostics"}


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are used: `masthead --version` must not load a writer."""
    from importlib import import_module

    if name == "batch":  # a room that can be called: the name is taken by it as soon as anything in it is loaded
        return import_module("converter.batch")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"converter.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """What a prompt offers: the public names, though none of them is loaded yet."""
    return sorted({*__all__, *globals()} - {"Any", "TYPE_CHECKING", "annotations"})
