"""Numbers that formats and scripts fix: of PDF, of font files, of ICC profiles, of typography. No measure of a page
stands here."""

from __future__ import annotations

# ---------------------------------------------------------------- lines

THOUSAND = 1000
"""Glyph widths and moves inside a TJ are thousandths of the type size."""
HUNDRED = 100
"""Character scale is given in per cent."""
DESCENT = 0.216
NATURAL = 1.149
"""Of the text face, as parts of its size: depth below the baseline, height of a line of least height."""
TOLERANCE = 0.01
"""Points by which a line may be too long: what rounding does."""
FOOT_SHARE = 0.7
"""The most of a page that notes carried over from the page before may take."""
NOTE_START = 2
"""Lines of a note that stand on the page of its mark, if it has as many."""
DEEPEST_HEADING = 6

# ---------------------------------------------------------------- fonts

CODE_SPAN = 256
PRIVATE = range(0xE000, 0xF900)
"""Code points to which everybody gives a meaning of his own."""
WORDS_KEPT = 8 * 1024
"""Words of a face that are kept as glyphs from one document to the next."""
PROGRAMS_KEPT = 24
"""Font files with the glyphs of a document alone that are kept: each may hold thousands of Chinese letters."""
FONT_FLAGS_SYMBOLIC = 4
STEM = 80
"""Stem width in a font descriptor: no viewer uses it when the font is embedded, but the key must be there."""
FIXED = 65536
"""16.16 fixed-point numbers of font files and profiles."""
HEAD_BOX, HHEA_ASCENT, POST_ANGLE = 36, 4, 4
"""Byte offsets in the tables `head`, `hhea` and `post`."""
POSTSCRIPT_NAME = 6
CMAP_ROWS = 100
"""A ToUnicode CMap lists at most so many characters at a time."""
TAG_LETTERS = 6
ALPHABET, CAPITAL_A = 26, 65

# ---------------------------------------------------------------- the file

ZLIB_PAGES, ZLIB_FONTS = 3, 6
"""Levels: pages are many and level 3 is nearly as small; fonts are few."""
ANNOTATION_PRINT = 4
BITS = 8
RGB_DEPTH = 255
DEFAULT_DATE = "2000-01-01"
PDF_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
FREE_ENTRY = b"0000000000 65535 f \n"

# ---------------------------------------------------------------- sRGB (IEC 61966-2-1) as an ICC profile, version 2.1

ICC_VERSION = 0x02100000
ICC_HEADER, ICC_ENTRY, ICC_ALIGN = 128, 12, 4
ICC_DATE = (2000, 1, 1, 0, 0, 0)
WHITE_D50 = (0.9642, 1.0, 0.8249)
WHITE = (0.9505, 1.0, 1.0891)
RED, GREEN, BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
CURVE_POINTS = 1024
CURVE_LINEAR, CURVE_KNEE, CURVE_SLOPE, CURVE_OFFSET, CURVE_POWER = 12.92, 0.04045, 1.055, 0.055, 2.4
DESCRIPTION_PADDING = 78
RESERVED_HEAD = 24
"""Empty bytes of the header between its mark and the rendering intent; the white point follows."""

# ---------------------------------------------------------------- bar codes

WIDE = 2.5
"""A wide element of a Code 39, in narrow ones: read at 150 dots an inch."""

# ---------------------------------------------------------------- tables and pictures

TALL_ROW = 0.3
"""A row higher than this part of a page may be cut by a page's end."""
CROWDED = 1.1
"""Columns whose words need so many times their room are narrowed as they stand; more, and they part."""
JPEG_FRAMES = frozenset([0xC0, 0xC1, 0xC2])
"""Markers of a JPEG's frame header: baseline, extended, progressive."""
MOST_PIXELS = 200_000_000
"""Larger pictures are taken for an attack."""

# ---------------------------------------------------------------- pages

TURNED = "0 -1 1 0 0"
"""A quarter turn to the right, but for the last number, which is the width of the upright page."""
