"""Documents ready to draw, made by hand: of an invented State, one for each thing that a page can hold."""

from __future__ import annotations

import io
from dataclasses import replace

from converter.compose.composed import (
    Columns,
    Composed,
    FirstFoot,
    Framed,
    Grid,
    GridCell,
    Item,
    LetterheadBlock,
    MastheadBlock,
    Para,
    Pictured,
    Properties,
    RunningBlock,
    Section,
    Symbol,
    Tag,
)
from converter.diagnostics import Report
from converter.model import Emphasis, Figure, Footnote, Inlines, Paragraph, Strong, SymbolLink, Text
from converter.source import Figure as Picture
from converter.span import Span
from converter.style.names import StyleName as S
from converter.style.packs import load
from converter.style.units import Length
from converter.writers.pdf import write_pdf

SPAN = Span(1, 1)
PROSE = (
    "The Committee noted that the capacity-building mission to Karesia, which the Assembly had requested in its "
    "resolution 78/306, had begun its work in Ister, and that the “progress” made since 2023–2024 by the parties was "
    "slow. "
)


def text(value: str) -> Inlines:
    return (Text(value),)


def note(label: str, value: str) -> Footnote:
    return Footnote(label, (Paragraph(text(value), SPAN),), SPAN)


def numbered(number: int, *content: object) -> Para:
    inlines = tuple(Text(part) if isinstance(part, str) else part for part in content)
    return Para(S.NUMBERED, inlines, f"{number}.", tag=Tag.ITEM)  # type: ignore[arg-type]


def heading(value: str, label: str | None = "I.", level: int = 1, anchor: str = "") -> Para:
    style = (S.HEADING_1, S.HEADING_2, S.HEADING_3)[level - 1]
    return Para(style, text(value), label, tag=Tag.HEADING, level=level, anchor=anchor)


def title(value: str = "Budget of the mission in Karesia") -> Para:
    return Para(S.TITLE, text(value), tag=Tag.TITLE)


MASTHEAD = MastheadBlock(
    "United Nations",
    (Symbol("A", "/80/604/Add.13"),),
    ("General Assembly",),
    ("Distr.: General", "13 April 2026", "", "Original: English"),
)
FOOT = FirstFoot(
    "26-05286 (E)", "2605286", "https://docs.un.org/en/A/80/604", "2605286", "https://docs.un.org/en/A/80/604"
)


def composed(*flow: Item, language: str = "en", direction: str = "ltr", pack: str = "un-new-york") -> Composed:
    """A document of one section under a masthead."""
    section = Section(flow, language=language, direction=direction, new_page=False)
    return Composed(
        load(pack),
        language,
        direction,
        Properties("Budget of the mission", "A/80/604", "General Assembly", language, "2026-04-13"),
        MASTHEAD,
        None,
        RunningBlock("A/80/604/Add.13", "", "26-05286"),
        FOOT,
        (section,),
        True,
    )


def written(document: Composed) -> tuple[bytes, Report]:
    report = Report("test")
    return write_pdf(document, report), report


def pdf(*flow: Item, **options: str) -> bytes:
    return written(composed(*flow, **options))[0]


def table(table_rows: list[list[str]], head: int = 1, width: float = 129.0, **options: object) -> Grid:
    count = max(map(len, table_rows))
    cells = tuple(
        tuple(
            GridCell((Para(S.TABLE_HEAD if at < head else S.TABLE_TEXT, text(cell)),), column)
            for column, cell in enumerate(cells)
        )
        for at, cells in enumerate(table_rows)
    )
    widths = (Length(width * 36000 / count),) * count
    return Grid(widths, cells, head, Length(1260 * 635), **options)  # type: ignore[arg-type]


LETTER = (
    Para(S.SESSION, text("Eightieth session")),
    Para(S.AGENDA_ITEM, text("Agenda item 157")),
    title(),
    heading("Introduction", anchor="h1"),
    *(
        numbered(n, PROSE * 2, note(str(n), PROSE), " It agreed. ", Emphasis(text("Inter alia")), PROSE)
        for n in range(1, 9)
    ),
)


def samples() -> dict[str, Composed]:
    """One document of each kind of thing that can go wrong in a validator."""
    link = SymbolLink(text("A/80/604"), "A/80/604", "https://docs.un.org/en/A/80/604 (2026)")
    letterhead = LetterheadBlock(
        (("Permanent Mission of Karesia",), ("Mission permanente",)), ("en", "fr"), ("12 Example Street",)
    )
    arabic = (
        title("رسالة"),
        numbered(1, "إن لجنة الأمم المتحدة (79/17) بِسْمِ", note("1", "نصٌّ")),
        table([["الفئة", "المبلغ"]]),
    )
    rich = (
        *LETTER,
        numbered(9, link, Strong(text("bold"))),
        table([["A", "B"], ["1", "2"]]),
        framed(),
        pictured(png()),
        columns(),
    )
    mixed = numbered(1, "Əə Россия 联合国 العربية e\u0301 x\u0331 \ue123 \U000e0041 “end”")
    mission = replace(composed(title(), pack="mission"), masthead=None, letterhead=letterhead, first_foot=None)
    return {
        "letter": composed(*rich),
        "arabic": composed(*arabic, language="ar", direction="rtl"),
        "chinese": composed(title("报告"), numbered(1, "联合国大会，审议了报告。" * 20), language="zh"),
        "mixed": composed(mixed),
        "mission": mission,
        "empty": composed(),
    }


def framed() -> Framed:
    return Framed((Para(S.BOX_TITLE, text("Summary")),), (Para(S.BOX_TEXT, text(PROSE)),), Length(0), Length(6_000_000))


def columns() -> Columns:
    left = (Para(S.SESSION, text("Seventy-eighth session")), Para(S.AGENDA_ITEM, text("Agenda items 31 and 61")))
    return Columns(left, (Para(S.SESSION, text("Seventy-eighth year")),), Length(6739 * 635))


def png(size: tuple[int, int] = (12, 8)) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGBA", size, (200, 10, 10, 128)).save(out, "PNG")
    return out.getvalue()


def pictured(data: bytes) -> Pictured:
    figure = Figure(Picture(data, "image/png", "A red field"), SPAN, "Figure I")
    return Pictured(
        figure, Length(2_000_000), Length(1_000_000), (Para(S.TABLE_LABEL, text("Figure I")),), "A red field"
    )
