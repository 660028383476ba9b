"""Makes `docs/first-look.png`: a raw text beside the page that the program makes of it.

    python docs/picture.py [INPUT]

Needs the extras `fonts` and `pdf`, and pillow.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from converter import convert

HERE = Path(__file__).parent
INPUT = HERE.parent / "samples" / "letter-joint.md"
SCALE, GAP, LINES, COLUMNS, SIZE, STEP = 1.0, 14, 47, 84, 12, 16


def main() -> int:
    """Draw both sides and save the picture."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else INPUT
    pdf = pypdfium2.PdfDocument(convert(source, to=("pdf",))["pdf"])
    page = pdf[0].render(scale=SCALE).to_pil().convert("L")
    left = raw(source.read_text("utf-8"), page.size)
    sheet = Image.new("L", (left.width + page.width + 3 * GAP, page.height + 2 * GAP), 205)
    sheet.paste(left, (GAP, GAP))
    sheet.paste(page, (left.width + 2 * GAP, GAP))
    sheet.quantize(8).save(HERE / "first-look.png", optimize=True)
    return 0


def raw(text: str, size: tuple[int, int]) -> Image.Image:
    """The text as an editor shows it."""
    side = Image.new("L", size, 255)
    draw, font = ImageDraw.Draw(side), ImageFont.load_default(SIZE)
    lines = [part for line in text.strip().splitlines() for part in textwrap.wrap(line, COLUMNS) or [""]]
    for number, line in enumerate(lines[:LINES]):
        draw.text((SIZE, SIZE + number * STEP), line, fill=60, font=font)
    return side


if __name__ == "__main__":
    sys.exit(main())
