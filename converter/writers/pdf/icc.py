"""The sRGB colour profile that an archival file must carry, made from the standard's numbers."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from struct import pack

from converter.writers.pdf import constants as c

NAMES = (b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC")


@cache
def srgb_profile() -> bytes:
    """A display profile of version 2.1, complete and always the same, compressed."""
    curve = _curve()
    values = (
        _description(b"sRGB"),
        _text(b"No rights reserved"),
        *map(_xyz, (c.WHITE, c.RED, c.GREEN, c.BLUE)),
        *[curve] * len(c.WHITE),
    )
    start = c.ICC_HEADER + c.ICC_ALIGN + c.ICC_ENTRY * len(NAMES)
    table, body = b"", b""
    places: dict[bytes, int] = {}
    for name, value in zip(NAMES, values, strict=True):
        if value not in places:
            places[value] = start + len(body)
            body += value + bytes(-len(value) % c.ICC_ALIGN)
        table += name + pack(">II", places[value], len(value))
    profile = _header(start + len(body)) + pack(">I", len(NAMES)) + table + body
    return zlib.compress(profile, c.ZLIB_FONTS)


def _header(size: int) -> bytes:
    head = pack(">I4xI4s4s4s", size, c.ICC_VERSION, b"mntr", b"RGB ", b"XYZ ") + pack(">6H", *c.ICC_DATE) + b"acsp"
    return (head + bytes(c.RESERVED_HEAD + c.ICC_ALIGN) + _fixed(c.WHITE_D50)).ljust(c.ICC_HEADER, b"\0")


def _fixed(values: Sequence[float]) -> bytes:
    return b"".join(pack(">i", round(value * c.FIXED)) for value in values)


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(values)


def _text(text: bytes) -> bytes:
    return b"text\0\0\0\0" + text + b"\0"


def _description(text: bytes) -> bytes:
    return b"desc\0\0\0\0" + pack(">I", len(text) + 1) + text + b"\0" + bytes(c.DESCRIPTION_PADDING)


def _curve() -> bytes:
    steps = c.CURVE_POINTS - 1
    values = (_linear(step / steps) for step in range(c.CURVE_POINTS))
    return b"curv\0\0\0\0" + pack(f">I{c.CURVE_POINTS}H", c.CURVE_POINTS, *(round(v * (c.FIXED - 1)) for v in values))


def _linear(value: float) -> float:
    """The light of a stored value."""
    if value <= c.CURVE_KNEE:
        return value / c.CURVE_LINEAR
    return float(((value + c.CURVE_OFFSET) / c.CURVE_SLOPE) ** c.CURVE_POWER)
