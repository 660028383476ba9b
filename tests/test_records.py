"""Records behave as those of the standard module do, and its functions take them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from converter import records
from converter.records import field, replace


@records.dataclass(frozen=True, slots=True)
class Clause:
    """An operative clause."""

    verb: str
    marks: tuple[str, ...] = ()
    seen: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@records.dataclass(frozen=True, slots=True, kw_only=True)
class Numbered(Clause):
    number: int
    level: int = 1


@records.dataclass(slots=True)
class Pen:
    x: float = 0.0
    dots: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dots.append(self.x)


def test_a_record_is_made_compared_and_shown() -> None:
    one = Clause("Urges", ("bold",))
    assert one == Clause("Urges", marks=("bold",), seen={"x": 1}) and one != Clause("Calls") and one != "Urges"
    assert hash(one) == hash(Clause("Urges", ("bold",)))
    assert repr(one) == "Clause(verb='Urges', marks=('bold',))"
    assert Clause("Urges").seen is not Clause("Urges").seen
    assert Clause.__doc__ == "An operative clause." and Numbered.__doc__ == "Numbered"


def test_wrong_arguments_are_refused() -> None:
    for given, named in (((), {}), (("a", (), {}, 1), {}), (("a",), {"other": 1})):
        with pytest.raises(TypeError):
            Clause(*given, **named)
    with pytest.raises(TypeError):
        Numbered("Urges", (), {}, 3)


def test_a_frozen_record_stays_as_it_is_and_has_no_room_for_more() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Clause("Urges").verb = "Calls"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Clause("Urges").verb
    with pytest.raises(AttributeError):
        Pen().y = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        hash(Pen())


def test_a_record_takes_over_the_fields_of_another() -> None:
    one = Numbered(verb="Urges", number=3)
    assert [each.name for each in records.fields(one)] == ["verb", "marks", "seen", "number", "level"]
    assert replace(one, level=2) == Numbered(verb="Urges", number=3, level=2)
    assert one != Clause("Urges")


def test_what_is_to_follow_is_done_and_lists_are_its_own() -> None:
    assert Pen(2.0).dots == [2.0] and Pen().dots == [0.0]


@pytest.mark.parametrize("one", [Clause("Urges", ("bold",)), Numbered(verb="Urges", number=3), Pen(1.5)])
def test_records_travel(one: Any) -> None:
    assert pickle.loads(pickle.dumps(one)) == one and copy.deepcopy(one) == one


def test_the_standard_module_takes_them() -> None:
    one = Numbered(verb="Urges", number=3)
    assert dataclasses.is_dataclass(one) and dataclasses.replace(one, number=4).number == 4
    assert dataclasses.asdict(one) == {"verb": "Urges", "marks": (), "seen": {}, "number": 3, "level": 1}
    assert [each.name for each in dataclasses.fields(Clause)] == ["verb", "marks", "seen"]


def test_fields_are_matched_by_place() -> None:
    match Clause("Urges", ("bold",)):
        case Clause(verb, (mark,)):
            assert (verb, mark) == ("Urges", "bold")
        case _:
            pytest.fail("not matched")
