"""A plain program for comparison: the same words to Word and PDF by python-docx and reportlab, with no understanding.

python bench/plain.py INPUT OUT.docx OUT.pdf
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
    """A PDF with a paragraph for each text."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    style = getSampleStyleSheet()["BodyText"]
    story = [flowable for text in texts for flowable in (Paragraph(html.escape(text), style), Spacer(1, 6))]
    SimpleDocTemplate(str(target), pagesize=A4).build(story)


def main() -> None:
    """Both files of an input."""
    texts = paragraphs(Path(sys.argv[1]).read_text("utf-8"))
    word(texts, Path(sys.argv[2]))
    pdf(texts, Path(sys.argv[3]))


if __name__ == "__main__":
    main()
