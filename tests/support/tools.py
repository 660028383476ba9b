"""Programs outside Python that some tests need; a missing one skips its test aloud, or fails it in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from typing import NoReturn

import pytest

PROGRAMS: Mapping[str, tuple[str, ...]] = {
    "soffice": ("soffice", "libreoffice"),
    "pdftotext": ("pdftotext",),
    "pdffonts": ("pdffonts",),
    "java": ("java",),
    "chromium": ("chromium", "chromium-browser", "google-chrome", "chrome"),
}

missing: set[str] = set()
"""Names of what was looked for and not found in this run; the summary lists them."""


def required() -> bool:
    """Whether a missing tool is a failure, as in CI."""
    return os.environ.get("MASTHEAD_TOOLS") == "required"


def find(name: str) -> str | None:
    """The path of a program, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS[name])), None)


def need(name: str) -> str:
    """The path of a program; where there is none the test is skipped, or fails when tools are required."""
    found = find(name)
    if found is None:
        give_up(name, f"{name} is not installed")
    return found


def need_module(name: str) -> None:
    """Skip or fail where a Python package that only tests use is missing."""
    import importlib.util

    if importlib.util.find_spec(name) is None:
        give_up(name, f"the package {name} is not installed")


def give_up(name: str, why: str) -> NoReturn:
    """End the running test: skipped, or failed when tools are required."""
    missing.add(name)
    if required():
        pytest.fail(f"{why}, and MASTHEAD_TOOLS=required", pytrace=False)
    pytest.skip(why)
