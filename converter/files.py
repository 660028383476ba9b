"""Write beside, then rename: an output is whole or is not there; a seal tells later whether somebody changed it."""

from __future__ import annotations

import contextlib
import errno
import os
import struct
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from converter.diagnostics import OutputError
from converter.late import late

PART = ".part"
"""How the name of a file ends that is not whole yet."""
LONG_PATH = 240
"""Characters of a path from which Windows wants it in its long form, with room for a temporary name."""


def write_whole(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write a file so that a reader sees the old one or the whole new one. Raises OutputError with what to do.

    The temporary file lies beside its place and is readable by the user alone. `lasting` waits until the disk has it,
    so that it is there after the power fails too; a run of thousands does without, since it can be given again.
    """
    write_parts(path, (data,), lasting=lasting)


def write_parts(path: Path, parts: Iterable[bytes], *, lasting: bool = True) -> None:
    """Write a file as `write_whole` does, a part at a time: a page about ten thousand documents is never in memory."""
    reached = reach(Path(os.path.realpath(path)) if path.is_symlink() else path)  # what a link leads to is meant
    try:
        reached.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=PART, dir=reached.parent)
    except OSError as error:
        raise _failed(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        os.chmod(name, _mode(reached))
        os.replace(name, reached)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise _failed(path, error) from error
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def reach(path: Path) -> Path:
    """The path as the system takes it: Windows takes a long one only in full and with a sign before it."""
    return Path(long_path(os.path.abspath(path))) if os.name == "nt" else path


def long_path(full: str) -> str:
    r"""A full Windows path in its long form where it must be, as in `\\?\C:\…` and `\\?\UNC\server\share\…`."""
    if len(full) < LONG_PATH or full.startswith("\\\\?\\"):
        return full
    return "\\\\?\\UNC" + full[1:] if full.startswith("\\\\") else "\\\\?\\" + full


def leftovers(folder: Path, names: set[str]) -> Iterator[Path]:
    """Temporary files that a killed run left in a folder for outputs of these names."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            stem, sign, _ = entry.name.removeprefix(".").removesuffix(PART).rpartition(".")
            if entry.name.startswith(".") and entry.name.endswith(PART) and sign and stem in names:
                yield Path(entry.path)


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, else what the user's umask gives."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _failed(path: Path, error: OSError) -> OutputError:
    message, hint = describe(path, error)
    return OutputError(message, hint=hint)


def describe(path: Path, error: OSError) -> tuple[str, str]:
    """A system error as a plain sentence, and what to do about it."""
    name = path.name
    if isinstance(error, PermissionError) and path.exists() and os.access(path.parent, os.W_OK):
        return f"{name} is open in another program; close it and run again", "or write elsewhere with -o"
    said = {
        errno.ENOSPC: ("the disk is full", "make room, or write elsewhere with -o"),
        errno.EDQUOT: ("your share of the disk is used up", "make room, or write elsewhere with -o"),
        errno.EROFS: ("the disk is read-only", "write elsewhere with -o"),
        errno.EACCES: ("no permission to write there", "write elsewhere with -o"),
        errno.EPERM: ("no permission to write there", "write elsewhere with -o"),
        errno.ENAMETOOLONG: ("the name is too long for this disk", "give a shorter name with -o"),
        errno.EEXIST: ("a part of the path is a file", "choose another folder with -o"),
        errno.ENOTDIR: ("a part of the path is a file", "choose another folder with -o"),
    }
    what, hint = said.get(error.errno or 0, (error.strerror or "it failed", "choose another place with -o"))
    return f"cannot write {name}: {what}", hint


# ---------------------------------------------------------------- seals

ZIP, PDF_END = b"PK\x03\x04", b"startxref"
ZIP_END = struct.Struct("<4s4H2LH")
"""The end record of a zip file; its last number is the length of the comment, which Word drops when it saves."""
SEAL = late(rb"%?masthead (?P<digest>[0-9a-f]{64})\n?")


def sealed(data: bytes) -> bytes:
    """A Word or PDF file with a digest of itself in a comment: whoever saves it anew drops or breaks the seal."""
    seal = b"masthead " + sha256(data).hexdigest().encode()
    if data.startswith(ZIP):
        end = ZIP_END.unpack(data[-ZIP_END.size :])
        return data[: -ZIP_END.size] + ZIP_END.pack(*end[:-1], len(seal)) + seal
    before, sign, after = data.rpartition(PDF_END)
    return before + b"%" + seal + b"\n" + sign + after if sign else data


def untouched(data: bytes) -> bool:
    """Whether a file is one that masthead wrote and nobody changed since."""
    found = next(iter([*SEAL.finditer(data)][-1:]), None)
    if found is None:
        return False
    plain = data[: found.start()] + data[found.end() :]
    if data.startswith(ZIP):
        if len(plain) < ZIP_END.size or found.end() != len(data):
            return False
        end = ZIP_END.unpack(plain[-ZIP_END.size :])
        plain = plain[: -ZIP_END.size] + ZIP_END.pack(*end[:-1], 0)
    return sha256(plain).hexdigest().encode() == found["digest"]
