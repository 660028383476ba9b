"""Builds a Word file out of a plain text description, from nothing but strings and zipfile.

A line is a paragraph: `[Style name] text`, `#0 text` (numbered, `#1` and `#2` below it), `#H text` and `#A text`
(numbered headings), `#B` and `#D text` (bullets), or plain. `{b:…}` `{i:…}` `{ins:…}` `{del:…}` `{c:comment}`
`{fn:note}` `{fn*:note}` `{en:endnote}` `{sdt:…}` `{field:CODE=shown}` `{tab}` `{br}` `{page}` mark runs, `~720 text`
indents by twips. `@part header-first` changes the part (`@part body` comes back); `@table`, `@box`, `@sdt`, `@frame` (a
table of one cell) and `@framed` (a frame of paragraphs) run to `@end`, also inside one another. `@restart` begins a new
series of numbers, `@core title=…` and `@custom Symbol1=…` are document properties.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT_ATTRIBUTES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MARK = re.compile(r"\{(\w+\*?)(?::((?:[^{}]|\{[^{}]*\})*))?\}")
LEVEL = re.compile(r"#(\d|H|A|B|D)\s+(.*)", re.S)
LISTS = {"H": (0, 100), "A": (1, 100), "B": (0, 101), "D": (1, 101)}
INDENTED = re.compile(r"~(\d+)\s+(.*)", re.S)
STYLED = re.compile(r"\[([^\]]+)\]\s+(.*)", re.S)
CHANGE = 'w:id="1" w:author="Editor" w:date="2024-01-01T00:00:00Z"'


@dataclass(slots=True)
class Word:
    """What a description has put into the parts of a Word file so far."""

    parts: dict[str, list[str]] = field(default_factory=lambda: {"body": []})
    notes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    core: list[str] = field(default_factory=list)
    custom: list[str] = field(default_factory=list)
    series: int = 1
    restarts: int = 0


def text_run(text: str, properties: str = "", tag: str = "t") -> str:
    """One run; tabs and forced line breaks (`{tab}`, `{br}`) are split off by the caller."""
    props = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{props}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def marked_run(word: Word, name: str, inner: str) -> str:
    """The runs of one `{name:inner}` mark."""
    plain = {
        "b": "<w:b/>",
        "i": "<w:i/>",
        "caps": "<w:caps/>",
        "u": '<w:u w:val="single"/>',
        "sup": '<w:vertAlign w:val="superscript"/>',
    }
    if name in plain:
        return text_run(inner, plain[name])
    if name in ("tab", "br", "cr", "noBreakHyphen", "softHyphen"):
        return f"<w:r><w:{name}/></w:r>"
    if name == "page":
        return '<w:r><w:br w:type="page"/></w:r>'
    if name == "ins":
        return f"<w:ins {CHANGE}>{runs(word, inner)}</w:ins>"
    if name == "del":
        return f"<w:del {CHANGE}>{text_run(inner, tag='delText')}</w:del>"
    if name == "sdt":
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{runs(word, inner)}</w:sdtContent></w:sdt>"
    if name == "field":
        code, _, shown = inner.partition("=")
        parts = ("begin", "separate", "end")
        begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{p}"/></w:r>' for p in parts)
        return begin + text_run(f" {code} ", tag="instrText") + separate + text_run(shown) + end
    if name == "c":
        word.comments.append(inner)
        number = len(word.comments) - 1
        return f'<w:commentRangeStart w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
    if name in ("fn", "fn*"):
        word.notes.append(note(word, inner, starred=name == "fn*"))
        star = ' w:customMarkFollows="1"' if name == "fn*" else ""
        mark = "<w:t>*</w:t>" if name == "fn*" else ""
        return f'<w:r><w:footnoteReference{star} w:id="{len(word.notes)}"/>{mark}</w:r>'
    if name == "en":
        word.endnotes.append(note(word, inner, starred=False).replace("footnoteRef", "endnoteRef"))
        return f'<w:r><w:endnoteReference w:id="{len(word.endnotes)}"/></w:r>'
    raise ValueError(f"unknown mark {{{name}}}")


def note(word: Word, inner: str, *, starred: bool) -> str:
    """A footnote's paragraph, without the element around it (its number is its place in the list)."""
    mark = "<w:r><w:tab/><w:t>*</w:t></w:r>" if starred else "<w:r><w:tab/><w:footnoteRef/></w:r>"
    return f"<w:p>{mark}<w:r><w:tab/></w:r>{runs(word, inner)}</w:p>"


def runs(word: Word, text: str) -> str:
    """All runs of a line of the description."""
    out, end = [], 0
    for m in MARK.finditer(text):
        if m.start() > end:
            out.append(text_run(text[end : m.start()]))
        out.append(marked_run(word, m.group(1), m.group(2) or ""))
        end = m.end()
    if end < len(text):
        out.append(text_run(text[end:]))
    return "".join(out)


