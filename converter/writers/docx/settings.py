"""The settings part and the font table."""

from __future__ import annotations

from converter.compose.composed import Composed
from converter.style.schema import Pack
from converter.writers.docx.constants import COMPATIBLE
from converter.writers.docx.notes import SEPARATORS
from converter.writers.docx.styles import COMPLEX, EAST, languages, region
from converter.writers.docx.xml import on, part, w

OFFICE = "http://schemas.microsoft.com/office/word"


def settings(composed: Composed) -> bytes:
    """`word/settings.xml`."""
    variables = "".join(w("docVar", name=name, val=value) for name, value in composed.properties.custom.items())
    language = {"val": region("en"), "eastAsia": region(EAST), "bidi": region(COMPLEX)} | languages(composed.language)
    return part(
        "settings",
        w("defaultTabStop", val=composed.pack.page.default_tab.twip)
        + on("evenAndOddHeaders")
        + w("characterSpacingControl", val="doNotCompress")
        + w("footnotePr", *(w("footnote", id=number) for number in SEPARATORS.values()))
        + w(
            "compat",
            on("doNotUseHTMLParagraphAutoSpacing"),
            w("compatSetting", name="compatibilityMode", uri=OFFICE, val=COMPATIBLE),
        )
        + (w("docVars", variables) if variables else "")
        + w("themeFontLang", **language)
        + w("decimalSymbol", val=".")
        + w("listSeparator", val=","),
    )


def font_table(pack: Pack) -> bytes:
    """`word/fontTable.xml`: the families that the styles name."""
    names = {
        name for face in pack.faces.values() for group in (face.latin, face.arabic, face.chinese) for name in group[:1]
    }
    return part(
        "fonts",
        "".join(w("font", w("family", val="roman"), w("pitch", val="variable"), name=name) for name in sorted(names)),
    )
