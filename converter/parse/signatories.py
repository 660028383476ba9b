"""Who signed: names and titles out of the signature blocks of the body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from converter.diagnostics import Report
from converter.forms.organs import read_organ
from converter.forms.people import is_name, is_office, read_signed, strip_honorifics
from converter.late import late
from converter.meta import Confidence, Evidence, Person
from converter.model import Block, Signature
from converter.parse.findings import line_numbers
from converter.walk import plain

_ARTICLE = late(r"^(?:l['’]\s?(?=\w)|le\s+|la\s+|el\s+|the\s+)", re.IGNORECASE)
_OPEN = late(r"[\[<(]?\s*(?:name|nom|nombre|имя|ф\.?и\.?о\.?|الاسم|姓名|_{2,}|\.{3,}|…|x{2,})\s*[\]>)]?", re.IGNORECASE)
_HAN_SIGNED = late(r"\s*[（(]\s*签[名字署]\s*[）)]\s*")


LONGEST_NAME = 5
"""Words of a name with the office right behind it."""


def read_signatories(blocks: Iterable[Block], code: str, report: Report) -> tuple[tuple[Person, ...], Evidence | None]:
    """The people of all signature blocks, in order, and where they stand."""
    signed = [block for block in blocks if isinstance(block, Signature)]
    people = [(block, person) for block in signed for person in people_of(block, code, report)]
    if not people:
        return (), None
    lines = tuple(sorted({number for block, _ in people for number in line_numbers(block.span)}))
    stated = all(any(says_signed(plain(line)) for line in block.lines) for block, _ in people)
    text = ", ".join(person.name for _, person in people)
    return tuple(person for _, person in people), Evidence(
        lines, text, Confidence.CERTAIN if stated else Confidence.LIKELY
    )


def says_signed(text: str) -> bool:
    """Whether a line holds `(Signed)` or its like."""
    return read_signed(text) is not None or bool(_HAN_SIGNED.search(text))


def people_of(block: Signature, code: str, report: Report) -> list[Person]:
    """The people of one block: each `(Signed)` begins another; titles may stand above a name where none stand below."""
    texts = [" ".join(plain(line).split()) for line in block.lines]
    texts = [text for text in texts if text]
    marks = [number for number, text in enumerate(texts) if says_signed(text)]
    if len(marks) < 2:
        return _person(texts, marks[0] if marks else None, code, block, report)
    people: list[Person] = []
    for number, start in enumerate(marks):
        end = marks[number + 1] if number + 1 < len(marks) else len(texts)
        people += _person(texts[start:end], 0, code, block, report)
    return people


def _person(texts: Sequence[str], mark: int | None, code: str, block: Signature, report: Report) -> list[Person]:
    rest = list(texts)
    name: str | None = None
    if mark is not None:
        name = _signed_name(rest.pop(mark))
    if not name:
        at = next((n for n, text in enumerate(rest) if is_name(text, code) and not _only_office(text, code)), None)
        if at is None:
            at = next((n for n, text in enumerate(rest) if _OPEN.fullmatch(text)), None)
        if at is None and mark is None and rest and not is_office(_bare(rest[0]), code):
            at = 0
        name = rest.pop(at) if at is not None else None
    if not name:
        return []
    if _OPEN.fullmatch(name.strip()):
        said = f"signatories: “{name.strip()}” is a place left open; it is left blank"
        report.warn("placeholder", block.span, said, "pass --set signatories=NAME")
        return []
    office, name = _leading_office(strip_honorifics(name), code)
    titles = [title for title in map(_bare, _unbroken(rest)) if title]
    return [Person(name.strip(" ,."), tuple(([office] if office else []) + titles))]


def _unbroken(texts: Sequence[str]) -> list[str]:
    """Titles whose lines were cut: one that ends in a small word, or before a small letter, goes on below."""
    done: list[str] = []
    for text in texts:
        organ = done and len(done[-1].split()) == 1 and read_organ(text, "ru") and "Ѐ" < text[:1] < "ӿ"
        if done and (organ or _OPEN_END.search(done[-1]) or _GOES_ON.match(text)):
            done[-1] = f"{done[-1]} {text}"
        else:
            done.append(text)
    return done


_OPEN_END = late(r"\s(?:of|to|the|for|and|in|de|du|des|la|les|et|auprès|del|de los|y|ante|при|и|в)$")
_GOES_ON = late(r"(?:to|of|for|and|auprès|près|ante|при)\s")


def _signed_name(text: str) -> str:
    bare = _HAN_SIGNED.sub("", text)
    return bare if bare != text else read_signed(text) or ""


def _leading_office(name: str, code: str) -> tuple[str | None, str]:
    """`A. Name, Ambassador` on one line: the name alone, and nothing lost of the office."""
    head, comma, tail = name.partition(",")
    if comma and is_office(tail.strip(), code) and len(head.split()) > 1:
        return tail.strip(), head
    words = name.split()
    for cut in range(2, min(len(words), LONGEST_NAME + 1)):  # `A. Name Permanent Representative`.
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        if is_office(tail, code) and is_name(head, code) and not is_office(head, code):
            return tail, head
    return None, name


def _only_office(text: str, code: str) -> bool:
    return is_office(text, code)


def _bare(text: str) -> str:
    bare = _ARTICLE.sub("", text.strip().rstrip(",،，;").strip())
    return bare[:1].upper() + bare[1:]
