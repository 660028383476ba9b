"""The theme part: Word asks for one; styles say their own fonts and colours, so it is as small as may be."""

from __future__ import annotations

from converter.style.schema import Pack
from converter.writers.docx.xml import NAMESPACES, document, element

COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "000000",
    "lt2": "FFFFFF",
    "accent1": "808080",
    "accent2": "808080",
    "accent3": "808080",
    "accent4": "808080",
    "accent5": "808080",
    "accent6": "808080",
    "hlink": "0000FF",
    "folHlink": "0000FF",
}
NAME = {"name": "masthead"}


def theme_part(pack: Pack) -> bytes:
    """`word/theme/theme1.xml`; every list of the schema needs three entries."""
    colours = [element(f"a:{name}", {}, element("a:srgbClr", {"val": value})) for name, value in COLOURS.items()]
    face = next(iter(pack.faces.values())).latin[0]
    names = {"a:latin": face, "a:ea": "", "a:cs": ""}
    font = "".join(element(name, {"typeface": value}) for name, value in names.items())
    fonts = element("a:majorFont", {}, font) + element("a:minorFont", {}, font)
    fill = element("a:solidFill", {}, element("a:schemeClr", {"val": "phClr"}))
    stroke = element("a:ln", {}, fill)
    effect = element("a:effectStyle", {}, element("a:effectLst", {}))
    lists = {"a:fillStyleLst": fill, "a:lnStyleLst": stroke, "a:effectStyleLst": effect, "a:bgFillStyleLst": fill}
    formats = "".join(element(name, {}, entry, entry, entry) for name, entry in lists.items())
    elements = element(
        "a:themeElements",
        {},
        element("a:clrScheme", NAME, *colours),
        element("a:fontScheme", NAME, fonts),
        element("a:fmtScheme", NAME, formats),
    )
    return document(element("a:theme", {"xmlns:a": NAMESPACES["a"]} | NAME, elements))
