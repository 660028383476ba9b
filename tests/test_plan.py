"""The plan of a batch: which inputs, which outputs, and what is refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.batch.plan import Plan, plan
from converter.diagnostics import InputError, UsageError
from converter.options import Options


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.txt", "in/a.md", "in/deep/c d.txt", "in/~$a.docx", "in/.hidden.txt", "in/masthead.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words", "utf-8")
    return tmp_path


def targets(made: Plan) -> list[str]:
    return [path.as_posix() for task in made.tasks for _, path in task.outputs]


def test_a_folder_keeps_its_tree_in_a_fixed_order(tree: Path) -> None:
    made = plan(["in"], "out", Options(to=("docx",)))
    assert targets(made) == ["out/a.docx", "out/b.docx", "out/deep/c d.docx"]
    assert [n for n in made.notes if "~$a.docx" in n and "passed over" in n]


def test_outputs_stand_beside_the_input_without_o(tree: Path) -> None:
    assert targets(plan(["in/b.txt"], None, Options())) == ["in/b.docx", "in/b.pdf"]


def test_o_is_a_file_when_it_says_so(tree: Path) -> None:
    assert targets(plan(["in/b.txt"], "out/x.pdf", Options())) == ["out/x.pdf"]
    with pytest.raises(UsageError, match="there are 2 inputs"):
        plan(["in/b.txt", "in/a.md"], "x.pdf", Options())


def test_an_input_is_never_replaced(tree: Path) -> None:
    (tree / "in/w.docx").write_bytes(b"PK")
    made = plan(["in/w.docx"], None, Options())
    assert targets(made) == ["in/w-masthead.docx", "in/w.pdf"]
    assert any("w-masthead.docx" in note for note in made.notes)
    with pytest.raises(UsageError, match="the input itself"):
        plan(["in/w.docx"], "in/w.docx", Options())


def test_inputs_that_would_collide_fail_and_the_others_are_done(tree: Path) -> None:
    (tree / "in/A.txt").write_text("other", "utf-8")
    made = plan(["in"], "out", Options(to=("pdf",)))
    assert sorted(outcome.source for outcome in made.failed) == ["in/A.txt", "in/a.md"]
    assert "--keep-suffix" in (made.failed[0].hint or "")
    assert targets(made) == ["out/b.pdf", "out/deep/c d.pdf"]
    kept = plan(["in"], "out", Options(to=("pdf",)), keep_suffix=True)
    assert not kept.failed
    assert "out/a.md.pdf" in targets(kept)


def test_patterns_are_expanded_by_the_program(tree: Path) -> None:
    assert targets(plan(["in/*.txt"], "out", Options(to=("pdf",)))) == ["out/b.pdf"]
    with pytest.raises(InputError, match="nothing fits"):
        plan(["in/*.rtf"], None, Options())


def test_a_folder_without_inputs_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no inputs"):
        plan([str(tmp_path)], None, Options())


def test_output_inside_the_input_folder_is_no_input(tree: Path) -> None:
    (tree / "in/out").mkdir()
    (tree / "in/out/old.docx").write_bytes(b"PK")
    assert targets(plan(["in"], "in/out", Options(to=("pdf",)))) == [
        "in/out/a.pdf",
        "in/out/b.pdf",
        "in/out/deep/c d.pdf",
    ]


def test_names_that_windows_keeps_are_changed(tree: Path) -> None:
    (tree / "in/con.txt").write_text("x", "utf-8")
    assert targets(plan(["in/con.txt"], "out", Options(to=("pdf",)))) == ["out/con-masthead.pdf"]
