"""What the names of HTML elements, classes and ids say about their contents."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from converter.data import read_yaml
from converter.late import late
from converter.source import MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element


def tags(words: str) -> frozenset[str]:
    """Names in a row as a set."""
    return frozenset(words.split())


UNSEEN = tags("script style noscript template svg math object iframe canvas audio video datalist map head link meta")
PARAGRAPHS = tags(
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre hr article section header footer nav aside main "
    "form figure address fieldset center"
)
BLOCKS = PARAGRAPHS | tags(
    "div li dt dd tr td th thead tbody tfoot caption figcaption legend details summary option optgroup "
    "button select textarea body html frameset frame dir menu"
)
MARKS = {
    "b": MarkKind.BOLD,
    "strong": MarkKind.BOLD,
    "i": MarkKind.ITALIC,
    "em": MarkKind.ITALIC,
    "cite": MarkKind.ITALIC,
    "dfn": MarkKind.ITALIC,
    "var": MarkKind.ITALIC,
    "u": MarkKind.UNDERLINE,
    "ins": MarkKind.UNDERLINE,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "tt": MarkKind.CODE,
    "samp": MarkKind.CODE,
}
STYLES: tuple[tuple[re.Pattern[str], MarkKind], ...] = (
    (late(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)"), MarkKind.BOLD),
    (late(r"font-style\s*:\s*(?:italic|oblique)"), MarkKind.ITALIC),
    (late(r"text-decoration[^;]*:\s*[^;]*underline"), MarkKind.UNDERLINE),
    (late(r"vertical-align\s*:\s*super"), MarkKind.SUPERSCRIPT),
    (late(r"vertical-align\s*:\s*sub\b"), MarkKind.SUBSCRIPT),
)
INVISIBLE = late(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])")
ALIGN = late(r"text-align\s*:\s*(left|right|center|justify|start|end)")
SIDES = {"left": "start", "right": "end", "start": "start", "end": "end", "center": "center", "justify": "justify"}
NAME = late(r"[a-z0-9]+|[A-Z][a-z0-9]*|[A-Z]+")
FORMS = frozenset(("button", "select", "option", "optgroup", "textarea", "fieldset", "legend"))
ROLES = frozenset(
    [
        "navigation",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "complementary",
        "contentinfo",
        "banner",
    ]
)


@cache
def vocabulary(strength: str) -> frozenset[str]:
    """Names of containers that are surely no text (`strong`), or stand at the edge of a page (`edge`)."""
    return frozenset(map(str, read_yaml(Path(__file__).with_name("containers.yaml"))[strength]))


def names(element: _Element) -> frozenset[str]:
    """The parts of an element's classes and id, in small letters, and each class whole."""
    given = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not given.strip():
        return frozenset()
    whole = {name.lower() for name in given.split()}
    return frozenset(whole | {part.lower() for part in NAME.findall(given)})


def hidden(element: _Element) -> bool:
    """Whether a browser shows nothing of the element."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and INVISIBLE.search(style.lower()))


def machinery(element: _Element) -> str:
    """What kind of page machinery an element is: `nav`, `cookie`, `share` …; `?` before it where that is not sure."""
    tag = element.tag
    if hidden(element):
        return "hidden"
    if tag == "nav" or tag in FORMS:
        return str(tag)
    if (element.get("role") or "") in ROLES:
        return str(element.get("role"))
    found = names(element)
    strong = sorted(found & vocabulary("strong"))
    if strong and tag not in ("html", "body", "main", "article"):
        return strong[0]
    if tag in ("aside", "header", "footer", "form"):
        return f"?{tag}"
    edge = sorted(found & vocabulary("edge"))
    if edge and tag in ("div", "td", "table", "section"):
        return f"?{edge[0]}"
    return ""


def is_main(element: _Element) -> bool:
    """Whether an element says of itself that it holds the text."""
    return element.tag in ("main", "article") or element.get("role") in ("main", "article")


def side(element: _Element) -> str:
    """How an element aligns its text; nothing where it does not say."""
    if element.tag == "center":
        return "center"
    found = ALIGN.search((element.get("style") or "").lower())
    stated = found[1] if found else (element.get("align") or "").lower()
    return SIDES.get(stated, "")


def kinds(element: _Element) -> tuple[MarkKind, ...]:
    """What an inline element marks, by its name or its style."""
    found = [MARKS[element.tag]] if element.tag in MARKS else []
    style = element.get("style")
    if style and element.tag not in BLOCKS:
        found += [kind for pattern, kind in STYLES if pattern.search(style.lower())]
    return tuple(found)
