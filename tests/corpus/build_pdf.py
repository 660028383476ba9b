"""Builds a PDF with a text layer out of a plain text description, set line by line with reportlab.

Lines up to a blank line are one paragraph; `{i:…}` and `{b:…}` change the face of words, `{fn:…}` is a note at the
page foot, `~` a place where a word may be broken (`@hyphenate` finds some). `@page 420x400` sets the size of the
sheet, `@head left | right` and `@foot left | right` the running lines (`{n}`, `{m}` are page and pages), `@align
justify|left|right|center`, `@indent 40`, `@font STSong-Light`, `@columns` … `@end` sets rows `left | right` column by
column, the right one first, `@row 80 200` gives the places of table cells in the rows `| a | b`, `@break` turns the
page, `@scan` draws the page as a picture only, `@encrypt word` locks the file.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

MARK = re.compile(r"\{(i|b|fn):((?:[^{}])*)\}|(\S+?)(?=\{(?:fn|i|b):)|(\S+)")
SYLLABLE = re.compile(r"(?<=\w\w[aeiou])(?=[bcdfglmnprstv][aeiou]\w)")
FACES = {"i": "Times-Italic", "b": "Times-Bold", "": "Times-Roman"}
NOTE_SIZE, FOOT = 7.0, 44.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a part of one; `glued` follows the piece before it without a space."""

    text: str
    face: str
    rise: float = 0.0
    glued: bool = False
    note: str = ""


@dataclass(slots=True)
class Sheet:
    """The canvas and where the next line goes; lengths in points."""

    canvas: Any
    total: int
    width: float = 420.0
    height: float = 420.0
    margin: float = 48.0
    size: float = 10.0
    y: float = 0.0
    page: int = 1
    align: str = "justify"
    indent: float = 0.0
    font: str = ""
    hyphenate: bool = False
    head: str = ""
    foot: str = ""
    cells: tuple[float, ...] = ()
    notes: list[str] = field(default_factory=list)
    noted: int = 0
    scan: bool = False


def pieces(sheet: Sheet, text: str) -> list[Piece]:
    """Cuts a paragraph into words with their faces."""
    out: list[Piece] = []
    end = -1
    for m in MARK.finditer(text):
        glued = m.start() == end
        end = m.end()
        kind, inner = m.group(1) or "", m.group(2) or m.group(3) or m.group(4)
        if kind == "fn":
            sheet.noted += 1
            out.append(Piece(str(sheet.noted), FACES[""], 3.5, True, inner))
            continue
        words = list(inner) if sheet.font else inner.split()
        if sheet.hyphenate:
            words = [SYLLABLE.sub("~", word) if len(word) > 7 else word for word in words]
        face = sheet.font or FACES[kind]
        out += [Piece(w, face, 0.0, glued if n == 0 else bool(sheet.font)) for n, w in enumerate(words)]
    return out


def size_of(sheet: Sheet, piece: Piece) -> float:
    return sheet.size * 0.65 if piece.rise else sheet.size


def width_of(sheet: Sheet, text: str, piece: Piece) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text.replace("~", ""), piece.face, size_of(sheet, piece)))


def broken(sheet: Sheet, piece: Piece, room: float) -> tuple[Piece, Piece] | None:
    """Breaks a word at its last `~` that leaves the first half within the room."""
    cut = len(piece.text)
    while (cut := piece.text.rfind("~", 0, cut)) > 0:
        first = piece.text[:cut].replace("~", "") + "-"
        if width_of(sheet, first, piece) <= room:
            return Piece(first, piece.face, 0.0, piece.glued), Piece(piece.text[cut + 1 :], piece.face)
    return None


def lines_of(sheet: Sheet, words: list[Piece], measure: float) -> list[list[Piece]]:
    """Breaks words into lines, greedily."""
    space, lines, line, used = sheet.size * 0.25, list[list[Piece]](), list[Piece](), 0.0
    todo = words[::-1]
    while todo:
        piece = todo.pop()
        gap = 0.0 if piece.glued or not line else space
        need = width_of(sheet, piece.text, piece)
        if used + gap + need <= measure or not line or piece.rise:
            line.append(piece)
            used += gap + need
        elif halves := broken(sheet, piece, measure - used - gap):
            lines.append([*line, halves[0]])
            line, used = [], 0.0
            todo.append(halves[1])
        else:
            lines.append(line)
            line, used = [], 0.0
            todo.append(piece)
    return [*lines, line] if line else lines


