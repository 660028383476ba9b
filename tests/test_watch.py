"""`masthead watch`: what arrives is done once it stands still; bad files, edits and signals do not disturb it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from converter.batch import jobs
from converter.batch.executors.pool import Pool, Stop
from converter.batch.executors.serial import serial
from converter.batch.jobs import Outcome
from converter.batch.plan import plan
from converter.batch.run import Orders
from converter.batch.watch import Pace, Watch
from converter.cli import main
from converter.diagnostics import OutputError
from converter.options import Options
from tests.support import ROOT, faults, tools

LETTER = "Note on the ferry\n\nThe ferry over Lake Ister carried 40 passengers.\n"


class Watched:
    """A watch in a thread of its own, and what it did."""

    def __init__(self, folder: Path, orders: Orders | None = None, *, events: bool = False) -> None:
        self.stop, self.outcomes, self.said, self.removed = Stop(), list[Outcome](), list[str](), list[str]()
        self._watch = Watch(
            lambda: plan(["in"], "out", Options(to=("docx",))),
            orders or Orders(executor=serial),
            Pace(interval=0.1, settle=0.25, events=events),
            self.stop,
            self.said.append,
        )
        self._folder = folder
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        for batch in self._watch.rounds(self._folder / "in"):
            for outcome in batch:
                self.outcomes.append(outcome)
            self.removed += [entry.key for entry in batch.removed]

    def seen(self, name: str, status: str = "done") -> int:
        """How often an input ended so."""
        return sum(outcome.source == f"in/{name}" and outcome.status == status for outcome in self.outcomes)

    def end(self) -> None:
        self.stop.ask()
        self._thread.join(20)
        assert not self._thread.is_alive()


def until(true: Callable[[], object], seconds: float = 15) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path


@pytest.fixture
def watched(folder: Path) -> Iterator[Watched]:
    made = Watched(folder)
    yield made
    made.end()


def test_what_arrives_and_changes_is_done_and_bad_files_are_survived(folder: Path, watched: Watched) -> None:
    (folder / "in/bad.docx").write_bytes(b"junk")
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    until(lambda: watched.seen("a.txt") == 1 and watched.seen("bad.docx", "failed") == 1)
    (folder / "in/deep").mkdir()
    (folder / "in/deep/b.txt").write_text(LETTER, "utf-8")
    until(lambda: watched.seen("deep/b.txt") == 1)
    (folder / "in/a.txt").write_text(LETTER + "\nIt runs again.\n", "utf-8")
    until(lambda: watched.seen("a.txt") == 2)
    (folder / "in/a.meta.yaml").write_text("date: 2024-03-14\n", "utf-8")
    until(lambda: watched.seen("a.txt") == 3)
    (folder / "in/deep/b.txt").unlink()
    until(lambda: "deep/b.txt" in watched.removed)
    time.sleep(0.5)
    assert watched.seen("bad.docx", "failed") == 1, "a bad file is not tried again and again"
    assert len(watched.outcomes) == 5
    assert (folder / "out/report.html").exists()


def test_a_file_is_read_when_it_stands_still(folder: Path, watched: Watched) -> None:
    begun = time.monotonic()
    with open(folder / "in/slow.txt", "w", encoding="utf-8") as file:
        for _ in range(8):
            file.write(LETTER)
            file.flush()
            time.sleep(0.1)
        written = time.monotonic()
    until(lambda: watched.seen("slow.txt"))
    assert written - begun > 0.6
    assert len(watched.outcomes) == 1, "it was read before it was whole"


def test_temporary_files_and_own_outputs_are_not_touched(folder: Path) -> None:
    for name in ("~$a.docx", "a.tmp", "b.txt.part", ".c.txt"):
        (folder / "in" / name).write_text(LETTER, "utf-8")
    made = Watched(folder)
    try:
        (folder / "in/a.txt").write_text(LETTER, "utf-8")
        until(lambda: made.seen("a.txt"))
        (folder / "in/a.docx").write_bytes((folder / "out/a.docx").read_bytes())
        time.sleep(0.6)
        assert {outcome.source for outcome in made.outcomes} <= {"in/a.txt", "in/a.docx"}
    finally:
        made.end()


def test_an_output_that_is_open_elsewhere_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.batch.watch.LATER", 0.3)
    write, tries = jobs.write, list[str]()

    def locked(name: str, path: Path, data: bytes, **more: bool) -> jobs.Written:
        tries.append(name)
        if len(tries) < 3:
            raise OutputError("a.docx is open in another program; close it and run again")
        return write(name, path, data, **more)

    monkeypatch.setattr(jobs, "write", locked)
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    made = Watched(folder)
    try:
        until(lambda: made.seen("a.txt"))
        assert made.seen("a.txt", "failed") == 2
    finally:
        made.end()


def test_a_place_that_is_taken_is_waited_for(folder: Path) -> None:
    from converter.batch.ledger import open_ledger

    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    held = open_ledger(Path("out"))
    made = Watched(folder)
    try:
        until(lambda: made.said)
        assert made.said == ["another run is at work in out; watching goes on"]
        held.close()
        until(lambda: made.seen("a.txt"))
    finally:
        made.end()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_workers_stay_warm_between_rounds_and_a_crash_is_survived(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "do", faults.do)
    (folder / "in/a.txt").write_text("fine", "utf-8")
    made = Watched(folder, Orders(Pool(jobs=1, timeout=20)))
    try:
        until(lambda: made.seen("a.txt"), 30)
        (folder / "in/bad.txt").write_text("CRASH", "utf-8")
        until(lambda: made.seen("bad.txt", "failed"), 30)
        (folder / "in/b.txt").write_text("fine", "utf-8")
        until(lambda: made.seen("b.txt"), 30)
    finally:
        made.end()


def test_events_wake_the_watch(folder: Path) -> None:
    tools.need_module("watchfiles")
    made = Watched(folder, events=True)
    try:
        made._watch.pace = Pace(interval=60, settle=0.1, events=True)
        time.sleep(1.0)
        (folder / "in/a.txt").write_text(LETTER, "utf-8")
        until(lambda: made.seen("a.txt"), 20)
    finally:
        made.end()


def test_once_does_what_is_there_and_ends(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    command = ["watch", "in", "-o", "out", "--to", "docx", "--once", "--settle", "0.2", "--executor", "serial"]
    assert main(command) == 0
    assert (folder / "out/a.docx").exists()
    (folder / "in/bad.txt").write_bytes(b"")
    assert main(command) == 1
    assert "in/a.txt: unchanged" in capsys.readouterr().err
    assert main(["watch", "nowhere", "-o", "out"]) == 2
    assert main(["watch", "in", "-o", "out.pdf"]) == 2


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(folder: Path, number: signal.Signals) -> None:
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    begun = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "converter",
            "watch",
            "in",
            "-o",
            "out",
            "--to",
            "docx",
            "--settle",
            "0",
            "--executor",
            "serial",
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    until(lambda: (folder / "out/a.docx").exists() or begun.poll() is not None, 30)
    begun.send_signal(number)
    text = begun.communicate(timeout=30)[1]
    assert begun.returncode == 0, text
    assert "Traceback" not in text and (folder / "out/report.json").exists()


def test_a_share_that_is_away_for_a_while_costs_no_output(folder: Path) -> None:
    (folder / "in/a.txt").write_text(LETTER, "utf-8")
    made = Watched(folder, Orders(executor=serial, prune=True))
    try:
        until(lambda: made.seen("a.txt"))
        (folder / "in/a.txt").rename(folder / "a.txt")
        until(lambda: made.removed)
        assert (folder / "out/a.docx").exists()
        assert any("no inputs" in said for said in made.said)
    finally:
        made.end()
