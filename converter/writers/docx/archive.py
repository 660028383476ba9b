"""Parts → a zip file with the same bytes every time; parts that come again are compressed once.

The standard library's writer keeps a record and asks the file for its place several times for each of twenty small
parts, which took as long as compressing them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import lru_cache
from struct import pack

from converter.writers.docx import constants as c

ENTRY, LISTED, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
"""What each entry, each line of the directory, and the end begins with."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a zip file, in the order in which they are given (APPNOTE.TXT 4.3: entries, then their directory)."""
    entries: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, data in parts.items():
        title, flags = (name.encode(), 0 if name.isascii() else c.ZIP_UTF8)
        crc, body = _kept(data) if len(data) <= c.LARGEST_KEPT else _compressed(data)
        about = pack(
            "<5H3L2H", c.ZIP_VERSION, flags, c.ZIP_DEFLATED, 0, c.ZIP_DAY, crc, len(body), len(data), len(title), 0
        )
        entries += [ENTRY, about, title, body]
        directory.append(
            LISTED + pack("<BB", c.ZIP_VERSION, c.UNIX) + about + pack("<3H2L", 0, 0, 0, c.READABLE, at) + title
        )
        at += len(ENTRY) + len(about) + len(title) + len(body)
    listed = b"".join(directory)
    end = END + pack("<4H2LH", 0, 0, len(parts), len(parts), len(listed), at, 0)
    return b"".join([*entries, listed, end])


def _compressed(data: bytes) -> tuple[int, bytes]:
    """The checksum of a part, and what is stored of it."""
    squeezing = zlib.compressobj(c.DEFLATE, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.crc32(data), squeezing.compress(data) + squeezing.flush()


_kept = lru_cache(c.PARTS_KEPT)(_compressed)
