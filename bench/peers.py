"""The programs that are measured beside this one: those that are found on the machine, each with its commands."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to make files of an input: its commands, one after the other, and the files that they leave."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    outputs: tuple[Path, ...] = ()


def ours(source: Path, out: Path) -> Iterator[Peer]:
    """This program, and Python itself as the floor under it."""
    program = (sys.executable, "-m", "converter")
    word, pdf = out / f"{source.stem}.docx", out / f"{source.stem}.pdf"
    convert = (*program, "convert", "--force", "-q", str(source), "-o", str(out))
    yield Peer("python -c pass", ((sys.executable, "-c", "pass"),))
    yield Peer("masthead --version", ((*program, "--version"),))
    yield Peer("masthead inspect", ((*program, "inspect", str(source)),))
    yield Peer("masthead: Word", ((*convert, "--to", "docx"),), (word,))
    yield Peer("masthead: PDF", ((*convert, "--to", "pdf"),), (pdf,))
    yield Peer("masthead: both", (convert,), (word, pdf))


def others(source: Path, out: Path) -> Iterator[Peer]:
    """The other programs that are found."""
    word, pdf = out / "peer.docx", out / "peer.pdf"
    pandoc = _pandoc()
    if pandoc:
        to_word = (pandoc, str(source), "-o", str(word))
        if typeset := pandoc_and_typst(source, out / "peer"):
            yield Peer("pandoc + Typst", typeset, (word, pdf))
        if importlib.util.find_spec("weasyprint"):
            middle = str(out / "peer.html")
            to_pdf = (
                (pandoc, str(source), "-s", "-o", middle, "--metadata", "title=x"),
                (sys.executable, "-m", "weasyprint", middle, str(pdf)),
            )
            yield Peer("pandoc + WeasyPrint", (to_word, *to_pdf), (word, pdf))
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if office:
            to_pdf = ((office, "--headless", "--convert-to", "pdf", "--outdir", str(out), str(word)),)
            yield Peer("pandoc + LibreOffice", (to_word, *to_pdf), (word, pdf))
    if importlib.util.find_spec("docx") and importlib.util.find_spec("reportlab"):
        plain = (sys.executable, str(HERE / "plain.py"), str(source), str(word), str(pdf))
        yield Peer("python-docx + Platypus", (plain,), (word, pdf))


def pandoc_and_typst(source: Path, out: Path) -> tuple[tuple[str, ...], ...]:
    """The commands by which the two make both files of an input; none where one of them is not there."""
    pandoc, typst, middle = _pandoc(), _typst(), f"{out}.typ"
    if not pandoc or not typst:
        return ()
    to_middle = (pandoc, str(source), "-s", "-t", "typst", "-o", middle)
    return (pandoc, str(source), "-o", f"{out}.docx"), to_middle, (*typst, middle, f"{out}.pdf")


def main() -> None:
    """pandoc and Typst for the first COUNT files of a folder, two files at a time: FOLDER OUT COUNT."""
    folder, out, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)

    def make(given: tuple[int, Path]) -> None:
        for command in pandoc_and_typst(given[1], out / str(given[0])):
            subprocess.run(command, check=True, capture_output=True)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(make, enumerate(sorted(path for path in folder.rglob("*") if path.is_file())[:count])))


def _pandoc() -> str | None:
    if importlib.util.find_spec("pypandoc"):
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    return shutil.which("pandoc")


def _typst() -> tuple[str, ...]:
    if shutil.which("typst"):
        return ("typst", "compile")
    return (sys.executable, "-c", TYPST) if importlib.util.find_spec("typst") else ()


if __name__ == "__main__":
    main()
