"""Prints how well the corpus is read: `python -m tests.corpus_score [FOLDER…] [--failures] [--only PATTERN]`."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from tests.scoring.board import WEIGHTS, Board
from tests.scoring.fields import FIELDS
from tests.scoring.measures import measure
from tests.scoring.reading import Truth, inspect
from tests.support import TESTS

CORPUS = TESTS / "corpus"
FLOORS = TESTS / "corpus_floors.yaml"
ENOUGH = 20
"""Documents that give a field, and documents that do not, from which its figures mean something."""


def truths(folders: Iterable[Path]) -> Iterator[tuple[Path, Truth]]:
    """Each document of the folders with what was written down about it."""
    for folder in folders:
        for line in (folder / "TRUTH.jsonl").read_text("utf-8").splitlines():
            if line.strip():
                truth = json.loads(line)
                yield folder / truth["file"], truth


@contextmanager
def folders() -> Iterator[tuple[Path, ...]]:
    """The folders of our corpus; Word, PDF and very large files are made for the time of use, from `sources`."""
    sources = CORPUS / "sources"
    written = tuple(sorted(path.parent for path in CORPUS.glob("*/TRUTH.jsonl") if path.parent != sources))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        subprocess.run([sys.executable, CORPUS / "make_formats.py", made], check=True)
        yield (*written, made)


def score(chosen: Iterable[Path], only: str = "") -> Board:
    """Read every document and compare."""
    board = Board()
    for path, truth in truths(chosen):
        if re.search(only, f"{path.parent.name}/{path.name}"):
            measure(inspect(path, truth), board)
    return board


def shown(value: float | None) -> str:
    """A figure for the table."""
    return "    -" if value is None else f"{value:5.3f}"


def table(board: Board) -> Iterator[str]:
    """The lines of the report."""
    yield f"{'field':22} {'prec':>5} {'rec':>5} {'F1':>5}  right/extra/missed  documents with/without"
    for field in FIELDS:
        if field.name in board.fields:
            one = board.fields[field.name]
            figures = " ".join(map(shown, (one.precision, one.recall, one.balance)))
            few = " (few)" if min(one.positives, one.negatives) < ENOUGH else ""
            values = f"{one.right}/{one.extra}/{one.missed}"
            yield f"{field.name:22} {figures}  {values:18}  {one.positives}/{one.negatives}{few}"
    yield ""
    for name, weight in WEIGHTS.items():
        if (rate := board.rate(name)) is not None:
            yield f"{name:22} {shown(rate)}  weight {weight}"
    mixed = [(pair, count) for pair, count in board.kinds.most_common() if pair[0] != pair[1]]
    if mixed:
        yield "kinds taken for others: " + ", ".join(f"{one}→{other} {count}" for (one, other), count in mixed)
    yield f"values invented where none is given: {board.invented}"
    yield f"{board.documents} documents, {len(board.failures)} failures; overall {board.overall():.3f}"


def reached(board: Board) -> dict[str, dict[str, float]]:
    """What a run reached, rounded down, in the form of the floors."""
    measures = {name: rate for name in WEIGHTS if (rate := board.rate(name)) is not None}
    fields = {field.name: balance for field in FIELDS if (balance := board.fields[field.name].balance) is not None}
    return {
        part: {name: int(figure * 1000) / 1000 for name, figure in figures.items()}
        for part, figures in (("measures", measures), ("fields", fields))
    }


def floors() -> dict[str, dict[str, float]]:
    """The figures that no change may go below."""
    found = yaml.safe_load(FLOORS.read_text("utf-8"))
    return {"measures": found.get("measures") or {}, "fields": found.get("fields") or {}}


def raise_floors(board: Board) -> None:
    """Write down what was reached; a figure that fell stays where it was."""
    now, before = reached(board), floors()
    kept = {
        part: {name: max(figure, before[part].get(name, 0.0)) for name, figure in {**before[part], **now[part]}.items()}
        for part in now
    }
    comment = [line for line in FLOORS.read_text("utf-8").splitlines() if line.startswith("#")]
    FLOORS.write_text("\n".join(comment) + "\n" + yaml.safe_dump(kept, sort_keys=False), "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus_score", description=__doc__)
    parser.add_argument(
        "folder", nargs="*", type=Path, help="folders with a TRUTH.jsonl (default: all of tests/corpus)"
    )
    parser.add_argument("--failures", action="store_true", help="list everything that was read wrongly")
    parser.add_argument("--only", default="", metavar="PATTERN", help="documents whose folder/name matches")
    parser.add_argument("--raise-floors", action="store_true", help="write what was reached into corpus_floors.yaml")
    given = parser.parse_args(arguments)
    started = time.perf_counter()
    with folders() as ours:
        board = score(given.folder or ours, given.only)
    for failure in board.failures if given.failures else ():
        print(failure)
    print("\n".join(table(board)))
    print(f"{time.perf_counter() - started:.1f} s")
    if given.raise_floors:
        if given.folder or given.only:
            parser.error("floors are those of the whole corpus")
        raise_floors(board)
    return 0


if __name__ == "__main__":
    sys.exit(main())
