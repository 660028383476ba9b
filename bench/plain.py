"""A plain program for comparison: the same words to Word and PDF by python-docx and reportlab, with no understanding.

python bench/plain.py INPUT OUT.docx OUT.pdf    or, for all files of a folder in one process,    FOLDER OUT
"""

from __future__ import annotations

import html
import sys
from pathlib import Path


def paragraphs(text: str) -> list[str]:
    """What blank lines set apart."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def word(texts: list[str], target: Path) -> None:
    """A Word file with a paragraph for each text."""
    import docx

    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(target))


def pdf(texts: list[str], target: Path) -> None:
    """A PDF with a paragraph for each text, its first word in bold, as numbers and names are."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    style = getSampleStyleSheet()["BodyText"]
    words = [html.escape(text).partition(" ") for text in texts]
    marked = [f"<b>{first}</b>{gap}{rest}" for first, gap, rest in words]
    story = [flowable for text in marked for flowable in (Paragraph(text, style), Spacer(1, 6))]
    SimpleDocTemplate(str(target), pagesize=A4).build(story)


def convert(source: Path, to_word: Path, to_pdf: Path) -> None:
    """Both files of an input."""
    texts = paragraphs(source.read_text("utf-8"))
    word(texts, to_word)
    pdf(texts, to_pdf)


def main() -> None:
    """An input, or every file of a folder."""
    source, *out = map(Path, sys.argv[1:])
    if source.is_file():
        convert(source, *out)
        return
    out[0].mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(path for path in source.rglob("*") if path.is_file())):
        convert(path, out[0] / f"{number}.docx", out[0] / f"{number}.pdf")


if __name__ == "__main__":
    main()
