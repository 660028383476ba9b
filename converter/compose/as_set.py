"""Tables as the input sets them: its widths, rules and heights, sizes and indents of its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from converter.compose.composed import Grid, GridCell, Para, Rules, Shape
from converter.compose.fitted import tied
from converter.compose.table_notes import moved
from converter.geometry import CellSetting, RowSetting, TableSetting, TextSetting
from converter.model import Emphasis, Footnote, Inlines, LineBreak, Raised, Table, TableCell, Text
from converter.records import replace
from converter.style.names import StyleName
from converter.style.schema import NO, Pack, ParagraphStyle
from converter.style.units import Length

Kept = dict[tuple[StyleName, TextSetting], ParagraphStyle]
"""Styles made for texts in cells: one for all that are set alike."""
Row = Sequence[tuple[int, TableCell]]
"""Cells with the columns in which they begin."""
TWIP, POINT, HALF = Length.read("1twip"), Length.read("1pt"), Length.read("0.5pt")
EIGHTHS = Length.read("8pt") // POINT
NOT_SET, PLAIN = CellSetting(), TextSetting()


def as_set(table: Table, setting: TableSetting, placed: Sequence[Row], pack: Pack, kept: Kept) -> Grid:
    """The table ready to draw, but for its caption and notes. Empty rows after its head only make room, as a pack's."""
    widths, left = _widths(setting, pack)
    shown, head, gap = _without_spacers(table, setting)
    framed = _is_framed(placed, len(widths))
    if framed:
        shown = shown[: len(shown) - _tail(table)]
    rules = _Rules(placed, len(widths), framed)
    texts = _Texts(pack, kept)
    rows = tuple(
        tuple(
            GridCell(
                texts.of(cell, number < table.head),
                column,
                cell.columns,
                cell.rows,
                rules=rules.of(column, cell, number, shown, head),
                stand=(cell.setting or NOT_SET).stand,
            )
            for column, cell in placed[number]
        )
        for number in shown
    )
    shapes = tuple(_shape(setting.rows[number]) for number in shown)
    made = Grid(widths, rows, head, left, span=table.span, shapes=shapes, gap=gap, framed=framed)
    return replace(made, columns=setting.columns, apart=Length(setting.apart * TWIP), repeats=setting.repeats)


def roomy(grid: Grid, setting: TableSetting, pack: Pack) -> Grid:
    """The table with the room above it, between caption and rows, and below it that the input makes by empty lines."""
    layout, rooms = pack.tables, setting.rooms
    if rooms is None:
        return replace(grid, before=layout.before, after=layout.after)
    above, between, below = (Length(room * TWIP) for room in rooms)
    caption = [replace(para, own=_close(para.style, setting, pack)) for para in grid.caption]
    if caption and caption[-1].own:
        caption[-1] = replace(caption[-1], own=replace(caption[-1].own, after=between))
    shapes = grid.shapes
    if setting.apart_below and shapes[-1].keep_next:
        shapes = (*shapes[:-1], replace(shapes[-1], keep_next=False))
    return replace(grid, caption=tuple(caption), before=above, after=below, shapes=shapes)


def _close(name: StyleName, setting: TableSetting, pack: Pack) -> ParagraphStyle:
    """The style of a line of a caption without room around it."""
    style = replace(pack.styles[name], before=NO, after=NO)
    if name is not StyleName.TABLE_UNIT or not setting.unit:
        return style
    return replace(style, leading=Length(setting.unit * TWIP), leading_rule="exact")


def _tail(table: Table) -> int:
    """How many empty rows are at its end, where notes may have stood; one with words is before them."""
    count = 0
    while count < len(table.rows) - 1 and _is_blank(table.rows[-1 - count]):
        count += 1
    return count


