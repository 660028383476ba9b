"""What one run keeps for the next: compiled patterns, methods of records, packs; and that it changes nothing."""

from __future__ import annotations

import gc
import importlib
import marshal
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import converter
from converter import kept
from converter.late import _compiled, _parts, late, longest_first  # type: ignore[attr-defined]
from converter.style import packs
from tests.support import ROOT

LETTER = "samples/letter-joint.md"


@pytest.fixture
def keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder below which things are kept, as in a run that may write."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    return tmp_path


def test_what_is_kept_comes_back_under_its_stamp_only(keeping: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.keep("/rules/a.yaml", (1, 2), {"x": [1]})
    assert kept.kept("/rules/a.yaml", (1, 2)) == {"x": [1]}
    assert kept.kept("/rules/a.yaml", (1, 3)) is None and kept.kept("/rules/b.yaml", (1, 2)) is None
    with monkeypatch.context() as later:
        later.setattr(kept, "VERSION", "another")
        assert kept.kept("/rules/a.yaml", (1, 2)) is None
    [file] = [path for path in keeping.rglob("*") if path.is_file()]
    file.write_bytes(file.read_bytes()[:-4])
    assert kept.kept("/rules/a.yaml", (1, 2)) is None


def test_nothing_is_kept_where_python_writes_no_bytecode(keeping: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept.keep("/rules/a.yaml", 1, "x")
    assert not list(keeping.iterdir())


def test_a_program_of_an_administrator_keeps_things_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    for name in ("LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "cache"))
    closed = tmp_path / "program"
    closed.mkdir()
    (closed / "__pycache__").write_text("no folder can be made here", "utf-8")
    kept.keep(str(closed / "a.yaml"), 1, "x")
    assert kept.kept(str(closed / "a.yaml"), 1) == "x"
    assert [path.name.split(".")[:2] for path in (tmp_path / "cache").rglob("*.pyc")] == [["a", "yaml"]]


def test_a_table_makes_each_entry_once_and_adds_to_what_others_kept(keeping: Path) -> None:
    made: list[str] = []
    one, two = kept.Table("/rules/t.py", 1), kept.Table("/rules/t.py", 1)
    for table, key in ((one, "a"), (one, "a"), (two, "b")):
        assert table.get(key, lambda key=key: made.append(key) or key.upper()) == key.upper()  # type: ignore[misc]
    one.keep()
    two.keep()
    third = kept.Table("/rules/t.py", 1)
    assert (third.get("a", pytest.fail), third.get("b", pytest.fail), made) == ("A", "B", ["a", "b"])


def test_every_pattern_is_what_re_makes_of_it() -> None:
    for module in pkgutil.walk_packages(converter.__path__, "converter."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    patterns = [one for one in gc.get_objects() if type(one) is late]
    assert len(patterns) > 400
    for one in patterns:
        assert _compiled(*one._given) == re.compile(*one._given)  # type: ignore[attr-defined]


def test_a_pattern_is_compiled_where_re_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(re._compiler, "_code")  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        _parts("of no other (test)", 0)
    monkeypatch.setattr("re.compile", lambda pattern, flags: (pattern, flags))
    assert late("of no other (test)", re.ASCII).pattern == "of no other (test)"
    assert _compiled("of no other (test)", 0) == ("of no other (test)", 0)


def test_words_of_a_length_stand_by_the_alphabet() -> None:
    assert longest_first({"an", "at", "annex", "as"}) == ["annex", "an", "as", "at"]


def test_a_second_run_compiles_nothing_whatever_the_order_of_sets(tmp_path: Path) -> None:
    kept_files = []
    for seed in ("1", "2"):
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(tmp_path / "kept"), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "converter", "convert", LETTER, "-o", str(tmp_path / seed), "-q"]
        subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
        kept_files.append({path: path.read_bytes() for path in (tmp_path / "kept").rglob("*.pyc")})
    assert kept_files[0] == kept_files[1]
    names = {path.name.split(".")[0] for path in kept_files[0]}
    assert {"late", "records", "un-new-york"} <= names
    for name in ("letter-joint.pdf", "letter-joint.docx"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_workers_keep_what_they_made(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(tmp_path / "kept")}
    command = [
        sys.executable,
        "-m",
        "converter",
        "convert",
        "samples",
        "-o",
        str(tmp_path / "out"),
        "-q",
        "--jobs",
        "2",
    ]
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    [late_ones] = (tmp_path / "kept").rglob("late.py.*")
    _, patterns = marshal.loads(late_ones.read_bytes())
    assert len(patterns) > 150


def test_a_kept_pack_is_the_pack_and_no_older_than_its_files(keeping: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = keeping / "styles"
    shutil.copytree(ROOT / "styles", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(packs, "data_path", lambda *parts: folder.joinpath(*parts))
    monkeypatch.setattr(packs, "is_shipped", lambda path: True)

    def load() -> packs.Pack:
        packs._load.cache_clear()
        return packs.load("un-resolution")

    built = load()
    with monkeypatch.context() as closed:
        closed.setattr(packs, "build", pytest.fail)
        assert load() == built
    parent = folder / "un-new-york.yaml"
    text = parent.read_text("utf-8")
    assert "title:" in text
    parent.write_text(text + '\nlink_colour: "#123456"\n', "utf-8")
    assert load().link_colour != built.link_colour
    packs._load.cache_clear()
