"""A borrowed letterhead as a commented pack that extends `mission`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from converter.borrow import Borrowed
from converter.borrow.looks import RunLook
from converter.borrow.sheet import Ruled, Said
from converter.records import replace

STARTING_POINT = Borrowed(
    names=(("Permanent Mission of …", "to the United Nations"),),
    address=("Street, floor, New York, N.Y. …", "Tel.: …; Fax: …; e-mail: …"),
)
"""What `styles new` writes without an old letter: the places to fill in."""
PAGE_KEYS = ("width", "height", "top", "bottom", "left", "right", "header", "footer")
MM = 25.4 / 72
BASELINE, UNDER = 0.8, 0.9
"""The part of a line that a pack has above its baseline; millimetres of a page number below it."""
STANDINS = {True: ("Times New Roman", "Liberation Serif"), False: ("Arial", "Liberation Sans")}
"""Roman families, and those without serifs, where a family is not there."""
SANS = frozenset(("Arial", "Calibri", "Carlito", "Helvetica", "Verdana", "Tahoma", "Segoe UI", "Century Gothic",
                  "Gill Sans MT", "Trebuchet MS", "Liberation Sans", "DejaVu Sans", "Aptos", "Open Sans"))  # fmt: skip
DEFAULT_COLOUR = "000000"


def pack_text(name: str, found: Borrowed, origin: str, images: Sequence[str] = ()) -> str:
    """The YAML of a pack; `origin` says in its first line where it comes from, `images` are the stored pictures'
    names."""
    body = _placed(found, images) if found.lines or found.foot else _plain(found, images)
    return "\n".join([*_head(name, found, origin), *body]) + "\n"


def _head(name: str, found: Borrowed, origin: str) -> Iterator[str]:
    yield f"# {origin}"
    yield f"name: {name}"
    title = found.issuer or (" ".join(found.names[0]) if found.names else name)
    yield f"title: {_quoted(f'Letterhead: {title}')}"
    yield "extends: mission"
    if found.issuer:
        yield "# Letters of this issuer are set in this pack by themselves."
        yield f"match: {{issuers: [{', '.join(map(_quoted, _issuers(found)))}]}}"
    elif found.lines:
        yield '# match: {issuers: ["…"]}    # write the sender\'s name: its letters are set in this pack by themselves'


def _issuers(found: Borrowed) -> Iterator[str]:
    """The issuer, and of a letterhead in several languages its name in each: letters in all of them have it."""
    yield found.issuer or ""
    names = (" ".join(block) for block in found.names) if len(found.names) > 1 else ()
    yield from (name for name in names if name != found.issuer)


# ---------------------------------------------------------------- lines without a place


def _plain(found: Borrowed, images: Sequence[str]) -> Iterator[str]:
    if not found.issuer:
        yield "# Letters of these senders are set in this pack by themselves:"
        yield '# match: {issuers: ["…"]}'
        yield "# page: {width: 210mm, height: 297mm}    # A4; without this line US Letter"
        yield "styles:"
        yield '  letterhead_name: {size: 13pt, leading: 16pt, bold: true, colour: "000000"}'
    yield "letterhead:"
    arrange = "side-by-side" if len(found.names) > 1 else "stacked"
    yield f"  arrange: {arrange}        # names in several languages: side-by-side or stacked"
    yield "  names:                  # one list a language"
    yield from (f"    - [{', '.join(map(_quoted, block))}]" for block in found.names)
    if found.address:
        yield "  address: |"
        yield from (f"    {line}" for line in found.address)
    yield from _pictures(found, images)
    if not found.issuer:
        yield "  # a picture beside this file, and where it stands on the page:"
        yield "  # image: arms.png"
        yield "  # image_frame: {x: 98mm, y: 10mm, width: 20mm, height: 20mm}"
        yield "  # top: 38mm              # baseline of the first name line, below the picture"


# ---------------------------------------------------------------- lines where they stand


def _placed(found: Borrowed, images: Sequence[str]) -> Iterator[str]:
    kinds = {line: _kind(line, found) for line in (*found.lines, *found.foot)}
    looks = {kind: look for kind in ("name", "address") if (look := _usual(kinds, kind))}
    text = found.text.family.name if found.text else ""
    faces = list(dict.fromkeys(line.look.font for line in kinds if line.look.font != text))
    face = {font: f"letterhead{'' if n == 0 else n + 1}" for n, font in enumerate(faces)} | {text: "text"}
    page = found.page | {"flow_top": found.page["top"], "first_bottom": found.page["bottom"]}
    yield f"page: {{{', '.join(f'{key}: {page[key]:.1f}mm' for key in (*PAGE_KEYS, 'flow_top', 'first_bottom'))}}}"
    fonts = [*([text] if text else []), *faces]
    yield from ["faces:"] if fonts else []
    yield from (f"  {face[font]}: {{latin: {_families(font, found)}}}" for font in fonts)
    yield from ["styles:"] if found.text or looks else []
    if found.text:
        leading = max(found.text.leading, found.text.size)
        yield f"  normal: {{size: {found.text.size:g}pt, leading: {leading:.1f}pt}}"
    for kind, look in looks.items():
        yield f"  letterhead_{kind}: {{{', '.join(_said(look, None, face, leading=True))}}}"
    yield "letterhead:"
    if found.flow_top is not None and found.text:
        top = (found.flow_top - BASELINE * max(found.text.leading, found.text.size)) * MM
        yield f"  flow_top: {top:.1f}mm    # where the text begins"
    for key, lines in (("placed", found.lines), ("foot", found.foot)):
        if lines:
            yield f"  {key}:    # baseline y from the top of the page; x is the edge or middle that align names"
            yield from (f"    - {_line(line, kinds[line], looks, face)}" for line in lines)
    yield from ["  rules:"] if found.rules else []
    yield from (f"    - {_rule(rule)}" for rule in found.rules)
    yield from _pictures(found, images)
    foot = found.page["height"] - found.page["footer"] - UNDER
    yield f"running: {{foot_y: {foot:.1f}mm}}    # of the page number on later pages"


def _pictures(found: Borrowed, images: Sequence[str]) -> Iterator[str]:
    yield from ["  pictures:"] if images else []
    for image, picture in zip(images, found.pictures, strict=True):
        places = zip(("x", "y", "width", "height"), picture.place, strict=True)
        yield f"    - {{file: {_quoted(image)}, {', '.join(f'{key}: {value * MM:.1f}mm' for key, value in places)}}}"


def _kind(line: Said, found: Borrowed) -> str:
    """Whether a line is one of the address: recognized as such, at the foot, or smaller than the names and with
    figures."""
    stated = any(line.text in known or known in line.text for known in found.address)
    named = any(line.text in known or known in line.text for block in found.names for known in block)
    figures = any(map(str.isdigit, line.text)) or "@" in line.text
    return "address" if line in found.foot or (stated and not named) or (figures and not named) else "name"


def _usual(kinds: dict[Said, str], kind: str) -> RunLook | None:
    """The look of most letters of a kind."""
    count: Counter[RunLook] = Counter()
    for line, own in kinds.items():
        if own == kind:
            count[replace(line.look, capitals=False)] += len(line.text)
    return count.most_common(1)[0][0] if count else None


def _said(look: RunLook, base: RunLook | None, face: dict[str, str], *, leading: bool = False) -> Iterator[str]:
    """What a look says that its base does not."""
    if base is None or look.font != base.font:
        own = face[look.font]
        yield from [f"face: {own}"] if base is not None or own != "text" else []
    if base is None or look.size != base.size:
        yield f"size: {look.size:g}pt"
    if leading:
        yield f"leading: {look.line:.1f}pt"
    if base is None or look.bold != base.bold:
        yield f"bold: {str(look.bold).lower()}"
    if look.italic != (base.italic if base else False):
        yield f"italic: {str(look.italic).lower()}"
    if look.colour != (base.colour if base else None):
        yield f'colour: "{look.colour or DEFAULT_COLOUR}"'


def _line(line: Said, kind: str, looks: dict[str, RunLook], face: dict[str, str]) -> str:
    said = [f"x: {line.x * MM:.1f}mm", f"y: {line.y * MM:.1f}mm"]
    said += [f"align: {line.align}"] if line.align != "center" else []
    said += ["style: address"] if kind == "address" else []
    return "{" + ", ".join([*said, *_said(line.look, looks[kind], face), f"text: {_quoted(line.text)}"]) + "}"


def _rule(rule: Ruled) -> str:
    said = [f"y: {(rule.y + rule.height / 2) * MM:.2f}mm", f"x1: {rule.x * MM:.2f}mm"]
    said += [f"x2: {(rule.x + rule.width) * MM:.2f}mm", f"thickness: {rule.height:.3g}pt"]
    said += [f'colour: "{rule.colour}"'] if rule.colour else []
    return "{" + ", ".join(said) + "}"


def _families(font: str, found: Borrowed) -> str:
    """A family and what stands in for it."""
    roman = found.roman.get(font, font not in SANS)
    return "[" + ", ".join(map(_quoted, dict.fromkeys((font, *STANDINS[roman and font not in SANS])))) + "]"


def _quoted(text: str) -> str:
    """A text as YAML takes it in any place."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