def enclosed(grid: Grid, table: Table, notes: tuple[Para, ...], setting: TableSetting, pack: Pack) -> Grid:
    """A framed table with its notes and the empty rows at its ends inside the frame."""
    tail = _tail(table)
    below = setting.below + sum(row.height for row in setting.rows[len(setting.rows) - tail :] if row.exact)
    sides = grid.rows[0][0].rules
    upright = Rules(NO, NO, sides.before, sides.after or sides.before)
    inside = grid.rows[0][0].content[0].own if grid.rows[0][0].content else None
    inset = inside.left if inside else NO
    rows, shapes = list(grid.rows), list(grid.shapes)
    rows[0] = tuple(replace(cell, rules=replace(cell.rules, above=NO)) for cell in rows[0])
    rows[-1] = tuple(replace(cell, rules=replace(cell.rules, below=NO)) for cell in rows[-1])
    if notes:
        style = pack.styles[StyleName.TABLE_NOTE]
        own = moved(style, inset - pack.tables.narrow_left, inset)
        first, *rest = (replace(note, own=own) for note in notes)
        first = replace(first, before=Length(pack.tables.before + pack.tables.before // 2))
        rows.append((GridCell((first, *rest), 0, len(grid.widths), rules=upright),))
        shapes.append(Shape())
        below = max(below, Length(pack.tables.before // 2).twip)
    for height, at in ((setting.above, 0), (below, len(rows) + 1)):
        if height:
            rows.insert(at, (GridCell((), 0, len(grid.widths), rules=upright),))
            shapes.insert(at, Shape(Length(height * TWIP), exact=True))
    rows[0] = tuple(replace(cell, rules=replace(cell.rules, above=sides.before)) for cell in rows[0])
    rows[-1] = tuple(replace(cell, rules=replace(cell.rules, below=sides.before)) for cell in rows[-1])
    head = grid.head + bool(setting.above) if grid.head else 0
    return replace(grid, rows=tuple(rows), shapes=tuple(shapes), head=head)


def usable(table: Table) -> TableSetting | None:
    """What the input says of a table, where each row has its facts and each column of its cells a width."""
    setting = table.setting
    return setting if setting is not None and len(setting.rows) == len(table.rows) and setting.widths else None


def _widths(setting: TableSetting, pack: Pack) -> tuple[tuple[Length, ...], Length]:
    """Widths of the columns and the table's distance from the left margin, within the page."""
    page = pack.page
    measure = page.width - page.left - page.right
    widths, left = [max(width, 1) * TWIP for width in setting.widths], max(0, setting.left * TWIP)
    total = sum(widths)
    if total > measure + page.right:
        widths, total = [width * measure // total for width in widths], measure
    return tuple(map(Length, widths)), Length(min(left, max(0, measure - total)))


def _shape(row: RowSetting) -> Shape:
    return Shape(Length(row.height * TWIP), row.exact, row.whole, row.keep_next)


def _without_spacers(table: Table, setting: TableSetting) -> tuple[list[int], int, Length]:
    """The rows that are shown, how many of them are the head, and the height of the empty ones at its end or after."""
    start = end = table.head
    while start > 1 and _is_blank(table.rows[start - 1]):
        start -= 1
    while table.head and end < len(table.rows) - 1 and _is_blank(table.rows[end]):
        end += 1
    everything = list(range(len(table.rows)))
    if start == end or any(n + cell.rows > start for n in range(start) for cell in table.rows[n]):
        return everything, table.head, Length(0)
    height = sum(_natural(table.rows[n], setting.rows[n]) for n in range(start, end))
    return [*everything[:start], *everything[end:]], start, Length(height * TWIP)


def _is_blank(row: Sequence[TableCell]) -> bool:
    return not any(cell.content for cell in row)


def _natural(cells: Sequence[TableCell], row: RowSetting) -> int:
    """The height of an empty row in twips."""
    texts = [text for cell in cells for text in (cell.setting or NOT_SET).texts]
    height = max((text.before + text.line + text.after for text in texts), default=0)
    return row.height if row.exact else max(row.height, height)


# ---------------------------------------------------------------- rules


def _is_framed(placed: Sequence[Row], count: int) -> bool:
    """Whether rules stand at both sides of the whole table."""
    settings = [(column, cell.columns, cell.setting or NOT_SET) for row in placed for column, cell in row]
    return bool(settings) and all(
        (column > 0 or setting.before) and (column + columns < count or setting.after)
        for column, columns, setting in settings
    )


class _Rules:
    """The rules of a table's cells. Of two that meet, the thicker one is drawn."""

    def __init__(self, placed: Sequence[Row], count: int, framed: bool):
        self.count, self.last, self.framed = count, len(placed), framed
        self.starts: list[Mapping[int, int]] = []
        self.ends: dict[tuple[int, int], int] = {}
        self.sides: dict[tuple[int, int], int] = {}
        for number, row in enumerate(placed):
            starts = {}
            for column, cell in row:
                setting = cell.setting or NOT_SET
                self.sides[number, column + cell.columns] = setting.after
                for covered in range(column, column + cell.columns):
                    starts[covered] = setting.above
                    self.ends[number + cell.rows, covered] = setting.below
            self.starts.append(starts)

    def of(self, column: int, cell: TableCell, number: int, shown: Sequence[int], head: int) -> Rules:
        """The rules of one cell: below it only at the end of the head and of the table."""
        setting, covered = cell.setting or NOT_SET, range(column, column + cell.columns)
        end = number + cell.rows
        after_head = 0 < head < len(shown) and number == shown[head]
        above, below = setting.above, 0
        if not after_head:
            above = max(above, *(self.ends.get((number, at), 0) for at in covered))
        if end >= self.last or (head and end == shown[head - 1] + 1):
            under = self.starts[end] if end < self.last else {}
            below = max(setting.below, *(under.get(at, 0) for at in covered))
        if after_head and any(self.ends.get((shown[head - 1] + 1, at)) for at in covered):
            above = 0
        if self.framed:
            above = max(above, setting.before or setting.after) if number == shown[0] else above
            below = max(below, setting.before or setting.after) if end >= self.last else below
        before = max(setting.before, self.sides.get((number, column), 0))
        after = setting.after if column + cell.columns >= self.count else 0
        return Rules(*(Length(size * POINT // EIGHTHS) for size in (above, below, before, after)))


# ---------------------------------------------------------------- texts


class _Texts:
    """Makes the paragraphs of cells."""

    def __init__(self, pack: Pack, kept: Kept):
        self.pack, self.kept = pack, kept

    def of(self, cell: TableCell, head: bool) -> tuple[Para, ...]:
        """A cell's lines, each a paragraph by itself."""
        texts = (cell.setting or NOT_SET).texts or (PLAIN,)
        lines = list(lines_of(cell.content))
        return tuple(self._para(line, texts[min(n, len(texts) - 1)], head) for n, line in enumerate(lines))

    def _para(self, line: Inlines, text: TextSetting, head: bool) -> Para:
        slanted = head and bool(line) and all(isinstance(inline, Emphasis | Footnote | Raised) for inline in line)
        name = StyleName.TABLE_HEAD if slanted else StyleName.TABLE_TEXT
        label, rest = _labelled(line, text.label)
        own = self._style(name, replace(text, label=text.label if label else "", ties=(), keep_next=False))
        return Para(name, tied(rest, text.ties) if text.ties else rest, label, own=own)

    def _style(self, name: StyleName, text: TextSetting) -> ParagraphStyle:
        found = self.kept.get((name, text))
        if found is None:
            style = self.pack.styles[name]
            found = self.kept[name, text] = replace(
                style,
                size=Length(text.size * HALF) if text.size else style.size,
                leading=Length(text.line * TWIP) if text.line else style.leading,
                leading_rule="least" if text.least else "exact",
                scale=text.scale or style.scale,
                spacing=style.spacing if text.spacing is None else Length(text.spacing * TWIP),
                align=text.align or "start",
                left=Length(text.left * TWIP),
                right=Length(text.right * TWIP),
                first=Length(text.first * TWIP),
                text_at=Length(text.left * TWIP) if text.label and text.first < 0 else None,
                before=Length(text.before * TWIP),
                after=Length(text.after * TWIP),
            )
        return found


def lines_of(content: Inlines) -> Iterator[Inlines]:
    """The content cut where its lines end."""
    start = 0
    for at, inline in enumerate(content):
        if isinstance(inline, LineBreak):
            yield content[start:at]
            start = at + 1
    yield content[start:]


def _labelled(line: Inlines, label: str) -> tuple[str | None, Inlines]:
    """The label before a line, and the rest of the line."""
    first = line[0] if line else None
    if not label or not isinstance(first, Text) or not first.value.startswith(f"{label} "):
        return None, line
    return label, (Text(first.value[len(label) + 1 :]), *line[1:])
