"""A small grey picture of a PDF's first page, as PNG, for the report of a run."""

from __future__ import annotations

import struct
import zlib
from typing import Any

WIDTH = 112
"""Pixels; a page of ten thousand documents must still open in a browser."""
LEVELS = 16
"""Shades of grey; four bits a pixel."""
HIGH, LOW = bytes(v // LEVELS * LEVELS for v in range(256)), bytes(v // LEVELS for v in range(256))
"""A byte's shade in the upper and in the lower half of a byte."""


def first_page(pdf: bytes) -> bytes | None:
    """The first page in sixteen greys; None where no PDF reader is installed, or it cannot draw the page."""
    try:
        import pypdfium2
    except ImportError:
        return None
    try:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            drawn = page.render(scale=WIDTH / page.get_width(), grayscale=True)
            return png(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride)
        finally:
            document.close()
    except Exception:  # a picture is an ornament; what PDFium cannot draw is no fault of the conversion
        return None


def png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """A PNG of `height` rows of one byte a pixel, `stride` bytes apart, in sixteen greys.

    >>> png(bytes([0, 255]), 2, 1, 2)[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    rows = [pixels[top : top + width] for top in range(0, height * stride, stride)]
    grey = b"".join([row + b"\0" for row in rows] if width % 2 else rows)
    left, right = grey[::2].translate(HIGH), grey[1::2].translate(LOW)
    pairs = int.from_bytes(left, "big") | int.from_bytes(right, "big")  # all at a time, not a pixel at a time
    packed, across = pairs.to_bytes(len(left), "big"), (width + 1) // 2
    body = b"".join([b"\0" + packed[at : at + across] for at in range(0, len(packed), across)])
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(body)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
