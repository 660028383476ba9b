"""The program on one page: bytes → read → normalize → parse → transform → compose → write → bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from converter.diagnostics import FontError, InputError, Report, UsageError
from converter.model import Document, Kind
from converter.normalize import normalize
from converter.options import Options, formats
from converter.parse import Hints, parse
from converter.readers import READERS, read
from converter.records import dataclass, field, replace
from converter.settings import (
    AgendaList,
    Given,
    apply,
    beside,
    from_front_matter,
    from_mapping,
    read_agenda,
    with_titles,
)
from converter.source import Source
from converter.transform import transform
from converter.transform.reform import reform, with_own_letterhead

if TYPE_CHECKING:
    from converter.compose.composed import Composed
    from converter.style.choose import Choice

STAGES: Final[tuple[str, ...]] = ("read", "normalize", "parse", "transform", "compose")
"""What `dump --stage` can show, in order."""
LONGEST_NAME = 260
"""Characters of a text that may be a path; longer ones are texts."""
NAMED: Final[frozenset[str]] = frozenset(suffix for reader in READERS.values() for suffix in reader.suffixes if suffix)
"""Endings of files that are read."""


@dataclass(slots=True)
class Job:
    """One conversion on its way: what each stage left. `given` is every given value, the nearest last."""

    name: str
    data: bytes
    options: Options
    report: Report
    given: dict[str, Given] = field(default_factory=dict)
    folder: Path | None = None
    source: Source | None = None
    original: Source | None = None
    """The input as its reader left it, before anything was mended."""
    document: Document | None = None
    choice: Choice | None = None
    composed: Composed | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a conversion gives: the files by format, what was found, and what was said on the way."""

    outputs: Mapping[str, bytes]
    document: Document
    report: Report
    style: Choice
    source: Source = field(repr=False)
    _told: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def inspection(self) -> Mapping[str, Any]:
        """What was recognised, by the contract `masthead-inspect/1`; made when it is first asked for."""
        from converter.inspection import inspection

        if not self._told:
            self._told.update(inspection(self.source, self.document, self.report))
        return self._told

    @property
    def summary(self) -> Mapping[str, Any]:
        """The same without the text itself."""
        from converter.inspection import summary

        return summary(self.document, self.report)

    def __getitem__(self, format: str) -> bytes:
        """The bytes of a format: `result["docx"]`."""
        return self.outputs[format]


def convert(
    source: Path | bytes | str,
    *,
    to: str | Sequence[str] = ("docx", "pdf"),
    style: str | None = None,
    settings: Mapping[str, object] | None = None,
    name: str | None = None,
    form: str | None = None,
    source_format: str | None = None,
    template: str | None = None,
    changes: str = "accept",
) -> Result:
    """Convert a file (a Path), bytes, or a text to Word and PDF. Writes nothing, prints nothing; safe in threads.

    A str is the text itself, never the name of a file. `to` names formats, as in `("docx", "pdf")` or `"pdf"`;
    `settings` are given values by dotted key, as `--set` takes them; `template` is the path of a Word template and
    `changes` is `accept` or `keep`, as `--template` and `--changes` take them. Raises MastheadError (its kinds are in
    `converter.diagnostics`) with `message`, `hint` and `line`.
    """
    options = Options(
        to=formats(to),
        style=style,
        settings=settings or {},
        form=form,
        source_format=source_format,
        template=template,
        changes=changes,
    )
    return run(job_for(source, options, name))


def inspect(
    source: Path | bytes | str, *, settings: Mapping[str, object] | None = None, name: str | None = None
) -> dict[str, Any]:
    """What was recognised in an input, as `masthead inspect --json` prints it. Raises MastheadError."""
    job = job_for(source, Options(settings=settings or {}), name)
    understand(job)
    return inspected(job)


def job_for(source: Path | bytes | str, options: Options, name: str | None = None) -> Job:
    """A job for a file, bytes or a text, with the values that lie beside a file."""
    if isinstance(source, Path):
        job = Job(
            name or str(source), read_bytes(source, options), options, Report(name or str(source)), folder=source.parent
        )
        job.given = beside(source)
        return job
    if isinstance(source, str):
        _no_file_name(source)
    elif not isinstance(source, bytes | bytearray | memoryview):
        raise TypeError(f"the source must be a Path, bytes or a text, not {type(source).__name__}")
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else bytes(source)
    if options.source_format is None and isinstance(source, str):
        options = replace(options, source_format="txt")
    return Job(name or "<input>", data, options, Report(name or "<input>"))


def _no_file_name(text: str) -> None:
    """Raise UsageError for `convert("letter.txt")`: the name would be set as a document of one word."""
    name = Path(text) if 0 < len(text) <= LONGEST_NAME and not any(char in text for char in "\n\r\0") else None
    if name is None or not name.suffix:
        return
    if name.suffix.lower() in NAMED and (" " not in text or os.path.isfile(text)):
        raise UsageError(
            f"“{text}” is the name of a file, and a text was expected",
            hint=f"pass Path({text!r}) to have the file read",
        )


def read_bytes(path: Path, options: Options) -> bytes:
    """A file's bytes. Raises InputError where it cannot be read or is too large."""
    try:
        size = path.stat().st_size
        if size > options.limits.size:
            raise InputError(
                f"too large: {size:,} bytes", hint=f"raise the limit with --max-size {size}", source=str(path)
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        web = str(path).replace("\\", "/").startswith(("http:/", "https:/", "ftp:/"))
        hint = "no connection is opened: save the page, and name the file" if web else "check the name"
        raise InputError("there is no such file", hint=hint, source=str(path)) from error
    except IsADirectoryError as error:
        raise InputError("this is a folder", hint="name one file in it", source=str(path)) from error
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", hint="check that you may read it", source=str(path)
        ) from error