def room_for_notes(sheet: Sheet, notes: list[str]) -> float:
    return (NOTE_SIZE + 2) * len(notes) + 8 if notes else 0.0


def whole(line: list[Piece]) -> list[Piece]:
    """The pieces of a line with those of one face made one, as programs write Chinese: many a reader hears no single
    letter that is drawn alone in a fount that the file does not bring.
    """
    done: list[Piece] = []
    for piece in line:
        last = done[-1] if done else None
        if (
            last
            and piece.glued
            and not (piece.rise or piece.note or last.rise or last.note)
            and piece.face == last.face
        ):
            done[-1] = Piece(last.text + piece.text, last.face, 0.0, last.glued)
        else:
            done.append(piece)
    return done


def draw_line(sheet: Sheet, line: list[Piece], x: float, measure: float, *, last: bool) -> None:
    """Sets one line and moves down; turns the page when it does not fit above the notes."""
    new = [f"{p.text} {p.note}" for p in line if p.note]
    if sheet.y - sheet.size < FOOT + 14 + room_for_notes(sheet, sheet.notes + new):
        turn(sheet)
    sheet.notes += new
    gaps = sum(not p.glued for p in line[1:])
    natural = sum(width_of(sheet, p.text, p) for p in line)
    space = sheet.size * 0.25
    if sheet.align == "justify" and not last and gaps:
        space = (measure - natural) / gaps
    slack = measure - natural - gaps * space
    x += {"right": slack, "center": slack / 2}.get(sheet.align, 0.0)
    for n, piece in enumerate(whole(line) if sheet.font else line):
        x += space if n and not piece.glued else 0.0
        shown = piece.text.replace("~", "")
        sheet.canvas.setFont(piece.face, size_of(sheet, piece))
        if not sheet.scan:
            sheet.canvas.drawString(x, sheet.y + piece.rise, shown)
        x += width_of(sheet, piece.text, piece)
    sheet.y -= sheet.size * 1.2


def begin(sheet: Sheet) -> None:
    """Sets a page's running head."""
    sheet.canvas.setPageSize((sheet.width, sheet.height))
    sheet.y = sheet.height - 60
    if sheet.page > 1 and sheet.head:
        edge_line(sheet, sheet.head, sheet.height - 36)


def edge_line(sheet: Sheet, text: str, y: float) -> None:
    left, _, right = text.replace("{n}", str(sheet.page)).replace("{m}", str(sheet.total)).partition("|")
    sheet.canvas.setFont("Times-Bold", 8)
    sheet.canvas.drawString(sheet.margin, y, left.strip())
    sheet.canvas.drawRightString(sheet.width - sheet.margin, y, right.strip())


def close(sheet: Sheet) -> None:
    """Sets a page's notes and foot and ends it."""
    y = FOOT + room_for_notes(sheet, sheet.notes)
    if sheet.notes:
        sheet.canvas.line(sheet.margin, y, sheet.margin + 70, y)
    for one in sheet.notes:
        y -= NOTE_SIZE + 2
        number, _, text = one.partition(" ")
        sheet.canvas.setFont("Times-Roman", 5)
        sheet.canvas.drawString(sheet.margin, y + 2, number)
        sheet.canvas.setFont("Times-Roman", NOTE_SIZE)
        sheet.canvas.drawString(sheet.margin + 8, y, text)
    if sheet.foot:
        edge_line(sheet, sheet.foot, 24)
    if sheet.scan:
        draw_picture(sheet)
    sheet.notes = []
    sheet.canvas.showPage()


