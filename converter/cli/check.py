"""`masthead check`: what New York would send back, and the Editorial Manual; `--fix` mends what is certain."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from converter.check import Finding, Originals, Rule, Selection, check, rules, selected
from converter.check.edits import Text, applied, diff, edits
from converter.cli.asked import STDIN, job, options
from converter.cli.exits import Exit
from converter.cli.findings import as_json, as_lines, as_sarif, listed
from converter.cli.terminal import say, say_error
from converter.diagnostics import MastheadError, Report, UsageError
from converter.files import write_whole
from converter.pipeline import Job, understand
from converter.records import dataclass, replace

TEXTS = ("txt", "md")
"""Formats that are changed in place; in the others what is certain is listed."""
AUTHOR = "masthead"
"""Who signs the comments in a Word file."""
ROUNDS = 8
"""One edit may make room for another; after so many rounds the rest is listed."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An input, what was found in it, and its text where it can be changed."""

    job: Job
    findings: list[Finding]
    text: Text | None


def run(asked: argparse.Namespace) -> int:
    """Check each input; 1 when something is found."""
    if asked.rules:
        print("\n".join(listed(rules())))
        return Exit.DONE
    if not asked.inputs:
        raise UsageError("no input named", hint="name files or folders, or - for standard input")
    _check_prints(asked)
    names = _names(asked)
    if asked.comments:
        _may_comment(names, Path(asked.comments))
    done: list[Checked] = []
    failed = False
    for name in names:
        try:
            done.append(_one(name, asked))
        except UsageError:
            raise
        except MastheadError as error:
            failed = True
            say_error(error, name)
    _print(done, asked)
    if asked.comments and done:
        _comments(done, Path(asked.comments))
    return Exit.FAILED if failed or any(one.findings for one in done) else Exit.DONE


def _names(asked: argparse.Namespace) -> list[str]:
    from converter.batch.plan import plan

    if STDIN in asked.inputs:
        if len(asked.inputs) > 1:
            raise UsageError("- stands alone", hint="check standard input and files in two calls")
        return [STDIN]
    if all(Path(name).is_file() for name in asked.inputs):
        return list(asked.inputs)
    return [str(task.source) for task in plan(asked.inputs, None, options(asked)).tasks]


def _one(name: str, asked: argparse.Namespace) -> Checked:
    work = job(name, asked)
    chosen = selected(rules(), _selection(asked, work.folder))
    found = examined(work, chosen)
    if (asked.fix or asked.diff) and found.text:
        return _mended(found, chosen, asked)
    if (asked.fix or asked.diff) and found.findings:
        say(f"{name}: not changed: only .txt and .md files are; what was found is listed")
    return found


def _selection(asked: argparse.Namespace, folder: Path | None) -> Selection:
    """What the command line selects, else what `masthead.yaml` of the folder does; what both ignore is ignored."""
    from converter.strict import load_yaml

    beside = folder / "masthead.yaml" if folder else None
    values = load_yaml(beside) if beside and beside.is_file() else {}
    select, ignore = (
        _list(asked.select) or _list(values.get("select")),
        _list(asked.ignore) + _list(values.get("ignore")),
    )
    return Selection(select, ignore, "" if asked.select or asked.ignore else "masthead.yaml" if values else "")


