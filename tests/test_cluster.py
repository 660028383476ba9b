"""Many machines: a real local cluster of several processes, one of them killed in mid-run, loses nothing."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench.generate import write
from converter.batch import jobs
from converter.batch.executors.pool import Pool
from converter.batch.plan import plan
from converter.batch.run import Orders, Run
from converter.cli import main
from converter.diagnostics import UsageError
from converter.files import untouched
from converter.options import Options
from tests.support import ROOT, faults, tools

LETTER = "Note on the ferry\n\nThe ferry over Lake Ister carried 40 passengers.\n"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler and two workers, each a process of its own."""
    tools.need_module("distributed")
    from distributed import LocalCluster

    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [before])])
    try:
        with LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", protocol="tcp"
        ) as made:
            yield made
    finally:
        os.environ.pop("PYTHONPATH")
        if before:
            os.environ["PYTHONPATH"] = before


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path


def address(cluster: Any, wish: str = "") -> str:
    """What is written after --executor."""
    return "dask://" + cluster.scheduler_address.removeprefix("tcp://") + wish


def test_inputs_travel_with_values_and_packs_and_outputs_come_back(
    folder: Path, cluster: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "in", 4)
    (folder / "in/letter-00000.meta.yaml").write_text("date: 2024-03-14\n", "utf-8")
    (folder / "in/ister.yaml").write_text("extends: mission\nmatch: {issuers: [Ister, Morwen, Karesia]}\n", "utf-8")
    (folder / "in/empty.txt").write_bytes(b"")
    assert main(["convert", "in", "-o", "here", "--to", "docx", "--executor", "serial"]) == 1
    assert main(["convert", "in", "-o", "there", "--to", "docx", "--executor", address(cluster)]) == 1
    assert "in/empty.txt: " in capsys.readouterr().err
    here = {path.name: path.read_bytes() for path in folder.glob("here/*.docx")}
    assert len(here) == 4
    assert {path.name: path.read_bytes() for path in folder.glob("there/*.docx")} == here
    assert main(["convert", "in", "-o", "there", "--to", "docx", "--executor", address(cluster)]) == 1
    assert "4 unchanged" in capsys.readouterr().err


def test_in_a_shared_folder_nothing_travels(folder: Path, cluster: Any, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "in", 3)
    assert main(["convert", "in", "-o", "out", "--to", "docx", "--executor", address(cluster, "?shared")]) == 0
    assert len([*folder.glob("out/*.docx")]) == 3
    assert all(untouched(path.read_bytes()) for path in folder.glob("out/*.docx"))


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_worker_that_is_killed_in_mid_run_loses_nothing(
    folder: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "do", faults.do)
    for number in range(16):
        (folder / f"in/{number:02}.txt").write_text("SLOW" if number else "CRASH", "utf-8")
    planned = plan(["in"], "out", Options(to=("pdf",)))
    run = Run(planned, Orders(Pool(timeout=20), executor=address(cluster, "?shared"), ledger=False))
    victim = next(iter(cluster.workers.values())).pid
    killed = threading.Timer(1.2, os.kill, (victim, signal.SIGKILL))
    killed.start()
    outcomes = [*run]
    killed.join()
    assert sorted(outcome.number for outcome in outcomes) == [*range(16)]
    assert {outcome.number for outcome in outcomes if outcome.status == "failed"} == {0}
    assert len([*folder.glob("out/*.pdf")]) == 15
    until = time.monotonic() + 20
    while victim in {worker.pid for worker in cluster.workers.values()} and time.monotonic() < until:
        time.sleep(0.1)


def test_another_version_on_a_machine_is_told(
    folder: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    monkeypatch.setattr("converter.batch.executors.cluster.sources", lambda: "another version")
    assert main(["convert", "in", "-o", "out", "--to", "docx", "--executor", address(cluster)]) == 1
    assert "another version of masthead" in capsys.readouterr().err


def test_a_cluster_that_is_not_there_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools.need_module("distributed")
    monkeypatch.setattr("converter.batch.executors.cluster.PATIENCE", 0.5)
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    run = Run(plan(["in"], "out", Options()), Orders(executor="dask://127.0.0.1:9"))
    with pytest.raises(UsageError, match="no scheduler answers there"):
        list(run)


def test_without_the_extra_it_is_told_how_to_get_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    run = Run(plan(["in"], "out", Options()), Orders(executor="dask://127.0.0.1:9"))
    with pytest.raises(UsageError, match="is not installed") as caught:
        list(run)
    assert 'python -m pip install ".[cluster]"' in (caught.value.hint or "")


def test_a_parcel_holds_all_that_a_conversion_needs(folder: Path) -> None:
    from converter.batch.executors.cluster import pack, unpack

    for name in ("a.txt", "a.meta.yaml", "masthead.yaml", "other.txt"):
        (folder / "in" / name).write_text("language: en\n", "utf-8")
    (folder / "packs").mkdir()
    (folder / "packs/mine.yaml").write_text("extends: mission\nimage: seal.png\n", "utf-8")
    (folder / "packs/seal.png").write_bytes(b"\x89PNG")
    task = plan(["in/a.txt"], "out", Options(style="packs/mine.yaml", to=("docx",))).tasks[0]
    parcel = pack(replace(task, context="c"))
    assert sorted(parcel.files) == ["a.meta.yaml", "a.txt", "masthead.yaml", "named/mine.yaml", "named/seal.png"]
    laid = unpack(parcel, folder / "far")
    assert laid.source.read_text("utf-8") == "language: en\n"
    assert laid.options.style and Path(laid.options.style).is_file()
    assert laid.outputs == (("docx", folder / "far/out/a.docx"),)
