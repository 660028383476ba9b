"""A PDF file as numbered objects: written one after the other, with the table that says where each stands."""

from __future__ import annotations

import hashlib
import zlib

from converter.records import dataclass, field
from converter.writers.pdf.constants import FREE_ENTRY, PDF_HEADER


@dataclass(slots=True)
class Objects:
    """The objects of a file; a number can be taken before the object is known."""

    bodies: list[bytes] = field(default_factory=list)

    def take(self) -> int:
        """A number for an object that is set later."""
        self.bodies.append(b"")
        return len(self.bodies)

    def put(self, number: int, body: str | bytes) -> None:
        """Set an object."""
        self.bodies[number - 1] = body if isinstance(body, bytes) else body.encode("latin-1")

    def add(self, body: str | bytes) -> int:
        """A new object; gives its number."""
        self.bodies.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.bodies)

    def stream(self, data: bytes, entries: str = "", level: int = 0) -> int:
        """A new stream; `level` 0 leaves it as it is."""
        return self.compressed(zlib.compress(data, level), entries) if level else self._stream(data, entries)

    def compressed(self, data: bytes, entries: str = "") -> int:
        """A new stream of data that is compressed already."""
        return self._stream(data, entries + "/Filter/FlateDecode")

    def _stream(self, data: bytes, entries: str) -> int:
        return self.add(b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode("latin-1"), len(data), data))

    def written(self, root: int, info: int) -> bytes:
        """The file. Its identifier comes from its contents, so that the same document is the same file."""
        out = [PDF_HEADER]
        seal = hashlib.md5(PDF_HEADER, usedforsecurity=False)
        places, at = [], len(PDF_HEADER)
        for number, body in enumerate(self.bodies, 1):
            data = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            places.append(at)
            out.append(data)
            seal.update(data)
            at += len(data)
        count = len(self.bodies) + 1
        out.append(b"xref\n0 %d\n" % count + FREE_ENTRY + b"".join([b"%010d 00000 n \n" % place for place in places]))
        mark = seal.hexdigest().encode()
        out.append(b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\n" % (count, root, info, mark, mark))
        out.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(out)
