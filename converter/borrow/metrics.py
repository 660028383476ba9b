"""How high and how wide the letters of a family are, from a table of facts, else from a font of this machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from converter.diagnostics import FontError
from converter.records import dataclass
from converter.style.faces import FontFile, Script, font_file, opened
from converter.style.schema import Face

USUAL = (0.891, 0.216, 0.042)
"""Of a family that nothing is known of: that of Times New Roman."""
MEAN = 0.5
"""Mean width of a letter, in sizes, where no font can be asked."""


@dataclass(frozen=True, slots=True)
class Metric:
    """Above the baseline, below it, and between lines, in sizes."""

    ascent: float
    descent: float
    gap: float

    @property
    def line(self) -> float:
        """Height of a line of single spacing."""
        return self.ascent + self.descent + self.gap


@cache
def metric(family: str) -> Metric:
    """The heights of a family."""
    known = _table().get(family)
    if known is not None:
        return Metric(*known)
    file = _file(family, False, False)
    face = opened(file.path, file.index) if file else None
    if face is None:
        return Metric(*USUAL)
    import uharfbuzz as hb

    extents = hb.Font(face).get_font_extents("ltr")
    parts = (extents.ascender, -extents.descender, extents.line_gap)
    return Metric(*(part / face.upem for part in parts))


def width(text: str, family: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """How wide a text is, in points."""
    font = _font(family, bold, italic)
    if font is None:
        return len(text) * size * MEAN
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions) * size / font.face.upem)


@cache
def _font(family: str, bold: bool, italic: bool) -> Any:
    import uharfbuzz as hb

    file = _file(family, bold, italic)
    face = opened(file.path, file.index) if file else None
    return hb.Font(face) if face is not None else None


def _file(family: str, bold: bool, italic: bool) -> FontFile | None:
    try:
        return font_file(Face(latin=(family,)), Script.LATIN, bold, italic)
    except FontError:
        return None


@cache
def _table() -> dict[str, list[float]]:
    from converter.strict import load_yaml

    return load_yaml(Path(__file__).with_name("metrics.yaml"))
