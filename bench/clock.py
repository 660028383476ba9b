"""Whole processes by the system's own account, and the words of what they made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.peers import Peer

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took."""

    seconds: float
    processor: float
    memory: float
    """Megabytes at the peak, of the largest process."""


def run(peer: Peer) -> Run:
    """Run a peer's commands once. Raises RuntimeError where one fails."""
    start, processor, memory = time.perf_counter(), 0.0, 0.0
    for command in peer.commands:
        work = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
        process = subprocess.Popen(command, env=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{peer.name}: {command[0]} ended with {process.returncode}")
        processor += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss / 1024)
    return Run(time.perf_counter() - start, processor, memory)


def interleaved(peers: Sequence[Peer], rounds: int) -> dict[str, Run]:
    """The medians of each peer; all run once, then all again, so that a change of the machine's speed meets all."""
    runs: dict[str, list[Run]] = {peer.name: [] for peer in peers}
    for number in range(rounds + 1):
        for peer in peers:
            print(f"\r{number}/{rounds} {peer.name:30}", end="", file=sys.stderr)
            done = run(peer)
            if number:  # The first warms the disk.
                runs[peer.name].append(done)
    print(file=sys.stderr)
    return {name: middle(found) for name, found in runs.items()}


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(*(median(getattr(run, name) for run in runs) for name in Run.__slots__))


def missing(source: Path, output: Path) -> float:
    """The share of a source's words of four letters and more that an output does not hold."""
    wanted = set(re.findall(r"[^\W\d_]{4,}", source.read_text("utf-8").lower()))
    found = re.sub(r"[^\w]", "", text_of(output).lower())
    return sum(word not in found for word in wanted) / len(wanted)


def text_of(output: Path) -> str:
    """The text of a Word or PDF file."""
    if output.suffix == ".docx":
        with zipfile.ZipFile(output) as package:
            parts = [name for name in package.namelist() if re.match(r"word/[^/]+\.xml", name)]
            return "".join(re.sub("<[^>]+>", "", package.read(name).decode()) for name in parts)
    import pypdfium2

    with pypdfium2.PdfDocument(output) as pages:
        return "".join(page.get_textpage().get_text_bounded() for page in pages).replace("\ufffe", "")


def pages_of(output: Path) -> int:
    """The pages of a PDF file."""
    import pypdfium2

    with pypdfium2.PdfDocument(output) as pages:
        return len(pages)
