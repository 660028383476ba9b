"""A `dataclass` with slots that is made five times faster than the standard one: a run makes two hundred at its start.

The standard decorator compiles each of five or six methods of each class from source text. Here `__init__` alone is
compiled, with the first record that is made; the others are the same functions for all classes. To the type checker it
is the standard one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(*, frozen=False, slots, eq=True, kw_only=False):
        """A decorator as `dataclasses.dataclass` is; it serves classes with slots only."""

        def made(cls):
            cls.__doc__ = cls.__doc__ or cls.__name__
            cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
            fields = dataclasses.fields(cls)
            methods = {"__init__": _init(cls, fields, frozen), "__repr__": _repr}
            if eq:
                methods |= _comparing(tuple(field.name for field in fields if field.compare), frozen)
            if frozen:
                methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
                methods |= {"__getstate__": _state, "__setstate__": _restore}
            for name, method in methods.items():
                if name not in cls.__dict__ or name == "__hash__":
                    setattr(cls, name, method)
            return cls

        return made

    def _init(cls, fields, frozen):
        """`__init__`, until the first record is made: a run makes records of half of its classes."""

        def __init__(self, *given, **named):
            cls.__init__ = _compiled(cls, fields, frozen)
            cls.__init__(self, *given, **named)

        return __init__

    def _compiled(cls, fields, frozen):
        """`__init__`, compiled: it runs for each line and each word of a document, so it must be as fast as can be."""
        known, given, kept = {"_set": object.__setattr__, "_none": dataclasses.MISSING}, [], []
        for field in sorted(fields, key=lambda field: field.kw_only):
            name = value = field.name
            if field.kw_only and "*" not in given:
                given.append("*")
            if field.default is not dataclasses.MISSING:
                known[f"_{name}"] = field.default
                given.append(f"{name}=_{name}")
            elif field.default_factory is not dataclasses.MISSING:
                known[f"_{name}"] = field.default_factory
                given.append(f"{name}=_none")
                value = f"_{name}() if {name} is _none else {name}"
            else:
                given.append(name)
            kept.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
        kept += ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
        lines = "\n ".join(kept or ["pass"])
        exec(f"def __init__({', '.join(['self', *given])}):\n {lines}", known)
        return known["__init__"]

    def _comparing(names, frozen):
        values = attrgetter(*names) if names else lambda record: ()

        def __eq__(self, other):
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self):
            return hash(values(self))

        return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}

    def _repr(self):
        shown = [f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr]
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def _refuse(self, name, *value):
        raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")

    def _state(self):
        return [getattr(self, field.name) for field in dataclasses.fields(self)]

    def _restore(self, state):
        for field, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, field.name, value)
