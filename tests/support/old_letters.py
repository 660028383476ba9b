"""Old letters of invented missions as Word files: letterheads in heads, tables, text boxes, bodies and feet."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

BODY = (
    "New York, 3 May 2024",
    "Excellency,",
    "I have the honour to inform you that the lighthouse is lit again, and that ships may come in by day and by night.",
    "Please accept, Excellency, the assurances of my highest consideration.",
    "Anna Name",
    "Permanent Representative",
)
SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
Line = tuple[str, float, bool, str, str]
"""Text, size, bold, colour, alignment."""


def picture(colour: str = "red") -> bytes:
    """A small square PNG."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "PNG")
    return out.getvalue()


def _new(paper: tuple[float, float], margins: tuple[float, float], font: str, *, first: bool = True) -> Any:
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, paper)
    section.left_margin = section.right_margin = Mm(margins[0])
    section.top_margin = section.bottom_margin = Mm(margins[1])
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = first
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = font, Pt(11)
    return document


def _line(where: Any, line: Line, *, empty: bool = False) -> Any:
    """A line in a paragraph of its own, or in the empty one that a head or cell begins with."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    text, size, bold, colour, align = line
    paragraph = where.paragraphs[0] if empty else where.add_paragraph()
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
    return paragraph


def _rule(paragraph: Any, side: str, size: int, colour: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    border = f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="{size}" w:space="2" w:color="{colour}"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(border), "w:tabs", "w:spacing", "w:ind", "w:jc")


def _inline(paragraph: Any, width: float) -> None:
    from docx.shared import Mm

    shape = paragraph.add_run().add_picture(io.BytesIO(picture()), width=Mm(width))
    for side in ("distL", "distR"):
        shape._inline.set(side, "0")


def _anchored(paragraph: Any, box: tuple[float, float, float, float]) -> None:
    """A picture at a place of the page, in millimetres: left edge, top, width, height."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Mm

    x, y, width, height = (int(Mm(value)) for value in box)
    inline = paragraph.add_run().add_picture(io.BytesIO(picture()), width=width, height=height)._inline
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        f'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/></wp:anchor>'
    )
    for name in ("wp:docPr", "a:graphic"):
        anchor.append(inline.find(qn(name)))
    inline.getparent().replace(inline, anchor)


def _text_box(paragraph: Any, box: tuple[float, float, float, float], text: str, size: int) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm

    x, y, width, height = (int(Mm(value)) for value in box)
    inner = (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:rPr>'
        f'<w:sz w:val="{2 * size}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
    )
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w", "wp", "a")} xmlns:wps="{SHAPES}"><w:drawing><wp:anchor distT="0" distB="0" distL="0" '
            f'distR="0" simplePos="0" relativeHeight="3" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset>'
            f'</wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/><wp:docPr id="9" name="Box"/><a:graphic>'
            f'<a:graphicData uri="{SHAPES}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent>'
            f'{inner}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp>'
            f"</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
        )
    )


def _finished(document: Any, path: Path) -> None:
    from docx.shared import Pt

    for text in BODY:
        document.add_paragraph(text).paragraph_format.space_after = Pt(8)
    document.save(str(path))


# ---------------------------------------------------------------- the letters


def centred(path: Path) -> None:
    """A picture in the line above names of several sizes, a coloured rule, the address in the foot; A4."""
    document = _new((210, 297), (25, 25), "Times New Roman")
    head, foot = document.sections[0].first_page_header, document.sections[0].first_page_footer
    head.paragraphs[0].alignment = 1
    _inline(head.paragraphs[0], 18)
    _line(head, ("PERMANENT MISSION OF", 10, False, "7A5C00", "center"))
    _line(head, ("THE KINGDOM OF TARVONIA", 17, True, "7A5C00", "center"))
    _rule(_line(head, ("TO THE UNITED NATIONS", 10, False, "7A5C00", "center")), "bottom", 12, "A01020")
    _line(foot, ("820 Second Avenue, New York, N.Y. 10017", 8, False, "404040", "center"), empty=True)
    _line(foot, ("Telephone: (212) 555-0144", 8, False, "404040", "center"))
    _finished(document, path)


def beside(path: Path) -> None:
    """Names in two languages at the edges of a table, the picture in its middle cell; Letter, Arial."""
    from docx.shared import Mm

    document = _new((215.9, 279.4), (20, 20), "Arial")
    head = document.sections[0].first_page_header
    table = head.add_table(1, 3, Mm(175.9))
    for column, width in zip(table.columns, (70, 35.9, 70), strict=True):
        column.width = Mm(width)
    left, middle, right = table.rows[0].cells
    for cell, names in ((left, ("Mission of Karesia", "to the United Nations")),
                        (right, ("Mission de la Karésie", "auprès des Nations Unies"))):  # fmt: skip
        align = "left" if cell is left else "right"
        for number, name in enumerate(names):
            _line(cell, (name, 12, True, "1A5030", align), empty=number == 0)
    _inline(middle.paragraphs[0], 20)
    about = middle.paragraphs[0].paragraph_format
    about.space_after, about.line_spacing = Mm(0), 1.0  # LibreOffice counts what is below the last line of a cell twice
    head._element.remove(head.paragraphs[0]._p)
    _line(head, ("5 Quay Road, New York, NY 10022", 8, False, "1A5030", "center"))
    _finished(document, path)


def floating(path: Path) -> None:
    """A picture at a place of the page, names at the left edge, the address in a text box."""
    document = _new((210, 297), (30, 45), "Arial")
    head = document.sections[0].first_page_header
    first = _line(head, ("Permanent Mission of Morwen", 15, True, "003366", "left"), empty=True)
    _line(head, ("to the United Nations", 12, False, "003366", "left"))
    _anchored(first, (160, 12, 20, 20))
    _text_box(first, (30, 28, 100, 8), "1 Lantern Lane, New York 10016", 9)
    _finished(document, path)


def in_the_body(path: Path) -> None:
    """Names broken in one paragraph at the top of the body, street and telephone at two edges with a rule below."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    document = _new((210, 297), (22, 15), "Times New Roman", first=False)
    _line(document, ("Permanent Mission of the Republic of Ister\nto the United Nations", 14, True, "600060", "left"))
    address = _line(document, ("Rue du Lac 3, 1202 Geneva\tTel. +41 22 555 01 01", 9, False, "600060", "left"))
    address.paragraph_format.tab_stops.add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT)
    _rule(address, "bottom", 6, "600060")
    document.add_paragraph()
    _finished(document, path)


LETTERS: tuple[Callable[[Path], None], ...] = (centred, beside, floating, in_the_body)
