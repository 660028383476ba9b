"""Numbers that the formats fix: Word's XML, zip, PNG. No measure of a page stands here."""

from __future__ import annotations

# ---------------------------------------------------------------- text

HUNDRED = 100
"""The pack gives places in a line in per cent."""
LETTER_WIDTH = 42
"""Of an average letter of running text, in per cent of its size: pages of a contents list are told by it."""
LONGEST_BOOKMARK = 40
"""Characters (ISO/IEC 29500-1, 17.13.6.2 and Word's own limit)."""
NO_LEVEL = 9
"""Outline level of running text (17.3.1.20)."""
DEEPEST = 8
"""Lowest level of a list (17.9.3)."""
MOST_COLUMNS = 63
"""Columns of a table that Word opens."""
SEPARATOR_ID, CONTINUED_ID = -1, 0
"""Word's own ids for the two rules above notes."""

MOST_KEPT = 1000
"""Things that are kept because they come again; after that many it begins anew."""

NEAR, NEARER = 40, 16
"""Letters around a tracked change by which its place is found again."""
LONGEST_PROPERTY = 255
"""Characters of a core property that python-docx takes."""

# ---------------------------------------------------------------- names that Word knows

BUILT_IN = frozenset(
    ("Normal", "header", "footer", "footnote text", "toc 1", "toc 2", "Quote", "Salutation", "Closing", "TOC Heading")
)
"""Styles that are Word's own by their names; all others are custom (docx.md, *Styles*)."""
BASE_CHARACTER, NOTE_MARK, PLACE = "Default Paragraph Font", "footnote reference", "Placeholder Text"
BASE_TABLE, NO_LIST = "Normal Table", "No List"

# ---------------------------------------------------------------- package

ZIP_VERSION, ZIP_DEFLATED, ZIP_UTF8 = 20, 8, 0x800
"""What a reader of the zip file must know, how its entries are compressed, and the flag of a name in UTF-8."""
ZIP_DAY = 1 << 5 | 1
"""1 January 1980, the first day that a zip entry can have; ours always has it."""
OLDEST_STAMP = "1980-01-01T00:00:00Z"
DEFLATE = 6
PARTS_KEPT, LARGEST_KEPT = 64, 64 * 1024
"""How many parts are kept compressed, and how large they may be: styles, theme, heads and feet come again and again."""
UNIX = 3
READABLE = 0o644 << 16
"""Rights of a zip entry, where Unix keeps them."""
FIRST_PROPERTY = 2
"""Custom properties count from 2 (22.3.2.2)."""
COMPATIBLE = "15"
"""Compatibility mode of Word 2013 and later; an older one makes Word say so in the title bar."""

# ---------------------------------------------------------------- pictures

DOTS = 8
"""Pixels for each module of a code."""
BYTE = 8
BEST = 9
"""zlib's best compression: codes are small."""
PNG_START = b"\x89PNG\r\n\x1a\n"
EMF_MARK = slice(40, 44)
"""Where an enhanced metafile says ` EMF`."""
