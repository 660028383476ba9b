"""The picture of the figures for the README: cold calls side by side, and the cost of a page by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.clock import Run
from bench.warm import STAGES

OURS, THEIRS = "#1f6fb2", "#b9c3cc"


def draw(target: Path, cold: Mapping[str, Run], warm: Sequence[Mapping[str, Any]]) -> None:
    """Write an SVG; the same figures give the same bytes."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "masthead"
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 3.4), layout="constrained")
    names = [name for name in cold if not name.startswith("python -c")][::-1]
    colours = [OURS if name.startswith("masthead") else THEIRS for name in names]
    bars = left.barh(names, [1000 * cold[name].processor for name in names], color=colours)
    left.bar_label(bars, fmt="%.0f", padding=3)
    left.set_title("One letter, cold: processor milliseconds")
    floor = [0.0] * len(warm)
    for stage in STAGES:
        heights = [float(run["stages"][stage]) for run in warm]
        right.bar([str(run["pages"]) for run in warm], heights, bottom=floor, label=stage)
        floor = [below + height for below, height in zip(floor, heights, strict=True)]
    right.set_title("Both formats, warm: milliseconds a page")
    right.set_xlabel("pages")
    right.legend(fontsize=7)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(target, metadata={"Date": None})
