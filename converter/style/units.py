"""Lengths, written in mm, pt or twip and held in EMU; and colours."""

from __future__ import annotations

from converter.late import late

EMU_PER = {"mm": 36000, "cm": 360000, "in": 914400, "pt": 12700, "twip": 635, "emu": 1}
WRITTEN = late(r"(-?\d+(?:\.\d+)?) ?(mm|cm|in|pt|twip|emu)")


class Length(int):
    """A length in English Metric Units: 36,000 to the millimetre, 12,700 to the point, 635 to the twip."""

    @classmethod
    def read(cls, text: str) -> Length:
        """Read `43.5mm`, `10pt`, `1267 twip`; zero needs no unit. Raises ValueError."""
        if text.strip() == "0":
            return cls(0)
        found = WRITTEN.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"“{text}” is no length; write a number and one of {', '.join(EMU_PER)}, as in 12.5mm")
        return cls(round(float(found[1]) * EMU_PER[found[2]]))

    @property
    def pt(self) -> float:
        """In points."""
        return self / EMU_PER["pt"]

    @property
    def mm(self) -> float:
        """In millimetres."""
        return self / EMU_PER["mm"]

    @property
    def twip(self) -> int:
        """In twips, rounded."""
        return round(self / EMU_PER["twip"])

    @property
    def half_points(self) -> int:
        """In half points, rounded, as Word writes font sizes."""
        return round(self / EMU_PER["pt"] * 2)

    @property
    def eighths(self) -> int:
        """In eighths of a point, rounded and at least 1, as Word writes the thickness of borders."""
        return max(1, round(self / EMU_PER["pt"] * 8))

    @property
    def twentieths(self) -> int:
        """In twentieths of a point, rounded: the same as twips, by the name that Word uses for character spacing."""
        return self.twip


HEXADECIMAL = late(r"[0-9A-Fa-f]{6}")


class Colour(str):
    """A colour as six hexadecimal digits, red, green, blue: `1F3864`."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Colour:
        """Read `1F3864`. Raises ValueError."""
        text = text.removeprefix("#")
        if HEXADECIMAL.fullmatch(text) is None:
            raise ValueError(f'“{text}” is no colour; write six hexadecimal digits in quotation marks, as in "1F3864"')
        return cls(text.upper())


BLACK, BLUE = Colour("000000"), Colour("0000FF")
