"""What a command loads: modules, not seconds. Loading is most of a short run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.house import COSTLY

PROGRAM = """
import sys
before = set(sys.modules)
from converter.cli import main
sys.stdout = sys.stderr
assert main(sys.argv[1:]) == 0
sys.stdout = sys.__stdout__
print("\\n".join(sorted(set(sys.modules) - before)))
"""
TEXT = "Letter dated 3 May 2024 from the Permanent Representative of Karesia\n\nThe ferry is closed.\n"
SERVICES = frozenset({"asyncio", "email", "http", "multiprocessing", "socket", "sqlite3", "ssl", "xml"})
"""Of the standard library: what takes long to load, and a plain text needs nothing of."""
ROOMS = frozenset({"borrow", "check", "dump", "specimen"})
"""Rooms of ours that serve other commands."""


def loaded(*words: str) -> frozenset[str]:
    """The modules that a command loads beyond those of Python's own start."""
    command = [sys.executable, "-c", PROGRAM, *words]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    return frozenset(run.stdout.split())


def ours(modules: frozenset[str]) -> frozenset[str]:
    """The rooms of ours among modules."""
    return frozenset(".".join(name.split(".")[1:2]) for name in modules if name.startswith("converter."))


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_version_loads_nothing_of_ours_but_the_command() -> None:
    modules = loaded("--version")
    assert ours(modules) == {"cli"}
    assert not modules & (COSTLY | SERVICES | {"argparse", "dataclasses"})


def test_inspect_loads_no_writer_and_no_batch(letter: Path) -> None:
    modules = loaded("inspect", str(letter))
    assert not ours(modules) & (ROOMS | {"batch", "compose", "writers"})
    assert not modules & ((COSTLY - {"yaml"}) | SERVICES)


def test_convert_to_word_loads_one_writer_and_no_reader_of_packages(letter: Path) -> None:
    modules = loaded("convert", str(letter), "--to", "docx", "-o", str(letter.parent / "out"), "-q")
    assert not ours(modules) & ROOMS
    assert not modules & ((COSTLY - {"yaml"}) | SERVICES)
    assert not [name for name in modules if name.startswith("converter.writers.pdf")]
    heavy = ("cluster", "processes", "worker")
    assert not {f"converter.batch.executors.{name}" for name in heavy} & modules
    readers = {f"converter.readers.{name}" for name in ("docx", "pdf", "html", "eml", "msg")}
    assert not readers & modules
