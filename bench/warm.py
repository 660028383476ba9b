"""What a further page costs, stage by stage: one process for each length, warmed with a letter.

python -m bench.warm PAGES
"""

from __future__ import annotations

import importlib.util
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from bench.generate import paragraph

PARAGRAPHS_A_PAGE = 7.1
WARMING = Path(__file__).parent.parent / "samples" / "letter-joint.md"
STAGES = ("read", "normalize", "parse", "transform", "compose", "docx", "pdf")


def report(pages: int) -> str:
    """A report of about so many pages, with headings."""
    dice = random.Random(pages)
    lines = ["United Nations\n\nA/79/412\n\nReport of the Secretary-General\n\n# Ferries and bridges\n\nSummary\n"]
    for number in range(1, round(pages * PARAGRAPHS_A_PAGE) + 1):
        if number % 20 == 1:
            lines.append(f"## {number // 20 + 1}. Works of the year {number}\n")
        lines.append(f"{number}. {paragraph(dice)}\n")
    return "\n".join(lines)


def measure(pages: int) -> dict[str, object]:
    """Milliseconds a page of each stage, pages and megabytes."""
    from bench.clock import pages_of
    from converter import convert

    convert(WARMING)
    text = report(pages)
    start = time.process_time()
    result = convert(text, name="report.md", source_format="md")
    total = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    count = pages_of(result.outputs["pdf"])  # type: ignore[arg-type]
    timings = {stage: 1000 * result.report.timings[stage] / count for stage in STAGES}
    sizes = {name: len(data) for name, data in result.outputs.items()}
    measured = {"pages": count, "each": 1000 * total / count, "memory": memory, "stages": timings, "sizes": sizes}
    return measured | {"platypus": 1000 * platypus(text) / count}


def platypus(text: str) -> float:
    """Seconds of the clock that reportlab's Platypus takes to set the same words as a PDF, without any understanding;
    nan where it is not there."""
    from bench import plain

    if importlib.util.find_spec("reportlab") is None:
        return float("nan")
    with tempfile.TemporaryDirectory() as scratch:
        plain.pdf(["Warmed up."], Path(scratch, "a.pdf"))
        start = time.perf_counter()
        plain.pdf(plain.paragraphs(text), Path(scratch, "b.pdf"))
        return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
