"""The theme part: Word asks for one; every style says its own font and colour, so it is as small as the schema allows."""

from __future__ import annotations

from converter.style.schema import Pack
from converter.writers.docx.xml import DECLARATION, NAMESPACES, escape

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
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
STROKE = f"<a:ln>{FILL}</a:ln>"
EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_part(pack: Pack) -> bytes:
    """`word/theme/theme1.xml`; every list of the schema needs three entries."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    face = escape(next(iter(pack.faces.values())).latin[0])
    font = f'<a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fills, strokes, effects = FILL + FILL + FILL, STROKE + STROKE + STROKE, EFFECT + EFFECT + EFFECT
    return (
        f'{DECLARATION}<a:theme xmlns:a="{NAMESPACES["a"]}" name="masthead"><a:themeElements>'
        f'<a:clrScheme name="masthead">{colours}</a:clrScheme>'
        f'<a:fontScheme name="masthead"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="masthead"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{strokes}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()
