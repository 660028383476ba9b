"""Small Word files for tests, out of the XML of their parts; and what our reader makes of one, a line a line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
ROOTS = {"header": "hdr", "footer": "ftr"}
LINKED = re.compile(r"rLink:(\S+?)\"")
SHORT = {"header": "header", "footer": "footer", "firstheader": "header", "firstfooter": "footer"}


def word_file(parts: Mapping[str, str]) -> bytes:
    """A Word file: `body` and further parts by name (`styles`, `numbering`, `footnotes`, `header`, `firstheader` …).

    `r:id="rLink:ADDRESS"` in the body is a link to an address.
    """
    body, links = parts["body"], LINKED.findall(parts["body"])
    for number, address in enumerate(links):
        body = body.replace(f"rLink:{address}", f"rLink{number}")
    rels = [
        f'<Relationship Id="rLink{n}" Type="{OFFICE}/hyperlink" Target="{a}" TargetMode="External"/>'
        for n, a in enumerate(links)
    ]
    files: dict[str, str] = {}
    section = ""
    for name, inner in parts.items():
        if name == "body":
            continue
        kind = SHORT.get(name, name)
        root = ROOTS.get(kind, kind)
        files[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"
        rels.append(f'<Relationship Id="r{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>')
        if kind in ROOTS:
            use = "first" if name.startswith("first") else "default"
            section += f'<w:{kind}Reference w:type="{use}" r:id="r{name}"/>'
    section += "<w:titlePg/>" if any(name.startswith("first") for name in parts) else ""
    files["word/document.xml"] = (
        f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rels)}</Relationships>'
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped({name: text.encode() for name, text in files.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """A Word file with a text of a part replaced, once; it must be there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = files[part].decode()
    assert old in text, f"{part} does not hold {old}"
    files[part] = text.replace(old, new, 1).encode()
    return zipped(files)


def sections(text: str) -> dict[str, str]:
    """A case's input as parts: lines after `@name` are of that part, those before of the body."""
    found: dict[str, list[str]] = {"body": []}
    name = "body"
    for line in text.splitlines():
        if line.startswith("@"):
            name = line[1:].strip()
        else:
            found.setdefault(name, []).append(line.strip())
    return {name: "".join(lines) for name, lines in found.items()}


def described(data: bytes) -> Iterator[str]:
    """The lines that the reader gives, one by one, then what it says and leaves out."""
    from converter.diagnostics import Report
    from converter.options import Options
    from converter.readers import read

    report = Report("case.docx")
    for line in read(data, "case.docx", Options(), report).lines:
        about = [line.place.value] if line.place.value != "body" else []
        about += [f"h{line.heading}"] if line.heading else []
        about += [f"cell {line.cell.row},{line.cell.column}{extent(line.cell)}"] if line.cell else []
        about += [name for name in ("hard", "page_break", "rule") if getattr(line, name)]
        about += [f"box {line.box}"] if line.box else []
        about += [f"of {line.note}"] if line.note else []
        about += [f"quote {line.quote}"] if line.quote else []
        label = f"[{line.label}] " if line.label else ""
        marks = ", ".join(
            f"{m.kind.value} {line.text[m.start : m.end]!r}{' ' + m.value if m.value else ''}" for m in line.marks
        )
        said = line.text.replace("\t", "⇥").replace("\n", "⏎")
        yield f"{line.span.first} {' '.join(about)}| {label}{said}".rstrip() + (f" {{{marks}}}" if marks else "")
    yield from (f"removed {one.why} | {one.text}" for one in report.removed)
    yield from (f"{one.code}: {one.message}" for one in report.diagnostics)


def extent(cell: object) -> str:
    """How many rows and columns a cell takes, where it is more than one."""
    rows, columns, head = (getattr(cell, name) for name in ("rows", "columns", "head"))
    return (f" {rows}×{columns}" if (rows, columns) != (1, 1) else "") + (" head" if head else "")
