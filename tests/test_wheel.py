"""The wheel: styles and typing marker travel in it, and what it installs converts a text from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support import ROOT, tools

LETTER = """Letter dated 12 March 2024 from the Permanent Representative of Tarvonia
to the United Nations addressed to the President of the Security Council

I have the honour to inform you that the harbour of Ostrel is open again.

(Signed) A. Ferrant
Permanent Representative
"""


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command that must succeed, in a folder; no variable of this run that could find the repo."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([str(part) for part in command], cwd=folder, env=kept, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the repo, with the builder that is installed: nothing is fetched."""
    tools.need_module("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {f"converter/{path.relative_to(ROOT)}" for path in (ROOT / "styles").rglob("*.yaml")}
    wanted |= {
        str(path.relative_to(ROOT)) for path in (ROOT / "converter").rglob("*") if path.suffix in (".py", ".yaml")
    }
    assert wanted | {"converter/py.typed"} <= held
    assert not [name for name in held if name.startswith(("tests/", "styles/", "samples/"))]


def lend(python: Path, folder: Path) -> None:
    """Let a new environment see, after its own, the packages of the one that runs the tests: nothing is fetched."""
    places = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = Path(run(python, "-c", places, folder=folder).stdout.strip())
    (own / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")


def test_the_installed_program_converts_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "environment"
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, folder=tmp_path)
    lend(python, tmp_path)
    work = tmp_path / "elsewhere"
    work.mkdir()
    (work / "letter.txt").write_text(LETTER, "utf-8")
    origin = run(python, "-c", "import converter; print(converter.__file__)", folder=work).stdout.strip()
    assert Path(origin).is_relative_to(place)
    run(scripts / "masthead", "convert", "letter.txt", "-o", "out", folder=work)
    made = {path.name: path.read_bytes()[:4] for path in (work / "out").iterdir()}
    assert made == {"letter.docx": b"PK\x03\x04", "letter.pdf": b"%PDF"}
