"""The styles part, made from the pack: the templates' own names and values, none of Word's unused defaults."""

from __future__ import annotations

from collections.abc import Iterator

from converter.style.names import StyleName
from converter.style.schema import Face, Pack, ParagraphStyle
from converter.writers.docx.constants import BASE_CHARACTER, BASE_TABLE, BUILT_IN, NO_LIST, NOTE_MARK, PLACE
from converter.writers.docx.kept import once
from converter.writers.docx.looks import characters, paragraph
from converter.writers.docx.xml import on, part, properties, w

FOOTNOTE_MARK, HYPERLINK, PLACEHOLDER, TABLE = "FootnoteReference", "Hyperlink", "PlaceholderText", "TableNormal"
REGIONS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}
"""Word wants a region with a language."""
COMPLEX, EAST = "ar", "zh"


def region(code: str) -> str:
    """A BCP 47 code with a region, as Word writes it."""
    return REGIONS.get(code, code)


def languages(code: str) -> dict[str, str]:
    """The attributes of `lang` for a language: Arabic and Chinese have slots of their own."""
    slot = {COMPLEX: "bidi", EAST: "eastAsia"}.get(code.partition("-")[0], "val")
    return {slot: region(code)}


def first_names(pack: Pack) -> dict[str, StyleName]:
    """Word style id → the first name that has it: that one defines the style."""
    return once(pack, "names", lambda: _first_names(pack))


def _first_names(pack: Pack) -> dict[str, StyleName]:
    found: dict[str, StyleName] = {}
    for name in StyleName:
        if name in pack.styles:
            found.setdefault(pack.styles[name].id, name)
    return found


def word_style(pack: Pack, name: StyleName) -> ParagraphStyle:
    """The style that stands in the Word file under the id of a name."""
    return pack.styles[first_names(pack)[pack.styles[name].id]]


def styles_part(pack: Pack, language: str, direction: str) -> bytes:
    """`word/styles.xml`."""
    return once(pack, f"styles {language} {direction}", lambda: _styles_part(pack, language, direction))


def _styles_part(pack: Pack, language: str, direction: str) -> bytes:
    written = "".join(_paragraph_style(pack, name, direction) for name in first_names(pack).values())
    further = "".join(_further(style, pack) for style in pack.family)
    return part("styles", _defaults(pack, language) + written + further + "".join(_characters(pack)) + TABLES)


def _defaults(pack: Pack, language: str) -> str:
    face = pack.faces[pack.styles[StyleName.NORMAL].face]
    lang = w("lang", **{"val": region("en"), "eastAsia": region(EAST), "bidi": region(COMPLEX)} | languages(language))
    run = w("rPrDefault", properties("rPr", {"rFonts": fonts(face), "lang": lang}))
    return w("docDefaults", run, w("pPrDefault"))


def fonts(face: Face) -> str:
    """The families of a face, for each kind of script."""
    latin, arabic = face.latin[0], (face.arabic or face.latin)[0]
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=(face.chinese or face.latin)[0], cs=arabic)


def _paragraph_style(pack: Pack, name: StyleName, direction: str) -> str:
    style = pack.styles[name]
    base_name = style.based_on
    base = word_style(pack, base_name) if base_name else None
    if base is not None and base.id == style.id:
        base, base_name = pack.styles[StyleName.NORMAL], StyleName.NORMAL
    look = paragraph(style, base)
    if name is StyleName.NORMAL:
        look |= {"suppressAutoHyphens": on("suppressAutoHyphens")}
    if direction == "rtl" and (name is StyleName.NORMAL or "jc" in look):
        # LibreOffice turns `left` into the leading edge only where the same style says that it runs to the left.
        look |= {"bidi": on("bidi")}
    return w(
        "style",
        w("name", val=style.word),
        w("basedOn", val=base.id) if base else "",
        w("next", val=_next(pack, name)) if style.keep_next else "",
        on("qFormat"),
        properties("pPr", look),
        properties("rPr", _own_face(pack, style, base) | characters(style, base)),
        type="paragraph",
        default=1 if name is StyleName.NORMAL else None,
        customStyle=None if style.word in BUILT_IN else 1,
        styleId=style.id,
    )


def _own_face(pack: Pack, style: ParagraphStyle, base: ParagraphStyle | None) -> dict[str, str]:
    """The families of a style whose face is not that of its base; the text's own face is Word's default."""
    inherited = base.face if base else pack.styles[StyleName.NORMAL].face
    return {"rFonts": fonts(pack.faces[style.face])} if style.face != inherited else {}


def _next(pack: Pack, name: StyleName) -> str:
    """What Word begins after a heading or title: the text."""
    return pack.styles[StyleName.NUMBERED].id if name is not StyleName.NUMBERED else pack.styles[name].id


def _further(style: ParagraphStyle, pack: Pack) -> str:
    """A style of the template's family that no stage uses."""
    base = pack.styles[style.based_on or StyleName.NORMAL]
    return w(
        "style",
        w("name", val=style.word),
        w("basedOn", val=base.id),
        on("qFormat"),
        properties("pPr", paragraph(style, base)),
        properties("rPr", characters(style, base)),
        type="paragraph",
        customStyle=1,
        styleId=style.id,
    )


def _characters(pack: Pack) -> Iterator[str]:
    yield w("style", w("name", val=BASE_CHARACTER), type="character", default=1, styleId="DefaultParagraphFont")
    mark = {
        "spacing": w("spacing", val=0),
        "w": w("w", val=pack.styles[StyleName.FOOTNOTE].scale),
        "vertAlign": w("vertAlign", val="superscript"),
    }
    yield _character(FOOTNOTE_MARK, NOTE_MARK, properties("rPr", mark))
    link = properties("rPr", {"color": w("color", val=pack.link_colour), "u": w("u", val="none")})
    yield _character(HYPERLINK, "Hyperlink", link)
    yield _character(PLACEHOLDER, PLACE, properties("rPr", {"color": w("color", val=GREY)}))


GREY = "808080"


def _character(style_id: str, name: str, look: str) -> str:
    return w(
        "style", w("name", val=name), w("basedOn", val="DefaultParagraphFont"), look, type="character", styleId=style_id
    )


TABLES = w(
    "style",
    w("name", val=BASE_TABLE),
    w(
        "tblPr",
        w("tblInd", w=0, type="dxa"),
        w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right"))),
    ),
    type="table",
    default=1,
    styleId=TABLE,
) + w("style", w("name", val=NO_LIST), type="numbering", default=1, styleId="NoList")
"""Layout tables and tables of figures set their own borders; both need no space around cells."""
