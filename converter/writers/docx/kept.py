"""What depends on the pack alone is made once: styles, theme, fonts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from converter.style.schema import Pack
from converter.writers.docx.constants import MOST_KEPT

Made = TypeVar("Made")
_made: dict[tuple[int, str], tuple[Pack, object]] = {}


def once(pack: Pack, key: str, make: Callable[[], Made]) -> Made:
    """What `make` gives for a pack, kept under a key for as long as the same pack is used."""
    found = _made.get((id(pack), key))
    if found is not None and found[0] is pack:
        return found[1]  # type: ignore[return-value]
    if len(_made) > MOST_KEPT:
        _made.clear()
    value = make()
    _made[id(pack), key] = (pack, value)
    return value
