"""kill -9 at any moment: nothing half-written, no wrong record; the same command goes on to the same bytes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from bench.generate import write
from converter.batch.ledger import place
from converter.files import untouched
from tests.support import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def command(*more: str) -> list[str]:
    """The command that is killed and given again."""
    return [sys.executable, "-m", "converter", "convert", "in", "-o", "out", "-q", "--to", "docx", *more]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def killed(folder: Path, seconds: float, *more: str) -> bool:
    """Start the command and kill it with all its workers, or its first process alone; whether it was in time."""
    begun = subprocess.Popen(
        command(*more), cwd=folder, env=environment(), stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        begun.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        begun.send_signal(signal.SIGKILL)
        begun.wait()
        return True


def outputs(folder: Path) -> dict[str, str]:
    """Digest of each document, by its place."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".docx", ".pdf")
    }


def check(folder: Path) -> int:
    """Every output is whole, and every record is right; how many records there are."""
    for path in folder.glob("out/**/*.docx"):
        if not path.name.startswith("."):
            assert untouched(path.read_bytes()), f"{path.name} is half-written"
    ledger = place(folder / "out")
    if not ledger.exists():
        return 0
    database = sqlite3.connect(ledger)
    try:
        rows = database.execute("select key, status, written, record from documents").fetchall()
    except sqlite3.OperationalError:  # killed before there was a table
        return 0
    finally:
        database.close()
    for key, status, written, record in rows:
        assert status == "done" and json.loads(record)["status"] == "done", key
        for file in json.loads(written):
            assert sha256((folder / "out" / file["path"]).read_bytes()).hexdigest() == file["digest"], key
    return len(rows)


def goes_on(folder: Path, count: int, kills: int, *more: str) -> None:
    """Kill a run at many moments, then let it end; compare with a run that was never killed."""
    write(folder / "in", count)
    dice, known = random.Random(7), 0
    start = time.monotonic()
    assert not killed(folder, 600, "-j", "1", *more)
    whole, clean = time.monotonic() - start, outputs(folder / "out")
    assert len(clean) == count
    (folder / "out").rename(folder / "never-killed")
    for _ in range(kills):
        in_time = killed(folder, dice.uniform(0.1, whole), *more)
        now = check(folder)
        assert now >= known, "a record was lost"
        known = now
        if not in_time and outputs(folder / "out") == clean:  # it came to its end: from the start again
            shutil.rmtree(folder / "out")
            known = 0
    done = subprocess.run(command(*more), cwd=folder, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert check(folder) == count
    assert outputs(folder / "out") == clean
    assert not [*folder.glob("out/**/.*.part")]


def test_a_run_that_is_killed_goes_on(tmp_path: Path) -> None:
    goes_on(tmp_path, 10, 3)


@pytest.mark.long
def test_a_run_that_is_killed_many_times_goes_on(tmp_path: Path) -> None:
    goes_on(tmp_path, 240, 60)


@pytest.mark.long
def test_a_run_in_this_process_that_is_killed_goes_on(tmp_path: Path) -> None:
    goes_on(tmp_path, 120, 30, "--executor", "serial")


def test_workers_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    write(tmp_path / "in", 60)
    begun = subprocess.Popen(command("-j", "2"), cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not [*tmp_path.glob("out/*.docx")] and time.monotonic() < until:
        time.sleep(0.05)
    begun.kill()
    begun.wait()
    time.sleep(0.5)
    before = outputs(tmp_path / "out")
    assert before, "no worker had begun"
    time.sleep(1.0)
    assert outputs(tmp_path / "out") == before, "a worker goes on alone"
    check(tmp_path)
