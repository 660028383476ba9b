"""Same input, same bytes: whatever order Python gives its sets in a process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support import ROOT

PROGRAM = """
import hashlib, pathlib, sys
from converter import convert
for name in sys.argv[1:]:
    for format, data in convert(pathlib.Path(name)).outputs.items():
        print(name, format, hashlib.sha256(data).hexdigest())
"""


@pytest.mark.parametrize("name", ["README.md", "report.md", "letter-joint.md"])
def test_bytes_do_not_depend_on_the_order_of_sets(name: str) -> None:
    made = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, f"samples/{name}"],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1 and b" pdf " in made.pop()
