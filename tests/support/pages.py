"""Pages as pictures, and Word files as the PDF that LibreOffice makes of them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import tools

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
SCREEN = 100
"""Dots per inch at which a page can be read on a screen."""


def page_count(path: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def picture(path: Path, page: int = 0, dots: int = SCREEN) -> Image:
    """One page of a PDF (counted from 0) as a grey picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        image: Image = document[page].render(scale=dots / POINTS_PER_INCH).to_pil().convert("L")
        return image
    finally:
        document.close()


def office(paths: Sequence[Path], folder: Path, suffix: str = "pdf") -> dict[Path, Path]:
    """Files as LibreOffice converts them, all in one run with a profile of its own; needs LibreOffice."""
    program = tools.need("soffice")
    with tempfile.TemporaryDirectory() as profile:
        setting = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [program, setting, "--headless", "--convert-to", suffix, "--outdir", str(folder), *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    made = {path: folder / f"{path.stem}.{suffix}" for path in paths}
    missing = [path.name for path, out in made.items() if not out.exists()]
    assert not missing, f"LibreOffice made no {suffix} of {', '.join(missing)}: {done.stdout}{done.stderr}"
    return made
