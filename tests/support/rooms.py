"""What each room of cases runs: the stages up to one of `pipeline.STAGES`, and `dump` of what stands after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.support.cases import Case


def after(stage: str) -> Callable[[Case], str]:
    """A runner that puts a case's input through all stages up to the named one."""

    def run(case: Case) -> str:
        from converter.dump import dump
        from converter.pipeline import stand_after

        return dump(stand_after(stage, case.input.encode(), f"case{case.suffix}"))

    return run


ROOMS: Mapping[str, Callable[[Case], str]] = {
    stage: after(stage) for stage in ("read", "normalize", "parse", "transform", "compose")
}
