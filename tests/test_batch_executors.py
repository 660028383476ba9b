"""Executors: a crash, a hang and a memory hog cost one file each; the workers are replaced, the others are done."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.generate import write
from converter.batch import jobs
from converter.batch.executors import EXECUTORS, executor
from converter.batch.executors.pool import Pool, Stop
from converter.batch.executors.processes import Crew
from converter.batch.jobs import Outcome, Task
from converter.batch.plan import plan
from converter.batch.run import Orders, Run
from converter.diagnostics import UsageError
from converter.options import Options
from tests.support import ROOT, faults

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def tasks(folder: Path, *said: str) -> list[Task]:
    """A task for each word, in a folder."""
    made = []
    for number, word in enumerate(said):
        source = folder / f"{number}.txt"
        source.write_text(word, "utf-8")
        made.append(Task(source, source.name, (("pdf", folder / f"{number}.pdf"),), Options(), number=number))
    return made


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    made = Crew(Pool(jobs=2, timeout=1.0, memory=1 << 30))
    yield made
    made.close()


def by_number(outcomes: Iterator[Outcome]) -> dict[int, Outcome]:
    return {outcome.number: outcome for outcome in outcomes}


@POSIX
def test_a_crash_a_hang_and_a_memory_hog_cost_one_file_each(tmp_path: Path, crew: Crew) -> None:
    made = tasks(tmp_path, "a", "CRASH", "HANG", "b", "HOG", "FAULT", *"cdef")
    start = time.monotonic()
    got = by_number(crew.run(made, faults.do, Stop()))
    assert time.monotonic() - start < 20
    assert [n for n in got if got[n].status == "done"] and len(got) == len(made)
    failed = {n: outcome for n, outcome in got.items() if outcome.status == "failed"}
    assert sorted(failed) == [1, 2, 4, 5]
    assert "SIGSEGV" in (failed[1].error or "")
    assert "longer than 1 s" in (failed[2].error or "")
    assert "memory" in (failed[4].error or "")
    assert "ZeroDivisionError" in (failed[5].error or "")
    assert [n for n in sorted(failed) if failed[n].again] == [1, 2, 4]
    assert (tmp_path / "9.pdf").read_text("utf-8") == "f"


def test_workers_stay_warm_and_can_be_used_again(tmp_path: Path, crew: Crew) -> None:
    first = [*crew.run(tasks(tmp_path, *"abcd"), faults.do, Stop())]
    assert len(first) == 4
    pids = {line for path in tmp_path.glob("*.tries") for line in path.read_text("utf-8").split()}
    again = [*crew.run(tasks(tmp_path, *"abcd"), faults.do, Stop())]
    assert len(again) == 4
    after = {line for path in tmp_path.glob("*.tries") for line in path.read_text("utf-8").split()}
    assert 1 <= len(pids) <= 2 and after == pids


def test_leaving_early_kills_what_is_in_hand(tmp_path: Path, crew: Crew) -> None:
    start = time.monotonic()
    outcomes = crew.run(tasks(tmp_path, "a", "HANG", "HANG", "b"), faults.do, Stop())
    assert next(outcomes).status == "done"
    outcomes.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 5


def test_after_a_stop_nothing_is_begun_and_what_is_in_hand_is_finished(tmp_path: Path, crew: Crew) -> None:
    made, stop = tasks(tmp_path, *["SLOW"] * 12), Stop()
    outcomes = []
    for outcome in crew.run(made, faults.do, stop):
        outcomes.append(outcome)
        stop.ask()
    assert 1 <= len(outcomes) < 8
    assert all(outcome.status == "done" for outcome in outcomes)
    assert sum(faults.tries(task.source) for task in made) == len(outcomes)


def test_tasks_are_taken_as_they_are_needed(tmp_path: Path, crew: Crew) -> None:
    taken = []

    def feed() -> Iterator[Task]:
        for task in tasks(tmp_path, *["a"] * 60):
            taken.append(task.number)
            yield task

    outcomes = crew.run(feed(), faults.do, Stop())
    next(outcomes)
    time.sleep(0.2)
    assert len(taken) < 30, "the whole list was taken before anything was asked for"
    assert len([*outcomes]) == 59


@POSIX
def test_a_lost_file_is_tried_once_more_alone_and_then_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "do", faults.do)
    for number, word in enumerate(["a", "CRASH", "b", "ONCE", *"cde"]):
        (tmp_path / f"in-{number:02}.txt").write_text(word, "utf-8")
    planned = plan([str(tmp_path)], None, Options(to=("pdf",)))
    run = Run(planned, Orders(Pool(jobs=2, timeout=20), executor="processes", ledger=False))
    outcomes = [*run]
    assert [outcome.number for outcome in outcomes] == [0, 2, 4, 5, 6, 1, 3], "tried again come last"
    assert faults.tries(tmp_path / "in-01.txt") == faults.tries(tmp_path / "in-03.txt") == 2
    assert [outcome.status for outcome in outcomes[-2:]] == ["failed", "done"]
    assert (run.counts["done"], run.counts["failed"]) == (6, 1)


def test_few_small_files_start_no_process_and_many_do(tmp_path: Path) -> None:
    few = tasks(tmp_path, *"abc")
    assert executor(None, few)[0] is EXECUTORS["serial"].load()
    assert executor(None, few * 9)[0] is EXECUTORS["processes"].load()
    few[0].source.write_bytes(b"x" * 300_000)
    assert executor(None, few)[0] is EXECUTORS["processes"].load()


@pytest.mark.parametrize("wanted", ["dask", "threads", "serial://here"])
def test_an_unknown_executor_is_told(wanted: str) -> None:
    with pytest.raises(UsageError, match="no such executor"):
        executor(wanted, [])


def test_a_worker_ends_with_its_supervisor() -> None:
    command = [sys.executable, "-m", "converter.batch.executors.worker", "0"]
    worker = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert worker.stdin is not None and worker.stdout is not None
    assert worker.stdout.read(10)
    worker.stdin.close()
    assert worker.wait(10) == 0
    worker.stdout.close()


def test_the_callers_main_module_is_not_run_again(tmp_path: Path) -> None:
    """A library's user needs no guard around a call at the top of a program."""
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text("A note on the ferry.\n", "utf-8")
    program = tmp_path / "use.py"
    program.write_text(
        "import converter\nprint('begun')\n"
        f"places = {str(tmp_path)!r}, {str(tmp_path / 'out')!r}\n"
        "for outcome in converter.batch(*places, to=['docx'], executor='processes', jobs=1):\n"
        "    print(outcome.status)\n",
        "utf-8",
    )
    (tmp_path / "use.py").rename(tmp_path.parent / "use.py")
    done = subprocess.run(
        [sys.executable, tmp_path.parent / "use.py"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["begun", *["done"] * 9], done.stderr


def test_the_clock_runs_only_while_a_task_is_done(tmp_path: Path) -> None:
    made = Crew(Pool(jobs=1, timeout=0.8))
    try:
        assert [o.status for o in made.run(tasks(tmp_path, "a"), faults.do, Stop())] == ["done"]
        time.sleep(1.2)
        assert [o.status for o in made.run(tasks(tmp_path, "a"), faults.do, Stop())] == ["done"]
        assert len({*(tmp_path / "0.tries").read_text("utf-8").split()}) == 1
    finally:
        made.close()
    assert not [thread for thread in threading.enumerate() if "serve" in thread.name]


@POSIX
def test_in_this_process_the_time_limit_holds_too(tmp_path: Path) -> None:
    made = tasks(tmp_path, "a", "HANG", "b")
    start = time.monotonic()
    got = [*EXECUTORS["serial"].load()(made, faults.do, Pool(timeout=0.3), Stop())]
    assert time.monotonic() - start < 10
    assert [outcome.status for outcome in got] == ["done", "failed", "done"]
    assert "longer than 0.3 s" in (got[1].error or "")


def test_every_way_of_running_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "in", 6)
    found = []
    for name in ("serial", "processes"):
        made = plan([str(tmp_path / "in")], str(tmp_path / name), Options())
        assert {outcome.status for outcome in Run(made, Orders(Pool(jobs=2), executor=name))} == {"done"}
        places = sorted([*tmp_path.glob(f"{name}/*.docx"), *tmp_path.glob(f"{name}/*.pdf")])
        found.append({path.name: path.read_bytes() for path in places})
    assert len(found[0]) == 12 and found[0] == found[1]