def paragraph(word: Word, line: str) -> str:
    """One paragraph: `[Style] text`, `#0 text` (numbered), `#H`/`#A text` (numbered heading) or plain."""
    props = ""
    if m := STYLED.fullmatch(line):
        name, line = m.groups()
        if name not in word.styles:
            word.styles.append(name)
        props = f'<w:pStyle w:val="S{word.styles.index(name)}"/>'
    if m := LEVEL.fullmatch(line):
        level, line = m.groups()
        depth, series = LISTS[level] if level in LISTS else (int(level), word.series)
        props += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{series}"/></w:numPr>'
    if m := INDENTED.fullmatch(line):
        twips, line = m.groups()
        props += f'<w:ind w:left="{twips}" w:right="{twips}"/>'
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{runs(word, line)}</w:p>"


def table(word: Word, rows: list[str]) -> str:
    """Rows `| a | b`; a cell `<` belongs to its left neighbour, a cell `^` to the one above."""
    cells = [[c.strip() for c in row.strip().strip("|").split("|")] for row in rows]
    width = max(map(len, cells))
    out = "".join(f'<w:gridCol w:w="{9000 // width}"/>' for _ in range(width))
    out = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{out}</w:tblGrid>'
    for y, row in enumerate(cells):
        out += "<w:tr>"
        for x, cell in enumerate(row):
            if cell == "<":
                continue
            span = next((n for n in range(1, len(row) - x) if row[x + n] != "<"), len(row) - x)
            below = y + 1 < len(cells) and x < len(cells[y + 1]) and cells[y + 1][x] == "^"
            merge = "<w:vMerge/>" if cell == "^" else '<w:vMerge w:val="restart"/>' if below else ""
            content = "".join(paragraph(word, p) for p in ("" if cell == "^" else cell).split("{p}"))
            out += f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{content}</w:tc>'
        out += "</w:tr>"
    return out + "</w:tbl><w:p/>"


