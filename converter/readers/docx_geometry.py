"""How the tables of a Word file are set: widths, heights of rows, rules of cells, sizes and indents of their texts.

Read only where the file has the styles of the house's templates: in other files the look of a table is the typist's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from converter.geometry import CellSetting, RowSetting, TableSetting, TextSetting
from converter.readers.docx_fits import ties_of
from converter.readers.docx_package import W, is_on, val, whole
from converter.readers.docx_styles import SIDES, Shape, Styles
from converter.readers.docx_symbols import lists
from converter.readers.docx_tables import Row, Slot, cells_of, rows_of
from converter.records import dataclass, replace
from converter.source import Line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LINE = 240
"""Twips of a line of single spacing at 10 points, and the parts of a line in which `auto` counts."""
BODY, NATURAL = 20, 11.5
"""Half points of body text; twips of a line of single spacing for each half point of its size."""
TAB = 720
"""Twips between the tab stops that Word sets where a file says nothing."""
WIDEST = 31_680
"""Twips: Word has no wider page."""
NO_RULE = frozenset(("", "none", "nil"))
Facts = Mapping[str, int | str]


@dataclass(slots=True)
class Around:
    """What a table says for all of its cells."""

    borders: Mapping[str, int]
    margins: Mapping[str, int]
    texts: Facts
    last_row: int
    last_column: int

    def inside(self, slot: Slot) -> Around:
        """The same for one cell, with the room that it keeps at its own edges."""
        about = slot.element.find(W + "tcPr")
        own = about.find(W + "tcMar") if about is not None else None
        return self if own is None else replace(self, margins={**self.margins, **_margins(own)})

    def framed(self) -> bool:
        """Whether there are rules at both sides of the table."""
        return bool(self.borders.get("left") and self.borders.get("right"))


class Geometry:
    """Works out how tables and their texts are set; what styles say is worked out once."""

    def __init__(self, styles: Styles, settings: Element | None = None) -> None:
        self.styles = styles
        self.step = whole(val(settings, "defaultTabStop"), TAB) or TAB
        names = {val(style, "name") or "" for style in styles.styles.values()}
        self.house = any(name in names for name in lists()["templates"])
        root = styles.root
        spaced = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr") if root is not None else None
        sized = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self.defaults: Facts = {**_text_facts(spaced), **_run_facts(sized)}
        self.tables = next((k for k, s in styles.styles.items() if _is_default_table(s)), "")
        self.known: dict[str, Facts] = {}
        self.made: dict[TextSetting, TextSetting] = {}

    # ------------------------------------------------------------ tables

    def table(self, element: Element, section: Sequence[Element]) -> tuple[TableSetting, Around] | None:
        """A table's widths and rows; None where the file is not of the house, where the table's grid is not told, or
        where a pack has set the table."""
        grid = element.find(W + "tblGrid")
        if not self.house or grid is None or self._by_pack(element):
            return None
        rows = [row for row in rows_of(element) if not row.gone]
        widths = [max(0, whole(column.get(W + "w"))) for column in grid.iterfind(W + "gridCol")]
        widths = _true_widths(widths, rows)
        if not rows or not 0 < sum(widths) <= WIDEST:
            return None
        about = element.find(W + "tblPr")
        style = val(about, "tblStyle") or self.tables
        chain = [self.styles.styles[key] for key in reversed(self.styles.chain(style))]
        layers = [*(s.find(W + "tblPr") for s in chain), about]
        around = Around(
            _merged(_borders(layer.find(W + "tblBorders")) for layer in layers if layer is not None),
            _merged(_margins(layer.find(W + "tblCellMar")) for layer in layers if layer is not None),
            {**self.defaults, **self._of_style(style, "table ")},
            len(rows) - 1,
            len(widths),
        )
        left = _left(about, _measure(section), sum(widths))
        columns = section[0].find(W + "cols") if section else None
        count, apart = _columns(columns, sum(widths), _measure(section))
        shapes = tuple(map(self._row, rows))
        return TableSetting(left, tuple(widths), shapes, columns=count, apart=apart, repeats=rows[0].head), around

    def _by_pack(self, element: Element) -> bool:
        """Whether the first text is in a style of our packs' tables, and has nothing added."""
        first = next(element.iter(W + "p"), None)
        ppr = first.find(W + "pPr") if first is not None else None
        style = self.styles.styles.get(val(ppr, "pStyle") or "")
        return val(style, "name") in lists()["by_pack"] and ppr is not None and ppr.find(W + "spacing") is None

    def _row(self, row: Row) -> RowSetting:
        """A row; Word keeps it with the next where the first paragraph of its first cell is to be kept so, but not in
        a table inside another."""
        about = row.element.find(W + "trPr")
        height = about.find(W + "trHeight") if about is not None else None
        exact = height is not None and height.get(W + "hRule") == "exact"
        inside = next(row.element.iterancestors(W + "tc"), None) is not None
        first = None if inside else next(row.element.iter(W + "p"), None)
        ppr = first.find(W + "pPr") if first is not None else None
        style = self._of_style(val(ppr, "pStyle") or self.styles.default) if first is not None else {}
        kept = _text_facts(ppr).get("keep", style.get("keep", 0))
        size = whole(height.get(W + "val")) if height is not None else 0
        return RowSetting(size, exact, is_on(val(about, "cantSplit")), bool(kept))

    # ------------------------------------------------------------ cells

    def cell(self, slot: Slot, around: Around) -> CellSetting:
        """The rules of a cell, and where its texts stand."""
        about, lowest = slot.element.find(W + "tcPr"), slot.lowest.find(W + "tcPr")
        own = _borders(about.find(W + "tcBorders") if about is not None else None)
        low = _borders(lowest.find(W + "tcBorders") if lowest is not None else None)
        sides = {
            "top": own.get("top", _edge(around, "top", "insideH", slot.row == 0)),
            "bottom": low.get("bottom", _edge(around, "bottom", "insideH", slot.row + slot.rows > around.last_row)),
            "left": own.get("left", _edge(around, "left", "insideV", slot.column == 0)),
            "right": own.get(
                "right", _edge(around, "right", "insideV", slot.column + slot.columns >= around.last_column)
            ),
        }
        stand = val(about, "vAlign") or "top"
        return CellSetting(sides["top"], sides["bottom"], sides["left"], sides["right"], stand)

    # ------------------------------------------------------------ texts

    def text(self, paragraph: Element, shape: Shape, around: Around | None = None) -> TextSetting:
        """How a paragraph in a cell is set; the room at the sides of the cell is counted with its indents."""
        ppr = paragraph.find(W + "pPr")
        own = _text_facts(ppr)
        style = val(ppr, "pStyle") or self.styles.default
        texts, margins = (around.texts, around.margins) if around else (self.defaults, {})
        facts = {**texts, **self._of_style(style), **self._of_list(shape, own), **own, **_size(paragraph, ppr)}
        if not shape.num and (tabs := _leading_tabs(paragraph)):
            facts["first"] = self._stop(facts, tabs, self._stops(style, ppr)) - _number(facts, "left")
        least = facts.get("rule") != "exact"
        line = _number(facts, "line", LINE)
        if facts.get("rule") not in ("exact", "atLeast"):
            line = round(line * _number(facts, "size", BODY) * NATURAL / LINE)
        made = TextSetting(
            _number(facts, "size"),
            line,
            least,
            _number(facts, "before"),
            _number(facts, "after"),
            _number(facts, "left") + margins.get("left", 0),
            _number(facts, "right") + margins.get("right", 0),
            _number(facts, "first"),
            str(facts.get("align", "")),
            _number(facts, "scale"),
            _number(facts, "spacing") if "spacing" in facts else None,
            ties=ties_of(paragraph) if around and paragraph.find(f"{W}r/{W}br") is None else (),
            keep_next=bool(facts.get("keep")),
        )
        return self.made.setdefault(made, made)

    def _of_list(self, shape: Shape, own: Facts) -> Facts:
        """The indents that the level of a list gives a paragraph that has none of its own."""
        series = self.styles.numbering.of(shape.num) if shape.num else None
        level = series.levels.get(shape.level) if series else None
        if level is None or level.left is None or "left" in own:
            return {}
        return {"left": level.left, "first": level.first}

    def _stop(self, facts: Facts, tabs: int, stops: Sequence[int]) -> int:
        """Where a text begins that has tabs before it: at stops, at the left indent, or at even steps."""
        left = _number(facts, "left")
        at = left + _number(facts, "first")
        for _ in range(tabs):
            found = min((stop for stop in (*stops, left) if stop > at), default=0)
            at = found or (at // self.step + 1) * self.step
        return at

    def _stops(self, style: str, ppr: Element | None) -> list[int]:
        """The tab stops of a paragraph, those that it clears left out."""
        done: dict[int, bool] = {}
        layers = [self.styles.styles[key].find(W + "pPr") for key in reversed(self.styles.chain(style))]
        for layer in (*layers, ppr):
            for tab in layer.iterfind(f"{W}tabs/{W}tab") if layer is not None else ():
                done[whole(tab.get(W + "pos"))] = tab.get(W + "val") not in ("clear", "bar")
        return [at for at, there in done.items() if there]

    def _of_style(self, style: str, kind: str = "") -> Facts:
        """What a style and those under it say of paragraphs."""
        key = kind + style
        if key not in self.known:
            done: dict[str, int | str] = {}
            for near in reversed(self.styles.chain(style)):
                element = self.styles.styles[near]
                done |= _text_facts(element.find(W + "pPr")) | _run_facts(element.find(W + "rPr"))
            self.known[key] = done
        return self.known[key]


def _is_default_table(style: Element) -> bool:
    return style.get(W + "type") == "table" and is_on(style.get(W + "default"))


def _number(facts: Facts, name: str, otherwise: int = 0) -> int:
    found = facts.get(name, otherwise)
    return found if isinstance(found, int) else otherwise


def _merged(layers: Iterator[Mapping[str, int]]) -> Mapping[str, int]:
    done: dict[str, int] = {}
    for layer in layers:
        done |= layer
    return done


def _edge(around: Around, outer: str, inner: str, outside: bool) -> int:
    return around.borders.get(outer if outside else inner, 0)


def _true_widths(widths: Sequence[int], rows: Sequence[Row]) -> list[int]:
    """The columns of the grid; where a row of single cells says otherwise throughout, what its cells say."""
    for row in rows:
        cells = [cell.find(W + "tcPr") for cell in cells_of(row.element)]
        if len(cells) != len(widths) or any((val(cell, "gridSpan") or "1") != "1" for cell in cells):
            continue
        said = [whole(val(cell, "tcW", "w")) for cell in cells]
        if all((val(cell, "tcW", "type") or "dxa") == "dxa" for cell in cells) and all(w > 0 for w in said):
            total, told = sum(widths), sum(said)
            return said if not total or total == told else list(widths)
        break
    return list(widths)


def _columns(columns: Element | None, width: int, measure: int) -> tuple[int, int]:
    """Into how many columns a section is set, and their distance; one where the table is too wide for its column."""
    count = whole(columns.get(W + "num"), 1) if columns is not None else 1
    apart = whole(columns.get(W + "space"), TAB) if columns is not None else 0
    fits = count > 1 and count * width + (count - 1) * apart <= measure + apart
    return (count, apart) if fits else (1, 0)


def _measure(section: Sequence[Element]) -> int:
    """The room between the margins of a section; 0 where it is not told."""
    if not section:
        return 0
    page = whole(val(section[0], "pgSz", "w"))
    return page - whole(val(section[0], "pgMar", "left")) - whole(val(section[0], "pgMar", "right"))


def _left(about: Element | None, measure: int, width: int) -> int:
    """From the margin to the table's left edge."""
    side = val(about, "jc")
    if side in ("center", "right", "end"):
        return max(0, measure - width) // (2 if side == "center" else 1)
    floating = about.find(W + "tblpPr") if about is not None else None
    if floating is not None and floating.get(W + "horzAnchor", "") in ("margin", "text"):
        return whole(floating.get(W + "tblpX"))
    return whole(val(about, "tblInd", "w"))


def _borders(borders: Element | None) -> dict[str, int]:
    """Thickness of the rules by their side, in eighths of a point; 0 where it is said that there is none."""
    names = {"start": "left", "end": "right"}
    return {
        names.get(name, name): 0 if edge.get(W + "val", "") in NO_RULE else max(1, whole(edge.get(W + "sz"), 4))
        for edge in (borders if borders is not None else ())
        if isinstance(edge.tag, str) and (name := edge.tag.removeprefix(W))
    }


def _margins(margins: Element | None) -> dict[str, int]:
    names = {"start": "left", "end": "right"}
    return {
        names.get(name, name): whole(side.get(W + "w"))
        for side in (margins if margins is not None else ())
        if isinstance(side.tag, str) and (name := side.tag.removeprefix(W))
    }


def _text_facts(ppr: Element | None) -> dict[str, int | str]:
    """What one `pPr` says of spaces, indents, sides and what follows, by our names."""
    done: dict[str, int | str] = {}
    spacing = ppr.find(W + "spacing") if ppr is not None else None
    if spacing is not None:
        done |= {name: whole(spacing.get(W + name)) for name in ("before", "after", "line") if spacing.get(W + name)}
        if spacing.get(W + "line"):
            done["rule"] = spacing.get(W + "lineRule", "auto")
    ind = ppr.find(W + "ind") if ppr is not None else None
    if ind is not None:
        for name, keys in (("left", ("left", "start")), ("right", ("right", "end"))):
            found = next((ind.get(W + key) for key in keys if ind.get(W + key)), None)
            if found is not None:
                done[name] = whole(found)
        if ind.get(W + "hanging"):
            done["first"] = -whole(ind.get(W + "hanging"))
        elif ind.get(W + "firstLine"):
            done["first"] = whole(ind.get(W + "firstLine"))
    side = val(ppr, "jc")
    if side is not None:
        done["align"] = SIDES.get(side, "")
    kept = val(ppr, "keepNext")
    if kept is not None:
        done["keep"] = int(is_on(kept))
    return done


def _run_facts(rpr: Element | None) -> dict[str, int | str]:
    size = val(rpr, "sz")
    return {"size": whole(size)} if size else {}


def _leading_tabs(paragraph: Element) -> int:
    """The tabs before the first letter of a paragraph."""
    count = 0
    for piece in paragraph.iter(W + "t", W + "tab"):
        if piece.tag == W + "tab":
            count += piece.getparent().tag == W + "r"  # type: ignore[union-attr]
        elif (piece.text or "").strip():
            return count
    return 0


def _size(paragraph: Element, ppr: Element | None) -> dict[str, int | str]:
    """Size, scale and spacing that most of a paragraph's letters have by themselves; of an empty one, its end's."""
    letters: Counter[tuple[tuple[str, int | str], ...]] = Counter()
    for run in paragraph.iter(W + "r"):
        count = sum(len(text.text or "") for text in run.iterfind(W + "t"))
        about = run.find(W + "rPr")
        if count and val(about, "vertAlign") in (None, "baseline"):
            letters[tuple((_run_facts(about) | _fit(about)).items())] += count
    if not letters:
        return _run_facts(ppr.find(W + "rPr") if ppr is not None else None)
    return dict(letters.most_common(1)[0][0])


def _fit(rpr: Element | None) -> dict[str, int | str]:
    """What a run says of the scale of its letters and the space between them."""
    found = {name: val(rpr, tag) for name, tag in (("scale", "w"), ("spacing", "spacing"))}
    return {name: whole(value) for name, value in found.items() if value}


def settled(lines: Sequence[Line], around: Around) -> list[Line]:
    """The lines of a cell with the room around them counted with the lines: that of empty ones, of the cell's edges,
    and none where a paragraph only turns. Between two paragraphs Word leaves the larger room of both."""
    done: list[Line] = []
    room, last, goes_on = around.margins.get("top", 0), 0, False
    for line in lines:
        setting = line.setting
        if setting is None:
            done.append(line)
            continue
        before = 0 if goes_on else max(0, setting.before - last)
        goes_on = line.hard
        last = 0 if goes_on else setting.after
        if line.blank and len(lines) > 1:
            room += before + setting.line + last
            continue
        if (before + room, last) != (setting.before, setting.after):
            line = replace(line, setting=replace(setting, before=before + room, after=last))
        room = 0
        done.append(line)
    room += around.margins.get("bottom", 0)
    if done and room and (end := done[-1].setting):
        done[-1] = replace(done[-1], setting=replace(end, after=end.after + room))
    return done
