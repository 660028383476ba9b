"""A copy to read aloud from: no paragraph over a page's end, large type and page numbers, in both formats."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from converter import convert
from converter.diagnostics import UsageError
from converter.settings import from_pairs
from converter.style.names import StyleName
from converter.style.packs import load
from converter.style.reading import KEPT, with_reading
from converter.style.units import Length
from tests.support.pdf_pages import page_count, rows

OPENS, GOES_ON = (
    "Every ferry",
    "the keeper of the lock feeds it grease and gossip and asks after its sister in the north.",
)
TEXT = "Statement by Mr. Jean Ndaye-Rossi\n\nCheck against delivery\n\nMr. Chair,\n\n" + "".join(
    f"{OPENS} number {n} is forty years old, and it speaks to its crew in groans; {GOES_ON}\n\n" for n in range(1, 25)
)


def test_no_paragraph_goes_over_a_page_s_end() -> None:
    result = convert(TEXT, settings={"reading": "20pt", "kind": "statement"})
    pages = page_count(result["pdf"])
    assert pages > 3
    for page in range(1, pages):
        found = rows(result["pdf"], page)
        assert found[0].text.startswith(OPENS), page
        assert found[-1].text == str(page + 1)
        assert found[-1].size > found[0].size == pytest.approx(20, abs=0.1)


def test_the_word_file_keeps_paragraphs_whole_too() -> None:
    package = zipfile.ZipFile(BytesIO(convert(TEXT, settings={"reading": "20pt", "kind": "statement"})["docx"]))
    styles, text = (package.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
    used = set(re.findall(r'<w:pStyle w:val="(\w+)"/>', text))
    assert len(used) > 2
    for name in ("Normal", *used):
        definition = re.search(rf'<w:style [^>]*w:styleId="{name}".*?</w:style>', styles, re.DOTALL)
        assert definition and '<w:keepLines w:val="0"/>' not in definition[0], name
        assert name != "Normal" or "<w:keepLines/>" in definition[0]


def test_type_grows_in_proportion_and_the_letterhead_stays() -> None:
    pack, size = load("statement"), Length.read("21pt")
    read = with_reading(pack, size)
    assert read.styles[StyleName.NUMBERED].size == size
    assert read.styles[StyleName.TITLE].size * pack.styles[StyleName.NUMBERED].size == pytest.approx(
        size * pack.styles[StyleName.TITLE].size, rel=0.01
    )
    assert all(read.styles[name] == pack.styles[name] for name in KEPT)
    assert read.page.left < pack.page.left


@pytest.mark.parametrize(
    ("value", "told"), [("large", "no length"), ("300pt", "no size to read from"), ("4", "no size")]
)
def test_a_wrong_size_is_told(value: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        from_pairs([f"reading={value}"])
