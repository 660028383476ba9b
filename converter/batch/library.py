"""`converter.batch(...)`: many inputs from Python, as an iterator over what became of each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from converter.batch.executors.pool import TIMEOUT, Pool
from converter.batch.jobs import Outcome
from converter.batch.plan import plan
from converter.batch.run import Orders, Run
from converter.options import FORMATS, Options, formats

Name = str | os.PathLike[str]


def batch(
    inputs: Name | Sequence[Name],
    out: Name | None = None,
    *,
    to: str | Sequence[str] = FORMATS,
    style: str | None = None,
    form: str | None = None,
    settings: Mapping[str, object] | None = None,
    template: str | None = None,
    changes: str = "accept",
    include: str | Sequence[str] = (),
    exclude: str | Sequence[str] = (),
    force: bool = False,
    keep_suffix: bool = False,
    jobs: int = 0,
    timeout: float = TIMEOUT,
    executor: str | None = None,
    quarantine: Name | None = None,
    prune: bool = False,
) -> Iterator[Outcome]:
    """Convert files, folders and patterns; yield an Outcome for each input, in a fixed order.

    Writes the outputs, and in the output folder the ledger and the reports, as `masthead convert` does; prints
    nothing. An input that fails is an outcome with `status` `failed`, never an exception. `to`, `template`, `changes`,
    `include` and `exclude` are as the options of these names take them. `jobs` 0 is a worker for each core; `timeout`
    is in seconds; a worker runs as a program of its own, so that the caller's main module is not run again. Leaving
    the iterator early ends the run; what is done stays, and the next call goes on from there.

    Raises UsageError and InputError at the first step where the inputs or options make no run.
    """
    names = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    made = plan(
        [os.fspath(name) for name in names],
        os.fspath(out) if out is not None else None,
        Options(to=formats(to), style=style, form=form, settings=settings or {}, template=template, changes=changes),
        keep_suffix=keep_suffix,
        force=force,
        include=_patterns(include),
        exclude=_patterns(exclude),
        apart=(Path(quarantine),) if quarantine else (),
    )
    orders = Orders(
        pool=Pool(jobs=jobs, timeout=timeout),
        executor=executor,
        prune=prune,
        told=True,
        quarantine=Path(quarantine) if quarantine else None,
    )
    yield from Run(made, orders)


def _patterns(given: str | Sequence[str]) -> tuple[str, ...]:
    """One pattern, or several: a text alone would be read letter by letter."""
    return (given,) if isinstance(given, str) else tuple(given)
