"""Every value of a style pack is drawn by: changing any one of them changes a specimen."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from converter.style.units import Length
from tests.support import ROOT
from tests.support.house import exceptions, told

SAMPLES: Mapping[str, tuple[str, ...]] = {
    "un-new-york": ("letter-joint.md", "report.md", "note-verbale-circulated.txt", "agenda.txt", "corrigendum.txt"),
    "mission": ("letter-sent.txt", "note-verbale.txt"),
}
DEEP = """---
kind: report
---

# Depths of the harbour

## The upper basin

### Its quays

#### The northern quay

##### Its first berth

1. The first paragraph has parts:

(a) The upper basin:

(i) The northern quay:

a. The first berth is four metres deep;

| Basin | Depth |
| --- | ---: |
| Upper | 4 |
| Lower | 9 |
| Total | 13 |

2. The table shows the rest:

2.1 The "upper" basin is open;

2.2 The lower basin is closed.
"""
CLAUSES = """The General Assembly,

Recalling its resolution 71/4,

1. Decides:

(a) To open the upper basin:

(i) In spring;

(ii) In autumn;

(b) To close the lower basin.
"""
NOTED = "# Notes\n\n" + "".join(
    f"{number}. The berth is deep.[^{number}]\n\n[^{number}]: It was measured at low water in {1900 + number}.\n\n"
    if number % 3
    else f"{number}. The next is not.\n\n"
    for number in range(1, 60)
)
"""Pages full to the foot, where a point more or less moves a line to the next."""
TEXTS: Mapping[str, tuple[str, ...]] = {"un-new-york": (NOTED, DEEP, CLAUSES), "mission": ()}
"""What the samples do not show."""
MORE = 12700 * 16
"""A line and more, in EMU: added to a length to change it."""
LISTED = ("family",)
SILENT = ("name", "title", "extends", "folder", "match", "emblem_file", "image", "faces", "files", "numbering", *LISTED)
"""Fields that say what a pack is called and for, name files of the user's own, or have tests with the labels."""


def changed(value: Any) -> Any:
    """Another value of the same kind; None where there is no other that is surely valid."""
    match value:
        case Length():
            return Length(value + MORE)
        case bool():
            return not value
        case int():
            return 2 * value + 1
        case "000000" | "0000FF":
            return "FF0000"
        case "start" | "end" | "center" | "justify":
            return "center" if value != "center" else "end"
        case _:
            return None


def variants(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each copy of a record in which one value, however deep, is another; with its dotted path."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name not in SILENT:
                for name, other in variants(getattr(value, field.name), f"{path}.{field.name}".lstrip(".")):
                    yield name, dataclasses.replace(value, **{field.name: other})
    elif isinstance(value, Mapping):
        for key, item in value.items():
            for name, other in variants(item, f"{path}.{key}"):
                yield name, {**value, key: other}
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            for name, other in variants(item, f"{path}.{at}"):
                yield name, (*value[:at], other, *value[at + 1 :])
    elif (other := changed(value)) is not None:
        yield path, other


def size(source: str | Path) -> int:
    """Letters of a specimen."""
    return len(source) if isinstance(source, str) else source.stat().st_size


def documents(pack: str) -> Iterator[Any]:
    """The models of a pack's specimens."""
    from converter.options import Options
    from converter.pipeline import job_for, understand

    # The shortest first: most values show in it.
    for source in sorted((*TEXTS[pack], *(ROOT / "samples" / name for name in SAMPLES[pack])), key=size):
        work = job_for(source, Options(style=pack, source_format="md" if isinstance(source, str) else None))
        understand(work)
        yield work.document


def written(document: Any, pack: Any, format: str) -> bytes | str:
    """A specimen in one format; a value with which it cannot be written is drawn by."""
    from converter.compose import compose
    from converter.diagnostics import Report
    from converter.writers import WRITERS

    try:
        return WRITERS[format].write(compose(document, pack, Report("")), Report(""))
    except (ValueError, ZeroDivisionError) as error:
        return str(error)


def idle(pack: Any, models: Iterable[Any], only: set[str] | None = None) -> set[str]:
    """The values of a pack that change no specimen; of those named only, if any are."""
    cases = [(model, format) for format in ("docx", "pdf") for model in models]
    before = [written(model, pack, format) for model, format in cases]
    return {
        name
        for name, variant in variants(pack)
        if (only is None or name in only)
        and all(written(model, variant, format) == old for (model, format), old in zip(cases, before, strict=True))
    }


@functools.cache
def picture() -> bytes:
    """A small picture, in place of the emblem or coat of arms of a user."""
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (8, 8), "grey").save(out, "PNG")
    return out.getvalue()


def test_every_value_changes_a_specimen(tmp_path: Path) -> None:
    from converter.style.packs import load

    (tmp_path / "mark.png").write_bytes(picture())
    never: set[str] | None = None
    for name in SAMPLES:
        pack = load(name)
        masthead = dataclasses.replace(pack.masthead, emblem_file="mark.png")
        letterhead = dataclasses.replace(pack.letterhead, image="mark.png", image_frame=pack.masthead.emblem)
        pack = dataclasses.replace(pack, masthead=masthead, letterhead=letterhead, folder=str(tmp_path))
        never = idle(pack, list(documents(name)), never)
    assert never is not None
    told([f"{name}: no specimen is drawn by it" for name in sorted(summed(never) - set(exceptions("values")))])
    told([f"tests/house.yaml: values: {name} is drawn by now" for name in set(exceptions("values")) - summed(never)])


def summed(never: set[str]) -> set[str]:
    """Values that are never drawn by; a space that collapses depends on neighbours, so that one style's is enough."""
    from converter.style.names import StyleName

    collapsing = {name for name in never if name.endswith(".collapse")}
    return never - collapsing if len(collapsing) < len(StyleName) else never
