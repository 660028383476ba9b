"""`dataclasses`, made five times faster: a run makes two hundred classes of records at its start.

The standard module takes longer to load than a letter to read, compiles each of five or six methods of each class from
source text, and makes each class with slots twice. Here `__init__` alone is compiled, with the first record that is
made, and kept for the next run; the other methods are the same functions for all classes. To the type checker, and to
functions of the standard module that are handed a record, it is the standard one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["MISSING", "Field", "dataclass", "field", "fields", "is_dataclass", "replace"]

if TYPE_CHECKING:
    from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
else:
    import sys
    from operator import attrgetter

    from converter.kept import Table

    MISSING = object()
    CODES = Table(__file__, sys.version)

    class Field:
        """A field of a record: its name, what stands in it at first, and what it takes part in."""

        __slots__ = ("compare", "default", "default_factory", "kw_only", "name", "repr")

        def __init__(self, default=MISSING, default_factory=MISSING, repr=True, compare=True):
            self.default, self.default_factory = default, default_factory
            self.repr, self.compare, self.kw_only = repr, compare, False

    def field(**given):
        """A field that is more than a default: `default_factory`, or left out of what is shown or compared."""
        return Field(**given)

    def fields(record):
        """The fields of a record or of its class."""
        return tuple(record.__record__.values())

    def is_dataclass(given):
        """Whether this is a record or a class of them."""
        return hasattr(given, "__record__")

    def replace(record, /, **changes):
        """A record with other values in some fields."""
        return record.__class__(**{name: getattr(record, name) for name in record.__record__} | changes)

    def dataclass(*, frozen=False, slots=False, eq=True, kw_only=False):
        """A decorator as `dataclasses.dataclass` is, with the options that this program uses."""

        def made(cls):
            body = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
            known = {
                name: one for base in cls.__mro__[:0:-1] for name, one in base.__dict__.get("__record__", {}).items()
            }
            own = {name: _field(name, body.pop(name, MISSING), kw_only) for name in body.get("__annotations__", ())}
            record = known | own
            methods = {"__init__": _init, "__repr__": _repr, "__dataclass_fields__": STANDARD}
            methods |= _comparing(record, frozen) if eq else {}
            methods |= FROZEN if frozen else {}
            body = methods | body | {"__record__": record, "__doc__": cls.__doc__ or cls.__name__}
            body["__match_args__"] = tuple(name for name, one in record.items() if not one.kw_only)
            if slots:
                body["__slots__"] = tuple(name for name in own if name not in known)
            return type(cls)(cls.__name__, cls.__bases__, body)

        return made

    def _field(name, given, kw_only):
        one = given if isinstance(given, Field) else Field(given)
        one.name, one.kw_only = name, kw_only
        return one

    def _init(self, *given, **named):
        """`__init__` of a class of which no record was made: a run makes records of half of its classes."""
        cls = next(cls for cls in self.__class__.__mro__ if cls.__dict__.get("__init__") is _init)
        cls.__init__ = _compiled(cls)
        cls.__init__(self, *given, **named)

    def _compiled(cls):
        """`__init__`, compiled: it runs for each line and each word of a document, so it must be as fast as can be."""
        frozen = cls.__setattr__ is _refuse
        known, given, kept = {"_set": object.__setattr__, "_none": MISSING}, [], []
        for one in sorted(fields(cls), key=lambda one: one.kw_only):
            name = value = one.name
            if one.kw_only and "*" not in given:
                given.append("*")
            if one.default is not MISSING:
                known[f"_{name}"] = one.default
                given.append(f"{name}=_{name}")
            elif one.default_factory is not MISSING:
                known[f"_{name}"] = one.default_factory
                given.append(f"{name}=_none")
                value = f"_{name}() if {name} is _none else {name}"
            else:
                given.append(name)
            kept.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
        kept += ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
        text = f"def __init__({', '.join(['self', *given])}):\n " + "\n ".join(kept or ["pass"])
        exec(CODES.get(text, lambda: compile(text, "<record>", "exec")), known)
        return known["__init__"]

    def _comparing(record, frozen):
        names = tuple(name for name, one in record.items() if one.compare)
        values = attrgetter(*names) if names else lambda record: ()

        def __eq__(self, other):
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self):
            return hash(values(self))

        return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}

    def _repr(self):
        shown = [f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr]
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def _refuse(self, name, *value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change field {name!r}")

    def _state(self):
        return [getattr(self, name) for name in self.__record__]

    def _restore(self, state):
        for name, value in zip(self.__record__, state, strict=True):
            object.__setattr__(self, name, value)

    FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}

    class Standard:
        """The fields as the standard module knows them, made when one of its functions asks."""

        def __get__(self, record, cls):
            from dataclasses import field, make_dataclass

            made = []
            for one in fields(cls):
                given = {name: getattr(one, name) for name in ("compare", "kw_only", "repr")}
                given |= {
                    name: getattr(one, name)
                    for name in ("default", "default_factory")
                    if getattr(one, name) is not MISSING
                }
                made.append((one.name, cls.__annotations__.get(one.name, "object"), field(**given)))
            return make_dataclass(cls.__name__, made).__dataclass_fields__

    STANDARD = Standard()
