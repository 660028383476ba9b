"""The page about a run: whole, self-contained, everything in it escaped; search and filter work in a browser."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from bench.generate import write
from converter.batch.picture import first_page, png
from converter.batch.plan import plan
from converter.batch.run import Orders, Run
from converter.options import Options
from tests.support import tools

NASTY = "</script><b>&amp; 'x' \"y\" <!--"
VOID = {"meta", "input", "img", "link", "br"}


class Page(HTMLParser):
    """Elements with their attributes and texts; complains of what is not nested well."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == [], f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over a few documents of every fate, reported."""
    made = tmp_path_factory.mktemp("report")
    write(made / "in", 6)
    (made / "in/a & b <é>.txt").write_text(f"Note on the ferry\n\nIt carried {NASTY} passengers.\n", "utf-8")
    (made / "in/empty.txt").write_bytes(b"")
    (made / "in/web.html").write_text(
        "<html><body><nav>Home | Contact</nav><h1>Statement</h1><p>We speak of the ferry.</p></body></html>", "utf-8"
    )
    (made / "in/gone.txt").write_text("Note on the road\n\nIt is long.\n", "utf-8")
    planned = plan([str(made / "in")], str(made / "out"), Options())
    assert len([*Run(planned, Orders(executor="serial"))]) == 10
    (made / "in/gone.txt").unlink()
    planned = plan([str(made / "in")], str(made / "out"), Options())
    assert len([*Run(planned, Orders(executor="serial"))]) == 9
    return made


def page(folder: Path) -> str:
    return (folder / "out/report.html").read_text("utf-8")


def test_the_page_is_whole_and_needs_nothing_else(folder: Path) -> None:
    text = page(folder)
    found = Page(text)
    assert len(found.all("article")) == 9
    assert NASTY not in text.replace("&lt;", "<").split("<script>")[-1]
    for tag, attributes in found.elements:
        for name in ("src", "href", "action", "data"):
            value = attributes.get(name) or ""
            assert not re.match(r"(?i)(https?:)?//", value), f"<{tag} {name}={value!r}> leads out"
    assert not found.all("link") and len(found.all("script")) == 1
    assert "@import" not in text and "url(" not in text
    policy = next(a["content"] for a in found.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy and policy.startswith("default-src 'none'")


def test_links_lead_to_inputs_and_outputs(folder: Path) -> None:
    links = [unquote(attributes["href"] or "") for attributes in Page(page(folder)).all("a")]
    assert "../in/a & b <é>.txt" in links and "a & b <é>.docx" in links
    for link in links:
        assert (folder / "out" / link).exists(), link


def test_unsure_values_stand_first_and_what_was_removed_is_listed(folder: Path) -> None:
    articles = page(folder).split("<article")[1:]
    about = {re.sub("<[^>]*>", "", article.partition("<h2>")[2].partition("</h2>")[0]): article for article in articles}
    ferry = next(article for name, article in about.items() if "a &amp; b" in name)
    mixed = next(article for article in articles if 'class="unsure"' in article and " value" in article)
    assert mixed.index('class="unsure"') < mixed.index(" value")
    assert 'class="warnings"' in ferry and "unsure-kind" in ferry
    web = next(article for name, article in about.items() if "web.html" in name)
    assert "<summary>removed" in web and "Home | Contact" in web
    empty = next(article for name, article in about.items() if "empty.txt" in name)
    assert 'class="error"' in empty and "hint: " in empty
    assert "gone.txt" in page(folder).partition("no longer there")[2]


def test_each_document_has_a_small_picture_of_its_first_page(folder: Path) -> None:
    tools.need_module("pypdfium2")
    pictures = [attributes["src"] or "" for attributes in Page(page(folder)).all("img")]
    assert len(pictures) == 8
    assert all(src.startswith("data:image/png;base64,") and 200 < len(src) < 12_000 for src in pictures)


def test_a_picture_is_a_png_that_others_read(folder: Path) -> None:
    tools.need_module("pypdfium2")
    tools.need_module("PIL")
    import io

    from PIL import Image

    made = first_page(next(folder.glob("out/letter*.pdf")).read_bytes())
    assert made is not None
    with Image.open(io.BytesIO(made)) as image:
        assert image.width == 112 and 140 < image.height < 170
        low, high = image.convert("L").getextrema()
        assert low < 160 and high == 255, "nothing is drawn on it"
    with Image.open(io.BytesIO(png(bytes((0, 255, 128, 9, 9, 0, 64, 255)), 3, 2, 4))) as image:
        assert [*image.convert("L").tobytes()] == [0, 255, 136, 0, 0, 68]
    assert first_page(b"%PDF-1.7 broken") is None


def shown(chromium: str, folder: Path, asked: str) -> list[str]:
    """Names of the documents that a browser shows for what stands behind the `#`."""
    address = (folder / "out/report.html").as_uri() + asked
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--dump-dom"]
    done = subprocess.run([chromium, *options, address], capture_output=True, text=True, encoding="utf-8", timeout=90)
    assert done.returncode == 0, done.stderr[-2000:]
    articles = re.findall(r"<article([^>]*)>.*?<h2><a [^>]*>([^<]*)</a>", done.stdout, re.S)
    seen = [name for attributes, name in articles if "hidden" not in attributes]
    count = re.search(r"<output[^>]*>(\d+) of (\d+) shown</output>", done.stdout)
    assert count and int(count[1]) == len(seen) and int(count[2]) == 9
    return [Path(name).name for name in seen]


def test_search_and_filter_work_in_a_browser(folder: Path) -> None:
    chromium = tools.need("chromium")
    assert len(shown(chromium, folder, "")) == 9
    assert shown(chromium, folder, "#show=failed") == ["empty.txt"]
    assert shown(chromium, folder, "#q=HOME+contact&show=cut") == ["web.html"]