@contextmanager
def _timed(job: Job, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        job.report.timings[stage] = time.perf_counter() - start


def understand(job: Job, until: str = "transform") -> Document | Source:
    """Run the stages up to one that is named; `read` and `normalize` give a Source, the others the document."""
    with _timed(job, "read"):
        job.source = job.original = read(job.data, job.name, job.options, job.report)
    if until == "read":
        return job.source
    job.given |= from_front_matter(job.source.settings, job.name, job.report, job.data)
    job.given |= _options_given(job.options)
    with _timed(job, "normalize"):
        job.source = normalize(job.source, job.report)
    if until == "normalize":
        return job.source
    with _timed(job, "parse"):
        job.document = apply(parse(job.source, job.report, hints(job)), job.given, job.report)
        agenda = agenda_of(job)
        job.document = with_titles(job.document, agenda, job.report) if agenda else job.document
    if until == "parse":
        return job.document
    with _timed(job, "transform"):
        job.document = transform(reform(job.document, job.options.form, job.report), job.report)
    return job.document


def agenda_of(job: Job) -> AgendaList | None:
    """The agenda that a given value names, beside the input or from where the command is run. Raises UsageError."""
    given = job.given.get("agenda")
    if given is None or not given.value:
        return None
    places = [folder / str(given.value) for folder in (job.folder, Path()) if folder is not None]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        raise UsageError(
            f"agenda: no file {given.value}",
            hint="write its name as seen from the folder",
            line=given.line,
            source=given.origin,
        )
    if job.folder is not None and path.resolve() == Path(job.folder, Path(job.name).name).resolve():
        return None
    return _agenda(path.resolve(), path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _agenda(path: Path, modified: int) -> AgendaList:
    """The agenda in a file, as it stood when it was last changed, in nanoseconds."""
    data = read_bytes(path, Options())
    job = Job(path.name, data, Options(settings={"kind": Kind.AGENDA.value}), Report(path.name))
    understand(job)
    assert job.document is not None
    return read_agenda(job.document, path.name)


def _options_given(options: Options) -> dict[str, Given]:
    return {k: v if isinstance(v, Given) else from_mapping({k: v}, "settings")[k] for k, v in options.settings.items()}


def hints(job: Job) -> Hints:
    """The given values that parse must know before it begins."""
    given = {key: job.given[key].value for key in ("kind", "form", "language") if key in job.given}
    return Hints(**given)


def composed(job: Job) -> Composed:
    """The document laid out in its pack; the pack is the named one, else the one that fits."""
    from converter.compose import compose
    from converter.style.choose import Choice, choose
    from converter.style.packs import load
    from converter.style.paper import with_paper
    from converter.style.reading import with_reading

    assert job.document is not None
    given = None if job.options.style else job.given.get("style")
    named = str(given.value) if given else job.options.style
    origin = f"named {'with' if given.origin.startswith('--') else 'in'} {given.origin}" if given else "named"
    job.choice = Choice(named, origin) if named else choose(job.document, job.folder)
    try:
        pack = load(job.choice.name, job.folder, job.choice.parent)
    except UsageError as error:
        if given is None or error.source:
            raise
        raise UsageError(f"style: {error.message}", hint=error.hint, line=given.line, source=given.origin) from error
    if "paper" in job.given:
        pack = with_paper(pack, str(job.given["paper"].value))
    if "reading" in job.given:
        pack = with_reading(pack, job.given["reading"].value)
    head = pack.letterhead
    if (head.placed or head.names or head.lines) and pack.opens_with == "letterhead":
        job.document = with_own_letterhead(job.document, job.report)
    with _timed(job, "compose"):
        job.composed = compose(job.document, pack, job.report)
    return job.composed


def run(job: Job) -> Result:
    """Everything: understand, compose, write each format that was asked for.

    A format whose fonts are missing is left out where another can be written, with a warning.
    """
    understand(job)
    page, outputs, failed = composed(job), {}, None
    for name in job.options.to:
        try:
            with _timed(job, name):
                outputs[name] = _written(name, page, job)
        except FontError as error:
            failed = error
            job.report.warn("no-font", None, error.message, error.hint)
    if failed and not outputs:
        raise failed
    assert job.source is not None and job.document is not None and job.choice is not None
    return Result(outputs, job.document, job.report, job.choice, job.source)


def _written(name: str, page: Composed, job: Job) -> bytes:
    """One format; a Word file in the user's own template where there is one. Raises UsageError where that is none."""
    from converter.writers import WRITERS

    if name != "docx":
        return WRITERS[name].write(page, job.report)
    data = _in_template(page, job) if job.options.template else WRITERS[name].write(page, job.report)
    changes = job.original.changes if job.original else ()
    if not changes:
        return data
    from converter.writers.docx.tracked import with_changes

    return with_changes(data, changes, job.report)


def _in_template(page: Composed, job: Job) -> bytes:
    from converter.writers.docx.template import in_template

    template = str(job.options.template)
    try:
        data = read_bytes(Path(template), job.options)
    except InputError as error:
        raise UsageError(f"--template {template}: {error.message}", hint=error.hint) from error
    assert job.document is not None
    return in_template(job.document, page.pack, data, Path(template).name, job.report)


def inspected(job: Job) -> dict[str, Any]:
    """What was recognised, by the contract `masthead-inspect/1`."""
    from converter.inspection import inspection

    assert job.document is not None and job.source is not None
    return inspection(job.source, job.document, job.report)
