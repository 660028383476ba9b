"""Many inputs: planned before anything is written, done apart from each other, summed up at the end.

`converter.batch(inputs, out, …)` does them; `help(converter.batch.library.batch)` says what it takes.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Batch(ModuleType):
    """The room itself can be called, as `converter.batch(...)`: the room and the library's function share a name."""

    def __call__(self, *inputs: Any, **wishes: Any) -> Any:
        from converter.batch.library import batch

        return batch(*inputs, **wishes)


sys.modules[__name__].__class__ = _Batch
