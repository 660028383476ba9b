"""A run over a folder: unchanged inputs are not done again, corrections survive, what is gone is told, all is noted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import converter
from bench.generate import write
from converter.batch.jobs import Outcome
from converter.batch.ledger import open_ledger, place
from converter.batch.plan import plan
from converter.batch.report import STATUSES
from converter.batch.run import Orders, Run
from converter.diagnostics import OutputError
from converter.files import untouched
from converter.options import Options

LETTER = "Note on the ferry\n\nThe ferry over Lake Ister carried 40 passengers.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/b.txt", "in/deep/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{LETTER}\nThis is {name}.\n", "utf-8")
    return tmp_path


def run(*inputs: str, out: str | None = "out", orders: Orders | None = None, **wishes: object) -> Run:
    """A run to DOCX in this process, to its end."""
    options = Options(to=("docx",), settings=wishes.pop("settings", {}))  # type: ignore[arg-type]
    made = plan([*inputs] or ["in"], out, options, **wishes)  # type: ignore[arg-type]
    batch = Run(made, orders or Orders(executor="serial"))
    batch.outcomes = [*batch]  # type: ignore[attr-defined]
    return batch


def statuses(batch: Run) -> dict[str, str]:
    outcomes: list[Outcome] = batch.outcomes  # type: ignore[attr-defined]
    return {outcome.source: outcome.status for outcome in outcomes}


def did(batch: Run) -> list[str]:
    return [source for source, status in statuses(batch).items() if status == "done"]


def test_unchanged_inputs_are_not_done_again(folder: Path) -> None:
    assert did(run()) == ["in/a.txt", "in/b.txt", "in/deep/c.md"]
    before = {path: path.stat().st_mtime_ns for path in folder.glob("out/**/*.docx")}
    again = run()
    assert set(statuses(again).values()) == {"skipped"}
    assert {path: path.stat().st_mtime_ns for path in folder.glob("out/**/*.docx")} == before
    assert did(run(force=True)) == ["in/a.txt", "in/b.txt", "in/deep/c.md"]


def test_what_an_output_depends_on_is_done_again(folder: Path) -> None:
    run()
    (folder / "in/b.txt").write_text(LETTER + "\nMore.\n", "utf-8")
    assert did(run()) == ["in/b.txt"]
    (folder / "in/a.meta.yaml").write_text("date: 2024-03-14\n", "utf-8")
    assert did(run()) == ["in/a.txt"]
    (folder / "in/masthead.yaml").write_text("language: fr\n", "utf-8")
    assert did(run()) == ["in/a.txt", "in/b.txt"]
    (folder / "in/deep/styles").mkdir()
    (folder / "in/deep/styles/ister.yaml").write_text("extends: mission\n", "utf-8")
    assert did(run()) == ["in/deep/c.md"]
    assert did(run(settings={"paper": "Letter"})) == ["in/a.txt", "in/b.txt", "in/deep/c.md"]


def test_the_agenda_that_settings_name_counts_too(folder: Path) -> None:
    (folder / "in/deep/items.md").write_text("# Agenda\n\n1. Opening\n\n2. The ferry\n", "utf-8")
    (folder / "in/deep/masthead.yaml").write_text("agenda: items.md\n", "utf-8")
    run()
    assert did(run()) == []
    (folder / "in/deep/items.md").write_text("# Agenda\n\n1. Opening\n\n2. The road\n", "utf-8")
    assert did(run()) == ["in/deep/c.md", "in/deep/items.md"]
    (folder / "in/a.txt").write_text("---\nagenda: deep/items.md\n---\n" + LETTER, "utf-8")
    assert did(run()) == ["in/a.txt"]
    assert did(run()) == ["in/a.txt"], "what an input itself names is in no fingerprint: it is done again"


def test_another_version_of_the_program_does_all_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr("converter.batch.fingerprint.sources", lambda: "another")
    from converter.batch import fingerprint

    fingerprint.program.cache_clear()
    try:
        assert len(did(run())) == 3
    finally:
        fingerprint.program.cache_clear()


def test_an_input_that_changes_while_it_is_done_is_done_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from converter.batch import jobs

    made = jobs.made

    def changed(task: jobs.Task) -> object:
        result = made(task)
        task.source.write_text(LETTER + "\nChanged meanwhile.\n", "utf-8")
        return result

    monkeypatch.setattr(jobs, "made", changed)
    run("in/deep", out="out2")
    monkeypatch.setattr(jobs, "made", made)
    assert did(run("in/deep", out="out2")) == ["in/deep/c.md"]


def test_a_pack_that_changes_while_a_run_goes_on_casts_doubt_on_its_documents(folder: Path) -> None:
    made = plan(["in"], "out", Options(to=("docx",)))
    for outcome in Run(made, Orders(executor="serial")):
        if outcome.source == "in/a.txt":
            (folder / "in/ister.yaml").write_text("extends: mission\n", "utf-8")
    assert did(run()) == ["in/a.txt", "in/b.txt"]
    assert did(run()) == []


def test_what_lacks_its_pdf_for_want_of_a_font_is_done_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from converter.diagnostics import FontError
    from converter.writers import WRITERS, Writer

    def fontless(*_: object) -> bytes:
        raise FontError("no font")

    monkeypatch.setitem(WRITERS, "pdf", Writer(fontless, ".pdf"))  # type: ignore[arg-type]
    made = plan(["in"], "out", Options())
    for _ in range(2):
        ended = {(outcome.status, outcome.exit_code) for outcome in Run(made, Orders(executor="serial"))}
        assert ended == {("done", 1)}


def test_an_output_that_is_missing_is_made_again(folder: Path) -> None:
    run()
    (folder / "out/b.docx").unlink()
    assert did(run()) == ["in/b.txt"]
    assert untouched((folder / "out/b.docx").read_bytes())


def test_corrections_survive_the_next_run(folder: Path) -> None:
    run()
    corrected = folder / "out/a.docx"
    corrected.write_bytes(b"PK typed by a person")
    again = run()
    assert statuses(again)["in/a.txt"] == "skipped"
    assert any("out/a.docx: changed by hand" in note for note in again.notes)
    (folder / "in/a.txt").write_text(LETTER + "\nA new text.\n", "utf-8")
    third = run()
    assert statuses(third)["in/a.txt"] == "failed"
    assert corrected.read_bytes() == b"PK typed by a person"
    assert did(run(force=True)) == ["in/a.txt", "in/b.txt", "in/deep/c.md"]
    assert untouched(corrected.read_bytes())


def test_inputs_that_are_gone_are_told_and_pruned_on_request(folder: Path) -> None:
    run()
    (folder / "in/a.txt").unlink()
    (folder / "in/b.txt").unlink()
    (folder / "out/b.docx").write_bytes(b"PK typed by a person")
    told = run()
    assert [entry.key for entry in told.removed] == ["a.txt", "b.txt"]
    assert (folder / "out/a.docx").exists()
    pruned = run(orders=Orders(executor="serial", prune=True))
    assert [entry.key for entry in pruned.removed] == ["a.txt", "b.txt"]
    assert not (folder / "out/a.docx").exists()
    assert (folder / "out/b.docx").read_bytes() == b"PK typed by a person"
    assert any("out/b.docx: not deleted" in note for note in pruned.notes)
    assert run().removed == []


def test_what_another_input_owns_now_is_not_pruned(folder: Path) -> None:
    run()
    (folder / "in/a.txt").rename(folder / "in/a.md")
    pruned = run(orders=Orders(executor="serial", prune=True))
    assert [entry.key for entry in pruned.removed] == ["a.txt"]
    assert untouched((folder / "out/a.docx").read_bytes())


def test_one_input_of_many_is_not_the_end_of_the_others(folder: Path) -> None:
    run()
    assert run("in/a.txt", "in/b.txt", orders=Orders(executor="serial", prune=True)).removed == []
    assert len([*folder.glob("out/**/*.docx")]) == 3


def test_the_tree_can_move(folder: Path) -> None:
    run()
    (folder / "in").rename(folder / "elsewhere")
    (folder / "out").rename(folder / "results")
    assert did(run("elsewhere", out="results")) == []
    (folder / "elsewhere/a.txt").unlink()
    assert [entry.key for entry in run("elsewhere", out="results").removed] == ["a.txt"]


def test_a_damaged_ledger_is_set_aside(folder: Path) -> None:
    run()
    for left in folder.glob("out/.masthead/*"):
        left.unlink()
    place(folder / "out").write_bytes(b"no ledger at all" * 99)
    assert len(did(run())) == 3
    assert (folder / "out/.masthead/ledger.sqlite.damaged").exists()
    assert did(run()) == []


def test_two_runs_at_once_are_refused(folder: Path) -> None:
    held = open_ledger(Path("out"))
    try:
        with pytest.raises(OutputError, match="another run is at work in out"):
            run()
    finally:
        held.close()
    assert len(did(run())) == 3


def test_a_full_disk_under_the_ledger_costs_no_document(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from converter.batch import ledger

    connected = ledger._connected

    def cramped(path: Path) -> sqlite3.Connection:
        database = connected(path)
        database.execute("pragma max_page_count = 1")
        return database

    made = plan([*map(str, write(folder / "many", 8))], "out", Options(to=("docx",)))
    batch = Run(made, Orders(executor="serial"))
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "_connected", cramped)
        outcomes = [*batch]
    assert {outcome.status for outcome in outcomes} == {"done"}
    assert any("full" in note and "done again" in note for note in batch.notes)
    assert all(untouched(path.read_bytes()) for path in folder.glob("out/*.docx"))
    assert {outcome.status for outcome in Run(made, Orders(executor="serial"))} <= {"done", "skipped"}


def test_the_report_lists_all_in_the_order_of_the_plan(folder: Path) -> None:
    (folder / "in/0.rtf").write_bytes(b"{\\rtf1}")
    (folder / "in/ba.txt").write_bytes(b"")
    run()
    found = json.loads((folder / "out/report.json").read_text("utf-8"))
    assert found["schema"] == "masthead-report/1"
    assert list(found["sums"]) == list(STATUSES)
    assert found["sums"] == {"done": 3, "failed": 2, "skipped": 0, "left": 0, "removed": 0}
    names = [document["source"] for document in found["documents"]]
    assert names == ["in/0.rtf", "in/a.txt", "in/b.txt", "in/ba.txt", "in/deep/c.md"]
    rtf, done = found["documents"][:2]
    assert (rtf["status"], rtf["exit_code"]) == ("failed", 1) and ".docx" in rtf["hint"]
    assert done["outputs"] == ["out/a.docx"] and done["kind"] and done["style"] and done["why"]
    assert {value["key"] for value in done["values"]} >= {"kind", "language"}
    lines = [json.loads(line) for line in (folder / "out/report.jsonl").read_text("utf-8").splitlines()]
    assert {line["source"] for line in lines} == set(names)
    again = run()
    report = json.loads((folder / "out/report.json").read_text("utf-8"))
    assert report["sums"]["skipped"] == 3 and again.counts["failed"] == 2
    assert report["documents"][1]["values"] == done["values"], "what is known of an unchanged input stays in the report"


def test_a_folder_beside_whose_inputs_the_outputs_stand_keeps_its_ledger_too(folder: Path) -> None:
    assert len(did(run(out=None))) == 3
    again = run(out=None)
    assert statuses(again) == {"in/a.txt": "skipped", "in/b.txt": "skipped", "in/deep/c.md": "skipped"}
    assert (folder / "in/.masthead/report.json").exists()
    same = run(out="in")
    assert len(statuses(same)) == 3, "outputs and reports in the folder itself are no inputs"


def test_failed_inputs_are_set_aside_with_a_note_and_leave_when_they_are_mended(folder: Path) -> None:
    (folder / "in/deep/bad.txt").write_bytes(b"  \n")
    orders = Orders(executor="serial", quarantine=Path("aside"))
    run(orders=orders)
    assert sorted(p.relative_to(folder / "aside").as_posix() for p in folder.glob("aside/**/*.*")) == [
        "deep/bad.txt",
        "deep/bad.txt.why.txt",
    ]
    note = (folder / "aside/deep/bad.txt.why.txt").read_text("utf-8")
    assert note.startswith("in/deep/bad.txt: ") and "\nhint: " in note
    (folder / "in/deep/bad.txt").write_text(LETTER, "utf-8")
    run(orders=orders)
    assert not [*folder.glob("aside/**/*.*")]


def test_the_first_failure_can_end_a_run(folder: Path) -> None:
    (folder / "in/a.txt").write_bytes(b"")
    batch = run(orders=Orders(executor="serial", fail_fast=True))
    assert statuses(batch) == {"in/a.txt": "failed"}
    assert batch.counts["left"] == 2
    found = json.loads((folder / "out/report.json").read_text("utf-8"))
    assert [document["status"] for document in found["documents"]] == ["failed", "left", "left"]
    assert did(run()) == ["in/b.txt", "in/deep/c.md"]


def test_what_a_killed_run_left_half_written_is_swept_away(folder: Path) -> None:
    run()
    for name in (".a.docx.x1y2z3ab.part", ".report.html.x1y2z3ab.part"):
        (folder / "out" / name).write_bytes(b"half")
    (folder / "out/.mine.part").write_bytes(b"not ours")
    run()
    assert [path.name for path in folder.glob("out/.*.part")] == [".mine.part"]


def test_the_library_iterates_over_outcomes(folder: Path) -> None:
    outcomes: Iterator[Outcome] = converter.batch("in", "out", to=["docx"])
    first = next(outcomes)
    assert (first.source, first.status, first.outputs) == ("in/a.txt", "done", ("out/a.docx",))
    outcomes.close()  # type: ignore[attr-defined]
    rest = {outcome.source: outcome.status for outcome in converter.batch(Path("in"), Path("out"), to=["docx"])}
    assert rest["in/a.txt"] == "skipped" and rest["in/deep/c.md"] in ("done", "skipped")