def box(word: Word, lines: list[str]) -> str:
    """A text box, once as a drawing and once as the fallback that Word writes beside it."""
    inner = "".join(paragraph(word, line) for line in lines)
    txbx = f"<w:txbxContent>{inner}</w:txbxContent>"
    shape = (
        '<w:drawing><wp:inline><wp:extent cx="3600000" cy="900000"/><wp:docPr id="7" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr/>'
        f"<wps:txbx>{txbx}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    fallback = f"<w:pict><v:shape><v:textbox>{txbx}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return f"<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"


def group_xml(word: Word, group: str, lines: list[str]) -> str:
    """What stood between `@table`, `@box`, `@sdt`, `@frame` or `@framed` and its `@end`."""
    if group == "table":
        return table(word, lines)
    if group == "box":
        return box(word, lines)
    inner = "".join(stretch(word, lines))
    if group == "sdt":
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    if group == "framed":
        frame = '<w:framePr w:w="4000" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="page"/>'
        return (
            inner.replace("<w:p>", "<w:p><w:pPr/>")
            .replace("<w:pPr/><w:pPr>", "<w:pPr>" + frame)
            .replace("<w:pPr/>", f"<w:pPr>{frame}</w:pPr>")
        )
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
    cell = f"<w:tc><w:tcPr/>{inner}</w:tc>"
    return f'<w:tbl>{properties}<w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl><w:p/>'


def stretch(word: Word, lines: list[str]) -> Iterator[str]:
    """The blocks of some lines; a group takes in the groups that begin and end inside it."""
    kept, depth, group = list[str](), 0, ""
    for line in lines:
        opens = line in ("@table", "@box", "@sdt", "@frame", "@framed")
        depth += opens - (line == "@end")
        if opens and depth == 1:
            group = line[1:]
        elif line == "@end" and depth == 0:
            yield group_xml(word, group, kept)
            kept = []
        elif depth:
            kept.append(line)
        elif line == "@restart":
            word.restarts += 1
            word.series = 1 + word.restarts
        elif m := re.fullmatch(r"@(core|custom) (\w+)=(.*)", line):
            getattr(word, m.group(1)).append(f"{m.group(2)}={m.group(3)}")
        elif line.strip():
            yield paragraph(word, line.strip())


def read_word(lines: list[str]) -> Word:
    """Goes through a description part by part."""
    word = Word()
    starts = [n for n, line in enumerate(lines) if line.startswith("@part ")]
    for start, end in pairwise([-1, *starts, len(lines)]):
        part = lines[start].split()[1] if start >= 0 else "body"
        word.parts.setdefault(part, []).extend(stretch(word, lines[start + 1 : end]))
    return word


def numbering(word: Word) -> str:
    """The numbering part: paragraphs 1. (a) (i), headings I. A., and one more series for each restart."""
    out = ""
    schemes = (
        (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")),
        (("upperRoman", "%1."), ("upperLetter", "%2.")),
        (("bullet", "•"), ("bullet", "–")),
    )
    for number, levels in enumerate(schemes, 1):
        out += f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        for depth, (form, shown) in enumerate(levels):
            out += f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            out += f'<w:lvlText w:val="{shown}"/></w:lvl>'
        out += "</w:abstractNum>"
    for series in range(1, word.restarts + 2):
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if series > 1 else ""
        out += f'<w:num w:numId="{series}"><w:abstractNumId w:val="1"/>{start}</w:num>'
    out += '<w:num w:numId="100"><w:abstractNumId w:val="2"/></w:num>'
    out += '<w:num w:numId="101"><w:abstractNumId w:val="3"/></w:num>'
    return f"<w:numbering {ROOT_ATTRIBUTES}>{out}</w:numbering>"


def notes_xml(kind: str, notes: list[str]) -> str:
    """The part of the footnotes or of the endnotes."""
    out = "".join(
        f'<w:{kind} w:type="{t}" w:id="{i}"><w:p><w:r><w:{t}/></w:r></w:p></w:{kind}>'
        for t, i in (("separator", -1), ("continuationSeparator", 0))
    )
    out += "".join(f'<w:{kind} w:id="{n}">{x}</w:{kind}>' for n, x in enumerate(notes, 1))
    return f"<w:{kind}s {ROOT_ATTRIBUTES}>{out}</w:{kind}s>"


def word_parts(word: Word) -> dict[str, str]:
    """Part name → XML, without the package's own lists."""
    rels, sect = "", ""
    out: dict[str, str] = {}
    for n, name in enumerate(k for k in word.parts if k != "body"):
        kind, _, page = name.partition("-")
        tag = {"header": "hdr", "footer": "ftr"}[kind]
        out[f"word/{kind}{n}.xml"] = f"<w:{tag} {ROOT_ATTRIBUTES}>{''.join(word.parts[name])}</w:{tag}>"
        rels += f'<Relationship Id="rId{n + 20}" Type="{R}/{kind}" Target="{kind}{n}.xml"/>'
        sect += f'<w:{kind}Reference w:type="{page or "default"}" r:id="rId{n + 20}"/>'
    optional = {"footnotes": word.notes, "endnotes": word.endnotes, "comments": word.comments}
    names = ["styles", "numbering", *(name for name, kept in optional.items() if kept)]
    rels += "".join(f'<Relationship Id="rId{n}" Type="{R}/{k}" Target="{k}.xml"/>' for n, k in enumerate(names, 1))
    title_page = "<w:titlePg/>" if any(k.endswith("-first") for k in word.parts) else ""
    body = "".join(word.parts["body"]) + f"<w:sectPr>{sect}{title_page}</w:sectPr>"
    out["word/document.xml"] = f"<w:document {ROOT_ATTRIBUTES}><w:body>{body}</w:body></w:document>"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val={quoteattr(name)}/></w:style>'
        for n, name in enumerate(word.styles)
    )
    out["word/styles.xml"] = f"<w:styles {ROOT_ATTRIBUTES}>{styles}</w:styles>"
    out["word/numbering.xml"] = numbering(word)
    for kind, notes in (("footnote", word.notes), ("endnote", word.endnotes)):
        if notes:
            out[f"word/{kind}s.xml"] = notes_xml(kind, notes)
    if word.comments:
        comments = "".join(
            f'<w:comment w:id="{n}" w:author="Reviewer" w:initials="R"><w:p>{text_run(x)}</w:p></w:comment>'
            for n, x in enumerate(word.comments)
        )
        out["word/comments.xml"] = f"<w:comments {ROOT_ATTRIBUTES}>{comments}</w:comments>"
    out["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{PACKAGE}/relationships">{rels}</Relationships>'
    return out


def properties(word: Word) -> dict[str, str]:
    """The two parts of document properties."""
    core = "".join("<dc:{0}>{1}</dc:{0}>".format(*map(escape, p.split("=", 1))) for p in word.core)
    custom = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}" name={quoteattr(p.split("=")[0])}>'
        f"<vt:lpwstr>{escape(p.split('=', 1)[1])}</vt:lpwstr></property>"
        for n, p in enumerate(word.custom, 2)
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return {
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>',
        "docProps/custom.xml": f'<Properties xmlns="{office}/custom-properties" '
        f'xmlns:vt="{office}/docPropsVTypes">{custom}</Properties>',
    }


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip file with fixed dates."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def make_word(description: str) -> bytes:
    """The bytes of a .docx file."""
    word = read_word(description.splitlines())
    parts = word_parts(word) | properties(word)
    kinds = {
        f"/{k}": f"{WML}{Path(k).stem.rstrip('0123456789')}+xml"
        for k in parts
        if k.startswith("word/") and "_rels" not in k
    }
    kinds["/word/document.xml"] = f"{WML}document.main+xml"
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    kinds["/docProps/custom.xml"] = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    over = "".join(f'<Override PartName="{k}" ContentType="{v}"/>' for k, v in kinds.items())
    head = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{over}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{R}/custom-properties" Target="docProps/custom.xml"/></Relationships>',
    }
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return zipped({k: (declaration + v).encode() for k, v in (head | parts).items()})
