"""Pictures as the file holds them: JPEG as it is, all else as plain samples; each once."""

from __future__ import annotations

import hashlib
import io
import zlib
from typing import NamedTuple

from converter.records import dataclass, field
from converter.writers.pdf.constants import BITS, JPEG_FRAMES, MOST_PIXELS, ZLIB_FONTS

JPEG_MAGIC = b"\xff\xd8\xff"


class Samples(NamedTuple):
    """A picture's dictionary entries and bytes, and its transparency, if it has any."""

    entries: str
    data: bytes
    mask: Samples | None = None


@dataclass(slots=True)
class Images:
    """The pictures of one document by the name that pages call them by."""

    found: dict[str, Samples] = field(default_factory=dict)
    names: dict[bytes, str] = field(default_factory=dict)

    def add(self, data: bytes, media_type: str) -> str:
        """The name of a picture; empty where it cannot be read."""
        key = hashlib.sha256(data).digest()
        if key not in self.names:
            samples = _jpeg(data) or _decoded(data)
            name = f"Im{len(self.found) + 1}" if samples else ""
            self.names[key] = name
            if samples:
                self.found[name] = samples
        return self.names[key]


def _jpeg(data: bytes) -> Samples | None:
    """A JPEG of grey or RGB, kept as it is; None for one that must be converted."""
    if not data.startswith(JPEG_MAGIC):
        return None
    at = 2
    while at + BITS < len(data):
        if data[at] != JPEG_MAGIC[0]:
            return None
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 2 + 2], "big")
        if marker in JPEG_FRAMES:
            depth, height, width, parts = _frame(data[at + 2 + 2 : at + 2 + size])
            space = {1: "DeviceGray", 1 + 2: "DeviceRGB"}.get(parts)
            if not space or depth != BITS or not width or not height:
                return None
            return Samples(f"{_size(width, height)}/ColorSpace/{space}/BitsPerComponent {BITS}/Filter/DCTDecode", data)
        at += 2 + size
    return None


def _frame(head: bytes) -> tuple[int, int, int, int]:
    from struct import unpack_from

    depth, height, width, parts = unpack_from(">BHHB", head)
    return depth, height, width, parts


def _decoded(data: bytes) -> Samples | None:
    """Any picture that Pillow reads, as grey or RGB samples."""
    try:
        from PIL import Image

        Image.MAX_IMAGE_PIXELS = MOST_PIXELS
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            clear = "A" in picture.getbands() or "transparency" in picture.info
            mask = _samples(picture.convert("RGBA").getchannel("A")) if clear else None
            grey = picture.mode in ("1", "L", "LA")
            return _samples(
                picture.convert("RGBA" if clear and not grey else "L" if grey else "RGB").convert(
                    "L" if grey else "RGB"
                ),
                mask,
            )
    except Exception:  # Pillow raises errors of many kinds for broken files; none of them is ours
        return None


def _samples(picture: object, mask: Samples | None = None) -> Samples:
    from PIL.Image import Image

    assert isinstance(picture, Image)
    space = "DeviceGray" if picture.mode == "L" else "DeviceRGB"
    data = zlib.compress(picture.tobytes(), ZLIB_FONTS)
    return Samples(f"{_size(*picture.size)}/ColorSpace/{space}/BitsPerComponent {BITS}/Filter/FlateDecode", data, mask)


def _size(width: int, height: int) -> str:
    return f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