def _list(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(part.strip() for item in parts for part in str(item).split(",") if part.strip())


def examined(work: Job, chosen: Sequence[Rule]) -> Checked:
    """What the rules find in an input, at its places in the input as it was given."""
    understand(work, "parse")
    assert work.document is not None and work.original is not None
    text = _text(work) if work.original.format in TEXTS else None
    originals = Originals.of_text(text.text) if text else Originals.of_source(work.original)
    return Checked(work, check(work.document, originals, chosen, work.source), text)


def _text(work: Job) -> Text:
    from converter.readers.decode import decode

    decoded = decode(work.data, work.name, Report(work.name))
    return Text.of(work.data, decoded.text, decoded.encoding)


def _mended(found: Checked, chosen: Sequence[Rule], asked: argparse.Namespace) -> Checked:
    """The input with what is certain mended, round by round until nothing is; written, or shown as a diff."""
    assert found.text is not None
    before, now, made = found.text, found, 0
    for _ in range(ROUNDS):
        assert now.text is not None
        these = [edit for edit in edits(now.findings) if now.text.can_write(edit[2])]
        if not these or not now.text.faithful:
            break
        made += len(these)
        data = now.text.bytes_of(applied(now.text.text, these))
        now = examined(
            Job(
                now.job.name,
                data,
                now.job.options,
                type(now.job.report)(now.job.name),
                dict(found.job.given),
                now.job.folder,
            ),
            chosen,
        )
    assert now.text is not None
    if not before.faithful and edits(found.findings):
        say(f"{found.job.name}: not changed: its encoding cannot be written back byte for byte")
    if asked.diff:
        shown = diff(before.text, now.text.text, found.job.name)
        print(shown) if shown else None
        return found
    if made and found.job.folder is not None:
        write_whole(Path(found.job.name), now.text.data)
        say(f"{found.job.name}: {made} {'place' if made == 1 else 'places'} mended")
    elif made:
        sys.stdout.buffer.write(now.text.data)
    return now


def _print(done: Sequence[Checked], asked: argparse.Namespace) -> None:
    found = [(one.job.name, one.findings) for one in done]
    if asked.json or asked.sarif:
        print(as_json(found, rules()) if asked.json else as_sarif(found, rules()))
        return
    # The mended text of standard input goes to standard output, and what is left to mend beside it.
    beside = sys.stderr if asked.fix and STDIN in asked.inputs else sys.stdout
    for one in done:
        for finding in one.findings if not (asked.diff and one.text) else ():
            print("\n".join(as_lines(one.job.name, finding)), file=beside)
    if asked.diff:
        return
    count = sum(len(findings) for _, findings in found)
    certain = sum(finding.edit is not None for _, findings in found for finding in findings)
    if done and not count:
        say("nothing found")
    if count:
        more = f"; {certain} can be mended with --fix" if certain and not asked.fix else ""
        say(f"{count} {'finding' if count == 1 else 'findings'}{more}; `masthead explain RULE` tells more")


def _check_prints(asked: argparse.Namespace) -> None:
    """Raise UsageError for two options that would both print on standard output: no program could read it."""
    mended = asked.fix and STDIN in asked.inputs
    prints = {"--json": asked.json, "--sarif": asked.sarif, "--diff": asked.diff, "--fix of standard input": mended}
    named = [name for name, wanted in prints.items() if wanted]
    if len(named) > 1:
        raise UsageError(f"{' and '.join(named)} print different things", hint="ask for one of them")


def _may_comment(names: Sequence[str], target: Path) -> None:
    """Raise UsageError where --comments cannot be meant, OutputError where it would replace what is not ours."""
    from converter.batch.jobs import guard

    if target.suffix.lower() != ".docx":
        raise UsageError(f"--comments {target}: comments stand in a Word file", hint="name one that ends in .docx")
    if len(names) != 1:
        raise UsageError(f"--comments takes one input, and there are {len(names)}", hint="name one file")
    if names[0] != STDIN and target.exists() and target.samefile(names[0]):
        raise UsageError(f"--comments {target} is the input itself", hint="name another file")
    guard(target, hint="keep it and name another file")


def _comments(done: Sequence[Checked], target: Path) -> None:
    """The Word document with each finding as a comment at its place."""
    from converter.files import sealed
    from converter.pipeline import run as convert
    from converter.writers.docx.comments import Remark, with_comments

    one = done[0]
    work = replace(one.job, options=replace(one.job.options, to=("docx",)), report=Report(one.job.name))
    remarks = [
        Remark(f.passage, f.start, f.start + len(f.found), f"{f.message} [{f.code}]", AUTHOR) for f in one.findings
    ]
    write_whole(target, sealed(with_comments(convert(work)["docx"], remarks)))
    say(f"{one.job.name}: {len(remarks)} {'comment' if len(remarks) == 1 else 'comments'} → {target}")
