"""What was done in an output folder, in SQLite: unchanged inputs are not done again, and a killed run goes on."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from converter.batch.jobs import DONE, Outcome, Task, Written
from converter.batch.record import line, record
from converter.diagnostics import OutputError
from converter.files import describe, reach, untouched
from converter.records import dataclass, fields

if TYPE_CHECKING:
    import sqlite3

FOLDER, FILE = ".masthead", "ledger.sqlite"
VERSION = 2
SCHEMA = """
create table if not exists documents (
    key text primary key,
    root text not null,
    source text not null,
    mark text,
    status text not null,
    written text not null,
    warnings integer not null,
    record text not null,
    picture blob
)
"""
NOTE = """
insert into documents values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do update set
    root = excluded.root, source = excluded.source, mark = excluded.mark, status = excluded.status,
    written = case excluded.status when 'done' then excluded.written else written end,
    warnings = excluded.warnings, record = excluded.record, picture = excluded.picture
"""
"""A failed input keeps the outputs that an earlier version of it left."""
DAMAGED = {"malformed", "not a database", "file is encrypted"}
"""What SQLite says of a file that is no ledger (any more)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of an input."""

    key: str
    root: str
    source: str
    mark: str | None
    status: str
    warnings: int
    written: tuple[Written, ...]


class Ledger:
    """The ledger of one output folder, held by one run at a time; a lock that a killed run cannot leave behind.

    After a disk is full nothing more is noted down and `fault` says why; what was noted stays right.
    """

    def __init__(self, out: Path, database: sqlite3.Connection) -> None:
        self.out, self.fault = out, ""
        self._database = database

    def entry(self, key: str) -> Entry | None:
        """What is known of an input."""
        sought = "select key, root, source, mark, status, warnings, written from documents where key = ?"
        found = self._database.execute(sought, (storable(key),)).fetchone()
        return self._entry(found) if found else None

    def entries(self) -> Iterator[Entry]:
        """All that is known, by key."""
        sought = "select key, root, source, mark, status, warnings, written from documents order by key"
        yield from (self._entry(row) for row in self._database.execute(sought).fetchall())

    def _entry(self, row: Any) -> Entry:
        key, root, source, mark, status, warnings, files = row
        written = (Written(**file) for file in json.loads(files))
        return Entry(key, root, source, mark, status, warnings, tuple(_moved(file, self.out) for file in written))

    def note(self, task: Task, outcome: Outcome) -> None:
        """Note down what became of an input; its outputs are in their places already."""
        moved = (_moved(file, self.out, back=True) for file in outcome.written)
        files = [{field.name: getattr(file, field.name) for field in fields(file)} for file in moved]
        row = (
            storable(outcome.key),
            storable(str(task.root.resolve())) if task.root else "",
            storable(outcome.source),
            outcome.mark if outcome.status == DONE else None,
            outcome.status,
            json.dumps(files),
            outcome.warnings,
            line(record(outcome)),
            outcome.picture,
        )
        self._write(NOTE, row)

    def doubt(self, key: str) -> None:
        """Forget what the outputs of an input were made from: the next run does it again."""
        self._write("update documents set mark = null where key = ?", (storable(key),))

    def forget(self, key: str) -> None:
        """Drop an input that is no longer there."""
        self._write("delete from documents where key = ?", (storable(key),))

    def touch(self, task: Task) -> None:
        """Note that an unchanged input goes by another path than before."""
        root = storable(str(task.root.resolve())) if task.root else ""
        values = (root, storable(task.shown), storable(task.key))
        self._write("update documents set root = ?, source = ? where key = ?", values)

    def shown(self, key: str) -> tuple[dict[str, Any], bytes | None] | None:
        """The record and the picture of an input, for the report."""
        row = self._database.execute("select record, picture from documents where key = ?", (storable(key),)).fetchone()
        return (json.loads(row[0]), row[1]) if row else None

    def _write(self, statement: str, values: tuple[Any, ...]) -> None:
        import sqlite3

        if self.fault:
            return
        try:
            self._database.execute(statement, values)
        except sqlite3.Error as error:
            self.fault = f"{FOLDER}/{FILE}: {error}; what is done from here on will be done again by the next run"

    def close(self) -> None:
        """Give the ledger free."""
        import sqlite3

        with contextlib.suppress(sqlite3.Error):
            self._database.close()


def storable(text: str) -> str:
    """A name as SQLite takes it: what is no character in it, as Linux allows, is written as an escape."""
    return text.encode("utf-8", "backslashreplace").decode()


def _moved(file: Written, out: Path, *, back: bool = False) -> Written:
    """An output with its path counted from the output folder (`back`), or put together with it again."""
    path = os.path.relpath(file.path, out) if back else os.path.join(out, file.path)
    return Written(file.format, path.replace(os.sep, "/") if back else path, file.size, file.modified, file.digest)


def place(out: Path) -> Path:
    """Where the ledger of an output folder lies."""
    return out / FOLDER / FILE


def recorded(out: Path) -> dict[str, str]:
    """Output → input, both as full paths, of all that the ledger of a folder knows; nothing where it has none, or one
    that cannot be read."""
    import sqlite3

    path = place(out)
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path, timeout=1.0)) as database:
        for key, root, written in database.execute("select key, root, written from documents"):
            for file in json.loads(written):
                found[os.path.realpath(out / file["path"])] = os.path.realpath(os.path.join(root, key))
    return found


def open_ledger(out: Path) -> Ledger:
    """The ledger of an output folder; made where there is none. Raises OutputError."""
    import sqlite3

    path = place(out)
    try:
        reach(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message, hint = describe(out, error)
        raise OutputError(message, hint=hint) from error
    try:
        return Ledger(out, _connected(path))
    except sqlite3.DatabaseError as error:
        if not any(sign in str(error) for sign in DAMAGED):
            raise _closed(out, path, error) from error
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            os.replace(f"{path}{suffix}", f"{path}{suffix}.damaged")
    try:
        return Ledger(out, _connected(path))
    except sqlite3.Error as error:
        raise _closed(out, path, error) from error


def _connected(path: Path) -> sqlite3.Connection:
    """A connection that holds the file for itself: no shared memory is needed then, which network shares lack."""
    import sqlite3

    database = sqlite3.connect(str(reach(path)), timeout=0, isolation_level=None)
    try:
        database.execute("pragma locking_mode = exclusive")
        if database.execute("pragma journal_mode = wal").fetchone()[0] != "wal":
            database.execute("pragma journal_mode = delete")
        database.execute("pragma synchronous = normal")
        if database.execute("pragma user_version").fetchone()[0] not in (0, VERSION):
            raise sqlite3.DatabaseError("not a database of this version")
        database.execute(SCHEMA)
        database.execute(f"pragma user_version = {VERSION}")
    except BaseException:
        database.close()
        raise
    return database


def _closed(out: Path, path: Path, error: Exception) -> OutputError:
    if "locked" in str(error):
        return OutputError(
            f"another run is at work in {out}", hint="wait until it has ended, or write elsewhere with -o"
        )
    said = {"full": "the disk is full", "readonly": "the disk is read-only", "unable to open": "no permission to write"}
    what = next((text for sign, text in said.items() if sign in str(error)), str(error))
    return OutputError(f"cannot write {path}: {what}", hint="make room, or write elsewhere with -o")


def unchanged(file: Written) -> bool:
    """Whether an output is there as it was left."""
    try:
        state = os.stat(reach(Path(file.path)))
        if (state.st_size, state.st_mtime_ns) == (file.size, file.modified):
            return True
        return state.st_size == file.size and sha256(reach(Path(file.path)).read_bytes()).hexdigest() == file.digest
    except OSError:
        return False


def edited(file: Written) -> bool:
    """Whether somebody changed an output since: it is there, and no longer a file as masthead writes them. Where the
    power failed it may be there without its bytes, which is nobody's work."""
    try:
        if unchanged(file):
            return False
        there = reach(Path(file.path)).read_bytes()
        return bool(there.strip(b"\0")) and not untouched(there)
    except OSError:
        return False
