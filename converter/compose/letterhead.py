"""What a sender's own first page opens with."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from converter.compose.composed import LetterheadBlock
from converter.languages import detect, script
from converter.model import Document
from converter.style.schema import LetterheadLayout, Pack
from converter.walk import plain

ADDRESS_KEYS = frozenset(
    {"letterhead.address", "letterhead.telephone", "letterhead.fax", "letterhead.email", "letterhead.website"}
)


def letterhead(document: Document, pack: Pack) -> LetterheadBlock | None:
    """The names by language and the address lines, from the pack if it has its own, else from the input; None
    where neither has one."""
    layout, found = pack.letterhead, document.meta.letterhead
    if layout.names or layout.lines:
        blocks = layout.names or (layout.lines,)
        address = tuple(layout.address.splitlines()) if layout.address else ()
    elif found:
        blocks = by_language(
            [plain(s.content).strip() for s in document.front if s.key == "letterhead.lines"] or list(found.lines)
        )
        stated = (s for s in (*document.front, *document.back) if s.key in ADDRESS_KEYS)
        address = tuple(plain(s.content).strip() for s in stated)
    else:
        return None
    image, image_type = _image(layout, pack)
    languages = tuple(_language(block, document.language) for block in blocks)
    return LetterheadBlock(blocks, languages, address, image, image_type, " ".join(blocks[-1]) if blocks else "")


def by_language(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    """Name lines cut into blocks where the language changes: by script, and by the words of each line's neighbours.

    A name that goes on over several lines stays one block: a block begins only where a new language is sure.
    """
    blocks: list[list[str]] = []
    for line in lines:
        if blocks and _same_language(" ".join(blocks[-1]), line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return tuple(tuple(block) for block in blocks)


def _same_language(before: str, line: str) -> bool:
    if _script(before) != _script(line):
        return False
    (old, old_sure), (new, new_sure) = detect(before), detect(line)
    return not (new_sure or old_sure) or old == new


def _script(text: str) -> str:
    return next((found for found in map(script, text) if found), "")


def _language(block: tuple[str, ...], default: str) -> str:
    code, sure = detect(" ".join(block))
    return code if sure else default


def _image(layout: LetterheadLayout, pack: Pack) -> tuple[bytes | None, str]:
    if not layout.image:
        return None, ""
    path = Path(pack.folder) / layout.image
    return path.read_bytes(), mimetypes.guess_type(path.name)[0] or ""
