"""What a sender's own first page opens with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from converter.compose.composed import LetterheadBlock, PlacedImage
from converter.compose.given import letterhead_lines
from converter.compose.placed import Tongue, bands, highest, lowest
from converter.data import data_path
from converter.languages import detect, script
from converter.languages.hints import STOP_WORDS
from converter.late import late, longest_first
from converter.model import Document, Stated
from converter.records import replace
from converter.strict import load_yaml
from converter.style.letters import balanced
from converter.style.names import StyleName
from converter.style.schema import Frame, Pack
from converter.style.units import Length
from converter.walk import plain

ADDRESS_KEYS = frozenset(
    {"letterhead.address", "letterhead.telephone", "letterhead.fax", "letterhead.email", "letterhead.website"}
)


def letterhead(document: Document, pack: Pack) -> LetterheadBlock | None:
    """The names by language and the address lines, from the pack if it has its own, else from the input; None
    where neither has one."""
    layout, found = pack.letterhead, document.meta.letterhead
    if layout.placed or layout.foot:
        return placed(pack, lambda text: _language((text,), ""))
    if layout.names or layout.lines:
        blocks = layout.names or (layout.lines,)
        address: tuple[str, ...] = tuple(layout.address.splitlines()) if layout.address else ()
    elif found:
        names, rest = _parted([said(s) for s in document.front if s.key == "letterhead.lines"], found.lines)
        blocks = by_language(names or list(found.lines))
        stated = (s for s in (*document.front, *document.back) if s.key in ADDRESS_KEYS)
        address = (*rest, *map(said, stated), *letterhead_lines(document))
    else:
        return None
    languages = tuple(_language(block, document.language) for block in blocks)
    blocks = _evenly(blocks, pack)
    return LetterheadBlock(blocks, languages, address, own_images(pack), " ".join(blocks[-1]) if blocks else "")


def _evenly(blocks: tuple[tuple[str, ...], ...], pack: Pack) -> tuple[tuple[str, ...], ...]:
    """Names that are too long for their room in lines of about one width, not with a last word by itself."""
    page, layout = pack.page, pack.letterhead
    beside = len(blocks) if layout.arrange == "side-by-side" else 1
    room = (page.width - page.left - page.right - layout.gap * (beside - 1)) / max(1, beside)
    size = pack.styles[StyleName.LETTERHEAD_NAME].size
    return tuple(tuple(balanced(line, size, room) for line in block) for block in blocks)


def placed(pack: Pack, tongue: Tongue) -> LetterheadBlock:
    """The letterhead of a pack that says where each of its lines stands."""
    layout, share = pack.letterhead, pack.page.baseline
    below = (line if line.style else replace(line, style="address") for line in layout.foot)
    head, foot = (bands(lines, pack, tongue) for lines in (layout.placed, below))
    names = [line.text for line in layout.placed if line.style != "address"]
    return LetterheadBlock(
        (),
        (),
        (),
        own_images(pack),
        " ".join(names),
        head,
        foot,
        highest(head, share),
        highest(foot, share),
        layout.flow_top or Length(lowest(head, share) + layout.flow_gap),
    )


def said(stated: Stated) -> str:
    """A line as printed: single spaces in it."""
    return " ".join(plain(stated.content).split())


def _parted(lines: list[str], names: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Name lines, and what else stands on their lines, as an address written behind the name.

    Names of two languages may share a line of the input; where the values do not make up the lines, those count.
    """
    rest = list(lines)
    for name in longest_first(names):
        at = next((n for n, line in enumerate(rest) if name in line), None)
        if at is None:
            return lines, []
        rest[at] = rest[at].replace(name, GONE, 1)
    left = (piece.strip(EDGES) for line in rest for piece in line.split(GONE))
    return list(names), [piece for piece in left if any(map(str.isalnum, piece))]


GONE = "\n"
EDGES = " ,;|·•-–—"


def by_language(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    """Name lines cut into blocks where the language changes: by script, and by words that only one language has.

    A line that no language claims goes with the line before it: names stand in every language. A single such line at
    the top, in plain letters, is a name that goes with what follows.
    """
    blocks: list[list[str]] = []
    last = ""
    for line in lines:
        here = _tongue(line)
        if blocks and here in ("", last):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        last = here or last or UNKNOWN
    if len(blocks) > 1 and len(blocks[0]) == 1 and blocks[0][0].isascii() and not _tongue(blocks[0][0]):
        blocks[:2] = [blocks[0] + blocks[1]]
    return tuple(tuple(block) for block in blocks)


UNKNOWN = "und"
"""A language that none of the known words is of."""


def _tongue(line: str) -> str:
    """The language of one line: of its script, or of most of its words; empty where nothing says."""
    scripts = [found for found in map(script, line) if found]
    if scripts and scripts[0] != LATIN:
        return scripts[0]
    words = [word.casefold() for word in WORD.findall(line)]
    hits = {code: sum(word in known for word in words) for code, known in _known().items()}
    best = max(hits, key=lambda code: hits[code])
    others = [count for code, count in hits.items() if code != best]
    return best if hits[best] > max(others) else ""


LATIN = "Latn"
WORD = late(r"[^\W\d_]+")


@cache
def _known() -> dict[str, frozenset[str]]:
    """Words by language: those of letterheads and the common ones."""
    letterheads = load_yaml(data_path("letterhead-words.yaml"))
    return {code: frozenset(words) | frozenset(STOP_WORDS.get(code, ())) for code, words in letterheads.items()}


def _language(block: tuple[str, ...], default: str) -> str:
    code, sure = detect(" ".join(block))
    return code if sure else default


def _type(path: Path) -> str:
    from mimetypes import guess_type

    return guess_type(path.name)[0] or ""


def own_images(pack: Pack) -> tuple[PlacedImage, ...]:
    """The pictures of a pack with their types and places."""
    layout = pack.letterhead
    named = [(layout.image, layout.image_frame)] if layout.image and layout.image_frame else []
    named += [(p.file, Frame(x=p.x, y=p.y, width=p.width, height=p.height)) for p in layout.pictures]
    paths = ((Path(pack.folder, name), frame) for name, frame in named if name)
    return tuple(PlacedImage(path.read_bytes(), _type(path), frame) for path, frame in paths if frame)
