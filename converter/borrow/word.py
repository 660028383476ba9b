"""The letterhead of a Word file: its lines, rules and pictures where they stand, its page, the look of its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from converter.borrow import Borrowed, Family, Picture, TextLook
from converter.borrow.flow import Flow, Page
from converter.borrow.looks import Looks
from converter.borrow.paragraphs import Room
from converter.borrow.sheet import Said, Sheet
from converter.late import late
from converter.options import Limits
from converter.readers.docx_package import Package, R, W, is_on, val, whole
from converter.records import dataclass, replace
from converter.style.units import Length

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MARGINS = ("top", "bottom", "left", "right", "header", "footer")
USUAL = {"width": 595.3, "height": 841.9, **dict.fromkeys(MARGINS, 72.0), "header": 36.0, "footer": 36.0}
"""A page that says nothing of itself, in points."""
AT_MOST = 20
"""Lines of a body among which its letterhead is looked for."""
GAP = 2
"""Unknown lines after which the lines of a letterhead are over."""
SHORT = 4
"""Letters from which on a line that another holds is taken for a part of it."""
WORD_OF_2013 = 15
PLAIN = late(r"[\W_]+")


def measured(path: Path, found: Borrowed) -> Borrowed:
    """The letterhead with the page's measures, its lines and rules at their places, its pictures."""
    package = Package(path.read_bytes(), str(path), Limits())
    body = package.xml(package.main).find(W + "body")
    if body is None:
        return found
    section = next(iter(body.iter(W + "sectPr")), None)
    looks, page = Looks(package), page_of(section)
    paper = Paper(Flow(page, looks, _mode(package) < WORD_OF_2013), page, package)
    head, foot = (paper.furniture(section, kind) for kind in ("header", "footer"))
    text = paper.body(body, head.end)
    known = {_bare(line) for line in (*(name for block in found.names for name in block), *found.address)}
    ours = _chosen(text.sheet.said, known, wanted=not _any(head.sheet.said, known))
    taken = head.first or _any(head.sheet.said, known) or (found.names and not ours)
    own = head if taken else Story(Sheet(), head.part, head.end)
    rest = text.sheet.said[len(ours) :]
    start = rest[0].top if rest else page.height
    lines = [*own.sheet.said, *ours]
    above = [r for r in text.sheet.ruled if r.y < start]
    below = [line for line in foot.sheet.said if not line.page_number and not line.text.isdigit()]
    return replace(
        found,
        page={key: Length.read(f"{getattr(page, key):.3f}pt").mm for key in ("width", "height", *MARGINS)},
        text=_text(rest, looks),
        lines=tuple(line for line in lines if not line.page_number),
        foot=tuple(below),
        rules=(*own.sheet.ruled, *above, *(foot.sheet.ruled if below else ())),
        pictures=(*paper.pictures(own), *paper.pictures(text, start), *paper.pictures(foot)),
        flow_top=rest[0].y if rest else None,
        roman=looks.serif,
    )


def page_of(section: Element | None) -> Page:
    """Paper and margins in points."""
    said = dict(USUAL)
    size = section.find(W + "pgSz") if section is not None else None
    margins = section.find(W + "pgMar") if section is not None else None
    if size is not None:
        said |= {name: whole(v) / 20 for name, key in (("width", "w"), ("height", "h")) if (v := size.get(W + key))}
    if margins is not None:
        said |= {name: abs(whole(v)) / 20 for name in MARGINS if (v := margins.get(W + name))}
    return Page(**said)


def _mode(package: Package) -> int:
    """The Word whose ways of setting a file asks for."""
    settings = package.part("settings")
    said = [] if settings is None else settings.iterfind(f"{W}compat/{W}compatSetting")
    return next((whole(s.get(W + "val")) for s in said if s.get(W + "name") == "compatibilityMode"), 12)


@dataclass(frozen=True, slots=True)
class Story:
    """A story laid out: what it holds, its part, where it ends, whether it is of the first page alone."""

    sheet: Sheet
    part: str
    end: float
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """The first page of a letter."""

    flow: Flow
    page: Page
    package: Package

    @property
    def room(self) -> Room:
        """Between the margins."""
        return Room(self.page.left, self.page.width - self.page.right)

    def furniture(self, section: Element | None, kind: str) -> Story:
        """The head or foot of the first page: the one for it alone, else that of all pages."""
        sheet, part, first = Sheet(), self.package.main, False
        found = None
        if section is not None:
            kinds = {e.get(W + "type"): e.get(R + "id") for e in section.findall(W + f"{kind}Reference")}
            first = is_on(val(section, "titlePg"))
            found = self.package.relations(part).get(kinds.get("first" if first else "default") or "")
        if found is None:
            return Story(sheet, part, 0.0)
        self.flow.depth = 0
        story = self.package.xml(found.target)
        if kind == "header":
            return Story(sheet, found.target, self.flow.lay(story, self.room, self.page.header, sheet), first)
        trial = Sheet()
        height = self.flow.lay(story, self.room, 0.0, trial)
        self.flow.depth = 0
        end = self.flow.lay(story, self.room, self.page.height - self.page.footer - height, sheet)
        return Story(sheet, found.target, end, first)

    def body(self, body: Element, head: float) -> Story:
        """The first paragraphs of the text, below the head."""
        sheet = Sheet()
        self.flow.depth = 0
        start = max(self.page.top, head)
        return Story(sheet, self.package.main, self.flow.lay(body, self.room, start, sheet))

    def pictures(self, story: Story, above: float = float("inf")) -> Iterable[Picture]:
        """The pictures of a story with their bytes; of a body those that begin above its text."""
        for one in story.sheet.shown:
            target = self.package.relations(story.part).get(one.relation)
            if target is not None and not target.outside and one.y < above:
                suffix = target.target.rpartition(".")[2].lower()
                yield Picture(self.package.data(target.target), suffix, (one.x, one.y, one.width, one.height))


# ---------------------------------------------------------------- which lines


def _bare(text: str) -> str:
    """A line without what two readings of it may differ in."""
    return PLAIN.sub("", text).casefold()


def _is_known(line: Said, known: set[str]) -> bool:
    bare = _bare(line.text)
    return len(bare) >= SHORT and any(bare in one or (len(one) >= SHORT and one in bare) for one in known)


def _any(lines: Sequence[Said], known: set[str]) -> bool:
    return any(_is_known(line, known) for line in lines)


def _chosen(lines: Sequence[Said], known: set[str], *, wanted: bool) -> list[Said]:
    """The lines of a body that are its letterhead: from the top to the last one known. Where the head has it
    (`wanted` is false) only those that follow it at once."""
    end = 0
    for number, line in enumerate(lines[:AT_MOST]):
        if _is_known(line, known):
            end = number + 1
        elif number - end >= (GAP if end else AT_MOST * wanted):
            break
    return list(lines[:end])


def _text(lines: Sequence[Said], looks: Looks) -> TextLook | None:
    """How the text is set: as its longest line."""
    line = max(lines[: 2 * AT_MOST], key=lambda line: len(line.text), default=None)
    if line is None:
        return None
    same = sorted(other.y for other in lines if other.depth == line.depth)
    gaps = [below - above for above, below in pairwise(same) if below > above]
    family = Family(line.look.font, looks.serif.get(line.look.font, True))
    return TextLook(family, line.look.size, min(gaps, default=line.look.line))
