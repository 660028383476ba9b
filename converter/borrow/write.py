"""A borrowed letterhead as a commented pack that extends `mission`."""

from __future__ import annotations

from collections.abc import Iterator

from converter.borrow import Borrowed, Look

STARTING_POINT = Borrowed(
    names=(("Permanent Mission of …", "to the United Nations"),),
    address=("Street, floor, New York, N.Y. …", "Tel.: …; Fax: …; e-mail: …"),
    issuer=None,
)
"""What `styles new` writes without an old letter: the places to fill in."""
PAGE_KEYS = ("width", "height", "top", "bottom", "left", "right", "header", "footer")


def pack_text(name: str, found: Borrowed, origin: str, image: str | None) -> str:
    """The YAML of a pack; `origin` says in its first line where it comes from, `image` is the stored picture's name."""
    return "\n".join(_lines(name, found, origin, image)) + "\n"


def _lines(name: str, found: Borrowed, origin: str, image: str | None) -> Iterator[str]:
    yield f"# {origin}"
    yield f"name: {name}"
    yield f"title: {_quoted('Letterhead: ' + ' '.join(found.names[-1]) if found.names else name)}"
    yield "extends: mission"
    if found.issuer:
        yield "# Letters of this issuer are set in this pack by themselves."
        yield f"match: {{issuers: [{_quoted(found.issuer)}]}}"
    if found.page:
        yield "page: {" + ", ".join(f"{k}: {found.page[k]:.2f}mm" for k in PAGE_KEYS if k in found.page) + "}"
    if found.font:
        yield f"faces: {{text: {{latin: [{_quoted(found.font)}, Times New Roman, Liberation Serif]}}}}"
    looks = {"letterhead_name": found.name_look, "letterhead_address": found.address_look}
    styles = {key: text for key, look in looks.items() if (text := _look(look))}
    if styles:
        yield "styles:"
        yield from (f"  {key}: {{{text}}}" for key, text in styles.items())
    yield "letterhead:"
    yield from _letterhead(found, image)


def _letterhead(found: Borrowed, image: str | None) -> Iterator[str]:
    arrange = "side-by-side" if len(found.names) > 1 else "stacked"
    yield f"  arrange: {arrange}        # names in several languages: side-by-side or stacked"
    align = found.name_look.align
    if align and len(found.names) < 2:
        yield f"  align: {align}"
    if found.address_look.align:
        yield f"  address_align: {found.address_look.align}"
    yield "  names:                  # one list a language"
    yield from (f"    - [{', '.join(map(_quoted, block))}]" for block in found.names)
    if found.address:
        yield "  address: |"
        yield from (f"    {line}" for line in found.address)
    if found.top is not None:
        yield f"  top: {found.top:.2f}mm            # baseline of the first name line"
    if found.gap is not None:
        yield f"  gap: {found.gap:.2f}mm"
    if image and found.picture:
        frame = found.picture.frame
        yield f"  image: {_quoted(image)}"
        places = (("x", frame.x), ("y", frame.y), ("width", frame.width), ("height", frame.height))
        yield "  image_frame: {" + ", ".join(f"{key}: {value.mm:.2f}mm" for key, value in places) + "}"
    if not found.rule and found.page:
        yield "  rule: 0"


def _look(look: Look) -> str:
    said = []
    if look.size is not None:
        said += [f"size: {look.size:g}pt", f"leading: {look.leading or look.size * 1.2:g}pt"]
    if look.bold is not None:
        said.append(f"bold: {str(look.bold).lower()}")
    if look.italic:
        said.append("italic: true")
    if look.colour:
        said.append(f'colour: "{look.colour}"')
    return ", ".join(said)


def _quoted(text: str) -> str:
    """A text as YAML takes it in any place."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
