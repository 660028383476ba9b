"""Pages as pictures, and Word files as the PDF that LibreOffice makes of them."""

from __future__ import annotations

import subprocess
import tempfile
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


def office_pdf(path: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file, in the given folder; needs LibreOffice."""
    return office(path, folder, "pdf")


def office(path: Path, folder: Path, suffix: str) -> Path:
    """A file converted by LibreOffice, with a profile of its own so that runs do not meet; needs LibreOffice."""
    program = tools.need("soffice")
    with tempfile.TemporaryDirectory() as profile:
        setting = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [program, setting, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    made = folder / f"{path.stem}.{suffix}"
    assert made.exists(), f"LibreOffice made no {suffix} of {path.name}: {done.stdout}{done.stderr}"
    return made
