"""What a command loads: modules, not seconds. Loading is most of a short run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from converter.data import loaded as loaded_yaml
from converter.data import read_yaml
from converter.late import late
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


def test_a_pattern_is_compiled_when_it_is_used_and_once() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("x")
    number = late(r"(\d+)", re.ASCII)
    assert number.search("12 men") and number.sub("n", "12 men") == "n men" and number.pattern == r"(\d+)"
    assert number.search is number.search


def test_data_are_read_as_yaml_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "explain", "no-symbol"]
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(tmp_path)}
    first, second = (
        subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert first.stderr == second.stderr
    assert "yaml" in first.stdout.split() and "yaml" not in second.stdout.split()


def test_what_is_kept_of_data_is_never_older_than_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "words.yaml"
    for text in ("[one]", "[one, two]", "{three: 4}"):
        path.write_text(text, "utf-8")
        assert read_yaml(path) == read_yaml(path) == loaded_yaml(text)
    [kept] = (tmp_path / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert read_yaml(path) == {"three": 4}
