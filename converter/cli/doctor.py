"""`masthead doctor`: what can be made and read on this machine, and what to install for the rest."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from importlib.util import find_spec

from converter import __version__
from converter.cli.exits import Exit
from converter.diagnostics import FontError
from converter.records import dataclass
from converter.style.packs import user_folder

INSTALL = 'in the folder of masthead: python -m pip install ".[{extra}]"'


@dataclass(frozen=True, slots=True)
class Extra:
    """Something that needs a package which not everybody has."""

    name: str
    package: str
    what: str
    without: str
    """What holds where the package is not there."""


EXTRAS = (
    Extra("pdf", "pypdfium2", "reads PDF files, and shows first pages in reports", "PDF files cannot be read"),
    Extra("msg", "oxmsg", "reads messages of Outlook", "save messages as .eml to have them read"),
    Extra(
        "watch", "watchfiles", "hears at once of what arrives in a folder", "a folder is looked at every two seconds"
    ),
    Extra("cluster", "distributed", "converts on many machines", "this machine alone converts"),
)
SCRIPTS = (("latin", "Latin, Greek, Cyrillic"), ("arabic", "Arabic"), ("chinese", "Chinese"))
WIDE = 31


def run(asked: argparse.Namespace) -> int:
    """Print what was found; 1 where no PDF can be made."""
    fonts = {script: font(script) for script, _ in SCRIPTS}
    print("\n".join(_lines(fonts)))
    return Exit.DONE if fonts["latin"] else Exit.FAILED


def font(script: str) -> str | None:
    """The file of the face that sets letters as these in the packs of the program; None where there is none."""
    from converter.style.faces import Script, font_file
    from converter.style.packs import load

    try:
        found = font_file(load("un-new-york").faces["text"], Script(script), bold=False, italic=False)
    except FontError:
        return None
    return found.path if found else None


def _lines(fonts: dict[str, str | None]) -> Iterator[str]:
    yield f"masthead {__version__}, Python {platform.python_version()}, {platform.system()}"
    yield "\nMakes"
    yield _line("Word", True, "in every language; the fonts are those of whoever opens the file")
    for script, letters in SCRIPTS:
        path = fonts[script]
        yield _line(f"PDF, {letters}", bool(path), path or "no font; " + INSTALL.format(extra="fonts"))
    yield "\nReads"
    yield _line("text, Markdown, HTML, Word, mail", True, "")
    yield "\nWith packages of their own"
    for extra in EXTRAS:
        there = find_spec(extra.package) is not None
        yield _line(extra.name, there, extra.what if there else f"{extra.without}; {INSTALL.format(extra=extra.name)}")
    yield "\nLooks for your style packs in the folder of a text, in its styles folder, and in"
    yield f"  {user_folder()}"


def _line(name: str, there: bool, more: str) -> str:
    return f"  {name:<{WIDE}}  {'yes' if there else 'no':<3}  {more}".rstrip()