def draw_picture(sheet: Sheet) -> None:
    """Grey bars where lines of a scanned page would be: a picture without any text."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = Image.new("L", (84, 84), 255)
    for y in range(8, 76, 4):
        for x in range(8, 76 - (y * 7) % 20):
            picture.putpixel((x, y), 60)
    sheet.canvas.drawImage(ImageReader(picture), 0, 0, sheet.width, sheet.height)


def turn(sheet: Sheet) -> None:
    close(sheet)
    sheet.page += 1
    begin(sheet)


def draw_paragraph(sheet: Sheet, text: str) -> None:
    """Sets a paragraph; a number before a tab stands in its margin."""
    x, measure = sheet.margin + sheet.indent, sheet.width - 2 * sheet.margin - sheet.indent
    lines = lines_of(sheet, pieces(sheet, text), measure)
    for n, line in enumerate(lines, 1):
        draw_line(sheet, line, x, measure, last=n == len(lines))
    sheet.y -= 6


def draw_columns(sheet: Sheet, rows: list[str]) -> None:
    """Two columns side by side, drawn the right one first, as some programs write them."""
    top = sheet.y
    for side in (1, 0):
        for n, row in enumerate(rows):
            cell = row.partition("|")[::2][side].strip()
            sheet.canvas.setFont(sheet.font or "Times-Roman", sheet.size)
            sheet.canvas.drawString(sheet.margin + side * (sheet.width - 2 * sheet.margin) * 0.62, top - n * 13, cell)
    sheet.y = top - len(rows) * 13 - 8


def draw_row(sheet: Sheet, row: str) -> None:
    for x, cell in zip(sheet.cells, row.strip("| ").split("|"), strict=False):
        sheet.canvas.setFont("Times-Roman", sheet.size)
        sheet.canvas.drawString(sheet.margin + x, sheet.y, cell.strip())
    sheet.y -= sheet.size * 1.5


def setting(sheet: Sheet, word: str, value: str) -> None:
    """One `@word value` line that changes how the next lines are set."""
    if word == "page":
        sheet.width, sheet.height = (float(v) for v in value.split("x"))
        begin(sheet)
    elif word in ("head", "foot", "align"):
        setattr(sheet, word, value)
    elif word in ("indent", "size"):
        setattr(sheet, word, float(value))
    elif word == "font":
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.pdfmetrics import registerFont

        registerFont(UnicodeCIDFont(value))
        sheet.font = value
    elif word == "row":
        sheet.cells = tuple(float(v) for v in value.split())
    elif word == "break":
        turn(sheet)
    elif word == "skip":
        sheet.y -= float(value)
    elif word in ("scan", "hyphenate"):
        setattr(sheet, word, True)
    elif word != "encrypt":
        raise ValueError(f"unknown line @{word}")


def draw(sheet: Sheet, description: str) -> None:
    """Goes through the description, paragraph by paragraph."""
    begin(sheet)
    columns: list[str] | None = None
    paragraph: list[str] = []
    for line in [*description.splitlines(), ""]:
        if columns is not None and line != "@end":
            columns.append(line)
            continue
        if (not line.strip() or line[0] in "@|") and paragraph:
            draw_paragraph(sheet, " ".join(paragraph))
            paragraph = []
        if line == "@columns":
            columns = []
        elif line == "@end" and columns is not None:
            draw_columns(sheet, columns)
            columns = None
        elif line.startswith("@"):
            word, _, value = line[1:].partition(" ")
            setting(sheet, word, value)
        elif line.startswith("|"):
            draw_row(sheet, line)
        elif line.strip():
            paragraph.append(line.strip())
    close(sheet)


def make_pdf(description: str) -> bytes:
    """The bytes of a .pdf file; drawn twice, the first time to count the pages."""
    from reportlab.pdfgen.canvas import Canvas

    lock = re.search(r"^@encrypt (\w+)$", description, re.M)
    total, buffer = 0, io.BytesIO()
    for _ in range(2):
        buffer = io.BytesIO()
        canvas = Canvas(buffer, invariant=1, encrypt=lock.group(1) if lock else None)
        sheet = Sheet(canvas, total)
        draw(sheet, description)
        canvas.save()
        total = sheet.page
    return buffer.getvalue()
