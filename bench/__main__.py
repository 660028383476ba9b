"""Measure this program beside those found on the machine, in one run; see FIGURES.md for what it gave.

    python -m bench [--rounds 7] [--pages 3,30,300,1000] [--count 400,10000] [--write]

Inputs are made, commands run in turn, outputs are looked through for the words of the input.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.batch import Measured, measure
from bench.clock import ROOT, Run, interleaved, missing
from bench.generate import write
from bench.peers import others, ours, pandoc_and_typst
from bench.picture import draw
from bench.warm import STAGES

LETTER = ROOT / "samples" / "letter-joint.md"
MOST_MISSING = 0.02
FEW = 60
"""Documents of the folder that pandoc and Typst are given."""
HERE = Path(__file__).parent


def main() -> None:
    """Measure, check, print, and write the figures where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pages", default="3,30,300,1000")
    parser.add_argument("--count", default="400,10000", help="documents of each folder; 10,000 take ten minutes")
    parser.add_argument("--write", action="store_true", help="write bench/FIGURES.md and docs/bench.svg")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        cold = _cold(Path(scratch), asked.rounds)
        warm = [_warm(int(pages)) for pages in asked.pages.split(",")]
        counts = [int(count) for count in asked.count.split(",")]
        folder = [
            run for count in counts for run in _folder(Path(scratch) / str(count), count, peers=count == counts[0])
        ]
    text = "\n".join(_report(cold, warm, folder))
    print(text)
    if asked.write:
        (ROOT / "bench" / "FIGURES.md").write_text(text, "utf-8")
        draw(ROOT / "docs" / "bench.svg", cold, warm)


def _cold(scratch: Path, rounds: int) -> dict[str, Run]:
    peers = [*ours(LETTER, scratch / "ours"), *others(LETTER, scratch / "theirs")]
    for name in ("ours", "theirs"):
        (scratch / name).mkdir()
    found = interleaved(peers, rounds)
    for output in {output for peer in peers for output in peer.outputs}:
        if (share := missing(LETTER, output)) > MOST_MISSING:
            raise RuntimeError(f"{output.name}: {share:.0%} of the words are not in it")
    return found


def _warm(pages: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.warm", str(pages)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(run.stdout)
    return measured


def _folder(scratch: Path, count: int, *, peers: bool) -> Iterator[Measured]:
    scratch.mkdir()
    write(scratch / "in", count)
    for name, jobs, out in (("1 worker", 1, "one"), ("2 workers", 2, "two"), ("unchanged, second run", 2, "two")):
        options = ["-o", str(scratch / out), "--jobs", str(jobs), "-q"]
        command = [sys.executable, "-m", "converter", "convert", str(scratch / "in"), *options]
        yield measure(name, count, command)
    if not peers:
        return
    if importlib.util.find_spec("docx") and importlib.util.find_spec("reportlab"):
        plain = [sys.executable, str(HERE / "plain.py"), str(scratch / "in"), str(scratch / "plain")]
        yield measure("python-docx + Platypus, 1 process", count, plain)
    few = min(FEW, count)
    if pandoc_and_typst(LETTER, scratch):
        both = [sys.executable, "-m", "bench.peers", str(scratch / "in"), str(scratch / "pandoc"), str(few)]
        yield measure("pandoc + Typst, 2 at a time", few, both)


def _report(cold: Mapping[str, Run], warm: Sequence[Mapping[str, Any]], folder: Sequence[Measured]) -> Iterator[str]:
    yield "# Figures\n"
    machine = f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    yield f"`python -m bench --write` on {time.strftime('%-d %B %Y')}; {machine}. Medians; ratios say more.\n"
    both = cold["masthead: both"]
    yield "## One letter, cold\n\nMegabytes are no less than those of the measuring process, from which each begins.\n"
    yield "| | seconds | processor | MB | processor, of ours |\n|---|---:|---:|---:|---:|"
    for name, run in cold.items():
        ratio = run.processor / both.processor
        yield f"| {name} | {run.seconds:.3f} | {run.processor:.3f} | {run.memory:.0f} | {ratio:.2f} |"
    yield "\n## A page of a long report, warm: milliseconds of the clock by stage\n"
    yield "*Platypus*: a PDF of the same words by reportlab's own Platypus, in plain paragraphs, in the same process.\n"
    yield "| pages | " + " | ".join(STAGES) + " | Platypus | processor, all | MB | kB Word | kB PDF |"
    yield "|---:|" + "---:|" * (len(STAGES) + 5)
    for run in warm:
        stages = " | ".join(f"{each:.2f}" for each in (*(run["stages"][name] for name in STAGES), run["platypus"]))
        sizes = " | ".join(f"{run['sizes'][name] / 1000:.0f}" for name in ("docx", "pdf"))
        yield f"| {run['pages']} | {stages} | {run['each']:.2f} | {run['memory']:.0f} | {sizes} |"
    yield "\n## A folder\n"
    yield "| | documents | seconds | a second | processor ms each | MB |\n|---|---:|---:|---:|---:|---:|"
    for run in folder:
        each, memory = 1000 * run.processor / run.documents, max(run.supervisor_mb, run.worker_mb)
        yield f"| {run.name} | {run.documents} | {run.seconds:.1f} | {run.rate:.1f} | {each:.1f} | {memory:.0f} |"
    yield ""


if __name__ == "__main__":
    main()
