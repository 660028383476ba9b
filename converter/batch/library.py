"""`converter.batch(...)`: many inputs from Python, as an iterator over what became of each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from converter.batch.executors.pool import TIMEOUT, Pool
from converter.batch.jobs import Outcome
from converter.batch.plan import plan
from converter.batch.run import Orders, Run
from converter.options import FORMATS, Options

Name = str | os.PathLike[str]


def batch(
    inputs: Name | Sequence[Name],
    out: Name | None = None,
    *,
    to: Sequence[str] = FORMATS,
    style: str | None = None,
    form: str | None = None,
    settings: Mapping[str, object] | None = None,
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
    nothing. An input that fails is an outcome with `status` `failed`, never an exception. `jobs` 0 is a worker for
    each core; `timeout` is in seconds; a worker runs as a program of its own, so that the caller's main module is not
    run again. Leaving the iterator early ends the run; what is done stays, and the next call goes on from there.

    Raises UsageError and InputError at the first step where the inputs or options make no run.
    """
    names = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    made = plan(
        [os.fspath(name) for name in names],
        os.fspath(out) if out is not None else None,
        Options(to=tuple(to), style=style, form=form, settings=settings or {}),
        keep_suffix=keep_suffix,
        force=force,
        apart=(Path(quarantine),) if quarantine else (),
    )
    orders = Orders(
        pool=Pool(jobs=jobs, timeout=timeout),
        executor=executor,
        prune=prune,
        quarantine=Path(quarantine) if quarantine else None,
    )
    yield from Run(made, orders)
