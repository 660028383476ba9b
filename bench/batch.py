"""Measure a folder of thousands: documents a second in this process and with workers, the second run, memory.

    python bench/batch.py --count 10000

Writes `bench/batch.json` and prints the same as a table. Needs /proc, so Linux.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.generate import write

HERE = Path(__file__).resolve().parent
PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = 0.5
OWN = {"PYTHONPATH": str(HERE.parent), "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True)
class Measured:
    """A run of the command: seconds of the clock and of the processor, and megabytes of memory."""

    name: str
    documents: int
    seconds: float
    processor: float
    rate: float
    """Documents a second."""
    supervisor_mb: float
    """Peak of the process that was started."""
    worker_mb: float
    """Peak of the largest of its workers."""
    growth: float
    """Memory of all together in the last tenth of the run, over that in its third tenth."""


def measure(name: str, count: int, command: list[str]) -> Measured:
    """Run a command and watch its memory. Raises RuntimeError where it fails."""
    start, before = time.perf_counter(), os.times()
    samples: list[tuple[float, float]] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:  # a pipe would fill up, and the run would wait
        begun = subprocess.Popen(command, stderr=said, env=os.environ | OWN)
        while begun.poll() is None:
            samples.append(_memory(begun.pid))
            with contextlib.suppress(subprocess.TimeoutExpired):
                begun.wait(TICK)
        seconds, after = time.perf_counter() - start, os.times()
        said.seek(0)
        if begun.returncode:
            raise RuntimeError(f"{name}: ended with {begun.returncode}: {said.read()[-800:]}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(
        name,
        count,
        round(seconds, 2),
        round(processor, 2),
        round(count / seconds, 1),
        round(max(own for own, _ in samples), 1),
        round(max(largest for _, largest in samples), 1),
        round(_growth([own + largest for own, largest in samples]), 3),
    )


def _growth(sizes: list[float]) -> float:
    tenth = max(1, len(sizes) // 10)
    early, late = sizes[2 * tenth : 3 * tenth] or sizes, sizes[-tenth:]
    return (sum(late) / len(late)) / max(1.0, sum(early) / len(early))


def _memory(pid: int) -> tuple[float, float]:
    """Megabytes of a process, and of the largest of its children."""
    children: list[str] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text().split()
    except OSError:
        pass
    return _resident(pid), max((_resident(int(child)) for child in children), default=0.0)


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6
    except (OSError, IndexError):
        return 0.0


def main() -> None:
    """Measure each way of running, one after the other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--in-process", type=int, default=1_000, help="documents for the run in this process")
    parser.add_argument("--write", type=Path, default=HERE / "batch.json")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        results = _all(Path(scratch), asked.count, asked.workers, asked.in_process)
    data = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
        "runs": [asdict(result) for result in results],
    }
    asked.write.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    print(_table(results))


def _all(scratch: Path, count: int, workers: int, few: int) -> list[Measured]:
    write(scratch / "few", few)
    write(scratch / "many", count)
    base = [sys.executable, "-m", "converter", "convert", "-q"]
    ways = [
        ("in this process", few, "few", ["--executor", "serial"]),
        ("1 worker", few, "few", ["--executor", "processes", "-j", "1"]),
        (f"{workers} workers", few, "few", ["--executor", "processes", "-j", str(workers)]),
        (f"{workers} workers, all", count, "many", ["--executor", "processes", "-j", str(workers)]),
    ]
    results = []
    for name, documents, folder, more in ways:
        out = scratch / "out"
        shutil.rmtree(out, ignore_errors=True)
        results.append(measure(name, documents, [*base, str(scratch / folder), "-o", str(out), *more]))
        print(f"{name}: {results[-1].rate} documents/s", file=sys.stderr, flush=True)
    again = [*base, str(scratch / "many"), "-o", str(scratch / "out")]
    results.append(measure("the same again, unchanged", count, again))
    return results


def _table(results: list[Measured]) -> str:
    rows = [
        "| run | documents | s | processor s | documents/s | supervisor MB | worker MB | growth |",
        "|---" * 8 + "|",
    ]
    rows += [
        f"| {r.name} | {r.documents} | {r.seconds} | {r.processor} | {r.rate} | {r.supervisor_mb} | {r.worker_mb} | "
        f"{r.growth} |"
        for r in results
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    main()
